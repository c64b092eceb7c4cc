"""YAML as it is written: every key and value the text it is, in its place."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator

import pytest
import yaml
from bench import corpus
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.document import Entry, Mapping, Node, Scalar, Sequence
from site_builder.model.finding import Problem
from site_builder.parsing.yaml_nodes import DEEPEST, EMPTY, read_plain, read_yaml

pytestmark = pytest.mark.interpreter

# Letters that an editor may write; what is not printable is named by decode before.
WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=8
)
LINES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join).filter(lambda text: text != "<<")
TREES = st.recursive(
    LINES,
    lambda below: (
        st.lists(below, min_size=1, max_size=3)
        | st.dictionaries(LINES, below, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


class Dumper(yaml.SafeDumper):
    """Dumps every text as text."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def dumped(tree: object, style: str, flow: bool) -> str:
    def represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    class Styled(Dumper):
        pass

    Styled.add_representer(str, represent)
    return yaml.dump(
        tree, Dumper=Styled, allow_unicode=True, default_flow_style=flow, sort_keys=False
    )


def plain(node: Node) -> object:
    """A node without its places."""
    match node:
        case Scalar(text=text):
            return text
        case Mapping(entries=entries):
            return {entry.key.text: plain(entry.value) for entry in entries}
        case Sequence(items=items):
            return [plain(item) for item in items]


def scalars(node: Node) -> Iterator[Scalar]:
    match node:
        case Scalar():
            yield node
        case Mapping(entries=entries):
            for entry in entries:
                yield entry.key
                yield from scalars(entry.value)
        case Sequence(items=items):
            for item in items:
                yield from scalars(item)


@given(st.dictionaries(LINES, TREES, min_size=1), st.sampled_from(["'", '"']), st.booleans())
def test_what_is_written_is_what_is_read(tree: dict[str, object], style: str, flow: bool) -> None:
    node, problems = read_yaml(dumped(tree, style, flow), "a.md")
    assert {problem.rule.code[0] for problem in problems} <= {"T"}  # escaped characters
    assert plain(node) == tree


@given(st.dictionaries(LINES, TREES, min_size=1), st.booleans(), st.integers(1, 50))
def test_every_key_and_value_is_in_its_place(
    tree: dict[str, object], flow: bool, first_line: int
) -> None:
    text = dumped(tree, "'", flow)
    lines = text.split("\n")
    node, _ = read_yaml(text, "a.md", first_line)
    for scalar in scalars(node):
        there = lines[scalar.line - first_line][scalar.column - 1 :]
        start = scalar.text.replace("'", "''").split(" ")[0]
        assert there.startswith(f"'{start}")


@pytest.mark.parametrize(
    "text",
    [
        *("no", "on", "yes", "~", "null", "0123", "0x1F", "0o7", "1_000", "1e3", ".inf", ".nan"),
        *("12:30:45", "2023-02-30", "2023-01-01", "=", "１２", "一百二十", "+3", "/", "9" * 5000),
    ],
)
def test_a_plain_value_is_the_text_it_is(text: str) -> None:
    node, problems = read_yaml(f"甲: {text}\n", "a.md")
    assert (plain(node), problems) == ({"甲": text}, ())


@pytest.mark.parametrize("text", ["", "# 注\n", "\n\n", "---\n"])
def test_nothing_written_is_an_empty_mapping_or_text(text: str) -> None:
    node, problems = read_yaml(text, "a.md")
    assert problems == ()
    assert plain(node) in ({}, "")


def test_a_key_without_a_value_has_the_empty_text_behind_it() -> None:
    node, _ = read_yaml("甲:\n乙: 1\n", "a.md")
    assert node == Mapping(
        (
            Entry(Scalar("甲", 1, 1), Scalar("", 1, 3)),
            Entry(Scalar("乙", 2, 1), Scalar("1", 2, 4)),
        ),
        1,
        1,
    )


