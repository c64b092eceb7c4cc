"""The rules that look from one branch to another. Only cards are always at hand; whatever else is
needed of a branch is taken from the cache, one branch after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from site_builder.content.partition import branch_of
from site_builder.content.reader import clashes, is_published
from site_builder.content.scan import Branch
from site_builder.incremental.cache import Cache
from site_builder.lint.link_graph import Crossing
from site_builder.lint.runner import describe, look_across
from site_builder.model.document import Link
from site_builder.model.finding import Finding
from site_builder.model.site import Card, Portal
from site_builder.model.source import Unread
from site_builder.parallel.processes import Workers
from site_builder.pipeline.near_duplicates import copies
from site_builder.rules import RULES


def portal_of(cards: Iterable[Card], today: date) -> Portal:
    """All branches by their cards, in the order they are shown."""
    in_order = tuple(sorted(cards, key=lambda card: (card.region, card.name)))
    years = {year for card in in_order for year in card.years}
    return Portal(in_order, tuple(sorted(years)), today)


def check_across(
    portal: Portal, branches: tuple[Branch, ...], cache: Cache, workers: Workers
) -> Iterator[Finding]:
    """Run the rules that look from one branch to another."""
    yield from look_across((portal,), RULES)
    yield from describe(_clashes(branches), RULES)
    leaving = tuple(link for card in portal.cards for link in card.leaving)
    if leaving:
        goals = {link.path: branch_of(link.path) for _, link in leaving}
        yield from look_across((_crossing(leaving, goals, branches, cache),), RULES)
    yield from copies(portal, cache, workers)


def _clashes(branches: tuple[Branch, ...]) -> Iterator[Unread]:
    """Names in several branches that are one name elsewhere."""
    alike: defaultdict[str, list[Branch]] = defaultdict(list)
    for branch in branches:
        alike[branch.name.casefold()].append(branch)
    for some in alike.values():
        if len(some) > 1:
            yield from clashes(
                file.path for one in some for file in one.files if is_published(file.path)
            )


def _crossing(
    leaving: tuple[tuple[str, Link], ...],
    goals: dict[str, str],
    branches: tuple[Branch, ...],
    cache: Cache,
) -> Crossing:
    there = {file.path for branch in branches for file in branch.files if is_published(file.path)}
    documents = frozenset(path for path in there if path.endswith(".md"))
    anchors: dict[str, frozenset[str] | None] = {}
    for known in cache.parts(sorted({goals[path] for path in goals if path in there}), "anchors"):
        anchors.update(known)
    attachments = frozenset(anchors) - documents  # those that are published
    return Crossing(leaving, attachments, documents, anchors)
