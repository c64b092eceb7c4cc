"""The styles of a Word file: what each makes of a paragraph or of a piece of text."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.importers.formats.word.file import Element, Part, W
from site_builder.model.manuscript import Role
from site_builder.text.patterns import regex

_HEADING = regex(r"(?:heading|标题)\s*([1-9])")
_CONTENTS = regex(r"(?:toc|目录)\s*\d")
_ROLES: dict[str, Role] = {
    **dict.fromkeys(("title", "标题", "主标题", "文档标题"), "title"),
    **dict.fromkeys(("quote", "intense quote", "引用", "明显引用"), "quote"),
    **dict.fromkeys(("signature", "签名", "落款"), "signature"),
    **dict.fromkeys(("caption", "题注"), "caption"),
}
_BODY_LEVEL = 9  # of the outline: no heading
_OFF = frozenset({"0", "false", "off", "none"})


class Style(NamedTuple):
    """What a style says, with the styles that it is based on. `level` is that of a heading, from 1;
    0 for none. What it does not say is None or empty."""

    name: str = ""
    role: Role | None = None
    level: int | None = None
    bold: bool | None = None
    hidden: bool | None = None
    number_id: str = ""
    number_level: int | None = None
    is_contents: bool | None = None


NO_STYLE = Style()


class Styles(NamedTuple):
    """The styles of a file by id, and that of paragraphs which name none."""

    by_id: dict[str, Style]
    usual: Style

    def of(self, named: str | None, usual: Style = NO_STYLE) -> Style:
        """Return the style with an id, or the usual one."""
        return self.by_id.get(named or "", usual)


def read_styles(part: Part | None) -> Styles:
    """Return the styles of a file; no part has none."""
    elements = (
        {} if part is None else {s.get(f"{W}styleId"): s for s in part.root.iter(f"{W}style")}
    )
    defaults = None if part is None else part.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    base = Style(bold=switch(defaults, "b"), hidden=switch(defaults, "vanish"))
    by_id: dict[str, Style] = {}
    for identity, element in elements.items():
        usual = base if element.get(f"{W}type") == "paragraph" else NO_STYLE
        by_id[identity] = _resolved(element, elements, usual)
    defaulted = (
        identity
        for identity, element in elements.items()
        if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {"1", "true"}
    )
    return Styles(by_id, by_id.get(next(defaulted, ""), base))


def _resolved(element: Element, elements: dict[str, Element], base: Style) -> Style:
    """Return what a style says by itself or through those it is based on, nearest first."""
    chain: list[Element] = []
    while element is not None and element not in chain:
        chain.append(element)
        element = elements.get(value(element.find(f"{W}basedOn")))
    found = base
    for one in reversed(chain):
        found = _laid_over(found, _own(one))
    return found


def _laid_over(below: Style, above: Style) -> Style:
    """Return a style with whatever another one says in place of its own."""
    said = {name: one for name, one in above._asdict().items() if one is not None and one != ""}
    return below._replace(**said)


def _own(element: Element) -> Style:
    """Return what the definition of a style itself says."""
    name = value(element.find(f"{W}name")).strip().lower()
    heading = _HEADING.fullmatch(name)
    properties = element.find(f"{W}pPr")
    number_id, number_level = numbering(properties)
    level = int(heading[1]) if heading else outline_level(properties)
    text = element.find(f"{W}rPr")
    return Style(
        name,
        "heading" if heading else _ROLES.get(name),
        level,
        switch(text, "b"),
        switch(text, "vanish"),
        number_id,
        number_level,
        True if _CONTENTS.fullmatch(name) else None,
    )


def outline_level(properties: Element | None) -> int | None:
    """Return the level of a heading that properties of a paragraph name: 0 for none, None if they
    name no level."""
    found = None if properties is None else properties.find(f"{W}outlineLvl")
    if found is None or not value(found).isdecimal():
        return None
    level = int(value(found))
    return level + 1 if level < _BODY_LEVEL else 0


def numbering(properties: Element | None) -> tuple[str, int | None]:
    """Return the id of the numbering that properties of a paragraph name, and the level in it,
    from 0."""
    found = None if properties is None else properties.find(f"{W}numPr")
    if found is None:
        return "", None
    level = value(found.find(f"{W}ilvl"))
    return value(found.find(f"{W}numId")), int(level) if level.isdecimal() else None


def switch(properties: Element | None, name: str) -> bool | None:
    """Return whether properties of a text switch something on or off; None if they say nothing."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val", "1") not in _OFF


def value(element: Element | None) -> str:
    """Return what an element says by its attribute `val`."""
    return "" if element is None else str(element.get(f"{W}val", ""))
