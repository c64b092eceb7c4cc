"""What the Tab key offers, in each shell that is installed."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Scenario

from site_builder.cli import main as cli
from site_builder.cli.arguments import make_parser
from site_builder.cli.syntax import Command, described

SLUG = "zhongwei-kjj"
Offered = Callable[[str], list[str]]


@pytest.fixture
def here(site: Scenario, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    """A project with a good site, and we are in its folder."""
    site.lay("-- 附 件/甲 乙.xlsx --\nx\n-- other/content/agencies/b-b/index.md --\nx\n")
    monkeypatch.chdir(site.root)
    return site


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The script for a shell."""
    assert cli.main(["completion", shell]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


def bash(line: str, folder: Path) -> list[str]:
    """What bash offers for the last word of a line."""
    code = (
        'source ./script; line="$1"; read -ra COMP_WORDS <<<"${line//=/ = }";'
        ' [[ $line == *" " || $line == *= ]] && COMP_WORDS+=("");'
        " COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _sitebuild;"
        ' printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "--norc", "-c", code, "bash", line],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return [one for one in done.stdout.split("\n") if one]


def fish(line: str, folder: Path) -> list[str]:
    """What fish offers for the last word of a line."""
    code = "source ./script; complete -C $argv[1]"
    done = subprocess.run(
        ["fish", "--no-config", "-c", code, line],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    return [one.split("\t")[0].removesuffix("/") for one in done.stdout.split("\n") if one]


SHELLS = {"bash": bash, "fish": fish}


@pytest.fixture(params=SHELLS)
def offered(
    request: pytest.FixtureRequest, here: Scenario, capsys: pytest.CaptureFixture[str]
) -> Offered:
    """What a shell offers for a line in the folder of the project."""
    shell: str = request.param
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    (here.root / "script").write_text(script(shell, capsys), "utf-8")
    return lambda line: SHELLS[shell](line, here.root)


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("sitebuild ", {*make_parser()[1]}),
        ("sitebuild ch", {"check"}),
        ("sitebuild -q che", {"check"}),
        ("sitebuild build --str", {"--strict"}),
        ("sitebuild check --format ", {"text", "json", "sarif", "github", "html", "inspection"}),
        ("sitebuild check --format js", {"json"}),
        ("sitebuild check --strict --format sa", {"sarif"}),
        ("sitebuild new ", {"agency", "report", "document", "catalogue"}),
        ("sitebuild new re", {"report"}),
        ("sitebuild new report --agency ", {SLUG}),
        ("sitebuild export catalogue --agency zh", {SLUG}),
        ("sitebuild export catalogue --source other --agency ", {"b-b"}),
        ("sitebuild new agency --kind 部", {"部门"}),
        ("sitebuild explain F23", {"F230", "F231", "F232", "F233", "F234", "F235"}),
        ("sitebuild check --select F23", {"F230", "F231", "F232", "F233", "F234", "F235"}),
        ("sitebuild completion ", {"bash", "zsh", "fish"}),
        ("sitebuild help bui", {"build"}),
        ("sitebuild build --base-url ", set()),
        ("sitebuild check cont", {"content"}),
        ("sitebuild build --source cont", {"content"}),
        ("sitebuild check content/site", {"content/site.yaml"}),
    ],
)
def test_the_tab_key_offers_what_can_be_typed(offered: Offered, line: str, some: set[str]) -> None:
    assert set(offered(line)) == some


def test_every_option_of_every_command_is_offered(offered: Offered) -> None:
    for command in described(make_parser()[0]):
        line = " ".join(("sitebuild", *command.words, "--"))
        longer = {name for one in command.options for name in one.names if name.startswith("--")}

        assert longer <= set(offered(line)), line


def test_an_option_takes_its_value_behind_an_equals_sign(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    (here.root / "script").write_text(script("bash", capsys), "utf-8")

    assert bash("sitebuild check --format=", here.root)[:2] == ["text", "json"]
    assert bash("sitebuild check --format=js", here.root) == ["json"]
    assert bash("sitebuild export catalogue --source=other --agency=", here.root) == ["b-b"]


START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
BEFORE = {
    "bash": "bind 'set enable-bracketed-paste off'; source ./script",
    "zsh": "autoload -U compinit; compinit -u -D; source ./script",
    "fish": "source ./script",
}


@pytest.mark.parametrize("shell", START)
@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("sitebuild che\tcontent/sit\t", "check content/site.yaml"),
        ("sitebuild check --form\tsar\t", "check --format sarif"),
        ("sitebuild new rep\t--agency zh\t", f"new report --agency {SLUG}"),
        ("sitebuild import 附\\ 件/\t--age\tzh\t", f"import 附 件/甲 乙.xlsx --agency {SLUG}"),
    ],
)
def test_a_line_is_completed_as_it_is_typed(
    here: Scenario,
    capsys: pytest.CaptureFixture[str],
    shell: str,
    typed: str,
    completed: str,
) -> None:
    """`sitebuild` is a program that writes down what it is called with."""
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    (here.root / "script").write_text(script(shell, capsys), "utf-8")
    program = here.root / "bin/sitebuild"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "$@" > called.new && mv called.new called\n')
    program.chmod(0o755)

    terminal = Shell(shell, here.root)
    terminal.type(f"{BEFORE[shell]}\n")
    terminal.type(f"{typed}\n")

    assert terminal.wait_for(here.root / "called").replace("=", " ") == completed


class Shell:
    """A shell on a terminal."""

    def __init__(self, name: str, folder: Path) -> None:
        path = f"{folder}/bin{os.pathsep}{os.environ['PATH']}"
        outside = {**os.environ, "PATH": path, "TERM": "xterm", "HOME": str(folder)}
        pty = pytest.importorskip("pty", reason="needs a terminal of POSIX")
        pid, self._terminal = pty.fork()
        if pid == 0:
            os.chdir(folder)
            os.execvpe(START[name][0], START[name], {**outside, "LC_ALL": "C.UTF-8"})
        self._quiet()

    def type(self, text: str) -> None:
        """Press keys, each after the answer to the last Tab."""
        for part in text.split("\t"):
            os.write(self._terminal, part.encode())
            self._quiet()
            if part != text.rsplit("\t", maxsplit=1)[-1]:
                os.write(self._terminal, b"\t")
                self._quiet()

    def wait_for(self, file: Path) -> str:
        """The text of a file, when it is there."""
        until = time.monotonic() + 20
        while not file.exists():
            assert time.monotonic() < until, self.seen
            self._quiet()
        os.write(self._terminal, b"exit\n")
        os.close(self._terminal)
        return file.read_text("utf-8").strip()

    seen = b""

    def _quiet(self) -> None:
        """Read until nothing more comes."""
        while select.select([self._terminal], [], [], 0.3)[0]:
            try:
                self.seen += os.read(self._terminal, 1 << 16)
            except OSError:
                return


def test_the_scripts_are_in_the_language_of_the_user(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "有警告也不生成" in script("fish", capsys)

    monkeypatch.setenv("SITEBUILD_LANG", "en")

    assert "do not build if there are warnings either" in script("fish", capsys)


def test_a_command_is_described_with_what_is_below_it() -> None:
    commands: dict[tuple[str, ...], Command] = {
        one.words: one for one in described(make_parser()[0])
    }

    assert [name for name, _ in commands[()].below] == [*make_parser()[1]]
    assert ("new", "report") in commands
    assert commands["verify",].value.kind == "folders"
