"""The command `export` for statistics, as a user types it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import TODAY, Scenario, digests, silent

from site_builder.build import build
from site_builder.cli import main as cli
from site_builder.exporters.catalogue import MISSING


@pytest.fixture
def project(site: Scenario, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one report, which is the current folder."""
    monkeypatch.chdir(site.root)
    return site.root


def run(*words: str) -> int:
    return cli.main(["export", *words])


def test_the_data_of_a_site_are_the_files_of_its_build_and_excel_files(project: Path) -> None:
    build(project, project / "public", today=TODAY, progress=silent)

    assert run("data", "--output", "out/data") == 0

    found = digests(project / "out/data")
    assert found.pop("2023/statistics.xlsx")
    built = digests(project / "public/data")
    del built["index.html"]
    assert found == built


def test_exporting_again_takes_away_what_is_no_longer_public(
    project: Path, site: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    run("data", "--output", "out")
    first = digests(project / "out")
    assert run("data", "--output", "out") == 0
    assert digests(project / "out") == first

    site.lay("-- 2023年度报告 --\n---\ndraft: true\n---\n（六个部分）\n")
    assert run("data", "--output", "out") == 0

    assert not [path for path in digests(project / "out") if "2023" in path]
    assert "out：" in capsys.readouterr().out


def test_a_folder_with_files_of_others_is_left_alone(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "out").mkdir()
    (project / "out/mine.txt").write_text("我的", "utf-8")

    assert run("data", "--output", "out") == 2
    assert run("data", "--output", "out/mine.txt") == 2

    assert "mine.txt" in capsys.readouterr().err
    assert digests(project / "out").keys() == {"mine.txt"}


def test_with_errors_in_the_content_no_data_are_written(
    project: Path, site: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    site.lay("-- 2023年度报告 --\n---\nstatistics:\n  没有的表: 0\n---\n（六个部分）\n")

    assert run("data", "--output", "out") == 1

    assert "没有的表" in capsys.readouterr().out
    assert not (project / "out").exists()


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_the_figures_of_a_report_alone_are_those_beside_its_page(project: Path, kind: str) -> None:
    build(project, project / "public", today=TODAY, progress=silent)

    report = ("report", "--agency", "zhongwei-kjj", "--year", "2023")
    assert run(*report, "--to", kind, "--output", f"figures.{kind}") == 0

    made = (project / f"figures.{kind}").read_bytes()
    beside = project / f"public/agencies/zhongwei-kjj/2023/statistics.{kind}"
    assert made == beside.read_bytes() if kind != "xlsx" else made.startswith(b"PK")


def test_a_report_without_tables_has_no_figures_to_export(
    project: Path, site: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    site.lay("-- content/agencies/zhongwei-kjj/reports/2010.md --\n---\ntitle: 报告\n---\n正文。\n")

    report = ("report", "--agency", "zhongwei-kjj", "--year", "2010")
    assert run(*report, "--to", "csv", "--output", "figures.csv") == 2

    assert "没有法定统计表" in capsys.readouterr().err
    assert not (project / "figures.csv").exists()


def test_without_the_library_for_excel_the_message_names_the_extra(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    report = ("report", "--agency", "zhongwei-kjj", "--year", "2023")
    assert run(*report, "--to", "xlsx", "--output", "figures.xlsx") == 2
    assert run("data", "--output", "out") == 0

    assert capsys.readouterr().err.count(MISSING) == 2
    assert not list((project / "out").rglob("*.xlsx"))
    assert list((project / "out").rglob("*.csv"))
