"""Figures that are no figures, as typed or pasted: full-width digits, thousands separators, units.

Nothing is put right silently: what was meant is offered."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from site_builder.forms.cells import read_cell
from site_builder.model.document import Scalar
from site_builder.model.table import FigureKind, Meaning
from site_builder.text.fill_marks import unfilled
from site_builder.text.patterns import regex

# Texts that say something, which rules judge: not slips of the hand.
_SAID = frozenset({"无"})
_SPACE = regex(r"\s")
_SEPARATOR = regex(r"(?<=[0-9])[,，'](?=[0-9]{3}(?![0-9]))")
_UNIT = regex(r"(?<=[0-9])(?:件|项|条|宗|份|次|个|人)\Z")
_ZEROS = regex(r"\A([+-]?)0+(?=[0-9])")
_DECIMALS = regex(r"\.0+\Z")
_EXPECTED = {
    "count": "这里只能填非负整数",
    "change": "这里只能填整数，可带 + 或 -",
    "money": "这里只能填金额，如 12.5，数后可带“元”“万元”",
}


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with the text of a cell, and the text that was probably meant, or empty."""

    message: str
    meant: str = ""


def slip_in(text: str, kind: FigureKind) -> Slip | None:
    """Return what is wrong with a text in a cell of a kind; None if nothing is, or if it is not a
    matter of how a number is written."""
    cell = read_cell(Scalar(text, 1, 1), kind)
    if cell.meaning is not Meaning.TEXT or text in _SAID or unfilled(text):
        return None
    meant = _plainly(text, kind)
    read = read_cell(Scalar(meant, 1, 1), kind)
    is_sure = read.meaning in {Meaning.NUMBER, Meaning.NOT_APPLICABLE} or meant in _SAID
    return Slip(_EXPECTED[kind], meant if is_sure else "")


def _plainly(text: str, kind: FigureKind) -> str:
    """Return a number without what does not belong into it."""
    text = _SPACE.sub("", unicodedata.normalize("NFKC", text).replace("−", "-"))
    text = _SEPARATOR.sub("", text)
    if kind != "money":
        text = _DECIMALS.sub("", _UNIT.sub("", text))
    return _ZEROS.sub(r"\1", text)
