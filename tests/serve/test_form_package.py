"""The package of a document for the office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import TODAY, Scenario
from playwright.sync_api import Browser

from serve.forms import PROJECT, REPORT
from site_builder.serve.form.answers import Answers
from site_builder.serve.session import Session

NAME = "zhongwei-kjj-reports-2023"
LISTED = """\
-- content/agencies/zhongwei-kjj/reports/2023.md --
---
title: 中卫市科学技术局2023年政府信息公开工作年度报告
draft: true
attachments: [名单.txt]
statistics:
  主动公开政府信息情况: 0
  收到和处理政府信息公开申请情况: 0
  政府信息公开行政复议、行政诉讼情况: 0
---
（正文：六个部分）
正文里有半角,标点。

![图](图1.png)
"""


@pytest.fixture
def session(site: Scenario) -> Iterator[Session]:
    """The desk of a project with a draft, its attachments, and a file beside that is not used."""
    site.lay(PROJECT)
    site.lay(LISTED)
    folder = (site.root / "content" / REPORT).parent
    for name in ("名单.txt", "图1.png", "别的.txt"):
        (folder / name).write_text(name)
    opened = Session(site.root, lambda: TODAY)
    opened.refresh()
    yield opened
    opened.close()


def package(session: Session, root: Path) -> bytes:
    file = BytesIO()
    Answers(root, "").package(session, {"path": REPORT}, file)
    return file.getvalue()


def test_a_package_holds_what_the_office_needs_and_nothing_else(
    session: Session, site: Scenario
) -> None:
    with ZipFile(BytesIO(package(session, site.root))) as opened:
        files = {one.removeprefix(f"{NAME}/"): opened.read(one) for one in opened.namelist()}

    page = "网页/agencies/zhongwei-kjj/2023/index.html"
    folder = "content/agencies/zhongwei-kjj/reports"
    style = next(one for one in files if one.endswith(".css"))
    assert files.keys() == {
        "说明.txt",
        "检查结果.txt",
        page,
        *(page.replace("index.html", f"statistics.{kind}") for kind in ("csv", "json")),
        style,
        "网页/assets/favicon.ico",
        "网页/assets/favicon.svg",
        *(f"源文件/{folder}/{one}" for one in ("2023.md", "名单.txt", "图1.png")),
        *(f"网页/agencies/zhongwei-kjj/reports/{one}" for one in ("名单.txt", "图1.png")),
    }
    assert files[f"源文件/content/{REPORT}"] == (site.root / "content" / REPORT).read_bytes()
    assert f"双击 {page}".encode() in files["说明.txt"]
    assert b"G107" in files["检查结果.txt"]


def test_equal_contents_make_an_equal_package(session: Session, site: Scenario) -> None:
    first = package(session, site.root)
    for one in (site.root / "content").rglob("*.txt"):
        one.touch()

    assert package(session, site.root) == first


def test_the_page_in_a_package_opens_from_a_disk(
    session: Session, site: Scenario, tmp_path: Path, browser: Browser
) -> None:
    with ZipFile(BytesIO(package(session, site.root))) as opened:
        opened.extractall(tmp_path / "package")
    context = browser.new_context()
    tab = context.new_page()
    failed: list[str] = []
    tab.on("requestfailed", lambda request: failed.append(request.url))

    tab.goto((tmp_path / "package" / NAME / "网页/agencies/zhongwei-kjj/2023/index.html").as_uri())
    colour = tab.locator(".sb-header").evaluate("node => getComputedStyle(node).borderBottomStyle")
    links = tab.locator("main a[href$='.txt']").evaluate_all("nodes => nodes.map(n => n.href)")
    context.close()

    assert failed == []
    assert colour != "none"
    assert all(re.search("package/.*名单.txt", one) or "%" in one for one in links)
    assert links
