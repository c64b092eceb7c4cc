"""Reads the body of a document block by block: chapters, headings, paragraphs, links, and problems.

Plain blocks are converted to HTML directly; blocks with markup are parsed as Markdown, and their
tokens are examined and rendered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from site_builder.content.urls import anchor
from site_builder.model.document import Chapter, Heading, Link, Paragraph, ShownText, Slot
from site_builder.model.finding import Problem, Repair
from site_builder.model.limits import LARGEST_EXPANDED, MOST_BRACKETS, MOST_IMAGES, MOST_MARKS
from site_builder.parsing.body_rules import (
    code_not_closed,
    heading_level_skipped,
    heading_without_space,
    links_too_large,
    title_in_body,
    too_deep_body,
    too_many_marks,
)
from site_builder.parsing.decode import place
from site_builder.parsing.fast_blocks import MARKED, PARAGRAPH, Block, paragraph_html
from site_builder.parsing.inline_text import SHOWN, InlineText
from site_builder.parsing.link_rules import almost_a_link
from site_builder.parsing.markup_slips import almost_links
from site_builder.parsing.shown_text import shown_code, shown_inline
from site_builder.parsing.tokens import (
    WITHOUT_SPACE,
    expanded_size,
    is_closed,
    is_picture,
    text_of,
)
from site_builder.text.labels import without_numbering
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

CHAPTER = 2

_MARKS = ("*", "_", "`", "<", "&", "\\", "^")

_SLOT = regex(r"【表[：:]\s*(.+?)\s*】")
_ALIGN = regex(r"text-align:(left|right|center)")


class Body(NamedTuple):
    """The contents of a body. It is not `complete` if a part of it was not read."""

    chapters: tuple[Chapter, ...] = ()
    headings: tuple[Heading, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()
    links: tuple[Link, ...] = ()
    shown: tuple[ShownText, ...] = ()
    complete: bool = True


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
    if excess := _excess(blocks):
        mark, count, limit = excess
        problems.append(
            Problem(too_many_marks, path, first_line, 1, mark=mark, count=count, limit=limit)
        )
        return Body(complete=False)
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
        walk.complete,
    )


def _excess(blocks: Sequence[Block]) -> tuple[str, str, str] | None:
    """Return the marks of which a body has too many, how many, and the limit, or None. They take
    the parser long; the time for images is quadratic in their number."""
    marked = [block.text for block in blocks if block.level == MARKED]
    limits = ((("![",), MOST_IMAGES), (("[",), MOST_BRACKETS), (_MARKS, MOST_MARKS))
    for marks, most in limits:
        count = sum(text.count(mark) for text in marked for mark in marks)
        if count > most:
            return " ".join(marks), str(count), str(most)
    return None


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
    complete: bool = True
    is_deep: bool = False
    # The current chapter.
    chapter: Heading | None = None
    parts: list[str | Slot] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    # The block whose tokens are being examined.
    inline: InlineText = field(init=False)
    deepest: int = 0

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
            for index, written, right in almost_links(text) if "】" in text or "］" in text else ():
                down, column = place(text, index)
                self.problems.append(
                    Problem(
                        almost_a_link, self.path, line + down - 1, column, text=written, right=right
                    )
                )
            self.html.append(f"<p>{paragraph_html(text)}</p>\n")

    def marked(self, text: str, first_line: int, parser: MarkdownIt) -> None:
        """Read a block with markup that begins at `first_line`."""
        self.inline = InlineText(self.path, text, first_line, self.problems, self.links)
        self.deepest = parser.options.maxNesting - 2
        env: dict[str, object] = {}
        tokens = parser.parse(text, env)
        if (size := expanded_size(tokens)) > LARGEST_EXPANDED:
            self.lose(
                Problem(
                    links_too_large,
                    self.path,
                    first_line,
                    1,
                    size=f"{size / 1e6:.1f}",
                    limit=f"{LARGEST_EXPANDED / 1e6:g}",
                )
            )
            return
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
                if is_alone and (slot := _slot(token.content, self.inline.line(parent))):
                    cuts.append(_Cut(index - 1, 3, slot))
                elif parent.type != "heading_open":
                    self.paragraph(token.content, self.inline.line(token))
                self.shown += shown_inline(token, self.inline.line(token))
                self.inline.read(token)
                if parent.type == "paragraph_open" and is_picture(token):
                    parent.attrSet("class", "sb-body__picture")
            else:
                self.shown += shown_code(token, self.inline.line(token))
                self.block(token)
        return cuts

    def block(self, token: Token) -> None:
        """Report nesting that is too deep and code without an end, and replace inline styles of
        table cells by classes."""
        if token.level >= self.deepest and token.map and not self.is_deep:
            self.is_deep = True
            self.lose(Problem(too_deep_body, self.path, self.inline.line(token), 1))
        if token.type == "fence":
            self.code(token)
        elif token.type == "footnote_open":
            self.inline.note = token.meta["id"]
        if token.type in {"th_open", "td_open"} and "style" in token.attrs:
            align = _ALIGN.search(str(token.attrs.pop("style")))
            token.attrSet("class", f"sb-table__cell--{align[1]}" if align else "")
        if token.type == "th_open":
            token.attrSet("scope", "col")

    def code(self, token: Token) -> None:
        """Report code without an end."""
        first, end = token.map or (0, 0)
        line = self.inline.first_line + first
        self.inline.hidden(unescape(token.info), line)
        if not is_closed(token, self.inline.line_text(self.inline.first_line + end - 1)):
            column = self.inline.line_text(line).find(token.markup) + 1
            self.lose(Problem(code_not_closed, self.path, line, column, mark=token.markup))

    def lose(self, problem: Problem) -> None:
        """Report a problem for which a part of the body is not read."""
        self.problems.append(problem)
        self.complete = False

    def marked_heading(self, token: Token, inline: Token) -> Heading:
        line = self.inline.line(token)
        written = self.inline.line_text(line)
        if token.info == WITHOUT_SPACE:
            self.tight_heading(token, inline.content[:1], line, written)
        heading = self.heading(
            int(token.tag[1]), text_of(inline), line, is_hashed=written.startswith("# ")
        )
        token.tag = f"h{heading.level}"
        token.attrSet("id", heading.id)
        return heading

    def tight_heading(self, token: Token, first: str, line: int, written: str) -> None:
        """Report a heading without a space before its `first` character."""
        old, new = f"{token.markup}{first}", f"{'#' * int(token.tag[1])} {first}"
        repair = Repair(line, written.find(old) + 1, old, new)
        place = line, repair.column
        self.problems.append(
            Problem(heading_without_space, self.path, *place, repair=repair, text=written[:SHOWN])
        )

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
