"""A workbook that is too large or is up to something is refused, or what it has besides is left
out, and that is said."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import workbooks
from form_workbooks import DISPUTES, REQUESTS, blank, read

from site_builder.importers.form.read import is_form_workbook
from site_builder.importers.imported import Remark, UnreadableFileError
from site_builder.model.limits import LARGEST_UNPACKED

SHEET = "xl/worksheets/sheet2.xml"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))


def with_part(data: bytes, name: str, part: bytes) -> bytes:
    """A workbook with another part of this name."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for one in source.namelist():
            if one != name:
                target.writestr(one, source.read(one))
        target.writestr(name, part)
    return made.getvalue()


def part(data: bytes, name: str) -> str:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("<row/>" * 1_000_000, "解开后超过"),
        ("".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(1, 150_000)), "个格子和行"),
    ],
)
def test_a_form_with_too_many_rows_is_refused_before_it_is_opened(rows: str, said: str) -> None:
    data = blank(DISPUTES)
    sheet = part(data, SHEET).replace("<sheetData>", f"<sheetData>{rows}")

    hostile = with_part(data, SHEET, sheet.encode())

    assert not is_form_workbook(hostile)
    with pytest.raises(UnreadableFileError, match=said):
        read(hostile)


def test_a_bomb_is_not_unpacked() -> None:
    hostile = with_part(blank(DISPUTES), "xl/media/image1.png", bytes(LARGEST_UNPACKED + 1))

    assert not is_form_workbook(hostile)
    with pytest.raises(UnreadableFileError, match="解开后超过"):
        read(hostile)


def test_entities_are_not_expanded() -> None:
    text = f'<!DOCTYPE sst [<!ENTITY l0 "很长">{LAUGHS}]><sst><si><t>&l8;</t></si></sst>'

    with pytest.raises(UnreadableFileError, match="不是能读的 Excel 文件"):
        read(with_part(blank(DISPUTES), "xl/sharedStrings.xml", text.encode()))


def test_a_text_in_the_last_cell_of_a_sheet_is_too_far_away() -> None:
    with pytest.raises(UnreadableFileError, match="XFD1048576，太大了"):
        read(workbooks.with_far_cell())


def test_macros_are_left_out_and_said_to_be() -> None:
    hostile = with_part(blank(DISPUTES), "xl/vbaProject.bin", b"macro")

    draft, remarks = read(hostile)

    assert is_form_workbook(hostile)
    assert len(draft.tables) == 1
    assert remarks.lost == (Remark("", "", "文件里有宏，没有运行，也没有导入"),)


def test_a_formula_that_refers_to_another_file_counts_with_its_saved_value() -> None:
    data = blank(REQUESTS)
    sheet = part(data, SHEET)
    start = sheet.index('<c r="D7"')
    end = sheet.index("/>", start) + 2
    cell = '<c r="D7"><f>[1]Sheet1!$A$1</f><v>5</v></c>'

    draft, remarks = read(with_part(data, SHEET, f"{sheet[:start]}{cell}{sheet[end:]}".encode()))

    assert draft.tables[0].cells[0][0].text == "5"
    assert remarks.guesses == (Remark("表三!D7", "5", "公式引自别的文件，照存着的值写"),)


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"\xd0\xcf\x11\xe0" + bytes(600), b"text"])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    assert not is_form_workbook(data)
    with pytest.raises(UnreadableFileError):
        read(data)
