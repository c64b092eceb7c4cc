"""A body cut into blocks is read as Markdown reads all of it."""

from __future__ import annotations

import random
import string
from collections.abc import Sequence

import pytest
from bench import corpus
from conftest import examples
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.finding import Problem
from site_builder.parsing.body import Body, read_body
from site_builder.parsing.fast_blocks import MARKED, PARAGRAPH, Block, split_blocks
from site_builder.parsing.markdown import make_parser

pytestmark = pytest.mark.interpreter


def usual() -> str:
    """The body of a usual report."""
    chance = random.Random(1)
    figures = corpus.random_figures(2023, None, chance)
    return corpus.report("甲县科学技术局", 2023, figures, chance).split("---\n", 2)[2]


PARSER = make_parser()
USUAL = usual()


def read(blocks: Sequence[Block]) -> tuple[Body, list[Problem]]:
    """What the blocks of a body hold, and what is wrong with it."""
    problems: list[Problem] = []
    return read_body(blocks, "pages/a.md", 3, lambda: PARSER, problems), problems


def is_read_alike(text: str) -> bool:
    """Whether a body is read alike cut into blocks, and all of it as Markdown."""
    return read(split_blocks(text)) == read([Block(text)])


def test_a_usual_report_is_all_plain_words() -> None:
    blocks = split_blocks(USUAL)

    assert MARKED not in {block.level for block in blocks}
    assert "\n".join(block.text for block in blocks if block.level == PARAGRAPH).count("**") > 1
    assert is_read_alike(USUAL)


def test_a_block_of_markdown_reaches_to_the_next_plain_block() -> None:
    assert split_blocks("\n## 甲\n- 乙\n\n  丙\n\n丁\n戊\n\n\n[己](a.md)\n") == [
        Block("甲", 1, 2),
        Block("\n- 乙\n\n  丙\n\n", 1),
        Block("丁\n戊", 6, PARAGRAPH),
        Block("\n\n\n[己](a.md)\n", 7),
    ]


@pytest.mark.parametrize(
    "mark", ["```\n甲\n\n乙", "~~~\n甲\n\n乙", "[甲]\n\n[甲]: /a", "甲[^1]\n\n[^1]: 乙", "甲^[乙]"]
)
def test_a_mark_that_may_reach_farther_keeps_a_body_whole(mark: str) -> None:
    text = f"丙\n\n{mark}\n\n丁\n"

    assert split_blocks(text) == [Block(text)]


# ◇ is where a letter may mean something.
PLACES = (
    *("◇", "◇甲", "甲◇", "甲◇乙", "甲◇乙◇丙", "◇◇甲◇◇", "◇ 甲", "◇◇◇ 甲", "甲 ◇", "甲 ◇ 乙"),
    *("a◇b", "1◇", "1◇ 甲", "12◇ 甲", "1234567890◇ 甲", "甲 ◇乙◇ 丙", "甲。◇◇乙◇◇，丙", "◇\n"),
    *("◇\n\n甲", "甲\n\n◇乙\n丙", "甲◇\n乙", "甲\n◇乙", "甲 ◇\n乙", "甲\n◇ 乙", "甲\n◇"),
    *("甲\n◇\n乙", "甲\n◇◇◇", "甲\n1◇ 乙", "a◇\nb", "a\n◇b", "甲◇\nb", "a\n◇甲", "9◇\n甲"),
    *("甲\n◇9", "9◇\n9", "甲\n◇甲\n◇\n\n乙", "◇**甲**", "**甲**◇", "**◇甲**乙", "**甲◇**乙"),
    *("**甲◇**b", "a**◇甲**b", "**◇**", "**甲**◇\n乙", "a**甲**\n◇", "**甲◇**\nb", "a\n**◇**"),
    *("**甲◇\n乙**", "**甲**◇**乙**", "甲**◇乙**", "**甲**乙**◇丙", "**甲**乙◇**", "**甲**◇◇乙**"),
    *("*甲*◇", "*甲◇**乙*", "**◇**\n**甲**乙**◇**", "## ◇甲", "## 甲◇", "## 甲 ◇", "##◇甲"),
    *("◇## 甲", "## 甲◇乙", "## ◇", "####### ◇", "## 甲\n◇乙", "## 甲◇\n乙\n\n丙", "甲◇\n## 乙"),
    *("甲\n\n##  ◇甲", "## **甲**◇", "- 甲\n\n◇乙", "- 甲\n◇乙", "- 甲\n\n  ◇乙", "> 甲\n◇乙"),
    *("> 甲\n\n◇乙", "1. 甲\n   ◇乙", "a|b\n◇-|-", "a|b\n-|-\n◇|1", "a|b\n-|-\n\n◇"),
    *("```\n甲\n\n◇乙\n\n```", "~~~\n甲\n\n乙◇", "[^1]: 甲\n\n    ◇乙\n\n丙[^1]"),
    *("[^1]: 甲\n◇乙\n\n丙[^1]", "[甲]: /a\n◇\n\n见[甲]", "![甲◇](a.png)", "[甲◇](b.md)\n丙"),
    *("甲^[乙◇\n丙]", "【表：甲◇】", "甲\n【表◇甲】", "甲`◇\n`"),
)
MARKS = [*string.punctuation, *" \t\n\0\x0b\x1f\x7f\u3000\xa0，“a1١²①"]
CODES = [*range(13), *range(14, 32), *range(0x7F, 0xA1), *range(0x2000, 0x2070), 0x1680, 0xFEFF]
RARE = [*map(chr, CODES), *"〇〈】〖〜・ｱ０：！＊＃Ａé\ufffd\uffa0\U00020000\U0001f600"]


def test_no_letter_in_any_place_is_read_otherwise_in_blocks() -> None:
    for place in PLACES:
        for letter in [*MARKS, *RARE] if len(place) < 6 else MARKS:
            text = place.replace("◇", letter)
            assert is_read_alike(text), text


BITS = st.sampled_from(
    [
        *("公开", "信息", "，", "。", "“甲”", "（乙）", "——", "：", "2023", "9.5", "a", "Ab"),
        *("、", " ", "  ", "\n", "\n\n", "\n\n## ", "\n## 一、甲\n\n", "\n### ", "。\n", "\n**"),
        *("**", "**", "*", "_", "\\", "`", "[", "](b.md)", "![", "<", ">", "&amp;", '"', "|"),
        *("\n|-|\n", "^[", "]", "\n- ", "\n\n- ", "\n1. ", "\n> ", "\n---\n", "\n\n  "),
        *("\n\n    ", "\n```\n", "\t", "\n[^1]: ", "[^1]", "\n[甲]: /a\n", "[甲]"),
        *("<http://a.example>", "【表：甲】", "\n=\n", "#", "\u3000", "-"),
    ]
)


@examples(250)
@given(st.lists(BITS, max_size=30).map("".join))
def test_any_text_is_read_alike_in_blocks(text: str) -> None:
    assert is_read_alike(text)


BLOCKS = st.sampled_from(USUAL.split("\n\n"))
SLIPS = st.tuples(st.floats(0, 1), BITS | st.sampled_from(MARKS), st.integers(0, 2))


@examples(120)
@given(st.lists(BLOCKS, min_size=1, max_size=5).map("\n\n".join), st.lists(SLIPS, max_size=4))
def test_a_usual_text_with_slips_is_read_alike_in_blocks(
    text: str, slips: list[tuple[float, str, int]]
) -> None:
    for where, written, lost in slips:
        at = int(where * len(text))
        text = text[:at] + written + text[at + lost :]

    assert is_read_alike(text)
