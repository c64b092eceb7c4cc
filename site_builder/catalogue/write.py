"""Writes `catalogue.yaml` as an editor would."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from site_builder.catalogue.read import COLUMNS, DRAFT, ITEMS, LOCAL, SUB_MATTERS, TITLE
from site_builder.model.catalogue import (
    CHOICE_COLUMNS,
    TEXT_COLUMNS,
    Catalogue,
    CatalogueForm,
    CatalogueItem,
)
from site_builder.text.patterns import regex

# Text that is the same to YAML with and without quotes, in a list too.
_WORD = "0-9A-Za-z\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff（）／—…‘’“”·《》"
_PLAIN = regex(rf"[{_WORD}](?:[{_WORD} %()+./；，。-]*[{_WORD}%()+./；，。-])?")
_LINE = regex(r"[^\s\x00-\x1f\x7f-\x9f\u2028\u2029](?:[^\x00-\x1f\x7f-\x9f\u2028\u2029]*\S)?")
_STANDARD = CatalogueForm()
_INDENT = 6


def catalogue_yaml(catalogue: Catalogue) -> str:
    """Return the text of the file; `columns` has what differs from the standard form. Reading it
    gives the catalogue again, but for the lines of its items."""
    lines = [f"{TITLE}: {yaml_scalar(catalogue.title)}"] if catalogue.title else []
    lines += [f"{DRAFT}: true"] if catalogue.is_draft else []
    columns = [*_columns(catalogue.form)]
    lines += [f"{COLUMNS}:", *columns] if columns else []
    lines.append(f"{ITEMS}:" if catalogue.items else f"{ITEMS}: []")
    for item in catalogue.items:
        cells = [f"    {line}" for line in _cells(item)]
        lines += [f"  - {cells[0][4:]}", *cells[1:]]
    return "\n".join(lines) + "\n"


def _columns(form: CatalogueForm) -> Iterator[str]:
    for name, label in CHOICE_COLUMNS:
        choices: tuple[str, ...] = getattr(form, name)
        if choices != getattr(_STANDARD, name):
            yield f"  {label}: {_list(choices)}"
    if form.others:
        yield f"  {LOCAL}: {_list(form.others)}"
    if not form.sub_matters:
        yield f"  {SUB_MATTERS}: false"


def _cells(item: CatalogueItem) -> Iterator[str]:
    """Yield the lines of an item; cells without a text are left out."""
    for name, label in TEXT_COLUMNS:
        if text := getattr(item, name):
            yield f"{yaml_scalar(label)}: {_text(text)}"
    for name, label in CHOICE_COLUMNS:
        if choices := getattr(item, name):
            yield f"{label}: {_list(choices)}"
    for label, text in item.others:
        yield f"{yaml_scalar(label)}: {_text(text)}"


def _list(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(yaml_scalar, texts))}]"


def _text(text: str) -> str:
    """Return a value: as a block, if it has several lines that need no quotes."""
    lines = text.split("\n")
    if len(lines) > 1 and all(_LINE.fullmatch(line) for line in lines):
        return "\n".join(["|-", *(" " * _INDENT + line for line in lines)])
    return yaml_scalar(text)


def yaml_scalar(text: str) -> str:
    """Return a text as YAML: as it is, or in quotes if it must be."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
