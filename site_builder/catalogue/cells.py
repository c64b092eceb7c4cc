"""Checks the cells of a catalogue item: what the standard form requires of each."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.cell_rules import (
    audience_not_one,
    basis_without_title,
    cell_missing,
    choice_missing,
    old_ordinance,
)
from site_builder.model.catalogue import (
    CHOICE_COLUMNS,
    TEXT_COLUMNS,
    CatalogueForm,
    CatalogueItem,
)
from site_builder.model.document import Mapping, Scalar
from site_builder.model.finding import Problem
from site_builder.text.patterns import regex

_LABELS = dict((*TEXT_COLUMNS, *CHOICE_COLUMNS))
_OLD_ORDINANCE = regex(r"令\s*[（(〔\[]?\s*(?:[0-9]{4}\s*年?\s*[）)〕\]]?\s*)?第?\s*492\s*号")
_TITLE = regex(r"《[^《》]+")


def check_cells(
    path: str, form: CatalogueForm, item: CatalogueItem, row: Mapping
) -> Iterator[Problem]:
    """Yield the problems of the item that was read from `row` of the file at `path`."""
    yield from _missing(path, form, row)
    if len(item.audience) > 1:
        made = "、".join(item.audience)
        yield Problem(audience_not_one, path, *_place(row, "audience"), made=made)
    if item.basis:
        where = _place(row, "basis")
        if not _TITLE.search(item.basis):
            yield Problem(basis_without_title, path, *where)
        if _OLD_ORDINANCE.search(item.basis) and "政府信息公开条例" in item.basis:
            yield Problem(old_ordinance, path, *where)


def _missing(path: str, form: CatalogueForm, row: Mapping) -> Iterator[Problem]:
    for name, column in TEXT_COLUMNS[1:]:
        if not _has_text(row, column) and (form.sub_matters or name != "sub_matter"):
            yield Problem(cell_missing, path, *_place(row, name), column=column)
    for name, column in CHOICE_COLUMNS:
        choices: tuple[str, ...] = getattr(form, name)
        if choices and not _has_text(row, column):
            offered = "、".join(choices)
            yield Problem(choice_missing, path, *_place(row, name), column=column, choices=offered)


def _place(row: Mapping, name: str) -> tuple[int, int]:
    """Return the place of a cell, by the name of its field; of the item, if it has none."""
    node = row.get(_LABELS[name]) or row
    return node.line, node.column


def _has_text(row: Mapping, column: str) -> bool:
    """Whether something is written in a cell, if only something that is reported as wrong."""
    node = row.get(column)
    if isinstance(node, Scalar):
        return bool(node.text.strip())
    return node is not None and (isinstance(node, Mapping) or bool(node.items))
