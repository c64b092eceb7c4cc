"""A manuscript ten times as long costs about ten times as many calls, whatever is in it."""

from __future__ import annotations

import sys

import pytest

from importers.recognition.manuscripts import AGENCIES, manuscript
from site_builder.importers.recognition.report import read_report
from site_builder.model.manuscript import Manuscript

HEAD = "海原县科学技术局2018年政府信息公开工作年度报告\n"
REPEATED = {
    "a paragraph": "我局高度重视政府信息公开工作，完善了各项制度。\n",
    "a cut sentence": "我局高度重视政府信息公开工作，完善了各项制度，确保公开\n",
    "an opened bracket": "我局高度重视（含各科室，\n",
    "a first chapter": "一、概述\n",
    "two chapters": "一、概述\n正文。\n二、主动公开情况\n正文。\n",
    "an item": "（一）主动公开情况。全年公开12条。\n",
    "a bold line": "**主动公开情况**\n",
    "a table in a sentence": "共保留职权21项，其中行政许可0项，行\n职权|数量\n政给付0项，行\n",
    "a line of a contents": "一、概述……1\n",
    "the title": HEAD,
    "a signature": "海原县科学技术局\n2019年1月5日\n",
    "a metadata block": "索引号：1/2018-1 文号： 生成日期：2018-11-30\n关于自查的函\n请完成。\n",
    "a byline": "发布时间：2018-11-30 来源：\n",
    "an opened page": "索引号：1/2018-1 文号： 生成日期：2018-11-30\n一、概述\n二、问题\n",
    "a short line": "镇罗镇\n",
}


def calls(source: Manuscript) -> int:
    """How many functions are called to read a report."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        read_report(source, AGENCIES, ())
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("text", REPEATED.values(), ids=REPEATED.keys())
def test_a_text_ten_times_as_long_takes_ten_times_as_many_calls(text: str) -> None:
    short, long = (manuscript(HEAD + text * times) for times in (30, 300))
    calls(short)  # patterns are compiled

    assert calls(long) <= 12 * calls(short)
