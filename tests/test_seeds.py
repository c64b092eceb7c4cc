"""The real reports, as they came out of their PDFs: what examiners found in them is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import Scenario
from figures import FORMS

from site_builder.forms.versions import forms_for
from site_builder.model.finding import Finding
from site_builder.model.table import Form, Row
from site_builder.text.labels import key_of, nearest, without_numbering

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the real reports lie beside the repository, and are not here"
)


class Seed(NamedTuple):
    """A report: its agency, and the year."""

    slug: str
    region: str
    place: str
    year: int

    @property
    def home(self) -> str:
        """The folder of the agency."""
        return f"content/agencies/{self.slug}"

    @property
    def path(self) -> str:
        """The file of the report."""
        return f"{self.home}/reports/{self.year}.md"


REPORTS = {
    "001": Seed("haiyuan-kjj", "640522", "海原县", 2020),
    "002": Seed("wuzhong-kjj", "640300", "吴忠市", 2017),
    "004": Seed("zhongwei-kjj", "640500", "中卫市", 2023),
}

_CHAPTER = re.compile(r"[一二三四五六七]、[^。\t]{2,30}")
_HEADING = re.compile(r"（[一二三四五]）[^。\t]{2,30}")
_LABEL = re.compile(r"[一二三四五六七]、|[（(][一二三四五]+[）)]")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_NUMBER = re.compile(r"\d+")

Rows = list[list[str]]


def title_and_lines(text: str) -> tuple[str, list[str]]:
    """The title, which may be torn over lines, and what follows it."""
    lines = [line.strip(" ") for line in text.split("\n") if line.strip()]
    end = next(n for n, line in enumerate(lines) if line.endswith("年度报告")) + 1
    return "".join(lines[:end]).replace(" ", ""), lines[end:]


def signature(lines: list[str]) -> tuple[str, list[str]]:
    """The day of a signature at the end, and what stands before it."""
    signed = _DATE.fullmatch(lines[-1])
    if not signed:
        return "", lines
    year, month, day = map(int, signed.groups())
    return f"signed: {year}-{month:02}-{day:02}\n", lines[:-2]


def chapters(lines: list[str]) -> Iterator[tuple[str, list[str], Rows]]:
    """Heading, paragraphs, and rows of tables. A paragraph that a page or a table tore apart is
    put together, unless what follows has a label of its own."""
    heading, paragraphs, rows, whole = "", list[str](), list[list[str]](), True
    for line in lines:
        if "\t" in line:
            rows.append([cell.replace(" ", "") for cell in line.split("\t")])
        elif _CHAPTER.fullmatch(line):
            yield heading, paragraphs, rows
            heading, paragraphs, rows, whole = line, [], [], True
        elif _HEADING.fullmatch(line):
            paragraphs.append(f"### {line}")
        elif whole or _LABEL.match(line):
            paragraphs.append(line)
            whole = line.endswith(("。", "："))
        else:
            paragraphs[-1] += line
            whole = line.endswith(("。", "："))
    yield heading, paragraphs, rows


def called(label: str, form: Form) -> list[Row]:
    """The rows of a label; that a page tore apart is the beginning of one."""
    exact = [row for row in form.rows if row.key == label]
    return exact or [row for row in form.rows if row.key.startswith(label)]


def filled(form: Form, rows: Rows) -> dict[str, dict[str, str]]:
    """The figures of a table by the labels of its form, but for columns printed otherwise. Figures
    are taken as they stand in their row: one lost on the way out of the PDF is lost."""
    printed = {key_of(cell) for row in rows for cell in row if cell}
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        labels = [key_of(cell) for cell in row if cell and not _NUMBER.fullmatch(cell)]
        figures = [cell for cell in row if _NUMBER.fullmatch(cell)]
        for one in called(labels[-1], form) if labels else form.rows:
            columns = [column.key for column in one.columns]
            names = [key if key in printed else nearest(key, printed) for key in columns]
            if figures or one.key not in found:
                found[one.key] = dict(zip(names, figures, strict=False))
            figures = figures[len(columns) :]
    return found


def statistics(year: int, tables: dict[str, Rows]) -> Iterator[str]:
    """The tables as they are written in a header."""
    for form in forms_for(FORMS, year):
        if rows := tables.get(form.title):
            yield f"  {form.title}:\n"
            for label, figures in filled(form, rows).items():
                yield f"    {label}:\n"
                yield from (f"      {column}: {figure}\n" for column, figure in figures.items())


def written(text: str, year: int) -> str:
    """A report of our format."""
    title, lines = title_and_lines(text)
    signed, lines = signature(lines)
    parts = [*chapters(lines)]
    tables = {without_numbering(heading): rows for heading, _, rows in parts if rows}
    header = f"title: {title}\n{signed}"
    body = ""
    for heading, paragraphs, rows in parts:
        body += f"## {heading}\n\n" if heading else ""
        body += "".join(f"{paragraph}\n\n" for paragraph in paragraphs)
        body += table(rows) if year < 2019 and rows else ""
    if year >= 2019:
        header += "".join(("statistics:\n", *statistics(year, tables)))
    return f"---\n{header}---\n\n{body}"


def table(rows: Rows) -> str:
    """A table that is no form's, as it is written in a body."""
    lines = [f"| {' | '.join(row)} |\n" for row in rows]
    return "".join((lines[0], "| --- " * len(rows[0]) + "|\n", *lines[1:], "\n"))


