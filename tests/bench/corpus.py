"""Makes a content folder of any number of agencies and years: balanced figures, prose of the usual
length, nothing that a rule complains of. The same seed gives the same bytes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from bench import wording
from bench.figures import DONE, FIRST_FORMS, LEFT, NEW, Figures, header, random_figures
from bench.regions import agency_name, agency_region, regions

__all__ = ["LAST_YEAR", "agency_name", "agency_slug", "make", "random_figures", "report", "reports"]

PARTS = (
    "主动公开情况",
    "依申请公开情况",
    "政府信息管理情况",
    "政府信息公开平台建设情况",
    "监督保障情况",
)
PROSE_BYTES = 9_000
LAST_YEAR = 2025


def make(folder: Path, agencies: int, years: int, seed: int = 1) -> int:
    """Write a project with `agencies` × `years` reports (the last on 2025); returns the number of
    reports."""
    content = folder / "content"
    content.mkdir(parents=True)
    (content / "site.yaml").write_text(_settings(agencies), "utf-8")
    (content / "index.md").write_text("---\ntitle: 年度报告\n---\n\n各机关年度报告。\n", "utf-8")
    for number in range(agencies):
        home = content / "agencies" / agency_slug(number)
        (home / "reports").mkdir(parents=True)
        (home / "index.md").write_text(_agency(number), "utf-8")
        for year, text in reports(number, years, seed):
            (home / "reports" / f"{year}.md").write_text(text, "utf-8")
    return agencies * years


def agency_slug(number: int) -> str:
    """The folder of an agency."""
    return f"bureau-{number:05d}"


def reports(number: int, years: int, seed: int = 1, again: int = 0) -> Iterator[tuple[int, str]]:
    """All reports of an agency, by year. With another `again` the last has other figures, which
    balance as well; its words stay, but for the figures they repeat."""
    name = agency_name(number)
    before: Figures | None = None
    for year in range(LAST_YEAR + 1 - years, LAST_YEAR + 1):
        key = f"{seed}/{number}/{year}"
        fresh = again if year == LAST_YEAR else 0
        before = random_figures(year, before, random.Random(f"{key}/{fresh}"))
        yield year, report(name, year, before, random.Random(key))


def _settings(agencies: int) -> str:
    named = "".join(f"  {code}: {name}\n" for code, name in regions(agencies).items())
    return f"title: 年度报告\nbase_url: https://example.org/\nregions:\n{named}"


def _agency(number: int) -> str:
    name, region = agency_name(number), agency_region(number)
    return f"---\ntitle: {name}\nregion: {region}\nkind: 部门\n---\n\n负责有关工作。\n"


def report(name: str, year: int, figures: Figures, chance: random.Random) -> str:
    """One report: about 9 KB of prose, and from 2019 three dense tables."""
    prose = _prose if year >= FIRST_FORMS else _old_prose
    title = f"title: {name}{year}年政府信息公开工作年度报告"
    lines = ["---", title, *header(year, figures), "---", "", *prose(name, year, figures, chance)]
    return "\n".join(lines) + "\n"


def _prose(name: str, year: int, figures: Figures, chance: random.Random) -> list[str]:
    values: wording.Values = {"year": year, "name": name}
    share = PROSE_BYTES // 9
    said = (
        wording.disclosed(year, name, chance),
        wording.applied(year, figures.total(NEW), figures.total(DONE), figures.total(LEFT), chance),
    )
    lines = [wording.say(wording.OPENING, values, chance), "", "## 一、总体情况", ""]
    for number, part in enumerate(PARTS):
        lines += [f"### （{'一二三四五'[number]}）{part}", ""]
        lines += [*said[number : number + 1], *wording.fill(share, chance), ""]
    lines += ["## 二、主动公开政府信息情况", "", "## 三、收到和处理政府信息公开申请情况", ""]
    lines += ["## 四、政府信息公开行政复议、行政诉讼情况", ""]
    lines += ["## 五、存在的主要问题及改进情况", "", wording.say(wording.FAULTS, values, chance)]
    lines += [*wording.fill(share, chance), "", wording.say(wording.REMEDIES, values, chance)]
    lines += [*wording.fill(share, chance), "", "## 六、其他需要报告的事项", ""]
    return [*lines, wording.say(wording.FEES, values, chance)]


def _old_prose(name: str, year: int, figures: Figures, chance: random.Random) -> list[str]:
    """Free chapters, as before 2019."""
    values: wording.Values = {"year": year, "name": name}
    share = PROSE_BYTES // 4
    lines = [wording.say(wording.OPENING, values, chance), "", "## 一、概述", ""]
    lines += [*wording.fill(share, chance), "", "## 二、主动公开政府信息情况", ""]
    lines += [wording.disclosed(year, name, chance), *wording.fill(share, chance), ""]
    lines += ["## 三、依申请公开政府信息情况", "", wording.say(wording.OLD_REPLIES, values, chance)]
    lines += ["", "## 四、存在的问题和改进措施", "", wording.say(wording.FAULTS, values, chance)]
    lines += [*wording.fill(share, chance), "", wording.say(wording.REMEDIES, values, chance)]
    return [*lines, "", "## 五、其他需要报告的事项", "", wording.say(wording.FEES, values, chance)]
