"""A body read: chapters, headings, links, and what cannot stay, each with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.document import Heading, Slot
from site_builder.model.finding import Problem, Repair
from site_builder.parsing.body import Body, read_body
from site_builder.parsing.fast_blocks import split_blocks
from site_builder.parsing.markdown import make_parser

pytestmark = pytest.mark.interpreter

PATH = "agencies/a/reports/2023.md"


def read(text: str, first_line: int = 1) -> tuple[Body, list[Problem]]:
    problems: list[Problem] = []
    return read_body(split_blocks(text), PATH, first_line, make_parser, problems), problems


def test_a_body_is_cut_before_every_heading_of_level_2() -> None:
    body, problems = read("引言。\n\n## 一、甲\n\n### （一）乙\n\n丙\n\n## 二、丁\n", 5)

    assert not problems
    assert [chapter.heading for chapter in body.chapters] == [
        None,
        Heading(2, "一、甲", "s-甲", 7),
        Heading(2, "二、丁", "s-丁", 13),
    ]
    assert body.headings == (
        Heading(2, "一、甲", "s-甲", 7),
        Heading(3, "（一）乙", "s-乙", 9),
        Heading(2, "二、丁", "s-丁", 13),
    )


def test_a_heading_inside_a_quote_or_a_list_begins_no_chapter() -> None:
    body, _ = read("## 一\n\n> ## 二\n\n- ## 三\n")

    assert len(body.chapters) == 1
    assert [heading.text for heading in body.headings] == ["一", "二", "三"]


@pytest.mark.parametrize("colon", ["：", ":"])
def test_a_slot_is_a_paragraph_of_its_own(colon: str) -> None:
    body, _ = read(f"甲\n\n【表{colon} 表二 】\n\n乙【表：表三】\n\n- 【表：表四】\n", 3)

    (chapter,) = body.chapters
    assert [part for part in chapter.parts if isinstance(part, Slot)] == [Slot("表二", 5)]
    assert [part for part in chapter.parts if not isinstance(part, Slot)][1].startswith(
        "<p>乙【表：表三】</p>"
    )


def test_a_heading_of_level_1_becomes_one_of_level_2_and_is_reported() -> None:
    body, problems = read("\n# 题\n", 4)

    assert body.headings == (Heading(2, "题", "s-题", 5),)
    assert [(what.rule.name, what.line, what.repair) for what in problems] == [
        ("title_in_body", 5, Repair(5, 1, "# ", "## "))
    ]


def test_a_level_that_is_left_out_is_reported() -> None:
    assert [what.rule.name for what in read("## 一\n\n#### 二\n")[1]] == ["heading_level_skipped"]
    assert [what.rule.name for what in read("### 一\n")[1]] == ["heading_level_skipped"]
    assert not read("## 一\n\n### 二\n\n#### 三\n\n## 四\n")[1]


def test_anchors_come_from_words_and_stay_when_other_headings_come() -> None:
    alone, _ = read("## 一、总体 **情况**\n")
    among, _ = read("## 一、概述\n\n## 二、总体 **情况**\n\n## 三、附\n")

    assert alone.headings[0].id == among.headings[1].id == "s-总体-情况"


def test_a_heading_shows_words_and_no_marks() -> None:
    body, _ = read("## 见[`甲`](b.md)与**乙**![图](c.png)\n")

    assert body.headings[0].text == "见甲与乙"


TITLES = st.lists(st.sampled_from(["甲", "一、甲", "甲 2", "甲-2", "甲-2-2", "！", "二、！", "s"]))


@given(TITLES)
def test_anchors_are_unique(titles: list[str]) -> None:
    body, _ = read("".join(f"## {title}\n\n" for title in titles))

    ids = [heading.id for heading in body.headings]
    assert len(ids) == len(set(ids)) == len(titles)


def test_a_link_is_resolved_from_its_own_file() -> None:
    body, problems = read("见[甲](../index.md#一、机构)、[乙](2022.md)、![图](<图 1.png>)。\n", 9)

    assert not problems
    assert [(x.written, x.path, x.fragment, x.image) for x in body.links] == [
        ("../index.md#一、机构", "agencies/a/index.md", "s-机构", False),
        ("2022.md", "agencies/a/reports/2022.md", "", False),
        ("图 1.png", "agencies/a/reports/图 1.png", "", True),
    ]
    assert [(link.line, link.column) for link in body.links] == [(9, 6), (9, 28), (9, 43)]


def test_a_link_that_may_not_be_followed_keeps_its_words() -> None:
    body, problems = read("见[**甲**](javascript:alert(1))与![图](http://a.example/b.png)。\n")

    assert body.chapters[0].parts == ("<p>见<strong>甲</strong>与图。</p>\n",)
    assert [what.rule.name for what in problems] == ["unsafe_link", "image_from_elsewhere"]


def test_a_link_to_another_site_says_so() -> None:
    body, _ = read("[甲](https://a.example/)\n")

    assert 'rel="external noopener noreferrer"' in str(body.chapters[0].parts[0])
    assert not body.links


BLOCKS = st.sampled_from(
    [
        ("甲乙丙。", 0),
        ("甲乙\n丙\n丁。", 0),
        ("- 甲\n- 乙\n  丙", 0),
        ("> 甲\n> 乙", 0),
        ("```\n[x](x.md)\n```", 0),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |", 0),
        ("***", 0),
        ("见[甲](b.md)。", 0),
        ("甲\n乙[丙\n丁](b.md)戊", 2),
        ("先说 b.md 这个名字\n再看[丙](b.md)", 1),
        ("甲  \n乙\\\n见[丙](b.md)", 2),
        ("- 甲\n- 乙\n\n  见[丙](b.md)", 3),
        ("> 甲\n> [丙](b.md)", 1),
        ("| 甲 | 乙 |\n|---|---|\n| 1 | [丙](b.md) |", 2),
        ("甲`a\nb`乙[丙](b.md)", 1),
        ("甲![图\n一](b.png)乙[丙](b.md)", 1),
        ("甲[丁](#x\n'题')乙[丙](b.md)", 1),
        ("## 题[丙](b.md)", 0),
        ("1. 甲\n   1. 乙\n   2. [丙](b.md)", 2),
    ]
)


@given(st.lists(BLOCKS, max_size=8), st.integers(0, 3), st.integers(1, 40))
def test_a_link_is_found_in_its_line_and_column(
    blocks: list[tuple[str, int]], gap: int, first_line: int
) -> None:
    lines: list[str] = []
    expected: list[tuple[int, int]] = []
    for text, down in blocks:
        if "b.md" in text:
            line = text.split("\n")[down]
            expected.append((first_line + len(lines) + down, line.index("b.md") + 1))
        lines += [*text.split("\n"), "", *[""] * gap]

    body, _ = read("\n".join(lines), first_line)

    found = [(x.line, x.column) for x in body.links if x.written == "b.md"]
    assert found == expected


@given(st.lists(BLOCKS, max_size=6), st.integers(1, 40))
def test_a_heading_is_found_in_its_line(blocks: list[tuple[str, int]], first_line: int) -> None:
    lines: list[str] = []
    expected: list[int] = []
    for text, _ in blocks:
        lines += [*text.split("\n"), "", "## 章", ""]
        expected += [first_line + len(lines) - 2]

    body, _ = read("\n".join(lines), first_line)

    assert [heading.line for heading in body.headings if heading.text == "章"] == expected
