"""The rules on a year against the year before: what is consistent is left alone; a figure that is
changed in either year is found by the rules that it concerns, and by no other."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from random import Random

import pytest
from conftest import Scenario, examples
from figures import CHANCE, Figures, balanced, filed, form
from hypothesis import given
from hypothesis import strategies as st
from texts import CHAPTERS

from site_builder.model.document import Document, Mapping
from site_builder.model.finding import Finding
from site_builder.model.site import Agency, Article, DocumentMetadata, Region, Report
from site_builder.model.table import Filing, Form, Meaning
from site_builder.rules.tables.year_on_year import CARRIED_RULES
from site_builder.text.plain_text import PlainText, ReportContext, read_report_context

YEARS = pytest.mark.parametrize("year", [2020, 2021, 2022, 2025])
TABLES = ("disclosure", "requests", "disputes")
ROW_2, ROW_4 = "上年结转政府信息公开申请数量", "结转下年度继续办理"

Pair = tuple[dict[str, Figures], dict[str, Figures]]
Changed = tuple[bool, str, str, str]
"""Whether in the year before, and the table, row and column of a figure."""


@YEARS
@examples(50)
@given(CHANCE)
def test_two_years_that_are_consistent_are_left_alone(year: int, chance: Random) -> None:
    assert not found(year, consistent(year, chance))


@YEARS
@examples(120)
@given(CHANCE, st.sampled_from((1, -1)))
def test_one_figure_changed_by_one_is_found_by_the_rules_it_concerns(
    year: int, chance: Random, step: int
) -> None:
    pair = consistent(year, chance)
    changed = change(year, pair, chance, step)

    assert found(year, pair) == Counter(concerned(year, changed))


@YEARS
@examples(50)
@given(CHANCE, st.sampled_from((Meaning.BLANK, Meaning.NOT_APPLICABLE, Meaning.TEXT)))
def test_a_cell_that_is_no_number_is_not_compared(
    year: int, chance: Random, meaning: Meaning
) -> None:
    pair = consistent(year, chance)
    before, table, row, column = change(year, pair, chance, 1)
    one = context(year, pair)
    spoilt = one.before if before else one.report
    assert spoilt

    blank = spoilt._replace(
        filings=tuple(without(f, table, row, column, meaning) for f in spoilt.filings)
    )

    assert not violations(one._replace(before=blank) if before else one._replace(report=blank))


@pytest.mark.parametrize("year", [2019, 2014])
@given(CHANCE)
def test_the_first_year_of_a_form_is_compared_with_no_other(year: int, chance: Random) -> None:
    names = TABLES if year == 2019 else ("statistics",)
    now = {name: balanced(form(name, year), chance) for name in names}

    assert not violations(context(year, (now, {})))
    assert not violations(context(year, (now, {}))._replace(before=None))


def consistent(year: int, chance: Random) -> Pair:
    """Figures of a year and of the year before that agree."""
    before, now = (
        {name: balanced(form(name, y), chance) for name in TABLES} for y in (year - 1, year)
    )
    old, new = form("requests", year - 1), form("requests", year)
    now["requests"][row_of(new, ROW_2)] = [*before["requests"][row_of(old, ROW_4)]]
    if year != 2021:
        for r, row in enumerate(form("disclosure", year).rows):
            was, here = before["disclosure"][r], now["disclosure"][r]
            match [column.key for column in row.columns]:
                case ["本年制发件数", *_]:
                    here[2] = was[2] + here[0] - here[1]
                case ["本年新制作数量", *_]:
                    here[2] = was[2] + here[1]
                case ["上一年项目数量", *_]:
                    here[0] = was[0] + was[1]
    return now, before


def change(year: int, pair: Pair, chance: Random, step: int) -> Changed:
    """Change one figure; every other time, one that is carried over."""
    before = chance.random() < 0.5
    tables, y = (pair[1], year - 1) if before else (pair[0], year)
    name = chance.choice(TABLES)
    one = form(name, y)
    r = chance.randrange(len(one.rows))
    if name == "requests" and chance.random() < 0.5:
        r = row_of(one, chance.choice((ROW_2, ROW_4)))
    c = chance.randrange(len(one.rows[r].columns))
    tables[name][r][c] += step
    return before, name, one.rows[r].key, one.rows[r].columns[c].key


CONCERNS = {
    ("现行有效件数", True): ("F302", "现行有效件数"),
    ("现行有效件数", False): ("F302", "现行有效件数"),
    ("本年制发件数", False): ("F302", "现行有效件数"),
    ("本年废止件数", False): ("F302", "现行有效件数"),
    ("对外公开总数量", True): ("F303", "对外公开总数量"),
    ("对外公开总数量", False): ("F303", "对外公开总数量"),
    ("本年新公开数量", False): ("F303", "对外公开总数量"),
    ("上一年项目数量", True): ("F304", "上一年项目数量"),
    ("上一年项目数量", False): ("F304", "上一年项目数量"),
    ("本年增/减", True): ("F304", "上一年项目数量"),
}
"""By column of 主动公开政府信息情况, and whether in the year before: which rule finds which cell of
this year's report."""


