"""The marks that say what a human still has to write, and where they stand."""

from __future__ import annotations

import pytest

from site_builder.text.fill_marks import unfilled


@pytest.mark.parametrize(
    "mark",
    [
        "（填写）",
        "(填写)",
        "（填写)",
        "〔填写〕",
        "【填写】",
        "[填写]",
        "（ 填写 ）",
        "（填写：电话）",
        "(填写: 电话)",
        "（填写：地址（含门牌）和邮编）",
        "（填写：还没有写完",
        "`（填写）`",
    ],
)
def test_a_mark_is_found_in_any_brackets_with_or_without_a_note_and_in_code(mark: str) -> None:
    assert unfilled(f"标题\n\n电话：{mark}。\n") == ((3, 4 + mark.startswith("`")),)


@pytest.mark.parametrize(
    "text",
    ["", "填写", "请填写申请表。", "现场申请（填写申请表）的，当场受理。", "（待填写）", "填写："],
)
def test_prose_about_filling_in_is_no_mark(text: str) -> None:
    assert unfilled(text) == ()


def test_every_mark_has_its_line_and_its_column() -> None:
    text = "---\ntitle: （填写）2025年（填写）\nphone:  # （填写）\n---\n\n正文（填写）\n"

    assert unfilled(text) == ((2, 8), (2, 17), (3, 11), (6, 3))
