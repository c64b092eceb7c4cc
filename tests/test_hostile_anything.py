"""No traceback, whatever is written."""

from __future__ import annotations

from hostile import MARKS, parsed
from hypothesis import example, given
from hypothesis import strategies as st
from texts import report

from site_builder.lint.runner import describe
from site_builder.parsing.yaml_nodes import read_yaml

GOOD_REPORT = report().split("--\n", 1)[1]


@given(st.binary(max_size=400))
@example(b"---\ntitle: \xef\xbf\xbe\n---\n")
def test_parsing_raises_nothing_on_any_bytes(data: bytes) -> None:
    document = parsed(data)
    tuple(describe(document.problems))


@given(st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=60).map("".join))
def test_parsing_raises_nothing_on_any_text(text: str) -> None:
    document = parsed("---\ntitle: x\n---\n" + text)
    tuple(describe(document.problems))


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(GOOD_REPORT)),
            st.integers(0, 9),
            st.sampled_from(MARKS) | st.text(max_size=3),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_parsing_raises_nothing_on_a_spoilt_report(edits: list[tuple[int, int, str]]) -> None:
    text = GOOD_REPORT
    for start, length, new in edits:
        text = text[:start] + new + text[start + length :]
    document = parsed(text)
    tuple(describe(document.problems))


@given(
    st.lists(
        st.sampled_from([*MARKS, "&a ", "*a", "!b ", "<<", "? ", "{", "[", "}", "'", '"', "%"])
        | st.text(max_size=4)
    ).map("".join)
)
def test_reading_yaml_raises_nothing(text: str) -> None:
    _, problems = read_yaml(text, "site.yaml")
    tuple(describe(problems))
