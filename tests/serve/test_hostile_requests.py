"""Whatever is sent to the desk: nothing outside is served, nothing changes, and it goes on."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import digests, examples
from desks import OpenDesk, open_desk
from hypothesis import given
from hypothesis import strategies as some
from texts import GOOD_SITE, folder, page

SECRET = b"TOP-SECRET"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """The desk of a project that lies beside what nobody may read."""
    root = tmp_path_factory.mktemp("desk") / "project"
    folder(root, GOOD_SITE + page("# 一\n"))
    for place in (root, root.parent, root / "content"):
        (place / "secret.txt").write_bytes(SECRET)
    with open_desk(root) as served:
        served.ask("/pages/example/")
        yield served


PARTS = some.sampled_from(
    [
        "..",
        "%2e%2e",
        "..%2f",
        "%5c..",
        "%00",
        "%252e",
        "C:",
        "",
        ".",
        "secret.txt",
        "content",
        "agencies",
        "_desk",
        "api",
        "repair",
        "assets",
        "edit",
        "findings?page=-1",
        "%ff",
        "\\",
        "名",
    ]
)
PATHS = some.lists(PARTS, max_size=6).map("/".join).map(lambda path: f"/{path}")
METHODS = some.sampled_from(["GET", "HEAD", "POST", "PUT", "OPTIONS", "get", "CONNECT", "G\0T", ""])
NAMES = some.sampled_from(
    [
        "Host",
        "Origin",
        "Content-Length",
        "Transfer-Encoding",
        "Content-Type",
        "Upgrade",
        "Connection",
        "Sec-Fetch-Site",
        "X-Sitebuild-Token",
        "Sec-WebSocket-Key",
        "Expect",
        "Range",
    ]
)
VALUES = some.one_of(
    some.sampled_from(
        [
            "127.0.0.1",
            "localhost",
            "evil.example",
            "websocket",
            "upgrade",
            "chunked",
            "0",
            "-1",
            "99999999999",
            "application/json",
            "same-origin",
            "cross-site",
            "100-continue",
            "{own}",
        ]
    ),
    some.text(max_size=20),
)
REQUESTS = some.one_of(
    some.binary(max_size=200),
    some.tuples(
        METHODS,
        some.one_of(PATHS, some.text(max_size=20)),
        some.lists(some.tuples(NAMES, VALUES), max_size=6),
        some.binary(max_size=50),
    ),
)


def written(request: Any, host: str) -> bytes:
    """The bytes of a request."""
    if isinstance(request, bytes):
        return request
    method, path, headers, body = request
    own = [
        ("Host", host),
        *((name, value.replace("{own}", f"http://{host}")) for name, value in headers),
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in own)
    start = f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("utf-8", "surrogatepass")
    return start + bytes(body)


def answered(port: int, data: bytes) -> bytes:
    """What the desk answers until it closes the connection, or is silent for a moment."""
    found = b""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as one:
        try:
            one.sendall(data)
            one.shutdown(socket.SHUT_WR)
            while piece := one.recv(1 << 16):
                found += piece
        except OSError:  # closed in our face
            pass
    return found


@examples(150)
@given(REQUESTS)
def test_a_random_request_reads_nothing_outside_and_changes_nothing(
    desk: OpenDesk, request_: object
) -> None:
    before = digests(desk.root)

    answer = answered(desk.guard.port, written(request_, f"127.0.0.1:{desk.guard.port}"))

    assert SECRET not in answer
    assert b"Traceback" not in answer
    assert not answer.startswith((b"HTTP/1.1 500", b"HTTP/1.0 500"))
    assert digests(desk.root) == before
    assert desk.ask("/").status == 200
    assert desk.said == []


def test_a_request_that_comes_drop_by_drop_does_not_keep_others_waiting(desk: OpenDesk) -> None:
    address = ("127.0.0.1", desk.guard.port)
    slow = [socket.create_connection(address, timeout=20) for _ in range(50)]
    try:
        for one in slow:
            one.sendall(b"GET / HTTP/1.1\r\nHost: 127")

        assert desk.ask("/").status == 200
        assert desk.ask("/pages/example/").status == 200
    finally:
        for one in slow:
            one.close()


def upgraded(desk: OpenDesk, origin: str) -> socket.socket:
    """A connection that has asked to be told of changes, from a page of some origin."""
    one = socket.create_connection(("127.0.0.1", desk.guard.port), timeout=20)
    head = (
        f"GET /_desk/changes HTTP/1.1\r\nHost: 127.0.0.1:{desk.guard.port}\r\nOrigin: {origin}\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    one.sendall(head.encode())
    return one


def test_only_our_pages_are_told_of_changes(desk: OpenDesk) -> None:
    for origin, status in ((desk.url, b"101"), ("http://evil.example", b"403"), ("null", b"403")):
        with upgraded(desk, origin) as one:
            assert one.recv(1000).split()[1] == status


@pytest.mark.parametrize(
    "said", [b"nonsense", b"[]", b'{"address": "../x", "page": "", "overlay": ""}']
)
def test_a_browser_that_says_nonsense_is_left(desk: OpenDesk, said: bytes) -> None:
    with upgraded(desk, desk.url) as one:
        assert one.recv(1000).startswith(b"HTTP/1.1 101")
        one.sendall(bytes((0x81, 0x80 | len(said), 0, 0, 0, 0)) + said)

        assert one.recv(1000)[0] & 0x0F == 8  # it is closed
    assert desk.ask("/").status == 200
    assert desk.said == []


@pytest.mark.parametrize("size", [20_000, 200_000])
def test_a_head_that_is_too_long_is_not_read(desk: OpenDesk, size: int) -> None:
    answer = answered(desk.guard.port, b"GET /" + b"a" * size + b" HTTP/1.1\r\n\r\n")

    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
    assert desk.ask("/").status == 200


def test_json_that_is_nested_too_deeply_is_refused(desk: OpenDesk) -> None:
    answer = desk.ask(
        "/_desk/api/repair",
        "POST",
        b"[" * 100_000,
        Origin=desk.url,
        Content_Type="application/json",
        X_Sitebuild_Token=desk.guard.token,
    )

    assert answer.status == 400
