"""What is kept of a filing, from which its numbers can be read back."""

from __future__ import annotations

from datetime import date

from figures import form
from hypothesis import given
from hypothesis import strategies as st

from site_builder.forms.cells import read_cell, total, unread
from site_builder.forms.figures import figures_of, numbers
from site_builder.model.document import Scalar
from site_builder.model.site import Correction
from site_builder.model.table import Cell, Filing

DISPUTES = form("disputes", 2023)
SAID = ("", "0", "5", "-3", "+3", "12.50", "3万元", "7元", "/", "—", "无", "不适用", "１２", "012")


def cells(kind: str) -> st.SearchStrategy[Cell]:
    read = [read_cell(Scalar(text, 1, 1), kind) for text in SAID]  # type: ignore[arg-type]
    return st.sampled_from([*read, unread(1, 1), total([2, 3], 1, 1)])


@given(st.data(), st.sampled_from(["count", "change", "money"]))
def test_every_number_is_read_back_with_its_unit(data: st.DataObject, kind: str) -> None:
    rows = tuple(tuple(data.draw(cells(kind)) for _ in row.columns) for row in DISPUTES.rows)
    filing = Filing(DISPUTES, "report.md", rows)

    (found,) = figures_of((filing,), {}, ())

    flat = [cell for row in rows for cell in row]
    assert found.texts == tuple(cell.text for cell in flat)
    assert [*numbers(found)] == [(cell.number, cell.unit) for cell in flat]


def test_a_corrected_cell_has_the_day_of_its_last_correction() -> None:
    rows = tuple(tuple(unread(1, 1) for _ in row.columns) for row in DISPUTES.rows)
    corrections = (
        Correction(date(2024, 1, 2), "一", "误"),
        Correction(date(2024, 3, 4), "一", "误"),
    )

    (found,) = figures_of((Filing(DISPUTES, "a.md", rows),), {"disputes": {3: 2}}, corrections)

    assert found.corrected == ((3, "2024-03-04"),)
