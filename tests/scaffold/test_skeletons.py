"""Skeletons: the form in force, blanks that are blank, and what is carried over from last year."""

from __future__ import annotations

import functools
import json
from pathlib import Path

import fastjsonschema
import pytest
import yaml
from conftest import FORMS, TODAY, Scenario, silent
from hypothesis import given
from hypothesis import strategies as some

from site_builder.build import check
from site_builder.forms.outline import chapters_for, contents_for
from site_builder.forms.placement import read_statistics
from site_builder.forms.versions import forms_for
from site_builder.model.document import Document
from site_builder.model.document_types import TYPES
from site_builder.model.source import Source
from site_builder.model.table import Filing, Meaning
from site_builder.parsing.document import parse
from site_builder.scaffold.carry_over import carried_over
from site_builder.scaffold.known import file_with_address, register, tables
from site_builder.scaffold.new_files import NewFile, write_new
from site_builder.scaffold.skeletons import (
    MARK,
    Register,
    new_agency,
    new_catalogue,
    new_document,
    new_report,
    schema_files,
)
from site_builder.text.fill_marks import unfilled
from site_builder.text.labels import without_numbering

SLUG = "zhongwei-kjj"
KNOWN = Register("中卫市科学技术局", {"address": "行政中心210室", "phone": "0955-7063893"})
YEARS = [2005, 2008, 2013, 2014, 2018, 2019, 2020, 2021, 2025, 2099]
LAST = "本年新收政府信息公开申请数量"


def parsed(file: NewFile) -> Document:
    (document,) = parse((Source(file.path.removeprefix("content/"), file.text.encode(), ""),))
    assert document.problems == ()
    return document


def filings(file: NewFile, year: int) -> tuple[Filing, ...]:
    document = parsed(file)
    read = read_statistics(document.path, year, document.header.get("statistics"), FORMS)
    assert not read.problems
    assert not read.missing
    return read.filings


def report(year: int, before: tuple[Filing, ...] = ()) -> NewFile:
    return new_report(SLUG, KNOWN, year, FORMS, before)


@pytest.mark.parametrize("year", YEARS)
def test_a_report_has_the_outline_and_the_tables_of_its_year(year: int) -> None:
    file = report(year)

    chapters = [one.text for one in parsed(file).headings if one.level == 2]
    outline = [one.title for one in chapters_for(year)] or [one for one, _ in contents_for(year)]
    assert [without_numbering(one) for one in chapters] == outline
    assert [one.form for one in filings(file, year)] == [*forms_for(FORMS, year)]


@pytest.mark.parametrize("year", YEARS)
def test_a_blank_is_no_figure_and_never_zero(year: int) -> None:
    for filing in filings(report(year), year):
        totals = {e.left[0] for e in filing.form.equations if e.balance.defines_total}
        for r, cells in enumerate(filing.cells):
            for c, cell in enumerate(cells):
                assert cell.meaning is Meaning.BLANK
                assert cell.written or (r, c) in totals


@pytest.mark.parametrize("year", YEARS)
def test_where_a_human_must_write_there_is_a_mark_unless_a_table_belongs_there(year: int) -> None:
    body = report(year).text.split("---\n", 2)[2]
    titles = {title for form in forms_for(FORMS, year) for title in form.chapters}

    for chapter in body.split("\n## ")[1:]:
        title = without_numbering(chapter.splitlines()[0])
        assert bool(unfilled(chapter)) == (title not in titles)


def test_contacts_come_from_the_register() -> None:
    text = report(2023).text

    assert "请与中卫市科学技术局联系，地址：行政中心210室，电话：0955-7063893。" in text
    assert "电话：（填写）" in new_report(SLUG, Register("甲", {}), 2023, FORMS).text


REQUESTS = """\
-- {year}年度报告 --
---
statistics:
  收到和处理政府信息公开申请情况:
    本年新收政府信息公开申请数量:
      自然人: 3
      商业企业: 2
      其余: 0
    结转下年度继续办理:
      自然人: 3
      商业企业: 2
      其余: 0
    其余: 0
---
（正文：六个部分）
"""


def after(site: Scenario, year: int) -> NewFile:
    """The new report on the year after `year`, and it lies in the project."""
    before = tables(site.root, SLUG, year, FORMS)
    assert before
    file = new_report(SLUG, register(site.root, SLUG), year + 1, FORMS, before)
    write_new(site.root, [file])
    return file


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2023])
def test_requests_are_carried_over_also_into_another_form(year: int, site: Scenario) -> None:
    site.lay(REQUESTS.format(year=year))

    text = after(site, year).text

    lines = text.split("上年结转政府信息公开申请数量:\n")[1].splitlines()[:6]
    assert lines[:2] == [
        "      自然人: 3  # 去年结转，请核对",
        "      商业企业: 2  # 去年结转，请核对",
    ]
    assert lines[5] == "      其他: 0  # 去年结转，请核对"
    assert text.count("去年结转") == (6 if year != 2019 else 6 + 5)


def test_what_is_all_zero_is_carried_over_in_one_line(site: Scenario) -> None:
    """The report on 2023 that the project begins with."""
    text = after(site, 2023).text

    assert "    上年结转政府信息公开申请数量: 0  # 去年结转，请核对\n" in text
    assert text.count("去年结转") == 1


def test_items_of_the_forms_of_2019_are_carried_over(site: Scenario) -> None:
    site.lay(
        "-- 2019年度报告 --\n---\nstatistics:\n  主动公开政府信息情况:\n    行政许可:\n"
        "      上一年项目数量: 5\n      本年增/减: -2\n      处理决定数量: 7\n    其余: 0\n---\n"
        "（正文：六个部分）\n"
    )

    text = after(site, 2019).text

    assert "    行政许可:\n      上一年项目数量: 3  # 去年结转，请核对\n      本年增/减:\n" in text


