"""Finds totals in running text with the parts named of them: 152条，其中：甲100条、乙52条.

Parts are in brackets after their total, follow a mark such as 其中, 包括 or 分别为, or precede a
total that sums them up (甲3条、乙4条，合计7条). All amounts of a total and its parts have one unit.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from site_builder.text.numerals import Amount, amounts
from site_builder.text.part_sums import Breakdown, Part, SumKind, sums
from site_builder.text.patterns import regex

FAR, CLOSE = 40, 4  # the most characters between things that belong together
MOST_MARKS = 12

_START, _END = attrgetter("start"), attrgetter("end")
_GROUP = regex(r"（[^（）]*）|\([^()]*\)")
_SENTENCE = regex(r"[^。！？!?]+[。！？!?]?")
_LIKELY = regex("其中|包括|分别|分为|：|（|划分|区分|看，|中，|如下，|统计，|具体[为是]|合计|共计")
_MARKED = regex("其中|包括|涵盖|分别|分为|：|中，|如下，|按|具体[为是]")
_SOME = r"其中[：:，,]?(?:其中)?|(?:主要|还|也|内容|具体|重点)(?:包括|涵盖)[：:]?"
_SPLIT = r"按照?[^，。；：、]{1,12}?(?:划分|区分|分类|来看|统计|分|看)[，：:]"
_ALL = r"(?<!不)包括[：:]?|分别[为是][：:]?|分为[：:]?"
_MARK = regex(rf"(?P<split>{_SPLIT})|(?P<some>{_SOME})|(?P<all>{_ALL})|(?P<colon>：)|中[，：]")
# The beginning of a sentence that lists the parts of the total in the previous one.
_HEAD = regex(
    r"(?P<all>(?:具体(?:情况|内容)?(?:[为是]|如下)|内容如下|分别[为是])[：:，,]?)|主要内容(?:如下|[为是有])[：:]"
    r"|[^，。；：、0-9０-９]{0,12}(?:信息|文件|稿件|[条件篇])中[，：]"
)
_COLON_GAP = regex(r"[^，。；：、]{0,12}")
_TOTALLY = regex(r"(?:共|共计|合计|总计|总共)[^，。；：、]{0,20}$")
_SEGMENT = regex(r"((?:[^，,、；;]+|(?<=[0-9]),(?=[0-9]))*)([，,、；;]?)")
_STRENGTH = {"": 0, "、": 1, "，": 2, ",": 2, "；": 3, ";": 3}
_EACH = regex(r"各(?:有|为|发布|公开|编制|制定)?\s*$")
_JOINED = regex(r"以及|[和与及]")
_REST = regex(
    r"(?:^|通过|以|属于|为|、)(?:其他|其它|其余|剩余)(?:类别?|各类|方面|方式|形式|途径|渠道|信息|事项"
    r"|内容|情形|政务|政府|动态|文件|的|为|共|有|占|公开|发布|均|\s)*$"
)
_COMPARED = regex(
    r"同比|增长|增加|减少|下降|去年|上一?年(?!度?结转)|累计|每|平均|以来|比20|较20|增至|降至|预计|计划"
    r"(?!总|方案)|拟|目标|上限|至少|达到?第|第一|首|另有|另外|此外"
)
_MORE_THAN = regex(r"(?:比|较|增加|增长|减少|下降|去年|上年)[^，。；、：]{0,12}\Z")
_ASIDE = regex(r"(?:如|例如|不含|不包括|另|未含|截至|截止|见|详见|附|包含|含|包括|其中|主要)")
_SUM_UP = regex(r"[，、；](?:共计|合计|总计|共)\s*$")


def breakdowns(text: str) -> Iterator[Breakdown]:
    """Yield every total in a text with its parts: first those with parts in brackets, then those
    with parts after a mark, then those that sum up parts before them."""
    there = tuple(amounts(text))
    if len(there) < 2 or not _LIKELY.search(text):  # noqa: PLR2004  # a total and a part
        return
    flat, level, bracketed = text, there, "（" in text or "(" in text
    if bracketed:
        flat = _GROUP.sub(lambda found: "\0" * len(found[0]), text)
        level = tuple(one for one in there if flat[one.start] != "\0")
    in_brackets = _in_brackets(text, there) if bracketed else ()
    for one in chain(in_brackets, _behind_marks(flat, level), _summed_up(flat, level)):
        if one.parts:
            yield one


class _Listing(NamedTuple):
    """Parts in a row. `whole` is false if something else is among them, or 等 after them."""

    parts: tuple[Part, ...]
    whole: bool


def _between(level: tuple[Amount, ...], start: int, end: int) -> tuple[Amount, ...]:
    """Return the amounts that begin between two indices."""
    first = bisect_left(level, start, key=_START)
    return level[first : bisect_left(level, end, lo=first, key=_START)]


def _in_brackets(text: str, there: tuple[Amount, ...]) -> Iterator[Breakdown]:
    """Yield totals with parts in brackets after them: `113条（网站44条，报纸69条）`."""
    for group in _GROUP.finditer(text):
        inner = [one for one in there if group.start() < one.start < group.end()]
        outer = [one for one in there if one.end <= group.start()]
        if not inner or not outer or inner[0].unit != outer[-1].unit:
            continue
        if not re.fullmatch(r"[^，。；：、（）]{0,12}", text[outer[-1].end : group.start()]):
            continue
        if _each(text, outer[-1]):
            continue
        start, aside = group.start() + 1, _ASIDE.match(group[0], 1)
        marks = ("含", "包含", "其中", "包括", "主要")
        if aside and not aside[0].startswith(marks):
            continue
        listing = _listing(text, start, group.end() - 1, inner)
        if aside or listing.whole:
            kind: SumKind = "some" if aside or len(listing.parts) == 1 else "all"
            yield Breakdown(outer[-1], listing.parts, kind)


def _behind_marks(flat: str, level: tuple[Amount, ...]) -> Iterator[Breakdown]:
    """Yield totals with parts after a mark: `152条，其中：甲100条、乙52条`. The mark may also begin
    the next sentence, or the one after a short sentence without an amount."""
    if not level or not _MARKED.search(flat):
        return
    for begin, end, before in _counting(flat, level):
        marks = _marks(flat, begin, end, level) if _MARKED.search(flat, begin, end) else []
        for number, (start, stop, kind) in enumerate(marks):
            total = _total(flat, (begin, start), before, level)
            until = _until(flat, stop, end, nested=number > 0)
            inner = _between(level, stop, until)
            if total and inner and inner[0].unit == total.unit and not _each(flat, total):
                listing = _listing(flat, stop, until, inner, marks[number + 1 :])
                apart = "，" in flat[stop : inner[0].start]
                certain = _certain("some" if apart else kind, listing)
                yield Breakdown(total, listing.parts, certain)


def _counting(flat: str, level: tuple[Amount, ...]) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Yield the sentences with an amount: start, end, and the start and end of the previous
    sentence; short sentences without an amount are skipped."""
    before, passed = (0, 0), 0
    for sentence in _SENTENCE.finditer(flat):
        start, end = sentence.span()
        if level[passed].start < end:
            yield start, end, before
            passed = bisect_left(level, end, lo=passed, key=_START)
            if passed == len(level):
                return
        elif end - start <= FAR:
            continue
        before = start, end