def concerned(year: int, changed: Changed) -> list[tuple[str, str, str]]:
    """Which rule finds which cell of this year's report."""
    before, table, row, column = changed
    if table == "requests" and row == (ROW_4 if before else ROW_2):
        return [("F301", ROW_2, column)]
    if table == "disclosure" and year != 2021 and (column, before) in CONCERNS:
        code, found_at = CONCERNS[column, before]
        return [(code, row, found_at)]
    return []


def row_of(one: Form, key: str) -> int:
    return next(r for r, row in enumerate(one.rows) if row.key == key)


def context(year: int, pair: Pair) -> ReportContext:
    now, before = (
        reported(y, tuple(filed(form(name, y), figures) for name, figures in tables.items()))
        for y, tables in ((year, pair[0]), (year - 1, pair[1]))
    )
    words = PlainText(Document(now.article.path, "", Mapping((), 1, 1)), ())
    return read_report_context(now, words, before)


def reported(year: int, filings: tuple[Filing, ...]) -> Report:
    article = Article(f"reports/{year}.md", f"{year}/index.html", "年度报告", (), (), "")
    agency = Agency("bureau", article, Region("640500", "中卫市"))
    return Report(agency, year, article, DocumentMetadata(), filings, ())


def found(year: int, pair: Pair) -> Counter[tuple[str, str, str]]:
    return violations(context(year, pair))


def violations(one: ReportContext) -> Counter[tuple[str, str, str]]:
    """Codes with the rows and columns, by their keys."""
    keys = {
        (row.label, column.label): (row.key, column.key)
        for filing in one.report.filings
        for row in filing.form.rows
        for column in row.columns
    }
    return Counter(
        (rule.code, *keys[violation.cell.row, violation.cell.column])
        for rule in CARRIED_RULES
        for violation in rule.check(one)
        if violation.cell
    )


def without(filing: Filing, table: str, row: str, column: str, meaning: Meaning) -> Filing:
    """The filing, its cell of that name being no number."""
    if filing.form.name != table:
        return filing
    cells = tuple(
        tuple(
            cell._replace(number=None, meaning=meaning)
            if (line.key, header.key) == (row, column)
            else cell
            for header, cell in zip(line.columns, written, strict=True)
        )
        for line, written in zip(filing.form.rows, filing.cells, strict=True)
    )
    return replace(filing, cells=cells)


# ------------------------------------------------------------------ on a whole site


def requests(year: int, rows: str, header: str = "") -> str:
    """A report with rows of 收到和处理政府信息公开申请情况."""
    indented = "".join(f"    {line}\n" for line in [*rows.splitlines(), "其余: 0"])
    title = f"title: 中卫市科学技术局{year}年政府信息公开工作年度报告\n{header}statistics:\n"
    tables = (
        f"  主动公开政府信息情况: 0\n  收到和处理政府信息公开申请情况:\n{indented}"
        "  政府信息公开行政复议、行政诉讼情况: 0\n"
    )
    path = f"content/agencies/zhongwei-kjj/reports/{year}.md"
    return f"-- {path} --\n---\n{title}{tables}---\n{CHAPTERS}"


TWO = "\n  自然人: 2\n  其余: 0"
LEFT = f"本年新收政府信息公开申请数量:{TWO}\n结转下年度继续办理:{TWO}"
TAKEN = "上年结转政府信息公开申请数量:\n  自然人: {}\n  其余: 0\n予以公开:\n  自然人: {}\n  其余: 0"


def test_one_zero_for_a_row_is_one_finding_that_names_its_columns(site: Scenario) -> None:
    (one,) = site.check(
        requests(2022, LEFT) + requests(2023, "上年结转政府信息公开申请数量: 0\n予以公开: 0")
    )

    assert one.message == (
        "“二、上年结转政府信息公开申请数量”应与2022年报告的“四、结转下年度继续办理”相等："
        "2022年“自然人”是2、“总计”是2，这里写的是0；"
        "请核对两份报告，机关合并、更名而不相等的，请写明豁免理由。"
    )


def test_a_total_that_was_left_out_is_not_found_beside_its_part(site: Scenario) -> None:
    (one,) = site.check(requests(2022, LEFT) + requests(2023, TAKEN.format(1, 1)))

    assert (one.code, one.cell and one.cell.column) == ("F301", "自然人")
    assert one.path.endswith("2023.md")


def test_the_forms_of_2019_and_2021_carry_over_in_the_same_rows(site: Scenario) -> None:
    assert statistical(site.check(requests(2020, LEFT) + requests(2021, TAKEN.format(3, 3)))) == {
        "F301"
    }
    assert not statistical(site.check(requests(2021, TAKEN.format(2, 2))))


@pytest.mark.parametrize(
    "before",
    [requests(2021, LEFT), requests(2022, LEFT, "draft: true\n")],
    ids=["two years before", "a draft"],
)
def test_a_year_that_is_not_there_is_not_compared(before: str, site: Scenario) -> None:
    assert not statistical(site.check(before + requests(2023, TAKEN.format(1, 1))))


def test_a_merger_is_a_reason_to_waive(site: Scenario) -> None:
    header = "waivers:\n  F301: 2023年机构改革，并入原地震局的申请\n"
    text = requests(2022, LEFT) + requests(2023, TAKEN.format(5, 5), header)

    assert not statistical(site.check(text))


def statistical(findings: tuple[Finding, ...]) -> set[str]:
    """The codes of the findings on statistics that stand."""
    return {one.code for one in findings if one.code.startswith("F") and not one.waived}
