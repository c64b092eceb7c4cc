"""A total in prose and the parts that are told of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.text.numerals import Amount, amounts
from site_builder.text.patterns import regex
from site_builder.text.plain_text import ReportContext

Number = int | Decimal
Kind = Literal["some", "all", "split"]  # 其中; 包括, 分别为; 按…划分

FEW, SMALL, NEAR_SHARE = 4, 20, 50  # near: off by one from 20 on, or by at most one in fifty
FAR, MOST_MARKS, MOST_PARTS = 40, 12, 60

_START, _END = attrgetter("start"), attrgetter("end")
_GROUP = regex(r"（[^（）]*）|\([^()]*\)")
_SENTENCE = regex(r"[^。！？!?]+[。！？!?]?")
_LIKELY = regex("其中|包括|分别|分为|：|（|划分|区分|看，|中，|如下，|统计，|具体[为是]|合计|共计")
_MARKED = regex("其中|包括|涵盖|分别|分为|：|中，|如下，|按|具体[为是]")
_SOME = r"其中[：:，,]?(?:其中)?|(?:主要|还|也|内容|具体|重点)(?:包括|涵盖)[：:]?"
_SPLIT = r"按照?[^，。；：、]{1,12}?(?:划分|区分|分类|来看|统计|分|看)[，：:]"
_ALL = r"(?<!不)包括[：:]?|分别[为是][：:]?|分为[：:]?"
_MARK = regex(rf"(?P<split>{_SPLIT})|(?P<some>{_SOME})|(?P<all>{_ALL})|(?P<colon>：)|中[，：]")
# What may begin a sentence that lists the parts of the total in the one before.
_HEAD = regex(
    r"(?P<all>(?:具体(?:情况|内容)?(?:[为是]|如下)|内容如下|分别[为是])[：:，,]?)|主要内容(?:如下|[为是有])[：:]"
    r"|[^，。；：、0-9０-９]{0,12}(?:信息|文件|稿件|[条件篇])中[，：]"
)
_COLON_GAP = regex(r"[^，。；：、]{0,12}")
_TOTALLY = regex(r"(?:共|共计|合计|总计|总共)[^，。；：、]{0,20}$")
_PIECE = regex(r"((?:[^，,、；;]+|(?<=[0-9]),(?=[0-9]))*)([，,、；;]?)")
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
CHANNEL = regex(
    r"网站|门户|微信|微博|公报|报纸|日报|电视|电台|广播|公众号|新媒体|平台|客户端|公示栏|渠道|抖音|快手|头条"
    r"|信用中国|一网通办|媒体"
)
_STAGE = regex(
    r"答复|办结|回复|采纳|满意|落实|完成|整改|转载|采用|录用|面商|阅读|点击|参加|参与|牵头|重点|涉及|审核"
)
_DEED = regex(
    r"(?:全部|均|已|并|共|全年|同时|累计)*(?:发布|公开|办理|答复|办结|回应|受理|收到|举办|开展|组织|召开|制作|编制"
    r"|解读|推送|转载|整改|采纳|撰写|报送|审核|培训|接待|处理|回复|参加|报道)"
)
_ASIDE = regex(r"(?:如|例如|不含|不包括|另|未含|截至|截止|见|详见|附|包含|含|包括|其中|主要)")
_SUM_UP = regex(r"[，、；](?:共计|合计|总计|共)\s*$")


@rule(
    "R105",
    "这里的总数是{total}，所列各部分是{parts}，比总数{more}{gap}；请核对总数和各部分。",
    "warning",
)
def parts_and_total_disagree(context: ReportContext) -> Iterator[Violation]:
    """总数与所列各部分之和对不上。

    “共N条，其中A…条、B…条”：各部分之和不能大于总数；写明“包括”“分别为”“按…划分”，或列到
    “其他”为止的，各部分之和应当等于总数。括号里的分项与括号前的数核对，“各N条”按所列项目的
    个数计。年度报告“数据前后不一”是审核中最常见的退回原因。

    Bad:
        -- content/agencies/zhongwei-kjj/reports/2023.md --
        ---
        title: 中卫市科学技术局2023年政府信息公开工作年度报告
        statistics:
          主动公开政府信息情况: 0
          收到和处理政府信息公开申请情况: 0
          政府信息公开行政复议、行政诉讼情况: 0
        ---
        全年发布各类信息共30条，其中工作动态12条，公告通知8条，其他信息9条。

        （正文：六个部分）
    Bad:
        -- content/agencies/zhongwei-kjj/reports/2023.md --
        ---
        title: 中卫市科学技术局2023年政府信息公开工作年度报告
        statistics:
          主动公开政府信息情况: 0
          收到和处理政府信息公开申请情况: 0
          政府信息公开行政复议、行政诉讼情况: 0
        ---
        全年举办培训十八期（线上10期、线下9期）。

        （正文：六个部分）
    Good:
        -- content/agencies/zhongwei-kjj/reports/2023.md --
        ---
        title: 中卫市科学技术局2023年政府信息公开工作年度报告
        statistics:
          主动公开政府信息情况: 0
          收到和处理政府信息公开申请情况: 0
          政府信息公开行政复议、行政诉讼情况: 0
        ---
        发布信息20条，其中动态12条（网站5条、微信7条），清单和目录各4条。

        （正文：六个部分）
    """
    for block in context.words.blocks:
        for total, items in _wrong(block.text):
            line, column = block.place(total.start)
            yield Violation(context.words.document.path, line, column, **_values(total, items))


class _Item(NamedTuple):
    """One part: its amount, how often it counts (`各2条`: one possible count or several), its name,
    and how strong the sign is that parts it from the item before."""

    amount: Amount
    times: tuple[int, ...]
    name: str
    parted: int


class _Listing(NamedTuple):
    """Parts in a row; not `whole` where something else stands among them or 等 behind them."""

    items: tuple[_Item, ...]
    whole: bool


def _wrong(text: str) -> Iterator[tuple[Amount, tuple[_Item, ...]]]:
    """Totals of a text with parts that cannot be theirs."""
    there = tuple(amounts(text))
    if len(there) < 2 or not _LIKELY.search(text):  # noqa: PLR2004  # a total and a part
        return
    flat, level, bracketed = text, there, "（" in text or "(" in text
    if bracketed:
        flat = _GROUP.sub(lambda found: "\0" * len(found[0]), text)
        level = tuple(one for one in there if flat[one.start] != "\0")
    for total, listing, kind in (
        *(_in_brackets(text, there) if bracketed else ()),
        *_behind_marks(flat, level),
        *_summed_up(flat, level),
    ):
        if total.exact and _mistaken(total.value, listing, kind):
            yield total, listing.items


def _values(total: Amount, items: tuple[_Item, ...]) -> dict[str, Any]:
    figures = [one.amount.value for one in items for _ in range(one.times[0])]
    gap = sum(figures) - total.value
    shown = "＋".join(map(str, figures))
    return {
        "total": f"{total.value}{total.unit}",
        "parts": f"{shown}＝{sum(figures)}" if len(figures) > 1 else f"{shown}{total.unit}",
        "more": "多" if gap > 0 else "少",
        "gap": f"{abs(gap)}{total.unit}",
    }


def _between(level: tuple[Amount, ...], start: int, end: int) -> tuple[Amount, ...]:
    """The amounts that begin between two places."""
    first = bisect_left(level, start, key=_START)
    return level[first : bisect_left(level, end, lo=first, key=_START)]


Found = Iterator[tuple[Amount, _Listing, Kind]]


def _in_brackets(text: str, there: tuple[Amount, ...]) -> Found:
    """`113条（网站44条，报纸69条）`"""
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
            yield outer[-1], listing, "some" if aside or len(listing.items) == 1 else "all"


def _behind_marks(flat: str, level: tuple[Amount, ...]) -> Found:
    """`152条，其中：甲100条、乙52条`, also where 其中 begins the next sentence, or the one after a
    short one without an amount."""
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
                yield total, listing, _known("some" if apart else kind, listing)


def _counting(flat: str, level: tuple[Amount, ...]) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """The sentences with an amount: start, end, and where the sentence before is, but for a short
    one without an amount."""
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


Mark = tuple[int, int, Kind]


def _marks(flat: str, start: int, end: int, level: tuple[Amount, ...]) -> list[Mark]:
    """The marks of a sentence behind which parts may stand; marks with no amount between are
    one."""
    marks: list[Mark] = []
    if head := _HEAD.match(flat, start, end):
        marks.append((*head.span(), "all" if head["all"] else "some"))
    for found in _MARK.finditer(flat, head.end() if head else start, end):
        kind = _kind(flat, found, level)
        if kind is None:
            continue
        if marks and not _between(level, marks[-1][1], found.start()):
            weaker: Kind = "some" if "some" in {kind, marks[-1][2]} else kind
            marks[-1] = (marks[-1][0], found.end(), weaker)
        else:
            marks.append((found.start(), found.end(), kind))
    return marks if len(marks) <= MOST_MARKS else []


def _kind(flat: str, found: re.Match[str], level: tuple[Amount, ...]) -> Kind | None:
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
    """The amount that the parts behind a mark belong to: the last one before it in its sentence,
    or else the only one of the sentence before."""
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
    """Where the parts behind a mark end: a mark within a listing speaks up to the next ；."""
    stop = flat.find("；", start, end) if nested or _inside_listing(flat, start, end) else -1
    return stop if stop >= 0 else end


def _inside_listing(flat: str, start: int, end: int) -> bool:
    """Whether a 其中 belongs to one of several things that are told with ； between them."""
    sentence = flat.rfind("。", 0, start) + 1
    return "；" in flat[sentence:start]


def _known(kind: Kind, listing: _Listing) -> Kind:
    """其中 names some parts, unless the last is 其他 or a part of nothing is told, too."""
    items = listing.items
    if not listing.whole:
        return "some"
    if kind == "some" and len(items) > 1:
        nothing = len(items) > 2 and any(not one.amount.value for one in items)  # noqa: PLR2004
        if nothing or _REST.search(items[-1].name):
            return "all"
    return kind


def _listing(
    text: str,
    start: int,
    end: int,
    inner: Sequence[Amount],
    further: Sequence[Mark] = (),
) -> _Listing:
    """The parts between two places of a text. What stands behind a further mark, up to the next
    ；, are parts of a part."""
    unit, items, names, whole, parted = inner[0].unit, list[_Item](), list[str](), True, 0
    for piece in _PIECE.finditer(text, start, end):
        if not piece[0]:
            continue
        begin, close = piece.span(1)
        own = [one for one in inner if begin <= one.start < close]
        if further and _skipped(text, begin, further):
            whole = whole and not (own and "；" not in text[begin:end])
        elif not own:
            names = [*names, piece[1]] if piece[2] == "、" else []
        elif len(own) > 1 or own[0].unit != unit or not own[0].exact or _COMPARED.search(piece[1]):
            return _Listing(tuple(items), False)
        else:
            name = text[begin : own[0].start]
            items.append(_Item(own[0], _times(text, own[0], name, names), name.strip(), parted))
            whole = whole and not text[own[0].end : own[0].end + 2].strip().startswith("等")
            names, parted = [], 0
        parted = max(parted, _STRENGTH[piece[2]])
    return _Listing(tuple(items), whole)


def _skipped(text: str, index: int, marks: Sequence[Mark]) -> bool:
    return any(start - 1 <= index and "；" not in text[start:index] for start, _, _ in marks)


def _each(text: str, amount: Amount) -> bool:
    return bool(_EACH.search(text, max(0, amount.start - 6), amount.start))


def _times(text: str, amount: Amount, name: str, names: list[str]) -> tuple[int, ...]:
    """How many names `各` speaks of: the likely count first."""
    if not _each(text, amount):
        return (1,)
    own = len(_JOINED.split(name))
    every = sum(len(_JOINED.split(one)) for one in names) + own
    plain = len(names) + own
    if every == 1:
        return (2, 3)
    return tuple(dict.fromkeys((plain, every, own) if own > 1 else (plain, every)))


def _summed_up(flat: str, level: tuple[Amount, ...]) -> Found:
    """`甲3条、乙4条，合计7条`"""
    for total in level:
        mark = _SUM_UP.search(flat, max(0, total.start - 4), total.start)
        if not mark or flat[total.end : total.end + 1] not in {"。", "；", "，", ""}:
            continue
        start = max(flat.rfind(sign, 0, mark.start()) for sign in "。；：") + 1
        inner = _between(level, start, mark.start())
        clause = flat[start : mark.start()]
        if len(inner) > 1 and not re.search(r"其中|包括|分别|共|计\d", clause):
            listing = _listing(flat, start, mark.start(), inner)
            behind = flat[listing.items[-1].amount.end : mark.start()] if listing.items else ""
            if listing.whole and len(listing.items) == len(inner) and len(behind) < FEW:
                tails = [_sums(listing.items[at:]) for at in range(len(inner) - 1)]
                if not any(total.value in tail for tail in tails):
                    yield total, listing, "split"


def _sums(items: tuple[_Item, ...]) -> set[Number]:
    """What the parts may add up to."""
    ways = [[one.amount.value * count for count in one.times] for one in items]
    if sum(len(way) > 1 for way in ways) > FEW:
        ways = [way[:1] for way in ways]
    return {sum(way) for way in product(*ways)}


def _mistaken(total: Number, listing: _Listing, kind: Kind) -> bool:
    """Whether the parts cannot be the parts of the total, however they are read."""
    items = listing.items
    if not 0 < len(items) <= MOST_PARTS:
        return False
    if any(one.amount.value > total for one in items[:1]):
        return True
    return not any(_likely(total, reading, kind) for reading in _readings(total, items))


def _readings(total: Number, items: tuple[_Item, ...]) -> Iterator[tuple[_Item, ...]]:
    """All items; and the first few, where a stronger sign parts them from the others or they are
    the whole already, and what follows begins to tell of something else."""
    yield items
    for count in range(1, len(items)):
        within = max((one.parted for one in items[1:count]), default=1)
        behind = items[count].parted
        whole = count > 1 and behind > 1 and total in _sums(items[:count])
        deed = _DEED.match(items[count].name)
        if (behind > within and (count <= FEW or deed)) or (whole and deed):
            yield items[:count]


def _likely(total: Number, items: tuple[_Item, ...], kind: Kind) -> bool:
    sums = _sums(items)
    if total in sums:
        return True
    _, gap = min((abs(one - total), one - total) for one in sums)
    near = max(gap, -gap) * NEAR_SHARE <= total or (gap in {1, -1} and total >= SMALL)
    if gap < 0:
        slip = len(items) >= FEW or (len(items) > 1 and gap == -1 and total >= NEAR_SHARE)
        return kind == "some" and not (near and slip)
    return _overlapping(items, kind, near)


def _overlapping(items: tuple[_Item, ...], kind: Kind, near: bool) -> bool:
    """Whether parts may have something in common: one thing is told on several channels, and goes
    through several stages."""
    if kind == "split":
        return False
    if kind == "some" and any(_STAGE.search(one.name) for one in items):
        return True
    return sum(bool(CHANNEL.search(one.name)) for one in items) > 1 and not near


PARTS_RULES = (parts_and_total_disagree,)
