"""The former addresses of documents lead to the present ones."""

from __future__ import annotations

import pytest
from bs4 import Tag
from conftest import Scenario, codes
from texts import bureau, document, page

A = "agencies/zhongwei-kjj"
BASE = "https://a.example/b/"
WITH_BASE = f"-- content/site.yaml --\ntitle: 门户\nbase_url: {BASE}\nregions:\n  640500: 中卫市\n"


def moved(*old: str, path: str = "pages/example.md", more: str = "") -> str:
    return document(path, f"title: 示例\nredirect_from: [{', '.join(old)}]\n{more}")


def attribute(tag: Tag | None, name: str) -> str:
    assert tag
    return str(tag[name])


def test_the_page_at_a_former_address_leads_to_the_present_one(site: Scenario) -> None:
    built = site.build(WITH_BASE + moved("pages/old/deep/"))

    assert not built.findings
    page = site.soup("pages/old/deep/index.html")
    refresh = page.select_one("meta[http-equiv=refresh]")
    assert attribute(refresh, "content") == "0; url=../../../pages/example/index.html"
    canonical = page.select("link[rel=canonical]")
    assert [one["href"] for one in canonical] == [f"{BASE}pages/example/index.html"]
    assert attribute(page.select_one("meta[name=robots]"), "content") == "noindex"
    link = site.main("pages/old/deep/index.html").a
    assert attribute(link, "href") == "../../../pages/example/index.html"


def test_a_former_address_may_be_a_file_of_another_program(site: Scenario) -> None:
    site.build(moved("xxgk/202301/t20230101_1.html"))

    assert "示例" in site.soup("xxgk/202301/t20230101_1.html").get_text()


def test_search_engines_are_told_the_present_address_only(site: Scenario) -> None:
    site.build(WITH_BASE + moved("pages/old/"))

    listed = (site.root / "public/sitemap.xml").read_text("utf-8")
    assert f"{BASE}pages/example/index.html" in listed
    assert "pages/old" not in listed


def test_the_map_for_nginx_has_all_former_addresses_with_and_without_the_page(
    site: Scenario,
) -> None:
    site.build(
        moved("pages/old/", "old.html")
        + moved("kjj/", path=f"{A}/documents/a.md")
        + bureau("b", "乙")
    )

    assert (site.root / "public/redirects.map").read_text("utf-8") == (
        f'"kjj/" "{A}/documents/a/";\n'
        f'"kjj/index.html" "{A}/documents/a/";\n'
        '"old.html" "pages/example/";\n'
        '"pages/old/" "pages/example/";\n'
        '"pages/old/index.html" "pages/example/";\n'
    )
    assert not (site.root / "public/redirects.map").is_symlink()


def test_without_former_addresses_there_is_no_map(site: Scenario) -> None:
    site.build(moved("pages/old/"))
    site.build(page("正文。\n"))

    assert not (site.root / "public/redirects.map").exists()
    assert not (site.root / "public/pages/old").exists()


@pytest.mark.parametrize(
    "why", ["draft: true\n", "openness: 不予公开\n", "publish_from: 2098-01-01\n"]
)
def test_what_is_held_back_has_no_former_address(why: str, site: Scenario) -> None:
    built = site.build(moved("pages/planted/", more=why))

    assert not codes(built.findings)
    assert not list(site.root.glob("public/**/*planted*"))
    assert not (site.root / "public/redirects.map").exists()


def test_a_document_that_was_withdrawn_is_named_by_its_address_only(site: Scenario) -> None:
    gone = "withdrawn: {date: 2024-05-06, reason: 重复发布}\n"
    built = site.build(moved("pages/old/", more=gone))

    assert not built.findings
    assert "示例" not in site.soup("pages/old/index.html").get_text()
    assert "新的地址" in site.main("pages/old/index.html").get_text()


@pytest.mark.parametrize(
    "old",
    [
        *("years/2023/", "map/index.html", "404.html", "index.html", "catalogue/"),
        *("agencies/b/", "Agencies/B/index.html", f"{A}/2023/"),
    ],
)
def test_a_former_address_must_not_be_a_page_of_any_partition(old: str, site: Scenario) -> None:
    findings = site.check(bureau("b", "乙局") + moved(old))

    assert [(one.path, one.line) for one in findings if one.code == "W201"] == [
        ("content/pages/example.md", 3)
    ]


@pytest.mark.parametrize("old", ["pages/example", "pages/example/index.html"])
def test_a_former_address_must_not_be_that_of_the_page_itself(old: str, site: Scenario) -> None:
    assert codes(site.check(moved(old))) == {"W201"}


def test_a_ring_of_two_documents_is_two_pages_that_are_named(site: Scenario) -> None:
    findings = site.check(
        moved("pages/b/", path="pages/a.md") + moved("pages/a/", path="pages/b.md")
    )

    assert [one.path for one in findings if one.code == "W201"] == [
        "content/pages/a.md",
        "content/pages/b.md",
    ]


def test_a_page_must_not_lie_below_a_file_at_a_former_address(site: Scenario) -> None:
    text = document("pages/a.html.md") + moved("pages/a.html", path="pages/b.md")

    assert codes(site.check(text)) == {"W201"}


def test_one_address_leads_to_one_document_only(site: Scenario) -> None:
    (finding,) = site.check(
        moved("pages/old/", path=f"{A}/guide.md") + moved("pages/Old/index.html", path="pages/b.md")
    )

    assert (finding.code, finding.related) == ("W202", ("content/pages/b.md",))


@pytest.mark.parametrize("old", ["files/list.pdf/", "files/List.pdf/deep/"])
def test_a_former_address_must_not_be_an_attachment(old: str, site: Scenario) -> None:
    file = "-- content/files/list.pdf --\n%PDF\n"

    assert codes(
        site.check(file + moved(old) + document("pages/b.md", body="见[单](/files/list.pdf)\n"))
    ) == {"W203"}


@pytest.mark.parametrize(
    "old",
    [
        *("https://a.example/old/", "//a.example/", "/old/", "../old/", "old/../up/", "./old/"),
        *("old/?id=1", "old/#top", "old.pdf", ".hidden/", "old//new/", "assets/old/"),
        *("'a b/'", "'a(b)/'", "'旧/'", "'a\\b/'", "'a\"b/'", "'$a/'", f"{'a' * 300}/", "a/" * 50),
    ],
)
def test_an_address_that_cannot_be_a_page_of_the_site_is_refused(old: str, site: Scenario) -> None:
    assert codes(site.check(moved(old))) == {"W200"}


def test_an_agency_that_was_renamed_keeps_its_addresses(site: Scenario) -> None:
    site.build(bureau("old", "旧局"))
    (site.root / "content/agencies/old/index.md").unlink()

    built = site.build(
        document(
            "agencies/new/index.md", "title: 新局\nregion: 640500\nredirect_from: [agencies/old/]\n"
        )
    )

    assert not built.stopped
    assert "agencies/old/index.html" not in built.withdrawn
    assert "新局" in site.soup("agencies/old/index.html").get_text()
