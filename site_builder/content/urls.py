"""Where things go: a file under content/ → what it is, and the address of its page.

Pure functions of a path, so that a link can be resolved when only its own file is known.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from site_builder.text.patterns import regex

Role = Literal["home", "page", "agency", "report", "record", "stray"]

_NAME = regex(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_AGENCY = regex(rf"agencies/(?P<agency>{_SLUG})/(?P<rest>.+)\.md")
_YEAR = regex(r"reports/(?P<year>[0-9]{4})")
_BETWEEN_WORDS = regex(r"[^\w]+")

GUIDE = "政府信息公开指南"
RULES = "政府信息公开制度"
DISCLOSED = "法定主动公开内容"
REPORTS = "政府信息公开年报"
# The four parts of the platform, in the order of 国办公开办函〔2019〕61号.
PARTS = (GUIDE, RULES, DISCLOSED, REPORTS)


@dataclass(frozen=True, slots=True)
class Address:
    """What a Markdown file is, by where it lies. `part` is the statutory part of the platform
    (国办公开办函〔2019〕61号) that a record belongs to."""

    role: Role
    url: str
    agency: str = ""
    year: int = 0
    part: str = ""


STRAY = Address("stray", "")


def address(path: str) -> Address:
    """The address of a Markdown file under content/; `STRAY` where no page can come from it."""
    if path == "index.md":
        return Address("home", "index.html")
    if not all(_NAME.fullmatch(part) for part in path.split("/")):
        return STRAY
    if path.startswith("pages/"):
        return Address("page", path.removesuffix(".md") + "/index.html")
    match = _AGENCY.fullmatch(path)
    return _of_agency(match["agency"], match["rest"]) if match else STRAY


def _of_agency(agency: str, rest: str) -> Address:
    folder = f"agencies/{agency}"
    if rest == "index":
        return Address("agency", f"{folder}/index.html", agency)
    if year := _YEAR.fullmatch(rest):
        number = int(year["year"])
        return Address("report", f"{folder}/{number}/index.html", agency, number)
    if rest == "guide":
        return Address("record", f"{folder}/guide/index.html", agency, part=GUIDE)
    kind, _, name = rest.partition("/")
    slug = re.sub(r"[/_.]", "-", name)
    if kind == "rules" and name:
        return Address("record", f"{folder}/rules/{slug}/index.html", agency, part=RULES)
    if kind == "documents" and name:
        return Address("record", f"{folder}/documents/{slug}/index.html", agency, part=DISCLOSED)
    return STRAY


def year_url(year: int) -> str:
    """The page of one year."""
    return f"years/{year}/index.html"


def catalogue_url(agency: str) -> str:
    """The catalogue of one agency."""
    return f"catalogue/{agency}/index.html"


def sitemap_url(number: int) -> str:
    """One of several lists of addresses; they count from 0."""
    return f"sitemaps/{number + 1}.xml"


ROOT = "\0"  # in the HTML of a body, the way from its page to the root of the site
HOME_URL = "index.html"
SITEMAP_URL = "sitemap.xml"
CATALOGUE_URL = "catalogue/index.html"
FRAGMENTS = "fragments"
STATIC = "assets"
STYLESHEET = f"{STATIC}/site.css"  # beside fragments
# First parts of addresses that the program fills itself: no attachment may lie there.
RESERVED = frozenset({STATIC, FRAGMENTS, "catalogue", "data", "search", "sitemaps", "years"})


def to_root(url: str) -> str:
    """The way from a page to the root of the site: `../../` for `years/2023/index.html`."""
    return "../" * url.count("/")


def quoted(url: str) -> str:
    """An address as it stands in `href`."""
    return quote(url, safe="/-_.~!$&'()*+,;=:@")


def anchor(text: str) -> str:
    """The anchor of a heading, from its words alone, so that it stays when headings around it
    come and go. It starts with `s-`: no heading can take the name of something else."""
    folded = unicodedata.normalize("NFKC", text).lower()
    kept = _BETWEEN_WORDS.sub("-", folded).strip("-_")
    return f"s-{kept}" if kept else "s"
