"""Reads what stands in a cell of the Excel form as an editor would write it."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from site_builder.exporters.form_workbook_table import COMPUTED
from site_builder.forms.cells import read_cell
from site_builder.importers.formats.excel.workbook import NO_VALUE
from site_builder.model.document import Scalar
from site_builder.model.table import FigureKind
from site_builder.text.patterns import regex

_DECIMALS = regex(r"0\.(0+)")
_ELSEWHERE = regex(r"\[[^\]]+\][^!]*!")  # a reference to a cell of another workbook
_THOUSANDS = regex(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DIGITS = ".15g"  # those that Excel keeps


class FormFigure(NamedTuple):
    """A cell. `text` is what an editor would write, None if it is lost; `lost` is then the reason.
    `guess` is the reason for a text that may be meant otherwise, which is `to_check` if it is no
    figure any more. A formula has the value that it came to when it was saved; one that
    `is_left_out` stands for a total that the report does not write."""

    text: str | None
    guess: str = ""
    lost: str = ""
    to_check: bool = False
    is_formula: bool = False
    is_left_out: bool = False


def form_figure(written: Any, shown: Any, kind: FigureKind) -> FormFigure:
    """Return what stands in a cell: `written` is the cell with its formula, `shown` the one with
    its value."""
    if written.data_type == "f":
        is_left_out = written.number_format.endswith((COMPUTED, "\\*"))
        found = _value(shown, kind)
        if shown.value is None:
            found = FormFigure(None, lost=NO_VALUE, to_check=True)
        elif _ELSEWHERE.search(f"{written.value}"):
            found = found._replace(guess="公式引自别的文件，照存着的值写")
        return found._replace(is_formula=True, is_left_out=is_left_out)
    return _value(shown, kind)


def _value(cell: Any, kind: FigureKind) -> FormFigure:
    value = cell.value
    if value is None:
        return FormFigure("")
    if cell.data_type == "e":
        return FormFigure(None, lost="公式出错，这一格没有导入", to_check=True)
    if isinstance(value, bool):
        return FormFigure("TRUE" if value else "FALSE", "这一格是“真”或“假”，不是数", to_check=True)
    if isinstance(value, (int, float)):
        return _number(value, cell.number_format or "")
    if isinstance(value, (date, time, timedelta)):
        said = "Excel 把这一格变成了日期，原来写的已不知道，请照原件改"
        return FormFigure(_moment(value), said, to_check=True)
    return _text(str(value), kind)


def _moment(value: date | time | timedelta) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ").removesuffix(" 00:00:00")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def _number(value: float, shown_as: str) -> FormFigure:
    """Read a number, with the decimals of its format if that changes nothing."""
    if "%" in shown_as:
        said = "这一格是百分数，不是件数或金额"
        return FormFigure(f"{_plain(value * 100)}%", said, to_check=True)
    places = _DECIMALS.match(shown_as)
    padded = f"{value:.{len(places[1])}f}" if places else ""
    return FormFigure(padded if padded and float(padded) == value else _plain(value))


def _plain(value: float) -> str:
    """Return a number without the noise of binary fractions: 3.0 is `3`."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return f"{Decimal(f'{value:{_DIGITS}}'):f}"


def _text(text: str, kind: FigureKind) -> FormFigure:
    """Read a text: a number in it is written with ordinary digits, without separators."""
    text = text.strip()
    if _is_number(text, kind):
        return FormFigure(text)
    plain = "".join(unicodedata.normalize("NFKC", text).replace("−", "-").split())
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(",", "")
    if _is_number(plain, kind):
        return FormFigure(plain, f"写的是“{text}”，读作 {plain}")
    return FormFigure(text)


def _is_number(text: str, kind: FigureKind) -> bool:
    return read_cell(Scalar(text, 0, 0), kind).number is not None
