"""Groups findings for people: by file, by cause, with the places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from site_builder.model.finding import Finding
from site_builder.model.limits import MOST_ENTRIES, MOST_LINES_NAMED


class Entry(NamedTuple):
    """Findings in one file that are equal but for their places, in order."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The finding that stands for all."""
        return self.findings[0]

    @property
    def summary(self) -> str:
        """How many places there are, which lines, and whether they can be repaired, in Chinese; the
        empty string for a single place."""
        count = len(self.findings)
        if count == 1:
            return ""
        fixable = sum(one.repair is not None for one in self.findings)
        some = "" if fixable == count else f"其中 {fixable} 处"
        fix = f"，{some}可用 --fix 改正" if fixable else ""
        lines = [*dict.fromkeys(str(one.line) for one in self.findings if one.line)]
        more = "等" if len(lines) > MOST_LINES_NAMED else ""
        where = f"：第{'、'.join(lines[:MOST_LINES_NAMED])}行{more}" if lines else ""
        return f"共{count}处{fix}{where}。"


class Overview(NamedTuple):
    """The entries of each file, by path, and the findings that are only counted."""

    files: tuple[tuple[str, tuple[Entry, ...]], ...]
    others: tuple[Finding, ...]

    @property
    def rest(self) -> str:
        """How many findings are not shown, in Chinese, or the empty string."""
        if not self.others:
            return ""
        errors = sum(one.severity == "error" for one in self.others)
        return (
            f"另有 {len(self.others)} 处没有列出（错误 {errors}，警告 {len(self.others) - errors}）"
            "；请先改正上面的，再检查一遍。"
        )


def overview(findings: Sequence[Finding], most: int = MOST_ENTRIES) -> Overview:
    """Group findings into at most `most` entries, in the order of the first of each. Errors have
    precedence over warnings if there are more."""
    by_cause: dict[Finding, list[Finding]] = {}
    for finding in findings:
        cause = finding._replace(line=0, column=0, repair=None, related=())
        by_cause.setdefault(cause, []).append(finding)
    entries = [Entry(tuple(same)) for same in by_cause.values()]
    errors_first = sorted(range(len(entries)), key=lambda n: entries[n].first.severity)
    shown = [entries[n] for n in sorted(errors_first[:most])]
    others = [one for n in sorted(errors_first[most:]) for one in entries[n].findings]
    by_file: dict[str, list[Entry]] = {}
    for entry in shown:
        by_file.setdefault(entry.first.path, []).append(entry)
    return Overview(tuple((path, tuple(own)) for path, own in by_file.items()), tuple(others))
