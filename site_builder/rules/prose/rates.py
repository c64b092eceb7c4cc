"""Rules that compare percentages in prose with the numbers that they are computed from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from site_builder.lint.rule import rule
from site_builder.model.finding import Violation
from site_builder.text.numerals import Amount, Percentage, amounts, percentages
from site_builder.text.patterns import regex
from site_builder.text.plain_text import ReportContext, TextBlock

HUNDRED = Decimal(100)

_SENTENCE = regex(r"[^。！？!?；]+")
_LONGEST_SENTENCE = 1_000  # characters; a longer one is no sentence
_RATE = regex(
    r"(?:(?:按[期时]|依法|限时)?(?:答复|办结|回复|办理)率|满意[率度]|公开率|办复率|按[期时]率|及时率|合格率|准确率"
    r"|见面率|采纳率|覆盖率|知晓率|占(?:比|总数|全部|总量)?)[^，。；、0-9０-９百]{0,6}$"
)
_HANDLED = regex(r"(?:按[期时]|依法|限时)?(?:答复|办结|回复|办复)率(?:为|是|达到?|均为)?\s*$")
_ALL = regex(r"(?:收到|受理|接到|接收|承办|办理|共有|新收)[^，。；、]{0,24}$")
_DONE = regex(r"(?:答复|办结|回复|办复)[^，。；、]{0,8}$")
_SHARE = regex(r"^[^，。；、0-9]{0,6}[，（(]?占(?:比|总数|总量|全部|总条数)?的?(?:为|约)?\s*$")
_COMPARED = regex(r"同比|增长|增加|减少|下降|去年|上年|提高|提升|其余|结转|约|近")


@rule("R106", "{part}占{whole}的{right}%，这里写的是{written}%；请核对这三个数。", "warning")
def percentage_is_wrong(context: ReportContext) -> Iterator[Violation]:
    """百分比与同一句里的分子、分母对不上。

    只核对一句话里写全了的：“收到A件，答复B件，答复率P%”，“共A条，其中……B条，占P%”。按所写的小数
    位数，四舍五入和截尾都算对。

    Bad:
        -- 2023年度报告 --
        全年收到群众来信12件，答复11件，答复率100%。

        （正文：六个部分）
    Good:
        -- 2023年度报告 --
        全年收到群众来信12件，答复11件，答复率91.7%。

        （正文：六个部分）
    """
    for block, start, text in _sentences(context):
        there = tuple(amounts(text))
        for rate in percentages(text):
            pair = _handled(text, there, rate) or _share(text, there, rate)
            if pair and not _is(rate.value, *pair):
                part, whole = pair
                line, column = block.place(start + rate.start)
                yield Violation(
                    context.words.document.path,
                    line,
                    column,
                    part=f"{part.value}{part.unit}",
                    whole=f"{whole.value}{whole.unit}",
                    right=_shown(part, whole, rate),
                    written=str(rate.value),
                )


def _sentences(context: ReportContext) -> Iterator[tuple[TextBlock, int, str]]:
    """Yield the sentences with a percentage: the block, the index in it, the text."""
    marks = tuple(filter(context.words.has, ("%", "％", "百分之")))
    for block in context.words.blocks if marks else ():
        if any(map(block.text.__contains__, marks)):
            for found in _SENTENCE.finditer(block.text):
                if len(found[0]) <= _LONGEST_SENTENCE:
                    yield block, found.start(), found[0]


def _handled(
    text: str, there: tuple[Amount, ...], rate: Percentage
) -> tuple[Amount, Amount] | None:
    """Return B and A of `收到A件，办结B件，办结率P%` if there is no other amount before."""
    before = [one for one in there if one.end <= rate.start]
    if not _HANDLED.search(text[: rate.start]) or len(before) != 2:  # noqa: PLR2004
        return None
    whole, part = before
    named = _ALL.search(text[: whole.start]) and _DONE.search(text[whole.end : part.start])
    return (part, whole) if named and _comparable(text[: rate.start], part, whole) else None


def _share(text: str, there: tuple[Amount, ...], rate: Percentage) -> tuple[Amount, Amount] | None:
    """Return B and A of `共A条，其中……B条，占P%`."""
    mark = text.find("其中")
    before = [one for one in there if one.end <= mark]
    behind = [one for one in there if mark < one.start and one.end <= rate.start]
    if mark < 0 or text.count("其中") > 1 or len(before) != 1 or not behind:
        return None
    part, whole = behind[-1], before[0]
    if not _SHARE.match(text[part.end : rate.start]):
        return None
    return (part, whole) if _comparable(text[: rate.start], part, whole) else None


def _comparable(text: str, part: Amount, whole: Amount) -> bool:
    return (
        part.unit == whole.unit
        and part.exact
        and whole.exact
        and 0 < part.value <= whole.value
        and not _COMPARED.search(text)
    )


def _is(percent: Decimal, part: Amount, whole: Amount) -> bool:
    """Return whether the percentage equals the share, to the decimal places that are written."""
    step = Decimal(1).scaleb(_exponent(percent))
    gap = abs(Decimal(part.value) * HUNDRED / Decimal(whole.value) - percent)
    return gap < step if percent < HUNDRED else part.value == whole.value


def _exponent(percent: Decimal) -> int:
    return int(percent.as_tuple().exponent)


def _shown(part: Amount, whole: Amount, rate: Percentage) -> str:
    share = Decimal(part.value) * HUNDRED / Decimal(whole.value)
    places = max(-_exponent(rate.value), 0 if share == share.to_integral_value() else 2)
    return f"{share:.{places}f}"


@rule("R109", "{rate}写成了{written}%，超过100%；请核对。", "warning")
def percentage_over_a_hundred(context: ReportContext) -> Iterator[Violation]:
    """答复率、满意率、占比一类的百分比超过100%。

    部分不会大于整体。增长率、完成率可以超过100%，不核对。

    Bad:
        -- 2023年度报告 --
        群众来信按期答复率达到1000%。

        （正文：六个部分）
    Good:
        -- 2023年度报告 --
        群众来信按期答复率达到100%，网站访问量同比增长120%。

        （正文：六个部分）
    """
    for block, start, text in _sentences(context):
        for rate in percentages(text):
            named = _RATE.search(text, max(0, rate.start - 20), rate.start)
            if rate.value > HUNDRED and named and not _COMPARED.search(named[0]):
                name = re.sub(r"(?:为|是|达到?|均为|均达到?|占)?\s*$", "", named[0]) or "占比"
                line, column = block.place(start + named.start())
                yield Violation(
                    context.words.document.path,
                    line,
                    column,
                    rate=f"“{name}”",
                    written=str(rate.value),
                )


RATE_RULES = (percentage_is_wrong, percentage_over_a_hundred)
