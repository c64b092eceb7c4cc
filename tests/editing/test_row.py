"""What a changed figure looks like in the file."""

from __future__ import annotations

import pytest
from figures import FORMS

from site_builder.editing.cannot_edit import CannotEditError
from site_builder.editing.cells import edit_cells
from site_builder.model.finding import CellAddress

DISCLOSURE, REQUESTS, DISPUTES = (
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
)
PEOPLE = CellAddress(REQUESTS, "予以公开", "自然人")
OTHERS = CellAddress(REQUESTS, "予以公开", "其他")
SECRETS = CellAddress(REQUESTS, "属于国家秘密", "自然人")
SUM_OF_SECRETS = CellAddress(REQUESTS, "属于国家秘密", "总计")
LICENCES = CellAddress(DISCLOSURE, "行政许可", "本年处理决定数量")
UPHELD = CellAddress(DISPUTES, "行政复议", "结果维持")

Changes = dict[CellAddress, str | None]


def edited(table: str, changes: Changes, title: str = REQUESTS) -> str:
    """The text of a table in the header of a report on 2023, after some changes."""
    head = f"---\ntitle: x\nstatistics:\n  {title}:"
    foot = "# 完\n---\n正文\n"
    done = edit_cells(f"{head}{table}{foot}".encode(), 2023, FORMS, changes).decode()
    return done.removeprefix(head).removesuffix(foot)


@pytest.mark.parametrize(
    ("table", "changes", "expected"),
    [
        (
            "\n    予以公开:\n      自然人: 12  # 待核对\n      其余: 0\n",
            {PEOPLE: "13"},
            "\n    予以公开:\n      自然人: 13  # 待核对\n      其余: 0\n",
        ),
        (
            "\n    予以公开:\n      自然人: 12  # 待核对\n      其余: 0\n",
            {PEOPLE: ""},
            "\n    予以公开:\n      自然人:  # 待核对\n      其余: 0\n",
        ),
        (
            "\n    予以公开:\n      自然人:   '12'\n      其余: 0\n",
            {PEOPLE: "- 3"},
            "\n    予以公开:\n      自然人:   '- 3'\n      其余: 0\n",
        ),
        (
            "\n    予以公开:\n      自然人: 12\n      其余: 0\n",
            {OTHERS: "3"},
            "\n    予以公开:\n      自然人: 12\n      其他: 3\n      其余: 0\n",
        ),
        (
            "\n    予以公开:\n      自然人: 12\n      其余: 0\n",
            {PEOPLE: "0"},
            "\n    予以公开:\n      其余: 0\n",
        ),
        (
            "\n    （一）予以公开: {自然人: 12, 其余: 0}  # 甲\n",
            {PEOPLE: "", OTHERS: "3"},
            "\n    （一）予以公开: {自然人: , 其他: 3, 其余: 0}  # 甲\n",
        ),
        (
            "\n    属于国家秘密: 0  # 甲\n    其余: 0\n",
            {SECRETS: "3", SUM_OF_SECRETS: None},
            "\n    属于国家秘密:  # 甲\n      自然人: 3\n      其余: 0\n    其余: 0\n",
        ),
        (
            "\n    予以公开: 0\n    不予公开: 0\n    其余: /\n",
            {SECRETS: "3"},
            "\n    予以公开: 0\n    不予公开: 0\n"
            "    属于国家秘密:\n      自然人: 3\n      其余: 0\n      总计: 0\n    其余: /\n",
        ),
        (
            "\n     不予公开:\n        重点:\n     其余: 0\n",
            {PEOPLE: "1"},
            "\n     予以公开:\n       自然人: 1\n       其余: 0\n       总计: 0\n"
            "     不予公开:\n        重点:\n     其余: 0\n",
        ),
        (
            "\n    不予公开:\n     其余: 0\n    其余: 0\n",
            {SECRETS: "/", SUM_OF_SECRETS: "/"},
            "\n    不予公开:\n     属于国家秘密:\n"
            "       自然人: /\n       其余: 0\n       总计: /\n"
            "     其余: 0\n    其余: 0\n",
        ),
    ],
    ids=[
        "a figure; the comment stays",
        "a blank",
        "a text in quotes",
        "a figure that was among the rest",
        "a figure that joins the rest",
        "a row in braces",
        "a row that was one text",
        "a row that its group stood for",
        "a row beside a label that nobody knows",
        "a row that is among the rest of its group",
    ],
)
def test_only_the_row_concerned_changes(table: str, changes: Changes, expected: str) -> None:
    assert edited(table, changes) == expected


