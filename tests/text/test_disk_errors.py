"""Errors of the disk, in words."""

from __future__ import annotations

import errno
import os

import pytest

from site_builder.text.disk_errors import described, reason


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EFBIG, "文件大小"),
        (errno.EMFILE, "ulimit -n"),
        (errno.EACCES, "没有权限"),
        (errno.EROFS, "只读"),
    ],
)
def test_each_error_of_the_disk_has_its_own_words_and_says_what_to_do(
    number: int, words: str
) -> None:
    said = described(OSError(number, os.strerror(number), "public/a.html"))

    assert said.startswith("public/a.html：")
    assert words in said
    assert "；请" in said


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_error_of_the_system_is_told_in_english(number: int) -> None:
    said = reason(OSError(number, os.strerror(number)))

    assert os.strerror(number) not in said
    assert any("一" <= letter <= "龥" for letter in said)


def test_words_of_our_own_stay_as_they_are() -> None:
    assert reason(OSError(None, "不是普通文件")) == "不是普通文件"
    assert described(OSError(None, "不是普通文件", b"a.md")) == "a.md：不是普通文件"
