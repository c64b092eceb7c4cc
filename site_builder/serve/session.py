"""The site of a project while its files are edited: it takes up each change, and shows the pages.

What it shows of a page are the bytes of a clean build. A file that cannot be read, settings or a
theme that are wrong never end it: the last good page stays, with the reason.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from site_builder.build import CONTENT, in_content
from site_builder.content.partition import partition_of
from site_builder.content.regular_file import read_regular
from site_builder.content.urls import address, owners_of
from site_builder.lint.waivers import EVERYWHERE, apply_waivers
from site_builder.model.finding import Finding
from site_builder.model.limits import LARGEST_MARKDOWN
from site_builder.model.portal import Portal
from site_builder.model.site import Report
from site_builder.model.source import Source
from site_builder.rules import RULES
from site_builder.serve.attempts import Attempt
from site_builder.serve.drafts import Draft, Drafts
from site_builder.serve.live import LiveSite, Place
from site_builder.serve.upkeep import FEW, Upkeep
from site_builder.theme.theme_error import ThemeError

_PAGES = 64  # that were good once, and are kept
_FOLDER = f"{CONTENT}/"
_UNREADABLE = "源文件现在读不了，下面是上一次读得了时的网页"
_NEVER_GOOD = "源文件读不了，还没有网页"
_WRONG_SETTINGS = "site.yaml 或主题有错误，改正以前网页停留在原来的样子"
_PARTIAL = "还在检查其余机关，这一页还不全；检查完会自动更新"


class Shown(NamedTuple):
    """What is at an address: the bytes of a page or of a file of the theme, or an attachment, which
    is at the place `file` on the disk.

    `path` is the source file of a page, relative to the project, or an empty text. `problem` says
    why a page is not as it should be: an earlier version, or none at all (without `data`). A draft,
    and an attachment of one, is on no site yet.
    """

    data: bytes = b""
    path: str = ""
    problem: str = ""
    is_draft: bool = False
    is_page: bool = False
    file: str = ""


class Session:
    """The site of the project in `source`, for one thread; `today` returns the day. If more than a
    `few` files were not analysed before, they are left to other processes."""

    def __init__(self, source: Path, today: Callable[[], date], few: int = FEW) -> None:
        self._upkeep = Upkeep(source, today, few)
        self._drafts = Drafts(self._upkeep.parser)
        self._good: OrderedDict[str, bytes] = OrderedDict()

    def refresh(self, changed: Iterable[Path] | None = None) -> None:
        """Take up all changes on the disk since the last time; if those that `changed` are given,
        look only there. Raise OSError if there is no content folder or the disk fails."""
        self._upkeep.refresh(changed)

    def close(self) -> None:
        """Free the disk of everything that was kept there."""
        self._upkeep.close()

    @property
    def is_complete(self) -> bool:
        """Whether the whole content was read; else only what was asked for."""
        return self._upkeep.is_complete

    @property
    def portal(self) -> Portal | None:
        """The summaries of all partitions that were analysed; None if nothing could be read yet."""
        return self._upkeep.live.portal if self._upkeep.live else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings that are known, with paths relative to the project; those about drafts as
        far as they were checked. On a large site, this takes longer than showing a page."""
        live, wrong = self._upkeep.live, self._upkeep.wrong
        if live is None:
            return wrong
        return (*wrong, *in_content(live.site.findings), *self._drafts.findings(live))

    def findings_about(self, path: str) -> tuple[Finding, ...]:
        """Return the findings about the file at `path`, relative to the project; as long as
        `settled` is false, without those of rules about several agencies."""
        live, inside = self._upkeep.live, path.removeprefix(_FOLDER)
        name = partition_of(inside)
        if live is None or name not in live.known:
            return ()
        summary = live.known[name].summary
        if inside in summary.drafts:
            found = self._drafts.check(live, name).findings
        elif live.is_checked:
            found = live.site.findings
        else:
            own = [one for one in summary.findings if one.path == inside]
            codes = {one.code for one in own}
            every = [
                *summary.waivers,
                *((EVERYWHERE, one) for one in live.context.settings.waivers),
            ]
            found = apply_waivers(own, [one for one in every if one[1].code in codes], RULES)
        return in_content(one for one in found if one.path == inside)

    @property
    def settled(self) -> bool:
        """Whether all findings are known: else `settle` finds more."""
        live = self._upkeep.live
        return live is None or (live.is_checked and next(self._drafts.due(live), None) is None)

    def settle(self) -> None:
        """Do a part of what is left to find, in a short time: call it when there is nothing else to
        do, until `settled` is true."""
        live = self._upkeep.live
        if live and not live.is_checked:
            _ = live.site
            self._drafts.forget_all_but(live)
        elif live and (name := next(self._drafts.due(live), None)) is not None:
            self._drafts.check(live, name)

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """All documents that are held back."""
        return self._drafts.all(self._upkeep.live) if self._upkeep.live else ()

    def shown(self, url: str) -> Shown | None:
        """Return what is at an address relative to the root of the site, or None if nothing is.
        An address that ends with a slash is that of the `index.html` there."""
        if not url or url.endswith("/"):
            url += "index.html"
        live = self._upkeep.live
        if live is None:
            return self._last_good(url, "", _WRONG_SETTINGS)
        self._upkeep.analyse(partition_of(url))
        try:
            place, is_draft = self._place(live, url)
            if place is None:
                return self._file(live, url) or self._beside(live, url)
            if place.path and not self._is_readable(live, place.path):
                return self._last_good(url, place.path, _UNREADABLE)
            data = live.draw(place)
        except ThemeError as error:
            self._upkeep.wrong = self._upkeep.describe(error)
            return self._last_good(url, "", _WRONG_SETTINGS)
        self._keep(url, data)
        partial = _PARTIAL if live.waiting and not place.path else ""
        problem = _WRONG_SETTINGS if self._upkeep.wrong else partial
        path = place.path and _FOLDER + place.path
        return Shown(data, path, problem, is_draft, is_page=url.endswith(".html"))

    def try_text(self, path: str, data: bytes) -> tuple[Finding, ...]:
        """Return the findings about the file at `path`, relative to the project, if it held `data`
        and were public."""
        findings = in_content(self._attempt(path, data).findings)
        return tuple(one for one in findings if one.path == path)

    def preview(self, path: str, data: bytes) -> Shown | None:
        """Return the page of the file at `path`, relative to the project, if it held `data`; None
        if it would have none."""
        found, inside = self._attempt(path, data), path.removeprefix(_FOLDER)
        page = found.page(inside)
        if page is None or not self._reads(_source(inside, data)):
            return None
        try:
            drawn = self._live.draw(Place(page, found.site, inside))
        except ThemeError as error:
            return Shown(path=path, problem=error.why, is_page=True)
        is_draft = inside in self._held_back(self._live, inside)
        return Shown(drawn, path, "", is_draft, is_page=True)

    def report(self, path: str, data: bytes) -> Report | None:
        """Return the report in the file at `path`, relative to the project, if it held `data`."""
        return self._attempt(path, data).report(path.removeprefix(_FOLDER))

    def before(self, path: str, data: bytes) -> Report | None:
        """Return the report on the year before that of the one in the file at `path`, relative to
        the project, if it held `data`."""
        return self._attempt(path, data).before(path.removeprefix(_FOLDER))

    @property
    def _live(self) -> LiveSite:
        """The site. Raise LookupError if the project could not be read yet."""
        if self._upkeep.live is None:
            raise LookupError("no site")
        return self._upkeep.live

    def _attempt(self, path: str, data: bytes) -> Attempt:
        inside = path.removeprefix(_FOLDER)
        self._upkeep.analyse(partition_of(inside))
        return self._drafts.attempt(self._live, inside, data)

    def _place(self, live: LiveSite, url: str) -> tuple[Place | None, bool]:
        """Return the page at an address, and whether it is a draft."""
        if place := live.find(url):
            return place, False
        for path in self._held_back(live, url):
            if address(path).url == url:
                found = self._drafts.check(live, partition_of(path))
                page = found.page(path)
                return (Place(page, found.site, path) if page else None), True
        return None, False

    def _held_back(self, live: LiveSite, path: str) -> tuple[str, ...]:
        """Return the drafts in the partition of a path or an address."""
        names = {partition_of(path), ""} & live.known.keys()
        return tuple(draft for name in names for draft in live.known[name].summary.drafts)

    def _file(self, live: LiveSite, url: str) -> Shown | None:
        """Return a file that is no page, or the last good page of a file that has none now."""
        if file := live.files.get(url):
            return Shown(file.data)
        name = partition_of(url)
        if name not in live.known:
            return None
        files = live.files_of(name)
        if url in {one.path for one in live.planned(name).site.attachments} and url in files:
            return Shown(file=files[url], is_draft=url in live.site.kept_back)
        for path in files:
            if path.endswith(".md") and address(path).url == url:
                return self._last_good(url, path, _UNREADABLE)
        return None

    def _beside(self, live: LiveSite, url: str) -> Shown | None:
        """Return a file that belongs to a page, such as its figures as data."""
        for owner in owners_of(url):
            place, is_draft = self._place(live, owner)
            data = live.beside(place, url) if place else None
            if data is not None:
                return Shown(data, is_draft=is_draft)
        return None

    def _last_good(self, url: str, path: str, problem: str) -> Shown | None:
        data = self._good.get(url, b"")
        if not data and not url.endswith(".html"):
            return None
        problem = _NEVER_GOOD if path and not data else problem
        return Shown(data, path and _FOLDER + path, problem, is_page=True)

    def _keep(self, url: str, data: bytes) -> None:
        self._good[url] = data
        self._good.move_to_end(url)
        if len(self._good) > _PAGES:
            self._good.popitem(last=False)

    def _is_readable(self, live: LiveSite, path: str) -> bool:
        """Whether a source file could be read completely. Only one with errors is parsed again."""
        name = partition_of(path)
        findings = live.known[name].summary.findings
        if not any(one.path == path and one.severity == "error" for one in findings):
            return True
        try:
            data = read_regular(Path(live.files_of(name)[path]), LARGEST_MARKDOWN)
        except OSError:
            return False
        return self._reads(_source(path, data))

    def _reads(self, source: Source) -> bool:
        (document,) = self._upkeep.parser((source,))
        return document.header_read and document.complete


def _source(path: str, data: bytes) -> Source:
    return Source(path, data, sha256(data).hexdigest())
