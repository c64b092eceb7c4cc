"""What the desk says about a page: each finding with its place, and nothing that could break it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import FORMS, TODAY, Scenario, silent
from texts import REPORT, page, report

from site_builder import serve
from site_builder.build import check
from site_builder.forms.versions import forms_for
from site_builder.model.finding import CellAddress, Finding, Repair
from site_builder.model.limits import MOST_LAID_OVER
from site_builder.model.source import Source
from site_builder.parsing.document import parse
from site_builder.serve.overlay import Places, as_json, cells_of, entries, repair_words
from site_builder.serve.page import Page

SERVE = Path(serve.__file__).parent
APPLICATIONS = "收到和处理政府信息公开申请情况"
BODY = """\
正文开始。

## 一、概况

**第一**段，有[链接](example.md)。

同样的开头，一二三四五六七八九十甲乙丙丁。

同样的开头，一二三四五六七八九十甲乙丙丁。

- 第一项
- 第二项

### （一）小节

| 甲 | 乙 |
| --- | --- |
| 第一格 | 第二格 |
"""


def places(body: str = BODY, path: str = "pages/example.md") -> Places:
    """The places on the page of a source file."""
    text = f"---\ntitle: 示例\n---\n{body}"
    (document,) = parse((Source(path, text.encode(), ""),))
    return Places(path, document, FORMS)


def at(line: int, cell: CellAddress | None = None) -> Finding:
    """A finding at a line."""
    return Finding("M101", "error", "content/pages/example.md", line, 1, "有错。", cell)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (0, None),
        (2, None),
        (4, {"id": "", "text": "正文开始", "number": 0}),
        (6, {"id": "s-概况"}),
        (8, {"id": "s-概况", "text": "第一段有链接", "number": 0}),
        (10, {"id": "s-概况", "text": "同样的开头一二三四五六七八九十甲", "number": 0}),
        (12, {"id": "s-概况", "text": "同样的开头一二三四五六七八九十甲", "number": 1}),
        (15, {"id": "s-概况", "text": "第二项", "number": 0}),
        (17, {"id": "s-小节"}),
        (20, {"id": "s-小节"}),
    ],
)
def test_a_line_has_its_heading_or_its_paragraph(line: int, place: object) -> None:
    assert places().of(at(line)) == place


def test_a_cell_of_a_statutory_table_has_its_number_in_printed_order() -> None:
    found = Places("agencies/a/reports/2023.md", None, FORMS)
    address = CellAddress(APPLICATIONS, "（一）予以公开", "自然人")

    place = found.of(at(6, address))

    (form,) = [one for one in forms_for(FORMS, 2023) if one.title == APPLICATIONS]
    assert place
    assert place["table"] == form.name
    assert place["size"] == sum(len(row.columns) for row in form.rows)
    row = [one.key for one in form.rows].index("予以公开")
    assert place["cells"] == [sum(len(one.columns) for one in form.rows[:row])]


@pytest.mark.parametrize("year", [2012, 2018, 2019, 2023])
def test_every_cell_of_every_form_is_found_by_its_labels(year: int) -> None:
    for form in forms_for(FORMS, year):
        number = 0
        for row in form.rows:
            for column in row.columns:
                assert number in cells_of(form, CellAddress(form.title, row.label, column.label))
                assert number in cells_of(form, CellAddress(form.title, row.key, column.key))
                number += 1
            assert len(cells_of(form, CellAddress(form.title, row.key, ""))) >= len(row.columns)
        assert cells_of(form, CellAddress(form.title, "", "")) == []


def test_the_finding_of_a_wrong_sum_is_at_its_cell(site: Scenario) -> None:
    site.lay(report(f"{APPLICATIONS}:\n  予以公开: {{自然人: 1, 总计: 7, 其余: 0}}\n  其余: 0\n"))
    findings = check(site.root, TODAY, silent).findings
    (document,) = parse((Source(REPORT[8:], (site.root / REPORT).read_bytes(), ""),))
    found = Places(REPORT.removeprefix("content/"), document, FORMS)

    sums = [found.of(one) for one in findings if one.code == "F230"]
    assert sums
    assert all(place and place["cells"] for place in sums)


@pytest.mark.parametrize(
    ("repair", "words"),
    [
        (Repair(1, 1, "# ", "## "), "把“# ”改成“## ”"),
        (Repair(1, 1, "\u200b", ""), "删去“\\u200b”"),
        (Repair(1, 1, "", "。"), "补上“。”"),
    ],
)
def test_a_repair_is_put_in_words(repair: Repair, words: str) -> None:
    assert repair_words(repair) == words


def test_not_more_findings_than_fit_are_laid_over_and_errors_come_first() -> None:
    many = [at(4)._replace(severity="warning")] * 2 * MOST_LAID_OVER + [at(6)]

    found = entries(many, places())

    assert len(found) == MOST_LAID_OVER
    assert [one["severity"] for one in found[:2]] == ["error", "warning"]


def test_an_overlay_does_not_end_the_script_that_it_stands_in() -> None:
    written = as_json({"message": "</script><!--<script>"})

    assert b"<" not in written
    assert json.loads(written) == {"message": "</script><!--<script>"}


def test_the_desk_adds_to_a_page_at_one_place() -> None:
    html = "<html><head><title>题</title></head><body>正文</head></body></html>".encode()

    dressed = Page(html, overlay=b"{}").dressed

    before, _, after = html.partition(b"</head>")
    assert dressed.startswith(before)
    assert dressed.endswith(b"</head>" + after)
    assert dressed.count(b"desk.js") == 1
    assert Page(html).dressed == html


def test_a_page_without_a_head_is_dressed_at_its_end() -> None:
    assert Page(b"<p>x", overlay=b"{}").dressed.startswith(b"<p>x<link")


def test_a_page_knows_what_changed_of_it() -> None:
    one = Page(b"a", overlay=b"{}")

    assert one.versions == Page(b"a", overlay=b"{}").versions
    assert one.versions[0] == one._replace(overlay=b"[]").versions[0]
    assert one.versions[1] != one._replace(overlay=b"[]").versions[1]


def test_the_colours_of_the_desk_are_those_of_the_default_theme() -> None:
    css = (SERVE / "assets/desk.css").read_text("utf-8")
    tokens = (SERVE.parents[1] / "themes/default/styles/tokens.css").read_text("utf-8")
    colours = dict(re.findall(r"--sb-([a-z]+): (#[0-9a-f]{6});", tokens))
    own = dict(re.findall(r"--desk-([a-z]+): (#[0-9a-f]{6});", css))

    shared = own.keys() & colours.keys()
    assert len(shared) > 5
    assert {name: own[name] for name in shared} == {name: colours[name] for name in shared}
    assert own["error"] == colours["accent"]


def test_a_page_without_a_source_has_no_places(site: Scenario) -> None:
    site.lay(page("正文\n"))

    assert Places("", None, FORMS).of(at(4)) is None
