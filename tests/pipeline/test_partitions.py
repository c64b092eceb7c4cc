"""Which partitions are analysed and rendered again: those that changed, and no other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import Executor, Future
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import TODAY, Scenario, long_after, portal, scanned, terms_of
from texts import REPORT, page

from site_builder.build import analyse, render
from site_builder.content.partition import REST
from site_builder.content.reader import read
from site_builder.content.scan import Partition
from site_builder.forms.versions import load_forms
from site_builder.incremental.cache import open_cache
from site_builder.incremental.idle import scan_project
from site_builder.incremental.records import KnownPartition
from site_builder.parallel.processes import Workers
from site_builder.pipeline.partitions import AnalysisRun, analyse_stale, render_stale
from site_builder.pipeline.release import Release, RenderRun
from site_builder.pipeline.site_analysis import render_context
from site_builder.theme.theme import find_theme

FORMS = load_forms()
SLUG = "zhongwei-kjj"


class Watched(Executor):
    """Does what it is given here and now, and remembers the names of what was worked on."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.names += [one.name for one in args[-1]]
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Done(NamedTuple):
    """What is known afterwards, which partitions were worked on for it, and whether none of their
    files changed meanwhile."""

    known: dict[str, KnownPartition]
    again: list[str]
    unchanged: bool = True


def analysed_again(
    root: Path, today: date = TODAY, partitions: Iterable[Partition] | None = None
) -> Done:
    """Analyse the stale partitions of a project."""
    executor = Watched()
    found = tuple(partitions or scanned(root / "content"))
    with open_cache(root, "1", FORMS) as cache, Workers(2, executor) as workers:
        run = AnalysisRun(read, analyse, terms_of(root, today), cache, workers)
        done = analyse_stale(run, found)
    return Done(done.known, executor.names, done.unchanged)


def agency(slug: str, more: str = "") -> str:
    header = f"title: {slug}局\nregion: 640500\n{more}"
    return f"-- content/agencies/{slug}/index.md --\n---\n{header}---\n"


def test_at_first_everything_is_analysed_and_then_nothing(site: Scenario) -> None:
    first = analysed_again(site.root)
    second = analysed_again(site.root)

    assert first.again == [REST, SLUG]
    assert set(first.known) == {REST, SLUG}
    assert second == Done(first.known, [])


EDITS: dict[str, tuple[str, list[str]]] = {
    "a page": (page("正文\n"), [REST]),
    "an attachment": ("-- content/pages/a.pdf --\n%PDF\n", [REST]),
    "an agency": (agency(SLUG, "phone: 0955-1\n"), [SLUG]),
    "a new agency": (agency("b"), ["b"]),
    "an attachment of an agency": ("-- content/agencies/zhongwei-kjj/a.pdf --\n%PDF\n", [SLUG]),
    "a file that is not published": ("-- content/pages/a.exe --\nMZ\n", [REST]),
    "the same bytes": (agency(SLUG), []),
    "the settings": (
        "-- content/site.yaml --\ntitle: 门户\nregions:\n  640500: 中卫市\n",
        [REST, SLUG],
    ),
}


@pytest.mark.parametrize(("edit", "again"), EDITS.values(), ids=EDITS)
def test_after_an_edit_the_partitions_it_is_in_are_analysed_again(
    site: Scenario, edit: str, again: list[str]
) -> None:
    site.lay(agency(SLUG))
    analysed_again(site.root)

    site.lay(edit)

    found = analysed_again(site.root)
    assert found.again == again
    assert analysed_again(site.root) == Done(found.known, [])


def test_a_partition_that_is_gone_is_not_known(site: Scenario) -> None:
    site.lay(agency("b"))
    analysed_again(site.root)
    (site.root / "content/agencies/b/index.md").unlink()

    assert analysed_again(site.root) == Done(analysed_again(site.root).known, [])
    assert set(analysed_again(site.root).known) == {REST, SLUG}


def test_no_file_of_a_partition_with_an_unchanged_stamp_is_opened(site: Scenario) -> None:
    before = scanned(site.root / "content", long_after())
    first = analysed_again(site.root, partitions=before)
    (site.root / REPORT).unlink()

    second = analysed_again(site.root, partitions=before)
    third = analysed_again(site.root)

    assert first.known[SLUG].stamp
    assert second == Done(first.known, [])
    assert third.again == [SLUG]


