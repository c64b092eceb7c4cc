"""Annual reports as offices have them, in Word and as a web page: invented wording, statutory
tables with merged captions and random figures that balance."""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any, Literal, NamedTuple

from bench import wording
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from figures import FORMS, Figures, balanced

from site_builder.forms.layout import Grid, lay_out
from site_builder.forms.versions import forms_for
from site_builder.model.table import Form

Kind = Literal["title", "chapter", "part", "text", "signature"]
NONZERO = range(1, 60)
PARTS = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
ORDINALS = "一二三四五六七八九十"
NAME = "示例市档案局"
SAMPLES = Path(__file__).parent / "data" / "imports"
PAGE_NUMBER = f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


class Said(NamedTuple):
    """A heading or a paragraph; `number` is written before it, or made by Word."""

    kind: Kind
    text: str
    number: str = ""


class Filled(NamedTuple):
    """A statutory table with its figures, row by row."""

    form: Form
    figures: Figures


Piece = Said | Filled


def sample(name: str) -> bytes:
    """A file that LibreOffice or Chromium made of `sample_report`; data/NOTICE lists them."""
    file = SAMPLES / name
    return file.read_bytes() if file.exists() else lzma.decompress(_packed(file).read_bytes())


def sample_report(year: int) -> tuple[Piece, ...]:
    """The report that is in the samples of a year, 2019 or 2021."""
    return annual_report(year, Random(year), size=1500)


def _packed(file: Path) -> Path:
    return file.with_name(file.name + ".xz")


class Printed(NamedTuple):
    """A printed cell: its text, and its place and extent in the table."""

    text: str
    row: int
    column: int
    rowspan: int
    colspan: int


def annual_report(
    year: int, chance: Random, name: str = NAME, among: Sequence[int] = NONZERO, size: int = 900
) -> tuple[Piece, ...]:
    """A report on a year from 2019: six chapters, three tables; `size` are the bytes of prose in
    each part, `among` the figures to choose from."""
    disclosure, requests, disputes = (
        Filled(form, balanced(form, chance, among)) for form in forms_for(FORMS, year)
    )
    values: wording.Values = {"year": year, "name": name}

    def prose() -> Iterator[Said]:
        sentences = [one.replace("*", "") for one in wording.fill(size, chance)]
        while sentences:
            count = chance.randint(1, 6)
            yield Said("text", "".join(sentences[:count]))
            del sentences[:count]

    def once(phrases: tuple[str, ...]) -> Said:
        return Said("text", wording.say(phrases, values, chance))

    pieces: list[Piece] = [
        Said("title", f"{name}{year}年政府信息公开工作年度报告"),
        once(wording.OPENING),
        Said("chapter", "总体情况", "一、"),
    ]
    for number, part in enumerate(PARTS):
        pieces += [Said("part", f"{part}情况", f"（{ORDINALS[number]}）"), *prose()]
    pieces += [Said("chapter", "主动公开政府信息情况", "二、"), disclosure]
    pieces += [Said("chapter", "收到和处理政府信息公开申请情况", "三、"), requests]
    pieces += [Said("chapter", "政府信息公开行政复议、行政诉讼情况", "四、"), disputes]
    pieces += [Said("chapter", "存在的主要问题及改进情况", "五、"), once(wording.FAULTS)]
    pieces += [*prose(), once(wording.REMEDIES)]
    pieces += [Said("chapter", "其他需要报告的事项", "六、"), once(wording.FEES)]
    return (*pieces, Said("signature", name), Said("signature", f"{year + 1}年1月26日"))


def printed(table: Filled) -> tuple[Printed, ...]:
    """The cells of a statutory table as it is printed, row by row."""
    numbers = (str(number) for row in table.figures for number in row)
    covered: set[tuple[int, int]] = set()
    cells: list[Printed] = []
    for row, line in enumerate(_lines(lay_out(table.form))):
        column = 0
        for box in line:
            while (row, column) in covered:
                column += 1
            text = next(numbers) if box.kind == "figure" else box.text
            cells.append(Printed(text, row, column, box.rowspan, box.colspan))
            covered |= {
                (row + down, column + right)
                for down in range(box.rowspan)
                for right in range(box.colspan)
            }
    return tuple(cells)


def _lines(grid: Grid) -> Iterator[Any]:
    return (line for block in grid.blocks for line in block.lines)