def site_of(texts: dict[str, str]) -> str:
    """A site of some reports, by their numbers, as a text to be laid out."""
    regions = "".join(f"  {one.region}: {one.place}\n" for one in REPORTS.values())
    # With the identifier of a government's site, whose reports have to bear their dates.
    site = f"-- content/site.yaml --\ntitle: 年度报告\nsite_id: 6400000001\nregions:\n{regions}"
    for number, text in texts.items():
        one = REPORTS[number]
        header = f"title: {one.place}科学技术局\nregion: {one.region}\nkind: 部门\n"
        site += f"-- {one.home}/index.md --\n---\n{header}---\n"
        site += f"-- {one.path} --\n{text}"
    return site


def in_our_format() -> dict[str, str]:
    """The reports by their numbers."""
    paths = {number: next(SEEDS.glob(f"{number}_*.txt")) for number in REPORTS}
    return {n: written(path.read_text("utf-8"), REPORTS[n].year) for n, path in paths.items()}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Finding, str]]]:
    """What is found in each report, with the words at its place."""
    texts = in_our_format()
    findings = Scenario(tmp_path_factory.mktemp("seeds")).check(site_of(texts))
    lines = {number: text.split("\n") for number, text in texts.items()}
    return {
        number: [
            (one, lines[number][one.line - 1][one.column - 1 :])
            for one in findings
            if one.path == REPORTS[number].path
        ]
        for number in REPORTS
    }


# What DOMAIN 9.2 lists, under its name there: the code, and the words at the place, or the last of
# the name of the cell.
LISTED = (
    ("002", "C1: signed before the period ends", "D101", "2017-03-26"),
    ("002", "A6/C6: 2016 in a report on 2017", "D105", "公布、更新了我局在2016年"),
    ("002", "D1: a word doubled", "G105", "其中：其中"),
    ("002", "D2: 是 behind a number", "G106", "是深入推进"),
    ("002", "D3: no 二是", "G104", "三是"),
    ("002", "D4: brackets of a number", "G101", "[2014]"),
    ("002", "D7: 截止 for 截至", "G103", "截止2017年"),
    ("002", "D3: 在 before 把", "G120", "在把政府信息公开"),
    ("002", "D3: 是例外 and 为例外", "G112", "公开是常态"),
    ("002", "B7: 20条, 13条 by other channels, and no channel", "R110", "其他途径"),
    ("002", "A1: no 收费及减免情况, no 其他需要报告的事项", "S217", "---"),
    ("002", "A1: 建议和提案 in a heading, 提案 in the text", "S218", "## 六、"),
    ("002", "D8: the agency by another name", "G109", "吴忠市科技局"),
    ("002", "E4: a private mailbox", "X105", "wzskjjbgs@"),
    ("001", "A4: numbers of chapters inside a chapter", "S205", "一、加强组织领导"),
    ("001", "B11: a blank row, 部分公开", "F204", "不计其他情形）"),
    ("001", "B11: a blank row, 结转下年度", "F204", "四、结转下年度继续办理"),
    ("001", "D6: 上求", "G111", "上级上求"),
    ("001", "D10: a dash in 上一级", "G111", "上—一级"),
    ("001", "D10: cut off before 门", "G119", "级政府信息公开工作主管部"),
    ("001", "no period, no contact, no ground in the opening", "S211", "按照"),
    ("001", "a report that calls itself 汇报", "S219", "汇报如下"),
    ("001", "E5: no date", "S216", "---"),
    ("001", "A9: 社会组织", "F209", "社会组织:"),
    ("001", "E9: 六 is 无", "S209", "无"),
    ("004", "A2: a seventh chapter", "S203", "## 七、"),
    ("004", "D4: 国务院令 without 第", "G117", "国务院令 711"),
    ("004", "包括 and 组成 in one sentence", "G121", "包括总体情况"),
    ("004", "a figure lost on the way out of the PDF", "F230", "（一）予以公开，其他"),
    ("004", "E4: a private mailbox", "X105", "nxzwskj@"),
    ("004", "E5: no date", "S216", "---"),
)
# What it does not list, and is true all the same.
BESIDES = {
    ("001", "G109"),  # 海原县科技局
    ("001", "G116"),  # 〔2020〕70 号
    ("002", "G107"),  # (二) and its like
    ("002", "S213"),  # 吴忠市科技局 in the title
    ("004", "G116"),  # 〔2021〕30 号
}


@pytest.mark.parametrize(("number", "listed", "code", "words"), LISTED)
def test_what_examiners_found_is_found_in_its_place(
    number: str,
    listed: str,
    code: str,
    words: str,
    found: dict[str, list[tuple[Finding, str]]],
) -> None:
    places = [(text, str(one.cell)) for one, text in found[number] if one.code == code]

    assert any(text.startswith(words) or cell.endswith(words) for text, cell in places), listed


def test_nothing_else_is_found(found: dict[str, list[tuple[Finding, str]]]) -> None:
    codes = {(number, one.code) for number, findings in found.items() for one, _ in findings}

    assert codes == {(number, code) for number, _, code, _ in LISTED} | BESIDES


@pytest.mark.parametrize(
    ("number", "right", "wrong", "code"),
    [
        ("004", "主动公开信息 152 条", "主动公开信息 151 条", "R105"),
        ("004", "政策问答 6 条", "政策问答 7 条", "R105"),
        ("004", "69 条通过", "68 条通过", "R105"),
        ("004", "各 1 条", "各 2 条", "R105"),
        ("004", "公开申请 1 件", "公开申请 2 件", "R101"),
        ("004", "规范性文件 2 件", "规范性文件 3 件", "R104"),
        ("002", "行政奖励 2 项", "行政奖励 3 项", "R105"),
    ],
)
def test_a_sum_that_is_right_is_found_once_a_figure_of_it_is_wrong(
    number: str, right: str, wrong: str, code: str, tmp_path: Path
) -> None:
    text = in_our_format()[number]
    assert right in text

    findings = Scenario(tmp_path).check(site_of({number: text.replace(right, wrong, 1)}))

    assert code in {finding.code for finding in findings}
