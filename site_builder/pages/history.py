"""What pages show of the history of a document: its corrections, and since when it is archived."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from site_builder.forms.table_html import correction_id
from site_builder.model.site import Article, Collection, Correction
from site_builder.pages.view_models import CorrectionItem, History, MetadataItem

_BLANK = "空白"


def history(article: Article, published: date | None = None) -> History | None:
    """Return the history of a document that was first `published` on a day, if that is known; None
    without corrections."""
    if not article.corrections:
        return None
    items = tuple(_item(number, one) for number, one in enumerate(article.corrections, 1))
    first = published.isoformat() if published else ""
    return History(first, _latest(article).isoformat(), items)


def updated(article: Article) -> Iterator[MetadataItem]:
    """Yield the item of the metadata block that says when a document was changed last, if it was
    after its publication."""
    if article.corrections:
        yield MetadataItem("最近更新", _latest(article).isoformat())


def archived(article: Article) -> str:
    """Return the day since which a document is archived, or the empty string."""
    return article.archived.isoformat() if article.archived else ""


def corrected(collection: Collection) -> tuple[tuple[Article, CorrectionItem], ...]:
    """Return the corrections of an agency, the newest first, each with its document. Documents that
    are archived are in no list."""
    found = [
        (one.day, article, _item(number, one))
        for article in _articles(collection)
        if not article.archived
        for number, one in enumerate(article.corrections, 1)
    ]
    found.sort(key=lambda one: (one[0], one[1].path), reverse=True)
    return tuple((article, item) for _, article, item in found)


def _articles(collection: Collection) -> Iterator[Article]:
    yield from (one.article for one in collection.reports)
    yield from (one.article for one in collection.documents)


def _latest(article: Article) -> date:
    return max(one.day for one in article.corrections)


def _item(number: int, one: Correction) -> CorrectionItem:
    has_change = one.cell or one.old or one.new
    return CorrectionItem(
        correction_id(number),
        one.day.isoformat(),
        one.what,
        one.why,
        "，".join(dict.fromkeys(one.cell)) if one.cell else "",
        f"{one.old or _BLANK} → {one.new or _BLANK}" if has_change else "",
    )
