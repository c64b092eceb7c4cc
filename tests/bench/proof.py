"""Proves that a site holds what it should: every builder has to do the same work."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from bench.builder import Builder
from bench.cases import SENTENCE, Edited
from bench.corpus import LAST_YEAR


def prove(builder: Builder, edited: Edited, agencies: int) -> None:
    """Stop with the first page in which something is missing; the edits have all been built."""
    site = builder.public
    years = range(LAST_YEAR + 1 - edited.years, LAST_YEAR + 1)
    report = site / "agencies" / edited.slug / str(LAST_YEAR) / "index.html"
    text = report.read_text("utf-8")
    _claim(text.count("<table") >= 3, report)
    _claim(text.count(SENTENCE) == 1, report)
    _claim(all(f">{figure}<" in text for figure in edited.figures(turn=0)), report)
    _claim(len(list(site.glob("agencies/*/[0-9]*/index.html"))) == agencies * edited.years, site)
    if not builder.whole:
        return
    agency = report.parent.parent / "index.html"
    linked = re.findall(r"(\d{4})/(?:index\.html)?\"", agency.read_text("utf-8"))
    _claim(set(map(int, linked)) >= set(years), agency)
    # A list of more than 50,000 addresses has to be cut into several (sitemaps.org).
    lists = [site / "sitemap.xml", *site.glob("sitemaps/*.xml")]
    for year in years:
        for pages in ([site / f"years/{year}/index.html"], [site / "index.html"], lists):
            _claim(len(_named(pages, year)) == agencies, pages[0])


def _named(pages: Iterable[Path], year: int) -> set[str]:
    """The agencies whose report on a year some pages link to."""
    texts = (page.read_text("utf-8") for page in pages)
    return {slug for text in texts for slug in re.findall(rf"agencies/(bureau-\d+)/{year}/", text)}


def _claim(holds: bool, page: Path) -> None:
    if not holds:
        raise SystemExit(f"{page} does not hold what it should")
