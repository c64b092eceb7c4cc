"""The Markdown we read: CommonMark, tables and footnotes, with Chinese done right; no raw HTML.

Two things CommonMark gets wrong for Chinese are mended here: `**…。**字` closes (its rules for
emphasis look for spaces, which Chinese does not have), and a line break inside a paragraph leaves
no space between two Chinese characters.

Nearly all of a report is headings and paragraphs in plain words with some `**…**`. Two rules of
ours read these in one step and come to the same as all the rules for marks, which look for them at
every line and word: a body takes a quarter of the time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block.state_block import StateBlock
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

DEEPEST = 100

# Left out of CommonMark: raw HTML, for safety; a heading underlined with dashes and code indented
# by spaces, because what editors mean by these is a rule and an indented paragraph.
LEFT_OUT = ("html_block", "html_inline", "lheading", "code")

# Chinese letters and punctuation; the wide space is no part of a word.
_LETTERS = (
    "\u2e80-\u2fdf\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003fffd"
)
_QUOTES = "—…‘’“”·"
_CHINESE = re.compile(f"[\u3000{_LETTERS}]")
_PUNCTUATION = re.compile(f"[\u3001-\u303f\uff01-\uff0f\uff1a-\uff1f\uff3b-\uff3d{_QUOTES}]")

# Plain words. No letter of _PLAIN begins a mark within a line, or is written otherwise in HTML. A
# line does not begin with the mark of a block, nor begin or end with a space. Strong words have
# letters next to their asterisks, so that the first pair always opens and the second closes.
ADDED = ("plain_heading", "plain_paragraph")
_WORD = f"0-9A-Za-z{_LETTERS}"
_PLAIN = f"[{_WORD}{_QUOTES} %()+,./:;?@~-]*"
_STRONG = rf"\*\*(?=[{_WORD}]){_PLAIN}(?<=[{_WORD}])\*\*(?!\*)"
_LINE = rf"(?=[{_WORD}{_QUOTES}*])(?![0-9]+[.)]){_PLAIN}(?:{_STRONG}{_PLAIN})*(?<! )"
_PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*(?=\n\n|\n?\Z)")
_HEADING = re.compile(rf"(#{{1,6}}) (?=[{_WORD}{_QUOTES}])({_PLAIN})(?<! )(?=\n|\Z)")


def make_parser() -> MarkdownIt:
    """A parser for bodies. It keeps no state between two documents."""
    parser = MarkdownIt("commonmark")
    parser.inline = _ChineseInline()
    options = {"html": False, "xhtmlOut": False, "maxNesting": DEEPEST}
    parser.configure("commonmark", options_update=options)
    parser.enable("table").disable(LEFT_OUT).use(footnote_plugin)
    parser.block.ruler.before("table", "plain_heading", _plain_heading)
    parser.block.ruler.before("table", "plain_paragraph", _plain_paragraph)
    parser.add_render_rule("table_open", _open_table)
    parser.add_render_rule("table_close", _close_table)
    parser.validateLink = _any_link  # type: ignore[method-assign]  # parse judges every link
    return parser


def _open_table(*_: object) -> str:
    """A wide table scrolls by itself, by keyboard too, and the page stays where it is."""
    region = '<div class="sb-scroll" role="region" tabindex="0" aria-label="表格">'
    return f'{region}<table class="sb-table">\n'


def _close_table(*_: object) -> str:
    return "</table></div>\n"


def _any_link(url: str) -> bool:
    return True


def _plain_heading(state: StateBlock, line: int, _end: int, _silent: bool) -> bool:
    """A heading in plain words, at top level, where nothing around it counts."""
    found = None if state.level else _HEADING.match(state.src, state.bMarks[line])
    if found is None:
        return False
    words = Token("text", "", 0, content=found[2])
    _push(state, "heading", f"h{len(found[1])}", found[2], words)
    return True


def _plain_paragraph(state: StateBlock, line: int, _end: int, _silent: bool) -> bool:
    """A paragraph in plain words, at top level, with a blank line or nothing behind it."""
    found = None if state.level else _PARAGRAPH.match(state.src, state.bMarks[line])
    if found is None:
        return False
    _push(state, "paragraph", "p", found[0], Token("html_inline", "", 0, content=_drawn(found[0])))
    return True


def _push(state: StateBlock, kind: str, tag: str, text: str, drawn: Token) -> None:
    """Add the tokens of the block that begins where `state` stands, its inline part ready."""
    begin = state.line
    state.line += text.count("\n") + 1
    state.push(f"{kind}_open", tag, 1).map = [begin, state.line]
    inline = state.push("inline", "", 0)
    inline.content, inline.children, inline.map = text, [drawn], [begin, state.line]
    state.push(f"{kind}_close", tag, -1)


def _drawn(text: str) -> str:
    """A paragraph in plain words as HTML."""
    lines = text.split("\n")
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        if not _no_space(before.rstrip("*")[-1], line.lstrip("*")[0]):
            pieces.append("\n")
        pieces.append(line)
    parts = "".join(pieces).split("**")
    parts[1::2] = [f"<strong>{part}</strong>" for part in parts[1::2]]
    return "".join(parts)


class _ChineseState(StateInline):
    """Emphasis that knows Chinese: a Chinese neighbour never keeps a run of `*` from opening or
    closing, as the space around it would in another script."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        marker = self.src[start]
        end = start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        left = _flanks(before, after)
        right = _flanks(after, before)
        can_open = left and (canSplitWord or not right or _is_punctuation(before))
        can_close = right and (canSplitWord or not left or _is_punctuation(after))
        return Scanned(can_open, can_close, end - start)


def _flanks(outside: str, inside: str) -> bool:
    """Whether a run of delimiters touches text on its `inside`."""
    if isWhiteSpace(ord(inside)):
        return False
    if not _is_punctuation(inside) or _CHINESE.match(inside):
        return True
    return isWhiteSpace(ord(outside)) or _is_punctuation(outside) or bool(_CHINESE.match(outside))


def _is_punctuation(letter: str) -> bool:
    return isMdAsciiPunct(ord(letter)) or isPunctChar(letter)


class _ChineseInline(ParserInline):
    """The inline parser with our state; the words of a plain block come parsed."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        if tokens:
            return tokens
        state = _ChineseState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def joins(tokens: Sequence[Token], index: int) -> bool:
    """Whether the soft line break at `index` leaves no space."""
    before = index - 1
    while before >= 0 and not tokens[before].content:
        before -= 1
    after = index + 1
    while after < len(tokens) and not tokens[after].content:
        after += 1
    if before < 0 or after == len(tokens):
        return False
    return _no_space(tokens[before].content[-1], tokens[after].content[0])


def _no_space(last: str, first: str) -> bool:
    """Whether a line break between two letters leaves no space: between Chinese characters,
    between one and a digit, and beside Chinese punctuation."""
    if _PUNCTUATION.match(last) or _PUNCTUATION.match(first):
        return True
    chinese = [bool(_CHINESE.match(letter)) for letter in (last, first)]
    return any(chinese) and all(
        c or x.isdigit() for c, x in zip(chinese, (last, first), strict=True)
    )
