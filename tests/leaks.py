"""Words planted in everything that a document consists of, and a search of a whole folder for them,
in which archives, Office files and PDFs are opened."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import pdfs
from texts import folder

# The words are ASCII, so that no encoding, escape or address hides them; no word begins another.
PLACES = (
    *("slug", "title", "summary", "paragraph", "heading", "emphasis", "footnote", "code", "cell"),
    *("link-text", "link-title", "link-address", "alt", "image", "linked-file", "csv"),
    *("listed-title", "docx", "docx-comment", "xlsx", "zip", "pdf", "index", "number"),
    *("department", "source", "note", "what", "why", "old", "new", "redirect", "review", "waiver"),
)
WORDS = {place: f"zqx{number:02}{place.replace('-', '')}" for number, place in enumerate(PLACES)}
# What nobody but the office ever sees, even of a public document.
INTERNAL = {WORDS["review"]}
# What stays of a document at its address, and what it redirects.
AT_ITS_ADDRESS = {WORDS["slug"], WORDS["redirect"]}
FIGURE = "7351948"  # in a statutory table
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)

HEADER = """\
title: 通知{title}
summary: 概述{summary}
redirect_from: [{base}/{redirect}/]
corrections:
  - {{date: 2024-05-06, what: 改了{what}, why: 因为{why}, old: {old}, new: {new}}}
review:
  - {{step: 初审, by: 办公室{review}, date: 2024-01-10}}
attachments: [{{file: a.docx, title: 附件{listed-title}}}]
waivers:
  X102: 经本人同意{waiver}
"""
METADATA = """\
index_number: {index}
document_number: 卫科发〔2024〕{number}号
department: {department}
source: {source}
"""
BODY = """\
## 一、标题{heading}

正文{paragraph}，**强调{emphasis}**，`代码{code}`，注[^1]，手机13812345678。
见[名单{link-text}]({linked-file}.csv "题{link-title}")、[压缩包](a.zip)、[文书](a.pdf)、
[表](a.xlsx)、[网站](https://www.example.gov.cn/{link-address})。

![图{alt}]({image}.png)

| 甲 | 乙 |
| --- | --- |
| {cell} | 二 |

[^1]: 脚注{footnote}。
"""


def held(path: str, more: str = "", metadata: bool = True) -> str:
    """A text that lays out a document at a path, with a word in every place and more lines in its
    header. The files are laid out by `lay`."""
    base = path.rpartition("/")[0]
    header = HEADER + (METADATA if metadata else "") + more
    text = f"-- content/{path} --\n---\n{header}---\n{BODY}"
    return text.format_map({**WORDS, "base": base})


def lay(root: Path, text: str, place: str) -> None:
    """Lay a document out, and its attachments, with words in their names and contents, in the
    folder `place` of the content."""
    folder(root, text)
    files = root / "content" / place
    files.mkdir(parents=True, exist_ok=True)
    inner = _archive({"内.txt": WORDS["zip"]})
    (files / f"{WORDS['linked-file']}.csv").write_text(f"甲,{WORDS['csv']}\n", "utf-8")
    (files / f"{WORDS['image']}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (files / "a.zip").write_bytes(_archive({"内.zip": inner}))
    (files / "a.pdf").write_bytes(pdfs.latin(WORDS["pdf"]))
    (files / "a.docx").write_bytes(
        _archive(
            {
                "word/document.xml": f"<w:t>{WORDS['docx']}</w:t>",
                "word/comments.xml": f"<w:t>{WORDS['docx-comment']}</w:t>",
            }
        )
    )
    (files / "a.xlsx").write_bytes(
        _archive({"xl/sharedStrings.xml": f"<si><t>{WORDS['xlsx']}</t></si>"})
    )


def found(folder: Path, words: Iterable[str]) -> dict[str, set[str]]:
    """Return which of some words are in a folder or a file, in names or contents, each with the
    files."""
    seen: dict[str, set[str]] = {}
    wanted = {word: (word.encode(), word.encode("utf-16-le")) for word in words}
    for path in [folder] if folder.is_file() else folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        texts = [name.encode()]
        texts += _opened(path.read_bytes()) if path.is_file() and not path.is_symlink() else []
        for word, forms in wanted.items():
            if any(form in text for form in forms for text in texts):
                seen.setdefault(word, set()).add(name)
    return seen


def _archive(parts: dict[str, str | bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name, content)
    return file.getvalue()


def _opened(data: bytes) -> Iterator[bytes]:
    """Yield some bytes, and everything that is packed in them, however deep."""
    yield data
    if data.startswith(b"PK"):
        try:
            with ZipFile(BytesIO(data)) as archive:
                for name in archive.namelist():
                    yield name.encode()
                    yield from _opened(archive.read(name))
        except BadZipFile:
            return
    if data.startswith(b"\x1f\x8b"):
        yield from _opened(gzip.decompress(data))
    if data.startswith(b"%PDF"):
        for stream in _STREAM.findall(data):
            try:
                yield zlib.decompress(stream)
            except zlib.error:
                continue
