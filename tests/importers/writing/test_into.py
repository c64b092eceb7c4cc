"""A draft is taken into a report that is there already."""

from __future__ import annotations

from datetime import date

import pytest

from importers.writing.drafts import (
    BUREAU,
    DISCLOSURE,
    DISPUTES,
    FORMS,
    REQUESTS,
    TITLE,
    draft,
    paragraph,
    six_chapters,
    table,
)
from site_builder.editing.body import body_of
from site_builder.editing.cells import tables_of
from site_builder.importers.report_draft import ReportDraft
from site_builder.importers.writing.into import NotReplacedError, into_report
from site_builder.importers.writing.made import Made
from site_builder.scaffold.skeletons import Register, new_report

NEW = "本年新收政府信息公开申请数量"
SKELETON = new_report("kjj", Register(BUREAU, {"phone": "0955-1"}), 2023, FORMS).text
ROW = {(NEW, "自然人"): "17", (NEW, "总计"): "17"}
TABLES = (table(DISCLOSURE), table(REQUESTS, ROW), table(DISPUTES))
FIGURES = (paragraph("一、总体情况", "heading", 2),)  # a file of tables has headings, no prose


def into(one: ReportDraft, before: str = SKELETON, *, force: bool = False) -> Made:
    skeleton = body_of(SKELETON.encode())
    return into_report(before.encode(), one, FORMS, skeleton, force=force)


def text(one: Made) -> str:
    return one.page.data.decode()


def header(report: str) -> str:
    return report.split("\n---\n", 1)[0]


def test_the_prose_takes_the_place_of_a_skeleton_and_the_header_stays_as_it_is() -> None:
    one = into(draft(title="", signed=None, tables=()))

    assert header(text(one)) == header(SKELETON)
    assert "公开的内容还不够丰富，今后逐项充实。" in text(one)
    assert "（填写）" not in body_of(one.page.data)
    assert one.page.path == "agencies/kjj/reports/2023.md"
    assert one.remarks.guesses == ()


def test_doing_it_twice_changes_nothing() -> None:
    one = into(draft())

    assert into(draft(), text(one)).page == one.page


def test_a_text_that_somebody_wrote_is_replaced_only_by_force() -> None:
    before = SKELETON.replace("（填写）", "本局做了很多工作。")

    with pytest.raises(NotReplacedError, match="正文里已经有文字"):
        into(draft(), before)

    assert "很多工作" not in body_of(into(draft(), before, force=True).page.data)


def test_what_differs_in_the_header_is_a_guess_and_stays() -> None:
    one = into(draft(title="报告", signed=date(2024, 1, 26), header=(("source", "县政府"),)))

    assert header(text(one)) == header(SKELETON)
    assert [(guess.place, guess.text) for guess in one.remarks.guesses[:3]] == [
        ("信息栏", "县政府"),
        ("信息栏", "报告"),
        ("信息栏", "2024-01-26"),
    ]
    assert f"报告的“标题”是“{TITLE}”，没有改" in one.remarks.guesses[1].reason


def test_beside_prose_the_tables_are_compared_and_stay() -> None:
    before = text(into(draft(body=FIGURES, tables=TABLES)))
    other = table(REQUESTS, ROW | {(NEW, "自然人"): "71"})

    one = into(draft(tables=(other,)), before)

    assert header(text(one)) == header(before)
    (guess,) = [guess for guess in one.remarks.guesses if guess.place == "表1"]
    assert guess.text.endswith("：71")
    assert "报告里是“17”" in guess.reason


def test_a_file_of_tables_only_fills_in_the_blanks_and_leaves_the_body() -> None:
    one = into(draft(body=FIGURES, tables=TABLES))

    assert body_of(one.page.data) == body_of(SKELETON.encode())
    (_, requests, _) = tables_of(one.page.data, 2023, FORMS)
    assert requests.cell(NEW, "自然人").text == "17"
    assert requests.cell("予以公开", "自然人").text == "0"
    assert "draft: true" in text(one)
    assert into(draft(body=FIGURES, tables=TABLES), text(one)).page == one.page


def test_a_figure_that_somebody_wrote_is_replaced_only_by_force() -> None:
    before = text(into(draft(body=FIGURES, tables=TABLES)))
    other = draft(body=FIGURES, tables=(table(REQUESTS, ROW | {(NEW, "自然人"): "71"}),))

    kept, changed = into(other, before), into(other, before, force=True)

    assert text(kept) == before
    ((place, what, reason),) = kept.remarks.lost
    assert (place, what.endswith("：71"), "--force" in reason) == ("表1", True, True)
    assert tables_of(changed.page.data, 2023, FORMS)[1].cell(NEW, "自然人").text == "71"


def test_a_figure_to_be_checked_gets_its_mark() -> None:
    doubtful = (table(REQUESTS, ROW, [(NEW, "自然人")]),)

    one = into(draft(body=FIGURES, tables=doubtful))

    assert "      自然人: 17  # 待核对\n" in text(one)
    assert text(one).count("待核对") == 1
    assert into(draft(body=FIGURES, tables=doubtful), text(one)).page == one.page


def test_an_opening_of_its_own_makes_a_body_more_than_a_skeleton() -> None:
    before = SKELETON.replace("编制本报告", "编写本报告")

    with pytest.raises(NotReplacedError):
        into(draft(body=six_chapters()), before)
