"""A report as a manuscript: everything that its page shows, in the order of official documents."""

from __future__ import annotations

from conftest import Scenario
from manuscripts import png

from site_builder.model.manuscript import Grid, Manuscript, Paragraph, Picture, Run
from site_builder.pages.downloads import manuscript

REPORT = "-- content/agencies/zhongwei-kjj/reports/2023.md --\n"
HEADER = """\
title: 中卫市科学技术局2023年政府信息公开工作年度报告
signed: 2024-01-26
"""


def made(site: Scenario, body: str, header: str = HEADER) -> Manuscript:
    """The manuscript of a report with that body."""
    whole = site.site(f"{REPORT}---\n{header}---\n{body}")
    files = {one.path: one.file for one in whole.attachments}

    def picture(path: str) -> bytes | None:
        return (site.root / "content" / path).read_bytes() if path in files else None

    (report,) = whole.reports
    return manuscript(report, whole.settings, picture)


def told(found: Manuscript) -> list[tuple[str, int, str]]:
    """Its paragraphs: role, level and text."""
    return [(b.role, b.level, b.text) for b in found.blocks if isinstance(b, Paragraph)]


def test_a_manuscript_has_the_title_the_text_and_the_signature_in_this_order(
    site: Scenario,
) -> None:
    found = made(site, "开头。\n\n## 一、总体情况\n\n### （一）主动公开\n\n正文。\n")

    assert told(found) == [
        ("title", 0, "中卫市科学技术局2023年政府信息公开工作年度报告"),
        ("text", 0, "开头。"),
        ("heading", 1, "一、总体情况"),
        ("heading", 2, "（一）主动公开"),
        ("text", 0, "正文。"),
        ("signature", 0, "中卫市科学技术局"),
        ("signature", 0, "2024年1月26日"),
    ]
    assert dict(found.facts)["日期"] == "2024-01-26"


def test_a_signature_in_the_body_is_not_written_twice(site: Scenario) -> None:
    body = "## 六、其他需要报告的事项\n\n无。\n\n中卫市科学技术局\n\n2024年1月25日\n"

    assert told(made(site, body))[-3:] == [
        ("text", 0, "无。"),
        ("signature", 0, "中卫市科学技术局"),
        ("signature", 0, "2024年1月25日"),
    ]


def test_a_report_without_a_day_of_signing_is_not_signed(site: Scenario) -> None:
    found = made(site, "正文。\n", "title: 中卫市科学技术局2023年政府信息公开工作年度报告\n")

    assert told(found)[-1] == ("text", 0, "正文。")


def test_bold_text_and_links_are_kept_and_links_within_the_site_need_its_address(
    site: Scenario,
) -> None:
    body = "甲**乙**丙[丁](https://a.cn/?x=1&y=2)，[本站](../guide.md)，[本页](#s-a)。\n"
    outside = Run("丁", link="https://a.cn/?x=1&y=2")

    _, paragraph, *_ = made(site, body).blocks
    assert isinstance(paragraph, Paragraph)
    assert paragraph.runs[:4] == (Run("甲"), Run("乙", bold=True), Run("丙"), outside)
    assert [run.text for run in paragraph.runs[4:]] == ["，本站，本页。"]

    site.lay(
        "-- content/site.yaml --\ntitle: 门户\nbase_url: https://b.cn/x/\n"
        "regions:\n  640500: 中卫市\n"
    )
    _, paragraph, *_ = made(site, body).blocks
    assert isinstance(paragraph, Paragraph)
    links = [run.link for run in paragraph.runs if run.link]
    assert links == [outside.link, "https://b.cn/x/agencies/zhongwei-kjj/guide/index.html"]


def test_lists_keep_their_levels_and_numbers(site: Scenario) -> None:
    body = "- 甲\n- 乙\n\n  又一段\n  1. 子一\n  2. 子二\n\n句。\n\n3. 三\n4. 四\n"

    numbers = [b.number for b in made(site, body).blocks if isinstance(b, Paragraph)]

    assert told(made(site, body))[1:-2] == [
        ("item", 1, "甲"),
        ("item", 1, "乙"),
        ("text", 0, "又一段"),
        ("numbered", 2, "子一"),
        ("numbered", 2, "子二"),
        ("text", 0, "句。"),
        ("numbered", 1, "三"),
        ("numbered", 1, "四"),
    ]
    assert numbers[1:-2] == [0, 0, 0, 1, 2, 0, 3, 4]