Mark = tuple[int, int, SumKind]


def _marks(flat: str, start: int, end: int, level: tuple[Amount, ...]) -> list[Mark]:
    """Return the marks of a sentence that parts may follow; marks without an amount between them
    are merged."""
    marks: list[Mark] = []
    if head := _HEAD.match(flat, start, end):
        marks.append((*head.span(), "all" if head["all"] else "some"))
    for found in _MARK.finditer(flat, head.end() if head else start, end):
        kind = _kind(flat, found, level)
        if kind is None:
            continue
        if marks and not _between(level, marks[-1][1], found.start()):
            weaker: SumKind = "some" if "some" in {kind, marks[-1][2]} else kind
            marks[-1] = (marks[-1][0], found.end(), weaker)
        else:
            marks.append((found.start(), found.end(), kind))
    return marks if len(marks) <= MOST_MARKS else []


def _kind(flat: str, found: re.Match[str], level: tuple[Amount, ...]) -> SumKind | None:
    """Return the kind of parts that a mark announces, or None if it announces none."""
    if found["split"]:
        return "split"
    if found["some"]:
        return "some"
    behind = bisect_right(level, found.start(), key=_END)
    total = level[behind - 1] if behind else None
    if total is None or not _COLON_GAP.fullmatch(flat[total.end : found.start()].strip("，")):
        return None
    if found["all"] and found[0].startswith("分"):
        return "all"
    counted = _TOTALLY.search(flat, max(0, total.start - FAR), total.start)
    return "all" if counted and (found["all"] or found["colon"]) else "some"


def _total(
    flat: str, here: tuple[int, int], before: tuple[int, int], level: tuple[Amount, ...]
) -> Amount | None:
    """Return the total of the parts after a mark: the last amount before it in its sentence, else
    the only amount of the previous sentence, else None."""
    start, mark = here
    inside = _between(level, start, mark)
    if inside:
        gap = flat[inside[-1].end : mark]
        compared = _MORE_THAN.search(flat, start, inside[-1].start)
        return inside[-1] if len(gap) <= FAR and "；" not in gap and not compared else None
    if flat[start:mark].strip():
        return None
    earlier = _between(level, *before)
    return earlier[0] if len(earlier) == 1 else None


