"""The prescribed chapters of an annual report, as dated data: `chapters/<day>.yaml`, named like the
versions of a table. Before the first form the law prescribed contents but no outline."""

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
    """A prescribed chapter. `names` are the accepted titles, the official one first; `items` are
    the required topics, each with the words that indicate it."""

    names: tuple[str, ...]
    items: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def title(self) -> str:
        """The title on the official form."""
        return self.names[0]


@cache
def chapters_for(year: int) -> tuple[Statutory, ...]:
    """Return the prescribed chapters of a report on `year`, in order; empty if there are none."""
    chapters = _in_force(year).get("chapters")
    items = chapters.items if isinstance(chapters, List) else ()
    return tuple(_chapter(node) for node in items if isinstance(node, Mapping))


@cache
def contents_for(year: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the topics that a report on `year` must cover if no outline is prescribed, each with
    the words that indicate it; empty if an outline is prescribed."""
    return _words(_in_force(year).get("contents"))


@cache
def _in_force(year: int) -> Mapping:
    """Return the outline in force for reports on `year`, or an empty mapping.

    Raise ValueError if its file is not an outline: these files are part of the program.
    """
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
    """Return topics, each with the words that indicate it."""
    entries = node.entries if isinstance(node, Mapping) else ()
    return tuple((entry.key.text, _texts(entry.value)) for entry in entries)


def _texts(node: Node | None) -> tuple[str, ...]:
    """Return the texts of a list, or a single text as a tuple of one."""
    if isinstance(node, Scalar):
        return (node.text,)
    items = node.items if isinstance(node, List) else ()
    return tuple(item.text for item in items if isinstance(item, Scalar))
