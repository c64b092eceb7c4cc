"""The file of all addresses at which pages were ever published, one a line: none may turn into a
404. It lies in the content folder, and is published by nobody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from site_builder.content.urls import INDEX, page_address

ADDRESSES = "addresses.txt"
_COMMENT = "#"
_BEGINS = (
    "# 曾经发布过的网页的地址，一行一个；由 sitebuild addresses --write 添加。\n"
    "# 写在这里的地址，以后都要有网页：改了名的，在文件里写 redirect_from。\n"
)


class Addresses(NamedTuple):
    """The pages (`urls`) that the file names, each with its first line; the `wrong` lines, each
    with its text; and the comments with which the file begins."""

    urls: dict[str, int]
    wrong: tuple[tuple[int, str], ...] = ()
    comments: str = _BEGINS


def read_addresses(data: bytes) -> Addresses:
    """Return what the bytes of the file say. What is no address of a page is wrong, and so is a
    line that is not in UTF-8."""
    lines = data.decode("utf-8-sig", "replace").splitlines()
    urls: dict[str, int] = {}
    wrong: list[tuple[int, str]] = []
    comments: list[str] = []
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text.startswith(_COMMENT):
            comments.append(f"{text}\n")
        elif url := page_address(text):
            urls.setdefault(url, number)
        elif text:
            wrong.append((number, text))
    return Addresses(urls, tuple(wrong), "".join(comments) or _BEGINS)


def written(addresses: Addresses, more: Iterable[str]) -> bytes:
    """Return the bytes of the file with the addresses of more pages: sorted, each once, and without
    the name of a page that stands for its folder."""
    every = sorted({shortened(url) for url in (*addresses.urls, *more)})
    return (addresses.comments + "".join(f"{one}\n" for one in every)).encode()


def shortened(url: str) -> str:
    """Return the address of a page without the name that servers add to it."""
    return url.removesuffix(INDEX) if url.endswith(f"/{INDEX}") else url
