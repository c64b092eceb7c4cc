"""What concerns all branches together: the rules that look from one to another, and the pages about
all agencies. Only cards are always at hand; whatever else is needed of a branch is taken from the
cache, one branch after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from site_builder import overview
from site_builder.cache import Cache
from site_builder.compare import compare
from site_builder.corpus import compile_corpus
from site_builder.crossing import Crossing
from site_builder.lint import describe, look_across
from site_builder.model import (
    Article,
    Card,
    Finding,
    Form,
    Link,
    Page,
    Portal,
    Settings,
    Site,
    Unread,
)
from site_builder.plan import bundles
from site_builder.read import clashes, is_published
from site_builder.rules import RULES
from site_builder.survey import REST, Branch, branch_of, digest
from site_builder.urls import sitemap_url
from site_builder.views import Item, Shown, View

COPIES = "copies"  # the note of what was copied
Place = tuple[str, int]  # a prefecture, and a year
Copies = tuple[str, tuple[Finding, ...]]  # a digest of all that was compared, and what was found


def portal_of(cards: Iterable[Card], today: date) -> Portal:
    """All branches by their cards, in the order they are shown."""
    in_order = tuple(sorted(cards, key=lambda card: (card.region, card.name)))
    years = {year for card in in_order for year in card.years}
    return Portal(in_order, tuple(sorted(years)), today)


def check_across(portal: Portal, branches: tuple[Branch, ...], cache: Cache) -> Iterator[Finding]:
    """Run the rules that look from one branch to another."""
    yield from look_across((portal,), RULES)
    yield from describe(_clashes(branches), RULES)
    leaving = tuple(link for card in portal.cards for link in card.leaving)
    if leaving:
        goals = {link.path: branch_of(link.path) for _, link in leaving}
        yield from look_across((_crossing(leaving, goals, branches, cache),), RULES)
    yield from _copies(portal, cache)


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


def _copies(portal: Portal, cache: Cache) -> Iterator[Finding]:
    """What was copied, prefecture by prefecture and year by year; where no chapter changed, it is
    known from the last time."""
    before = cache.note(COPIES) or {}
    now = dict(_copies_by_place(portal, cache, before))
    if now != before:
        cache.put_note(COPIES, now)
    for _, found in now.values():
        yield from found


def _copies_by_place(
    portal: Portal, cache: Cache, known: Mapping[Place, Copies]
) -> Iterator[tuple[Place, Copies]]:
    digests: defaultdict[Place, list[tuple[str, str]]] = defaultdict(list)
    for card in portal.cards:
        for year, chapters in card.chapters:
            digests[card.prefecture, year].append((card.name, chapters))
    for (prefecture, year), own in sorted(digests.items()):
        before = digests.get((prefecture, year - 1), [])
        inputs = digest(text for pair in (*own, ("", ""), *before) for text in pair)
        found = known.get((prefecture, year))
        if found is None or found[0] != inputs:
            read = (
                *cache.parts((name for name, _ in own), "chapters", year),
                *cache.parts((name for name, _ in before), "chapters", year - 1),
            )
            corpus = compile_corpus(year, (one for chapters in read for one in chapters))
            found = (inputs, tuple(look_across((corpus,), RULES)))
        yield (prefecture, year), found


@dataclass(frozen=True, slots=True)
class Overview:
    """The views of the pages about all agencies."""

    portal: Portal
    settings: Settings
    forms: tuple[Form, ...]
    cache: Cache

    def home(self) -> Article | None:
        """The document of the first page, if there is one."""
        rest: Site = next(self.cache.parts((REST,), "site"))
        return next((one for one in rest.articles if one.path == "index.md"), None)

    def view(self, page: Page) -> View:
        """What the template of a page is to show."""
        match page.template:
            case "home.html":
                home = page.subject if isinstance(page.subject, Article) else None
                return overview.home(home, self.settings, self._agencies(), self.portal.years)
            case "year.html" if isinstance(page.subject, int):
                return self._year(page.subject)
            case "catalogues.html":
                return overview.catalogues(self._agencies())
            case "sitemap.xml":
                number = page.subject if isinstance(page.subject, int) else 0
                return overview.sitemap(self.settings, self._addresses(number))
            case "sitemaps.xml":
                numbers = range(len(bundles(self.portal.cards)))
                return overview.sitemap(self.settings, map(sitemap_url, numbers))
        return overview.not_found()

    def _year(self, year: int) -> View:
        filed = (card.name for card in self.portal.cards if year in card.years)
        reports = self.cache.parts(filed, "filed", year)
        agencies = tuple(_item(card) for card in self.portal.cards if card.title)
        return compare(year, reports, agencies, self.portal.years, self.forms)

    def _agencies(self) -> Iterator[Shown]:
        names = (card.name for card in self.portal.cards if card.title)
        return self.cache.parts(names, "shown")

    def _addresses(self, number: int) -> Iterator[str]:
        if not number:
            yield from overview.addresses(self.portal.years)
        cards = bundles(self.portal.cards)[number]
        for shown in self.cache.parts((card.name for card in cards), "shown"):
            yield from shown.addresses


def _item(card: Card) -> Item:
    return Item(card.title, card.url)
