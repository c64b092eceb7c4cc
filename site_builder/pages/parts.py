"""Parts of views and inputs that several page kinds share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.assembly.schema import METADATA
from site_builder.content.urls import CATALOGUE_URL, HOME_URL, quoted
from site_builder.fingerprint import digest
from site_builder.model.document import Heading
from site_builder.model.site import (
    Agency,
    Article,
    DisclosedDocument,
    DocumentMetadata,
    JointDocument,
    Report,
)
from site_builder.pages.standing import PUBLISHED, of_report
from site_builder.pages.view_models import (
    Column,
    Listing,
    MetadataItem,
    NavLink,
    PageMeta,
    Subject,
)
from site_builder.rules import RULES

HOME = NavLink("首页", HOME_URL)
MIDNIGHT = "00:00"
_KILO, _MEGA = 1_000, 1_000_000
# The errors that can be waived, by code, in words.
_WAIVABLE = {rule.code: rule.summary.removesuffix("。") for rule in RULES if rule.waivable}
CATALOGUE = NavLink("政务公开目录", CATALOGUE_URL)


def whole(article: Article) -> tuple[str, str]:
    """Return the input of a page that shows a whole document."""
    return f"内容 {article.path}", shown_digest(article)


def shown_digest(article: Article) -> str:
    """Return a digest of everything that a page shows of its document."""
    return digest((article.digest, repr(article.attachments), str(article.archived)))


def attached(article: Article) -> tuple[NavLink, ...]:
    """Return links to the attachments that a document lists, each with its type and size."""
    return tuple(
        NavLink(one.title, quoted(one.path), f"{_kind(one.path)}，{size_of(one.size)}")
        for one in article.attachments
    )


def reasons(article: Article) -> tuple[str, ...]:
    """Return the reasons, for everybody to read, why errors in a document are waived, except those
    that stand under its tables."""
    noted = {code for part in article.body if not isinstance(part, str) for code, _ in part.notes}
    return tuple(
        f"说明（{_WAIVABLE[one.code]}）：{one.reason.removesuffix('。')}。"
        for one in article.waivers
        if one.code in _WAIVABLE and one.code not in noted
    )


def _kind(path: str) -> str:
    return path.rpartition(".")[2].upper()


def size_of(count: int) -> str:
    """Return a number of bytes as people read it."""
    if count < _KILO:
        return f"{count}字节"
    return f"{count / 1e3:.0f} KB" if count < _MEGA else f"{count / 1e6:.1f} MB"


def agency_name(agency: Agency) -> tuple[str, str]:
    """Return the input of a page that names an agency and links to it."""
    return "机关名称", digest((agency.name, agency.article.url))


def contents(article: Article) -> tuple[Heading, ...]:
    """Return the table of contents: chapters and their sections."""
    return tuple(heading for heading in article.headings if heading.level <= 3)  # noqa: PLR2004


def document_meta(
    article: Article,
    crumbs: tuple[NavLink, ...],
    metadata: DocumentMetadata,
    column: Column,
    agency: str = "",
) -> PageMeta:
    """Return the title, the date and so on of the page of a report or a disclosed document, which
    the `agency` published unless its metadata name another source."""
    dated, moment = _moment(metadata)
    return PageMeta(
        title=article.title,
        crumbs=crumbs,
        column=column,
        summary=article.summary,
        published=moment,
        source=metadata.source or agency,
        dated=dated,
        keywords=",".join(filter(None, (agency, metadata.topic, metadata.genre))),
        about=Subject("Article", (("publisher", agency),)),
    )


def _moment(metadata: DocumentMetadata) -> tuple[str, str]:
    """Return the moment that a page shows as its date, and what it is the moment of: the
    publication, else the generation, else the signing. A time that is not known is midnight, as
    portals print it."""
    day, generated = metadata.published, metadata.generated
    if day:
        same_day = generated[11:16] if generated.startswith(day.isoformat()) else ""
        return "发布时间", f"{day.isoformat()} {metadata.published_time or same_day or MIDNIGHT}"
    if generated:
        return "生成日期", f"{generated[:10]} {generated[11:16] or MIDNIGHT}"
    return (
        ("成文日期", f"{metadata.signed.isoformat()} {MIDNIGHT}") if metadata.signed else ("", "")
    )


def metadata_block(
    metadata: DocumentMetadata, publishers: tuple[MetadataItem, ...]
) -> Iterator[MetadataItem]:
    """Yield the items of the metadata block that are known, in the order in which portals print
    them: the publishers before the department; the source stands below the title."""
    for field in METADATA:
        if field.key == "department":
            yield from publishers
        value = getattr(metadata, field.key)
        if value and field.key != "source":
            yield MetadataItem(field.label, value if isinstance(value, str) else value.isoformat())


def publisher(agency: Agency) -> MetadataItem:
    """Return the item of a metadata block that names the agency."""
    return MetadataItem("发布机构", agency.name, agency.article.url)


def is_listed(article: Article) -> bool:
    """Whether lists show an article: its page stays when it is archived or withdrawn."""
    return not (article.archived or article.withdrawn)


def document_entry(one: DisclosedDocument | JointDocument) -> Listing:
    """Return a document as lists show it; one of another agency names that agency."""
    metadata = one.metadata
    if isinstance(one, JointDocument):
        link, mark = NavLink(one.title, one.url), f"与{one.owner}联合发布"
    else:
        link, mark = NavLink(one.article.title, one.article.url), ""
    number = metadata.document_number
    return Listing(link, metadata.index_number, number, metadata.day[:10], mark)


def report_entry(report: Report) -> Listing:
    """Return a report as lists show it; one that was late says so."""
    article, metadata, standing = report.article, report.metadata, of_report(report)
    mark = "" if standing == PUBLISHED else standing
    link = NavLink(article.title, article.url)
    return Listing(link, metadata.index_number, metadata.document_number, metadata.day[:10], mark)


def entries_shown(entries: Iterable[Listing]) -> tuple[tuple[str, str], ...]:
    """Return the inputs of a page that shows entries of lists."""
    return tuple((f"条目 {one.title.url}", digest((repr(one),))) for one in entries)
