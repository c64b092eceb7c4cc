"""Sentences that a page, a table or the edge of a line cut, put together again."""

from __future__ import annotations

import unicodedata
from collections import Counter

from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.noise import text_of
from site_builder.importers.recognition.numbering import is_structured
from site_builder.importers.recognition.runs import joined, squeezed
from site_builder.model.manuscript import Block, Grid, Paragraph
from site_builder.text.patterns import regex

# A place where a statutory table or a pasted page stood: an empty table.
GAP = Grid((), 0, 0)

FEWEST_LINES = 10  # of a text that is broken into lines
NARROWEST = 30  # half-width columns of such a line
RAGGED = 4  # columns that a full line may be shorter or longer than usual
SHORTEST_CUT = 20  # characters of a paragraph that is cut without a mark of it

_END = regex(r"[。！？!?；;：:…][”’」』）)》】\]]*$")
_OPEN = ("，", ",", "、", "（", "(", "《", "〈", "“", "‘", "〔", "—", "/")
_CONTINUES = ("，", "。", "、", "；", "：", "）", ")", "》", "”", "’", "〕", "！", "？", "％", "%")
_BRACKETS = (("（", "）"), ("(", ")"), ("《", "》"), ("“", "”"), ("〔", "〕"))
_LEADS_TO_TABLE = regex(r"(?:如下|下表|附表|见表|表\d|单位)[^。]{0,12}$")
_TWO_BLANKS = regex(r"(?:\u3000{2}| {4}|\t)")


def with_gaps(blocks: tuple[Block, ...], gaps: tuple[int, ...]) -> tuple[Block, ...]:
    """Return blocks with `GAP` before each of the indices `gaps`."""
    before = Counter(gaps)
    found: list[Block] = []
    for index, block in enumerate(blocks):
        found += [GAP] * before[index] + [block]
    return (*found, *[GAP] * before[len(blocks)])


def without_gaps(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks without tables that hold nothing."""
    return tuple(block for block in blocks if not isinstance(block, Grid) or block.cells)


def unwrapped(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return a text whose paragraphs are the lines of a page as paragraphs: a full line goes on in
    the next one. Any other text is returned as it is."""
    width = _line_width(blocks)
    if not width:
        return blocks
    found: list[list[Block]] = []
    is_full = False
    for block in blocks:
        if is_full and _can_go_on(block) and not _is_indented(block):
            found[-1].append(block)
        else:
            found.append([block])
        is_full = _is_full(block, width)
    return tuple(_whole(parts) for parts in found)


def rejoined(blocks: tuple[Block, ...], is_styled: bool) -> tuple[tuple[Block, ...], Remarks]:
    """Return a text whose sentences are whole. Of a file that marks its headings by styles
    (`is_styled`) paragraphs are only joined where it says that they are cut, or over a table."""
    found: list[list[Block]] = []
    guesses: list[Remark] = []
    last = -1  # the place in `found` of the last paragraph
    for block in blocks:
        parts = found[last] if last >= 0 else []
        if not parts or not _can_go_on(block):
            is_joined = False
        elif last == len(found) - 1:
            is_joined = _go_together(parts, block, only_marked=is_styled)
        elif is_joined := _go_over(parts, block):
            reason = "被表格或网页隔断的句子接上了"
            guesses.append(Remark(block.place, _seam(parts[-1], block), reason))
        if is_joined:
            parts.append(block)
            continue
        found.append([block])
        last = len(found) - 1 if isinstance(block, Paragraph) else last
    return tuple(_whole(parts) for parts in found), Remarks(guesses=tuple(guesses))


def is_unfinished(paragraph: Paragraph, is_long: bool = False) -> bool:
    """Whether the last sentence of a paragraph is not at its end. `is_long` says that it is the end
    of a long one."""
    text = squeezed(paragraph.text)
    if text.endswith(_OPEN) or any(text.count(a) > text.count(b) for a, b in _BRACKETS):
        return True
    if _END.search(text):
        return False
    return (
        paragraph.is_cut
        or is_long
        or (len(text) >= SHORTEST_CUT and any(sign in text for sign in "，、。；：》）”"))
    )


def _go_together(parts: list[Block], block: Block, only_marked: bool) -> bool:
    """Whether a paragraph, of which there are `parts`, goes on in the next block."""
    one = parts[-1]
    if not isinstance(one, Paragraph) or not isinstance(block, Paragraph):
        return False
    if one.is_cut:
        return one.role != "heading" and is_unfinished(one)
    if only_marked or one.role != "text":
        return False
    if block.text.lstrip().startswith(_CONTINUES):
        return not _END.search(squeezed(one.text))
    return is_unfinished(one, len(parts) > 1) and not _ends_in_bracket(one)


def _go_over(parts: list[Block], block: Block) -> bool:
    """Whether a paragraph goes on behind a table or a pasted page."""
    one = parts[-1]
    return (
        isinstance(one, Paragraph)
        and isinstance(block, Paragraph)
        and one.role == "text"
        and is_unfinished(one, len(parts) > 1)
        and not _ends_in_bracket(one)
        and not _LEADS_TO_TABLE.search(squeezed(one.text))
    )


def _whole(parts: list[Block]) -> Block:
    paragraphs = [part for part in parts if isinstance(part, Paragraph)]
    return joined(paragraphs) if len(paragraphs) > 1 else parts[0]


def _can_go_on(block: Block) -> bool:
    """Whether a block may be the rest of a sentence."""
    return isinstance(block, Paragraph) and block.role == "text" and not is_structured(block.text)


def _is_indented(block: Block) -> bool:
    return isinstance(block, Paragraph) and bool(_TWO_BLANKS.match(block.text))


def _ends_in_bracket(paragraph: Paragraph) -> bool:
    return paragraph.text.rstrip().endswith(("）", ")", "】"))


def _seam(one: Block, other: Block) -> str:
    return f"{text_of(one).rstrip()[-10:]}|{text_of(other).lstrip()[:10]}"


def _line_width(blocks: tuple[Block, ...]) -> int:
    """Return the width of the lines into which a text is broken, or 0 if it is not."""
    widths = [
        _width(block.text)
        for block in blocks
        if isinstance(block, Paragraph) and block.role == "text"
    ]
    if len(widths) < FEWEST_LINES:
        return 0
    times = Counter(widths)
    usual = max(times, key=lambda w: (sum(times[n] for n in range(w - 2, w + 1)), w))
    full = sum(abs(width - usual) <= RAGGED for width in widths)
    if usual < NARROWEST or max(widths) > usual + 2 * RAGGED or 5 * full < 2 * len(widths):
        return 0
    return usual


def _is_full(block: Block, width: int) -> bool:
    """Whether a line reaches the edge, so that the text goes on in the next one. A line that ends
    with a sentence has to reach it exactly."""
    if not isinstance(block, Paragraph) or block.role != "text":
        return False
    own = _width(block.text)
    return own >= (width - 1 if _END.search(block.text.rstrip()) else width - RAGGED)


def _width(text: str) -> int:
    """Return the columns of a line; wide characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text.strip())
