"""Personal data and secrets: where they are found, what is left alone, and what a report shows."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pdfs
import pytest
from conftest import Scenario, codes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from texts import listing, page

from site_builder.model.finding import Finding
from site_builder.reporters.formats import FORMATS, write_report
from site_builder.rules import RULES
from site_builder.text.pii import identity_check, luhn_check

# Made up; the check digits are right.
IDENTITY = "64052119790228001" + identity_check("64052119790228001")
CARD = "6228480000000000" + "17" + luhn_check("6228480000000000" + "17")
MOBILE = "15900001234"
PASSPORT = "护照号：G12345678"
AGENCY = "agencies/zhongwei-kjj"


def office(path: Path, part: str, xml: str) -> None:
    """An Office file with one part."""
    file = BytesIO()
    with ZipFile(file, "w") as opened:
        opened.writestr(part, xml)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.getvalue())


def privacy(findings: tuple[Finding, ...]) -> set[str]:
    return {code for code in codes(findings) if code.startswith("X")}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (f"申请人身份证号{IDENTITY}。", "X101"),
        (f"- 张某，{IDENTITY}", "X101"),
        (f"## 张某{IDENTITY}\n\n正文。", "X101"),
        (f"> {IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}", "X101"),
        (f"甲[^1]。\n\n[^1]: 证号{IDENTITY}", "X101"),
        (f"{IDENTITY[:8]}**{IDENTITY[8:]}**", "X101"),
        (f"联系人{MOBILE}", "X102"),
        (f"一行{MOBILE}\n{MOBILE}二行", "X102"),
        (f"[电话](tel:{MOBILE})：159-0000-1234", "X102"),
        (f"| 姓名 | 账号 |\n| --- | --- |\n| 张某 | {CARD} |", "X103"),
        (PASSPORT, "X104"),
        ("邮箱：<kjj@qq.com>", "X105"),
        ("秘密★5年\n\n通知", "X106"),
        ("机 密\n\n通知", "X106"),
        ("密级：秘密\n\n通知", "X106"),
        ("（此件不公开）", "X106"),
        ("公开属性：不予公开", "X106"),
        ("内部文件，严禁外传", "X107"),
        ("仅供内部参考\n\n通知", "X107"),
        ("机密★10年\n关于开展检查的通知", "X106"),
    ],
)
def test_what_may_not_be_published_is_found(body: str, code: str, site: Scenario) -> None:
    assert privacy(site.check(page(body))) == {code}


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        (f"甲\n\n```\n乙\n{IDENTITY}\n```\n", "X101", 8),
        (f"甲\n\n~~~text\n电话{MOBILE}\n~~~\n", "X102", 7),
        (f"甲\n[网站](https://www.gov.cn/ '{IDENTITY}')\n", "X101", 5),
        (f"[网站](https://www.gov.cn/?id={IDENTITY})\n", "X101", 4),
        (f"![图](a.png '{MOBILE}')\n", "X102", 4),
        (f"甲\n乙[{MOBILE[:5]}](https://www.gov.cn/a_(b))*{MOBILE[5:]}*\n", "X102", 5),
        (f"[{MOBILE[:5]}][a]{MOBILE[5:]}\n\n[a]: https://www.gov.cn/\n", "X102", 4),
        (f"[电话](tel:{MOBILE})\n", "X102", 4),
        (f"证号{IDENTITY.replace('0', '&#48;')}\n", "X101", 4),
        (f"| 甲 |\n| --- |\n| {CARD.replace('8', '&#x38;')} |\n", "X103", 6),
        (f"## 见[甲](https://www.gov.cn/ '{MOBILE}')\n", "X102", 4),
        ("甲\n\n```\n机密★10年\n```\n", "X106", 7),
        ("&#26426;密★10年\n\n通知\n", "X106", 4),
        ("[机密](https://www.gov.cn/)★10年\n\n通知\n", "X106", 4),
        ("```\n机密\n```\n\n通知\n", "X106", 5),
        ("邮箱：kjj&#64;qq.com\n", "X105", 4),
    ],
)
def test_what_is_searched_is_the_text_as_the_public_gets_it(
    body: str, code: str, line: int, site: Scenario
) -> None:
    site.lay("-- content/pages/a.png --\n\\x89PNG\n")

    found = [one for one in site.check(page(body)) if one.code.startswith("X")]

    assert [(one.code, one.line) for one in found] == [(code, line)]


def test_two_numbers_with_the_same_mask_are_both_found(site: Scenario) -> None:
    body = f"[甲](https://www.gov.cn/)，1{MOBILE[1:]}、159{'1234'}1234\n"

    found = [one.column for one in site.check(page(body)) if one.code == "X102"]

    assert found == [26, 38]


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("title", f"关于{IDENTITY}的答复", "X101"),
        ("summary", f"联系人电话{MOBILE}", "X102"),
        ("department", f"办公室（{MOBILE}）", "X102"),
        ("source", "kjj@126.com", "X105"),
        ("document_number", "机密★10年", "X106"),
        ("summary", "内部资料 注意保存", "X107"),
    ],
)
def test_headers_are_searched_too(key: str, value: str, code: str, site: Scenario) -> None:
    title = "" if key == "title" else "title: 通知\n"
    text = f"-- content/{AGENCY}/documents/notice.md --\n---\n{title}{key}: {value}\n---\n正文。\n"

    findings = site.check(text)

    assert privacy(findings) == {code}
    assert next(f for f in findings if f.code == code).line == (2 if key == "title" else 3)


@pytest.mark.parametrize(
    "body",
    [
        "## （三）不予公开\n\n1.属于国家秘密的，不予公开。",
        "| 事项 | 件数 |\n| --- | --- |\n| 不予公开 | 2 |\n| 属于国家秘密 | 0 |",
        "全年清理标注“机密★10年”的旧文件3份。",
        "绝密★启用前\n\n试卷。",
        "秘密★5年\n\n（2020年1月1日解密）\n\n通知",
        "学习保守国家秘密法。\n\n公开方式：主动公开\n\n（此件公开发布）",
        "第一段。\n\n第二段。\n\n第三段。\n\n第四段。\n\n| 密级 |\n| --- |\n| 秘密 |",
        "内部资料管理制度\n\n一、内部使用的文件不得带出。",
        "电话：0955-7063893，传真：0955-7063893，热线12345、4001234567。",
        "办件编号：20230115103456789012，收费1380000元。",
        "中宁科发〔2018〕80号，索引号640521005/2018-91247。",
        "2019年1月1日至12月31日，投资15 900 001 234元，合计15900001234元。",
        "张某，640521********0018，手机159****1234，卡号****1234。",
        "[网站](http://www.example.gov.cn/20190115900001234/t15900001234.html)",
        "<http://www.example.gov.cn/t/15900001234.html>",
        "邮箱：office@example.gov.cn，网站www.163.com。",
        "出国团组使用公务护照，全年办理护照12本。",
    ],
)
def test_what_only_resembles_it_is_not_reported(body: str, site: Scenario) -> None:
    assert not privacy(site.check(page(body)))


def test_the_place_of_a_number_is_its_line_and_column(site: Scenario) -> None:
    findings = site.check(page(f"第一行\n第二行**电话**{MOBILE}。\n"))

    assert [(f.line, f.column) for f in findings if f.code == "X102"] == [(5, 10)]


def test_a_draft_may_hold_what_is_not_published(site: Scenario) -> None:
    assert not privacy(site.check(page(IDENTITY, "title: 示例\ndraft: true\n")))


@pytest.mark.parametrize("name", [f"{IDENTITY}.txt", f"张某-{IDENTITY}.txt", f"{IDENTITY}/a.txt"])
def test_an_identity_number_in_the_name_of_a_file_is_found(name: str, site: Scenario) -> None:
    text = f"-- content/pages/{name} --\n名单\n" + listing(name)

    assert "X108" in privacy(site.check(text))


def test_a_mobile_number_in_the_name_of_a_document_is_found(site: Scenario) -> None:
    text = f"-- content/pages/{MOBILE}.md --\n---\ntitle: 示例\n---\n正文。\n"

    assert privacy(site.check(text)) == {"X111"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (IDENTITY, "X109"),
        ("机密★10年", "X109"),
        (MOBILE, "X112"),
        (CARD, "X112"),
        (PASSPORT, "X112"),
    ],
)
@pytest.mark.parametrize("kind", ["txt", "docx", "xlsx", "pdf"])
def test_attachments_are_read(kind: str, words: str, code: str, site: Scenario) -> None:
    path = site.root / f"content/pages/list.{kind}"
    if kind == "txt":
        path.parent.mkdir(parents=True)
        path.write_text(f"名单\n{words}\n", "gb18030")
    elif kind == "docx":
        xml = f"<w:p><w:t>名单</w:t></w:p><w:p><w:t>{words[:3]}</w:t><w:t>{words[3:]}</w:t></w:p>"
        office(path, "word/document.xml", xml)
    elif kind == "pdf":
        path.parent.mkdir(parents=True)
        path.write_bytes(pdfs.chinese(["名单"], [words]))
    else:
        office(path, "xl/worksheets/sheet1.xml", f'<row r="2"><c t="str"><v>{words}</v></c></row>')

    findings = site.check(listing(f"list.{kind}"))

    assert privacy(findings) == {code}
    places = {"txt": "第2行", "docx": "第2段", "xlsx": "第1张工作表第2行", "pdf": "第2页"}
    found = next(finding for finding in findings if finding.code == code)
    assert places[kind] in found.message
    assert found.line == (2 if kind == "txt" else 0)


def test_a_list_of_numbers_is_one_finding_with_its_count(site: Scenario) -> None:
    people = "".join(f"某{n},1590000{n:04}\n" for n in range(40))

    text = f"-- content/pages/list.csv --\n姓名,电话\n{people}" + listing("list.csv")

    findings = site.check(text)

    assert [f.message for f in findings if f.code == "X112"] == [
        "附件第2行像有手机号“159****0000”等40处；请删去或遮盖后重新上传。"
    ]


def test_an_attachment_of_drafts_alone_is_not_read(site: Scenario) -> None:
    draft = page("[名单](list.csv)", "title: 示例\ndraft: true\n")

    assert not privacy(site.check(f"-- content/pages/list.csv --\n{IDENTITY}\n{draft}"))


@pytest.mark.parametrize(
    "code", ["123", "12620600MB0523338D", "12620600MB052333OC", "12620600mb0523338c"]
)
def test_a_wrong_body_code_is_found_and_said_why(code: str, site: Scenario) -> None:
    header = f"title: 中卫市科学技术局\nregion: 640500\ncode: {code}\n"

    findings = site.check(f"-- content/{AGENCY}/index.md --\n---\n{header}---\n")

    assert privacy(findings) == {"X110"}
    assert any(why in findings[0].message for why in ("18位", "校验码", "不用的字母"))


@pytest.fixture
def leaky(site: Scenario) -> Callable[[], tuple[Finding, ...]]:
    """A site that leaks one number of each kind wherever it can."""

    def check() -> tuple[Finding, ...]:
        cells = f"  {IDENTITY}: {MOBILE}\n  部分公开: {CARD}\n  其余: 0\n"
        site.lay(f"收到和处理政府信息公开申请情况:\n{cells}")
        rows = f"{CARD},{MOBILE},{PASSPORT}\n{IDENTITY}\n"
        site.lay(f"-- content/pages/{IDENTITY}.csv --\n-- content/pages/list.csv --\n{rows}")
        everything = f"{IDENTITY}，{MOBILE}，{CARD}，{PASSPORT}"
        marks = f"电话{MOBILE[:4]}**{MOBILE[4:]}**，[{MOBILE}](#)，[点击这里](https://a.example)"
        header = f"title: {everything}\n{IDENTITY}: {MOBILE}\npublished: {CARD}\n"
        header += f"attachments: [list.csv, {IDENTITY}.csv]\n"
        return site.check(page(f"## {everything}\n\n{everything}\n{marks}\n", header))

    return check


@pytest.mark.parametrize("form", FORMATS)
def test_no_number_can_be_read_in_a_report(
    form: str, leaky: Callable[[], tuple[Finding, ...]], site: Scenario
) -> None:
    def lines_of(path: str) -> list[str]:
        file = site.root / path
        return file.read_text("utf-8").splitlines() if file.exists() else []

    findings = leaky()
    text = write_report(findings, form, (), lines_of)

    assert {"X101", "X102", "X103", "X104", "X108", "X109", "X112"} <= codes(findings)
    for number in (IDENTITY, MOBILE, CARD, "G12345678", MOBILE[4:]):
        assert number not in text
    assert "640521**********" in (json.loads(text)[0]["path"] + text if form == "json" else text)


def test_the_messages_of_our_own_rules_are_masked_already(
    leaky: Callable[[], tuple[Finding, ...]],
) -> None:
    said = " ".join(f.message for f in leaky() if f.code.startswith("X"))

    assert not [number for number in (IDENTITY, MOBILE, CARD, "G12345678") if number in said]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(order=st.integers(0, 999), before=st.text("政府信息公开，。：", max_size=9))
def test_any_identity_number_in_a_page_is_found_and_shown_masked(
    order: int, before: str, site: Scenario
) -> None:
    first = f"64052119790228{order:03}"
    number = first + identity_check(first)

    found = [f for f in site.check(page(f"正文{before}{number}。")) if f.code == "X101"]

    assert len(found) == 1
    assert f"640521**********{number[-2:]}" in found[0].message


@pytest.mark.parametrize("key", ["organizer", "contact", "notice", "description", "title"])
def test_the_settings_are_searched_too(key: str, site: Scenario) -> None:
    title = "" if key == "title" else "title: 示例\n"
    settings = f"-- content/site.yaml --\n{title}{key}: 甲{MOBILE}\nregions:\n  640500: 中卫市\n"

    assert privacy(site.check(settings)) == {"X113"}


def test_every_rule_of_privacy_is_in_the_book() -> None:
    assert {f"X{n}" for n in range(101, 114)} == {r.code for r in RULES if r.code[0] == "X"}
