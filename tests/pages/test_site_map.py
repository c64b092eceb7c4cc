"""The site map for readers."""

from __future__ import annotations

from conftest import Scenario, data_of
from texts import bureau

from site_builder.model.site import Region, Settings
from site_builder.pages.portal import PortalAgency
from site_builder.pages.site_map import view
from site_builder.pages.view_models import NavLink

SETTINGS = Settings("门户", regions=(Region("640100", "银川市"), Region("640521", "中宁县")))


def agency(name: str, region: str) -> PortalAgency:
    return PortalAgency(NavLink(name, f"agencies/{name}/index.html"), region)


def test_agencies_stand_by_prefecture_in_their_order() -> None:
    agencies = tuple(
        agency(name, region)
        for name, region in (("a", "640100"), ("b", "640121"), ("c", "640521"), ("d", "640521"))
    )

    shown = view(0, data_of((), SETTINGS, agencies=agencies))

    groups = [(group.title, [one.text for one in group.agencies]) for group in shown.groups]
    assert groups == [("银川市（2个机关）", ["a", "b"]), ("中宁县（2个机关）", ["c", "d"])]


def test_it_leads_to_every_column_year_and_agency(site: Scenario) -> None:
    built = site.build(
        bureau("jyj", "中卫市教育局") + "-- content/pages/about.md --\n---\ntitle: 关于\n---\n文\n"
    )

    assert not built.stopped
    links = {str(link["href"]) for link in site.main("map/index.html").select("a")}
    assert {
        "../index.html",
        "../pages/about/index.html",
        "../years/2023/index.html",
        "../agencies/jyj/index.html",
        "../agencies/zhongwei-kjj/index.html",
    } <= links


def test_a_new_agency_makes_it_again_and_a_word_of_a_report_does_not(site: Scenario) -> None:
    site.build()
    report = site.root / "content/agencies/zhongwei-kjj/reports/2023.md"
    report.write_text(report.read_text("utf-8").replace("还不够丰富", "还比较单一"), "utf-8")
    assert "map/index.html" not in dict(site.build().reasons)

    assert "map/index.html" in dict(site.build(bureau("jyj", "中卫市教育局")).reasons)
