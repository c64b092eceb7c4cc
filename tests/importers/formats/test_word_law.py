"""Laws of reading Word files that python-docx made: nothing is lost without a word, cells stay what
they were, and no damage ends in anything but a message."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from io import BytesIO
from typing import NamedTuple

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from office_files import as_word, sample_report

from site_builder.importers.formats.word.read import read_word
from site_builder.importers.imported import UnreadableFileError
from site_builder.model.manuscript import Grid, Paragraph

STYLES = ("Normal", "Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "Quote")
WORDS = st.text("一二公开申请条例012 ab，。（）\t\n\u2f00\u3000【】", max_size=12)


class Text(NamedTuple):
    style: str
    runs: tuple[tuple[str, bool], ...]


class Table(NamedTuple):
    rows: int
    columns: int
    spans: tuple[tuple[int, int, int, int], ...]  # row, column, and how many of them
    words: tuple[str, ...]


TEXTS = st.builds(
    Text,
    st.sampled_from(STYLES),
    st.lists(st.tuples(WORDS, st.booleans()), max_size=3).map(tuple),
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    rows, columns = draw(st.integers(1, 4)), draw(st.integers(2, 4))
    taken: set[tuple[int, int]] = set()
    spans: list[tuple[int, int, int, int]] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            down = draw(st.integers(1, rows - row))
            right = draw(st.integers(1, columns - column))
            area = {(row + i, column + j) for i in range(down) for j in range(right)}
            if area & taken:
                down, right, area = 1, 1, {(row, column)}
            taken |= area
            spans.append((row, column, down, right))
    words = draw(st.lists(WORDS, min_size=len(spans), max_size=len(spans)))
    return Table(rows, columns, tuple(spans), tuple(words))


def made(blocks: list[Text | Table]) -> bytes:
    document = Document()
    for block in blocks:
        if isinstance(block, Text):
            paragraph = document.add_paragraph(style=block.style)
            for text, bold in block.runs:
                paragraph.add_run(text).bold = bold
            continue
        table = document.add_table(block.rows, block.columns)
        for (row, column, down, right), text in zip(block.spans, block.words, strict=True):
            cell = table.cell(row, column)
            if (down, right) != (1, 1):
                cell = cell.merge(table.cell(row + down - 1, column + right - 1))
            cell.text = text
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def visible(texts: list[str]) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


def written(blocks: list[Text | Table]) -> list[str]:
    return [
        text
        for block in blocks
        for text in (block.words if isinstance(block, Table) else (text for text, _ in block.runs))
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS | tables(), max_size=5))
def test_every_visible_character_is_in_the_manuscript_or_lost(blocks: list[Text | Table]) -> None:
    with suppress(UnreadableFileError):  # nothing but spaces
        manuscript, remarks = read_word(made(blocks))
        found = [one.text for one in remarks.lost]
        for block in manuscript.blocks:
            if isinstance(block, Paragraph):
                found.append(block.text)
            elif isinstance(block, Grid):
                found += [cell.text for cell in block.cells]

        missing = visible(written(blocks)) - visible(found)
        added = visible(found) - visible(written(blocks))

        assert not missing
        assert not {*added} - {*"0123456789."}  # numbers of a list that text interrupts
        return
    assert not visible(written(blocks))


@settings(max_examples=40, deadline=None)
@given(st.lists(tables(), min_size=1, max_size=2))
def test_cells_cover_what_they_covered(blocks: list[Table]) -> None:
    blocks = [one for one in blocks if len(one.spans) > 1]
    manuscript, _ = read_word(made([Text("Normal", (("甲", False),)), *blocks]))

    grids = [block for block in manuscript.blocks if isinstance(block, Grid)]

    assert [tuple(cell[1:5] for cell in one.cells) for one in grids] == [
        one.spans for one in blocks
    ]


SAMPLE = as_word(sample_report(2021))


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_damage_ends_in_a_text_or_in_a_message(data: st.DataObject) -> None:
    spoilt = bytearray(SAMPLE)
    for _ in range(data.draw(st.integers(1, 5))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.integers(0, 255))
    try:
        manuscript, _ = read_word(bytes(spoilt))
    except UnreadableFileError as error:
        assert str(error)
    else:
        assert manuscript.blocks
