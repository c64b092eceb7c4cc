"""Prepares a filing for display, independently of the theme: the HTML of its figures as written,
and notes on blanks, texts, computed totals and broken balances."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape, unescape

from site_builder.forms.balance import broken
from site_builder.model.table import FIGURE_END, Cell, Filing, Meaning, RenderedTable
from site_builder.text.patterns import regex

CORRECTED = "标“更正”的数发布后改正过，见文末的更正说明。"
# The same where the figures themselves have no mark.
CORRECTED_UNMARKED = "有的数发布后改正过，见文末的更正说明。"
_OF_ANOTHER_YEAR = "这张表用的不是报告年度的格式，而是{year}年起的格式，照录原表。"
_UNBALANCED = "有{count}处勾稽关系不符，照录原数。"
_COMPUTED = "带“*”的数原报告未填，由本站按勾稽关系算出。"
_BLANK = "空白{count}格，原报告未填写；空白不等于零。"
_SAID = "{count}格填写为“{text}”，照录；不等于零。"
_EVERY_NOTE = regex(
    "|".join(
        re.escape(note)
        .replace(re.escape("{year}"), "[0-9]{4}")
        .replace(re.escape("{count}"), "[0-9]+")
        .replace(re.escape("{text}"), ".+")
        for note in (
            CORRECTED,
            CORRECTED_UNMARKED,
            _OF_ANOTHER_YEAR,
            _UNBALANCED,
            _COMPUTED,
            _BLANK,
            _SAID,
        )
    )
)
_CORRECTION = regex(r'<sup class="sb-statutory__corrected">.*?</sup>')
_TAG = regex(r"<[^>]*>")


def render_table(filing: Filing, corrected: Mapping[int, int]) -> RenderedTable:
    """Return the figures of a filing as HTML, with notes for readers. `corrected` are the numbers
    of the corrections of cells, by the index of the cell in printed order; each links to the
    correction, which the page lists at its end."""
    cells = [cell for line in filing.cells for cell in line]
    figures = [_figure(cell) for cell in cells]
    for at, number in corrected.items():
        figures[at] += _mark(number)
    notes = [*_notes(filing, cells)]
    if corrected:
        notes.append(("", CORRECTED))
    return RenderedTable(filing.form, FIGURE_END.join(figures), tuple(notes))


def shown_figures(table: RenderedTable) -> tuple[str, ...]:
    """Return the texts of the figures of a table in printed order, as the page shows them, without
    the marks of corrections: a computed total ends with an asterisk."""
    if not table.figures:
        return ()
    plain = _TAG.sub("", _CORRECTION.sub("", table.figures))
    return tuple(map(unescape, plain.split(FIGURE_END)))


def is_note(text: str) -> bool:
    """Whether a text is one of the notes that are shown with a table."""
    return _EVERY_NOTE.fullmatch(text) is not None


def correction_id(number: int) -> str:
    """Return the anchor of a correction on the page of its document."""
    return f"correction-{number}"


def _mark(number: int) -> str:
    return (
        f'<sup class="sb-statutory__corrected"><a href="#{correction_id(number)}">更正{number}</a>'
        "</sup>"
    )


def _figure(cell: Cell) -> str:
    """Return the HTML of a cell; a blank is empty and never shown as zero."""
    if cell.number is not None:
        return (
            f'{cell.text}<sup class="sb-statutory__computed">*</sup>'
            if cell.computed
            else cell.text
        )
    return f'<span class="sb-statutory__said">{escape(cell.text)}</span>' if cell.text else ""


def _notes(filing: Filing, cells: list[Cell]) -> Iterator[tuple[str, str]]:
    """Yield the notes on a table, each with the code of the rule that a report may waive for it, or
    the empty string."""
    if filing.is_of_another_year:
        yield (
            "F215",
            _OF_ANOTHER_YEAR.format(year=filing.form.first_year),
        )
    unbalanced = sum(1 for _ in broken(filing))
    if unbalanced:
        yield "F230", _UNBALANCED.format(count=unbalanced)
    if any(cell.computed for cell in cells):
        yield "", _COMPUTED
    if filing.is_plain:
        return
    blank = sum(cell.meaning is Meaning.BLANK for cell in cells)
    if blank:
        yield "F204", _BLANK.format(count=blank)
    said = Counter(cell.text for cell in cells if cell.text and cell.number is None)
    for text, count in said.items():
        yield "F221", _SAID.format(count=count, text=text)
