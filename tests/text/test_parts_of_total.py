"""Totals in running text and the parts that are named of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.parts_of_total import breakdowns

pytestmark = pytest.mark.interpreter

# A text, its totals, what their parts are (some of them, all, all with nothing in common), and the
# parts by name.
EXAMPLES = (
    ("公开信息30条，其中动态20条、公告5条。", [(30, "some", {"动态": 20, "公告": 5})]),
    ("公开信息30条，其中：动态20条；公告5条。", [(30, "some", {"动态": 20, "公告": 5})]),
    ("公开信息30条。其中，动态20条，公告5条。", [(30, "some", {"动态": 20, "公告": 5})]),
    ("公开信息30条。发布以前都经过审核。其中，动态20条。", [(30, "some", {"动态": 20})]),
    ("公开信息30条。公开的信息中，动态20条。", [(30, "some", {"动态": 20})]),
    ("共公开信息30条，包括动态20条、公告10条。", [(30, "all", {"动态": 20, "公告": 10})]),
    ("公开信息30条，分别为动态20条、公告10条。", [(30, "all", {"动态": 20, "公告": 10})]),
    ("共公开信息30条：动态20条，公告10条。", [(30, "all", {"动态": 20, "公告": 10})]),
    ("公开信息30条。具体为：动态20条、公告10条。", [(30, "all", {"动态": 20, "公告": 10})]),
    ("公开信息30条（网站20条，报纸10条）。", [(30, "all", {"网站": 20, "报纸": 10})]),
    ("公开信息30条（含网站20条）。", [(30, "some", {"含网站": 20})]),
    ("公开信息30条。按内容划分，动态20条，公告10条。", [(30, "split", {"动态": 20, "公告": 10})]),
    ("动态20条、公告10条，合计31条。", [(31, "split", {"动态": 20, "公告": 10})]),
    ("公开信息约30条，其中动态20条。", [(30, "some", {"动态": 20})]),
    # 其他 and a part of nothing close a list; 等 leaves it open.
    ("公开信息30条，其中动态20条、其他信息10条。", [(30, "all", {"动态": 20, "其他信息": 10})]),
    (
        "保留事项20项，其中许可0项，处罚12项，检查8项。",
        [(20, "all", {"许可": 0, "处罚": 12, "检查": 8})],
    ),
    ("共公开信息30条，包括动态20条、公告5条等。", [(30, "some", {"动态": 20, "公告": 5})]),
    # Parts of a part.
    (
        "公开信息30条，其中动态20条（网站15条、微信5条）、公告10条。",
        [(20, "all", {"网站": 15, "微信": 5}), (30, "some", {"动态": 20, "公告": 10})],
    ),
    (
        "公开信息30条，其中动态20条，其中网站发布15条；公告10条。",
        [(30, "some", {"动态": 20, "公告": 10}), (20, "some", {"网站发布": 15})],
    ),
)
NOTHING = (
    "公开信息30条。",
    "公开信息30条，公告10条。",
    "公开信息30条，其中培训20人次。",
    "公开信息30条，比上年增加10条，其中动态15条。",
    "信息30条（去年40条，增加10条）。",
    "公开信息30条（不含转载信息50条）。",
    "信息30条（详见附件1）。",
    "动态20条、公告10条，合计30条。",
    "共印发文件2件，分别为《管理办法》和《实施细则》。",
)


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_a_total_is_found_with_its_parts(
    text: str, expected: list[tuple[int, str, dict[str, int]]]
) -> None:
    found = [
        (one.total.value, one.kind, {part.name: part.amount.value for part in one.parts})
        for one in breakdowns(text)
    ]

    assert found == expected


@pytest.mark.parametrize("text", NOTHING)
def test_amounts_that_are_not_parts_of_each_other_are_left(text: str) -> None:
    assert not [*breakdowns(text)]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("公开信息30条，其中动态20条、公告5条。", [(1,), (1,)]),
        ("公开信息9条，包括权力清单、责任清单、服务清单各2条，其他3条。", [(3,), (1,)]),
        ("公开信息9条，包括预算和决算各2条，其他5条。", [(2,), (1,)]),
        ("公开信息9条，包括清单、预算和决算各2条，其他3条。", [(3, 2), (1,)]),
        ("公开信息9条，包括目录各2条，其他5条。", [(2, 3), (1,)]),
    ],
)
def test_an_amount_with_each_counts_for_each_thing_named_before_it(
    text: str, times: list[tuple[int, ...]]
) -> None:
    (one,) = breakdowns(text)

    assert [part.times for part in one.parts] == times


@given(st.text("共公开其中包括分别为按，。；：、（）()各和等动态条件0129约", max_size=60))
def test_any_text_is_read_and_parts_stand_in_it(text: str) -> None:
    for one in breakdowns(text):
        assert one.parts
        for amount in (one.total, *(part.amount for part in one.parts)):
            assert text[amount.start : amount.end].endswith(amount.unit)
            assert amount.unit == one.total.unit
