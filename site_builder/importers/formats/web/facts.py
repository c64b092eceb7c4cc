"""What a page says about itself: its meta tags, and the labels with values around the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from site_builder.importers.formats.characters import tidy
from site_builder.importers.formats.web.names import COUNTERS, LABELS
from site_builder.importers.formats.web.table import LINES
from site_builder.importers.formats.web.tree import walk
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

Fact = tuple[str, str]

# Meta tags that portals have to have, and some that their systems add.
_METAS = {
    name.lower(): name
    for name in (
        *("SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription"),
        *("ColumnKeywords", "ColumnType", "ArticleTitle", "PubDate", "ContentSource", "Keywords"),
        *("Description", "Author", "Url", "Image", "publishdate", "source"),
    )
}
_ROWS = LINES - {"td", "th", "dt", "dd", "tbody", "thead", "form"} | {"br", "tr", "dt"}
_CELLS = frozenset(("td", "th", "dt", "dd"))
_LONGEST = 200  # characters of a value
_BRACKETS = "【】[]：:"
_AROUND = "【】[]|｜;； "


def _spaced(label: str) -> str:
    return r"\s*".join(label)


_LONGEST_FIRST = sorted(LABELS | COUNTERS, key=lambda label: (-len(label), label))
_LABEL = regex(
    rf"(?:^|(?<=[\s|｜;；【\[]))({'|'.join(map(_spaced, _LONGEST_FIRST))})\s*】?\s*[：:]"
)


class Rows(NamedTuple):
    """The texts of a part of a page: in each row, those that elements keep apart; and whether they
    are the cells of a table or of a list of terms."""

    texts: tuple[str, ...]
    are_cells: bool = False


def meta_facts(soup: BeautifulSoup) -> tuple[Fact, ...]:
    """Return the meta tags that say something about the page or its article."""
    facts: dict[str, str] = {}
    for meta in soup.find_all("meta"):
        name = _METAS.get(str(meta.get("name") or "").strip().lower(), "")
        value = " ".join(str(meta.get("content") or "").split())
        if name and value:
            facts.setdefault(name, tidy(value))
    return tuple(facts.items())


def rows_of(root: Tag) -> Iterator[Rows]:
    """Yield the texts of an element row by row."""
    from bs4.element import NavigableString, Tag

    texts: list[str] = []
    are_cells = False
    for node, is_end in walk(root):
        if isinstance(node, NavigableString):
            if text := tidy(" ".join(str(node).split())):
                texts.append(text)
        elif isinstance(node, Tag):
            if node.name in _ROWS and texts and not (node.name == "dt" and is_end):
                yield Rows(tuple(texts), are_cells)
                texts, are_cells = [], False
            are_cells = are_cells or node.name in _CELLS
    if texts:
        yield Rows(tuple(texts), are_cells)


def read_facts(rows: Iterable[Rows]) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
    """Return the labels with values in some rows, and the other texts. A label stands before a
    colon, or in a cell of its own; its value behind it, or in the next text."""
    facts: list[Fact] = []
    rest: list[str] = []
    waiting = ""  # a label whose value has not come yet
    for row in rows:
        for label, value in (piece for text in row.texts for piece in _pieces(text, row.are_cells)):
            if label and waiting:
                facts.append((waiting, ""))
                waiting = ""
            if label and not value:
                waiting = label
            elif (label or waiting) and len(value) <= _LONGEST:
                facts.append((label or waiting, value))
                waiting = ""
            else:
                rest.append(f"{label}：{value}" if label else value)
    facts += [(waiting, "")] if waiting else []
    return tuple(facts), tuple(rest)


def is_fact_block(texts: Sequence[str], are_cells: bool) -> bool:
    """Whether texts are labels with values and nothing else."""
    facts, rest = read_facts([Rows(tuple(texts), are_cells)])
    return bool(facts) and not rest


def _pieces(text: str, are_cells: bool) -> list[Fact]:
    """Return the labels in a text with what stands behind them; what has no label has an empty one.
    A label may be the whole text."""
    label = _bare(text)
    if label in LABELS and (are_cells or text.rstrip("】] ").endswith(("：", ":"))):
        return [(label, "")]
    matches = [*_LABEL.finditer(text)]
    before = text[: matches[0].start() if matches else len(text)].strip(
        _AROUND if matches else None
    )
    pieces: list[Fact] = [("", before)] if before else []
    ends = [*(one.start() for one in matches[1:]), len(text)]
    for match, end in zip(matches, ends, strict=bool(matches)):
        label, value = _bare(match[1]), text[match.end() : end].strip(_AROUND)
        pieces.append(("", f"{label}：{value}") if label in COUNTERS else (label, value))
    return pieces


def _bare(text: str) -> str:
    return "".join(letter for letter in text if not letter.isspace() and letter not in _BRACKETS)
