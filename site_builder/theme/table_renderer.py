"""Statutory tables → HTML. The theme draws each form once, with a mark where a figure goes; a
filing then only fills the marks, which is many times faster than drawing every cell anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from jinja2 import Environment

from site_builder.forms.layout import lay_out
from site_builder.forms.totals import Tally
from site_builder.model.site import Waiver
from site_builder.model.table import FIGURE_END, Form, RenderedTable

MARK = "\x01"


@dataclass(slots=True)
class Tables:
    """Draws tables with the partials of a theme; keeps the shapes it has drawn."""

    environment: Environment
    shapes: dict[tuple[str, int, str], tuple[str, ...]] = field(default_factory=dict)

    def sheet(self, sheet: RenderedTable, waivers: tuple[Waiver, ...]) -> str:
        """A table as it was filed, with its notes, and the reason that its report gives for them
        in `waivers`."""
        table = self._fill(sheet.form, "", sheet.figures.split(FIGURE_END))
        if not sheet.notes:
            return table
        codes = {code for code, _ in sheet.notes}
        template = self.environment.get_template("partials/table-notes.html")
        return table + template.render(
            notes=[note for _, note in sheet.notes],
            reasons=[waiver.reason for waiver in waivers if waiver.code in codes],
        )

    def tally(self, tally: Tally) -> str:
        """A table of sums; a sum over fewer filings than there are says over how many."""
        figures = []
        for line in tally.sums:
            for one in line:
                number = "" if one.number is None else f"{one.number}{one.unit}"
                part = one.number is not None and one.counted < tally.filed
                reach = f'<span class="sb-statutory__reach">（{one.counted}/{tally.filed}）</span>'
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
