"""The chapters of an annual report as dated data: `chapters/<day>.yaml`, named like the versions of
a table. Reports on years before the first of them are free in their outline."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from site_builder.header import read_yaml
from site_builder.model import Mapping, Node, Scalar
from site_builder.model import Sequence as List

FOLDER = Path(__file__).parent / "chapters"


@dataclass(frozen=True, slots=True)
class Statutory:
    """A chapter that a report must have. `names` are the titles it may bear, the form's own first;
    `items` what it has to speak of, each with the words it is known by."""

    names: tuple[str, ...]
    items: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def title(self) -> str:
        """The title on the form."""
        return self.names[0]


@cache
def chapters_for(year: int) -> tuple[Statutory, ...]:
    """The chapters of a report on `year`, in their order; none where the outline is free."""
    in_force = [path for path in sorted(FOLDER.glob("*.yaml")) if int(path.stem[:4]) <= year]
    return _load(in_force[-1]) if in_force else ()


def _load(path: Path) -> tuple[Statutory, ...]:
    """Raises ValueError where the file is not an outline: these files are part of the program."""
    root, unread = read_yaml(path.read_text("utf-8"), path.name)
    chapters = root.get("chapters") if isinstance(root, Mapping) else None
    if unread or not isinstance(chapters, List):
        raise ValueError(f"{path}: not an outline: {unread}")
    return tuple(_chapter(node) for node in chapters.items if isinstance(node, Mapping))


def _chapter(node: Mapping) -> Statutory:
    items = node.get("items")
    entries = items.entries if isinstance(items, Mapping) else ()
    return Statutory(
        names=(*_texts(node.get("title")), *_texts(node.get("aliases"))),
        items=tuple((entry.key.text, _texts(entry.value)) for entry in entries),
    )


def _texts(node: Node | None) -> tuple[str, ...]:
    """The texts of a list, or the one text that stands in its place."""
    if isinstance(node, Scalar):
        return (node.text,)
    items = node.items if isinstance(node, List) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))
