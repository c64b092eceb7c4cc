"""The desk of a project, served by another process, and requests to it."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

PATIENCE = 30  # seconds
PROGRAM = """\
import sys
from datetime import date
from pathlib import Path
from site_builder.serve.guard import Guard
from site_builder.serve.server import listen, serve

def say(message):
    print(message, file=sys.stderr, flush=True)

sockets = listen("127.0.0.1", 0)
port = sockets[0].getsockname()[1]
print(port, flush=True)
serve(Path(sys.argv[1]), Guard("127.0.0.1", port), sockets, lambda: date(2026, 11, 21), say)
"""


class Answer(NamedTuple):
    """What the desk answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The answer as JSON."""
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """The answer as text."""
        return self.body.decode()


class Served(NamedTuple):
    """A desk at a port of this machine, for the project in `root`."""

    port: int
    root: Path

    @property
    def url(self) -> str:
        """Its address, with a slash at the end."""
        return f"http://127.0.0.1:{self.port}/"

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        """Send a request as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, body or None, headers or {})
        answer = connection.getresponse()
        named = {name.lower(): value for name, value in answer.getheaders()}
        found = Answer(answer.status, named, answer.read())
        connection.close()
        return found

    def get(self, path: str) -> Answer:
        """Open a page; wait for one that is being made."""
        until = time.monotonic() + PATIENCE
        while (answer := self.ask("GET", path)).status == 503 and time.monotonic() < until:
            time.sleep(0.05)
        return answer

    def own(self, path: str) -> dict[str, str]:
        """The headers that a script of the form of a file sends along."""
        token = re.search(r'data-token="([^"]+)"', self.get(f"/_desk/edit/{quote(path)}").text)
        assert token
        return {
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "application/json",
            "X-Sitebuild-Token": token[1],
        }

    def base(self, path: str) -> str:
        """The digest with which the form of a file is opened now."""
        found = re.search(r'data-base="([^"]+)"', self.get(f"/_desk/edit/{quote(path)}").text)
        assert found
        return found[1]

    def post(self, what: str, path: str, **asked: Any) -> Answer:
        """Ask what the script of the form of a file asks."""
        body = json.dumps({"path": path, **asked}).encode()
        return self.ask("POST", f"/_desk/api/{what}", body, self.own(path))


@contextmanager
def served(root: Path) -> Iterator[Served]:
    """Serve the desk of a project, and wait until it has read it."""
    with (root.parent / "said").open("w") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(root)],
            stdout=subprocess.PIPE,
            stderr=said,
            env={**os.environ, "SITEBUILD_DEBUG": "1"},
            text=True,
        )
    try:
        assert process.stdout
        port = process.stdout.readline()
        assert port, (root.parent / "said").read_text()
        desk = Served(int(port), root)
        assert desk.get("/").status < 500, (root.parent / "said").read_text()
        yield desk
    finally:
        process.terminate()
        process.wait(PATIENCE)
        if process.stdout:
            process.stdout.close()
