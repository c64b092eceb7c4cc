"""The page of an annual report."""

from __future__ import annotations

from conftest import Scenario, views

from site_builder.pages.view_models import NavLink, Text

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def document(path: str, header: str, body: str = "正文\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def old_report(year: int, header: str = "") -> str:
    return document(f"{A}/reports/{year}.md", f"title: {year}年报告\n{header}")


def test_a_report_leads_to_the_one_before_and_the_one_after(site: Scenario) -> None:
    found = views(site, old_report(2009) + old_report(2018))

    near = {
        url: (view.earlier, view.later)
        for url, view in found.items()
        if isinstance(view, Text) and url.startswith(A)
    }
    item = {year: NavLink(f"{year}年", f"{A}/{year}/index.html") for year in (2009, 2018, 2023)}
    assert near == {
        f"{A}/2023/index.html": (item[2018], None),
        f"{A}/2018/index.html": (item[2009], item[2023]),
        f"{A}/2009/index.html": (None, item[2018]),
    }
