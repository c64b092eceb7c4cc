"""A package of a document for the office: its file, its attachments, its page, and what was found.

Equal contents make an equal package, byte for byte.
"""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from site_builder.content.regular_file import open_regular
from site_builder.model.finding import Finding
from site_builder.model.rule import SEVERITY_WORDS
from site_builder.publish.markup import read_markup
from site_builder.reporters.text import visible
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from site_builder.serve.session import Session

PAGE, SOURCES, ABOUT, FOUND = "网页", "源文件", "说明.txt", "检查结果.txt"

_NEVER = (1980, 1, 1, 0, 0, 0)  # the first moment that a package can name
_MODE = 0o100644 << 16
_IN_STYLES = regex(rb"url\(\s*[\"']?([^\"')]+)")
_ABOUT = """\
{title}

这个交付包由编辑台生成，里面有：

一、{page}
    双击 {page}/{url} 可以看到这份材料发布以后的样子。
    网页上通往网站其他栏目的链接，在这里打不开，发布以后就有了。
二、{sources}
    请把里面的 content 文件夹合并到网站项目里，替换同名的文件。
三、{found}
    交付时检查出的问题。

文件清单：
{files}
"""


class Packed(NamedTuple):
    """A file in a package: its bytes, or its place on the disk."""

    name: str
    data: bytes = b""
    file: str = ""


class Handout(NamedTuple):
    """What is packed: the name of the package, the title of the document, the `files` that belong
    to it, relative to the project, its page at `url`, and the findings about it."""

    name: str
    title: str
    files: tuple[str, ...]
    url: str
    page: bytes
    findings: tuple[Finding, ...]


def pack(session: Session, source: Path, handout: Handout, into: IO[bytes]) -> None:
    """Write a package of files of the project in `source`. Raise OSError if a file cannot be
    read."""
    inside = (
        *(Packed(f"{SOURCES}/{path}", file=str(source / path)) for path in handout.files),
        *_page(session, handout),
        Packed(FOUND, _lines(_found(handout.findings))),
    )
    about = _ABOUT.format(
        title=handout.title,
        page=PAGE,
        url=handout.url,
        sources=SOURCES,
        found=FOUND,
        files="\n".join(f"    {one.name}" for one in inside),
    )
    with ZipFile(into, "w", ZIP_DEFLATED, compresslevel=6) as package:
        for one in sorted((*inside, Packed(ABOUT, _lines(about)))):
            info = ZipInfo(f"{handout.name}/{one.name}", _NEVER)
            info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, _MODE, 3
            with package.open(info, "w") as new:
                if one.file:
                    with open_regular(one.file) as old:
                        shutil.copyfileobj(old, new, 1 << 20)
                else:
                    new.write(one.data)


def _page(session: Session, handout: Handout) -> Iterator[Packed]:
    """Yield the page, and what it needs to be shown from a disk: its style sheet, pictures and
    attachments."""
    if not handout.page:
        return
    yield Packed(f"{PAGE}/{handout.url}", handout.page)
    waiting = [*_needed(handout.url, handout.page)]
    done = {handout.url}
    while waiting:
        url = waiting.pop(0)
        if url in done:
            continue
        done.add(url)
        shown = session.shown(url)
        if shown is None or shown.is_page:
            continue
        yield Packed(f"{PAGE}/{url}", shown.data, shown.file)
        if url.endswith(".css"):
            styles = (found.decode("utf-8", "replace") for found in _IN_STYLES.findall(shown.data))
            waiting += _inside(url, styles)


def _needed(url: str, page: bytes) -> Iterator[str]:
    """Yield the addresses of what a page loads, and of files beside it that it links to."""
    folder = posixpath.dirname(url)
    for tag in read_markup(page).tags:
        yield from _inside(url, tag.loads)
        for there in _inside(url, tag.links):
            ending = posixpath.splitext(there)[1]
            is_file = ending not in {"", ".html", ".htm", ".xml"}
            if is_file or posixpath.dirname(there) == folder:
                yield there


def _inside(url: str, addresses: Iterable[str]) -> Iterator[str]:
    """Yield the addresses, as written at `url`, that are of the site, relative to its root."""
    for written in addresses:
        plain = unquote(written.partition("#")[0].partition("?")[0])
        if not plain or ":" in plain or plain.startswith(("/", "\\")):
            continue
        there = posixpath.normpath(posixpath.join(posixpath.dirname(url), plain))
        if not there.startswith(".."):
            yield there


def _found(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return "没有发现问题。\n"
    lines = []
    for one in sorted(findings, key=lambda one: (one.severity, one.line)):
        where = f"第{one.line}行 " if one.line else ""
        cell = f"{one.cell}：" if one.cell else ""
        waived = f"（已豁免：{one.waived}）" if one.waived else ""
        word = SEVERITY_WORDS[one.severity]
        lines.append(f"{word} {where}{one.code} {cell}{one.message}{waived}")
    return "".join(f"{visible(line)}\n" for line in lines)


def _lines(text: str) -> bytes:
    """Return a text as the editor of any Windows shows it."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")
