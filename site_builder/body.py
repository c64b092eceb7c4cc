"""Walks the Markdown tokens of one body: chapters, headings, links, and what cannot stay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from site_builder.labels import without_numbering
from site_builder.links import resolve
from site_builder.markdown import DEEPEST, joins
from site_builder.model import Chapter, Heading, Link, Paragraph, Repair, Slot, Unread
from site_builder.urls import anchor

CHAPTER = 2
MOST_IMAGES = 5_000

_SLOT = re.compile(r"【表[：:]\s*(.+?)\s*】")
_TAG = re.compile(r"<(?:[A-Za-z][^>]*>?|/[A-Za-z]|!--)")
_UNCLOSED = re.compile(r"(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)")
_ALIGN = re.compile(r"text-align:(left|right|center)")


@dataclass(frozen=True, slots=True)
class Body:
    """What a body holds."""

    chapters: tuple[Chapter, ...] = ()
    headings: tuple[Heading, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    links: tuple[Link, ...] = ()


def read_body(
    text: str, path: str, first_line: int, parser: MarkdownIt, unread: list[Unread]
) -> Body:
    """Parse a body that begins at `first_line` of the file at `path`; what is wrong with it is
    added to `unread`."""
    if text.count("![") > MOST_IMAGES:  # the parser's time grows with their square
        unread.append(Unread("too_many_images", path, first_line, 1))
        return Body()
    env: dict[str, object] = {}
    tokens = parser.parse(text, env)
    walk = _Walk(path, text.split("\n"), first_line, unread)
    cuts = walk.cuts(tokens)
    chapters: list[Chapter] = []
    heading: Heading | None = None
    parts: list[str | Slot] = []
    for cut, following in zip(cuts, [*cuts[1:], _Cut(len(tokens), 0)], strict=True):
        if isinstance(cut.what, Heading):
            if parts or heading:
                chapters.append(Chapter(heading, tuple(parts)))
            heading, parts = cut.what, []
        elif cut.what:
            parts.append(cut.what)
        start = cut.index + cut.length
        if start < following.index:
            parts.append(
                parser.renderer.render(tokens[start : following.index], parser.options, env)
            )
    if parts or heading:
        chapters.append(Chapter(heading, tuple(parts)))
    return Body(tuple(chapters), tuple(walk.headings), tuple(walk.paragraphs), tuple(walk.links))


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place in the tokens where a part of the body begins: a chapter with its heading, or a
    slot, whose own tokens (`length`) are left out."""

    index: int
    length: int
    what: Heading | Slot | None = None