def test_footnotes_keep_their_marks_and_stand_behind_the_text(site: Scenario) -> None:
    body = "甲[^a]乙[^b]。\n\n[^a]: 注一**粗**。\n[^b]: 注二。\n"

    assert told(made(site, body))[1:-2] == [
        ("text", 0, "甲[1]乙[2]。"),
        ("note", 0, "[1] 注一粗。"),
        ("note", 0, "[2] 注二。"),
    ]


def test_quotations_code_and_line_breaks_keep_their_text(site: Scenario) -> None:
    body = "> 引文\n\n```\n甲  <b>\n```\n\n行一\\\n行二 a\nb\n"

    assert told(made(site, body))[1:-2] == [
        ("quote", 0, "引文"),
        ("text", 0, "甲  <b>"),
        ("text", 0, "行一\n行二 a b"),
    ]


def test_a_table_in_the_text_is_a_grid_named_by_the_heading_above(site: Scenario) -> None:
    body = "## 一、总体情况\n\n| 项目 | 数 |\n| --- | --: |\n| **甲** | |\n| 乙\\|丙 | / |\n"

    (grid,) = [one for one in made(site, body).blocks if isinstance(one, Grid)]

    assert (grid.rows, grid.columns, grid.head, grid.title) == (3, 2, 1, "一、总体情况")
    assert [cell.text for cell in grid.cells] == ["项目", "数", "甲", "", "乙|丙", "/"]
    assert [cell.scope for cell in grid.cells] == ["col", "col", "", "", "", ""]


def test_a_picture_stands_behind_its_paragraph_and_a_missing_one_is_named(site: Scenario) -> None:
    place = site.root / "content/agencies/zhongwei-kjj/reports/a.png"
    place.write_bytes(png())

    found = made(site, "前![图一](a.png)后\n\n![图二](b.png)\n")

    assert found.blocks[1:4] == (
        Paragraph((Run("前后"),)),
        Picture(png(), "a.png", "图一"),
        Paragraph((Run("（图：图二）"),)),
    )


def test_figures_are_as_written_and_computed_totals_have_their_mark(site: Scenario) -> None:
    statistics = """\
statistics:
  主动公开政府信息情况:
    规章: {本年制发件数: /, 本年废止件数: —, 现行有效件数: 不适用}
    行政规范性文件: {本年制发件数: 0, 本年废止件数: 无}
  收到和处理政府信息公开申请情况:
    本年新收政府信息公开申请数量: {自然人: 3}
"""
    found = made(site, "## 二、主动公开政府信息情况\n\n正文。\n", HEADER + statistics)

    first, second = [one for one in found.blocks if isinstance(one, Grid)]
    rows = {
        row: [cell.text for cell in first.cells if cell.row == row and not cell.scope]
        for row in (2, 3)
    }
    assert rows == {2: ["/", "—", "不适用"], 3: ["0", "无", ""]}
    assert [cell.text for cell in second.cells if cell.row == 3] == [
        "一、本年新收政府信息公开申请数量",
        *("3", "", "", "", "", "", ""),
    ]
    notes = [text for role, _, text in told(found) if role == "note"]
    assert any(note.startswith("空白") for note in notes)
    assert first.title == "主动公开政府信息情况"


def test_attachments_stand_before_the_signature(site: Scenario) -> None:
    for name in ("a.pdf", "b.xlsx"):
        (site.root / f"content/agencies/zhongwei-kjj/reports/{name}").write_bytes(b"%PDF-1.4")
    header = (
        HEADER + "attachments:\n  - {file: a.pdf, title: 说明}\n  - {file: b.xlsx, title: 表}\n"
    )

    roles = [(role, text) for role, _, text in told(made(site, "正文。\n", header))]

    assert roles[-4:-2] == [("attachment", "附件：1.说明"), ("attachment", "2.表")]
    assert {role for role, _ in roles[-2:]} == {"signature"}


def test_corrections_follow_as_a_table(site: Scenario) -> None:
    header = (
        HEADER
        + "published: 2024-01-27\ncorrections:\n  - {date: 2024-03-01, what: 电话, why: 号码已改}\n"
    )

    *_, heading, grid = made(site, "正文。\n", header).blocks

    assert isinstance(heading, Paragraph)
    assert isinstance(grid, Grid)
    assert heading.text == "更正说明"
    assert [cell.text for cell in grid.cells if cell.row == 1] == [
        "更正1",
        "2024-03-01",
        "电话",
        "号码已改",
        "",
    ]
