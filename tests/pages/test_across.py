"""The sections and the facets across agencies."""

from __future__ import annotations

from conftest import Scenario, data_of, lists_of, portal_plan
from texts import bureau, document

from site_builder.model.site import Settings
from site_builder.pages.across import AcrossView, gather, pages, site_sections, view
from site_builder.pages.view_models import AgencyGroup, AgencyRow, NavLink

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"
HEADER = "signed: 2020-01-01\ntopic: 科技、教育\n"
MORE = (
    "-- content/site.yaml --\ntitle: 门户\nregions:\n  640500: 中卫市\n  640300: 吴忠市\n"
    + bureau("b", "乙局", "640300")
    + bureau("c", "丙局", "640300")
    + document(f"{A}/documents/a.md", f"title: 甲\n{HEADER}")
    + document(f"{A}/documents/b.md", f"title: 乙\n{HEADER}")
    + document("agencies/b/documents/a.md", f"title: 丙\n{HEADER}")
    + document("agencies/b/guide.md", "title: 指南\n")
)


def shown(scenario: Scenario, url: str, text: str = MORE) -> AcrossView:
    scenario.lay(text)
    plan = portal_plan(scenario.root)
    key = dict(pages(plan))[url]
    there = lists_of(scenario.root)
    gathered = [there[name] for name in gather(key, plan).partitions]
    return view(key, data_of(gathered, Settings("门户")))


def test_a_section_lists_the_agencies_with_an_entry_by_region(site: Scenario) -> None:
    found = shown(site, "documents/index.html")

    assert found.columns == ("机关", "件数")
    assert found.lead.endswith("2个机关共3件。")
    assert found.groups == (
        AgencyGroup(
            "吴忠市",
            (AgencyRow(NavLink("乙局", "agencies/b/documents/index.html"), (NavLink("1"),)),),
        ),
        AgencyGroup(
            "中卫市",
            (AgencyRow(NavLink("中卫市科学技术局", f"{A}/documents/index.html"), (NavLink("2"),)),),
        ),
    )


def test_a_section_with_one_page_an_agency_has_no_counts(site: Scenario) -> None:
    found = shown(site, "guide/index.html")

    assert found.columns == ("机关",)
    assert found.groups[0].rows == (AgencyRow(NavLink("乙局", "agencies/b/guide/index.html"), ()),)


def test_a_facet_leads_to_the_list_of_each_agency(site: Scenario) -> None:
    found = shown(site, "catalogue/topic/science-education/index.html")

    assert found.meta.title == "主题分类：科技、教育"
    assert found.lead.startswith("2个机关共公开3件。")
    links = [row.agency.url for group in found.groups for row in group.rows]
    assert links == [
        f"{owner}/documents/topic/science-education/index.html" for owner in ("agencies/b", A)
    ]


def test_sections_come_in_the_order_of_the_platform_if_they_have_an_entry(site: Scenario) -> None:
    before = site_sections(portal_plan(site.root))
    site.lay(MORE)

    assert [link.text for link in before] == ["政府信息公开年报", "依申请公开"]
    assert site_sections(portal_plan(site.root)) == (
        NavLink("政府信息公开指南", "guide/index.html"),
        NavLink("法定主动公开内容", "documents/index.html"),
        NavLink("政府信息公开年报", "reports/index.html"),
        NavLink("依申请公开", "apply/index.html"),
    )


def test_every_facet_that_an_agency_has_is_a_page_across_agencies(site: Scenario) -> None:
    site.lay(MORE)

    assert [url for url, _ in pages(portal_plan(site.root)) if url.startswith("catalogue/")] == [
        "catalogue/topic/science-education/index.html",
        "catalogue/year/2020/index.html",
    ]
