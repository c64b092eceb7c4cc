"""The quickstart of the handbook, followed to the letter by an editor with a browser.

With `--pictures` the pictures of the page are taken anew.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import TODAY
from desks import OpenDesk, open_desk
from playwright.sync_api import Page, expect

from serve.followed import LARGEST, PICTURES, Followed
from serve.forms import CARRIED, NEW, cell, paste, save
from site_builder.cli import main as cli
from site_builder.cli import serve as cli_serve

AGENCY = "content/agencies/shilixian-jyj"
LAST, THIS = f"{AGENCY}/reports/2024.md", f"{AGENCY}/reports/2025.md"
OPEN, PART = "予以公开", "部分公开（区分处理的，只计这一情形，不计其他情形）"
NOT_HELD = "本机关不掌握相关政府信息"
ALL, LEFT = "总计", "结转下年度继续办理"
# The table about requests of last year, as it is in a spreadsheet, but for rows of zeros.
FIGURES = {0: "10 2", 2: "7 1", 3: "1 0", 12: "1 1", 23: "9 2", 24: "1 0"}
TEXTS = {
    LAST: (
        "本局主动公开政府信息86条。",
        "收到政府信息公开申请12件，办结11件，结转1件。",
        "专人管理政府信息，公开以前逐件审查。",
        "在县政府网站的专栏集中公开。",
        "对公开的内容每季度检查一次。",
        "公开还不够及时，将按月检查，列出清单。",
        "本局2024年没有收取信息处理费。",
    ),
    THIS: (
        "本局主动公开政府信息93条。",
        "收到政府信息公开申请51件，办结14件，结转2件。",
        "专人管理政府信息，公开以前逐件审查。",
        "在县政府网站的专栏集中公开。",
        "对公开的内容每月检查一次。",
        "解读的形式还不多，将多用图表说明。",
        "本局2025年没有收取信息处理费。",
    ),
}

Run = Callable[[str], str]


class Fixed(datetime):
    """The time when the page is followed."""

    @classmethod
    def now(cls, tz: object = None) -> Fixed:  # type: ignore[override]
        """Return noon of the day of the tests."""
        return cls(TODAY.year, TODAY.month, TODAY.day, 12)


@pytest.fixture
def followed(request: pytest.FixtureRequest) -> Followed:
    """The page."""
    return Followed("quickstart.md", bool(request.config.getoption("--pictures")))


@pytest.fixture
def run(
    followed: Followed,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Types a command that the chapter tells."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "datetime", Fixed)

    def typed(command: str) -> str:
        assert cli.main(followed.done(command).split()[1:]) == 0
        said = capsys.readouterr()
        followed.saw(said.out, said.err)
        return said.out

    return typed


def test_the_quickstart_is_followed_to_the_letter(
    followed: Followed,
    run: Run,
    editor: Page,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    page, root = editor, tmp_path / "gongkai"
    followed.begin("一、新建项目")
    _project(followed, run, root)
    monkeypatch.chdir(root)
    followed.begin("二、打开编辑台")
    _serve(followed, run, monkeypatch, capsys)
    with open_desk(root) as desk:
        _start(followed, page, desk)
        followed.begin("三、填机关的信息")
        _agency(followed, page, root)
        followed.begin("四、录入去年的报告")
        run("sitebuild new report --agency shilixian-jyj --year 2024")
        _last_year(followed, page, desk)
        followed.begin("五、填今年的报告")
        said = run("sitebuild new report --agency shilixian-jyj --year 2025")
        assert "结转" in said
        _this_year(followed, page, desk)
        followed.begin("六、照提示改错")
        _mistakes(followed, page)
        followed.begin("七、预览和定稿")
        _final(followed, page, desk)
        followed.begin("八、交付")
        _package(followed, page, tmp_path)
        _commit(followed, page, root)
    followed.begin("九、生成网站")
    run("sitebuild build")
    assert "15" in (root / "public/agencies/shilixian-jyj/2025/index.html").read_text("utf-8")
    followed.end()


def _project(followed: Followed, run: Run, root: Path) -> None:
    run("sitebuild init gongkai")
    agencies = root / "content/agencies"
    (agencies / followed.done("danwei")).rename(agencies / followed.done("shilixian-jyj"))
    (root / AGENCY / followed.done("reports") / followed.done("2025.md")).unlink()
    settings = root / followed.done("content/site.yaml")
    text = settings.read_text("utf-8")
    lines = [one for one in text.splitlines() if not one.startswith(followed.done("notice"))]
    text = "\n".join(lines) + "\n"
    old, new = followed.done("990100: 示例市"), followed.done("990121: 示例县")
    assert old in text
    settings.write_text(text.replace(old, new), "utf-8")


def _serve(
    followed: Followed,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Type the command; the desk itself is opened by the test."""
    opened: list[str] = []
    monkeypatch.setattr(cli_serve.webbrowser, "open", opened.append)
    monkeypatch.setattr(cli_serve, "serve", lambda _, __, sockets, *___: sockets[0].close())
    command = followed.done("sitebuild serve --open").split()[1:]
    assert cli.main([*command, "--port", "0"]) == 130
    said = capsys.readouterr().err
    port = said.split(":")[2].split("/")[0]
    followed.saw(said.replace(f":{port}/", ":8000/"), "Ctrl+C")


