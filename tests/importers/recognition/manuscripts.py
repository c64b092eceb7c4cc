"""Manuscripts from texts, and what is found in them as a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from figures import FORMS

from site_builder.importers.recognition.report import read_report
from site_builder.importers.report_draft import KnownAgency, PastedDocument, ReportDraft
from site_builder.model.manuscript import (
    Block,
    Grid,
    GridCell,
    Manuscript,
    Paragraph,
    Picture,
    Role,
    Run,
)

AGENCIES = (
    KnownAgency("haiyuan-kjj", ("海原县科学技术局", "县科技局", "海原县科技局")),
    KnownAgency("wuzhong-kjj", ("吴忠市科学技术局", "市科技局")),
    KnownAgency("zhongwei-kjj", ("中卫市科学技术局", "市科技局", "中卫市科技局")),
    KnownAgency("zhongwei", ("中卫市人民政府",)),
    KnownAgency("zhenluo", ("镇罗镇人民政府", "镇罗镇")),
    KnownAgency("yinchuan-yy", ("银川市第一人民医院",)),
)
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_MARK = re.compile(r"(#+|-|\+|>|~) (.*)")
_ROLES: dict[str, Role] = {"-": "item", "+": "numbered", ">": "quote", "~": "signature"}


def manuscript(text: str, *facts: tuple[str, str]) -> Manuscript:
    """A manuscript from a text, a line a paragraph. `# `, `- `, `+ `, `> ` and `~ ` mark headings,
    items, numbered items, quotes and signatures; `** **` bold type; `↓` at the end a paragraph that
    a page cuts; lines with tabs or `|` a table; `!` a picture. Their places are 第1行, …"""
    blocks: list[Block] = []
    rows: list[list[str]] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if "\t" in line or "|" in line:
            rows.append(re.split(r"[\t|]", line))
            continue
        if rows:
            blocks.append(grid(rows))
            rows = []
        if line.startswith("!"):
            blocks.append(Picture(b"", "p.png", line[1:], f"第{number}行"))
        elif line.strip():
            blocks.append(paragraph(line, f"第{number}行"))
    return Manuscript(tuple(blocks), facts)


def paragraph(line: str, place: str = "") -> Paragraph:
    """A paragraph from a line."""
    marked = _MARK.fullmatch(line)
    mark, text = (marked[1], marked[2]) if marked else ("", line)
    pieces = _BOLD.split(text.removesuffix("↓"))
    runs = tuple(Run(p, bold=n % 2 == 1) for n, p in enumerate(pieces) if p)
    role: Role = "heading" if mark.startswith("#") else _ROLES.get(mark, "text")
    level = len(mark) if role == "heading" else int(role in {"item", "numbered"})
    return Paragraph(runs, role, level, text.endswith("↓"), place)


def grid(rows: list[list[str]]) -> Grid:
    """A table of the cells of lines."""
    cells = [GridCell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row)]
    return Grid(tuple(cells), len(rows), max(map(len, rows)), is_ruled=False)


def draft(text: str, *facts: tuple[str, str], slug: str = "", year: int = 0) -> ReportDraft:
    """The report in a text."""
    found = read_report(manuscript(text, *facts), AGENCIES, FORMS, slug=slug, year=year)
    assert isinstance(found, ReportDraft), found.title
    return found


def document(text: str, *facts: tuple[str, str], slug: str = "") -> PastedDocument:
    """The document in a text that is no report."""
    found = read_report(manuscript(text, *facts), AGENCIES, FORMS, slug=slug)
    assert isinstance(found, PastedDocument), found.title
    return found


def shown(body: Iterable[Block]) -> str:
    """A body as the text that `manuscript` reads."""
    return "\n".join(_shown(block) for block in body)


def _shown(block: Block) -> str:
    if isinstance(block, Grid):
        rows: dict[int, list[str]] = {}
        for cell in block.cells:
            rows.setdefault(cell.row, []).append(cell.text)
        return "\n".join("|".join(row) for row in rows.values())
    if isinstance(block, Picture):
        return f"!{block.alt}"
    marks = {role: mark for mark, role in _ROLES.items()} | {"heading": "#" * block.level}
    mark = f"{marks[block.role]} " if block.role in marks else ""
    return mark + "".join(f"**{run.text}**" if run.bold else run.text for run in block.runs)


def headings(found: ReportDraft | PastedDocument) -> list[str]:
    """The headings of a body, with their levels."""
    return [_shown(b) for b in found.body if isinstance(b, Paragraph) and b.role == "heading"]


def characters(texts: Iterable[str]) -> Counter[str]:
    """How often each character is in texts, white space aside."""
    return Counter("".join("".join(texts).split()))


def texts_of(blocks: Iterable[Block]) -> list[str]:
    """All texts of blocks."""
    return [
        text
        for block in blocks
        for text in (
            [cell.text for cell in block.cells]
            if isinstance(block, Grid)
            else [block.alt if isinstance(block, Picture) else block.text]
        )
    ]


def kept(found: ReportDraft | PastedDocument) -> list[str]:
    """All texts that a draft holds or lists: as text, as taken into values, as lost."""
    documents = found.documents if isinstance(found, ReportDraft) else ()
    remarks = found.remarks
    tables = found.tables if isinstance(found, ReportDraft) else ()
    return [
        found.title,
        *texts_of(found.body),
        *(text for one in documents for text in (one.title, *texts_of(one.body))),
        *(cell.text or "" for table in tables for row in table.cells for cell in row),
        *(remark.text for remark in (*remarks.lost, *remarks.taken)),
    ]
