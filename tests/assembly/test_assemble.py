"""What documents mean: agencies, reports, disclosed documents, in order; and unknown places."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Scenario, codes
from texts import CHAPTERS, SIX, document, page

from site_builder.model.site import Article, Site
from site_builder.model.table import RenderedTable
from site_builder.publish.manifest import MANIFEST

A = "agencies/zhongwei-kjj"


def assembled(scenario: Scenario, text: str = "") -> Site:
    return scenario.site(text)


def problems(site: Site) -> list[tuple[str, str]]:
    return [(what.rule.name, what.path) for what in site.problems]


def agency(slug: str, region: str = "640500") -> str:
    return document(f"agencies/{slug}/index.md", f"title: {slug}\nregion: {region}\n")


def old_report(year: int, body: str = "正文\n", header: str = "") -> str:
    """A report that needs no table."""
    return document(f"{A}/reports/{year}.md", f"title: {year}年报告\n{header}", body)


def test_an_agency_is_what_its_header_says(site: Scenario) -> None:
    header = (
        "title: 中卫市科学技术局\nregion: 640500\nkind: 部门\nshort_name: 市科技局\n"
        "aliases: [甲, 乙]\nphone: 0955-1\naddress: 某路\nwebsite: http://a.example/\n"
    )
    (one,) = assembled(site, document(f"{A}/index.md", header)).agencies

    assert (one.slug, one.name, one.short_name) == ("zhongwei-kjj", "中卫市科学技术局", "市科技局")
    assert (one.region.code, one.region.name, one.kind) == ("640500", "中卫市", "部门")
    assert one.aliases == ("甲", "乙")
    assert one.contacts == (("办公地址", "某路"), ("联系电话", "0955-1"))


def test_agencies_come_in_the_order_of_their_regions(site: Scenario) -> None:
    settings = "-- content/site.yaml --\ntitle: 门户\nregions:\n  640500: 甲\n  640100: 乙\n"
    found = assembled(site, settings + agency("b") + agency("a") + agency("z", "640100"))

    assert [one.slug for one in found.agencies] == ["z", "a", "b", "zhongwei-kjj"]


def test_a_region_that_is_not_in_the_settings_is_reported(site: Scenario) -> None:
    assert problems(assembled(site, agency("b", "640501"))) == [
        ("region_unknown", "agencies/b/index.md")
    ]


def test_documents_of_an_agency_without_an_index_are_reported_and_left_out(site: Scenario) -> None:
    found = assembled(
        site, document("agencies/b/reports/2018.md") + document("agencies/b/guide.md")
    )

    assert problems(found) == [
        ("agency_unknown", "agencies/b/guide.md"),
        ("agency_unknown", "agencies/b/reports/2018.md"),
    ]
    assert [one.slug for one in found.agencies] == ["zhongwei-kjj"]


@pytest.mark.parametrize("path", ["pages/关于.md", "about.md", f"{A}/reports/last.md"])
def test_a_file_in_no_place_is_reported(site: Scenario, path: str) -> None:
    assert problems(assembled(site, document(path))) == [("file_in_no_place", path)]


def test_two_files_do_not_share_an_address(site: Scenario) -> None:
    found = assembled(site, document(f"{A}/documents/a/b.md") + document(f"{A}/documents/a-b.md"))

    assert problems(found) == [("address_taken", f"{A}/documents/a/b.md")]
    assert len(found.collections[0].documents) == 1


def test_a_report_is_on_the_year_of_its_file_name(site: Scenario) -> None:
    found = assembled(site, old_report(2018, header="year: 2017\n"))

    assert problems(found) == [("year_is_not_the_file_name", f"{A}/reports/2018.md")]
    assert [report.year for report in found.reports] == [2023, 2018]
    assert not problems(assembled(site, old_report(2018, header="year: 2018\n")))


def test_reports_come_newest_first_and_know_their_neighbours(site: Scenario) -> None:
    found = assembled(site, old_report(2017) + old_report(2009) + old_report(2018))

    collection = found.collections[0]
    years = [report.year for report in collection.reports]
    near = [
        tuple(other.year if other else None for other in collection.neighbours(number))
        for number in range(len(years))
    ]
    assert years == [2023, 2018, 2017, 2009]
    assert near == [(2018, None), (2017, 2023), (2009, 2018), (None, 2017)]
    assert found.years == (2009, 2017, 2018, 2023)


def test_disclosed_documents_come_newest_first(site: Scenario) -> None:
    days = {"a": "signed: 2018-01-02\n", "b": "generated: 2019-01-01 08:00\n", "c": ""}
    days |= {"d": "published: 2018-06-01\n"}
    text = "".join(
        document(f"{A}/documents/{name}.md", f"title: {name}\n{day}") for name, day in days.items()
    )

    documents = assembled(site, text).collections[0].documents

    assert [one.article.title for one in documents] == ["b", "d", "a", "c"]


def test_a_report_of_2017_needs_no_table_and_one_of_2019_needs_three(site: Scenario) -> None:
    found = assembled(site, old_report(2017) + old_report(2018) + old_report(2019))

    missing = {report.year: [form.name for form in report.missing] for report in found.reports}
    assert missing == {
        2017: [],
        2018: [],
        2019: ["disclosure", "requests", "disputes"],
        2023: [],
    }
    assert {"F206"} == {
        code
        for finding in site.check()
        for code in [finding.code]
        if code.startswith("F") and not finding.waived
    }


def test_a_report_of_2017_without_tables_has_no_finding(site: Scenario) -> None:
    findings = site.check(old_report(2017, "## 一、概述\n\n正文。\n"))

    assert {code for code in codes(findings) if code[0] in "FS"} == set()


# ---------------------------------------------------------------- where tables stand


def shape(article: Article) -> list[str]:
    """The body with each table as its name, and of each text its headings."""
    return [
        f"<{part.form.name}>"
        if isinstance(part, RenderedTable)
        else part.split("</h")[0].split(">")[-1]
        for part in article.body
    ]


def report_with(body: str) -> str:
    header = "title: 报告\nstatistics:\n" + "".join(
        f"  {table}: 0\n"
        for table in (
            "政府信息公开行政复议、行政诉讼情况",
            "主动公开政府信息情况",
            "收到和处理政府信息公开申请情况",
        )
    )
    return document(f"{A}/reports/2023.md", header, body)


def test_a_table_stands_at_the_end_of_its_own_chapter(site: Scenario) -> None:
    (report,) = assembled(site, report_with(SIX)).reports

    assert shape(report.article) == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "<disclosure>",
        "三、收到和处理政府信息公开申请情况",
        "<requests>",
        "四、政府信息公开行政复议、行政诉讼情况",
        "<disputes>",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


@pytest.mark.parametrize("place", [0, -1])
def test_a_table_stands_at_its_slot_wherever_that_is(site: Scenario, place: int) -> None:
    slot = "## 附表\n\n【表：三、收到和处理政府信息公开申请情况】\n\n后\n\n"
    body = f"{slot}{CHAPTERS}" if place == 0 else f"{CHAPTERS}{slot}"
    (report,) = assembled(site, report_with(body)).reports

    places = shape(report.article)
    assert places[places.index("附表") + 1] == "<requests>"
    assert places.count("<requests>") == 1
    assert places.index("<disclosure>") == places.index("二、主动公开政府信息情况") + 1


def test_a_table_without_a_chapter_stands_at_the_very_end(site: Scenario) -> None:
    (report,) = assembled(site, report_with("## 一、概述\n\n正文\n")).reports

    assert shape(report.article)[1:] == ["<disclosure>", "<requests>", "<disputes>"]


def test_a_slot_without_its_table_is_reported(site: Scenario) -> None:
    body = "【表：某表】\n\n【表：主动公开政府信息情况】\n\n【表：主动公开政府信息情况】\n"
    found = assembled(site, report_with(body))

    assert [(what.rule.name, what.line) for what in found.problems] == [
        ("slot_without_table", 8),
        ("slot_without_table", 12),
    ]
    assert shape(found.reports[0].article) == ["<disclosure>", "<requests>", "<disputes>"]


@pytest.mark.parametrize(
    ("statistics", "rule"),
    [
        ("statistics: 无\n", "statistics_not_a_mapping"),
        ("statistics:\n  某表: 0\n", "table_unknown"),
    ],
)
def test_statistics_that_are_no_tables_in_force_are_reported(
    site: Scenario, statistics: str, rule: str
) -> None:
    found = assembled(site, document(f"{A}/reports/2023.md", f"title: 报告\n{statistics}"))

    assert [what for what, _ in problems(found)] == [rule]
    assert not found.reports[0].filings


def test_a_waiver_needs_a_reason(site: Scenario) -> None:
    for waivers in ("waivers: F204\n", "waivers:\n  F204:\n", "waivers:\n  F204: [x]\n"):
        found = assembled(site, old_report(2018, header=waivers))
        assert [rule for rule, _ in problems(found)] in (
            ["waivers_not_a_mapping"],
            ["waiver_without_reason"],
        )


# ---------------------------------------------------------------- drafts

SECRET = "绝密字样XQZ"


def drafts() -> str:
    header = f"title: {SECRET}\nsummary: {SECRET}\ndraft: true\n"
    return "".join(
        document(path, header, f"## {SECRET}\n\n{SECRET} ![{SECRET}](secret.png)\n")
        for path in (
            "pages/secret.md",
            f"{A}/reports/2018.md",
            f"{A}/guide.md",
            f"{A}/rules/secret.md",
            f"{A}/documents/secret.md",
        )
    )


def everything(folder: Path) -> bytes:
    """All names and all bytes below a folder, but for the digests in the manifest: any digits can
    occur in these."""
    files = (path for path in folder.rglob("*") if path.is_file())
    paths = [path for path in files if path.name != MANIFEST]
    names = "\n".join(str(path.relative_to(folder)) for path in paths).encode()
    return names + b"".join(path.read_bytes() for path in paths)


def test_a_draft_appears_nowhere_in_the_built_site(site: Scenario) -> None:
    site.lay(drafts())
    for place in ("pages", A, f"{A}/reports", f"{A}/rules", f"{A}/documents"):
        folder = site.root / "content" / place
        folder.mkdir(exist_ok=True)
        (folder / "secret.png").write_bytes(b"\x89PNG-XQZ")

    built = site.build()

    assert not built.stopped, built.findings
    published = everything(site.root / "public")
    assert SECRET.encode() not in published
    assert b"XQZ" not in published
    assert b"secret" not in published
    # The descriptions of the open data name the years of all forms.
    (site.root / "public/data/index.html").unlink()
    (site.root / "public/data/forms.csv").unlink()
    assert b"2018" not in everything(site.root / "public")


def test_a_draft_agency_keeps_all_that_is_below_it_back(site: Scenario) -> None:
    header = f"title: {SECRET}\nregion: 640500\ndraft: true\n"
    site.lay(
        document("agencies/b/index.md", header)
        + document("agencies/b/guide.md", f"title: {SECRET}\n")
    )

    built = site.build()

    assert not built.stopped, built.findings
    assert SECRET.encode() not in everything(site.root / "public")
    assert assembled(site).drafts == {"agencies/b/index.md", "agencies/b/guide.md"}


def test_a_draft_is_still_read_and_its_mistakes_are_reported(site: Scenario) -> None:
    findings = site.check(page("正文\n", "title: 甲\ndraft: true\nsigned: 昨天\n"))

    assert {finding.path for finding in findings} == {"content/pages/example.md"}


@pytest.mark.parametrize("year", ["0000", "1008", "9999"])
def test_a_year_that_no_report_can_be_on_is_refused(site: Scenario, year: str) -> None:
    found = assembled(site, document(f"{A}/reports/{year}.md", "title: 报告\n"))

    path = f"{A}/reports/{year}.md"
    assert problems(found) == [("year_not_plausible", path)]
    assert [report.year for report in found.reports] == [2023]
    assert codes(site.check()) == {"H112"}
