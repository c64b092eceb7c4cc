"""The Excel form, filled in, and the draft from Word come together in one report."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import FORMS, Scenario
from form_workbooks import exported, filing_of, zeros

from site_builder.cli import main as cli
from site_builder.editing.cells import tables_of
from site_builder.exporters.form_workbook_layout import FilledBy
from site_builder.forms.versions import forms_for

AGENCY = """\
-- content/agencies/kjj/index.md --
---
title: 示例县科学技术局
region: 640500
---
职责。
"""
PATH = Path("content/agencies/kjj/reports/2023.md")
ROW, COLUMN = "行政许可", "本年处理决定数量"


def form(permits: str = "0") -> bytes:
    """The form of the bureau, all zeros but for its permits."""
    filings = []
    for one in forms_for(FORMS, 2023):
        texts = zeros(one)
        if one.name == "disclosure":
            texts = [[permits if row.key == ROW else "0" for _ in row.columns] for row in one.rows]
        filings.append(filing_of(one, texts))
    return exported(*filings, who=FilledBy("kjj", "示例县科学技术局", 2023))


def permits() -> str:
    (disclosure, *_) = tables_of(PATH.read_bytes(), 2023, FORMS)
    return disclosure.cell(ROW, COLUMN).text


@pytest.fixture
def project(site: Scenario, monkeypatch: pytest.MonkeyPatch) -> Path:
    site.lay(AGENCY)
    monkeypatch.chdir(site.root)
    return site.root


def test_a_form_that_was_filled_in_begins_a_report_as_a_draft(project: Path) -> None:
    (project / "表.xlsx").write_bytes(form("5"))

    assert cli.main(["import", "表.xlsx"]) == 0

    assert permits() == "5"
    assert "draft: true" in PATH.read_text("utf-8")
    assert cli.main(["import", "表.xlsx"]) == 0


def test_a_form_fills_in_a_report_that_was_begun_and_its_prose_stays(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["new", "report", "--agency", "kjj", "--year", "2023"])
    prose = PATH.read_text("utf-8").replace("\n\n（填写）\n", "\n\n本局的工作。\n")
    PATH.write_text(prose, "utf-8")
    (project / "表.xlsx").write_bytes(form("5"))

    assert cli.main(["import", "表.xlsx"]) == 2
    assert "加 --into" in capsys.readouterr().err

    assert cli.main(["import", "表.xlsx", "--into"]) == 0
    assert permits() == "5"
    assert PATH.read_text("utf-8").split("\n---\n")[1] == prose.split("\n---\n")[1]


def test_a_figure_that_is_there_is_replaced_only_by_force(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "表.xlsx").write_bytes(form("5"))
    cli.main(["import", "表.xlsx"])
    (project / "表.xlsx").write_bytes(form("6"))
    capsys.readouterr()

    assert cli.main(["import", "表.xlsx", "--into"]) == 0
    assert permits() == "5"
    said = capsys.readouterr().out
    assert "报告里已经是“5”" in said

    assert cli.main(["import", "表.xlsx", "--into", "--force"]) == 0
    assert permits() == "6"
