"""The self-assessment of a site."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Scenario, silent
from texts import bureau, document, page

from site_builder.build import check
from site_builder.model.inspection import Sheet, SheetItem
from site_builder.rules.publishing.inspection import inspect_site

A = "agencies/zhongwei-kjj"
DAY = date(2026, 11, 21)
GOVERNMENT = """\
-- content/site.yaml --
title: 中卫市政府信息公开
base_url: https://www.example.gov.cn/gk/
organizer: 中卫市人民政府办公室
contact: 0955-1234567
site_id: 6405000001
icp: 宁ICP备00000000号-1
police: 宁公网安备64050000000001号
mark_url: https://bszs.conac.cn/sitename
mistakes_url: https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=6405000001
coverage: selected
regions:
  640500: 中卫市
"""


def sheet(site: Scenario, text: str, today: date = DAY) -> Sheet:
    site.lay(text)
    checked = check(site.root, today, silent)
    assert checked.portal
    assert checked.settings
    return inspect_site(checked.portal, checked.settings, checked.findings)


def items(site: Scenario, text: str, today: date = DAY) -> dict[str, SheetItem]:
    found = sheet(site, text, today)
    every = (*found.vetoes, *found.scored)
    assert len({item.name for item in every}) == len(every)
    return {item.name: item for item in every}


def notice(day: str, header: str = "") -> str:
    return document(f"{A}/documents/a.md", f"title: 通知\npublished: {day}\n{header}")


@pytest.mark.parametrize(
    ("day", "home", "policies"),
    [
        ("2026-11-21", "合格", "合格"),
        ("2026-11-07", "合格", "合格"),
        ("2026-11-06", "不合格", "合格"),
        ("2026-05-22", "不合格", "合格"),
        ("2026-05-21", "不合格", "扣分"),
    ],
)
def test_the_newest_entry_decides_whether_a_site_is_kept_up(
    site: Scenario, day: str, home: str, policies: str
) -> None:
    found = items(site, notice(day))

    assert (found["首页不更新"].verdict, found["政策文件"].verdict) == (home, policies)
    assert day in found["首页不更新"].found
    assert found["政策文件"].lost == (5 if policies == "扣分" else 0)


def test_an_entry_that_does_not_say_when_it_was_published_is_no_update(site: Scenario) -> None:
    signed = document(f"{A}/documents/a.md", "title: 通知\nsigned: 2026-11-20\n")

    found = items(site, signed)

    assert found["首页不更新"].verdict == "不合格"
    assert found["内容页标签"].found.startswith("2篇")  # with the report
    assert found["内容页标签"].lost == 0.4


@pytest.mark.parametrize(("count", "verdict"), [(9, "合格"), (10, "不合格")])
def test_ten_columns_that_are_not_kept_up_fail_a_site(
    site: Scenario, count: int, verdict: str
) -> None:
    names = [f"b{number}" for number in range(count)]
    text = "".join(
        bureau(name, f"第{number}局")
        + document(f"agencies/{name}/documents/a.md", f"title: 通知\npublished: 2024-01-0{n}\n")
        for number, name in enumerate(names)
        for n in [1]
    )

    assert items(site, text)["栏目不更新（二）"].verdict == verdict


@pytest.mark.parametrize(("count", "verdict"), [(4, "合格"), (5, "不合格")])
def test_five_empty_columns_fail_a_site(site: Scenario, count: int, verdict: str) -> None:
    text = "".join(bureau(f"b{number}", f"第{number}局") for number in range(count))

    found = items(site, text)["栏目不更新（三）"]

    assert (found.verdict, found.found) == (verdict, f"{count}个机关没有内容")


def test_faults_of_the_content_cost_points_each(site: Scenario) -> None:
    home = document("index.md", "title: 首页\n", "[甲](gone.md)[乙](gone2.md)\n")
    loose = document(f"{A}/documents/b.md", "title: 解读\npublished: 2026-11-20\ntype: 政策解读\n")
    found = items(site, home + loose + page("[丙](gone.md)\n"))

    assert (found["首页链接"].lost, found["其他页面链接"].lost) == (2, 0.1)
    assert (found["政策解读"].verdict, found["政策解读"].lost) == ("扣分", 1)


def test_an_interpretation_that_names_its_policy_costs_nothing(site: Scenario) -> None:
    loose = document(
        f"{A}/documents/b.md",
        "title: 解读\npublished: 2026-11-20\ntype: 政策解读\ninterprets: a.md\n",
    )

    assert items(site, notice("2026-11-19") + loose)["政策解读"].verdict == "合格"


def test_footer_and_tags_are_those_of_the_settings(site: Scenario) -> None:
    bare = items(site, "")
    assert (bare["网站标识"].lost, bare["网站标签"].lost) == (7, 2)
    assert "公安机关备案编号" in bare["网站标识"].found

    full = items(site, GOVERNMENT)
    assert (full["网站标识"].verdict, full["网站标签"].verdict) == ("合格", "合格")


def test_what_content_does_not_show_is_said_to_be_so(site: Scenario) -> None:
    found = items(site, GOVERNMENT + notice("2026-11-20"))

    by_hand = {name for name, item in found.items() if item.verdict == "不能自动检查"}
    assert {"站点无法访问", "互动回应差", "服务不实用", "外部链接"} <= by_hand
    assert all(found[name].lost is None for name in by_hand)


def test_personal_data_has_to_be_looked_at(site: Scenario) -> None:
    found = items(site, page("联系人手机13812345678。\n"))["安全、泄密事故等严重问题"]

    assert found.verdict == "需核实"
    assert "1处" in found.found


def test_what_is_waived_does_not_count(site: Scenario) -> None:
    (site.root / "content/pages").mkdir()
    (site.root / "content/pages/a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    text = "![](a.png)\n"
    assert items(site, page(text))["信息无障碍"].lost == 0.1

    waived = page(text, "title: 示例\nwaivers:\n  W101: 装饰图\n")

    assert items(site, waived)["信息无障碍"].lost == 0


def test_all_points_lost_are_added_up(site: Scenario) -> None:
    found = sheet(site, notice("2024-01-01"))

    assert found.lost == sum(item.lost or 0 for item in found.scored) > 5
