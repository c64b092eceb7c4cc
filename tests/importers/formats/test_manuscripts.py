"""A file of any format becomes a manuscript."""

from __future__ import annotations

import pytest
from importers.formats.accounts import texts_of
from importers.formats.file_heads import zipped
from importers.formats.portal_pages import PAGES

from site_builder.importers.formats.manuscripts import read_manuscript
from site_builder.importers.imported import Remark, UnreadableFileError


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", "甲。".encode(), "甲。"),
        ("a.md", "## 甲".encode(), "甲"),
        ("a.html", "<p>甲</p>".encode(), "甲"),
    ],
)
def test_a_file_is_read_as_what_it_is(name: str, data: bytes, text: str) -> None:
    manuscript, remarks = read_manuscript(data, name)

    assert texts_of(manuscript.blocks) == [text]
    assert not remarks.guesses


def test_a_wrong_suffix_is_a_guess_that_is_said() -> None:
    manuscript, remarks = read_manuscript(PAGES["trs"].encode(), "年报.doc")

    assert manuscript.blocks
    assert remarks.guesses == (Remark("全文", "年报.doc", "后缀是 .doc，内容是网页，照内容读的"),)


def test_a_zip_in_a_zip_is_no_manuscript() -> None:
    with pytest.raises(UnreadableFileError, match="请先解压"):
        read_manuscript(zipped("a.txt"), "a.zip")


def test_a_text_longer_than_a_file_of_ours_can_be_is_not_read() -> None:
    page = f"<p>{'公开' * 750_001}</p>".encode()

    with pytest.raises(UnreadableFileError, match=r"正文超过 150 万字"):
        read_manuscript(page, "网页.html")
