"""Statutory tables as HTML: figures as written, and notes on all that is not a plain figure."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from bs4 import BeautifulSoup
from figures import ANY_FORM, CHANCE, balanced, filed, form, to_add
from hypothesis import given

from site_builder.forms.filing import fill
from site_builder.forms.table_html import render_table
from site_builder.forms.totals import Sums
from site_builder.model.site import Waiver
from site_builder.model.table import Filing, Form
from site_builder.parsing.yaml_nodes import read_yaml
from site_builder.theme.table_renderer import Tables
from site_builder.theme.theme import find_theme

THEME, _ = find_theme("default", Path("nowhere"))
assert THEME
TABLES = Tables(THEME.templates().environment())
DISPUTES = form("disputes", 2023)


def filing(yaml: str, one: Form = DISPUTES) -> Filing:
    return fill(one, read_yaml(yaml, "a.md")[0], "a.md")[0]


def rendered(filing: Filing, *waivers: Waiver) -> str:
    """A filing as it stands on the page of its report."""
    return TABLES.filing(render_table(filing, {}), waivers)


def sums(*filings: Filing) -> str:
    """The sums of filings as they stand on the page of their year."""
    adding = Sums(DISPUTES)
    for one in filings:
        adding.take(to_add(one))
    return TABLES.tally(adding.tally())


def figures(html: str) -> list[str]:
    """The texts of the cells that stand under captions, in their order."""
    soup = BeautifulSoup(html, "html.parser")
    return [cell.get_text() for cell in soup.select("td[headers]")]


def notes(html: str) -> list[str]:
    return [item.get_text() for item in BeautifulSoup(html, "html.parser").select("li")]


@given(ANY_FORM, CHANCE)
def test_every_figure_is_rendered_in_its_order(which: tuple[str, int], chance: Random) -> None:
    one = form(*which)
    table = balanced(one, chance)

    html = rendered(filed(one, table))

    assert figures(html) == [str(number) for line in table for number in line]
    assert not notes(html)


def test_a_figure_is_shown_as_it_was_written() -> None:
    html = rendered(
        filing("行政许可: 0\n行政事业性收费: 3.50万元\n其余: 0", form("disclosure", 2023))
    )

    assert figures(html)[-1] == "3.50万元"


def test_a_blank_cell_is_rendered_empty_and_never_as_a_zero() -> None:
    html = rendered(filing("行政复议:\n其余: 0"), Waiver("F204", "原件空白", 1))

    assert figures(html)[:5] == [""] * 5
    assert notes(html) == ["空白5格，原报告未填写；空白不等于零。", "说明：原件空白。"]


def test_a_computed_total_carries_a_mark_and_a_note() -> None:
    html = rendered(
        filing("行政复议:\n  结果维持: 2\n  其余: 0\n其余: 0"), Waiver("F204", "不相干", 1)
    )

    assert figures(html)[:5] == ["2", "0", "0", "0", "2*"]
    assert notes(html) == ["带“*”的数原报告未填，由本站按勾稽关系算出。"]


def test_what_is_not_a_number_is_rendered_as_written_and_counted() -> None:
    html = rendered(filing("行政复议: /\n复议后起诉: 无\n其余: 0"))

    assert figures(html)[:5] == ["/"] * 5
    assert notes(html) == [
        "5格填写为“/”，照录；不等于零。",
        "5格填写为“无”，照录；不等于零。",
    ]


@pytest.mark.parametrize("text", ["<script>", "a&b", '"x"', "{{ 1 }}", "\\1"])
def test_a_text_in_a_cell_stays_a_text(text: str) -> None:
    html = rendered(filing(f"行政复议:\n  结果维持: '{text}'\n  其余: 0\n其余: 0"))

    assert figures(html)[0] == text
    assert "<script" not in html


def test_a_sum_over_fewer_reports_than_there_are_says_over_how_many() -> None:
    three = "行政复议:\n未经复议直接起诉:\n  结果维持: 3\n  其余: 0\n其余: 0"

    cells = figures(sums(filing(three), filing("0"), filing("")))

    assert cells[0] == "0（1/3）"
    assert cells[5] == "3（2/3）"


def test_a_table_of_sums_can_stand_on_one_page_with_a_filing() -> None:
    html = rendered(filing("0")) + sums(filing("0"))

    soup = BeautifulSoup(html, "html.parser")
    ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))


def test_a_balance_that_fails_in_the_original_is_noted_with_its_reason_below_the_table() -> None:
    html = rendered(
        filing("行政复议:\n  结果维持: 2\n  其余: 0\n  总计: 1\n其余: 0"),
        Waiver("F230", "原报告如此", 1),
    )

    assert notes(html) == ["有1处勾稽关系不符，照录原数。", "说明：原报告如此。"]
