"""Chapters, their numbers, and what has to stand in them: what is found, and what is left alone."""

from __future__ import annotations

from itertools import permutations

import pytest
from conftest import Scenario
from hypothesis import given
from hypothesis import strategies as st
from texts import OPENING, OVERVIEW, TABLES

from site_builder.forms.outline import chapters_for, contents_for
from site_builder.model.finding import Finding
from site_builder.rules.structure.outline import NUMERALS, number_of, numeral

NAME = "中卫市科学技术局"
PARTS = tuple(chapter.title for chapter in chapters_for(2023))
NUMBERS = "一二三四五六七八"
PROBLEMS = "公开的内容还不够丰富，今后逐项充实，没有收取信息处理费。"
REST = "".join(
    f"## {number}、{title}\n{'' if number in '二三四' else PROBLEMS}\n\n"
    for number, title in zip(NUMBERS[1:], PARTS[1:], strict=False)
)
FIVE = (
    "主动公开情况",
    "依申请公开情况",
    "政府信息管理情况",
    "政府信息公开平台建设情况",
    "监督保障情况",
)


def written(body: str, year: int = 2023, title: str = "", opening: str = OPENING) -> str:
    """A report with an opening and a body."""
    tables = "".join(f"  {table}: 0\n" for table in TABLES) if year >= 2019 else ""
    statistics = f"statistics:\n{tables}" if tables else ""
    named = title or f"{NAME}{year}年政府信息公开工作年度报告"
    path = f"content/agencies/zhongwei-kjj/reports/{year}.md"
    return f"-- {path} --\n---\ntitle: {named}\n{statistics}---\n{opening}{body}"


def outline(titles: list[str]) -> str:
    """A body with chapters of these headings."""
    return "".join(f"## {title}\n{PROBLEMS}\n\n" for title in titles)


def of_structure(findings: tuple[Finding, ...]) -> list[str]:
    """The codes of this family, in the order of places."""
    return [finding.code for finding in findings if finding.code.startswith("S")]


SIX = [f"{number}、{title}" for number, title in zip(NUMBERS, PARTS, strict=False)]


def first(items: list[str]) -> str:
    """A report whose first chapter has these sub-headings."""
    heads = "".join(f"### {item}\n{PROBLEMS}\n\n" for item in items)
    return f"## 一、总体情况\n\n{heads}{REST}"


def opened(text: str) -> str:
    """A report that begins with a text."""
    return f"{text}\n\n{outline(SIX)}"


