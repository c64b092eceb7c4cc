"""Renders statutory tables as HTML.

The template of the theme is rendered once for each form, with a mark in the place of each figure.
Filings only replace the marks, which is many times faster than rendering every cell.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from jinja2 import Environment, TemplateRuntimeError

from site_builder.forms.layout import lay_out
from site_builder.forms.totals import Tally
from site_builder.model.site import Waiver
from site_builder.model.table import FIGURE_END, Form, RenderedTable

MARK = "\x01"


@dataclass(slots=True)
class Tables:
    """Renders tables with the partials of a theme, and caches the HTML of each form."""

    environment: Environment
    shapes: dict[tuple[str, int, str], tuple[str, ...]] = field(default_factory=dict)

    def filing(self, table: RenderedTable, waivers: tuple[Waiver, ...]) -> str:
        """Return the HTML of a table with its notes, and with the reasons for them in `waivers`,
        the waivers of its report."""
        html = self._fill(table.form, "", table.figures.split(FIGURE_END))
        if not table.notes:
            return html
        codes = {code for code, _ in table.notes}
        template = self.environment.get_template("partials/table-notes.html")
        return html + template.render(
            notes=[note for _, note in table.notes],
            reasons=[waiver.reason for waiver in waivers if waiver.code in codes],
        )

    def tally(self, tally: Tally, prefix: str = "sum-") -> str:
        """Return the HTML of a table of sums; a sum over part of the filings states over how many
        of the agencies. The ids in it begin with `prefix`."""
        figures = []
        for line in tally.sums:
            for one in line:
                number = "" if one.number is None else f"{one.number}{one.unit}"
                part = one.number is not None and one.counted < tally.filed
                reach = (
                    f'<span class="sb-statutory__reach">（{one.counted}/{tally.agencies}）</span>'
                )
                figures.append(escape(number) + (reach if part else ""))
        return self._fill(tally.form, prefix, figures)

    def _fill(self, form: Form, prefix: str, figures: list[str]) -> str:
        shape = self._shape(form, prefix)
        if len(shape) != len(figures) + 1:
            why = (
                f"partials/statutory-table.html 里有{len(shape) - 1}个数据格，应有{len(figures)}个"
            )
            raise TemplateRuntimeError(why)
        parts = [shape[0]]
        for figure, html in zip(figures, shape[1:], strict=True):
            parts += (figure, html)
        return "".join(parts)

    def _shape(self, form: Form, prefix: str) -> tuple[str, ...]:
        """Return the HTML of the table of a form, split where its figures belong."""
        known = (form.name, form.first_year, prefix)
        if known not in self.shapes:
            template = self.environment.get_template("partials/statutory-table.html")
            html = template.render(
                form=form, grid=lay_out(form, prefix), prefix=prefix, figure=MARK
            )
            self.shapes[known] = tuple(html.split(MARK))
        return self.shapes[known]
