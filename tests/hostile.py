"""Bad and hostile inputs that editors and attackers have come up with: each ends in a finding with
its place, or is handled; never in a traceback, a hang, or something lost without a word. The tests
are in `test_hostile_*`."""

from __future__ import annotations

from bs4 import Tag
from conftest import Scenario
from markdown_it import MarkdownIt
from texts import EXAMPLE

from site_builder.model.document import Document
from site_builder.model.finding import Finding
from site_builder.model.source import Source
from site_builder.parsing.document import parse_one
from site_builder.parsing.markdown import make_parser

PARSER = make_parser()
MARKS = [
    *("---\n", "\n", "## ", "【表：甲】", "[a](b.md)", "![a](b)", "**", "^[", "|a|\n|-|\n", "："),
    *(": ", "- ", "\t"),
]


def spot(findings: tuple[Finding, ...]) -> tuple[str, int, int]:
    """The code and place of the one finding there is."""
    (finding,) = findings
    return finding.code, finding.line, finding.column


def write(site: Scenario, data: bytes, path: str = EXAMPLE) -> None:
    file = site.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def parsed(data: bytes | str, parser: MarkdownIt = PARSER) -> Document:
    raw = data if isinstance(data, bytes) else data.encode()
    return parse_one(Source("pages/example.md", raw, ""), lambda: parser)


def hrefs(tag: Tag) -> list[str]:
    return [str(a["href"]) for a in tag.find_all("a", href=True)]
