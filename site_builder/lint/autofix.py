"""Applies repairs to the text of files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from site_builder.model.finding import Finding, Repair
from site_builder.model.limits import MOST_ROUNDS_OF_REPAIRS
from site_builder.text.patterns import regex

# The line ends of `parsing/decode.py`; str.splitlines has seven more.
_LINE = regex(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_BOM = b"\xef\xbb\xbf"


class RepairedFile(NamedTuple):
    """A file before and after all repairs, `made` in number."""

    path: str
    before: bytes
    after: bytes
    made: int


def repair_files(
    files: Mapping[str, bytes], look: Callable[[Mapping[str, bytes]], Iterable[Finding]]
) -> tuple[RepairedFile, ...]:
    """Return the files that can be repaired, given by path with their contents.

    `look` returns the findings about files whose repairs are wanted. It is called again with the
    repaired files until nothing more is repaired, because a repair can bring others to light.
    """
    now = dict(files)
    made: Counter[str] = Counter()
    for _ in range(MOST_ROUNDS_OF_REPAIRS):
        repairs: dict[str, list[Repair]] = {}
        for finding in look(now):
            if finding.repair and finding.path in now:
                repairs.setdefault(finding.path, []).append(finding.repair)
        before = made.total()
        for path, own in repairs.items():
            now[path], count = repaired_bytes(now[path], own)
            made[path] += count
        if made.total() == before:
            break
    return tuple(
        RepairedFile(path, data, now[path], made[path])
        for path, data in files.items()
        if now[path] != data
    )


def repaired_bytes(data: bytes, repairs: Iterable[Repair]) -> tuple[bytes, int]:
    """Return a file after the repairs, and how many were made: none if it is not UTF-8."""
    bom = _BOM if data.startswith(_BOM) else b""
    try:
        text = data.removeprefix(bom).decode()
    except UnicodeDecodeError:
        return data, 0
    text, made = repaired(text, repairs)
    return bom + text.encode(), made


def repaired(text: str, repairs: Iterable[Repair]) -> tuple[str, int]:
    """Return the text after the repairs, and how many were made. A repair is left out if its place
    no longer has the text `old`."""
    lines = split_lines(text)
    made = 0
    for repair in sorted(set(repairs), reverse=True):
        if not 1 <= repair.line <= len(lines):
            continue
        line = lines[repair.line - 1]
        start, end = repair.column - 1, repair.column - 1 + len(repair.old)
        if line[start:end] == repair.old:
            lines[repair.line - 1] = line[:start] + repair.new + line[end:]
            made += 1
    return "".join(lines), made


def split_lines(text: str) -> list[str]:
    """Return the lines of a text with their ends, as they are counted in findings."""
    return _LINE.findall(text)
