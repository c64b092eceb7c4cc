"""What inspections of sites count: images, links, attachments, columns, register data."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from conftest import Scenario, codes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from texts import CHAPTERS, TABLES, listing, page

from site_builder.model.finding import Finding
from site_builder.rules import RULES

DOCUMENTS = "content/agencies/zhongwei-kjj/documents"


def publishing(findings: tuple[Finding, ...]) -> set[str]:
    return {code for code in codes(findings) if code.startswith("W")}


def notice(name: str, header: str = "", body: str = "正文。") -> str:
    """A disclosed document; its title contains its name."""
    title = "" if "title:" in header else f"title: 通知{name}\n"
    return f"-- {DOCUMENTS}/{name}.md --\n---\n{title}{header}---\n{body}\n"


def bureau(slug: str, *years: int) -> str:
    """An agency with reports on some years."""
    text = (
        f"-- content/agencies/{slug}/index.md --\n---\ntitle: 某市{slug}局\nregion: 640500\n---\n"
    )
    tables = "".join(f"  {table}: 0\n" for table in TABLES)
    for year in years:
        header = f"title: 某市{slug}局{year}年政府信息公开工作年度报告\nstatistics:\n{tables}"
        text += f"-- content/agencies/{slug}/reports/{year}.md --\n---\n{header}---\n{CHAPTERS}"
    return text


@pytest.mark.parametrize("words", ["", " ", "图片", "图片1", "IMG_2041", "chart.PNG", "流程图.jpg"])
def test_an_image_that_says_nothing_is_found(words: str, site: Scenario) -> None:
    site.lay("-- content/pages/chart.png --\n\\x89PNG\n")

    findings = site.check(page(f"正文。\n\n见图：![{words}](chart.png)\n"))

    assert [(f.code, f.line, f.column) for f in findings] == [("W101", 6, 4)]


@pytest.mark.parametrize(
    "words", ["流程图", "图片上是办理流程", "IMG 系列产品的外观", "2023年收入"]
)
def test_an_image_with_words_is_left_alone(words: str, site: Scenario) -> None:
    site.lay("-- content/pages/chart.png --\n\\x89PNG\n")

    assert not site.check(page(f"![{words}](chart.png)\n\n写法是`![](a.png)`。\n"))


@pytest.mark.parametrize(
    "words",
    [
        "点击这里",
        "点此",
        "请点击查看",
        "这里",
        "链接",
        "详情",
        "查看详情",
        "更多>>",
        "点击下载",
        "here",
    ],
)
def test_a_link_that_says_nothing_is_found(words: str, site: Scenario) -> None:
    findings = site.check(page(f"详见[{words}](https://www.example.gov.cn/)。\n"))

    assert [(f.code, f.line, f.column) for f in findings] == [("W102", 4, 3)]


@pytest.mark.parametrize(
    "text",
    [
        "[公开指南](https://www.example.gov.cn/)",
        "[链接公示名单](https://www.example.gov.cn/)",
        "[更多政策文件](https://www.example.gov.cn/)",
        "[www.example.gov.cn](https://www.example.gov.cn/)",
        "<https://www.example.gov.cn/>",
        "网站首页点击这里（右上角）登录。",
        "写法是`[这里](a.md)`。",
        "[^1]见注。\n\n[^1]: 详情",
    ],
)
def test_a_link_that_says_where_it_leads_is_not_reported(text: str, site: Scenario) -> None:
    assert not publishing(site.check(page(text)))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"", "W104"),
        ("a.pdf", b"", "W104"),
        ("a.pdf", b"<!DOCTYPE html><title>404</title>", "W115"),
        ("a.png", b"\xff\xd8\xff\xe0", "W115"),
        ("a.JPG", b"\x89PNG\r\n", "W115"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1", "W115"),
        ("a.xlsx", "姓名,电话".encode(), "W115"),
        ("a.zip", b"Rar!\x1a\x07", "W115"),
    ],
)
def test_a_file_that_does_not_open_is_found(
    name: str, data: bytes, code: str, site: Scenario
) -> None:
    (site.root / "content/pages").mkdir()
    (site.root / "content/pages" / name).write_bytes(data)

    assert [(f.code, f.path) for f in site.check(listing(name))] == [
        (code, f"content/pages/{name}")
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", b"%PDF-1.7"),
        ("a.PNG", b"\x89PNG\r\n\x1a\n"),
        ("a.jpeg", b"\xff\xd8\xff\xe1"),
        ("a.docx", b"PK\x03\x04"),
        ("a.zip", b"PK\x05\x06" + b"\x00" * 18),
        ("a.doc", b"PK\x03\x04"),
        ("a.doc", b"{\\rtf1"),
        ("a.xls", b"<html>"),
        ("a.csv", b"PK"),
        ("a.wps", b"x"),
    ],
)
def test_a_file_that_programs_open_is_left_alone(name: str, data: bytes, site: Scenario) -> None:
    (site.root / "content/pages").mkdir()
    (site.root / "content/pages" / name).write_bytes(data)

    assert not site.check(listing(name))


@pytest.mark.parametrize(("size", "found"), [(20_000_000, False), (20_000_001, True)])
def test_a_very_large_file_is_found(size: int, found: bool, site: Scenario) -> None:
    path = Path(site.root / "content/pages/list.pdf")
    path.parent.mkdir()
    path.write_bytes(b"%PDF")
    os.truncate(path, size)

    assert publishing(site.check(listing("list.pdf"))) == ({"W105"} if found else set())


def test_an_attachment_whose_text_is_not_all_searched_is_found(site: Scenario) -> None:
    site.lay("-- content/pages/list.txt --\n" + "1" * 8_000_001 + "\n")

    assert publishing(site.check(listing("list.txt"))) == {"W131"}


def test_two_documents_of_one_title_are_found_at_the_later(site: Scenario) -> None:
    findings = site.check(notice("a", "title: 通知\n") + notice("b", "title: 通知\n"))

    assert [(f.code, f.path[-4:]) for f in findings] == [("W106", "b.md")]
    assert f"{DOCUMENTS[8:]}/a.md" in findings[0].message


def test_one_title_with_two_document_numbers_or_agencies_is_left_alone(site: Scenario) -> None:
    first = notice("a", "title: 通知\ndocument_number: 某科发〔2024〕1号\n")
    second = notice("b", "title: 通知\ndocument_number: 某科发〔2024〕2号\n")
    other = (
        bureau("jyj", 2023) + "-- content/agencies/jyj/guide.md --\n---\ntitle: 通知\n---\n正文。\n"
    )

    assert not publishing(site.check(first + second + other))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (bureau("jyj"), True),
        (bureau("jyj", 2023), False),
        (
            bureau("jyj") + "-- content/agencies/jyj/guide.md --\n---\ntitle: 指南\n---\n正文。\n",
            False,
        ),
    ],
)
def test_an_empty_column_is_found(text: str, found: bool, site: Scenario) -> None:
    assert publishing(site.check(text)) == ({"W107"} if found else set())


def test_what_most_documents_of_an_agency_have_is_missed_in_the_others(site: Scenario) -> None:
    full = "openness: 主动公开\ngenerated: 2024-03-01\n"
    texts = [notice(n, f"{full}index_number: 1/2024-0000{n}\n") for n in "123"]

    findings = site.check("".join(texts) + notice("4", "openness: 主动公开\n"))

    assert [(f.code, f.message[:11]) for f in findings] == [("W109", "没有写索引号、生成日期")]


def test_a_half_of_the_documents_is_no_custom(site: Scenario) -> None:
    texts = [notice(n, "openness: 主动公开\n") for n in "12"] + [notice(n) for n in "34"]

    assert not site.check("".join(texts))


def test_an_index_number_is_given_once_on_the_whole_site(site: Scenario) -> None:
    other = bureau("jyj", 2023) + "-- content/agencies/jyj/guide.md --\n"
    other += "---\ntitle: 指南\nindex_number: 1/2024-1\n---\n正文。\n"

    findings = site.check(notice("a", "index_number: 1/2024-1\n") + other)

    assert [one.code for one in findings] == ["W157"]


@pytest.mark.parametrize(
    ("number", "dates", "code"),
    [
        ("640521005/2019-00008", "generated: 2019-03-11 17:50:15", ""),
        ("640521005/2018-00008", "generated: 2019-03-11 17:50:15", "W111"),
        ("0142768-8/2022-00185", "generated: 2023-01-03", "W111"),
        ("12620600MB0523338C/2025-04735", "generated: 2025-04-07", ""),
        ("lyg001-0102-2022-0012", "generated: 2022-05-01", ""),
        ("640500-01-02-20230311-0001", "generated: 2024-03-11", "W111"),
        ("zfb/2026-00021", "published: 2024-03-11", ""),
        ("000014349/2018-00110", "generated: 2017-12-29\npublished: 2018-01-04", ""),
        ("2001-2022-0012", "generated: 2022-05-01", ""),
        ("A2019B-1", "generated: 2022-05-01", "W156"),
        ("640521005-2019", "generated: 2022-05-01", "W156"),
    ],
)
def test_the_year_of_an_index_number_is_that_of_its_day(
    number: str, dates: str, code: str, site: Scenario
) -> None:
    findings = site.check(notice("a", f"index_number: {number}\n{dates}\n"))

    assert publishing(findings) == ({code} if code else set())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(signed=st.dates(date(2009, 1, 1), date(2024, 1, 1)), days=st.integers(-400, 400))
def test_published_comes_after_signed(signed: date, days: int, site: Scenario) -> None:
    published = date.fromordinal(signed.toordinal() + days)

    findings = site.check(notice("a", f"signed: {signed}\npublished: {published}\n"))

    assert ("W112" in codes(findings)) is (days < 0)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("openness: 主动公开", ""),
        ("openness: 依申请公开", ""),
        ("openness: 主动公开（删减后）", ""),
        ("openness: 主动", "W113"),
        ("openness: 删减后公开（隐去姓名）", ""),
        ("openness: 对外公开", "W113"),
        ("openness: 不予公开的", "H140"),
        ("openness: 依申请", "H140"),
        ("validity: 失效", "W142"),
        ("validity:", ""),
        ("validity: 已废止", "W114"),
        ("validity: 2025-12-31", "W114"),
    ],
)
def test_openness_and_validity_have_their_words(header: str, code: str, site: Scenario) -> None:
    findings = site.check(notice("a", f"{header}\n"))

    assert [(f.code, f.line, f.column) for f in findings] == (
        [(code, 3, header.index(":") + 3)] if code else []
    )


def test_every_rule_of_publishing_is_in_the_book() -> None:
    numbers = {
        101,
        102,
        *range(104, 116),
        130,
        131,
        *range(140, 155),
        *range(156, 159),
        *range(160, 164),
        190,
        *range(200, 210),
    }
    assert {f"W{n}" for n in numbers} == {r.code for r in RULES if r.code[0] == "W"}
