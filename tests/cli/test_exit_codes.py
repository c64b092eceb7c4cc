"""The exit codes of the command line, and what is said with them."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from conftest import Scenario, digests
from systems import linux
from texts import page

from site_builder.cli import main as cli
from site_builder.cli.outcome import Outcome


@pytest.fixture
def here(site: Scenario, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    """A project with a good site, and we are in its folder."""
    monkeypatch.chdir(site.root)
    return site


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    return capsys


def test_a_good_site_is_built_with_0(here: Scenario, said: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build"]) == 0

    out, err = said.readouterr()
    assert "网站共 15 个页面（首页 1" in out
    assert "本次更新 15 个" in out
    assert "打开 public/index.html 查看。" in out
    assert not err
    assert (here.root / "public/index.html").is_file()


def test_an_error_in_the_content_is_1_and_leaves_the_old_site_byte_for_byte(
    here: Scenario, said: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build"]) == 0
    before = digests(here.root / "public")
    here.lay(page("[不在](gone.md)\n"))

    assert cli.main(["build"]) == 1

    assert "内容有误，没有生成网站，原有网站没有改动。错误 1，警告 0。" in said.readouterr().out
    assert digests(here.root / "public") == before
    assert {path.name for path in here.root.iterdir()} == {
        *("content", "public", ".sitebuild", ".public.sitebuild", "public.changes.json"),
    }


def test_a_warning_is_0_but_1_with_strict(here: Scenario) -> None:
    here.lay(page("# 一\n"))

    assert cli.main(["build"]) == cli.main(["check"]) == 0
    assert cli.main(["build", "--strict"]) == cli.main(["check", "--strict"]) == 1


@pytest.mark.parametrize(
    "words", [["biuld"], ["build", "--ouput"], ["verify"], ["check", "--format=x"]]
)
def test_wrong_usage_is_2(words: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(words)

    assert stopped.value.code == 2


@pytest.mark.parametrize("verb", ["build", "check"])
def test_a_folder_without_content_is_2(
    tmp_path: Path, said: pytest.CaptureFixture[str], verb: str
) -> None:
    assert cli.main([verb, "--source", str(tmp_path)]) == 2

    out, err = said.readouterr()
    assert not out
    assert "没有 content 文件夹" in err


def test_a_path_that_is_not_there_is_2(here: Scenario, said: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check", "content/pages/gone.md"]) == 2

    assert "content/pages/gone.md" in said.readouterr().err


@pytest.mark.parametrize("verb", ["build", "check"])
@pytest.mark.parametrize("settings", ["title：门户\n", "tilte: 门户\n", "title: 门户\ntheme: 无\n"])
def test_wrong_settings_are_3(here: Scenario, verb: str, settings: str) -> None:
    here.lay(f"-- content/site.yaml --\n{settings}")

    assert cli.main([verb]) == 3


def test_fragments_without_an_address_are_3(here: Scenario) -> None:
    assert cli.main(["build", "--fragments"]) == 3
    assert cli.main(["build", "--fragments", "--base-url", "https://a.example/"]) == 0


@pytest.mark.parametrize("output", ["content", ".", pytest.param("/proc/site/public", marks=linux)])
def test_an_output_that_cannot_be_written_is_4(
    here: Scenario, said: pytest.CaptureFixture[str], output: str
) -> None:
    assert cli.main(["build", "--output", output]) == 4

    out, err = said.readouterr()
    assert not out
    assert "不能把网站写到" in err or "读写失败" in err


def test_a_folder_of_somebody_else_is_4_and_stays_as_it_is(here: Scenario) -> None:
    here.lay("-- public/mine.txt --\n甲\n")

    assert cli.main(["build"]) == 4
    assert [path.name for path in (here.root / "public").iterdir()] == ["mine.txt"]


def test_a_bug_of_ours_is_70_and_said_in_one_line(said: pytest.CaptureFixture[str]) -> None:
    def fail() -> Outcome:
        raise ZeroDivisionError("division by zero")

    assert cli.exit_code_of(fail) == 70

    out, err = said.readouterr()
    assert not out
    assert "程序缺陷（ZeroDivisionError：" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("number", [errno.EMFILE, errno.EFBIG, errno.ENOSPC, errno.EROFS])
def test_an_error_of_the_disk_is_4_and_says_what_to_do(
    said: pytest.CaptureFixture[str], number: int
) -> None:
    def fail() -> Outcome:
        raise OSError(number, os.strerror(number), "public/a.html")

    assert cli.exit_code_of(fail) == 4

    err = said.readouterr().err
    assert err.startswith("读写失败：public/a.html：")
    assert "；请" in err
    assert os.strerror(number) not in err


def test_an_interruption_is_130() -> None:
    def interrupt() -> Outcome:
        raise KeyboardInterrupt

    assert cli.exit_code_of(interrupt) == 130


THEME = "-- content/site.yaml --\ntitle: 门户\ntheme: own\nregions:\n  640500: 中卫市\n"
EXTENDS = "-- themes/own/theme.yaml --\nextends: default\n"


@pytest.mark.parametrize(
    ("template", "place"),
    [
        ("<p>\n{% if %}\n", "themes/own/templates/home.html"),
        ("<p>\n{{ nothing }}\n", "themes/own/templates/home.html"),
        ("<p>\n{{ 1 / 0 }}\n", "themes/own/templates/home.html"),
        ("{% extends 'gone.html' %}\n", "gone.html"),
    ],
)
def test_a_theme_with_a_mistake_is_3_and_not_a_bug_of_ours(
    here: Scenario, said: pytest.CaptureFixture[str], template: str, place: str
) -> None:
    here.lay(f"{THEME}{EXTENDS}-- themes/own/templates/home.html --\n{template}")

    assert cli.main(["build"]) == 3

    out, err = said.readouterr()
    assert "错误 C109" in out
    assert place in out
    assert not err
    assert not (here.root / "public").exists()
