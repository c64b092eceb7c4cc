"""PDF files: tagged, in Chinese, the same each time, and made without a request."""

from __future__ import annotations

import re
import sys
from io import BytesIO
from typing import Any

import pytest
from figures import FORMS
from manuscripts import manuscript, png, text
from pypdf import PdfReader

from site_builder.exporters.manuscript import statutory_grid
from site_builder.exporters.pdf import PdfError, to_pdf
from site_builder.exporters.pdf_html import to_html
from site_builder.exporters.pdf_tags import captions_of
from site_builder.forms.layout import lay_out
from site_builder.model.manuscript import Grid, GridCell, Paragraph, Picture, Run
from site_builder.model.table import FIGURE_END, Form, RenderedTable

pytest.importorskip("weasyprint", exc_type=(ImportError, OSError))  # type: ignore[arg-type]

EVERY_FORM = pytest.mark.parametrize("form", FORMS, ids=lambda one: f"{one.name}-{one.first_year}")


def filled(form: Form) -> Grid:
    """A form with a zero in each cell."""
    count = sum(len(row.columns) for row in form.rows)
    return statutory_grid(RenderedTable(form, FIGURE_END.join(["0"] * count), ()))


def opened(data: bytes) -> Any:
    """The catalogue of a PDF, from which everything in it can be reached."""
    return PdfReader(BytesIO(data)).trailer["/Root"]


def elements(data: bytes) -> list[Any]:
    """All elements of the structure of a PDF, in their order."""
    found: list[Any] = []

    def walk(element: Any) -> None:
        one = element.get_object()
        if hasattr(one, "get") and "/S" in one:
            found.append(one)
        below = one.get("/K", []) if hasattr(one, "get") else []
        for child in below if isinstance(below, list) else [below]:
            walk(child)

    walk(opened(data)["/StructTreeRoot"])
    return found


def test_a_pdf_is_tagged_and_says_its_language_and_its_title() -> None:
    data = to_pdf(manuscript(Paragraph((Run("一、总体情况"),), "heading", 1), text("正文。")))

    reader = PdfReader(BytesIO(data))
    root = opened(data)
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()
    assert reader.metadata
    assert reader.metadata.title == "示例局2023年政府信息公开工作年度报告"
    kinds = [one["/S"] for one in elements(data)]
    assert [kind for kind in kinds if kind in ("/H1", "/H2", "/P")] == ["/H1", "/H2", "/P"]


def test_all_fonts_are_in_the_file() -> None:
    page = opened(to_pdf(manuscript(text("正文 abc。"))))["/Pages"]["/Kids"][0]

    fonts = [
        below.get_object()["/FontDescriptor"]
        for font in page["/Resources"]["/Font"].values()
        for below in font.get_object()["/DescendantFonts"]
    ]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & {*one.keys()} for one in fonts)


def test_the_same_manuscript_makes_the_same_bytes() -> None:
    blocks = text("正文。"), filled(FORMS[0]), Picture(png(), "a.png", "图")

    assert to_pdf(manuscript(*blocks)) == to_pdf(manuscript(*blocks))


@EVERY_FORM
def test_the_captions_of_a_figure_are_those_of_the_page(form: Form) -> None:
    grid = filled(form)
    boxes = [box for block in lay_out(form).blocks for line in block.lines for box in line]
    ids = {index: box.id for index, box in enumerate(boxes) if box.id}

    for cell, box in zip(grid.cells, boxes, strict=True):
        if box.kind == "figure":
            found = {ids[one] for one in captions_of(cell, grid) if one in ids}
            assert found >= set(box.headers.split())


@EVERY_FORM
def test_each_figure_of_a_statutory_table_names_its_captions(form: Form) -> None:
    grid = filled(form)
    cells = [one for one in elements(to_pdf(manuscript(grid))) if one["/S"] in ("/TH", "/TD")]
    repeated = sum(cell.row < grid.head for cell in grid.cells)
    texts = {str(one["/ID"]) for one in cells if one["/S"] == "/TH"}

    assert (len(cells) - len(grid.cells)) % max(repeated, 1) == 0
    assert len(texts) == sum(one["/S"] == "/TH" for one in cells)
    for one in cells:
        if one["/S"] == "/TH":
            assert one["/A"]["/Scope"] in ("/Column", "/Row")
        else:
            assert {str(name) for name in one["/A"]["/Headers"]} <= texts
    figures = [one for one in cells if one["/S"] == "/TD" and one["/A"]["/Headers"]]
    assert len(figures) >= sum(len(row.columns) for row in form.rows)


def test_a_table_over_several_pages_repeats_its_captions() -> None:
    cells = tuple(GridCell(f"第{row}格", row, 0, scope="" if row else "col") for row in range(120))

    reader = PdfReader(BytesIO(to_pdf(manuscript(Grid(cells, 120, 1, head=1)))))

    assert len(reader.pages) > 2
    assert all("第0格" in page.extract_text() for page in reader.pages)


def test_nothing_is_fetched_but_the_pictures_of_the_manuscript(
    tmp_path: Any, caplog: pytest.LogCaptureFixture
) -> None:
    """A link is only a link, and a picture that names another file shows its description."""
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{secret.as_uri()}"/></svg>'
    link = Paragraph((Run("甲", link=secret.as_uri()),))

    data = to_pdf(
        manuscript(link, Picture(svg.encode(), "a.svg", "图"), Picture(b"?", "b", "坏图"))
    )

    reader = PdfReader(BytesIO(data))
    assert not [one for page in reader.pages for one in page.images]
    assert "/EmbeddedFiles" not in str(opened(data).get("/Names", ""))
    assert "ValueError" in caplog.text


def test_a_picture_has_its_description() -> None:
    figures = [
        one
        for one in elements(to_pdf(manuscript(Picture(png(), "a.png", "办理“流程”图"))))
        if one["/S"] == "/Figure"
    ]

    assert [one["/Alt"] for one in figures] == ["办理“流程”图"]


def test_the_notice_stands_on_every_page() -> None:
    reader = PdfReader(
        BytesIO(to_pdf(manuscript(*[text("正文。" * 200)] * 4, notice="演示数据。")))
    )

    assert len(reader.pages) > 1
    assert all("演示数据" in page.extract_text() for page in reader.pages)


def test_a_character_without_a_font_is_an_error_and_no_box() -> None:
    with pytest.raises(PdfError, match="字体里没有这些字：\U0003fffd；请安装中文字体"):
        to_pdf(manuscript(text("甲\U0003fffd乙")))


def test_without_weasyprint_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(PdfError, match=re.escape("pip install 'sitebuild[pdf]'")):
        to_pdf(manuscript(text("甲")))


def test_lists_are_nested_and_keep_their_numbers() -> None:
    def item(words: str, level: int, number: int = 0) -> Paragraph:
        return Paragraph((Run(words),), "numbered" if number else "item", level, number=number)

    html = to_html(manuscript(item("甲", 1), item("一", 2, 3), item("二", 2, 4), item("乙", 1)))

    assert (
        '<ul><li>甲<ol start="3"><li value="3">一</li><li value="4">二</li></ol></li>'
        "<li>乙</li></ul>" in html
    )


def test_hostile_text_stays_text() -> None:
    html = to_html(manuscript(text("<img src=x>&lt;\x00]]>"), Paragraph((Run("a", link='"><b>'),))))

    assert "<p>&lt;img src=x&gt;&amp;lt;\ufffd]]&gt;</p>" in html
    assert '<a href="&quot;&gt;&lt;b&gt;">a</a>' in html