@pytest.mark.parametrize("depth", [DEEPEST - 1, DEEPEST, DEEPEST + 1])
def test_nesting_has_an_end(depth: int) -> None:
    node, problems = read_yaml("甲: " + "[" * (depth - 1) + "]" * (depth - 1), "a.md")
    assert [what.rule.name for what in problems] == (["too_deep"] if depth > DEEPEST else [])
    assert (node == EMPTY) is (depth > DEEPEST)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("甲: 1\n甲: 2\n", {"甲": "1"}),
        ("<<: {甲: 1}\n乙: 2\n", {"乙": "2"}),
        ("[甲]: 1\n乙: 2\n", {"乙": "2"}),
        ("甲: &a 1\n", {"甲": "1"}),
        ("甲: !b 1\n", {"甲": "1"}),
        ("甲: *a\n", {"甲": "*a"}),
    ],
)
def test_one_fault_is_one_complaint_and_the_rest_is_read(text: str, kept: dict[str, str]) -> None:
    node, problems = read_yaml(text, "a.md")
    assert len(problems) == 1
    assert plain(node) == kept


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("标题：甲\n", "标题: 甲\n"),
        ("甲: 1\n乙：2\n", "甲: 1\n乙: 2\n"),
        ("甲:\n  乙：2\n", "甲:\n  乙: 2\n"),
        ("甲:1\n乙: 2\n", "甲: 1\n乙: 2\n"),
        ("甲:\n\t乙: 2\n", "甲:\n  乙: 2\n"),
        ("甲:\n　乙: 2\n", "甲:\n  乙: 2\n"),
    ],
)
def test_a_certain_repair_makes_it_readable(text: str, repaired: str) -> None:
    _, problems = read_yaml(text, "a.md")
    (repair,) = (what.repair for what in problems)
    assert repair
    lines = text.split("\n")
    line = lines[repair.line - 1]
    assert line[repair.column - 1 :].startswith(repair.old)
    lines[repair.line - 1] = (
        line[: repair.column - 1] + repair.new + line[repair.column - 1 + len(repair.old) :]
    )
    assert "\n".join(lines).split() == repaired.split()
    assert read_yaml("\n".join(lines), "a.md")[1] == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("甲: 第一项：说明\n", "第一项：说明"),
        ("甲:\n  本报告包括以下部分：总体情况、主动公开情况，等等。\n", None),
        ("甲:\n  '第一项：说明'\n", "第一项：说明"),
    ],
)
def test_a_value_with_full_width_colons_is_a_value(text: str, value: str | None) -> None:
    node, problems = read_yaml(text, "a.md")
    assert problems == ()
    assert plain(node) == {"甲": value or text.split("\n")[1].strip()}


# ---------------------------------------------------------------- lines in plain words


def usual() -> str:
    """The header of a usual report."""
    chance = random.Random(1)
    figures = corpus.random_figures(2023, None, chance)
    return corpus.report("甲县科学技术局", 2023, figures, chance).split("---\n", 2)[1]


USUAL = usual()


def read_by_yaml(text: str) -> tuple[Node, tuple[Problem, ...]]:
    """What YAML reads: with a comment before it no text is one of lines in plain words."""
    return read_yaml(f"#\n{text}", "a.md", 6)


def test_a_usual_header_is_read_as_lines_in_plain_words() -> None:
    node = read_plain(USUAL, 7)

    assert (node, ()) == read_by_yaml(USUAL)


# ◇ is where a letter may mean something.
PLACES = (
    *("◇", "◇甲: 1", "甲◇: 1", "甲◇乙: 1", "甲:◇1", "甲: ◇1", "甲: 1◇", "甲: 1◇2", "甲: 1 ◇2"),
    *("甲: 1◇ 2", "甲◇ 1", "甲◇", "甲:◇", "甲: ◇", "甲: ◇◇◇", "甲: 1 ◇", "甲: ◇ 1", "◇◇◇"),
    *("◇ 甲: 1", "甲: ◇乙◇", "甲:\n  乙: 1◇", "甲:\n ◇乙: 1", "甲:\n◇乙: 1", "甲:\n  ◇ 乙: 1"),
    *("甲:◇\n  乙: 1", "甲:\n  乙◇丙", "甲:\n  乙: 1\n◇", "甲:\n  乙: 1\n ◇丙: 1"),
    *("甲: 1\n◇\n乙: 2", "甲: 1\n◇乙: 2", "甲: 1\n ◇乙: 2", "甲:\n  ◇", "甲:\n◇\n  乙:"),
    *("甲:\n  乙:\n◇丙:\n  丁: 1", "甲:\n  - ◇乙: 1", "甲: 1\n甲◇: 2"),
)
MARKS = [
    *string.punctuation,
    *" \t\n\0\x0b\r\x85\u2028\u3000\xa0，：“…a1甲é①²\ue000\U00020000\U0001f600",
]


