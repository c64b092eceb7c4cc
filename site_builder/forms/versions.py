"""Loads the statutory tables, which are dated data: `<form>/<day>.yaml`.

`<day>` is the first day of the first reporting period that the version governs; it is in force
until the next version begins. A new version is a new file and needs no change of code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import cast

from site_builder.model.document import Mapping, Node, Scalar
from site_builder.model.document import Sequence as List
from site_builder.model.table import (
    Along,
    Balance,
    Column,
    Equation,
    FigureKind,
    Form,
    Relation,
    Row,
    Section,
)
from site_builder.parsing.yaml_nodes import read_yaml
from site_builder.text.labels import key_of

FOREVER = 9999


def load_forms(folder: Path = Path(__file__).parent) -> tuple[Form, ...]:
    """Return every version of every statutory table, in the order of the chapters of a report.

    Raise ValueError if a file is not a form: these files are part of the program.
    """
    order = ("statistics", "disclosure", "requests", "disputes")
    return tuple(form for name in order for form in _versions(folder / name))


def forms_for(forms: tuple[Form, ...], year: int) -> tuple[Form, ...]:
    """Return the forms that are in force for reports on `year`."""
    return tuple(form for form in forms if form.in_force(year))


def _versions(folder: Path) -> Iterator[Form]:
    """Yield the versions of one form, oldest first, each ending when the next begins."""
    forms = [_load(path) for path in sorted(folder.glob("*.yaml"))]
    for form, successor in zip_longest(forms, forms[1:]):
        last = successor.first_year - 1 if successor else form.last_year
        yield replace(form, last_year=min(form.last_year, last))


def _load(path: Path) -> Form:
    root, problems = read_yaml(path.read_text("utf-8"), path.name)
    if problems or not isinstance(root, Mapping):
        raise ValueError(f"{path}: not a form: {problems}")
    sections = tuple(_section(node) for node in _items(root.get("sections")))
    rows = tuple(row for section in sections for row in section.rows if row.columns)
    groups = _groups(sections)
    return Form(
        name=path.parent.name,
        title=_text(root, "title"),
        chapters=tuple(_words(root.get("chapters"))),
        basis=_text(root, "basis"),
        first_year=int(path.stem[:4]),
        last_year=int(_text(root, "last_year") or FOREVER),
        unit=_text(root, "unit"),
        optional=_text(root, "optional") == "true",
        across=_text(root, "across") == "true",
        show_units=_text(root, "show_units") == "true",
        sections=sections,
        rows=rows,
        groups=groups,
        aliases=_pairs(root.get("aliases")),
        equations=tuple(
            equation
            for balance in _balances(root.get("balances"), dict(groups))
            for equation in _equations(rows, balance)
        ),
        highlights=tuple(_highlight(text) for text in _words(root.get("highlights"))),
    )


def _section(node: Node) -> Section:
    columns = tuple(_columns(_node(node, "columns"), ()))
    return Section(
        banner=_text(node, "banner"),
        corner=_text(node, "corner"),
        columns=columns,
        rows=tuple(_rows(_node(node, "rows"), (), columns)),
    )


def _columns(node: Node | None, groups: tuple[str, ...]) -> Iterator[Column]:
    for item in _items(node):
        if isinstance(item, Scalar):
            yield Column(key_of(item.text), item.text, groups)
        elif label := _text(item, "label"):
            kind = cast("FigureKind", _text(item, "kind") or "count")
            yield Column(key_of(label), label, groups, kind)
        else:
            for entry in cast("Mapping", item).entries:
                yield from _columns(entry.value, (*groups, entry.key.text))


def _rows(node: Node | None, groups: tuple[str, ...], columns: tuple[Column, ...]) -> Iterator[Row]:
    for item in _items(node):
        if isinstance(item, Scalar):
            yield Row(key_of(item.text), item.text, groups, columns)
        elif label := _text(item, "label"):
            kind = cast("FigureKind", _text(item, "kind") or "count")
            own = columns if kind == "count" else tuple(replace(c, kind=kind) for c in columns)
            key = _text(item, "key") or key_of(label)
            heading = _text(item, "heading") == "true"
            yield Row(key, label, groups, () if heading else own, _text(item, "unit"))
        else:
            for entry in cast("Mapping", item).entries:
                yield from _rows(entry.value, (*groups, entry.key.text), columns)


def _groups(sections: tuple[Section, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the key of each group with the keys of all its rows."""
    members: dict[str, list[str]] = {}
    for section in sections:
        for row in section.rows:
            for group in row.groups:
                members.setdefault(key_of(group), []).append(row.key)
    return tuple((group, tuple(rows)) for group, rows in members.items())


def _balances(node: Node | None, groups: dict[str, tuple[str, ...]]) -> Iterator[Balance]:
    """Yield the balances, with keys of groups replaced by those of their rows."""
    for item in _items(node):
        left, right = (
            tuple(row for key in _words(_node(item, side)) for row in groups.get(key, (key,)))
            for side in ("left", "right")
        )
        along: Along = "rows" if _text(item, "along") == "rows" else "columns"
        relation: Relation = "at_most" if _text(item, "relation") == "at_most" else "equal"
        yield Balance(along, left, right, relation)


def _equations(rows: tuple[Row, ...], balance: Balance) -> Iterator[Equation]:
    """Yield the equations of a balance: one for each row, or each column, in which it holds."""
    if balance.along == "columns":
        for r, row in enumerate(rows):
            at = {column.key: c for c, column in enumerate(row.columns)}
            if all(key in at for key in balance.left + balance.right):
                left, right = (
                    tuple((r, at[key]) for key in keys) for keys in (balance.left, balance.right)
                )
                yield Equation(balance, left, right)
        return
    where = {row.key: r for r, row in enumerate(rows)}
    for c in range(len(rows[where[balance.left[0]]].columns)):
        left, right = (
            tuple((where[key], c) for key in keys) for keys in (balance.left, balance.right)
        )
        yield Equation(balance, left, right)


def _highlight(text: str) -> tuple[str, str]:
    row, column = text.split(" / ")
    return row, column


def _node(node: Node, key: str) -> Node | None:
    return node.get(key) if isinstance(node, Mapping) else None


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, List) else ()


def _words(node: Node | None) -> Iterator[str]:
    return (item.text for item in _items(node) if isinstance(item, Scalar))


def _text(node: Node, key: str) -> str:
    value = _node(node, key)
    return value.text if isinstance(value, Scalar) else ""


def _pairs(node: Node | None) -> tuple[tuple[str, str], ...]:
    if not isinstance(node, Mapping):
        return ()
    return tuple((e.key.text, e.value.text) for e in node.entries if isinstance(e.value, Scalar))
