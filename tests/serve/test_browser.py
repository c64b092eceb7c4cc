"""The desk in a browser: findings where they are, repairs, and news of changes."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources

import pytest
from conftest import Scenario
from desks import OpenDesk, open_desk
from playwright.sync_api import Browser, Page, expect
from texts import GOOD_SITE, OWN_THEME, REPORT, document, folder, page, report

APPLICATIONS = "收到和处理政府信息公开申请情况"
REPORT_URL = "/agencies/zhongwei-kjj/2023/"
WRONG_SUM = report(f"{APPLICATIONS}:\n  予以公开: {{自然人: 1, 总计: 7, 其余: 0}}\n  其余: 0\n")
EXAMPLE = page("开头一段。\n\n# 一\n\n第二段有看不\\u200b见的字。\n\n- 一项[不在](gone.md)\n")
DRAFT = document("agencies/zhongwei-kjj/documents/new.md", "title: 新通知\ndraft: true\n")
GOOD = page("没有问题的一页。\n").replace("example", "good")
PROJECT = WRONG_SUM + EXAMPLE + DRAFT + GOOD
WIDTHS = (320, 768, 1280)
IS_OLD = "'old' in document.body.dataset"
READY = ".sb-desk-bar"


@pytest.fixture
def desk(site: Scenario) -> Iterator[OpenDesk]:
    """The desk of a project with findings of every kind."""
    site.lay(PROJECT)
    with open_desk(site.root) as served:
        served.eventually(lambda: "正在检查" not in served.text("/_desk/findings"))
        yield served


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """The same for tests that change nothing."""
    root = tmp_path_factory.mktemp("desk")
    folder(root, GOOD_SITE + PROJECT)
    with open_desk(root) as served:
        served.eventually(lambda: "正在检查" not in served.text("/_desk/findings"))
        yield served


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page of somebody who edits. What the browser complains of fails the test."""
    context = browser.new_context()
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    context.close()
    assert complaints == []


def edit(desk: OpenDesk, path: str, old: str, new: str) -> None:
    """Change a text in a source file."""
    file = desk.root / path
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


def test_a_wrong_sum_is_shown_at_its_cell(still: OpenDesk, reader: Page) -> None:
    reader.goto(still.url + REPORT_URL)

    cell = reader.locator("td.sb-desk-at", has_text="7")
    expect(cell.locator("a.sb-desk-mark")).to_have_count(1)
    assert cell.evaluate("cell => cell.firstChild.textContent") == "7"
    name = cell.locator("a.sb-desk-mark").get_attribute("href") or ""
    note = reader.locator(name)
    expect(note).to_contain_text("错误")
    expect(note).to_contain_text("F230")
    behind = note.evaluate(
        "note => { while (note.matches('.sb-desk')) note = note.previousElementSibling;"
        " return note.querySelector('caption').textContent }"
    )
    assert APPLICATIONS in str(behind)


def test_a_finding_is_shown_behind_its_paragraph_list_or_heading(
    still: OpenDesk, reader: Page
) -> None:
    reader.goto(f"{still.url}/pages/example/")

    def before(code: str) -> str:
        note = reader.locator(".sb-desk-note", has_text=code)
        return str(note.evaluate("note => note.previousElementSibling.textContent")).strip()

    assert before("M101") == "一"
    assert before("L105") == "一项不在"
    assert "第二段" in before("T106")
    expect(reader.locator("aside .sb-desk-note")).to_have_count(0)


def test_a_repair_is_made_by_a_button_and_the_page_is_as_repaired(
    desk: OpenDesk, reader: Page
) -> None:
    reader.goto(f"{desk.url}/pages/example/")

    reader.get_by_role("button", name="把“# ”改成“## ”").click()

    expect(reader.locator(".sb-desk-note", has_text="M101")).to_have_count(0)
    text = (desk.root / "content/pages/example.md").read_text("utf-8")
    assert "## 一" in text


def test_a_repair_of_a_file_that_has_changed_is_refused_with_a_message(
    desk: OpenDesk, browser: Browser
) -> None:
    tab = browser.new_page()
    tab.add_init_script("window.WebSocket = function () { this.addEventListener = () => {} }")
    tab.goto(f"{desk.url}/pages/example/")
    edit(desk, "content/pages/example.md", "开头", "另一个开头")

    tab.get_by_role("button", name="把“# ”改成“## ”").click()

    expect(tab.get_by_text("文件刚被改过，请看过现在的内容再改。")).to_have_count(1)
    tab.close()


def test_an_edit_renews_the_page_and_keeps_the_place(desk: OpenDesk, reader: Page) -> None:
    long = "".join(f"第{n}段的文字。\n\n" for n in range(200))
    folder(desk.root, page(long))
    desk.eventually(lambda: "第199段" in desk.text("/pages/example/"))
    reader.goto(f"{desk.url}/pages/example/")
    reader.wait_for_selector(READY)
    reader.evaluate("window.scrollTo(0, 3000)")

    edit(desk, "content/pages/example.md", "第199段", "最后一段")

    expect(reader.get_by_text("最后一段")).to_have_count(1)
    assert reader.evaluate("window.scrollY") == 3000


