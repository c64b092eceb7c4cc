"""The prose of the real reports is in the right chapters."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from figures import FORMS

from importers.recognition.manuscripts import AGENCIES, characters, kept, manuscript, texts_of
from site_builder.importers.recognition.report import read_report
from site_builder.importers.report_draft import ReportDraft
from site_builder.model.manuscript import Manuscript, Paragraph

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the real reports lie beside the repository, and are not here"
)
LEAST = 0.995  # of the characters of the prose


class Seed(NamedTuple):
    """What is to be found in a real report: its chapters as they stand in it."""

    slug: str
    year: int
    title: str
    signed: str
    chapters: tuple[str, ...]
    paragraphs: int  # of the prose, joined


SIX = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
REPORTS = {
    "001": Seed(
        "haiyuan-kjj", 2020, "海原县科学技术局2020年政府信息公开工作年度报告", "None", SIX, 11
    ),
    "002": Seed(
        "wuzhong-kjj",
        2017,
        "吴忠市科技局2017年政府信息公开工作年度报告",
        "2017-03-26",
        (
            "一、概述",
            "二、突出重点领域，深化公开内容",
            "三、主动公开政府信息情况",
            "四、依申请公开政府信息及咨询受理情况",
            "五、因政府信息公开申请行政复议、提起行政诉讼的情况",
            "六、各级人大代表建议和政协提案办理结果公开情况",
            "七、存在问题及下一步改进措施",
        ),
        18,
    ),
    "004": Seed(
        "zhongwei-kjj",
        2023,
        "中卫市科学技术局2023年政府信息公开工作年度报告",
        "None",
        (*SIX, "七、相关说明"),
        12,
    ),
}


def source_of(number: str) -> Manuscript:
    """A real report, a line a paragraph."""
    return manuscript(next(SEEDS.glob(f"{number}_*.txt")).read_text("utf-8"))


def by_chapter(paragraphs: list[str], chapters: tuple[str, ...]) -> dict[str, Counter[str]]:
    """The characters of paragraphs by the chapter that they stand in."""
    found = {"": Counter[str]()}
    chapter = ""
    for text in paragraphs:
        if text in chapters:
            chapter = text
        found.setdefault(chapter, Counter()).update(characters([text]))
    return found


@pytest.mark.parametrize("number", REPORTS)
def test_the_prose_of_a_real_report_is_in_the_right_chapter(number: str) -> None:
    seed = REPORTS[number]
    source = source_of(number)
    lines = [block.text for block in source.blocks if isinstance(block, Paragraph)]
    title = next(n for n, line in enumerate(lines) if "年度报告" in line) + 1
    prose = lines[title : len(lines) - 2 * (seed.signed != "None")]

    found = read_report(source, AGENCIES, FORMS)

    assert isinstance(found, ReportDraft)
    assert (found.slug, found.year, found.title, str(found.signed)) == seed[:4]
    body = [block for block in found.body if isinstance(block, Paragraph)]
    assert tuple(b.text for b in body if b.role == "heading" and b.level == 2) == seed.chapters
    assert sum(block.role == "text" for block in body) == seed.paragraphs
    there = by_chapter([block.text for block in body], seed.chapters)
    wanted = by_chapter(prose, seed.chapters)
    right = sum((there.get(chapter, Counter()) & wanted[chapter]).total() for chapter in wanted)
    share = right / sum(each.total() for each in wanted.values())
    assert share >= LEAST


@pytest.mark.parametrize("number", REPORTS)
def test_no_character_of_a_real_report_is_lost(number: str) -> None:
    source = source_of(number)

    found = read_report(source, AGENCIES, ())

    assert characters(texts_of(source.blocks)) - characters(kept(found)) == {}
