"""Markdown as editors of Chinese write it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.parsing.body import read_body
from site_builder.parsing.fast_blocks import split_blocks
from site_builder.parsing.markdown import make_parser

pytestmark = pytest.mark.interpreter


def html(text: str) -> str:
    """A body as HTML."""
    body = read_body(split_blocks(text), "pages/a.md", 1, make_parser, [])
    return "".join(part for c in body.chapters for part in c.parts if isinstance(part, str))


def paragraph(text: str) -> str:
    """What is inside the only paragraph."""
    found = re.fullmatch(r"<p>(.*)</p>\n", html(text), re.S)
    assert found, html(text)
    return found[1]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("**一是抓落实。**全年公开", "<strong>一是抓落实。</strong>全年公开"),
        ("全年**（含）**公开", "全年<strong>（含）</strong>公开"),
        ("**“三审”**制度", "<strong>“三审”</strong>制度"),
        ("坚持**“三审”**制度", "坚持<strong>“三审”</strong>制度"),
        ("**《条例》**规定", "<strong>《条例》</strong>规定"),
        ("依据**《条例》**，", "依据<strong>《条例》</strong>，"),
        ("**一、**二", "<strong>一、</strong>二"),
        ("*重点。*其他", "<em>重点。</em>其他"),
        ("***重点。***其他", "<em><strong>重点。</strong></em>其他"),
        ("**甲：**乙**丙。**丁", "<strong>甲：</strong>乙<strong>丙。</strong>丁"),
        ("共**152**条", "共<strong>152</strong>条"),
        ("**A.**中", "<strong>A.</strong>中"),
        ("a **b** c", "a <strong>b</strong> c"),
    ],
)
def test_emphasis_closes_between_chinese_letters_and_punctuation(text: str, made: str) -> None:
    assert paragraph(text) == made


@pytest.mark.parametrize("text", ["3 * 4 * 5", "** 甲 **", "甲 ** 乙", "a_b_c", "甲__乙__丙"])
def test_what_is_no_emphasis_stays_as_it_is(text: str) -> None:
    assert paragraph(text) == text


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("公开\n信息", "公开信息"),
        ("公开，\n信息", "公开，信息"),
        ("“公开”\n“信息”", "“公开”“信息”"),
        ("公开——\n信息", "公开——信息"),
        ("open\ndata", "open\ndata"),
        ("公开\ndata", "公开\ndata"),
        ("2023\n年", "2023年"),
        ("2023\n2024", "2023\n2024"),
        ("公开\n**信息**", "公开<strong>信息</strong>"),
        ("**公开。**\n信息", "<strong>公开。</strong>信息"),
        ("**公\n开**", "<strong>公开</strong>"),
        ("**公开**\ndata", "<strong>公开</strong>\ndata"),
        ("公开  \n信息", "公开<br>\n信息"),
        ("公开\\\n信息", "公开<br>\n信息"),
        ("公开\n\\*", "公开\n*"),
        ("见\n[公开](http://a.example)\n信息", None),
        ("见\n`code`\n信息", "见\n<code>code</code>\n信息"),
    ],
)
def test_a_line_break_leaves_no_space_between_chinese_letters_alone(
    text: str, made: str | None
) -> None:
    if made is None:
        assert re.sub("<[^>]*>", "", paragraph(text)) == "见公开信息"
    else:
        assert paragraph(text) == made


PLAIN = st.sampled_from(
    ["公", "开", "信息", "，", "。", "“甲”", "（乙）", "《条例》", "——", "2023年"]
)
MARKED = st.sampled_from(
    [
        "**一是。**",
        "**重点**",
        "*丁*",
        "[见](http://a.example/)",
        "[“丙”](b.md)",
        "`甲`",
        "![图](b.png)",
    ]
)
PARTS = st.lists(st.tuples(PLAIN, MARKED), max_size=6).map(lambda pairs: [*sum(pairs, ()), "尾"])


@given(PARTS, st.lists(st.booleans(), min_size=13, max_size=13))
def test_a_chinese_paragraph_reads_the_same_however_its_lines_are_broken(
    parts: list[str], breaks: list[bool]
) -> None:
    wrapped = "".join("\n" * cut + part for part, cut in zip(parts, breaks, strict=False))

    assert html(f"甲{wrapped}") == html("甲" + "".join(parts))


def test_a_table_is_a_table_with_scopes_in_a_region_that_scrolls() -> None:
    made = html("| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n")

    assert '<th scope="col">甲</th>' in made
    assert "<td>1</td>" in made
    assert 'class="sb-scroll" role="region" tabindex="0"' in made


def test_an_alignment_is_a_class_and_never_a_style() -> None:
    made = html("| 甲 | 乙 | 丙 |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n")

    assert "style" not in made
    for name in ("sb-table__cell--left", "sb-table__cell--center", "sb-table__cell--right"):
        assert f'class="{name}" scope="col"' in made
        assert f'<td class="{name}">' in made


def test_a_footnote_stands_at_the_end_and_leads_back() -> None:
    made = html("甲[^1]乙^[随文。]\n\n[^1]: 注释。\n")

    assert made.count('class="sb-footnote-item"') == 2
    for link in re.findall(r'href="#([^"]*)"', made):
        assert f'id="{link}"' in made
    assert made.index("甲") < made.index("注释。") < made.index("随文。")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<b>甲</b>",
        "甲<img src=x onerror=alert(1)>乙",
        "<!-- 注 -->",
        "<div>\n甲\n</div>",
    ],
)
def test_raw_html_is_text(text: str) -> None:
    made = html(text)

    assert "<script" not in made
    assert re.sub(r"</?p>\n?", "", made).count("<") == 0


def test_what_editors_mean_by_dashes_and_spaces_is_a_rule_and_a_paragraph() -> None:
    assert html("甲\n---\n乙\n") == "<p>甲</p>\n<hr>\n<p>乙</p>\n"
    assert html("甲。\n\n    乙。\n") == "<p>甲。</p>\n<p>乙。</p>\n"


def test_a_parser_keeps_nothing_between_two_documents() -> None:
    parser = make_parser()
    first = "见[甲][1]。[^1]\n\n[1]: http://a.example/\n\n[^1]: 注。\n"

    parser.render(first)

    assert parser.render("见[甲][1]。[^1]\n") == "<p>见[甲][1]。[^1]</p>\n"


@given(st.text("甲*_`[]()!<>#-+1.|:~\\ \n\t&^\"'“。a", max_size=60))
def test_any_text_becomes_balanced_html_without_code(text: str) -> None:
    made = html(text)

    opened: list[str] = []
    for close, name in re.findall(r"<(/?)([a-z0-9]+)[^>]*>", made):
        if close:
            assert opened.pop() == name
        elif name not in {"br", "hr", "img"}:
            opened.append(name)
    assert not opened
    assert not re.search(r"<(script|style)|javascript:| on\w+=", made)
