"""What kinds of disclosed documents portals know: the values of the header key `type`."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class DocumentType(NamedTuple):
    """A kind of document: the header `keys` that only this kind has, and the item of the 条例 that
    prescribes its disclosure, if that is certain (a name in `facets.CATEGORIES`)."""

    name: str
    keys: tuple[str, ...] = ()
    category: str = ""


INTERPRETATION, CONSULTATION, INQUIRY = "政策解读", "意见征集", "咨询答复"
TYPES = (
    DocumentType("通知"),
    DocumentType("政策文件"),
    DocumentType(INTERPRETATION, ("interprets",)),
    DocumentType("建议提案答复"),
    DocumentType(CONSULTATION, ("opens", "closes", "result")),
    DocumentType(INQUIRY, ("asked", "answered")),
    DocumentType("权责清单"),
    DocumentType("预决算", category="财政预算、决算"),
    DocumentType("公告公示"),
)


class Consultation(NamedTuple):
    """The period of an 意见征集, both days included, and what came of it (采纳情况): a text, or
    empty if it is not known or another document says it."""

    opens: date | None = None
    closes: date | None = None
    result: str = ""

    def status(self, today: date) -> str:
        """Return whether it is open on a day, or the empty string if that is not known."""
        if self.opens and today < self.opens:
            return "尚未开始"
        if self.closes is None:
            return ""
        return "正在征集" if today <= self.closes else "已结束"


class Inquiry(NamedTuple):
    """When the question of a 咨询答复 was asked, and when it was answered."""

    asked: date | None = None
    answered: date | None = None


def type_called(name: str) -> DocumentType | None:
    """Return the type of that name, or None."""
    return next((one for one in TYPES if one.name == name), None)
