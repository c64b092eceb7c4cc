"""Which findings can be waived, by whom, and what readers see of it."""

from __future__ import annotations

from conftest import Scenario, codes
from texts import CHAPTERS

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
