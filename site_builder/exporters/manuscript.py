"""A report as a manuscript, which the exporters of Word and PDF files write.

It holds what the page of the report shows as its text, in the order of official documents: title,
body with the statutory tables, attachments, signature and date; and behind these what the page says
about the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from site_builder.content.urls import quoted
from site_builder.exporters.manuscript_body import Pictures, blocks_of
from site_builder.forms.layout import Box, lay_out
from site_builder.forms.table_html import CORRECTED, CORRECTED_UNMARKED, shown_figures
from site_builder.model.manuscript import Block, Grid, GridCell, Manuscript, Paragraph, Run
from site_builder.model.site import Article, Report
from site_builder.model.table import RenderedTable
from site_builder.text.labels import without_numbering
from site_builder.text.patterns import regex

TITLE, PUBLISHER, DATE = "标题", "发布机构", "日期"

_DAY = regex(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_YEAR = regex(r"(.+?)((?<![0-9])[0-9]{4}年.+)")
_TITLE_LINE = 20  # characters
_CORRECTION_COLUMNS = ("序号", "日期", "更正内容", "更正原因", "更正前后")


class Surroundings(NamedTuple):
    """What the page of a report shows beside its text: the notice on every page; the reasons why
    errors in it are waived; and its corrections, one tuple of texts for each. `base_url` is the
    address of the site, if it is known."""

    notice: str = ""
    base_url: str = ""
    reasons: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str, str, str, str], ...] = ()


def title_lines(title: str) -> tuple[str, ...]:
    """Return the lines of a title in large type: one that does not fit into one line is broken
    before the year that it names."""
    parts = _YEAR.fullmatch(title) if len(title) > _TITLE_LINE else None
    return (parts[1], parts[2]) if parts else (title,)


def manuscript_of(report: Report, pictures: Pictures, around: Surroundings) -> Manuscript:
    """Return the manuscript of a report. Figures are as written: blanks stay blank, and a total
    that was computed has an asterisk, as on the page."""
    article, metadata = report.article, report.metadata
    body = [*_body(report, pictures, around.base_url)]
    signature = [*_signed(body, report.agency.name, metadata.signed)]
    blocks = (
        Paragraph((Run(article.title),), "title"),
        *body,
        *_attachments(article, around.base_url),
        *signature,
        *(Paragraph((Run(one),), "note") for one in around.reasons),
        *_corrections(around.corrections),
    )
    day = metadata.signed or metadata.published
    facts = ((TITLE, article.title), (PUBLISHER, report.agency.name), (DATE, str(day or "")))
    known = tuple((name, value) for name, value in facts if value)
    return Manuscript(blocks, known, around.notice)


def _body(report: Report, pictures: Pictures, base_url: str) -> Iterator[Block]:
    """Yield the text of a report with its statutory tables where the page has them."""
    heading = ""
    for part in report.article.body:
        if isinstance(part, str):
            for block in blocks_of(part, base_url, pictures):
                if isinstance(block, Paragraph) and block.role == "heading":
                    heading = block.text
                title = heading or report.article.title
                yield block._replace(title=title) if isinstance(block, Grid) else block
        else:
            yield from _table(part, report.article, without_numbering(heading))


def _table(table: RenderedTable, article: Article, heading: str) -> Iterator[Block]:
    """Yield a statutory table with its notes; its title is printed too unless the `heading` above
    says it already."""
    form = table.form
    unit = f"（单位：{form.unit}）" if form.unit else ""
    if unit or form.title != heading:
        yield Paragraph((Run(f"{form.title}{unit}"),), "caption")
    yield statutory_grid(table)
    codes = {code for code, _ in table.notes}
    notes = (CORRECTED_UNMARKED if note == CORRECTED else note for _, note in table.notes)
    reasons = (f"说明：{one.reason}。" for one in article.waivers if one.code in codes)
    for text in (*notes, *reasons):
        yield Paragraph((Run(text),), "note")


def statutory_grid(table: RenderedTable) -> Grid:
    """Return a statutory table with the merged captions of the official form."""
    figures = iter(shown_figures(table))
    layout = lay_out(table.form)
    lines = [line for block in layout.blocks for line in block.lines]
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row, line in enumerate(lines):
        column = 0
        for box in line:
            while (row, column) in taken:
                column += 1
            text = next(figures) if box.kind == "figure" else box.text
            cells.append(_cell(box, text, row, column))
            taken |= {
                (row + down, column + right)
                for down in range(box.rowspan)
                for right in range(box.colspan)
            }
    head = len(layout.blocks[0].lines) if layout.blocks[0].is_head else 0
    return Grid(tuple(cells), len(lines), layout.width, head=head, title=table.form.title)


def _cell(box: Box, text: str, row: int, column: int) -> GridCell:
    scope = box.scope or ("col" if box.kind == "caption" else "")
    return GridCell(text, row, column, box.rowspan, box.colspan, scope=scope)


def _signed(body: list[Block], agency: str, day: date | None) -> Iterator[Paragraph]:
    """Yield the signature and the date of a report. Those that end its `body` are taken from it; a
    report that is not signed there is signed with what its header says, if it gives a day."""
    written = [*_take_signature(body, agency)]
    if written:
        yield from written
    elif day:
        yield Paragraph((Run(agency),), "signature")
        yield Paragraph((Run(f"{day.year}年{day.month}月{day.day}日"),), "signature")


def _take_signature(body: list[Block], agency: str) -> list[Paragraph]:
    """Remove the signature and the date from the end of a body, and return them."""
    taken: list[Paragraph] = []
    for is_part in (_is_day, lambda text: text == agency):
        last = body[-1] if body else None
        if isinstance(last, Paragraph) and last.role == "text" and is_part(last.text.strip()):
            taken.insert(0, last._replace(role="signature"))
            del body[-1]
        elif not taken:
            return []
    return taken


def _is_day(text: str) -> bool:
    return _DAY.fullmatch(text) is not None


def _attachments(article: Article, base_url: str) -> Iterator[Paragraph]:
    """Yield the attachments that a report lists, as official documents name them (附件说明): a
    number for each if there are several."""
    for number, one in enumerate(article.attachments, 1):
        label = "附件：" if number == 1 else ""
        count = f"{number}." if len(article.attachments) > 1 else ""
        link = f"{base_url}{quoted(one.path)}" if base_url else ""
        runs = (Run(f"{label}{count}"), Run(one.title, link=link))
        yield Paragraph(tuple(run for run in runs if run.text), "attachment")


def _corrections(rows: tuple[tuple[str, ...], ...]) -> Iterator[Block]:
    """Yield the corrections of a report as a table."""
    if not rows:
        return
    title = "更正说明"
    yield Paragraph((Run(title),), "heading", 1)
    head = tuple(
        GridCell(text, 0, column, scope="col") for column, text in enumerate(_CORRECTION_COLUMNS)
    )
    cells = (
        GridCell(text, row, column, scope="" if column else "row")
        for row, texts in enumerate(rows, 1)
        for column, text in enumerate(texts)
    )
    yield Grid((*head, *cells), len(rows) + 1, len(_CORRECTION_COLUMNS), head=1, title=title)
