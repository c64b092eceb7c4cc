"""Statutory tables → HTML. The theme draws each form once, with a mark where a figure goes; a
filing then only fills the marks, which is many times faster than drawing every cell anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from jinja2 import Environment

from site_builder.forms.balance import broken
from site_builder.forms.grid import lay_out
from site_builder.model import Cell, Filing, Form, Meaning, Waiver
from site_builder.tally import Tally

MARK = "\x01"


@dataclass(slots=True)
class Tables:
    """Draws tables with the partials of a theme; keeps the shapes it has drawn."""

    environment: Environment
    shapes: dict[tuple[str, int, str], tuple[str, ...]] = field(default_factory=dict)

    def filing(self, filing: Filing, waivers: tuple[Waiver, ...]) -> str:
        """A filing, with notes on all that is not a plain figure, and the reason that its report
        gives for it in `waivers`."""
        figures = [_figure(cell) for line in filing.cells for cell in line]
        notes = tuple(_notes(filing))
        if not notes:
            return self._fill(filing.form, "", figures)
        codes = {code for code, _ in notes}
        template = self.environment.get_template("partials/table-notes.html")
        return self._fill(filing.form, "", figures) + template.render(
            notes=[note for _, note in notes],
            reasons=[waiver.reason for waiver in waivers if waiver.code in codes],
        )

    def tally(self, tally: Tally) -> str:
        """A table of sums; a sum over fewer filings than there are says over how many."""
        figures = []
        for line in tally.sums:
            for one in line:
                number = "" if one.number is None else f"{one.number}{one.unit}"
                part = one.number is not None and one.counted < tally.filed
                reach = f'<span class="sb-reach">（{one.counted}/{tally.filed}）</span>'
                figures.append(escape(number) + (reach if part else ""))
        return self._fill(tally.form, "sum-", figures)

    def _fill(self, form: Form, prefix: str, figures: list[str]) -> str:
        pieces = self._shape(form, prefix)
        parts = [pieces[0]]
        for figure, piece in zip(figures, pieces[1:], strict=True):
            parts += (figure, piece)
        return "".join(parts)

    def _shape(self, form: Form, prefix: str) -> tuple[str, ...]:
        """The table of a form, cut where its figures go."""
        known = (form.name, form.first_year, prefix)
        if known not in self.shapes:
            template = self.environment.get_template("partials/statutory-table.html")
            html = template.render(
                form=form, grid=lay_out(form, prefix), prefix=prefix, figure=MARK
            )
            self.shapes[known] = tuple(html.split(MARK))
        return self.shapes[known]


def _figure(cell: Cell) -> str:
    """What stands in a cell: nothing for a blank, and never a nought that nobody wrote."""
    if cell.meaning is Meaning.NUMBER:
        return f'{cell.text}<sup class="sb-computed">*</sup>' if cell.computed else cell.text
    return f'<span class="sb-said">{escape(cell.text)}</span>' if cell.text else ""


def _notes(filing: Filing) -> Iterator[tuple[str, str]]:
    """What a reader has to know about a table that is not all plain figures in balance; with each
    note, the code of the rule that a report may have waived for it."""
    unbalanced = sum(1 for _ in broken(filing))
    if unbalanced:
        yield "F230", f"有{unbalanced}处勾稽关系不符，照录原数。"
    cells = [cell for line in filing.cells for cell in line]
    if any(cell.computed for cell in cells):
        yield "", "带“*”的数原报告未填，由本站按勾稽关系算出。"
    blank = sum(cell.meaning is Meaning.BLANK for cell in cells)
    if blank:
        yield "F204", f"空白{blank}格，原报告未填写；空白不等于零。"
    said = Counter(cell.text for cell in cells if cell.text and cell.number is None)
    for text, count in said.items():
        yield "F221", f"{count}格填写为“{text}”，照录；不等于零。"
