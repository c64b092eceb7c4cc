"""The signature, and what is printed below it, is taken out of the text."""

from __future__ import annotations

import pytest

from importers.recognition.manuscripts import draft, shown

TEXT = "海原县科学技术局2020年政府信息公开工作年度报告\n一、总体情况\n全年公开信息12条。\n"


@pytest.mark.parametrize(
    "signature",
    [
        "海原县科学技术局\n2021年1月26日",
        "海原县科学技术局\n2021 年 1 月 26 日",
        "海原县科学技术局\n2021年01月26日",
        "海原县科学技术局\n2021-01-26",
        "海原县科学技术局\n2021.1.26",
        "海原县科学技术局\n二〇二一年一月二十六日",
        "海原县科学技术局\n二○二一年一月二十六日",
        "海原县科学技术局\n二零二一年一月二十六日",
        "海原县科学技术局 2021年1月26日",
        "海原县科学技术局\n海原县工业信息化和商务局\n2021年1月26日",
        "同心县水务局（公章）\n2021年1月26日",
        "~ 海原县科学技术局\n~ 2021年1月26日",
        "海原县科学技术局2021年1月26日",
        "2021年1月26日",
    ],
)
def test_a_signature_is_taken_out_of_the_text(signature: str) -> None:
    found = draft(TEXT + signature)

    assert str(found.signed) == "2021-01-26"
    assert shown(found.body) == "## 一、总体情况\n全年公开信息12条。"
    assert "".join(r.text for r in found.remarks.taken) == signature.replace("\n", "").replace(
        "~ ", ""
    )


def test_a_day_before_the_end_of_the_period_is_taken_too() -> None:
    assert str(draft(f"{TEXT}海原县科学技术局\n2020年3月26日").signed) == "2020-03-26"


def test_attachments_below_the_signature_stay() -> None:
    found = draft(
        f"{TEXT}海原县科学技术局\n2021年1月26日\n附件：1.统计表\n2.目录\n职权|数量\n许可|0"
    )

    assert str(found.signed) == "2021-01-26"
    assert shown(found.body).endswith("12条。\n附件：1.统计表\n2.目录\n职权|数量\n许可|0")


@pytest.mark.parametrize(
    "last",
    [
        "2021年2月30日",
        "二〇二一年一月",
        "上述情况截至2021年1月26日",
        "联系人：张某，2021年1月26日",
        "以上是我局2020年政府信息公开工作的全部情况，请予监督。2021年1月26日",
    ],
)
def test_what_is_no_day_below_a_name_stays(last: str) -> None:
    found = draft(TEXT + last)

    assert found.signed is None
    assert shown(found.body).endswith(f"\n{last}")


def test_a_name_alone_at_the_end_is_a_signature_without_a_day() -> None:
    found = draft(f"{TEXT}海原县科学技术局")

    assert found.signed is None
    assert shown(found.body).endswith("12条。")
    assert found.remarks.taken[-1].reason == "落款，机关由文件夹表明"


def test_the_day_below_the_title_counts_if_nothing_is_signed() -> None:
    found = draft(TEXT.replace("报告\n", "报告\n海原县科学技术局\n（2021年1月20日）\n"))

    assert str(found.signed) == "2021-01-20"
    assert "标题下面的日期" in found.remarks.guesses[0].reason


@pytest.mark.parametrize(
    ("line", "openness"),
    [
        ("（此件公开发布）", "主动公开"),
        ("(此件依申请公开)", "依申请公开"),
        ("此件不予公开", "不予公开"),
    ],
)
def test_a_declaration_of_openness_is_a_value(line: str, openness: str) -> None:
    found = draft(f"{TEXT}海原县科学技术局\n2021年1月26日\n{line}")

    assert found.header == (("openness", openness),)
    assert str(found.signed) == "2021-01-26"


def test_what_the_office_prints_at_the_foot_is_left_out() -> None:
    foot = "抄送：县政府办公室。\n海原县科学技术局办公室 2021年1月27日印发"
    found = draft(f"{TEXT}海原县科学技术局\n2021年1月26日\n{foot}")

    assert str(found.signed) == "2021-01-26"
    assert [r.reason for r in found.remarks.lost] == ["版记，不是正文"] * 2


def test_a_signature_that_the_file_marks_is_found_above_long_notes() -> None:
    note = "> " + "表中的数据经有关部门核对，与统计口径一致，并按年度公布。" * 4
    found = draft(f"{TEXT}~ 海原县科学技术局\n~ 2021年1月26日\n{note}")

    assert str(found.signed) == "2021-01-26"
    assert shown(found.body).endswith(f"12条。\n{note}")
