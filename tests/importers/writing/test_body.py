"""Blocks of a manuscript become Markdown that is read back as the same text."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from site_builder.importers.writing.body import write_body
from site_builder.model.document import Document, Slot
from site_builder.model.manuscript import Block, Grid, GridCell, Paragraph, Picture, Role, Run
from site_builder.model.source import Source
from site_builder.parsing.document import parse

PATH = "agencies/kjj/reports/2023.md"
PNG = b"\x89PNG\r\n\x1a\n1"


def written(*blocks: Block) -> str:
    return write_body(blocks, PATH).text


def read(text: str) -> Document:
    (document,) = parse((Source(PATH, f"---\ntitle: 题\n---\n\n{text}".encode(), ""),))
    return document


def page(text: str) -> BeautifulSoup:
    """What readers of the page get."""
    parts = [part for chapter in read(text).chapters for part in chapter.parts]
    assert not any(isinstance(part, Slot) for part in parts)
    return BeautifulSoup("".join(map(str, parts)), "html.parser")


def folded(text: str) -> str:
    return re.sub(r"\s", "", text)


def paragraph(text: str, role: Role = "text", level: int = 0) -> Paragraph:
    return Paragraph((Run(text),), role, level, place="第1段")


# ------------------------------------------------------------------ the law

FRAGMENTS = (
    *("*", "**", "_", "`", "``", "\\", "[", "]", "(", ")", "<", ">", "#", "-", "+", "=", "~~~"),
    *("|", ":", "^[", "[^1]", "![", "](", "]:", "<b>", "<http://a.cn>", "<<<<<<<", "---", "&amp;"),
    *("&#42;", "1. ", "2) ", "# ", "- ", "> ", "【表：题】", "一、", "（一）", "字", "a", "9", " "),
    *("\n", "\t", "\u3000", "。", "“", "”", "**一是**"),
)
TEXTS = st.lists(st.sampled_from(FRAGMENTS), max_size=6).map("".join)
ANY = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), max_size=8
)
RUNS = st.builds(
    Run, TEXTS | ANY, st.booleans(), st.sampled_from(["", "", "https://a.cn/b_(c)?d=1&amp;e=*"])
)
ROLES: list[Role] = ["text", "heading", "item", "numbered", "quote", "signature"]
PARAGRAPHS = st.builds(
    Paragraph,
    st.lists(RUNS, max_size=4).map(tuple),
    st.sampled_from(ROLES),
    st.integers(1, 4),
)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    rows, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    texts = draw(st.lists(TEXTS | ANY, min_size=rows * columns, max_size=rows * columns))
    cells = [GridCell(text, n // columns, n % columns) for n, text in enumerate(texts)]
    return Grid(tuple(cells), rows, columns)


def plain(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return "".join(cell.text for cell in block.cells) if isinstance(block, Grid) else ""


@pytest.mark.parametrize("sign", FRAGMENTS)
def test_no_sign_is_markup_wherever_it_stands(sign: str) -> None:
    texts = (sign, f"{sign}字", f"字{sign}", f"a{sign}b{sign}c", f"{sign}字{sign}")
    cells = tuple(GridCell(text, n, 0) for n, text in enumerate(texts))
    blocks: list[Block] = [paragraph(text, role, 1) for role in ROLES for text in texts]

    for block in [*blocks, Grid(cells, len(cells), 1)]:
        assert folded(page(written(block)).text) == folded(plain(block))


@given(st.lists(PARAGRAPHS | grids(), max_size=5))
def test_what_is_written_is_read_back_as_the_same_text(blocks: list[Paragraph | Grid]) -> None:
    text = written(*blocks)

    assert folded(page(text).text) == folded("".join(map(plain, blocks)))


@given(st.lists(PARAGRAPHS, max_size=4))
def test_headings_stay_headings_and_nothing_else_becomes_one(blocks: list[Paragraph]) -> None:
    headings = [one for one in blocks if one.role == "heading" and one.text.strip()]

    found = page(written(*blocks)).find_all(["h1", "h2", "h3", "h4", "h5", "h6"])

    assert [one.name for one in found] == [f"h{max(one.level, 2)}" for one in headings]


# ------------------------------------------------------------------ paragraphs


def test_plain_chinese_is_written_as_it_is() -> None:
    said = "2023年，本局主动公开信息152条（含3.5万元项目）；满意率100%。"

    assert written(paragraph("一、总体情况", "heading", 2), paragraph(said)) == (
        f"## 一、总体情况\n\n{said}\n"
    )


def test_bold_lead_ins_are_bold() -> None:
    runs = (Run("一是"), Run("加强领导。", bold=True), Run("成立了小组。"))

    text = written(Paragraph(runs))

    assert text == "一是**加强领导。**成立了小组。\n"
    assert [one.text for one in page(text).find_all("strong")] == ["加强领导。"]


def test_a_link_out_of_the_site_is_kept_and_any_other_is_listed_as_lost() -> None:
    runs = (
        Run("门户", link="https://www.example.gov.cn/a_b"),
        Run("、"),
        Run("附件", link="file:///C:/附件.doc"),
    )

    body = write_body([Paragraph(runs, place="第3段")], PATH)

    assert [one["href"] for one in page(body.text).find_all("a")] == [
        "https://www.example.gov.cn/a_b"
    ]
    assert page(body.text).text.strip() == "门户、附件"
    ((place, text, reason),) = body.remarks.lost
    assert (place, text) == ("第3段", "file:///C:/附件.doc")
    assert "链接" in reason


def test_a_line_break_that_the_author_made_is_kept() -> None:
    text = written(paragraph("示例县科技局\n# 2024年1月26日"))

    assert text == "示例县科技局\\\n\\# 2024年1月26日\n"
    assert page(text).find("br")


def test_characters_that_no_page_may_have_are_listed_as_lost() -> None:
    body = write_body([paragraph("收到\u200b申请\x073件")], PATH)

    assert body.text == "收到申请3件\n"
    assert {one.text for one in body.remarks.lost} == {"U+200B", "U+0007"}


def test_nothing_in_what_is_written_is_read_as_a_statutory_table() -> None:
    page(written(paragraph("【表：主动公开政府信息情况】")))


# ------------------------------------------------------------------ lists


def test_lists_keep_their_levels_and_numbers() -> None:
    text = written(
        paragraph("甲", "numbered", 1),
        paragraph("乙", "item", 2),
        paragraph("丙", "numbered", 1),
        paragraph("正文。"),
        paragraph("丁", "item", 1),
    )

    assert text == "1. 甲\n   - 乙\n2. 丙\n\n正文。\n\n- 丁\n"


# ------------------------------------------------------------------ tables


def test_a_table_of_the_text_is_a_table_of_markdown() -> None:
    cells = tuple(
        GridCell(text, n // 2, n % 2) for n, text in enumerate(["项目", "数|量", "甲", "1"])
    )

    body = write_body([Grid(cells, 2, 2)], PATH)

    assert body.text == "| 项目 | 数\\|量 |\n| --- | --- |\n| 甲 | 1 |\n"
    assert body.remarks.guesses == ()


def test_merged_cells_are_repeated_and_that_is_listed_as_a_guess() -> None:
    cells = (
        GridCell("情况表", 0, 0, colspan=3),
        GridCell("单位", 1, 0),
        GridCell("件数", 1, 1, colspan=2),
        GridCell("甲", 2, 0, rowspan=2),
        GridCell("1", 2, 1),
        GridCell("2", 2, 2),
        GridCell("3", 3, 1),
        GridCell("4", 3, 2),
        GridCell("注：示例", 4, 0, colspan=3),
    )

    body = write_body([Grid(cells, 5, 3, place="表1")], PATH)

    assert body.text.split("\n") == [
        "情况表",
        "",
        "| 单位 | 件数 | 件数 |",
        "| --- | --- | --- |",
        "| 甲 | 1 | 2 |",
        "| 甲 | 3 | 4 |",
        "| 注：示例 |  |  |",
        "",
    ]
    assert [one.place for one in body.remarks.guesses] == ["表1"]


# ------------------------------------------------------------------ pictures


def test_a_picture_is_saved_beside_the_report_by_its_content() -> None:
    body = write_body([Picture(PNG, "图片 1.PNG", "流程[图]")], PATH)

    ((path, data),) = body.pictures
    assert re.fullmatch(r"agencies/kjj/reports/2023-[0-9a-f]{8}\.png", path)
    assert data == PNG
    (link,) = read(body.text).links
    assert (link.path, link.image) == (path, True)
    assert page(body.text).find_all("img")[0]["alt"] == "流程[图]"


@pytest.mark.parametrize("data", [b"\x01\x00\x00\x00EMF", b"", b"RIFF1234WAVE"])
def test_a_picture_that_no_browser_shows_is_listed_as_lost(data: bytes) -> None:
    body = write_body([Picture(data, "图1.emf", place="第2段")], PATH)

    assert (body.text, body.pictures) == ("", ())
    assert [(one.place, one.text) for one in body.remarks.lost] == [("第2段", "图1.emf")]
