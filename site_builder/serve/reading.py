"""Answers those who read: pages of the site and of the desk, files, and browsers that listen."""

from __future__ import annotations

import json
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from tornado.routing import Rule, URLSpec
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from site_builder.content.regular_file import open_regular
from site_builder.serve.browsers import Showing
from site_builder.serve.desk import Desk
from site_builder.serve.guard import address_of, is_address
from site_builder.serve.handler import DeskHandler, Refused
from site_builder.serve.kinds import kind_of
from site_builder.serve.page import Page

_ASSETS = Path(__file__).parent / "assets"
_PIECE = 1 << 20  # bytes of a file that are read at once
_QUERY = ("q", "only", "page")
_SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


class PageHandler(DeskHandler):
    """Shows what is at an address of the site or of the desk."""

    async def get(self) -> None:
        """Send a page, a file, or a page that waits."""
        address = self._address()
        page = await self.desk.page(address)
        if page is None:
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
            self.set_header("Refresh", "1")  # seconds
            self.set_header("Retry-After", "1")
            self.write_plainly("正在准备这一页，准备好了会自动显示。")
        elif page.location:
            self.redirect(page.location)
        elif page.file:
            await self._send_file(page)
        else:
            await self.reply(page.dressed, page.kind, page.status)

    head = get

    def _address(self) -> str:
        path = address_of(self.request.path) or ""
        asked = [(key, self.get_query_argument(key, "")) for key in _QUERY]
        query = urlencode([pair for pair in asked if pair[1]]) if path.startswith("_desk/") else ""
        return f"{path}?{query}" if query else path

    async def _send_file(self, page: Page) -> None:
        """Send a file piece by piece. It can be large, and from anybody: it may run nothing."""
        try:
            file = open_regular(page.file)
        except OSError:
            raise Refused(404) from None
        with file:
            self.set_kind(page.kind)
            if page.kind != "application/pdf":
                self.set_header("Content-Security-Policy", _SANDBOX)
            while self.request.method != "HEAD" and (piece := file.read(_PIECE)):
                self.write(piece)
                if not await self.sent(self.flush()):
                    return
        await self.sent(self.finish())


class AssetHandler(DeskHandler):
    """Sends the scripts and styles of the desk."""

    async def get(self, name: str) -> None:
        """Send a file of the desk."""
        if name not in {one.name for one in _ASSETS.iterdir()}:
            raise Refused(404)
        await self.reply((_ASSETS / name).read_bytes(), kind_of(name))

    head = get


class TellingHandler(DeskHandler, WebSocketHandler):
    """Tells a browser when what it shows has changed."""

    def check_origin(self, origin: str) -> bool:
        """Accept a browser that was let in: `prepare` has looked at the origin."""
        return True

    async def on_message(self, message: str | bytes) -> None:
        """Note what the browser shows, and tell it at once if it shows something else."""
        try:
            said = json.loads(message)
            showing = Showing(*(str(said[key]) for key in Showing._fields))
        except (ValueError, KeyError, TypeError, RecursionError):
            self.close()
            return
        desk = self.desk
        if desk.browsers.is_full or not is_address(showing.address.partition("?")[0]):
            self.close()
            return
        desk.browsers.add(self, showing)
        page = await desk.page(showing.address)
        if page:
            desk.browsers.tell(showing.address, page)

    def on_close(self) -> None:
        """Forget the browser."""
        self.desk.browsers.remove(self)

    def send(self, message: str) -> None:
        """Send a message, unless the browser is gone."""
        try:
            self.write_message(message)
        except WebSocketClosedError:
            self.desk.browsers.remove(self)


def routes(_: Desk) -> list[Rule]:
    """Return what answers those who read."""
    return [
        URLSpec(r"/_desk/assets/([a-z-]+\.[a-z]+)", AssetHandler),
        URLSpec(r"/_desk/changes", TellingHandler),
    ]
