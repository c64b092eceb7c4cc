"""The tables of the real reports, as they came out of their PDFs."""

from __future__ import annotations

from pathlib import Path

import pytest
from figures import FORMS

from importers.recognition.printed_tables import found, marked
from site_builder.importers.formats.text.read import read_text
from site_builder.importers.recognition.tables.find import find_tables
from site_builder.importers.report_draft import TablesFound
from site_builder.model.manuscript import Grid

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the real reports lie beside the repository, and are not here"
)


def seed(number: str, year: int) -> TablesFound:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return find_tables(read_text(path.read_bytes())[0].blocks, year, FORMS)


def test_blank_rows_stay_blank_and_a_figure_too_many_is_marked() -> None:
    tables = seed("001", 2020)

    disclosure, requests, disputes = tables.tables
    assert {one.form.first_year for one in tables.tables} == {2019}
    assert all(text == "0" for row in found(disclosure) for text in row)
    assert all(text == "0" for row in found(disputes) for text in row)
    keys = [row.key for row in requests.form.rows]
    blank = {keys.index("部分公开"), keys.index("结转下年度继续办理")}
    for r, row in enumerate(found(requests)):
        assert row == ([""] * 7 if r in blank else ["0"] * 7)
    assert marked(requests) == {*range(keys.index("信访举报投诉类申请"), keys.index("总计") + 1)}
    assert len(tables.remarks.guesses) == 7
    assert tables.remarks.lost == ()


def test_two_rows_with_a_lost_figure_are_proven() -> None:
    tables = seed("004", 2023)

    disclosure, requests, disputes = tables.tables
    assert {one.form.first_year for one in tables.tables} == {2021}
    assert found(disclosure) == [["0", "0", "0"], ["0", "0", "2"], ["0"], ["0"], ["0"], ["0"]]
    assert all(text == "0" for row in found(disputes) for text in row)
    keys = [row.key for row in requests.form.rows]
    one = {keys.index(key) for key in ("本年新收政府信息公开申请数量", "予以公开", "总计")}
    for r, row in enumerate(found(requests)):
        assert row == (["1", *["0"] * 5, "1"] if r in one else ["0"] * 7)
    assert marked(requests) == {keys.index("予以公开"), keys.index("部分公开")}
    assert len(tables.remarks.guesses) == 2
    assert tables.remarks.lost == ()


def test_a_table_of_the_text_is_none_of_a_form() -> None:
    tables = seed("002", 2017)

    assert tables.tables == ()
    assert sum(isinstance(block, Grid) for block in tables.rest) == 1
