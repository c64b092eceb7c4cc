"""Files that change while their form is open, and forms that are left while something is typed."""

from __future__ import annotations

from desks import OpenDesk
from playwright.sync_api import Dialog, Page, expect

from serve.forms import CARRIED, NEW, REPORT, cell, opened, save, source


def test_a_file_that_was_changed_meanwhile_is_not_overwritten(
    editor: Page, form_desk: OpenDesk
) -> None:
    opened(editor, form_desk)
    cell(editor, NEW, "自然人").fill("4")
    cell(editor, CARRIED, "自然人").fill("1")
    theirs = (
        source(form_desk).read_text("utf-8").replace("自然人: 2   # 两件", "自然人: 9   # 九件")
    )
    source(form_desk).write_text(theirs, "utf-8")

    editor.keyboard.press("Control+s")

    dialog = editor.get_by_role("dialog")
    expect(dialog).to_contain_text("您填的没有写进去")
    expect(dialog.locator('[data-sign="-"]')).to_contain_text("自然人: 2   # 两件")
    expect(dialog.locator('[data-sign="+"]')).to_contain_text("自然人: 9   # 九件")
    expect(dialog).to_contain_text("我填的：4；文件里现在：9（两边都改了）")
    assert source(form_desk).read_text("utf-8") == theirs

    expect(dialog.get_by_label(f"{NEW}，自然人")).not_to_be_checked()
    expect(dialog.get_by_label(f"{CARRIED}，自然人")).to_be_checked()
    dialog.get_by_role("button", name="带上勾选的").click()

    expect(cell(editor, NEW, "自然人")).to_have_value("9")
    expect(cell(editor, CARRIED, "自然人")).to_have_value("1")
    save(editor)
    assert "自然人: 9   # 九件" in source(form_desk).read_text("utf-8")


def test_what_was_not_saved_survives_a_reload(editor: Page, form_desk: OpenDesk) -> None:
    opened(editor, form_desk)
    editor.on("dialog", lambda dialog: dialog.accept())
    cell(editor, NEW, "自然人").fill("4")
    editor.locator("#sb-form-text").fill("## 一、总体情况\n\n新的正文。\n")
    before = source(form_desk).read_text("utf-8")

    editor.reload()

    expect(cell(editor, NEW, "自然人")).to_have_value("4")
    expect(editor.locator("#sb-form-text")).to_have_value("## 一、总体情况\n\n新的正文。\n")
    expect(editor.locator("#sb-form-state")).to_have_text("有 2 处没有保存")
    assert source(form_desk).read_text("utf-8") == before


def test_what_was_not_saved_never_hides_a_newer_file(editor: Page, form_desk: OpenDesk) -> None:
    opened(editor, form_desk)
    editor.on("dialog", lambda dialog: dialog.accept())
    cell(editor, NEW, "自然人").fill("4")
    editor.goto("about:blank")
    source(form_desk).write_text(
        source(form_desk).read_text("utf-8").replace("两件", "二件"), "utf-8"
    )

    editor.goto(f"{form_desk.url}/_desk/edit/{REPORT}")

    expect(editor.get_by_role("dialog")).to_contain_text("是在文件的旧内容上填的")
    expect(cell(editor, NEW, "自然人")).to_have_value("2")
    editor.get_by_role("button", name="带上勾选的").click()
    expect(cell(editor, NEW, "自然人")).to_have_value("4")


def test_leaving_with_unsaved_changes_asks(editor: Page, form_desk: OpenDesk) -> None:
    opened(editor, form_desk)
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    editor.on("dialog", leave)
    editor.reload()
    assert asked == []

    cell(editor, NEW, "自然人").fill("4")
    editor.reload()

    assert asked == ["beforeunload"]
