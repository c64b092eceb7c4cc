"""Reads the body of a document block by block: chapters, headings, paragraphs, links, and problems.

Plain blocks are converted to HTML directly; blocks with markup are parsed as Markdown, and their
tokens are examined and rendered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from site_builder.content.urls import anchor
from site_builder.model.document import Chapter, Heading, Link, Paragraph, ShownText, Slot
from site_builder.model.finding import Problem, Repair
from site_builder.model.rule import Rule
from site_builder.parsing.body_rules import (
    emphasis_not_closed,
    heading_level_skipped,
    html_tag,
    title_in_body,
    too_deep_body,
    too_many_images,
)
from site_builder.parsing.fast_blocks import MARKED, PARAGRAPH, Block, no_space, paragraph_html
from site_builder.parsing.links import resolve
from site_builder.parsing.shown_text import shown_code, shown_inline
from site_builder.text.labels import without_numbering
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

CHAPTER = 2
MOST_IMAGES = 5_000

_SLOT = regex(r"【表[：:]\s*(.+?)\s*】")
_TAG = regex(r"<(?:[A-Za-z][^>]*>?|/[A-Za-z]|!--)")
_UNCLOSED = regex(r"(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)")
_PICTURE = {"image", "link_open", "link_close", "softbreak", "hardbreak"}
_ALIGN = regex(r"text-align:(left|right|center)")


class Body(NamedTuple):
    """The contents of a body."""

    chapters: tuple[Chapter, ...] = ()
    headings: tuple[Heading, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    links: tuple[Link, ...] = ()
    shown: tuple[ShownText, ...] = ()


def read_body(
    blocks: Sequence[Block],
    path: str,
    first_line: int,
    parser: Callable[[], MarkdownIt],
    problems: list[Problem],
) -> Body:
    """Read the blocks of a body that begins at `first_line` of the file at `path`.

    Problems are appended to `problems`. `parser` returns the Markdown parser; it is called only if
    a block contains markup.
    """
    if sum(block.text.count("![") for block in blocks) > MOST_IMAGES:
        # The time of the parser is quadratic in their number.
        problems.append(Problem(too_many_images, path, first_line, 1))
        return Body()
    walk = _Walk(path, problems)
    for block in blocks:
        line = first_line + block.line
        if block.level == MARKED:
            walk.marked(block.text, line, parser())
        elif block.level == PARAGRAPH:
            walk.plain_paragraph(block.text, line)
        else:
            walk.plain_heading(block.level, block.text, line)
    walk.end_chapter()
    return Body(
        tuple(walk.chapters),
        tuple(walk.headings),
        tuple(walk.paragraphs),
        tuple(walk.links),
        tuple(walk.shown),
    )


@dataclass(slots=True)
class _Walk:
    """Collects the contents of a body in one pass over its blocks."""

    path: str
    problems: list[Problem]
    chapters: list[Chapter] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    shown: list[ShownText] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    alike: Counter[str] = field(default_factory=Counter)
    # The current chapter.
    chapter: Heading | None = None
    parts: list[str | Slot] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    # The text whose tokens are being examined.
    lines: list[str] = field(default_factory=list)
    first_line: int = 0
    deepest: int = 0
    reached: tuple[int, int] = (0, 0)
    last: int = 0

    def begin_chapter(self, heading: Heading) -> None:
        self.end_chapter()
        self.chapter = heading

    def end_chapter(self) -> None:
        self.end_html()
        if self.parts or self.chapter:
            self.chapters.append(Chapter(self.chapter, tuple(self.parts)))
        self.parts = []

    def end_html(self) -> None:
        if self.html:
            self.parts.append("".join(self.html))
        self.html = []

    def slot(self, slot: Slot) -> None:
        self.end_html()
        self.parts.append(slot)

    def plain_heading(self, level: int, text: str, line: int) -> None:
        heading = self.heading(level, text, line, is_hashed=True)
        if heading.level == CHAPTER:
            self.begin_chapter(heading)
        self.html.append(f'<h{heading.level} id="{heading.id}">{heading.text}</h{heading.level}>\n')

    def plain_paragraph(self, text: str, line: int) -> None:
        if slot := _slot(text, line):
            self.slot(slot)
        else:
            self.paragraph(text, line)
            self.html.append(f"<p>{paragraph_html(text)}</p>\n")

    def marked(self, text: str, first_line: int, parser: MarkdownIt) -> None:
        """Read a block with markup that begins at `first_line`."""
        self.lines, self.first_line = text.split("\n"), first_line
        self.deepest = parser.options.maxNesting - 2
        env: dict[str, object] = {}
        tokens = parser.parse(text, env)
        begin = 0
        for cut in (*self.cuts(tokens), _Cut(len(tokens), 0)):
            if begin < cut.at:
                part = tokens[begin : cut.at]
                self.html.append(parser.renderer.render(part, parser.options, env))
            if isinstance(cut.what, Heading):
                self.begin_chapter(cut.what)
            elif cut.what:
                self.slot(cut.what)
            begin = cut.at + cut.length

    def cuts(self, tokens: Sequence[Token]) -> list[_Cut]:
        """Return the places where tokens are split: before each heading of level 2, and around each
        `【表：…】`. Everything else is examined on the way."""
        cuts: list[_Cut] = []
        for index, token in enumerate(tokens):
            if token.type == "heading_open":
                heading = self.marked_heading(token, tokens[index + 1])
                tokens[index + 2].tag = token.tag
                if heading.level == CHAPTER and token.level == 0:
                    cuts.append(_Cut(index, 0, heading))
            elif token.type == "inline":
                parent = tokens[index - 1]
                is_alone = token.level == 1 and parent.type == "paragraph_open"
                if is_alone and (slot := _slot(token.content, self.line(parent))):
                    cuts.append(_Cut(index - 1, 3, slot))
                elif parent.type != "heading_open":
                    self.paragraph(token.content, self.line(token))
                self.shown += shown_inline(token, self.line(token))
                self.inline(token)
                if parent.type == "paragraph_open" and _is_picture(token):
                    parent.attrSet("class", "sb-body__picture")
            else:
                self.shown += shown_code(token, self.line(token))
                self.block(token)
        return cuts

    def block(self, token: Token) -> None:
        """Report nesting that is too deep, and replace inline styles of table cells by classes."""
        if token.level >= self.deepest and token.map:
            self.report(too_deep_body, token)
        if token.type in {"th_open", "td_open"} and "style" in token.attrs:
            align = _ALIGN.search(str(token.attrs.pop("style")))
            token.attrSet("class", f"sb-table__cell--{align[1]}" if align else "")
        if token.type == "th_open":
            token.attrSet("scope", "col")

    def marked_heading(self, token: Token, inline: Token) -> Heading:
        line = self.line(token)
        is_hashed = self.lines[line - self.first_line].startswith("# ")
        heading = self.heading(int(token.tag[1]), _plain(inline), line, is_hashed)
        token.tag = f"h{heading.level}"
        token.attrSet("id", heading.id)
        return heading

    def heading(self, level: int, text: str, line: int, is_hashed: bool) -> Heading:
        """Record a heading and give it an anchor. Level 1 becomes level 2, because the title of the
        page is in the header."""
        before = self.headings[-1].level if self.headings else 1
        if level == 1:
            repair = Repair(line, 1, "# ", "## ") if is_hashed else None
            self.problems.append(
                Problem(title_in_body, self.path, line, 1, repair=repair, text=text)
            )
        elif level > before + 1:
            self.problems.append(
                Problem(
                    heading_level_skipped,
                    self.path,
                    line,
                    1,
                    text=text,
                    level=str(level),
                    before=str(before),
                )
            )
        heading = Heading(max(level, 2), text, self.anchor(text), line)
        self.headings.append(heading)
        return heading

    def anchor(self, text: str) -> str:
        """Return an anchor for a heading that no heading before it has."""
        name = plain = anchor(without_numbering(text))
        while name in self.anchors:
            self.alike[plain] += 1
            name = f"{plain}-{self.alike[plain] + 1}"
        self.anchors.add(name)
        return name

    def paragraph(self, text: str, line: int) -> None:
        """Record a paragraph."""
        heading = self.headings[-1].text if self.headings else ""
        self.paragraphs.append(Paragraph(text, line, heading))

    def inline(self, token: Token) -> None:
        """Check links, images and text, and remove line breaks between Chinese characters."""
        children = token.children or []
        line = self.line(token)
        self.last = self.first_line + token.map[1] - 1 if token.map else line
        for index, child in enumerate(children):
            if child.type in {"softbreak", "hardbreak"}:
                line += 1
                if child.type == "softbreak" and _joins(children, index):
                    child.type = "text"
            elif child.type == "text":
                self.text(child, line, "\\" in token.content)
            elif child.type == "link_open":
                self.link(child, children, index, line)
            elif child.type == "image":
                self.image(child, line)

    def text(self, token: Token, line: int, escaped: bool) -> None:
        if not escaped and _UNCLOSED.search(token.content):
            self.found(emphasis_not_closed, line, token.content)
        if "<" in token.content and (tag := _TAG.search(token.content)):
            self.found(html_tag, line, tag[0])

    def link(self, token: Token, children: list[Token], index: int, line: int) -> None:
        written = str(token.attrs.get("href", ""))
        target = resolve(written, self.path)
        shown = unquote(written)
        if target.broken:
            self.found(target.broken, line, shown, written)
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
        if target.broken:
            self.found(target.broken, line, shown, written)
            token.type, token.content = "text", token.content or shown
            token.children = None
            return
        token.attrs["src"] = target.href
        place = self.place(line, shown, written)
        self.links.append(Link(shown, target.path, "", *place, image=True))

    def unlink(self, children: list[Token], index: int) -> None:
        """Reduce a link that is not allowed to its text."""
        level = children[index].level
        for token in children[index:]:
            if token.type in {"link_open", "link_close"} and token.level == level:
                token.type, token.content = "text", ""
                if token.nesting == -1:
                    return

    def found(self, rule: Rule, line: int, what: str, written: str = "") -> None:
        place = self.place(line, what[:20], written)
        self.problems.append(Problem(rule, self.path, *place, text=what[:60]))

    def report(self, rule: Rule, token: Token) -> None:
        if not any(known.rule == rule for known in self.problems):
            self.problems.append(Problem(rule, self.path, self.line(token), 1))

    def line(self, token: Token) -> int:
        """Return the line of a block. An inline footnote has no map; its text is searched for."""
        if token.map or token.type != "inline":
            return self.first_line + (token.map[0] if token.map else 0)
        written = f"^[{token.content}".split("\n", 1)[0]
        return self.first_line + next((n for n, t in enumerate(self.lines) if written in t), 0)

    def place(self, line: int, *forms: str) -> tuple[int, int]:
        """Return the line and column of the first of `forms` found after the previous result, in
        `line` or a later line of the block; `(line, 1)` if none is found."""
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


class _Cut(NamedTuple):
    """A place where tokens are split: the heading of a chapter, or a slot, whose own tokens
    (`length` of them) are omitted."""

    at: int
    length: int
    what: Heading | Slot | None = None


def _slot(text: str, line: int) -> Slot | None:
    """Return the slot for a paragraph that consists of `【表：…】`, else None."""
    match = _SLOT.fullmatch(text.strip()) if "【表" in text else None
    return Slot(match[1], line) if match else None


def _joins(tokens: Sequence[Token], index: int) -> bool:
    """Whether the soft line break at `index` is removed instead of becoming a space."""
    before = index - 1
    while before >= 0 and not tokens[before].content:
        before -= 1
    after = index + 1
    while after < len(tokens) and not tokens[after].content:
        after += 1
    if before < 0 or after == len(tokens):
        return False
    return no_space(tokens[before].content[-1], tokens[after].content[0])


def _is_picture(inline: Token) -> bool:
    """Whether a paragraph holds images, which may be links, and nothing else."""
    kinds = {child.type for child in inline.children or () if child.type != "text" or child.content}
    return "image" in kinds and kinds <= _PICTURE


def _plain(inline: Token) -> str:
    """Return the text of a heading without markup and images."""
    children = inline.children or []
    return "".join(child.content for child in children if child.type != "image").strip()
