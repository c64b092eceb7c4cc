"""The body of a file changed, and its header not."""

from __future__ import annotations

from random import Random

import pytest
from figures import CHANCE
from hypothesis import given
from hypothesis import strategies as st

from editing.notations import report
from site_builder.editing.body import body_of, edit_body, readable
from site_builder.editing.cannot_edit import CannotEditError

LINES = st.sampled_from(["", "---", "正文。", "## 一、情况", "a: b", "...", "  x", "\u2028"])
BODIES = st.lists(LINES, max_size=8).map("\n".join)


@given(CHANCE, BODIES)
def test_a_body_is_what_was_given_and_the_header_is_as_it_was(chance: Random, body: str) -> None:
    one = report(chance)

    done = edit_body(one.data, body)

    head = one.data.removesuffix(one.newline.encode() * (one.last == "\n"))
    begin = head.index("# 信息栏完".encode())
    assert body_of(done) == body
    assert done[:begin] == one.data[:begin]
    assert edit_body(done, body) == done
    assert edit_body(one.data, body_of(one.data)) == one.data
    assert edit_body(done, body_of(one.data)) == one.data
    assert done.count(b"\r\n") == (done.count(b"\n") if one.newline == "\r\n" else 0)


def test_line_ends_of_any_kind_are_those_of_the_file() -> None:
    assert edit_body(b"---\r\n---\r\na\r\n", "b\nc\rd\r\n") == b"---\r\n---\r\nb\r\nc\r\nd\r\n"
    assert edit_body(b"---\n---\na\r\nb\nc\r\n", "a\nB\nc\n") == b"---\n---\na\r\nB\nc\r\n"
    assert edit_body(b"---\n---", "a") == b"---\n---\na"


@pytest.mark.parametrize("body", ["\ud800", "<<<<<<< HEAD\n", "x" * 4_000_001])
def test_a_body_that_could_not_be_read_is_refused(body: str) -> None:
    with pytest.raises(CannotEditError):
        edit_body(b"---\ntitle: x\n---\n", body)


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"---\ntitle: x\n---\n\xe6\xad\xa3\n", []),
        (b"---\ntitle: x\ntitle: y\n---\n", []),
        (b"", ["T110"]),
        (b"title: x\n", ["Y101"]),
        (b"---\ntitle: x\n", ["Y104"]),
        (b"---\ntitle: [\n---\n", ["Y110"]),
        (b"---\n- x\n---\n", ["Y107"]),
        ("---\ntitle: 标题\n---\n".encode("gb18030"), ["T101"]),
    ],
)
def test_text_that_cannot_be_read_is_known(data: bytes, codes: list[str]) -> None:
    assert [problem.rule.code for problem in readable(data, "pages/a.md")] == codes
