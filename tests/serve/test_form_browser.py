"""The form of a file in a browser: typed into, pasted into, and saved."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from desks import OpenDesk
from playwright.sync_api import Page, expect

from serve.forms import CARRIED, NEW, REPORT, cell, opened, paste, save, source

WIDTHS = (320, 768, 1280)


def test_sums_and_balances_follow_while_typing(editor: Page, form_desk: OpenDesk) -> None:
    opened(editor, form_desk)
    expect(cell(editor, NEW, "总计")).to_have_attribute("placeholder", "2")

    cell(editor, NEW, "商业企业").fill("5")

    expect(cell(editor, NEW, "总计")).to_have_attribute("placeholder", "7")
    table = editor.locator('[data-table="requests"]')
    expect(table.locator("[data-failing] li").first).to_contain_text(
        f"“商业企业”一列：{NEW}、{CARRIED}之和应等于总计、结转下年度继续办理之和；"
        "前者是 5，后者是 0，差 5。"
    )
    expect(table.locator("[data-balances-line]")).to_contain_text("2 项不符")
    expect(cell(editor, CARRIED, "商业企业")).to_have_class(re.compile("is-unbalanced"))
    expect(table.locator(".sb-form-finding.is-error")).to_contain_text("F230")

    cell(editor, "予以公开", "商业企业").fill("5")

    expect(table.locator("[data-failing] li")).to_have_count(0)
    expect(table.locator(".sb-form-finding.is-error")).to_have_count(0)


def test_only_the_lines_of_changed_figures_change(editor: Page, form_desk: OpenDesk) -> None:
    opened(editor, form_desk)
    before = source(form_desk).read_text("utf-8")

    cell(editor, NEW, "自然人").fill("3")
    cell(editor, "予以公开", "自然人").fill("3")
    editor.locator('[data-field="published"]').fill("2024-01-21")
    save(editor)

    assert source(form_desk).read_text("utf-8") == before.replace(
        "自然人: 2   # 两件", "自然人: 3   # 两件"
    ).replace("{自然人: 2,", "{自然人: 3,").replace("2024-01-20 ", "2024-01-21 ")
    editor.reload()
    expect(cell(editor, NEW, "自然人")).to_have_value("3")
    expect(editor.locator("#sb-form-state")).to_have_text("和文件一致")


def test_the_year_before_stands_beside_each_figure(editor: Page, form_desk: OpenDesk) -> None:
    opened(editor, form_desk)

    described = cell(editor, NEW, "自然人").get_attribute("aria-describedby") or ""
    beside = editor.locator(f"#{described.split()[0]}")

    expect(beside).to_have_text("上年 3")
    editor.get_by_label("显示2022年的数").uncheck()
    expect(beside).to_be_hidden()


def test_a_block_from_a_spreadsheet_fills_the_cells_from_there(
    editor: Page, form_desk: OpenDesk
) -> None:
    opened(editor, form_desk)
    cell(editor, NEW, "其他").focus()

    paste(editor, '1\t"1,2\n34"\t9\r\n２\t\t\r\n')

    expect(cell(editor, NEW, "其他")).to_have_value("1")
    expect(cell(editor, CARRIED, "其他")).to_have_value("２")
    expect(cell(editor, CARRIED, "总计")).to_have_value("")
    notice = editor.locator('[data-table="requests"] [data-notice]')
    expect(notice).to_have_text(
        "粘贴了 4 格；超出表格的 1 格没有粘贴：“9”。按 Ctrl+Z 可以全部撤销。"
    )

    editor.keyboard.press("Control+z")

    expect(cell(editor, NEW, "其他")).to_have_value("0")
    expect(cell(editor, CARRIED, "其他")).to_have_value("0")
    expect(editor.locator("#sb-form-state")).to_have_text("和文件一致")


def test_a_digit_of_full_width_is_shown_and_not_put_right_silently(
    editor: Page, form_desk: OpenDesk
) -> None:
    opened(editor, form_desk)
    cell(editor, CARRIED, "自然人").fill("１")
    repair = editor.get_by_role("button", name="把“１”改成“1”")

    expect(repair).to_be_visible()
    expect(cell(editor, CARRIED, "自然人")).to_have_attribute("aria-invalid", "true")
    expect(cell(editor, CARRIED, "自然人")).to_have_value("１")
    repair.click()

    expect(cell(editor, CARRIED, "自然人")).to_have_value("1")
    expect(cell(editor, CARRIED, "自然人")).to_have_attribute("aria-invalid", "false")


@pytest.mark.parametrize("text", ["", "0", "/", "—", "无", "不适用"])
def test_what_is_typed_is_what_is_written(editor: Page, form_desk: OpenDesk, text: str) -> None:
    opened(editor, form_desk)

    cell(editor, NEW, "自然人").fill(text)
    save(editor)

    assert f"      自然人: {text}".rstrip() in source(form_desk).read_text("utf-8").replace(
        "   #", " #"
    )
    editor.reload()
    expect(cell(editor, NEW, "自然人")).to_have_value(text)


def test_empty_cells_are_filled_with_zeros_only_when_asked_to(
    editor: Page, form_desk: OpenDesk
) -> None:
    opened(editor, form_desk)
    cell(editor, NEW, "自然人").fill("")
    cell(editor, CARRIED, "其他").fill("")
    table = editor.locator('[data-table="requests"]')

    table.get_by_role("button", name="空着的格都填 0").click()

    expect(table.locator("[data-notice]")).to_contain_text("2 格填了 0")
    expect(cell(editor, NEW, "自然人")).to_have_value("0")
    expect(cell(editor, NEW, "总计")).to_have_value("")
    editor.keyboard.press("Control+z")
    expect(cell(editor, NEW, "自然人")).to_have_value("")


def test_a_total_that_was_blank_is_computed_once_its_parts_are_typed(
    editor: Page, form_desk: OpenDesk
) -> None:
    blank = (
        source(form_desk)
        .read_text("utf-8")
        .replace("    予以公开:", "    部分公开:\n    予以公开:")
    )
    source(form_desk).write_text(blank, "utf-8")
    opened(editor, form_desk)
    expect(cell(editor, "部分公开", "总计")).to_have_attribute("placeholder", "空白")

    for column in ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"):
        cell(editor, "部分公开", column).fill("0")
    expect(cell(editor, "部分公开", "总计")).to_have_attribute("placeholder", "0")
    save(editor)

    assert source(form_desk).read_text("utf-8") == blank.replace(
        "部分公开:\n", "部分公开:\n      其余: 0\n"
    )


def test_keys_move_as_in_a_table(editor: Page, form_desk: OpenDesk) -> None:
    opened(editor, form_desk)
    cell(editor, NEW, "自然人").focus()
    for key, row, column in (
        ("ArrowDown", CARRIED, "自然人"),
        ("Tab", CARRIED, "商业企业"),
        ("Enter", "予以公开", "商业企业"),
        ("ArrowLeft", "予以公开", "自然人"),
        ("ArrowUp", CARRIED, "自然人"),
        ("Shift+Enter", NEW, "自然人"),
        ("Alt+ArrowRight", NEW, "商业企业"),
    ):
        editor.keyboard.press(key)
        expect(cell(editor, row, column)).to_be_focused()


def test_the_body_is_previewed_and_its_findings_lead_to_their_lines(
    editor: Page, form_desk: OpenDesk
) -> None:
    opened(editor, form_desk)
    text = editor.locator("#sb-form-text")
    body = text.input_value()

    text.fill(body.replace("公开的内容还不够丰富，", "公开的内容还不够丰富,预览里的话，"))

    frame = editor.frame_locator("#sb-form-preview")
    expect(frame.locator("main")).to_contain_text("预览里的话")
    beside = editor.locator('[data-findings="body"] .sb-form-finding').first
    expect(beside).to_contain_text("正文第")
    beside.get_by_role("button", name="把“富,预”改成“富，预”").click()
    expect(text).to_have_value(
        body.replace("公开的内容还不够丰富，", "公开的内容还不够丰富，预览里的话，")
    )
    assert (
        frame.locator("main")
        .evaluate("node => node.ownerDocument.URL")
        .startswith(f"{form_desk.url}/_desk/preview/")
    )


def test_the_fields_of_other_files_are_edited_too(editor: Page, form_desk: OpenDesk) -> None:
    path = "agencies/zhongwei-kjj/guide.md"
    opened(editor, form_desk, path)
    before = source(form_desk, path).read_text("utf-8")

    editor.get_by_label("公开方式", exact=True).select_option("其他，写在后面")
    editor.get_by_label("公开方式，其他写法").fill("主动公开（全文）")
    editor.get_by_label("草稿").check()
    save(editor)

    assert source(form_desk, path).read_text("utf-8") == before.replace(
        "openness: 主动公开", "openness: 主动公开（全文）"
    ).replace("政府信息公开指南\n", "政府信息公开指南\ndraft: true\n")


def test_attachments_are_dropped_listed_and_linked(
    editor: Page, form_desk: OpenDesk, tmp_path: Path
) -> None:
    opened(editor, form_desk)
    dropped = tmp_path / "名 单(1).pdf"
    dropped.write_bytes(b"%PDF-1.7\n")
    editor.locator("#sb-form-chooser").set_input_files(dropped)
    taken = editor.locator("#sb-form-taken li")

    expect(taken).to_contain_text("已存为 名 单(1).pdf")
    taken.get_by_role("button", name="列入附件").click()
    editor.locator("#sb-form-text").focus()
    taken.get_by_role("button", name="在正文光标处插入链接").click()
    save(editor)

    text = source(form_desk).read_text("utf-8")
    assert "attachments: [名 单(1).pdf]" in text or "- 名 单(1).pdf" in text
    assert "[名 单(1)](%E5%90%8D%20%E5%8D%95%281%29.pdf)" in text
    assert (source(form_desk).parent / "名 单(1).pdf").read_bytes() == b"%PDF-1.7\n"


def test_a_package_is_downloaded(editor: Page, form_desk: OpenDesk, tmp_path: Path) -> None:
    opened(editor, form_desk)
    editor.get_by_role("button", name="准备交付").click()
    expect(editor.locator("[data-ready] [data-why]")).to_contain_text("不在 git 仓库里")
    with editor.expect_download() as downloading:
        editor.get_by_role("button", name="下载交付包").click()
    downloading.value.save_as(tmp_path / "a.zip")

    names = ZipFile(tmp_path / "a.zip").namelist()

    assert downloading.value.suggested_filename == "zhongwei-kjj-reports-2023.zip"
    assert f"zhongwei-kjj-reports-2023/源文件/content/{REPORT}" in names


@pytest.mark.parametrize("width", WIDTHS)
def test_the_form_fits_its_screen_and_everything_has_a_name(
    editor: Page, form_desk: OpenDesk, width: int
) -> None:
    editor.set_viewport_size({"width": width, "height": 900})
    opened(editor, form_desk)

    assert editor.evaluate("document.documentElement.scrollWidth") == width
    nameless = """nodes => nodes.filter(node => {
      const ids = (node.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
      const named = ids.length && ids.every(id => document.getElementById(id));
      return !named && !node.getAttribute("aria-label") && !(node.labels || []).length;
    }).map(node => node.outerHTML)"""
    controls = editor.locator("main input, main select, main textarea")
    assert controls.evaluate_all(nameless) == []
    ids = editor.eval_on_selector_all("[id]", "nodes => nodes.map(node => node.id)")
    assert len(ids) == len(set(ids))
