"""Which branches have to be understood or drawn again, and doing so: what the cache knows is not
done twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.cache import Cache, Known
from site_builder.draft import Draft
from site_builder.draw import Drawing, Style, draw
from site_builder.model import Content
from site_builder.read import read
from site_builder.spread import Workers, spread
from site_builder.survey import Branch, digest
from site_builder.understand import Reading, Terms, understand


def understand_stale(
    branches: Iterable[Branch], terms: Terms, cache: Cache, workers: Workers
) -> dict[str, Known]:
    """Understand the branches that changed; returns what is known of all these."""
    before = cache.known()
    now: dict[str, Known] = {}
    stale: list[tuple[Branch, str]] = []
    for branch in branches:
        stamp = digest((branch.stamp, terms.settings.digest)) if branch.stamp else ""
        known = before.get(branch.name)
        if known and stamp and known.stamp == stamp and _is_settled(known, terms):
            now[branch.name] = known
        else:
            stale.append((branch, stamp))
    made_of: dict[str, tuple[str, str]] = {}

    def readings() -> Iterator[Reading]:
        for branch, stamp in stale:
            content = read(branch)
            inputs = _inputs(content, terms)
            known = before.get(branch.name)
            if known and known.inputs == inputs and _is_settled(known, terms):
                cache.restamp(branch.name, stamp)
                now[branch.name] = known
            else:
                made_of[branch.name] = stamp, inputs
                yield Reading(branch.name, content)

    pool = workers.pool(sum(len(branch.files) for branch, _ in stale))
    for one in spread(understand, terms, readings(), pool):
        stamp, inputs = made_of.pop(one.name)
        known = Known(stamp, inputs, one.card)
        if not _is_settled(known, terms):  # what is wrong today may be right tomorrow
            known = Known("", digest((inputs, terms.today.isoformat())), one.card)
        cache.keep(known.stamp, known.inputs, one)
        now[one.name] = known
    return now


def draw_stale(
    branches: Iterable[Branch],
    known: dict[str, Known],
    style: Style,
    draft: Draft,
    workers: Workers,
) -> None:
    """Draw the branches that were understood anew, or all of them in another style."""
    of_all = style.digest
    stale = [
        (branch, inputs)
        for branch in branches
        if (inputs := digest((known[branch.name].inputs, of_all))) != draft.drawn_from(branch.name)
    ]

    def drawings() -> Iterator[Drawing]:
        for branch, _ in stale:
            files = {file.path: file.file for file in branch.files}
            site = draft.cache.part(branch.name, "site")
            yield Drawing(branch.name, site, files, draft.made_before(branch.name).pages)

    pool = workers.pool(sum(len(branch.files) for branch, _ in stale))
    made_of = {branch.name: inputs for branch, inputs in stale}
    for one in spread(draw, style, drawings(), pool):
        draft.take(one, made_of[one.name])


def _is_settled(known: Known, terms: Terms) -> bool:
    """Whether what is wrong with a branch is the same on every day from now on."""
    return known.card.last_day <= terms.today.isoformat()


def _inputs(content: Content, terms: Terms) -> str:
    """A digest of all that a branch is understood from."""
    sources = (f"{one.path} {one.digest}" for one in content.sources)
    attachments = (f"{one.path} {one.digest}" for one in content.attachments)
    return digest((terms.settings.digest, *sources, "", *attachments, repr(content.unread)))
