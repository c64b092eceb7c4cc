"""Who may ask the desk for what: decided from headers and paths alone."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as some

from site_builder.serve.guard import TOKEN, Guard, address_of, is_loopback

GUARD = Guard("127.0.0.1", 8000, "secret")
OWN = {"Host": "127.0.0.1:8000", "Origin": "http://127.0.0.1:8000"}


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "localhost"])
def test_a_loopback_address_is_one(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.2", "10.0.0.1", "example.com", "localhost.", "127.1", ""]
)
def test_an_address_that_others_reach_is_none(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000", "LOCALHOST:8000"]
)
def test_the_names_of_this_machine_are_let_in(host: str) -> None:
    assert not GUARD.wrong_host({"Host": host})


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example:8000",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:8000,evil",
        "127.0.0.1:8000.",
    ],
)
def test_another_host_is_refused(host: str) -> None:
    assert GUARD.wrong_host({"Host": host} if host else {})


def test_the_usual_port_need_not_be_named() -> None:
    assert not Guard("127.0.0.1", 80).wrong_host({"Host": "localhost"})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"},
    ],
)
def test_a_page_may_be_opened_from_anywhere_and_load_what_is_its_own(
    headers: dict[str, str],
) -> None:
    assert not GUARD.wrong_origin("GET", OWN | headers)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("mode", ["no-cors", "cors", "websocket"])
def test_a_page_of_another_site_may_load_nothing(site: str, mode: str) -> None:
    assert GUARD.wrong_origin("GET", OWN | {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode})


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": ""},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:3000"},
        {"Origin": "https://127.0.0.1:8000"},
        {"Origin": "http://localhost:8000"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
    ],
)
@pytest.mark.parametrize("method", ["POST", "websocket"])
def test_only_our_pages_change_or_listen(method: str, headers: dict[str, str]) -> None:
    more = {"Upgrade": "websocket"} if method == "websocket" else {}
    sent = "POST" if method == "POST" else "GET"

    assert not GUARD.wrong_origin(sent, OWN | more)
    assert GUARD.wrong_origin(sent, OWN | more | headers)


def test_only_the_token_of_this_desk_counts() -> None:
    assert not GUARD.wrong_token({TOKEN: "secret"})
    assert GUARD.wrong_token({TOKEN: "Secret"})
    assert GUARD.wrong_token({TOKEN: "秘密"})
    assert GUARD.wrong_token({})
    assert Guard("127.0.0.1", 1).token != Guard("127.0.0.1", 1).token
    assert GUARD.token not in repr(GUARD)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/", ""),
        ("/agencies/a/", "agencies/a/"),
        ("/agencies/a/2023/index.html", "agencies/a/2023/index.html"),
        ("/pages/%E5%90%8D.txt", "pages/名.txt"),
        ("/a%20b", "a b"),
    ],
)
def test_a_path_leads_to_an_address(path: str, address: str) -> None:
    assert address_of(path) == address


@pytest.mark.parametrize(
    "path",
    [
        "",
        "x",
        "*",
        "http://evil.example/",
        "//evil.example/",
        "/a//b",
        "/..",
        "/../x",
        "/a/../b",
        "/a/./b",
        "/%2e%2e/x",
        "/%2E%2E%2Fx",
        "/..%2fx",
        "/..\\x",
        "/..%5cx",
        "/%5c%5chost",
        "/a%00",
        "/a%0a",
        "/a%7f",
        "/a%c2%85",
        "/%ff",
        "/%c0%ae%c0%ae/",
        "/%",
        "/%2",
        "/%zz",
        "/名",
        "/a\tb",
        "/" + "a" * 4000,
    ],
)
def test_a_hostile_path_leads_nowhere(path: str) -> None:
    assert address_of(path) is None


@given(some.text())
def test_whatever_is_asked_stays_inside(text: str) -> None:
    for path in (text, f"/{text}", f"/{quote(text)}"):
        address = address_of(path)
        if address is not None:
            parts = address.split("/")
            assert not {".", ".."} & {*parts}
            assert not address.startswith(("/", "\\"))
            assert address.isprintable() or " " in address or not address.isascii()