def _start(followed: Followed, page: Page, desk: OpenDesk) -> None:
    desk.eventually(lambda: "正在检查" not in desk.text("/_desk/"))
    page.goto(f"{desk.url}/_desk/")
    expect(page.get_by_text("正在检查")).to_have_count(0)
    expect(page.get_by_text("处未填")).to_have_count(1)
    followed.look(page)
    followed.picture("desk", page, page.locator("header"), page.locator(".sb-desk-agency"))


def _ready(page: Page) -> None:
    """Wait until what was typed was tried."""
    expect(page.locator("#sb-form-total")).not_to_have_text("正在检查")


def _without_findings(followed: Followed, page: Page) -> None:
    total = page.locator("#sb-form-total")
    try:
        expect(total).to_have_text(followed.done("没有发现问题"))
    except AssertionError:
        raise AssertionError(page.locator("#sb-form-all").text_content()) from None


def _agency(followed: Followed, page: Page, root: Path) -> None:
    followed.look(page)
    page.get_by_role("link", name="填写（填写：机关全称）").click()
    _ready(page)
    followed.look(page)
    for label, text in (
        ("标题", "示例县教育局"),
        ("行政区划代码", "990121"),
        ("办公地址", "示例县人民路1号"),
        ("办公时间", "工作日 8:30—12:00，14:30—18:00"),
        ("联系电话", "0999-1234567"),
    ):
        page.get_by_label(followed.done(label)).first.fill(text)
    page.get_by_label(followed.done("机关类别"), exact=True).select_option(followed.done("部门"))
    page.locator("#sb-form-text").fill("示例县教育局主管全县教育工作。")
    page.get_by_label(followed.done("草稿")).uncheck()
    expect(page.locator("#sb-form-total")).to_have_text(followed.done("错误 0，警告 1"))
    page.locator("#sb-form-total").click()
    followed.look(page)
    followed.picture(
        "fields", page, page.locator("h1"), page.locator('[data-field="phone"]').locator("..")
    )
    followed.done("Ctrl+S")
    save(page)
    followed.look(page)
    assert "title: 示例县教育局\n" in (root / AGENCY / "index.md").read_text("utf-8")


def _open_report(followed: Followed, page: Page, desk: OpenDesk, year: int) -> None:
    page.get_by_role("link", name=followed.done("编辑台"), exact=True).click()
    link = page.get_by_role("link", name=f"填写示例县教育局{year}年年度报告")
    expect(link).to_be_visible()
    followed.look(page)
    link.click()
    _ready(page)


def _write(page: Page, path: str, signed: str, published: str) -> None:
    """Fill in the dates and the text of a report."""
    page.locator('[data-field="signed"]').fill(signed)
    page.locator('[data-field="published"]').fill(published)
    text = page.locator("#sb-form-text")
    written = text.input_value()
    for words in TEXTS[path]:
        written = written.replace("（填写）", words, 1)
    assert "（填写" not in written
    text.fill(written)


def _zeros(followed: Followed, page: Page) -> None:
    for button in page.get_by_role("button", name=followed.done("空着的格都填 0")).all():
        button.click()


def _last_year(followed: Followed, page: Page, desk: OpenDesk) -> None:
    _open_report(followed, page, desk, 2024)
    page.get_by_text(followed.done("怎么填"), exact=True).click()
    followed.look(page)
    followed.saw(desk.root.name)
    rows = [FIGURES.get(row, "0 0").split() for row in range(25)]
    block = "\n".join(
        "\t".join([*row, "0", "0", "0", "0", str(sum(map(int, row)))]) for row in rows
    )
    cell(page, NEW, followed.done("自然人")).focus()
    paste(page, block)
    followed.look(page)
    table = page.locator('[data-table="requests"]')
    expect(table.locator("[data-notice]")).to_contain_text("粘贴了 175 格")
    page.locator("""[data-cell*='行政规范性文件","现行有效件数']""").fill("4")
    _zeros(followed, page)
    _write(page, LAST, "2025-01-14", "2025-01-20")
    page.get_by_label("草稿").uncheck()
    _without_findings(followed, page)
    followed.look(page)
    save(page)


