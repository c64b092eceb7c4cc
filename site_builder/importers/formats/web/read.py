"""Reads saved pages of portals: the article, what the page says about itself, and what was left out
around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from site_builder.importers.formats.characters import odd_characters, tidy
from site_builder.importers.formats.web.article import (
    Article,
    around,
    find_article,
    left_out,
    title_of,
)
from site_builder.importers.formats.web.blocks import BlockBuilder
from site_builder.importers.formats.web.facts import (
    Fact,
    Rows,
    is_fact_block,
    meta_facts,
    read_facts,
    rows_of,
)
from site_builder.importers.formats.web.tree import PAGE, read_tree, walk, without_unseen
from site_builder.importers.imported import Remark, Remarks, UnreadableFileError
from site_builder.model.manuscript import Block, Grid, Manuscript, Paragraph, Run

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_FIRST = 12  # blocks of an article among which its data can be
_LAST = 6
_LONG = 80  # characters: a longer paragraph is prose
_REST = "网页的其余部分"
_TITLE = "ArticleTitle"
_EMPTY = (
    "网页里没有正文（可能要靠脚本显示）：请在浏览器里打开，等正文出来以后，"
    "另存为“网页，单个文件”，或把正文复制到 Word 里"
)


def read_web_page(data: bytes) -> tuple[Manuscript, Remarks]:
    """Return the article of a page, and what was left out: all that is around it, by its place,
    scripts, hidden parts, pictures and attachments that were not saved. Raise UnreadableFileError.

    The title is the first block. Data about the article (索引号, 发布日期) become facts, wherever
    on the page they stand.
    """
    tree, remarks = read_tree(data)
    facts = [*meta_facts(tree.soup)]
    if tree.address:
        facts.append(("网址", tree.address))
    if tree.soup.title and (named := _plain(tree.soup.title)):
        facts.append(("网页标题", named))
    remarks += without_unseen(tree.soup)
    article = find_article(tree.soup)
    title, is_guess = title_of(tree.soup, dict(facts).get(_TITLE, ""))
    builder = BlockBuilder(tree.address, tree.pictures)
    builder.take(article.tag, article.foreign)
    for tag in article.attachments:
        builder.take(tag)
    if not builder.blocks:
        raise UnreadableFileError(_EMPTY)
    blocks, found, said = _of_article(builder.blocks)
    facts += found
    remarks += said + builder.remarks()
    found, said = _around(tree.soup, article, title)
    facts += found
    remarks += said + odd_characters(_strings(tree.soup))
    if title:
        blocks = _with_title(blocks, tidy(title))
        if is_guess and blocks[0].place == PAGE:
            guess = Remark(PAGE, tidy(title), "标题取自浏览器的标题栏")
            remarks += Remarks(guesses=(guess,))
    return Manuscript(_levelled(blocks), tuple(facts)), remarks


def _plain(tag: Tag) -> str:
    return tidy(" ".join(tag.get_text().split()))


def _bare(text: str) -> str:
    return "".join(text.split())


def _strings(soup: BeautifulSoup) -> Iterator[tuple[str, str]]:
    return ((PAGE, str(one)) for one in (soup.body or soup).strings)


def _of_article(blocks: Sequence[Block]) -> tuple[list[Block], list[Fact], Remarks]:
    """Return the blocks of an article without buttons, and without the data about it at its
    beginning and end, which are facts."""
    kept: list[Block] = []
    facts: list[Fact] = []
    lost: list[Remark] = []
    seen_prose = False
    for at, block in enumerate(blocks):
        texts, are_cells = _texts(block)
        is_edge = (at < _FIRST and not seen_prose) or at >= len(blocks) - _LAST
        if isinstance(block, Paragraph) and (why := left_out(block.text)):
            lost.append(Remark(block.place, block.text, why))
        elif is_edge and is_fact_block(texts, are_cells):
            facts += read_facts([Rows(texts, are_cells)])[0]
        else:
            kept.append(block)
            seen_prose = seen_prose or any(len(text) > _LONG for text in texts)
    return kept, facts, Remarks(tuple(lost))


def _texts(block: Block) -> tuple[tuple[str, ...], bool]:
    if isinstance(block, Paragraph):
        return (block.text,), False
    if isinstance(block, Grid):
        return tuple(" ".join(cell.text.split()) for cell in block.cells if cell.text), True
    return (), False


def _around(soup: BeautifulSoup, article: Article, title: str) -> tuple[list[Fact], Remarks]:
    """Return the data about an article that stand outside it, and everything else there, in a
    remark for each part of the page."""
    facts: list[Fact] = []
    texts: dict[tuple[str, str], list[str]] = {}  # by place and reason
    for region, place in _regions(soup, article):
        found, rest = read_facts(_outside(region, title))
        facts += found
        name = around(region) or _REST
        for text in rest:
            texts.setdefault((place, left_out(text) or name), []).append(text)
    lost = (
        Remark(place, " ".join(said), f"{why}，没有导入") for (place, why), said in texts.items()
    )
    return facts, Remarks(tuple(lost))


def _outside(region: Tag, title: str) -> Iterator[Rows]:
    """Yield the rows of a part of a page, without the title."""
    for row in rows_of(region):
        if not title or _bare("".join(row.texts)) != _bare(title):
            yield row


def _regions(soup: BeautifulSoup, article: Article) -> Iterator[tuple[Tag, str]]:
    """Yield the largest parts of a page outside its article, with their place."""
    from bs4.element import NavigableString, Tag

    body = soup.body or soup
    kept = {id(tag) for tag in (article.tag, *article.attachments)}
    above = {id(one) for tag in (article.tag, *article.attachments) for one in tag.parents}
    place = "正文之前"
    nodes: list[object] = [body]
    while nodes:
        node = nodes.pop()
        if isinstance(node, NavigableString) and node.strip():
            yield soup.new_tag("span", string=str(node)), place
        elif not isinstance(node, Tag):
            continue
        elif node is article.tag:
            yield from ((one, "正文之中") for one in _foreign(article))
            place = "正文之后"
        elif id(node) in kept:
            continue
        elif id(node) in above:
            nodes += reversed(node.contents)
        else:
            yield node, place


def _foreign(article: Article) -> Iterator[Tag]:
    """Yield the outermost elements in an article that are no part of it."""
    from bs4.element import Tag

    skipped: Tag | None = None
    for node, is_end in walk(article.tag):
        if skipped is not None:
            skipped = None if node is skipped and is_end else skipped
        elif isinstance(node, Tag) and id(node) in article.foreign:
            yield node
            skipped = node


def _with_title(blocks: Sequence[Block], title: str) -> list[Block]:
    """Return blocks with the title as the first: the paragraphs at the beginning that are its text,
    or a new one."""
    text = ""
    for at, block in enumerate(blocks[:_LAST]):
        if not isinstance(block, Paragraph):
            break
        text += block.text
        if _bare(text) == _bare(title):
            first = blocks[0]
            assert isinstance(first, Paragraph)
            whole = Paragraph((Run(title),), "title", place=first.place)
            return [whole, *blocks[at + 1 :]]
    return [Paragraph((Run(title),), "title", place=PAGE), *blocks]


def _levelled(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Return blocks whose headings have levels from 1 without gaps."""
    blocks = [*blocks]
    levels = sorted(
        {one.level for one in blocks if isinstance(one, Paragraph) and one.role == "heading"}
    )
    return tuple(
        one._replace(level=levels.index(one.level) + 1)
        if isinstance(one, Paragraph) and one.role == "heading"
        else one
        for one in blocks
    )
