"""Numbers of persons are found wherever they stand, and nothing else is taken for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from site_builder.text.pii import (
    Found,
    bank_cards,
    body_check,
    identity_check,
    identity_numbers,
    is_body_code,
    luhn_check,
    masked,
    mobile_numbers,
    passports,
    personal_numbers,
    private_mailboxes,
    quotable,
)

pytestmark = pytest.mark.interpreter

LETTERS = "政府信息公开工作领导小组办公室主任委员同志负责联系，。；：、（）“”《》\n"
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
DIGITS = st.text("0123456789", min_size=1)

words = st.text(LETTERS, max_size=20)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))
places = st.sampled_from(["110105", "310112", "440300", "640521", "654225", "820000"])


@st.composite
def identities(draw: st.DrawFn) -> str:
    order = draw(st.integers(0, 999))
    first = f"{draw(places)}{draw(days):%Y%m%d}{order:03}"
    return first + identity_check(first)


@st.composite
def bank_card_numbers(draw: st.DrawFn) -> str:
    length = draw(st.sampled_from([16, 17, 19]))
    first = "62" + draw(st.text("0123456789", min_size=length - 3, max_size=length - 3))
    return first + luhn_check(first)


mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


def written(number: str, groups: tuple[int, ...], mark: str) -> str:
    """A number in groups."""
    parts, at = [], 0
    for size in groups:
        parts.append(number[at : at + size])
        at += size
    return mark.join([*parts, number[at:]] if at < len(number) else parts)


def found(find: Callable[[str], Iterator[Found]], text: str) -> list[str]:
    return [text[one.start : one.end] for one in find(text)]


@given(before=words, number=identities(), after=words)
def test_an_identity_number_is_found_wherever_it_stands(
    before: str, number: str, after: str
) -> None:
    assert found(identity_numbers, before + number + after) == [number]


@given(
    before=words,
    number=identities(),
    groups=st.sampled_from([(6, 8, 4), (6, 4, 2, 2, 4), (4, 4, 4, 4, 2), (3, 3, 4, 4, 4)]),
    mark=st.sampled_from([" ", "-", "\u3000", "－", "—"]),
    wide=st.booleans(),
)
def test_an_identity_number_is_found_in_groups_and_in_full_width(
    before: str, number: str, groups: tuple[int, ...], mark: str, wide: bool
) -> None:
    text = written(number.translate(WIDE) if wide else number, groups, mark)

    assert found(identity_numbers, f"{before}{text}，") == [text]


@given(before=words, number=identities(), slip=st.integers(1, 9), place=st.integers(0, 16))
def test_an_identity_number_with_one_wrong_digit_is_none(
    before: str, number: str, slip: int, place: int
) -> None:
    wrong = str((int(number[place]) + slip) % 10)

    assert not found(identity_numbers, before + number[:place] + wrong + number[place + 1 :])


@given(number=identities(), before=DIGITS, after=DIGITS)
def test_an_identity_number_in_a_longer_number_is_none(
    number: str, before: str, after: str
) -> None:
    assume(number[-1] != "X")

    assert not found(identity_numbers, f"流水{before}{number}{after}号")


@given(number=st.from_regex(r"640521[0-9]{11}", fullmatch=True))
def test_an_identity_number_needs_a_birthday(number: str) -> None:
    whole = number + identity_check(number)
    assume(number[6:8] not in {"19", "20"} or int(number[10:12]) not in range(1, 13))

    assert not found(identity_numbers, f"编号{whole}。")


@given(before=words, number=mobiles, after=words, wide=st.booleans())
def test_a_mobile_number_is_found_wherever_it_stands(
    before: str, number: str, after: str, wide: bool
) -> None:
    text = number.translate(WIDE) if wide else number

    assert found(mobile_numbers, before + text + after) == [text]


@given(before=st.text("0123456789", max_size=5), number=mobiles, after=DIGITS)
def test_a_mobile_number_in_a_longer_number_is_none(before: str, number: str, after: str) -> None:
    assume(not (before in {"86", "086"} and not after))

    assert not found(mobile_numbers, f"号{before}{number}{after}。")


@given(before=words, number=bank_card_numbers(), after=words)
def test_a_bank_card_is_found_wherever_it_stands(before: str, number: str, after: str) -> None:
    assert found(bank_cards, before + number + after) == [number]


@given(before=words, number=bank_card_numbers(), slip=st.integers(1, 9))
def test_a_bank_card_with_a_wrong_check_digit_is_none(before: str, number: str, slip: int) -> None:
    wrong = number[:-1] + str((int(number[-1]) + slip) % 10)

    assert not found(bank_cards, f"{before}卡号：{wrong}")


@given(number=identities())
def test_an_identity_number_is_not_a_bank_card_too(number: str) -> None:
    assert {one.kind for one in personal_numbers(f"账号{number}")} == {"身份证号"}


@given(before=words, after=words, number=st.one_of(identities(), mobiles, bank_card_numbers()))
def test_a_masked_text_keeps_its_length_and_loses_the_number(
    before: str, number: str, after: str
) -> None:
    text = before + number + after

    shown = masked(text)

    assert len(shown) == len(text)
    assert number not in shown
    assert masked(shown) == shown
    assert not [*personal_numbers(shown)]


@given(st.text())
def test_any_text_can_be_masked(text: str) -> None:
    assert len(masked(text)) == len(text)
    assert len(quotable(text)) in {0, len(text)}


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17), st.integers(1, 30))
def test_a_body_code_has_one_check_character(first: str, slip: int) -> None:
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    wrong = alphabet[(alphabet.index(body_check(first)) + slip) % 31]

    assert is_body_code(first + body_check(first))
    assert not is_body_code(first + wrong)


@pytest.mark.parametrize(
    "code", ["91350100M000100Y43", "12620600MB0523338C", "12 620600MB0523338C", "O" * 18, ""]
)
def test_published_body_codes_are_right_and_others_are_not(code: str) -> None:
    assert is_body_code(code) is (code[:3] in {"913", "126"})


def test_published_identity_numbers_are_right() -> None:
    assert identity_check("11010519491231002") == "X"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证号11010519491231002X。", "身份证号110105**********2X。"),
        ("110105-19491231-002x", "110105-********-**2x"),
        ("电话13812345678", "电话138****5678"),
        ("手机：138 1234 5678", "手机：138 **** 5678"),
        ("+86 138-1234-5678", "+86 138-****-5678"),
        ("卡号6222021234567890128", "卡号***************0128"),
        ("卡号6222 0212 3456 7890 128", "卡号**** **** **** ***0 128"),
        ("护照号E12345678", "护照号E******78"),
        ("ID:11010519491231002X,13812345678", "ID:110105**********2X,138****5678"),
        ("12 110105194912310021 11010519491231002X", "12 110105194912310021 110105**********2X"),
    ],
)
def test_a_personal_number_is_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "索引号：640521005/2018-91247",
        "统一社会信用代码：12620600MB0523338C",
        "统一社会信用代码 91350100M000100Y43",
        "联系电话：0955-7063893、0951-6888732",
        "邮编755100，电话09557063893",
        "全年收费13812345678元",
        "合计13812345678.50",
        "项目编号：15920190001",
        "QQ群：13812345678",
        "备案号：19001234567",
        "网址http://www.example.gov.cn/art/13812345678.html",
        "www.example.gov.cn/t13812345678",
        "见6222021234567890128/2019号",
        "条形码：6222021234567890128",
        "项目代码：6222021234567890128",
        "数据 138 1234 5678 件",
        "编号E12345678",
        "护照已收回，设备型号E12345678",
        "110105**********2X，138****5678，***************0128",
        "2019年1月1日至2019年12月31日共20190101个",
        "学号20190101123456789",
        "时间戳1541472060000",
        "1.13812345678",
        "身份证号：110105199002300018",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "网址http://www.example.gov.cn，电话：13812345678",
        "区域代码、手机13812345678",
        "电话：0955-7063893 13812345678",
        "(13812345678)",
        "张某13812345678李某",
        "电话/13812345678",
    ],
)
def test_a_mobile_number_beside_other_things_is_found(text: str) -> None:
    assert found(mobile_numbers, text) == ["13812345678"]


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("邮箱：kjjbgs@163.com）", ["163.com"]),
        ("邮箱a.b-c@VIP.QQ.com、bgs＠sina.com.cn", ["vip.qq.com", "sina.com.cn"]),
        ("邮箱kjj@yinchuan.gov.cn", []),
        ("邮箱kjj@163.com.gov.cn、kjj@mail.163.com.example.cn", []),
        ("网站www.163.com", []),
        ("账号@163.com", []),
    ],
)
def test_a_private_mailbox_is_known_by_its_provider(text: str, hosts: list[str]) -> None:
    assert [host for _, host in private_mailboxes(text)] == hosts


@pytest.mark.parametrize(
    "number", ["E12345678", "EA1234567", "G12345678", "P1234567", "DE1234567", "SE1234567"]
)
def test_a_passport_is_found_where_it_is_called_one(number: str) -> None:
    assert found(passports, f"护照号码：{number}。") == [number]
    assert not found(passports, f"型号：{number}。")


@pytest.mark.parametrize(
    "text",
    [
        "11010519491231002X",
        "13812345678",
        "138-1234-5678",
        "卡号6222021234567890128",
        "护照E12345678",
    ],
)
def test_the_last_two_digits_stay_so_that_a_number_can_be_found(text: str) -> None:
    assert masked(text) != text
    assert masked(text)[-2:] == text[-2:]


def test_a_line_whose_marks_hide_a_number_is_not_quoted() -> None:
    assert quotable("电话1381234**5678**") == ""
    assert quotable("电话**13812345678**") == "电话**138****5678**"
    assert quotable("**电话**无") == "**电话**无"
