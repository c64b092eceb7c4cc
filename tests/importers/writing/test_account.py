"""Every character and every figure of a manuscript was written or is listed."""

from __future__ import annotations

from importers.writing.drafts import REQUESTS, draft, paragraph, six_chapters, table
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.writing.account import REASON, Account, account
from site_builder.importers.writing.report_file import make_report
from site_builder.model.manuscript import Block, Grid, GridCell, Manuscript, Picture

NEW = "本年新收政府信息公开申请数量"
COUNTED = {(NEW, "自然人"): "17", (NEW, "总计"): "17"}
SENTENCE = "2023年，本局主动公开政府信息152条，其中通过网站公开83条，其余登在县报上。"


def page(*body: Block) -> bytes:
    return make_report(draft(body=body), "局", {}).page.data


def of(source: tuple[Block, ...], *body: Block, lost: tuple[Remark, ...] = ()) -> Account:
    return account(Manuscript(source), [page(*body)], remarks=Remarks(lost))


def grid(*rows: str) -> Grid:
    cells = [
        GridCell(text, r, c, place=f"表1第{r + 1}行第{c + 1}列")
        for r, row in enumerate(rows)
        for c, text in enumerate(row.split())
    ]
    return Grid(tuple(cells), len(rows), max(len(row.split()) for row in rows))


def missing(one: Account) -> list[tuple[str, str]]:
    return [(remark.place, remark.text) for remark in one.missing]


def test_of_a_text_that_was_written_nothing_is_missing() -> None:
    found = of(six_chapters(), *six_chapters())

    assert found.missing == ()
    assert found.characters == found.written > 200


def test_paragraphs_may_be_joined_and_cut_and_signs_be_of_another_width() -> None:
    source = (paragraph(SENTENCE[:20]), paragraph(SENTENCE[20:]), paragraph("⼀、总体情况（１）"))

    assert of(source, paragraph(SENTENCE), paragraph("一、总体情况 (1)")).missing == ()
    assert (
        of((paragraph(SENTENCE),), *(paragraph(SENTENCE[:20]), paragraph(SENTENCE[20:])))[2] == ()
    )


def test_a_paragraph_that_was_not_written_is_listed_with_its_place() -> None:
    dropped = paragraph("举报电话向社会公布，接受群众监督。", place="第3页第2行")

    found = of((paragraph(SENTENCE), dropped), paragraph(SENTENCE))

    assert found.missing == (Remark("第3页第2行", dropped.text, REASON),)
    assert found.characters - found.written == len(dropped.text)


def test_a_single_character_that_was_dropped_is_listed() -> None:
    assert missing(of((paragraph(SENTENCE),), paragraph(SENTENCE.replace("通过", "过")))) == [
        ("第1段", "通")
    ]


def test_a_figure_that_was_changed_is_listed() -> None:
    found = of((paragraph(SENTENCE),), paragraph(SENTENCE.replace("152", "15")))

    assert missing(found) == [("第1段", "2")]


def test_what_is_listed_as_lost_is_not_missing_but_not_written_either() -> None:
    number = paragraph("— 3 —")
    lost = (Remark("第3页", "— 3 —", "页码"),)

    found = of((paragraph(SENTENCE), number), paragraph(SENTENCE), lost=lost)

    assert found.missing == ()
    assert found.characters - found.written == len("—3—")


def test_a_sign_that_is_listed_by_itself_is_not_missing_in_its_sentence() -> None:
    source = (paragraph(f"（一）主动公开的情况。{SENTENCE}"),)
    written = (paragraph("（一）主动公开的情况", "heading", 3), paragraph(SENTENCE))
    sign = Remark("第1段", "。", "标题后面的标点")

    assert missing(of(source, *written)) == [("第1段", "。")]
    assert of(source, *written, lost=(sign,)).missing == ()


def test_the_labels_of_a_statutory_table_are_printed_by_its_form() -> None:
    cells = ("一、本年新收政府信息公开申请数量 17 0 0 0 0 0 17", "自然人 商业企业 社会组织 总计")
    statutory = table(REQUESTS, COUNTED)
    made = make_report(draft(body=(), tables=(statutory,)), "局", {}).page.data

    found = account(Manuscript((grid(*cells),)), [made], [statutory])

    assert found.missing == ()


def test_a_figure_of_a_table_that_was_not_written_is_listed_even_if_it_stands_elsewhere() -> None:
    statutory = table(REQUESTS, COUNTED)
    made = make_report(draft(body=(paragraph("收到17件。"),), tables=(statutory,)), "局", {})
    source = (paragraph("收到17件。"), grid("本年新收政府信息公开申请数量 17 17 17"))

    found = account(Manuscript(source), [made.page.data], [statutory])

    ((place, text, reason),) = found.missing
    assert (place, text) == ("表1第1行第4列", "17")
    assert reason == f"表里有 3 处，写入 2 处，其余{REASON}"


def test_the_number_of_a_label_that_a_page_tore_off_is_no_figure() -> None:
    statutory = table(REQUESTS)
    made = make_report(draft(body=(), tables=(statutory,)), "局", {}).page.data

    assert account(Manuscript((grid("2. 0"),)), [made], [statutory]).missing == ()


def test_tables_of_the_text_and_descriptions_of_pictures_count() -> None:
    picture = Picture(b"\x89PNG\r\n\x1a\n1", "图1.png", "依申请公开的办理流程")
    source = (grid("渠道 件数", "网站 83", "县报 69"), picture)

    assert of(source, *source).missing == ()
    assert missing(of(source, picture)) == [
        ("表1第1行第1列", "渠道"),
        ("表1第1行第2列", "件数"),
        ("表1第2行第1列", "网站"),
        ("表1第2行第2列", "83"),
        ("表1第3行第1列", "县报"),
        ("表1第3行第2列", "69"),
    ]


def test_a_date_in_a_header_may_be_written_in_the_manuscript_as_words() -> None:
    source = (paragraph("2024年1月26日"), paragraph("二〇二四年一月二十六日"))

    assert of(source).missing == ()


def test_facts_beside_the_text_count_too() -> None:
    source = Manuscript((), (("索引号", "640521005/2018-00001"), ("来源", "示例县人民政府")))
    made = make_report(draft(header=(("source", "示例县人民政府"),)), "局", {}).page.data

    assert missing(account(source, [made])) == [("索引号", "640521005/2018-00001")]


def test_what_a_value_of_the_header_says_counts_as_written() -> None:
    source = Manuscript((paragraph("示例县科学技术局（章）"),))
    taken = Remarks(taken=(Remark("第9段", "示例县科学技术局（章）", "落款"),))

    found = account(source, [page()], remarks=taken)

    assert found.missing == ()
    assert found.characters == found.written == len("示例县科学技术局(章)")
