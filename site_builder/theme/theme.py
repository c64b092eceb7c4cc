"""Themes: a folder of templates, style sheets and static files, which may extend another theme.

A site's own theme lies in `themes/<name>/` beside its content and holds only what differs. The
template that it hides is still there as `default/<template>`. The style sheets that `theme.yaml`
lists under `styles` lie in `styles/`; a site gets one file made of all of them.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from site_builder.content.urls import STATIC
from site_builder.model.document import Mapping, Node, Scalar, Sequence
from site_builder.model.product import Output
from site_builder.model.source import Problem
from site_builder.parsing.yaml_nodes import read_yaml
from site_builder.text.patterns import regex
from site_builder.theme.templates import Template, Templates

_NAME = regex(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with those it extends, nearest first; `styles` are the style sheets of all of them,
    in the order in which they apply."""

    name: str
    folders: tuple[Path, ...]
    styles: tuple[Path, ...] = ()

    def templates(self) -> Templates:
        """Read the templates, each under its own name, where the nearest theme's wins, and behind
        the name of its theme; and the style sheets."""
        named: dict[str, Template] = {}
        plain: dict[str, Template] = {}
        for folder in reversed(self.folders):
            for name, file in _files(folder / "templates"):
                template = Template(str(file), file.read_bytes())
                named[f"{folder.name}/{name}"] = plain[name] = template
        return Templates(named | plain, _joined(file.read_bytes() for file in self.styles))

    def static(self) -> Iterator[tuple[str, Path]]:
        """Static files with their paths on the site; the nearest theme's file wins."""
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
    """Find the theme called `name`, beside the content in `source` or else among ours.

    Returns the theme, or None and what is wrong with it: it or one that it extends is not there, or
    a style sheet is not.
    """
    folders: list[Path] = []
    styles: list[str] = []
    while name:
        places = _places(name, source) if _NAME.fullmatch(name) else ()
        folder = next((f for f in places if (f / "theme.yaml").is_file()), None)
        if folder is None or folder in folders:
            return None, (_problem("theme_unknown", name=name),)
        folders.append(folder)
        about, _ = read_yaml((folder / "theme.yaml").read_text("utf-8"), "theme.yaml")
        styles[:0] = _texts(about, "styles")
        name = next(iter(_texts(about, "extends")), "")
    files = {n: file for folder in reversed(folders) for n, file in _files(folder / "styles")}
    listed = dict.fromkeys(styles)
    theme = folders[0].name
    if missing := [style for style in listed if style not in files]:
        return None, tuple(_problem("style_missing", theme=theme, name=one) for one in missing)
    return Theme(theme, tuple(folders), tuple(files[style] for style in listed)), ()


def _problem(rule: str, **values: str) -> Problem:
    """A problem with the theme that `site.yaml` names."""
    return Problem(rule, "site.yaml", 1, 1, tuple(values.items()))


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
