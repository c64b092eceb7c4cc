"""What all answers of the desk have in common: who may ask, what is sent along, and errors."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable
from html import escape
from http import HTTPStatus
from typing import Any

from tornado.iostream import StreamClosedError
from tornado.web import HTTPError, RequestHandler

from site_builder.serve.desk import Desk
from site_builder.serve.guard import address_of
from site_builder.serve.page import HTML

JSON = "application/json; charset=utf-8"

_PATIENCE = 30  # seconds that a browser has to take what it asked for
_MESSAGES = {
    400: "请求有误。",
    403: "不能这样访问。",
    404: "没有这一页。",
    405: "这个地址不能这样访问。",
    409: "文件刚被改过。",
    413: "内容太大。",
    415: "内容的类型不对。",
}
_BUG = "程序缺陷，内容没有受影响。请把刚才的操作报给维护者；设 SITEBUILD_DEBUG=1 再运行可看详情。"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'{listening}; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_PLAIN = """\
<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{message}</title>
<link rel="stylesheet" href="/_desk/assets/desk.css">
</head>
<body class="sb-desk-page">
<main class="sb-desk-main">
<h1>{message}</h1>
<p><a href="/_desk/">编辑台</a></p>
</main>
</body>
</html>
"""


class Refused(HTTPError):  # noqa: N818  # it is an answer
    """A request that is answered with a status and a message in Chinese."""

    def __init__(self, status: int, message: str = "") -> None:
        super().__init__(status)
        self.message = message


class DeskHandler(RequestHandler):
    """Answers requests of this machine and of our pages only."""

    SUPPORTED_METHODS: tuple[str, ...] = ("GET", "HEAD", "POST")
    allowed = "GET, HEAD"

    @property
    def desk(self) -> Desk:
        """What the desk is about."""
        desk: Desk = self.application.settings["desk"]
        return desk

    def set_default_headers(self) -> None:
        """Set what every answer has, errors included."""
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")

    def prepare(self) -> None:
        """Refuse a request of somebody else, and an address that is none."""
        guard, headers = self.desk.guard, self.request.headers
        if wrong := guard.wrong_host(headers):
            raise Refused(403, wrong)
        if wrong := guard.wrong_origin(self.request.method or "", headers):
            raise Refused(403, wrong)
        if address_of(self.request.path) is None:
            raise Refused(400, "地址有误。")

    async def reply(self, data: bytes, kind: str, status: int = 200) -> None:
        """Answer with some bytes. A browser that does not take them is left."""
        self.set_status(status)
        self.set_kind(kind)
        self.write(data)
        await self.sent(self.finish())

    def set_kind(self, kind: str) -> None:
        """Say what is sent; a page may only run and load what is from here."""
        self.set_header("Content-Type", kind)
        if kind == HTML:
            self.set_header("Content-Security-Policy", self._policy())

    def _policy(self) -> str:
        """Return the content security policy of a page. Old browsers do not take 'self' for the
        WebSocket, and none takes a bare IPv6 address."""
        host = self.request.headers.get("Host", "").lower()
        is_named = host in self.desk.guard.hosts and not host.startswith("[")
        return _POLICY.format(listening=f" ws://{host}" if is_named else "")

    async def sent(self, sending: Awaitable[None]) -> bool:
        """Wait until the browser has taken what is on its way, but not for ever. Return whether it
        has."""
        try:
            await asyncio.wait_for(asyncio.shield(sending), _PATIENCE)
        except TimeoutError:
            self.request.connection.stream.close()  # type: ignore[union-attr]
            return False
        except StreamClosedError:
            return False
        return True

    def compute_etag(self) -> None:
        """Nothing is kept by browsers, so nothing is compared."""

    def write_error(self, status_code: int, **about: Any) -> None:
        """Answer with a plain page."""
        if status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            self.set_header("Allow", self.allowed)
        self.write_plainly(_message(status_code, about.get("exc_info")))

    def write_plainly(self, message: str) -> None:
        """Write a message as a whole page."""
        self.set_kind(HTML)
        self.finish(_PLAIN.format(message=escape(message)))

    def log_exception(self, *about: Any) -> None:
        """Say that there was an error of ours; what it was, only to those who look for it."""
        error = about[1]
        if isinstance(error, HTTPError):
            return
        self.desk.report(error)


class ApiHandler(DeskHandler):
    """Answers the scripts of our pages, in JSON. A handler defines `post`."""

    SUPPORTED_METHODS: tuple[str, ...] = ("POST",)
    allowed = "POST"
    kinds = ("application/json",)

    def prepare(self) -> None:
        """Refuse what does not come from a page of ours."""
        super().prepare()
        if wrong := self.desk.guard.wrong_token(self.request.headers):
            raise Refused(403, wrong)
        kind = self.request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind not in self.kinds:
            raise Refused(415)

    def asked(self) -> dict[str, Any]:
        """Return the JSON object that was sent."""
        try:
            found = json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise Refused(400) from None
        if not isinstance(found, dict):
            raise Refused(400)
        return found

    def text(self, key: str) -> str:
        """Return a text of the JSON object that was sent."""
        found = self.asked().get(key)
        if not isinstance(found, str):
            raise Refused(400)
        return found

    async def reply_json(self, value: Any, status: int = 200) -> None:
        """Answer with a value, as JSON."""
        await self.reply(json.dumps(value, ensure_ascii=False).encode(), JSON, status)

    def write_plainly(self, message: str) -> None:
        """Write a message as a JSON object."""
        self.set_kind(JSON)
        self.finish(json.dumps({"error": message}, ensure_ascii=False))


def _message(status: int, about: Any) -> str:
    """Return the message of an error with its `exc_info`."""
    own = about[1].message if about and isinstance(about[1], Refused) else ""
    return own or _MESSAGES.get(
        status, _BUG if status >= HTTPStatus.INTERNAL_SERVER_ERROR else _MESSAGES[400]
    )
