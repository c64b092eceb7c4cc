"""Reads `catalogue.yaml`, the 政务公开目录 of an agency."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from site_builder.catalogue.cells import check_cells
from site_builder.catalogue.file_rules import (
    catalogue_is_empty,
    catalogue_key_unknown,
    catalogue_value_not_valid,
    choice_unknown,
    column_unknown,
    item_number_not_valid,
    item_number_twice,
    same_as_nothing,
)
from site_builder.catalogue.numbering import check_numbering
from site_builder.model.catalogue import (
    CHOICE_COLUMNS,
    TEXT_COLUMNS,
    Catalogue,
    CatalogueForm,
    CatalogueItem,
    choice_name,
)
from site_builder.model.document import Entry, Mapping, Node, Scalar, Sequence
from site_builder.model.finding import Problem
from site_builder.model.rule import Rule
from site_builder.model.source import Source
from site_builder.parsing.decode import decode
from site_builder.parsing.front_matter_rules import header_is_not_a_mapping
from site_builder.parsing.yaml_nodes import EMPTY, read_yaml
from site_builder.text.labels import hint, nearest
from site_builder.text.patterns import regex

TITLE, DRAFT, COLUMNS, ITEMS = "title", "draft", "columns", "items"
LOCAL, SUB_MATTERS = "其他", "二级事项"
STANDARD = tuple(label for _, label in (*TEXT_COLUMNS, *CHOICE_COLUMNS))
_NUMBER_COLUMN = TEXT_COLUMNS[0][1]
_YES_OR_NO = {"true": True, "false": False}
# A number is a folder in URLs. With a digit in it, it is never `page`, which begins further pages,
# and it does not end as an attachment does.
_NUMBER = regex(
    r"(?=[A-Za-z-]{0,99}[0-9])[0-9A-Za-z]{1,20}(?:-[0-9A-Za-z]{1,20}|\.[0-9]{1,20}){0,5}"
)
_SAME = regex(r"同上[。.]?")


def read_catalogue(source: Source) -> tuple[Catalogue, tuple[Problem, ...]]:
    """Read the catalogue of an agency, with “同上” resolved; return it and the problems found. It
    has no items if the file could not be read."""
    text, faults = decode(source.data, source.path)
    root, more = read_yaml(text, source.path)
    reader = _Reader(source.path, [*faults, *more])
    if root is EMPTY and reader.problems:
        return Catalogue(CatalogueForm(), ()), tuple(reader.problems)
    if not isinstance(root, Mapping):
        reader.report(header_is_not_a_mapping, root)
        return Catalogue(CatalogueForm(), ()), tuple(reader.problems)
    return reader.catalogue(root), tuple(reader.problems)


@dataclass(slots=True)
class _Reader:
    """Reads the nodes of the file at `path`, and collects the problems."""

    path: str
    problems: list[Problem]
    form: CatalogueForm = field(default_factory=CatalogueForm)

    def catalogue(self, root: Mapping) -> Catalogue:
        self.known_keys(root, (TITLE, DRAFT, COLUMNS, ITEMS))
        self.form = self.columns(root.get(COLUMNS))
        title = self.text(root.get(TITLE), TITLE)
        is_draft = self.is_draft(root.get(DRAFT))
        node = root.get(ITEMS)
        if node is None or node == Scalar("", node.line, node.column) or _is_empty(node):
            self.report(catalogue_is_empty, node or root)
            return Catalogue(self.form, (), title, is_draft)
        rows = node.items if isinstance(node, Sequence) else ()
        if not rows:
            self.wrong(node, ITEMS, "一项一项的列表，每项以短横线开头")
        return Catalogue(self.form, self.items(rows), title, is_draft)

    def items(self, rows: Iterable[Node]) -> tuple[CatalogueItem, ...]:
        read: list[tuple[CatalogueItem, Mapping]] = []
        before: CatalogueItem | None = None
        for row in rows:
            if isinstance(row, Mapping):
                before = self.item(row, before)
                read.append((before, row))
            else:
                self.wrong(row, ITEMS, "一项一项的列表，每项从“序号”写起")
        self.problems.extend(check_numbering(self.path, read))
        for item, row in read:
            self.problems.extend(check_cells(self.path, self.form, item, row))
        return self.without_repeated(read)

    def without_repeated(
        self, read: list[tuple[CatalogueItem, Mapping]]
    ) -> tuple[CatalogueItem, ...]:
        """Return the items without those that have the number of another: a number is an address,
        also on disks that know no capitals."""
        first: dict[str, CatalogueItem] = {}
        for item, row in read:
            other = first.setdefault(item.number.casefold(), item)
            if other is not item and item.number:
                place = row.get(_NUMBER_COLUMN) or row
                self.report(item_number_twice, place, number=item.number, first=str(other.line))
        return tuple(item for item in first.values() if item.number)

    def item(self, row: Mapping, before: CatalogueItem | None) -> CatalogueItem:
        labels = dict((*TEXT_COLUMNS, *CHOICE_COLUMNS))
        known = {*labels.values(), *self.form.others}
        for entry in row.entries:
            if entry.key.text not in known:
                own = hint(entry.key.text, sorted(known))
                self.report(column_unknown, entry.key, column=_short(entry.key.text), hint=own)
        cells = {entry.key.text: entry.value for entry in row.entries}
        values: dict[str, Any] = {}
        for name, label in TEXT_COLUMNS[1:]:
            above = getattr(before, name) if before else None
            values[name] = self.cell(cells.get(label), label, above)
        for name, label in CHOICE_COLUMNS:
            above = getattr(before, name) if before else None
            values[name] = self.choices(cells.get(label), label, getattr(self.form, name), above)
        others: dict[str, str] = {}
        for label in self.form.others:
            above = dict(before.others).get(label, "") if before else None
            if value := self.cell(cells.get(label), label, above):
                others[label] = value
        number = self.number(row)
        return CatalogueItem(number, **values, others=tuple(others.items()), line=row.line)

    def number(self, row: Mapping) -> str:
        text = self.text(row.get(_NUMBER_COLUMN), _NUMBER_COLUMN)
        if _NUMBER.fullmatch(text):
            return text
        self.report(item_number_not_valid, row.get(_NUMBER_COLUMN) or row, text=_short(text))
        return ""

    def cell(self, node: Node | None, label: str, above: str | None) -> str:
        """Return the text of a cell; `above` is that of the item before, None if there is none."""
        text = self.text(node, label)
        if node is None or not _SAME.fullmatch(text):
            return text
        if above is None:
            self.report(same_as_nothing, node, column=label)
        return above or ""

    def choices(
        self,
        node: Node | None,
        label: str,
        known: tuple[str, ...],
        above: tuple[str, ...] | None,
    ) -> tuple[str, ...]:
        """Return the choices made in a cell that the form offers."""
        made = [*self.texts(node, label)]
        if len(made) == 1 and _SAME.fullmatch(made[0].text.strip()):
            if above is None:
                self.report(same_as_nothing, made[0], column=label)
            return above or ()
        for one in made:
            text = one.text.strip()
            if not _offered(text, known):
                near = nearest(text, known)
                meant = f"是不是“{near}”？" if near else ""
                self.report(choice_unknown, one, column=label, choice=_short(text), hint=meant)
        return tuple(one.text.strip() for one in made if _offered(one.text.strip(), known))

    def columns(self, node: Node | None) -> CatalogueForm:
        """Return the form: the standard one with what the file says about its columns."""
        if node is None:
            return CatalogueForm()
        if not isinstance(node, Mapping):
            self.wrong(node, COLUMNS, "一行一列，如“公开层级: [市级]”")
            return CatalogueForm()
        names = {label: name for name, label in CHOICE_COLUMNS}
        self.known_keys(node, (*names, LOCAL, SUB_MATTERS))
        values: dict[str, Any] = {}
        for entry in node.entries:
            label = entry.key.text
            if label in names:
                values[names[label]] = self.labels(entry, ())
            elif label == LOCAL:
                values["others"] = self.labels(entry, STANDARD)
            elif label == SUB_MATTERS:
                values["sub_matters"] = self.yes_or_no(entry)
        return CatalogueForm(**values)

    def labels(self, entry: Entry, taken: tuple[str, ...]) -> tuple[str, ...]:
        """Return a list of labels, of which none occurs twice or is one of `taken`."""
        found: dict[str, None] = {}
        for one in self.texts(entry.value, entry.key.text):
            text = one.text.strip()
            if text in found or text in taken or _SAME.fullmatch(text):
                self.wrong(one, entry.key.text, f"不重复的名称，“{_short(text)}”已经有了")
            else:
                found[text] = None
        return tuple(found)

    def is_draft(self, node: Node | None) -> bool:
        """Whether the file says that it is a draft; what cannot be understood is held back."""
        text = "false" if node is None else self.text(node, DRAFT)
        if node is not None and text not in _YES_OR_NO:
            self.wrong(node, DRAFT, "true（草稿，不发布）或 false（发布）")
        return _YES_OR_NO.get(text, True)

    def yes_or_no(self, entry: Entry) -> bool:
        text = self.text(entry.value, entry.key.text)
        if text not in _YES_OR_NO:
            self.wrong(entry.value, entry.key.text, "true（有这一列）或 false（没有这一列）")
        return _YES_OR_NO.get(text, True)

    def text(self, node: Node | None, label: str) -> str:
        if isinstance(node, Scalar):
            return node.text.strip()
        if node is not None:
            self.wrong(node, label, "一段文字")
        return ""

    def texts(self, node: Node | None, label: str) -> Iterator[Scalar]:
        """Yield the texts of a list, or of a text alone."""
        if isinstance(node, Mapping):
            self.wrong(node, label, "列表，如 [甲, 乙]")
            return
        for one in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(one, Scalar):
                if one.text.strip():
                    yield one
            elif one is not None:
                self.wrong(one, label, "列表，如 [甲, 乙]")

    def known_keys(self, node: Mapping, known: tuple[str, ...]) -> None:
        for entry in node.entries:
            if entry.key.text not in known:
                own = hint(entry.key.text, known)
                self.report(catalogue_key_unknown, entry.key, key=_short(entry.key.text), hint=own)

    def wrong(self, node: Node, key: str, expected: str) -> None:
        self.report(catalogue_value_not_valid, node, key=key, expected=expected)

    def report(self, rule: Rule, node: Node, **values: Any) -> None:
        self.problems.append(Problem(rule, self.path, node.line, node.column, **values))


def _is_empty(node: Node) -> bool:
    return isinstance(node, Sequence) and not node.items


def _offered(text: str, known: tuple[str, ...]) -> bool:
    return choice_name(text, known) in known


def _short(text: str) -> str:
    return text[:40]
