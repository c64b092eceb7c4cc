"""Slips of the hand in a cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.forms.cells import read_cell
from site_builder.model.document import Scalar
from site_builder.model.table import FigureKind, Meaning
from site_builder.serve.form.slips import slip_in

KINDS: tuple[FigureKind, ...] = ("count", "change", "money")


@pytest.mark.parametrize(
    ("text", "kind", "meant"),
    [
        ("１２", "count", "12"),
        ("1,234", "count", "1234"),
        ("1，234，567", "count", "1234567"),
        ("012", "count", "12"),
        ("3 件", "count", "3"),
        (" 3", "count", "3"),
        ("3.0", "count", "3"),
        ("12,34", "count", ""),
        ("1e3", "count", ""),
        ("-3", "count", ""),
        ("３．５", "count", ""),
        ("－", "count", None),
        ("−3", "change", "-3"),
        ("+03", "change", "+3"),
        ("1,234.50", "money", "1234.50"),
        ("1,234.5 万元", "money", "1234.5万元"),
        ("不 适用", "count", "不适用"),
        ("约3件", "count", ""),
        ("无", "count", None),
        ("（填写）", "count", None),
        ("", "count", None),
        ("/", "count", None),
        ("—", "money", None),
        ("不适用", "change", None),
        ("0", "count", None),
        ("12.5", "money", None),
    ],
)
def test_what_was_meant_by_a_slip_is_offered(
    text: str, kind: FigureKind, meant: str | None
) -> None:
    slip = slip_in(text, kind)

    assert (slip.meant if slip else None) == meant


@given(st.text(st.sampled_from("0１2,，. 件-+元万无/"), max_size=8), st.sampled_from(KINDS))
def test_what_is_offered_is_read_as_a_figure(text: str, kind: FigureKind) -> None:
    slip = slip_in(text, kind)

    if slip and slip.meant and slip.meant != "无":
        meaning = read_cell(Scalar(slip.meant, 1, 1), kind).meaning
        assert meaning in {Meaning.NUMBER, Meaning.NOT_APPLICABLE}