def test_a_theme_that_changes_loads_the_page_again(desk: OpenDesk, reader: Page) -> None:
    reader.goto(f"{desk.url}/pages/good/")
    reader.wait_for_selector(READY)

    site = (desk.root / "content/site.yaml").read_text("utf-8")
    folder(desk.root, f"{OWN_THEME}-- content/site.yaml --\n{site}theme: own\n")

    expect(reader.locator("body")).to_have_css("--sb-main", "#000")


def test_only_pages_that_changed_are_renewed(desk: OpenDesk, reader: Page) -> None:
    other = reader.context.new_page()
    other.goto(f"{desk.url}/pages/good/")
    reader.goto(desk.url + REPORT_URL)
    for tab in (other, reader):
        tab.wait_for_selector(READY)
        tab.evaluate("document.body.dataset.old = 1")

    edit(desk, REPORT, "依法做好", "认真做好")

    expect(reader.get_by_text("认真做好")).to_have_count(1)
    assert not reader.evaluate(IS_OLD)
    assert other.evaluate(IS_OLD)


def test_findings_that_change_without_the_page_are_laid_over_without_loading(
    desk: OpenDesk, reader: Page
) -> None:
    reader.goto(f"{desk.url}/pages/good/")
    reader.wait_for_selector(READY)
    reader.evaluate("document.body.dataset.old = 1")
    expect(reader.get_by_text("本页没有问题")).to_have_count(1)

    edit(desk, "content/pages/good.md", "title:", "colour: 红\ntitle:")

    expect(reader.get_by_text("本页没有问题")).to_have_count(0)
    expect(reader.locator("aside .sb-desk-note")).to_have_count(1)
    assert reader.evaluate(IS_OLD)


def test_a_page_appears_when_its_file_does(desk: OpenDesk, reader: Page) -> None:
    tab = reader.context.new_page()
    tab.goto(f"{desk.url}/pages/new/")
    expect(tab.get_by_role("heading", name="没有这一页")).to_have_count(1)

    folder(desk.root, page("新的一页。\n").replace("example", "new"))

    expect(tab.get_by_text("新的一页。")).to_have_count(1)


def test_a_bad_file_is_told_of_on_the_last_good_page(desk: OpenDesk, reader: Page) -> None:
    reader.goto(f"{desk.url}/pages/example/")
    reader.wait_for_selector(READY)

    edit(desk, "content/pages/example.md", "title:", "title: [")

    expect(reader.get_by_text("上一次读得了时的网页")).to_have_count(1)
    expect(reader.get_by_text("开头一段。")).to_have_count(1)

    edit(desk, "content/pages/example.md", "title: [", "title:")

    expect(reader.get_by_text("上一次读得了时的网页")).to_have_count(0)


def test_the_list_leads_to_the_finding_on_its_page(still: OpenDesk, reader: Page) -> None:
    reader.goto(f"{still.url}/_desk/findings")

    reader.get_by_role("link", name="第10行").click()

    note = reader.locator(".sb-desk-note", has_text="L105")
    expect(note).to_be_focused()
    expect(note).to_be_in_viewport()


def test_a_draft_says_that_it_is_one(still: OpenDesk, reader: Page) -> None:
    reader.goto(f"{still.url}/agencies/zhongwei-kjj/documents/new/")

    expect(reader.get_by_text("草稿，尚未公开；只在这里看得到")).to_have_count(1)


def test_nothing_of_the_desk_is_printed(still: OpenDesk, reader: Page) -> None:
    reader.goto(still.url + REPORT_URL)
    reader.wait_for_selector(READY)
    reader.emulate_media(media="print")

    shown = reader.eval_on_selector_all(".sb-desk", "all => all.filter(one => one.offsetHeight)")
    outlines = reader.eval_on_selector_all(
        ".sb-desk-at", "all => all.map(one => getComputedStyle(one).outlineStyle)"
    )

    assert shown == []
    assert set(outlines) == {"none"}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "path", [REPORT_URL, "/pages/example/", "/_desk/", "/_desk/findings", "/_desk/rules/F230"]
)
def test_a_page_fits_and_has_no_barrier(
    still: OpenDesk, reader: Page, path: str, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is missing")
    reader.set_viewport_size({"width": width, "height": 900})
    reader.goto(still.url + path)
    if not path.startswith("/_desk"):
        reader.wait_for_selector(READY)

    assert reader.evaluate("document.documentElement.scrollWidth") <= width
    reader.evaluate(resources.files(axe).joinpath("axe.min.js").read_text("utf-8"))
    found = reader.evaluate("axe.run()")
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []


def test_the_findings_can_be_reached_with_the_keyboard(still: OpenDesk, reader: Page) -> None:
    reader.goto(f"{still.url}/pages/example/")
    reader.wait_for_selector(READY)
    seen = set()
    for _ in range(60):
        reader.keyboard.press("Tab")
        seen.add(reader.evaluate("document.activeElement.textContent"))

    assert {"编辑台", "填写", "M101", "把“# ”改成“## ”"} <= seen
    assert "页面上标出的 3 处" in seen


def test_no_seventh_tab_waits_for_the_others(desk: OpenDesk, reader: Page) -> None:
    tabs = [reader.context.new_page() for _ in range(9)]
    for tab in tabs:
        tab.goto(f"{desk.url}/pages/good/")
        tab.wait_for_selector(READY)

    edit(desk, "content/pages/good.md", "没有问题", "仍无问题")

    for tab in tabs:
        expect(tab.get_by_text("仍无问题的一页。")).to_have_count(1)
