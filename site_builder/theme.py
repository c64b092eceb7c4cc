"""Themes: a folder of templates and static files, which may extend another theme.

A site's own theme lies in `themes/<name>/` beside its content and holds only what differs. The
template that it hides is still there as `default/<template>`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    meta,
)
from jinja2.bccache import Bucket

from site_builder.freeze import DamagedError, seal, unseal
from site_builder.header import read_yaml
from site_builder.model import Mapping, Scalar, Unread
from site_builder.regex import regex
from site_builder.urls import STATIC

_NAME = regex(r"[\w-]+")
# A body has its tables drawn into it, whatever template it stands in.
TABLE_PARTIALS = ("partials/statutory-table.html", "partials/table-notes.html")


class _Compiled(BytecodeCache):
    """Compiled templates in a folder that can be deleted at any time; what is damaged is not
    used."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, DamagedError):
            bucket.bytecode_from_string(unseal(bucket.key, self._file(bucket).read_bytes()))

    def dump_bytecode(self, bucket: Bucket) -> None:
        file = self._file(bucket)
        new = file.with_name(f"{file.name}.{os.getpid()}")
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            new.write_bytes(seal(bucket.key, bucket.bytecode_to_string()))
            new.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / bucket.key


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with those it extends, nearest first."""

    name: str
    folders: tuple[Path, ...]

    def environment(self, compiled: Path | None = None) -> Environment:
        """Templates of the theme: escaping always on, an unknown name is an error. What they are
        compiled to is kept in the folder `compiled`."""
        loaders = {folder.name: FileSystemLoader(folder / "templates") for folder in self.folders}
        return Environment(
            loader=ChoiceLoader([*loaders.values(), PrefixLoader(loaders)]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_Compiled(compiled) if compiled else None,
        )

    def static(self) -> Iterator[tuple[str, Path]]:
        """Static files with their paths on the site; the nearest theme's file wins."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            root = folder / "static"
            for file in sorted(root.rglob("*")):
                if file.is_file() and not file.name.startswith("."):
                    found[f"{STATIC}/{file.relative_to(root).as_posix()}"] = file
        yield from sorted(found.items())

    def stylesheets(self) -> tuple[str, ...]:
        """The style sheets that every page links: those at the top of `static/`, a theme's after
        those of the theme it extends, so that a theme can change a colour in one line."""
        found: dict[str, None] = {}
        for folder in reversed(self.folders):
            for file in sorted((folder / "static").glob("*.css")):
                found.setdefault(f"{STATIC}/{file.name}")
        return tuple(found)

    def digests(self, templates: Iterable[str]) -> dict[str, str]:
        """Digests of templates, each of all that it includes, imports or extends as well, of the
        partials that tables are drawn with, and of the style sheets it links. Where it chooses what
        it includes while it is filled, that may be any template there is."""
        sources = _Sources(self.environment())
        links = "\0".join(self.stylesheets()).encode()
        found: dict[str, str] = {}
        for template in templates:
            digest = sha256(links)
            waiting, seen = [template, *TABLE_PARTIALS], set[str]()
            while waiting:
                name = waiting.pop()
                if name not in seen:
                    seen.add(name)
                    text, named = sources.open(name)
                    digest.update(f"{name}\0{text}\0".encode())
                    waiting += named
            found[template] = digest.hexdigest()
        return found


class _Sources:
    """Templates as they are written, each with the names of those it asks for. One that is not
    there, which `ignore missing` allows, is empty."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._opened: dict[str, tuple[str, list[str]]] = {}

    def open(self, name: str) -> tuple[str, list[str]]:
        """A template, which is read once."""
        if name not in self._opened:
            self._opened[name] = self._read(name)
        return self._opened[name]

    def _read(self, name: str) -> tuple[str, list[str]]:
        environment = self._environment
        assert environment.loader
        try:
            text, file, _ = environment.loader.get_source(environment, name)
        except TemplateNotFound:
            return "", []
        named = {*meta.find_referenced_templates(environment.parse(text, name, file))}
        if None in named:
            named |= {*environment.list_templates()}
        return text, sorted(one for one in named if one)


def find_theme(name: str, source: Path) -> tuple[Theme | None, tuple[Unread, ...]]:
    """The theme called `name`, looked for beside the content in `source` and then among ours."""
    folders: list[Path] = []
    while name:
        places = _places(name, source) if _NAME.fullmatch(name) else ()
        folder = next((f for f in places if (f / "theme.yaml").is_file()), None)
        if folder is None or folder in folders:
            values = (("name", name),)
            return None, (Unread("theme_unknown", "site.yaml", 1, 1, values),)
        folders.append(folder)
        name = _extends(folder)
    return Theme(folders[0].name, tuple(folders)), ()


def _places(name: str, source: Path) -> Iterator[Path]:
    yield source / "themes" / name
    here = Path(__file__).parent
    yield here / "themes" / name  # in an installed wheel
    yield here.parent / "themes" / name  # in a checkout


def _extends(folder: Path) -> str:
    node, _ = read_yaml((folder / "theme.yaml").read_text("utf-8"), "theme.yaml")
    extends = node.get("extends") if isinstance(node, Mapping) else None
    return extends.text if isinstance(extends, Scalar) else ""
