"""The words of a document keep their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.document import Document, Mapping, Paragraph
from site_builder.text.plain_text import read_plain_text

pytestmark = pytest.mark.interpreter

MARKED_TEXTS = st.sampled_from(
    ["共152条", "**公开", "情况**", "[目录](a.md)", "，其中", "5件", "[^1]", "`甲`"]
)


def words(text: str, line: int = 7) -> tuple[str, ...]:
    return tuple(block.text for block in blocks(text, line))


def blocks(text: str, line: int = 7):  # type: ignore[no-untyped-def]
    document = Document("a.md", "", Mapping((), 1, 1), paragraphs=(Paragraph(text, line, "一"),))
    return read_plain_text(document).blocks


def test_marks_and_line_breaks_are_gone_and_words_of_links_stay() -> None:
    assert words("**共公开**信息\n152条，见[目录](a.md)[^1]。") == ("共公开信息152条，见目录。",)


@given(st.lists(st.lists(MARKED_TEXTS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_every_character_is_found_on_its_own_line(lines: list[list[str]]) -> None:
    text = "\n".join("".join(line) for line in lines)
    (block,) = blocks(text)

    for index, letter in enumerate(block.text):
        line, column = block.place(index)
        assert text.split("\n")[line - 7][column - 1] == letter


def test_blocks_are_in_the_order_of_their_lines() -> None:
    paragraphs = (
        Paragraph("甲[^1]。", 7, "一"),
        Paragraph("丙。", 11, "一"),
        Paragraph("注。", 9, "一"),
    )
    document = Document("a.md", "", Mapping((), 1, 1), paragraphs=paragraphs)
    assert [block.text for block in read_plain_text(document).blocks] == ["甲。", "注。", "丙。"]
