"""A whole build as on other systems: it makes the same bytes."""

from __future__ import annotations

import builtins
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import TODAY, Scenario, digests, silent
from systems import OTHERS, force, posix
from texts import GOOD_SITE, bureau, document, page

from site_builder import portable
from site_builder.build import build
from site_builder.parallel.processes import WORTH_SHARING
from site_builder.portable import FORCED
from site_builder.publish.paths import changes_of, state_of
from site_builder.publish.site_check import verify

# What Python lacks on Windows, of all that the program or its tests might use.
MODULES = ("fcntl", "grp", "posix", "pty", "pwd", "resource", "termios", "tty")
NAMES = ("O_CLOEXEC", "O_NOFOLLOW", "O_NONBLOCK", "fchmod", "fork", "forkpty", "geteuid", "getuid")
MORE = ("killpg", "mkfifo", "register_at_fork", "setpgid", "wait", "uname", "chown", "statvfs")
WITHOUT = f"""
import multiprocessing.popen_spawn_posix, subprocess, tempfile, types, sys, os
for name in {MODULES}:
    sys.modules[name] = None
for name in {NAMES + MORE}:
    delattr(os, name)
sys.modules["msvcrt"] = types.SimpleNamespace(LK_NBLCK=2, locking=lambda *_: None)
from site_builder.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def run(folder: Path, *words: str, forced: str = "1", program: str = "") -> str:
    """Run a command in another process; it succeeds."""
    ended = subprocess.run(
        [sys.executable, *(["-c", program] if program else ["-m", "site_builder"]), *words],
        cwd=folder,
        env={**os.environ, FORCED: forced, "SITEBUILD_DEBUG": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


@posix
@pytest.mark.parametrize("forced", OTHERS)
def test_the_program_needs_nothing_that_only_posix_has(site: Scenario, forced: str) -> None:
    run(site.root, "build", "--output", "usual", forced="")

    for words in (["build"], ["build"], ["check"], ["verify", "public"]):
        run(site.root, *words, forced=forced, program=WITHOUT)

    assert digests(site.root / "public") == digests(site.root / "usual")
    assert not (site.root / ".public.lock").exists()


@posix
def test_workers_that_start_anew_make_the_same_site_as_one_process(site: Scenario) -> None:
    for name in ("a", "b"):
        pages = [document(f"agencies/{name}/documents/{n}.md") for n in range(WORTH_SHARING // 2)]
        site.lay(bureau(name, f"中卫市{name}局") + "".join(pages))

    run(site.root, "build", "--jobs", "2", "--output", "shared", program=WITHOUT)
    run(site.root, "build", "--jobs", "1", "--output", "alone", forced="")

    assert digests(site.root / "shared") == digests(site.root / "alone")


def test_after_an_edit_other_systems_publish_what_a_clean_build_does(
    site: Scenario, other_system: str
) -> None:
    for text in ("一", "二"):
        assert not site.build(page(f"{text}\n")).stopped
        build(site.root, site.root / "clean", today=TODAY, progress=silent, clean=True)

        assert digests(site.root / "public") == digests(site.root / "clean"), other_system
        assert verify(site.root / "public") == ()
    assert (state_of(site.root / "public") / "twin").exists() is (other_system == "windows")


def test_a_checkout_with_other_line_ends_gives_the_same_pages(tmp_path: Path) -> None:
    """As git makes it on Windows, where nothing tells it otherwise."""
    text = GOOD_SITE + page(
        "# 一\n\n- 甲\n- 乙\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n一行  \n一行\n"
    )
    pages = []
    for name in ("lf", "crlf"):
        one = Scenario(tmp_path / name)
        one.lay(text)
        if name == "crlf":
            for path in (one.root / "content").rglob("*.*"):
                path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
        assert not one.build().stopped
        pages.append(digests(one.root / "public"))

    assert pages[0] == pages[1]


def test_what_is_noted_in_lines_is_noted_the_same_everywhere(site: Scenario) -> None:
    """Python writes other line ends into texts on Windows, where a digest would then be wrong."""
    site.build()

    kept = [path for path in site.root.rglob("*.json") if "content" not in path.parts]
    assert {changes_of(site.root / "public"), site.root / "public/manifest.json"} <= {*kept}
    assert not [path for path in kept if b"\r" in path.read_bytes()]


# Long paths

LONG = 250
_CALLS = (
    "open",
    "lstat",
    "stat",
    "scandir",
    "mkdir",
    "rmdir",
    "link",
    "unlink",
    "replace",
    "chmod",
)


@contextmanager
def watched() -> Iterator[list[str]]:
    """Yields the long paths that calls of the system are about to get without the prefix that says
    they are long: `//`, which changes nothing here."""
    wrong: list[str] = []

    def watch(place: Any, name: str) -> None:
        really = getattr(place, name)

        def call(*values: Any, **more: Any) -> Any:
            paths = [os.fspath(one) for one in values if isinstance(one, str | Path)]
            wrong.extend(f"{name} {one}" for one in paths if len(one) > LONG and one[:2] != "//")
            return really(*values, **more)

        patched.setattr(place, name, call)

    with pytest.MonkeyPatch.context() as patched:
        for name in _CALLS:
            watch(os, name)
        watch(builtins, "open")
        watch(io, "open")
        yield wrong


@posix
def test_every_call_of_the_system_is_told_of_a_long_path(
    site: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    force(monkeypatch, "windows")
    monkeypatch.setattr(portable, "HERE", portable.HERE._replace(long="//"))
    folder = f"agencies/zhongwei-kjj/documents/{'-'.join(['long'] * 40)}"
    file = f"{'附件' * 20}.csv"
    for turn in range(3):
        site.lay(document(f"{folder}/notice.md", body=f"[件]({file})\n第{turn}版\n"))
        site.lay(f"-- content/{folder}/{file} --\n件,{turn}\n")

        with watched() as wrong:
            assert not site.build().stopped
            assert verify(site.root / "public") == ()

        assert wrong == []
        assert (site.root / "public" / folder / file).stat().st_size
        (site.root / "public/404.html").write_bytes(b"mine")
