"""Reads an Excel workbook (.xlsx) into sheets of texts.

openpyxl, which also reads merged cells, is imported here only: it is in the extra `office`. The
size of a file is checked before it is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from site_builder.importers.formats.office_zip import OLE, check_parts
from site_builder.importers.imported import Remark, Remarks, UnreadableFileError
from site_builder.model.limits import MOST_CELLS, MOST_WRITTEN_CELLS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_BLOCK = 1 << 20
_SHEETS = "xl/worksheets/"
NO_VALUE = "公式没有算出的值"
MISSING = "读取 Excel 文件需要 openpyxl：请运行 pip install 'sitebuild[office]'"


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, and the texts of its visible cells by row and column, counted from 1. The
    cells of a merged range all have the text of the range; `merged` holds its first cell by each of
    the others."""

    name: str
    cells: Mapping[tuple[int, int], str]
    merged: Mapping[tuple[int, int], tuple[int, int]]

    @cached_property
    def rows(self) -> range:
        """The numbers of the rows, up to the last one with a text."""
        return range(1, max((row for row, _ in self.cells), default=0) + 1)

    @cached_property
    def columns(self) -> range:
        """The numbers of the columns, up to the last one with a text."""
        return range(1, max((column for _, column in self.cells), default=0) + 1)

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, or the empty string."""
        return self.cells.get((row, column), "")

    def place(self, row: int, column: int) -> str:
        """Return the address of a cell as Excel writes it, with the name of the sheet."""
        return f"{self.name}!{_letters(column)}{row}"


class OpenWorkbook(NamedTuple):
    """The sheets of a workbook, each with the values that its formulas came to when it was saved,
    and as it is written, with the formulas; and the values of its defined names."""

    sheets: tuple[tuple[Worksheet, Worksheet], ...]
    names: Mapping[str, str]


def read_workbook(data: bytes) -> tuple[tuple[Sheet, ...], Remarks]:
    """Return the visible sheets of a workbook, and what was lost: hidden sheets, rows and columns,
    comments, and formulas without a value. Dates are guesses: Excel makes some of numbers such as
    1-2. Raise UnreadableFileError."""
    opened, remarks = open_workbook(data)
    sheets: list[Sheet] = []
    for shown, written in opened.sheets:
        sheet, said = read_sheet(shown, written)
        sheets.append(sheet)
        remarks += said
    return tuple(sheets), remarks


def open_workbook(data: bytes) -> tuple[OpenWorkbook, Remarks]:
    """Return the visible sheets of a workbook as openpyxl has them, and what is left out of it as a
    whole: hidden sheets, macros. Raise UnreadableFileError if it is no workbook or too large."""
    check_size(data)
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError as error:
        raise UnreadableFileError(MISSING) from error
    try:
        formulas = load_workbook(BytesIO(data), keep_links=False)
        values = load_workbook(BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:  # openpyxl lets through whatever a broken file causes
        raise UnreadableFileError(f"不是能读的 Excel 文件（{type(error).__name__}）") from error
    lost = [
        Remark(one.title, "", "隐藏的工作表，没有导入")
        for one in values.worksheets
        if one.sheet_state != "visible"
    ]
    with ZipFile(BytesIO(data)) as archive:
        if any(name.endswith("vbaProject.bin") for name in archive.namelist()):
            lost.append(Remark("", "", "文件里有宏，没有运行，也没有导入"))
    pairs = zip(values.worksheets, formulas.worksheets, strict=True)
    sheets = tuple(pair for pair in pairs if pair[0].sheet_state == "visible")
    for shown, _ in sheets:
        _check_area(shown)
    names = {name: one.attr_text or "" for name, one in values.defined_names.items()}
    return OpenWorkbook(sheets, names), Remarks(tuple(lost))


def check_size(data: bytes) -> None:
    """Raise UnreadableFileError if a file is no .xlsx, or would take too much memory."""
    if data.startswith(OLE):
        raise UnreadableFileError(
            "是旧格式（.xls、.et）或加了密码：请在 Excel 或 WPS 里去掉密码、另存为 .xlsx 再导入"
        )
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            sheets = [one for one in parts if one.filename.startswith(_SHEETS)]
            check_parts(parts, "请删去多余的行和工作表再导入")
            written = sum(_written(archive, one) for one in sheets)
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnreadableFileError("不是 Excel 文件（.xlsx）") from error
    if written > MOST_WRITTEN_CELLS:
        raise UnreadableFileError(
            f"有 {written:,} 个格子和行，太大了：请删去表格以外设过格式的空行再导入"
        )


def _written(archive: ZipFile, part: ZipInfo) -> int:
    """Return about how many rows and cells a sheet has, empty ones among them."""
    count = 0
    with archive.open(part) as opened:
        while block := opened.read(_BLOCK):
            count += sum(map(block.count, (b"<row", b"<c ", b"<c/", b"<c>")))
    return count


def _check_area(shown: Worksheet) -> None:
    """Raise UnreadableFileError if a sheet reaches too far."""
    areas = [one.size["rows"] * one.size["columns"] for one in shown.merged_cells.ranges]
    if shown.max_row * shown.max_column > MOST_CELLS or sum(areas) > MOST_CELLS:
        far = f"{_letters(shown.max_column)}{shown.max_row}"
        raise UnreadableFileError(
            f"工作表“{shown.title}”一直写到 {far}，太大了：请删去多余的行和列再导入"
        )


def read_sheet(shown: Worksheet, written: Worksheet) -> tuple[Sheet, Remarks]:
    """Return a sheet, and what it lost and guessed. `shown` has the values that the formulas in
    `written` came to."""
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in shown.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    rows = {number for number, row in shown.row_dimensions.items() if row.hidden}
    columns = set(hidden_columns(shown))
    visible = {
        at: first for at, first in merged.items() if at[0] not in rows and at[1] not in columns
    }
    shared = {*visible.values()}
    texts: dict[tuple[int, int], str] = {}
    lost: list[Remark] = []
    guesses: list[Remark] = []
    for row, inside in enumerate(written.iter_rows(), 1):
        for column, cell in enumerate(inside, 1):
            at = row, column
            found = shown.cell(*at)
            text = _text(found.value, found.number_format)
            place = f"{shown.title}!{_letters(column)}{row}"
            lost += [Remark(place, *said) for said in _losses(cell, found)]
            if not text or found.data_type == "e":
                continue
            if (row in rows or column in columns) and at not in shared:
                lost.append(Remark(place, text, "隐藏的行或列，没有导入"))
                continue
            texts[at] = text
            if isinstance(found.value, date):
                guesses.append(Remark(place, text, "Excel 里是日期，照年-月-日写"))
    cells = {at: text for at, text in texts.items() if at not in merged}
    cells |= {at: texts[first] for at, first in visible.items() if first in texts}
    return Sheet(shown.title, cells, merged), Remarks(tuple(lost), tuple(guesses))


def _losses(written: Any, shown: Any) -> Iterator[tuple[str, str]]:
    """Yield what a cell has that is no text of it, each with the reason why it is lost."""
    if shown.data_type == "e":
        yield _text(shown.value), "公式出错，没有导入"
    elif written.data_type == "f" and shown.value is None:
        yield _text(getattr(written.value, "text", written.value)), NO_VALUE
    if written.comment:
        yield written.comment.text, "批注，没有导入"


def hidden_columns(sheet: Worksheet) -> Iterator[int]:
    """Yield the numbers of the hidden columns of a sheet."""
    for column in sheet.column_dimensions.values():
        if column.hidden and column.min and column.max:
            yield from range(column.min, min(column.max, column.min + sheet.max_column) + 1)


def _text(value: Any, shown_as: str = "") -> str:
    """Return the value of a cell as text: a whole number without a point, with the zeros of a
    format such as `0000`; a date in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        zeros = len(shown_as) if {*shown_as} == {"0"} else 0
        return f"{int(value):0{zeros}}"
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
