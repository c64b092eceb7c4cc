"""A partition → the views of its pages, and what pages about all agencies show of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from site_builder.assembly.schema import METADATA
from site_builder.content.urls import (
    CATALOGUE_URL,
    HOME_URL,
    PARTS,
    REPORTS,
    catalogue_url,
    year_url,
)
from site_builder.forms.deadline import is_late
from site_builder.model.document import Heading
from site_builder.model.product import Page
from site_builder.model.site import (
    Agency,
    Article,
    Catalogue,
    DisclosedDocument,
    DocumentMetadata,
    Report,
    Settings,
    Site,
)
from site_builder.model.table import Figures, Filing
from site_builder.pages.view_models import (
    ABOUT_COLUMN,
    CATALOGUE_COLUMN,
    DOCUMENTS_COLUMN,
    DUTIES_COLUMN,
    REPORTS_COLUMN,
    AgencyView,
    CatalogueView,
    Column,
    Listing,
    MetadataItem,
    NavLink,
    PageMeta,
    Part,
    PortalEntry,
    ReportFigures,
    Text,
    View,
)

HOME = NavLink("首页", HOME_URL)
CATALOGUE = NavLink("政务公开目录", CATALOGUE_URL)
NOBODY = NavLink("")


def navigation(site: Site) -> tuple[NavLink, ...]:
    """The links that stand on every page."""
    pages = (a for a in site.articles if a.url != HOME.url)
    return (HOME, CATALOGUE, *(NavLink(article.title, article.url) for article in pages))


def view(page: Page, site: Site) -> View:
    """What the template of a page of a partition is to show."""
    match page.subject:
        case Agency() if page.template == "catalogue.html":
            return _catalogue(site.catalogues[0])
        case Agency():
            return _agency(page.subject, site.catalogues[0])
        case Report():
            return _report(page.subject, site.catalogues[0])
        case DisclosedDocument():
            return _record(page.subject)
        case Article():
            return _text(page.subject)
    raise ValueError(page.url)


def shown(site: Site, addresses: tuple[str, ...]) -> PortalEntry:
    """What pages about all agencies show of a partition."""
    if not site.catalogues:
        return PortalEntry(NOBODY, "", (), (), addresses)
    catalogue = site.catalogues[0]
    agency = catalogue.agency
    return PortalEntry(
        agency=NavLink(agency.name, agency.article.url),
        group=_group_name(agency, site.settings),
        reports=tuple((report.year, _year_cell(report)) for report in catalogue.reports),
        parts=tuple(
            (part.name, NavLink(f"{len(part.entries)}", catalogue_url(agency.slug)))
            for part in _parts(catalogue)
        ),
        addresses=addresses,
    )


def filed(report: Report) -> ReportFigures:
    """What the page of its year shows of a report; where a figure was written does not matter."""
    agency, article = report.agency, report.article
    return ReportFigures(
        NavLink(agency.name, agency.article.url),
        NavLink(agency.name, article.url, article.title),
        tuple(_figures(filing) for filing in report.filings),
    )


def _figures(filing: Filing) -> Figures:
    cells = [(cell.text, cell.number, cell.unit) for row in filing.cells for cell in row]
    return Figures(filing.form, tuple(cells))


def _text(article: Article) -> Text:
    crumbs = (HOME, NavLink(article.title))
    return Text(PageMeta(article.title, crumbs, ABOUT_COLUMN), article.body, _contents(article))


def _year_cell(report: Report) -> NavLink:
    late = is_late(report.year, report.agency.kind, report.metadata.published)
    return NavLink("逾期公开" if late else "已公开", report.article.url)


def _group_name(agency: Agency, settings: Settings) -> str:
    """The prefecture (or province) that a division lies in, by the digits of its code."""
    names = {region.code: region.name for region in settings.regions}
    code = agency.region.code
    return names.get(f"{code[:4]}00") or names.get(f"{code[:2]}0000") or agency.region.name


def _agency(agency: Agency, catalogue: Catalogue) -> AgencyView:
    metadata = [
        MetadataItem("行政区划", f"{agency.region.name}（{agency.region.code}）"),
        MetadataItem("机关类别", agency.kind),
        MetadataItem("其他名称", "、".join(agency.aliases)),
        MetadataItem("统一社会信用代码", agency.code),
        *(MetadataItem(label, value) for label, value in agency.contacts),
        MetadataItem("网站", agency.website_name or agency.website, agency.website),
    ]
    meta = PageMeta(
        agency.name, (HOME, NavLink(agency.name)), DUTIES_COLUMN, agency.article.summary
    )
    return AgencyView(
        meta=meta,
        body=agency.article.body,
        metadata=tuple(item for item in metadata if item.value),
        reports=tuple(
            NavLink(f"{report.year}年", report.article.url, report.article.title)
            for report in catalogue.reports
        ),
        parts=tuple(part for part in _parts(catalogue) if part.name != REPORTS),
    )


def _report(report: Report, catalogue: Catalogue) -> Text:
    article, agency = report.article, report.agency
    earlier, later = catalogue.neighbours(report)
    crumbs = (HOME, NavLink(agency.name, agency.article.url), NavLink(f"{report.year}年年度报告"))
    metadata = (
        MetadataItem("报告年度", f"{report.year}年", year_url(report.year)),
        MetadataItem("发布机构", agency.name, agency.article.url),
        *_metadata_block(report.metadata),
    )
    return Text(
        meta=_matter(article, crumbs, report.metadata, REPORTS_COLUMN),
        body=article.body,
        contents=_contents(article),
        metadata=metadata,
        earlier=_neighbour(earlier),
        later=_neighbour(later),
        waivers=article.waivers,
    )


def _neighbour(report: Report | None) -> NavLink | None:
    return NavLink(f"{report.year}年", report.article.url) if report else None


def _record(record: DisclosedDocument) -> Text:
    article, agency = record.article, record.agency
    crumbs = (HOME, NavLink(agency.name, agency.article.url), NavLink(article.title))
    metadata = (
        MetadataItem("发布机构", agency.name, agency.article.url),
        MetadataItem("信息分类", record.part),
        *_metadata_block(record.metadata),
    )
    meta = _matter(article, crumbs, record.metadata, DOCUMENTS_COLUMN)
    return Text(meta, article.body, _contents(article), metadata)


def _matter(
    article: Article, crumbs: tuple[NavLink, ...], metadata: DocumentMetadata, column: Column
) -> PageMeta:
    day = metadata.published or metadata.signed
    return PageMeta(
        title=article.title,
        crumbs=crumbs,
        column=column,
        summary=article.summary,
        published=f"{day.isoformat()} 00:00" if day else metadata.generated[:16],
        source=metadata.source,
    )


def _metadata_block(metadata: DocumentMetadata) -> Iterator[MetadataItem]:
    """The metadata block, in the order portals print it; what is not known is left out."""
    for field in METADATA:
        value = getattr(metadata, field.key)
        if value:
            yield MetadataItem(field.label, value if isinstance(value, str) else value.isoformat())


def _contents(article: Article) -> tuple[Heading, ...]:
    """The table of contents: chapters and their parts."""
    return tuple(heading for heading in article.headings if heading.level <= 3)  # noqa: PLR2004


def _parts(catalogue: Catalogue) -> Iterator[Part]:
    records = sorted(catalogue.records, key=lambda record: PARTS.index(record.part))
    for name, members in groupby(records, key=lambda record: record.part):
        yield Part(name, tuple(_listing(m.article, m.metadata) for m in members))
    if catalogue.reports:
        yield Part(REPORTS, tuple(_listing(r.article, r.metadata) for r in catalogue.reports))


def _listing(article: Article, metadata: DocumentMetadata) -> Listing:
    day = metadata.generated[:10] or next(
        (d.isoformat() for d in (metadata.signed, metadata.published) if d), ""
    )
    return Listing(
        NavLink(article.title, article.url),
        metadata.index_number,
        metadata.document_number,
        day,
        metadata.openness,
    )


def _catalogue(catalogue: Catalogue) -> CatalogueView:
    agency = catalogue.agency
    title = f"{agency.name}政务公开目录"
    crumbs = (HOME, CATALOGUE, NavLink(agency.name))
    meta = PageMeta(title, crumbs, CATALOGUE_COLUMN)
    return CatalogueView(meta, NavLink(agency.name, agency.article.url), tuple(_parts(catalogue)))
