"""Which pages there are, and what each is made from."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from conftest import TODAY, Scenario, apart, digests, planned, portal_plan, silent
from texts import REPORT, page

from site_builder.build import build
from site_builder.model.product import Page
from site_builder.pages import KINDS, PORTAL_KINDS
from site_builder.pages.kind import plan, with_inputs
from site_builder.publish.manifest import read_manifest
from site_builder.publish.site_check import verify

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def planned_site(scenario: Scenario, text: str = "") -> dict[str, Page]:
    """All pages of a project: those of each partition, then those about all of them."""
    scenario.lay(text)
    pages = [one for site in apart(scenario.root).values() for one in planned(site)]
    whole = portal_plan(scenario.root)
    pages += with_inputs(plan(PORTAL_KINDS, whole), KINDS, whole)
    assert len({one.url for one in pages}) == len(pages)
    return {one.url: one for one in pages}


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
    assert [(url, one.template) for url, one in planned_site(site, MORE).items()] == [
        ("pages/example/index.html", "page.html"),
        (f"{A}/index.html", "agency.html"),
        (f"{A}/2023/index.html", "report.html"),
        (f"{A}/2018/index.html", "report.html"),
        (f"{A}/guide/index.html", "document.html"),
        (f"{A}/reports/index.html", "list.html"),
        (f"{A}/apply/index.html", "apply.html"),
        (f"{A}/apply/form/index.html", "application_form.html"),
        (f"{A}/feed.xml", "agency_feed.xml"),
        ("index.html", "home.html"),
        ("years/2018/index.html", "year.html"),
        ("years/2023/index.html", "year.html"),
        ("guide/index.html", "across.html"),
        ("reports/index.html", "across.html"),
        ("apply/index.html", "across.html"),
        ("catalogue/index.html", "catalogues.html"),
        ("data/index.html", "data.html"),
        ("data/2023/640500.json", "statistics.json"),
        ("map/index.html", "map.html"),
        ("404.html", "not_found.html"),
        ("robots.txt", "robots.txt"),
        ("sitemap.xml", "sitemap.xml"),
        ("feed.xml", "feed.xml"),
    ]


def test_without_an_address_there_is_no_sitemap(site: Scenario) -> None:
    assert "sitemap.xml" not in planned_site(site)


def test_a_page_names_the_files_that_it_shows(site: Scenario) -> None:
    pages = planned_site(site, MORE)

    def shown(url: str, how: str) -> set[str]:
        names = {name for name, _ in pages[url].inputs}
        return {name.removeprefix(f"{how} ") for name in names if name.startswith(f"{how} ")}

    agency, new = f"{A}/index.md", f"{A}/reports/2023.md"
    guide = f"{A}/guide.md"
    assert shown("pages/example/index.html", "内容") == {"pages/example.md"}
    assert shown(f"{A}/2023/index.html", "内容") == {new}
    assert shown(f"{A}/guide/index.html", "内容") == {guide}
    assert shown(f"{A}/index.html", "内容") == {agency}
    assert shown(f"{A}/index.html", "条目") == {f"{A}/guide/index.html"}
    assert shown(LISTED, "条目") == {f"{A}/2023/index.html", f"{A}/2018/index.html"}
    assert shown("index.html", "内容") == {"index.md"}
    assert shown("404.html", "内容") == set()
    for url in (f"{A}/2023/index.html", f"{A}/guide/index.html", LISTED):
        assert "机关名称" in dict(pages[url].inputs)
    assert "前后年度" in dict(pages[f"{A}/2018/index.html"].inputs)


def test_a_page_about_all_agencies_names_those_that_it_shows(site: Scenario) -> None:
    pages = planned_site(
        site, MORE + document("agencies/b/index.md", "乙局", more="region: 640500\n")
    )

    def shown(url: str) -> list[str]:
        return [name for name, _ in pages[url].inputs]

    home = ["内容 index.md", "各年报告 b", f"各年报告 {SLUG}", "各年度", "期限", "栏目"]
    assert shown("index.html") == home
    assert shown("years/2018/index.html") == ["各机关", f"2018年报告 {SLUG}", "各年度", "期限"]
    assert shown("catalogue/index.html") == ["各项件数 b", f"各项件数 {SLUG}"]
    assert shown("reports/index.html") == [f"件数 {SLUG}"]
    assert shown("apply/index.html") == ["件数 b", f"件数 {SLUG}"]
    assert shown("sitemap.xml") == ["本站网址", "网址 ", "网址 b", f"网址 {SLUG}"]
    assert shown("map/index.html") == ["各机关", "各年度"]
    assert shown("404.html") == []


def test_every_template_of_a_page_is_known_beforehand(site: Scenario) -> None:
    used = {one.template for one in planned_site(site, MORE).values()}
    used |= {"document.html", "sitemaps.xml", "corrections.html", "withdrawn.html"}
    used |= {"catalogue.html", "catalogue_item.html"}
    used |= {"redirect.html", "redirects.map"}

    assert sorted(KINDS) == sorted(used)


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
    "a new disclosed document": document(
        f"{A}/documents/a.md", "文件", more="signed: 2020-01-01\n"
    ),
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


YEAR = "years/2023/index.html"
REPORTS_PAGE = f"{A}/2023/index.html"
OWN = f"{A}/index.html"
LISTED = f"{A}/reports/index.html"
DATA = "data/2023/640500.json"
OVERVIEWS = {
    *("index.html", "catalogue/index.html", "map/index.html", "sitemap.xml"),
    "apply/index.html",
}
# What is edited, and exactly the pages that are made again for it.
SHOWN_ON = {
    "a word of a report": ("还不够丰富", "还比较单一", {REPORTS_PAGE}),
    "a figure": (
        "主动公开政府信息情况: 0",
        "主动公开政府信息情况:\n    行政许可: 5\n    其余: 0",
        {REPORTS_PAGE, YEAR, OWN, DATA},
    ),
    "a title": ("2023年政府", "二〇二三年政府", {REPORTS_PAGE, YEAR, LISTED, OWN, DATA}),
    "when it was published": (
        "statistics:",
        "published: 2024-06-01\nstatistics:",
        {
            *(REPORTS_PAGE, YEAR, OWN, LISTED, DATA, "index.html"),
            *("sitemap.xml", "feed.xml", f"{A}/feed.xml"),
        },
    ),
    "its index number": (
        "statistics:",
        "index_number: 1-2\nstatistics:",
        {REPORTS_PAGE, LISTED},
    ),
}


@pytest.mark.parametrize(("old", "new", "pages"), SHOWN_ON.values(), ids=SHOWN_ON)
def test_an_edit_makes_again_the_pages_that_show_it_and_no_other(
    site: Scenario, old: str, new: str, pages: set[str]
) -> None:
    site.build(MORE)
    text = (site.root / REPORT).read_text("utf-8")
    assert old in text

    built = site.build(f"-- {REPORT} --\n{text.replace(old, new, 1)}")

    assert not built.stopped, built.findings
    assert set(dict(built.reasons)) == pages


def test_another_agency_is_no_reason_for_the_pages_of_an_agency(site: Scenario) -> None:
    site.build(MORE)

    built = site.build(document("agencies/b/index.md", "乙局", more="region: 640500\n"))

    years = {f"years/{year}/index.html" for year in (2018, 2023)}
    new = {url for url in dict(built.reasons) if url.startswith("agencies/b/")}
    assert new
    assert set(dict(built.reasons)) == {*OVERVIEWS, *years, *new}


def pages_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix in {".html", ".xml"}
    }


def test_a_file_that_belongs_to_a_page_is_made_replaced_and_removed_with_it(site: Scenario) -> None:
    public, file = site.root / "public", f"{A}/2023/statistics.csv"

    assert not site.build().stopped
    first = (public / file).read_bytes()
    assert read_manifest(public)["files"][file] == sha256(first).hexdigest()
    assert verify(public) == ()

    text = (site.root / REPORT).read_text("utf-8")
    figure = "主动公开政府信息情况:\n    行政许可: 57\n    其余: 0"
    text = text.replace("主动公开政府信息情况: 0", figure)
    assert not site.build(f"-- {REPORT} --\n{text}").stopped
    assert ",57,57,数," in (public / file).read_text("utf-8")
    assert digests(public) == clean_digests(site)

    site.build(f"-- {REPORT} --\n{text.replace('---', '---' + chr(10) + 'draft: true', 1)}")
    assert not (public / file).exists()
    assert verify(public) == ()


def clean_digests(site: Scenario) -> dict[str, str]:
    """All files of a clean build of a project."""
    folder = site.root / "clean"
    build(site.root, folder, today=TODAY, progress=silent, clean=True)
    return digests(folder)
