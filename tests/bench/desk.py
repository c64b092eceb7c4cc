"""What the editor's desk costs: how soon it answers, and how soon an edit is seen.

    PYTHONPATH=tests python -m bench.desk 1000 10000        multiples of 10

Each size is opened twice: as it was checked out, and after a build. Prints every figure: the time
from the command to the first answer and to the page of a report; from a saved file to the reloaded
page, with the writing of the file and the reading of the page; from a figure typed into the form to
its sums, and from “save” to the answer; and the most memory, with all processes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from bench import corpus
from bench.measure import held
from site_builder.forms.versions import load_forms

YEARS = 10
ROUNDS = 20
_CARRIED = ("token", "base")  # by the page of a form


class Desk:
    """A desk for a project, in a process of its own."""

    def __init__(self, project: Path, agencies: int) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        slug = f"bureau-{agencies // 2:05}"
        self.report = project / f"content/agencies/{slug}/reports/2024.md"
        self.path = f"agencies/{slug}/reports/2024.md"
        self.page = f"agencies/{slug}/2024/index.html"
        command = [sys.executable, "-m", "site_builder", "serve", "--quiet"]
        self.begun = time.perf_counter()
        self.process = subprocess.Popen(
            [*command, "--source", str(project), "--port", str(self.port)], cwd=project
        )

    async def get(self, address: str) -> bytes:
        """What is at an address, as soon as there is anything."""
        while True:
            try:
                url = f"http://127.0.0.1:{self.port}/{address}"
                answer = await AsyncHTTPClient().fetch(url, request_timeout=60)
            except (OSError, HTTPClientError):
                await asyncio.sleep(0.005)
            else:
                return answer.body

    async def answers(self) -> float:
        """Seconds until it answers anything."""
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                await asyncio.sleep(0.002)
            else:
                writer.close()
                return time.perf_counter() - self.begun

    async def post(self, address: str, said: object, token: str) -> bytes:
        """Say something to the desk, as a page of it would."""
        here = f"http://127.0.0.1:{self.port}"
        request = HTTPRequest(
            f"{here}/{address}",
            "POST",
            {
                "Content-Type": "application/json",
                "X-Sitebuild-Token": token,
                "Origin": here,
            },
            json.dumps(said),
        )
        answer = await AsyncHTTPClient().fetch(request)
        return answer.body

    async def edits(self) -> list[float]:
        """Seconds from each of some saved files to the page with what was written."""
        here = f"http://127.0.0.1:{self.port}"
        request = HTTPRequest(f"ws://127.0.0.1:{self.port}/_desk/changes", headers={"Origin": here})
        tab = await websocket_connect(request)
        text, found = self.report.read_text("utf-8"), []
        for number in range(ROUNDS):
            showing = {"address": self.page, "page": "", "overlay": ""}
            await tab.write_message(json.dumps(showing))
            await tab.read_message()  # it shows something else
            await asyncio.sleep(1)
            begun = time.perf_counter()
            self.report.write_text(f"{text}\n本报告核对{number}遍。\n", "utf-8")
            await tab.read_message()
            while f"核对{number}遍".encode() not in await self.get(self.page):
                await tab.read_message()  # what it shows has changed again
            found.append(time.perf_counter() - begun)
        self.report.write_text(text, "utf-8")
        return found

    async def typed(self) -> dict[str, list[float]]:
        """Seconds that the form takes: to be opened; from a figure to its sums; to what would be
        found and shown; and to be saved."""
        form = next(one for one in load_forms() if one.in_force(2024) and len(one.rows) > ROUNDS)
        row = form.rows[0]
        texts = ["0" for one in form.rows for _ in one.columns]
        found: dict[str, list[float]] = {"opened": [], "sums": [], "tried": [], "saved": []}

        async def take(step: str, address: str, said: object | None = None) -> str:
            begun = time.perf_counter()
            body = await (self.post(address, said, token) if said else self.get(address))
            found[step].append(time.perf_counter() - begun)
            return body.decode()

        token = ""
        for number in range(1, ROUNDS + 1):
            page = await take("opened", f"_desk/edit/{self.path}")
            token, base = (re.findall(f'data-{one}="([^"]+)"', page)[0] for one in _CARRIED)
            texts[0] = str(number)
            asked = {"table": form.name, "version": str(form.first_year), "texts": texts}
            await take("sums", "_desk/api/figures", {"path": self.path, **asked})
            cell = [form.title, row.key, row.columns[0].key, str(number)]
            changes = {"path": self.path, "base": base, "changes": {"cells": [cell]}}
            await take("tried", "_desk/api/attempt", changes)
            await take("saved", "_desk/api/save", changes)
        return found

    def end(self) -> None:
        """Stop it."""
        self.process.terminate()
        self.process.wait()


async def measure(project: Path, agencies: int, what: str) -> None:
    """Open a project at the desk, and print what that costs."""
    desk = Desk(project, agencies)
    try:
        first = await desk.answers()
        await desk.get(desk.page)
        shown = time.perf_counter() - desk.begun
        print(f"{what}: answers after {first:.2f} s, page of a report after {shown:.2f} s")
        await desk.get("index.html")
        whole = time.perf_counter() - desk.begun
        edits = await desk.edits()
        print(f"  home page after {whole:.1f} s; {held(desk.process.pid):.0f} MB")
        print(f"  edit to reloaded page: {_spread(edits)}")
        for step, seconds in (await desk.typed()).items():
            print(f"  form {step}: {_spread(seconds)}")
    finally:
        desk.end()


def _spread(seconds: list[float]) -> str:
    milliseconds = sorted(1000 * one for one in seconds)
    middle = statistics.median(milliseconds)
    return f"{middle:.0f} ms ({milliseconds[0]:.0f} to {milliseconds[-1]:.0f})"


def main() -> None:
    """Measure every size that was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk")
    parser.add_argument("reports", type=int, nargs="*", default=[1000])
    for reports in parser.parse_args().reports:
        with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
            project = Path(scratch)
            corpus.make(project, reports // YEARS, YEARS)
            asyncio.run(measure(project, reports // YEARS, f"{reports} reports, as checked out"))
            asyncio.run(measure(project, reports // YEARS, f"{reports} reports, read before"))


if __name__ == "__main__":
    main()
