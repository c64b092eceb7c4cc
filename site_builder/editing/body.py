"""Changes the body of a file and leaves its header as it is."""

from __future__ import annotations

from site_builder.editing.cannot_edit import CannotEditError
from site_builder.editing.header import read_header
from site_builder.lint.autofix import split_lines
from site_builder.model.finding import Problem
from site_builder.model.source import Source
from site_builder.parsing.document import parse


def edit_body(data: bytes, body: str) -> bytes:
    """Return the file `data` with another body, with line ends of any kind; the file keeps its own.
    The header, and the lines that `body` has in common with the old one at its beginning and end,
    are the same byte for byte. Raise CannotEditError if the header is not found or if the result
    could not be read."""
    header = read_header(data)
    head, old = header.lines[: header.body_line - 1], header.lines[header.body_line - 1 :]
    before, after = ([*map(_plain, lines)] for lines in (old, split_lines(body)))
    first = _common(before, after)
    last = _common(before[first:][::-1], after[first:][::-1])
    fresh = "".join(after[first : len(after) - last]).replace("\n", header.newline)
    closing = head[-1] + header.newline if after and not _ends(head[-1]) else head[-1]
    text = "".join([*head[:-1], closing, *old[:first], fresh, *old[len(old) - last :]])
    try:
        done = text.encode()
    except UnicodeEncodeError:  # half a character
        raise CannotEditError("正文里有不能保存的字符，请删去。") from None
    if body_of(done) != "".join(after):
        raise CannotEditError("正文的写法特殊，请在文件里改。")
    return done


def body_of(data: bytes) -> str:
    r"""Return the body of the file `data`, with \n as line ends. Raise CannotEditError if the
    header is not found."""
    return read_header(data).body


def readable(data: bytes, path: str) -> tuple[Problem, ...]:
    """Return what prevents the file `data` at `path` from being read at all: its encoding, a header
    that is not found, or broken YAML. Empty if it can be read."""
    (document,) = parse((Source(path, data, ""),))
    return () if document.header_read else document.problems


def _plain(line: str) -> str:
    return line.rstrip("\r\n") + "\n" if _ends(line) else line


def _ends(line: str) -> bool:
    return line.endswith(("\r", "\n"))


def _common(lines: list[str], others: list[str]) -> int:
    """Return the number of equal lines at the beginning of two lists."""
    both = min(len(lines), len(others))
    return next((at for at in range(both) if lines[at] != others[at]), both)
