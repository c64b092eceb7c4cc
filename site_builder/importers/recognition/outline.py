"""The headings of a report: its chapters, and the parts of a chapter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from site_builder.forms.outline import Statutory, chapters_for
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.chain import Candidate, longest_chain
from site_builder.importers.recognition.numbering import (
    KINDS,
    Kind,
    after_number,
    end_of_title,
    is_title,
    numbering,
)
from site_builder.importers.recognition.runs import is_bold, plain, sliced, squeezed
from site_builder.model.manuscript import Block, Paragraph
from site_builder.text.patterns import regex

CHAPTER = 2  # the level of a chapter
DEEPEST = 6
LONGEST_PART = 30  # characters of a title below a chapter
FEWEST = {"part": 2, "chapter": 2, "item": 3, "point": 3, "subpoint": 99}
SUREST: tuple[Kind, ...] = ("part", "chapter")  # with the name of a chapter, one is enough
NEWEST = 9999  # a year under the newest form

_VARIANTS = regex("[的之及和与并、，,]")
_BRACKETS = str.maketrans("()", "（）")
_KNOWN = regex(
    r"概述|概况|总体|基本情况|总结|主动公开|依申请|申请公开|公开申请|不予公开|收费|减免|复议|诉讼|问题|不足|改进|下一步|打算"
    r"|计划|其[他它]|需要(?:说明|报告)|说明|附表|附件|重点领域|回应|解读|平台|机制|制度|组织领导|监督|保障|建议|提案|咨询|投诉"
)


class Outlined(NamedTuple):
    """A text whose headings are marked as such, with their levels. `is_styled` is true if the file
    itself marks its chapters, so that nothing has to be told from the shape of its paragraphs."""

    blocks: tuple[Block, ...]
    is_styled: bool
    remarks: Remarks


class _Sign(NamedTuple):
    """What speaks for a paragraph being a heading. `style` is the level that its file gives it, or
    0; `place` the statutory chapter of its name, or -1; `is_known` is true for words that the
    chapters of reports have."""

    kind: Kind | None = None
    number: int = 0
    is_title: bool = False
    is_short: bool = False
    is_known: bool = False
    style: int = 0
    is_bold: bool = False
    place: int = -1


_NONE = _Sign()


def outlined(blocks: tuple[Block, ...], year: int) -> Outlined:
    """Return the text of a report on `year` (0 if it is not known) with its headings."""
    names = chapter_names(year)
    signs = tuple(_sign(block, names) for block in blocks)
    kind, chapters = _chapters(signs)
    styles = Counter(signs[index].style for index in chapters if signs[index].style)
    style = styles.most_common(1)[0][0] if styles else 0
    if style:
        chapters |= {n for n, s in enumerate(signs) if 0 < s.style <= style and _fits(s, kind)}
    levels = {**dict(_levels(signs, kind, chapters, style)), **dict.fromkeys(chapters, CHAPTER)}
    marked = _without_gaps(tuple(_marked(blocks, levels)))
    taken = tuple(_full_stops(blocks, levels))
    guesses = _guesses(blocks, signs, kind, chapters)
    return Outlined(marked, bool(style), Remarks(guesses=guesses, taken=taken))


@cache
def chapter_names(year: int) -> dict[str, int]:
    """Return the names of the statutory chapters of a report on `year`, as `canonical` makes them,
    with the place of each; none if the outline was free."""
    prescribed: tuple[Statutory, ...] = chapters_for(year or NEWEST)
    return {canonical(name): place for place, one in enumerate(prescribed) for name in one.names}


def canonical(title: str) -> str:
    """Return the title of a chapter as it is compared: without its number, white space, and the
    small words in which reports differ."""
    name = squeezed(after_number(title)).rstrip("。：:.").translate(_BRACKETS)
    return _VARIANTS.sub("", name)


def is_chapter_name(title: str, year: int) -> bool:
    """Whether a title is one of a statutory chapter, or has words that chapters have."""
    return canonical(title) in chapter_names(year) or bool(_KNOWN.search(title))


def _sign(block: Block, names: dict[str, int]) -> _Sign:
    if not isinstance(block, Paragraph) or block.role not in {"text", "heading", "numbered"}:
        return _NONE
    text = block.text.lstrip()
    found = numbering(text)
    bare = text[found.end :] if found else text
    titled = is_title(bare)
    place = names.get(canonical(text), -1) if titled else -1
    return _Sign(
        kind=found.kind if found else None,
        number=found.number if found else 0,
        is_title=titled and (block.role != "numbered" or place >= 0),
        is_short=len(squeezed(bare)) <= LONGEST_PART,
        is_known=titled and bool(_KNOWN.search(bare)),
        style=block.level if block.role == "heading" else 0,
        is_bold=titled and is_bold(block),
        place=place,
    )


def _chapters(signs: tuple[_Sign, ...]) -> tuple[Kind | None, set[int]]:
    """Return how the chapters are numbered, if they are, and their indices."""
    for kind in KINDS:
        found = _numbered_chapters(signs, kind)
        places = {signs[index].place for index in found}
        if len(found) >= (1 if kind in SUREST and max(places, default=-1) >= 0 else FEWEST[kind]):
            return kind, found | set(_named_chapters(signs, places))
    if named := set(_named_chapters(signs, set())):
        return None, named
    styles = [sign.style for sign in signs if sign.style]
    if styles:
        top = min((s for s, times in Counter(styles).items() if times > 1), default=min(styles))
        return None, {n for n, sign in enumerate(signs) if 0 < sign.style <= top}
    bold = {n for n, sign in enumerate(signs) if sign.is_bold and sign.is_title and not sign.kind}
    return None, bold if len(bold) > 1 else set()


def _numbered_chapters(signs: tuple[_Sign, ...], kind: Kind) -> set[int]:
    """Return the indices of the chapters with a kind of number: those of the form, and what is
    numbered on between and behind them; without a form, the chain of titles that count on."""
    titles = [(n, sign) for n, sign in enumerate(signs) if sign.kind == kind and sign.is_title]
    of_the_form = [(n, sign) for n, sign in titles if sign.place >= 0]
    if of_the_form and (kind in SUREST or len(of_the_form) > 1):
        return {n for n, _ in of_the_form} | set(_between(titles))
    candidates = (Candidate(n, sign.number, _weight(sign)) for n, sign in titles)
    return set(longest_chain(tuple(candidates)))


def _between(titles: list[tuple[int, _Sign]]) -> Iterator[int]:
    """Yield the titles between those of the form whose numbers lie between theirs."""
    next_place = NEWEST
    behind: dict[int, int] = {}
    for index, sign in reversed(titles):
        behind[index] = next_place
        next_place = sign.place if sign.place >= 0 else next_place
    last = 0
    for index, sign in titles:
        if sign.place >= 0:
            last = sign.place + 1
        elif last < sign.number < behind[index] + 1:
            last = sign.number
            yield index


def _named_chapters(signs: tuple[_Sign, ...], found: set[int]) -> Iterator[int]:
    """Yield paragraphs without a number that consist of the name of a chapter not `found` yet."""
    missing = {sign.place for sign in signs if sign.place >= 0} - found
    for index, sign in enumerate(signs):
        if sign.place in missing and sign.kind is None:
            missing.remove(sign.place)
            yield index


def _weight(sign: _Sign) -> float:
    return 1.0 + 2.0 * bool(sign.style) + 0.5 * sign.is_bold + 0.5 * sign.is_known


def _fits(sign: _Sign, kind: Kind | None) -> bool:
    """Whether the number of a heading, if it has one, is none of a lower kind than `kind`."""
    if sign.kind is None or kind is None:
        return True
    return KINDS.index(sign.kind) <= KINDS.index(kind)


def _levels(
    signs: tuple[_Sign, ...], kind: Kind | None, chapters: set[int], style: int
) -> Iterator[tuple[int, int]]:
    """Yield the headings below the chapters with their levels. If the file marks headings on two
    levels or more, only those."""
    marks = {sign.style for sign in signs} - {0}
    is_marked = style and len(marks) > 1
    lowest = KINDS.index(kind) if kind else KINDS.index("chapter")
    within = bool(chapters) and not is_marked
    for index, sign in enumerate(signs):
        if index in chapters:
            continue
        if sign.style:
            level = CHAPTER + sign.style - style if style else sign.style
            yield index, min(max(level, CHAPTER + 1), DEEPEST)
        elif within and index > min(chapters) and _is_part(signs, index, chapters):
            below = KINDS.index(sign.kind) - lowest if sign.kind else 1
            yield index, CHAPTER + max(below, 1)


def _is_part(signs: tuple[_Sign, ...], index: int, chapters: set[int]) -> bool:
    """Whether an unmarked paragraph is the title of a part of a chapter: a short numbered or bold
    line, and no item of a list of such lines."""
    sign = signs[index]
    if not sign.is_title or not sign.is_short or sign.kind == "subpoint":
        return False
    around = [signs[n] for n in (index - 1, index + 1) if n < len(signs) and n not in chapters]
    if index + 1 == len(signs):
        return False
    if sign.kind is None:
        return sign.is_bold and not any(one.is_bold for one in around)
    return not any(one.kind == sign.kind and one.is_title for one in around)


def _marked(blocks: tuple[Block, ...], levels: dict[int, int]) -> Iterator[Block]:
    for index, block in enumerate(blocks):
        level = levels.get(index)
        if level is None or not isinstance(block, Paragraph):
            yield block
        else:
            yield as_heading(block, level)


def as_heading(paragraph: Paragraph, level: int) -> Paragraph:
    """Return a paragraph as a heading, without the full stop or colon behind it."""
    bare = sliced(plain(paragraph), 0, end_of_title(paragraph.text))
    return bare._replace(role="heading", level=level, is_cut=False)


def _full_stops(blocks: tuple[Block, ...], levels: dict[int, int]) -> Iterator[Remark]:
    for index in sorted(levels):
        block = blocks[index]
        if isinstance(block, Paragraph) and (end := block.text[end_of_title(block.text) :].strip()):
            yield Remark(block.place, end, "标题后面的标点，标题不写")


def _without_gaps(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks in which a heading is at most one level below the one before."""
    found: list[Block] = []
    above = CHAPTER - 1
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "heading":
            above = min(block.level, above + 1)
            block = block._replace(level=above)  # noqa: PLW2901
        found.append(block)
    return tuple(found)


def _guesses(
    blocks: tuple[Block, ...], signs: tuple[_Sign, ...], kind: Kind | None, chapters: set[int]
) -> tuple[Remark, ...]:
    """Return what is to be said where a chapter has titles numbered like chapters."""
    inside = [
        n
        for n, sign in enumerate(signs)
        if kind and sign.kind == kind and sign.is_title and n not in chapters
    ]
    if not inside or not chapters:
        return ()
    first = blocks[inside[0]]
    text = first.text if isinstance(first, Paragraph) else ""
    reason = f"与各部分用了同一层编号，当作一个部分里面的小标题，共{len(inside)}处"
    return (Remark(first.place, text, reason),)
