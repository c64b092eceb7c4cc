"""Amounts in running text: what counts something is found with its value, place and unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.numerals import amount_at, amounts, chinese, percentages

pytestmark = pytest.mark.interpreter

FOUND = (
    ("公开信息152条", 152, "条"),
    ("公开信息 152 条", 152, "条"),
    ("公开信息１５２条", 152, "条"),
    ("公开信息1,234条", 1234, "条"),
    ("公开信息１，２３４条", 1234, "条"),
    ("参训2.5万人次", 25000, "人次"),
    ("点击三十万次", 300000, "次"),
    ("印发一百二十份", 120, "份"),
    ("两件政协提案均已答复", 2, "件"),
    ("处理十二起", 12, "起"),
    ("编发一百零五期", 105, "期"),
    ("走访企业240家次", 240, "家次"),
    ("收费2.5万元", 25000, "元"),
    ("人均2.5件", Decimal("2.5"), "件"),
    ("2023年收到申请5件", 5, "件"),
    ("6月12日召开发布会1次", 1, "次"),
    ("其余5条在网上发布", 5, "条"),
    ("第58号提案1件", 1, "件"),
    ("第三季度公开8条", 8, "条"),
    ("申请数3件", 3, "件"),
    ("收到零件", 0, "件"),
)
NOTHING = (
    "2023年1月1日至12月31日",
    "二〇二三年度",
    "国办公开办函〔2021〕30号",
    "《条例》第二十条、二十一条",
    "第三十六、三十七条",
    "第1、2、3项",
    "第5期",
    "联系电话0955-7063893",
    "按期答复率100%",
    "20个工作日内",
    "12个月",
    "3—5条",
    "3至5条",
    "国务院令第711号条例",
    "一次性告知",
    "每一件申请",
    "同一项内容",
    "公共服务一条龙",
    "“一带一路”",
    "三公经费",
    "5部门联合",
    "12项目",
    "共3，5条",
    "1.2.3条",
    "一百二条",
)
INEXACT = (
    "约30件",
    "近100条",
    "20余条",
    "100条以上",
    "数十条",
    "上百条",
    "3万余条",
    "不少于5次",
    "三十多件",
)


@pytest.mark.parametrize(("text", "value", "unit"), FOUND)
def test_an_amount_is_found_with_value_unit_and_place(
    text: str, value: int | Decimal, unit: str
) -> None:
    found = [*amounts(text)]

    assert [(one.value, one.unit, one.exact) for one in found][-1:] == [(value, unit, True)]
    assert len(found) == 1
    assert text[found[0].start : found[0].end].endswith(unit)
    assert text[found[0].start] in "0123456789１一二两三十百零"


@pytest.mark.parametrize("text", NOTHING)
def test_a_number_that_counts_nothing_is_no_amount(text: str) -> None:
    assert [*amounts(text)] == []


@pytest.mark.parametrize("text", INEXACT)
def test_an_amount_that_is_not_exact_says_so(text: str) -> None:
    assert [one.exact for one in amounts(text)] == [False]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("满意率100%", ["100"]),
        ("答复率98.50％", ["98.50"]),
        ("占百分之九十八", ["98"]),
        ("由９０％提高到９５％", ["90", "95"]),
        ("百分点", []),
    ],
)
def test_a_percentage_keeps_its_places(text: str, values: list[str]) -> None:
    assert [str(one.value) for one in percentages(text)] == values


@given(st.integers(0, 10**12 - 1))
def test_a_numeral_in_characters_has_the_value_it_was_written_from(value: int) -> None:
    assert chinese(written(value)) == value


@given(st.text("〇零一二两三四五六七八九十百千万亿", max_size=8))
def test_any_row_of_characters_is_a_number_or_none(word: str) -> None:
    value = chinese(word)
    assert value is None or value >= 0


@given(st.integers(0, 10**9), st.sampled_from("条件次份"), st.text("，共有信息a第", max_size=5))
def test_places_are_those_of_the_text(value: int, unit: str, before: str) -> None:
    text = f"{before}{value}{unit}"
    for one in amounts(text):
        assert text[one.start : one.end] == f"{value}{unit}"
        assert one.value == value


@given(st.text("，,.2３三百万 余约第共个月件条", max_size=12))
def test_an_amount_is_found_at_its_place_and_nowhere_else(text: str) -> None:
    there = {one.start: one for one in amounts(text)}

    assert [amount_at(text, n) for n in range(len(text))] == [
        there.get(n) for n in range(len(text))
    ]


def written(value: int) -> str:
    """A number in Chinese characters, in the standard form."""
    if not value:
        return "零"
    groups, result, gap = [], "", False
    while value:
        value, group = divmod(value, 10**4)
        groups.append(group)
    for place in reversed(range(len(groups))):
        group = groups[place]
        if not group:
            gap = bool(result)
            continue
        if result and (gap or group < 1000):
            result += "零"
        result, gap = result + _thousands(group) + ("", "万", "亿")[place], False
    return result


def _thousands(group: int) -> str:
    text, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = group // unit % 10
        if digit:
            text += ("零" if gap and text else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    return text
