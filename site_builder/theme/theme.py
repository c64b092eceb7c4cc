"""Finds themes. A theme is a folder of templates and static files, and may extend another theme.

The theme of a site is in `themes/<name>/` beside its content and holds only what differs. A
template that it overrides is still available as `default/<template>`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from site_builder.assembly.settings_rules import theme_unknown
from site_builder.content.urls import STATIC
from site_builder.model.document import Mapping, Scalar
from site_builder.model.finding import Problem
from site_builder.parsing.yaml_nodes import read_yaml
from site_builder.text.patterns import regex
from site_builder.theme.templates import Template, Templates

_NAME = regex(r"[\w-]+")
_STYLESHEET = regex(rf"{STATIC}/[^/]+\.css")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: its own folder and those of the themes that it extends, in that order."""

    name: str
    folders: tuple[Path, ...]

    def templates(self) -> Templates:
        """Read the templates. Each is available as `<template>`, where the most specific theme
        wins, and as `<theme>/<template>`."""
        named: dict[str, Template] = {}
        plain: dict[str, Template] = {}
        for folder in reversed(self.folders):
            for name, file in _files(folder / "templates"):
                template = Template(str(file), file.read_bytes())
                named[f"{folder.name}/{name}"] = plain[name] = template
        return Templates(named | plain, self._stylesheets())

    def static(self) -> Iterator[tuple[str, Path]]:
        """Yield static files with their paths on the site; the most specific theme wins."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            found.update(_static(folder))
        yield from sorted(found.items())

    def _stylesheets(self) -> tuple[str, ...]:
        """Return the style sheets that every page links: those directly in `static/`. Those of a
        theme follow those of the theme that it extends, so that it can override single rules."""
        paths = (path for folder in reversed(self.folders) for path, _ in _static(folder))
        return tuple(dict.fromkeys(filter(_STYLESHEET.fullmatch, paths)))


def _static(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the static files of one theme with their paths on the site."""
    for name, file in _files(folder / "static"):
        if not file.name.startswith("."):
            yield f"{STATIC}/{name}", file


def _files(
    folder: Path, inside: str = "", above: tuple[Path, ...] = ()
) -> Iterator[tuple[str, Path]]:
    """Yield all files below a folder with their relative paths. Symbolic links are followed, except
    to a folder that is being listed."""
    place = folder.resolve()
    if place in above or not folder.is_dir():
        return
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            yield from _files(entry, f"{inside}{entry.name}/", (*above, place))
        elif entry.is_file():
            yield f"{inside}{entry.name}", entry


def find_theme(name: str, source: Path) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Find the theme `name` in the project in `source`, or else among the built-in themes.

    Return None and a problem if it, or a theme that it extends, does not exist.
    """
    folders: list[Path] = []
    while name:
        places = _places(name, source) if _NAME.fullmatch(name) else ()
        folder = next((f for f in places if (f / "theme.yaml").is_file()), None)
        if folder is None or folder in folders:
            return None, (Problem(theme_unknown, "site.yaml", 1, 1, name=name),)
        folders.append(folder)
        name = _extends(folder)
    return Theme(folders[0].name, tuple(folders)), ()


def _places(name: str, source: Path) -> Iterator[Path]:
    yield source / "themes" / name
    here = Path(__file__).parent.parent
    yield here / "themes" / name  # in an installed wheel
    yield here.parent / "themes" / name  # in a checkout


def _extends(folder: Path) -> str:
    node, _ = read_yaml((folder / "theme.yaml").read_text("utf-8"), "theme.yaml")
    extends = node.get("extends") if isinstance(node, Mapping) else None
    return extends.text if isinstance(extends, Scalar) else ""
