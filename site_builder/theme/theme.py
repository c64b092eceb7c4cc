"""Finds themes. A theme is a folder of templates, style sheets and static files, and may extend
another theme.

The theme of a site is in `themes/<name>/` beside its content and holds only what differs. A
template that it overrides is still available as `default/<template>`. The style sheets that
`theme.yaml` lists under `styles` are in `styles/`; a site gets one file made of all of them.
"""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from site_builder.assembly.schema import THEME, read_header
from site_builder.assembly.settings_rules import (
    style_missing,
    theme_file_not_usable,
    theme_unknown,
)
from site_builder.content.regular_file import read_regular
from site_builder.content.urls import STATIC
from site_builder.model import document
from site_builder.model.finding import Problem
from site_builder.model.limits import LARGEST_SETTINGS
from site_builder.model.product import Output
from site_builder.parsing.decode import decode
from site_builder.parsing.front_matter_rules import header_is_not_a_mapping
from site_builder.parsing.yaml_nodes import read_yaml
from site_builder.text.patterns import regex
from site_builder.theme.templates import Template, Templates, decoded
from site_builder.theme.theme_files import list_files, read_theme_file

ABOUT = "theme.yaml"
# A problem with the theme that is named there, relative to the folder of the project.
_NAMED_IN = "content/site.yaml"
_PARTS = ("templates", "static", "styles")
_NAME = regex(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: its own folder and those of the themes that it extends, in that order; its files by
    path in `templates/`, for each folder, and in `static/`; and the style sheets of all
    of them, in the order in which they apply."""

    name: str
    folders: tuple[Path, ...]
    template_files: Mapping[Path, Mapping[str, Path]]
    static_files: Mapping[str, Path]
    styles: tuple[Path, ...] = ()

    def templates(self) -> Templates:
        """Read the style sheets and the templates. Each template is available as `<template>`,
        where the most specific theme wins, and as `<theme>/<template>`. Raise ThemeError for a
        style sheet that is not in UTF-8, OSError for a file that cannot be read any more."""
        named: dict[str, Template] = {}
        plain: dict[str, Template] = {}
        for folder in reversed(self.folders):
            for name, file in self.template_files[folder].items():
                template = Template(str(file), read_theme_file(file))
                named[f"{folder.name}/{name}"] = plain[name] = template
        return Templates(named | plain, self._style_sheet(), str(self.folders[0] / ABOUT))

    def _style_sheet(self) -> Output:
        """Return the style sheet of a site, made of those of its theme. A digest in its name makes
        browsers fetch it again where it changed."""
        parts = []
        for file in self.styles:
            style = read_theme_file(file).removeprefix(BOM_UTF8)
            decoded(str(file), style)
            parts.append(style)
        data = b"\n".join(parts)
        digest = sha256(data).hexdigest()
        return Output(f"{STATIC}/site.{digest[:12]}.css", data, digest)

    def static(self) -> Iterator[tuple[str, Path]]:
        """Yield static files with their paths on the site; the most specific theme wins."""
        for name, file in self.static_files.items():
            yield f"{STATIC}/{name}", file


class _About(NamedTuple):
    """What the `theme.yaml` of a theme says."""

    styles: tuple[str, ...]
    extends: str


def find_theme(name: str, source: Path) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Find the theme `name` in the project in `source`, or else among the built-in themes.

    Return None and the problems if it, a theme that it extends, or a listed style sheet does not
    exist or cannot be used. Their paths are relative to `source`.
    """
    folders: list[Path] = []
    styles: list[str] = []
    while name:
        folder = _find(name, source)
        if folder is None or folder in folders:
            return None, (Problem(theme_unknown, _NAMED_IN, 1, 1, name=name),)
        folders.append(folder)
        about, problems = _read_about(folder, source)
        if problems:
            return None, problems
        styles[:0] = about.styles
        name = about.extends
    return _theme(tuple(folders), tuple(dict.fromkeys(styles)), source)


def _theme(
    folders: tuple[Path, ...], listed: tuple[str, ...], source: Path
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Return the theme in some folders with the style sheets that they list, or the problems."""
    problems: list[Problem] = []

    templates: dict[Path, dict[str, Path]] = {}
    static: dict[str, Path] = {}
    known: dict[str, Path] = {}
    for folder in reversed(folders):
        templates[folder] = {}
        for part, into in zip(_PARTS, (templates[folder], static, known), strict=True):
            files, faults = list_files(folder / part, shown_path(folder / part, source))
            into.update(files)
            problems += faults
    name = folders[0].name
    missing = [style for style in listed if style not in known]
    if problems or missing:
        wrong = (Problem(style_missing, _NAMED_IN, 1, 1, theme=name, name=one) for one in missing)
        return None, tuple(problems or wrong)
    chosen = tuple(known[style] for style in listed)
    return Theme(name, folders, templates, dict(sorted(static.items())), chosen), ()


def shown_path(file: Path, source: Path) -> str:
    """Return a path for a message: relative to the folder of the project, if it is below it."""
    return file.relative_to(source).as_posix() if file.is_relative_to(source) else str(file)


def _find(name: str, source: Path) -> Path | None:
    """Return the folder of a theme; it has a `theme.yaml`, whatever that is."""
    places = _places(name, source) if _NAME.fullmatch(name) else ()
    return next((place for place in places if os.path.lexists(place / ABOUT)), None)


def _places(name: str, source: Path) -> Iterator[Path]:
    yield source / "themes" / name
    here = Path(__file__).parent.parent
    yield here / "themes" / name  # in an installed wheel
    yield here.parent / "themes" / name  # in a checkout


def _read_about(folder: Path, source: Path) -> tuple[_About, tuple[Problem, ...]]:
    nothing = _About((), "")
    path = shown_path(folder / ABOUT, source)
    try:
        data = read_regular(os.path.realpath(folder / ABOUT), LARGEST_SETTINGS)
    except OSError as error:
        return nothing, (Problem(theme_file_not_usable, path, why=error.strerror or "?"),)
    text, faults = decode(data, path)
    node, more = read_yaml(text, path)
    if not isinstance(node, document.Mapping):
        more = (*more, Problem(header_is_not_a_mapping, path, node.line, node.column))
    if faults or more or not isinstance(node, document.Mapping):
        return nothing, (*faults, *more)
    values, wrong = read_header(node, path, THEME)
    return _About(values.get("styles", ()), values.get("extends", "")), wrong
