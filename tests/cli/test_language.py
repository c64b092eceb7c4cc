"""Chinese or English: what decides, and that everything has both."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from conftest import Scenario
from texts import page

import site_builder
from site_builder.cli import main as cli
from site_builder.cli.arguments import make_parser
from site_builder.cli.english import ENGLISH
from site_builder.cli.language import is_english, say
from site_builder.cli.parser import commands_of
from site_builder.pages import KINDS

PACKAGE = Path(site_builder.__file__).parent
_CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")
_SAYING = {"say", "translated", "stage", "detail"}  # functions whose first argument is a text
_LANGUAGE = ("SITEBUILD_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


def speak(patch: pytest.MonkeyPatch, **environment: str) -> None:
    """Make these the only variables that choose a language."""
    for name in _LANGUAGE:
        patch.delenv(name, raising=False)
    for name, value in environment.items():
        patch.setenv(name, value)


@pytest.mark.parametrize(
    ("environment", "english"),
    [
        ({}, False),
        ({"LANG": "C"}, False),
        ({"LC_ALL": "POSIX"}, False),
        ({"LANG": "zh_CN.UTF-8"}, False),
        ({"LANG": "fr_FR.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8"}, True),
        ({"LC_ALL": "en"}, True),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, False),
        ({"LC_ALL": "", "LANG": "en_US.UTF-8"}, True),
        ({"SITEBUILD_LANG": "en", "LC_ALL": "zh_CN.UTF-8"}, True),
        ({"SITEBUILD_LANG": "EN"}, True),
        ({"SITEBUILD_LANG": "zh", "LANG": "en_US.UTF-8"}, False),
        ({"SITEBUILD_LANG": "", "LANG": "en_US.UTF-8"}, True),
    ],
)
def test_the_language_is_that_of_sitebuild_and_then_that_of_the_system(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], english: bool
) -> None:
    speak(monkeypatch, **environment)

    assert is_english() is english


def commands(parser: argparse.ArgumentParser, *words: str) -> Iterator[tuple[str, ...]]:
    """Every command, with those below it, as it is typed."""
    yield words
    for name, command in commands_of(parser).items():
        yield from commands(command, *words, name)


@pytest.mark.parametrize("words", [*commands(make_parser()[0])], ids=" ".join)
def test_no_command_and_no_option_lacks_its_english(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    speak(monkeypatch, SITEBUILD_LANG="en")

    with pytest.raises(SystemExit):
        cli.main([*words, "--help"])

    text = capsys.readouterr().out
    for value in chinese_values(make_parser()[0]):
        text = text.replace(value, "")
    assert text.startswith("usage: sitebuild")
    assert _CHINESE.findall(text) == []


def chinese_values(parser: argparse.ArgumentParser) -> list[str]:
    """The values of options that are Chinese, the longest first."""
    own = {str(one) for action in parser._actions for one in action.choices or ()}
    below = {one for command in commands_of(parser).values() for one in chinese_values(command)}
    return sorted((one for one in own | below if _CHINESE.search(one)), key=len, reverse=True)


def texts() -> set[str]:
    """Every Chinese text that is said somewhere in the program in the language of the user."""
    found = {kind.label for kind in KINDS.values()}
    for path in PACKAGE.rglob("*.py"):  # the desk speaks Chinese only
        found.update(_said_in(ast.parse(path.read_text("utf-8"))))
    return {text for text in found if _CHINESE.search(text)}


def _said_in(tree: ast.Module) -> Iterator[str]:
    """The texts of one module: those given to a function that says them, and those under a name
    that is given to one."""
    named = {
        (target.id, node.value.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and _name(node.func) in _SAYING:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value
            elif isinstance(first, ast.Name):
                yield from (
                    text for name, text in named if name == first.id and isinstance(text, str)
                )


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_no_text_that_is_said_lacks_its_english() -> None:
    found = texts()

    assert len(found) > 40
    assert found - ENGLISH.keys() == set()


def test_no_contradiction_of_options_lacks_its_english() -> None:
    tree = ast.parse((PACKAGE / "cli/arguments.py").read_text("utf-8"))
    texts_ = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }

    assert {one for one in texts_ if _CHINESE.search(one)} - ENGLISH.keys() == set()


@pytest.mark.parametrize("text", [*ENGLISH])
def test_the_english_of_a_text_names_the_same_values_and_holds_no_chinese(text: str) -> None:
    english = ENGLISH[text]

    assert not _CHINESE.search(english)
    assert _fields(english) == _fields(text)


def _fields(text: str) -> set[tuple[str | None, str | None]]:
    return {(name, form) for _, name, form, _ in Formatter().parse(text) if name}


def test_every_text_of_the_table_is_used() -> None:
    source = "".join(
        path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.name != "english.py"
    )
    joined = re.sub(r'"\s*\n\s*f?"', "", source)

    assert [one for one in ENGLISH if one.replace("\n", "\\n") not in joined] == []


def test_findings_stay_chinese_and_what_is_said_about_them_does_not(
    site: Scenario, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site.lay(page("# 一\n"))
    monkeypatch.chdir(site.root)
    speak(monkeypatch, LANG="en_US.UTF-8")

    assert cli.main(["build"]) == 0

    out = capsys.readouterr().out
    assert "警告 M101 正文里又有一级标题" in out
    assert "The site has 16 pages (home 1, " in out
    assert "Errors: 0, warnings: 1. Can be repaired: 1" in out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["biuld"], "There is no command “biuld”. Did you mean “build”? Commands: build, check"),
        (["build", "--ouput"], "unknown arguments: --ouput. Did you mean “--output”?\n"),
        (["build", "--jobs", "x"], "argument --jobs: must be a number from 1 on, not “x”"),
        (["check", "--format", "jsn"], "--format cannot be “jsn”. Did you mean “json”? Choices"),
        (["check", "--diff"], "--diff needs --fix"),
        (["verify"], "the following arguments are required"),
        (["check", "contnt"], "There is no file or folder “contnt”. Did you mean “content”?"),
        (["check", "--select", "F23O"], "There is no rule “F23O”. Did you mean “F230”?"),
        (["check", "--source", "public"], "There is no folder content in"),
    ],
)
def test_wrong_usage_is_answered_in_english(
    site: Scenario,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(site.root)
    speak(monkeypatch, SITEBUILD_LANG="en")

    try:
        code: object = cli.main(words)
    except SystemExit as stopped:
        code = stopped.code

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert said in err
    assert _CHINESE.findall(err) == []


def test_a_text_without_english_is_said_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, SITEBUILD_LANG="en")

    assert say("没有英文的 {what}", what="甲") == "没有英文的 甲"
