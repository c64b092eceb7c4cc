"""Figures changed in the header of a report, however it is written; and nothing else in it."""

from __future__ import annotations

import re
from random import Random

from conftest import examples
from figures import CHANCE, FORMS
from hypothesis import given

from editing.notations import Report, changes, report
from site_builder.editing.cells import edit_cells, tables_of
from site_builder.editing.form_table import recompute
from site_builder.model.finding import CellAddress
from site_builder.model.table import Filing, Form

Changes = dict[CellAddress, str | None]


@examples(60)
@given(CHANCE)
def test_what_is_asked_is_there_and_all_else_is_as_it_was(chance: Random) -> None:
    one = report(chance)
    asked = changes(one, chance)

    done = edit_cells(one.data, one.year, FORMS, asked)

    assert said(one.data, one.year) == {form.title: texts for form, texts in one.texts.items()}
    assert said(done, one.year) == with_changes(one, asked)
    assert computed(done, one.year)


@examples(60)
@given(CHANCE)
def test_all_lines_but_those_of_the_rows_concerned_are_the_same_byte_for_byte(
    chance: Random,
) -> None:
    one = report(chance)
    asked = changes(one, chance)

    done = edit_cells(one.data, one.year, FORMS, asked)

    concerned = {owner for table, row, _ in changed(one, asked) for owner in one.owners(table, row)}
    left = iter(lines(done))
    assert all(line in left for line in one.others(concerned)), "in their order"
    assert done.startswith(one.data[:5])
    assert done.count(b"\r\n") == (done.count(b"\n") if one.newline == "\r\n" else 0)
    assert done.endswith(b"\n") == one.data.endswith(b"\n")
    assert done.count("# 待核对".encode()) == one.data.count("# 待核对".encode())


@given(CHANCE)
def test_to_ask_for_what_is_there_changes_nothing(chance: Random) -> None:
    one = report(chance)
    asked = {at: text for at, (_, text) in cells_of(one).items()}

    assert edit_cells(one.data, one.year, FORMS, asked) == one.data
    assert edit_cells(one.data, one.year, FORMS, {}) == one.data


@given(CHANCE)
def test_to_ask_twice_is_to_ask_once(chance: Random) -> None:
    one = report(chance)
    asked = changes(one, chance)

    once = edit_cells(one.data, one.year, FORMS, asked)

    assert edit_cells(once, one.year, FORMS, asked) == once


@examples(30)
@given(CHANCE)
def test_to_change_a_figure_back_gives_the_same_file_if_it_is_in_the_shortest_form(
    chance: Random,
) -> None:
    one = report(chance)
    whole = {at: text for at, (_, text) in cells_of(one).items()}
    short = edit_cells(HEADER, one.year, FORMS, whole)
    there = one_in_each_row(one, changes(one, chance))

    done = edit_cells(short, one.year, FORMS, there)

    assert said(short, one.year) == {form.title: texts for form, texts in one.texts.items()}
    assert edit_cells(done, one.year, FORMS, {at: whole[at] for at in there}) == short


@examples(30)
@given(CHANCE)
def test_to_change_figures_back_gives_the_same_file_if_each_is_written_by_itself(
    chance: Random,
) -> None:
    one = report(chance, shares=False)
    plain = re.sub(rb"(['\"])(\d+)\1", rb"\2", one.data)
    there = {at: text for at, text in changed(one, changes(one, chance)).items() if text}

    was = {at: cells_of(one)[at][1] for at in there}

    done = edit_cells(plain, one.year, FORMS, there)

    assert edit_cells(done, one.year, FORMS, was) == plain


HEADER = b"---\ntitle: x\n---\n"


def said(data: bytes, year: int) -> dict[str, list[list[str | None]]]:
    """What is written in the tables of a report, None for what is not."""
    return {
        filing.form.title: [
            [cell.text if cell.written else None for cell in line] for line in filing.cells
        ]
        for filing in tables_of(data, year, FORMS)
    }


def computed(data: bytes, year: int) -> bool:
    """Whether the totals are those of what is written."""
    return all(
        [cell.text if cell.computed else "" for line in filing.cells for cell in line]
        == [*recompute(filing.form, flat(filing)).computed]
        for filing in tables_of(data, year, FORMS)
    )


def flat(filing: Filing) -> list[str | None]:
    return [cell.text if cell.written else None for line in filing.cells for cell in line]


def with_changes(one: Report, asked: Changes) -> dict[str, list[list[str | None]]]:
    """What a report says after some changes."""
    texts = {form.title: [[*line] for line in lines] for form, lines in one.texts.items()}
    places = cells_of(one)
    for address, text in asked.items():
        _, r, c = places[address][0]
        texts[address.table][r][c] = text
    return texts


def changed(one: Report, asked: Changes) -> Changes:
    """The changes that change something."""
    there = cells_of(one)
    return {at: text for at, text in asked.items() if there[at][1] != text}


def one_in_each_row(one: Report, asked: Changes) -> Changes:
    """One change in each row that needs `其余`, of tables that say more than one thing."""
    rows = {
        (form.title, row.key)
        for form, texts in one.texts.items()
        if len({text for line in texts for text in line}) > 1
        for row in form.rows
        if len(row.columns) != 2
    }
    found = {(at.table, at.row): (at, text) for at, text in changed(one, asked).items() if text}
    return dict(change for row, change in found.items() if row in rows)


Cells = dict[CellAddress, tuple[tuple[Form, int, int], str | None]]


def cells_of(one: Report) -> Cells:
    """Every cell of a report: where it is, and what is written."""
    return {
        CellAddress(form.title, row.key, column.key): ((form, r, c), texts[r][c])
        for form, texts in one.texts.items()
        for r, row in enumerate(form.rows)
        for c, column in enumerate(row.columns)
    }


def lines(data: bytes) -> list[str]:
    return data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
