"""The catalogue of one agency."""

from __future__ import annotations

from conftest import Scenario, views

from site_builder.pages.agency import AgencyView
from site_builder.pages.catalogue import CatalogueView
from site_builder.pages.view_models import NavLink

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def document(path: str, header: str, body: str = "正文\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def test_a_catalogue_lists_documents_by_part_and_reports_last(site: Scenario) -> None:
    text = document(f"{A}/guide.md", "title: 指南\n") + document(
        f"{A}/documents/a.md", "title: 文件\nsigned: 2018-03-02\n"
    )
    found = views(site, text)
    catalogue, agency = found[f"catalogue/{SLUG}/index.html"], found[f"{A}/index.html"]

    assert isinstance(catalogue, CatalogueView)
    assert isinstance(agency, AgencyView)
    assert catalogue.agency == NavLink("中卫市科学技术局", f"{A}/index.html")
    assert sorted(part.name for part in catalogue.parts[:-1]) == [
        "政府信息公开指南",
        "法定主动公开内容",
    ]
    assert catalogue.parts[-1].name == "政府信息公开年报"
    assert agency.parts == catalogue.parts[:-1]
    days = {entry.title.text: entry.day for part in catalogue.parts for entry in part.entries}
    assert (days["文件"], days["指南"]) == ("2018-03-02", "")
