"""One cause, one finding: what follows from a label that was not understood is not reported."""

from __future__ import annotations

import pytest
from conftest import Scenario

NEW, REQUESTS = "本年新收政府信息公开申请数量", "收到和处理政府信息公开申请情况"
TWO = "{自然人: 2, 其余: 0, 总计: 2}"
SLIPS = {
    "a column misnamed": (f"{NEW}: {{企业: 2, 其余: 0, 总计: 2}}\n  予以公开: {TWO}", "F208"),
    "a row misnamed": (f"本年新收申请数量: {TWO}\n  予以公开: {TWO}", "F203"),
    "a row within a group misnamed": (
        f"{NEW}: {TWO}\n  不予公开:\n    国家机密: {TWO}\n    其余: 0",
        "F203",
    ),
    "a row written twice": (f"{NEW}: {TWO}\n  予以公开: {TWO}\n  （一）予以公开: 0", "F210"),
    "a column written twice": (
        f"{NEW}: {{自然人: 1, '1.自然人': 2, 其余: 0, 总计: 2}}\n  予以公开: {TWO}",
        "F210",
    ),
    "a row of one figure": (f"{NEW}: 2\n  予以公开: {TWO}", "F207"),
    "words for a row": (f"{NEW}: 两件\n  予以公开: {TWO}", "F207"),
    "a row as a list": (f"{NEW}: [2, 0]\n  予以公开: {TWO}", "F211"),
    "a cell of two figures": (
        f"{NEW}: {{自然人: {{男: 2}}, 其余: 0, 总计: 2}}\n  予以公开: {TWO}",
        "F212",
    ),
}


@pytest.mark.parametrize(("rows", "code"), SLIPS.values(), ids=SLIPS)
def test_only_the_label_is_reported_where_it_was_not_understood(
    rows: str, code: str, site: Scenario
) -> None:
    findings = site.check(f"{REQUESTS}:\n  {rows}\n  其余: 0\n")

    assert [one.code for one in findings] == [code]


def test_a_misnamed_row_is_not_missed_besides(site: Scenario) -> None:
    (found,) = site.check(
        "主动公开政府信息情况:\n  规章: 0\n  行政规范性文件: 0\n  行政许可: 0\n"
        "  行政处分: 0\n  行政强制: 0\n  行政事业性收费: 0\n"
    )

    assert (found.code, found.line) == ("F203", 8)


def test_an_incomplete_row_is_reported_at_its_label(site: Scenario) -> None:
    found = site.check(
        "主动公开政府信息情况:\n  规章: 0\n  行政规范性文件:\n    本年制发件数: 0\n"
        "    现行有效件数: 0\n  行政许可: 0\n  行政处罚: 0\n"
    )

    assert [(one.code, one.line, one.column) for one in found] == [("F205", 4, 3), ("F205", 6, 5)]
    assert "有2行没有填全：“行政强制”、“行政事业性收费”" in found[0].message
    assert "有1行没有填全：“行政规范性文件”的“本年废止件数”" in found[1].message


OLD = """\
-- 2023年度报告 --
---
{}statistics:
  主动公开政府信息情况:
    规范性文件:
      本年新制作数量: 1
      本年新公开数量: 1
      对外公开总数量: 2
    行政许可:
      上一年项目数量: 1
      本年增/减: 0
      处理决定数量: 7
    其他对外管理服务事项: 0
    政府集中采购:
      采购项目数量: 1
      采购总金额: 2万元
    其余: 0
---
（正文：六个部分）
"""


def test_a_report_on_the_form_of_another_year_is_one_finding(site: Scenario) -> None:
    (found,) = site.check(OLD.format(""))

    assert (found.code, found.line) == ("F215", 4)
    assert "照的是2019至2020年的格式，不是2023年的" in found.message


def test_a_report_filed_on_another_form_is_published_with_the_reason_on_its_page(
    site: Scenario,
) -> None:
    built = site.build(OLD.format("waivers:\n  F215: 报送时用的是旧格式\n"))

    assert not built.stopped
    page = site.main("agencies/zhongwei-kjj/2023/index.html").get_text()
    assert "这张表用的不是报告年度的格式，而是2019年起的格式，照录原表。" in page
    assert "说明：报送时用的是旧格式。" in page
    year = site.main("years/2023/index.html").get_text()
    assert "规范性文件：对外公开总数量" in year


def test_tables_of_another_time_are_one_finding_too(site: Scenario) -> None:
    found = site.check(
        "-- 2018年度报告 --\n---\nstatistics:\n  主动公开政府信息情况: 0\n"
        "  收到和处理政府信息公开申请情况: 0\n---\n## 一、概述\n正文。\n"
    )

    assert [one.code for one in found] == ["F215"]
