"""The order of partitions, and rules about several of them."""

from __future__ import annotations

import pytest
from conftest import TODAY, Scenario, portal, scanned, with_all
from hypothesis import given
from hypothesis import strategies as st
from texts import bureau, document, page

from site_builder.forms.versions import load_forms
from site_builder.model.portal import PartitionSummary
from site_builder.model.site import Settings
from site_builder.parallel.processes import Workers
from site_builder.pipeline.cross_checks import check_across, portal_of

FORMS = load_forms()
SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def found(scenario: Scenario, text: str = "") -> list[tuple[str, str]]:
    """What is found between the partitions of a project, as code and path."""
    scenario.lay(text)
    partitions = scanned(scenario.root / "content")
    all_of_them = portal(scenario.root)
    findings = with_all(
        scenario,
        lambda cache: [*check_across(all_of_them, Settings("门户"), partitions, cache, Workers(1))],
    )
    return [(one.code, one.path) for one in findings]


# ---------------------------------------------------------------- order


SUMMARIES = st.dictionaries(
    st.sampled_from(["", "a", "ab", "b", "c"]),
    st.tuples(
        st.sampled_from(["640000", "640500", "640521"]),
        st.sampled_from([(), (2023,), (2018, 2020), (2008, 2023)]),
    ),
).map(
    lambda by_name: [
        PartitionSummary(n, region=r, years=years) for n, (r, years) in by_name.items()
    ]
)


@given(SUMMARIES)
def test_summaries_are_sorted_by_region_and_name_in_whatever_order_they_come(
    summaries: list[PartitionSummary],
) -> None:
    whole = portal_of(iter(summaries), TODAY)

    assert whole == portal_of(reversed(summaries), TODAY)
    assert [(summary.region, summary.name) for summary in whole.summaries] == sorted(
        (summary.region, summary.name) for summary in summaries
    )
    assert whole.years == tuple(sorted({year for summary in summaries for year in summary.years}))
    assert whole.today == TODAY


# ---------------------------------------------------------------- what is found


def test_nothing_is_found_between_partitions_without_a_fault(site: Scenario) -> None:
    link = "[机关](../agencies/zhongwei-kjj/index.md)\n"

    assert found(site, page(link) + bureau("b", "乙局")) == []


def test_two_agencies_of_one_name_are_found(site: Scenario) -> None:
    assert found(site, bureau("b", "中卫市科学技术局")) == [("A103", f"{A}/index.md")]


def test_a_dead_link_to_another_partition_is_found(site: Scenario) -> None:
    assert found(site, page("[不在](../agencies/zhongwei-kjj/gone.md)\n")) == [
        ("L105", "pages/example.md")
    ]


def test_two_partitions_whose_names_differ_only_in_case_are_found(site: Scenario) -> None:
    text = "-- content/agencies/Abc/x.pdf --\n%PDF\n-- content/agencies/abc/x.pdf --\n%PDF\n"

    assert "P106" in {one.code for one in site.check(text)}


DRAFT = "title: 稿\ndraft: true\n"


def test_what_only_drafts_of_another_partition_link_to_is_not_published(site: Scenario) -> None:
    link = "[名单](../../../pages/list.pdf)\n"

    built = site.build(
        "-- content/pages/list.pdf --\n%PDF\n" + document(f"{A}/documents/a.md", DRAFT, link)
    )

    assert not built.stopped
    assert not (site.root / "public/pages/list.pdf").exists()


def test_what_a_page_of_another_partition_links_to_is_published_even_if_a_draft_does_too(
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
def test_findings_about_an_attachment_are_reported_if_it_is_published(
    site: Scenario, linked: bool, codes: list[str]
) -> None:
    text = f"-- content/{A}/documents/list.csv --\n电话,13812345678\n" + document(
        f"{A}/documents/a.md", DRAFT, "[名单](list.csv)\n"
    )

    found = site.check(text + (page(f"[名单](/{A}/documents/list.csv)\n") if linked else ""))

    assert [one.code for one in found if one.path.endswith("list.csv")] == codes


def test_an_unpublished_attachment_that_cannot_be_read_is_reported(site: Scenario) -> None:
    site.lay(document(f"{A}/documents/a.md", DRAFT, "[名单](list.csv)\n"))
    (site.root / f"content/{A}/documents/list.csv").symlink_to("/nowhere")

    assert [one.path for one in site.check()] == [f"content/{A}/documents/list.csv"]
