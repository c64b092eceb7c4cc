"""A text four times as long costs about four times as much, whatever is in it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from conftest import Scenario
from texts import OPENING, SIX, page, report

LENGTH, LONG = 1_000, 5_000  # the second in a hunt
TIMES = 4
# What costs n × n costs 16 times as much. Seconds of the processor below which nothing is proved.
MOST_TIMES, LITTLE = 9, 0.15

# Repeated in the prose of a report.
REPEATED = {
    "a mark": "、",
    "a half-width mark": "甲,",
    "a wrong word": "截止2023年底，",
    "an amount": "收到申请12件，",
    "a sum": "共收到申请12件，其中甲3件，乙4件。",
    "a percentage": "同比增长10%，",
    "a bracket": "（",
    "a heading of an item": "（一）甲。",
    "a series": "一是甲。三是乙。",
    "a quotation": "“甲”",
    "a name": "示例市局",
    "a document number": "国发〔2023〕1号",
    "a date": "2023年1月1日至12月31日，",
    "a phone number": "13800138000，",
    "an identity number": "110101199003070000，",
    "digits": "1",
    "numerals": "一二三、",
    "a tag": "<b>甲</b>",
    "a link to nothing": "[甲](b.md)",
    "an opened link": "[",
    "an opened note": "^[",
    "an emphasis": "**甲。**乙",
    "an escape": "\\*",
    "a list": "- 甲1件\n",
    "a numbered list": "1. 甲\n",
    "a subheading": "### （一）甲\n\n甲。\n\n",
    "a chapter": "## 一、总体情况\n甲。\n",
    "a paragraph with a phone number": "电话13800138000。\n\n",
    "a paragraph with a tag": "<b>甲</b>\n\n",
    "a paragraph with half-width marks": "甲,乙\n\n",
    "a row of a table": "|甲|1|\n",
    "a fence": "```\n甲\n```\n\n",
    "a place of a table": "【表：甲】\n\n",
    "a picture": "![](a.png)\n\n",
    "a reference": "[x\n",
    "a link without an address": "[](#)\n",
    "an unsafe address written otherwise": "[a](javascript:&#x41;%20)\n",
    "an unsafe link in one line": "[a](javascript:1) ",
    "a note": "甲^[乙]\n",
    "a hidden character": "&#8238;\n",
    "almost a link": "[甲]（乙.docx） ",
    "a row of tabs": "甲\t乙\n",
    "a heading without a space": "##甲\n",
    "two line breaks in emphasis": "**\n",
}
HEADERS: dict[str, Callable[[int], str]] = {
    "unknown keys": lambda n: "".join(f"k{number}: 1\n" for number in range(n)),
    "one key": lambda n: "k: 1\n" * n,
    "waivers": lambda n: "waivers:\n" + "".join(f"  M{number}: 甲\n" for number in range(n)),
    "full-width colons": lambda n: "标题：甲\n" * n,
    "tabs": lambda n: "a:\n" + "\tb: 1\n" * n,
    "a deep list": lambda n: "a: " + "[" * n,
}


@pytest.mark.parametrize("name", REPEATED)
def test_the_cost_of_a_report_grows_with_its_length(
    name: str, site: Scenario, hunting: bool
) -> None:
    unit = REPEATED[name]
    head = report().split(OPENING)[0]
    apart = "\n\n" if "\n" in unit else ""

    def text(times: int) -> str:
        long = f"本局{apart}{unit * times}\n\n本局依法"
        return head + OPENING + SIX.replace("本局依法", long, 1)

    assert_linear(site, text, hunting)


@pytest.mark.parametrize("name", HEADERS)
def test_the_cost_of_a_header_grows_with_its_length(
    name: str, site: Scenario, hunting: bool
) -> None:
    assert_linear(site, lambda n: page("正文。\n", f"title: 示例\n{HEADERS[name](n)}"), hunting)


def assert_linear(site: Scenario, text: Callable[[int], str], hunting: bool) -> None:
    length = LONG if hunting else LENGTH

    def cost(times: int) -> float:
        site.lay(text(times))
        started = time.process_time()
        site.check()
        return time.process_time() - started

    for _ in range(3):  # another program may have disturbed the first
        long = cost(TIMES * length)
        if long < LITTLE or long < MOST_TIMES * cost(length):
            return
    pytest.fail(f"{TIMES} times the length cost {long / cost(length):.1f} times as much")
