"""Bytes → text: what is read, what is named, and where."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from site_builder.model.limits import LARGEST_MARKDOWN
from site_builder.parsing.decode import decode, place

pytestmark = pytest.mark.interpreter

CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=8)


def rules(data: bytes) -> list[str]:
    return [what.rule.name for what in decode(data, "a.md")[1]]


@given(st.text())
def test_any_text_comes_back_with_plain_line_ends(text: str) -> None:
    assume(not text.startswith(("\0", "\ufeff")) and text[1:2] != "\0")
    read, _ = decode(text.encode(), "a.md")
    assert read == text.replace("\r\n", "\n").replace("\r", "\n")


@given(st.text())
def test_a_byte_order_mark_makes_no_difference(text: str) -> None:
    assume("\0" not in text and not text.startswith("\ufeff"))
    assert decode(text.encode("utf-8-sig"), "a.md") == decode(text.encode(), "a.md")


@given(st.binary())
def test_any_bytes_are_read_or_named(data: bytes) -> None:
    text, problems = decode(data, "a.md")
    assert text or problems or data in {b"", b"\xef\xbb\xbf"}


@given(CHINESE)
def test_chinese_in_a_national_encoding_is_never_read(text: str) -> None:
    read, problems = decode(f"政府{text}".encode("gb18030"), "a.md")
    assert read == ""
    assert problems


def test_a_report_in_a_national_encoding_is_named_as_such() -> None:
    text = "---\ntitle: 中卫市科学技术局年度报告\n---\n\n收到申请1件，均已办结。\n"
    (problems,) = decode(text.encode("gbk"), "a.md")[1]
    assert (problems.rule.name, problems.line) == ("gb18030", 2)


@given(CHINESE, st.integers(1, 2))
def test_a_file_cut_off_is_named_as_broken(text: str, cut: int) -> None:
    assert rules(text.encode()[:-cut]) == ["broken_utf8"]


def test_a_broken_byte_is_given_by_its_offset() -> None:
    (problems,) = decode("甲\n乙\n".encode() + b"\xff\n" + "丙丁戊己".encode(), "a.md")[1]
    assert (problems.rule.name, problems.line, problems.values) == (
        "broken_utf8",
        3,
        {"offset": "8"},
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_named(encoding: str) -> None:
    assert rules("---\ntitle: 示例\n".encode(encoding)) == ["utf16"]


def test_the_largest_file_is_read_and_a_larger_one_is_named() -> None:
    assert rules(b"a" * LARGEST_MARKDOWN) == []
    (problems,) = decode(b"a" * (LARGEST_MARKDOWN + 1), "a.md")[1]
    assert problems.rule.name == "file_too_large"
    assert problems.values["limit"] == "4"


def test_characters_that_stand_together_are_one_finding_with_one_repair() -> None:
    (problems,) = decode("甲\n乙\u200b\u200c丙\n".encode(), "a.md")[1]
    assert (problems.rule.name, problems.line, problems.column) == ("invisible_character", 2, 2)
    assert problems.repair
    assert (problems.repair.old, problems.repair.new) == ("\u200b\u200c", "")


def test_a_radical_is_answered_with_the_usual_character() -> None:
    (problems,) = decode("人\u2f2f作".encode(), "a.md")[1]
    assert problems.repair
    assert problems.repair.new == "工"
    assert "工" in problems.values["meant"]


def test_a_line_separator_among_usual_characters_is_found() -> None:
    assert rules("甲\u2028乙".encode()) == ["control_character"]


@pytest.mark.parametrize(
    "text",
    [
        "《条例》〔2021〕30号：“三安全一稳定”——１２３％，①②Ⅲ℃√■□",
        "café naïve №5 … € ¥ ° ± × ÷",
        "𠮷野家、㐂、䶮、龘",
        "😀 emoji ❤️",
        "Қазақ ئۇيغۇر བོད་ཡིག ᠮᠣᠩᠭᠣᠯ",
        "锛和銆是生僻字，鐨也是。",
    ],
)
def test_usual_texts_have_nothing_to_find(text: str) -> None:
    assert rules(text.encode()) == []


@given(CHINESE)
def test_usual_chinese_is_hardly_ever_taken_for_mojibake(text: str) -> None:
    _, problems = decode(text.encode(), "a.md")
    for what in problems:
        assert what.rule.name == "garbled_text"
        garbled = text[what.column - 1 :].encode("gb18030", "ignore").decode("utf-8", "ignore")
        assert any(unicodedata.category(letter) == "Lo" for letter in garbled)


@pytest.mark.parametrize(
    ("text", "index", "where"),
    [("甲乙", 0, (1, 1)), ("甲乙", 1, (1, 2)), ("甲\n乙", 2, (2, 1)), ("\n\n甲", 2, (3, 1))],
)
def test_places_count_from_one(text: str, index: int, where: tuple[int, int]) -> None:
    assert place(text, index) == where
