"""What is said of files and folders that do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Scenario
from texts import REPORT

from site_builder.cli import main as cli
from site_builder.cli.suggestions import no_file


@pytest.fixture
def here(site: Scenario, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    """A project with a good site, and we are in its folder."""
    monkeypatch.chdir(site.root)
    return site


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("contnt", "content"),
        ("content/agencis/zhongwei-kjj/report", "content/agencies/zhongwei-kjj/reports"),
        ("content/agencies/zhongwei-kjj/reprots/2032.md", REPORT),
        ("../projct/content/site.yml", "../project/content/site.yaml"),
    ],
)
def test_a_file_that_does_not_exist_is_answered_with_the_nearest_one(
    here: Scenario, capsys: pytest.CaptureFixture[str], typed: str, near: str
) -> None:
    assert cli.main(["check", typed]) == 2

    assert f"没有“{typed}”这个文件或文件夹，是不是“{near}”？" in capsys.readouterr().err


def test_an_absolute_path_gets_an_absolute_answer(here: Scenario) -> None:
    near = here.root / "content"

    assert f"是不是“{near}”？" in no_file(here.root / "contnt")


@pytest.mark.parametrize("typed", ["zzzzzz", "content/zzz/a", "content/site.yaml/a", "a\0b"])
def test_where_nothing_is_near_nothing_is_proposed(here: Scenario, typed: str) -> None:
    assert no_file(Path(typed)).endswith("这个文件或文件夹；请核对路径。")


def test_in_a_folder_of_a_project_the_project_is_named(
    here: Scenario, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(here.root / "content/agencies")

    assert cli.main(["build"]) == 2

    assert f"加上 --source {here.root}" in capsys.readouterr().err


def test_an_agency_that_does_not_exist_is_answered_with_the_nearest_one(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["export", "catalogue", "--to", "csv", "--output", "a.csv", "--agency"]

    assert cli.main([*words, "zhongwei-kj"]) == 2

    assert "没有机关“zhongwei-kj”，是不是“zhongwei-kjj”？" in capsys.readouterr().err
