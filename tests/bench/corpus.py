"""Makes a content folder of any number of agencies and years: balanced figures, prose of the usual
length, nothing that a rule complains of. The same seed gives the same bytes."""

from __future__ import annotations

import random
from pathlib import Path

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
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结")
SENTENCES = (
    "全年通过政府门户网站公开信息{a}条，其中工作动态{b}条、政策文件{c}条，**内容及时更新。**群众查阅方便。",
    "严格执行信息发布审核制度，先审查、后公开，全年审核信息{a}条，未发现泄密事项。",
    "围绕中心工作，及时公布重点项目的立项、实施和验收情况，主动回应社会关切{b}次。",
    "组织工作人员学习《中华人民共和国政府信息公开条例》，举办培训{c}期，参训{a}人次。",
    "依托政务公开专栏，规范信息的分类和编排，定期检查栏目内容，清理失效链接。",
    "对照公开目录逐项检查，做到**应公开尽公开**，并按要求标注公开属性。",
)
PARTS = ("主动公开情况", "依申请公开情况", "政府信息管理情况", "平台建设情况", "监督保障情况")
PROSE_BYTES = 9_000
FIRST_FORMS = 2019


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
        name = f"第{number}局"
        (home / "index.md").write_text(
            f"---\ntitle: {name}\nregion: 640{number % 9 + 1}00\n---\n\n负责有关工作。\n", "utf-8"
        )
        for year in range(2026 - years, 2026):
            chance = random.Random(f"{seed}/{number}/{year}")
            text = report(name, year, chance)
            (home / "reports" / f"{year}.md").write_text(text, "utf-8")
    return agencies * years


def _settings() -> str:
    regions = "".join(f"  640{n}00: 第{n}市\n" for n in range(1, 10))
    return f"title: 年度报告\nbase_url: https://example.org/\nregions:\n  640000: 某区\n{regions}"


def report(name: str, year: int, chance: random.Random) -> str:
    """One report: about 9 KB of prose, and from 2019 three dense tables (every figure a line)."""
    lines = ["---", f"title: {name}{year}年政府信息公开工作年度报告"]
    if year >= FIRST_FORMS:
        lines += ["statistics:", *_disclosure(year, chance), *_requests(year, chance)]
        lines += _disputes(chance)
    lines += ["---", "", *_prose(chance)]
    return "\n".join(lines) + "\n"


def _disclosure(year: int, chance: random.Random) -> list[str]:
    lines = ["  主动公开政府信息情况:"]
    if year >= 2021:
        for row in ("规章", "行政规范性文件"):
            figures = [
                ("本年制发件数", 0),
                ("本年废止件数", 0),
                ("现行有效件数", chance.randrange(9)),
            ]
            lines += _row(row, figures if row != "规章" else [(c, 0) for c, _ in figures])
        for row in ("行政许可", "行政处罚", "行政强制"):
            lines += [f"    {row}: {chance.randrange(500)}"]
        return [*lines, f"    行政事业性收费: {chance.randrange(100)}.{chance.randrange(10)}"]
    return [*lines, "    其余: 0"]


def _requests(year: int, chance: random.Random) -> list[str]:
    outcomes = list(OUTCOMES_2021)
    if year < 2021:
        outcomes[-3:] = ["其他处理"]
    done = {row: [chance.randrange(4) for _ in APPLICANTS] for row in outcomes}
    total = [sum(done[row][i] for row in outcomes) for i in range(len(APPLICANTS))]
    carried = [chance.randrange(2) for _ in APPLICANTS]
    left = [chance.randrange(2) for _ in APPLICANTS]
    new = [total[i] + left[i] - carried[i] for i in range(len(APPLICANTS))]
    new, carried = (
        [max(n, 0) for n in new],
        [c + min(n, 0) for n, c in zip(new, carried, strict=True)],
    )
    lines = ["  收到和处理政府信息公开申请情况:"]
    rows = [("本年新收政府信息公开申请数量", new), ("上年结转政府信息公开申请数量", carried)]
    rows += [*done.items(), ("总计", total), ("结转下年度继续办理", left)]
    for row, figures in rows:
        lines += _row(row, [*zip(APPLICANTS, figures, strict=True), ("总计", sum(figures))])
    return lines


def _disputes(chance: random.Random) -> list[str]:
    lines = ["  政府信息公开行政复议、行政诉讼情况:"]
    for row in ("行政复议", "未经复议直接起诉", "复议后起诉"):
        figures = [chance.randrange(3) for _ in RESULTS]
        lines += _row(row, [*zip(RESULTS, figures, strict=True), ("总计", sum(figures))])
    return lines


def _row(row: str, figures: list[tuple[str, int]]) -> list[str]:
    return [f"    {row}:", *(f"      {column}: {figure}" for column, figure in figures)]


def _prose(chance: random.Random) -> list[str]:
    share = PROSE_BYTES // 8
    lines = ["根据《中华人民共和国政府信息公开条例》编制本报告。", "", "## 一、总体情况", ""]
    for number, part in zip("一二三四五", PARTS, strict=True):
        lines += [f"### （{number}）{part}", "", *_paragraph(share, chance), ""]
    lines += ["## 二、主动公开政府信息情况", "", "## 三、收到和处理政府信息公开申请情况", ""]
    lines += [
        "## 四、政府信息公开行政复议、行政诉讼情况",
        "",
        "## 五、存在的主要问题及改进情况",
        "",
    ]
    lines += [*_paragraph(share * 2, chance), "", "## 六、其他需要报告的事项", ""]
    return [*lines, *_paragraph(share, chance)]


def _paragraph(size: int, chance: random.Random) -> list[str]:
    lines: list[str] = []
    while sum(len(line.encode()) for line in lines) < size:
        numbers = {key: chance.randrange(1, 200) for key in "abc"}
        lines.append(chance.choice(SENTENCES).format(**numbers))
    return lines
