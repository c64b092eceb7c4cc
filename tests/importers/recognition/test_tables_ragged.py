"""Rows with a figure too few or too many: what the balances prove is written and marked."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from figures import FORMS, form

from importers.recognition.printed_tables import (
    Texts,
    found,
    grid_of,
    labelled,
    marked,
    texts,
)
from site_builder.importers.imported import Remarks
from site_builder.importers.recognition.tables.find import find_tables
from site_builder.importers.report_draft import TablesFound

REQUESTS = form("requests", 2023)
KEYS = [row.key for row in REQUESTS.rows]
PART = KEYS.index("部分公开")
GRANTED = KEYS.index("予以公开")


def few() -> Texts:
    """A table with one application, granted, of a natural person."""
    figures = [["0"] * 7 for _ in REQUESTS.rows]
    for key in ("本年新收政府信息公开申请数量", "予以公开", "总计"):
        figures[KEYS.index(key)] = ["1", "0", "0", "0", "0", "0", "1"]
    return figures


def find(figures: Sequence[Sequence[str]]) -> TablesFound:
    return find_tables((grid_of(labelled(REQUESTS, [[*row] for row in figures])),), 2023, FORMS)


def test_a_lost_figure_is_proven_by_the_balances_and_marked() -> None:
    right = few()
    spoilt = few()
    del spoilt[GRANTED][3]
    del spoilt[PART][0]

    tables = find(spoilt)

    assert found(tables.tables[0]) == right
    assert marked(tables.tables[0]) == {GRANTED, PART}
    assert all(cell.to_check for cell in tables.tables[0].cells[GRANTED])
    assert not tables.remarks.lost
    guess = tables.remarks.guesses[0]
    assert "予以公开 1 0 0 0 0 1" in guess.text
    assert guess.reason == (
        "这一行应有7格，稿子里有6格，与勾稽关系和其余各行相合的读法只有：1 0 0 0 0 0 1，请核对"
    )
    assert guess.place == "第1行起的表第3行"


def test_a_figure_too_many_is_proven_by_the_balances_and_marked() -> None:
    right = few()
    for at, more in ((0, "0"), (3, "7"), (7, "1")):
        spoilt = few()
        spoilt[GRANTED].insert(at, more)

        tables = find(spoilt)

        assert found(tables.tables[0]) == right
        assert marked(tables.tables[0]) == {GRANTED}


def test_a_lost_figure_that_was_not_zero_follows_from_the_others() -> None:
    figures = texts(REQUESTS, Random(11))
    spoilt = [[*row] for row in figures]
    del spoilt[PART][6]

    tables = find(spoilt)

    assert found(tables.tables[0]) == figures
    assert marked(tables.tables[0]) == {PART}


def test_rows_that_only_each_other_prove_are_tried_together() -> None:
    right = few()
    right[PART] = ["0", "2", "0", "0", "0", "0", "2"]
    for key in ("本年新收政府信息公开申请数量", "总计"):
        right[KEYS.index(key)] = ["1", "2", "0", "0", "0", "0", "3"]
    spoilt = [[*row] for row in right]
    del spoilt[GRANTED][2]
    del spoilt[PART][4]

    tables = find(spoilt)

    assert found(tables.tables[0]) == right
    assert marked(tables.tables[0]) == {GRANTED, PART}


def test_what_the_balances_do_not_prove_is_left_out_and_listed() -> None:
    spoilt = few()
    del spoilt[GRANTED][3]
    spoilt[PART] = [""] * 7  # so that no column can be added up

    tables = find(spoilt)

    row = tables.tables[0].cells[GRANTED]
    assert [cell.text for cell in row] == [None, None, "0", "0", "0", None, None]
    assert all(cell.to_check for cell in row)
    assert found(tables.tables[0])[PART] == [""] * 7
    assert marked(tables.tables[0]) == {GRANTED}
    (lost,) = tables.remarks.lost
    assert "1 0 0 0 0 1" in lost.text
    assert lost.reason.endswith("不能确定的格留空：□ □ 0 0 0 □ □")


def test_a_row_without_balances_keeps_what_every_reading_has() -> None:
    rows = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", "0", "0", "0", "0"],
        ["行政规范性文件", "1", "5"],
    ]

    tables = find_tables((grid_of(rows),), 2023, FORMS)

    assert found(tables.tables[0])[:2] == [["0", "0", "0"], [None, None, None]]
    assert marked(tables.tables[0]) == {0, 1}
    assert [remark.text for remark in tables.remarks.lost] == ["行政规范性文件 1 5"]


def test_two_figures_in_one_cell_are_divided_where_one_is_missing() -> None:
    right = few()
    spoilt = few()
    spoilt[GRANTED][4:6] = ["0 0"]

    tables = find(spoilt)

    assert found(tables.tables[0]) == right
    assert marked(tables.tables[0]) == {GRANTED}


def test_a_blank_at_an_end_is_marked_for_a_figure_may_have_moved() -> None:
    spoilt = few()
    spoilt[GRANTED] = ["1", "0", "0", "0", "0", "1", ""]

    tables = find(spoilt)

    assert found(tables.tables[0])[GRANTED] == spoilt[GRANTED]
    assert marked(tables.tables[0]) == {GRANTED}
    assert len(tables.remarks.guesses) == 1


def test_figures_that_contradict_the_balances_stay_as_they_are() -> None:
    wrong = few()
    wrong[GRANTED][6] = "2"

    tables = find(wrong)

    assert found(tables.tables[0]) == wrong
    assert not marked(tables.tables[0])
    assert tables.remarks == Remarks()


def test_digits_that_a_narrow_column_divides_are_joined_if_the_balances_hold() -> None:
    right = [["12", "0", "0", "0", "0", "0", "12"] if "1" in row else row for row in few()]
    spoilt = [["1\n2" if text == "12" else text for text in row] for row in right]

    tables = find(spoilt)

    assert found(tables.tables[0]) == right
    assert not marked(tables.tables[0])
    assert tables.remarks == Remarks()


def test_figures_that_a_page_divides_are_marked() -> None:
    rows = labelled(REQUESTS, few())
    at = GRANTED + 1
    rest = ["", "", "", "0", *[""] * 6]

    tables = find_tables((grid_of(rows[:at]), grid_of([rest, *rows[at:]])), 2023, FORMS)

    assert found(tables.tables[0]) == few()
    assert marked(tables.tables[0]) == {GRANTED}
    assert [remark.text for remark in tables.remarks.lost] == ["0"]
