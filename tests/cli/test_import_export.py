"""The commands `import` and `export`, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import workbooks
from texts import folder

from site_builder.cli import main as cli

AGENCY = """\
-- content/site.yaml --
title: 门户
coverage: selected
regions:
  640500: 中卫市
-- content/agencies/kjj/index.md --
---
title: 示例镇人民政府
region: 640500
---
职责。
"""
CATALOGUE = Path("content/agencies/kjj/catalogue.yaml")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an agency, which is the current folder."""
    folder(tmp_path, AGENCY)
    (tmp_path / "town.xlsx").write_bytes(workbooks.of_a_town())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> int:
    return cli.main([*words, "--agency", "kjj"])


def test_an_excel_file_becomes_the_catalogue_of_an_agency(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "town.xlsx") == 0

    said = capsys.readouterr().out
    assert "town.xlsx：写入 content/agencies/kjj/catalogue.yaml，共 2 项。" in said
    assert "涉农!A6　“注：√表示适用。”：表外的说明" in said
    assert "二级事项: false" in (project / CATALOGUE).read_text("utf-8")


def test_importing_twice_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("import", "town.xlsx")
    before = (project / CATALOGUE).read_bytes()

    assert run("import", "town.xlsx") == 0

    assert (project / CATALOGUE).read_bytes() == before
    assert "没有改动" in capsys.readouterr().out


def test_another_catalogue_is_not_overwritten_without_force(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", "town.xlsx")
    before = (project / CATALOGUE).read_bytes()
    (project / "other.xlsx").write_bytes(workbooks.with_merged_rows())

    assert run("import", "other.xlsx") == 2
    assert "加 --force" in capsys.readouterr().err
    assert (project / CATALOGUE).read_bytes() == before

    run("import", "other.xlsx", "--force")
    assert (project / CATALOGUE).read_bytes() != before


def test_the_report_for_programs_names_what_was_written_lost_and_guessed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", "town.xlsx", "--format", "json")

    assert json.loads(capsys.readouterr().out) == [
        {
            "file": "town.xlsx",
            "kind": "catalogue",
            "written": ["content/agencies/kjj/catalogue.yaml"],
            "lost": [{"place": "涉农!A6", "text": "注：√表示适用。", "reason": "表外的说明"}],
            "guesses": [],
        }
    ]


def test_errors_in_what_was_written_are_reported(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = '---\ntitle: 指南\nitems: ["9"]\n---\n正文。\n'
    (project / CATALOGUE).with_name("guide.md").write_text(guide, "utf-8")

    assert run("import", "town.xlsx") == 1

    said = capsys.readouterr().out
    assert "写入 content/agencies/kjj/catalogue.yaml" in said
    assert "本机关的目录里没有序号“9”" in said


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("none.xlsx", None, "没有这个文件"),
        ("old.xls", b"\xd0\xcf\x11\xe0", "请"),
        ("spoilt.xlsx", b"PK\x03\x04", "不完整，打不开"),
    ],
)
def test_a_file_that_cannot_be_imported_says_why(
    name: str, data: bytes | None, said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if data is not None:
        (project / name).write_bytes(data)

    assert run("import", name) == 2

    assert said in capsys.readouterr().err
    assert not (project / CATALOGUE).exists()


def test_an_unknown_agency_is_wrong_usage(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", "town.xlsx", "--agency", "kj"]) == 2
    assert "是不是“kjj”" in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_a_catalogue_is_exported(kind: str, project: Path) -> None:
    run("import", "town.xlsx")

    assert run("export", "catalogue", "--to", kind, "--output", f"out.{kind}") == 0

    assert (project / f"out.{kind}").stat().st_size > 100


def test_what_was_exported_is_imported_without_a_change(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", "town.xlsx")
    run("export", "catalogue", "--to", "xlsx", "--output", "out.xlsx")
    capsys.readouterr()

    assert run("import", "out.xlsx") == 0

    assert "没有改动" in capsys.readouterr().out


def test_a_catalogue_with_errors_is_not_exported(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / CATALOGUE).write_text("items:\n  - 序号: 1\n  - 序号: 1\n", "utf-8")

    assert run("export", "catalogue", "--to", "csv", "--output", "out.csv") == 1

    assert "catalogue.yaml" in capsys.readouterr().out
    assert not (project / "out.csv").exists()


def test_an_agency_without_a_catalogue_has_none_to_export(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "catalogue", "--to", "csv", "--output", "out.csv") == 2
    assert "没有目录" in capsys.readouterr().err
