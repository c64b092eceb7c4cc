"""The statutory tables of a made-up report: figures that balance, as its header holds them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

FIRST_FORMS = 2019
NEW_FORMS = 2021

DOCUMENTS = ("本年制发件数", "本年废止件数", "现行有效件数")
DECISIONS = ("行政许可", "行政处罚", "行政强制")
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
NEW, CARRIED = "本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量"
OUTCOMES = (
    "予以公开",
    "部分公开",
    "属于国家秘密",
    "其他法律行政法规禁止公开",
    "危及“三安全一稳定”",
    "保护第三方合法权益",
    "属于三类内部事务信息",
    "属于四类过程性信息",
    "属于行政执法案卷",
    "属于行政查询事项",
    "本机关不掌握相关政府信息",
    "没有现成信息需要另行制作",
    "补正后申请内容仍不明确",
    "信访举报投诉类申请",
    "重复申请",
    "要求提供公开出版物",
    "无正当理由大量反复申请",
    "要求行政机关确认或重新出具已获取信息",
)
LAST_OUTCOMES_2019 = ("其他处理",)
LAST_OUTCOMES_2021 = (
    "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "其他",
)
DONE, LEFT = "总计", "结转下年度继续办理"
SUITS = ("行政复议", "未经复议直接起诉", "复议后起诉")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结")
ALL = "总计"


class Table(NamedTuple):
    """One table of the form that is in force."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[str, ...]


TABLES = (
    Table(
        "主动公开政府信息情况",
        DOCUMENTS,
        ("规章", "行政规范性文件", *DECISIONS, "行政事业性收费"),
    ),
    Table(
        "收到和处理政府信息公开申请情况",
        (*APPLICANTS, ALL),
        (NEW, CARRIED, *OUTCOMES, *LAST_OUTCOMES_2021, DONE, LEFT),
    ),
    Table("政府信息公开行政复议、行政诉讼情况", (*RESULTS, ALL), SUITS),
)


@dataclass(frozen=True)
class Figures:
    """The figures of one report: documents by what became of them, decisions, fees; applications
    by row and applicant; suits by row and result."""

    documents: tuple[int, int, int]
    decisions: tuple[int, ...]
    fees: str
    requests: dict[str, list[int]]
    disputes: dict[str, list[int]]

    def total(self, row: str) -> int:
        """All applicants of one row of the second table together."""
        return sum(self.requests[row])


def random_figures(year: int, before: Figures | None, chance: random.Random) -> Figures:
    """Figures that balance, and that follow from those of the year before."""
    issued = chance.randrange(3)
    held = before.documents[2] if before and year > NEW_FORMS else chance.randrange(9)
    repealed = chance.randrange(held + 1)
    return Figures(
        documents=(issued, repealed, held + issued - repealed),
        decisions=tuple(chance.randrange(500) for _ in DECISIONS),
        fees=f"{chance.randrange(100)}.{chance.randrange(10)}",
        requests=_requests(year, before if year > FIRST_FORMS else None, chance),
        disputes={row: [chance.randrange(3) for _ in RESULTS] for row in SUITS},
    )


def _requests(year: int, before: Figures | None, chance: random.Random) -> dict[str, list[int]]:
    last = LAST_OUTCOMES_2021 if year >= NEW_FORMS else LAST_OUTCOMES_2019
    carried = before.requests[LEFT] if before else [chance.randrange(2) for _ in APPLICANTS]
    done = {row: [chance.randrange(4) for _ in APPLICANTS] for row in (*OUTCOMES, *last)}
    done["予以公开"] = [a + b for a, b in zip(done["予以公开"], carried, strict=True)]
    total = [sum(column) for column in zip(*done.values(), strict=True)]
    left = [chance.randrange(2) for _ in APPLICANTS]
    new = [d + n - c for d, n, c in zip(total, left, carried, strict=True)]
    return {NEW: new, CARRIED: carried, **done, DONE: total, LEFT: left}


def header(year: int, figures: Figures) -> Iterator[str]:
    """The lines of a header that hold the figures, each on a line of its own."""
    if year < FIRST_FORMS:
        return
    disclosed, requested, disputed = TABLES
    yield "statistics:"
    yield f"  {disclosed.name}:"
    yield from _disclosed(figures) if year >= NEW_FORMS else ["    其余: 0"]
    yield f"  {requested.name}:"
    for row, cells in figures.requests.items():
        yield from _row(row, requested.columns, [*cells, sum(cells)])
    yield f"  {disputed.name}:"
    for row, cells in figures.disputes.items():
        yield from _row(row, disputed.columns, [*cells, sum(cells)])


def _disclosed(figures: Figures) -> Iterator[str]:
    yield "    规章: 0"
    yield from _row("行政规范性文件", DOCUMENTS, figures.documents)
    yield from (f"    {row}: {n}" for row, n in zip(DECISIONS, figures.decisions, strict=True))
    yield f"    行政事业性收费: {figures.fees}"


def _row(row: str, columns: tuple[str, ...], cells: Iterable[int]) -> Iterator[str]:
    yield f"    {row}:"
    yield from (f"      {name}: {cell}" for name, cell in zip(columns, cells, strict=True))
