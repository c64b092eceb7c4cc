"""Which findings can be waived, by whom, and what readers see of it."""

from __future__ import annotations

import pytest
from conftest import Scenario, codes
from texts import CHAPTERS, document

A = "agencies/zhongwei-kjj"
REPORT = "-- content/agencies/zhongwei-kjj/reports/2023.md --\n"
SITE = "-- content/site.yaml --\ntitle: 示例\nregions:\n  640500: 中卫市\n"
UNBALANCED = """\
  主动公开政府信息情况: 0
  收到和处理政府信息公开申请情况:
    本年新收政府信息公开申请数量:
      自然人: 1
      其余: 0
      总计: 2
    予以公开:
      自然人: 1
      其余: 0
      总计: 2
    总计:
      自然人: 1
      其余: 0
      总计: 2
    其余: 0
  政府信息公开行政复议、行政诉讼情况: 0
"""
BLANK = UNBALANCED.replace("总计: 2", "总计: 1").replace(
    "    其余: 0\n  政", "    部分公开:\n    其余: 0\n  政"
)


def report(statistics: str, waivers: str = "") -> str:
    header = (
        f"---\ntitle: 中卫市科学技术局2023年政府信息公开工作年度报告\nstatistics:\n{statistics}"
    )
    return f"{REPORT}{header}{waivers}---\n{CHAPTERS}"


def test_site_yaml_waives_a_warning_for_every_document(site: Scenario) -> None:
    assert codes(site.check(report(BLANK))) == {"F204"}

    findings = site.check(f"{SITE}waivers:\n  F204: 全市统一照录原件\n")

    assert codes(findings) == set()
    assert {one.waived for one in findings} == {"全市统一照录原件"}


def test_site_yaml_cannot_waive_a_balance_that_fails(site: Scenario) -> None:
    findings = site.check(report(UNBALANCED) + f"{SITE}waivers:\n  F230: 照录原件\n")

    assert "F230" in codes(findings)


def test_a_report_may_keep_a_balance_that_fails_and_its_page_says_why(site: Scenario) -> None:
    assert site.build(report(UNBALANCED)).stopped == "content"

    built = site.build(report(UNBALANCED, "waivers:\n  F230: 原报告如此\n"))

    assert built.stopped == ""
    text = site.main("agencies/zhongwei-kjj/2023/index.html").get_text()
    assert "勾稽关系不符，照录原数" in text
    assert "说明：原报告如此。" in text


def test_another_error_cannot_be_waived(site: Scenario) -> None:
    wrong = report(UNBALANCED.replace("自然人: 1", "自然人: １"), "waivers:\n  F220: 原报告如此\n")

    assert "F220" in codes(site.check(wrong))


def test_a_waiver_of_the_site_that_waives_nothing_is_found(site: Scenario) -> None:
    assert codes(site.check(f"{SITE}waivers:\n  F204: 照录原件\n")) == {"H123"}


PHONE = "值班电话：13812345678。\n"
REASON = "waivers:\n  X102: 防汛值班手机，经本人同意公布\n"


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("pages/example.md", "pages/example/index.html"),
        ("index.md", "index.html"),
        (f"{A}/index.md", f"{A}/index.html"),
        (f"{A}/documents/a.md", f"{A}/documents/a/index.html"),
    ],
)
def test_a_waivable_error_stops_the_build_until_its_page_says_why(
    path: str, url: str, site: Scenario
) -> None:
    header = (
        "title: 中卫市科学技术局\nregion: 640500\n" if path == f"{A}/index.md" else "title: 题\n"
    )
    assert site.build(document(path, header, PHONE)).stopped == "content"

    built = site.build(document(path, header + REASON, PHONE))

    assert built.stopped == ""
    assert [one.waived for one in built.findings] == ["防汛值班手机，经本人同意公布"]
    notes = [note.get_text() for note in site.main(url).select(".sb-notes li")]
    assert "说明（公开了手机号）：防汛值班手机，经本人同意公布。" in notes


def test_site_yaml_cannot_waive_a_waivable_error(site: Scenario) -> None:
    text = document("pages/example.md", body=PHONE) + f"{SITE}{REASON}"

    assert "X102" in codes(site.check(text))


def test_a_document_waives_the_error_of_an_attachment_that_it_links_to_or_lists(
    site: Scenario,
) -> None:
    lists = "-- content/pages/a.txt --\n13812345678\n-- content/pages/b.txt --\n13812345679\n"
    header = "title: 题\nattachments: [b.txt]\n"
    body = "见[甲](a.txt)。\n"
    assert codes(site.check(lists + document("pages/example.md", header, body))) == {"X112"}

    reason = "waivers:\n  X112: 值班手机\n"
    found = site.check(document("pages/example.md", header + reason, body))

    assert [(one.path, one.waived) for one in found] == [
        ("content/pages/a.txt", "值班手机"),
        ("content/pages/b.txt", "值班手机"),
    ]


def test_a_document_does_not_waive_for_an_attachment_of_others(site: Scenario) -> None:
    site.lay("-- content/pages/a.txt --\n13812345678\n")
    site.lay(document("pages/other.md", "title: 另\n", "见[甲](a.txt)。\n"))

    found = site.check(document("pages/example.md", "title: 题\nwaivers:\n  X112: 值班手机\n"))

    assert codes(found) == {"X112", "H123"}


def test_the_reason_for_a_warning_is_for_those_who_check_and_not_on_the_page(
    site: Scenario,
) -> None:
    header = "title: 题\nwaivers:\n  M104: 说的就是标签\n"
    site.build(document("pages/example.md", header, "标签 <b> 表示加粗。\n"))

    assert "说的就是标签" not in site.main().get_text()


def test_an_identity_number_cannot_be_waived(site: Scenario) -> None:
    header = "title: 题\nwaivers:\n  X101: 当事人要求\n"

    assert "X101" in codes(site.check(document("pages/example.md", header, "11010519491231002X\n")))
