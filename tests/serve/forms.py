"""The form of a file, asked as its script asks, and opened in a browser."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from desks import OpenDesk
from playwright.sync_api import Locator, Page, expect

REPORT = "agencies/zhongwei-kjj/reports/2023.md"
REQUESTS = "收到和处理政府信息公开申请情况"
NEW, CARRIED = "本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量"


PROJECT = """\
-- 2022年度报告 --
---
statistics:
  收到和处理政府信息公开申请情况:
    本年新收政府信息公开申请数量: {自然人: 3, 其余: 0}
    予以公开: {自然人: 3, 其余: 0}
    其余: 0
---
（正文：六个部分）
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
-- content/agencies/zhongwei-kjj/guide.md --
---
title: 政府信息公开指南
published: 2024-01-02
openness: 主动公开
---
## 受理机构

办公室。
"""


class Answered(NamedTuple):
    """What a form was answered."""

    status: int
    value: Any


def ask(desk: OpenDesk, what: str, **asked: Any) -> Answered:
    """Ask what the script of the form of the report asks."""
    answer = desk.post(f"/_desk/api/{what}", {"path": REPORT} | asked)
    return Answered(answer.status, json.loads(answer.body))


def upload(desk: OpenDesk, name: str, data: bytes) -> Answered:
    """Drop a file on the form; the name is as in an address."""
    answer = desk.ask(
        f"/_desk/api/attachment?path={REPORT}&name={name}",
        "POST",
        data,
        Origin=desk.url,
        Content_Type="application/octet-stream",
        X_Sitebuild_Token=desk.guard.token,
    )
    return Answered(answer.status, json.loads(answer.body))


def source(desk: OpenDesk, path: str = REPORT) -> Path:
    """The file of a form."""
    return desk.root / "content" / path


def digest(desk: OpenDesk) -> str:
    """The digest of the report as it is."""
    return sha256(source(desk).read_bytes()).hexdigest()


def opened(page: Page, desk: OpenDesk, path: str = REPORT) -> Page:
    """Open the form of a file in a browser, and wait until it was tried."""
    page.goto(f"{desk.url}/_desk/edit/{path}")
    expect(page.locator("#sb-form-total")).not_to_have_text("正在检查")
    return page


def cell(page: Page, row: str, column: str) -> Locator:
    """A cell of the table about requests."""
    return page.locator(f"""[data-cell='["{REQUESTS}","{row}","{column}"]']""")


def save(page: Page) -> None:
    """Save what was typed."""
    page.keyboard.press("Control+s")
    expect(page.locator("#sb-form-state")).to_have_text("已保存")


def paste(editor: Page, text: str) -> None:
    """Paste a text into what has the focus, as from a spreadsheet."""
    editor.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const event = { clipboardData: data, bubbles: true, cancelable: true };
          document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
        }""",
        text,
    )
