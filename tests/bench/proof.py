"""Proves that a site holds what it should: every builder has to do the same work."""

from __future__ import annotations

import re
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
    for year in years:
        for page in (f"years/{year}/index.html", "index.html", "sitemap.xml"):
            _claim(len(_named(site / page, year)) == agencies, site / page)


def _named(page: Path, year: int) -> set[str]:
    """The agencies whose report on a year a page links to."""
    return set(re.findall(rf"agencies/(bureau-\d+)/{year}/", page.read_text("utf-8")))


def _claim(holds: bool, page: Path) -> None:
    if not holds:
        raise SystemExit(f"{page} does not hold what it should")
