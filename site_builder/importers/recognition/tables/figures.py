"""Figures of statutory tables as manuscripts have them, in the way in which editors write them."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from site_builder.forms.cells import NOT_APPLICABLE, read_cell
from site_builder.model.document import Scalar
from site_builder.model.table import FigureKind, Meaning
from site_builder.text.patterns import regex

_SPACE = regex(r"\s+")
_UNIT = regex(r"(?<=\d)(?:件次|件|条|次|项|个|篇|人次|人|份|部|宗|例|家)$")
_THOUSANDS = regex(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)")
_FIGURE = regex(
    r"[+-]?\d(?:[\d,.\s]*\d)?\s*(?:件次|件|条|次|项|个|篇|人次|人|份|部|宗|例|家|万元|元)?\*?"
    r"|[/\\\-—–―_]+|无|空|空白|不适用|N/A"
)
_COMPUTED = regex(r"(\d+(?:\.\d+)?)\s*\*")
_LABEL = regex(r"[^\W\d]")


class Figure(NamedTuple):
    """A figure as an editor would write it. `note` says what was left out of it, or nothing. It is
    not sure if its digits stood in several lines, which may be several figures."""

    text: str
    note: str = ""
    is_sure: bool = True


def is_figure(text: str) -> bool:
    """Whether a text may stand in a cell for a figure: a number, or a word for none."""
    return _FIGURE.fullmatch(_plain(text)) is not None


def figure(text: str, kind: FigureKind) -> Figure:
    """Return the text of a cell as an editor would write it: without separators of thousands,
    spaces in it and the unit of a count, and with ordinary digits. What is no number then stays as
    it is."""
    plain = _plain(text)
    joined = _SPACE.sub("", plain)
    if _is_number(joined, kind):
        note = "数字中间的空格或者换行没有写入" if joined != plain else ""
        return Figure(joined, note, is_sure="\n" not in plain)
    if joined in NOT_APPLICABLE or joined == "无":
        return Figure(text.strip() if joined == plain else joined)
    bare = _THOUSANDS.sub(lambda match: match[0].replace(",", ""), joined)
    bare = _UNIT.sub("", bare) if kind != "money" else bare
    if _is_number(bare, kind):
        return Figure(bare, "千位分隔号或者单位没有写入")
    return Figure(" ".join(text.split()))


def computed(text: str) -> str:
    """Return the number in the text of a total that a report omits and its page computes (`12*`),
    or the empty string."""
    found = _COMPUTED.fullmatch(_plain(text))
    return found[1] if found else ""


def number_of(text: str, kind: FigureKind) -> int | None:
    """Return the number of a count or a change, or None."""
    number = read_cell(Scalar(text, 0, 0), kind).number
    return number if isinstance(number, int) else None


def parts(text: str) -> tuple[str, ...]:
    """Return the figures in a cell that may hold several, separated by spaces or line breaks."""
    words = tuple(text.split())
    return words if len(words) > 1 and all(map(is_figure, words)) else (text,)


def behind_label(text: str) -> tuple[str, tuple[str, ...]]:
    """Divide a text into a label and the figures that stand in the same cell, behind a space."""
    words = text.split()
    if len(words) <= 1:
        return text, ()
    last = len(words)
    while last and is_figure(words[last - 1]):
        last -= 1
    label = " ".join(words[:last])
    if last == len(words) or not _LABEL.search(label):
        return text, ()
    return label, tuple(words[last:])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace("−", "-").strip()


def _is_number(text: str, kind: FigureKind) -> bool:
    return read_cell(Scalar(text, 0, 0), kind).meaning is Meaning.NUMBER