FULL = [f"（{number}）{item}" for number, item in zip(NUMBERS, FIVE, strict=False)]
FOUND = {
    "a chapter left out": ("S201", outline(SIX[:3] + SIX[4:])),
    "a chapter with a title that is nearly the form's": (
        "S201",
        outline([*SIX[:4], "五、存在问题及改进情况", SIX[5]]),
    ),
    "a number used twice": ("S202", outline([*SIX[:4], f"四、{PARTS[4]}", SIX[5]])),
    "a chapter without its number": ("S202", outline([*SIX[:5], PARTS[5]])),
    "two chapters that changed places": ("S202", outline([*SIX[:4], SIX[5], SIX[4]])),
    "a chapter written twice": ("S202", outline([*SIX, SIX[5]])),
    "a seventh chapter": ("S203", outline([*SIX, "七、附则"])),
    "a sub-item left out": ("S204", first(FULL[:3] + FULL[4:])),
    "sub-items in another order": ("S204", first([FULL[1], FULL[0], *FULL[2:]])),
    "sub-items without numbers": ("S204", first(list(FIVE))),
    "prose that does not speak of the sub-items": (
        "S204",
        f"## 一、总体情况\n{PROBLEMS * 4}\n\n{REST}",
    ),
    "a bold chapter number in a chapter": (
        "S205",
        f"## 一、总体情况\n**一、加强领导。**成立领导小组。\n\n{REST}",
    ),
    "a sub-heading numbered like a chapter": ("S205", f"{outline(SIX)}### 一、收费\n{PROBLEMS}\n"),
    "two numbers at once": ("S206", f"{outline(SIX)}### 一、1、收费\n{PROBLEMS}\n"),
    "a stop after brackets": ("S206", f"{outline(SIX)}### （一）、收费\n{PROBLEMS}\n"),
    "a stop after a figure": ("S206", f"{outline(SIX)}1、收费。本年没有收费。\n"),
    "nothing under a chapter": ("S209", outline(SIX[:5]) + f"## {SIX[5]}\n"),
    "a sub-item that was skipped": (
        "S214",
        f"{outline(SIX)}### （一）收费\n{PROBLEMS}\n### （三）其他\n{PROBLEMS}\n",
    ),
    "a number of figures left open": ("S208", opened("全年公开信息××条。")),
    "a year left open": ("S208", opened("20XX年公开信息12条。")),
    "a line left open": ("S208", opened("全年公开信息____条。")),
    "an instruction left in": ("S208", opened("全年公开信息（请填写数量）条。")),
    "a few characters under a chapter": (
        "S209",
        outline(SIX[:5]) + f"## {SIX[5]}\n情况如上所述。\n",
    ),
    "fees stated in another chapter": (
        "S210",
        outline(SIX[:5]) + f"## {SIX[5]}\n全年办结行政事业性收费减免事项2项。\n",
    ),
    "a briefing": ("S219", opened("现将本局2023年政府信息公开工作情况汇报如下。")),
    "suggestions left out": (
        "S218",
        f"{outline(SIX)}### 建议提案办理情况\n办理政协提案2件，委员都对建议提案的办理表示满意。\n",
    ),
    "proposals left out": (
        "S218",
        f"{outline(SIX)}### 人大建议、政协提案办理情况\n办理人大代表建议2件，都已答复。\n",
    ),
    "an appendix that is not there": ("S215", opened("公开的事项较多，详见附件2。")),
}
CLEAN = {
    "six chapters": outline(SIX),
    "chapters called 第一部分": outline(
        [f"第{n}部分 {title}" for n, title in zip(NUMBERS, PARTS, strict=False)]
    ),
    "another name of a chapter": outline(
        [*SIX[:4], "五、政府信息公开工作存在的主要问题及改进情况", SIX[5]]
    ),
    "five sub-items": first(FULL),
    "five sub-items in other words": first(
        [
            "（一）扎实推进主动公开",
            "（二）依申请公开办理",
            "（三）加强政府信息管理",
            "（四）公开平台建设",
            "（五）强化监督与保障",
        ]
    ),
    "five sub-items that begin paragraphs": "## 一、总体情况\n"
    + "".join(f"{item}。{PROBLEMS}\n\n" for item in FULL)
    + REST,
    "five sub-items as 一是 to 五是": (
        "## 一、总体情况\n一是主动公开，全年公开信息十二条；二是依申请公开，没有收到申请；"
        f"三是信息管理，清理文件一次；四是平台建设，改版专栏；五是监督保障，组织培训。\n\n{REST}"
    ),
    "numbers of two levels": f"{outline(SIX)}### （一）收费\n1.受理。没有收费。\n\n（1）说明。\n",
    "an enumeration at the start of a paragraph": (
        f"{outline(SIX)}一、二类事项已经公开。\n\n3、4月份集中清理。\n"
    ),
    "rows of a table numbered like chapters": (
        f"{outline(SIX)}| 指标 | 数量 |\n| --- | --- |\n| 一、主动公开情况 | 12 |\n"
        "| 1、网站 | 12 |\n| （三）其他 | 0 |\n"
    ),
    "numbers that begin anew in each sub-heading": (
        f"{outline(SIX)}### 收费\n（一）收费标准。\n\n（二）收费情况。\n\n### 其他\n（一）公示。\n"
    ),
    "masked names and numbers": opened("联系人王××，手机138××××1234，张××等人；型号XX-2。"),
    "fees stated below a heading of their own": outline(SIX[:5])
    + f"## {SIX[5]}\n### （一）收取信息处理费情况\n2023年度没有发生，金额为0。\n",
    "hearing briefings": opened("全年听取政府信息公开工作汇报2次，意见如下：逐项整改。"),
    "suggestions and proposals stated together": (
        f"{outline(SIX)}### 建议提案办理情况\n办理建议提案5件，听取代表和委员的意见。\n"
        "### 人大建议和政协提案办理情况\n全年没有承办建议、提案。\n"
    ),
    "an appendix with its link": opened("事项较多，[详见附件](https://www.nxzw.gov.cn/a.pdf)。"),
    "a problem stated in a line": outline(SIX[:4])
    + f"## {SIX[4]}\n人手不足，没有专人办理，今后增补。\n{outline(SIX[5:])}",
}


@pytest.mark.parametrize("case", FOUND)
def test_what_is_wrong_with_the_chapters_is_found_once(case: str, site: Scenario) -> None:
    code, body = FOUND[case]
    assert of_structure(site.check(written(body))) == [code]


@pytest.mark.parametrize("case", CLEAN)
def test_correct_chapters_are_not_reported(case: str, site: Scenario) -> None:
    assert of_structure(site.check(written(CLEAN[case]))) == []


SINCE, UNTIL, CALL = "自2023年1月1日起", "至12月31日止", "电话：0955-1234567。"


