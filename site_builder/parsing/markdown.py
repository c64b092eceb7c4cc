"""Configures the Markdown parser: CommonMark with tables and footnotes, without raw HTML.

The emphasis rules of CommonMark rely on spaces between words, which Chinese does not have; they are
extended here, so that `**…。**字` closes.
"""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, heading
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.footnote import footnote_plugin

from site_builder.parsing.fast_blocks import CHINESE
from site_builder.parsing.tokens import WITHOUT_SPACE
from site_builder.text.patterns import regex

DEEPEST = 40  # levels; each unclosed bracket costs as many steps
PREFIX = "sb-"  # of every class: pages are shown inside other people's
WITH_CLASS = ("footnote_ref", "footnote_block_open", "footnote_open", "footnote_anchor")

# Disabled rules of CommonMark: raw HTML for safety; headings underlined with dashes and indented
# code because editors mean a horizontal rule and an indented paragraph.
LEFT_OUT = ("html_block", "html_inline", "lheading", "code")


_NUMERAL = "[一二三四五六七八九十]{1,3}"
_WITHOUT_SPACE = regex(rf"#{{2,6}}(?=[^\s#])|#(?={_NUMERAL}、|[（(]{_NUMERAL}[）)])")


def make_parser() -> MarkdownIt:
    """Return a parser for bodies. It keeps no state between documents."""
    parser = MarkdownIt("commonmark")
    parser.inline = _ChineseInline()
    options = {
        "html": False,
        "xhtmlOut": False,
        "maxNesting": DEEPEST,
        "langPrefix": f"{PREFIX}language-",
    }
    parser.configure("commonmark", options_update=options)
    parser.enable("table").disable(LEFT_OUT).use(footnote_plugin)
    parser.block.ruler.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    assert isinstance(parser.renderer, RendererHTML)
    for name in WITH_CLASS:
        parser.add_render_rule(name, _prefixed(parser.renderer.rules[name]))
    parser.add_render_rule("table_open", _open_table)
    parser.add_render_rule("table_close", _close_table)
    parser.validateLink = _any_link  # type: ignore[method-assign]  # links.resolve checks every link
    return parser


def _heading(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Read a heading, also one without a space after its `#`, which is marked so. A single `#`
    without a space begins a heading only before the number of a chapter."""
    if heading(state, line, end, silent):
        return True
    start, stop = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    match = _WITHOUT_SPACE.match(state.src, start, stop)
    if match is None or state.is_code_block(line):
        return False
    if silent:
        return True
    state.line = line + 1
    level = max(len(match[0]), 2)
    opening = state.push("heading_open", f"h{level}", 1)
    opening.markup, opening.info, opening.map = match[0], WITHOUT_SPACE, [line, state.line]
    inline = state.push("inline", "", 0)
    inline.content, inline.children = state.src[match.end() : stop].strip(), []
    inline.map = [line, state.line]
    state.push("heading_close", f"h{level}", -1).markup = match[0]
    return True


def _prefixed(rule: Callable[..., str]) -> Callable[..., str]:
    """Return a rule of the renderer whose classes begin as ours do."""

    def render(_: object, *arguments: object) -> str:
        return rule(*arguments).replace('class="', f'class="{PREFIX}')

    return render


def _open_table(*_: object) -> str:
    """Wrap a table in a region that scrolls horizontally and can be focused by keyboard."""
    region = '<div class="sb-scroll" role="region" tabindex="0" aria-label="表格">'
    return f'{region}<table class="sb-table sb-table--text">\n'


def _close_table(*_: object) -> str:
    return "</table></div>\n"


def _any_link(url: str) -> bool:
    return True


class _ChineseState(StateInline):
    """Inline state whose emphasis rules treat Chinese neighbours like spaces: they never keep a run
    of `*` from opening or closing."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        marker = self.src[start]
        end = start
        while end < self.posMax and self.src[end] == marker:
            end += 1
        before = self.src[start - 1] if start else " "
        after = self.src[end] if end < self.posMax else " "
        left = flanks(before, after)
        right = flanks(after, before)
        can_open = left and (canSplitWord or not right or _is_punctuation(before))
        can_close = right and (canSplitWord or not left or _is_punctuation(after))
        return Scanned(can_open, can_close, end - start)


def flanks(outside: str, inside: str) -> bool:
    """Whether a run of delimiters between `outside` and `inside` flanks the text on its inside."""
    if isWhiteSpace(ord(inside)):
        return False
    if not _is_punctuation(inside) or CHINESE.match(inside):
        return True
    return isWhiteSpace(ord(outside)) or _is_punctuation(outside) or bool(CHINESE.match(outside))


def _is_punctuation(letter: str) -> bool:
    return isMdAsciiPunct(ord(letter)) or isPunctChar(letter)


class _ChineseInline(ParserInline):
    """The inline parser, with `_ChineseState`."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _ChineseState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
