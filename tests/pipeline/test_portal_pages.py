"""What the pages about all agencies show."""

from __future__ import annotations

from datetime import date
from typing import Any

from conftest import Scenario, bureau, document, page, portal, terms_of, with_all
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.partition import REST
from site_builder.forms.versions import load_forms
from site_builder.incremental.cache import Cache
from site_builder.model.product import Page
from site_builder.model.site import Article, PartitionSummary
from site_builder.pages.plan import bundles, plan_portal
from site_builder.pages.view_models import Catalogues, Home, Plain, YearView
from site_builder.pipeline.portal_pages import Overview, PortalRenderJob, view
from site_builder.pipeline.rendering import NOTHING

FORMS = load_forms()
SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def views(scenario: Scenario, text: str = "", base_url: str = "") -> dict[str, Any]:
    """What the pages about all agencies are to show."""
    scenario.lay(text)
    settings = terms_of(scenario.root).settings._replace(base_url=base_url)
    whole = portal(scenario.root)

    def work(cache: Cache) -> dict[str, Any]:
        overview = Overview(whole, cache)
        pages = plan_portal(whole, overview.home(), bool(base_url))
        return {one.url: view(overview.scene(one), settings, FORMS) for one in pages}

    found: dict[str, Any] = with_all(scenario, work)
    return found


def test_the_pages_about_all_agencies_show_all_of_them(site: Scenario) -> None:
    text = (
        document("index.md", "title: 欢迎\n", "第一段。\n")
        + bureau("b", "乙局")
        + document(f"{A}/reports/2018.md", "title: 2018\n")
        + page("正文\n")
    )

    shown = views(site, text, "https://a.example/")

    home, catalogues = shown["index.html"], shown["catalogue/index.html"]
    assert isinstance(home, Home)
    assert home.meta.title == "欢迎"
    assert "第一段。" in str(home.body)
    assert (home.agencies, home.reports) == (2, 2)
    assert [line.agency.text for group in home.groups for line in group.rows] == [
        *("乙局", "中卫市科学技术局"),
    ]
    assert isinstance(catalogues, Catalogues)
    assert [line.agency.text for line in catalogues.rows] == ["中卫市科学技术局"]
    year = shown["years/2018/index.html"]
    assert isinstance(year, YearView)
    assert [item.text for item in year.published] == ["中卫市科学技术局"]
    assert [item.text for item in year.missing] == ["乙局"]
    assert year.later
    assert year.later.url == "years/2023/index.html"
    sitemap = shown["sitemap.xml"]
    assert isinstance(sitemap, Plain)
    assert sorted(sitemap.addresses) == sorted(
        f"https://a.example/{url}"
        for url in (
            *("index.html", "years/2018/index.html", "years/2023/index.html"),
            *("catalogue/index.html", "pages/example/index.html", "agencies/b/index.html"),
            *(f"{A}/index.html", f"{A}/2018/index.html", f"{A}/2023/index.html"),
            f"catalogue/{SLUG}/index.html",
        )
    )


def test_without_a_document_the_first_page_has_the_name_of_the_site(site: Scenario) -> None:
    home = views(site)["index.html"]

    assert isinstance(home, Home)
    assert home.meta.title == "政府信息公开工作年度报告"
    assert home.body == ()


def test_the_document_of_the_first_page_is_that_of_the_rest(site: Scenario) -> None:
    def home(cache: Cache) -> Article | None:
        return Overview(portal(site.root), cache).home()

    assert with_all(site, home) is None
    site.lay(document("index.md", "title: 欢迎\n"))
    article = with_all(site, home)
    assert (article.path, article.title) == ("index.md", "欢迎")


# ---------------------------------------------------------------- lists of addresses

BUNDLED = st.lists(st.sampled_from([0, 1, 9_000, 24_500, 30_000, 49_000, 60_000])).map(
    lambda sizes: tuple(
        PartitionSummary(f"{n}", pages=(("a", s), ("b", 1))) for n, s in enumerate(sizes)
    )
)


@given(BUNDLED)
def test_no_list_of_addresses_is_longer_than_a_list_may_be(
    summaries: tuple[PartitionSummary, ...],
) -> None:
    lists = bundles(summaries)

    assert tuple(summary for one in lists for summary in one) == summaries
    for one in lists:
        assert len(one) <= 1 or sum(n for summary in one for _, n in summary.pages) <= 49_000
    sizes = [sum(n for summary in one for _, n in summary.pages) for one in lists]
    first = [sum(n for _, n in one[0].pages) for one in lists[1:]]
    assert all(size + other > 49_000 for size, other in zip(sizes, first, strict=False))


def test_many_addresses_are_in_several_lists_and_a_list_of_these(site: Scenario) -> None:
    site.lay(bureau("b", "乙局") + bureau("c", "丙局"))
    settings = terms_of(site.root).settings._replace(base_url="https://a.example/")
    whole = portal(site.root)
    summaries = [
        summary._replace(pages=(("document.html", 40_000),)) if summary.name else summary
        for summary in whole.summaries
    ]

    def work(cache: Cache) -> dict[str, tuple[str, tuple[str, ...]]]:
        overview = Overview(whole._replace(summaries=tuple(summaries)), cache)
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for one in plan_portal(overview.portal, None, True):
            if one.template.startswith("sitemap"):
                shown = view(overview.scene(one), settings, FORMS)
                assert isinstance(shown, Plain)
                found[one.url] = one.template, shown.addresses
        return found

    lists = with_all(site, work)

    template, urls = lists.pop("sitemap.xml")
    assert template == "sitemaps.xml"
    assert urls == tuple(f"https://a.example/{url}" for url in lists)
    assert len(lists) == 3
    assert {template for template, _ in lists.values()} == {"sitemap.xml"}
    named = [url for _, addresses in lists.values() for url in addresses]
    assert len(named) == len(set(named))
    assert "https://a.example/index.html" in named
    assert "https://a.example/agencies/c/index.html" in named


def test_a_page_that_nobody_planned_is_the_one_for_what_is_not_there(site: Scenario) -> None:
    scene = PortalRenderJob(Page("404.html", "not_found.html", None), (), (), (), NOTHING)

    shown = view(scene, terms_of(site.root).settings, FORMS)

    assert shown.meta.title == "没有找到这个页面"


def test_the_day_is_that_of_the_build(site: Scenario) -> None:
    assert portal(site.root, date(2027, 1, 2)).today == date(2027, 1, 2)
    assert [summary.name for summary in portal(site.root).summaries] == [REST, SLUG]
