"""The text of Word files: headings, numbers, runs, links, pictures, tables."""

from __future__ import annotations

import pytest
from office_files import Filled, Looks, Said, as_word, printed, sample, sample_report
from word_files import field, levels, p, style, t, tbl, tc, word_file

from site_builder.importers.formats.word.read import read_word
from site_builder.importers.imported import Remarks
from site_builder.model.manuscript import Grid, Manuscript, Paragraph, Picture, Run

PLAIN_LOOKS = Looks(styled=False)
PNG = b"\x89PNG\r\n\x1a\n"


def read(body: str, **parts: str | bytes) -> Manuscript:
    return read_word(word_file(body, **parts))[0]


def paragraphs(manuscript: Manuscript) -> list[Paragraph]:
    return [block for block in manuscript.blocks if isinstance(block, Paragraph)]


def texts(body: str, **parts: str | bytes) -> list[str]:
    return [one.text for one in paragraphs(read(body, **parts))]


def roles(body: str, **parts: str | bytes) -> list[tuple[str, int]]:
    return [(one.role, one.level) for one in paragraphs(read(body, **parts))]


def runs(body: str, **parts: str | bytes) -> tuple[Run, ...]:
    (paragraph,) = paragraphs(read(body, **parts))
    return paragraph.runs


def expected(year: int) -> list[object]:
    """The sample report as text, and the cells of its tables with what they cover."""
    return [
        piece.number + piece.text
        if isinstance(piece, Said)
        else [tuple(one) for one in printed(piece)]
        for piece in sample_report(year)
    ]


def as_read(manuscript: Manuscript) -> list[object]:
    return [
        [tuple(cell)[:5] for cell in block.cells] if isinstance(block, Grid) else block.text
        for block in manuscript.blocks
        if not isinstance(block, Picture)
    ]


@pytest.mark.parametrize("year", [2019, 2021])
@pytest.mark.parametrize(
    "looks", [Looks(), Looks(numbered=True), PLAIN_LOOKS], ids=["styles", "numbers", "plain"]
)
def test_a_report_keeps_every_paragraph_and_every_cell(year: int, looks: Looks) -> None:
    manuscript, remarks = read_word(as_word(sample_report(year), looks))

    assert as_read(manuscript) == expected(year)
    assert remarks == Remarks()


@pytest.mark.parametrize("year", [2019, 2021])
def test_a_report_that_libreoffice_wrote_keeps_its_numbers_and_cells(year: int) -> None:
    manuscript, remarks = read_word(sample(f"report-{year}-libreoffice.docx"))

    assert as_read(manuscript) == expected(year)
    assert remarks == Remarks()


def test_a_report_has_a_title_chapters_and_parts_by_its_styles() -> None:
    manuscript, _ = read_word(as_word(sample_report(2021), Looks(numbered=True)))

    marked = [(one.role, one.level) for one in paragraphs(manuscript) if one.role != "text"]
    pieces = [one for one in sample_report(2021) if not isinstance(one, Filled)]
    kinds = {"title": ("title", 0), "chapter": ("heading", 1), "part": ("heading", 2)}
    assert marked == [kinds[one.kind] for one in pieces if one.kind in kinds]


