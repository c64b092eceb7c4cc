"""A text is decoded by what its bytes can be."""

from __future__ import annotations

import pytest

from site_builder.importers.formats.decoding import decoded
from site_builder.importers.imported import Remarks, UnreadableFileError

TEXT = "示例市科学技术局\n2023 年政府信息公开工作年度报告\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_its_mark_is_no_guess(encoding: str) -> None:
    assert decoded(TEXT.encode(encoding)) == (TEXT, Remarks())


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_another_encoding_is_a_guess_that_is_said(encoding: str) -> None:
    text, remarks = decoded(TEXT.encode(encoding))

    assert text == TEXT
    assert [(one.place, one.text) for one in remarks.guesses] == [("全文", encoding.upper())]


def test_an_encoding_that_the_file_names_comes_before_the_usual_one() -> None:
    text = "示例縣政府資訊公開年度報告，共十二件。"

    assert decoded(text.encode("big5"), ["Big5"])[0] == text


def test_line_ends_of_any_kind_are_line_feeds() -> None:
    assert decoded(b"a\r\nb\rc\n")[0] == "a\nb\nc\n"


def test_a_text_that_was_cut_within_a_character_is_read_and_the_place_is_said() -> None:
    text, remarks = decoded((TEXT * 9).encode()[:-2])

    assert text == (TEXT * 9)[:-2] + "\ufffd"
    assert [one.place for one in remarks.lost] == ["第18行"]


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="编码有损坏"):
        decoded(bytes(range(256)) * 20)
