"""Whose report a file is."""

from __future__ import annotations

from importers.recognition.manuscripts import draft


def test_the_agency_of_the_signature_counts_if_the_title_names_none_of_the_register() -> None:
    found = draft(
        "吴忠市科技局2017年政府信息公开工作年度报告\n一、概述\n正文。\n吴忠市科学技术局\n2018年3月26日\n"
    )

    assert found.slug == "wuzhong-kjj"
    assert "按落款当作 wuzhong-kjj" in found.remarks.guesses[0].reason


def test_the_agency_that_the_page_names_as_its_source_counts() -> None:
    found = draft(
        "2017年政府信息公开工作年度报告\n一、概述\n正文。\n", ("ContentSource", "吴忠市科学技术局")
    )

    assert found.slug == "wuzhong-kjj"
    assert "按发布机构" in found.remarks.guesses[0].reason


def test_a_name_that_two_agencies_share_says_nothing() -> None:
    found = draft("市科技局2017年政府信息公开工作年度报告\n一、概述\n正文。\n")

    assert found.slug == ""
    assert found.remarks.guesses[0].text == "市科技局"


def test_an_unknown_agency_is_named_in_a_remark() -> None:
    found = draft("同心县水务局2017年政府信息公开工作年度报告\n一、概述\n正文。\n")

    assert found.slug == ""
    assert found.remarks.guesses[0].text == "同心县水务局"


def test_a_region_in_the_title_stands_for_its_government() -> None:
    found = draft("2022年中卫市政府信息公开工作年度报告\n一、总体情况\n正文。\n")

    assert (found.slug, found.remarks.guesses) == ("zhongwei", ())


def test_a_given_agency_counts_and_a_file_of_another_is_said() -> None:
    text = "海原县科学技术局2022年政府信息公开工作年度报告\n一、总体情况\n正文。\n"

    assert draft(text, slug="haiyuan-kjj").remarks.guesses == ()
    other = draft(text, slug="wuzhong-kjj")
    assert other.slug == "wuzhong-kjj"
    assert "仍按 --agency 放进 wuzhong-kjj" in other.remarks.guesses[0].reason
