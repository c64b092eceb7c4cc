"""The catalogue of an agency: the standard form as a table, and a page for each item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bs4 import Tag
from conftest import Scenario, planned, views
from texts import CATALOGUE, catalogue, document

from site_builder.model.listing import CataloguePage
from site_builder.model.site import Site

A = "agencies/zhongwei-kjj"
TABLE = f"{A}/catalogue/index.html"
LABELS = ["序号", "一级事项", "二级事项", "公开内容（要素）", "公开依据", "公开时限", "公开主体"]
COLUMNS = "columns:\n  公开层级: [市级, 村]\n  其他: [五公开]\n"
OLD = "items: [1]\ngenerated: 2023-01-01\npublish_until: 2024-01-01\n"
LOCAL = "公开层级: [市级]\n五公开: 服务公开\n"


def item(number: int, more: str = "") -> str:
    """An item like the one above it."""
    same = "".join(f"  {label}: 同上\n" for label in LABELS[1:] if label not in more)
    choices = ("公开渠道和载体", "公开对象", "公开方式", "公开层级")
    return f"- 序号: {number}\n{more}{same}" + "".join(f"  {label}: 同上\n" for label in choices)


def table(scenario: Scenario, url: str = TABLE) -> Tag:
    found = scenario.main(url).find("table")
    assert isinstance(found, Tag)
    return found


def texts(cells: list[Tag]) -> list[str]:
    return [cell.get_text() for cell in cells]


def test_the_header_has_the_two_levels_of_the_standard_form(site: Scenario) -> None:
    built = site.build(catalogue())

    assert not built.findings
    upper, lower = table(site).select("thead tr")
    assert [(one.get_text(), one.get("colspan", "")) for one in upper.select("th")] == [
        ("序号", ""),
        ("公开事项", "2"),
        *((label, "") for label in LABELS[3:]),
        ("公开渠道和载体", ""),
        ("公开对象", "2"),
        ("公开方式", "2"),
        ("公开层级", "2"),
    ]
    assert texts(lower.select("th")) == [
        *("一级事项", "二级事项", "全社会", "特定群众", "主动", "依申请公开", "县级", "乡级")
    ]


def test_a_row_has_ticks_and_boxes_and_a_link_with_the_number_of_documents(site: Scenario) -> None:
    notice = document(f"{A}/documents/a.md", "title: 通知\nitems: [1]\n")
    cells = "公开渠道和载体: [政府网站, 其他（宣传册）]\n公开对象: [特定群众（申请人）]\n"

    site.build(catalogue(cells) + notice)

    (row,) = table(site).select("tbody tr")
    ticks = texts(row.select(".sb-catalogue__tick"))
    assert ticks == ["", "√（申请人）", "√", "", "√", ""]
    boxes = texts(row.select("li"))
    assert (boxes[0], boxes[1], boxes[-1]) == ("■政府网站", "□政府公报", "■其他（宣传册）")
    assert len(boxes) == 13
    link = row.select_one("th a")
    assert link
    assert (link.get_text(), link["href"]) == ("机构职能", f"../../../{A}/catalogue/1/index.html")
    assert texts(row.select("th")) == ["机构职能（2份）"]


def test_local_columns_stand_in_the_header_and_in_every_row(site: Scenario) -> None:
    text = catalogue(LOCAL).replace("\nitems:\n", f"\n{COLUMNS}items:\n")

    site.build(text)

    upper, lower = table(site).select("thead tr")
    assert texts(upper.select("th"))[-2:] == ["公开层级", "五公开"]
    assert texts(lower.select("th"))[-2:] == ["市级", "村"]
    (row,) = table(site).select("tbody tr")
    assert texts(row.select("td"))[-3:] == ["√", "", "服务公开"]


def test_a_form_without_secondary_items_has_one_column_for_the_names(site: Scenario) -> None:
    columns = "columns:\n  二级事项: false\n  公开层级: []\n"
    text = catalogue("二级事项:\n公开层级:\n").replace("\nitems:\n", f"\n{columns}items:\n")

    built = site.build(text)

    assert not built.findings
    upper, lower = table(site).select("thead tr")
    assert "公开层级" not in texts(upper.select("th"))
    assert texts(lower.select("th"))[0] == "一级事项"
    assert texts(table(site).select("tbody th")) == ["机构信息（1份）"]


def test_the_page_of_an_item_lists_what_fulfils_it_newest_first(site: Scenario) -> None:
    text = (
        catalogue("公开内容（要素）: |-\n  职能\n  地址\n")
        + document(f"{A}/documents/old.md", "title: 旧\n" + OLD)
        + document(f"{A}/documents/a.md", "title: 甲\nitems: [1]\ngenerated: 2024-03-01\n")
        + document(f"{A}/documents/b.md", "title: 乙\nitems: [1]\ngenerated: 2024-04-01\n")
        + document(f"{A}/documents/c.md", "title: 丙\nitems: [1]\ndraft: true\n")
    )

    built = site.build(text)

    assert not built.findings
    main = site.main(f"{A}/catalogue/1/index.html")
    assert texts(main.select("tbody a")) == ["中卫市科学技术局", "乙", "甲"]
    values = {
        dt.get_text(): dd.get_text()
        for dt, dd in zip(main.select("dt"), main.select("dd"), strict=True)
    }
    assert [*values][:7] == LABELS
    assert values["公开内容（要素）"] == "职能\n地址"
    assert values["公开渠道和载体"] == "政府网站"


def test_documents_and_reports_link_to_their_items(site: Scenario) -> None:
    report = "-- 2023年度报告 --\n---\nitems: [2]\n---\n（正文：六个部分）\n"
    text = catalogue("", item(2, "  二级事项: 年报\n")).replace("items: [1, 2]", "items: [1]")

    built = site.build(text + report + document(f"{A}/guide.md", "title: 指南\nitems: [2, 1]\n"))

    assert not built.findings
    names = {"2023": "年报", "guide": "年报、机构职能"}
    for part, links in names.items():
        values = {
            one.get_text() for one in site.main(f"{A}/{part}/index.html").select(".sb-metadata div")
        }
        assert f"目录事项{links}" in values


def test_the_agency_and_the_index_of_all_agencies_lead_to_the_catalogue(site: Scenario) -> None:
    site.build(catalogue("", item(2)))

    own = site.main(f"{A}/index.html").select_one(f'a[href="../../{TABLE}"]')
    assert own
    assert "2项" in (own.parent or own).get_text()
    found = site.main("catalogue/index.html").select_one(f'a[href="../{TABLE}"]')
    assert found
    assert found.get_text() == "2"


def test_a_long_table_has_several_pages(site: Scenario) -> None:
    site.build(catalogue("", "".join(map(item, range(2, 121)))))

    assert len(table(site).select("tbody tr")) == 50
    last = f"{A}/catalogue/page/3/index.html"
    assert len(table(site, last).select("tbody tr")) == 20
    assert "共120项，第3页，共3页" in site.main(last).get_text()


def test_an_edit_of_an_item_makes_its_pages_and_those_beside_it_again(site: Scenario) -> None:
    site.build(catalogue("", "".join(map(item, range(2, 121)))))
    path = site.root / CATALOGUE
    text = path.read_text("utf-8")

    same = "    一级事项: 同上\n    二级事项: 同上\n"
    for number, name in ((60, "新名"), (61, "机构职能")):
        old, head = f"序号: {number}\n{same}", f"序号: {number}\n    一级事项: 同上\n"
        assert old in text
        text = text.replace(old, f"{head}    二级事项: {name}\n")
    first = site.build(f"-- {CATALOGUE} --\n{text}")
    again = site.build(f"-- {CATALOGUE} --\n# 说明\n{text}")

    folder = f"{A}/catalogue"
    beside = {f"{folder}/{number}/index.html" for number in (59, 60, 61)}
    assert set(dict(first.reasons)) == {*beside, f"{folder}/page/2/index.html"}
    assert dict(again.reasons) == {}


def test_three_hundred_items_and_a_thousand_documents_are_planned_in_one_pass(
    site: Scenario,
) -> None:
    """A page names only what stands on it: the sizes of all plans together grow as the content."""
    sizes = [_planned_size(_large(site, documents, items)) for documents, items in SIZES]

    small, large = sizes
    assert large < 5 * small


SIZES = ((250, 75), (1000, 300))


def _large(scenario: Scenario, documents: int, items: int) -> Site:
    """A site with so many documents under so many items."""
    text = catalogue("", "".join(map(item, range(2, items + 1))))
    for number in range(documents):
        text += document(
            f"{A}/documents/d{number}.md", f"title: 通知{number}\nitems: [{number % items + 1}]\n"
        )
    return scenario.site(text)


def _planned_size(site: Site) -> int:
    pages = [one for one in planned(site) if "/catalogue/" in one.url]
    assert any(isinstance(one.subject, CataloguePage) for one in pages)
    return sum(len(repr(one.subject)) + len(one.inputs) * 100 for one in pages)


def test_every_page_of_a_catalogue_names_what_it_shows(site: Scenario) -> None:
    shown: Mapping[str, Any] = views(site, catalogue("", item(2)))

    own = sorted(url for url in shown if re.search("/catalogue/", url))
    assert own == [f"{A}/catalogue/1/index.html", f"{A}/catalogue/2/index.html", TABLE]
    assert shown[own[0]].later.url == own[1]
    assert shown[own[1]].earlier.url == own[0]
