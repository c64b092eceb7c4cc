"""Spoils the files of a project at random."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from random import Random

TOKENS = (
    *(
        "---\n",
        "\n",
        "\t",
        " ",
        "  ",
        "\r\n",
        "\r",
        "\0",
        "\x1b[31m",
        "\u202e",
        "\u200b",
        "\u3000",
        "\ufeff",
    ),
    *(
        "：",
        ":",
        ": ",
        "- ",
        "? ",
        "| ",
        "> ",
        "# ",
        "## 一、",
        "### （一）",
        "*",
        "**",
        "`",
        "```\n",
        "~~~\n",
    ),
    *("&a ", "*a ", "!x ", "<<: ", "{", "}", "[", "]", "'", '"', "%", "@", "=", "_", "\\"),
    *(
        "^[",
        "[^1]",
        "[^1]: ",
        "[a](b.md)",
        "![a](b.png)",
        "<b>",
        "<!--",
        "<script>",
        "&#8238;",
        "&amp;",
    ),
    *(
        "|a|b|\n|-|-|\n",
        "【表：主动公开政府信息情况】",
        "1",
        "0",
        "-1",
        "１",
        "/",
        "—",
        "无",
        "不适用",
        "1e9",
        "3.5万元",
    ),
    *(
        "title: ",
        "draft: ",
        "published: ",
        "kind: ",
        "statistics:\n",
        "attachments:\n  - ",
        "waivers:\n  ",
    ),
    *(
        "2023-02-30",
        "2099-01-01",
        "0000",
        "no",
        "~",
        "13800138000",
        "110101199003070011",
        "机密★10年",
    ),
    *("{{ 1/0 }}", "{% include 'page.html' %}", "{% extends 'base.html' %}", "{{", "%}", "{#"),
    *("@import url(//e.cn);", "url(data:,)", "u\\72l(", "}", "<svg onload=x>", "javascript:"),
    *(
        "../",
        "a/b",
        "site.yaml",
        "%2e%2e",
        "CON",
        "x" * 300,
        "甲" * 90,
        "一二三" * 2000,
        "[" * 3000,
        "、" * 5000,
    ),
)
NAMES = (
    *(
        "2023.md.txt",
        "２０２３.md",
        "2023年报告.md",
        "0000.md",
        "9999.md",
        "a b.md",
        "A.MD",
        "a~",
        ".a",
        "con.md",
    ),
    *(
        "index.md",
        "x.pdf",
        "x.pdf.md",
        "a.html",
        "a.svg",
        "a.js",
        "甲.md",
        "a" * 250 + ".md",
        "e\u0301.md",
        "é.md",
    ),
)
Change = Callable[[Random, Path], None]


def spoil(project: Path, random: Random) -> None:
    """Make some random changes to the files below a folder."""
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 5, 8))):
        files = sorted(file for file in project.rglob("*") if file.is_file())
        if files:
            change = random.choices(CHANGES, WEIGHTS)[0]
            change(random, random.choice(files))


def insert(random: Random, file: Path) -> None:
    data = file.read_bytes()
    at = _somewhere(random, data)
    times = random.choice((1, 1, 1, 1, 2, 50, 3000))
    file.write_bytes(data[:at] + random.choice(TOKENS).encode() * times + data[at:])


def cut(random: Random, file: Path) -> None:
    data = file.read_bytes()
    at = _somewhere(random, data)
    file.write_bytes(data[:at] + data[at + random.choice((1, 1, 2, 3, 8, 40, 400)) :])


def overwrite(random: Random, file: Path) -> None:
    data = bytearray(file.read_bytes())
    for _ in range(random.choice((1, 1, 4, 30))):
        if data:
            data[random.randrange(len(data))] = random.randrange(256)
    file.write_bytes(data)


def move_line(random: Random, file: Path) -> None:
    lines = file.read_bytes().split(b"\n")
    line = lines.pop(random.randrange(len(lines)))
    for _ in range(random.choice((0, 1, 1, 2, 500))):
        lines.insert(random.randrange(len(lines) + 1), line)
    file.write_bytes(b"\n".join(lines))


def indent(random: Random, file: Path) -> None:
    lines = file.read_bytes().split(b"\n")
    number = random.randrange(len(lines))
    lines[number] = random.choice((b" ", b"  ", b"\t", "\u3000".encode())) + lines[number]
    file.write_bytes(b"\n".join(lines))


def swap_value(random: Random, file: Path) -> None:
    """Give a line `key: value` another value."""
    lines = file.read_bytes().split(b"\n")
    number = random.randrange(len(lines))
    head, colon, _ = lines[number].partition(b": ")
    if colon:
        lines[number] = head + colon + random.choice(TOKENS).encode()
        file.write_bytes(b"\n".join(lines))


def encode(random: Random, file: Path) -> None:
    try:
        text = file.read_bytes().decode()
    except UnicodeDecodeError:
        return
    encoding = random.choice(("gb18030", "utf-16", "utf-8-sig", "utf-32", "cp1252"))
    file.write_bytes(text.encode(encoding, "replace"))


def empty(_: Random, file: Path) -> None:
    file.write_bytes(b"")


def delete(_: Random, file: Path) -> None:
    file.unlink()


def rename(random: Random, file: Path) -> None:
    name = random.choice((*NAMES, file.name + ".txt", file.name.upper(), file.stem))
    if name and not file.with_name(name).exists():
        file.rename(file.with_name(name))


def copy(random: Random, file: Path) -> None:
    target = file.with_name(random.choice(NAMES))
    if not target.exists():
        target.write_bytes(file.read_bytes())


def replace_by_other(random: Random, file: Path) -> None:
    """Put a folder, a link, a named pipe or a sparse file in the place of a file."""
    file.unlink()
    random.choice(
        (
            file.mkdir,
            lambda: file.symlink_to("/dev/zero"),
            lambda: file.symlink_to(file.name),
            lambda: os.mkfifo(file),
            lambda: _sparse(file),
        )
    )()


def forbid(_: Random, file: Path) -> None:
    file.chmod(0)


def _sparse(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(2_000_000_000)


def _somewhere(random: Random, data: bytes) -> int:
    """An index, mostly at the beginning of a line or behind a colon."""
    if data and random.random() < 0.6:
        mark = random.choice((b"\n", b": ", b"|", b" "))
        found = data.find(mark, random.randrange(len(data)))
        if found >= 0:
            return found + len(mark)
    return random.randrange(len(data) + 1)


_WEIGHTED: tuple[tuple[Change, int], ...] = (
    (insert, 30),
    (cut, 12),
    (overwrite, 10),
    (move_line, 10),
    (swap_value, 16),
    (indent, 4),
    (encode, 3),
    (empty, 2),
    (delete, 3),
    (rename, 4),
    (copy, 3),
    (replace_by_other, 2),
    (forbid, 1),
)
CHANGES = tuple(change for change, _ in _WEIGHTED)
WEIGHTS = tuple(weight for _, weight in _WEIGHTED)
