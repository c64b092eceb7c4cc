"""The templates of a theme. They are read once, so that their digests match what was rendered even
if they are edited during a build."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    TemplateRuntimeError,
    meta,
)
from jinja2.bccache import Bucket

from site_builder.incremental.codec import DamagedError, with_checksum, without_checksum
from site_builder.model.product import Output

# Any template can render a body, and bodies contain tables.
TABLE_PARTIALS = ("partials/statutory-table.html", "partials/table-notes.html")


class Template(NamedTuple):
    """The path and the content of a template."""

    file: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates by name, and the style sheet that every page links."""

    files: Mapping[str, Template]
    stylesheet: Output

    @property
    def digest(self) -> str:
        """A digest of all templates and of the style sheet."""
        found = sha256(self.stylesheet.digest.encode())
        for name, (_, data) in sorted(self.files.items()):
            found.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
            found.update(data)
        return found.hexdigest()

    def environment(self, compiled: Path | None = None) -> Environment:
        """Return a Jinja environment for the templates, with autoescape and StrictUndefined.
        Compiled templates are cached in the folder `compiled`, if given."""
        return Environment(
            loader=_Loader(self.files),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_Compiled(compiled) if compiled else None,
        )

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Return a digest for each of the templates `names`.

        It covers the template, all that it includes, imports or extends, the partials for tables,
        and the style sheet. A template that computes the name of an include depends on all
        templates.
        """
        sources = _Sources(self.environment())
        link = self.stylesheet.path.encode()
        found: dict[str, str] = {}
        for template in names:
            digest = sha256(link)
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


class _Loader(BaseLoader):
    """Loads templates from memory."""

    def __init__(self, files: Mapping[str, Template]) -> None:
        self._files = files

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        if template not in self._files:
            raise TemplateNotFound(template)
        file, data = self._files[template]
        try:
            return data.decode("utf-8"), file, None
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            why = f"{file} 第{line}行：不是 UTF-8 编码的文字，请另存为 UTF-8"
            raise TemplateRuntimeError(why) from error

    def list_templates(self) -> list[str]:
        return sorted(self._files)


class _Sources:
    """The sources of templates, each with the names of the templates that it refers to. A missing
    template, which `ignore missing` allows, is empty."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._opened: dict[str, tuple[str, list[str]]] = {}

    def open(self, name: str) -> tuple[str, list[str]]:
        """Return the source of a template and the names that it refers to."""
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


class _Compiled(BytecodeCache):
    """Caches compiled templates in a folder, which may be deleted at any time. Damaged files are
    ignored."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError, DamagedError):
            bucket.bytecode_from_string(
                without_checksum(bucket.key, self._file(bucket).read_bytes())
            )

    def dump_bytecode(self, bucket: Bucket) -> None:
        file = self._file(bucket)
        new = file.with_name(f"{file.name}.{os.getpid()}")
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            new.write_bytes(with_checksum(bucket.key, bucket.bytecode_to_string()))
            new.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / bucket.key
