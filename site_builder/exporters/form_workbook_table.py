"""Writes the sheet of one statutory table of the Excel form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from site_builder.editing.form_table import relation_in_words
from site_builder.exporters.form_workbook_layout import (
    AGENCY_ROW,
    CHECKS,
    FAILS,
    FIRST_ROW,
    HOLDS,
    OPEN,
    SHEETS,
    SIGNED,
    STAMP_ROW,
    TITLE_ROW,
    Check,
    FilledBy,
    FormSheet,
    Place,
    TableToFill,
    TooLongError,
    form_sheet,
    formulas,
    stamp,
    summed,
)
from site_builder.exporters.form_workbook_style import (
    CARRIED,
    LABEL,
    LINE,
    SUMMED,
    TO_FILL,
    Styles,
    allowed,
    lines_of,
    text_width,
    validation,
)
from site_builder.forms.cells import read_cell
from site_builder.forms.layout import FIT_A_PHONE
from site_builder.model.document import Scalar
from site_builder.model.table import Column, Equation, FigureKind

COMPUTED = '"*"'  # ends the number format of a total that the report does not write
_WIDTHS = {"group": 8.0, "inner-group": 15.0, "unit": 7.0}
_NARROW, _USUAL, _WIDE = 7.0, 11.0, 20.0  # columns of figures
_LABEL_WIDTHS = 16.0, 46.0
_CHECK_WIDTH = 9.0
_WIDEST_UPRIGHT = 100  # columns on upright paper; what is wider is printed across
_A4 = 9
_LONGEST_TEXT = 32_767  # characters in a cell
_LONGEST_NUMBER = 15  # digits that Excel keeps


def write_table(book: Any, styles: Styles, who: FilledBy, table: TableToFill) -> None:
    """Add the sheet of a table to the workbook `book`."""
    writer = _Writer(book, styles, who, table)
    writer.top()
    writer.labels()
    writer.figures()
    writer.checks()
    writer.page()


class _Writer:
    def __init__(self, book: Any, styles: Styles, who: FilledBy, table: TableToFill) -> None:
        self.styles, self.who, self.table, self.form = styles, who, table, table.form
        self.layout: FormSheet = form_sheet(table.form)
        self.sheet = book.add_worksheet(SHEETS.get(self.form.name, self.form.title[:31]))
        self.widths = _widths(self.layout)
        self.formulas = formulas(self.form, table.texts)
        left = [
            [None if (r, c) in self.formulas else text for c, text in enumerate(line)]
            for r, line in enumerate(table.texts)
        ]
        self.shown = summed(self.form, left)

    def top(self) -> None:
        """Write the lines above the table: its title, who fills it in, and its stamp."""
        unit = f"　　单位：{self.form.unit}" if self.form.unit else ""
        said = f"填报机关：{self.who.name}　　报告年度：{self.who.year}年{unit}"
        name = self.sheet.get_name()
        title = self.styles.text(font_name="黑体", font_size=16, align="center")
        text = self.form.title if self.form.title.endswith(name) else f"{name}　{self.form.title}"
        self.across(TITLE_ROW, text, title)
        self.across(AGENCY_ROW, said, self.styles.text(align="left"))
        small = self.styles.text(align="right", font_size=9, font_color="#7F7F7F")
        self.across(STAMP_ROW, stamp(self.who.slug, self.who.year, self.form), small)
        width = sum(self.widths)
        self.sheet.set_row(TITLE_ROW, 30.0 * lines_of(self.form.title, width / 1.6))
        self.sheet.set_row(AGENCY_ROW, 20.0 * lines_of(said, width))

    def across(self, row: int, text: str, style: Any) -> None:
        """Write a text into a row, merged across the table."""
        self.sheet.merge_range(row, 0, row, self.layout.width - 1, "", style)
        self.sheet.write_string(row, 0, text, style)

    def labels(self) -> None:
        """Write the captions, with their merged cells; the rows are as high as the text needs."""
        heights: dict[int, int] = {}
        for row, column, box in self.layout.boxes:
            if box.kind == "figure":
                continue
            is_left = box.scope == "row" or box.kind == "note"
            align = "left" if is_left else "center"
            bold = box.scope == "col" or box.part == "banner"
            style = self.styles.boxed(align=align, bg_color=LABEL, bold=bold)
            self.box(row, column, box.rowspan, box.colspan, style)
            self.sheet.write_string(row, column, box.text, style)
            width = sum(self.widths[column : column + box.colspan])
            lines = -(-lines_of(box.text, width) // box.rowspan)
            for at in range(row, row + box.rowspan):
                heights[at] = max(heights.get(at, 1), lines)
        for at in range(FIRST_ROW, self.layout.end):
            self.sheet.set_row(at, LINE * heights.get(at, 1) + 5)
        self.sheet.set_row(self.layout.end, 28)
        self.across(self.layout.end, SIGNED, self.styles.text(align="left", locked=False))

    def box(self, row: int, column: int, down: int, right: int, style: Any) -> None:
        """Merge cells if there are several."""
        if down * right > 1:
            self.sheet.merge_range(row, column, row + down - 1, column + right - 1, "", style)

    def figures(self) -> None:
        """Write the figures, and what may be typed into each."""
        spans = {(one.row, one.column): one.box.colspan for one in self.layout.boxes}
        by_kind: dict[FigureKind, list[Place]] = {}
        for r, row in enumerate(self.form.rows):
            for c, column in enumerate(row.columns):
                place = self.layout.figures[r][c]
                by_kind.setdefault(column.kind, []).append(place)
                self.figure(r, c, column, spans[place])
        for kind, places in by_kind.items():
            self.mark_wrong(kind, places)

    def figure(self, r: int, c: int, column: Column, colspan: int) -> None:
        place = self.layout.figures[r][c]
        key = self.form.rows[r].key, column.key
        carried = self.table.carried.get(key)
        is_formula = (r, c) in self.formulas
        text = self.shown[r][c]
        colour = SUMMED if is_formula else CARRIED if carried is not None else TO_FILL
        number = _number(text, column.kind)
        places = len(text.partition(".")[2]) if number is not None else 0
        shown_as = f"0.{'0' * places}" if places else "General"
        if is_formula and self.table.texts[r][c] is None:
            shown_as += COMPUTED
        style = self.styles.boxed(bg_color=colour, locked=is_formula, num_format=shown_as)
        self.box(*place, 1, colspan, style)
        if is_formula:
            value = text if number is None else number
            self.sheet.write_formula(*place, self.total(self.formulas[r, c]), style, value)
            return
        if number is not None:
            self.sheet.write_number(*place, number, style)
        elif len(text) > _LONGEST_TEXT:
            raise TooLongError(f"“{self.form.title}”里“{'”的“'.join(key)}”一格的字")
        elif text:
            self.sheet.write_string(*place, text, style)
        else:
            self.sheet.write_blank(*place, None, style)
        rule = validation(column.kind, _address(*place), not self.form.equations)
        if carried is not None:
            rule |= {"input_title": "上年年报", "input_message": f"按上年年报，这里是 {carried}。"}
        self.sheet.data_validation(*place, *place, rule)

    def mark_wrong(self, kind: FigureKind, places: list[Place]) -> None:
        """Show in red what is no figure of this kind and no mark for one: pasting is not held up by
        what may be typed."""
        first = _address(*places[0])
        rule = {
            "type": "formula",
            "criteria": f'=AND({first}<>"",NOT({allowed(kind, first)}))',
            "format": self.styles.text(bg_color="#FFC7CE", font_color="#9C0006"),
            "multi_range": " ".join(_areas(places)),
        }
        self.sheet.conditional_format(*places[0], *places[0], rule)

    def total(self, equations: Iterable[Equation]) -> str:
        """Return the formula of a total: the sum of its parts once all are numbers, and until then
        nothing, which is not zero."""
        formula = '""'
        for equation in reversed([*equations]):
            parts = self.terms(equation.right)
            formula = f"IF(COUNT({parts})={len(equation.right)},SUM({parts}),{formula})"
        return f"={formula}"

    def terms(self, places: Iterable[Place]) -> str:
        return ",".join(_areas([self.layout.figures[r][c] for r, c in places]))

    def checks(self) -> None:
        """Write whether each balance holds: beside its row, or in a row below the table, which
        begins with the balance in words."""
        style = self.styles.text(align="center", font_size=9)
        words = self.styles.text(align="right", font_size=9, font_color="#7F7F7F")
        below: dict[int, list[Check]] = {}
        places = [(check.row, check.column) for check in self.layout.checks]
        for check, place in zip(self.layout.checks, places, strict=True):
            self.sheet.write_formula(*place, *self.check(check.equation, style))
            if check.row > self.layout.end:
                below.setdefault(check.row, []).append(check)
        for row, checks in below.items():
            text = f"{CHECKS}：{relation_in_words(self.form, checks[0].equation)}"
            last = min(check.column for check in checks) - 1
            self.box(row, 0, 1, last + 1, words)
            self.sheet.write_string(row, 0, text, words)
            self.sheet.set_row(row, LINE * lines_of(text, sum(self.widths[: last + 1])) + 5)
        for column in sorted({column for _, column in places if column >= self.layout.width}):
            self.sheet.set_column(column, column, _CHECK_WIDTH)
            self.box(FIRST_ROW, column, max(self.layout.head, 1), 1, style)
            self.sheet.write_string(FIRST_ROW, column, CHECKS, style)
        for is_below in (False, True):  # the areas of a rule begin at its first cell
            if own := [place for place in places if (place[0] > self.layout.end) is is_below]:
                self.colour_checks(own)

    def check(self, equation: Equation, style: Any) -> tuple[str, Any, str]:
        """Return the formula of a check, its style, and what it comes to."""
        left, right = self.terms(equation.left), self.terms(equation.right)
        both, count = f"{left},{right}", len(equation.left) + len(equation.right)
        gap = f"ABS(SUM({left})-SUM({right}))"
        sign = "<=" if equation.balance.relation == "at_most" else "="
        formula = (
            f'=IF(COUNT({both})={count},IF(SUM({left}){sign}SUM({right}),"{HOLDS}","{FAILS}"&{gap}),'
            f'IF(COUNT({both})=0,"","{OPEN}"))'
        )
        return formula, style, self.verdict(equation, count)

    def verdict(self, equation: Equation, count: int) -> str:
        """Return what the check of a balance between so many cells comes to."""
        sides = [[self.number(r, c) for r, c in one] for one in (equation.left, equation.right)]
        left, right = ([one for one in side if one is not None] for side in sides)
        if len(left) + len(right) < count:
            return OPEN if left or right else ""
        gap = sum(left) - sum(right)
        holds = gap <= 0 if equation.balance.relation == "at_most" else not gap
        return HOLDS if holds else f"{FAILS}{abs(gap)}"

    def number(self, r: int, c: int) -> int | float | None:
        return _number(self.shown[r][c], self.form.rows[r].columns[c].kind)

    def colour_checks(self, places: list[Place]) -> None:
        """Show balances that hold in green, others in red."""
        first = _address(*places[0])
        for text, colours in (
            (HOLDS, {"font_color": "#548235"}),
            (FAILS, {"font_color": "#9C0006", "bg_color": "#FFC7CE"}),
            (OPEN[:1], {"font_color": "#BF8F00"}),
        ):
            rule = {
                "type": "formula",
                "criteria": f'=LEFT({first},1)="{text}"',
                "format": self.styles.text(**colours),
                "multi_range": " ".join(_areas(places)),
            }
            self.sheet.conditional_format(*places[0], *places[0], rule)

    def page(self) -> None:
        """Set how the sheet is shown, protected and printed."""
        sheet, layout = self.sheet, self.layout
        for at, width in enumerate(self.widths):
            sheet.set_column(at, at, width)
        if layout.head:
            labels = sum(one.count for one in layout.grid.columns if one.kind != "figure")
            sheet.freeze_panes(FIRST_ROW + layout.head, labels)
            sheet.repeat_rows(FIRST_ROW, FIRST_ROW + layout.head - 1)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.hide_gridlines(2)
        if sum(self.widths) > _WIDEST_UPRIGHT:
            sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer("&C&P／&N")
        sheet.print_area(0, 0, layout.end, layout.width - 1)


def _widths(layout: FormSheet) -> list[float]:
    """Return the widths of the columns of a table."""
    labels = [0, *(text_width(one.box.text) for one in layout.boxes if one.box.scope == "row")]
    figures = max(len(row.columns) for row in layout.form.rows)
    figure = _NARROW if layout.form.across else _USUAL if figures > FIT_A_PHONE else _WIDE
    least, most = _LABEL_WIDTHS
    widths = {**_WIDTHS, "label": min(max(*labels, least) + 2, most)}
    return [widths.get(one.kind, figure) for one in layout.grid.columns for _ in range(one.count)]


def _number(text: str, kind: FigureKind) -> int | float | None:
    """Return the number that Excel keeps for the text of a cell so that it is the same text when it
    is read again; None if there is none."""
    cell = read_cell(Scalar(text, 0, 0), kind)
    if cell.number is None or cell.unit or sum(map(str.isdigit, text)) > _LONGEST_NUMBER:
        return None
    places = len(text.partition(".")[2])
    number = float(cell.number) if isinstance(cell.number, Decimal) else cell.number
    return number if f"{number:.{places}f}" == text else None


def _areas(places: Iterable[Place]) -> Iterator[str]:
    """Yield the addresses of areas that consist of these cells: neighbours down a column or along a
    row are one area."""
    areas: list[list[Place]] = []
    for row, column in places:
        last = areas[-1] if areas else []
        if last and (row, column) in _next(last):
            last.append((row, column))
        else:
            areas.append([(row, column)])
    for area in areas:
        first, last_cell = _address(*area[0]), _address(*area[-1])
        yield first if len(area) == 1 else f"{first}:{last_cell}"


def _next(area: list[Place]) -> Iterator[Place]:
    """Yield the cells by which an area can go on: down if it does not run along a row, along the
    row if it does not run down."""
    row, column = area[-1]
    if len({one for one, _ in area}) == len(area):
        yield row + 1, column
    if len({one for _, one in area}) == len(area):
        yield row, column + 1


def _address(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))
