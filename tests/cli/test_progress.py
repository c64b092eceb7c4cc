"""What is told of long work: a bar on a terminal, lines for who asks, nothing elsewhere."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import threading
from itertools import count
from pathlib import Path

import pytest
from bench import corpus
from conftest import TODAY, Scenario, long_after
from texts import page

from site_builder.build import build, check
from site_builder.cli import main as cli
from site_builder.cli.progress import Bar, Lines
from site_builder.model.progress import Progress


class Noted(Progress):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.stages: list[str] = []
        self.steps: dict[str, list[tuple[int, int]]] = {}
        self.details: dict[str, list[str]] = {}

    def stage(self, text: str, **values: object) -> None:
        self.stages.append(text.format(**values))

    def advance(self, done: int, total: int) -> None:
        self.steps.setdefault(self.stages[-1], []).append((done, total))

    def detail(self, text: str, **values: object) -> None:
        self.details.setdefault(self.stages[-1], []).append(text.format(**values))


class Terminal(io.StringIO):
    """A terminal that keeps what it is sent."""

    def isatty(self) -> bool:
        return True


def built(root: Path) -> Noted:
    """What a build says."""
    noted = Noted()
    build(root, root / "public", today=TODAY, progress=noted)
    return noted


def test_a_build_tells_its_stages_and_how_far_each_is(tmp_path: Path) -> None:
    corpus.make(tmp_path, agencies=3, years=2)

    noted = built(tmp_path)

    analysing, agencies, portal, *others = noted.stages
    assert re.fullmatch(r"检查 \d+ 个文件", analysing)
    assert (agencies, portal, others) == ("生成各机关的网页", "生成全站的网页", ["核对", "发布"])
    for stage in (analysing, agencies, portal):
        steps = noted.steps[stage]
        assert [done for done, _ in steps] == sorted(done for done, _ in steps)
        assert steps[-1][0] == steps[-1][1] > 0
    assert f"检查 {noted.steps[analysing][-1][1]} 个文件" == analysing


def test_a_check_tells_how_far_it_is(tmp_path: Path) -> None:
    corpus.make(tmp_path, agencies=3, years=2)
    noted = Noted()

    check(tmp_path, TODAY, noted)

    (steps,) = noted.steps.values()
    assert len(steps) == 4  # three agencies, and what belongs to none


def test_what_is_reused_is_told_as_a_detail(tmp_path: Path) -> None:
    corpus.make(tmp_path, agencies=3, years=2)
    built(tmp_path)
    slug = sorted(one.name for one in (tmp_path / "content/agencies").iterdir())[0]
    with (tmp_path / f"content/agencies/{slug}/index.md").open("a") as file:
        file.write("\n又一段。\n")

    noted = built(tmp_path)

    stale = noted.details["生成各机关的网页"]
    assert stale[0] == "不用重做的机关和公共部分：3 个"
    assert len(stale) == 2
    assert stale[1].startswith(f"content/agencies/{slug}：网页 ")


def test_lines_give_each_stage_its_details_and_its_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = Lines(now=iter([1.0, 3.5, 3.5, 4.0]).__next__)

    lines.stage("检查 {count} 个文件", count=4)
    lines.detail("{name}：结果 {findings} 条", name="甲{}", findings=2)
    lines.advance(1, 4)
    lines.stage("核对")
    lines.end()
    lines.end()

    out, err = capsys.readouterr()
    assert out == ""
    assert err == "检查 4 个文件\n  甲{}：结果 2 条\n  用时 2.50 秒\n核对\n  用时 0.50 秒\n"


def test_verbose_says_what_took_how_long_and_changes_no_result(
    site: Scenario, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site.lay(page("# 一\n"))
    monkeypatch.chdir(site.root)

    assert cli.main(["check"]) == 0
    plain = capsys.readouterr()
    assert cli.main(["check", "-v"]) == 0
    verbose = capsys.readouterr()

    assert plain.err == ""
    assert verbose.out == plain.out
    assert re.search(r"^检查 4 个文件\n(?:  .+\n)+共用时 \d+\.\d\d 秒\n$", verbose.err)


def test_a_build_without_changes_says_so_in_detail(
    site: Scenario, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site.root)
    later = long_after()
    cli.main(["build"], later)
    capsys.readouterr()

    assert cli.main(["build", "-v"], later) == 0

    assert "文件、设置、主题和程序都与上次相同" in capsys.readouterr().err


def bar_after(monkeypatch: pytest.MonkeyPatch, seconds: float, *done: int) -> str:
    """What a terminal is sent of a stage with ten parts, if each takes so many seconds."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    times = count(0.0, seconds)
    bar = Bar(now=times.__next__)
    bar.stage("检查 {count} 个文件", count=10)
    for number in done:
        bar.advance(number, 10)
    bar.end()
    return terminal.getvalue()


def test_short_work_is_told_in_one_line_that_goes_away(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = bar_after(monkeypatch, 0.01, *range(1, 11))

    assert sent == "\r\033[K\r\033[K检查 10 个文件…\r\033[K"


def test_long_work_has_a_bar_with_a_count(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = bar_after(monkeypatch, 2.0, *range(1, 11))

    assert "检查 10 个文件" in sent
    assert [number for number in range(1, 11) if f"{number}/10" in sent] == [*range(1, 10)]
    assert sent.endswith("\r\033[K")


def test_a_bar_is_drawn_no_more_than_ten_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    sent = bar_after(monkeypatch, 0.02, *[1] * 500)

    assert 50 < len(re.findall(r"1/10", sent)) < 150


@pytest.mark.parametrize("words", [["build"], ["build", "--clean"], ["check"], ["build", "-v"]])
def test_where_nothing_is_shown_rich_is_not_imported(site: Scenario, words: list[str]) -> None:
    code = (
        f"import sys; from site_builder.cli.main import main; main({words}, {long_after()}); "
        "print('rich' in sys.modules)"
    )
    for _ in range(2):
        ended = subprocess.run(
            [sys.executable, "-c", code], cwd=site.root, capture_output=True, text=True, check=True
        )
        assert ended.stdout.splitlines()[-1] == "False"


def test_a_bar_starts_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are forked from a process that has one thread only."""
    monkeypatch.setattr(sys, "stderr", Terminal())
    before = threading.active_count()
    bar = Bar(now=count(0.0, 2.0).__next__)
    bar.stage("核对")
    bar.advance(1, 10)
    threads = threading.active_count()
    bar.end()

    assert threads == before
