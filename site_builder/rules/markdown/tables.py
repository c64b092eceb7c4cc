"""Rules about tables that are shown as running text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from site_builder.lint.rule import rule
from site_builder.model.document import Document
from site_builder.model.finding import Violation
from site_builder.text.patterns import regex

FEWEST_ROWS = 2
NEAR = 2  # lines: rows may have a blank line between them

_CLOSED_ROW = regex(r"\|[^|]+(?:\|[^|]*)+\||｜[^｜]+(?:｜[^｜]*)+｜")

Line = tuple[int, str]


@rule(
    "M111",
    "从这里起的{count}行是用制表符（Tab 键）分栏的表格，网页上各栏会连在一起；"
    "请改成表格：栏与栏之间写 |，第一行下面加一行“{rule}”。",
    "warning",
)
def table_of_tabs(document: Document) -> Iterator[Violation]:
    r"""从 Word 或 Excel 贴来的表格没有成为表格。

    从 Word、Excel 复制的表格，贴进来是一行行用制表符隔开的文字，网页上制表符只显示成一个空格。

    Bad:
        -- 专页 --
        类别\u0009件数
        自然人\u00093
    Good:
        -- 专页 --
        | 类别 | 件数 |
        | --- | --- |
        | 自然人 | 3 |
    """
    if not any("\t" in paragraph.text for paragraph in document.paragraphs):
        return
    for rows in _groups(_lines(document), lambda text: "\t" in text.strip()):
        if len(rows) >= FEWEST_ROWS:
            columns = max(text.strip().count("\t") for _, text in rows) + 1
            yield _violation(document, rows, columns)


@rule(
    "M112",
    "从这里起的{count}行像表格，网页上却会连成一段文字；"
    "表格的第一行下面要有一行“{rule}”，栏数与第一行相同，栏与栏之间是半角的 |。",
    "warning",
)
def table_without_rule(document: Document) -> Iterator[Violation]:
    """表格缺第二行的横线，没有成为表格。

    表格的第二行是 `| --- | --- |`，一栏一个 `---`，栏数要与第一行相同；没有它，就是普通的文字。

    Bad:
        -- 专页 --
        | 类别 | 件数 |
        | 自然人 | 3 |
    Bad:
        -- 专页 --
        | 类别 | 件数 |
        | --- |
        | 自然人 | 3 |
    Good:
        -- 专页 --
        | 类别 | 件数 |
        | --- | --- |
        | 自然人 | 3 |
    """
    for paragraph in document.paragraphs:
        if "|" not in paragraph.text and "｜" not in paragraph.text:
            continue
        lines = enumerate(paragraph.text.split("\n"), paragraph.line)
        for rows in _groups(lines, _is_row):
            if len(rows) >= FEWEST_ROWS or _CLOSED_ROW.fullmatch(rows[0][1].strip()):
                first = rows[0][1].strip().strip("|｜")
                yield _violation(document, rows, first.count("|") + first.count("｜") + 1)


def _is_row(text: str) -> bool:
    return "|" in text or bool(_CLOSED_ROW.fullmatch(text.strip()))


def _lines(document: Document) -> Iterator[Line]:
    """Yield the lines of all paragraphs, each with its number in the file."""
    for paragraph in document.paragraphs:
        yield from enumerate(paragraph.text.split("\n"), paragraph.line)


def _groups(lines: Iterable[Line], is_row: Callable[[str], bool]) -> Iterator[list[Line]]:
    """Yield the rows that follow one another."""
    rows: list[Line] = []
    for number, text in lines:
        if not is_row(text):
            continue
        if rows and number > rows[-1][0] + NEAR:
            yield rows
            rows = []
        rows.append((number, text))
    if rows:
        yield rows


def _violation(document: Document, rows: list[Line], columns: int) -> Violation:
    return Violation(
        document.path,
        rows[0][0],
        1,
        count=str(len(rows)),
        rule=f"|{' --- |' * columns}",
    )


TEXT_TABLE_RULES = (
    table_of_tabs,
    table_without_rule,
)
