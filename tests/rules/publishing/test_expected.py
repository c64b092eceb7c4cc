"""Which reports an agency should have: from its first one to the last whose deadline has passed."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import TODAY, Scenario, silent
from texts import CHAPTERS, TABLES, document

from site_builder.build import check
from site_builder.model.finding import Finding

FULL = "-- content/site.yaml --\ntitle: 门户\ncoverage: full\nregions:\n  640500: 某市\n"


def agency(slug: str, *years: int, more: str = "") -> str:
    """An agency with reports on some years."""
    header = f"title: 某市{slug}局\nregion: 640500\n{more}"
    tables = "".join(f"  {table}: 0\n" for table in TABLES)
    return document(f"agencies/{slug}/index.md", header) + "".join(
        document(
            f"agencies/{slug}/reports/{year}.md",
            f"title: 某市{slug}局{year}年政府信息公开工作年度报告\nstatistics:\n{tables}",
            CHAPTERS,
        )
        for year in years
    )


def found(
    scenario: Scenario, text: str, slug: str = "jyj", today: date = TODAY, code: str = "W108"
) -> list[Finding]:
    scenario.lay(text)
    findings = check(scenario.root, today, silent).findings
    return [one for one in findings if one.code == code and f"/{slug}/" in one.path]


@pytest.mark.parametrize(
    ("today", "kind", "years"),
    [
        (date(2025, 1, 31), "部门", "2021、2023年"),
        (date(2025, 2, 1), "部门", "2021、2023、2024年"),
        (date(2025, 3, 31), "政府", "2021、2023年"),
        (date(2025, 4, 1), "政府", "2021、2023、2024年"),
        (date(2025, 12, 31), "学校", "2021、2023年"),
        (date(2026, 1, 1), "学校", "2021、2023、2024年"),
    ],
)
def test_every_year_is_missed_from_the_first_report_to_the_last_deadline(
    today: date, kind: str, years: str, site: Scenario
) -> None:
    (one,) = found(site, FULL + agency("jyj", 2020, 2022, more=f"kind: {kind}\n"), today=today)

    assert f"缺{years}的年度报告" in one.message
    assert one.path == "content/agencies/jyj/index.md"


def test_a_year_is_missed_even_where_no_agency_has_a_report_on_it(site: Scenario) -> None:
    (site.root / "content/agencies/zhongwei-kjj/reports/2023.md").unlink()

    (one,) = found(site, FULL + agency("jyj", 2022), today=date(2024, 6, 1))

    assert "缺2023年的年度报告（2023年的期限到2024-01-31）" in one.message


def test_many_missing_years_are_one_finding_that_counts_them(site: Scenario) -> None:
    (one,) = found(site, FULL + agency("jyj", 2010), today=date(2026, 6, 1))

    assert "缺2021、2022、2023、2024、2025等15年的年度报告" in one.message


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ("abolished: 2024-02-10\n", "2021、2023年"),
        ("abolished: 2024-01-10\n", "2021年"),
        ("established: 2022-05-01\n", "2023、2024年"),
        ("established: 2022-05-01\nabolished: 2023-06-30\n", ""),
    ],
)
def test_an_agency_owes_no_report_on_years_in_which_it_did_not_exist(
    more: str, missing: str, site: Scenario
) -> None:
    findings = found(site, FULL + agency("jyj", 2020, 2022, more=more), today=date(2025, 6, 1))

    assert [f"缺{missing}的年度报告" in one.message for one in findings] == [True] * bool(missing)


def test_a_site_that_shows_a_selection_misses_nothing(site: Scenario) -> None:
    text = FULL.replace("full", "selected") + agency("jyj", 2020, 2022)

    assert found(site, text) == []


def test_an_agency_without_any_report_owes_none(site: Scenario) -> None:
    assert found(site, FULL + agency("jyj")) == []


def test_the_days_of_an_agency_are_in_order(site: Scenario) -> None:
    text = agency("jyj", 2022, more="established: 2020-05-01\nabolished: 2019-06-30\n")

    (one,) = found(site, text, code="A105")

    assert (one.line, one.column) == (5, 12)
    assert found(site, "", code="A106") == []


@pytest.mark.parametrize("more", ["established: 2023-01-01", "abolished: 2021-12-31"])
def test_a_report_on_a_year_in_which_its_agency_did_not_exist_is_found(
    more: str, site: Scenario
) -> None:
    (one,) = found(site, agency("jyj", 2022, more=f"{more}\n"), code="A106")

    assert one.path == "content/agencies/jyj/reports/2022.md"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("人民政府", "政府"),
        ("市政府", "政府"),
        ("政府部门", "部门"),
        ("局", "部门"),
        ("乡镇人民政府", "乡镇"),
        ("街道办事处", "街道"),
        ("小学", "学校"),
        ("企事业单位", "公共企事业单位"),
        ("党委", ""),
    ],
)
def test_a_kind_without_a_meaning_is_refused_and_the_one_meant_is_named(
    written: str, meant: str, site: Scenario
) -> None:
    (one,) = found(site, agency("jyj", 2022, more=f"kind: {written}\n"), code="A104")

    assert (one.severity, one.line, one.column) == ("error", 4, 7)
    assert (f"是不是“{meant}”？" in one.message) == bool(meant)
    assert "政府、部门、乡镇、街道、学校、医院、公共企事业单位" in one.message


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("中卫市人民政府", "政府"),
        ("宣和镇人民政府", "乡镇"),
        ("中卫市人民政府办公室", ""),
        ("中卫市科学技术局", ""),
    ],
)
def test_a_government_is_known_by_its_name(name: str, kind: str, site: Scenario) -> None:
    header = f"title: {name}\nregion: 640500\n"

    (one, _) = site.site(document("agencies/a/index.md", header)).agencies

    assert one.kind == kind
