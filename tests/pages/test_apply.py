"""How to apply to an agency, and the form for it."""

from __future__ import annotations

from conftest import Scenario, views
from texts import document

from site_builder.pages.application_form import FormView
from site_builder.pages.apply import ApplyView
from site_builder.pages.view_models import MetadataItem, NavLink

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"
APPLY = f"{A}/apply/index.html"


def agency(more: str) -> str:
    return document(f"{A}/index.md", f"title: 甲局\nregion: 640500\n{more}")


def test_the_page_says_whom_to_apply_to_as_far_as_the_register_tells(site: Scenario) -> None:
    view = views(site, agency("phone: 0955-1234567\nkind: 部门\n"))[APPLY]

    assert isinstance(view, ApplyView)
    assert view.contacts == (MetadataItem("联系电话", "0955-1234567"),)
    assert view.form == NavLink("政府信息公开申请表", f"{A}/apply/form/index.html")
    assert (view.guide, view.abolished) == (None, "")


def test_nothing_is_invented_where_the_register_is_silent(site: Scenario) -> None:
    site.build()

    text = site.main(APPLY).get_text()
    assert "没有登记它的联系方式" in text
    assert "20个工作日" in text
    assert "每件100元" in text


def test_the_page_links_to_the_guide_if_there_is_one(site: Scenario) -> None:
    view = views(site, document(f"{A}/guide.md", "title: 指南\n"))[APPLY]

    assert isinstance(view, ApplyView)
    assert view.guide == NavLink("政府信息公开指南", f"{A}/guide/index.html")


def test_a_dissolved_agency_says_so(site: Scenario) -> None:
    site.build(agency("abolished: 2019-03-01\n"))

    assert "撤销日期是2019-03-01" in site.main(APPLY).get_text()


def test_nobody_applies_to_a_school(site: Scenario) -> None:
    found = views(site, agency("kind: 学校\n"))

    assert not [url for url in found if "/apply/" in url]
    assert "依申请公开" not in [one.link.text for one in found[f"{A}/index.html"].entrances]


def test_the_form_is_for_one_agency_and_leads_back(site: Scenario) -> None:
    view = views(site)[f"{A}/apply/form/index.html"]

    assert isinstance(view, FormView)
    assert view.agency == "中卫市科学技术局"
    assert view.back == NavLink("依申请公开", APPLY)


def test_the_form_asks_what_the_law_asks(site: Scenario) -> None:
    """条例第二十九条."""
    site.build()

    labels = {cell.get_text() for cell in site.main(f"{A}/apply/form/index.html").select("th")}
    assert {"姓名", "证件号码", "联系电话", "名称、文号或者其他特征"} <= labels
    assert {"提供的方式", "获取的途径"} <= labels
