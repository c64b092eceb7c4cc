"""Maps a file under content/ to its role and to the address of its page.

The result depends on the path only, so that a link can be resolved without reading its target.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from site_builder.text.patterns import regex

Role = Literal["home", "page", "agency", "report", "document", "stray"]

_NAME = regex(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_AGENCY = regex(rf"agencies/(?P<agency>{_SLUG})/(?P<rest>.+)\.md")
_YEAR = regex(r"reports/(?P<year>[0-9]{4})")
# The ending of a page, also by another name, or with the ending that an editor adds.
_PAGE_ENDING = regex(
    r"(?i)(?:\s*[.．]\s*(?:md|markdown|mdown|mkd))+\s*(?:\.(?:txt|docx?|wps|rtf))?$"
)
_ENDING = regex(r"\.\w+$")
_YEAR_IN_NAME = regex(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_SPACES = regex(r"[\s_]+")
_BETWEEN_WORDS = regex(r"[^\w]+")

# A part of an address, as other programs may have published it; a hidden or parent folder is none.
_PART = r"[A-Za-z0-9_~-][A-Za-z0-9._~-]{0,199}"
_PAGE_ADDRESS = regex(rf"(?:{_PART}/){{0,20}}(?:{_PART}\.html?|[A-Za-z0-9_~-]{{1,200}})?")

HOME_FILE = "index.md"

GUIDE = "政府信息公开指南"
RULES = "政府信息公开制度"
DISCLOSED = "法定主动公开内容"
REPORTS = "政府信息公开年报"
APPLY = "依申请公开"
# The four parts of the platform, in the order of 国办公开办函〔2019〕61号.
PARTS = (GUIDE, RULES, DISCLOSED, REPORTS)


@dataclass(frozen=True, slots=True)
class Address:
    """The role of a Markdown file and the URL of its page, relative to the site root. `part` is the
    statutory part of the disclosure platform (国办公开办函〔2019〕61号) that a document belongs
    to."""

    role: Role
    url: str
    agency: str = ""
    year: int = 0
    part: str = ""


STRAY = Address("stray", "")


def address(path: str) -> Address:
    """Return the address of a Markdown file under content/, or `STRAY` if it has no valid place."""
    if path == HOME_FILE:
        return Address("home", HOME_URL)
    if not all(_NAME.fullmatch(part) for part in path.split("/")):
        return STRAY
    if path.startswith("pages/"):
        return Address("page", path.removesuffix(".md") + "/index.html")
    match = _AGENCY.fullmatch(path)
    return _of_agency(match["agency"], match["rest"]) if match else STRAY


def page_ending(path: str) -> str:
    """Return the ending of a name that ends as that of a page, or nearly so: `.MD`, `.md.txt`. The
    empty string if it does not."""
    found = _PAGE_ENDING.search(path)
    return found[0] if found else ""


def nearly(path: str) -> str:
    """Return the path that a page at `path` must have to be published, or the empty string if that
    is not certain. Reports are told by the one year in their names."""
    plain = unicodedata.normalize("NFKC", path).lower()
    ending = page_ending(plain)
    stem = (plain.removesuffix(ending) if ending else _ENDING.sub("", plain)).strip()
    folder, _, name = stem.rpartition("/")
    years = set(_YEAR_IN_NAME.findall(name))
    if folder.endswith("/reports") and len(years) == 1:
        name = years.pop()
    meant = "/".join(part.strip() for part in f"{folder}/{name}.md".lstrip("/").split("/"))
    meant = _SPACES.sub("-", meant)
    return meant if meant != path and address(meant) != STRAY else ""


def _of_agency(agency: str, rest: str) -> Address:
    folder = f"agencies/{agency}"
    if rest == "index":
        return Address("agency", f"{folder}/index.html", agency)
    if year := _YEAR.fullmatch(rest):
        number = int(year["year"])
        return Address("report", f"{folder}/{number}/index.html", agency, number)
    if rest == "guide":
        return Address("document", f"{folder}/guide/index.html", agency, part=GUIDE)
    kind, _, name = rest.partition("/")
    slug = re.sub(r"[/_.]", "-", name)
    if kind == "rules" and name:
        return Address("document", f"{folder}/rules/{slug}/index.html", agency, part=RULES)
    if kind == "documents" and name:
        return Address("document", f"{folder}/documents/{slug}/index.html", agency, part=DISCLOSED)
    return STRAY


def page_address(written: str) -> str:
    """Return the file of the page at an address relative to the site root, which may leave out
    `index.html` (`agencies/a/2018/`). Return the empty string if no page can be there."""
    if not written or not _PAGE_ADDRESS.fullmatch(written):
        return ""
    if written.split("/", 1)[0] in {STATIC, FRAGMENTS}:
        return ""
    parts = written.split("/")
    if any(_BESIDE_PAGES.fullmatch("/".join(parts[:count])) for count in range(3, len(parts) + 1)):
        return ""
    if written.endswith((".html", ".htm")):
        return written
    return f"{written.removesuffix('/')}/index.html"


def is_promised(url: str) -> bool:
    """Whether a page stays at its address for good, as those of documents, agencies and sections
    do; further pages of a list, and lists by topic or year, come and go."""
    parts = url.split("/")
    if url == NOT_FOUND_URL or not url.endswith((".html", ".htm")):
        return False
    longest = {"agencies": 5, **dict.fromkeys(_SECTIONS, 2)}.get(parts[0], len(parts))
    return len(parts) <= longest


def year_url(year: int) -> str:
    """Return the URL of the page of a year."""
    return f"years/{year}/index.html"


def section_folder(section: str, agency: str = "") -> str:
    """Return the folder of the pages of a section: of an agency, or of all agencies."""
    return f"agencies/{agency}/{section}" if agency else section


def feed_url(agency: str) -> str:
    """Return the URL of the Atom feed of an agency."""
    return f"agencies/{agency}/{FEED_URL}"


def feeds_of(url: str) -> tuple[str, ...]:
    """Return the URLs of the feeds that a page at an address belongs to."""
    parts = url.split("/")
    return (FEED_URL, feed_url(parts[1])) if parts[0] == "agencies" else (FEED_URL,)


def corrections_url(agency: str) -> str:
    """Return the URL of the page that lists the corrections of an agency."""
    return f"agencies/{agency}/corrections/index.html"


def catalogue_folder(agency: str) -> str:
    """Return the folder of the pages of an agency's catalogue."""
    return f"agencies/{agency}/catalogue"


