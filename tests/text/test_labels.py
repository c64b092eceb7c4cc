"""Labels of the law, with and without their numbering."""

from __future__ import annotations

import pytest
from figures import FORMS

from site_builder.text.labels import hint, key_of, nearest, without_numbering

pytestmark = pytest.mark.interpreter


@pytest.mark.parametrize(
    ("label", "bare"),
    [
        ("一、总体情况", "总体情况"),
        ("十一、附件", "附件"),
        ("（三）不予公开", "不予公开"),
        ("(三)不予公开", "不予公开"),
        ("（三）、不予公开", "不予公开"),
        ("1.属于国家秘密", "属于国家秘密"),
        ("12．重复申请", "重复申请"),
        ("3、重复申请", "重复申请"),
        ("第一部分 总体情况", "总体情况"),
        ("第二章、附则", "附则"),
        (" 四、结转下年度继续办理 ", "结转下年度继续办理"),
        ("一、（一）概述", "（一）概述"),
    ],
)
def test_the_first_numbering_is_taken_off(label: str, bare: str) -> None:
    assert without_numbering(label) == bare


@pytest.mark.parametrize(
    "label", ["其他", "2023年工作", "1.5倍", "三公经费", "一体化政务服务", "（本级）", "第一书记"]
)
def test_a_prefix_that_only_resembles_a_numbering_stays(label: str) -> None:
    assert without_numbering(label) == label


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "部分公开"),
        ("其中：涉及国家秘密", "涉及国家秘密"),
        ("本年收费金额（单位：万元）", "本年收费金额"),
        ("（七）总计", "总计"),
        ("（备注）", "（备注）"),
    ],
)
def test_a_key_has_no_numbering_and_no_remark(label: str, key: str) -> None:
    assert key_of(label) == key


def test_a_key_is_its_own_key() -> None:
    keys = {column.key for form in FORMS for row in form.rows for column in row.columns}
    keys |= {row.key for form in FORMS for row in form.rows}

    assert [key for key in keys if key_of(key) != key] == []


def test_a_word_is_answered_with_the_nearest_known_one() -> None:
    known = ["自然人", "商业企业", "社会公益组织"]

    assert nearest("社会公益组", known) == "社会公益组织"
    assert nearest("外星人类别", known) == ""
    assert hint("商业企", known) == "，是不是“商业企业”？"
    assert hint("外星人类别", known) == "。"
