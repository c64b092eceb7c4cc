"""Tells requests of our own pages from those of others, and addresses from attacks."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from ipaddress import ip_address
from urllib.parse import unquote_to_bytes

from site_builder.model.limits import LONGEST_ASKED
from site_builder.text.patterns import regex

TOKEN = "X-Sitebuild-Token"
READING = ("GET", "HEAD")

_NAMES = ("127.0.0.1", "localhost", "[::1]")
_USUAL_PORT = 80
_BAD_ESCAPE = regex(r"%(?![0-9A-Fa-f]{2})")
_NOT_ASKED = regex(r"[^!-~]|\\")  # what browsers escape
_CONTROL = regex(r"[\x00-\x1f\x7f-\x9f\\]")


def is_loopback(host: str) -> bool:
    """Whether only programs on this machine reach a host, given by its name or its address."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets only the pages that were served at `host` and `port` change anything. They carry the
    `token`, which nobody else knows."""

    host: str
    port: int
    token: str = field(default_factory=secrets.token_urlsafe, repr=False)

    @property
    def hosts(self) -> tuple[str, ...]:
        """What browsers on this machine call the server."""
        named = f"[{self.host}]" if ":" in self.host else self.host
        names = dict.fromkeys((named, *_NAMES))
        usual = tuple(names) if self.port == _USUAL_PORT else ()
        return (*(f"{name}:{self.port}" for name in names), *usual)

    @property
    def url(self) -> str:
        """The address of the server, with a slash at the end."""
        return f"http://{self.hosts[0]}/"

    def wrong_host(self, headers: Mapping[str, str]) -> str:
        """Return what is wrong if the host that a request names is another one, whose pages might
        otherwise read ours (DNS rebinding); or an empty string."""
        host = headers.get("Host", "").lower()
        return "" if host in self.hosts else "这里只能用本机的地址打开。"

    def wrong_origin(self, method: str, headers: Mapping[str, str]) -> str:
        """Return what is wrong if a page of another site sent a request: to open a page is all that
        it may. An empty string if nothing is."""
        site = headers.get("Sec-Fetch-Site", "same-origin")
        if method in READING and "Upgrade" not in headers:
            is_opened = headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
            is_own = site in {"same-origin", "none"} or is_opened
        else:
            is_own = site == "same-origin" and self._is_own(headers)
        return "" if is_own else "这个请求不是从这里的网页发出的，没有理会。"

    def wrong_token(self, headers: Mapping[str, str]) -> str:
        """Return what is wrong if a request has not the token of our pages, or an empty string."""
        token = headers.get(TOKEN, "").encode()
        if compare_digest(token, self.token.encode()):
            return ""
        return "网页是以前打开的，请刷新以后再试。"

    def _is_own(self, headers: Mapping[str, str]) -> bool:
        return headers.get("Origin", "") == f"http://{headers.get('Host', '')}"


def address_of(path: str) -> str | None:
    """Return the address, relative to the root, that a request asks for with the path `path` as it
    was sent; None if no page links to such a path."""
    if len(path) > LONGEST_ASKED or not path.startswith("/"):
        return None
    if _NOT_ASKED.search(path) or _BAD_ESCAPE.search(path):
        return None
    try:
        address = unquote_to_bytes(path[1:]).decode()
    except UnicodeDecodeError:
        return None
    return address if is_address(address) else None


def is_address(address: str) -> bool:
    """Whether an address stays inside the site and has no empty folder and no control character."""
    parts = address.split("/")
    return not (_CONTROL.search(address) or {".", ".."} & {*parts} or "" in parts[:-1])
