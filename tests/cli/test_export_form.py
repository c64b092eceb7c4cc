"""The command `export form`, as a user types it."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from figures import FORMS, balanced, form
from form_workbooks import opened, read, read_texts, saved
from texts import folder

from site_builder.cli import main as cli
from site_builder.editing.cells import tables_of
from site_builder.exporters.form_workbook_layout import form_sheet

PROJECT = """\
-- content/site.yaml --
title: 门户
coverage: selected
regions:
  640500: 中卫市
-- content/agencies/kjj/index.md --
---
title: 中卫市科学技术局
region: 640500
phone: 0955-1234567
---
职责。
-- content/agencies/kjj/reports/2022.md --
---
title: 中卫市科学技术局2022年政府信息公开工作年度报告
statistics:
  收到和处理政府信息公开申请情况:
    本年新收政府信息公开申请数量: {自然人: 3, 其余: 0}
    结转下年度继续办理: {自然人: 2, 其余: 0}
    予以公开: {自然人: 1, 其余: 0}
    其余: 0
---
正文。
-- content/agencies/kjj/reports/2021.md --
---
title: 中卫市科学技术局2021年政府信息公开工作年度报告
draft: true
statistics:
  主动公开政府信息情况:
    规章: 不适用
    行政规范性文件: {本年制发件数: 1, 本年废止件数: '', 现行有效件数: /}
---
正文。
-- content/agencies/kjj/reports/2020.md --
---
title: 中卫市科学技术局2020年政府信息公开工作年度报告
statistics:
  收到和处理政府信息公开申请情况:
    没有这一行: {自然人: 3}
---
正文。
"""
Said = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an agency, which is the current folder."""
    folder(tmp_path, PROJECT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(year: str, *more: str) -> int:
    words = ("export", "form", "--agency", "kjj", "--to", "xlsx", "--output", "form.xlsx")
    return cli.main([*words, "--year", year, *more])


def test_the_form_of_a_year_without_a_report_has_what_last_year_determines(
    project: Path, capsys: Said
) -> None:
    assert run("2023") == 0

    data = (project / "form.xlsx").read_bytes()
    draft, _ = read(data)
    assert (draft.slug, draft.year) == ("kjj", 2023)
    assert read_texts(data, "requests")[:3] == [[""] * 7, ["2", *["0"] * 5, "2"], [""] * 7]
    assert opened(data)["填表说明"]["B2"].value == "中卫市科学技术局"
    assert "0955-1234567" in {cell.value for cell in opened(data)["填表说明"]["B"]}
    assert capsys.readouterr().out == "form.xlsx：3 张表，从上年带来 7 个数。\n"


def test_the_form_has_the_figures_of_a_report_also_of_a_draft(project: Path) -> None:
    assert run("2021", "-q") == 0

    first, second, *_ = read_texts((project / "form.xlsx").read_bytes(), "disclosure")
    assert first == ["不适用"] * 3
    assert second == ["1", "", "/"]


def test_the_form_of_an_early_year_is_the_table_of_that_time(project: Path) -> None:
    assert run("2015") == 0

    assert opened((project / "form.xlsx").read_bytes()).sheetnames == ["填表说明", "统计表"]


def test_a_report_that_is_not_understood_is_not_exported(project: Path, capsys: Said) -> None:
    assert run("2020") == 1

    assert "sitebuild check content/agencies/kjj/reports/2020.md" in capsys.readouterr().err
    assert not (project / "form.xlsx").exists()


def test_a_form_that_was_filled_in_is_imported_as_it_was(project: Path, capsys: Said) -> None:
    run("2023")
    book = opened((project / "form.xlsx").read_bytes())
    sheets = {"disclosure": "表二", "requests": "表三", "disputes": "表四"}
    filled: dict[str, list[list[str]]] = {}
    for name, title in sheets.items():
        one = form(name, 2023)
        chance = Random(name)
        figures = balanced(one, chance)
        filled[name] = [[f"{n}" for n in line] for line in figures]
        for line, places in zip(figures, form_sheet(one).figures, strict=True):
            for number, (row, column) in zip(line, places, strict=True):
                cell = book[title].cell(row + 1, column + 1)
                if cell.data_type != "f":
                    cell.value = number
    filled["disclosure"][0] = ["不适用", "/", ""]
    for address, text in zip(("B6", "C6", "D6"), ("不适用", "/", None), strict=True):
        book["表二"][address] = text
    (project / "form.xlsx").write_bytes(saved(book))
    capsys.readouterr()

    cli.main(["import", "form.xlsx", "--format", "json"])

    (done,) = json.loads(capsys.readouterr().out)
    path = project / "content/agencies/kjj/reports/2023.md"
    assert done["written"] == ["content/agencies/kjj/reports/2023.md"]
    assert done["lost"] == []
    assert not [one for one in done["guesses"] if "!" in one["place"]]
    assert {
        one.form.name: [[cell.text for cell in line] for line in one.cells]
        for one in tables_of(path.read_bytes(), 2023, FORMS)
    } == filled


def test_a_form_that_nobody_changed_changes_nothing(project: Path, capsys: Said) -> None:
    path = project / "content/agencies/kjj/reports/2022.md"
    before = path.read_bytes()
    run("2022")

    cli.main(["import", "form.xlsx", "--into", "--force"])

    assert path.read_bytes() == before


@pytest.mark.parametrize("year", ["23", "1999", "3000", "二〇二三", "２０２３"])
def test_a_year_without_reports_is_wrong_usage(year: str, project: Path, capsys: Said) -> None:
    assert run(year) == 2

    assert f"“{year}”不能是报告的年度" in capsys.readouterr().err
    assert not (project / "form.xlsx").exists()


def test_before_there_were_tables_there_is_no_form(project: Path, capsys: Said) -> None:
    assert run("2010") == 2

    assert capsys.readouterr().err == "2010 年还没有统一的统计表；有表的年度从 2014 年起。\n"


def test_the_same_report_makes_the_same_file(project: Path) -> None:
    run("2022")
    first = (project / "form.xlsx").read_bytes()

    run("2022")

    assert (project / "form.xlsx").read_bytes() == first
