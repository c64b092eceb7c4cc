"""The command as a process: locales, closed and full outputs, what it imports."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bench import corpus
from conftest import Scenario
from texts import page


def run(
    folder: Path, *words: str, shell: str = "", **surroundings: str
) -> subprocess.CompletedProcess[str]:
    """Run the real program in a folder; `shell` goes behind it."""
    program = f"{sys.executable} -m site_builder {' '.join(words)} {shell}"
    outside = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    return subprocess.run(
        program,
        shell=True,
        cwd=folder,
        env={**outside, **surroundings},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_without_a_terminal_lines_are_plain_whatever_the_content_says(site: Scenario) -> None:
    site.lay(page("# \\u001b[31m红\n见[\\u009b](gone.md)。\n"))

    for words in ("check", "build"):
        ended = run(site.root, words)
        assert ended.returncode == 1
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", ended.stdout + ended.stderr)


@pytest.mark.parametrize(
    "surroundings", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"PYTHONIOENCODING": "ascii"}]
)
def test_chinese_is_read_and_printed_in_any_locale(
    site: Scenario, surroundings: dict[str, str]
) -> None:
    site.lay("-- content/pages/附件.md --\n---\ntitle: 甲\n---\n")

    ended = run(site.root, "check", LANG="C", PYTHONCOERCECLOCALE="0", **surroundings)

    assert ended.returncode == 1
    assert "content/pages/附件.md: 错误" in ended.stdout
    assert not ended.stderr


@pytest.mark.parametrize("reader", ["| head -1", "| true"])
@pytest.mark.parametrize("words", ["explain", "check", "--help", "--version"])
def test_a_reader_that_goes_away_is_no_fault(site: Scenario, words: str, reader: str) -> None:
    site.lay("".join(page("# 一\n").replace("example", f"p{n}") for n in range(400)))

    assert not run(site.root, words, shell=reader).stderr


@pytest.mark.parametrize("words", ["explain", "check", "build"])
def test_a_closed_output_is_no_fault(site: Scenario, words: str) -> None:
    ended = run(site.root, words, shell=">&-")

    assert ended.returncode == 0
    assert not ended.stderr


@pytest.mark.parametrize("words", ["explain", "--version", "check", "build"])
def test_a_full_disk_is_4_and_said_in_one_line(site: Scenario, words: str) -> None:
    """Of the site nothing is said: the new one is published before its report is printed."""
    ended = run(site.root, words, shell="> /dev/full")

    assert ended.returncode == 4
    assert "读写失败" in ended.stderr
    assert "没有改动" not in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_the_command_line_alone_imports_nothing_heavy() -> None:
    heavy = "{'yaml', 'jinja2', 'markdown_it', 'site_builder.build', 'concurrent.futures'}"
    code = f"import sys, site_builder.cli.main; print(sorted({heavy} & set(sys.modules)))"

    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ended.stdout == "[]\n"


def test_a_build_that_is_killed_with_its_workers_at_work_does_not_lock_the_site(
    tmp_path: Path,
) -> None:
    corpus.make(tmp_path, agencies=60, years=5)
    program = [sys.executable, "-m", "site_builder", "build", "--clean", "--jobs", "2"]
    first = subprocess.Popen(program, cwd=tmp_path, stdout=subprocess.DEVNULL)
    while not [*tmp_path.glob(".public.sitebuild/new-*/agencies")]:  # workers write pages
        assert first.poll() is None
        time.sleep(0.01)
    first.kill()
    first.wait()

    ended = [run(tmp_path, "build", "--jobs 2") for _ in range(2)]

    assert [one.returncode for one in ended] == [0, 0], ended
    assert not [*tmp_path.glob(".public.sitebuild/new-*")]


def test_what_somebody_changed_in_the_site_is_said_and_put_right(site: Scenario) -> None:
    run(site.root, "build")
    (site.root / "public/404.html").write_text("mine")

    first, second = run(site.root, "build"), run(site.root, "build")

    assert "有人动过 public/404.html" in first.stdout
    assert "有人动过" not in second.stdout
    assert run(site.root, "verify", "public").returncode == 0
