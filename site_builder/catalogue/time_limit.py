"""Reads 公开时限 that count working days."""

from __future__ import annotations

from site_builder.text.numerals import chinese
from site_builder.text.patterns import regex

_LIMIT = regex(
    r"(?:自?(?:政府)?信息(?:形成|制作|生成|变更|获取|保存|(?:或者?|、|/|，)){1,8}(?:之日|后)起?[，,]?)?"
    r"([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s?个?工作日(?:之?内|以内)?(?:予以)?(?:公开)?。?"
)


def working_days(limit: str) -> int | None:
    """Return how many working days after its making a 公开时限 gives for disclosing something; None
    if it does not say, as `及时公开`, or if it counts from something else."""
    found = _LIMIT.fullmatch("".join(limit.split()))
    if not found:
        return None
    return int(found[1]) if found[1].isascii() else chinese(found[1])
