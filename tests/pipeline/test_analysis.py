"""A partition by itself: what the rest of the site has to know of it, and when that changes."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
from conftest import TODAY, Scenario, apart, learnt, planned, scanned, terms_of
from texts import REPORT, document, page

from site_builder.build import analyse
from site_builder.content.partition import REST
from site_builder.content.reader import read
from site_builder.forms.versions import load_forms
from site_builder.incremental.codec import loads
from site_builder.incremental.records import Analysis
from site_builder.model.portal import PartitionSummary
from site_builder.model.site import Settings
from site_builder.pages import KINDS
from site_builder.pages.portal import report_figures
from site_builder.pipeline.analysis import Reading

FORMS = load_forms()
SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


MORE = (
    page("## 一\n\n[机关](../agencies/zhongwei-kjj/index.md)\n")
    + document(f"{A}/guide.md", "title: 指南\nsigned: 2020-02-03\n", "## 甲\n")
    + document(f"{A}/draft.md")
    + document(f"{A}/documents/draft.md", "title: 稿\ndraft: true\npublished: 2099-01-01\n")
)


def parts(scenario: Scenario, name: str = SLUG) -> dict[tuple[str, int], Any]:
    one = learnt(scenario.root)[name]
    return {(part, year): loads(data, FORMS) for part, year, data in one.parts}


def summary(scenario: Scenario, name: str = SLUG) -> PartitionSummary:
    return learnt(scenario.root)[name].summary


def test_a_summary_says_who_it_is_and_what_there_is_of_it(site: Scenario) -> None:
    site.lay(MORE)

    one = summary(site)

    assert (one.name, one.path, one.url) == (SLUG, f"{A}/index.md", f"{A}/index.html")
    assert (one.title, one.region, one.prefecture) == ("中卫市科学技术局", "640500", "6405")
    assert (one.years, one.last_day) == ((2023,), "2020-02-03")
    assert dict(one.pages) == {
        "agency.html": 1,
        "report.html": 1,
        "document.html": 1,
        "list.html": 1,
        "apply.html": 1,
        "application_form.html": 1,
    }
    assert [name for name, _ in one.shown] == [
        *("addresses", "agency", "news", "reports", "2023", "lists"),
        *("section/guide", "section/reports", "section/apply"),
    ]
    assert one.newest == ("2020-02-03", f"{A}/guide/index.html")
    assert [year for year, _ in one.chapters] == [2023]


def test_the_summary_of_the_rest_is_no_agencys(site: Scenario) -> None:
    site.lay(MORE)

    one = summary(site, REST)

    assert (one.name, one.path, one.title, one.region, one.years) == (REST, "", "", "", ())
    assert dict(one.pages) == {"page.html": 1}
    assert [(path, link.path) for path, link in one.leaving] == [
        ("pages/example.md", f"{A}/index.md")
    ]


def test_the_parts_are_there_that_others_ask_for(site: Scenario) -> None:
    site.lay(MORE)

    found = parts(site)

    assert set(found) == {
        *(("portal", 0), ("anchors", 0), ("site", 0), ("lists", 0), ("titles", 0), ("news", 0)),
        *(("figures", 2023), ("chapters", 2023)),
    }
    assert found["portal", 0].agency.text == "中卫市科学技术局"
    assert found["anchors", 0][f"{A}/guide.md"] == frozenset({"s-甲"})
    assert found["titles", 0] == {f"{A}/guide.md": ("指南", f"{A}/guide/index.html")}
    assert found["figures", 2023] == report_figures(apart(site.root)[SLUG].reports[0])
    assert {one.agency for one in found["chapters", 2023]} == {SLUG}
    assert set(parts(site, REST)) == {("portal", 0), ("anchors", 0), ("site", 0)}


def test_from_what_is_kept_of_a_partition_its_pages_are_made_as_from_the_whole(
    site: Scenario,
) -> None:
    site.lay(MORE + f"-- content/{A}/a.pdf --\n%PDF\n" + document(f"{A}/reports/2018.md"))
    for name, whole in apart(site.root).items():
        kept, pages = parts(site, name)["site", 0]

        assert pages == planned(whole)
        for one in pages:
            view = KINDS[one.template].view
            assert view(one.subject, kept) == view(one.subject, whole)
        assert [a.path for a in kept.attachments] == [a.path for a in whole.attachments]


def test_the_site_is_kept_without_what_its_pages_do_not_need(site: Scenario) -> None:
    site.lay(MORE + f"-- content/{A}/a.txt --\n名单\n")

    kept = parts(site)["site", 0].site

    assert (kept.settings, kept.forms, kept.documents, kept.problems) == (Settings(""), (), (), ())
    assert [(one.file, one.spans) for one in kept.attachments] == [("", ())]


# ---------------------------------------------------------------- when other pages become stale

EDITS: dict[str, tuple[str, set[str]]] = {
    "nothing": ("", set()),
    "words of a report": ("报告的事项\n=>报告的事项\n又一段。\n", set()),
    "its figures": ("收到和处理政府信息公开申请情况: 0=>收到和处理政府信息公开申请情况:", {"2023"}),
    "its title": ("title: 中卫市=>title: 我市", {"2023"}),
    "its line": ("statistics:=>\nstatistics:", set()),
    "that it came late": (
        "statistics:=>published: 2024-02-01\nstatistics:",
        {"reports", "2023", "addresses", "news"},
    ),
    "its index number": ("statistics:=>index_number: 1\nstatistics:", set()),
}


@pytest.mark.parametrize(("edit", "shown"), EDITS.values(), ids=EDITS)
def test_what_others_show_of_a_partition_changes_with_what_they_show_and_with_nothing_else(
    site: Scenario, edit: str, shown: set[str]
) -> None:
    old, _, new = edit.partition("=>")
    text = (site.root / REPORT).read_text("utf-8")
    assert old in text
    before = dict(summary(site).shown)

    site.lay(f"-- {REPORT} --\n{text.replace(old, new, 1)}")

    after = dict(summary(site).shown)
    assert {name for name in {*before, *after} if before.get(name) != after.get(name)} == shown


OWN_LISTS = ("lists", "section/reports", "section/apply")
AGENCY_EDITS: dict[str, tuple[str, set[str]]] = {
    "its name": ("title: 新局\nregion: 640500\n", {"agency", "reports", "2023", *OWN_LISTS}),
    "its region": (
        "title: 中卫市科学技术局\nregion: 640521\n",
        {"agency", "reports", "addresses", "2023", *OWN_LISTS},
    ),
    "its telephone": ("title: 中卫市科学技术局\nregion: 640500\nphone: 0955-1\n", set()),
}


@pytest.mark.parametrize(("header", "shown"), AGENCY_EDITS.values(), ids=AGENCY_EDITS)
def test_what_others_show_of_an_agency_changes_with_what_they_show_and_with_nothing_else(
    site: Scenario, header: str, shown: set[str]
) -> None:
    settings = (site.root / "content/site.yaml").read_text("utf-8")
    site.lay(f"-- content/site.yaml --\n{settings}  640521: 中宁县\n")
    before = dict(summary(site).shown)

    site.lay(document(f"{A}/index.md", header, ""))

    after = dict(summary(site).shown)
    assert {name for name in {*before, *after} if before.get(name) != after.get(name)} == shown


def test_a_new_document_changes_the_lists_and_the_addresses(site: Scenario) -> None:
    before = dict(summary(site).shown)

    site.lay(document(f"{A}/guide.md"))

    after = dict(summary(site).shown)
    assert {name for name in after if before.get(name) != after[name]} == {
        *("lists", "addresses", "section/guide"),
    }


def test_no_partition_depends_on_another(site: Scenario) -> None:
    site.lay(MORE)
    before = learnt(site.root)

    site.lay(document("agencies/b/index.md", "title: 乙\nregion: 640500\n") + document("index.md"))

    after = learnt(site.root)
    assert after[SLUG] == before[SLUG]
    assert after[REST] != before[REST]


def test_a_partition_is_analysed_the_same_twice(site: Scenario) -> None:
    site.lay(MORE)

    assert learnt(site.root) == learnt(site.root)


def test_what_is_wrong_with_a_partition_is_in_its_summary_with_what_is_waived(
    site: Scenario,
) -> None:
    header = "title: 示例\nwaivers:\n  M101: 照录\n"
    site.lay(page("# 一\n", header) + document(f"{A}/documents/a.md", "tilte: 题\n"))

    rest, agency = summary(site, REST), summary(site)

    assert [(one.code, one.waived) for one in rest.findings] == [("M101", "")]
    assert [(path, one.code) for path, one in rest.waivers] == [("pages/example.md", "M101")]
    assert {one.path for one in agency.findings} == {f"{A}/documents/a.md"}
    assert agency.waivers == ()


@pytest.mark.parametrize(
    ("header", "last"),
    [
        ("title: 题\n", ""),
        ("title: 题\nsigned: 2020-02-03\npublished: 2020-02-04\n", "2020-02-04"),
        ("title: 题\nsigned: 2099-02-03\npublished: 2020-02-04\n", "2099-02-03"),
        ("title: 题\nsigned: 2099-02-03\ndraft: true\n", ""),
        ("title: 题\npublished: 2099-02-03\n", "2099-02-03"),
    ],
)
def test_the_last_day_is_in_the_summary(site: Scenario, header: str, last: str) -> None:
    site.lay(document(f"{A}/documents/a.md", header))

    assert summary(site).last_day == last


def test_a_date_in_the_future_is_reported_until_that_day(site: Scenario) -> None:
    site.lay(document(f"{A}/documents/a.md", "title: 题\nsigned: 2026-12-01\n"))
    (_, partition) = scanned(site.root / "content")

    def found(today: date) -> set[str]:
        one = analyse(terms_of(site.root, today), Reading(SLUG, read(partition)))
        return {finding.code for finding in one.summary.findings}

    assert "D102" in found(TODAY)
    assert "D102" in found(date(2026, 11, 30))
    assert "D102" not in found(date(2026, 12, 1))


def test_the_size_of_a_reading_is_about_the_number_of_its_pages(site: Scenario) -> None:
    site.lay(MORE)
    rest, agency = scanned(site.root / "content")

    assert Reading(REST, read(rest)).size == 1
    assert Reading(SLUG, read(agency)).size == 5


def test_other_processes_get_the_site_of_a_partition_serialized(site: Scenario) -> None:
    one = learnt(site.root)[SLUG]

    sent: Analysis = pickle.loads(pickle.dumps(one))

    assert one.planned
    assert sent == one._replace(planned=None)
