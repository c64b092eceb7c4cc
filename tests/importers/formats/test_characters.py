"""Characters that do not belong in a text are taken out, or changed, and said."""

from __future__ import annotations

from site_builder.importers.formats.characters import odd_characters, tidy
from site_builder.importers.imported import Remark


def test_radicals_become_ordinary_characters() -> None:
    assert tidy("⼈⺠政府⻓期公开⻛险提示，⻝品，豈") == "人民政府长期公开风险提示，食品，豈"


def test_angle_brackets_for_mathematics_become_those_of_titles() -> None:
    assert tidy("\u2329条例\u232a") == "〈条例〉"


def test_full_width_digits_and_form_feeds_stay() -> None:
    assert tidy("２０２３年\f第１页") == "２０２３年\f第１页"


def test_invisible_characters_are_taken_out_and_counted() -> None:
    texts = [("第1行", "甲\u200b乙"), ("第2行", "丙\u200b丁\u00ad")]

    assert [tidy(text) for _, text in texts] == ["甲乙", "丙丁"]
    assert odd_characters(texts).lost == (
        Remark("第2行", "\u00ad", "看不见的字符 U+00AD，删去了（1 处）"),
        Remark("第1行", "\u200b", "看不见的字符 U+200B，删去了（2 处）"),
    )


def test_changed_characters_are_one_guess_in_a_file() -> None:
    (guess,) = odd_characters([("第1行", "甲"), ("第2行", "⼈⺠"), ("第3行", "⼈工")]).guesses

    assert guess == Remark("第2行", "⺠→民 ⼈→人", "部首或兼容字形，改成了普通的字")


def test_ordinary_text_needs_no_remark() -> None:
    remarks = odd_characters([("第1行", "中文 English, “引号”——〔2023〕5号①㎡％")])

    assert not remarks.lost
    assert not remarks.guesses
