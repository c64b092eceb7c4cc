"""What surrounds a text is left out and listed; what only looks like it stays."""

from __future__ import annotations

import pytest

from importers.recognition.manuscripts import draft, shown
from site_builder.importers.recognition.noise import without_noise
from site_builder.model.manuscript import Paragraph, Run

HEAD = "海原县科学技术局2020年政府信息公开工作年度报告\n"
REPORT = "一、总体情况\n正文。\n二、主动公开政府信息情况\n正文。\n"


def body(text: str) -> str:
    """What is left of a report with a text in it."""
    return shown(draft(HEAD + text).body)


@pytest.mark.parametrize(
    "line",
    [
        "打印 关闭",
        "【打印】【关闭】",
        "[打印本页] [关闭窗口]",
        "字号：大 中 小",
        "分享到：",
        "扫一扫在手机打开当前页",
        "您当前所在位置：首页 > 政府信息公开 > 年报",
        "首页/ 政府信息公开 / 政府信息公开年报",
        "浏览次数：128",
        "上一篇：没有了",
        "责任编辑：张某",
        "附件下载",
        "— 3 —",
        "第3页 共12页",
    ],
)
def test_a_line_of_the_page_around_the_text_is_left_out_and_listed(line: str) -> None:
    found = draft(f"{HEAD}{REPORT}{line}")

    assert shown(found.body).endswith("\n正文。")
    assert [r.text for r in found.remarks.lost] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "打印、复印的费用没有收取。",
        "首页信息按月更新。",
        "网站浏览量比上年增加。",
        "全年共打印宣传册120份。",
        "3",
        "第3页有误，已更正。",
    ],
)
def test_a_line_that_only_looks_like_it_stays(line: str) -> None:
    assert body(f"{REPORT}{line}").endswith(f"\n{line}")


def test_a_link_to_a_file_stays() -> None:
    link = Paragraph((Run("附件下载", link="https://example.gov.cn/a/1.docx"),))

    assert without_noise((link,))[0] == (link,)


@pytest.mark.parametrize(
    "contents",
    [
        "目  录\n一、总体情况……………1\n二、主动公开政府信息情况……………2",
        "目录\n一、总体情况........1\n二、主动公开政府信息情况........2",
        "目 录\n一、总体情况 1\n二、主动公开政府信息情况 2",
        "目录\n一、总体情况\n二、主动公开政府信息情况",
        "目录\n一、总体情况\t1\n二、主动公开政府信息情况\t2",
        "一、总体情况……1\n二、主动公开政府信息情况……2\n三、其他……3",
    ],
)
def test_a_table_of_contents_is_left_out_and_listed(contents: str) -> None:
    found = draft(f"{HEAD}{contents}\n{REPORT}")

    assert shown(found.body) == shown(draft(HEAD + REPORT).body)
    assert {r.reason for r in found.remarks.lost} == {"目录，页码在网页上没有意义"}


def test_the_word_contents_in_a_text_stays() -> None:
    assert "目录" in body("一、总体情况\n编制了\n目录\n和指南。\n")
