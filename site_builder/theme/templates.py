"""The templates of a theme. They are read once, so that their digests match what was rendered even
if they are edited during a build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    TemplateNotFound,
    meta,
)

from site_builder.model.product import Output
from site_builder.theme.theme_error import ThemeError, errors_in

# Any template can render a body, and bodies contain tables.
TABLE_PARTIALS = ("partials/statutory-table.html", "partials/table-notes.html")


class Template(NamedTuple):
    """The path and the content of a template."""

    file: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates by name, the style sheet that every page links, and the `theme.yaml` that the
    theme is described in."""

    files: Mapping[str, Template]
    stylesheet: Output
    about: str

    @property
    def digest(self) -> str:
        """A digest of all templates and of the style sheet."""
        found = sha256(self.stylesheet.digest.encode())
        for name, (_, data) in sorted(self.files.items()):
            found.update(f"\0{name}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
            found.update(data)
        return found.hexdigest()

    def environment(self) -> Environment:
        """Return a Jinja environment for the templates, with autoescape and StrictUndefined. It
        compiles the templates that are used. They are not kept compiled for the next build: who
        can write where they are kept could then have a build run anything."""
        return Environment(
            loader=_Loader(self.files),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Return a digest for each of the templates `names`.

        It covers the template, all that it includes, imports or extends, the partials for tables,
        and the style sheet. A template that computes the name of an include depends on all
        templates. Raise ThemeError if a template is missing or cannot be parsed.
        """
        sources = _Sources(self.environment())
        link = self.stylesheet.path.encode()
        found: dict[str, str] = {}
        for template in names:
            self._require(template, *TABLE_PARTIALS)
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

    def _require(self, *names: str) -> None:
        for name in names:
            if name not in self.files:
                why = f"没有模板“{name}”；请写一行 extends: default，或把它放进 templates 文件夹"
                raise ThemeError(self.about, 1, why)


def decoded(file: str, data: bytes) -> str:
    """Return the text of a file of a theme. Raise ThemeError if it is not in UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ThemeError(file, line, "不是 UTF-8 编码的文字，请另存为 UTF-8") from error


class _Loader(BaseLoader):
    """Loads templates from memory."""

    def __init__(self, files: Mapping[str, Template]) -> None:
        self._files = files

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        if template not in self._files:
            raise TemplateNotFound(template)
        file, data = self._files[template]
        return decoded(file, data), file, None

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
        with errors_in(file or name):
            named = {*meta.find_referenced_templates(environment.parse(text, name, file))}
        if None in named:
            named |= {*environment.list_templates()}
        return text, sorted(one for one in named if one)