@pytest.mark.parametrize(
    ("header", "changes", "expected"),
    [
        (
            "title: x\nwaivers:\n    F230: 照录\n",
            {LICENCES: "36"},
            "title: x\nwaivers:\n    F230: 照录\nstatistics:\n    主动公开政府信息情况:\n"
            "        行政许可: 36\n",
        ),
        (
            "title: x\nstatistics:  # 表\nwaivers:\n  F230: 照录\n",
            {LICENCES: "36"},
            "title: x\nstatistics:  # 表\n  主动公开政府信息情况:\n    行政许可: 36\n"
            "waivers:\n  F230: 照录\n",
        ),
        (
            f"title: x\nstatistics:\n   {DISPUTES}: 0\n",
            {LICENCES: "36"},
            f"title: x\nstatistics:\n   {DISCLOSURE}:\n      行政许可: 36\n   {DISPUTES}: 0\n",
        ),
        (
            f"statistics:\n  {DISPUTES}: 0  # 没有\ntitle: x\n",
            {UPHELD: "1", UPHELD._replace(column="总计"): None},
            f"statistics:\n  {DISPUTES}:  # 没有\n    行政复议:\n      结果维持: 1\n      其余: 0\n"
            "    其余: 0\ntitle: x\n",
        ),
        (
            f"{{title: x, statistics: {{{DISPUTES}: 0}}}}\n",
            {UPHELD: "1"},
            f"{{title: x, statistics: {{{DISPUTES}: {{行政复议: "
            "{结果维持: 1, 其余: 0, 总计: 0}, 其余: 0}}}\n",
        ),
        (
            f"title: x\nstatistics:\n  {DISPUTES}:\n    # 甲\n    行政复议: {{  # 乙\n"
            "      结果维持: 1,  # 丙\n      其余: 0}  # 丁\n",
            {UPHELD: None},
            f"title: x\nstatistics:\n  {DISPUTES}:\n    # 甲\n    行政复议:  # 丁\n      # 乙\n"
            "      # 丙\n      结果纠正: 0\n      其他结果: 0\n      尚未审结: 0\n",
        ),
    ],
    ids=[
        "no statistics, deep indentation",
        "nothing below statistics",
        "another table only",
        "a table that was one text",
        "all in braces",
        "a row in braces over several lines, with comments",
    ],
)
def test_a_table_is_written_where_it_belongs(header: str, changes: Changes, expected: str) -> None:
    done = edit_cells(f"---\n{header}---\n正文\n".encode(), 2023, FORMS, changes)

    assert done.decode() == f"---\n{expected}---\n正文\n"


@pytest.mark.parametrize(
    ("table", "changes", "reason"),
    [
        ("\n    予以公开:\n      法人: 3\n      其余: 0\n", {PEOPLE: "1"}, "法人"),
        ("\n    属于国密: 3\n    其余: 0\n", {SECRETS: "1"}, "属于国密"),
        ("\n    属于国密: 3\n    其余: 0\n", {SECRETS: "1", SUM_OF_SECRETS: "1"}, "属于国密"),
        ("\n    予以公开: 9\n", {PEOPLE: "1"}, "对应7格"),
        ("\n    予以公开: [0, 0]\n", {PEOPLE: "1"}, "第5行"),
        (" [0, 0]\n", {PEOPLE: "1"}, "第4行"),
        (" 0\n bad\n", {PEOPLE: "1"}, "第5行"),
        (" 0\n", {PEOPLE._replace(row="没有的行"): "1"}, "没有的行"),
        (" 0\n", {PEOPLE._replace(table="没有的表"): "1"}, "没有的表"),
        (" 0\n", {PEOPLE: "\x00"}, "不能写进信息栏"),
        (" 0\n", {PEOPLE: "\ud800"}, "不能写进信息栏"),
    ],
)
def test_what_cannot_be_changed_for_certain_is_refused_with_the_reason(
    table: str, changes: Changes, reason: str
) -> None:
    with pytest.raises(CannotEditError, match=reason):
        edited(table, changes)


def test_a_row_with_one_figure_for_many_cells_can_be_written_cell_by_cell() -> None:
    row: Changes = {PEOPLE._replace(column=column): text for column, text in FIGURES.items()}

    done = edited("\n    予以公开: 9  # 甲\n", row)

    assert done == (
        "\n    予以公开:  # 甲\n      自然人: 8\n      商业企业: 1\n      其余: 0\n      总计: 9\n"
    )


FIGURES = dict(
    zip(
        ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"),
        "8100009",
        strict=True,
    )
)


def test_a_report_in_the_form_of_another_year_is_changed_in_that_form() -> None:
    old = "规范性文件:\n      本年新制作数量: 1\n      其余: 0\n    其余: 0\n"
    made = CellAddress(DISCLOSURE, "规范性文件", "本年新制作数量")

    done = edited(f"\n    {old}", {made: "2"}, DISCLOSURE)

    assert done == f"\n    {old}".replace(": 1", ": 2")


def test_a_broken_file_is_refused() -> None:
    for data in (b"", b"\xff\xfe", b"title: x\n", b"---\ntitle: x\n", b"---\n\ttitle: x\n---\n"):
        with pytest.raises(CannotEditError):
            edit_cells(data, 2023, FORMS, {PEOPLE: "1"})
