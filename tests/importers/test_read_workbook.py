"""Excel files in the shapes that offices pass round become catalogues, with everything said that
was lost or guessed."""

from __future__ import annotations

import pytest
import workbooks
from openpyxl import Workbook
from workbooks import CHANNELS, LIMIT

from site_builder.importers.catalogue.read import read_catalogue_workbook
from site_builder.importers.imported import UnreadableFileError
from site_builder.model.catalogue import CatalogueForm


def places(data: bytes) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    _, remarks = read_catalogue_workbook(data)
    return (
        [(one.place, one.reason) for one in remarks.lost],
        [(one.place, one.text) for one in remarks.guesses],
    )


def test_a_form_without_sub_matters_and_with_one_level_is_read() -> None:
    catalogue, _ = read_catalogue_workbook(workbooks.of_a_town())

    first = catalogue.items[0]
    assert catalogue.title == "示例镇涉农领域标准目录"
    assert catalogue.form == CatalogueForm(
        audience=("全社会", "特定群体"),
        means=("主动", "依申请"),
        levels=("乡级",),
        sub_matters=False,
    )
    assert (first.number, first.matter, first.content) == ("1", "文件", "1.上级文件\n2.本镇文件")
    assert first.channels == ("政府网站", "公开查阅点")
    assert (first.audience, first.means, first.levels) == (("全社会",), ("主动",), ("乡级",))
    assert places(workbooks.of_a_town()) == ([("涉农!A6", "表外的说明")], [])


def test_merged_cells_hold_for_all_their_rows_and_the_same_as_above_is_resolved() -> None:
    catalogue, _ = read_catalogue_workbook(workbooks.with_merged_rows())

    first, second, third = catalogue.items
    assert [one.number for one in catalogue.items] == ["1-1", "1-2", "2"]
    assert (second.matter, second.basis, second.time_limit) == ("普法", "《普法规划》", LIMIT)
    assert first.channels == second.channels == ("政府网站", "两微一端", "其他（服务网）")
    assert third.basis == "《普法规划》"
    assert catalogue.form.levels == ("市级", "镇街乡", "村")
    assert first.others == (("五公开", "□决策"),)


def test_what_is_no_part_of_the_table_is_lost_and_shared_numbers_are_guesses() -> None:
    lost, guesses = places(workbooks.with_merged_rows())

    assert lost == [
        ("目录!H4", "渠道一格里的说明"),
        ("目录!A6", "重复的表头"),
        ("目录!A7", "重复的表头"),
    ]
    assert guesses == [("目录!A4", "常识"), ("目录!A5", "文化")]


def test_signs_of_scans_are_read_as_boxes_and_reported() -> None:
    catalogue, remarks = read_catalogue_workbook(workbooks.scanned())

    first = catalogue.items[0]
    assert first.number == "0505"
    assert first.channels == ("政府网站", "公开查阅点")
    assert first.audience == ("特定群众（申请人）",)
    assert first.means == ("主动", "依申请公开（申请时）")
    assert first.levels == ("乡级",)
    assert [(one.place, one.reason) for one in remarks.guesses[:3]] == [
        ("卫生!H5", "“口”当作“□”"),
        ("卫生!H5", "“t”当作“■”"),
        ("卫生!L5", "不是“√”也不是空白，当作选了“依申请公开”"),
    ]


def test_the_sheets_of_a_workbook_become_one_catalogue() -> None:
    catalogue, _ = read_catalogue_workbook(workbooks.scanned())

    fields = [dict(one.others)["领域"] for one in catalogue.items]
    assert fields == ["卫生领域标准目录（试行）", "教育领域标准目录（试行）"]
    assert catalogue.form.others == ("领域",)


def test_what_is_hidden_is_not_imported_and_is_named() -> None:
    catalogue, remarks = read_catalogue_workbook(workbooks.with_hidden_parts())

    assert [one.matter for one in catalogue.items] == ["文件", "公式"]
    reasons = {(one.place, one.reason) for one in remarks.lost}
    assert ("底稿", "隐藏的工作表，没有导入") in reasons
    assert ("目录!B4", "隐藏的行或列，没有导入") in reasons
    assert ("目录!B3", "批注，没有导入") in reasons
    assert ("目录!A5", "公式没有算出的值") in reasons
    assert ("目录!K5", "这一列没有表头") in reasons


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "不是 Excel 文件"),
        (b"\xd0\xcf\x11\xe0rest", "另存为 .xlsx"),
        (workbooks.with_far_cell(), "XFD1048576"),
        (b"PK\x03\x04 no archive", "不是 Excel 文件"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableFileError, match=said):
        read_catalogue_workbook(data)


def test_a_workbook_without_the_headings_is_refused() -> None:
    book = Workbook()
    book.worksheets[0].append(["姓名", "电话"])

    with pytest.raises(UnreadableFileError, match="没有找到目录的表头"):
        read_catalogue_workbook(workbooks.saved(book))


def test_channels_that_the_form_lacks_are_added_to_it() -> None:
    assert read_catalogue_workbook(workbooks.of_a_town())[0].form.channels == CHANNELS
