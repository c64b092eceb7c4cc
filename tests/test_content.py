"""The demonstration site: every figure of the statutory tables stands in the right cell of the
right page. The figures expected are written out here from the published reports, not read from
content/."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from conftest import TODAY, demonstration, silent

from site_builder.build import build

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
REFUSED = (
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
)
UNABLE = ("1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确")
DECLINED = (
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
PARTLY = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
OUTCOME = "三、本年度办理结果"
ROWS_2021 = (
    ("一、本年新收政府信息公开申请数量",),
    ("二、上年结转政府信息公开申请数量",),
    (OUTCOME, "（一）予以公开"),
    (OUTCOME, PARTLY),
    *((OUTCOME, "（三）不予公开", row) for row in REFUSED),
    *((OUTCOME, "（四）无法提供", row) for row in UNABLE),
    *((OUTCOME, "（五）不予处理", row) for row in DECLINED),
    *((OUTCOME, "（六）其他处理", row) for row in OTHERWISE),
    (OUTCOME, "（七）总计"),
    ("四、结转下年度继续办理",),
)
ROWS_2019 = (*ROWS_2021[:20], (OUTCOME, "（六）其他处理"), *ROWS_2021[23:])
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
GROUPS = (
    ("行政复议",),
    ("行政诉讼", "未经复议直接起诉"),
    ("行政诉讼", "复议后起诉"),
)
YEAR_BEFORE = ("上一年项目数量", "本年增/减", "处理决定数量")

Figures = dict[tuple[str, ...], str]


def applicants(column: str) -> tuple[str, ...]:
    """The captions above one column of table 3."""
    if column in {"自然人", "总计"}:
        return ("申请人情况", column)
    return ("申请人情况", "法人或其他组织", column)


def requests(rows: tuple[tuple[str, ...], ...], figure: str) -> Figures:
    return {(*applicants(c), *row): figure for row in rows for c in APPLICANTS}


def disputes(figure: str) -> Figures:
    return {(*group, result): figure for group in GROUPS for result in RESULTS}


def disclosure_2019(figure: str) -> Figures:
    clauses = {
        "第二十条第（一）项": (
            ("规章", "规范性文件"),
            ("本年新制作数量", "本年新公开数量", "对外公开总数量"),
        ),
        "第二十条第（五）项": (("行政许可", "其他对外管理服务事项"), YEAR_BEFORE),
        "第二十条第（六）项": (("行政处罚", "行政强制"), YEAR_BEFORE),
        "第二十条第（八）项": (("行政事业性收费",), YEAR_BEFORE[:2]),
        "第二十条第（九）项": (("政府集中采购",), ("采购项目数量", "采购总金额")),
    }
    return {
        (clause, column, row): figure
        for clause, (rows, columns) in clauses.items()
        for row in rows
        for column in columns
    }


def zhongwei_2023() -> dict[str, Figures]:
    issued = ("本年制发件数", "本年废止件数", "现行有效件数")
    first = "第二十条第（一）项"
    decided = "本年处理决定数量"
    return {
        "主动公开政府信息情况": {
            **{(first, column, "规章"): "0" for column in issued},
            **{(first, column, "行政规范性文件"): "0" for column in issued},
            (first, "现行有效件数", "行政规范性文件"): "2",
            ("第二十条第（五）项", decided, "行政许可"): "0",
            ("第二十条第（六）项", decided, "行政处罚"): "0",
            ("第二十条第（六）项", decided, "行政强制"): "0",
            ("第二十条第（八）项", "本年收费金额（单位：万元）", "行政事业性收费"): "0",
        },
        "收到和处理政府信息公开申请情况": {
            **requests(ROWS_2021, "0"),
            **{
                (*applicants(column), *row): "1"
                for column in ("自然人", "总计")
                for row in (ROWS_2021[0], (OUTCOME, "（一）予以公开"), (OUTCOME, "（七）总计"))
            },
        },
        "政府信息公开行政复议、行政诉讼情况": disputes("0"),
    }


def haiyuan_2020() -> dict[str, Figures]:
    return {
        "主动公开政府信息情况": disclosure_2019("0"),
        "收到和处理政府信息公开申请情况": {
            **requests(ROWS_2019, "0"),
            **requests(((OUTCOME, PARTLY), ("四、结转下年度继续办理",)), ""),
        },
        "政府信息公开行政复议、行政诉讼情况": disputes("0"),
    }


def yinchuan_2019() -> dict[str, Figures]:
    fifth = "第二十条第（五）项"
    return {
        "主动公开政府信息情况": {
            **disclosure_2019("0"),
            (fifth, "上一年项目数量", "其他对外管理服务事项"): "1",
            (fifth, "处理决定数量", "其他对外管理服务事项"): "1940",
        },
        "收到和处理政府信息公开申请情况": {
            **requests(ROWS_2019, ""),
            **requests(ROWS_2019[:10], "0"),
        },
    }


EXPECTED = {
    "zhongwei-kjj/2023": zhongwei_2023(),
    "haiyuan-kjj/2020": haiyuan_2020(),
    "yinchuan-kjj/2019": yinchuan_2019(),
    "wuzhong-kjj/2017": {},
    "zhongning-kjj/2018": {},
}
CELLS = {"zhongwei-kjj/2023": 10 + 175 + 15, "haiyuan-kjj/2020": 22 + 161 + 15}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = demonstration(tmp_path_factory.mktemp("demonstration"))
    output = source / "public"
    built = build(source, output, today=TODAY, progress=silent)
    assert not built.stopped, built.findings
    return output


def soup(public: Path, url: str) -> BeautifulSoup:
    return BeautifulSoup((public / url).read_text("utf-8"), "html.parser")


def figures(page: BeautifulSoup) -> dict[str, Figures]:
    """Every statutory table of a page by its caption: its figures by the captions that `headers`
    ties them to."""
    captions = {tag["id"]: tag.get_text() for tag in page.find_all("th", id=True)}
    tables = {}
    for table in page.select("table.sb-statutory"):
        caption = table.caption
        assert isinstance(caption, Tag)
        title = caption.get_text().split("（单位")[0]
        cells = table.find_all("td", headers=True)
        read = {
            tuple(captions[name] for name in str_list(cell["headers"])): cell.get_text()
            for cell in cells
        }
        assert len(read) == len(cells), "two cells under the same captions"
        tables[title] = read
    return tables


def str_list(value: object) -> list[str]:
    return value.split() if isinstance(value, str) else list(value)  # type: ignore[call-overload]


@pytest.mark.parametrize("report", EXPECTED)
def test_every_figure_of_a_report_stands_in_its_cell_and_blanks_are_blank(
    public: Path, report: str
) -> None:
    page = soup(public, f"agencies/{report}/index.html")

    assert figures(page) == EXPECTED[report]


@pytest.mark.parametrize("report", CELLS)
def test_a_table_has_as_many_cells_as_the_law_gives_it(public: Path, report: str) -> None:
    page = soup(public, f"agencies/{report}/index.html")

    assert sum(len(table) for table in figures(page).values()) == CELLS[report]


@pytest.mark.parametrize("report", EXPECTED)
def test_captions_reach_over_the_whole_grid(public: Path, report: str) -> None:
    for table in soup(public, f"agencies/{report}/index.html").select("table.sb-statutory"):
        filled: set[tuple[int, int]] = set()
        for line, row in enumerate(table.find_all("tr")):
            column = 0
            for cell in row.find_all(["td", "th"]):
                while (line, column) in filled:
                    column += 1
                box = {
                    (line + i, column + j)
                    for i in range(int(str(cell.get("rowspan", "1"))))
                    for j in range(int(str(cell.get("colspan", "1"))))
                }
                assert not box & filled
                filled |= box
        lines, columns = max(r for r, _ in filled) + 1, max(c for _, c in filled) + 1
        assert len(filled) == lines * columns


def test_the_portal_has_its_five_bureaux_their_reports_years_index_and_catalogue(
    public: Path,
) -> None:
    reports = [f"agencies/{report}/index.html" for report in EXPECTED]
    agencies = [f"agencies/{report.split('/')[0]}/index.html" for report in EXPECTED]
    years = [f"years/{year}/index.html" for year in (2017, 2018, 2019, 2020, 2023)]
    others = ["index.html", "catalogue/index.html", "404.html", "sitemap.xml"]
    others += ["documents/index.html", "reports/index.html", "apply/index.html"]

    for url in (*reports, *agencies, *years, *others):
        assert (public / url).is_file(), url


def test_every_page_says_that_it_is_a_demonstration(public: Path) -> None:
    for path in public.rglob("*.html"):
        assert "不是官方发布" in path.read_text("utf-8"), path


def test_a_year_page_says_how_many_agencies_a_sum_is_made_of(public: Path) -> None:
    text = soup(public, "years/2019/index.html").get_text()

    assert "5个机关中1个填报" in text
    assert "5个机关中0个填报" in text  # the blank rows of table 3 are in no sum


def test_the_index_links_every_report_and_names_who_is_missing(public: Path) -> None:
    table = soup(public, "index.html").select_one("table.sb-index")
    assert table is not None

    links = {str(a["href"]) for a in table.find_all("a")}
    assert {f"agencies/{report}/index.html" for report in EXPECTED} <= links
    assert table.get_text().count("未收录") == 5 * 5 - 5
