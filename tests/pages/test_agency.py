"""The page of an agency."""

from __future__ import annotations

from conftest import Scenario, views

from site_builder.pages.agency import AgencyView
from site_builder.pages.view_models import MetadataItem

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def document(path: str, header: str, body: str = "正文\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def test_an_agency_shows_its_register_data_without_gaps(site: Scenario) -> None:
    header = "title: 局\nregion: 640500\nphone: 0955-1\nwebsite: http://a.example/\n"
    agency = views(site, document(f"{A}/index.md", header))[f"{A}/index.html"]

    assert isinstance(agency, AgencyView)
    assert agency.metadata == (
        MetadataItem("行政区划", "中卫市（640500）"),
        MetadataItem("联系电话", "0955-1"),
        MetadataItem("网站", "http://a.example/", "http://a.example/"),
    )
