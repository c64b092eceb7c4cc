"""Finds themes. A theme is a folder of templates, style sheets and static files, and may extend
another theme.

The theme of a site is in `themes/<name>/` beside its content and holds only what differs. A
template that it overrides is still available as `default/<template>`. The style sheets that
`theme.yaml` lists under `styles` are in `styles/`; a site gets one file made of all of them.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from site_builder.assembly.settings_rules import style_missing, theme_unknown
from site_builder.content.urls import STATIC
from site_builder.model.document import Mapping, Node, Scalar, Sequence
from site_builder.model.finding import Problem
from site_builder.model.product import Output
from site_builder.model.rule import Rule
from site_builder.parsing.yaml_nodes import read_yaml
from site_builder.text.patterns import regex
from site_builder.theme.templates import Template, Templates

_NAME = regex(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: its own folder and those of the themes that it extends, in that order; `styles` are
    the style sheets of all of them, in the order in which they apply."""

    name: str
    folders: tuple[Path, ...]
    styles: tuple[Path, ...] = ()

    def templates(self) -> Templates:
        """Read the style sheets and the templates. Each template is available as `<template>`,
        where the most specific theme wins, and as `<theme>/<template>`."""
        named: dict[str, Template] = {}
        plain: dict[str, Template] = {}
        for folder in reversed(self.folders):
            for name, file in _files(folder / "templates"):
                template = Template(str(file), file.read_bytes())
                named[f"{folder.name}/{name}"] = plain[name] = template
        return Templates(named | plain, _joined(file.read_bytes() for file in self.styles))

    def static(self) -> Iterator[tuple[str, Path]]:
        """Yield static files with their paths on the site; the most specific theme wins."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            for name, file in _files(folder / "static"):
                if not file.name.startswith("."):
                    found[f"{STATIC}/{name}"] = file
        yield from sorted(found.items())


def _joined(styles: Iterable[bytes]) -> Output:
    """Return the style sheet of a site, made of those of its theme. A digest in its name makes
    browsers fetch it again where it changed."""
    data = b"\n".join(style.removeprefix(BOM_UTF8) for style in styles)
    digest = sha256(data).hexdigest()
    return Output(f"{STATIC}/site.{digest[:12]}.css", data, digest)


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

    Return None and a problem if it, a theme that it extends, or a listed style sheet does not
    exist.
    """
    folders: list[Path] = []
    styles: list[str] = []
    while name:
        places = _places(name, source) if _NAME.fullmatch(name) else ()
        folder = next((f for f in places if (f / "theme.yaml").is_file()), None)
        if folder is None or folder in folders:
            return None, (_problem(theme_unknown, name=name),)
        folders.append(folder)
        about, _ = read_yaml((folder / "theme.yaml").read_text("utf-8"), "theme.yaml")
        styles[:0] = _texts(about, "styles")
        name = next(iter(_texts(about, "extends")), "")
    files = {n: file for folder in reversed(folders) for n, file in _files(folder / "styles")}
    listed = dict.fromkeys(styles)
    theme = folders[0].name
    if missing := [style for style in listed if style not in files]:
        return None, tuple(_problem(style_missing, theme=theme, name=one) for one in missing)
    return Theme(theme, tuple(folders), tuple(files[style] for style in listed)), ()


def _problem(rule: Rule, **values: Any) -> Problem:
    """A problem with the theme that `site.yaml` names."""
    return Problem(rule, "site.yaml", 1, 1, **values)


def _places(name: str, source: Path) -> Iterator[Path]:
    yield source / "themes" / name
    here = Path(__file__).parent.parent
    yield here / "themes" / name  # in an installed wheel
    yield here.parent / "themes" / name  # in a checkout


def _texts(about: Node | None, key: str) -> tuple[str, ...]:
    """The texts that a `theme.yaml` lists under a key, or the one text that stands there."""
    value = about.get(key) if isinstance(about, Mapping) else None
    items = value.items if isinstance(value, Sequence) else (value,)
    return tuple(item.text for item in items if isinstance(item, Scalar))
