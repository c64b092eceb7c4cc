"""Finds the article of a page, and what belongs to it beside: its title and its attachments."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from site_builder.importers.formats.web.blocks import is_attachment
from site_builder.importers.formats.web.names import AROUND, LEFT_OUT, TAGS_AROUND
from site_builder.importers.formats.web.tree import article_weight, names_of, walk
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_DENSE = 1.2  # the weight of the element where the text is, whatever its name
_MOST = 0.8  # the share of the text in an element that is looked into
_NEARLY_ALL = 0.7
_FEW = 300  # characters outside an article: its data, and what is around it without a name
_SURELY = 3
_HALF = 0.5
_MUCH = 2_000  # characters that are no link
_NEAR = 3  # levels above the article where its attachments may be listed
_MOST_FILES = 200
_NO_CONTAINER = frozenset(
    [
        *("p", "table", "tbody", "thead", "tfoot", "tr", "ul", "ol", "li", "dl", "dt", "dd"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "span", "font", "b", "strong", "a", "em"),
    ]
)
_NAME_PART = regex(r"[a-z]+")
_SITE = regex(r"\s*[_|—–]\s*|\s+-\s+|(?<=[\u3400-\u9fff])-(?=[\u3400-\u9fff])")
_BUTTONS = tuple((regex(rf"\s*(?:{pattern})\s*"), why) for pattern, why in LEFT_OUT)


class Article(NamedTuple):
    """The element that holds the article, and elements beside it that list its attachments."""

    tag: Tag
    attachments: tuple[Tag, ...]
    foreign: frozenset[int]  # identities of elements in it that are no part of it


def left_out(text: str) -> str:
    """Return why a line is no part of an article (a button, a line about the next page), or the
    empty string."""
    if len(text) > 200:  # noqa: PLR2004  # longer than any of them
        return ""
    return next((why for pattern, why in _BUTTONS if pattern.fullmatch(text)), "")


def around(tag: Tag) -> str:
    """Return what an element around an article is by its name, or the empty string."""
    if why := TAGS_AROUND.get(tag.name):
        return why
    for name in names_of(tag):
        parts = _NAME_PART.findall(name)
        for part in (name, *parts[:1], *parts[-1:]):
            if why := AROUND.get(part):
                return why
    return ""


def find_article(soup: BeautifulSoup) -> Article:
    """Return the article of a page: the element that has most of the text which is no link, and
    preferably a name that systems of portals give it."""
    from bs4 import Tag

    body = soup.body or soup
    masses, outside = _masses(body)
    total = masses.get(id(body), 0) or 1
    dense = _densest(body, masses)
    best, score = dense, _DENSE * masses.get(id(dense), 0) / total
    for node, is_end in walk(body):
        if is_end or not isinstance(node, Tag) or not (weight := article_weight(node)):
            continue
        mass = masses.get(id(node), 0)
        has_most = mass >= total * _NEARLY_ALL or total - mass < _FEW
        if has_most and (found := weight * mass / total) > score:
            best, score = node, found
    foreign = frozenset(id(one) for one in best.find_all(True)) & outside
    return Article(best, tuple(_attachments(body, best)), foreign)


def title_of(soup: BeautifulSoup, named: str) -> tuple[str, bool]:
    """Return the title of a page and whether it is a guess. `named` is what a meta tag says."""
    if named:
        return named, False
    headings = [tag for tag in soup.find_all("h1") if len(_plain(tag)) > _NEAR and not around(tag)]
    if len(headings) == 1:
        return _plain(headings[0]), False
    whole = _plain(soup.title) if soup.title else ""
    return (_SITE.split(whole)[0] if whole else ""), True


def _plain(tag: Tag) -> str:
    return " ".join(tag.get_text().split())


def _masses(body: Tag) -> tuple[dict[int, float], frozenset[int]]:
    """Return for each element, by its identity, how much text it has which is no link, no button
    and not in a part around the article; and those parts. A part that has much of the text, or the
    article by its name, is not around it."""
    from bs4.element import Tag

    whole = _sums(body, frozenset())
    much = min(whole.get(id(body), 0) * _HALF, _MUCH)
    tags = [one for one, is_end in walk(body) if not is_end and isinstance(one, Tag)]
    surely = [tag for tag in tags if article_weight(tag) == _SURELY]
    above = {id(tag) for tag in surely}
    for tag in surely:
        for parent in tag.parents:
            if id(parent) in above:
                break
            above.add(id(parent))
    outside = frozenset(
        id(tag)
        for tag in tags
        if around(tag) and whole.get(id(tag), 0) <= much and id(tag) not in above
    )
    return _sums(body, outside), outside


def _sums(body: Tag, skipped: frozenset[int]) -> dict[int, float]:
    from bs4.element import NavigableString, Tag

    sums: dict[int, float] = {}
    open_sums: list[float] = [0.0]
    outside = 0  # how many links and skipped parts are open
    for node, is_end in walk(body):
        if isinstance(node, Tag):
            closes = node.name == "a" or id(node) in skipped
            outside += closes * (-1 if is_end else 1)
            if is_end:
                sums[id(node)] = open_sums.pop()
                open_sums[-1] += sums[id(node)]
            else:
                open_sums.append(0.0)
        elif isinstance(node, NavigableString) and not outside:
            text = "".join(str(node).split())
            open_sums[-1] += 0 if left_out(text) else len(text)
    return sums


def _densest(body: Tag, masses: dict[int, float]) -> Tag:
    """Return the innermost element that has most of the text of each one around it."""
    from bs4 import Tag

    path = [body]
    while True:
        children = [one for one in path[-1].contents if isinstance(one, Tag)]
        child = max(children, key=lambda one: masses.get(id(one), 0), default=None)
        if child is None or masses.get(id(child), 0) <= masses.get(id(path[-1]), 0) * _MOST:
            break
        path.append(child)
    return next((tag for tag in reversed(path) if tag.name not in _NO_CONTAINER), body)


def _attachments(body: Tag, article: Tag) -> Iterator[Tag]:
    """Yield the elements near an article that hold links to files for download and little else."""
    from bs4 import Tag

    above = [one for one in article.parents if isinstance(one, Tag)]
    inside = {id(one) for one in article.find_all("a")}
    near = above[min(_NEAR, len(above)) - 1] if above else body
    links = (one for one in near.find_all("a", href=True) if id(one) not in inside)
    taken = {id(one) for one in (article, *above)}
    for link in islice((one for one in links if is_attachment(str(one["href"]))), _MOST_FILES):
        parents = [one for one in link.parents if isinstance(one, Tag)]
        block = next((one for one in parents if one.name in {"p", "li", "div", "td"}), link)
        if id(block) not in taken and not any(around(one) for one in parents):
            taken.update(id(one) for one in (block, *block.find_all(True)))
            yield block
