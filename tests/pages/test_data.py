"""Open data: which files a site has, and what its page says of them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from conftest import TODAY, Scenario, codes, portal_plan, silent
from frictionless import Package
from texts import bureau

from site_builder.build import build
from site_builder.pages.data_region import region_years
from site_builder.publish.site_check import verify

A = "agencies/zhongwei-kjj"
TABLES = """\
statistics:
  主动公开政府信息情况: 0
  收到和处理政府信息公开申请情况:
    本年新收政府信息公开申请数量: {自然人: 2, 其余: 0}
    予以公开: {自然人: 2, 商业企业: /, 科研机构: "", 其余: 0}
    其余: 0
  政府信息公开行政复议、行政诉讼情况: 0
"""
OLD = "statistics:\n  政府信息公开情况统计表:\n    收到申请数: 3\n    网络申请数: 3\n    其余: 0\n"
REGIONS = """\
-- content/site.yaml --
title: 门户
coverage: selected
regions:
  640500: 中卫市
  640521: 中宁县
  640302: 利通区
"""


def report(slug: str, year: int, tables: str = TABLES, more: str = "") -> str:
    title = f"title: {slug}的{year}年政府信息公开工作年度报告\n"
    return (
        f"-- content/agencies/{slug}/reports/{year}.md --\n---\n{title}{more}{tables}---\n正文。\n"
    )


SITE = (
    REGIONS
    + bureau("b", "中宁局", "640521")
    + bureau("d", "中卫局", "640500")
    + bureau("c", "利通局", "640302")
    + report("zhongwei-kjj", 2023)
    + report("b", 2023)
    + report("c", 2023)
    + report("c", 2016, OLD)
    + report("d", 2023)
)


def files(public: Path) -> list[str]:
    """The files of data of a site."""
    found = [*public.glob("data/**/*"), *public.glob("agencies/**/statistics*")]
    return sorted(one.relative_to(public).as_posix() for one in found if one.is_file())


def rows(file: Path) -> list[dict[str, str]]:
    return [*csv.DictReader(file.read_text("utf-8-sig").splitlines())]


@pytest.fixture
def public(site: Scenario) -> Path:
    """The site of three agencies in two prefectures."""
    built = site.build(SITE)
    assert not built.stopped, built.findings
    return site.root / "public"


def test_every_report_agency_and_year_has_its_statistics_as_data(public: Path) -> None:
    beside = [
        f"agencies/{slug}/{name}"
        for slug, years in (
            *(("b", (2023,)), ("c", (2016, 2023)), ("d", (2023,))),
            ("zhongwei-kjj", (2023,)),
        )
        for name in (
            *(f"{year}/statistics.{kind}" for year in years for kind in ("csv", "json")),
            *("statistics-wide.csv", "statistics.csv", "statistics.json"),
        )
    ]
    assert files(public) == [
        *beside,
        *("data/2016/640302.csv", "data/2016/640302.json", "data/2016/wide.csv"),
        *("data/2023/640302.csv", "data/2023/640302.json"),
        *("data/2023/640500.csv", "data/2023/640500.json"),
        *("data/2023/640521.csv", "data/2023/640521.json", "data/2023/wide.csv"),
        *("data/datapackage.json", "data/dcat.jsonld", "data/forms.csv", "data/index.html"),
        *("data/statistics.schema.json", "data/tidy.schema.json"),
    ]
    assert verify(public) == ()


def test_a_year_and_an_agency_hold_the_rows_of_their_reports(public: Path) -> None:
    own = {
        slug: rows(public / f"agencies/{slug}/2023/statistics.csv")
        for slug in ("zhongwei-kjj", "b", "c", "d")
    }

    assert rows(public / "data/2023/640500.csv") == [*own["d"], *own["zhongwei-kjj"]]
    assert rows(public / "data/2023/640302.csv") == own["c"]
    of_agency = rows(public / "agencies/c/statistics.csv")
    assert of_agency == [*own["c"], *rows(public / "agencies/c/2016/statistics.csv")]
    across = rows(public / "data/2023/wide.csv")
    assert [row["机关代码"] for row in across] == ["c", "d", "zhongwei-kjj", "b"]
    known = json.loads((public / "data/2023/640500.json").read_bytes())
    assert [one["agency"]["name"] for one in known["reports"]] == ["中卫局", "中卫市科学技术局"]
    assert [one["page"] for one in known["reports"]] == [
        "agencies/d/2023/index.html",
        f"{A}/2023/index.html",
    ]


def test_the_data_package_is_valid_and_has_every_file_of_the_folder(public: Path) -> None:
    package = Package(str(public / "data/datapackage.json"))

    found = package.validate()

    assert found.valid, [error.message for task in found.tasks for error in task.errors]
    described = {resource.path for resource in package.resources}
    others = {"datapackage.json", "dcat.jsonld", "index.html", "statistics.schema.json"}
    others |= {"tidy.schema.json"}
    below = {one.removeprefix("data/") for one in files(public) if one.startswith("data/")}
    assert described == below - others
    cells = package.get_table_resource("2023-640500-csv").read_rows()
    assert {row["含义"] for row in cells} == {"数", "不适用", "空白", "计算得出"}
    assert [row["值"] for row in cells if row["含义"] != "数" and row["值"] == 0] == [0] * sum(
        row["含义"] == "计算得出" and row["值"] == 0 for row in cells
    )


@pytest.mark.parametrize("base_url", ["", "https://www.example.gov.cn/gk/"])
def test_the_catalogue_for_programs_names_files_that_are_there(
    site: Scenario, base_url: str
) -> None:
    site.lay(SITE)
    public = site.root / "public"
    built = build(site.root, public, today=TODAY, progress=silent, base_url=base_url)
    assert not built.stopped

    known = json.loads((public / "data/dcat.jsonld").read_bytes())

    urls = [
        one["dcat:downloadURL"]["@id"]
        for dataset in known["dcat:dataset"]
        for one in dataset["dcat:distribution"]
    ]
    assert len(urls) == 10
    for url in urls:
        assert url.startswith(base_url)
        assert (public / "data" / url.removeprefix(f"{base_url}data/")).is_file()


def test_the_page_says_what_there_is_what_it_means_and_what_does_not_compare(
    site: Scenario, public: Path
) -> None:
    text = site.main("data/index.html").get_text()

    assert "2016至2023年度共5份年度报告" in text
    assert "800行" in text  # four reports with two hundred cells each
    for word in (
        "空白不等于零",
        "单个的“-”不加",
        "2021年度起",
        "2018年度以后没有这张表",
        "GB/T 2260",
    ):
        assert word in text
    assert "比2019年版改名：“规范性文件”改为“行政规范性文件”" in text
    pages = ("data/index.html", "years/2023/index.html")
    links = {str(a["href"]).lstrip("./") for one in pages for a in site.main(one).select("a")}
    for file in files(public):
        if file.startswith("data/") and not file.endswith("index.html"):
            assert file in links


def test_pages_link_to_their_data_with_its_size(site: Scenario, public: Path) -> None:
    for url, name, data in (
        (f"{A}/2023/index.html", "CSV", f"{A}/2023/statistics.csv"),
        (f"{A}/index.html", "JSON", f"{A}/statistics.json"),
        ("years/2023/index.html", "宽表 CSV", "data/2023/wide.csv"),
    ):
        root = "../" * url.count("/")
        link = site.main(url).find("a", href=f"{root}{data}")
        assert link
        assert link.get_text() == name
        kilobytes = round((public / data).stat().st_size / 1e3)
        assert f"（{kilobytes} KB）" in str(link.next_sibling)
        assert link["type"] in {"text/csv", "application/json"}


def test_a_report_without_tables_has_no_data(site: Scenario) -> None:
    built = site.build(
        REGIONS + report("zhongwei-kjj", 2023, "") + report("zhongwei-kjj", 2010, "")
    )

    assert not built.stopped
    assert not [one for one in files(site.root / "public") if "statistics." in one and A in one]
    assert "现在没有数据可下载" in site.main("data/index.html").get_text()
    assert verify(site.root / "public") == ()


def test_an_edit_writes_the_data_of_its_report_agency_region_and_year_only(
    site: Scenario, public: Path
) -> None:
    before = {one: (public / one).read_bytes() for one in files(public)}

    built = site.build(report("b", 2023, TABLES.replace("自然人: 2", "自然人: 5")))

    assert not built.stopped
    changed = {one for one in files(public) if (public / one).read_bytes() != before[one]}
    assert changed == {
        *("agencies/b/2023/statistics.csv", "agencies/b/2023/statistics.json"),
        *("agencies/b/statistics.csv", "agencies/b/statistics.json"),
        *("agencies/b/statistics-wide.csv", "data/2023/wide.csv"),
        *("data/2023/640521.csv", "data/2023/640521.json"),
    }
    again = {url for url in dict(built.reasons) if url.startswith("data/")}
    assert again == {"data/2023/640521.json"}


def test_the_data_of_a_year_is_cut_by_region(site: Scenario) -> None:
    site.lay(SITE)

    found = region_years(portal_plan(site.root))

    assert [(one.year, one.region, one.agencies) for one in found] == [
        (2023, "640302", ("c",)),
        (2023, "640500", ("d", "zhongwei-kjj")),
        (2023, "640521", ("b",)),
        (2016, "640302", ("c",)),
    ]


@pytest.mark.parametrize("way", ["draft: true\n", "withdrawn: {date: 2024-06-01, reason: 有误}\n"])
def test_what_is_held_back_or_withdrawn_leaves_the_data(
    site: Scenario, public: Path, way: str
) -> None:
    built = site.build(report("d", 2023, more=way))

    assert not built.stopped, built.findings
    assert not [one for one in files(public) if one.startswith("agencies/d/")]
    for file in ("data/2023/640500.csv", "data/2023/640500.json", "data/2023/wide.csv"):
        assert "中卫局" not in (public / file).read_text("utf-8")


@pytest.mark.parametrize(
    "path", [f"{A}/statistics.csv", f"{A}/2023/statistics.csv", f"{A}/Statistics-Wide.csv"]
)
def test_no_attachment_takes_the_place_of_data(site: Scenario, path: str) -> None:
    guide = f"-- content/{A}/guide.md --\n---\ntitle: 指南\n---\n见[表](/{path})。\n"

    found = site.check(f"{guide}-- content/{path} --\n甲,乙\n")

    assert "P107" in codes(found)


def test_an_old_address_below_a_file_of_data_is_refused(site: Scenario) -> None:
    page = f"redirect_from: [{A}/statistics.csv/, {A}/2023/statistics.json/a/]\n"

    built = site.build(f"-- 专页 --\n---\ntitle: 甲\n{page}---\n正文。\n")

    assert built.stopped == "content"
