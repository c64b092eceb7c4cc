"""The page of an agency."""

from __future__ import annotations

from conftest import Scenario, views

from site_builder.pages.agency import AgencyView
from site_builder.pages.view_models import MetadataItem, NavLink

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


def test_the_sections_stand_in_the_order_of_the_platform(site: Scenario) -> None:
    text = document(f"{A}/documents/a.md", "title: 文件\nsigned: 2018-03-02\n")
    agency = views(site, text)[f"{A}/index.html"]

    assert isinstance(agency, AgencyView)
    assert [(one.link, one.note) for one in agency.entrances] == [
        (NavLink("政府信息公开指南"), "本站未收录"),
        (NavLink("政府信息公开制度"), "本站未收录"),
        (NavLink("法定主动公开内容", f"{A}/documents/index.html"), "1件"),
        (NavLink("政府信息公开年报", f"{A}/reports/index.html"), "1份"),
        (NavLink("依申请公开", f"{A}/apply/index.html"), "怎么申请、向谁申请、收费和答复期限"),
    ]
    assert agency.entrances[3].more == (NavLink("2023年", f"{A}/2023/index.html", "日期不详"),)


def test_an_agency_shows_its_ten_newest_documents(site: Scenario) -> None:
    documents = (
        document(f"{A}/documents/n{n}.md", f"title: 文件{n}\nsigned: 2018-03-{n:02}\n")
        for n in range(1, 13)
    )
    agency = views(site, "".join(documents))[f"{A}/index.html"]

    assert isinstance(agency, AgencyView)
    assert [one.title.text for one in agency.newest] == [f"文件{n}" for n in range(12, 2, -1)]
