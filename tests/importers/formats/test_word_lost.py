"""What of a Word file is left out or guessed, and said to be; and files that are refused."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from word_files import field, levels, p, style, t, tbl, tc, word_file

from site_builder.importers.formats.word.read import read_word
from site_builder.importers.imported import Remark, UnreadableFileError
from site_builder.model.limits import LARGEST_UNPACKED, MOST_TAGS
from site_builder.model.manuscript import Paragraph

CHART = '<w:r><w:drawing><c:chart r:id="chart"/></w:drawing></w:r>'


def lost(body: str, **parts: str | bytes) -> list[Remark]:
    return [*read_word(word_file(body, **parts))[1].lost]


def guessed(body: str, **parts: str | bytes) -> list[Remark]:
    return [*read_word(word_file(body, **parts))[1].guesses]


def texts(body: str, **parts: str | bytes) -> list[str]:
    blocks = read_word(word_file(body, **parts))[0].blocks
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        read_word(data)
    return str(caught.value)


def test_headers_footers_and_page_numbers_are_said_once_each() -> None:
    page = p(t("— ") + field("PAGE", t("3")) + t(" —"))

    found = lost(p("甲"), header_1=p("示例局"), header_2=p("示例局"), footer_1=page)

    assert found == [("页眉", "示例局", "页眉，没有导入"), ("页脚", "— 3 —", "页码，没有导入")]


def test_deleted_and_hidden_texts_are_lost_and_inserted_ones_are_guesses() -> None:
    body = (
        p(t("甲") + "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>")
        + p(t("丙") + t("丁", "<w:vanish/>"))
        + p(f"<w:ins>{t('戊')}</w:ins>")
    )

    assert lost(body) == [
        ("第1段", "乙", "修订里删去的文字，没有导入"),
        ("第2段", "丁", "隐藏的文字，没有导入"),
    ]
    assert guessed(body) == [("第3段", "戊", "修订里加上的文字，当作正文")]


def test_comments_are_lost_at_the_place_that_they_are_about() -> None:
    comment = f'<w:comment w:id="1">{p("请核实")}</w:comment>'
    body = p("甲") + p(t("乙") + '<w:r><w:commentReference w:id="1"/></w:r>')

    assert lost(body, comments=comment) == [("第2段", "请核实", "批注，没有导入")]


def test_notes_stand_in_brackets_where_the_text_refers_to_them() -> None:
    separator = f'<w:footnote w:type="separator" w:id="0">{p("-")}</w:footnote>'
    notes = f'{separator}<w:footnote w:id="1">{p("不含街道。")}</w:footnote>'
    body = p(t("三件") + '<w:r><w:footnoteReference w:id="1"/></w:r>' + t("。"))

    assert texts(body, footnotes=notes) == ["三件（注：不含街道。）。"]
    assert guessed(body, footnotes=notes) == [
        ("第1段", "不含街道。", "脚注或尾注，写在正文的括号里")
    ]


def test_charts_and_embedded_objects_are_lost_with_their_words() -> None:
    words = "<c:tx><a:t>各月申请量</a:t></c:tx><c:v>一月</c:v>"
    embedded = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'

    assert lost(p(t("甲") + CHART + embedded), chart=words) == [
        ("第1段", "各月申请量 一月", "图表，没有导入"),
        ("第1段", "Excel.Sheet.12", "嵌入的对象，没有导入"),
    ]


def test_macros_are_neither_run_nor_imported() -> None:
    assert lost(p("甲"), vbaProject="") == [("整个文件", "", "宏没有导入，也没有运行")]


def test_a_table_of_contents_is_lost_once_whether_field_or_style() -> None:
    contents = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    inner = p("目录") + p(field("TOC \\o", t("一、甲")))
    control = f"<w:sdt><w:sdtPr>{contents}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    body = control + p("二、乙", style="a") + p(field("TOC", t("三、丙"))) + p("正文")

    ((place, text, _),) = lost(body, styles=style("a", "toc 1"))

    assert (place, text) == ("目录", "目录\n一、甲\n二、乙\n三、丙")
    assert texts(body, styles=style("a", "toc 1")) == ["正文"]


def test_hints_of_empty_content_controls_are_lost() -> None:
    content = f"<w:sdtContent>{t('单击此处')}</w:sdtContent>"
    hint = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>{content}</w:sdt>"

    assert lost(p(t("甲") + hint)) == [("第1段", "单击此处", "没有填写的占位提示，没有导入")]


def test_a_symbol_that_is_not_known_a_local_link_and_an_empty_number_are_lost() -> None:
    body = (
        p(t("甲") + '<w:r><w:sym w:font="本局字体" w:char="F041"/></w:r>')
        + p(f'<w:hyperlink r:id="link_1">{t("乙")}</w:hyperlink>')
        + p(num="7")
    )

    found = lost(body, link_1="file:///C://a.xls", numbering=levels("chineseCounting %1、"))

    assert [one[:2] for one in found] == [
        ("第1段", "本局字体 F041"),
        ("第2段", "file:///C://a.xls"),
        ("第2段", "一、"),
    ]


def test_what_merged_cells_cover_and_deleted_rows_are_lost() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    deleted = "<w:trPr><w:del/></w:trPr>" + tc("丙") + tc("丁")
    body = tbl(tc("甲", down) + tc("乙"), tc("盖住", on) + tc("戊"), deleted)

    assert [one[:2] for one in lost(body)] == [("表1", "丙\n丁"), ("表1第1行第1列", "盖住")]


def test_text_in_drawings_and_watermarks_is_lost() -> None:
    mark = '<w:r><w:pict><v:textpath string="草稿"/></w:pict></w:r>'
    shape = "<w:r><w:drawing><a:t>示意</a:t></w:drawing></w:r>"

    assert [one[1] for one in lost(p(t("甲") + shape), header=p(mark))] == ["示意", "草稿"]


def test_a_picture_that_lies_elsewhere_is_not_fetched() -> None:
    drawing = '<w:r><w:drawing><a:blip r:link="link_1"/></w:drawing></w:r>'

    assert lost(p(t("甲") + drawing), link_1="https://example.org/a.png") == [
        ("第1段", "https://example.org/a.png", "图片不在文件里，没有导入")
    ]


def test_a_reference_that_leads_nowhere_does_no_harm() -> None:
    drawing = '<w:r><w:drawing><a:blip r:embed="image"/></w:drawing></w:r>'
    data = word_file(p(t("甲") + drawing), image=b"")
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "media" not in name}

    assert [one.text for one in read_word(zipped(parts))[1].lost] == ["word/media/image.png"]


def zipped(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def test_a_file_in_the_strict_variant_is_read() -> None:
    data = word_file(p("甲", '<w:outlineLvl w:val="0"/>'))
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        old, b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    )

    (block,) = read_word(zipped(parts))[0].blocks

    assert isinstance(block, Paragraph)
    assert (block.text, block.role) == ("甲", "heading")


def test_a_password_an_old_format_and_another_kind_of_file_are_told_apart() -> None:
    ole = b"\xd0\xcf\x11\xe0"

    assert "密码" in reason(ole + "EncryptedPackage".encode("utf-16-le"))
    assert "旧格式" in reason(ole + b"\0" * 100)
    for data in (b"", b"PK\x03\x04", "文本".encode(), zipped({"a.txt": b"a"})):
        assert "不是能读的 Word 文件" in reason(data)


def test_a_broken_file_is_refused_wherever_it_is_cut_or_changed() -> None:
    data = word_file(p("甲") * 50, styles=style("a", "heading 1"))
    for cut in range(1, len(data), 97):
        assert "不是能读的 Word 文件" in reason(data[:cut])


def test_definitions_of_entities_are_refused() -> None:
    parts = {
        "_rels/.rels": ZipFile(BytesIO(word_file(""))).read("_rels/.rels"),
        "word/document.xml": b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
    }

    assert "不是能读的 Word 文件" in reason(zipped(parts))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    blank = b" " * (LARGEST_UNPACKED + 1)

    assert "解开后超过" in reason(zipped({"word/document.xml": blank}))
    assert "解开后超过" in reason(zipped({"word/document.xml": blank[:2_000_000]}))


def test_too_many_tags_are_refused_before_they_are_read() -> None:
    parts = {"word/document.xml": b"<a/>" * (MOST_TAGS + 1)}
    parts["_rels/.rels"] = ZipFile(BytesIO(word_file(""))).read("_rels/.rels")
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)

    assert "太多" in reason(made.getvalue())


def test_tables_in_tables_without_end_are_refused() -> None:
    body = p("甲")
    for _ in range(300):
        body = tbl(tc(body) + tc("乙"))

    assert reason(word_file(body))


def test_a_file_without_a_text_says_what_to_do() -> None:
    assert "OCR" in reason(word_file(p()))


def test_a_table_with_a_million_columns_takes_none() -> None:
    wide = tc("甲", '<w:gridSpan w:val="1000000"/>')
    (grid,) = read_word(word_file(tbl(wide + tc("乙"))))[0].blocks

    assert not isinstance(grid, Paragraph)
    assert getattr(grid, "columns", 0) == 64
