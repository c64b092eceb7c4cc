"""What an annual report has to hold, as dated data: `chapters/<day>.yaml`, named like the versions
of a table. Until the first form its outline was free, and the law named only the contents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from site_builder.model.document import Mapping, Node, Scalar
from site_builder.model.document import Sequence as List
from site_builder.parsing.yaml_nodes import read_yaml

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
    chapters = _in_force(year).get("chapters")
    items = chapters.items if isinstance(chapters, List) else ()
    return tuple(_chapter(node) for node in items if isinstance(node, Mapping))


@cache
def contents_for(year: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What a report on `year` with a free outline has to tell, each with the words it is known
    by; nothing where there is a form."""
    return _words(_in_force(year).get("contents"))


@cache
def _in_force(year: int) -> Mapping:
    """The file in force. Raises ValueError where it is not an outline: these files are part of the
    program."""
    paths = [path for path in sorted(FOLDER.glob("*.yaml")) if int(path.stem[:4]) <= year]
    if not paths:
        return Mapping((), 1, 1)
    root, problems = read_yaml(paths[-1].read_text("utf-8"), paths[-1].name)
    if (
        problems
        or not isinstance(root, Mapping)
        or not (root.get("chapters") or root.get("contents"))
    ):
        raise ValueError(f"{paths[-1]}: not an outline: {problems}")
    return root


def _chapter(node: Mapping) -> Statutory:
    names = (*_texts(node.get("title")), *_texts(node.get("aliases")))
    return Statutory(names, items=_words(node.get("items")))


def _words(node: Node | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names, each with the words it is known by."""
    entries = node.entries if isinstance(node, Mapping) else ()
    return tuple((entry.key.text, _texts(entry.value)) for entry in entries)


def _texts(node: Node | None) -> tuple[str, ...]:
    """The texts of a list, or the one text that stands in its place."""
    if isinstance(node, Scalar):
        return (node.text,)
    items = node.items if isinstance(node, List) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))
