"""Which pages there are, where, from which template, and what each shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from site_builder.content.urls import (
    CATALOGUE_URL,
    HOME_URL,
    SITEMAP_URL,
    catalogue_url,
    sitemap_url,
    year_url,
)
from site_builder.fingerprint import digest
from site_builder.model.product import Page
from site_builder.model.site import (
    Article,
    Catalogue,
    DisclosedDocument,
    PartitionSummary,
    Portal,
    Report,
    Site,
)

Inputs = tuple[tuple[str, str], ...]

TEMPLATES = (
    *("home.html", "page.html", "agency.html", "report.html", "document.html", "catalogue.html"),
    *("year.html", "catalogues.html", "not_found.html", "sitemap.xml", "sitemaps.xml"),
)
# A list may have 50,000 (sitemaps.org); some room is left for pages about all agencies.
MOST_ADDRESSES = 49_000


def plan(site: Site) -> tuple[Page, ...]:
    """The pages of a partition, in a fixed order. `inputs` names everything that a page shows
    anything of, with a digest of what it shows."""
    pages = [
        Page(article.url, "page.html", article, (_whole(article),))
        for article in site.articles
        if article.url != HOME_URL
    ]
    for catalogue in site.catalogues:
        pages += _of_agency(catalogue)
    return tuple(pages)


def plan_portal(portal: Portal, home: Article | None, with_sitemap: bool) -> tuple[Page, ...]:
    """The pages about all agencies, still without what they show: `with_inputs` names it."""
    pages = [Page(HOME_URL, "home.html", home)]
    pages += [Page(year_url(year), "year.html", year) for year in portal.years]
    pages.append(Page(CATALOGUE_URL, "catalogues.html", None))
    pages.append(Page("404.html", "not_found.html", None))
    return (*pages, *(_sitemaps(portal) if with_sitemap else ()))


def with_inputs(pages: Iterable[Page], portal: Portal) -> Iterator[Page]:
    """The pages about all agencies with what they show."""
    shown = _shown(summary for summary in portal.summaries if summary.title)
    everybody = ("各机关", digest(text for pair in shown["agency"] for text in pair))
    years = ("各年度", digest(map(str, portal.years)))  # a year leads to the one before and after
    for page in pages:
        inputs: Inputs = ()
        match page.template, page.subject:
            case "home.html", home:
                own = (_whole(home),) if isinstance(home, Article) else ()
                inputs = (*own, *shown["reports"], years)
            case "year.html", year:
                inputs = (everybody, *shown[str(year)], years)
            case "catalogues.html", _:
                inputs = tuple(shown["parts"])
            case "sitemap.xml", int(number):
                inputs = (years, *_addresses(bundles(portal.summaries)[number]))
            case "sitemaps.xml", count:
                inputs = (("张数", str(count)),)
        yield page._replace(inputs=inputs)


def bundles(summaries: tuple[PartitionSummary, ...]) -> tuple[tuple[PartitionSummary, ...], ...]:
    """Summaries in as many bundles as there have to be lists of addresses: one for most sites. What
    pages about all agencies add finds room in the first."""
    found: list[list[PartitionSummary]] = [[]]
    size = 0
    for summary in summaries:
        own = sum(count for _, count in summary.pages)
        if size + own > MOST_ADDRESSES and found[-1]:
            found.append([])
            size = 0
        found[-1].append(summary)
        size += own
    return tuple(tuple(bundle) for bundle in found)


def _sitemaps(portal: Portal) -> Iterator[Page]:
    count = len(bundles(portal.summaries))
    if count > 1:
        yield Page(SITEMAP_URL, "sitemaps.xml", count)
    for number in range(count):
        yield Page(sitemap_url(number) if count > 1 else SITEMAP_URL, "sitemap.xml", number)


def _addresses(summaries: Iterable[PartitionSummary]) -> Iterator[tuple[str, str]]:
    for summary in summaries:
        for what, seen in summary.shown:
            if what == "addresses":
                yield f"{_WORDS[what]} {summary.name}", seen


def _of_agency(catalogue: Catalogue) -> Iterator[Page]:
    agency = catalogue.agency
    name = ("机关名称", digest((agency.name, agency.article.url)))
    items: tuple[Report | DisclosedDocument, ...] = (*catalogue.reports, *catalogue.records)
    listed = tuple(_listed(item) for item in items)
    yield Page(agency.article.url, "agency.html", agency, (_whole(agency.article), *listed))
    for report in catalogue.reports:
        near = digest(str(other and other.year) for other in catalogue.neighbours(report))
        inputs = (name, _whole(report.article), ("前后年度", near))
        yield Page(report.article.url, "report.html", report, inputs)
    for record in catalogue.records:
        yield Page(record.article.url, "document.html", record, (name, _whole(record.article)))
    if items:
        yield Page(catalogue_url(agency.slug), "catalogue.html", agency, (name, *listed))


def _whole(article: Article) -> tuple[str, str]:
    """A document of which a page shows everything."""
    return f"内容 {article.path}", article.digest


def _listed(item: Report | DisclosedDocument) -> tuple[str, str]:
    """A document that a page lists."""
    article = item.article
    return f"条目 {article.path}", digest((article.title, article.url, repr(item.metadata)))


def _shown(summaries: Iterable[PartitionSummary]) -> defaultdict[str, list[tuple[str, str]]]:
    """What pages about all agencies show of each, by what it is."""
    shown: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for summary in summaries:
        for what, seen in summary.shown:
            shown[what].append((f"{_WORDS.get(what) or what + _OF_YEAR} {summary.name}", seen))
    return shown


_WORDS = {"agency": "机关", "reports": "各年报告", "parts": "目录", "addresses": "网址"}
_OF_YEAR = "年报告"
