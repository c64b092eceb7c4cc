"""Rules about wording: 截止 for 截至, series that skip a number, doubled words (G1xx)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.rules.language.document_numbers import NUMBER_RULES
from site_builder.rules.language.names import NAME_RULES
from site_builder.rules.language.punctuation import PUNCTUATION_RULES
from site_builder.rules.language.running_text import any_of, certain, found, violation
from site_builder.rules.language.sentences import SENTENCE_RULES
from site_builder.rules.language.typos import frequent_slip
from site_builder.text.patterns import regex
from site_builder.text.plain_text import PlainText

_START = r"(?<![^，。；：、（“\s])"
# A point in time, then a statement about it; not a deadline: 逾期不予受理, 前提交.
_AS_OF = regex(
    _START + r"截止(?:到)?(?:目前|(?:\d{4}|今|本|去|上)年(?:\d{1,2}月)?(?:\d{1,2}日)?年?[底末初]?)"
    r"[，,]?(?=[一-龥“《])(?!逾期|过期|超期|未(?:提交|报)|前|止|为止|结束|以前|之前|[上下]午|\d)"
)
_DEADLINE = regex(r"报名|申报|投标|受理|征集|征求|招聘|应聘|缴费|报送时间|期限")
_DEEPEST = 8  # series within series
_NUMBERS = "一二三四五六七八九十"
_STEPS = {"首先": 1, "其次": 2, "再次，": 3}
_DOUBLED = regex(
    r"其中[：:，,]其中"
    r"|(?<![目标有是无真怎端之小大])的的(?!确|士|里|哥)"
    r"|(?<![为不终未罢除直到])了了(?!解|然|却|结|断|如|事|无|望|债|愿)"
    r"|(?<![存现所实潜内外正旨意何自])在在(?!校|建|职|编|线|读|岗|押|场|位|册|籍|途|任|逃|即|乎|意|谈|于)"
    r"|(?<![共中温饱谦缓祥平柔亲附调讲议总])和和(?!谐|睦|平|解|美|气|善|缓|约|蔼|声|田|顺|硕|布|林|县)"
    r"|(?<=[，。；：、])是是(?!非|否)"
    r"|进行进行|开展开展|通过通过|根据根据|按照按照|以及以及|并且并且|进一步进一步"
    r"|(?:我局|本局|我单位|本单位|我委|我办)(?=(?:我局|本局|我单位|本单位|我委|我办))"
    r"|(?:信息信息|情况情况)(?!化|员|中心|技术|系统|平台|产业|网|科|处|室|表|说明)"
    r"|([，、；：])\1|(?<!。)。。(?!。)"
)
_LIKELY_DOUBLED = any_of(
    (
        *((once, once) for once in "的了在和是，、；：。"),
        *((once, once) for once in ("进行", "开展", "通过", "根据", "按照", "以及", "并且")),
        *((once, once) for once in ("进一步", "信息", "情况")),
        *(("局", "我局"), ("局", "本局"), ("单位", "我单位"), ("单位", "本单位")),
        *(("委", "我委"), ("办", "我办")),
        *((f"其中{mark}", "其中") for mark in "：:，,"),
    )
)
_STRAY = regex(
    rf"^(?:[（(][{_NUMBERS}]+[）)]|[{_NUMBERS}]+、|\d{{1,2}}[.．、])\s*(是)"
    r"(?=[一-龥])(?!否|非|指|不是|谁|什么|为|一|因|由|以|对|在|有|本|我|的|我们)"
)
_LIKELY_STRAY = regex(r"是(?<=[）).．、\s]是)")
_NORMAL = regex(r"公开(是|为)(?:常态|原则)[，、,；]?\s*不公开(是|为)例外")


class _Series(NamedTuple):
    """A way of numbering items in prose: the patterns of the first item and of any item. Each
    begins with a character, for a quick search; a lookbehind checks the text before it."""

    first: re.Pattern[str]
    item: re.Pattern[str]


_SERIES = {
    "item": _Series(regex("一[是要]"), regex(rf"([{_NUMBERS}])(?<![^，。；：、（“\s].)[是要]")),
    "rank": _Series(regex("第一"), regex(rf"第(?<![^，。；：、（“\s].)([{_NUMBERS}])[，,]")),
    "step": _Series(regex("首先"), regex(_START + "(首先|其次|再次，)")),
}


@rule("G103", "“截止”是到期停止；说到某时为止的情况，应写作“截至”。", "warning")
def deadline_for_as_of(text: PlainText) -> Iterator[Violation]:
    """把“截至”写成“截止”。

    “截至”是截止到某个时候，后面接时间，说的是到那时的情况；“截止”是到期停止，如“报名截止”。

    Bad:
        -- 专页 --
        截止2017年12月31日，主动公开政府信息共20条。
    Good:
        -- 专页 --
        截至2017年12月31日，主动公开政府信息共20条；申报截止2018年3月1日，截止日期不变。
    """
    if not text.has("截止"):
        return
    for block, match in found(text, _AS_OF):
        if not _DEADLINE.search(block.text, max(match.start() - 20, 0), match.start()):
            repair = certain(block, match.start(), "截止", "截至")
            yield violation(text, block, match.start(), repair=repair)


@rule("G104", "“{before}”后面就是“{here}”，中间缺“{missing}”；请补上，或者改正序号。", "warning")
def broken_series(text: PlainText) -> Iterator[Violation]:
    """“一是……三是……”缺“二是”。

    分述时序号断了，多半是删了一段，或者漏了一段。“第一，……第三，……”“首先……再次……”也一样。
    前后文另有“第二”“二则”一类的话，不算。

    Bad:
        -- 专页 --
        一是加强与媒体的沟通。三是完善公开平台。
    Bad:
        -- 专页 --
        **第一，**加强学习。

        **第三，**完善平台。
    Good:
        -- 专页 --
        一是加强沟通：一是主动，二是经常。二是完善平台。三是培训队伍。
    """
    for kind, series in _SERIES.items():
        if series.first.search(text.text):
            yield from _skipped(text, kind, series.item)


def _skipped(text: PlainText, kind: str, item: re.Pattern[str]) -> Iterator[Violation]:
    """Yield the places where a series of one kind skips a number."""
    for _, group in groupby(text.blocks, key=lambda block: block.heading):
        blocks = [*group]
        whole = "".join(block.text for block in blocks)
        open_series: list[_Item] = []
        at = 0  # where the block begins in the whole
        for block in blocks:
            for match in item.finditer(block.text):
                number = _STEPS.get(match[1]) or _NUMBERS.index(match[1]) + 1
                here = _Item(number, match[0], at + match.end())
                before = _advanced(open_series, here)
                if before and not _otherwise(
                    whole[before.end : at + match.start()], before.number + 1
                ):
                    yield violation(
                        text,
                        block,
                        match.start(),
                        before=before.text.rstrip("，,"),
                        here=match[0].rstrip("，,"),
                        missing=_missing(kind, number - 1, match[0]).rstrip("，,"),
                    )
            at += len(block.text)


class _Item(NamedTuple):
    """An item of a series, with the index behind it in the text below its heading."""

    number: int
    text: str
    end: int


def _advanced(open_series: list[_Item], here: _Item) -> _Item | None:
    """Add an item to the innermost series that it continues. If it skips a number, return the item
    before it, else None."""
    if here.number == 1:
        open_series.append(here)
        del open_series[:-_DEEPEST]
        return None
    for wanted in (here.number - 1, here.number - 2):
        for depth in range(len(open_series) - 1, -1, -1):
            before = open_series[depth]
            if before.number == wanted:
                open_series[depth:] = [here]
                return None if wanted == here.number - 1 else before
    return None


def _otherwise(between: str, number: int) -> bool:
    """Return whether the missing item is present in another form."""
    numeral = _NUMBERS[number - 1]
    return bool(
        re.search(rf"[，。；：、“\s第其]{numeral}(?!十)|其次|另外|[（(]{numeral}[）)]", between)
    )


def _missing(kind: str, number: int, here: str) -> str:
    numeral = _NUMBERS[number - 1]
    if kind == "step":
        return "其次"
    return f"第{numeral}" if kind == "rank" else numeral + here[-1]


@rule("G105", "“{written}”重复了；请删去一个。", "warning")
def doubled_word(text: PlainText) -> Iterator[Violation]:
    """字词或者标点重复。

    只查一份固定的清单，如“其中：其中”“的的”“在在”“进行进行”“。。”；
    “是是非非”“的的确确”“罢了”一类的话不在内。

    Bad:
        -- 专页 --
        保留行政职权21项，其中：其中行政许可8项。
    Bad:
        -- 专页 --
        全年公开的的信息都经过审核。。
    Good:
        -- 专页 --
        为了了解公开的目的的确切含义，分清是是非非，以及及时答复……谢谢。
    """
    if not _LIKELY_DOUBLED.search(text.text):
        return
    for block, match in found(text, _DOUBLED):
        written = match[0]
        if written[-1] in "局位委办" and written in {
            "我局",
            "本局",
            "我单位",
            "本单位",
            "我委",
            "我办",
        }:
            written = block.text[match.start() : match.end() + len(written)]
            if written != match[0] * 2:
                continue
        once = written[-((len(written) + 1) // 2) :] if written[0] != "其" else "其中"
        repair = certain(block, match.start(), written, once)
        yield violation(text, block, match.start(), repair=repair, written=written)


@rule("G106", "“{label}”已是序号，后面的“是”字多余；请删去。", "warning")
def stray_copula(text: PlainText) -> Iterator[Violation]:
    """序号后面多出一个“是”字。

    多半是从“二是……”改成“（二）……”时留下的。

    Bad:
        -- 专页 --
        （二）是深入推进财政资金信息公开。
    Good:
        -- 专页 --
        （二）深入推进财政资金信息公开。

        （三）是否收费。
    """
    if not _LIKELY_STRAY.search(text.text):
        return
    for block, match in found(text, _STRAY):
        label = match[0][:-1].strip()
        repair = certain(block, match.start(), match[0], match[0][:-1])
        yield violation(text, block, match.start(1), repair=repair, label=label)


@rule(
    "G112",
    "同一份文件里，“公开是常态”和“公开为常态”混用；请统一作“公开为常态、不公开为例外”。",
    "warning",
)
def mixed_maxim(text: PlainText) -> Iterator[Violation]:
    """“公开为常态、不公开为例外”前后引用不一。

    《政府信息公开条例》第五条：“行政机关公开政府信息，应当坚持以公开为常态、不公开为例外”。
    全文统一用“是”的，不算错。

    Bad:
        -- 专页 --
        坚持公开是常态、不公开是例外。

        遵循以公开为常态、不公开为例外的原则。
    Good:
        -- 专页 --
        坚持以公开为常态、不公开为例外。
    """
    if not text.has("例外"):
        return
    there = [*found(text, _NORMAL)]
    verbs = {verb for _, match in there for verb in match.groups()}
    if len(verbs) > 1:
        block, match = next((p, m) for p, m in there if "是" in m.groups())
        yield violation(text, block, match.start())


LANGUAGE_RULES = (
    *NUMBER_RULES,
    deadline_for_as_of,
    broken_series,
    doubled_word,
    stray_copula,
    *NAME_RULES,
    frequent_slip,
    mixed_maxim,
    *SENTENCE_RULES,
    *PUNCTUATION_RULES,
)
