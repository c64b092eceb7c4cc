"""Pages → Views: gathers, sorts and words what each template is to show."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from site_builder.compare import compare
from site_builder.deadline import is_late
from site_builder.model import (
    Agency,
    Article,
    Catalogue,
    Heading,
    Page,
    Record,
    Register,
    Report,
    Site,
    Year,
)
from site_builder.schema import REGISTER
from site_builder.urls import CATALOGUE_URL, HOME_URL, REPORTS, year_url
from site_builder.views import (
    ABOUT_COLUMN,
    CATALOGUE_COLUMN,
    DUTIES_COLUMN,
    HOME_COLUMN,
    RECORDS_COLUMN,
    REPORTS_COLUMN,
    AgencyView,
    CatalogueView,
    Column,
    Fact,
    Group,
    Home,
    Item,
    Line,
    Listing,
    Matter,
    Part,
    Plain,
    Text,
    View,
)

HOME = Item("首页", HOME_URL)
CATALOGUE = Item("政务公开目录", CATALOGUE_URL)


def navigation(site: Site) -> tuple[Item, ...]:
    """The links that stand on every page."""
    pages = (a for a in site.articles if a.url != HOME.url)
    return (HOME, CATALOGUE, *(Item(article.title, article.url) for article in pages))


class Viewer:
    """Makes the views of a site's pages."""

    def __init__(self, site: Site, pages: tuple[Page, ...]) -> None:
        self.site = site
        self.pages = pages
        self.catalogues = {c.agency.slug: c for c in site.catalogues}

    def view(self, page: Page) -> View:
        """What the template of `page` is to show."""
        subject = page.subject
        match subject:
            case Agency():
                return _agency(subject, self.catalogues[subject.slug])
            case Report():
                return _report(subject, self.catalogues[subject.agency.slug])
            case Record():
                return _record(subject)
            case Year():
                return compare(subject, self.site)
            case Article() if page.template == "page.html":
                return _text(subject)
        return self._of_no_subject(page)

    def _of_no_subject(self, page: Page) -> View:
        site = self.site
        if page.template == "home.html":
            return _home(page.subject if isinstance(page.subject, Article) else None, site)
        if page.template == "catalogue.html":
            return _whole_catalogue(site)
        title = "没有找到这个页面"
        urls = [p.url for p in self.pages if p.template not in {"not_found.html", "sitemap.xml"}]
        return Plain(
            Matter(title, (HOME, Item(title)), HOME_COLUMN),
            tuple(site.settings.base_url + url for url in urls),
        )


def _text(article: Article) -> Text:
    crumbs = (HOME, Item(article.title))
    return Text(Matter(article.title, crumbs, ABOUT_COLUMN), article.body, _contents(article))


def _home(article: Article | None, site: Site) -> Home:
    years = tuple(reversed(site.years))
    lines: dict[str, list[Line]] = {}
    for catalogue in site.catalogues:
        by_year = {report.year: report for report in catalogue.reports}
        cells = tuple(_year_cell(by_year.get(year)) for year in years)
        agency = Item(catalogue.agency.name, catalogue.agency.article.url)
        lines.setdefault(_group_name(catalogue.agency, site), []).append(Line(agency, cells))
    title = article.title if article else site.settings.title
    return Home(
        matter=Matter(title, (), HOME_COLUMN, site.settings.description),
        body=article.body if article else (),
        years=tuple(Item(f"{year}", year_url(year)) for year in years),
        groups=tuple(Group(name, tuple(members)) for name, members in lines.items()),
        agencies=len(site.agencies),
        reports=len(site.reports),
    )


def _year_cell(report: Report | None) -> Item:
    if report is None:
        return Item("未收录")
    late = is_late(report.year, report.agency.kind, report.register.published)
    return Item("逾期公开" if late else "已公开", report.article.url)


def _group_name(agency: Agency, site: Site) -> str:
    """The prefecture (or province) that a division lies in, by the digits of its code."""
    names = {region.code: region.name for region in site.settings.regions}
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
    records = sorted(catalogue.records, key=lambda record: record.part)
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


def _whole_catalogue(site: Site) -> CatalogueView:
    title = CATALOGUE.text
    matter = Matter(title, (HOME, Item(title)), CATALOGUE_COLUMN)
    return CatalogueView(
        matter,
        tuple(
            (Item(c.agency.name, c.agency.article.url), tuple(_parts(c)))
            for c in site.catalogues
            if c.reports or c.records
        ),
    )
