"""Counts findings by rule."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from site_builder.model.finding import Finding
from site_builder.model.rule import SEVERITY_WORDS, Rule
from site_builder.reporters.text import width

_COLUMNS = ("处数", "可改正", "文件", "代码", "程度", "规则")


class RuleCount(NamedTuple):
    """How many findings a rule has, how many of them can be repaired, and in how many files they
    are."""

    code: str
    severity: str
    findings: int
    repairable: int
    files: int
    summary: str


def statistics(findings: Iterable[Finding], rules: Iterable[Rule]) -> tuple[RuleCount, ...]:
    """Return the counts of all rules that have findings, the largest first."""
    summaries = {rule.code: rule.summary for rule in rules}
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    counts = (
        RuleCount(
            code,
            same[0].severity,
            len(same),
            sum(one.repair is not None for one in same),
            len({one.path for one in same}),
            summaries.get(code, ""),
        )
        for code, same in by_code.items()
    )
    return tuple(sorted(counts, key=lambda one: (-one.findings, one.code)))


def to_json(counts: Sequence[RuleCount]) -> str:
    """Return counts as a JSON list of objects."""
    return json.dumps([one._asdict() for one in counts], ensure_ascii=False, indent=2) + "\n"


def to_table(counts: Sequence[RuleCount]) -> str:
    """Return counts as lines of text in columns, or the empty string."""
    rows = [
        (
            str(one.findings),
            str(one.repairable),
            str(one.files),
            one.code,
            SEVERITY_WORDS[one.severity],
            one.summary,
        )
        for one in counts
    ]
    return "".join(f"{line}\n" for line in _aligned([_COLUMNS, *rows])) if rows else ""


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield rows as lines. Columns are as wide as their widest cells; numbers stand on the right,
    and the last column, which is text, is as long as it is."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    for *cells, text in rows:
        padded = (
            f"{' ' * (wide - width(cell))}{cell}" for cell, wide in zip(cells, widths, strict=False)
        )
        yield "  ".join((*padded, text))