def _this_year(followed: Followed, page: Page, desk: OpenDesk) -> None:
    _open_report(followed, page, desk, 2025)
    expect(cell(page, CARRIED, "自然人")).to_have_value("1")
    followed.look(page)
    for row, natural, business in (
        (NEW, "12", "3"),
        (OPEN, "8", "3"),
        (NOT_HELD, "1", "0"),
        (LEFT, "2", "0"),
    ):
        cell(page, row, "自然人").fill(natural)
        cell(page, row, "商业企业").fill(business)
    page.locator("""[data-cell*='部分公开","自然人']""").fill("1")
    page.locator("""[data-cell*='行政规范性文件","本年制发件数']""").fill("1")
    page.locator("""[data-cell*='行政规范性文件","现行有效件数']""").fill("5")
    _zeros(followed, page)
    _write(page, THIS, "2026-01-14", "2025-01-20")
    save(page)
    followed.look(page)
    first = page.locator('[data-table="requests"] h3')
    followed.picture("table", page, first, cell(page, OPEN, "自然人"))


def _mistakes(followed: Followed, page: Page) -> None:
    total = page.locator("#sb-form-total")
    expect(total).to_have_text(followed.done("错误 1，警告 3"))
    table = page.locator('[data-table="requests"]')
    failing = table.locator("[data-failing] li")
    expect(failing).to_have_count(1)
    followed.look(page)
    followed.picture("balance", page, table.locator("[data-balances-line]"), failing)
    failing.get_by_role("button", name=followed.done("看这几格")).click()
    expect(cell(page, NEW, "自然人")).to_be_focused()
    cell(page, OPEN, "自然人").fill(followed.done("9"))
    expect(failing).to_have_count(0)
    expect(total).to_have_text(followed.done("错误 0，警告 2"))
    followed.look(page)
    text = page.locator("#sb-form-text")
    old, new = followed.done("51件"), followed.done("15件")
    text.fill(text.input_value().replace(f"申请{old}", f"申请{new}"))
    expect(total).to_have_text(followed.done("错误 0，警告 1"))
    followed.look(page)
    published = page.locator('[data-field="published"]')
    followed.picture("date", page, page.locator("#fields"), published.locator("xpath=../ul"))
    published.fill(followed.done("2026-01-20"))
    _without_findings(followed, page)
    followed.look(page)


def _final(followed: Followed, page: Page, desk: OpenDesk) -> None:
    preview = page.frame_locator("#sb-form-preview")
    expect(preview.locator("main")).to_contain_text("收到政府信息公开申请15件")
    followed.look(page)
    followed.picture("preview", page, page.locator("#body"), page.locator("#sb-form-preview"))
    save(page)
    page.get_by_role("link", name=followed.done("看网页"), exact=True).click()
    draft = page.get_by_text(followed.done("草稿，尚未公开；只在这里看得到"))
    expect(draft).to_be_visible()
    followed.look(page)
    followed.picture("page", page, page.locator("body"), page.locator("main h1"))
    page.get_by_role("link", name=followed.done("填写"), exact=True).click()
    _ready(page)
    page.get_by_label(followed.done("草稿")).uncheck()
    save(page)
    expect(page.locator("#sb-form-state")).to_have_text("已保存")
    followed.look(page)


def _package(followed: Followed, page: Page, folder: Path) -> None:
    page.get_by_role("button", name=followed.done("准备交付")).click()
    expect(page.locator("[data-ready] [data-why]")).to_contain_text("不在 git 仓库里")
    followed.look(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name=followed.done("下载交付包")).click()
    downloading.value.save_as(folder / "a.zip")
    followed.saw(downloading.value.suggested_filename)
    names = ZipFile(folder / "a.zip").namelist()
    assert any(name.endswith(f"源文件/{THIS}") for name in names)
    followed.saw(*(part for name in names for part in name.split("/")))


def _commit(followed: Followed, page: Page, root: Path) -> None:
    for words in (
        "init -q",
        "config user.name 编辑",
        "config user.email a@example.cn",
        "add .gitignore",
        "commit -qm 1",
    ):
        subprocess.run(["git", "-C", str(root), *words.split()], check=True)
    page.get_by_role("button", name="准备交付").click()
    button = page.get_by_role("button", name=followed.done("提交到 git"))
    expect(button).to_be_visible()
    followed.look(page)
    followed.picture("handover", page, page.locator("#handover"), page.locator("[data-download]"))
    button.click()
    expect(page.locator("[data-outcome]")).to_have_text(
        followed.done("已提交1个文件；还没有推送。")
    )
    followed.look(page)
