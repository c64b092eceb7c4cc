"""A statutory table out of the lines of the grids that hold it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from site_builder.forms.cells import NOT_APPLICABLE
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.tables.alignment import Match, align, fits
from site_builder.importers.recognition.tables.columns import Fit, fit, slots_of
from site_builder.importers.recognition.tables.figures import computed, figure, number_of
from site_builder.importers.recognition.tables.lines import Line, Parts, Piece, divide
from site_builder.importers.recognition.tables.readings import (
    Place,
    Ragged,
    Settled,
    confirmed,
    proven_totals,
    settle,
)
from site_builder.importers.recognition.tables.schemes import Family, Scheme, Target
from site_builder.importers.report_draft import TableCell, TableDraft
from site_builder.model.manuscript import Paragraph, Run
from site_builder.model.table import Form

CAPTION = 0.5  # what a caption of a version counts beside its labels
FEWEST_LINES = {"statistics": 5, "requests": 2}

NO_ROW = "表式中没有这一行，或者已有这一行"
NO_COLUMN = "表式中没有这一列"
NO_LABEL = "表格里的文字，不是表式的标签"
SHIFTED = "这一行一头的格是空白，也可能丢了一格、后面的向前移了；照原样读，请核对"
NUMBERS = "表格里各行的编号，表式中没有"


class Found(NamedTuple):
    """A statutory table, the indices of the blocks in which it stood, the headings of chapters that
    stood there too, and the remarks."""

    draft: TableDraft
    blocks: frozenset[int]
    titles: tuple[Paragraph, ...]
    remarks: Remarks


class _Aligned(NamedTuple):
    """Lines aligned with one way to print a form; `heads[i]` are the captions above line `i` of
    `lines`, which has no captions; `score` says how well they fit."""

    scheme: Scheme
    lines: list[Parts]
    heads: list[list[Parts]]
    matches: list[Match]
    score: float


def read_table(lines: Sequence[Line], family: Family, year: int, place: str) -> Found | None:
    """Return the statutory table in these lines, in the version of the form and the way to print it
    that explain them best, or None if there is none. Of versions that explain them equally well,
    that for `year` is taken, or the newest."""
    aligned = [_aligned(lines, scheme) for scheme in family.schemes]
    best = max(aligned, key=lambda one: (round(one.score, 3), one.scheme.form.in_force(year)))
    if not year:
        best = max(aligned, key=lambda one: (round(one.score, 3), one.scheme.form.first_year))
    if not _is_statutory(best):
        return None
    return _Reader(best, family, year, place).read()


def _aligned(lines: Sequence[Line], scheme: Scheme) -> _Aligned:
    divided = [divide(line, scheme) for line in lines]
    rows: list[Parts] = []
    heads: list[list[Parts]] = []
    above: list[Parts] = []
    for is_head, some in groupby(divided, key=lambda line: line.is_head):
        if is_head:
            above = [*some]
            continue
        for line in some:
            rows.append(line)
            heads.append(above)
    mentions = [frozenset(name for head in some for name in _names(head)) for some in heads]
    matches = align(rows, mentions, scheme)
    seen = {name for line in lines for name in (p.core for p in line.pieces)}
    score = sum(match.score for match in matches) + CAPTION * len(seen & scheme.captions)
    return _Aligned(scheme, rows, heads, matches, score)


def _names(line: Parts) -> Iterator[str]:
    return (piece.core for piece in (*line.labels, *line.figures) if piece.core)


def _is_statutory(aligned: _Aligned) -> bool:
    """Whether enough lines have as many figures as the form has columns, or nearly, and not more
    lines with figures are none of the form."""
    fitting = 0
    used: set[int] = set()
    for match in aligned.matches:
        used.update(range(match.first, match.last + 1))
        lines = aligned.lines[match.first : match.last + 1]
        fitting += any(fits(line, aligned.scheme.targets[match.target]) for line in lines)
    strange = sum(line.has_figures for i, line in enumerate(aligned.lines) if i not in used)
    fewest = FEWEST_LINES.get(aligned.scheme.form.name, 1)
    return fitting >= max(fewest, (len(aligned.matches) + 1) // 2, strange)


@dataclass(slots=True)
class _Reader:
    """Reads aligned lines into a table, and notes what is lost and what is guessed. `ragged` are
    lines with a figure too few or too many, `joined` figures of which the digits stood in several
    lines: both wait until all other figures are known. `computed` are the numbers of totals that
    the report omits, and the page it comes from has computed."""

    aligned: _Aligned
    family: Family
    year: int
    place: str
    cells: dict[Place, TableCell] = field(default_factory=dict)
    ragged: list[tuple[Ragged, Parts]] = field(default_factory=list)
    joined: list[tuple[Place, Remark]] = field(default_factory=list)
    computed: dict[Place, tuple[str, str]] = field(default_factory=dict)
    lost: list[Remark] = field(default_factory=list)
    guesses: list[Remark] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    titles: list[Paragraph] = field(default_factory=list)

    def read(self) -> Found:
        """Return the table."""
        scheme = self.aligned.scheme
        form = scheme.form
        used: set[int] = set()
        for match in self.aligned.matches:
            used.update(range(match.first, match.last + 1))
            self.matched(match)
        self.settle(form)
        ends = {match.last: scheme.targets[match.target] for match in self.aligned.matches}
        above: Target | None = None
        for index, line in enumerate(self.aligned.lines):
            above = ends.get(index, above)
            if index not in used:
                self.unmatched(line)
                self.doubt(line, above)
        for head in _once(self.aligned.heads):
            self.captions((*head.labels, *head.figures), head.line, NO_COLUMN)
        if self.numbers:
            self.lost.append(Remark(self.place, " ".join(self.numbers), NUMBERS))
        is_of_another_year = bool(self.year) and not form.in_force(self.year)
        if is_of_another_year:
            reason = f"各行各列的名称是{form.first_year}年起的格式，不是{self.year}年的，按名称读"
            self.guesses.append(Remark(self.place, form.title, reason))
        cells = tuple(
            tuple(self.cells.get((r, c), TableCell(None)) for c in range(len(row.columns)))
            for r, row in enumerate(form.rows)
        )
        self.missing(form, cells)
        draft = TableDraft(form, cells, self.place, is_of_another_year)
        blocks = {self.aligned.lines[index].line.grid for index in used}
        blocks |= {head.line.grid for some in self.aligned.heads for head in some}
        return Found(
            draft,
            frozenset(blocks),
            tuple(self.titles),
            Remarks(tuple(self.lost), tuple(self.guesses)),
        )

    def matched(self, match: Match) -> None:
        """Read the lines of one line of the form."""
        scheme = self.aligned.scheme
        target = scheme.targets[match.target]
        lines = self.aligned.lines[match.first : match.last + 1]
        line = next((one for one in lines if one.has_figures), None)
        line = line or next((one for one in lines if one.figures), lines[0])
        if match.likeness < 1:
            label = "".join(one.own for one in lines)
            reason = f"与表式的“{_label(scheme.form, target)}”最接近，按它读"
            self.guesses.append(Remark(line.line.place, label, reason))
        for one in lines:
            self.labels(one)
        if line.unit and target.unit and line.unit not in (target.unit, "—", "——"):
            reason = f"单位不是表式的“{target.unit}”"
            self.lost.append(Remark(line.line.place, line.unit, reason))
        slots = slots_of(self.aligned.heads[match.first], target, scheme)
        self.figures(line, target, fit(line, slots))
        if not line.figures:
            reason = "这一行只有标签，没有格子，按空白读"
            self.guesses.append(Remark(line.line.place, line.line.text, reason))

    def figures(self, line: Parts, target: Target, found: Fit) -> None:
        """Take the figures of a line, or put them off until all others are known."""
        for piece in found.extra:
            self.lost.append(Remark(piece.place or line.line.place, piece.text, NO_COLUMN))
        if found.cells is None:
            self.ragged.append((Ragged(target.places, target.columns, found.ragged), line))
            return
        is_doubtful = found.is_doubtful and not line.line.is_ruled
        if is_doubtful:
            self.guesses.append(Remark(line.line.place, line.line.text, SHIFTED))
        for place, column, piece in zip(target.places, target.columns, found.cells, strict=True):
            at = piece.place or line.line.place
            if number := computed(piece.text):
                self.computed[place] = number, at
            one = figure(number or piece.text, column.kind)
            self.cells[place] = TableCell(one.text, is_doubtful)
            remark = Remark(at, piece.text, f"读作 {one.text}：{one.note}")
            if not one.is_sure:
                self.joined.append((place, remark))
            elif one.note:
                self.guesses.append(remark)

    def labels(self, line: Parts) -> None:
        """Note what stands before the label of a line and is no label of a group."""
        own = next((piece for piece in reversed(line.labels) if piece.core), None)
        self.captions(tuple(p for p in line.labels if p is not own), line.line, NO_LABEL)

    def captions(self, pieces: tuple[Piece, ...], line: Line, reason: str) -> None:
        """Note what is no caption of the form."""
        for piece in pieces:
            text = " ".join(piece.text.split())
            if not piece.core or self.aligned.scheme.knows(piece.core):
                continue
            if text.isdecimal():
                self.numbers.append(text)
            elif not _is_part(piece.core, self.aligned.scheme):
                self.lost.append(Remark(piece.place or line.place, text, reason))

    def unmatched(self, line: Parts) -> None:
        """Note a line that is no line of the form, unless it is blank or has only captions of
        it."""
        if not line.line.text:
            return
        scheme = self.aligned.scheme
        names = [*_names(line)]
        if len(names) == 1 and names[0] in self.family.titles:
            self.titles.append(Paragraph((Run(line.line.text),), place=line.line.place))
            return
        figures = (p.text.strip() for p in line.figures)
        is_empty = all(not text or text in NOT_APPLICABLE for text in figures)
        numbers = [piece.text for piece in line.labels if piece.text.strip().isdecimal()]
        labels = [p.core for p in line.labels if p.core and p.text not in numbers]
        is_known = all(scheme.knows(name) or _is_part(name, scheme) for name in labels)
        if labels and is_known and is_empty:
            self.numbers += numbers
        else:
            self.lost.append(Remark(line.line.place, line.line.text, NO_ROW))

    def doubt(self, line: Parts, above: Target | None) -> None:
        """Mark the line of the form above figures that have no label of their own: they may be the
        rest of its figures, cut by a page."""
        names = [piece.core for piece in line.labels if piece.core]
        if above and line.has_figures and all(self.is_part(name) for name in names):
            for place in above.places:
                self.cells[place] = self.cells[place]._replace(to_check=True)

    def is_part(self, name: str) -> bool:
        """Whether a text is part of a label or a caption, and not all of one."""
        scheme = self.aligned.scheme
        is_whole = name in scheme.names or name in scheme.captions
        return not is_whole and _is_part(name, scheme)

    def settle(self, form: Form) -> None:
        """Read the lines with a figure too few or too many, as far as the balances prove it."""
        kinds = {
            (r, c): one.kind for r, row in enumerate(form.rows) for c, one in enumerate(row.columns)
        }
        known = {
            place: number
            for place, cell in self.cells.items()
            if cell.text and (number := number_of(cell.text, kinds[place])) is not None
        }
        sure = confirmed(form, known) if self.joined else frozenset()
        for place, remark in self.joined:
            if place not in sure:
                self.cells[place] = self.cells[place]._replace(to_check=True)
                self.guesses.append(remark)
        self.omit(form, known)
        settled = settle(form, known, [one for one, _ in self.ragged])
        for (one, line), how in zip(self.ragged, settled, strict=True):
            for place, text in zip(one.places, how.reading, strict=True):
                self.cells[place] = TableCell(text, to_check=True)
            self.explain(one, line, how)

    def omit(self, form: Form, known: Mapping[Place, int]) -> None:
        """Leave out the totals that were computed, as the report does. One that is not the sum of
        its parts is written, and said."""
        proven = proven_totals(form, known)
        for place, (number, at) in self.computed.items():
            if place in proven:
                self.cells[place] = TableCell(None)
                continue
            reason = f"后面的“*”没有写入：它不是各项之和，写作 {number}"
            self.guesses.append(Remark(at, f"{number}*", reason))
            self.cells[place] = self.cells[place]._replace(to_check=True)

    def explain(self, one: Ragged, line: Parts, how: Settled) -> None:
        """Say how a line with a figure too few or too many was read."""
        size, count = len(one.places), len(one.texts[-1])
        counted = f"这一行应有{size}格，稿子里有{count}格"
        read = " ".join("□" if text is None else text or "空白" for text in how.reading)
        remark = Remark(line.line.place, line.line.text, "")
        if None in how.reading:
            reason = f"{counted}，勾稽关系不能证明是哪一格的错，不能确定的格留空：{read}"
            self.lost.append(remark._replace(reason=reason))
        else:
            proof = (
                "与勾稽关系和其余各行相合的读法只有"
                if how.is_proven
                else "不合勾稽关系，但只能读作"
            )
            self.guesses.append(remark._replace(reason=f"{counted}，{proof}：{read}，请核对"))

    def missing(self, form: Form, cells: tuple[tuple[TableCell, ...], ...]) -> None:
        """Say which rows the manuscript has not."""
        rows = [
            row.key
            for r, (row, line) in enumerate(zip(form.rows, cells, strict=True))
            if all(cell.text is None and not cell.to_check for cell in line)
            and (r, 0) not in self.computed
        ]
        if rows:
            self.guesses.append(Remark(self.place, "、".join(rows), "稿子的表里没有这些行，留空"))


def _once(heads: list[list[Parts]]) -> Iterator[Parts]:
    """Yield the lines of captions above some lines, each once."""
    last: list[Parts] = []
    for some in heads:
        if some is not last:
            yield from some
        last = some


def _label(form: Form, target: Target) -> str:
    row, _ = target.places[0]
    return (
        form.rows[row].label
        if len(target.places) > 1 or not form.across
        else target.columns[0].label
    )


def _is_part(name: str, scheme: Scheme) -> bool:
    """Whether a text is part of a caption of the form, be it a single character."""
    return name in scheme.joined
