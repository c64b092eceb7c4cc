"""Excel files with cells that mislead: numbers that collide, dates, errors, hidden rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet
from workbooks import LAW, LIMIT, Row, saved

from site_builder.importers.catalogue.read import read_catalogue_workbook
from site_builder.importers.imported import Remarks, UnreadableFileError
from site_builder.model.catalogue import Catalogue

Cell = str | int | float | datetime | None
TOP: Row = [
    *("序号", "公开事项", None, "公开内容（要素）", "公开依据", "公开时限", "公开主体"),
    *("公开渠道和载体", "公开对象", "公开方式"),
]
BELOW: Row = [None, "一级事项", "二级事项", *[None] * 5, "全社会", "主动"]


def item(number: str | int | datetime | None, **cells: str | None) -> list[Cell]:
    """A row of the table; `cells` are other texts by the letter of their column."""
    row: list[Cell] = [number, "事项", "子项", "内容", LAW, LIMIT, "示例局", "■政府网站", "√", "√"]
    for letter, text in cells.items():
        row["ABCDEFGHIJ".index(letter)] = text
    return row


def read(
    *rows: Sequence[Cell],
    below: Row = BELOW,
    top: Row = TOP,
    change: Callable[[Worksheet], object] = lambda _: None,
) -> tuple[Catalogue, Remarks]:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "目录"
    for row in (top, below, *rows):
        sheet.append([*row])
    change(sheet)
    return read_catalogue_workbook(saved(book))


def numbers(catalogue: Catalogue) -> list[str]:
    return [one.number for one in catalogue.items]


def test_a_number_that_is_made_up_is_not_in_use() -> None:
    assert numbers(read(item(1), item(3), item(None))[0]) == ["1", "3", "4"]
    assert numbers(read(item("1-1"), item(1), item(1))[0]) == ["1-1", "1-2", "1-3"]


def test_a_number_that_is_made_up_is_reported_in_its_own_cell() -> None:
    _, remarks = read(item(1), item(3), item(None))

    assert [one.place for one in remarks.guesses] == ["目录!A5"]


@pytest.mark.parametrize("same", ["同上", "同 上", "同上。", "〃"])
def test_the_same_as_above_is_resolved_however_it_is_written(same: str) -> None:
    catalogue, remarks = read(item(1), item(2, E=same, H=same, I=same))

    first, second = catalogue.items
    assert (second.basis, second.channels, second.audience) == (LAW, first.channels, ("全社会",))
    assert remarks == Remarks()


def test_the_same_as_above_is_no_choice_where_nothing_was_chosen() -> None:
    assert read(item(1, I=None), item(2, I="同上"))[0].items[1].audience == ()


def test_a_number_that_excel_made_a_date_is_a_guess() -> None:
    _, remarks = read(item(datetime(2026, 1, 2)))  # noqa: DTZ001  # Excel knows no time zones

    assert [one.place for one in remarks.guesses] == ["目录!A3"]


def test_zeros_that_the_format_of_a_cell_shows_are_kept() -> None:
    def shown(sheet: Worksheet) -> None:
        sheet["A3"].number_format = "0000"

    assert numbers(read(item(505), change=shown)[0]) == ["0505"]


def test_an_error_of_a_formula_is_lost_and_not_a_text() -> None:
    def wrong(sheet: Worksheet) -> None:
        sheet["D3"] = "#REF!"
        sheet["E3"] = ArrayFormula("E3:E3", "=A1")

    catalogue, remarks = read(item(1), change=wrong)

    assert catalogue.items[0].content == ""
    assert [(one.place, one.text) for one in remarks.lost] == [
        ("目录!D3", "#REF!"),
        ("目录!E3", "=A1"),
    ]


def test_a_merged_range_that_begins_in_a_hidden_row_holds_for_those_shown() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.merge_cells("B3:B4")
        sheet.row_dimensions[3].hidden = True

    catalogue, _ = read(item(1), item(2, B=None), change=hide)

    assert [(one.number, one.matter) for one in catalogue.items] == [("2", "事项")]


def test_a_hidden_row_within_a_merged_range_is_no_item() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.merge_cells("B3:B4")
        sheet.merge_cells("C3:C4")
        sheet.row_dimensions[4].hidden = True

    assert numbers(read(item(1), item(2, B=None, C=None), item(3), change=hide)[0]) == ["1", "3"]


def test_channels_with_a_column_each_are_read() -> None:
    top = [*TOP[:7], "公开渠道和载体", None, "公开对象"]
    below = [*BELOW[:7], "政府网站", "公开查阅点", "全社会"]

    catalogue, _ = read(item(1, H="√", I=None), item(2, H="√", I="√"), top=top, below=below)

    assert [one.channels for one in catalogue.items] == [
        ("政府网站",),
        ("政府网站", "公开查阅点"),
    ]


@pytest.mark.parametrize("words", [("一级", "二级"), ("一级事项名称", "二级事项名称")])
def test_matters_are_found_by_their_level(words: tuple[str, str]) -> None:
    (one,) = read(item(1), below=[None, *words, *BELOW[3:]])[0].items

    assert (one.matter, one.sub_matter) == ("事项", "子项")


def test_a_note_below_the_table_is_no_item_in_whichever_column() -> None:
    catalogue, remarks = read(item(1), [None, "注：√表示适用"], [None, None, "填表说明"])

    assert numbers(catalogue) == ["1"]
    assert [one.place for one in remarks.lost] == ["目录!B4", "目录!C5"]


def test_choices_in_words_are_read() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["序号", "公开事项", "公开内容", "公开对象", "公开方式", "公开层级"])
    sheet.append([1, "文件", "全文", "全社会", "主动、依申请", "县级、村级"])

    catalogue, remarks = read_catalogue_workbook(saved(book))

    (item,) = catalogue.items
    assert (item.audience, item.means) == (("全社会",), ("主动", "依申请"))
    assert catalogue.form.means == ("主动", "依申请公开", "依申请")
    assert catalogue.form.levels == ("县级", "乡级", "村级")
    assert not remarks.lost


def test_a_sheet_with_many_empty_cells_is_refused_before_it_is_loaded() -> None:
    book = Workbook()
    cells = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(1, 150_001))
    data = saved(book)
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name.startswith("xl/worksheets/"):
                text = text.replace(b"</sheetData>", f"{cells}</sheetData>".encode())
            new.writestr(name, text)

    with pytest.raises(UnreadableFileError, match=r"300,\d{3}|超过"):
        read_catalogue_workbook(made.getvalue())