@dataclass(slots=True)
class _Walk:
    """Walks the tokens of one body, once."""

    path: str
    lines: list[str]
    first_line: int
    unread: list[Unread]
    headings: list[Heading] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    alike: Counter[str] = field(default_factory=Counter)
    reached: tuple[int, int] = (0, 0)
    last: int = 0

    def cuts(self, tokens: Sequence[Token]) -> list[_Cut]:
        """Where the body is cut: before every heading of level 2, around every `【表：…】`."""
        cuts = [_Cut(0, 0)]
        for index, token in enumerate(tokens):
            if token.type == "heading_open":
                heading = self.heading(token, tokens[index + 1])
                tokens[index + 2].tag = token.tag
                if heading.level == CHAPTER and token.level == 0:
                    cuts.append(_Cut(index, 0, heading))
            elif token.type == "inline":
                slot = self.slot(token, tokens[index - 1])
                if slot:
                    cuts.append(_Cut(index - 1, 3, slot))
                elif tokens[index - 1].type != "heading_open":
                    chapter = self.headings[-1].text if self.headings else ""
                    self.paragraphs.append(Paragraph(token.content, self.line(token), chapter))
                self.inline(token)
            else:
                self.block(token)
        return cuts

    def slot(self, token: Token, parent: Token) -> Slot | None:
        """A paragraph of its own that is only `【表：…】`."""
        if token.level != 1 or parent.type != "paragraph_open" or "【表" not in token.content:
            return None
        match = _SLOT.fullmatch(token.content.strip())
        return Slot(match[1], self.line(parent)) if match else None

    def block(self, token: Token) -> None:
        """Marks of a block that cannot stay as they are."""
        if token.level >= DEEPEST - 2 and token.map:
            self.report("too_deep_body", token)
        if token.type in {"th_open", "td_open"} and "style" in token.attrs:
            align = _ALIGN.search(str(token.attrs.pop("style")))
            token.attrSet("class", f"sb-{align[1]}" if align else "")
        if token.type == "th_open":
            token.attrSet("scope", "col")

    def heading(self, token: Token, inline: Token) -> Heading:
        """Note a heading and give it its anchor; a level 1 in a body becomes a level 2, since the
        title of the page is in the header."""
        level = int(token.tag[1])
        line = self.line(token)
        text = _plain(inline)
        before = self.headings[-1].level if self.headings else 1
        if level == 1:
            values = (("text", text),)
            repair = Repair(line, 1, "# ", "## ")
            certain = repair if self.lines[line - self.first_line].startswith("# ") else None
            self.unread.append(Unread("title_in_body", self.path, line, 1, values, repair=certain))
        elif level > before + 1:
            steps = (("text", text), ("level", str(level)), ("before", str(before)))
            self.unread.append(Unread("heading_level_skipped", self.path, line, 1, steps))
        name = self.anchor(text)
        token.tag = f"h{max(level, 2)}"
        token.attrSet("id", name)
        heading = Heading(max(level, 2), text, name, line)
        self.headings.append(heading)
        return heading

    def anchor(self, text: str) -> str:
        """The anchor of a heading: one that no heading before it has."""
        name = plain = anchor(without_numbering(text))
        while name in self.anchors:
            self.alike[plain] += 1
            name = f"{plain}-{self.alike[plain] + 1}"
        self.anchors.add(name)
        return name

    def inline(self, token: Token) -> None:
        """Judge links and images, and join Chinese lines."""
        children = token.children or []
        line = self.line(token)
        self.last = self.first_line + token.map[1] - 1 if token.map else line
        for index, child in enumerate(children):
            if child.type in {"softbreak", "hardbreak"}:
                line += 1
                if child.type == "softbreak" and joins(children, index):
                    child.type = "text"
            elif child.type == "text":
                self.text(child, line, "\\" in token.content)
            elif child.type == "link_open":
                self.link(child, children, index, line)
            elif child.type == "image":
                self.image(child, line)

    def text(self, token: Token, line: int, escaped: bool) -> None:
        if not escaped and _UNCLOSED.search(token.content):
            self.found("emphasis_not_closed", line, token.content)
        if "<" in token.content and (tag := _TAG.search(token.content)):
            self.found("html_tag", line, tag[0])

    def link(self, token: Token, children: list[Token], index: int, line: int) -> None:
        written = str(token.attrs.get("href", ""))
        target = resolve(written, self.path)
        shown = unquote(written)
        if target.fault:
            self.found(target.fault, line, shown, written)
            self.unlink(children, index)
            return
        token.attrs["href"] = target.href
        if target.external:
            token.attrs["rel"] = "external noopener noreferrer"
            return
        place = self.place(line, shown, written)
        self.links.append(Link(shown, target.path, target.fragment, *place))

    def image(self, token: Token, line: int) -> None:
        written = str(token.attrs.get("src", ""))
        target = resolve(written, self.path, image=True)
        shown = unquote(written)
        if target.fault:
            self.found(target.fault, line, shown, written)
            token.type, token.content = "text", token.content or shown
            token.children = None
            return
        token.attrs["src"] = target.href
        place = self.place(line, shown, written)
        self.links.append(Link(shown, target.path, "", *place, image=True))

    def unlink(self, children: list[Token], index: int) -> None:
        """Keep the words of a link that may not be followed."""
        level = children[index].level
        for token in children[index:]:
            if token.type in {"link_open", "link_close"} and token.level == level:
                token.type, token.content = "text", ""
                if token.nesting == -1:
                    return

    def found(self, rule: str, line: int, what: str, written: str = "") -> None:
        values = (("text", what[:60]),)
        place = self.place(line, what[:20], written)
        self.unread.append(Unread(rule, self.path, *place, values))

    def report(self, rule: str, token: Token) -> None:
        if not any(known.rule == rule for known in self.unread):
            self.unread.append(Unread(rule, self.path, self.line(token), 1))

    def line(self, token: Token) -> int:
        """The line of a block; that of a note in its own line, which has no map, is looked for."""
        if token.map or token.type != "inline":
            return self.first_line + (token.map[0] if token.map else 0)
        written = f"^[{token.content}".split("\n", 1)[0]
        return self.first_line + next((n for n, t in enumerate(self.lines) if written in t), 0)

    def place(self, line: int, *forms: str) -> tuple[int, int]:
        """Line and column where one of the forms of a text stands: behind what was last looked
        for, in its line or in a later one of its block. For want of a place, its line."""
        if line < self.reached[0] <= self.last:
            line = self.reached[0]
        for number in range(line, self.last + 1):
            text = self.lines[number - self.first_line]
            behind = self.reached[1] if self.reached[0] == number else 0
            for form in filter(None, forms):
                if (at := text.find(form, behind)) >= 0:
                    self.reached = number, at + len(form)
                    return number, at + 1
        return line, 1


def _plain(inline: Token) -> str:
    """The words of a heading."""
    children = inline.children or []
    return "".join(child.content for child in children if child.type != "image").strip()
