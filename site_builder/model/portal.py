"""What the whole site knows of each partition (`PartitionSummary`), and all of them (`Portal`)."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from site_builder.model.document import Link
from site_builder.model.finding import Finding
from site_builder.model.inspection import ContentState
from site_builder.model.site import Outgoing, Redirect, ReportingBody, Waiver


class PartitionSummary(NamedTuple):
    """What other partitions and the portal pages need to know about a partition.

    `pages` counts its pages by template, `last_day` is the latest date of signing or publication
    of its documents (ISO 8601).
    `shown` holds the names and digests of everything that pages of other partitions show of it;
    `digest` covers these and all values that such pages are planned and sorted by.
    `chapters` holds, by year, the digest of the chapters compared for copied text.
    `leaving` are its links to other partitions, each with the file that contains it.
    `unused` are its own attachments that its pages neither link to nor list, `drafted` the files
    that its drafts do, `drafts` the documents held back, `unfilled` what of it is held back and has
    marks `（填写）`, with their number. `outgoing` is what it names of other partitions, `incoming`
    a digest of what they add to its pages; the empty string if nothing. `numbering` are the
    prefixes of its 索引号, `redirects` the former addresses of its documents; `newest` is the day
    of its newest news, and their address. `tables` are the versions of forms that its reports use,
    each by its key, by year.
    """

    name: str
    path: str = ""
    url: str = ""
    title: str = ""
    region: str = ""
    prefecture: str = ""
    body: ReportingBody = ReportingBody()
    years: tuple[int, ...] = ()
    tables: tuple[tuple[int, tuple[tuple[str, int], ...]], ...] = ()
    last_day: str = ""
    pages: tuple[tuple[str, int], ...] = ()
    shown: tuple[tuple[str, str], ...] = ()
    digest: str = ""
    chapters: tuple[tuple[int, str], ...] = ()
    leaving: tuple[tuple[str, Link], ...] = ()
    unused: tuple[str, ...] = ()
    drafted: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    unfilled: tuple[tuple[str, int], ...] = ()
    outgoing: Outgoing = Outgoing()
    incoming: str = ""
    numbering: tuple[str, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    newest: tuple[str, ...] = ()
    waivers: tuple[tuple[str, Waiver], ...] = ()
    findings: tuple[Finding, ...] = ()
    state: ContentState = ContentState()


class Portal(NamedTuple):
    """The summaries of all partitions, with agencies in display order, on the day of the build.

    `years` are those with a report, and those for which one is expected. If `is_selected`, the site
    holds a selection, and none is.
    """

    summaries: tuple[PartitionSummary, ...]
    years: tuple[int, ...]
    today: date
    is_selected: bool = False
