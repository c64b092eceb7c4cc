"""Formats findings as text, JSON, SARIF 2.1.0, GitHub annotations or HTML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from site_builder import __version__
from site_builder.model.finding import CellAddress, Finding
from site_builder.model.rule import Rule
from site_builder.reporters.html import to_html
from site_builder.reporters.text import Lines, Screen, to_text, visible
from site_builder.text.pii import masked

FORMATS = ("text", "json", "sarif", "github", "html")
PLAIN = Screen()

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write_report(
    findings: Sequence[Finding],
    form: str,
    rules: tuple[Rule, ...],
    lines_of: Lines,
    screen: Screen = PLAIN,
) -> str:
    """Return findings in the format `form`, one of `FORMATS`.

    `lines_of` returns the lines of a file, given its path; it and `screen` are used for text only.
    Numbers that identify a person are masked, because the output ends up in logs and mails.
    """
    findings = [_without_numbers(finding) for finding in findings]
    if form == "json":
        return _json([_plain(finding) for finding in findings])
    if form == "sarif":
        return _json(_sarif(findings, rules))
    if form == "html":
        return to_html(findings, rules)
    if form == "github":
        return "".join(f"{_annotation(finding)}\n" for finding in findings)
    return "".join(f"{line}\n" for line in to_text(findings, lines_of, screen))


def _without_numbers(finding: Finding) -> Finding:
    cell = finding.cell
    if cell:
        cell = CellAddress(masked(cell.table), masked(cell.row), masked(cell.column))
    return finding._replace(
        path=masked(finding.path),
        message=masked(finding.message),
        cell=cell,
        related=tuple(map(masked, finding.related)),
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _plain(finding: Finding) -> dict[str, Any]:
    keys = ("code", "severity", "path", "line", "column", "message")
    plain = {key: getattr(finding, key) for key in keys}
    cell = finding.cell._asdict() if finding.cell else None
    return {**plain, "cell": cell, "related": list(finding.related)}


def _annotation(finding: Finding) -> str:
    """Return a GitHub workflow command, with its special characters escaped."""
    message = finding.message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    path = visible(finding.path).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
    line, column = max(finding.line, 1), max(finding.column, 1)
    place = f"file={path},line={line},col={column},title={finding.code}"
    return f"::{finding.severity} {place}::{message}"


def _sarif(findings: Sequence[Finding], rules: tuple[Rule, ...]) -> dict[str, Any]:
    used = {finding.code for finding in findings}
    driver = {
        "name": "sitebuild",
        "version": __version__,
        "rules": [
            {
                "id": one.code,
                "name": one.name,
                "shortDescription": {"text": one.summary},
                "help": {"text": one.doc},
                "defaultConfiguration": {"level": one.severity},
            }
            for one in rules
            if one.code in used
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": list(_results(findings)),
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _results(findings: Iterable[Finding]) -> Iterator[dict[str, Any]]:
    for finding in findings:
        # Without the line, so that the fingerprint stays the same when lines above change.
        what = f"{finding.code}\0{finding.path}\0{finding.cell}\0{finding.message}"
        result = {
            "ruleId": finding.code,
            "level": finding.severity,
            "message": {"text": finding.message},
            "locations": [_location(finding.path, finding.line, finding.column)],
            "partialFingerprints": {"finding/v1": sha256(what.encode()).hexdigest()},
        }
        if finding.related:
            result["relatedLocations"] = [*map(_location, dict.fromkeys(finding.related))]
        yield result


def _location(path: str, line: int = 0, column: int = 0) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(path)}}
    if line:
        place["region"] = {"startLine": line, "startColumn": max(column, 1)}
    return {"physicalLocation": place}
