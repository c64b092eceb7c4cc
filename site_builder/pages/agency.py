"""A branch → the views of its pages, and what pages about all agencies show of it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from site_builder.assembly.schema import REGISTER
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
    Record,
    Register,
    Report,
    Settings,
    Site,
)
from site_builder.model.table import Figures, Filing
from site_builder.pages.view_models import (
    ABOUT_COLUMN,
    CATALOGUE_COLUMN,
    DUTIES_COLUMN,
    RECORDS_COLUMN,
    REPORTS_COLUMN,
    AgencyView,
    CatalogueView,
    Column,
    Fact,
    Filed,
    Item,
    Listing,
    Matter,
    Part,
    Shown,
    Text,
    View,
)

HOME = Item("首页", HOME_URL)
CATALOGUE = Item("政务公开目录", CATALOGUE_URL)
NOBODY = Item("")


def navigation(site: Site) -> tuple[Item, ...]:
    """The links that stand on every page."""
    pages = (a for a in site.articles if a.url != HOME.url)
    return (HOME, CATALOGUE, *(Item(article.title, article.url) for article in pages))


def view(page: Page, site: Site) -> View:
    """What the template of a page of a branch is to show."""
    match page.subject:
        case Agency() if page.template == "catalogue.html":
            return _catalogue(site.catalogues[0])
        case Agency():
            return _agency(page.subject, site.catalogues[0])
        case Report():
            return _report(page.subject, site.catalogues[0])
        case Record():
            return _record(page.subject)
        case Article():
            return _text(page.subject)
    raise ValueError(page.url)


def shown(site: Site, addresses: tuple[str, ...]) -> Shown:
    """What pages about all agencies show of a branch."""
    if not site.catalogues:
        return Shown(NOBODY, "", (), (), addresses)
    catalogue = site.catalogues[0]
    agency = catalogue.agency
    return Shown(
        agency=Item(agency.name, agency.article.url),
        group=_group_name(agency, site.settings),
        reports=tuple((report.year, _year_cell(report)) for report in catalogue.reports),
        parts=tuple(
            (part.name, Item(f"{len(part.entries)}", catalogue_url(agency.slug)))
            for part in _parts(catalogue)
        ),
        addresses=addresses,
    )


def filed(report: Report) -> Filed:
    """What the page of its year shows of a report; where a figure was written does not matter."""
    agency, article = report.agency, report.article
    return Filed(
        Item(agency.name, agency.article.url),
        Item(agency.name, article.url, article.title),
        tuple(_figures(filing) for filing in report.filings),
    )


def _figures(filing: Filing) -> Figures:
    cells = [(cell.text, cell.number, cell.unit) for row in filing.cells for cell in row]
    return Figures(filing.form, tuple(cells))


def _text(article: Article) -> Text:
    crumbs = (HOME, Item(article.title))
    return Text(Matter(article.title, crumbs, ABOUT_COLUMN), article.body, _contents(article))


def _year_cell(report: Report) -> Item:
    late = is_late(report.year, report.agency.kind, report.register.published)
    return Item("逾期公开" if late else "已公开", report.article.url)


def _group_name(agency: Agency, settings: Settings) -> str:
    """The prefecture (or province) that a division lies in, by the digits of its code."""
    names = {region.code: region.name for region in settings.regions}
    code = agency.region.code
    return names.get(f"{code[:4]}00") or names.get(f"{code[:2]}0000") or agency.region.name


def _agency(agency: Agency, catalogue: Catalogue) -> AgencyView:
    facts = [
        Fact("行政区划", f"{agency.region.name}（{agency.region.code}）"),
        Fact("机关类别", agency.kind),
        Fact("其他名称", "、".join(agency.aliases)),
        Fact("统一社会信用代码", agency.code),
        *(Fact(label, value) for label, value in agency.contacts),
        Fact("网站", agency.website_name or agency.website, agency.website),
    ]
    matter = Matter(agency.name, (HOME, Item(agency.name)), DUTIES_COLUMN, agency.article.summary)
    return AgencyView(
        matter=matter,
        body=agency.article.body,
        facts=tuple(fact for fact in facts if fact.value),
        reports=tuple(
            Item(f"{report.year}年", report.article.url, report.article.title)
            for report in catalogue.reports
        ),
        parts=tuple(part for part in _parts(catalogue) if part.name != REPORTS),
    )


def _report(report: Report, catalogue: Catalogue) -> Text:
    article, agency = report.article, report.agency
    earlier, later = catalogue.neighbours(report)
    crumbs = (HOME, Item(agency.name, agency.article.url), Item(f"{report.year}年年度报告"))
    facts = (
        Fact("报告年度", f"{report.year}年", year_url(report.year)),
        Fact("发布机构", agency.name, agency.article.url),
        *_facts(report.register),
    )
    return Text(
        matter=_matter(article, crumbs, report.register, REPORTS_COLUMN),
        body=article.body,
        contents=_contents(article),
        facts=facts,
        earlier=_neighbour(earlier),
        later=_neighbour(later),
        waivers=article.waivers,
    )


def _neighbour(report: Report | None) -> Item | None:
    return Item(f"{report.year}年", report.article.url) if report else None


def _record(record: Record) -> Text:
    article, agency = record.article, record.agency
    crumbs = (HOME, Item(agency.name, agency.article.url), Item(article.title))
    facts = (
        Fact("发布机构", agency.name, agency.article.url),
        Fact("信息分类", record.part),
        *_facts(record.register),
    )
    matter = _matter(article, crumbs, record.register, RECORDS_COLUMN)
    return Text(matter, article.body, _contents(article), facts)


def _matter(
    article: Article, crumbs: tuple[Item, ...], register: Register, column: Column
) -> Matter:
    day = register.published or register.signed
    return Matter(
        title=article.title,
        crumbs=crumbs,
        column=column,
        summary=article.summary,
        published=f"{day.isoformat()} 00:00" if day else register.generated[:16],
        source=register.source,
    )


def _facts(register: Register) -> Iterator[Fact]:
    """The metadata block, in the order portals print it; what is not known is left out."""
    for field in REGISTER:
        value = getattr(register, field.key)
        if value:
            yield Fact(field.label, value if isinstance(value, str) else value.isoformat())


def _contents(article: Article) -> tuple[Heading, ...]:
    """The table of contents: chapters and their parts."""
    return tuple(heading for heading in article.headings if heading.level <= 3)  # noqa: PLR2004


def _parts(catalogue: Catalogue) -> Iterator[Part]:
    records = sorted(catalogue.records, key=lambda record: PARTS.index(record.part))
    for name, members in groupby(records, key=lambda record: record.part):
        yield Part(name, tuple(_listing(m.article, m.register) for m in members))
    if catalogue.reports:
        yield Part(REPORTS, tuple(_listing(r.article, r.register) for r in catalogue.reports))


def _listing(article: Article, register: Register) -> Listing:
    day = register.generated[:10] or next(
        (d.isoformat() for d in (register.signed, register.published) if d), ""
    )
    return Listing(
        Item(article.title, article.url),
        register.index_number,
        register.document_number,
        day,
        register.openness,
    )


def _catalogue(catalogue: Catalogue) -> CatalogueView:
    agency = catalogue.agency
    title = f"{agency.name}政务公开目录"
    crumbs = (HOME, CATALOGUE, Item(agency.name))
    matter = Matter(title, crumbs, CATALOGUE_COLUMN)
    return CatalogueView(matter, Item(agency.name, agency.article.url), tuple(_parts(catalogue)))
