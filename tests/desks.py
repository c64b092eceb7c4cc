"""The editor's desk for a project, served to the tests."""

from __future__ import annotations

import asyncio
import http.client
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from html import unescape
from pathlib import Path
from threading import Event, Thread
from typing import Any, NamedTuple

from conftest import TODAY
from servers import PATIENCE, Answer

from site_builder.serve.desk import Desk
from site_builder.serve.engine import Engine
from site_builder.serve.guard import TOKEN, Guard
from site_builder.serve.server import listen, run

_OVERLAY = re.compile(rb'id="sb-desk-data" data-version="(\w+)">(.*?)</script>')


class OpenDesk(NamedTuple):
    """A desk that is served; `said` is what it told whoever started it."""

    root: Path
    guard: Guard
    said: list[str]

    @property
    def url(self) -> str:
        """The address of the site, without a slash at the end."""
        return self.guard.url[:-1]

    def ask(
        self, path: str, method: str = "GET", body: bytes = b"", **headers: str | None
    ) -> Answer:
        """Send a request, with other headers than usual, or without them; wait for what is not
        ready yet."""
        until = time.monotonic() + PATIENCE
        while (answer := self._ask(path, method, body, headers)).status == 503:
            if "refresh" not in answer.headers or time.monotonic() > until:
                break
            time.sleep(0.02)
        return answer

    def post(self, path: str, value: Any, **headers: str | None) -> Answer:
        """Send what a script of our pages sends, with other headers if given."""
        usual = {
            "Origin": self.url,
            "Content_Type": "application/json",
            TOKEN.replace("-", "_"): self.guard.token,
        }
        return self.ask(path, "POST", json.dumps(value).encode(), **(usual | headers))

    def overlay(self, path: str) -> dict[str, Any]:
        """What the desk has to say about a page."""
        found = _OVERLAY.search(self.ask(path).body)
        assert found
        overlay: dict[str, Any] = json.loads(found[2])
        return overlay

    def bare(self, path: str) -> bytes:
        """A page without what the desk adds."""
        before, _, rest = self.ask(path).body.partition(b'<link rel="stylesheet" href="/_desk/')
        return before + rest[rest.index(b"</script></head>") + len(b"</script>") :]

    def text(self, path: str) -> str:
        """The text of a page, without tags."""
        return unescape(re.sub("<[^>]+>", "", self.ask(path).body.decode()))

    def eventually(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds."""
        until = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < until
            time.sleep(0.02)

    def _ask(self, path: str, method: str, body: bytes, headers: dict[str, str | None]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.guard.port, timeout=PATIENCE)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host="Host" in named)
        for name, value in named.items():
            if value is not None:
                connection.putheader(name, value)
        if body:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body or None)
        answer = connection.getresponse()
        known = {name.lower(): value for name, value in answer.getheaders()}
        found = Answer(answer.status, known, answer.read())
        connection.close()
        return found


@contextmanager
def open_desk(root: Path) -> Iterator[OpenDesk]:
    """Serve the desk for the project in `root`, at a port of its own. It answers what writes a
    moment later than pages."""
    sockets = listen("127.0.0.1", 0)
    guard = Guard("127.0.0.1", sockets[0].getsockname()[1])
    said: list[str] = []
    engine = Engine(root, lambda: TODAY)
    began, stop = Event(), list[Callable[[], object]]()

    async def serve() -> None:
        task = asyncio.ensure_future(run(Desk(root, engine, guard, said.append), sockets))
        loop = asyncio.get_running_loop()
        stop.append(lambda: loop.call_soon_threadsafe(task.cancel))
        began.set()
        with suppress(asyncio.CancelledError):
            await task

    thread = Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    try:
        assert began.wait(PATIENCE)
        served = OpenDesk(root, guard, said)
        writing = "/_desk/api/repair"
        served.eventually(lambda: served.ask(writing).headers.get("allow") == "POST")
        yield served
    finally:
        stop[0]()
        thread.join(PATIENCE)
        engine.close()
        assert not thread.is_alive()
