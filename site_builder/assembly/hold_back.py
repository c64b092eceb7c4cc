"""Decides what is public on a day: drafts, documents that are not open or not out yet, archives.

公开属性: 条例（国令第711号）第十三条至第十六条 for 主动公开, 依申请公开 and 不予公开, 第三十七条
for 删减后公开. What cannot be understood is held back, and reported as an error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from site_builder.assembly.header_rules import date_not_valid
from site_builder.assembly.hold_back_rules import (
    archived_before_published,
    key_not_here,
    openness_not_clear,
)
from site_builder.content.urls import Role
from site_builder.model.document import Document, Scalar
from site_builder.model.finding import Problem
from site_builder.text.labels import hint
from site_builder.text.patterns import regex

OPENNESSES = ("主动公开", "依申请公开", "不予公开", "删减后公开")
_HELD_BACK = frozenset({"依申请公开", "不予公开"})
_OPENNESS = regex(rf"({'|'.join(OPENNESSES)})(?:（[^（）]*）|\([^()]*\))?")
# Other words for what is open. They are published, with a warning; any other word is not.
_SURELY_OPEN = regex(r"(?:主动|面?向?社会|对外|依法|全部|全文|完全|予以|公众|信息|公开)+")
_CONTRADICTION = regex(r"主动公开.*(?:不予公开|依申请)")
_FROM = "publish_from"
_BEGINS = ("published", _FROM)
_ENDS = "publish_until"
# In documents with which roles a key has no meaning, and what to do instead.
_NOT_HERE: Mapping[str, tuple[frozenset[Role], str]] = {
    _ENDS: (
        frozenset[Role]({"home", "agency", "report"}),
        "首页、机关主页和年度报告一直公开，不归档；请删去这一项。撤销的机关写 abolished",
    ),
    "withdrawn": (
        frozenset[Role]({"home", "agency"}),
        "首页和机关主页不能只留撤下说明；整个机关不公开的写 draft: true，撤销的机关写 abolished",
    ),
    "corrections": (
        frozenset[Role]({"home", "agency"}),
        "首页和机关主页的文字直接改正；更正说明写在年度报告、文件和专页里",
    ),
}


class Standing(NamedTuple):
    """Whether a document is held back on a day, and since when it is `archived`; `awaited` are the
    later days on which this changes."""

    is_held_back: bool
    archived: date | None = None
    awaited: tuple[date, ...] = ()


def standing(values: Mapping[str, Any], today: date) -> Standing:
    """Return the standing on `today` of a document with the header `values`."""
    if values.get("draft") or _word(values.get("openness", "")) in _HELD_BACK | {""}:
        return Standing(is_held_back=True)
    begins = [values[key] for key in _BEGINS if key in values]
    until = values.get(_ENDS)
    days = (*begins, until) if until else (*begins,)
    return Standing(
        any(day > today for day in begins),
        until if until and until <= today else None,
        tuple(day for day in days if day > today),
    )


def is_standard(openness: str) -> bool:
    """Whether an openness is one of the four words, with or without a note in parentheses."""
    return _OPENNESS.fullmatch(openness) is not None


def check_standing(document: Document, role: Role, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield the problems of the values from which the standing of a document follows."""
    header, path = document.header, document.path
    openness = values.get("openness", "")
    if not _word(openness):
        near = hint(openness, OPENNESSES)
        yield Problem(
            openness_not_clear, path, *header.place("openness"), text=openness[:30], hint=near
        )
    undecided = header.get(_FROM)
    if isinstance(undecided, Scalar) and not undecided.text.strip():
        place = header.place(_FROM)
        yield Problem(date_not_valid, path, *place, key=_FROM, label="上线日期", text="")
    for key, (roles, why) in _NOT_HERE.items():
        if role in roles and header.get(key):
            yield Problem(key_not_here, path, *header.place(key), key=key, why=why)
    begins = [values[key] for key in _BEGINS if key in values]
    until = values.get(_ENDS)
    if until and begins and until <= max(begins):
        yield Problem(
            archived_before_published,
            path,
            *header.place(_ENDS),
            until=until.isoformat(),
            begins=max(begins).isoformat(),
        )


def _word(openness: str) -> str:
    """Return which of the four words an openness means, or the empty string if that is not clear.
    A document that does not say is open."""
    found = _OPENNESS.fullmatch(openness)
    if found and not _CONTRADICTION.match(openness):
        return found[1]
    return OPENNESSES[0] if not openness or _SURELY_OPEN.fullmatch(openness) else ""