FIGURES = some.sampled_from(["0", "1", "7", "12", "", "/", "无"])


@given(some.lists(FIGURES, min_size=6, max_size=6), some.sampled_from([2019, 2020, 2022]))
def test_what_is_carried_over_is_what_must_be_the_same(texts: list[str], year: int) -> None:
    """Exactly the numbers of last year, and nothing for what is no number."""
    form = next(one for one in forms_for(FORMS, year) if one.name == "requests")
    row = next(one for one in form.rows if one.key == "结转下年度继续办理")
    names = [one.key for one in row.columns][:6]
    figures = dict(zip(names, texts, strict=True))
    node = {"收到和处理政府信息公开申请情况": {row.key: figures, "其余": "0"}}
    header = yaml.safe_dump({"title": "甲", "statistics": node}, allow_unicode=True)
    path = f"content/agencies/{SLUG}/reports/{year}.md"
    (before,) = (
        one
        for one in read_filings(NewFile(path, f"---\n{header}---\n"), year)
        if one.form.name == "requests"
    )
    new = next(one for one in forms_for(FORMS, year + 1) if one.name == "requests")

    carried = carried_over(before, new)

    numbers = {name: text for name, text in figures.items() if text.isdigit()}
    if len(numbers) == len(names):
        numbers["总计"] = str(sum(map(int, texts)))
    assert carried == {
        ("上年结转政府信息公开申请数量", name): text for name, text in numbers.items()
    }
    (filing,) = (
        one for one in filings(report(year + 1, (before,)), year + 1) if one.form.name == "requests"
    )
    (cells,) = (
        cells
        for one, cells in zip(new.rows, filing.cells, strict=True)
        if one.key == "上年结转政府信息公开申请数量"
    )
    columns = [one.key for one in row.columns]
    known = dict(zip(columns, (one.number for one in cells), strict=True))
    assert {name: str(number) for name, number in known.items() if number is not None} == numbers


def read_filings(file: NewFile, year: int) -> tuple[Filing, ...]:
    document = parsed(file)
    node = document.header.get("statistics")
    return read_statistics(document.path, year, node, FORMS).filings


def test_nothing_is_carried_over_from_the_form_of_another_year(site: Scenario) -> None:
    site.lay(REQUESTS.format(year=2018))  # this table was not in force then

    before = tables(site.root, SLUG, 2018, FORMS)

    assert before
    assert "去年结转" not in report(2019, before).text


def filled(text: str) -> str:
    """A skeleton as an editor might finish it: no draft, no mark, zeros."""
    lines = [line for line in text.splitlines() if not line.startswith("draft:")]
    done = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        deeper = len(following) - len(following.lstrip()) > len(line) - len(line.lstrip())
        is_blank = line.startswith("  ") and line.endswith(":") and not deeper
        done.append(f"{line} 0" if is_blank else line)
    text = "\n".join(done) + "\n"
    text = text.replace(f"signed: {MARK}", "signed: 2024-01-15")
    text = text.replace(f"published: {MARK}", "published: 2024-01-20")
    return text.replace(
        MARK, "本局逐项抓好主动公开、依申请、信息管理、平台建设和监督保障，没有收取费用。"
    )


@pytest.mark.parametrize("year", [2015, 2019, 2020, 2022, 2024])
def test_a_skeleton_that_is_filled_in_has_no_error(year: int, site: Scenario) -> None:
    file = report(year)
    write_new(site.root, [NewFile(file.path, filled(file.text))])

    errors = [one for one in check(site.root, TODAY, silent).findings if one.severity == "error"]

    assert [one for one in errors if one.path == file.path] == []


def test_all_new_files_in_a_project_are_drafts_without_findings(site: Scenario) -> None:
    known = register(site.root, SLUG)
    files = [new_report(SLUG, known, year, FORMS) for year in YEARS if year != 2099]
    files += [new_document(SLUG, f"d-{n}", "", one.name, 2024) for n, one in enumerate(TYPES)]
    files += [new_document(SLUG, "2024/a", "甲: [乙] \"丙\" '丁' # 戊", "", 2024)]
    files += [new_catalogue(SLUG, known), new_agency("neu", {"title": "甲: 乙", "email": "@"})]
    write_new(site.root, files)

    checked = check(site.root, TODAY, silent)

    assert checked.findings == ()
    assert checked.portal
    counted = {f"content/{path}" for one in checked.portal.summaries for path, _ in one.unfilled}
    assert counted == {file.path for file in files}


def test_every_new_file_names_its_schema_and_is_accepted_by_it(tmp_path: Path) -> None:
    files = [report(year) for year in YEARS]
    files += [new_document(SLUG, f"2024/d-{n}", "", one.name, 2024) for n, one in enumerate(TYPES)]
    files += [new_agency(SLUG, {}), new_catalogue(SLUG, KNOWN)]
    write_new(tmp_path, [*files, *schema_files(FORMS)])

    compiled = functools.cache(lambda path: fastjsonschema.compile(json.loads(path.read_bytes())))
    for file in files:
        text = file.text.removeprefix("---\n").split("---\n")[0]
        first = text.splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        schema = (tmp_path / file.path).parent / first.partition("=")[2]
        compiled(schema.resolve())(yaml.safe_load(text))


def test_another_file_with_the_same_address_is_found(site: Scenario) -> None:
    write_new(site.root, [new_document(SLUG, "2024/a", "", "", 2024)])

    folder = f"agencies/{SLUG}/documents"
    assert file_with_address(site.root, f"{folder}/2024-a.md") == f"{folder}/2024/a.md"
    assert file_with_address(site.root, f"{folder}/2024/a.md") == ""