@pytest.mark.parametrize(
    ("opening", "missing"),
    [
        ("", "统计期限、编制依据、联系方式"),
        ("根据《中华人民共和国政府信息公开条例》编制本报告。", "统计期限、联系方式"),
        (f"统计期限{SINCE}{UNTIL}。{CALL}", "编制依据"),
        (f"根据《政府信息公开条例》编制，数据{SINCE}，{UNTIL}。", "联系方式"),
        (f"根据《政府信息公开条例》编制，向社会公布，并在网站刊登。{CALL}", "统计期限"),
        (f"根据《政府信息公开条例》，将本局工作公布如下。{CALL}", "统计期限"),
        (f"根据《政府信息公开条例》编制，数据{SINCE}{UNTIL}。{CALL}", ""),
        (f"依照《条例》编制，统计时限 2023 年 1 月 1 日至 2023 年 12 月 31 日。{CALL}", ""),
    ],
)
def test_an_opening_says_its_ground_its_period_and_whom_to_ask(
    opening: str, missing: str, site: Scenario
) -> None:
    findings = site.check(written(outline(SIX), opening=f"{opening}\n\n"))

    assert of_structure(findings) == ["S211"] * bool(missing)
    assert all(f"没有写{missing}；" in finding.message for finding in findings)


def test_what_an_opening_leaves_out_may_stand_elsewhere(site: Scenario) -> None:
    opening = f"根据《政府信息公开条例》编制，统计期限{SINCE}{UNTIL}。\n\n"
    contact = "### （一）联系方式\n地址：中卫市某路1号；邮编：755000。\n"
    assert of_structure(site.check(written(outline(SIX) + contact, opening=opening))) == []


def test_an_opening_may_stand_under_the_first_heading(site: Scenario) -> None:
    body = outline(SIX).replace(PROBLEMS, f"{OPENING.strip()}\n\n{OVERVIEW}", 1)
    assert of_structure(site.check(written(body, opening=""))) == []


@pytest.mark.parametrize(
    "text",
    ["无", "无。", "暂无。", "2023年，我局不存在问题。", "没有明显问题。", "目前没有存在的问题。"],
)
def test_a_report_that_knows_no_problem_is_found(text: str, site: Scenario) -> None:
    body = outline(SIX[:4]) + f"## {SIX[4]}\n{text}\n## {SIX[5]}\n{PROBLEMS}\n"
    assert of_structure(site.check(written(body))) == ["S209"]


@pytest.mark.parametrize("text", ["无", "无。", "没有情况。", "情况如前所述。"])
@pytest.mark.parametrize("chapter", [0, 4, 5])
def test_a_chapter_of_ten_characters_is_empty(text: str, chapter: int, site: Scenario) -> None:
    heading = f"## {SIX[chapter]}\n"
    body = outline(SIX).replace(f"{heading}{PROBLEMS}", f"{heading}{text}")
    (finding,) = site.check(written(body))

    assert finding.code == "S209"
    assert f"只写了“{text.rstrip('。')}”" in finding.message


@pytest.mark.parametrize(("year", "codes"), [(2020, []), (2021, ["S210"])])
def test_fees_have_to_be_stated_since_2021(year: int, codes: list[str], site: Scenario) -> None:
    body = outline(SIX[:5]) + f"## {SIX[5]}\n无其他需要报告的事项。\n"
    assert of_structure(site.check(written(body, year))) == codes
    stated = body.replace("无其他", "本年度没有收取信息处理费，无其他")
    assert of_structure(site.check(written(stated, year))) == []


@pytest.mark.parametrize(
    ("year", "title", "codes"),
    [
        (2023, f"{NAME}2023年度政府信息公开工作年度报告", ["S207"]),
        (2023, f"{NAME}2023年政府信息公开年度报告", ["S207"]),
        (2023, f"{NAME}2023年政务公开工作年度报告", ["S207"]),
        (2023, "2023年政府信息公开工作年度报告", []),
        (2018, f"{NAME}2018年度政务公开工作报告", []),
        (2018, "中卫市教育局2018年政府信息公开工作年度报告", ["S213"]),
        (2018, "关于2018年政府信息公开工作的报告", []),
    ],
)
def test_a_title_is_that_of_the_form_since_2019(
    year: int, title: str, codes: list[str], site: Scenario
) -> None:
    body = outline(SIX) if year >= 2019 else "正文。\n"
    assert of_structure(site.check(written(body, year, title))) == codes


def test_an_agency_goes_by_its_short_name_and_its_other_names(site: Scenario) -> None:
    site.lay(
        "-- content/agencies/zhongwei-kjj/index.md --\n---\ntitle: 中卫市科学技术局\n"
        "region: 640500\nshort_name: 市科技局\naliases: [中卫市科学技术和信息化局]\n---\n"
    )
    for name in ("中卫市科技局", "中卫市科学技术和信息化局"):
        title = f"{name}2018年政府信息公开工作年度报告"
        assert of_structure(site.check(written("正文。\n", 2018, title))) == []


