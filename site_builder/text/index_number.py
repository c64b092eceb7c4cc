"""The form of an 索引号, as editors write it: `640521005/{年}-{5位}`.

In braces stand `年` (four digits), `月`, `日` (two digits each), `N位` (N digits of the running
number) or `流水号` (any digits of it); everything else stands for itself. Where no form is given,
the common ones below are accepted.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from site_builder.text.patterns import regex

_PLACEHOLDER = regex(r"\{([^{}]*)\}")
_DIGITS = regex(r"([1-9])位")
_PARTS = {
    "年": "(?P<year>(?:19|20)[0-9]{2})",
    "月": "(?:0[1-9]|1[0-2])",
    "日": "(?:0[1-9]|[12][0-9]|3[01])",
    "流水号": "(?P<running>[0-9]+)",
}
# 000014349/2017-00110, 640521005/2019-00008, 12620600MB0523338C/2025-04735, 0142768-8/2022-00185,
# zfb/2026-00021, lyg001-01-2022-0012, …-20190311-0001.
COMMON = regex(
    r"(?P<prefix>[0-9A-Za-z]+(?:-[0-9A-Za-z]+)*)[/-]"
    r"(?P<year>(?:19|20)[0-9]{2})(?:(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01]))?-(?P<running>[0-9]+)"
)


class IndexNumber(NamedTuple):
    """An 索引号 in its parts: what stands before the year and the running number, the year (empty
    if the form has none), and the running number."""

    prefix: str
    year: str
    running: str


class BadPatternError(ValueError):
    """A form of 索引号 is not valid; the message says why, in Chinese."""


def pattern(form: str) -> re.Pattern[str]:
    """Return the regular expression of a form; that of the common forms if it is empty. Raise
    BadPatternError."""
    if not form:
        return COMMON
    pieces = _PLACEHOLDER.split(form)
    written = "".join(pieces[::2])
    if "{" in written or "}" in written:
        raise BadPatternError("花括号没有成对")
    names = pieces[1::2]
    running = [name for name in names if name == "流水号" or _DIGITS.fullmatch(name)]
    if len(running) != 1:
        raise BadPatternError("流水号要写一次，如 {5位}")
    if len({*names}) < len(names):
        raise BadPatternError("同一项写了两次")
    parts = [re.escape(piece) if n % 2 == 0 else _part(piece) for n, piece in enumerate(pieces)]
    return re.compile("".join(parts), re.ASCII)


def parse(number: str, form: str) -> IndexNumber | None:
    """Return the parts of an 索引号, or None if it does not have the form."""
    found = pattern(form).fullmatch(number)
    if found is None:
        return None
    named = found.groupdict()
    year = named.get("year") or ""
    first = min(found.start(name) for name in ("year", "running") if named.get(name))
    return IndexNumber(number[:first], year, named["running"])


def _part(name: str) -> str:
    if digits := _DIGITS.fullmatch(name):
        return f"(?P<running>[0-9]{{{digits[1]}}})"
    if name not in _PARTS:
        raise BadPatternError(f"没有“{{{name}}}”这一项")
    return _PARTS[name]
