"""A document with a day of publication that is to come stays home until that day; one with a day of
archiving leaves the lists on that day."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import Scenario, build_if_due, codes, digests, long_after, silent
from texts import document, page

from site_builder.build import Built, check

A = "agencies/zhongwei-kjj"
DAY = "published: 2026-11-25\n"
NOTICE = document(f"{A}/documents/notice.md", f"title: 通知\n{DAY}", "见[名单](list.pdf)。\n")
LIST = f"-- content/{A}/documents/list.pdf --\n%PDF\n"
PAGE = f"{A}/documents/notice/index.html"


def build_on(site: Scenario, day: date, clean: bool = False, output: str = "public") -> Built:
    """Build on a day, long after the last edit, as the command does."""
    return build_if_due(
        site.root,
        site.root / output,
        clean=clean,
        now_ns=long_after(),
        today=day,
        progress=silent,
    )


def test_a_document_is_held_back_without_an_error_and_without_a_trace(site: Scenario) -> None:
    without = build_on(site, date(2026, 11, 24))
    before = digests(site.root / "public")
    site.lay(NOTICE + LIST)

    built = build_on(site, date(2026, 11, 24))

    assert (without.stopped, built.stopped, built.findings) == ("", "", ())
    assert digests(site.root / "public") == before


@pytest.mark.parametrize("day", [25, 26])
def test_it_appears_on_its_day_with_its_attachment(day: int, site: Scenario) -> None:
    site.lay(NOTICE + LIST)
    build_on(site, date(2026, 11, 24))

    built = build_on(site, date(2026, 11, day))

    assert not built.findings
    assert (site.root / "public" / PAGE).is_file()
    assert (site.root / f"public/{A}/documents/list.pdf").is_file()
    build_on(site, date(2026, 11, day), clean=True, output="other")
    assert digests(site.root / "public") == digests(site.root / "other")


def test_a_report_is_held_back_too(site: Scenario) -> None:
    path = site.root / f"content/{A}/reports/2023.md"
    path.write_text(path.read_text("utf-8").replace("title:", f"{DAY}title:", 1), "utf-8")

    built = build_on(site, date(2026, 11, 24))

    assert not built.stopped
    assert not (site.root / f"public/{A}/2023").exists()


def test_a_page_cannot_link_to_what_is_held_back(site: Scenario) -> None:
    link = document(f"{A}/guide.md", body="见[通知](documents/notice.md)。\n")
    site.lay(NOTICE + LIST + link)

    early = check(site.root, date(2026, 11, 24), silent).findings
    late = check(site.root, date(2026, 11, 25), silent).findings

    assert ([one.code for one in early], late) == (["L106"], ())


SOON = "publish_from: 2026-11-25\n"
# What comes out on 25 November 2026, and the address of its page.
EMBARGOED = {
    "pages/example/index.html": page("正文。\n", f"title: 示例\n{SOON}"),
    f"{A}/guide/index.html": document(f"{A}/guide.md", f"title: 指南\n{SOON}"),
    "agencies/b/index.html": document(
        "agencies/b/index.md", f"title: 中卫市教育局\nregion: 640500\n{SOON}"
    )
    + document("agencies/b/guide.md"),
}


@pytest.mark.parametrize("url", EMBARGOED)
def test_whatever_it_is_it_appears_on_its_day(url: str, site: Scenario) -> None:
    build_on(site, date(2026, 11, 24))
    before = digests(site.root / "public")
    site.lay(EMBARGOED[url])
    early = build_on(site, date(2026, 11, 24))
    assert (early.stopped, digests(site.root / "public")) == ("", before)

    built = build_on(site, date(2026, 11, 25))

    assert not built.stopped
    assert (site.root / "public" / url).is_file()
    build_on(site, date(2026, 11, 25), clean=True, output="other")
    assert digests(site.root / "public") == digests(site.root / "other")


@pytest.mark.parametrize("path", ["pages/example.md", f"{A}/documents/notice.md"])
@pytest.mark.parametrize("day", [25, 26])
def test_it_is_archived_on_its_day(path: str, day: int, site: Scenario) -> None:
    site.lay(document(path, "title: 示例\npublish_until: 2026-11-25\n"))
    url = f"{path.removesuffix('.md')}/index.html"
    build_on(site, date(2026, 11, 24))
    assert "已归档" not in site.main(url).get_text()

    built = build_on(site, date(2026, 11, day))

    assert not built.findings
    assert "已归档" in site.main(url).get_text()
    build_on(site, date(2026, 11, day), clean=True, output="other")
    assert digests(site.root / "public") == digests(site.root / "other")


@pytest.mark.parametrize(
    "key",
    [
        "withdrawn: {date: 2026-11-25, reason: 有误}\n",
        "corrections: [{date: 2026-11-25, what: 一, why: 二}]\n",
        "review: [{step: 初审, by: 办公室, date: 2026-11-25}]\n",
    ],
)
def test_a_day_of_history_that_is_to_come_is_a_finding_until_then(key: str, site: Scenario) -> None:
    site.lay(page("正文。\n", f"title: 示例\n{key}"))

    early = build_on(site, date(2026, 11, 24))
    late = build_on(site, date(2026, 11, 25))

    assert (early.stopped, codes(early.findings)) == ("content", {"H144"})
    assert (late.stopped, late.findings) == ("", ())
