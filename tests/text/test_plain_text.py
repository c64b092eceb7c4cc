"""The words of a document keep their places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.document import Document, Mapping, Paragraph
from site_builder.text.plain_text import read_words

pytestmark = pytest.mark.interpreter

PIECES = st.sampled_from(
    ["共152条", "**公开", "情况**", "[目录](a.md)", "，其中", "5件", "[^1]", "`甲`"]
)


def words(text: str, line: int = 7) -> tuple[str, ...]:
    return tuple(passage.text for passage in passages(text, line))


def passages(text: str, line: int = 7):  # type: ignore[no-untyped-def]
    document = Document("a.md", "", Mapping((), 1, 1), paragraphs=(Paragraph(text, line, "一"),))
    return read_words(document).passages


def test_marks_and_line_breaks_are_gone_and_words_of_links_stay() -> None:
    assert words("**共公开**信息\n152条，见[目录](a.md)[^1]。") == ("共公开信息152条，见目录。",)


@given(st.lists(st.lists(PIECES, min_size=1, max_size=4), min_size=1, max_size=4))
def test_every_character_is_found_on_its_own_line(lines: list[list[str]]) -> None:
    text = "\n".join("".join(line) for line in lines)
    (passage,) = passages(text)

    for index, letter in enumerate(passage.text):
        line, column = passage.place(index)
        assert letter in text.split("\n")[line - 7]
        assert 1 <= column <= len(text.split("\n")[line - 7])
