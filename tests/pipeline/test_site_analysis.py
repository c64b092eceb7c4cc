"""The whole of a content folder: every partition, and what concerns them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from conftest import TODAY, Scenario, codes, in_cache, terms_of
from texts import document, page

from site_builder.build import analyse
from site_builder.content.reader import read
from site_builder.forms.versions import load_forms
from site_builder.incremental.cache import Cache
from site_builder.incremental.idle import scan_project
from site_builder.model.site import Settings, Waiver
from site_builder.pages import KINDS
from site_builder.pages.view_models import NavLink
from site_builder.parallel.processes import Workers
from site_builder.pipeline.partitions import AnalysisRun, analyse_stale
from site_builder.pipeline.rendering import RenderContext
from site_builder.pipeline.site_analysis import SiteAnalysis, check_site, render_context
from site_builder.theme.theme import find_theme

FORMS = load_forms()
SLUG = "zhongwei-kjj"


def analysed(
    scenario: Scenario,
    text: str = "",
    do: Callable[[SiteAnalysis, Cache], Any] = lambda whole, _: whole,
) -> Any:
    """Analyse a project, and do something with what is known of it."""
    scenario.lay(text)
    inputs = scan_project(scenario.root, TODAY, ())
    context = terms_of(scenario.root)

    def work(cache: Cache) -> Any:
        with Workers(1) as workers:
            run = AnalysisRun(read, analyse, context, cache, workers)
            found = analyse_stale(run, inputs.partitions)
            whole = check_site(run, inputs.partitions, found)
        return do(whole, cache)

    return in_cache(scenario.root, work)


def test_findings_are_sorted_by_place(site: Scenario) -> None:
    whole: SiteAnalysis = analysed(
        site,
        page("# 一\n\n[不在](../agencies/b/index.md)\n")
        + document(f"agencies/{SLUG}/documents/a.md", "tilte: 题\n")
        + document("agencies/c/index.md", "title: 中卫市科学技术局\nregion: 640500\n"),
    )

    assert {"M101", "L105", "A103", "H101"} <= codes(whole.findings)
    places = [(one.path, one.line, one.column) for one in whole.findings]
    assert places == sorted(places)
    assert {summary.name for summary in whole.portal.summaries} == {"", "c", SLUG}


def test_a_warning_of_any_partition_can_be_waived_for_the_whole_site(site: Scenario) -> None:
    settings = (site.root / "content/site.yaml").read_text("utf-8")
    waivers = "waivers:\n  M101: 都如此\n  W106: 没有\n"
    whole: SiteAnalysis = analysed(
        site,
        f"-- content/site.yaml --\n{settings}{waivers}"
        + page("# 一\n")
        + document(f"agencies/{SLUG}/guide.md", body="# 一\n"),
    )

    findings = [(one.code, one.path, one.waived) for one in whole.findings if one.code[0] != "W"]
    assert findings == [
        ("M101", f"agencies/{SLUG}/guide.md", "都如此"),
        ("M101", "pages/example.md", "都如此"),
        ("H123", "site.yaml", ""),
    ]


def test_a_waiver_in_one_partition_waives_nothing_in_another(site: Scenario) -> None:
    header = "title: 示例\nwaivers:\n  M101: 照录\n"
    whole: SiteAnalysis = analysed(
        site, page("# 一\n", header) + document(f"agencies/{SLUG}/guide.md", body="# 一\n")
    )

    assert {one.path: one.waived for one in whole.findings if one.code == "M101"} == {
        "pages/example.md": "照录",
        f"agencies/{SLUG}/guide.md": "",
    }


def test_partitions_that_are_gone_are_forgotten(site: Scenario) -> None:
    analysed(site, document("agencies/b/index.md", "title: 乙\nregion: 640500\n"))
    (site.root / "content/agencies/b/index.md").unlink()

    known = analysed(site, do=lambda _, cache: set(cache.known()))

    assert known == {"", SLUG}


# ---------------------------------------------------------------- what all pages share


def shared(
    scenario: Scenario,
    text: str = "",
    change: Callable[[Settings], Settings] = lambda settings: settings,
    fragments: bool = False,
) -> RenderContext:
    """What every page of a project is rendered with."""

    def do(site: SiteAnalysis, cache: Cache) -> RenderContext:
        context = terms_of(scenario.root)
        context = replace(context, settings=change(context.settings))
        theme = find_theme(context.settings.theme, scenario.root)[0]
        assert theme
        return render_context(
            context,
            site.portal,
            theme.templates(),
            cache,
            staging=None,
            fragments=fragments,
        )

    found: RenderContext = analysed(scenario, text, do)
    return found


def test_every_page_has_the_links_to_the_free_pages(site: Scenario) -> None:
    found = shared(site, page("正文\n") + document("index.md"))

    assert found.navigation == (
        NavLink("首页", "index.html"),
        NavLink("政府信息公开年报", "reports/index.html"),
        NavLink("依申请公开", "apply/index.html"),
        NavLink("政务公开目录", "catalogue/index.html"),
        NavLink("示例", "pages/example/index.html"),
    )
    assert set(found.shared.templates) == set(KINDS)


THEME = "-- content/site.yaml --\ntitle: 门户\ntheme: own\nregions:\n  640500: 中卫市\n"
OWN = f"""\
{THEME}\
-- themes/own/theme.yaml --
extends: default
styles: [own.css]
-- themes/own/styles/own.css --
p {{}}
"""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {}, True),
        ({}, {"text": page("另一篇\n")}, True),
        ({}, {"text": page("正文\n", "title: 新名\n")}, False),
        ({}, {"change": lambda one: one._replace(notice="演示")}, False),
        ({}, {"change": lambda one: one._replace(base_url="https://a.example/")}, False),
        ({}, {"change": lambda one: one._replace(waivers=(Waiver("M101", "", 1),))}, True),
        ({}, {"change": lambda one: one._replace(digest="another")}, True),
        ({}, {"fragments": True}, False),
        ({"text": OWN}, {"text": "-- themes/own/templates/a.html --\n甲\n"}, True),
        ({"text": OWN}, {"text": "-- themes/own/templates/home.html --\n甲\n"}, False),
        ({"text": OWN}, {"text": "-- themes/own/templates/partials/metadata.html --\n甲\n"}, False),
        ({"text": OWN}, {"text": "-- themes/own/styles/own.css --\n\n"}, False),
    ],
)
def test_a_change_of_what_all_pages_share_changes_its_digest(
    site: Scenario, one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    site.lay(page("正文\n"))

    first, second = shared(site, **one), shared(site, **other)

    assert (first.digest == second.digest) is same


def test_templates_are_searched_again_only_if_one_changed(site: Scenario) -> None:
    def change_note(cache: Cache) -> None:
        digest, templates = cache.note("templates")
        cache.put_note("templates", (digest, {**templates, "home.html": "noted"}))

    first = shared(site, OWN).shared.templates
    in_cache(site.root, change_note)
    second = shared(site).shared.templates
    third = shared(site, "-- themes/own/templates/home.html --\n甲\n").shared.templates

    assert second == {**first, "home.html": "noted"}
    assert third["home.html"] not in (first["home.html"], "noted")
    assert {**third, "home.html": ""} == {**first, "home.html": ""}


# ---------------------------------------------------------------- rendering


def published(scenario: Scenario, text: str = "") -> tuple[dict[str, int], dict[str, str]]:
    """Build a project; how many pages there are of each kind, and why they were made."""
    built = scenario.build(text)
    assert not built.stopped
    return dict(built.pages), dict(built.reasons)


def test_all_pages_are_counted_by_their_kind(site: Scenario) -> None:
    pages, reasons = published(
        site,
        page("正文\n")
        + document("index.md")
        + document(f"agencies/{SLUG}/guide.md")
        + document(f"agencies/{SLUG}/reports/2018.md"),
    )

    assert pages == {
        "home.html": 1,
        "page.html": 1,
        "agency.html": 1,
        "report.html": 2,
        "document.html": 1,
        "list.html": 1,
        "apply.html": 1,
        "application_form.html": 1,
        "across.html": 3,
        "catalogues.html": 1,
        "data.html": 1,
        "statistics.json": 1,
        "map.html": 1,
        "year.html": 2,
        "not_found.html": 1,
        "robots.txt": 1,
    }
    public = site.root / "public"
    made = [*public.rglob("*.html"), *public.glob("data/*/*.json"), public / "robots.txt"]
    assert sum(pages.values()) == len(made) == len(reasons)


def test_the_files_of_the_theme_are_published_and_taken_away_with_it(site: Scenario) -> None:
    assets = site.root / "public/assets"
    published(site, f"{OWN}-- themes/own/static/a.png --\nx\n")
    first = {path.name for path in assets.iterdir()}

    (site.root / "themes/own/static/a.png").unlink()
    _, reasons = published(site)

    (css,) = assets.glob("site.*.css")
    icons = {"favicon.ico", "favicon.svg"}
    assert first == {css.name, "a.png", *icons}
    assert {path.name for path in assets.iterdir()} == {css.name, *icons}
    assert reasons == {}, "no page shows a file that lies beside it"


def test_a_style_sheet_that_changed_has_another_name_on_every_page(site: Scenario) -> None:
    public = site.root / "public"
    pages, _ = published(site, OWN)
    (before,) = (public / "assets").glob("*.css")

    _, reasons = published(site, "-- themes/own/styles/own.css --\np {color: red}\n")

    (after,) = (public / "assets").glob("*.css")
    assert after.name != before.name
    assert after.read_text().endswith("p {color: red}\n")
    assert len(reasons) == sum(pages.values()) - pages["statistics.json"]
    assert all(after.name in page.read_text("utf-8") for page in public.rglob("*.html"))


def test_a_second_time_nothing_is_published(site: Scenario) -> None:
    pages, _ = published(site, page("正文\n"))
    before = (site.root / "public").stat().st_ino

    assert published(site) == (pages, {})
    assert (site.root / "public").stat().st_ino == before
