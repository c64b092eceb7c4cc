"""Copied chapters are found among reports that were written honestly, and nothing else is."""

from __future__ import annotations

import random
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from bench import corpus
from conftest import Scenario, silent

from site_builder.build import check
from site_builder.model.finding import Finding

TODAY = date(2026, 11, 21)
# Honest reports choose a subject, words for it and a consequence: few clauses recur.
WHO = ("个别科室", "部分业务科室", "少数工作人员", "基层站所", "新进人员", "兼职信息员", "窗口单位")
WHAT = (
    "报送信息不够主动",
    "对公开属性的认定把握不准",
    "回应群众提问偏慢",
    "政策解读以转载为主",
    "栏目归类时有差错",
    "公开后的更新没有跟上",
    "对依申请公开的时限不熟",
    "图解和视频做得较少",
    "与媒体联系不多",
)
WHY = ("培训安排少", "人手紧张", "岗位变动多", "考核不细", "流程偏长", "经验不足", "分工不清")
HOW = (
    "按月通报报送情况",
    "每季度开一次业务课",
    "把公开列入科室考核",
    "统一答复文书的样式",
    "重要文件同步配发解读",
    "安排专人巡查各个栏目",
    "请法规科逐件审核答复",
    "在大厅增设查阅点",
    "把热线问题整理成问答",
)
WHEN = ("年内", "上半年", "从三月起", "新的一年", "下一阶段", "汛期之后")
DONE = ("取得了进展", "得到群众认可", "保持了稳定", "比往年及时", "覆盖面有所扩大", "更加规范")


def problems(chance: random.Random) -> str:
    """A chapter five in words of its own."""
    whats, hows = chance.sample(WHAT, 5), chance.sample(HOW, 6)
    sentences = [f"{chance.choice(WHO)}{what}，主要是{chance.choice(WHY)}所致" for what in whats]
    plans = [f"{chance.choice(WHEN)}{how}" for how in hows]
    return "。".join([*sentences, *plans]) + "。"


def overview(chance: random.Random) -> str:
    """A chapter one in words of its own, with the frame that everybody uses."""
    frame = (
        f"{chance.randrange(2010, 2026)}年，认真贯彻落实《中华人民共和国政府信息公开条例》，"
        f"全年主动公开信息{chance.randrange(500)}条，坚持以公开为常态、不公开为例外。"
    )
    subjects = [*product(WHEN, HOW, DONE)]
    sentences = [f"{when}{how}的做法{done}" for when, how, done in chance.sample(subjects, 16)]
    return frame + "，".join(sentences) + "。"


def report(agency: str, year: int, one: str, five: str) -> str:
    return (
        f"-- content/agencies/{agency}/reports/{year}.md --\n---\n"
        f"title: 第{agency}局{year}年政府信息公开工作年度报告\n---\n"
        f"## 一、总体情况\n\n{one}\n\n## 五、存在的主要问题及改进情况\n\n{five}\n\n"
    )


def agency(slug: str) -> str:
    name = f"第{slug}局"
    return (
        f"-- content/agencies/{slug}/index.md --\n---\ntitle: {name}\nregion: 640500\n---\n甲。\n"
    )


def laid(agencies: int, years: range) -> dict[tuple[str, int], tuple[str, str]]:
    """The two chapters of every honest report."""
    chances = {(f"b{n}", y): random.Random(f"{n}/{y}") for n in range(agencies) for y in years}
    return {key: (overview(chance), problems(chance)) for key, chance in chances.items()}


def copies(
    site: Scenario, reports: dict[tuple[str, int], tuple[str, str]]
) -> list[tuple[str, str, int]]:
    """What is found, as (code, path from agencies/, line)."""
    slugs = sorted({slug for slug, _ in reports})
    texts = [report(slug, year, *chapters) for (slug, year), chapters in reports.items()]
    site.lay("".join([*map(agency, slugs), *texts]))
    return copied(site)


def copied(site: Scenario) -> list[tuple[str, str, int]]:
    found = _copies(site.check())
    return [(one.code, one.path.removeprefix("content/agencies/"), one.line) for one in found]


def test_honest_reports_of_all_agencies_and_years_are_passed_over(site: Scenario) -> None:
    assert copies(site, laid(12, range(2010, 2019))) == []


def test_a_chapter_of_last_year_is_found(site: Scenario) -> None:
    reports = laid(6, range(2014, 2019))
    reports["b2", 2017] = (reports["b2", 2017][0], reports["b2", 2016][1])
    reports["b4", 2015] = (reports["b4", 2014][0], reports["b4", 2015][1])

    assert copies(site, reports) == [
        ("K101", "b2/reports/2017.md", 8),
        ("K101", "b4/reports/2015.md", 4),
    ]


