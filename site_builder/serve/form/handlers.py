"""Answers requests for the form of a file."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

from tornado.routing import Rule, URLSpec
from tornado.web import stream_request_body

from site_builder.build import CONTENT
from site_builder.model.limits import LARGEST_ATTACHMENT
from site_builder.serve.desk import Desk
from site_builder.serve.form.answers import Answers, Conflict
from site_builder.serve.form.files import Incoming, RefusedError
from site_builder.serve.form.git import commit
from site_builder.serve.form.subject import subject_of
from site_builder.serve.handler import ApiHandler, DeskHandler, Refused
from site_builder.serve.page import HTML

if TYPE_CHECKING:
    from site_builder.serve.session import Session

T = TypeVar("T")

_SLOWEST = 600.0  # seconds that an attachment may take to arrive
_PIECE = 1 << 20
_SHOWN_IN_FORM = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)


class FormHandler(DeskHandler):
    """Shows the form of a file."""

    def initialize(self, answers: Answers) -> None:
        """Take what answers."""
        self.answers = answers

    async def get(self, path: str) -> None:
        """Send the page of a form."""
        html = await self.desk.engine.run(lambda session: self.answers.page(session, path))
        await self.reply(html.encode(), HTML)

    head = get

    def set_kind(self, kind: str) -> None:
        """Say what is sent. Only the form has a frame, for the page of its file."""
        super().set_kind(kind)
        policy = self._headers.get("Content-Security-Policy")
        if policy:
            self.set_header("Content-Security-Policy", f"{policy}; frame-src 'self'")


class PreviewHandler(DeskHandler):
    """Shows a page of the site within the form, where it can do nothing."""

    async def get(self, url: str) -> None:
        """Send a page, or lead to what is no page."""
        shown = await self.desk.engine.run(lambda session: session.shown(url))
        if shown and not shown.is_page:
            self.redirect(f"/{quote(url)}")
            return
        await self.reply(shown.data if shown else b"", HTML)

    head = get

    def set_kind(self, kind: str) -> None:
        """Say what is sent: a page that runs nothing, and stands in a frame of ours."""
        super().set_kind(kind)
        self.set_header("Content-Security-Policy", _SHOWN_IN_FORM)


class FormApiHandler(ApiHandler):
    """Answers what the script of a form asks."""

    def initialize(self, answers: Answers) -> None:
        """Take what answers."""
        self.answers = answers

    async def post(self, what: str) -> None:
        """Answer with a value, or with what the file holds now if it is another one."""
        asked = self.asked()
        if what == "figures":  # while the site is analysed, too
            await self.reply_json(self.answers.figures(None, asked))
        elif what == "commit":
            await self._commit(asked)
        elif what == "package":
            await self._package(asked)
        else:
            await self._answer(what, asked)

    async def _answer(self, name: str, asked: dict[str, Any]) -> None:
        value = await self._run(lambda answers, session: getattr(answers, name)(session, asked))
        if value is None:
            return
        if name == "save":
            path = self.answers.place(asked)
            await self.desk.refresh((path,))
        await self.reply_json(value)

    async def _commit(self, asked: dict[str, Any]) -> None:
        """Commit the files of a document, which may take long: nobody else waits for it."""
        message = self.text("message").strip()
        if not message:
            raise Refused(422, "请写一句提交说明。")
        files = await self._run(lambda answers, _: answers.committed_files(asked))
        if files is None:
            return
        handed = await asyncio.to_thread(commit, self.desk.source, files, message)
        await self.reply_json(handed._asdict())

    async def _package(self, asked: dict[str, Any]) -> None:
        """Send a package for the office."""
        with TemporaryFile() as file:
            await self.desk.engine.run(lambda session: self.answers.package(session, asked, file))
            file.seek(0)
            self.set_header("Content-Type", "application/zip")
            while piece := file.read(_PIECE):
                self.write(piece)
                if not await self.sent(self.flush()):
                    return
        await self.sent(self.finish())

    async def _run(self, work: Callable[[Answers, Session], T]) -> T | None:
        """Return what some work with the session returns; None if the file is another one by now,
        which was answered."""
        try:
            return await self.desk.engine.run(lambda session: work(self.answers, session))
        except Conflict as conflict:
            await self.reply_json(conflict.values, 409)
            return None


@stream_request_body
class AttachmentHandler(ApiHandler):
    """Takes in an attachment piece by piece."""

    kinds = ("application/octet-stream",)
    incoming: Incoming | None = None
    refused = ""

    def prepare(self) -> None:
        """Begin the file. One that is not wanted is heard to the end, else the browser would not
        hear why."""
        super().prepare()
        length = self.request.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > LARGEST_ATTACHMENT:
            raise Refused(413)
        self.request.connection.set_max_body_size(LARGEST_ATTACHMENT)  # type: ignore[union-attr]
        self.request.connection.set_body_timeout(_SLOWEST)  # type: ignore[union-attr]
        path, name = self.get_query_argument("path", ""), self.get_query_argument("name", "")
        if subject_of(path) is None:
            raise Refused(400)
        try:
            self.incoming = Incoming(self.desk.source / CONTENT, path, name)
        except RefusedError as error:
            self.refused = str(error)

    def data_received(self, chunk: bytes) -> None:
        """Take a piece."""
        if self.incoming:
            try:
                self.incoming.write(chunk)
            except RefusedError as error:
                self.refused, self.incoming = str(error), None

    async def post(self) -> None:
        """Put the whole file in its place."""
        if self.incoming is None:
            raise Refused(422, self.refused)
        incoming, self.incoming = self.incoming, None
        try:
            name = incoming.finish()
        except RefusedError as error:
            raise Refused(422, str(error)) from None
        await self.desk.refresh((incoming.place,))
        await self.reply_json({"name": name})

    def on_connection_close(self) -> None:
        """Leave nothing of a file that did not arrive."""
        super().on_connection_close()
        self._abandon()

    def on_finish(self) -> None:
        """Leave nothing of a file that was refused on its way."""
        self._abandon()

    def _abandon(self) -> None:
        if self.incoming:
            self.incoming.abandon()
            self.incoming = None


def routes(desk: Desk) -> list[Rule]:
    """Return what answers for forms."""
    given = {"answers": Answers(desk.source, desk.guard.token)}
    asked = "figures|attempt|save|compare|handover|commit|package"
    return [
        URLSpec(r"/_desk/edit/(.+)", FormHandler, given),
        URLSpec(r"/_desk/preview/(.*)", PreviewHandler),
        URLSpec(rf"/_desk/api/({asked})", FormApiHandler, given),
        URLSpec(r"/_desk/api/attachment", AttachmentHandler),
    ]
