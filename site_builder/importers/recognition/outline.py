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
_NOUN_AT_END = regex(
    r"(?:情况|方面|工作|建设|管理|公开|保障|问题|措施|不足|打算|计划|内容|形式|方式|渠道|机制|制度|平台|数量|类别|范围|结果)。$"
)
_ATTACHMENTS = regex(r"附\s*件?\s*[:：]")
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
    0; `place` the statutory chapter of its name, or -1; `is_part` says whether it has the
    shape of a title below a chapter, `is_known` whether it has words that chapters have;
    `leads_to_list` whether it begins a list of attachments."""

    kind: Kind | None = None
    number: int = 0
    is_title: bool = False
    is_part: bool = False
    is_known: bool = False
    style: int = 0
    is_bold: bool = False
    leads_to_list: bool = False
    place: int = -1


_NONE = _Sign()


def outlined(blocks: tuple[Block, ...], year: int) -> Outlined:
    """Return the text of a report on `year` (0 if it is not known) with its headings."""
    names = chapter_names(year)
    signs = tuple(_sign(block, names) for block in blocks)
    kind, chapters = _chapters(signs)
    styles = Counter(signs[index].style for index in chapters if signs[index].style)
    style = styles.most_common(1)[0][0] if 2 * styles.total() >= len(chapters) > 0 else 0
    if style:
        chapters |= {n for n, s in enumerate(signs) if 0 < s.style <= style and _fits(s, kind)}
    levels = {**dict(_levels(signs, kind, chapters, style)), **dict.fromkeys(chapters, CHAPTER)}
    marked = tuple(_marked(blocks, levels))
    marked = marked if style else _without_gaps(marked)
    taken = tuple(_full_stops(blocks, levels))
    guesses = () if style else _guesses(blocks, signs, kind, chapters)
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
        is_part=titled and _has_shape_of_part(squeezed(bare), bool(found)),
        is_known=titled and bool(_KNOWN.search(bare)),
        style=block.level if block.role == "heading" else 0,
        is_bold=titled and is_bold(block),
        leads_to_list=bool(_ATTACHMENTS.match(text)),
        place=place,
    )


def _has_shape_of_part(name: str, is_numbered: bool) -> bool:
    """Whether a title is short, and no sentence that merely is short too."""
    bare = name.rstrip("：:")
    if len(bare) > LONGEST_PART or any(sign in bare for sign in "：:"):
        return False
    return not bare.endswith("。") or (is_numbered and bool(_NOUN_AT_END.search(bare)))


def _chapters(signs: tuple[_Sign, ...]) -> tuple[Kind | None, set[int]]:
    """Return how the chapters are numbered, if they are, and their indices."""
    for kind in sorted(KINDS, key=lambda kind: -_of_the_form(signs, kind)):
        found = _numbered_chapters(signs, kind)
        if len(found) >= (1 if kind in SUREST and _of_the_form(signs, kind) else FEWEST[kind]):
            places = {signs[index].place for index in found}
            return kind, found | set(_named_chapters(signs, places))
    if named := set(_named_chapters(signs, set())):
        return None, named
    styles = [sign.style for sign in signs if sign.style]
    if styles:
        top = min((s for s, times in Counter(styles).items() if times > 1), default=min(styles))
        return None, {n for n, sign in enumerate(signs) if 0 < sign.style <= top}
    bold = {n for n, sign in enumerate(signs) if sign.is_bold and sign.is_title and not sign.kind}
    return None, bold if len(bold) > 1 else set()


def _of_the_form(signs: tuple[_Sign, ...], kind: Kind) -> int:
    """Return how many chapters of the form are numbered in a way."""
    return len({sign.place for sign in signs if sign.kind == kind} - {-1})


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
    """Yield paragraphs that consist of the name of a chapter not `found` yet, without a number or
    with one that chapters have."""
    missing = {sign.place for sign in signs if sign.place >= 0} - found
    for index, sign in enumerate(signs):
        if sign.place in missing and sign.kind in {None, *SUREST}:
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
    """Yield the headings below the chapters with their levels: those that the file marks or, if it
    does not mark its chapters in a `style`, those that have the shape of one."""
    lowest = KINDS.index(kind) if kind else KINDS.index("chapter")
    within = bool(chapters) and not style
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
    if not sign.is_part or sign.kind == "subpoint":
        return False
    if index and signs[index - 1].leads_to_list:
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
    """Return blocks in which a heading is at most one level below the one that it belongs to."""
    found: list[Block] = []
    above: list[int] = []  # the levels of the headings that the next one may belong to
    for block in blocks:
        if isinstance(block, Paragraph) and block.role == "heading":
            above = [level for level in above if level < block.level] + [block.level]
            block = block._replace(level=CHAPTER - 1 + len(above))  # noqa: PLW2901
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
