"""What was meant as a table, a link, a heading or code, and is shown as it is written, is found and
called by its name; and so is what hides in the text."""

from __future__ import annotations

import pytest
from conftest import Scenario, codes
from hostile import parsed, spot, write
from texts import CHAPTERS, REPORT, page

from site_builder.lint.autofix import repaired


@pytest.mark.parametrize(
    ("body", "code", "line", "column"),
    [
        ("甲\t乙\t丙\n1\t2\t3\n", "M111", 4, 1),
        ("甲：\n\n类别\t件数\n\n自然人\t3\n\n企业\t0\n", "M111", 6, 1),
        ("甲：\n类别\t件数\n自然人\t3\n", "M111", 5, 1),
        ("- 类别\t件数\n  自然人\t3\n", "M111", 4, 1),
        ("| 类别 | 件数 |\n| 自然人 | 3 |\n", "M112", 4, 1),
        ("甲：\n| 类别 | 件数 |\n| 自然人 | 3 |\n", "M112", 5, 1),
        ("类别 | 件数\n自然人 | 3\n", "M112", 4, 1),
        ("| 类别 | 件数 |\n", "M112", 4, 1),
        ("| 类别 | 件数 | 备注 |\n| --- | --- |\n| 甲 | 1 | |\n", "M112", 4, 1),
        ("｜类别｜件数｜\n｜---｜---｜\n｜自然人｜3｜\n", "M112", 4, 1),
        ("见[表]（表.docx）。\n", "L108", 4, 2),
        ("见【表】(表.docx)。\n", "L108", 4, 2),
        ("甲。\n见【表】（表.docx）。\n", "L108", 5, 2),
        ("见[表](表 一.docx)。\n", "L108", 4, 2),
        ("见[表] (表.docx)。\n", "L108", 4, 2),
        ("见[表](表.docx）。\n", "L108", 4, 2),
        ("见［表］（https://www.gov.cn/）。\n", "L108", 4, 2),
        ("**见**\n[表]（../表/）。\n", "L108", 5, 1),
        ("> - 见[表]（表.docx）。\n", "L108", 4, 6),
        ("| 表 |\n|---|\n| [表]（表.docx） |\n", "L108", 6, 3),
        ("##说明\n", "M108", 4, 1),
        ("甲。\n##五、说明\n乙。\n", "M108", 5, 1),
        ("###（一）说明\n", "M108", 4, 1),
        ("#一、说明\n", "M108", 4, 1),
        ("> ##说明\n", "M108", 4, 3),
        ("```\n## 一、说明\n", "M110", 4, 1),
        ("~~~ text\n```\n代码\n```\n", "M110", 4, 1),
        ("甲。\n\n````\n代码\n```\n乙。\n", "M110", 6, 1),
        ("- 甲\n\n  ```\n  代码\n\n乙。\n", "M110", 6, 3),
        ("<<<<<<< HEAD\n甲。\n=======\n乙。\n>>>>>>> b\n", "T112", 4, 1),
        ("甲。\n\n>>>>>>> feature/x\n", "T112", 6, 1),
    ],
)
def test_what_is_shown_otherwise_than_meant_is_found_by_name(
    body: str, code: str, line: int, column: int, site: Scenario
) -> None:
    level = "## 题\n" if body.startswith("###") else ""
    findings = site.check(page(level + body))
    assert {finding.code for finding in findings} == {code}
    assert (findings[0].line - len(level.split()[1:]), findings[0].column) == (line, column)
    assert len(findings) == 1


@pytest.mark.parametrize(
    "body",
    [
        "类别\t件数\n",
        "\t甲。\n\t乙。\n",
        "```\n类别\t件数\n自然人\t3\n```\n",
        "```\n| 甲 |\n| 乙 |\n##丙\n[表]（表.docx）\n```\n",
        "| 甲\\|乙 | 丙 |\n|---|---|\n| 1 \\| 2 | 3\t4 |\n",
        "首页 | 公开\n",
        "首页｜公开\n指南｜年报\n",
        "《办法》[2023]（修订）、〔2019〕60号、【注】（见下文）、[1]（三）。\n",
        "`[表]（表.docx）`、`##说明`。\n",
        "\\[表](表 一.docx)\n",
        "#1楼大厅、C#（语言）\n",
        "甲\n#一号工程#\n",
        "####### 七个\n",
        "```\n代码\n```\n\n~~~\n代码\n~~~~\n",
        "> ```\n> 代码\n> ```\n",
        "- 甲\n\n  ```\n  代码\n  ```\n",
        "1. ```\n   代码\n   ```\n",
        "- > ```\n  > 代码\n  > ```\n",
        "```\n```\n",
        "=======\n",
    ],
)
def test_what_is_meant_as_it_is_written_is_no_fault(body: str, site: Scenario) -> None:
    assert site.check(page(body)) == ()


