"""The ways to change a row of a statutory table in the header of a report, from the smallest on.
Each is a function that returns edits, or raises CannotEditError; which of them says what was asked,
is seen when the result is read."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from functools import partial

from site_builder.editing.cannot_edit import CannotEditError
from site_builder.editing.header import Edit, Header, entry_before
from site_builder.editing.shortest import Texts, common_text, row_as_written, totals
from site_builder.forms.filing import REST, can_be_shared
from site_builder.model.document import Entry, Mapping, Scalar
from site_builder.model.table import Form, Row
from site_builder.text.labels import key_of

Attempt = Callable[[], list[Edit]]


@dataclass(frozen=True, slots=True)
class RowChange:
    """Other texts for the row at `index` of a form, whose table is written as the mapping `table`.
    None is a cell that is not written; `changed` are the keys of the columns that change."""

    header: Header
    form: Form
    table: Mapping
    index: int
    texts: Texts
    changed: frozenset[str]

    @property
    def row(self) -> Row:
        """The row of the form."""
        return self.form.rows[self.index]

    def attempts(self) -> Iterator[Attempt]:
        """Yield the ways to make the change."""
        mapping, own = self._find(self.table)
        if own is None:
            yield partial(self._insert, mapping)
            for group in self._groups(mapping):
                yield partial(self._instead_of, mapping, group)
            return
        is_bare = not self.header.has_comment(own)
        is_shared = common_text(self.texts) is not None
        if (is_shared and is_bare) or not any(text is not None for text in self.texts):
            yield partial(self.header.remove, mapping, own)
        if is_shared and is_bare and self._has_rest(own):
            yield partial(self._anew, mapping, own)
        if isinstance(own.value, Mapping):
            yield partial(self._in_place, own.value)
        yield partial(self._anew, mapping, own)

    def _has_rest(self, own: Entry) -> bool:
        """Whether the row is written with `其余`."""
        entries = own.value.entries if isinstance(own.value, Mapping) else ()
        return any(key_of(entry.key.text) == REST for entry in entries)

    def _anew(self, mapping: Mapping, own: Entry) -> list[Edit]:
        """Write the whole row under the label that it has."""
        value = row_as_written(self.form, self.row, self.texts)
        return self.header.set_value(mapping, own, value)

    def _insert(self, mapping: Mapping) -> list[Edit]:
        """Write the row where it belongs among those that are written."""
        after = entry_before(mapping, self._row_place, self.index)
        value = row_as_written(self.form, self.row, self.texts)
        return self.header.insert(mapping, after, self.row.key, value)

    def _instead_of(self, mapping: Mapping, group: Entry) -> list[Edit]:
        """Write the row instead of its group, which stands for nothing else."""
        return [*self._insert(mapping), *self.header.remove(mapping, group)]

    def _in_place(self, own: Mapping) -> list[Edit]:
        """Change the cells of a row that is written cell by cell."""
        entries = {self._meant(entry.key.text, self._columns): entry for entry in own.entries}
        gone = [entries[key] for key in self._changes if self._is_left_out(key, entries)]
        left = own._replace(entries=tuple(one for one in own.entries if one not in gone))
        if not left.entries:
            raise CannotEditError("这一行什么也不剩。")
        edits = [edit for entry in gone for edit in self.header.remove(own, entry)]
        for key, text in self._changes.items():
            entry = entries.get(key)
            if entry in gone or (entry is None and self._is_rest(key, entries)):
                continue
            if text is None:
                raise CannotEditError("这一格由“其余”填写。")
            if entry:
                edits += self.header.set_value(own, entry, text)
            else:
                after = entry_before(left, self._column_place, self._columns[key])
                edits += self.header.insert(left, after, key, text)
        return edits

    @property
    def _changes(self) -> dict[str, str | None]:
        """The texts that change, by the keys of their columns."""
        keys = (column.key for column in self.row.columns)
        return {
            key: text for key, text in zip(keys, self.texts, strict=True) if key in self.changed
        }

    def _is_left_out(self, key: str, entries: dict[str, Entry]) -> bool:
        """Whether the entry of a cell is taken away: the cell is no longer written, or `其余` says
        the same, and no remark stands beside it."""
        entry = entries.get(key)
        if entry is None or self._changes[key] is None:
            return entry is not None
        return self._is_rest(key, entries) and not self.header.has_comment(entry)

    def _is_rest(self, key: str, entries: dict[str, Entry]) -> bool:
        """Whether `其余` in the row stands for the new text of a cell."""
        rest = entries.get(REST)
        text = self._changes[key]
        return (
            rest is not None
            and isinstance(rest.value, Scalar)
            and text == rest.value.text
            and can_be_shared(text)
            and self._columns[key] < self._columns[REST]
        )

    @property
    def _columns(self) -> dict[str, int]:
        """The keys of a row in the order in which they are written: `其余` before the totals."""
        summed = totals(self.form, "columns")
        keys = [column.key for column in self.row.columns]
        loose = [key for key in keys if key not in summed]
        return {
            key: at
            for at, key in enumerate([*loose, REST, *(key for key in keys if key in summed)])
        }

    def _column_place(self, label: str) -> float | None:
        return self._columns.get(self._meant(label, self._columns))

    def _find(self, mapping: Mapping) -> tuple[Mapping, Entry | None]:
        """Return the mapping in which the row is written, or where it belongs, and its entry."""
        for entry in mapping.entries:
            if self._meant(entry.key.text, self._labels) == self.row.key:
                return mapping, entry
        for group in self._groups(mapping):
            if isinstance(group.value, Mapping):
                return self._find(group.value)
        return mapping, None

    def _groups(self, mapping: Mapping) -> list[Entry]:
        """Return the entries of groups to which the row belongs, inner ones first."""
        own = {name: len(rows) for name, rows in self.form.groups if self.row.key in rows}
        found = [
            entry for entry in mapping.entries if self._meant(entry.key.text, self._labels) in own
        ]
        return sorted(found, key=lambda entry: own[self._meant(entry.key.text, self._labels)])

    @property
    def _labels(self) -> set[str]:
        return {*(row.key for row in self.form.rows), *dict(self.form.groups), REST}

    def _row_place(self, label: str) -> float | None:
        """Return the place of a label among the rows of the form; that of a group is just before
        its first row."""
        keys = [row.key for row in self.form.rows]
        key = self._meant(label, self._labels)
        if key in keys:
            return keys.index(key)
        rows = dict(self.form.groups).get(key, ())
        return min(map(keys.index, rows)) - 0.5 if rows else None

    def _meant(self, label: str, keys: Container[str]) -> str:
        """Return which of the keys a label stands for, or the empty string."""
        key = label if label in keys else key_of(label)
        known = key if key in keys else dict(self.form.aliases).get(key, "")
        return known if known in keys else ""
