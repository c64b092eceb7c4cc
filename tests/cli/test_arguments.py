"""What can be typed after `sitebuild`, and how a slip is answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.cli.arguments import make_parser, parse_arguments
from site_builder.reporters.text import width


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What is said about wrong usage."""
    with pytest.raises(SystemExit) as stopped:
        parse_arguments(words)
    assert stopped.value.code == 2
    out, said = capsys.readouterr()
    assert not out
    return said


def test_a_build_has_the_defaults_that_are_promised() -> None:
    options = parse_arguments(["build"])

    assert (options.verb, options.source, options.output) == ("build", Path(), Path("public"))
    assert options.base_url == ""
    assert not (options.strict or options.clean or options.explain or options.fragments)
    assert options.jobs >= 1


def test_a_check_takes_paths_and_a_format() -> None:
    options = parse_arguments(["check", "a.md", "b", "--format", "sarif", "--select", "F,L1"])

    assert options.paths == [Path("a.md"), Path("b")]
    assert (options.format, options.select, options.ignore) == ("sarif", "F,L1", "")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["biuld"], "没有“biuld”这个命令，是不是“build”？"),
        (["zzz"], "没有“zzz”这个命令。可用的命令：build、check"),
        (["build", "--ouput", "x"], "不认识的参数：--ouput x，是不是“--output”？"),
        (["build", "--ouput=x"], "不认识的参数：--ouput=x，是不是“--output”？"),
        (["build", "--out", "x"], "不认识的参数：--out x，是不是“--output”？"),
        (["--versoin"], "不认识的参数：--versoin，是不是“--version”？"),
        (["check", "--zzz"], "不认识的参数：--zzz\n"),
        (["build", "--output"], "--output 后面要写一个值"),
        (["build", "--jobs", "two"], "--jobs：应为 1 以上的整数，写的是“two”"),
        (["build", "--jobs", "0"], "--jobs：应为 1 以上的整数，写的是“0”"),
        (["build", "--jobs=-5"], "--jobs：应为 1 以上的整数，写的是“-5”"),
        (["build", "--jobs", "-5"], "--jobs"),
        (["build", f"--jobs={'9' * 5000}"], "--jobs：应为 1 以上的整数"),
        (
            ["build", "--base-url", "https://a.cn/\udcff"],
            "--base-url：“https://a.cn/\\xff”里有不是 UTF-8",
        ),
        (["check", "--diff"], "--diff 要与 --fix 一起写"),
        (["check", "--fix", "--diff", "--format", "json"], "--diff 不能与 --format 一起写"),
        (["check", "a.md", "--format", "inspection"], "看的是整个网站"),
        (["check", "--select", "W", "--format", "inspection"], "看的是整个网站"),
        (["check", "--fix", "--diff", "--statistics"], "--diff 不能与 --statistics 一起写"),
        (["check", "--statistics", "--format", "sarif"], "--statistics 只能与 --format text"),
        (["check", "-q", "-v"], "-q 与 -v 不能一起写"),
        (["-v", "check", "-q"], "-q 与 -v 不能一起写"),
        (["help", "biuld"], "没有“biuld”这个命令，是不是“build”？"),
        (["build", "--strict=1"], "--strict 后面不写值"),
        (["check", "--format", "xyz"], "--format 不能是“xyz”；可以写：text、json、sarif"),
        (["check", "--format", "jsn"], "--format 不能是“jsn”，是不是“json”？可以写：text、json"),
        (["export", "catalog", "--agency", "a"], "内容 不能是“catalog”，是不是“catalogue”？"),
        (
            ["export", "catalogue", "--output", "a"],
            "sitebuild：缺少参数：--to, --agency\n",
        ),
        (
            [
                "export",
                "catalogue",
                "--agency",
                "a",
                "--year",
                "2024",
                "--to",
                "csv",
                "--output",
                "a",
            ],
            "export catalogue 不用写 --year\n",
        ),
        (["verify"], "缺少参数：文件夹"),
    ],
)
def test_a_slip_is_answered_in_chinese(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    answer = refused(capsys, *words)

    assert said in answer
    assert "--help" in answer
    assert not [letter for letter in answer.replace("--help", "") if letter in ";!"]


def test_without_a_command_the_usage_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert "用法：sitebuild" in refused(capsys)
    assert "用法：sitebuild" in refused(capsys, "--quiet")


@pytest.mark.parametrize("verb", make_parser()[1])
def test_every_command_can_be_quiet_or_say_more_on_either_side(verb: str) -> None:
    needed = {
        "verify": ["public"],
        "import": ["a.xlsx", "--agency", "a"],
        "completion": ["bash"],
        "init": ["a"],
        "new": ["report"],
        "export": ["catalogue", "--agency", "a", "--to", "csv", "--output", "a"],
    }
    words = [verb, *needed.get(verb, [])]
    if verb == "help":
        return
    for flag, name in (("-q", "quiet"), ("--quiet", "quiet"), ("-v", "verbose")):
        assert getattr(parse_arguments([flag, *words]), name)
        assert getattr(parse_arguments([*words, flag]), name)
    assert not parse_arguments(words).quiet
    assert not parse_arguments(words).verbose


def test_quiet_and_version_have_short_names_and_stand_on_either_side_of_the_command() -> None:
    assert parse_arguments(["-V"]).version
    for words in (["-q", "check"], ["check", "-q"], ["--quiet", "verify", "public"]):
        assert parse_arguments(words).quiet
    assert not parse_arguments(["check"]).quiet


def test_help_can_be_asked_for_as_a_command(capsys: pytest.CaptureFixture[str]) -> None:
    texts = []
    for words in (["help", "build"], ["build", "--help"], ["help"], ["--help"]):
        with pytest.raises(SystemExit) as stopped:
            parse_arguments(words)
        assert stopped.value.code == 0
        texts.append(capsys.readouterr().out)

    assert texts[0] == texts[1]
    assert texts[2] == texts[3] != texts[0]


def test_help_is_in_chinese_and_names_every_command_and_exit_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as stopped:
        parse_arguments(["--help"])

    text = capsys.readouterr().out
    assert stopped.value.code == 0
    assert "用法：" in text
    assert all(f"  {verb} " in text for verb in make_parser()[1])
    assert all(f"{code} " in text for code in (0, 1, 2, 3, 4, 70))
    assert "usage" not in text
    assert "options" not in text


def test_the_columns_of_help_are_even_with_chinese_names_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        parse_arguments(["check", "--help"])

    lines = capsys.readouterr().out.splitlines()
    starts = {
        width(line[: line.index(words)])
        for name, words in (
            ("  文件", "只看这些文件"),
            ("  --source", "项目所在"),
            ("  --select", "只用这些规则"),
            ("  --strict", "警告也算错误"),
        )
        for line in lines
        if line.startswith(name)
    }
    assert len(starts) == 1


@pytest.mark.parametrize("verb", make_parser()[1])
def test_every_command_has_help_in_chinese(capsys: pytest.CaptureFixture[str], verb: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        parse_arguments([verb, "--help"])

    text = capsys.readouterr().out
    assert stopped.value.code == 0
    assert f"用法：sitebuild {verb}" in text.replace("  ", " ")
    assert "usage" not in text
