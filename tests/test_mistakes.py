"""Twenty mistakes that editors make, each met by one finding at its place; the handbook shows them
(docs/handbook/messages.md) with what the command says."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import Scenario
from texts import OPENING, SIX, folder

from site_builder.cli.main import main

REPORT = "content/agencies/zhongning-kjj/reports/2024.md"
HANDBOOK = Path(__file__).parents[1] / "docs/handbook/messages.md"
GOOD = f"""\
---
title: 中宁县科学技术局2024年政府信息公开工作年度报告
published: 2025-01-20
statistics:
  主动公开政府信息情况:
    行政许可: 12
    行政事业性收费: 3.5
    其余: 0
  收到和处理政府信息公开申请情况:
    本年新收政府信息公开申请数量:
      自然人: 12
      商业企业: 3
      其余: 0
      总计: 15
    上年结转政府信息公开申请数量: 0
    予以公开:
      自然人: 12
      商业企业: 3
      其余: 0
      总计: 15
    总计:
      自然人: 12
      商业企业: 3
      其余: 0
      总计: 15
    结转下年度继续办理: 0
    其余: 0
  政府信息公开行政复议、行政诉讼情况:
    行政复议: 0
    未经复议直接起诉: 0
    复议后起诉: 0
---

{OPENING}{SIX}"""
PROJECT = """\
-- content/site.yaml --
title: 政府信息公开工作年度报告
coverage: selected
regions:
  640500: 中卫市
  640521: 中宁县
-- content/agencies/zhongning-kjj/index.md --
---
title: 中宁县科学技术局
kind: 部门
region: 640521
---
"""
PROSE = "本局依法做好"
WORD_TABLE = "项目\t件数\n新收\t12\n办结\t12\n\n"


class Mistake(NamedTuple):
    """A mistake: its heading in the handbook, the report with it, and the code and line of its
    finding."""

    title: str
    edit: Callable[[str], str]
    code: str
    at: str = ""  # words in the line of the finding


def instead(old: str, new: str) -> Callable[[str], str]:
    """Return a function that replaces the first `old` in a text."""

    def edit(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return edit


def in_prose(text: str) -> Callable[[str], str]:
    return instead(PROSE, f"{text}{PROSE}")


MISTAKES = (
    Mistake("总计写错", instead("总计: 15\n    上年", "总计: 16\n    上年"), "F230", "总计: 16"),
    Mistake(
        "少了一行",
        instead("    未经复议直接起诉: 0\n", ""),
        "F205",
        "行政复议、行政诉讼情况",
    ),
    Mistake("数字是全角的", instead("行政许可: 12", "行政许可: １２"), "F220", "行政许可"),
    Mistake("冒号是全角的", instead("行政许可: 12", "行政许可：12"), "Y111", "行政许可"),
    Mistake("用了制表符", instead("    行政许可: 12", "\t行政许可: 12"), "Y112", "行政许可"),
    Mistake("信息栏没有结束", instead("起诉: 0\n---\n", "起诉: 0\n"), "Y104", ""),
    Mistake("代码框没有结束", in_prose("```\n12\n\n"), "M110", "```"),
    Mistake("标题里的年份错了", instead("2024年政府信息", "2023年政府信息"), "H111", "title"),
    Mistake("格子里写了单位", instead("行政许可: 12", "行政许可: 12件"), "F220", "行政许可"),
    Mistake("万元的格子写成了元", instead("收费: 3.5", "收费: 12500"), "F235", "行政事业性收费"),
    Mistake("没有这样的日期", instead("2025-01-20", "2024-13-22"), "H105", "published"),
    Mistake("写了手机号码", in_prose("请打13800138000。"), "X102", "13800138000"),
    Mistake("链接写错了", in_prose("见[报告](2022.md)。"), "L105", "2022.md"),
    Mistake("附件不在", in_prose("见[附件](list.xlsx)。"), "L105", "list.xlsx"),
    Mistake("图片没有说明", in_prose("![](a.png)\n\n"), "W101", "a.png"),
    Mistake("行名写错了", instead("    予以公开:", "    给予公开:"), "F203", "给予公开"),
    Mistake("从 Word 粘贴了表格", in_prose(WORD_TABLE), "M111", "项目"),
    Mistake("文件是国标编码", str, "T101"),
    Mistake(
        "一项写了两遍", instead("published:", "published: 2025-01-21\npublished:"), "Y114", "01-20"
    ),
    Mistake("项目的名称写错了", instead("published:", "publshed:"), "H101", "publshed"),
)


@pytest.fixture
def project(tmp_path: Path) -> Scenario:
    """A project with one good report."""
    scenario = Scenario(tmp_path)
    folder(tmp_path, PROJECT)
    (tmp_path / "content/agencies/zhongning-kjj/reports").mkdir()
    (tmp_path / REPORT).write_text(GOOD, "utf-8")
    (tmp_path / REPORT).with_name("a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    return scenario


def spoil(project: Scenario, mistake: Mistake) -> str:
    """Make the mistake in the report, and return its text."""
    encoding = "gb18030" if mistake.code == "T101" else "utf-8"
    text = mistake.edit(GOOD)
    (project.root / REPORT).write_bytes(text.encode(encoding))
    if "a.png" not in text:
        (project.root / REPORT).with_name("a.png").unlink()
    return text


def test_the_report_without_a_mistake_has_no_finding(project: Scenario) -> None:
    spoil(project, Mistake("", str, ""))
    assert project.check() == ()


def test_there_are_twenty() -> None:
    assert len(MISTAKES) == 20


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.title)
def test_a_mistake_is_met_by_one_finding_at_its_place(project: Scenario, mistake: Mistake) -> None:
    text = spoil(project, mistake)

    (finding,) = project.check()

    assert finding.path == REPORT
    assert finding.code == mistake.code
    assert mistake.at in text.split("\n")[finding.line - 1]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.title)
def test_the_handbook_shows_what_is_said_of_it(
    project: Scenario, mistake: Mistake, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(project, mistake)
    main(["check", "--source", str(project.root)])
    said = capsys.readouterr().out

    shown = re.search(
        rf"(?ms)^### {re.escape(mistake.title)}$.*?^```text\n(.*?)^```$",
        HANDBOOK.read_text("utf-8"),
    )

    assert shown
    assert shown[1] in said
