"""The form of a file in a browser: typed into, pasted into, saved, and in conflict."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import Scenario
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect
from texts import GOOD_SITE

from serve.served import Served, served

REPORT = "agencies/zhongwei-kjj/reports/2023.md"
NEW, CARRIED = "本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量"
WIDTHS = (320, 768, 1280)
BEFORE = """\
-- 2022年度报告 --
---
statistics:
  收到和处理政府信息公开申请情况:
    本年新收政府信息公开申请数量: {自然人: 3, 其余: 0}
    予以公开: {自然人: 3, 其余: 0}
    其余: 0
---
（正文：六个部分）
"""
OWN = """\
-- 2023年度报告 --
---
published: 2024-01-20   # 星期六
statistics:
  收到和处理政府信息公开申请情况:
    本年新收政府信息公开申请数量:
      自然人: 2   # 两件
      其余: 0
    予以公开: {自然人: 2, 其余: 0}
    其余: 0
---
（正文：六个部分）
"""
GUIDE = """\
-- content/agencies/zhongwei-kjj/guide.md --
---
title: 政府信息公开指南
published: 2024-01-02
openness: 主动公开
---
## 受理机构

办公室。
"""
# Messages of the browser that are not about the form: an address of the server's policy that it
# does not know, and the icon that the desk does not have.
NOT_OURS = re.compile(r"connect-src|favicon")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The desk of a project with two reports and a guide."""
    project = Scenario(tmp_path_factory.mktemp("desk") / "project")
    for text in (GOOD_SITE, BEFORE, OWN, GUIDE):
        project.lay(text)
    with served(project.root) as one:
        yield one


@pytest.fixture
def desk(running: Served) -> Iterator[Served]:
    """The desk, with the project as it was."""
    files = {one: one.read_bytes() for one in running.root.rglob("*.*") if one.is_file()}
    yield running
    for one in [*running.root.joinpath("content").rglob("*.*")]:
        if one not in files:
            one.unlink()
        elif one.read_bytes() != files[one]:
            one.write_bytes(files[one])


@pytest.fixture
def page(browser: Browser, desk: Served) -> Iterator[Page]:
    """A page of an editor; what goes wrong in its scripts fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not NOT_OURS.search(f"{message.text}{message.location}"):
            complaints.append(message.text)

    new = context.new_page()
    new.on("pageerror", lambda error: complaints.append(str(error)))
    new.on("console", note)
    yield new
    context.close()
    assert not [one for one in complaints if "409" not in one and "422" not in one]


def opened(page: Page, desk: Served, path: str = REPORT) -> Page:
    """Open the form of a file, and wait until it was tried."""
    page.goto(f"{desk.url}_desk/edit/{path}")
    expect(page.locator("#sb-form-total")).not_to_have_text("正在检查")
    return page


def cell(page: Page, row: str, column: str) -> Locator:
    """A cell of the table about requests."""
    return page.locator(f"""[data-cell='["收到和处理政府信息公开申请情况","{row}","{column}"]']""")


def saved(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator("#sb-form-state")).to_have_text("已保存")


def source(desk: Served, path: str = REPORT) -> Path:
    return desk.root / "content" / path


def paste(page: Page, text: str) -> None:
    """Paste a text into what has the focus, as from a spreadsheet."""
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const event = { clipboardData: data, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
        }""",
        text,
    )


def test_sums_and_balances_follow_while_typing(page: Page, desk: Served) -> None:
    opened(page, desk)
    expect(cell(page, NEW, "总计")).to_have_attribute("placeholder", "2")

    cell(page, NEW, "商业企业").fill("5")

    expect(cell(page, NEW, "总计")).to_have_attribute("placeholder", "7")
    table = page.locator('[data-table="requests"]')
    expect(table.locator("[data-failing] li").first).to_contain_text(
        f"“商业企业”一列：{NEW}、{CARRIED}之和应等于总计、结转下年度继续办理之和；"
        "前者是 5，后者是 0，差 5。"
    )
    expect(table.locator("[data-balances-line]")).to_contain_text("2 项不符")
    expect(cell(page, CARRIED, "商业企业")).to_have_class(re.compile("is-unbalanced"))
    expect(table.locator(".sb-form-finding.is-error")).to_contain_text("F230")

    cell(page, "予以公开", "商业企业").fill("5")

    expect(table.locator("[data-failing] li")).to_have_count(0)
    expect(table.locator(".sb-form-finding.is-error")).to_have_count(0)


def test_only_the_lines_of_changed_figures_change(page: Page, desk: Served) -> None:
    opened(page, desk)
    before = source(desk).read_text("utf-8")

    cell(page, NEW, "自然人").fill("3")
    cell(page, "予以公开", "自然人").fill("3")
    page.locator('[data-field="published"]').fill("2024-01-21")
    saved(page)

    assert source(desk).read_text("utf-8") == before.replace(
        "自然人: 2   # 两件", "自然人: 3   # 两件"
    ).replace("{自然人: 2,", "{自然人: 3,").replace("2024-01-20 ", "2024-01-21 ")
    page.reload()
    expect(cell(page, NEW, "自然人")).to_have_value("3")
    expect(page.locator("#sb-form-state")).to_have_text("和文件一致")


