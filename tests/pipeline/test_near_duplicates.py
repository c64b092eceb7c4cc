"""Copies are looked for where a chapter changed, and only there."""

from __future__ import annotations

from conftest import TODAY, Scenario, portal, with_all

from site_builder.incremental.cache import Cache
from site_builder.model.finding import Finding
from site_builder.parallel.processes import Workers
from site_builder.pipeline.cross_checks import portal_of
from site_builder.pipeline.near_duplicates import COPIES, copies

SLUG = "zhongwei-kjj"


def test_only_places_with_a_changed_chapter_are_compared_again(site: Scenario) -> None:
    """Of those that changed, only the prefecture and the years they are compared with are looked
    through again."""
    path = f"agencies/{SLUG}/reports/2022.md"
    site.lay(f"-- content/{path} --\n---\ntitle: 2022\n---\n## 五、存在的问题\n\n甲。\n")
    whole = portal(site.root)
    finding = Finding("K101", "warning", "noted.md", 1, 1, "")

    def work(cache: Cache) -> list[Finding]:
        assert [*copies(whole, cache, Workers(1))] == []
        noted = cache.note(COPIES)
        assert {place: found for place, (_, found) in noted.items()} == {
            ("6405", 2022): (),
            ("6405", 2023): (),
        }
        altered = {
            (prefecture, year): (inputs, (finding._replace(line=year),))
            for (prefecture, year), (inputs, _) in noted.items()
        }
        cache.put_note(COPIES, altered)
        assert [one.line for one in copies(whole, cache, Workers(1))] == [2022, 2023]
        changed = [
            summary._replace(
                chapters=tuple((y, d + "x" * (y == 2023)) for y, d in summary.chapters)
            )
            for summary in whole.summaries
        ]
        return [*copies(portal_of(changed, TODAY), cache, Workers(1))]

    assert [one.line for one in with_all(site, work)] == [2022]
