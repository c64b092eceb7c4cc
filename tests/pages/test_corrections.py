"""Corrections: on the page of their document, in its statutory table, on a page of the agency."""

from __future__ import annotations

from conftest import Scenario, codes
from texts import document, page

A = "agencies/zhongwei-kjj"
ALL = f"{A}/corrections/index.html"
REPORT = f"{A}/2023/index.html"
NOTICE = f"{A}/documents/a/index.html"
TABLE = "主动公开政府信息情况"
CELL = f"{TABLE}，行政许可，本年处理决定数量"
CORRECTED = f"""\
-- 2023年度报告 --
---
published: 2024-01-20
corrections:
  - date: 2024-05-06
    what: 行政许可的数改正
    why: 统计口径有误
    cell: {{table: {TABLE}, row: 行政许可}}
    old: 7
    new: 0
  - {{date: 2024-03-01, what: 第一段改正, why: 笔误}}
---
（正文：六个部分）
"""


def notice(*days: str) -> str:
    items = "".join(f"  - {{date: {day}, what: 第{day}次, why: 笔误}}\n" for day in days)
    header = "title: 通知\npublished: 2024-01-10\n" + (f"corrections:\n{items}" if days else "")
    return document(f"{A}/documents/a.md", header)


def rows(scenario: Scenario, url: str, table: str) -> list[list[str]]:
    found = scenario.main(url).select(f"{table} tbody tr")
    return [[cell.get_text() for cell in row.select("th, td")] for row in found]


def test_a_page_lists_its_corrections_at_its_end_in_the_order_of_days(site: Scenario) -> None:
    built = site.build(CORRECTED)

    assert not built.findings
    assert rows(site, REPORT, ".sb-history") == [
        ["更正1", "2024-03-01", "第一段改正", "笔误", ""],
        ["更正2", "2024-05-06", f"行政许可的数改正（{CELL}）", "统计口径有误", "7 → 0"],
    ]
    text = site.main(REPORT).get_text()
    assert "首次发布：2024-01-20；最近更新：2024-05-06。" in text
    items = [item.get_text() for item in site.main(REPORT).select(".sb-metadata div")]
    assert {"发布日期2024-01-20", "最近更新2024-05-06"} <= {*items}


def test_a_corrected_cell_is_marked_with_words_that_link_to_the_correction(
    site: Scenario,
) -> None:
    site.build(CORRECTED)

    (mark,) = site.main(REPORT).select(".sb-statutory__corrected a")
    cell = mark.find_parent("td")
    assert cell
    assert (cell.get_text(), mark["href"]) == ("0更正2", "#correction-2")
    assert site.main(REPORT).select_one("#correction-2")
    assert "标“更正”的数发布后改正过" in site.main(REPORT).get_text()
    assert "更正" not in site.main("years/2023/index.html").get_text()


def test_without_corrections_a_page_says_nothing_of_its_history(site: Scenario) -> None:
    site.build(notice())

    text = site.main(NOTICE).get_text()
    assert not {word for word in ("首次发布", "最近更新", "更正") if word in text}
    assert not (site.root / "public" / ALL).exists()
    assert "更正" not in site.main(f"{A}/index.html").get_text()


def test_a_free_page_lists_its_corrections_too(site: Scenario) -> None:
    one = "{date: 2024-03-01, what: 电话改正, why: 笔误, old: 一, new: 二}"

    built = site.build(page("正文。\n", f"title: 示例\ncorrections: [{one}]\n"))

    assert not built.findings
    assert rows(site, "pages/example/index.html", ".sb-history") == [
        ["更正1", "2024-03-01", "电话改正", "笔误", "一 → 二"]
    ]
    assert "最近更新：2024-03-01。" in site.main().get_text()


def test_all_corrections_of_an_agency_are_on_one_page_the_newest_first(site: Scenario) -> None:
    built = site.build(CORRECTED + notice("2024-04-01", "2024-06-01"))

    assert not built.findings
    assert [row[0] for row in rows(site, ALL, "table")] == [
        "2024-06-01",
        "2024-05-06",
        "2024-04-01",
        "2024-03-01",
    ]
    links = [str(a["href"]) for a in site.main(ALL).select("tbody a")]
    assert links[:2] == [
        "../../../agencies/zhongwei-kjj/documents/a/index.html#correction-2",
        "../../../agencies/zhongwei-kjj/2023/index.html#correction-2",
    ]
    assert site.main(f"{A}/index.html").find("a", string="更正说明")


def test_an_edit_of_a_correction_makes_again_the_pages_that_show_it(site: Scenario) -> None:
    site.build(CORRECTED + notice("2024-04-01"))

    built = site.build(notice("2024-06-01"))

    assert dict(built.reasons).keys() == {NOTICE, ALL}
    site.build(notice())
    assert len(rows(site, ALL, "table")) == 2


def test_personal_data_in_a_correction_are_found(site: Scenario) -> None:
    found = site.check(notice("2024-04-01").replace("笔误", "误写为13812345678"))

    assert codes(found) == {"X102"}