def as_web_page(pieces: Sequence[Piece], style: str = "") -> str:
    """The report as HTML with ruled tables; `style` is further CSS."""
    tags = {"title": "h1", "chapter": "h2", "part": "h3"}
    body: list[str] = []
    for piece in pieces:
        if isinstance(piece, Filled):
            body.append(_web_table(piece))
        else:
            tag = tags.get(piece.kind, "p")
            text = escape(piece.number + piece.text)
            body.append(f'<{tag} class="{piece.kind}">{text}</{tag}>')
    rules = (
        "body{font:16px/1.8 'Noto Serif CJK SC'}.text{text-indent:2em}.title{text-align:center}"
        ".signature{text-align:right}table{border-collapse:collapse;width:100%;font-size:13px;"
        "line-height:1.3}td{border:1px solid #000;padding:2px;text-align:center}@page{size:A4}"
    )
    head = f'<meta charset="utf-8"><title>{escape(NAME)}</title><style>{rules}{style}</style>'
    return (
        f'<!doctype html><html lang="zh-CN"><head>{head}</head><body>{"".join(body)}</body></html>'
    )


def _web_table(table: Filled) -> str:
    rows: dict[int, list[str]] = {}
    for one in printed(table):
        spans = f' rowspan="{one.rowspan}"' if one.rowspan > 1 else ""
        spans += f' colspan="{one.colspan}"' if one.colspan > 1 else ""
        rows.setdefault(one.row, []).append(f"<td{spans}>{escape(one.text)}</td>")
    return "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows.values()) + "</table>"


class Looks(NamedTuple):
    """How a report is written in Word. Headings have styles (`styled`) or look like text; their
    numbers are made by Word (`numbered`) or written; the columns of captions are `label_width` cm
    wide; each page has the words `running` above and its number below."""

    styled: bool = True
    numbered: bool = False
    label_width: float = 1.6
    running: str = ""


PLAIN = Looks(styled=False)


def as_word(pieces: Sequence[Piece], looks: Looks = PLAIN) -> bytes:
    """The report as a Word file."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.8)
    normal = document.styles["Normal"]
    normal.font.size = Pt(16)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Noto Serif CJK SC")
    if looks.numbered:
        _add_numbering(document)
    if looks.running:
        section.header.paragraphs[0].text = looks.running
        section.footer.paragraphs[0]._p.append(parse_xml(PAGE_NUMBER))
    document.styles.add_style("正文缩进2", WD_STYLE_TYPE.PARAGRAPH).base_style = normal
    for piece in pieces:
        if isinstance(piece, Filled):
            _word_table(document, piece, looks.label_width)
        else:
            _word_paragraph(document, piece, looks)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _word_paragraph(document: Any, piece: Said, looks: Looks) -> None:
    names = {"title": "Title", "chapter": "Heading 1", "part": "Heading 2"}
    style = names.get(piece.kind, "正文缩进2") if looks.styled else "正文缩进2"
    is_made = looks.numbered and bool(piece.number)
    paragraph = document.add_paragraph("" if is_made else piece.number, style=style)
    paragraph.add_run(piece.text)
    if piece.kind in {"text", "chapter", "part"} and not is_made:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    if piece.kind in {"title", "signature"}:
        paragraph.alignment = 1 if piece.kind == "title" else 2
    if is_made:
        level = 0 if piece.kind == "chapter" else 1
        properties = (
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
        )
        paragraph._p.get_or_add_pPr().append(parse_xml(properties))


def _add_numbering(document: Any) -> None:
    """Add the numbering `一、` and `（一）`, which begins again in each chapter."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(("%1、", "（%2）"))
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    number = f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
    numbering.append(parse_xml(number))


def _word_table(document: Any, piece: Filled, label_width: float) -> None:
    """Add a table as XML: python-docx looks through all cells for each."""
    grid = lay_out(piece.form)
    labels = sum(one.count for one in grid.columns if one.kind != "figure")
    others = (15.4 - labels * label_width) / (grid.width - labels)
    widths = [Cm(label_width if at < labels else others).twips for at in range(grid.width)]
    rows: dict[int, dict[int, str]] = {}
    for one in printed(piece):
        width = sum(widths[one.column : one.column + one.colspan])
        for row in range(one.row, one.row + one.rowspan):
            merged = "restart" if row == one.row else "continue"
            properties = f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{one.colspan}"/>'
            if one.rowspan > 1:
                properties += f'<w:vMerge w:val="{merged}"/>'
            text = f"<w:t>{escape(one.text)}</w:t>" if row == one.row else ""
            rows.setdefault(row, {})[one.column] = (
                f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:rPr>"
                f'<w:sz w:val="21"/></w:rPr>{text}</w:r></w:p></w:tc>'
            )
    lines = (
        "<w:tr>" + "".join(cells[at] for at in sorted(cells)) + "</w:tr>"
        for _, cells in sorted(rows.items())
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )
    document.element.body.insert(len(document.element.body) - 1, parse_xml(table))
