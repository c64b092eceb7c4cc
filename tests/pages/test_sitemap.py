"""The sitemap, in one list or in several."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import Scenario, data_of, entries, portal_plan
from hypothesis import given
from hypothesis import strategies as st
from texts import bureau, document, page

from site_builder.model.portal import PartitionSummary
from site_builder.model.site import Settings
from site_builder.pages import sitemap_index
from site_builder.pages.sitemap import SitemapList, bundles, gather, pages, view

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


SETTINGS = Settings("门户", description="说明", base_url="https://a.example/b/")


def test_the_sitemap_has_full_addresses(site: Scenario) -> None:
    site.lay(page("正文\n"))

    ((_, one),) = pages(portal_plan(site.root, SETTINGS.base_url))
    shown = view(one, data_of(entries(site.root).values(), SETTINGS))

    assert tuple(one.url for one in shown.entries) == tuple(
        f"https://a.example/b/{url}"
        for url in (
            *("index.html", "years/2023/index.html", "catalogue/index.html"),
            *("data/index.html", "map/index.html"),
            *("reports/index.html", "apply/index.html", "pages/example/index.html"),
            *(f"{A}/index.html", f"{A}/2023/index.html", f"{A}/reports/index.html"),
            *(f"{A}/apply/index.html", f"{A}/apply/form/index.html"),
        )
    )


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("published: 2024-03-01\nsigned: 2024-02-01\n", "2024-03-01"),
        ("generated: 2024-03-01 09:30\n", "2024-03-01"),
        ("signed: 2024-02-01\n", "2024-02-01"),
        (
            "published: 2024-03-01\ncorrections:\n  - {date: 2025-01-02, what: 字, why: 误}\n",
            "2025-01-02",
        ),
        ("", ""),
    ],
)
def test_an_address_has_the_latest_day_that_its_document_names(
    header: str, day: str, site: Scenario
) -> None:
    url = f"{A}/documents/a/index.html"
    site.lay(document(f"{A}/documents/a.md", f"title: 文件\n{header}"))

    shown = view(SitemapList(0), data_of(entries(site.root).values(), SETTINGS))

    assert [one.day for one in shown.entries if one.url.endswith(url)] == [day]


def test_a_day_is_written_as_sitemaps_have_it(site: Scenario) -> None:
    site.build(
        "-- content/site.yaml --\ntitle: 门户\nbase_url: https://a.example\n"
        "regions:\n  640500: 甲\n"
        + document(f"{A}/documents/a.md", "title: 文件\nsigned: 2024-02-01\n")
    )

    line = f"<url><loc>https://a.example/{A}/documents/a/index.html</loc><lastmod>2024-02-01</lastmod></url>"
    assert line in (site.root / "public/sitemap.xml").read_text("utf-8").splitlines()


def test_without_a_base_url_there_is_none(site: Scenario) -> None:
    assert [*pages(portal_plan(site.root))] == []
    assert [url for url, _ in pages(portal_plan(site.root, "https://a.example/"))] == [
        "sitemap.xml"
    ]


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
    plan = portal_plan(site.root, "https://a.example/b/")
    summaries = tuple(
        summary._replace(pages=(("document.html", 40_000),)) if summary.name else summary
        for summary in plan.portal.summaries
    )
    many = replace(plan, portal=plan.portal._replace(summaries=summaries))
    there = entries(site.root)

    lists = dict(pages(many))
    ((url, count),) = sitemap_index.pages(many)
    shown = {
        url: view(one, data_of(map(there.get, gather(one, many).partitions), many.settings))
        for url, one in lists.items()
    }

    assert (url, count) == ("sitemap.xml", len(lists)) == ("sitemap.xml", 3)
    index = sitemap_index.view(count, data_of((), many.settings))
    assert index.addresses == tuple(f"https://a.example/b/{url}" for url in lists)
    named = [entry.url for one in shown.values() for entry in one.entries]
    assert len(named) == len(set(named))
    assert "https://a.example/b/index.html" in named
    assert "https://a.example/b/agencies/c/index.html" in named
