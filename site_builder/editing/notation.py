"""Writes values as YAML: texts as short as our reader reads them, mappings and lists in block or in
flow style."""

from __future__ import annotations

import json
from collections.abc import Iterator

from site_builder.editing.cannot_edit import CannotEditError
from site_builder.model.document import Mapping, Scalar
from site_builder.parsing.yaml_nodes import read_yaml

# What is to be written: a scalar, a list of scalars, or a mapping.
Written = str | tuple[str, ...] | dict[str, "Written"]

QUOTED_BLANK = "''"  # where nothing at all would be no item


def inline(value: Written, in_flow: bool = False) -> str:
    """Return a value on one line. `in_flow` tells whether it stands within brackets or braces. The
    empty text is written as nothing."""
    if isinstance(value, str):
        return _scalar(value, in_flow) if value else ""
    if isinstance(value, tuple):
        return f"[{', '.join(inline(item, True) or QUOTED_BLANK for item in value)}]"
    pairs = (f"{inline(key, True)}: {inline(inner, True)}" for key, inner in value.items())
    return f"{{{', '.join(pairs)}}}"


def block(key: str, value: Written, indent: int, step: int) -> Iterator[str]:
    """Yield the lines of an entry of a mapping in block style, indented by so many spaces; each
    level below it by `step` more."""
    name = " " * indent + inline(key)
    if isinstance(value, dict) and value:
        yield f"{name}:"
        for inner, below in value.items():
            yield from block(inner, below, indent + step, step)
    else:
        yield f"{name}: {inline(value)}".rstrip(" ")


def _scalar(text: str, in_flow: bool) -> str:
    """Return the shortest way to write a text: plainly, or else in quotes. Other readers of YAML
    may take `no` or `2024-01-01` for something else than a text; ours never does."""
    single = text.replace("'", "''")
    for written in (text, f"'{single}'", json.dumps(text, ensure_ascii=False)):
        if _reads_as(written, text, in_flow):
            return written
    raise CannotEditError(f"“{text[:20]}”里有不能写进信息栏的字符，请删去。")


def _reads_as(written: str, text: str, in_flow: bool) -> bool:
    """Whether our reader reads `text` from what is written, and nothing else."""
    line = f"{{a: {written}, b: 0}}\n" if in_flow else f"a: {written}\n"
    try:
        root, problems = read_yaml(line, "")
    except UnicodeEncodeError:  # half a character
        return False
    if problems or not isinstance(root, Mapping) or len(root.entries) != 1 + in_flow:
        return False
    value = root.entries[0].value
    return isinstance(value, Scalar) and value.text == text
