"""Which attachments are published: those that a public document links to or lists, no others."""

from __future__ import annotations

import pytest
from conftest import Scenario, codes
from texts import bureau, document, page

A = "agencies/zhongwei-kjj"
DRAFT = "title: 稿\ndraft: true\n"
LIST = "-- content/pages/list.pdf --\n%PDF\n"
PUBLIC_LIST = "public/pages/list.pdf"


def test_an_attachment_that_merely_lies_there_stays_home_and_is_named(site: Scenario) -> None:
    built = site.build(LIST)

    assert not built.stopped
    assert [(f.code, f.severity, f.path) for f in built.findings] == [
        ("W130", "warning", "content/pages/list.pdf")
    ]
    assert not (site.root / PUBLIC_LIST).exists()


@pytest.mark.parametrize(
    "where",
    [
        page("[名单](list.pdf)\n"),
        document("index.md", body="[名单](pages/list.pdf)\n"),
        document(f"{A}/guide.md", body="[名单](/pages/list.pdf)\n"),
    ],
)
def test_an_attachment_that_a_public_document_links_to_is_published(
    where: str, site: Scenario
) -> None:
    built = site.build(LIST + where)

    assert not built.findings
    assert (site.root / PUBLIC_LIST).is_file()


def test_an_unused_attachment_is_named_whatever_is_in_it(site: Scenario) -> None:
    found = site.check("-- content/pages/people.csv --\n11010519491231002X\n")

    assert codes(found) == {"W130"}


def test_an_unused_attachment_is_not_named_while_a_link_is_wrong(site: Scenario) -> None:
    found = site.check(LIST + page("[名单](lst.pdf)\n"))

    assert codes(found) == {"L105"}


@pytest.mark.parametrize("link", ["list.pdf", "lisst.pdf"])
def test_what_a_draft_uses_stays_home_however_the_draft_is_spelt(link: str, site: Scenario) -> None:
    built = site.build(LIST + page(f"[名单]({link})\n", DRAFT))

    assert not built.stopped
    assert not (site.root / PUBLIC_LIST).exists()
    assert codes(built.findings) == (set() if link == "list.pdf" else {"W130"})


def test_an_attachment_does_not_become_public_when_its_draft_is_deleted(site: Scenario) -> None:
    site.build(LIST + page("[名单](list.pdf)\n", DRAFT))
    (site.root / "content/pages/example.md").unlink()

    site.build()

    assert not (site.root / PUBLIC_LIST).exists()


def test_a_document_that_becomes_a_draft_takes_its_attachment_away(site: Scenario) -> None:
    site.build(LIST + page("[名单](list.pdf)\n"))
    assert (site.root / PUBLIC_LIST).is_file()

    site.build(page("[名单](list.pdf)\n", DRAFT))

    assert not (site.root / PUBLIC_LIST).exists()


def test_the_files_of_an_agency_that_is_a_draft_stay_home_without_a_finding(
    site: Scenario,
) -> None:
    agency = bureau("b", "中卫市教育局").replace("region:", "draft: true\nregion:")
    files = "-- content/agencies/b/list.pdf --\n%PDF\n"

    built = site.build(
        agency + files + document("agencies/b/documents/a.md", body="[名单](../list.pdf)\n")
    )

    assert not built.findings
    assert not (site.root / "public/agencies/b").exists()


LISTED = "title: 示例\nattachments:\n  - list.pdf\n  - {file: 表.xlsx, title: 补贴发放情况}\n"
SHEET = "-- content/pages/表.xlsx --\nPK\\u0003\\u0004" + "x" * 2_000 + "\n"


def test_a_listed_attachment_is_published_and_shown_with_title_type_and_size(
    site: Scenario,
) -> None:
    built = site.build(LIST + SHEET + page("正文。\n", LISTED))

    assert not built.findings
    assert (site.root / PUBLIC_LIST).is_file()
    shown = site.main().select("ul.sb-files li")
    assert [" ".join(item.get_text().split()) for item in shown] == [
        "list（PDF，5字节）",
        "补贴发放情况（XLSX，2 KB）",
    ]
    assert [str(a["href"]) for item in shown for a in item.select("a")] == [
        "../../pages/list.pdf",
        "../../pages/%E8%A1%A8.xlsx",
    ]


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", "index.html"),
        (f"{A}/documents/a.md", f"{A}/documents/a/index.html"),
        (f"{A}/index.md", f"{A}/index.html"),
    ],
)
def test_every_kind_of_page_shows_its_list_and_the_size_of_today(
    path: str, url: str, site: Scenario
) -> None:
    header = (
        "title: 中卫市科学技术局\nregion: 640500\n" if path == f"{A}/index.md" else "title: 题\n"
    )
    file = f"{path.rpartition('/')[0]}/list.pdf".lstrip("/")
    text = document(path, f"{header}attachments: [list.pdf]\n")
    site.build(text + f"-- content/{file} --\n%PDF\n")

    built = site.build(f"-- content/{file} --\n%PDF-1\n")

    assert not built.findings
    assert "7字节" in site.main(url).get_text()


@pytest.mark.parametrize(
    ("listed", "code", "place"),
    [
        ("list.pdf", "P120", (3, 14)),
        ("[[list.pdf]]", "P120", (3, 15)),
        ("[{title: 名单}]", "P120", (3, 15)),
        ("[{file: list.pdf, titel: 名单}]", "P120", (3, 15)),
        ("[lst.pdf]", "P122", (3, 15)),
        (f"[/{A}/a.pdf]", "P121", (3, 15)),
        ("[../../a.pdf]", "P121", (3, 15)),
        ("['https://example.org/a.pdf']", "P121", (3, 15)),
        ("[example.md]", "P121", (3, 15)),
        ("[list.pdf, list.pdf]", "P123", (3, 25)),
    ],
)
def test_what_cannot_be_listed_is_told_at_its_place(
    listed: str, code: str, place: tuple[int, int], site: Scenario
) -> None:
    text = page("[名单](list.pdf)\n", f"title: 示例\nattachments: {listed}\n")

    (found,) = site.check(LIST + text)

    assert (found.code, (found.line, found.column)) == (code, place)


def test_what_a_draft_lists_stays_home_without_a_finding(site: Scenario) -> None:
    built = site.build(LIST + page("正文。\n", f"{DRAFT}attachments: [list.pdf]\n"))

    assert not built.findings
    assert not (site.root / PUBLIC_LIST).exists()
