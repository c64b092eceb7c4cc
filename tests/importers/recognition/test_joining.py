"""Sentences cut by pages, tables and lines are whole again; nothing else is joined."""

from __future__ import annotations

import pytest

from importers.recognition.manuscripts import draft, manuscript, shown
from site_builder.importers.recognition.joining import rejoined, unwrapped, with_gaps

HEAD = "海原县科学技术局2020年政府信息公开工作年度报告\n一、总体情况\n"
LONG = "我局高度重视，完善了信息收集、审核、发布的各项制度，确保政府信息公开工作"


def body(text: str) -> str:
    """What follows the first heading of a report."""
    return shown(draft(HEAD + text).body).split("\n", 1)[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, "落到实处。"),
        ("全年公开信息12条，", "比上年多3条。"),
        ("全年通过《中卫日报》、《宁夏科技》、《海原科技》", "等刊物公开信息12条。"),
        ("公开的有预算、决算（含三公经费", "和部门收支）等。"),
        ("全年公开信息12条↓", "，比上年多3条。"),
        ("我局↓", "没有收到申请。"),
        ("于2020年3月20日在政务网站的公开目录栏目中，公开了", "2020年度部门预算报告。"),
    ],
)
def test_a_sentence_that_a_page_cut_is_whole_again(before: str, after: str) -> None:
    assert body(f"{before}\n{after}") == before.removesuffix("↓") + after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, "（一）主动公开12条。"),
        (LONG, "二是健全了审查制度。"),
        (LONG, "1.全年公开信息12条。"),
        (LONG, "- 全年公开信息12条。"),
        (LONG, "● 全年公开信息12条。"),
        (LONG + "落到实处。↓", "全年公开信息12条。"),
        (LONG + "如下：", "全年公开信息12条。"),
        ("部门预算1条", "部门决算1条"),
        ("- 部门预算1条，三公经费1条", "全年共公开信息12条。"),
        ("无", "全年共公开信息12条。"),
        ("（联系地址、电话和邮箱，都在县政府的网站上公开）", "全年公开信息12条。"),
    ],
)
def test_what_is_not_cut_stays_apart(before: str, after: str) -> None:
    lines = body(f"{before}\n{after}").replace("**", "").split("\n")

    assert lines == [before.removesuffix("↓"), after]


def test_an_item_of_a_list_that_a_page_cut_is_whole_again() -> None:
    assert body("- 部门预算1条，三公↓\n经费1条。") == "- 部门预算1条，三公经费1条。"


def test_a_sentence_that_a_table_cut_is_whole_again_and_said_to_be() -> None:
    found = draft(
        f"{HEAD}共保留职权21项，其中行政许可0项，行政征收0项，行\n职权|数量\n许可|0\n政给付0项。"
    )

    assert shown(found.body).split("\n")[1:] == [
        "共保留职权21项，其中行政许可0项，行政征收0项，行政给付0项。",
        "职权|数量",
        "许可|0",
    ]
    assert [r.text for r in found.remarks.guesses] == ["项，行政征收0项，行|政给付0项。"]


@pytest.mark.parametrize(
    "before",
    ["各项职权共计21项，全年没有变化，详见下表", "全年公开信息，按栏目分列如下", "单位：件"],
)
def test_a_line_that_leads_to_a_table_stays_before_it(before: str) -> None:
    text = f"{before}\n职权|数量\n许可|0\n上述数据截至年底。"

    assert body(text) == text


def test_a_sentence_goes_on_behind_a_statutory_table() -> None:
    one, other = manuscript(f"{LONG}\n落到实处。").blocks

    whole, _ = rejoined(with_gaps((one, other), (1,)), is_styled=False)

    assert shown(whole[:1]) == f"{LONG}落到实处。"


def test_words_in_latin_letters_stay_apart_and_addresses_whole() -> None:
    blocks = manuscript("详见 Open↓\nData，网址www.nx↓\nkj.gov.cn。").blocks

    assert shown(rejoined(blocks, is_styled=False)[0]) == "详见 Open Data，网址www.nxkj.gov.cn。"


def test_bold_type_survives_a_seam() -> None:
    assert body(f"{LONG}**落到**↓\n**实处**。") == f"{LONG}**落到实处**。"


WRAPPED = """\
吴忠市科学技术局2016年政府信息公开工作年度报告
根据《中华人民共和国政府信息公开条例》规定，本报告由吴忠市
科技局办公室汇总编制而成，数据期限为2016年1月1日至2016年
12月31日。本报告电子版可以在吴忠市人民政府网站查阅或者下载。
一、概述
2016年，在吴忠市委、政府的领导下，吴忠市科技局认真落实各项
要求，积极推进政府信息公开，不断加强组织领导，健全工作机制，
扩大公开范围。
（一）加强组织领导，明确落实责任。为了切实加强对政务公开工作
的领导，市科技局成立了政务公开工作领导小组，由局长任组长，各
科室负责人为成员。
二、因政府信息公开工作被申请行政复议、提起行政诉讼的有关情况
说明
2016年没有发生因政府信息公开引起的行政复议和行政诉讼，也没有
收到与此有关的举报投诉。
吴忠市科学技术局
2017年2月20日
"""


def test_a_text_broken_into_lines_is_put_into_paragraphs() -> None:
    lines = shown(draft(WRAPPED).body).split("\n")

    assert [line[:12] for line in lines] == [
        "根据《中华人民共和国政府",
        "## 一、概述",
        "2016年，在吴忠市委、",
        "**（一）加强组织领导，",
        "## 二、因政府信息公开",
        "2016年没有发生因政府",
    ]
    assert lines[4].endswith("有关情况说明")


def test_a_text_in_paragraphs_is_not_taken_for_one_in_lines() -> None:
    blocks = manuscript("\n".join(f"全年公开信息{n}条。" * (n % 7 + 1) for n in range(40))).blocks

    assert unwrapped(blocks) == blocks


def test_a_file_that_marks_its_headings_is_taken_at_its_word() -> None:
    text = f"## 一、总体情况\n{LONG}\n一是公开。正文。"

    found = draft(f"# 海原县科学技术局2020年政府信息公开工作年度报告\n{text}")

    assert shown(found.body) == text
