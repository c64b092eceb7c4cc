"""Which figure of a line belongs to which column: by the captions above, by the columns of a ruled
table, or by counting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from site_builder.importers.recognition.tables.figures import is_figure, parts
from site_builder.importers.recognition.tables.labels import core
from site_builder.importers.recognition.tables.lines import Parts, Piece
from site_builder.importers.recognition.tables.schemes import Scheme, Target

_GROUP, _NOTHING, _EXTRA = -1, -2, -3


class Slots(NamedTuple):
    """The columns of figures from left to right, as the captions above them say: `order` holds the
    index of each in the line of the form, None for a column that the form has not. `spans` are
    those that they cover in the grid at index `grid`, if that is ruled."""

    order: tuple[int | None, ...]
    spans: tuple[tuple[int, int], ...] = ()
    grid: int = -1


class Fit(NamedTuple):
    """The figures of a line by the cells of its line in the form; `extra` are those of other
    columns. If it has too few or too many, `cells` is None, and `ragged` are the texts that are to
    be distributed: as they stand, and with figures divided that share a cell."""

    cells: tuple[Piece, ...] | None
    extra: tuple[Piece, ...] = ()
    ragged: tuple[tuple[str, ...], ...] = ()

    @property
    def is_doubtful(self) -> bool:
        """Whether a cell at an end is blank and others are not, as where a cell was lost and the
        others moved up."""
        blank = [piece.is_blank for piece in self.cells or ()]
        return bool(blank) and (blank[0] or blank[-1]) and not all(blank)


def slots_of(heads: Sequence[Parts], target: Target, scheme: Scheme) -> Slots:
    """Return the columns of the figures of a line under some lines of captions; those of the form
    if the captions do not name each of them once."""
    size = len(target.places)
    usual = Slots(tuple(range(size)))
    keys = [column.key for column in target.columns]
    if not heads or len(set(keys)) < len(keys):
        return usual
    names = [_names(target, index, scheme) for index in range(size)]
    groups = {core(group) for column in target.columns for group in column.groups}
    sorted_out = [
        [(piece, _column(piece.core, names, groups, scheme)) for piece in _pieces(head)]
        for head in heads
    ]
    # Columns of different grids, as after the end of a page, are counted differently.
    in_one = len({head.line.grid for head in heads}) == 1
    is_ruled = heads[-1].line.is_ruled
    found = _ruled(sorted_out) if in_one and is_ruled else _unruled(sorted_out)
    named = sorted(index for index in found.order if index is not None)
    if named != list(range(size)):
        return usual
    return found._replace(grid=heads[-1].line.grid)


def _pieces(head: Parts) -> list[Piece]:
    return [piece for piece in (*head.labels, *head.figures) if not piece.is_blank]


def _names(target: Target, index: int, scheme: Scheme) -> frozenset[str]:
    """Return the cores of the captions of a column."""
    column = target.columns[index]
    aliases = (other for other, known in scheme.form.aliases if known == column.key)
    return frozenset(map(core, (column.label, column.key, *aliases)))


def _column(name: str, names: list[frozenset[str]], groups: set[str], scheme: Scheme) -> int:
    """Return the index of the column that a caption, or a part of one, names; or what else it
    is."""
    if not name or is_figure(name):
        return _NOTHING
    exact = [index for index, own in enumerate(names) if name in own]
    if exact:
        return exact[0]
    if name in groups:
        return _GROUP
    if name in scheme.captions or name in scheme.names:
        return _NOTHING
    part_of = [i for i, own in enumerate(names) if any(name in one for one in own)]
    if len(part_of) == 1:
        return part_of[0]
    return _NOTHING if scheme.knows(name) else _EXTRA


def _ruled(lines: list[list[tuple[Piece, int]]]) -> Slots:
    """Return the columns by their places in a ruled grid; what stands left of them is no column."""
    spans: dict[int, tuple[int, int]] = {}
    extra = []
    for piece, index in (pair for line in lines for pair in line):
        span = (piece.column, piece.column + piece.colspan)
        if index == _EXTRA:
            extra.append(span)
        elif index >= 0:
            start, stop = spans.get(index, span)
            spans[index] = (min(start, span[0]), max(stop, span[1]))
    first = min((start for start, _ in spans.values()), default=0)
    every: list[tuple[tuple[int, int], int | None]] = [(s, i) for i, s in spans.items()]
    every += [(span, None) for span in dict.fromkeys(extra) if span[0] > first]
    every.sort(key=lambda pair: pair[0])
    return Slots(tuple(index for _, index in every), tuple(span for span, _ in every))


def _unruled(lines: list[list[tuple[Piece, int]]]) -> Slots:
    """Return the columns by the order of their captions: what follows a group stands below it."""
    order: list[int] = []
    for line in lines:
        at = order.index(_GROUP) if _GROUP in order else len(order)
        del order[at : at + 1]
        order[at:at] = [index for _, index in line if index != _NOTHING and index not in order]
    first = next((at for at, index in enumerate(order) if index >= 0), 0)
    return Slots(tuple(i if i >= 0 else None for i in order[first:]))


def fit(line: Parts, slots: Slots) -> Fit:
    """Return the figures of a line by the columns of the form, or what is to be distributed."""
    figures = line.figures
    ruled = _by_columns(line, slots)
    if ruled is not None:
        return ruled
    if not any(not piece.is_blank for piece in figures):
        blank = Piece("", "", 0, 1, "")
        return Fit(tuple(blank for index in slots.order if index is not None))
    window = _window(line, len(slots.order))
    if window is not None:
        return _in_order(window, slots.order)
    named = tuple(index for index in slots.order if index is not None)
    if len(figures) == len(named):
        return _in_order(figures, named)
    return Fit(None, (), _ragged(figures, len(named)))


def _by_columns(line: Parts, slots: Slots) -> Fit | None:
    """Return the figures of a ruled line by the places of its cells, or None if any of them covers
    several columns, or several of them one."""
    if slots.grid != line.line.grid or not line.line.is_ruled or not slots.spans:
        return None
    found: list[Piece] = []
    placed = 0
    for start, stop in slots.spans:
        inside = [piece for piece in line.figures if start <= piece.column < stop]
        written = [piece for piece in inside if not piece.is_blank]
        if not inside or len(written) > 1 or any(p.column + p.colspan > stop for p in written):
            return None
        placed += len(written)
        found.append(written[0] if written else inside[0])
    if placed < sum(not piece.is_blank for piece in line.figures):
        return None
    return _in_order(tuple(found), slots.order)


def _in_order(figures: tuple[Piece, ...], order: tuple[int | None, ...]) -> Fit:
    """Return figures of which each belongs to one column."""
    cells = {index: piece for index, piece in zip(order, figures, strict=True) if index is not None}
    extra = (p for index, p in zip(order, figures, strict=True) if index is None)
    return Fit(
        tuple(cells[index] for index in range(len(cells))),
        tuple(piece for piece in extra if not piece.is_blank),
    )


def _window(line: Parts, size: int) -> tuple[Piece, ...] | None:
    """Return as many neighbouring cells as there are columns, if only blank ones are left over at
    the ends, and it is certain which."""
    figures = line.figures
    if len(figures) == size:
        return figures
    written = [index for index, piece in enumerate(figures) if not piece.is_blank]
    first, last = written[0], written[-1] + 1
    starts = [s for s in range(len(figures) - size + 1) if s <= first and s + size >= last]
    is_certain = last - first == size or line.line.is_ruled
    return figures[starts[0] : starts[0] + size] if len(starts) == 1 and is_certain else None


def _ragged(figures: tuple[Piece, ...], size: int) -> tuple[tuple[str, ...], ...]:
    """Return the texts to be distributed; blank cells at the ends, of which there are often too
    many, only if there are too few without."""
    written = [index for index, piece in enumerate(figures) if not piece.is_blank]
    bare = figures[written[0] : written[-1] + 1]
    texts = tuple(piece.text for piece in (bare if len(bare) >= size else figures))
    divided = tuple(part for text in texts for part in parts(text))
    return (texts,) if divided == texts else (divided, texts)
