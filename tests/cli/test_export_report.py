"""The command `export report`, as a user types it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest
from texts import GOOD_SITE, folder

from site_builder.cli import main as cli

REPORT = "content/agencies/zhongwei-kjj/reports/2023.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a report on 2023, which is the current folder."""
    folder(tmp_path, GOOD_SITE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def export(*words: str, year: str = "2023", to: str = "docx") -> int:
    command = ("export", "report", "--agency", "zhongwei-kjj", "--year", year)
    return cli.main([*command, "--to", to, "--output", f"out.{to}", *words])


def test_a_report_is_exported_as_word(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export() == 0

    document = docx.Document(BytesIO((project / "out.docx").read_bytes()))
    assert document.core_properties.title == "中卫市科学技术局2023年政府信息公开工作年度报告"
    assert len(document.tables) == 3
    assert capsys.readouterr().out == ("out.docx：中卫市科学技术局2023年政府信息公开工作年度报告\n")


def test_a_report_is_exported_as_pdf(project: Path) -> None:
    pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))  # type: ignore[arg-type]

    assert export("--quiet", to="pdf") == 0

    assert (project / "out.pdf").read_bytes().startswith(b"%PDF-")


def test_exporting_twice_writes_the_same_bytes(project: Path) -> None:
    export()
    before = (project / "out.docx").read_bytes()

    export()

    assert (project / "out.docx").read_bytes() == before


def test_a_report_with_errors_is_exported_and_said_to_have_them(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = project / REPORT
    source.write_text(
        source.read_text("utf-8").replace("统计期限为1月1日", "[无](none.md)"), "utf-8"
    )

    assert export() == 1

    assert (project / "out.docx").exists()
    assert f"{REPORT} 有 1 处错误，照原样导出了" in capsys.readouterr().err


@pytest.mark.parametrize("to", ["docx", "pdf"])
def test_a_year_without_a_report_names_the_years_that_have_one(
    to: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(year="2022", to=to) == 2

    assert (
        "没有 content/agencies/zhongwei-kjj/reports/2022.md 这份年度报告，能导出的年度：2023。"
        in (capsys.readouterr().err)
    )
    assert not (project / f"out.{to}").exists()


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("draft: true\n", "还没有发布（是草稿，或者上线日期还没到），没有导出。"),
        ("publish_from: 2999-01-01\n", "还没有发布（是草稿，或者上线日期还没到），没有导出。"),
        (
            "withdrawn: {date: 2024-05-01, reason: 内容有误}\n",
            "已于 2024-05-01 撤下（内容有误），没有导出。",
        ),
    ],
)
def test_a_report_that_is_not_published_is_not_exported(
    header: str, said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = project / REPORT
    source.write_text(source.read_text("utf-8").replace("---\n", f"---\n{header}", 1), "utf-8")

    assert export() == 2

    assert f"{REPORT} {said}" in capsys.readouterr().err
    assert not (project / "out.docx").exists()


def test_an_unknown_agency_is_wrong_usage(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("--agency", "zhongwei-kj") == 2
    assert "是不是“zhongwei-kjj”" in capsys.readouterr().err


def test_wrong_settings_are_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "content/site.yaml").write_text("titel: 门户\n", "utf-8")

    assert export() == 3
    assert "titel" in capsys.readouterr().out
