"""The self-assessment as a table."""

from __future__ import annotations

from site_builder.model.inspection import Sheet, SheetItem
from site_builder.reporters.inspection import to_sheet
from site_builder.reporters.text import width

LONG = "很长的说明" * 20
SHEET = Sheet(
    (
        SheetItem("首页不更新", LONG, "最新一条：2019-03-11", "不合格"),
        SheetItem("互动回应差", "有渠道", "请人工检查", "不能自动检查"),
    ),
    (
        SheetItem("政策文件", "未更新的扣5分", "没有", "扣分", 5),
        SheetItem("网站标识", "列明各项", "缺主办单位", "扣分", 1.5, estimated=True),
        SheetItem("位置导航", "都有", "都有", "合格", 0),
    ),
)


def test_every_indicator_has_its_row_with_the_points_lost() -> None:
    rows = [line.split() for line in to_sheet(SHEET).splitlines()]

    assert ["政策文件", "未更新的扣5分", "没有", "扣分", "5"] in rows
    assert ["网站标识", "列明各项", "缺主办单位", "扣分", "约1.5"] in rows
    assert ["位置导航", "都有", "都有", "合格", "0"] in rows
    assert ["互动回应差", "有渠道", "请人工检查", "不能自动检查"] in rows


def test_it_ends_with_what_fails_the_site_and_what_the_total_is_out_of() -> None:
    text = to_sheet(SHEET)

    assert "单项否决：首页不更新。" in text
    assert "共扣6.5分，满分100分，得分不高于93.5分；另有1项不能自动检查" in text


def test_a_long_cell_is_broken_and_keeps_its_column() -> None:
    lines = to_sheet(SHEET).splitlines()

    assert max(map(width, lines[2:9])) <= 120
    text = "".join(line[4:].strip() for line in lines)
    assert "很长的说明很长的说明" in text