def test_new_figures_another_order_and_a_changed_clause_do_not_hide_a_copy(site: Scenario) -> None:
    reports = laid(3, range(2016, 2019))
    old = reports["b1", 2017][1].rstrip("。").split("。")
    new = [*reversed(old[1:]), "新增一条：3名同志参加了轮训", f"**2018年**，{old[0]}"]
    reports["b1", 2018] = (reports["b1", 2018][0], "；\n".join(new) + "。")

    assert copies(site, reports) == [("K101", "b1/reports/2018.md", 8)]


def test_a_chapter_copied_year_after_year_is_found_each_year(site: Scenario) -> None:
    reports = laid(3, range(2012, 2019))
    for year in range(2013, 2019):
        reports["b1", year] = (reports["b1", year][0], reports["b1", 2012][1])

    assert copies(site, reports) == [("K101", f"b1/reports/{y}.md", 8) for y in range(2013, 2019)]


def test_a_chapter_of_another_agency_is_found_in_the_later_report(site: Scenario) -> None:
    reports = laid(5, range(2015, 2019))
    reports["b3", 2018] = (reports["b3", 2018][0], reports["b1", 2017][1])

    assert copies(site, reports) == [("K102", "b3/reports/2018.md", 8)]


@pytest.mark.parametrize(
    ("region", "found"), [("640521", [("K102", "b3/reports/2018.md", 8)]), ("640302", [])]
)
def test_agencies_of_one_prefecture_are_compared_and_of_no_other(
    site: Scenario, region: str, found: list[tuple[str, str, int]]
) -> None:
    reports = laid(5, range(2016, 2019))
    reports["b3", 2018] = (reports["b3", 2018][0], reports["b1", 2017][1])
    copies(site, reports)
    settings = (site.root / "content/site.yaml").read_text("utf-8")
    site.lay(
        f"-- content/site.yaml --\n{settings}  640521: 中宁县\n  640302: 利通区\n"
        + agency("b3").replace("640500", region)
    )

    assert copied(site) == found


def test_reports_of_longer_ago_are_not_compared(site: Scenario) -> None:
    reports = laid(5, range(2015, 2019))
    reports["b3", 2018] = (reports["b3", 2018][0], reports["b1", 2016][1])
    reports["b4", 2018] = (reports["b4", 2018][0], reports["b4", 2016][1])

    assert copies(site, reports) == []


def test_both_of_two_similar_reports_of_one_year_are_reported(site: Scenario) -> None:
    reports = laid(5, range(2017, 2019))
    reports["b3", 2018] = (reports["b3", 2018][0], reports["b1", 2018][1])

    assert copies(site, reports) == [
        ("K102", "b1/reports/2018.md", 8),
        ("K102", "b3/reports/2018.md", 8),
    ]


def test_who_was_copied_is_not_blamed_for_keeping_its_words(site: Scenario) -> None:
    """But for keeping them."""
    reports = laid(3, range(2016, 2019))
    five = reports["b1", 2017][1]
    reports["b2", 2018] = (reports["b2", 2018][0], five)
    reports["b1", 2018] = (reports["b1", 2018][0], five)

    assert copies(site, reports) == [
        ("K101", "b1/reports/2018.md", 8),
        ("K102", "b2/reports/2018.md", 8),
    ]


def test_the_name_of_the_agency_does_not_hide_a_copy(site: Scenario) -> None:
    reports = laid(3, range(2016, 2019))
    said = reports["b1", 2017][1].split("。")
    reports["b1", 2017] = (reports["b1", 2017][0], "。".join("第b1局" + one for one in said))
    reports["b2", 2018] = (reports["b2", 2018][0], "。".join("第b2局" + one for one in said))

    assert copies(site, reports) == [("K102", "b2/reports/2018.md", 8)]


def test_the_message_names_the_other_report_the_chapter_and_the_share(site: Scenario) -> None:
    reports = laid(2, range(2017, 2019))
    reports["b1", 2018] = (reports["b1", 2018][0], reports["b0", 2017][1])
    copies(site, reports)
    (finding,) = _copies(site.check())

    assert "“五、存在的主要问题及改进情况”有100%" in finding.message
    assert "《第b0局2017年政府信息公开工作年度报告》" in finding.message


def test_a_model_of_the_county_is_not_reported_as_copied(site: Scenario) -> None:
    reports = laid(6, range(2017, 2019))
    model = problems(random.Random("model"))
    assert copies(site, {key: (one, model) for key, (one, _) in reports.items()}) == []


def test_short_chapters_are_passed_over(site: Scenario) -> None:
    reports = laid(2, range(2016, 2019))
    short = "公开的内容还不够全面，信息更新还不够及时。"
    assert copies(site, {key: (one, short) for key, (one, _) in reports.items()}) == []


@pytest.mark.parametrize(("agencies", "years"), [(1, 10), (3, 6), (30, 3)])
def test_reports_made_of_six_sentences_are_formulas(
    agencies: int, years: int, tmp_path: Path
) -> None:
    corpus.make(tmp_path, agencies, years)
    assert _copies(check(tmp_path, TODAY, silent).findings) == []


def _copies(findings: tuple[Finding, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.code.startswith("K")]
