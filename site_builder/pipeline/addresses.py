"""Checks that there is a page at every address that was ever published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256

from site_builder.content.address_rules import address_lost, noted_address_not_valid
from site_builder.content.addresses import (
    ADDRESSES,
    Addresses,
    read_addresses,
    shortened,
)
from site_builder.content.file_rules import file_unreadable
from site_builder.content.partition import partition_of
from site_builder.content.regular_file import read_regular
from site_builder.content.scan import Partition
from site_builder.fingerprint import digest
from site_builder.incremental.cache import Cache
from site_builder.model.finding import Problem
from site_builder.model.limits import LARGEST_ADDRESSES, MOST_HINTS
from site_builder.model.portal import Portal
from site_builder.model.site import Settings
from site_builder.pages import PORTAL_KINDS
from site_builder.pages.kind import plan
from site_builder.pages.portal import PortalPlan
from site_builder.text.disk_errors import reason
from site_builder.text.labels import nearest

_NOTE = "addresses kept"


def site_addresses(portal: Portal, settings: Settings, cache: Cache) -> frozenset[str]:
    """Return the addresses of all pages of a site. Those of the partitions are read from the
    cache."""
    names = [summary.name for summary in portal.summaries]
    found = {page.url for page in plan(PORTAL_KINDS, PortalPlan(portal, settings))}
    for entry in cache.parts(names, "portal"):
        found.update(one.url for one in entry.addresses)
    return frozenset(url for url in found if url.endswith((".html", ".htm")))


def address_faults(
    portal: Portal, settings: Settings, partitions: Iterable[Partition], cache: Cache
) -> Iterator[Problem]:
    """Yield the problems of the file of addresses. If neither the file nor the addresses of the
    site have changed since it had none, nothing is compared."""
    file = _file(partitions)
    if not file:
        return
    try:
        data = read_regular(file, LARGEST_ADDRESSES)
    except OSError as error:
        yield Problem(file_unreadable, ADDRESSES, why=reason(error))
        return
    state = _state(data, portal, settings)
    if cache.note(_NOTE) == state:
        return
    found = tuple(_faults(read_addresses(data), site_addresses(portal, settings, cache)))
    if not found:
        cache.put_note(_NOTE, state)
    yield from found


def _file(partitions: Iterable[Partition]) -> str:
    """Return where the file is on the disk, or the empty string."""
    for partition in partitions:
        if partition.name == partition_of(ADDRESSES):
            return next((one.file for one in partition.files if one.path == ADDRESSES), "")
    return ""


def _state(data: bytes, portal: Portal, settings: Settings) -> str:
    """Return a digest of the file and of the addresses of all pages."""
    shown = [dict(summary.shown).get("addresses", "") for summary in portal.summaries]
    own = (page.url for page in plan(PORTAL_KINDS, PortalPlan(portal, settings)))
    return digest((sha256(data).hexdigest(), *shown, "", *own))


def _faults(addresses: Addresses, there: frozenset[str]) -> Iterator[Problem]:
    """Yield the problems in the order of the lines. What a lost address has become is looked for
    among the pages of its partition that the file does not name yet."""
    for line, text in addresses.wrong:
        yield Problem(noted_address_not_valid, ADDRESSES, line, 1, text=text[:60])
    lost = sorted((line, url) for url, line in addresses.urls.items() if url not in there)
    new: defaultdict[str, list[str]] = defaultdict(list)
    if lost:
        for url in sorted(there - addresses.urls.keys()):
            new[partition_of(url)].append(url)
    for number, (line, url) in enumerate(lost):
        known = new[partition_of(url)][:MOST_HINTS] if number < MOST_HINTS else ()
        near = nearest(url, known)
        question = f"（是不是移到了“{shortened(near)}”？）；" if near else "；"
        yield Problem(address_lost, ADDRESSES, line, 1, url=shortened(url), near=question)
