"""The page of a document that was withdrawn: the day and the reason only."""

from __future__ import annotations

import pytest
from conftest import Scenario, codes, held, learnt
from texts import document, page

A = "agencies/zhongwei-kjj"
GONE = "withdrawn: {date: 2024-05-06, reason: 重复发布}\n"
NOTICE = f"{A}/documents/a/index.html"
REPORT = f"{A}/2023/index.html"


def notice(more: str = "", body: str = "见[名单](list.pdf)。\n") -> str:
    return document(f"{A}/documents/a.md", f"title: 通知\n{more}", body)


def withdrawn_report() -> str:
    return f"-- 2023年度报告 --\n---\n{GONE}---\n（正文：六个部分）\n"


@pytest.mark.parametrize(
    ("path", "crumb"),
    [
        ("pages/example.md", "首页"),
        (f"{A}/documents/a.md", "中卫市科学技术局"),
        (f"{A}/guide.md", "中卫市科学技术局"),
    ],
)
def test_the_page_stays_at_its_address_with_the_day_and_the_reason(
    path: str, crumb: str, site: Scenario
) -> None:
    built = site.build(document(path, f"title: 标题甲\nsummary: 概述乙\n{GONE}", "正文丙\n"))

    assert not built.findings
    url = f"{path.removesuffix('.md')}/index.html"
    assert crumb in site.soup(url).get_text()
    assert site.main(url).get_text(" ", strip=True) == (
        "信息已撤下 撤下日期 2024-05-06 撤下原因 重复发布"
    )
    assert site.soup(url).select_one("meta[name=robots][content=noindex]")
    for file, text in held(site.root / "public").items():
        assert not {word for word in ("标题甲", "概述乙", "正文丙") if word in text}, file


def test_its_attachments_are_taken_away_without_a_finding(site: Scenario) -> None:
    file = site.root / f"public/{A}/documents/list.pdf"
    site.build(notice() + f"-- content/{A}/documents/list.pdf --\n%PDF\n")
    assert file.is_file()

    built = site.build(notice(GONE))

    assert not built.findings
    assert not file.exists()


def test_an_attachment_that_another_page_links_to_stays(site: Scenario) -> None:
    other = document(f"{A}/guide.md", body="见[名单](documents/list.pdf)。\n")

    built = site.build(notice(GONE) + other + f"-- content/{A}/documents/list.pdf --\n%PDF\n")

    assert not built.findings
    assert (site.root / f"public/{A}/documents/list.pdf").is_file()


def test_a_withdrawn_report_counts_nowhere(site: Scenario) -> None:
    header = "title: 中卫市科学技术局2018年政府信息公开工作年度报告\n"
    site.lay(document(f"{A}/reports/2018.md", header))
    site.build()
    assert "2023" in site.main(f"{A}/index.html").get_text()

    built = site.build(withdrawn_report())

    assert not built.findings
    assert "撤下原因" in site.main(REPORT).get_text()
    assert not (site.root / "public/years/2023").exists()
    for file, text in held(site.root / "public").items():
        assert "2023年政府信息公开" not in text, file
        assert file == REPORT or REPORT not in text, file
    assert "1份年度报告" in site.main("index.html").get_text()
    summary = learnt(site.root)["zhongwei-kjj"].summary
    assert (summary.years, dict(summary.pages)["withdrawn.html"]) == ((2018,), 1)


def test_the_report_after_it_is_compared_with_none(site: Scenario) -> None:
    carried = "收到和处理政府信息公开申请情况:\n    上年结转政府信息公开申请数量:\n      自然人: 5\n      其余: 0\n    予以公开:\n      自然人: 5\n      其余: 0\n    其余: 0\n"  # noqa: E501
    later = f"-- 2024年度报告 --\n---\nstatistics:\n  {carried}---\n（正文：六个部分）\n"
    before = codes(site.check(later))

    after = codes(site.check(withdrawn_report()))

    assert before - after
    assert not after - before


def test_a_link_to_it_leads_to_its_page_but_to_no_part_of_it(site: Scenario) -> None:
    body = "## 一、要点\n正文。\n"
    whole = page("见[通知](../agencies/zhongwei-kjj/documents/a.md)。\n")
    part = page("见[要点](../agencies/zhongwei-kjj/documents/a.md#要点)。\n")
    site.lay(notice(body=body))
    assert not site.check(part)

    site.lay(notice(GONE, body))

    assert not site.check(whole)
    assert [one.severity for one in site.check(part)] == ["error"]


def test_personal_data_in_a_reason_are_found(site: Scenario) -> None:
    found = site.check(notice(GONE.replace("重复发布", "含手机号13812345678"), "正文\n"))

    assert codes(found) == {"X102"}


def test_it_comes_back_when_the_key_goes(site: Scenario) -> None:
    site.build(notice(GONE, "正文\n"))

    built = site.build(notice(body="正文\n"))

    assert not built.findings
    assert "通知" in site.main(NOTICE).get_text()
