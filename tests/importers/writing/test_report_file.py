"""A draft becomes the file of a report, with its pictures."""

from __future__ import annotations

from datetime import date

from conftest import Scenario, codes

from importers.writing.drafts import (
    BUREAU,
    DISCLOSURE,
    DISPUTES,
    REQUESTS,
    TITLE,
    draft,
    paragraph,
    six_chapters,
    table,
)
from site_builder.importers.imported import Remark
from site_builder.importers.report_draft import ReportDraft
from site_builder.importers.writing.made import Made
from site_builder.importers.writing.report_file import make_report
from site_builder.model.manuscript import Picture

AGENCY = f"""\
-- content/agencies/kjj/index.md --
---
title: {BUREAU}
region: 640500
---
主管科技工作。
"""
NEW = "本年新收政府信息公开申请数量"
PNG = b"\x89PNG\r\n\x1a\n1"


def made(one: ReportDraft, **contacts: str) -> Made:
    return make_report(one, BUREAU, contacts)


def text(one: Made) -> str:
    return one.page.data.decode()


def lay(site: Scenario, one: Made) -> None:
    """Write a report into a project with its agency."""
    site.lay(AGENCY)
    for file in (one.page, *one.beside):
        place = site.root / "content" / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.data)


def test_a_report_without_doubts_builds_without_a_finding(site: Scenario) -> None:
    lay(site, made(draft()))

    assert site.build().findings == ()
    page = site.main("agencies/kjj/2023/index.html")
    assert len(page.select("table.sb-statutory")) == 3
    assert "公开的内容还不够丰富" in page.text


def test_a_header_holds_what_the_manuscript_says_in_the_order_of_the_schema() -> None:
    header = (("source", "示例县人民政府"), ("published", "2024-01-30"), ("summary", "概述：3件"))

    assert text(made(draft(header=header, tables=(table(DISPUTES),), body=()))) == (
        f"---\ntitle: {TITLE}\nsummary: 概述：3件\nsigned: 2024-01-26\npublished: 2024-01-30\n"
        "source: 示例县人民政府\nstatistics:\n"
        "  政府信息公开行政复议、行政诉讼情况: 0\n---\n"
    )


def test_what_cannot_be_in_a_header_is_listed_as_lost() -> None:
    one = made(draft(header=(("published", "一月三十日"), ("浏览次数", "17"), ("review", "甲"))))

    assert [(lost.place, lost.text) for lost in one.remarks.lost] == [
        ("信息栏", "一月三十日"),
        ("信息栏", "17"),
        ("信息栏", "甲"),
    ]
    assert "一月三十日" not in text(one)


def test_a_report_without_a_title_gets_the_prescribed_one_as_a_guess() -> None:
    one = made(draft(title="", signed=None))

    assert text(one).startswith(f"---\ntitle: {TITLE}\nstatistics:")
    assert [guess.text for guess in one.remarks.guesses] == [TITLE]


def test_contacts_that_differ_from_the_register_are_guesses(site: Scenario) -> None:
    found = (
        ("phone", "0955-1234567"),
        ("postcode", "７５５０００"),
        ("fax", "0955-1"),
        ("email", "a"),
    )

    one = made(draft(contacts=found), phone="0955-7654321", postcode="755000", fax="（填写）")

    assert one.remarks.guesses == (
        Remark("联系电话", "0955-1234567", "机关信息里是“0955-7654321”，没有改；请看哪个对"),
        Remark("传真", "0955-1", "机关信息里没有，请看要不要补上"),
        Remark("电子邮箱", "a", "机关信息里没有，请看要不要补上"),
    )


def test_readings_that_are_not_certain_build_with_warnings(site: Scenario) -> None:
    lost, proven = ("部分公开", "其他"), (NEW, "自然人")
    figures = {lost: None, proven: "1", (NEW, "总计"): "1"} | {
        (row, column): "1" for row in ("予以公开", "总计") for column in ("自然人", "总计")
    }
    tables = (table(DISCLOSURE), table(REQUESTS, figures, [lost, proven]), table(DISPUTES))
    lay(site, made(draft(tables=tables)))

    built = site.build()

    assert codes(built.findings) == {"W209", "F204"}
    assert not any(one.severity == "error" for one in built.findings)
    assert site.main("agencies/kjj/2023/index.html").select("table.sb-statutory")


def test_a_picture_is_published_with_its_report(site: Scenario) -> None:
    one = made(
        draft(body=(*six_chapters(), Picture(PNG, "图1.png", "办理流程"), paragraph("完。")))
    )
    lay(site, one)

    assert site.build().findings == ()
    (picture,) = site.main("agencies/kjj/2023/index.html").find_all("img")
    (file,) = one.beside
    assert (site.root / "public" / file.path).read_bytes() == PNG
    assert str(picture["src"]).endswith(file.path.rpartition("/")[2])


def test_the_same_draft_is_the_same_bytes() -> None:
    assert made(draft()) == made(draft(signed=date(2024, 1, 26)))
