"""A report that was exported as a Word file and is imported again is the same report."""

from __future__ import annotations

from random import Random

from figures import FORMS
from filled_in import SETTINGS, A, assembled, statistics
from hypothesis import given
from hypothesis import strategies as st

from site_builder.editing.body import body_of
from site_builder.editing.cells import tables_of
from site_builder.exporters.word import to_docx
from site_builder.importers.formats.word.read import read_word
from site_builder.importers.recognition.report import read_report
from site_builder.importers.report_draft import KnownAgency, ReportDraft
from site_builder.importers.writing.report_file import make_report
from site_builder.model.table import Filing
from site_builder.pages.downloads import manuscript

NAME = "中卫市科学技术局"
SAID = ("", "/", "—", "-", "无", "不适用", "N/A")
YEARS = (2015, 2019, 2020, 2021, 2024)
OPENING = "本报告依据《中华人民共和国政府信息公开条例》编制，统计期限为{year}年1月1日至12月31日。"
CHAPTERS = (
    ("一、总体情况", True),
    ("二、主动公开政府信息情况", False),
    ("三、收到和处理政府信息公开申请情况", False),
    ("四、政府信息公开行政复议、行政诉讼情况", False),
    ("五、存在的主要问题及改进情况", True),
    ("六、其他需要报告的事项", True),
)
PIECES = (
    "全年公开信息152条，比上年增长12.5%。",
    "### （一）主动公开情况",
    "**一是公开及时。**制度文件3件，均在5个工作日内公开。",
    "- 政府网站公开120条\n- 公示栏公开32条",
    "| 渠道 | 条数 |\n| --- | --- |\n| 网站 | 120 |\n| 公示栏 | 32 |",
    "> 此件公开发布。",
    "收到申请2件（上年1件）；已办结，没有结转。见[公开指南](<https://example.gov.cn/guide>)。",
    "说明：以上数字不含转载。",
    "一是认识不够。二是人手偏少。",
)


@st.composite
def reports(draw: st.DrawFn) -> tuple[int, str, str]:
    """The year, the header and the body of a report."""
    year = draw(st.sampled_from(YEARS))
    forms = tuple(form for form in FORMS if form.in_force(year))
    header = statistics(forms, Random(draw(st.integers(0, 10**9))), SAID)
    parts = [OPENING.format(year=year)]
    for title, has_text in CHAPTERS:
        parts.append(f"## {title}")
        if has_text or draw(st.booleans()):
            parts += draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4, unique=True))
    return year, header, "\n\n".join(parts)


def figures(filings: tuple[Filing, ...]) -> list[list[tuple[object, ...]]]:
    """The cells of tables: what they say, and whether it was computed. A cell that is not written
    cannot be told from a written blank in print."""
    return [
        [(c.text, c.meaning, c.number, c.computed) for row in one.cells for c in row]
        for one in filings
    ]


@given(reports())
def test_a_report_in_word_is_imported_as_it_was_exported(made: tuple[int, str, str]) -> None:
    year, header, body = made
    report = assembled(header, year, NAME, body)
    word = to_docx(manuscript(report, SETTINGS, lambda _: None))

    text, _ = read_word(word)
    draft = read_report(text, (KnownAgency("zhongwei-kjj", (NAME,)),), FORMS)

    assert isinstance(draft, ReportDraft)
    page = make_report(draft, NAME, {}).page
    assert page.path == f"{A}/reports/{year}.md"
    assert draft.title == report.article.title
    assert figures(tables_of(page.data, year, FORMS)) == figures(report.filings)
    assert body_of(page.data).strip() == body.strip()