def test_the_words_say_how_the_link_and_the_table_are_written(site: Scenario) -> None:
    links, table = site.check(page("见[表]（表 一.docx）。\n\n甲\t乙\t丙\n1\t2\n"))

    assert links.message.endswith("请写成“[表](<表 一.docx>)”。")
    assert "“| --- | --- | --- |”" in table.message


def test_a_heading_without_a_space_is_a_heading_and_is_repaired(site: Scenario) -> None:
    text = CHAPTERS.replace("## 五", "##五").replace("## 一", "#一")
    findings = site.check(f"-- 2023年度报告 --\n{text}")

    assert [finding.code for finding in findings] == ["M108", "M108"]
    report = (site.root / REPORT).read_text("utf-8")
    mended, count = repaired(report, [one.repair for one in findings if one.repair])
    assert count == 2
    assert mended.endswith(CHAPTERS)


def test_code_without_an_end_is_one_finding_and_not_five_missing_parts(site: Scenario) -> None:
    text = CHAPTERS.replace("## 二", "```\n## 二")

    assert spot(site.check(f"-- 2023年度报告 --\n{text}"))[0] == "M110"


@pytest.mark.parametrize(
    ("escape", "code"),
    [
        ("\\0", "T105"),
        ("\\e[31m", "T105"),
        ("\\r", "T105"),
        ("\\L", "T105"),
        ("\\u202e", "T106"),
        ("\\u200b", "T106"),
        ("\\ufeff", "T106"),
        ("\\ue863", "T107"),
        ("\\u2f2f", "T108"),
    ],
)
def test_a_character_hidden_by_an_escape_in_a_header_is_found_like_the_character(
    escape: str, code: str, site: Scenario
) -> None:
    for header, line in (('title: "甲{}乙"\n', 2), ('title: 甲\nsummary: "{}乙"\n', 3)):
        write(site, f"---\n{header.format(escape)}---\n正文。\n".encode())
        (finding,) = site.check()
        assert (finding.code, finding.line, finding.repair) == (code, line, None)
    settings = (site.root / "content/site.yaml").read_text("utf-8")
    write(site, b"---\ntitle: x\n---\n")
    write(site, f'{settings}organizer: "甲{escape}"\n'.encode(), "content/site.yaml")
    assert codes(site.check()) == {code}


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("&#8238;", "T106"),
        ("&#x202E;", "T106"),
        ("&#0;", "T105"),
        ("&#x1b;", "T105"),
        ("&#13;", "T105"),
        ("&#9999999;", "T105"),
        ("&ZeroWidthSpace;", "T106"),
        ("&shy;", "T106"),
        ("&#xE863;", "T107"),
        ("&#x2F2F;", "T108"),
    ],
)
@pytest.mark.parametrize(
    "body",
    [
        "甲{}乙。",
        "甲。\n**乙**{}丙",
        "> - 甲{}",
        "## 题{}目",
        "| 甲{} |\n|---|",
        "甲^[乙{}]",
        "[甲{}](https://www.gov.cn/)",
        "甲`&shy;`乙{}",
    ],
)
def test_a_character_hidden_by_a_reference_in_a_body_is_found_like_the_character(
    reference: str, code: str, body: str
) -> None:
    text = body.format(reference)
    document = parsed(f"---\ntitle: 甲\n---\n{text}\n")
    (problem,) = document.problems
    lines = text.split("\n")
    number = next(n for n, line in enumerate(lines) if reference in line)

    column = lines[number].rindex(reference) + 1
    assert (problem.rule.code, problem.line) == (code, number + 4)
    assert problem.column == column or lines[number].count(reference) > 1


@pytest.mark.parametrize(
    "body",
    [
        '[甲](https://www.gov.cn/ "乙&#8238;")',
        "[甲](https://www.gov.cn/&#8238;)",
        "```&#8238;\n```",
    ],
)
def test_a_character_hidden_in_an_attribute_is_found(body: str) -> None:
    document = parsed(f"---\ntitle: 甲\n---\n{body}\n")

    assert [problem.rule.code for problem in document.problems] == ["T106"]


@pytest.mark.parametrize("body", ["`甲&#8238;乙`", "```\n&#8238;\n```", "&amp;#8238;", "&#20013;"])
def test_a_reference_that_hides_nothing_is_no_fault(body: str) -> None:
    assert parsed(f"---\ntitle: 甲\n---\n{body}\n").problems == ()
