"""Examines the text, links and images in a block with markup."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import unquote

from site_builder.model.document import Link
from site_builder.model.finding import Problem
from site_builder.model.rule import Rule
from site_builder.parsing.body_rules import emphasis_not_closed, html_tag
from site_builder.parsing.decode import faulty_characters, named
from site_builder.parsing.link_rules import almost_a_link
from site_builder.parsing.links import resolve
from site_builder.parsing.markup_slips import almost_links, references
from site_builder.parsing.tokens import joints
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from markdown_it.token import Token

SHOWN = 60
SOUGHT = 20
NEARBY = 10_000  # characters, in which the place of a token is looked for

_TAG = regex(r"<(?:[A-Za-z][^>]*>?|/[A-Za-z]|!--)")
_UNCLOSED = regex(r"(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)")


@dataclass(slots=True)
class InlineText:
    """Examines the inline tokens of one block, in order. `source` is the text of the block, which
    begins at `first_line` of the file at `path`; problems and links are appended to the lists."""

    path: str
    source: str
    first_line: int
    problems: list[Problem]
    links: list[Link]
    starts: list[int] = field(init=False)  # the index of each line in `source`
    references: Mapping[str, str] = field(init=False)
    known: frozenset[str] = field(init=False)
    reached: int = 0  # the end of the last place that was found
    end: int = 0  # of the block whose inline token is examined
    note: int = -1  # the footnote that is examined
    notes: dict[int, int] = field(default_factory=dict)  # the lines of inline footnotes

    def __post_init__(self) -> None:
        lengths = (len(line) + 1 for line in self.source.split("\n"))
        self.starts = [*accumulate(lengths, initial=0)]
        self.references = references(self.source) if "&" in self.source else {}
        self.known = frozenset(self.source) if self.references else frozenset()

    def read(self, token: Token) -> None:
        """Check links, images and text, and remove line breaks between Chinese characters."""
        children = token.children or []
        line = self.line(token)
        self.end = self.starts[token.map[1]] if token.map else len(self.source)
        self.reached = self.reached if token.map else 0
        for index, child in enumerate(children):
            if child.type in {"softbreak", "hardbreak"}:
                line += 1
            elif child.type == "text":
                self.text(child, line, "\\" in token.content)
            elif child.type == "link_open":
                self.link(child, children, index, line)
            elif child.type == "image":
                self.image(child, line)
            elif child.type == "footnote_ref":
                self.notes[child.meta["id"]] = line
        for softbreak in joints(children):
            softbreak.type = "text"

    def line(self, token: Token) -> int:
        """Return the line of a token. An inline footnote has none of its own; its mark does."""
        if token.map:
            return self.first_line + token.map[0]
        return self.notes.get(self.note, self.first_line)

    def line_text(self, line: int) -> str:
        """Return the text of a line of the file that is in this block."""
        number = line - self.first_line
        return self.source[self.starts[number] : self.starts[number + 1] - 1]

    def text(self, token: Token, line: int, escaped: bool) -> None:
        if not escaped and _UNCLOSED.search(token.content):
            self.found(emphasis_not_closed, line, token.content)
        if "<" in token.content and (tag := _TAG.search(token.content)):
            self.found(html_tag, line, tag[0])
        for _, written, right in () if escaped else almost_links(token.content):
            place = self.place(line, written)
            self.problems.append(
                Problem(almost_a_link, self.path, *place, text=written, right=right)
            )
        self.hidden(token.content, line)

    def hidden(self, text: str, line: int) -> None:
        """Report characters that do not belong in a text and are written as references."""
        if not self.references:
            return
        for rule, character in faulty_characters(text, self.known):
            values = named(character)
            written = self.references.get(character, values["character"])
            values["character"] = written
            self.problems.append(Problem(rule, self.path, *self.place(line, written), **values))

    def link(self, token: Token, children: list[Token], index: int, line: int) -> None:
        written = str(token.attrs.get("href", ""))
        target = resolve(written, self.path)
        shown = unquote(written)
        self.hidden(f"{shown}{token.attrs.get('title', '')}", line)
        if target.broken:
            self.found(target.broken, line, shown, written)
            _unlink(children, index)
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
        words = "".join(child.content for child in token.children or ())
        self.hidden(f"{shown}{token.attrs.get('title', '')}{words}", line)
        if target.broken:
            self.found(target.broken, line, shown, written)
            token.type, token.content = "text", token.content or shown
            token.children = None
            return
        token.attrs["src"] = target.href
        place = self.place(line, shown, written)
        self.links.append(Link(shown, target.path, "", *place, image=True))

    def found(self, rule: Rule, line: int, what: str, written: str = "") -> None:
        place = self.place(line, what[:SOUGHT], written)
        self.problems.append(Problem(rule, self.path, *place, text=what[:SHOWN]))

    def place(self, line: int, *forms: str) -> tuple[int, int]:
        """Return the line and column of the first of `forms` found after the previous result, in
        `line` or a later line of the block; `(line, 1)` if none is found nearby."""
        begin = self.starts[line - self.first_line]
        if begin < self.reached <= self.end:
            begin = self.reached
        end = min(self.end, begin + NEARBY)
        places = [(self.source.find(form, begin, end), len(form)) for form in forms if form]
        at, length = min((place for place in places if place[0] >= 0), default=(-1, 0))
        if at < 0:
            return line, 1
        self.reached = at + length
        number = bisect_right(self.starts, at) - 1
        return self.first_line + number, at - self.starts[number] + 1


def _unlink(children: list[Token], index: int) -> None:
    """Reduce a link that is not allowed to its text."""
    level = children[index].level
    while True:
        token = children[index]
        if token.type in {"link_open", "link_close"} and token.level == level:
            token.type, token.content = "text", ""
            if token.nesting == -1:
                return
        index += 1