def test_the_year_before_stands_beside_each_figure(page: Page, desk: Served) -> None:
    opened(page, desk)

    described = cell(page, NEW, "自然人").get_attribute("aria-describedby") or ""
    beside = page.locator(f"#{described.split()[0]}")

    expect(beside).to_have_text("上年 3")
    page.get_by_label("显示2022年的数").uncheck()
    expect(beside).to_be_hidden()


def test_a_block_from_a_spreadsheet_fills_the_cells_from_there(page: Page, desk: Served) -> None:
    opened(page, desk)
    cell(page, NEW, "其他").focus()

    paste(page, '1\t"1,2\n34"\t9\r\n２\t\t\r\n')

    expect(cell(page, NEW, "其他")).to_have_value("1")
    expect(cell(page, CARRIED, "其他")).to_have_value("２")
    expect(cell(page, CARRIED, "总计")).to_have_value("")
    notice = page.locator('[data-table="requests"] [data-notice]')
    expect(notice).to_have_text(
        "粘贴了 4 格；超出表格的 1 格没有粘贴：“9”。按 Ctrl+Z 可以全部撤销。"
    )

    page.keyboard.press("Control+z")

    expect(cell(page, NEW, "其他")).to_have_value("0")
    expect(cell(page, CARRIED, "其他")).to_have_value("0")
    expect(page.locator("#sb-form-state")).to_have_text("和文件一致")


def test_a_digit_of_full_width_is_shown_and_not_put_right_silently(
    page: Page, desk: Served
) -> None:
    opened(page, desk)
    cell(page, CARRIED, "自然人").fill("１")
    repair = page.get_by_role("button", name="把“１”改成“1”")

    expect(repair).to_be_visible()
    expect(cell(page, CARRIED, "自然人")).to_have_attribute("aria-invalid", "true")
    expect(cell(page, CARRIED, "自然人")).to_have_value("１")
    repair.click()

    expect(cell(page, CARRIED, "自然人")).to_have_value("1")
    expect(cell(page, CARRIED, "自然人")).to_have_attribute("aria-invalid", "false")


@pytest.mark.parametrize("text", ["", "0", "/", "—", "无", "不适用"])
def test_what_is_typed_is_what_is_written(page: Page, desk: Served, text: str) -> None:
    opened(page, desk)

    cell(page, NEW, "自然人").fill(text)
    saved(page)

    assert f"      自然人: {text}".rstrip() in source(desk).read_text("utf-8").replace("   #", " #")
    page.reload()
    expect(cell(page, NEW, "自然人")).to_have_value(text)


def test_keys_move_as_in_a_table(page: Page, desk: Served) -> None:
    opened(page, desk)
    cell(page, NEW, "自然人").focus()
    for key, row, column in (
        ("ArrowDown", CARRIED, "自然人"),
        ("Tab", CARRIED, "商业企业"),
        ("Enter", "予以公开", "商业企业"),
        ("ArrowLeft", "予以公开", "自然人"),
        ("ArrowUp", CARRIED, "自然人"),
        ("Shift+Enter", NEW, "自然人"),
        ("Alt+ArrowRight", NEW, "商业企业"),
    ):
        page.keyboard.press(key)
        expect(cell(page, row, column)).to_be_focused()


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(page: Page, desk: Served) -> None:
    opened(page, desk)
    cell(page, NEW, "自然人").fill("4")
    cell(page, CARRIED, "自然人").fill("1")
    theirs = source(desk).read_text("utf-8").replace("自然人: 2   # 两件", "自然人: 9   # 九件")
    source(desk).write_text(theirs, "utf-8")

    page.keyboard.press("Control+s")

    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("您填的没有写进去")
    expect(dialog.locator('[data-sign="-"]')).to_contain_text("自然人: 2   # 两件")
    expect(dialog.locator('[data-sign="+"]')).to_contain_text("自然人: 9   # 九件")
    expect(dialog).to_contain_text("我填的：4；文件里现在：9（两边都改了）")
    assert source(desk).read_text("utf-8") == theirs

    expect(dialog.get_by_label(f"{NEW}，自然人")).not_to_be_checked()
    expect(dialog.get_by_label(f"{CARRIED}，自然人")).to_be_checked()
    dialog.get_by_role("button", name="带上勾选的").click()

    expect(cell(page, NEW, "自然人")).to_have_value("9")
    expect(cell(page, CARRIED, "自然人")).to_have_value("1")
    saved(page)
    assert "自然人: 9   # 九件" in source(desk).read_text("utf-8")


def test_what_was_not_saved_survives_a_reload(page: Page, desk: Served) -> None:
    opened(page, desk)
    page.on("dialog", lambda dialog: dialog.accept())
    cell(page, NEW, "自然人").fill("4")
    page.locator("#sb-form-text").fill("## 一、总体情况\n\n新的正文。\n")
    before = source(desk).read_text("utf-8")

    page.reload()

    expect(cell(page, NEW, "自然人")).to_have_value("4")
    expect(page.locator("#sb-form-text")).to_have_value("## 一、总体情况\n\n新的正文。\n")
    expect(page.locator("#sb-form-state")).to_have_text("有 2 处没有保存")
    assert source(desk).read_text("utf-8") == before


