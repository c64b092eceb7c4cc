"""Reads an Excel workbook (.xlsx) into sheets of texts.

openpyxl, which also reads merged cells, is imported here only: it is in the extra `office`. The
size of a file is checked before it is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile, ZipFile

from site_builder.importers.imported import Remark, Remarks, UnreadableFileError
from site_builder.model.limits import LARGEST_UNPACKED, MOST_CELLS, MOST_EXPANSION

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_SMALL = 1_000_000  # bytes; a part below may be compressed as much as it likes
_OLD = b"\xd0\xcf\x11\xe0"  # .xls, .et: OLE containers
MISSING = "读取 Excel 文件需要 openpyxl：请运行 pip install 'sitebuild[office]'"


class Sheet(NamedTuple):
    """A sheet: its name, and the texts of its visible cells by row and column, counted from 1. The
    cells of a merged range all have the text of the range; `merged` holds its first cell by each of
    the others."""

    name: str
    cells: Mapping[tuple[int, int], str]
    merged: Mapping[tuple[int, int], tuple[int, int]]

    @property
    def rows(self) -> range:
        """The numbers of the rows, up to the last one with a text."""
        return range(1, max((row for row, _ in self.cells), default=0) + 1)

    @property
    def columns(self) -> range:
        """The numbers of the columns, up to the last one with a text."""
        return range(1, max((column for _, column in self.cells), default=0) + 1)

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, or the empty string."""
        return self.cells.get((row, column), "")

    def place(self, row: int, column: int) -> str:
        """Return the address of a cell as Excel writes it, with the name of the sheet."""
        return f"{self.name}!{_letters(column)}{row}"


def read_workbook(data: bytes) -> tuple[tuple[Sheet, ...], Remarks]:
    """Return the visible sheets of a workbook, and what was lost: hidden sheets, rows and columns,
    comments, and formulas without a value. Raise UnreadableFileError."""
    _check_size(data)
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError as error:
        raise UnreadableFileError(MISSING) from error
    try:
        formulas = load_workbook(BytesIO(data))
        values = load_workbook(BytesIO(data), data_only=True)
    except Exception as error:  # openpyxl lets through whatever a broken file causes
        raise UnreadableFileError(f"不是能读的 Excel 文件（{type(error).__name__}）") from error
    sheets: list[Sheet] = []
    remarks = Remarks()
    for shown, written in zip(values.worksheets, formulas.worksheets, strict=True):
        if shown.sheet_state != "visible":
            remarks += Remarks(lost=(Remark(shown.title, "", "隐藏的工作表，没有导入"),))
            continue
        sheet, lost = _sheet(shown, written)
        sheets.append(sheet)
        remarks += Remarks(lost=tuple(lost))
    return tuple(sheets), remarks


def _check_size(data: bytes) -> None:
    """Raise UnreadableFileError if a file is no .xlsx, or would take too much memory."""
    if data.startswith(_OLD):
        raise UnreadableFileError("是旧格式（.xls、.et）：请在 Excel 或 WPS 里另存为 .xlsx 再导入")
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFileError("不是 Excel 文件（.xlsx）") from error
    bombs = (
        one.file_size > _SMALL and one.file_size > one.compress_size * MOST_EXPANSION
        for one in parts
    )
    if sum(one.file_size for one in parts) > LARGEST_UNPACKED or any(bombs):
        limit = LARGEST_UNPACKED // 1_000_000
        raise UnreadableFileError(f"解开后超过 {limit} MB，没有读：请删去多余的行和工作表再导入")


def _sheet(shown: Worksheet, written: Worksheet) -> tuple[Sheet, list[Remark]]:
    areas = [one.size["rows"] * one.size["columns"] for one in shown.merged_cells.ranges]
    if shown.max_row * shown.max_column > MOST_CELLS or sum(areas) > MOST_CELLS:
        far = f"{_letters(shown.max_column)}{shown.max_row}"
        raise UnreadableFileError(
            f"工作表“{shown.title}”一直写到 {far}，太大了：请删去多余的行和列再导入"
        )
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in shown.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    rows = {number for number, row in shown.row_dimensions.items() if row.hidden}
    columns = set(_hidden_columns(shown))
    cells: dict[tuple[int, int], str] = {}
    lost: list[Remark] = []
    for row, inside in enumerate(written.iter_rows(), 1):
        for column, cell in enumerate(inside, 1):
            at = row, column
            text = _text(shown.cell(*at).value)
            place = f"{shown.title}!{_letters(at[1])}{at[0]}"
            if cell.data_type == "f" and not text:
                lost.append(Remark(place, _text(cell.value), "公式没有算出的值"))
            if cell.comment:
                lost.append(Remark(place, cell.comment.text, "批注，没有导入"))
            if text and (at[0] in rows or at[1] in columns):
                lost.append(Remark(place, text, "隐藏的行或列，没有导入"))
            elif text:
                cells[at] = text
    return Sheet(shown.title, {**cells, **_spread(cells, merged)}, merged), lost


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min and column.max:
            yield from range(column.min, min(column.max, column.min + sheet.max_column) + 1)


def _spread(
    cells: Mapping[tuple[int, int], str], merged: Mapping[tuple[int, int], tuple[int, int]]
) -> dict[tuple[int, int], str]:
    """Return the texts of the cells of merged ranges."""
    return {at: cells[first] for at, first in merged.items() if first in cells}


def _text(value: Any) -> str:
    """Return the value of a cell as text: a whole number without a point, a date in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(sep=" ").removesuffix(" 00:00:00")
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _letters(column: int) -> str:
    """Return the letters of a column: 28 is AB."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
