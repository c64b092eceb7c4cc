"""Checks that nothing else is at the former addresses of documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from site_builder.assembly.redirect_rules import (
    former_address_by_case,
    former_address_is_a_file,
    former_address_is_a_page,
    former_address_twice,
)
from site_builder.content.partition import partition_of
from site_builder.content.reader import is_published
from site_builder.content.scan import Partition
from site_builder.incremental.cache import Cache
from site_builder.model.finding import Problem
from site_builder.model.portal import Portal
from site_builder.model.site import Redirect, Settings
from site_builder.pages import PORTAL_KINDS
from site_builder.pages.kind import plan
from site_builder.pages.portal import PortalEntry, PortalPlan
from site_builder.publish.paths import folders_above


def redirect_faults(
    portal: Portal, settings: Settings, partitions: Iterable[Partition], cache: Cache
) -> Iterator[Problem]:
    """Yield the problems of all redirects. Only the addresses of the partitions in which former
    addresses lie are read. Names that differ only in case are the same on some disks."""
    redirects = sorted(
        (one for summary in portal.summaries for one in summary.redirects),
        key=lambda one: (one.old, one.path, one.place),
    )
    if not redirects:
        return
    named = {partition_of(one.old) for one in redirects}
    pages = _pages(portal, settings, named, cache)
    files = {
        file.path.casefold(): file.path
        for partition in partitions
        if partition.name in named
        for file in partition.files
        if is_published(file.path) and not file.path.endswith(".md")
    }
    folders = {folder for page in pages for folder in folders_above(page)}
    spelt = {folder: folder for folder in folders}
    folders |= {folder for one in redirects for folder in folders_above(one.old.casefold())}
    taken: dict[str, Redirect] = {}
    for one in redirects:
        old = one.old.casefold()
        other = next((files[above] for above in folders_above(old) if above in files), "")
        first = taken.setdefault(old, one)
        if other:
            yield Problem(former_address_is_a_file, one.path, *one.place, url=one.old, other=other)
        elif old in pages or old in folders or any(above in pages for above in folders_above(old)):
            yield Problem(former_address_is_a_page, one.path, *one.place, url=one.old)
        elif first is not one:
            named_in = (first.path,)
            yield Problem(
                former_address_twice,
                one.path,
                *one.place,
                related=named_in,
                url=one.old,
                other=first.path,
            )
        else:
            yield from _by_case(one, spelt)


def _by_case(redirect: Redirect, spelt: dict[str, str]) -> Iterator[Problem]:
    """Yield a problem if a folder of a former address is spelt in another way than before. The
    spellings so far are in `spelt`, by small letters; this one is added."""
    for folder in folders_above(redirect.old):
        other = spelt.setdefault(folder.casefold(), folder)
        if other != folder:
            url = redirect.old
            yield Problem(
                former_address_by_case, redirect.path, *redirect.place, url=url, folder=other
            )
            return


def _pages(portal: Portal, settings: Settings, named: set[str], cache: Cache) -> frozenset[str]:
    """Return the addresses, in small letters, of the pages of some partitions and of those about
    all agencies, but for those that are redirects."""
    own: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for summary in portal.summaries:
        own[summary.name].update(one.old for one in summary.redirects)
    names = [summary.name for summary in portal.summaries if summary.name in named | {*own}]
    found = {page.url for page in plan(PORTAL_KINDS, PortalPlan(portal, settings))}
    for name, entry in zip(names, cache.parts(names, "portal"), strict=True):
        known: PortalEntry = entry
        found |= {*(Counter(one.url for one in known.addresses) - own[name])}
    return frozenset(one.casefold() for one in found)
