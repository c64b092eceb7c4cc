"""The statutory tables as data: labels, order, dates, and what their equations say."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from figures import FORMS, form

from site_builder import forms as package
from site_builder.forms.versions import forms_for, load_forms
from site_builder.model.table import Form

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
OUTCOMES = "三、本年度办理结果"
BEGINNING = (
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
)
OTHERWISE = (
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
)
END = ("（七）总计", "四、结转下年度继续办理")
BEFORE, AFTER = ("上一年项目数量", "本年增/减", "处理决定数量"), ("本年处理决定数量",)


def labels(one: Form) -> tuple[str, ...]:
    return tuple(row.label for row in one.rows)


def shape(one: Form) -> dict[str, tuple[str, ...]]:
    return {row.label: tuple(column.label for column in row.columns) for row in one.rows}


@pytest.mark.parametrize("year", [2019, 2020])
def test_table_2_of_2019_has_22_cells(year: int) -> None:
    table = form("disclosure", year)

    documents = ("本年新制作数量", "本年新公开数量", "对外公开总数量")
    assert shape(table) == {
        "规章": documents,
        "规范性文件": documents,
        "行政许可": BEFORE,
        "其他对外管理服务事项": BEFORE,
        "行政处罚": BEFORE,
        "行政强制": BEFORE,
        "行政事业性收费": BEFORE[:2],
        "政府集中采购": ("采购项目数量", "采购总金额"),
    }
    assert sum(map(len, shape(table).values())) == 22


@pytest.mark.parametrize("year", [2021, 2026])
def test_table_2_of_2021_has_10_cells(year: int) -> None:
    table = form("disclosure", year)

    documents = ("本年制发件数", "本年废止件数", "现行有效件数")
    assert shape(table) == {
        "规章": documents,
        "行政规范性文件": documents,
        "行政许可": AFTER,
        "行政处罚": AFTER,
        "行政强制": AFTER,
        "行政事业性收费": ("本年收费金额（单位：万元）",),
    }
    assert sum(map(len, shape(table).values())) == 10


def test_only_changes_may_carry_a_sign_and_only_money_a_unit() -> None:
    kinds = {
        (one.name, one.first_year, column.label, column.kind)
        for one in FORMS
        for row in one.rows
        for column in row.columns
        if column.kind != "count"
    }

    assert kinds == {
        ("disclosure", 2019, "本年增/减", "change"),
        ("disclosure", 2019, "采购总金额", "money"),
        ("disclosure", 2021, "本年收费金额（单位：万元）", "money"),
        ("statistics", 2014, "统计数", "money"),
    }


def test_table_2_names_the_clauses_of_article_20_in_their_order() -> None:
    banners = [[part.banner for part in form("disclosure", year).sections] for year in (2019, 2021)]

    numbers = ("一", "五", "六", "八", "九")
    clauses = [f"第二十条第（{number}）项" for number in numbers]
    assert banners == [clauses, clauses[:4]]


def test_table_3_of_2019_has_23_rows_of_7_applicants() -> None:
    table = form("requests", 2020)

    assert labels(table) == (*BEGINNING, "（六）其他处理", *END)
    assert set(shape(table).values()) == {APPLICANTS}
    assert len(table.rows) == 23


def test_table_3_of_2021_has_25_rows_of_7_applicants() -> None:
    table = form("requests", 2021)

    assert labels(table) == (*BEGINNING, *OTHERWISE, *END)
    assert set(shape(table).values()) == {APPLICANTS}
    assert len(table.rows) == 25


@pytest.mark.parametrize("year", [2019, 2021])
def test_table_3_has_the_captions_of_the_official_form(year: int) -> None:
    table = form("requests", year)
    above = {column.label: column.groups for column in table.rows[0].columns}
    beside: dict[tuple[str, ...], int] = Counter(row.groups for row in table.rows)

    organisations = ("申请人情况", "法人或其他组织")
    assert above == {
        "自然人": ("申请人情况",),
        **dict.fromkeys(APPLICANTS[1:6], organisations),
        "总计": ("申请人情况",),
    }
    assert beside == {
        (): 3,
        (OUTCOMES,): 3 if year == 2021 else 4,
        (OUTCOMES, "（三）不予公开"): 8,
        (OUTCOMES, "（四）无法提供"): 3,
        (OUTCOMES, "（五）不予处理"): 5,
    } | ({(OUTCOMES, "（六）其他处理"): 3} if year == 2021 else {})


@pytest.mark.parametrize("year", [2019, 2021])
def test_table_4_has_three_groups_of_five_results(year: int) -> None:
    table = form("disputes", year)

    assert [(*row.groups, row.label) for row in table.rows] == [
        ("行政复议",),
        ("行政诉讼", "未经复议直接起诉"),
        ("行政诉讼", "复议后起诉"),
    ]
    assert set(shape(table).values()) == {RESULTS}


def test_every_figure_of_2014_has_a_unit() -> None:
    table = form("statistics", 2014)
    captions = {row.label for part in table.sections for row in part.rows if not row.columns}

    assert {row.unit for row in table.rows} == {"条", "件", "次", "篇", "万元", "个", "人", "人次"}
    assert all(len(row.columns) == 1 for row in table.rows)
    assert {"一、主动公开情况", "三、依申请公开情况", "八、机构建设和保障经费情况"} <= captions


@pytest.mark.parametrize("year", range(2019, 2031))
def test_each_year_since_2019_has_one_version_of_each_of_three_tables(year: int) -> None:
    names = [one.name for one in forms_for(FORMS, year)]

    assert names == ["disclosure", "requests", "disputes"]
    assert {one.first_year for one in forms_for(FORMS, year)} == {2019 if year < 2021 else 2021}


@pytest.mark.parametrize("year", range(2014, 2019))
def test_reports_on_2014_to_2018_may_have_one_table_and_need_none(year: int) -> None:
    assert [(one.name, one.optional) for one in forms_for(FORMS, year)] == [("statistics", True)]


@pytest.mark.parametrize("year", [2008, 2013])
def test_reports_before_2014_have_no_table(year: int) -> None:
    assert forms_for(FORMS, year) == ()


@pytest.mark.parametrize(
    ("name", "year", "equations"),
    [
        ("statistics", 2014, 2 + 7),
        ("disclosure", 2019, 0),
        ("disclosure", 2021, 0),
        ("requests", 2019, 23 + 7 + 7),
        ("requests", 2021, 25 + 7 + 7),
        ("disputes", 2019, 3),
        ("disputes", 2021, 3),
    ],
)
def test_balances_are_spelt_out_for_every_row_or_column(
    name: str, year: int, equations: int
) -> None:
    assert len(form(name, year).equations) == equations


@pytest.mark.parametrize("one", FORMS, ids=lambda one: f"{one.name}-{one.first_year}")
def test_a_form_cites_its_basis_and_names_each_row_once(one: Form) -> None:
    keys = [row.key for row in one.rows]

    assert "〕" in one.basis
    assert one.title in one.chapters
    assert len(keys) == len(set(keys))
    for row in one.rows:
        columns = [column.key for column in row.columns]
        assert len(columns) == len(set(columns))


@pytest.mark.parametrize("one", FORMS, ids=lambda one: f"{one.name}-{one.first_year}")
def test_a_highlight_and_an_alias_name_what_the_form_has(one: Form) -> None:
    rows = {row.key: {column.key for column in row.columns} for row in one.rows}
    keys = set(rows).union(*rows.values())

    assert all(column in rows[row] for row, column in one.highlights)
    assert all(known in keys and alias not in keys for alias, known in one.aliases)


@pytest.mark.parametrize("path", sorted(Path(package.__file__).parent.glob("*/*.yaml")), ids=str)
def test_a_version_is_named_for_the_first_day_of_a_year(path: Path) -> None:
    day = date.fromisoformat(path.stem)

    assert (day.month, day.day) == (1, 1)


def test_a_file_that_is_not_a_form_is_a_fault_of_the_program(tmp_path: Path) -> None:
    folder = tmp_path / "requests"
    folder.mkdir()
    (folder / "2030-01-01.yaml").write_text("title：无\n", "utf-8")

    with pytest.raises(ValueError, match="not a form"):
        load_forms(tmp_path)