def _until(flat: str, start: int, end: int, nested: bool) -> int:
    """Return the end of the parts after a mark: the next ； if the mark is within a listing, else
    the end of the sentence."""
    stop = flat.find("；", start, end) if nested or _inside_listing(flat, start, end) else -1
    return stop if stop >= 0 else end


def _inside_listing(flat: str, start: int, end: int) -> bool:
    """Whether a ； precedes `start` in its sentence, which then lists several items, so that the
    text at `start` belongs to one of them."""
    sentence = flat.rfind("。", 0, start) + 1
    return "；" in flat[sentence:start]


def _certain(kind: SumKind, listing: _Listing) -> SumKind:
    """Return the kind of parts that is certain for a listing: some if it is not whole; all, even
    after 其中, if the last part is 其他 or one of them is zero."""
    parts = listing.parts
    if not listing.whole:
        return "some"
    if kind == "some" and len(parts) > 1:
        nothing = len(parts) > 2 and any(not one.amount.value for one in parts)  # noqa: PLR2004
        if nothing or _REST.search(parts[-1].name):
            return "all"
    return kind


def _listing(
    text: str,
    start: int,
    end: int,
    inner: Sequence[Amount],
    further: Sequence[Mark] = (),
) -> _Listing:
    """Return the parts between two indices of a text; `inner` are the amounts there. Amounts
    between a further mark and the next ； are parts of a part, and are left out."""
    unit, parts, names, whole, separation = inner[0].unit, list[Part](), list[str](), True, 0
    for item in _SEGMENT.finditer(text, start, end):
        if not item[0]:
            continue
        begin, close = item.span(1)
        own = [one for one in inner if begin <= one.start < close]
        if further and _skipped(text, begin, further):
            whole = whole and not (own and "；" not in text[begin:end])
        elif not own:
            names = [*names, item[1]] if item[2] == "、" else []
        elif len(own) > 1 or own[0].unit != unit or not own[0].exact or _COMPARED.search(item[1]):
            return _Listing(tuple(parts), False)
        else:
            name = text[begin : own[0].start]
            times = _times(text, own[0], name, names)
            parts.append(Part(own[0], times, name.strip(), separation))
            whole = whole and not text[own[0].end : own[0].end + 2].strip().startswith("等")
            names, separation = [], 0
        separation = max(separation, _STRENGTH[item[2]])
    return _Listing(tuple(parts), whole)


def _skipped(text: str, index: int, marks: Sequence[Mark]) -> bool:
    """Whether `index` follows one of the marks without a ； between them."""
    return any(start - 1 <= index and "；" not in text[start:index] for start, _, _ in marks)


def _each(text: str, amount: Amount) -> bool:
    """Whether an amount counts for each of several items: `各2条`."""
    return bool(_EACH.search(text, max(0, amount.start - 6), amount.start))


def _times(text: str, amount: Amount, name: str, names: list[str]) -> tuple[int, ...]:
    """Return the possible multiples of an amount, the most likely one first: one, or after 各 the
    number of names before it."""
    if not _each(text, amount):
        return (1,)
    own = len(_JOINED.split(name))
    every = sum(len(_JOINED.split(one)) for one in names) + own
    plain = len(names) + own
    if every == 1:
        return (2, 3)
    return tuple(dict.fromkeys((plain, every, own) if own > 1 else (plain, every)))


def _summed_up(flat: str, level: tuple[Amount, ...]) -> Iterator[Breakdown]:
    """Yield totals that sum up the parts before them but are neither the sum of all nor of the last
    few amounts: `甲3条、乙4条，合计8条`."""
    for total in level:
        mark = _SUM_UP.search(flat, max(0, total.start - 4), total.start)
        if not mark or flat[total.end : total.end + 1] not in {"。", "；", "，", ""}:
            continue
        start = max(flat.rfind(sign, 0, mark.start()) for sign in "。；：") + 1
        inner = _between(level, start, mark.start())
        clause = flat[start : mark.start()]
        if len(inner) > 1 and not re.search(r"其中|包括|分别|共|计\d", clause):
            listing = _listing(flat, start, mark.start(), inner)
            behind = flat[listing.parts[-1].amount.end : mark.start()] if listing.parts else ""
            if listing.whole and len(listing.parts) == len(inner) and len(behind) < CLOSE:
                tails = [sums(listing.parts[at:]) for at in range(len(inner) - 1)]
                if not any(total.value in tail for tail in tails):
                    yield Breakdown(total, listing.parts, "split")
