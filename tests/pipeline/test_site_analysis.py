"""The whole of a content folder: every partition, and what concerns them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from conftest import TODAY, Scenario, codes, page, terms_of

from site_builder.forms.versions import load_forms
from site_builder.incremental.cache import Cache, with_cache
from site_builder.incremental.idle import look
from site_builder.model.site import Settings, Waiver
from site_builder.pages.plan import TEMPLATES
from site_builder.pages.view_models import NavLink
from site_builder.parallel.processes import Workers
from site_builder.pipeline.release import Release
from site_builder.pipeline.rendering import RenderContext
from site_builder.pipeline.site_analysis import SiteAnalysis, analyse_site, draw_whole, style_of
from site_builder.theme.templates import Templates
from site_builder.theme.theme import find_theme

FORMS = load_forms()
SLUG = "zhongwei-kjj"


def document(path: str, header: str = "title: 题\n", body: str = "正文\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def understood(
    scenario: Scenario,
    text: str = "",
    do: Callable[[SiteAnalysis, Cache], Any] = lambda whole, _: whole,
) -> Any:
    """Understand a project, and do something with what is known of it."""
    scenario.lay(text)
    now = look(scenario.root, scenario.root / "content", TODAY, ())

    def work(cache: Cache) -> Any:
        with Workers(1) as workers:
            whole = analyse_site(now.partitions, terms_of(scenario.root), cache, workers)
        return do(whole, cache)

    return with_cache(scenario.root, "1", FORMS, work)


def test_all_that_is_wrong_is_told_in_the_order_of_its_places(site: Scenario) -> None:
    whole: SiteAnalysis = understood(
        site,
        page("# 一\n\n[不在](../agencies/b/index.md)\n")
        + document(f"agencies/{SLUG}/documents/a.md", "tilte: 题\n")
        + document("agencies/c/index.md", "title: 中卫市科学技术局\nregion: 640500\n"),
    )

    assert {"M101", "L105", "A103", "H101"} <= codes(whole.findings)
    places = [(one.path, one.line, one.column) for one in whole.findings]
    assert places == sorted(places)
    assert (
        set(whole.known) == {"", "c", SLUG} == {summary.name for summary in whole.portal.summaries}
    )


def test_a_warning_of_any_branch_can_be_waived_for_the_whole_site(site: Scenario) -> None:
    settings = (site.root / "content/site.yaml").read_text("utf-8")
    waivers = "waivers:\n  M101: 都如此\n  W106: 没有\n"
    whole: SiteAnalysis = understood(
        site,
        f"-- content/site.yaml --\n{settings}{waivers}"
        + page("# 一\n")
        + document(f"agencies/{SLUG}/guide.md", body="# 一\n"),
    )

    told = [(one.code, one.path, one.waived) for one in whole.findings if one.code[0] != "W"]
    assert told == [
        ("M101", f"agencies/{SLUG}/guide.md", "都如此"),
        ("M101", "pages/example.md", "都如此"),
        ("H123", "site.yaml", ""),
    ]


def test_a_waiver_in_one_branch_waives_nothing_in_another(site: Scenario) -> None:
    header = "title: 示例\nwaivers:\n  M101: 照录\n"
    whole: SiteAnalysis = understood(
        site, page("# 一\n", header) + document(f"agencies/{SLUG}/guide.md", body="# 一\n")
    )

    assert {one.path: one.waived for one in whole.findings if one.code == "M101"} == {
        "pages/example.md": "照录",
        f"agencies/{SLUG}/guide.md": "",
    }


def test_what_is_known_of_branches_that_are_gone_is_forgotten(site: Scenario) -> None:
    understood(site, document("agencies/b/index.md", "title: 乙\nregion: 640500\n"))
    (site.root / "content/agencies/b/index.md").unlink()

    known = understood(site, do=lambda _, cache: set(cache.known()))

    assert known == {"", SLUG}


# ---------------------------------------------------------------- the look


def style(
    scenario: Scenario,
    text: str = "",
    change: Callable[[Settings], Settings] = lambda settings: settings,
    fragments: bool = False,
) -> RenderContext:
    def do(_: SiteAnalysis, cache: Cache) -> RenderContext:
        terms = terms_of(scenario.root)
        terms = replace(terms, settings=change(terms.settings))
        theme = find_theme(terms.settings.theme, scenario.root)[0]
        assert theme
        return style_of(terms, theme, fragments, cache)

    found: RenderContext = understood(scenario, text, do)
    return found


def test_every_page_has_the_links_to_the_free_pages(site: Scenario) -> None:
    found = style(site, page("正文\n") + document("index.md"))

    assert found.navigation == (
        NavLink("首页", "index.html"),
        NavLink("政务公开目录", "catalogue/index.html"),
        NavLink("示例", "pages/example/index.html"),
    )
    assert set(found.look.templates) == set(TEMPLATES)


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
def test_pages_look_otherwise_where_what_is_on_all_of_them_changed(
    site: Scenario, one: dict[str, Any], other: dict[str, Any], same: bool
) -> None:
    site.lay(page("正文\n"))

    first, second = style(site, **one), style(site, **other)

    assert (first.digest == second.digest) is same


def test_templates_are_looked_through_again_only_where_one_changed(
    site: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    digests = Templates.digests

    def noted(templates: Templates, names: Iterable[str]) -> dict[str, str]:
        read.append(templates.digest)
        return digests(templates, names)

    monkeypatch.setattr(Templates, "digests", noted)
    site.lay(OWN)

    first = style(site)
    times = len(read)
    second = style(site)
    third = style(site, "-- themes/own/templates/home.html --\n甲\n")

    assert times == 1
    assert len(read) == 2
    assert first.look == second.look
    before, after = first.look.templates, third.look.templates
    assert {name for name in TEMPLATES if before[name] != after[name]} == {"home.html"}


# ---------------------------------------------------------------- drawing


def drawn(scenario: Scenario, text: str = "") -> tuple[dict[str, int], dict[str, str]]:
    """Draw a project and publish it; how many pages there are of each kind, and the reasons."""
    scenario.lay(text)
    own = style(scenario)

    def do(whole: SiteAnalysis, cache: Cache) -> tuple[dict[str, int], dict[str, str]]:
        draft = Release(scenario.root / "public", cache)
        with Workers(1) as workers:
            pages = draw_whole(whole, own, draft, workers)
        assert draft.verify() == ()
        draft.publish()
        return dict(pages), draft.reasons

    found: tuple[dict[str, int], dict[str, str]] = understood(scenario, "", do)
    return found


def test_all_pages_are_counted_by_their_kind(site: Scenario) -> None:
    pages, reasons = drawn(
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
        "catalogue.html": 1,
        "catalogues.html": 1,
        "year.html": 2,
        "not_found.html": 1,
    }
    made = list((site.root / "public").rglob("*.html"))
    assert sum(pages.values()) == len(made) == len(reasons)


def test_the_files_of_the_theme_are_published_and_taken_away_with_it(site: Scenario) -> None:
    assets = site.root / "public/assets"
    drawn(site, f"{OWN}-- themes/own/static/a.png --\nx\n")
    first = {path.name for path in assets.iterdir()}

    (site.root / "themes/own/static/a.png").unlink()
    _, reasons = drawn(site)

    (css,) = assets.glob("site.*.css")
    assert first == {css.name, "a.png"}
    assert {path.name for path in assets.iterdir()} == {css.name}
    assert reasons == {}, "no page shows a file that lies beside it"


def test_a_style_sheet_that_changed_has_another_name_on_every_page(site: Scenario) -> None:
    public = site.root / "public"
    pages, _ = drawn(site, OWN)
    (before,) = (public / "assets").iterdir()

    _, reasons = drawn(site, "-- themes/own/styles/own.css --\np {color: red}\n")

    (after,) = (public / "assets").iterdir()
    assert after.name != before.name
    assert after.read_text().endswith("p {color: red}\n")
    assert len(reasons) == sum(pages.values())
    assert all(after.name in page.read_text("utf-8") for page in public.rglob("*.html"))


def test_a_second_time_nothing_is_drawn(site: Scenario) -> None:
    pages, _ = drawn(site, page("正文\n"))
    before = (site.root / "public").stat().st_ino

    assert drawn(site) == (pages, {})
    assert (site.root / "public").stat().st_ino == before
