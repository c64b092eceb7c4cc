"""The command as a process: locales, closed and full outputs, what it imports."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from bench import corpus
from conftest import Scenario
from systems import linux, posix
from texts import page

from site_builder.reporters.text import width

pytestmark = posix


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
    assert "content/pages/附件.md\n  错误" in ended.stdout
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


@linux
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


def test_a_build_of_few_files_does_not_import_what_starts_processes(site: Scenario) -> None:
    code = (
        "import sys; from site_builder.cli.main import main; main(['build', '--jobs', '2']); "
        "print({'concurrent.futures', 'multiprocessing'} & {*sys.modules} or 'neither')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], cwd=site.root, capture_output=True, text=True, check=True
    )

    assert ended.stdout.endswith("neither\n")


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


@pytest.mark.parametrize("reader", ["| true", "| head -c 1"])
def test_a_reader_that_goes_away_does_not_change_the_exit_code(site: Scenario, reader: str) -> None:
    assert run(site.root, "build").returncode == 0
    (site.root / "public/index.html").write_text("")
    site.lay(page("[不在](gone.md)\n"))

    for words in ("check", "check --format json", "build", "verify public"):
        program = f"{sys.executable} -m site_builder {words} {reader}; exit ${{PIPESTATUS[0]}}"
        ended = subprocess.run(
            ["bash", "-c", program], cwd=site.root, capture_output=True, text=True, check=False
        )
        assert (ended.returncode, ended.stderr) == (1, "")


@pytest.mark.parametrize("closed", ["2>&-", ">&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_closed_streams_get_no_file_of_the_site(site: Scenario, closed: str) -> None:
    assert run(site.root, "build", "--jobs=2", shell=closed).returncode == 0
    assert run(site.root, "verify", "public").returncode == 0

    site.lay(page("[不在](gone.md)\n"))

    for words in ("build", "check", "biuld", "verify nowhere"):
        assert run(site.root, words, shell=closed).returncode == (2 if words == "biuld" else 1)


def test_bytes_that_are_not_utf_8_in_an_address_are_wrong_usage(site: Scenario) -> None:
    ended = run(site.root, "build", r"--base-url", shell=r"$(printf 'https://a.cn/\377')")

    assert ended.returncode == 2
    assert "不是 UTF-8" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_file_larger_than_the_system_allows_is_called_so(site: Scenario) -> None:
    program = f"ulimit -f 8; {sys.executable} -m site_builder explain --handbook rules"
    ended = subprocess.run(
        ["bash", "-c", program], cwd=site.root, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 4
    assert "超过了系统允许的文件大小" in ended.stderr


def on_a_terminal(folder: Path, *words: str, **surroundings: str) -> str:
    """What a terminal of 80 columns receives from the real program."""
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    outside = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR"}}
    with subprocess.Popen(
        [sys.executable, "-m", "site_builder", *words],
        cwd=folder,
        env={**outside, "TERM": "xterm", "COLUMNS": "80", **surroundings},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        received = b""
        with suppress(OSError):  # the other end is closed
            while part := os.read(ours, 1 << 16):
                received += part
    os.close(ours)
    return received.decode().replace("\r\n", "\n")


def screen(received: str) -> str:
    """What stands on a terminal at the end."""
    lines = []
    for line in received.split("\n"):
        shown = ""
        for part in re.split(r"(\r|\033\[K)", line):
            shown = "" if part in {"\r", "\033[K"} else shown + part
        lines.append(re.sub(r"\033\[[0-9;]*m", "", shown))
    return "\n".join(lines)


def test_a_terminal_shows_what_a_log_shows_but_for_colours_and_width(site: Scenario) -> None:
    site.lay(page("# 一\n[不在](gone.md)\n"))

    received = on_a_terminal(site.root, "check")

    assert "检查 4 个文件…" in received
    assert "\033[1;31m错误\033[0m" in received
    plain = run(site.root, "check").stdout
    assert re.sub(r"\s+", "", screen(received)) == re.sub(r"\s+", "", plain)
    assert all(width(line) <= 80 for line in screen(received).split("\n"))


@pytest.mark.parametrize("words", [["build"], ["check"], ["check", "--fix"], ["build", "--jobs=2"]])
def test_nothing_is_left_of_the_line_of_progress(site: Scenario, words: list[str]) -> None:
    site.lay(page("# 一\n"))

    received = on_a_terminal(site.root, *words)

    assert "…" in received
    assert "个文件" not in screen(received)
    assert not [part for part in re.split(r"\r\033\[K", received)[1:-1] if "\n" in part]


def test_no_color_means_no_colours(site: Scenario) -> None:
    site.lay(page("# 一\n"))

    assert "\033[1" not in on_a_terminal(site.root, "check", NO_COLOR="1")
    assert "\033[" not in on_a_terminal(site.root, "check", TERM="dumb")