def item_url(agency: str, number: str) -> str:
    """Return the URL of the page of a catalogue item."""
    return f"{catalogue_folder(agency)}/{number}/index.html"


def statistics_url(page: str, kind: str) -> str:
    """Return the URL of the statistics beside the page of a report or an agency: `kind` is the end
    of the name (`.csv`)."""
    return f"{page.removesuffix(INDEX)}statistics{kind}"


def region_data_url(year: int, region: str, kind: str) -> str:
    """Return the URL of the statistics of a year in a region, by its code."""
    return f"{DATA}/{year}/{region}{kind}"


def wide_data_url(year: int) -> str:
    """Return the URL of the statistics of all agencies in a year, with a row for each report."""
    return f"{DATA}/{year}/wide.csv"


def workbook_data_url(year: int) -> str:
    """Return the place of the statistics of a year as an Excel file beside the other two."""
    return f"{DATA}/{year}/statistics.xlsx"


def owners_of(url: str) -> Iterator[str]:
    """Yield the addresses of pages that a file at an address can belong to."""
    folder, _, name = url.rpartition("/")
    parts = url.split("/")
    if parts[0] == DATA and parts[1:2] != [name]:
        yield f"years/{parts[1]}/{INDEX}" if url.endswith("wide.csv") else f"{url[:-4]}.json"
    yield f"{folder}/{INDEX}" if folder else INDEX


def sitemap_url(number: int) -> str:
    """Return the URL of one of several sitemaps; `number` counts from 0."""
    return f"sitemaps/{number + 1}.xml"


ROOT = "\0"  # in the HTML of a body, stands for the relative path to the site root
INDEX = "index.html"
HOME_URL = INDEX
NOT_FOUND_URL = "404.html"
SITEMAP_URL = "sitemap.xml"
SITE_MAP_URL = "map/index.html"
FEED_URL = "feed.xml"
ROBOTS_URL = "robots.txt"
REDIRECTS_URL = "redirects.map"
CATALOGUE_URL = "catalogue/index.html"
DATA = "data"  # the folder of statistics for others
DATA_URL = f"{DATA}/index.html"
PACKAGE_URL = f"{DATA}/datapackage.json"
FRAGMENTS = "fragments"
STATIC = "assets"
STYLESHEET = f"{STATIC}/site.css"  # the style sheet beside fragments
_FEED = regex(rf"(?:agencies/{_SLUG}/)?feed\.xml")
# Those of lists about all agencies.
_SECTIONS = ("guide", "rules", "documents", "reports", "apply", "catalogue")
# First parts of URLs that the program generates itself, and files that it generates beside pages;
# attachments must not use them.
_BESIDE_PAGES = regex(
    rf"(?i)agencies/{_SLUG}/(?:feed\.xml|(?:[0-9]{{4}}/)?statistics(?:-wide)?\.(?:csv|json))"
)
_RESERVED = frozenset(
    {STATIC, FRAGMENTS, ROBOTS_URL, DATA, "map", "search", "sitemaps", "years", *_SECTIONS}
)


def is_reserved(path: str) -> bool:
    """Whether the program generates a file or a folder at a path itself."""
    return path.partition("/")[0] in _RESERVED or bool(_BESIDE_PAGES.fullmatch(path))


def to_root(url: str) -> str:
    """Return the relative path from a page to the site root: `../../` for
    `years/2023/index.html`."""
    return "../" * url.count("/")


def absolute_root(url: str, base_url: str) -> str:
    """Return what the links of a file begin with if they are not relative to it, or the empty
    string: in fragments and feeds the base URL, in the page for addresses that do not exist, which
    is shown at any of them, the path of the base URL."""
    if url.startswith(f"{FRAGMENTS}/") or _FEED.fullmatch(url):
        return base_url
    _, _, after_host = base_url.partition("://")
    _, slash, path = after_host.partition("/")
    return slash + path if url == NOT_FOUND_URL else ""


def quoted(url: str) -> str:
    """Return a URL with the escapes needed in `href`."""
    return quote(url, safe="/-_.~!$&'()*+,;=:@")


def anchor(text: str) -> str:
    """Return the anchor of a heading. It depends on the text only, so that it stays the same when
    other headings change, and starts with `s-`, so that it cannot equal another id of the page."""
    folded = unicodedata.normalize("NFKC", text).lower()
    kept = _BETWEEN_WORDS.sub("-", folded).strip("-_")
    return f"s-{kept}" if kept else "s"
