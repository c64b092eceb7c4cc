"""Joins the lines of a PDF to paragraphs, by where they begin and end on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from site_builder.importers.formats.pdf_page import Line
from site_builder.importers.formats.wrapped_lines import is_closed
from site_builder.model.manuscript import Paragraph, Role, Run

_INDENT = 1.4  # sizes: the first line of a paragraph begins two characters further right
_SIZES = 1.12  # ratio from which two sizes differ
_GAP = 1.4  # of the usual distance of lines: between paragraphs
_FEWEST_FULL = 2  # lines that reach the right margin


class Measure(NamedTuple):
    """Where the text of a file begins and ends on the page, how far apart its lines are (as a
    multiple of their size), and whether paragraphs are indented."""

    left: float
    right: float
    pitch: float
    is_indented: bool


def measure(pages: Iterable[Sequence[Line]]) -> Measure:
    """Return the measures of the text on some pages."""
    lines = [line for page in pages for line in page]
    if not lines:
        return Measure(0, 0, 0, is_indented=False)
    size = median(line.size for line in lines)
    right = _usual((line.x1 for line in lines), size, last=True)
    full = [line for line in lines if line.x1 > right - 2 * size]
    left = _usual((line.x0 for line in full), size, last=False)
    indented = [line for line in lines if _INDENT < (line.x0 - left) / line.size < 2 * _INDENT]
    distances = [
        (below.top - above.top) / above.size
        for page in pages
        for above, below in pairwise(page)
        if above.x1 > right - 2 * size and below.size == above.size
    ]
    pitch = median(distances) if distances else 0
    return Measure(left, right, pitch, len(indented) >= _FEWEST_FULL)


def _usual(values: Iterable[float], size: float, last: bool) -> float:
    """Return the first (or last) place that several lines have, or one if none has several."""
    counts = Counter(round(value / size) for value in values)
    if not counts:
        return 0
    least = max(_FEWEST_FULL, counts.total() // 20)
    places = sorted(counts, reverse=last)
    for place in places:
        if counts[place] + counts[place - 1] + counts[place + 1] >= least:
            return place * size
    return places[0] * size


def goes_on(above: Line, below: Line, measured: Measure, is_next_page: bool) -> bool:
    """Whether a line goes on in another one, as far as the page shows. Between pages this is so
    only if paragraphs are indented and the other line is not."""
    ratio = max(above.size, below.size) / min(above.size, below.size)
    if ratio > _SIZES or above.heading != below.heading or "\t" in above.text + below.text:
        return False
    if below.x0 - measured.left > _INDENT * below.size:
        return _is_block(above, below) and not is_next_page and above.heading > 0
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
    if role[0] != "text":
        runs = [Run("".join(run.text for run in runs))]
    is_cut = is_at_end and role[0] == "text" and not is_closed(lines[-1].text)
    return Paragraph(tuple(runs), *role, is_cut=is_cut, place=lines[0].place)


def _joined(lines: Sequence[Line]) -> Iterator[Run]:
    """Yield the runs of lines, with a space between lines that end and begin with Latin words."""
    last = ""
    for line in lines:
        if last.isalnum() and (last + line.text[0]).isascii() and line.text[0].isalpha():
            yield line.runs[0]._replace(text=" ")
        yield from line.runs
        last = line.text[-1]
