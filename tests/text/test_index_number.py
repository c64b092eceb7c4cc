"""The form of an 索引号, as editors write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.index_number import BadPatternError, IndexNumber, parse, pattern


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("000014349/2017-00110", ("000014349/", "2017", "00110")),
        ("640521005/2019-00008", ("640521005/", "2019", "00008")),
        ("12620600MB0523338C/2025-04735", ("12620600MB0523338C/", "2025", "04735")),
        ("0142768-8/2022-00185", ("0142768-8/", "2022", "00185")),
        ("zfb/2026-00021", ("zfb/", "2026", "00021")),
        ("lyg001-01-2022-0012", ("lyg001-01-", "2022", "0012")),
        ("3302-015-07-01-20190311-0001", ("3302-015-07-01-", "2019", "0001")),
    ],
)
def test_the_forms_that_portals_print_are_known(number: str, parts: tuple[str, str, str]) -> None:
    assert parse(number, "") == IndexNumber(*parts)


@pytest.mark.parametrize(
    ("form", "number", "parts"),
    [
        ("640521005/{年}-{5位}", "640521005/2019-00008", ("640521005/", "2019", "00008")),
        ("卫科{年}{3位}", "卫科2024012", ("卫科", "2024", "012")),
        ("A.{年}{月}{日}+{流水号}", "A.20240229+7", ("A.", "2024", "7")),
        ("GK-{4位}", "GK-0012", ("GK-", "", "0012")),
    ],
)
def test_a_form_stands_for_the_numbers_written_by_it(
    form: str, number: str, parts: tuple[str, str, str]
) -> None:
    assert parse(number, form) == IndexNumber(*parts)


@pytest.mark.parametrize(
    "number", ["640521005/2019-0008", "640521005/19-00008", "A/2019-00008", ""]
)
def test_a_number_of_another_form_has_no_parts(number: str) -> None:
    assert parse(number, "640521005/{年}-{5位}") is None


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ("A{年", "花括号没有成对"),
        ("A}{5位}", "花括号没有成对"),
        ("A{年}", "流水号要写一次，如 {5位}"),
        ("{5位}{流水号}", "流水号要写一次，如 {5位}"),
        ("{年}{年}{5位}", "同一项写了两次"),
        ("{年度}{5位}", "没有“{年度}”这一项"),
    ],
)
def test_a_form_that_is_not_valid_says_why(form: str, why: str) -> None:
    with pytest.raises(BadPatternError, match=why.replace("{", r"\{")):
        pattern(form)


@given(st.text(max_size=20))
def test_any_text_is_a_form_or_says_why_not(form: str) -> None:
    try:
        assert parse("640521005/2019-00008", form) is None or form == ""
    except BadPatternError as error:
        assert str(error)