def test_no_letter_in_any_place_is_read_otherwise_than_by_yaml() -> None:
    for place in PLACES:
        for letter in MARKS:
            for end in ("", "\n"):
                text = place.replace("◇", letter) + end
                assert read_yaml(text, "a.md", 7) == read_by_yaml(text), text


SPACES = st.sampled_from(["", "  ", "    ", " ", "   ", "      ", "\t", "\u3000", "- "])
KEYS = st.sampled_from(
    ["甲", "乙", "丙", "总计", "a", "1", "“一”", "甲 乙", "<<", "'甲'", "? 甲", "#", "&b 甲"]
)
COLONS = st.sampled_from([": "] * 9 + [":"] * 4 + ["：", " : ", ":  ", ""])
VALUES = st.sampled_from(
    [
        *("0", "12", "3.5", "甲乙", "2024-01-01", "甲（一）", "（一）甲", "“甲”", "100%"),
        *("a b  c", "甲：乙", "", "", "", "-1", "+1", "甲 #", "甲: 乙", "'甲'", '"甲', "[甲]"),
        *("{}", "*a", "&a", "!b", "|", "~", "...", "---", "甲 ", "甲\t", "甲\u3000", "甲,", "甲@"),
        *("%", "甲 - 乙", "甲:", "\u3000"),
    ]
)
ENDS = st.sampled_from(["\n"] * 20 + ["", "\n\n", " \n", "\n# 注\n", "\r\n", "\n---\n", "\n  乙\n"])
LINES_OF_YAML = st.tuples(SPACES, KEYS, COLONS, VALUES, ENDS).map("".join)


@examples(200)
@given(st.lists(LINES_OF_YAML, max_size=6).map("".join))
def test_lines_are_read_as_yaml_reads_them(text: str) -> None:
    assert read_yaml(text, "a.md", 7) == read_by_yaml(text)


SIMPLE = st.tuples(
    st.integers(0, 4).map(" ".__mul__),
    st.sampled_from(["甲", "乙", "丙", "丁"]),
    st.sampled_from([":", ": 1", ": 甲乙"]),
).map("".join)


@examples(150)
@given(st.lists(SIMPLE, max_size=9).map("\n".join))
def test_indentation_is_read_as_yaml_reads_it(text: str) -> None:
    assert read_yaml(f"{text}\n", "a.md", 7) == read_by_yaml(f"{text}\n")


SLIPS = st.tuples(st.floats(0, 1), VALUES | st.sampled_from([*MARKS, "\n  "]), st.integers(0, 3))


@examples(100)
@given(st.integers(3, 60), st.lists(SLIPS, max_size=3))
def test_a_usual_header_with_slips_is_read_as_yaml_reads_it(
    size: int, slips: list[tuple[float, str, int]]
) -> None:
    text = "".join(USUAL.splitlines(keepends=True)[:size])
    for where, written, lost in slips:
        at = int(where * len(text))
        text = text[:at] + written + text[at + lost :]

    assert read_yaml(text, "a.md", 7) == read_by_yaml(text)


@pytest.mark.parametrize("length", [98, 99, 100, 1023, 1024, 1025])
def test_a_long_key_is_read_as_yaml_reads_it(length: int) -> None:
    text = f"{'甲' * length}: 1\n"
    assert read_yaml(text, "a.md", 7) == read_by_yaml(text)


@pytest.mark.parametrize("depth", [DEEPEST - 1, DEEPEST, DEEPEST + 1])
def test_lines_nested_deep_are_read_as_yaml_reads_them(depth: int) -> None:
    text = "".join(f"{' ' * n}甲:\n" for n in range(depth))
    assert read_yaml(text, "a.md", 7) == read_by_yaml(text)
