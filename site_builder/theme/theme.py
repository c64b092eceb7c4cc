"""Themes: a folder of templates and static files, which may extend another theme.

A site's own theme lies in `themes/<name>/` beside its content and holds only what differs. The
template that it hides is still there as `default/<template>`.
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
    """A theme with those it extends, nearest first."""

    name: str
    folders: tuple[Path, ...]

    def templates(self) -> Templates:
        """Read the templates, each under its own name, where the nearest theme's wins, and behind
        the name of its theme."""
        named: dict[str, Template] = {}
        plain: dict[str, Template] = {}
        for folder in reversed(self.folders):
            for name, file in _files(folder / "templates"):
                template = Template(str(file), file.read_bytes())
                named[f"{folder.name}/{name}"] = plain[name] = template
        return Templates(named | plain, self._stylesheets())

    def static(self) -> Iterator[tuple[str, Path]]:
        """Static files with their paths on the site; the nearest theme's file wins."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            found.update(_static(folder))
        yield from sorted(found.items())

    def _stylesheets(self) -> tuple[str, ...]:
        """The style sheets that every page links: those at the top of `static/`, a theme's after
        those of the theme it extends, so that a theme can change a colour in one line."""
        paths = (path for folder in reversed(self.folders) for path, _ in _static(folder))
        return tuple(dict.fromkeys(filter(_STYLESHEET.fullmatch, paths)))


def _static(folder: Path) -> Iterator[tuple[str, Path]]:
    """The static files of one theme, with their paths on the site."""
    for name, file in _files(folder / "static"):
        if not file.name.startswith("."):
            yield f"{STATIC}/{name}", file


def _files(
    folder: Path, inside: str = "", above: tuple[Path, ...] = ()
) -> Iterator[tuple[str, Path]]:
    """All files below a folder, each with its path in it. Links are followed, but not in a ring."""
    place = folder.resolve()
    if place in above or not folder.is_dir():
        return
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            yield from _files(entry, f"{inside}{entry.name}/", (*above, place))
        elif entry.is_file():
            yield f"{inside}{entry.name}", entry


def find_theme(name: str, source: Path) -> tuple[Theme | None, tuple[Problem, ...]]:
    """The theme called `name`, looked for beside the content in `source` and then among ours."""
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
