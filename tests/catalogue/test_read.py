"""What is wrong with a catalogue is found at its place, and the rest of it is read."""

from __future__ import annotations

import pytest
from conftest import Scenario
from texts import CATALOGUE, catalogue

from site_builder.catalogue.read import read_catalogue
from site_builder.catalogue.time_limit import working_days
from site_builder.model.catalogue import Catalogue
from site_builder.model.source import Source

PATH = "agencies/zhongwei-kjj/catalogue.yaml"
SECOND = """\
- 序号: 2
  一级事项: 同上
  二级事项: 领导信息
  公开内容（要素）: 姓名
  公开依据: 同上
  公开时限: 同上
  公开主体: 同上
  公开渠道和载体: 同上
  公开对象: [同上]
  公开方式: 同上
  公开层级: 同上
"""


def read(text: str) -> tuple[Catalogue, list[tuple[str, int, int]]]:
    """A catalogue, and the code, the line and the column of everything that is wrong with it."""
    found, problems = read_catalogue(Source(PATH, text.encode(), ""))
    return found, [(one.rule.code, one.line, one.column) for one in problems]


def written(cells: str = "", others: str = "") -> str:
    """The text of the file; the cells begin in line 3."""
    return catalogue(cells, others).split(f"-- {CATALOGUE} --\n")[1]


def test_the_same_as_above_is_resolved() -> None:
    found, problems = read(written("公开渠道和载体: [政府网站, 两微一端]\n", SECOND))

    first, second = found.items
    assert problems == []
    assert (second.matter, second.sub_matter) == ("机构信息", "领导信息")
    assert second.basis == first.basis == "《中华人民共和国政府信息公开条例》"
    assert second.channels == ("政府网站", "两微一端")
    assert second.audience == ("全社会",)


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("公开依据: 同上\n", [("J106", 3, 11)]),
        ("公开对象: 同上\n", [("J106", 3, 11)]),
        ("五公开: 服务\n", [("J104", 3, 5)]),
        ("公开对象: [全社会, 特定群众]\n", [("J113", 3, 11)]),
        ("公开对象: [特定群众（申请人）]\n", []),
        ("公开对象: 全社会\n", []),
        ("公开对象:\n", [("J112", 3, 10)]),
        ("公开方式: []\n", [("J112", 3, 11)]),
        ("公开方式: [依申请]\n", [("J105", 3, 12)]),
        ("公开层级: [市级]\n", [("J105", 3, 12)]),
        ("公开层级: {县级: 是}\n", [("J103", 3, 11)]),
        ("公开渠道和载体: [政府网站, 投资项目在线审批监管平台]\n", [("J105", 3, 21)]),
        ("公开依据: 政府信息公开条例\n", [("J114", 3, 11)]),
        ("公开依据: 【法律】《城乡规划法》【规章】《办法》\n", []),
        ("公开依据: 《政府信息公开条例》（国务院令第492号）\n", [("J115", 3, 11)]),
        ("公开依据: 《政府信息公开条例》（2007年国务院令 第 492 号）\n", [("J115", 3, 11)]),
        ("公开依据: 《中华人民共和国政府信息公开条例》（国务院令第711号）\n", []),
        ("公开时限:\n", [("J111", 3, 10)]),
        ("公开内容（要素）: [甲]\n", [("J103", 3, 15)]),
        ("公开内容: 甲\n", [("J104", 3, 5)]),
    ],
)
def test_a_cell_is_checked_at_its_place(cells: str, expected: list[tuple[str, int, int]]) -> None:
    assert read(written(cells))[1] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["J101"]),
        ("items:\n", ["J101"]),
        ("items: []\n", ["J101"]),
        ("items: 甲\n", ["J103"]),
        ("items: [甲]\n", ["J103"]),
        ("- 甲\n", ["Y107"]),
        ("items:\n  - 序号: [\n", ["Y110"]),
        ("colums: {}\nitems: []\n", ["J102", "J101"]),
        ("columns: []\nitems: []\n", ["J103", "J101"]),
        ("columns: {渠道: []}\nitems: []\n", ["J102", "J101"]),
        ("columns: {二级事项: 没有}\nitems: []\n", ["J103", "J101"]),
        ("columns: {其他: [公开依据]}\nitems: []\n", ["J103", "J101"]),
        ("columns: {公开层级: [市级, 市级]}\nitems: []\n", ["J103", "J101"]),
        ("columns: {公开层级: [[市级]]}\nitems: []\n", ["J103", "J101"]),
        ("title: {甲: 乙}\nitems: []\n", ["J103", "J101"]),
        ("\udcff", ["T103"]),
    ],
)
def test_a_file_that_is_no_catalogue_has_no_items(text: str, expected: list[str]) -> None:
    data = text.encode("utf-8", "surrogateescape")
    found, problems = read_catalogue(Source(PATH, data, ""))

    assert found.items == ()
    assert [one.rule.code for one in problems] == expected


