"""Word files: what they hold, and that they are the same each time."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph as Read
from hypothesis import given
from manuscripts import BLOCKS, manuscript, parts, png, text

from site_builder.exporters.word import to_docx
from site_builder.importers.formats.word.read import read_word
from site_builder.model.manuscript import Block, Grid, GridCell, Manuscript, Paragraph, Picture, Run


def opened(*blocks: Block, notice: str = "") -> docx.document.Document:
    """A Word file as python-docx reads it."""
    return docx.Document(BytesIO(to_docx(manuscript(*blocks, notice=notice))))


def content(document: docx.document.Document) -> list[Read | Table]:
    """Its paragraphs and tables, without the title."""
    return [*document.iter_inner_content()][1:]


def legal(words: str) -> str:
    """A text as XML can hold it."""
    kept = r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    return re.sub(kept, "\ufffd", words)


@given(BLOCKS)
def test_text_has_styles_and_no_formatting_of_its_own_and_the_same_bytes_each_time(
    blocks: list[Block],
) -> None:
    data = to_docx(manuscript(*blocks))
    found = parts(data)
    read = {
        name: ET.fromstring(part)
        for name, part in found.items()
        if name.endswith((".xml", ".rels"))
    }
    styles = set(re.findall(r'w:styleId="(\w+)"', found["word/styles.xml"]))
    body = read["word/document.xml"]
    used = {
        element.get(qn("w:val"))
        for name in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for element in body.iter(qn(name))
    }

    assert data == to_docx(manuscript(*blocks))
    assert used <= styles
    assert {child.tag for one in body.iter(qn("w:pPr")) for child in one} <= {
        qn("w:pStyle"),
        qn("w:numPr"),
    }
    assert {child.tag for one in body.iter(qn("w:rPr")) for child in one} <= {qn("w:rStyle")}


def test_nothing_is_loaded_from_outside_and_only_links_lead_there() -> None:
    data = to_docx(manuscript(Paragraph((Run("甲", link="https://a.cn/"),)), Picture(png(), "a")))

    outside = [
        relation
        for name, part in parts(data).items()
        if name.endswith(".rels")
        for relation in re.findall(r"<Relationship [^>]*>", part)
        if "TargetMode" in relation
    ]
    assert len(outside) == 1
    assert "/hyperlink" in outside[0]
    assert 'Target="https://a.cn/"' in outside[0]


def test_the_page_is_that_of_official_documents() -> None:
    (section,) = opened(text("正文。")).sections

    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(one.mm) for one in margins if one] == [37, 35, 28, 26]
    assert section.page_width and section.page_height
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    for footer in (section.footer, section.even_page_footer):
        assert footer.paragraphs[0].text == "— 1 —"


def test_headings_have_their_place_in_the_outline_and_the_fonts_of_their_level() -> None:
    document = opened(*(Paragraph((Run("题"),), "heading", level) for level in (1, 2, 3, 9)))

    styles: list[Any] = [one.style for one in content(document) if isinstance(one, Read)]
    assert [one.name for one in styles] == ["Heading 1", "Heading 2", "Heading 3", "Heading 5"]
    levels = [one.element.find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) for one in styles]
    assert levels == ["0", "1", "2", "4"]
    fonts = [one.element.find(f".//{qn('w:rFonts')}") for one in styles[:2]]
    assert [one.get(qn("w:eastAsia")) for one in fonts] == ["黑体", "楷体_GB2312"]


def test_a_list_that_begins_anew_counts_from_its_first_number() -> None:
    def item(number: int, level: int = 1) -> Paragraph:
        return Paragraph((Run("项"),), "numbered", level, number=number)

    found = parts(to_docx(manuscript(item(1), item(2), item(1, 2), item(3), text("句"), item(5))))

    ids = re.findall(r'<w:ilvl w:val="(\d)"/><w:numId w:val="(\d)"/>', found["word/document.xml"])
    assert ids == [("0", "3"), ("0", "3"), ("1", "4"), ("0", "3"), ("0", "5")]
    starts = re.findall(r'<w:startOverride w:val="(\d)"/>', found["word/numbering.xml"])
    assert starts == ["1", "1", "5"]


def test_a_table_repeats_its_captions_and_divides_no_row_and_says_what_it_is() -> None:
    cells = tuple(GridCell("甲", row, 0, scope="" if row else "col") for row in range(3))

    (table,) = opened(Grid(cells, 3, 1, head=1, title="统计表")).tables

    heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
    assert heads == [True, False, False]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "统计表"


def test_two_tables_that_follow_each_other_stay_two() -> None:
    grid = Grid((GridCell("甲", 0, 0),), 1, 1)

    assert len(opened(grid, grid).tables) == 2


def test_a_picture_keeps_its_bytes_and_its_description_and_fits_the_page() -> None:
    data = png(4000, 10)

    document = opened(Picture(data, "a.png", "一张“图”<b>"))

    (shape,) = document.inline_shapes
    assert shape.width.mm <= 156
    assert document.part.related_parts[_embedded(document)].blob == data
    assert (
        'descr="一张“图”&lt;b&gt;"'
        in parts(to_docx(manuscript(Picture(data, "a.png", "一张“图”<b>"))))["word/document.xml"]
    )


def _embedded(document: docx.document.Document) -> str:
    found = re.search(r'r:embed="(\w+)"', document.element.xml)
    assert found
    return found[1]


def test_a_picture_that_word_cannot_show_is_named() -> None:
    (named,) = content(opened(Picture(b"RIFF0000WEBP", "a.webp", "示意图")))

    assert isinstance(named, Read)
    assert named.text == "（图：示意图）"


def test_the_notice_of_the_site_stands_on_every_page() -> None:
    section = opened(text("正文。"), notice="演示数据，不是真实报告。").sections[0]

    assert section.header.paragraphs[0].text == "演示数据，不是真实报告。"
    assert section.even_page_header.paragraphs[0].text == "演示数据，不是真实报告。"


def test_the_properties_name_the_document_and_no_person() -> None:
    properties = opened(text("正文。")).core_properties

    assert properties.title == "示例局2023年政府信息公开工作年度报告"
    assert (properties.author, properties.language) == ("示例局", "zh-CN")
    assert (properties.last_modified_by, properties.comments, properties.keywords) == ("", "", "")
    assert f"{properties.created:%Y-%m-%d}" == "2024-01-26"


def test_hostile_text_stays_text() -> None:
    words = "]]><w:p>&amp;\x00\x0b\ud800" + "长" * 50_000

    (paragraph,) = content(opened(text(words)))

    assert isinstance(paragraph, Read)
    assert paragraph.text == "]]><w:p>&amp;\ufffd\ufffd\ufffd" + "长" * 50_000


@given(BLOCKS)
def test_what_is_exported_is_imported_the_same(blocks: list[Block]) -> None:
    """The same text, bold type, links, headings, lists and tables. Word has a style for what the
    importer has a role for; numbers of lists become text, as those of headings are."""
    kept = [one for one in blocks if not isinstance(one, Paragraph) or one.role != "numbered"]

    read, _ = read_word(to_docx(manuscript(*kept)))

    assert [_told(one) for one in read.blocks[1:]] == [_told(one) for one in kept]


def _told(block: Block) -> tuple[object, ...]:
    """What a block says, as XML can hold it."""
    if isinstance(block, Grid):
        cells = [(legal(one.text), *one[1:5]) for one in block.cells]
        return block.rows, block.columns, cells
    assert isinstance(block, Paragraph)
    role = "text" if block.role in ("note", "caption") else block.role
    runs = [(legal(run.text), run.bold, run.link) for run in block.runs]
    return role, block.level if role in ("heading", "item") else 0, runs


def test_a_title_in_two_lines_is_imported_as_one() -> None:
    title = Paragraph(
        (Run("示例自治县科学技术和工业信息化局2023年政府信息公开工作年度报告"),), "title"
    )

    read, _ = read_word(to_docx(Manuscript((title, text("正文。")))))

    assert "".join(
        b.text for b in read.blocks if isinstance(b, Paragraph) and b.role == "title"
    ) == (title.text)
