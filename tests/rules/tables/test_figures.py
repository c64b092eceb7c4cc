"""Figures and sums of money that cannot well be."""

from __future__ import annotations

import pytest
from conftest import Scenario
from texts import CHAPTERS, report

from site_builder.model.finding import Finding

TITLE = "政府信息公开工作年度报告"


def agency(kind: str, region: str = "640500", name: str = "中卫市科学技术局") -> str:
    header = f"title: {name}\nregion: {region}\nkind: {kind}\n"
    regions = "".join(f"  {code}: 某地\n" for code in ("640500", "640521", "100000"))
    return (
        f"-- content/site.yaml --\ntitle: {TITLE}\nregions:\n{regions}"
        f"-- content/agencies/zhongwei-kjj/index.md --\n---\n{header}---\n"
    )


def disclosed(rows: str, year: int) -> str:
    """A report with rows of 主动公开政府信息情况."""
    indented = "".join(f"    {line}\n" for line in [*rows.splitlines(), "其余: 0"])
    header = (
        f"title: 中卫市科学技术局{year}年{TITLE}\nstatistics:\n  主动公开政府信息情况:\n{indented}"
    )
    rest = "  收到和处理政府信息公开申请情况: 0\n  政府信息公开行政复议、行政诉讼情况: 0\n"
    path = f"content/agencies/zhongwei-kjj/reports/{year}.md"
    return f"-- {path} --\n---\n{header}{rest}---\n{CHAPTERS}"


REGULATION = "规章:\n  现行有效件数: 1\n  其余: 0"


@pytest.mark.parametrize("kind", ["部门", "乡镇", "街道"])
@pytest.mark.parametrize("year", [2020, 2023])
def test_a_local_department_has_no_regulations(kind: str, year: int, site: Scenario) -> None:
    column = "现行有效件数" if year > 2020 else "对外公开总数量"
    rows = REGULATION.replace("现行有效件数", column)

    (found,) = site.check(agency(kind) + disclosed(rows, year))

    assert (found.code, found.severity) == ("F232", "warning")
    assert f"“{column}”1" in found.message
    assert ("“行政规范性文件”" if year > 2020 else "“规范性文件”") in found.message


@pytest.mark.parametrize(
    "who", [agency("政府"), agency("部门", "100000"), agency(""), agency("公共企事业单位")]
)
def test_regulations_of_others_are_left_alone(who: str, site: Scenario) -> None:
    assert not statistical(site.check(who + disclosed(REGULATION, 2023)))


@pytest.mark.parametrize(
    ("made", "repealed", "there", "found"),
    [
        ("3", "0", "2", True),
        ("3", "1", "1", True),
        ("3", "1", "2", False),
        ("3", "3", "0", False),
        ("0", "4", "0", False),
        ("3", "0", "3", False),
    ],
)
def test_documents_made_and_not_repealed_are_in_force(
    made: str, repealed: str, there: str, found: bool, site: Scenario
) -> None:
    rows = (
        f"行政规范性文件:\n  本年制发件数: {made}\n  本年废止件数: {repealed}\n"
        f"  现行有效件数: {there}\n"
    )

    assert statistical(site.check(disclosed(rows, 2023))) == ({"F233"} if found else set())


@pytest.mark.parametrize("blank", ["本年制发件数", "本年废止件数", "现行有效件数"])
def test_documents_with_a_blank_are_not_compared(blank: str, site: Scenario) -> None:
    figures = {"本年制发件数": "3", "本年废止件数": "0", "现行有效件数": "1", blank: "/"}
    rows = "行政规范性文件:\n" + "".join(f"  {key}: {text}\n" for key, text in figures.items())

    assert statistical(site.check(disclosed(rows, 2023))) == {"F221"}


@pytest.mark.parametrize(
    ("amount", "found"),
    [("251000", True), ("25.1", True), ("25.1万元", False), ("251000元", False), ("0", False)],
)
def test_money_needs_a_unit_if_the_form_prints_none(
    amount: str, found: bool, site: Scenario
) -> None:
    rows = f"政府集中采购:\n  采购项目数量: 2\n  采购总金额: {amount}\n"

    assert statistical(site.check(disclosed(rows, 2020))) == ({"F234"} if found else set())


@pytest.mark.parametrize("year", [2018, 2023])
def test_money_needs_no_unit_if_the_form_prints_it(year: int, site: Scenario) -> None:
    fee = "    依申请公开信息收取的费用: 1.2\n    政府信息公开专项经费: 3\n    其余: 0\n"
    header = f"title: 中卫市科学技术局2018年{TITLE}\nstatistics:\n  政府信息公开情况统计表:\n{fee}"
    old = f"-- content/agencies/zhongwei-kjj/reports/2018.md --\n---\n{header}---\n正文。\n"

    assert not statistical(
        site.check(old if year == 2018 else disclosed("行政事业性收费: 8.5", year))
    )


@pytest.mark.parametrize(
    ("who", "amount", "found"),
    [
        (agency("部门", "640521"), "316500.50", True),
        (agency("部门", "640521"), "12500", True),
        (agency("乡镇", "640521"), "10001", True),
        (agency("部门", "640521"), "10000", False),
        (agency("部门", "640521"), "316500.5012", False),
        (agency("部门", "640521"), "316500.50元", False),
        (agency("部门", "640521"), "316500.50万元", False),
        (agency("部门", "640500"), "316500.50", False),
        (agency("政府", "640521"), "316500.50", False),
        (agency("", "640521"), "316500.50", False),
    ],
)
def test_yuan_in_place_of_ten_thousands_are_suspected_in_a_county_bureau_alone(
    who: str, amount: str, found: bool, site: Scenario
) -> None:
    text = who + disclosed(f"行政事业性收费: {amount}", 2023)

    assert statistical(site.check(text)) == ({"F235"} if found else set())


@pytest.mark.parametrize(
    ("cell", "advice"),
    [
        ("无", "没有发生的请写 0。"),
        ("-1.5", "金额不能是负数，请核对。"),
        ("1,200", "请只写半角数字，如 12.5，数后可带“元”或“万元”。"),
    ],
)
def test_a_sum_of_money_that_is_not_a_number_is_reported_with_the_right_form(
    cell: str, advice: str, site: Scenario
) -> None:
    (found,) = site.check(report(f"主动公开政府信息情况:\n  行政事业性收费: {cell}\n  其余: 0\n"))

    assert found.code == "F220"
    assert found.message.endswith(advice)


def statistical(findings: tuple[Finding, ...]) -> set[str]:
    """The codes of the findings on statistics that stand."""
    return {one.code for one in findings if one.code.startswith("F") and not one.waived}