@pytest.mark.parametrize(
    "number", ["第一项", "''", "1.pdf", "page", "1/2", "../1", "a b", "1" * 21, "一", "-1", "同上"]
)
def test_a_number_that_is_no_part_of_an_address_is_refused(number: str) -> None:
    found, problems = read(written().replace("序号: 1\n", f"序号: {number}\n"))

    assert found.items == ()
    assert [code for code, *_ in problems] == ["J107"]


@pytest.mark.parametrize("number", ["0505", "1.2", "A-3", "2024-1.10", "K12"])
def test_a_number_may_have_letters_dots_and_hyphens(number: str) -> None:
    found, problems = read(written().replace("序号: 1\n", f"序号: {number}\n"))

    assert [item.number for item in found.items] == [number]
    assert problems == []


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("1", "1"), ["J108"]),
        (("A1", "a1"), ["J108"]),
        (("1", "3"), ["J110"]),
        (("3", "2"), ["J110"]),
        (("2", "5"), ["J110"]),
        (("01", "03"), []),
        (("1.1", "1.3"), []),
    ],
)
def test_numbers_are_given_once_and_in_a_row(numbers: tuple[str, str], expected: list[str]) -> None:
    first, second = numbers
    text = written("", SECOND).replace("序号: 2", f"序号: {second}")

    assert [c for c, *_ in read(text.replace("序号: 1", f"序号: {first}"))[1]] == expected


def test_local_columns_and_choices_are_declared_once_for_all() -> None:
    columns = "columns:\n  公开层级: [市级, 镇街级, 村]\n  其他: [五公开]\n  二级事项: false\n"
    cells = "公开层级: [市级, 村]\n五公开: 服务公开\n二级事项:\n"

    found, problems = read(columns + written(cells))

    assert problems == []
    assert found.form.levels == ("市级", "镇街级", "村")
    assert found.items[0].levels == ("市级", "村")
    assert found.items[0].others == (("五公开", "服务公开"),)


@pytest.mark.parametrize(
    ("limit", "days"),
    [
        ("自信息形成或者变更之日起20个工作日内", 20),
        ("信息形成之日起20个工作日内", 20),
        ("20个工作日", 20),
        ("20工作日", 20),
        ("7个工作日内予以公开", 7),
        ("二十个工作日内", 20),
        ("自政府信息形成或者变更之日起 3 个工作日内公开。", 3),
        ("实时公开", None),
        ("及时公开", None),
        ("每年1月31日前", None),
        ("自收到申请之日起20个工作日内", None),
        ("3个工作日内公示，20个工作日内公开", None),
        ("", None),
    ],
)
def test_a_time_limit_counts_working_days_only_if_it_says_so_from_the_making(
    limit: str, days: int | None
) -> None:
    assert working_days(limit) == days


def test_a_catalogue_of_no_agency_is_refused(site: Scenario) -> None:
    text = written()
    found = site.check(f"-- content/agencies/nobody/catalogue.yaml --\n{text}")

    assert [(one.code, one.path) for one in found] == [
        ("A101", "content/agencies/nobody/catalogue.yaml")
    ]


def test_a_catalogue_elsewhere_is_no_catalogue(site: Scenario) -> None:
    found = site.check(f"-- content/pages/catalogue.yaml --\n{written()}")

    assert [one.code for one in found] == ["P105"]
