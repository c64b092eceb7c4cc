"""Joins the lines of a PDF to paragraphs, by where they begin and end on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from site_builder.importers.formats.pdf.page import Line
from site_builder.importers.formats.text.wrapped_lines import is_closed
from site_builder.model.manuscript import Paragraph, Role, Run

_INDENT = 1.4  # sizes: the first line of a paragraph begins two characters further right
_SIZES = 1.12  # ratio from which two sizes differ
_GAP = 1.4  # of the usual distance of lines: between paragraphs
_FEWEST_FULL = 2  # lines that reach the right margin
_FEW = 50  # one line of so many may be beyond a margin


class Measure(NamedTuple):
    """The size of most of a text, where it begins and ends on the page, how far apart its lines are
    (as a multiple of their size), and whether paragraphs are indented."""

    size: float
    left: float
    right: float
    pitch: float
    is_indented: bool


def measure(pages: Iterable[Sequence[Line]], width: float) -> Measure:
    """Return the measures of the text on some pages of this width. Where no more than two lines are
    full, the margins are taken to be equal."""
    lines = [line for page in pages for line in page]
    if not lines:
        return Measure(0, 0, 0, 0, is_indented=False)
    size = median(line.size for line in lines)
    right = _usual((line.x1 for line in lines), size, last=True)
    full = [line for line in lines if line.x1 > right - 2 * size]
    if len(full) <= _FEWEST_FULL:
        right = max(right, width - min(line.x0 for line in lines))
    left = _usual((line.x0 for line in full or lines), size, last=False)
    indented = [line for line in lines if _INDENT < (line.x0 - left) / line.size < 2 * _INDENT]
    distances = [
        (below.top - above.top) / above.size
        for page in pages
        for above, below in pairwise(page)
        if above.x1 > right - 2 * size and below.size == above.size
    ]
    pitch = median(distances) if distances else 0
    return Measure(size, left, right, pitch, len(indented) >= _FEWEST_FULL)


def _usual(values: Iterable[float], size: float, last: bool) -> float:
    """Return the first (or last) place that several lines have, and few lines are beyond; the very
    first (or last) one if there is none."""
    near: dict[int, list[float]] = {}
    for value in values:
        near.setdefault(round(value / size), []).append(value)
    places = sorted(near, reverse=last)
    chosen = next((at for at in places if _is_margin(at, near, places)), places[0])
    return max(near[chosen]) if last else min(near[chosen])


def _is_margin(place: int, near: Mapping[int, list[float]], places: Sequence[int]) -> bool:
    """Whether several lines have a place, and few have one before it in `places`."""
    there = sum(len(near.get(place + step, ())) for step in (-1, 0, 1))
    beyond = sum(len(near[other]) for other in places[: places.index(place)])
    total = sum(map(len, near.values()))
    return there >= _FEWEST_FULL and beyond * _FEW <= total


def goes_on(above: Line, below: Line, measured: Measure, is_next_page: bool) -> bool:
    """Whether a line goes on in another one, as far as the page shows. Between pages this is so
    only if paragraphs are indented and the other line is not."""
    ratio = max(above.size, below.size) / min(above.size, below.size)
    if ratio > _SIZES or above.heading != below.heading or "\t" in above.text + below.text:
        return False
    if below.x0 - measured.left > _INDENT * below.size:
        is_heading = above.heading > 0 or above.size > _SIZES * measured.size
        return is_heading and not is_next_page and _is_block(above, below)
    if above.x1 + below.word <= measured.right - 0.5 * above.size:
        return False
    if is_next_page:
        return measured.is_indented
    distance = (below.top - above.top) / above.size
    return not measured.pitch or distance <= _GAP * measured.pitch


def _is_block(above: Line, below: Line) -> bool:
    """Whether two lines of a heading are centred on each other, or begin at the same place."""
    middle = (above.x0 + above.x1) / 2 - (below.x0 + below.x1) / 2
    return min(abs(middle), abs(above.x0 - below.x0)) < above.size


def paragraph(lines: Sequence[Line], is_at_end: bool, role: tuple[Role, int]) -> Paragraph:
    """Return lines as a paragraph. It is cut if it stands at the end of a page and does not end
    like a sentence."""
    runs: list[Run] = []
    for run in _joined(lines):
        if runs and runs[-1][1:] == run[1:]:
            runs[-1] = runs[-1]._replace(text=runs[-1].text + run.text)
        elif run.text:
            runs.append(run)
    runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
    if role[0] != "text":
        runs = [Run("".join(run.text for run in runs))]
    is_cut = is_at_end and role[0] == "text" and not is_closed(lines[-1].text)
    filled = tuple(run for run in runs if run.text)
    return Paragraph(filled, *role, is_cut=is_cut, place=lines[0].place)


def _joined(lines: Sequence[Line]) -> Iterator[Run]:
    """Yield the runs of lines, with a space between lines that end and begin with Latin words."""
    last = ""
    for line in lines:
        if last.isalnum() and (last + line.text[0]).isascii() and line.text[0].isalpha():
            yield line.runs[0]._replace(text=" ")
        yield from line.runs
        last = line.text[-1]
