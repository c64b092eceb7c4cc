"""`sitebuild` without a command: a question on a terminal, the usage elsewhere."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Scenario

from site_builder.cli import main as cli
from site_builder.cli.start import ask


class Terminal(io.StringIO):
    """One end of a terminal: what is typed, or what is shown."""

    def isatty(self) -> bool:
        return True


SitDown = Callable[[str], Terminal]


@pytest.fixture
def sit_down(monkeypatch: pytest.MonkeyPatch) -> SitDown:
    """Sit down at a terminal to type a text, and return what it shows."""

    def there(typed: str) -> Terminal:
        shown = Terminal()
        monkeypatch.setattr("sys.stdin", Terminal(typed))
        monkeypatch.setattr("sys.stderr", shown)
        return shown

    return there


@pytest.mark.parametrize(
    ("typed", "words", "wrong"),
    [
        ("\n", ["serve", "--open"], 0),
        ("1\n", ["serve", "--open"], 0),
        (" 2 \n", ["check"], 0),
        ("3\n", ["build"], 0),
        ("4\n", ["help"], 0),
        ("5\n0\nabc\n2\n", ["check"], 3),
        ("q\n", None, 0),
        ("Q\n", None, 0),
        ("", None, 0),
        ("9\n", None, 1),
    ],
)
def test_in_a_project_the_desk_is_offered_first(
    site: Scenario, sit_down: SitDown, typed: str, words: list[str] | None, wrong: int
) -> None:
    shown = sit_down(typed)

    assert ask(site.root) == words

    assert f"项目：{site.root}\n  1  打开编辑台" in shown.getvalue()
    assert shown.getvalue().count("没有“") == wrong


def test_in_a_folder_of_a_project_the_project_is_meant(site: Scenario, sit_down: SitDown) -> None:
    shown = sit_down("\n")

    words = ask(site.root / "content/agencies")

    assert words == ["serve", "--open", "--source", str(site.root)]
    assert f"项目：{site.root}\n" in shown.getvalue()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("\n\n", ["init", "--", "portal"]),
        ("1\n新 项目\n", ["init", "--", "新 项目"]),
        ("1\n-x\n", ["init", "--", "-x"]),
        ("1\n", None),
        ("2\n", ["help"]),
        ("q\n", None),
    ],
)
def test_outside_of_a_project_a_new_one_is_offered_first(
    tmp_path: Path, sit_down: SitDown, typed: str, words: list[str] | None
) -> None:
    shown = sit_down(typed)

    assert ask(tmp_path) == words
    assert f"{tmp_path} 里还没有项目。\n  1  新建一个项目" in shown.getvalue()


def test_what_is_chosen_is_done(
    tmp_path: Path,
    sit_down: SitDown,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    sit_down("1\n甲\n")

    assert cli.main([]) == 0

    assert (tmp_path / "甲/content/site.yaml").is_file()
    monkeypatch.chdir(tmp_path / "甲")
    sit_down("2\n")
    assert cli.main([]) == 0
    assert "错误 0，警告 0。" in capsys.readouterr().out


def test_who_wants_nothing_gets_nothing(
    tmp_path: Path,
    sit_down: SitDown,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    sit_down("q\n")

    assert cli.main([]) == 0

    assert capsys.readouterr().out == ""
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("missing", ["stdin", "stderr"])
def test_without_a_terminal_the_usage_is_shown_and_the_code_is_2(
    site: Scenario, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.chdir(site.root)
    ends = {"stdin": Terminal("1\n"), "stderr": Terminal(), missing: io.StringIO()}
    for name, end in ends.items():
        monkeypatch.setattr(f"sys.{name}", end)

    with pytest.raises(SystemExit) as stopped:
        cli.main([])

    assert stopped.value.code == 2
    assert ends["stderr"].getvalue().startswith("用法：sitebuild")


def test_the_question_is_asked_in_english_where_that_is_spoken(
    tmp_path: Path, sit_down: SitDown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITEBUILD_LANG", "en")
    shown = sit_down("q\n")

    ask(tmp_path)

    assert "  1  Start a project  (sitebuild init)" in shown.getvalue()
