"""Values changed in the header of a file."""

from __future__ import annotations

from random import Random

import pytest
from figures import CHANCE
from hypothesis import given
from hypothesis import strategies as st

from editing.notations import report
from site_builder.assembly.schema import REPORT
from site_builder.editing.cannot_edit import CannotEditError
from site_builder.editing.fields import Value, edit_fields, header_fields

Changes = dict[str, Value | None]
TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12)
PLAIN = {
    "title",
    "summary",
    "signed",
    "published",
    "document_number",
    "openness",
    "draft",
    "source",
}
FIELDS = st.dictionaries(st.sampled_from(sorted(PLAIN)), TEXTS | st.none(), max_size=4)
LISTS = st.dictionaries(
    st.sampled_from(["items", "redirect_from"]),
    st.lists(TEXTS, max_size=4).map(tuple) | st.none(),
    max_size=2,
)


def edited(header: str, changes: Changes) -> str:
    """A header after some changes."""
    data = f"---\n{header}---\n正文\n".encode()
    done = edit_fields(data, REPORT, changes).decode()
    return done.removeprefix("---\n").removesuffix("---\n正文\n")


@pytest.mark.parametrize(
    ("header", "changes", "expected"),
    [
        ("title: 甲  # 题\n", {"title": "乙"}, "title: 乙  # 题\n"),
        ("title: 甲\n", {"title": "乙: 丙"}, "title: '乙: 丙'\n"),
        ("title: 甲\n", {"title": "it's: 丙"}, "title: 'it''s: 丙'\n"),
        ("title: 甲\n", {"title": "乙\n丙"}, 'title: "乙\\n丙"\n'),
        ("title: 甲\n", {"draft": "true"}, "title: 甲\ndraft: true\n"),
        (
            "title: 甲\nsource: 乙\n",
            {"published": "2024-01-31"},
            "title: 甲\npublished: 2024-01-31\nsource: 乙\n",
        ),
        ("# 注\nsource: 乙\n", {"title": "甲"}, "# 注\ntitle: 甲\nsource: 乙\n"),
        ("", {"title": "甲"}, "title: 甲\n"),
        ("title: 甲\ndraft: true  # 未审\n", {"draft": None}, "title: 甲\n# 未审\n"),
        (
            "title: 甲\nsummary: >-\n  一\n  二\n\nsource: 乙\n",
            {"summary": "三"},
            "title: 甲\nsummary: 三\n\nsource: 乙\n",
        ),
        (
            "title: 甲\nsummary: 一\n  二\nsource: 乙\n",
            {"summary": None, "source": ""},
            "title: 甲\nsource:\n",
        ),
        ('items: ["4"]  # 序号\n', {"items": ("4", "5, 6")}, "items: [4, '5, 6']  # 序号\n"),
        (
            "items:\n- '1'  # 甲\n- 2  # 乙\n- 3\n",
            {"items": ("1", "3", "4")},
            "items:\n- '1'  # 甲\n# 乙\n- 3\n- 4\n",
        ),
        ("items: 甲\n", {"items": ("乙",)}, "items: 乙\n"),
        ("items: 甲\n", {"items": ()}, "items: []\n"),
        ("{title: 甲, source: 乙}\n", {"draft": "true"}, "{title: 甲, draft: true, source: 乙}\n"),
    ],
)
def test_only_the_lines_of_the_keys_concerned_change(
    header: str, changes: Changes, expected: str
) -> None:
    assert edited(header, changes) == expected


@pytest.mark.parametrize(
    ("header", "changes", "reason"),
    [
        ("title: 甲\n", {"waivers": "x"}, "waivers"),
        ("title: 甲\n", {"没有": "x"}, "没有"),
        ("title: 甲\n", {"title": ("甲", "乙")}, "title"),
        ("title: {甲: 乙}\n", {"title": "丙"}, "title"),
        ("items: [甲, [乙]]\n", {"items": ("丙",)}, "items"),
        ("title: 甲\ntitle: 乙\n", {"title": None}, "title"),
        ("title: 甲\n", {"title": "\ud800"}, "不能写"),
        ("title: [\n", {"title": "丙"}, "读不懂"),
    ],
)
def test_what_cannot_be_changed_is_refused_with_the_reason(
    header: str, changes: Changes, reason: str
) -> None:
    with pytest.raises(CannotEditError, match=reason):
        edited(header, changes)


def test_the_values_of_a_header_are_shown_as_they_are_written() -> None:
    data = (
        b"---\ntitle: '1'\ndraft: true\nitems: a\nsource:\nwaivers: {F230: x}\nsigned: [x]\n---\n"
    )

    assert header_fields(data, REPORT) == {
        "title": "1",
        "draft": "true",
        "items": ("a",),
        "source": "",
    }


@given(CHANCE, FIELDS, LISTS)
def test_what_is_asked_is_there_and_all_else_is_as_it_was(
    chance: Random, fields: Changes, lists: Changes
) -> None:
    data = report(chance).data
    asked = fields | lists
    before = header_fields(data, REPORT)

    done = edit_fields(data, REPORT, asked)

    wanted = {key: value for key, value in (before | asked).items() if value is not None}
    assert header_fields(done, REPORT) == wanted
    assert edit_fields(done, REPORT, asked) == done
    assert edit_fields(data, REPORT, before) == data
    left = iter(done.splitlines(keepends=True))
    others = [line for line in data.splitlines(keepends=True) if not concerns(line)]
    assert all(line in left for line in others)


def concerns(line: bytes) -> bool:
    """Whether a line may be of the title or the summary."""
    return b"title" in line or b"summary" in line or line.startswith(b"  ") or not line.strip()
