"""How the text of a PDF is put together: paragraphs, running heads, tables, pictures, tags."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode

from weasyprint import HTML

from site_builder.importers.formats.pdf.document import read_document
from site_builder.importers.imported import Remark, Remarks
from site_builder.model.manuscript import Grid, Manuscript, Paragraph, Picture, Run

STYLE = "@page{size:400px 300px;margin:40px}p,td{font:16px/24px 'Noto Sans CJK SC';margin:0}"
INDENTED = "p{text-indent:2em}"
RULED = "table{border-collapse:collapse}td{border:1px solid}"
LONG = "按照工作安排公开各类信息并接受社会监督" * 4


def read(body: str, style: str = "", **options: str) -> tuple[Manuscript, Remarks]:
    page = f"<style>{STYLE}{style}</style>{body}"
    return read_document(HTML(string=page).write_pdf(**options))


def paragraphs(body: str, style: str = "", **options: str) -> list[Paragraph]:
    blocks = read(body, style, **options)[0].blocks
    return [block for block in blocks if isinstance(block, Paragraph)]


def grids(body: str, style: str = RULED) -> list[Grid]:
    return [block for block in read(body, style)[0].blocks if isinstance(block, Grid)]


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}" for cell in cells) + "</tr>"


def test_lines_are_joined_and_an_indent_begins_a_paragraph() -> None:
    found = paragraphs(f"<p>{LONG}。<p>{LONG}，共12件。<p>{LONG}", INDENTED)

    assert [one.text for one in found] == [f"{LONG}。", f"{LONG}，共12件。", LONG]
    assert [one.place for one in found] == ["第1页第1行", "第1页第6行", "第2页第3行"]


def test_without_indents_a_short_line_ends_a_paragraph() -> None:
    found = paragraphs(f"<p>{LONG}。<p>二、公开<p>{LONG[:25]}。")

    assert [one.text for one in found] == [f"{LONG}。", "二、公开", f"{LONG[:25]}。"]


def test_words_in_latin_letters_stay_apart_where_a_line_ends() -> None:
    (found,) = paragraphs("<p>" + "open data portal " * 12)

    assert found.text == ("open data portal " * 12).strip()


def test_a_sentence_that_a_page_cuts_is_one_paragraph_if_the_indents_prove_it() -> None:
    found = paragraphs(f"<p>甲。<p>乙。<p>{LONG * 4}。", INDENTED)

    assert [(one.text, one.is_cut) for one in found][2:] == [(f"{LONG * 4}。", False)]


def test_a_sentence_that_a_page_cuts_is_marked_where_nothing_proves_it() -> None:
    found = paragraphs(f"<p>{LONG * 4}。")

    assert "".join(one.text for one in found) == f"{LONG * 4}。"
    assert [one.is_cut for one in found] == [True, True, False][-len(found) :]


def test_running_heads_and_page_numbers_are_left_out_and_said_once() -> None:
    running = (
        "@page{@top-center{content:'示例市公报 第' counter(page) '期'}"
        "@bottom-right{content:'— ' counter(page) ' —'}}"
    )
    manuscript, remarks = read(f"<p>甲。<p>{LONG * 9}。", INDENTED + running)

    texts = [block.text for block in manuscript.blocks if isinstance(block, Paragraph)]
    assert texts == ["甲。", f"{LONG * 9}。"]
    assert [one.place for one in remarks.lost] == ["页眉", "页码"]
    assert remarks.lost[0].text.startswith("示例市公报 第1期\n示例市公报 第2期")
    assert remarks.lost[1].text.startswith("— 1 — — 2 —")


def test_a_first_line_that_is_on_one_page_only_is_text() -> None:
    assert [one.text for one in paragraphs("<p>年度报告<p>2023")] == ["年度报告", "2023"]


def test_merged_cells_are_one_cell_each_and_no_text_of_them_is_a_paragraph() -> None:
    body = "<table><tr><td rowspan=2>甲<td colspan=2>乙丙<tr><td>1<td></table><p>完。"
    manuscript, _ = read(body, RULED)
    grid, after = manuscript.blocks

    assert isinstance(grid, Grid)
    assert [cell[:5] for cell in grid.cells] == [
        ("甲", 0, 0, 2, 1),
        ("乙丙", 0, 1, 1, 2),
        ("1", 1, 1, 1, 1),
        ("", 1, 2, 1, 1),
    ]
    assert (grid.place, grid.cells[1].place) == ("第1页表1", "第1页表1第1行第2列")
    assert isinstance(after, Paragraph)
    assert after.text == "完。"


def test_a_corner_without_lines_is_a_cell() -> None:
    style = RULED + "td.none{border-top-style:hidden;border-left-style:hidden}"
    body = f"<table><tr><td class=none>甲<td>乙</tr>{row('丙', '1')}</table>"

    assert [[cell.text for cell in one.cells] for one in grids(body, style)] == [
        ["甲", "乙", "丙", "1"]
    ]


def test_each_page_has_its_part_of_a_table_even_where_no_line_ends_it() -> None:
    style = RULED + "table{box-decoration-break:slice}"
    body = "<table>" + "".join(row(f"事项{number}", str(number)) for number in range(20))

    found = grids(body + "</table>", style)

    assert len(found) > 1
    assert [cell.text for one in found for cell in one.cells if cell.column] == [
        str(number) for number in range(20)
    ]


def test_lines_of_a_cell_are_kept_apart() -> None:
    (grid,) = grids("<table><tr><td style='width:2em'>本年新收<td>1</table>")

    assert grid.cells[0].text == "本年\n新收"


def test_a_frame_around_a_text_is_no_table() -> None:
    assert [one.text for one in paragraphs("<table><tr><td>提示</table>", RULED)] == ["提示"]


def test_rows_without_lines_are_a_table_by_their_gaps() -> None:
    style = "td{padding-right:60px}"
    manuscript, _ = read("<p>如下：<table>" + row("甲", "1") + row("乙", "2") + "</table>", style)
    _, grid = manuscript.blocks

    assert isinstance(grid, Grid)
    assert not grid.is_ruled
    assert [cell[:3] for cell in grid.cells] == [
        ("甲", 0, 0),
        ("1", 0, 1),
        ("乙", 1, 0),
        ("2", 1, 1),
    ]


def test_bold_is_told_by_the_font_and_links_keep_their_addresses() -> None:
    address = "https://example.org/"
    (found,) = paragraphs(f"<p><b>一是</b>公开<a href='{address}' style='all:unset'>指南</a>。")

    assert found.runs == (
        Run("一是", bold=True),
        Run("公开"),
        Run("指南", link=address),
        Run("。"),
    )


def test_two_equal_narrow_letters_and_spaces_around_numbers_stay() -> None:
    found = paragraphs("<p>局 2017 年 wzkjj@example.org 2 项")

    assert [one.text for one in found] == ["局 2017 年 wzkjj@example.org 2 项"]


def test_a_centred_title_on_two_lines_is_one_paragraph() -> None:
    title = "示例市档案局政府信息公开工作年度报告"
    style = "p.a{font-size:24px;line-height:30px;text-align:center}"
    found = paragraphs(f"<p class=a>{title}<p>{LONG}。<p>{LONG}。", style)

    assert [one.text for one in found][:2] == [title, f"{LONG}。"]


def test_glyphs_that_are_drawn_twice_are_bold() -> None:
    (found,) = paragraphs("<p><span style='text-shadow:.4px 0'>一是</span>公开。")
    twice = "<p style='position:relative'>一是<span style='position:absolute;left:.4px'>一是</span>"

    assert found.text == "一是公开。"
    assert [one.runs for one in paragraphs(twice)] == [(Run("一是", bold=True),)]


def test_narrow_glyphs_that_follow_each_other_are_not_one_drawn_twice() -> None:
    text = "https://jjj.example.gov.cn/ill/，111条，ff,,;;。"

    assert [one.runs for one in paragraphs(f"<p>{text}</p>")] == [(Run(text),)]


def test_tagged_headings_are_headings_and_a_single_first_one_the_title() -> None:
    head = "<html lang=zh><title>甲</title><h1>年度报告</h1>"
    body = f"{head}<h2>一、总体</h2><p>甲。<h3>（一）公开</h3>"
    found = paragraphs(body, pdf_variant="pdf/ua-1")

    assert [(one.role, one.level) for one in found] == [
        ("title", 0),
        ("heading", 1),
        ("text", 0),
        ("heading", 2),
    ]
    assert {one.role for one in paragraphs(body)} == {"text"}


def test_radicals_and_compatible_characters_become_ordinary_ones() -> None:
    manuscript, remarks = read("<p>⼀、⾏政⻓官")

    (block,) = manuscript.blocks
    assert isinstance(block, Paragraph)
    assert block.text == "一、行政长官"
    assert [one.place for one in remarks.guesses] == ["第1页第1行"]


def test_a_text_that_stands_askew_is_lost_with_its_words() -> None:
    _, remarks = read("<p>甲。<p style='transform:rotate(-45deg);width:3em'>内部")

    assert remarks.lost == (Remark("第1页", "内部", "转了方向的文字，没有导入"),)


def picture(kind: str = "png") -> str:
    """A picture of 60 × 60 points as a data address."""
    rows = b"".join(b"\0" + bytes([60, 90, 120]) * 80 for _ in range(80))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 80, 80, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(inner)) + name + inner + struct.pack(">I", zlib.crc32(name + inner))
        for name, inner in chunks
    )
    return f"data:image/{kind};base64," + b64encode(data).decode()


def test_a_picture_that_is_no_jpeg_is_lost_and_said_to_be() -> None:
    manuscript, remarks = read(f"<p>甲。<img src='{picture()}' style='width:80px'>")

    assert not any(isinstance(block, Picture) for block in manuscript.blocks)
    assert [one.place for one in remarks.lost] == ["第1页"]
    assert "图片取不出来" in remarks.lost[0].reason
