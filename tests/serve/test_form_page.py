"""What a form shows of a file: fields, tables, places of findings, and lines that changed."""

from __future__ import annotations

from hashlib import sha256

import pytest
from conftest import FORMS, Scenario
from texts import GOOD_SITE, report

from site_builder.model.document import Document
from site_builder.model.finding import CellAddress, Finding
from site_builder.model.source import Source
from site_builder.parsing.document import parse
from site_builder.serve.form.lines import changed_lines
from site_builder.serve.form.page import FormPage, form_page
from site_builder.serve.form.places import placed
from site_builder.serve.form.subject import Subject, contents_of, subject_of

PATH = "agencies/zhongwei-kjj/reports/2023.md"
TITLE = "收到和处理政府信息公开申请情况"


def subject(path: str = PATH) -> Subject:
    found = subject_of(path)
    assert found
    return found


def parsed(path: str, data: bytes) -> Document:
    (document,) = parse((Source(path, data, sha256(data).hexdigest()),))
    return document


def form(text: str, path: str = PATH) -> FormPage:
    """The form of a file that holds a text."""
    data = text.encode()
    about = subject(path)
    return form_page(about, contents_of(about, data, FORMS), parsed(path, data), FORMS, None)


def source_of(site: str) -> str:
    """The text of the file at the end of a site."""
    return site.partition(" --\n")[2]


# ------------------------------------------------------------------ fields


def test_what_a_file_has_stands_first_and_what_is_nested_is_left_to_the_file() -> None:
    page = form(
        "---\ntitle: 题\nvalidity: 有效\nredirect_from: [a/b]\nwaivers: {X105: 无}\n---\n正文\n",
        "agencies/zhongwei-kjj/documents/a.md",
    )

    first = {one.key: one for one in page.fields.first}
    assert first["redirect_from"].text == "a/b"
    assert first["validity"].is_usual
    assert {"interprets", "result"} <= {one.key for one in page.fields.rest}
    assert page.fields.others == ("豁免",)
    assert page.fields.attachments


@pytest.mark.parametrize(
    ("written", "can_be_listed"),
    [("", True), ("attachments: [a.pdf]\n", True), ("attachments: [{file: a.pdf}]\n", False)],
)
def test_a_list_of_attachments_with_titles_is_left_to_the_file(
    written: str, can_be_listed: bool
) -> None:
    page = form(f"---\ntitle: 题\n{written}---\n正文\n", "pages/a.md")

    assert (page.fields.attachments is not None) == can_be_listed
    assert ("附件" in page.fields.others) != can_be_listed


# ------------------------------------------------------------------ tables


def test_every_figure_of_a_form_stands_in_its_box() -> None:
    page = form(source_of(report()))

    for printed in page.tables:
        cells = [one for _, lines in printed.blocks for line in lines for one in line]
        figures = [one.figure for one in cells if one.box.kind == "figure"]
        assert tuple(figures) == printed.table.figures
    assert [one.version for one in page.tables] == [2021, 2021, 2021]


def test_tables_that_a_report_has_not_are_there_to_be_filled_in() -> None:
    page = form("---\ntitle: 题\n---\n正文\n")

    assert [one.is_written for one in page.tables] == [False, False, False]
    assert not form("---\ntitle: 题\n---\n正文\n", "pages/a.md").tables


# ------------------------------------------------------------------ findings


@pytest.mark.parametrize(
    ("line", "cell", "beside"),
    [
        (0, None, ""),
        (2, None, "field:title"),
        (3, None, "field:statistics"),
        (9, CellAddress(TITLE, "（一）予以公开", "自然人"), "table:requests"),
        (9, CellAddress(TITLE, "", ""), "table:requests"),
        (9, CellAddress("没有这张表", "", ""), "body"),
        (8, None, "body"),
    ],
)
def test_a_finding_stands_beside_what_it_is_about(
    line: int, cell: CellAddress | None, beside: str
) -> None:
    text = source_of(report())
    finding = Finding("F230", "error", PATH, line, 1, "消息", cell)

    (found,) = placed([finding], subject(), parsed(PATH, text.encode()), FORMS)

    assert found["place"]["beside"] == beside


def test_lines_of_the_body_are_counted_from_its_beginning(site: Scenario) -> None:
    site.lay(GOOD_SITE)
    text = source_of(report())
    document = parsed(PATH, text.encode())
    wanted = text.split("\n").index("## 一、总体情况") + 1
    finding = Finding("X000", "error", PATH, wanted, 1, "消息")

    (found,) = placed([finding], subject(), document, FORMS)

    body = contents_of(subject(), text.encode(), FORMS).body
    assert body.split("\n")[found["place"]["line"] - 1] == "## 一、总体情况"


def test_a_waived_finding_is_not_shown() -> None:
    finding = Finding("F230", "error", PATH, 1, 1, "消息", waived="原报告如此")

    assert placed([finding], subject(), parsed(PATH, b"---\ntitle: a\n---\n"), FORMS) == []


# ------------------------------------------------------------------ lines


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a\nb\nc\n", "a\nb\nc\n", []),
        ("a\nb\nc\n", "a\nx\nc\n", [("-", "b"), ("+", "x")]),
        ("a\n", "", [("-", "a")]),
        ("", "a\n", [("+", "a")]),
        ("a\na\na\n", "a\na\n", [("-", "a")]),
    ],
)
def test_lines_that_changed_are_shown(
    before: str, after: str, expected: list[tuple[str, str]]
) -> None:
    assert [one for one in changed_lines(before, after) if one[0] in "+-"] == expected


def test_lines_are_numbered_as_in_the_new_file() -> None:
    old, new = "\n".join("abcdefgh"), "\n".join("abcdefgX")

    assert changed_lines(old, new)[0] == ("@", "第7行起")


def test_a_file_that_is_quite_another_one_is_not_shown_line_by_line() -> None:
    before, after = ("\n".join(f"{sign}{n}" for n in range(1000)) for sign in "ab")

    assert [sign for sign, _ in changed_lines(before, after)] == ["@"]
