"""Makes a content folder of any number of agencies and years: balanced figures, prose of the usual
length, nothing that a rule complains of. The same seed gives the same bytes."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from bench import wording

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
OUTCOMES_2021 = (
    "予以公开",
    "部分公开",
    "属于国家秘密",
    "其他法律行政法规禁止公开",
    "危及“三安全一稳定”",
    "保护第三方合法权益",
    "属于三类内部事务信息",
    "属于四类过程性信息",
    "属于行政执法案卷",
    "属于行政查询事项",
    "本机关不掌握相关政府信息",
    "没有现成信息需要另行制作",
    "补正后申请内容仍不明确",
    "信访举报投诉类申请",
    "重复申请",
    "要求提供公开出版物",
    "无正当理由大量反复申请",
    "要求行政机关确认或重新出具已获取信息",
    "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "其他",
)
SUITS = ("行政复议", "未经复议直接起诉", "复议后起诉")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结")
PARTS = (
    "主动公开情况",
    "依申请公开情况",
    "政府信息管理情况",
    "政府信息公开平台建设情况",
    "监督保障情况",
)
PROSE_BYTES = 9_000
FIRST_FORMS = 2019
NEW_FORMS = 2021
FIRST, SECOND = "安宁清平永兴新长东西南北", "源河山州阳江海川陵岭"
BODIES = [
    "科学技术局",
    "教育局",
    "财政局",
    "水务局",
    "林业局",
    "文化局",
    "统计局",
    "审计局",
    "司法局",
    "民政局",
]


def make(folder: Path, agencies: int, years: int, seed: int = 1) -> int:
    """Write a project with `agencies` × `years` reports (the last on 2025); returns the number of
    reports."""
    content = folder / "content"
    content.mkdir(parents=True)
    (content / "site.yaml").write_text(_settings(), "utf-8")
    (content / "index.md").write_text("---\ntitle: 年度报告\n---\n\n各机关年度报告。\n", "utf-8")
    for number in range(agencies):
        home = content / "agencies" / f"bureau-{number:05d}"
        (home / "reports").mkdir(parents=True)
        name = agency_name(number)
        header = f"---\ntitle: {name}\nregion: 640{number % 9 + 1}00\nkind: 部门\n---\n"
        (home / "index.md").write_text(f"{header}\n负责有关工作。\n", "utf-8")
        before: Figures | None = None
        for year in range(2026 - years, 2026):
            chance = random.Random(f"{seed}/{number}/{year}")
            before = draw(year, before, chance)
            text = report(name, year, before, chance)
            (home / "reports" / f"{year}.md").write_text(text, "utf-8")
    return agencies * years


def agency_name(number: int) -> str:
    """A name no other number has."""
    rest, body = divmod(number, len(BODIES))
    rest, second = divmod(rest, len(SECOND))
    rest, first = divmod(rest, len(FIRST))
    return f"{FIRST[first]}{SECOND[second]}{'县' if not rest else '区' * rest}{BODIES[body]}"


def _settings() -> str:
    regions = "".join(f"  640{n}00: 第{n}市\n" for n in range(1, 10))
    return f"title: 年度报告\nbase_url: https://example.org/\nregions:\n  640000: 某区\n{regions}"


@dataclass(frozen=True)
class Figures:
    """The figures of one report: applications by row and applicant, suits, documents in force."""

    requests: dict[str, list[int]]
    disputes: dict[str, list[int]]
    issued: int
    repealed: int
    in_force: int

    def total(self, row: str) -> int:
        """All applicants of one row of table 3 together."""
        return sum(self.requests[row])


NEW, CARRIED = "本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量"
DONE, LEFT = "总计", "结转下年度继续办理"


def draw(year: int, before: Figures | None, chance: random.Random) -> Figures:
    """Figures that balance, and that follow from those of the year before."""
    outcomes = list(OUTCOMES_2021)
    if year < NEW_FORMS:
        outcomes[-3:] = ["其他处理"]
    follows = before if year > FIRST_FORMS else None
    carried = follows.requests[LEFT] if follows else [chance.randrange(2) for _ in APPLICANTS]
    done = {row: [chance.randrange(4) for _ in APPLICANTS] for row in outcomes}
    done["予以公开"] = [a + b for a, b in zip(done["予以公开"], carried, strict=True)]
    total = [sum(column) for column in zip(*done.values(), strict=True)]
    left = [chance.randrange(2) for _ in APPLICANTS]
    new = [d + n - c for d, n, c in zip(total, left, carried, strict=True)]
    issued = chance.randrange(3)
    held = before.in_force if before and year > NEW_FORMS else chance.randrange(9)
    repealed = chance.randrange(held + 1)
    return Figures(
        requests={NEW: new, CARRIED: carried, **done, DONE: total, LEFT: left},
        disputes={row: [chance.randrange(3) for _ in RESULTS] for row in SUITS},
        issued=issued,
        repealed=repealed,
        in_force=held + issued - repealed,
    )


def report(name: str, year: int, figures: Figures, chance: random.Random) -> str:
    """One report: about 9 KB of prose, and from 2019 three dense tables (every figure a line)."""
    lines = ["---", f"title: {name}{year}年政府信息公开工作年度报告"]
    if year >= FIRST_FORMS:
        lines += ["statistics:", *_disclosure(year, figures, chance)]
        lines += ["  收到和处理政府信息公开申请情况:"]
        for row, cells in figures.requests.items():
            lines += _row(row, [*zip(APPLICANTS, cells, strict=True), ("总计", sum(cells))])
        lines += ["  政府信息公开行政复议、行政诉讼情况:"]
        for row, cells in figures.disputes.items():
            lines += _row(row, [*zip(RESULTS, cells, strict=True), ("总计", sum(cells))])
    prose = _prose if year >= FIRST_FORMS else _old_prose
    return "\n".join([*lines, "---", "", *prose(name, year, figures, chance)]) + "\n"


def _disclosure(year: int, figures: Figures, chance: random.Random) -> list[str]:
    lines = ["  主动公开政府信息情况:"]
    if year < NEW_FORMS:
        return [*lines, "    其余: 0"]
    documents = (figures.issued, figures.repealed, figures.in_force)
    columns = ("本年制发件数", "本年废止件数", "现行有效件数")
    lines += ["    规章: 0", *_row("行政规范性文件", [*zip(columns, documents, strict=True)])]
    for row in ("行政许可", "行政处罚", "行政强制"):
        lines += [f"    {row}: {chance.randrange(500)}"]
    return [*lines, f"    行政事业性收费: {chance.randrange(100)}.{chance.randrange(10)}"]


def _row(row: str, figures: list[tuple[str, int]]) -> list[str]:
    return [f"    {row}:", *(f"      {column}: {figure}" for column, figure in figures)]


def _prose(name: str, year: int, figures: Figures, chance: random.Random) -> list[str]:
    facts: wording.Facts = {"year": year, "name": name}
    share = PROSE_BYTES // 9
    said = (
        wording.disclosed(year, name, chance),
        wording.applied(year, figures.total(NEW), figures.total(DONE), figures.total(LEFT), chance),
    )
    lines = [wording.say(wording.OPENING, facts, chance), "", "## 一、总体情况", ""]
    for number, part in enumerate(PARTS):
        lines += [f"### （{'一二三四五'[number]}）{part}", ""]
        lines += [*said[number : number + 1], *wording.fill(share, chance), ""]
    lines += ["## 二、主动公开政府信息情况", "", "## 三、收到和处理政府信息公开申请情况", ""]
    lines += ["## 四、政府信息公开行政复议、行政诉讼情况", ""]
    lines += ["## 五、存在的主要问题及改进情况", "", wording.say(wording.FAULTS, facts, chance)]
    lines += [*wording.fill(share, chance), "", wording.say(wording.REMEDIES, facts, chance)]
    lines += [*wording.fill(share, chance), "", "## 六、其他需要报告的事项", ""]
    return [*lines, wording.say(wording.FEES, facts, chance)]


def _old_prose(name: str, year: int, figures: Figures, chance: random.Random) -> list[str]:
    """Free chapters, as before 2019."""
    facts: wording.Facts = {"year": year, "name": name}
    share = PROSE_BYTES // 4
    lines = [wording.say(wording.OPENING, facts, chance), "", "## 一、概述", ""]
    lines += [*wording.fill(share, chance), "", "## 二、主动公开政府信息情况", ""]
    lines += [wording.disclosed(year, name, chance), *wording.fill(share, chance), ""]
    lines += ["## 三、依申请公开政府信息情况", "", wording.say(wording.OLD_REPLIES, facts, chance)]
    lines += ["", "## 四、存在的问题和改进措施", "", wording.say(wording.FAULTS, facts, chance)]
    return [*lines, *wording.fill(share, chance), "", wording.say(wording.REMEDIES, facts, chance)]