def test_a_partition_that_was_only_touched_is_read_and_not_analysed_again(site: Scenario) -> None:
    first = analysed_again(site.root)
    os.utime(site.root / REPORT, (0, 0))

    touched = scanned(site.root / "content", long_after())
    second = analysed_again(site.root, partitions=touched)
    (site.root / REPORT).unlink()
    third = analysed_again(site.root, partitions=touched)

    assert first.known[SLUG].stamp == "", "it was too fresh"
    assert second.again == []
    assert third.again == [], "its new stamp is known"
    assert third.known[SLUG].stamp
    assert {name: known.summary for name, known in third.known.items()} == {
        name: known.summary for name, known in first.known.items()
    }


def test_what_depends_on_the_day_is_analysed_every_day_until_it_does_not(site: Scenario) -> None:
    header = "title: 指南\nsigned: 2026-11-25\n"
    site.lay(f"-- content/agencies/{SLUG}/guide.md --\n---\n{header}---\n甲\n")

    def found(day: int) -> tuple[list[str], bool]:
        done = analysed_again(site.root, date(2026, 11, day))
        return done.again, "D102" in {one.code for one in done.known[SLUG].summary.findings}

    assert found(21) == ([REST, SLUG], True)
    assert found(21)[1] is True
    assert found(24) == ([SLUG], True)
    assert found(25) == ([SLUG], False)
    assert found(25) == ([], False)
    assert found(26) == ([], False)
    assert found(24) == ([SLUG], True), "somebody put the clock back"
    assert found(26) == ([SLUG], False)


@pytest.mark.parametrize("known", [False, True])
def test_what_changed_while_it_was_read_is_not_relied_on(site: Scenario, known: bool) -> None:
    """What was read is what is there by then; its stamp is that of what was there before."""
    before = scanned(site.root / "content", long_after())
    if known:
        assert analysed_again(site.root, partitions=before).unchanged
    text = (site.root / REPORT).read_text("utf-8")
    (site.root / REPORT).write_text(text + "\n又一段。\n", "utf-8")
    if known:  # as if it had been scanned just before it was edited again
        before = tuple(one._replace(stamp=f"{one.stamp} again") for one in before)

    meanwhile = analysed_again(site.root, partitions=before)
    after = analysed_again(site.root)

    assert not meanwhile.unchanged
    assert meanwhile.known[SLUG].stamp == ""
    assert after.again == [], "what was read is what is there"


# ---------------------------------------------------------------- rendering


def rendered_again(root: Path, fragments: bool = False) -> list[str]:
    """Render and publish the stale partitions of a project; returns their names."""
    executor = Watched()
    context = terms_of(root)
    inputs = scan_project(root, TODAY, ())
    theme, _ = find_theme("default", root)
    assert theme
    with open_cache(root, "1", FORMS) as cache, Workers(1) as own:
        analysis = AnalysisRun(read, analyse, context, cache, own)
        analysed = analyse_stale(analysis, inputs.partitions)
        release = Release(root / "public", cache)
        shared = render_context(
            context, portal(root), theme.templates(), cache, staging=None, fragments=fragments
        )
        release.drop_all_but(analysed.known)
        run = RenderRun(render, shared, release, Workers(2, executor))
        render_stale(run, inputs.partitions, analysed, frozenset())
        release.publish()
    return executor.names


@pytest.mark.parametrize(
    ("edit", "again"),
    [
        ("", []),
        (EDITS["an agency"][0], [SLUG]),
        (EDITS["a new agency"][0], ["b"]),
        (EDITS["an attachment"][0], [REST]),
        (page("新页\n"), [REST, SLUG]),
        (EDITS["the settings"][0], [REST, SLUG]),
    ],
    ids=["nothing", "an agency", "a new agency", "an attachment", "the navigation", "the settings"],
)
def test_after_an_edit_only_partitions_with_changed_pages_are_rendered_again(
    site: Scenario, edit: str, again: list[str]
) -> None:
    assert rendered_again(site.root) == [REST, SLUG]

    site.lay(edit)

    assert rendered_again(site.root) == again
    assert rendered_again(site.root) == []


def test_with_fragments_or_without_all_is_rendered_again(site: Scenario) -> None:
    rendered_again(site.root)

    assert rendered_again(site.root, fragments=True) == [REST, SLUG]
    assert rendered_again(site.root, fragments=True) == []
    assert rendered_again(site.root) == [REST, SLUG]
