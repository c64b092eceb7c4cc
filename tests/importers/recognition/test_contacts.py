"""Contact data in the opening and in the last chapter."""

from __future__ import annotations

import pytest

from importers.recognition.manuscripts import draft

HEAD = "海原县科学技术局2020年政府信息公开工作年度报告\n"
ALL = {
    "address": "海原县政府街1号（行政中心210室）",
    "postcode": "755200",
    "phone": "0955-4011111",
    "fax": "0955-4011112",
    "email": "kjj@hy.gov.cn",
    "website": "www.hy.gov.cn",
}


@pytest.mark.parametrize(
    "text",
    [
        "可在政府网站（www.hy.gov.cn）查阅。请联系（地址：海原县政府街1号（行政中心210室）；邮编：755200；"
        "电话：0955-4011111；传真：0955-4011112；邮箱：kjj@hy.gov.cn）。",
        "网站为www.hy.gov.cn。办公地址: 海原县政府街1号（行政中心210室），邮政编码: 755200，"
        "联系电话: 0955—4011111，"
        "传真号码: 0955－4011112，电子信箱: kjj@hy.gov.cn。",
        "联系地址：海原县政府街1号（行政中心210室）\n"
        "邮　编：755200\n电　话：0955-4011111\n传　真：0955-4011112\n"
        "电子邮件：kjj@hy.gov.cn\n网址：www.hy.gov.cn",
    ],
)
@pytest.mark.parametrize("place", ["opening", "last"])
def test_contacts_are_found(text: str, place: str) -> None:
    chapter = "一、总体情况\n正文。\n"
    body = f"{text}\n{chapter}" if place == "opening" else f"{chapter}七、相关说明\n{text}"

    assert dict(draft(HEAD + body).contacts) == ALL


def test_one_number_may_be_of_telephone_and_fax() -> None:
    found = draft(f"{HEAD}电话/传真：0955-4011111。\n一、总体情况\n正文。")

    assert found.contacts == (("phone", "0955-4011111"), ("fax", "0955-4011111"))


def test_hours_are_found() -> None:
    found = draft(f"{HEAD}办公时间：工作日8:30—18:00；电话：0955-4011111\n一、总体情况\n正文。")

    assert dict(found.contacts)["hours"] == "工作日8:30—18:00"


def test_the_number_for_complaints_is_not_that_of_the_agency() -> None:
    found = draft(f"{HEAD}监督电话：0955-4019999，举报电话：12345。\n一、总体情况\n正文。")

    assert found.contacts == ()


def test_an_address_without_a_label_behind_ends_at_the_comma() -> None:
    found = draft(f"{HEAD}地址：海原县政府街1号，欢迎查阅。\n一、总体情况\n正文。")

    assert found.contacts == (("address", "海原县政府街1号"),)


def test_contacts_in_another_chapter_are_not_those_of_the_agency() -> None:
    found = draft(
        f"{HEAD}一、总体情况\n正文。\n二、主动公开政府信息情况\n正文。\n窗口电话：0955-4010000。\n"
        "三、收到和处理政府信息公开申请情况\n正文。"
    )

    assert found.contacts == ()
