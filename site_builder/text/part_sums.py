"""Decides whether the parts of a total that a text names can add up to it.

In doubt they can: one item may be published through several channels, a list may name only some
parts, and what follows it may belong to something else.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Literal, NamedTuple

from site_builder.text.numerals import Amount
from site_builder.text.patterns import regex

Number = int | Decimal
# How a text names parts: some of them (其中), all of them (包括, 分别为), or all of them with
# nothing in common (按…划分).
SumKind = Literal["some", "all", "split"]

MOST_PARTS = 60
FEW = 4
# A sum is near a total if it differs by one (totals from 20 on) or by at most one fiftieth.
SMALL, NEAR_SHARE = 20, 50

CHANNEL = regex(
    r"网站|门户|微信|微博|公报|报纸|日报|电视|电台|广播|公众号|新媒体|平台|客户端|公示栏|渠道|抖音|快手|头条"
    r"|信用中国|一网通办|媒体"
)
_STAGE = regex(
    r"答复|办结|回复|采纳|满意|落实|完成|整改|转载|采用|录用|面商|阅读|点击|参加|参与|牵头|重点|涉及|审核"
)
_DEED = regex(
    r"(?:全部|均|已|并|共|全年|同时|累计)*(?:发布|公开|办理|答复|办结|回应|受理|收到|举办|开展|组织|召开|制作|编制"
    r"|解读|推送|转载|整改|采纳|撰写|报送|审核|培训|接待|处理|回复|参加|报道)"
)


class Part(NamedTuple):
    """A part of a total. `times` are the possible multiples of its amount, the most likely one
    first (`各2条` counts for each item named before it); `separation` is the strength of the
    punctuation between it and the previous part."""

    amount: Amount
    times: tuple[int, ...]
    name: str
    separation: int


class Breakdown(NamedTuple):
    """A total and the parts of it that the text names, at least one."""

    total: Amount
    parts: tuple[Part, ...]
    kind: SumKind


def can_add_up(breakdown: Breakdown) -> bool:
    """Whether the parts can belong to the total in some interpretation; true for lists that are too
    long to try them all."""
    total, parts, kind = breakdown.total.value, breakdown.parts, breakdown.kind
    if len(parts) > MOST_PARTS:
        return True
    if parts[0].amount.value > total:
        return False
    return any(_is_likely(total, reading, kind) for reading in _readings(total, parts))


def sums(parts: tuple[Part, ...]) -> set[Number]:
    """Return the possible sums of parts."""
    ways = [[part.amount.value * count for count in part.times] for part in parts]
    if sum(len(way) > 1 for way in ways) > FEW:
        ways = [way[:1] for way in ways]
    return {sum(way) for way in product(*ways)}


def _readings(total: Number, parts: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """Yield the possible lists of parts: all of them; and the first ones, if stronger punctuation
    separates them from the rest, or if they add up to the total and the rest begins with a verb of
    its own."""
    yield parts
    for count in range(1, len(parts)):
        within = max((part.separation for part in parts[1:count]), default=1)
        behind = parts[count].separation
        whole = count > 1 and behind > 1 and total in sums(parts[:count])
        deed = _DEED.match(parts[count].name)
        if (behind > within and (count <= FEW or deed)) or (whole and deed):
            yield parts[:count]


def _is_likely(total: Number, parts: tuple[Part, ...], kind: SumKind) -> bool:
    """Whether the parts add up to the total, are only some of it, or exceed it because they
    overlap. A sum close to the total is more likely an error."""
    possible = sums(parts)
    if total in possible:
        return True
    _, gap = min((abs(one - total), one - total) for one in possible)
    near = max(gap, -gap) * NEAR_SHARE <= total or (gap in {1, -1} and total >= SMALL)
    if gap < 0:
        slip = len(parts) >= FEW or (len(parts) > 1 and gap == -1 and total >= NEAR_SHARE)
        return kind == "some" and not (near and slip)
    return _may_overlap(parts, kind, near)


def _may_overlap(parts: tuple[Part, ...], kind: SumKind, near: bool) -> bool:
    """Whether parts may overlap: one item can be published through several channels, or go through
    several stages."""
    if kind == "split":
        return False
    if kind == "some" and any(_STAGE.search(part.name) for part in parts):
        return True
    return sum(bool(CHANNEL.search(part.name)) for part in parts) > 1 and not near
