"""Makes the certain repair of a finding in its file."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from tornado.routing import Rule, URLSpec

from site_builder.content.regular_file import read_regular
from site_builder.lint.autofix import repaired_bytes
from site_builder.model.limits import LARGEST_MARKDOWN
from site_builder.publish.staging import rewrite
from site_builder.serve.desk import Desk
from site_builder.serve.handler import ApiHandler, Refused

if TYPE_CHECKING:
    from site_builder.serve.session import Session

_CHANGED = "文件刚被改过，请看过现在的内容再改。"
_NOT_MADE = "这一处没有改成，请在文件里改。"


class RepairHandler(ApiHandler):
    """Repairs a file, unless it is another one than the page was made from."""

    async def post(self) -> None:
        """Make a repair: `path` with the digest `file`, `line`, `column`, `old` and `new`."""
        path, file = self.text("path"), self.text("file")
        asked = self.asked().get("repair")
        desk = self.desk

        def work(session: Session) -> None:
            repairs = [
                one.repair
                for one in session.findings_about(path)
                if one.repair and one.repair._asdict() == asked
            ]
            if not repairs:
                raise Refused(409, _CHANGED)
            place = desk.source / path
            data = read_regular(place, LARGEST_MARKDOWN)
            if sha256(data).hexdigest() != file:
                raise Refused(409, _CHANGED)
            new, made = repaired_bytes(data, repairs[:1])
            if not made:
                raise Refused(409, _NOT_MADE)
            rewrite(place, new)

        await desk.engine.run(work)
        await desk.refresh((desk.source / path,))
        await self.reply_json({"done": True})


def routes(_: Desk) -> list[Rule]:
    """Return what repairs."""
    return [URLSpec(r"/_desk/api/repair", RepairHandler)]
