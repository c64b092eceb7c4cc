"""Site → Pages: which pages there are, where, from which template, and what each depends on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from site_builder.model import Article, Catalogue, Page, Site, Year
from site_builder.urls import CATALOGUE_URL, HOME_URL, year_url

Inputs = tuple[tuple[str, str], ...]


def plan(site: Site) -> tuple[Page, ...]:
    """All pages of a site, in a fixed order. `inputs` names everything that a page shows
    anything of, with its digest: content files, and the navigation that stands on every page."""
    named = [(article.title, article.url) for article in site.articles if article.url != HOME_URL]
    navigation = ("页面导航", _digest(named))
    return tuple(replace(page, inputs=(*page.inputs, navigation)) for page in _pages(site))


def _pages(site: Site) -> Iterator[Page]:
    home = next((article for article in site.articles if article.url == HOME_URL), None)
    everything = _everything(site)
    yield Page(HOME_URL, "home.html", home, everything)
    for article in site.articles:
        if article is not home:
            yield Page(article.url, "page.html", article, _of(article))
    for catalogue in site.catalogues:
        yield from _of_agency(catalogue)
    for year in site.years:
        reports = tuple(report for report in site.reports if report.year == year)
        others = ("各年度", _digest(site.years))  # a year leads to the one before and after it
        inputs = (*_agencies(site), *(_input(report.article) for report in reports), others)
        yield Page(year_url(year), "year.html", Year(year, reports), inputs)
    yield Page(CATALOGUE_URL, "catalogue.html", None, everything)
    yield Page("404.html", "not_found.html", None)
    if site.settings.base_url:
        yield Page("sitemap.xml", "sitemap.xml", None, everything)


def _of_agency(catalogue: Catalogue) -> Iterator[Page]:
    agency = catalogue.agency
    own = _input(agency.article)
    reports = tuple(_input(report.article) for report in catalogue.reports)
    records = tuple(_input(record.article) for record in catalogue.records)
    yield Page(agency.article.url, "agency.html", agency, (own, *reports, *records))
    for report in catalogue.reports:
        near = tuple(_input(other.article) for other in catalogue.neighbours(report) if other)
        yield Page(report.article.url, "report.html", report, (own, *_of(report.article), *near))
    for record in catalogue.records:
        yield Page(record.article.url, "record.html", record, (own, *_of(record.article)))


def _digest(value: object) -> str:
    return sha256(repr(value).encode()).hexdigest()


def _input(article: Article) -> tuple[str, str]:
    return f"内容 {article.path}", article.digest


def _of(article: Article) -> Inputs:
    return (_input(article),)


def _agencies(site: Site) -> Inputs:
    return tuple(_input(agency.article) for agency in site.agencies)


def _everything(site: Site) -> Inputs:
    return (
        *(_input(article) for article in site.articles),
        *_agencies(site),
        *(_input(report.article) for report in site.reports),
        *(_input(record.article) for c in site.catalogues for record in c.records),
    )
