"""Serves the desk on this machine. Nothing of it is imported by other commands."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import socket
from collections.abc import Callable, Collection
from datetime import date
from importlib import import_module
from pathlib import Path

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.netutil import bind_sockets
from tornado.web import Application

from site_builder.model.limits import (
    LARGEST_REQUEST,
    LARGEST_REQUEST_HEAD,
    MOST_CONNECTIONS,
)
from site_builder.serve import reading
from site_builder.serve.desk import Desk
from site_builder.serve.engine import Engine
from site_builder.serve.guard import Guard
from site_builder.serve.reading import PageHandler
from site_builder.text.disk_errors import described

# Modules whose function `routes` adds addresses to the desk. They are imported after the server has
# begun to answer.
ROUTES = ("site_builder.serve.form.handlers", "site_builder.serve.repairing")

_MORE_PORTS = 100  # that are tried if the one that is asked for is taken
_SLOWEST = 20.0  # seconds that a request may take to arrive
_A_MESSAGE = 4_000  # bytes that a browser sends through a WebSocket
_STILL_THERE = 30  # seconds between two signs of life of a browser
_SOON = 0.5  # seconds: how often it is asked whether the first analysis is done


class Server(HTTPServer):
    """Serves a bounded number of connections."""

    _open = 0

    def handle_stream(self, stream: IOStream, address: tuple[object, ...]) -> None:
        """Take a connection, unless there are too many."""
        if self._open >= MOST_CONNECTIONS:
            stream.close()
            return
        self._open += 1
        super().handle_stream(stream, address)

    def on_close(self, server_conn: object) -> None:
        """Count a connection that has ended."""
        self._open -= 1
        super().on_close(server_conn)


def application(desk: Desk) -> Application:
    """Return what answers requests."""
    return Application(
        reading.routes(desk),
        default_handler_class=PageHandler,
        desk=desk,
        log_function=lambda _: None,
        websocket_max_message_size=_A_MESSAGE,
        websocket_ping_interval=_STILL_THERE,
    )


def listen(host: str, port: int) -> list[socket.socket]:
    """Return sockets that listen at a port of this machine: the given one, or the next one that is
    free. Raise OSError if there is none, or if it may not be used."""
    for other in range(port, port + _MORE_PORTS):
        try:
            return bind_sockets(other, host)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))


def serve(
    source: Path,
    guard: Guard,
    sockets: list[socket.socket],
    today: Callable[[], date],
    say: Callable[[str], None],
) -> None:
    """Serve the desk for the project in `source` at sockets that listen, until the program is
    interrupted. `say` is told of what goes wrong."""
    if not os.environ.get("SITEBUILD_DEBUG"):
        logging.getLogger("tornado").addHandler(logging.NullHandler())
        logging.getLogger("tornado").propagate = False
    engine = Engine(source, today)
    try:
        asyncio.run(run(Desk(source, engine, guard, say), sockets))
    finally:
        engine.close()


async def run(desk: Desk, sockets: list[socket.socket]) -> None:
    """Answer requests, and take up changes of the project, for ever."""
    served = application(desk)
    server = Server(
        served,
        max_header_size=LARGEST_REQUEST_HEAD,
        max_body_size=LARGEST_REQUEST,
        idle_connection_timeout=_SLOWEST,
        body_timeout=_SLOWEST,
    )
    server.add_sockets(sockets)
    try:
        is_complete = await _take_up(desk, None)
        for module in await desk.engine.run(lambda _: [*map(import_module, ROUTES)]):
            served.add_handlers(".*", module.routes(desk))
        await _keep_up(desk, is_complete)
    finally:
        server.stop()
        await server.close_all_connections()


async def _keep_up(desk: Desk, is_complete: bool) -> None:
    """Take up the changes of a project for ever, and analyse what is left of it."""
    from site_builder.serve.watch import watch  # with what the engine has imported by now

    changes = watch(desk.source)
    next_change = asyncio.ensure_future(anext(changes))
    missed: frozenset[Path] | None = None  # what changed before it was watched is not known
    settling = asyncio.ensure_future(desk.settle())
    while True:
        is_settled = is_complete and missed is not None
        await asyncio.wait([next_change], timeout=None if is_settled else _SOON)
        changed, missed = missed, frozenset()
        if next_change.done():
            changed = next_change.result()
            next_change = asyncio.ensure_future(anext(changes))
        is_complete = await _take_up(desk, changed)
        if settling.done():
            settling = asyncio.ensure_future(desk.settle())


async def _take_up(desk: Desk, changed: Collection[Path] | None) -> bool:
    """Take up changes, and return whether the whole content is known. Nothing ends the desk."""
    try:
        return await desk.refresh(changed)
    except OSError as error:
        desk.say(f"读写失败：{described(error)}。")
    except Exception as error:
        desk.report(error)
    return True