def test_what_was_not_saved_never_hides_a_newer_file(page: Page, desk: Served) -> None:
    opened(page, desk)
    page.on("dialog", lambda dialog: dialog.accept())
    cell(page, NEW, "自然人").fill("4")
    page.goto(f"{desk.url}_desk/")
    source(desk).write_text(source(desk).read_text("utf-8").replace("两件", "二件"), "utf-8")

    page.goto(f"{desk.url}_desk/edit/{REPORT}")

    expect(page.get_by_role("dialog")).to_contain_text("是在文件的旧内容上填的")
    expect(cell(page, NEW, "自然人")).to_have_value("2")
    page.get_by_role("button", name="带上勾选的").click()
    expect(cell(page, NEW, "自然人")).to_have_value("4")


def test_leaving_with_unsaved_changes_asks(page: Page, desk: Served) -> None:
    opened(page, desk)
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == []

    cell(page, NEW, "自然人").fill("4")
    page.reload()

    assert asked == ["beforeunload"]


def test_the_body_is_previewed_and_its_findings_lead_to_their_lines(
    page: Page, desk: Served
) -> None:
    opened(page, desk)
    text = page.locator("#sb-form-text")
    body = text.input_value()

    text.fill(body.replace("公开的内容还不够丰富，", "公开的内容还不够丰富,预览里的话，"))

    frame = page.frame_locator("#sb-form-preview")
    expect(frame.locator("main")).to_contain_text("预览里的话")
    beside = page.locator('[data-findings="body"] .sb-form-finding').first
    expect(beside).to_contain_text("正文第")
    beside.get_by_role("button", name="把“富,预”改成“富，预”").click()
    expect(text).to_have_value(
        body.replace("公开的内容还不够丰富，", "公开的内容还不够丰富，预览里的话，")
    )
    assert (
        frame.locator("main")
        .evaluate("node => node.ownerDocument.URL")
        .startswith(f"{desk.url}_desk/preview/")
    )


def test_the_fields_of_other_files_are_edited_too(page: Page, desk: Served) -> None:
    path = "agencies/zhongwei-kjj/guide.md"
    opened(page, desk, path)
    before = source(desk, path).read_text("utf-8")

    page.get_by_label("公开方式", exact=True).select_option("其他，写在后面")
    page.get_by_label("公开方式，其他写法").fill("主动公开（全文）")
    page.get_by_label("草稿").check()
    saved(page)

    assert source(desk, path).read_text("utf-8") == before.replace(
        "openness: 主动公开", "openness: 主动公开（全文）"
    ).replace("政府信息公开指南\n", "政府信息公开指南\ndraft: true\n")


def test_attachments_are_dropped_listed_and_linked(page: Page, desk: Served) -> None:
    opened(page, desk)
    page.locator("#sb-form-chooser").set_input_files(
        [{"name": "名 单(1).pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n"}]
    )
    taken = page.locator("#sb-form-taken li")

    expect(taken).to_contain_text("已存为 名 单(1).pdf")
    taken.get_by_role("button", name="列入附件").click()
    page.locator("#sb-form-text").focus()
    taken.get_by_role("button", name="在正文光标处插入链接").click()
    saved(page)

    text = source(desk).read_text("utf-8")
    assert "attachments: [名 单(1).pdf]" in text or "- 名 单(1).pdf" in text
    assert "[名 单(1)](%E5%90%8D%20%E5%8D%95%281%29.pdf)" in text
    assert (source(desk).parent / "名 单(1).pdf").read_bytes() == b"%PDF-1.7\n"


def test_a_package_is_downloaded(page: Page, desk: Served, tmp_path: Path) -> None:
    opened(page, desk)
    page.get_by_role("button", name="准备交付").click()
    expect(page.locator("[data-ready] [data-why]")).to_contain_text("不在 git 仓库里")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="下载交付包").click()
    downloading.value.save_as(tmp_path / "a.zip")

    names = ZipFile(tmp_path / "a.zip").namelist()

    assert downloading.value.suggested_filename == "zhongwei-kjj-reports-2023.zip"
    assert f"zhongwei-kjj-reports-2023/源文件/content/{REPORT}" in names


@pytest.mark.parametrize("width", WIDTHS)
def test_the_form_fits_its_screen_and_everything_has_a_name(
    page: Page, desk: Served, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, desk)

    assert page.evaluate("document.documentElement.scrollWidth") == width
    nameless = """nodes => nodes.filter(node => {
      const ids = (node.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
      const named = ids.length && ids.every(id => document.getElementById(id));
      return !named && !node.getAttribute("aria-label") && !(node.labels || []).length;
    }).map(node => node.outerHTML)"""
    controls = page.locator("main input, main select, main textarea")
    assert controls.evaluate_all(nameless) == []
    ids = page.eval_on_selector_all("[id]", "nodes => nodes.map(node => node.id)")
    assert len(ids) == len(set(ids))