def test_headings_are_found_by_chinese_styles_by_what_these_are_based_on_and_by_level() -> None:
    styles = (
        style("a", "标题 1")
        + style("b", "本局的标题", '<w:basedOn w:val="a"/>')
        + style("c", "正文二", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
        + style("d", "Title", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    )
    level = '<w:outlineLvl w:val="2"/>'
    body = "".join(
        (
            *(p("甲", style="a"), p("乙", style="b"), p("丙", style="c"), p("丁", style="d")),
            *(p("戊", level), p("己", '<w:outlineLvl w:val="9"/>', style="a")),
        )
    )

    assert roles(body, styles=styles) == [
        ("heading", 1),
        ("heading", 1),
        ("heading", 2),
        ("title", 0),
        ("heading", 3),
        ("text", 0),
    ]


@pytest.mark.parametrize(
    ("level", "text"),
    [
        ("chineseCounting %1、", "三、"),
        ("japaneseCounting （%1）", "（三）"),
        ("chineseCountingThousand 第%1条", "第三条 "),
        ("decimal （%1）", "（3）"),
        ("decimalEnclosedCircleChinese %1", "③ "),
        ("decimalFullWidth %1．", "３．"),
        ("chineseLegalSimplified %1、", "叁、"),
        ("ideographTraditional %1、", "丙、"),
        ("upperRoman %1、", "III、"),
        ("lowerLetter %1)", "c)"),
        ("decimalZero %1、", "03、"),
    ],
)
def test_a_number_that_word_makes_is_text(level: str, text: str) -> None:
    body = p("甲", num="7") + p("乙", num="7") + p("丙", num="7")

    assert texts(body, numbering=levels(level))[2] == f"{text}丙"


@pytest.mark.parametrize(
    ("count", "number"),
    [(10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十")],
)
def test_large_numbers_are_written_as_one_says_them(count: int, number: str) -> None:
    body = p("甲", num="7") * count

    assert texts(body, numbering=levels("chineseCounting %1、"))[-1] == f"{number}、甲"


def test_an_inner_level_begins_again_and_repeats_the_outer_number() -> None:
    body = "".join(p("甲", num=f"7:{level}") for level in (0, 1, 1, 0, 1))

    found = texts(body, numbering=levels("chineseCounting %1、", "decimal %1.%2、"))

    assert found == ["一、甲", "一.1、甲", "一.2、甲", "二、甲", "二.1、甲"]


def test_lists_of_one_definition_count_on_and_one_that_starts_anew_does_not() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    others = (
        '<w:num w:numId="8"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="9"><w:abstractNumId w:val="7"/>{start}</w:num>'
    )
    body = "".join(p("甲", num=number) for number in "78899")

    found = texts(body, numbering=levels("chineseCounting %1、") + others)

    assert found == ["一、甲", "二、甲", "三、甲", "一、甲", "二、甲"]


def test_a_number_comes_from_a_style_and_a_paragraph_can_refuse_it() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
    styles = style("a", "heading 1", numbered)
    body = p("甲", style="a") + p("乙", style="a", num="0") + p("丙", style="a")

    found = texts(body, styles=styles, numbering=levels("chineseCounting %1、"))

    assert found == ["一、甲", "乙", "二、丙"]


def test_plain_lists_keep_their_roles_and_no_marks() -> None:
    lists = levels("decimal %1.", "bullet •")
    body = p("甲", num="7") + p("乙", num="7:1") + p("丙", num="7")

    assert texts(body, numbering=lists) == ["甲", "乙", "丙"]
    assert roles(body, numbering=lists) == [("numbered", 1), ("item", 2), ("numbered", 1)]


def test_a_list_that_text_interrupts_keeps_its_numbers_as_text() -> None:
    body = p("甲", num="7") + p("说明") + p("乙", num="7")

    assert texts(body, numbering=levels("decimal %1.")) == ["1.甲", "说明", "2.乙"]
    assert roles(body, numbering=levels("decimal %1.")) == [("text", 0)] * 3


def test_bold_is_that_of_the_run_its_style_and_the_paragraph() -> None:
    styles = style("a", "重点", "<w:rPr><w:b/></w:rPr>") + style(
        "s", "强调", "<w:rPr><w:b/></w:rPr>", "character"
    )
    body = p(t("甲", "<w:b/>") + t("乙", '<w:b w:val="0"/>') + t("丙", '<w:rStyle w:val="s"/>'))

    assert runs(body, styles=styles) == (Run("甲", True), Run("乙"), Run("丙", True))
    assert runs(p(t("甲") + t("乙"), style="a"), styles=styles) == (Run("甲乙", True),)


def test_links_keep_their_addresses_whether_elements_or_fields() -> None:
    address = "https://example.org/a"
    body = p(
        f'<w:hyperlink r:id="link_1">{t("甲")}</w:hyperlink>'
        + field(f'HYPERLINK "{address}"', t("乙"))
        + f'<w:hyperlink w:anchor="b">{t("丙")}</w:hyperlink>'
    )

    assert runs(body, link_1=address) == (Run("甲乙", link=address), Run("丙"))


def test_a_paragraph_is_split_at_breaks_and_a_heading_is_not() -> None:
    lines = t("示例市") + "<w:r><w:br/></w:r>" + t("档案局。") + "<w:r><w:br/></w:r>" + t("乙")
    found = paragraphs(read(p(lines) + p(lines, '<w:outlineLvl w:val="0"/>')))

    assert [(one.text, one.is_cut) for one in found] == [
        ("示例市", True),
        ("档案局。", False),
        ("乙", False),
        ("示例市档案局。乙", False),
    ]


def test_tabs_and_symbols_are_kept() -> None:
    symbol = '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>'

    assert texts(p(t("甲") + "<w:r><w:tab/></w:r>" + symbol + t("乙"))) == ["甲\t☑乙"]


def test_content_controls_tracked_insertions_and_results_of_fields_are_text() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>"
        + p(f"<w:sdt><w:sdtContent>{t('乙')}</w:sdtContent></w:sdt>")
        + p(f"<w:ins>{t('丙')}</w:ins>")
        + p(field("DATE", t("丁")) + f'<w:fldSimple w:instr="AUTHOR">{t("戊")}</w:fldSimple>')
    )

    assert texts(body) == ["甲", "乙", "丙", "丁戊"]


def test_a_picture_has_its_bytes_name_and_description() -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="流程"/><a:graphic>'
        '<a:graphicData><a:blip r:embed="image_1"/></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )

    blocks = read(p(t("见图") + drawing), image_1=PNG).blocks

    assert blocks[1] == Picture(PNG, "image_1.png", "流程", "第1段")


def test_a_text_box_comes_after_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{p('框里')}</w:txbxContent>"
    shape = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    manuscript, remarks = read_word(word_file(p(shape + t("甲"))))

    assert [one.text for one in paragraphs(manuscript)] == ["甲", "框里"]
    assert [(one.place, one.text) for one in remarks.guesses] == [("第1段", "框里")]


def test_merged_cells_are_one_cell_each() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = tbl(
        tc("甲", '<w:gridSpan w:val="2"/>' + down) + tc("乙"),
        tc("", '<w:gridSpan w:val="2"/>' + on) + tc("丙"),
        tc("丁") + tc("戊", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>"),
    )
    (grid,) = read(body).blocks

    assert isinstance(grid, Grid)
    assert (grid.rows, grid.columns, grid.is_ruled, grid.place) == (3, 3, True, "表1")
    assert [cell[:5] for cell in grid.cells] == [
        ("甲", 0, 0, 2, 2),
        ("乙", 0, 2, 1, 1),
        ("丙", 1, 2, 1, 1),
        ("丁", 2, 0, 1, 1),
        ("戊", 2, 1, 1, 2),
    ]
    assert grid.cells[2].place == "表1第2行第3列"


def test_cells_hold_lines_and_the_numbers_that_word_makes() -> None:
    body = tbl(tc(p("甲") + p("乙")) + tc(p("丙", num="7")))
    (grid,) = read(body, numbering=levels("decimal %1.")).blocks

    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells] == ["甲\n乙", "1.丙"]


def test_a_row_may_begin_further_right() -> None:
    row = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("丙")
    (grid,) = read(tbl(tc("甲") + tc("乙"), row)).blocks

    assert isinstance(grid, Grid)
    assert [(cell.row, cell.column) for cell in grid.cells] == [(0, 0), (0, 1), (1, 1)]


def test_a_table_of_one_cell_is_text_and_a_nested_one_follows_the_outer() -> None:
    nested = tc(p("甲") + tbl(tc("乙") + tc("丙")) + p())
    blocks = read(tbl(tc(p("框") + p("文"))) + tbl(nested + tc("丁"))).blocks

    assert [block.text for block in blocks[:2] if isinstance(block, Paragraph)] == ["框", "文"]
    assert [[c.text for c in one.cells] for one in blocks[2:] if isinstance(one, Grid)] == [
        ["甲", "丁"],
        ["乙", "丙"],
    ]


def test_places_count_paragraphs_with_text() -> None:
    found = paragraphs(read(p("甲") + p() + p("乙")))

    assert [one.place for one in found] == ["第1段", "第2段"]
