"""Formats findings as one self-contained HTML page, which can be mailed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from site_builder.model.finding import Finding
from site_builder.model.rule import SEVERITY_WORDS, Rule
from site_builder.reporters.entries import Entry, overview

_STYLE = """
body { font: 16px/1.75 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { font-size: 1.1rem; border-bottom: 2px solid #1f3f77; overflow-wrap: anywhere; }
li { margin: 0.75rem 0; }
li p { margin: 0; }
b { padding: 0 0.4em; border: 1px solid; }
.error b { color: #a11; }
.warning b { color: #7a5200; }
small { color: #555; display: block; }
"""


def to_html(findings: Sequence[Finding], rules: tuple[Rule, ...]) -> str:
    """Return a page with the findings grouped by file and cause, each with the reason for its
    rule."""
    return "\n".join(_lines(findings, {rule.code: rule for rule in rules})) + "\n"


def _lines(findings: Sequence[Finding], rules: dict[str, Rule]) -> Iterator[str]:
    errors = sum(finding.severity == "error" for finding in findings)
    shown = overview(findings)
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>检查结果</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>检查结果</h1>"
    yield f"<p>错误 {errors}，警告 {len(findings) - errors}。</p>"
    for path, entries in shown.files:
        yield f"<h2>{escape(path)}</h2>\n<ul>"
        yield from (_item(entry, rules.get(entry.first.code)) for entry in entries)
        yield "</ul>"
    if shown.rest:
        yield f"<p>{shown.rest}</p>"
    yield "</body>\n</html>"


def _item(entry: Entry, rule: Rule | None) -> str:
    finding = entry.first
    place = f"第{finding.line}行" if finding.line else "整个文件"
    where = f"{place}，{finding.cell}" if finding.cell else place
    places = f"<p>{entry.summary}</p>" if entry.summary else ""
    why = f"<small>{escape(rule.summary)}{escape(rule.reason)}</small>" if rule else ""
    return (
        f'<li class="{finding.severity}"><b>{SEVERITY_WORDS[finding.severity]}</b> '
        f"{escape(where)}：{escape(finding.message)}"
        f"（{escape(finding.code)}）{places}{why}</li>"
    )
