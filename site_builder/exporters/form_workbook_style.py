"""How the cells of the Excel form look, what may be typed into them, and how wide text is."""

from __future__ import annotations

from typing import Any
from unicodedata import east_asian_width

from site_builder.model.table import FigureKind

TO_FILL, CARRIED, SUMMED, LABEL = "#FFF8DC", "#DDEBF7", "#EDEDED", "#F7F7F7"
MARKS = ("/", "—", "无", "不适用")  # that may stand for a figure
LINE = 15.0  # points: the height of a line of text
_ALLOWED: dict[FigureKind, str] = {
    "count": "AND({0}>=0,{0}=INT({0}))",
    "change": "{0}=INT({0})",
    "money": "{0}>=0",
}
_EXPECTED: dict[FigureKind, str] = {
    "count": "请填 0 或正整数",
    "change": "请填整数，减少的前面加“-”",
    "money": "请填金额，可以有小数，不写单位",
}


class Styles:
    """The formats of a workbook; each is made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def text(self, **properties: Any) -> Any:
        """Return a format for text, which wraps, with these properties besides."""
        usual = {"font_name": "宋体", "font_size": 10.5, "valign": "vcenter", "text_wrap": True}
        key = tuple(sorted({**usual, **properties}.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]

    def boxed(self, **properties: Any) -> Any:
        """Return a format for a cell of a table."""
        return self.text(**{"border": 1, "align": "center", **properties})


def allowed(kind: FigureKind, cell: str) -> str:
    """Return the condition that the cell at this address holds a figure of this kind, or a mark
    that may stand for one. (All parts of AND and OR are computed, and an INT of a text fails.)"""
    marks = ",".join(f'{cell}="{mark}"' for mark in MARKS)
    return f"IF(ISNUMBER({cell}),{_ALLOWED[kind].format(cell)},OR({marks}))"


def validation(kind: FigureKind, cell: str, has_choices: bool) -> dict[str, Any]:
    """Return what may be typed into a cell. One cell has one validation: a count that an agency may
    not have at all offers the marks to choose from and takes anything else."""
    if has_choices and kind == "count":
        return {"validate": "list", "source": [*MARKS], "show_error": False}
    return {
        "validate": "custom",
        "value": f"={allowed(kind, cell)}",
        "error_title": "这一格",
        "error_message": f"{_EXPECTED[kind]}；没有统计的留空，不适用的填 {'、'.join(MARKS)}。",
    }


def lines_of(text: str, width: float) -> int:
    """Return how many lines a text needs in columns of this width."""
    return sum(max(-(-text_width(part) // max(int(width) - 1, 1)), 1) for part in text.split("\n"))


def text_width(text: str) -> int:
    """Return the width of a text in digits; a Chinese character is as wide as two."""
    return sum(2 if east_asian_width(one) in "WFA" else 1 for one in text)
