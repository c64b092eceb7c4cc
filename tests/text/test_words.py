"""A text has a word or has not, however it is looked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.words import has

LETTERS = st.text("公开ab9", max_size=8)


@given(LETTERS, LETTERS.filter(bool))
def test_a_text_has_the_words_that_stand_in_it(text: str, word: str) -> None:
    assert has(text, word) == (word in text)
