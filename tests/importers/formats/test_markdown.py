"""Markdown: the header becomes facts, the body blocks."""

from __future__ import annotations

import pytest
from importers.formats.accounts import grids_of, paragraphs_of, rows_of

from site_builder.importers.formats.markdown import read_markdown
from site_builder.importers.imported import Remark, UnreadableFileError
from site_builder.model.limits import LARGEST_MARKDOWN
from site_builder.model.manuscript import Manuscript, Run


def read(text: str) -> Manuscript:
    return read_markdown(text.encode())[0]


def test_the_header_becomes_facts() -> None:
    manuscript = read(
        "---\ntitle: 年报\nyear: 2023\n联系:\n  电话: 0955\ntags: [甲, 乙]\n---\n正文\n"
    )

    assert manuscript.facts == (
        *(
            ("title", "年报"),
            ("year", "2023"),
            ("联系/电话", "0955"),
            ("tags", "甲"),
            ("tags", "乙"),
        ),
    )
    assert [(one.text, one.place) for one in paragraphs_of(manuscript)] == [("正文", "第8行")]


def test_a_header_that_is_no_yaml_is_said_and_the_body_read() -> None:
    manuscript, remarks = read_markdown("---\ntitle：年报\n---\n正文\n".encode())

    assert [one.text for one in paragraphs_of(manuscript)] == ["正文"]
    assert [(one.place, one.text) for one in remarks.lost] == [("第2行", "title：年报")]
    assert remarks.lost[0].reason.startswith("信息栏写法有误（")


def test_the_body_becomes_blocks() -> None:
    manuscript = read(
        "# 年报\n\n## 一、总体情况\n\n**主动公开。**见[办法](a.md)，\n共三件。\n\n"
        "- 甲\n\n  1. 乙\n\n  又\n\n> 丙\n\n### （一）小节\n\n<div>丁</div>\n"
    )

    assert [(one.text, one.role, one.level) for one in paragraphs_of(manuscript)] == [
        *(("年报", "title", 0), ("一、总体情况", "heading", 1)),
        ("主动公开。见办法，共三件。", "text", 0),
        *(("甲", "item", 1), ("乙", "numbered", 2), ("又", "text", 0), ("丙", "quote", 0)),
        *(("（一）小节", "heading", 2), ("<div>丁</div>", "text", 0)),
    ]
    assert paragraphs_of(manuscript)[2].runs[:3] == (
        Run("主动公开。", bold=True),
        Run("见"),
        Run("办法", link="a.md"),
    )


def test_a_table_is_a_grid() -> None:
    (grid,) = grids_of(read("|类别|数量|\n|-|-|\n|规章||\n|**办法**|2|\n"))

    assert rows_of(grid) == [["类别", "数量"], ["规章", ""], ["办法", "2"]]
    assert grid.is_ruled


def test_a_picture_is_left_out_and_said() -> None:
    manuscript, remarks = read_markdown("甲\n\n见![流程图](a.png)\n".encode())

    assert [one.text for one in paragraphs_of(manuscript)] == ["甲", "见"]
    assert remarks.lost == (Remark("第3行", "a.png 流程图", "图片，没有导入：请另行放在文件旁边"),)


def test_code_and_footnotes_are_text() -> None:
    manuscript = read("甲[^1]\n\n```\n乙\n丙\n```\n\n[^1]: 丁\n")

    assert [one.text for one in paragraphs_of(manuscript)] == ["甲[1]", "乙", "丙", "丁"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a" * (LARGEST_MARKDOWN + 1), "超过 4 MB"),
        ("\n" * 60_001, "超过 60,000 行"),
        ("[" * 20_001, "标记太多"),
        ("*a" * 100_001, "标记太多"),
    ],
)
def test_a_file_past_a_limit_is_refused(text: str, why: str) -> None:
    with pytest.raises(UnreadableFileError, match=why):
        read(text)
