"""What concerns all branches together: in which order they come, what is found between them, and
what the pages about all agencies show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from conftest import TODAY, Scenario, learnt, page, portal, terms_of
from hypothesis import given
from hypothesis import strategies as st

from site_builder.across import COPIES, Overview, check_across, portal_of
from site_builder.cache import Cache, with_cache
from site_builder.forms import load_forms
from site_builder.model import Article, Card, Finding, Page
from site_builder.plan import bundles, plan_portal
from site_builder.survey import REST, survey
from site_builder.views import Catalogues, Home, Plain, YearView

FORMS = load_forms()
SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def document(path: str, header: str = "title: 题\n", body: str = "正文\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


def bureau(slug: str, name: str, region: str = "640500") -> str:
    return document(f"agencies/{slug}/index.md", f"title: {name}\nregion: {region}\n")


def with_all(scenario: Scenario, do: Callable[[Cache], Any]) -> Any:
    """Do something with a cache that knows all branches of a project."""

    def work(cache: Cache) -> Any:
        for one in learnt(scenario.root).values():
            cache.keep("", "", one)
        return do(cache)

    return with_cache(scenario.root, "1", FORMS, work)


def found(scenario: Scenario, text: str = "") -> list[tuple[str, str]]:
    """What is found between the branches of a project, as code and path."""
    scenario.lay(text)
    branches = survey(str(scenario.root / "content"))
    all_of_them = portal(scenario.root)
    told = with_all(scenario, lambda cache: [*check_across(all_of_them, branches, cache)])
    return [(one.code, one.path) for one in told]


# ---------------------------------------------------------------- order


CARDS = st.dictionaries(
    st.sampled_from(["", "a", "ab", "b", "c"]),
    st.tuples(
        st.sampled_from(["640000", "640500", "640521"]),
        st.sampled_from([(), (2023,), (2018, 2020), (2008, 2023)]),
    ),
).map(lambda by_name: [Card(n, region=r, years=years) for n, (r, years) in by_name.items()])


@given(CARDS)
def test_branches_come_by_region_and_then_by_name_however_they_were_found(
    cards: list[Card],
) -> None:
    whole = portal_of(iter(cards), TODAY)

    assert whole == portal_of(reversed(cards), TODAY)
    assert [(card.region, card.name) for card in whole.cards] == sorted(
        (card.region, card.name) for card in cards
    )
    assert whole.years == tuple(sorted({year for card in cards for year in card.years}))
    assert whole.today == TODAY


# ---------------------------------------------------------------- what is found


def test_between_branches_without_a_fault_nothing_is_found(site: Scenario) -> None:
    link = "[机关](../agencies/zhongwei-kjj/index.md)\n"

    assert found(site, page(link) + bureau("b", "乙局")) == []


def test_two_agencies_of_one_name_are_found(site: Scenario) -> None:
    assert found(site, bureau("b", "中卫市科学技术局")) == [("A103", f"{A}/index.md")]


def test_a_link_to_nothing_in_another_branch_is_found(site: Scenario) -> None:
    assert found(site, page("[不在](../agencies/zhongwei-kjj/gone.md)\n")) == [
        ("L105", "pages/example.md")
    ]


def test_where_no_chapter_changed_copies_are_known_from_the_last_time(site: Scenario) -> None:
    """Of those that changed, only the prefecture and the years they are compared with are looked
    through again."""
    site.lay(document(f"{A}/reports/2022.md", "title: 2022\n", "## 五、存在的问题\n\n甲。\n"))
    cards = portal(site.root)
    finding = Finding("K101", "warning", "noted.md", 1, 1, "")

    def work(cache: Cache) -> list[Finding]:
        for one in learnt(site.root).values():
            cache.keep("", "", one)
        assert [*check_across(cards, (), cache)] == []
        noted = cache.note(COPIES)
        assert [(place, found) for place, (_, found) in noted.items()] == [
            (("6405", 2022), ()),
            (("6405", 2023), ()),
        ]
        told = {
            (prefecture, year): (inputs, (finding._replace(line=year),))
            for (prefecture, year), (inputs, _) in noted.items()
        }
        cache.put_note(COPIES, told)
        again = [*check_across(cards, (), cache)]
        assert [one.line for one in again] == [2022, 2023]
        changed = [
            card._replace(chapters=tuple((y, d + "x" * (y == 2023)) for y, d in card.chapters))
            for card in cards.cards
        ]
        return [*check_across(portal_of(changed, TODAY), (), cache)]

    assert [one.line for one in with_cache(site.root, "1", FORMS, work)] == [2022]


def test_two_names_that_are_one_elsewhere_are_found_in_two_branches(site: Scenario) -> None:
    text = "-- content/agencies/Abc/x.pdf --\n%PDF\n-- content/agencies/abc/x.pdf --\n%PDF\n"

    assert "P106" in {one.code for one in site.check(text)}


DRAFT = "title: 稿\ndraft: true\n"


def test_what_only_drafts_of_another_branch_link_to_stays_back_with_them(site: Scenario) -> None:
    link = "[名单](../../../pages/list.pdf)\n"

    built = site.build(
        "-- content/pages/list.pdf --\n%PDF\n" + document(f"{A}/documents/a.md", DRAFT, link)
    )

    assert not built.stopped
    assert not (site.root / "public/pages/list.pdf").exists()


def test_what_a_page_of_another_branch_links_to_is_published_though_a_draft_does_too(
    site: Scenario,
) -> None:
    built = site.build(
        f"-- content/{A}/documents/list.pdf --\n%PDF\n"
        + document(f"{A}/documents/a.md", DRAFT, "[名单](list.pdf)\n")
        + page(f"[名单](../{A}/documents/list.pdf)\n")
    )

    assert not built.stopped, built.findings
    assert (site.root / f"public/{A}/documents/list.pdf").is_file()


@pytest.mark.parametrize(("linked", "codes"), [(False, []), (True, ["X112"])])
def test_what_is_wrong_with_an_attachment_is_told_if_it_is_published(
    site: Scenario, linked: bool, codes: list[str]
) -> None:
    text = f"-- content/{A}/documents/list.csv --\n电话,13812345678\n" + document(
        f"{A}/documents/a.md", DRAFT, "[名单](list.csv)\n"
    )

    found = site.check(text + (page(f"[名单](/{A}/documents/list.csv)\n") if linked else ""))

    assert [one.code for one in found if one.path.endswith("list.csv")] == codes


def test_of_an_attachment_that_stays_back_is_told_what_could_not_be_read(site: Scenario) -> None:
    site.lay(document(f"{A}/documents/a.md", DRAFT, "[名单](list.csv)\n"))
    (site.root / f"content/{A}/documents/list.csv").symlink_to("/nowhere")

    assert [one.path for one in site.check()] == [f"content/{A}/documents/list.csv"]


# ---------------------------------------------------------------- what is shown


def views(scenario: Scenario, text: str = "", base_url: str = "") -> dict[str, Any]:
    """What the pages about all agencies are to show."""
    scenario.lay(text)
    settings = terms_of(scenario.root).settings._replace(base_url=base_url)
    whole = portal(scenario.root)

    def work(cache: Cache) -> dict[str, Any]:
        overview = Overview(whole, settings, FORMS, cache)
        pages = plan_portal(whole, overview.home(), bool(base_url))
        return {one.url: overview.view(one) for one in pages}

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
    assert home.matter.title == "欢迎"
    assert "第一段。" in str(home.body)
    assert (home.agencies, home.reports) == (2, 2)
    assert [line.agency.text for group in home.groups for line in group.lines] == [
        *("乙局", "中卫市科学技术局"),
    ]
    assert isinstance(catalogues, Catalogues)
    assert [line.agency.text for line in catalogues.lines] == ["中卫市科学技术局"]
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
    assert home.matter.title == "政府信息公开工作年度报告"
    assert home.body == ()


def test_the_document_of_the_first_page_is_that_of_the_rest(site: Scenario) -> None:
    def home(cache: Cache) -> Article | None:
        return Overview(portal(site.root), terms_of(site.root).settings, FORMS, cache).home()

    assert with_all(site, home) is None
    site.lay(document("index.md", "title: 欢迎\n"))
    article = with_all(site, home)
    assert (article.path, article.title) == ("index.md", "欢迎")


# ---------------------------------------------------------------- lists of addresses

BUNDLED = st.lists(st.sampled_from([0, 1, 9_000, 24_500, 30_000, 49_000, 60_000])).map(
    lambda sizes: tuple(Card(f"{n}", pages=(("a", s), ("b", 1))) for n, s in enumerate(sizes))
)


@given(BUNDLED)
def test_no_list_of_addresses_is_longer_than_a_list_may_be(cards: tuple[Card, ...]) -> None:
    lists = bundles(cards)

    assert tuple(card for one in lists for card in one) == cards
    for one in lists:
        assert len(one) <= 1 or sum(n for card in one for _, n in card.pages) <= 49_000
    sizes = [sum(n for card in one for _, n in card.pages) for one in lists]
    first = [sum(n for _, n in one[0].pages) for one in lists[1:]]
    assert all(size + other > 49_000 for size, other in zip(sizes, first, strict=False))


def test_many_addresses_are_in_several_lists_and_a_list_of_these(site: Scenario) -> None:
    site.lay(bureau("b", "乙局") + bureau("c", "丙局"))
    settings = terms_of(site.root).settings._replace(base_url="https://a.example/")
    whole = portal(site.root)
    cards = [
        card._replace(pages=(("record.html", 40_000),)) if card.name else card
        for card in whole.cards
    ]

    def work(cache: Cache) -> dict[str, tuple[str, tuple[str, ...]]]:
        overview = Overview(whole._replace(cards=tuple(cards)), settings, FORMS, cache)
        return {
            one.url: (one.template, view.addresses)
            for one in plan_portal(overview.portal, None, True)
            if one.template.startswith("sitemap") and isinstance(view := overview.view(one), Plain)
        }

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
    def work(cache: Cache) -> Any:
        overview = Overview(portal(site.root), terms_of(site.root).settings, FORMS, cache)
        return overview.view(Page("404.html", "not_found.html", None))

    assert with_all(site, work).matter.title == "没有找到这个页面"


def test_the_day_is_that_of_the_build(site: Scenario) -> None:
    assert portal(site.root, date(2027, 1, 2)).today == date(2027, 1, 2)
    assert [card.name for card in portal(site.root).cards] == [REST, SLUG]
