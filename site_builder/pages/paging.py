"""Lists on several pages: their addresses, and the links from one page to the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from site_builder.pages.view_models import NavLink

PAGE_SIZE = 20
# Numbers shown on each side of the current page.
_AROUND = 2
CURRENT = "current"
GAP = NavLink("…")

T = TypeVar("T")


class PageNav(NamedTuple):
    """Links to the pages of a list. The first and the last page are linked from everywhere else;
    `numbers` has a link for some numbers, `CURRENT` as the note of the current one, and a text
    alone where numbers are left out. `summary` says how long the list is."""

    first: NavLink | None
    previous: NavLink | None
    numbers: tuple[NavLink, ...]
    next: NavLink | None
    last: NavLink | None
    summary: str


def cut(members: Sequence[T], size: int = PAGE_SIZE) -> Iterator[tuple[T, ...]]:
    """Yield the members of a list page by page. An empty list has no page."""
    for start in range(0, len(members), size):
        yield tuple(members[start : start + size])


def page_url(folder: str, number: int) -> str:
    """Return the URL of a page of the list in `folder`; `number` counts from 1."""
    return f"{folder}/index.html" if number == 1 else f"{folder}/page/{number}/index.html"


def page_nav(folder: str, number: int, count: int, total: str) -> PageNav | None:
    """Return the links from page `number` of `count`; `total` is the length of the list in words.
    Return None if there is only one page."""
    if count == 1:
        return None

    def link(text: str, other: int) -> NavLink | None:
        return NavLink(text, page_url(folder, other)) if 1 <= other <= count else None

    return PageNav(
        link("首页", 1) if number > 1 else None,
        link("上一页", number - 1),
        tuple(_numbers(folder, number, count)),
        link("下一页", number + 1),
        link("尾页", count) if number < count else None,
        f"共{total}，第{number}页，共{count}页",
    )


def _numbers(folder: str, number: int, count: int) -> Iterator[NavLink]:
    """Yield links to the first page, to those around the current one, and to the last."""
    near = range(number - _AROUND, number + _AROUND + 1)
    shown = sorted({1, count, *(other for other in near if 1 <= other <= count)})
    before = 0
    for other in shown:
        if other > before + 1:
            yield GAP
        if other == number:
            yield NavLink(f"{other}", note=CURRENT)
        else:
            yield NavLink(f"{other}", page_url(folder, other))
        before = other
