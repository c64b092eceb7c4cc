"""Which pages there are, and what each is made from."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import REPORT, TODAY, Scenario, page, silent

from site_builder.build import build, load
from site_builder.model import Page
from site_builder.plan import plan

A = "agencies/zhongwei-kjj"


def planned(scenario: Scenario, text: str = "") -> dict[str, Page]:
    scenario.lay(text)
    site = load(scenario.root, TODAY, silent).site
    assert site
    return {one.url: one for one in plan(site)}


def document(path: str, title: str, body: str = "正文\n", more: str = "") -> str:
    return f"-- content/{path} --\n---\ntitle: {title}\n{more}---\n{body}"


MORE = (
    document("index.md", "门户")
    + page("正文\n")
    + document(f"{A}/guide.md", "指南")
    + document(f"{A}/reports/2018.md", "2018")
    + "-- content/site.yaml --\ntitle: 门户\nbase_url: https://a.example\nregions:\n  640500: 甲\n"
)


def test_every_document_and_every_year_has_a_page_in_a_fixed_order(site: Scenario) -> None:
    assert [(url, one.template) for url, one in planned(site, MORE).items()] == [
        ("index.html", "home.html"),
        ("pages/example/index.html", "page.html"),
        (f"{A}/index.html", "agency.html"),
        (f"{A}/2023/index.html", "report.html"),
        (f"{A}/2018/index.html", "report.html"),
        (f"{A}/guide/index.html", "record.html"),
        ("years/2018/index.html", "year.html"),
        ("years/2023/index.html", "year.html"),
        ("catalogue/index.html", "catalogue.html"),
        ("404.html", "not_found.html"),
        ("sitemap.xml", "sitemap.xml"),
    ]


def test_without_an_address_there_is_no_sitemap(site: Scenario) -> None:
    assert "sitemap.xml" not in planned(site)


def test_a_page_names_the_files_that_it_shows(site: Scenario) -> None:
    pages = planned(site, MORE)

    def shown(url: str) -> set[str]:
        return {name.removeprefix("内容 ") for name, _ in pages[url].inputs if ".md" in name}

    agency, new, old = f"{A}/index.md", f"{A}/reports/2023.md", f"{A}/reports/2018.md"
    assert shown("pages/example/index.html") == {"pages/example.md"}
    assert shown(f"{A}/2023/index.html") == {agency, new, old}
    assert shown(f"{A}/guide/index.html") == {agency, f"{A}/guide.md"}
    assert shown(f"{A}/index.html") == {agency, new, old, f"{A}/guide.md"}
    assert shown("years/2018/index.html") == {agency, old}
    assert shown("index.html") == shown("catalogue/index.html") >= {"index.md", agency, new, old}
    assert shown("404.html") == set()


EDITS = {
    "a body": page("又一段。\n"),
    "the title of a page in the navigation": page("正文\n", "title: 新名\n"),
    "a new page": document("pages/new.md", "新页"),
    "the order of pages": document("pages/other.md", "另页", more="order: 9\n")
    + page("甲\n", "title: 乙\norder: 10\n"),
    "a report": f"-- {REPORT} --\n---\ntitle: 新题\n---\n## 甲\n",
    "a report on a new year": document(f"{A}/reports/2017.md", "2017"),
    "a year between two": document(f"{A}/reports/2020.md", "2020"),
    "the name of an agency": document(f"{A}/index.md", "新局", more="region: 640500\n"),
    "a new agency": document("agencies/b/index.md", "乙局", more="region: 640500\n"),
    "a new record": document(f"{A}/documents/a.md", "文件", more="signed: 2020-01-01\n"),
    "the settings": "-- content/site.yaml --\ntitle: 新门户\nregions:\n  640500: 甲\n",
    "a draft": document(f"{A}/guide.md", "指南", more="draft: true\n"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_page_that_comes_out_otherwise_has_a_reason_and_is_the_clean_builds(
    site: Scenario, tmp_path: Path, edit: str
) -> None:
    site.build(MORE)
    before = pages_of(site.root / "public")

    built = site.build(edit)

    assert not built.stopped, built.findings
    after = pages_of(site.root / "public")
    changed = {url for url in after if after[url] != before.get(url)}
    assert changed
    assert changed <= set(dict(built.reasons))
    build(site.root, tmp_path / "clean", today=TODAY, progress=silent)
    assert after == pages_of(tmp_path / "clean")


def pages_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix in {".html", ".xml"}
    }