def test_an_old_report_is_free_in_its_outline_but_not_in_its_numbers(site: Scenario) -> None:
    free = outline(["一、概述", "二、工作情况", "三、收费情况"])
    assert of_structure(site.check(written(free, 2017))) == []
    findings = site.check(written(free.replace("三、", "四、"), 2017))
    assert [f.message for f in findings] == ["“四、收费情况”接在“二、工作情况”之后，应编为“三、”。"]


OLD = {
    "主动公开政府信息的情况": "全年主动公开政府信息35条。",
    "依申请公开政府信息和不予公开政府信息的情况": "没有收到公开申请。",
    "政府信息公开的收费及减免情况": "没有收取检索、复制等费用。",
    "因政府信息公开申请行政复议、提起行政诉讼的情况": "没有因此发生复议、诉讼。",
    "政府信息公开工作存在的主要问题及改进情况": "公开的内容还有不足，今后逐项充实。",
    "其他需要报告的事项": "没有其它需要说明的情况。",
}


def chapters_of(contents: list[str]) -> str:
    """A report of four free chapters that tells some contents."""
    heads = ("一、概述", "二、公开情况", "三、下一步打算", "四、附则")
    sentences = [OLD[name] for name in contents] + ["一年来，工作有序。"] * 4
    return "".join(f"## {head}\n{''.join(sentences[n::4])}\n\n" for n, head in enumerate(heads))


@pytest.mark.parametrize("left_out", OLD)
def test_a_report_until_2018_tells_the_six_contents_of_the_law(
    left_out: str, site: Scenario
) -> None:
    assert [name for name, _ in contents_for(2008)] == [*OLD]
    assert of_structure(site.check(written(chapters_of([*OLD]), 2017, opening=""))) == []

    rest = chapters_of([name for name in OLD if name != left_out])
    (finding,) = site.check(written(rest, 2017, opening=""))
    assert (finding.code, f"没有写“{left_out}”；" in finding.message) == ("S217", True)


def test_all_missing_contents_are_in_one_finding(site: Scenario) -> None:
    (finding,) = site.check(written(chapters_of([*OLD][:4]), 2017, opening=""))
    assert "“政府信息公开工作存在的主要问题及改进情况”“其他需要报告的事项”" in finding.message


def test_an_excerpt_of_three_chapters_is_not_judged_by_its_contents(site: Scenario) -> None:
    excerpt = chapters_of([*OLD][:4]).partition("## 四、")[0]
    assert of_structure(site.check(written(excerpt, 2017, opening=""))) == []


def test_contents_may_be_stated_in_the_table_of_2014(site: Scenario) -> None:
    body = written(chapters_of([*OLD][:2] + [*OLD][4:]), 2017, opening="")
    table = "statistics:\n  政府信息公开情况统计表: 0\n---\n##"
    assert of_structure(site.check(body.replace("---\n##", table))) == []


@pytest.mark.parametrize(
    ("site_id", "date", "codes"),
    [
        ("6405000001", "", ["S216"]),
        ("6405000001", "signed: 2024-01-20\n", []),
        ("6405000001", "published: 2024-01-26\n", []),
        ("", "", []),
    ],
)
def test_a_report_on_a_site_with_an_identifier_has_a_date(
    site_id: str, date: str, codes: list[str], site: Scenario
) -> None:
    site.lay(
        f"-- content/site.yaml --\ntitle: 年度报告\nsite_id: {site_id}\n"
        "regions:\n  640500: 中卫市\n"
    )
    report = written(outline(SIX)).replace("statistics:", f"{date}statistics:")
    assert of_structure(site.check(report)) == codes


def test_a_finding_stands_at_the_heading_it_speaks_of(site: Scenario) -> None:
    body = outline([*SIX[:4], f"七、{PARTS[4]}", SIX[5]])
    (finding,) = site.check(written(body))
    assert finding.message == f"“七、{PARTS[4]}”应编为“五、”。"
    assert written(body).split("\n")[finding.line] == f"## 七、{PARTS[4]}"


@given(st.integers(1, 29))
def test_a_numeral_is_read_as_it_is_written(number: int) -> None:
    assert number_of(f"{numeral(number)}、总体情况") == number
    assert len(NUMERALS) == 29


@pytest.mark.parametrize("order", [*permutations(range(6))][1::97])
def test_chapters_in_any_other_order_are_found(order: tuple[int, ...], site: Scenario) -> None:
    findings = site.check(written(outline([SIX[index] for index in order])))
    assert set(of_structure(findings)) == {"S202"}
