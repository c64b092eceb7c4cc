"""The shortest way to write rows and tables: with one text for all their cells, or with `其余`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from site_builder.editing.notation import Written
from site_builder.forms.filing import REST, can_be_shared
from site_builder.model.table import Along, Form, Row

Texts = Sequence[str | None]  # of the cells of a row; None is one that is not written


def row_as_written(form: Form, row: Row, texts: Texts) -> Written:
    """Return the value of a row with these texts."""
    if (shared := common_text(texts)) is not None:
        return shared
    summed = totals(form, "columns")
    cells = dict(zip((column.key for column in row.columns), texts, strict=True))
    loose = [text for key, text in cells.items() if key not in summed]
    rest = None if None in loose else _most_frequent(loose)
    parts = {key: text for key, text in cells.items() if key not in summed and text != rest}
    parts |= {REST: rest} | {key: text for key, text in cells.items() if key in summed}
    return {key: text for key, text in parts.items() if text is not None}


def table_as_written(form: Form, texts: Sequence[Texts]) -> Written:
    """Return the value of a table whose rows have these texts."""
    if (shared := common_text([text for line in texts for text in line])) is not None:
        return shared
    summed = totals(form, "rows")
    rows = [*zip(form.rows, texts, strict=True)]
    loose = [line for row, line in rows if row.key not in summed]
    is_whole = all(_is_written(line) for line in loose)
    rest = _most_frequent(map(common_text, loose)) if is_whole else None
    entries: dict[str, Written] = {
        row.key: row_as_written(form, row, line)
        for row, line in rows
        if _is_written(line) and (rest is None or row.key in summed or common_text(line) != rest)
    }
    return entries if rest is None else entries | {REST: rest}


def common_text(texts: Texts) -> str | None:
    """Return the text that can stand for all these cells, or None."""
    first = texts[0]
    if first is None or any(text != first for text in texts):
        return None
    return first if len(texts) == 1 or can_be_shared(first) else None


def totals(form: Form, along: Along) -> frozenset[str]:
    """Return the keys of the rows, or columns, that add up others: `其余` does not cover them."""
    return frozenset(
        key
        for equation in form.equations
        if equation.balance.along == along and equation.balance.defines_total
        for key in equation.balance.left
    )


def _is_written(texts: Texts) -> bool:
    """Whether any of these cells is written."""
    return any(text is not None for text in texts)


def _most_frequent(texts: Iterable[str | None]) -> str | None:
    """Return the text that most of these are and that can be shared, if it saves a line."""
    counts = Counter(text for text in texts if text is not None and can_be_shared(text))
    for text, count in counts.most_common(1):
        return text if count > 1 else None
    return None
