"""The command `serve`: what it refuses, what it says, and how it ends."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import Scenario
from servers import PATIENCE

from site_builder.cli.main import main


def started(folder: Path, *words: str) -> tuple[subprocess.Popen[str], str]:
    """The program, serving; and what it says of where."""
    command = [sys.executable, "-m", "site_builder", "serve", *words]
    process = subprocess.Popen(
        command, cwd=folder, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stderr
    said = ""
    while "Ctrl-C" not in said:
        line = process.stderr.readline()
        assert line, said
        said += line
    return process, said


def ended(process: subprocess.Popen[str]) -> str:
    """Interrupt the program; returns what it says then."""
    process.send_signal(signal.SIGINT)
    try:
        _, said = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    assert process.returncode == 130
    return said


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.1", "::", "example.com"])
def test_a_host_that_others_reach_is_refused(
    site: Scenario, capsys: pytest.CaptureFixture[str], host: str
) -> None:
    assert main(["serve", "--host", host, "--source", str(site.root)]) == 2
    assert "不对别的机器开放" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["-1", "65536", "http", "8000.0"])
def test_a_port_that_is_none_is_refused(
    site: Scenario, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--port", port, "--source", str(site.root)])
    assert "应为 0 到 65535 的整数" in capsys.readouterr().err


def test_a_folder_without_content_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", "--source", str(tmp_path)]) == 2
    assert "没有 content 文件夹" in capsys.readouterr().err


def test_it_says_where_it_is_shows_pages_and_ends_silently(site: Scenario) -> None:
    process, said = started(site.root, "--port", "0")
    found = re.search(r"网站：http://127\.0\.0\.1:(\d+)/\n编辑台：http://\S+/_desk/\n", said)
    assert found

    until = time.monotonic() + PATIENCE
    status = 0
    while status != 200 and time.monotonic() < until:
        connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=PATIENCE)
        connection.request("GET", "/agencies/zhongwei-kjj/2023/")
        status = connection.getresponse().status
        connection.close()
        time.sleep(0.02)

    assert status == 200
    assert ended(process) == "已停止。\n"
    assert not (site.root / "public").exists()
    assert not (site.root / ".sitebuild").exists()


def test_a_port_that_is_taken_is_passed_over_and_that_is_said(site: Scenario) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process, said = started(site.root, "--port", str(port))

        assert f"端口 {port} 已被占用，改用 " in said
        ended(process)


def test_it_opens_the_desk_in_the_browser(site: Scenario, tmp_path: Path) -> None:
    note = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {note}.new; mv {note}.new {note}\n')
    browser.chmod(0o755)
    os.environ["BROWSER"] = str(browser)
    try:
        process, said = started(site.root, "--port", "0", "--open")
    finally:
        del os.environ["BROWSER"]
    until = time.monotonic() + PATIENCE
    while not note.exists() and time.monotonic() < until:
        time.sleep(0.02)

    assert note.read_text().strip() in said
    assert note.read_text().endswith("/_desk/\n")
    ended(process)


def test_no_other_command_imports_what_serves(site: Scenario) -> None:
    code = (
        "import sys; from site_builder.cli.main import main; "
        "main(['check', '--quiet']); main(['build', '--quiet']); main(['build', '--quiet']); "
        "print(sorted({'tornado', 'asyncio', 'livereload', 'watchfiles'} & {*sys.modules}))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=site.root, capture_output=True, text=True, check=True
    )

    assert done.stdout.endswith("[]\n")


def test_what_serves_answers_before_what_builds_is_imported() -> None:
    code = (
        "import sys, site_builder.cli.serve; "
        "print(sorted({'jinja2', 'yaml', 'markdown_it', 'site_builder.build', 'watchfiles'}"
        " & {*sys.modules}))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
