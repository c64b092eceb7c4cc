"""The style sheets of the default theme: what they may hold, what they match, how it comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from figures import FORMS, form
from playwright.sync_api import Page, ViewportSize
from texts import folder

from site_builder.forms.totals import Sums
from site_builder.forms.versions import load_forms
from site_builder.model.table import Form
from site_builder.theme.table_renderer import Tables
from site_builder.theme.theme import find_theme

THEME, _ = find_theme("default", Path("nowhere"))
assert THEME
CSS = THEME.templates().stylesheet.data.decode()

TEXTS = ("ink", "main", "main-dark", "muted", "accent")
GROUNDS = ("paper", "tint", "shade")
CLASS = re.compile(r"sb-[a-z]+(-[a-z]+)*(__[a-z0-9]+(-[a-z0-9]+)*)?(--[a-z]+(-[a-z]+)*)?")


def bare(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def declared(css: str) -> dict[str, str]:
    """The custom properties of the first `:root`, the one for the screen."""
    first = bare(css).split(":root {", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", first))


def test_the_style_sheet_asks_for_nothing_from_elsewhere() -> None:
    assert not re.search(r"url\(|@import|@font-face|https?:|data:|expression", bare(CSS))


def test_every_custom_property_used_is_declared_with_our_prefix() -> None:
    used = set(re.findall(r"var\((--[\w-]+)", bare(CSS)))

    assert used == declared(CSS).keys()
    assert all(name.startswith("--sb-") for name in used)


def test_colours_are_written_only_where_custom_properties_are_declared() -> None:
    outside = re.sub(r"--[\w-]+:[^;]+;", "", bare(CSS))

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", outside) == []


def selectors(css: str) -> list[str]:
    """What rules are for, without the states of an element, and the pieces that `content` makes."""
    flat = re.sub(r"@(?:media|supports)[^{]+\{", "", bare(css))
    flat = re.sub(r"@page sb-[a-z]+", "@page", flat)
    every = [one.strip() for group in re.findall(r"([^{}]+)\{", flat) for one in group.split(",")]
    states = r":not\(:focus-visible\)|::(before|after)|:(hover|focus-visible|focus)"
    return [*dict.fromkeys(re.sub(states, "", one) for one in every)]


def test_every_rule_starts_under_our_own_page_class() -> None:
    strangers = [one for one in selectors(CSS) if not re.match(r"\.sb-page\b|:root$|@page$", one)]

    assert strangers == []


def test_every_class_is_a_component_a_part_of_one_or_a_variant_of_one(
    published: Path, bodies: Path
) -> None:
    styled = re.findall(r"\.([a-z][\w-]*)", " ".join(selectors(CSS)))
    shown = {
        name
        for page in (*published.rglob("*.html"), *bodies.rglob("*.html"))
        for tag in BeautifulSoup(page.read_text("utf-8"), "html.parser").select("[class]")
        for name in tag.get_attribute_list("class")
    }

    assert [name for name in sorted({*styled, *shown}) if not CLASS.fullmatch(name)] == []


def test_no_rule_knows_a_statutory_table_by_its_name_or_by_counting_its_cells() -> None:
    statutory = [one for one in selectors(CSS) if "statutory" in one]

    assert statutory
    assert [one for one in statutory if re.search(r"\[id|:nth-|:first-|:last-", one)] == []
    assert [form.name for form in FORMS if re.search(rf"[-_]{form.name}\b", CSS)] == []


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_every_ground(text: str, ground: str) -> None:
    colours = declared(CSS)

    assert contrast(colours[f"--sb-{text}"], colours[f"--sb-{ground}"]) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("line", ["edge", "accent"])
def test_borders_and_focus_can_be_seen_on_every_ground(line: str, ground: str) -> None:
    colours = declared(CSS)

    assert contrast(colours[f"--sb-{line}"], colours[f"--sb-{ground}"]) >= 3


# ------------------------------------------------------------- in a browser


TEXT = "pages/text/index.html"
PHONE: ViewportSize = {"width": 320, "height": 800}
DESK: ViewportSize = {"width": 1280, "height": 800}
UNMATCHED = """([pages, selectors]) => {
    const parser = new DOMParser();
    const all = pages.map(page => parser.parseFromString(page, "text/html"));
    return selectors.filter(one => !all.some(page => page.querySelector(one)));
}"""


def styles(page: Page, selector: str, name: str) -> list[str]:
    """A property of all elements that a selector matches, as the browser computes it."""
    read = "(found, name) => found.map(one => getComputedStyle(one)[name])"
    found = page.locator(selector).evaluate_all(read, name)
    assert found, selector
    return [str(value) for value in found]


def edges(page: Page, selector: str) -> list[tuple[float, float]]:
    """The left and right edges of all elements that a selector matches."""
    boxes = [one.bounding_box() for one in page.locator(selector).all()]
    return [(box["x"], box["x"] + box["width"]) for box in boxes if box]


def test_every_rule_is_for_something_that_pages_hold(
    page: Page, published: Path, bodies: Path
) -> None:
    pages = [
        one.read_text("utf-8") for one in [*published.rglob("*.html"), *bodies.rglob("*.html")]
    ]
    wanted = [one for one in selectors(CSS) if one not in {":root", "@page"}]

    assert "\n".join(page.evaluate(UNMATCHED, [pages, wanted])) == ""


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_whatever_an_editor_writes_fits_the_window(width: int, page: Page, bodies: Path) -> None:
    page.set_viewport_size({"width": width, "height": 800})

    page.goto((bodies / TEXT).as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_cells_of_an_editors_table_stand_as_the_editor_aligned_them(
    page: Page, bodies: Path
) -> None:
    page.goto((bodies / TEXT).as_uri())

    table = "h2:has-text('二、表格') + .sb-scroll tr"
    for number, side in enumerate(("left", "right", "center"), start=1):
        assert set(styles(page, f"{table} > :nth-child({number})", "textAlign")) == {side}


def test_a_wide_table_of_an_editor_keeps_its_columns_readable_and_scrolls(
    page: Page, bodies: Path
) -> None:
    page.set_viewport_size(PHONE)
    page.goto((bodies / TEXT).as_uri())
    region = "h2:has-text('三、宽表') + .sb-scroll"
    letter = float(styles(page, f"{region} td", "fontSize")[0].removesuffix("px"))

    widths = [right - left for left, right in edges(page, f"{region} th")]

    assert min(widths) >= 5 * letter
    assert page.locator(region).evaluate("one => one.scrollWidth > one.clientWidth")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_picture_is_no_wider_than_its_paragraph(
    viewport: ViewportSize, page: Page, bodies: Path
) -> None:
    page.set_viewport_size(viewport)
    page.goto((bodies / TEXT).as_uri())

    pictures, around = edges(page, ".sb-body p img"), edges(page, ".sb-body p:has(img)")

    assert len(pictures) == len(around) == 3
    for (left, right), (begin, end) in zip(pictures, around, strict=True):
        assert begin <= left
        assert right <= end


def test_a_paragraph_that_holds_only_a_picture_is_not_indented(page: Page, bodies: Path) -> None:
    page.goto((bodies / TEXT).as_uri())

    indents = styles(page, ".sb-body > p:has(img)", "textIndent")

    assert indents[:2] == ["0px", "0px"]
    assert "0px" not in indents[2:] + styles(page, ".sb-body > p:has(strong)", "textIndent")


def test_code_is_not_cut_on_paper(page: Page, bodies: Path) -> None:
    page.emulate_media(media="print")
    page.goto((bodies / TEXT).as_uri())

    assert page.locator(".sb-body pre").evaluate("one => one.scrollWidth <= one.clientWidth")


# ------------------------------------------------------- statutory tables in a browser


# A table that no version of the law has: other columns and other groups.
INVENTED = """\
title: 新表
chapters: [新表]
sections:
  - corner: （说明）
    columns: [甲, 乙, 丙, 丁, 戊, 己, 庚, 辛, 壬, 总计]
    rows:
      - 一、单独一行
      - 二、分组:
          - （一）小组: [1.甲项, 2.乙项]
          - （二）单项
balances:
  - {along: columns, left: [总计], right: [甲, 乙, 丙, 丁, 戊, 己, 庚, 辛, 壬]}
"""


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Form:
    place = tmp_path_factory.mktemp("forms")
    folder(place, f"-- requests/2030-01-01.yaml --\n{INVENTED}")
    (form,) = load_forms(place)
    return form


def show(page: Page, place: Path, form: Form) -> None:
    """Open a page that holds nothing but an empty statutory table."""
    assert THEME
    templates = THEME.templates()
    tally = Sums(form).tally()
    table = Tables(templates.environment()).tally(tally)
    (place / "site.css").write_bytes(templates.stylesheet.data)
    (place / "table.html").write_text(
        f'<!DOCTYPE html><link rel="stylesheet" href="site.css"><body class="sb-page">{table}',
        "utf-8",
    )
    page.goto((place / "table.html").as_uri())


FORM = {"disclosure": False, "requests": True, "disputes": True}


@pytest.mark.parametrize(("name", "scrolls"), FORM.items())
def test_a_hint_says_on_a_phone_that_a_wide_table_scrolls(
    name: str, scrolls: bool, page: Page, tmp_path: Path
) -> None:
    page.set_viewport_size(PHONE)

    show(page, tmp_path, form(name, 2023))

    region = page.locator(".sb-scroll")
    assert region.evaluate("one => one.scrollWidth > one.clientWidth") is scrolls
    assert page.locator(".sb-hint").is_visible() is scrolls
    page.set_viewport_size(DESK)
    assert not page.locator(".sb-hint").is_visible()


@pytest.mark.parametrize(("name", "year"), [("requests", 2019), ("disputes", 2023)])
def test_totals_are_bold_and_other_figures_are_not(
    name: str, year: int, page: Page, tmp_path: Path
) -> None:
    one = form(name, year)
    show(page, tmp_path, one)

    weights = styles(page, "td[headers]", "fontWeight")

    labels = [column.label for row in one.rows for column in row.columns]
    assert weights == ["700" if label == "总计" else "400" for label in labels]


def test_groups_are_read_downwards_where_there_is_no_room(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, form("requests", 2023))

    def modes() -> dict[str, str]:
        texts = page.locator("th[scope=rowgroup]").all_inner_texts()
        return dict(zip(texts, styles(page, "th[scope=rowgroup]", "writingMode"), strict=True))

    page.set_viewport_size(PHONE)
    assert set(modes().values()) == {"vertical-rl"}
    page.set_viewport_size(DESK)
    assert modes()["三、本年度办理结果"] == "vertical-rl"
    assert modes()["（三）不予公开"] == "horizontal-tb"


def test_a_banner_is_read_across(page: Page, tmp_path: Path) -> None:
    show(page, tmp_path, form("disclosure", 2023))

    assert set(styles(page, "th[scope=rowgroup]", "writingMode")) == {"horizontal-tb"}
    assert set(styles(page, "th[scope=rowgroup]", "fontWeight")) == {"700"}


def test_labels_stay_in_sight_while_the_figures_go_by(
    page: Page, tmp_path: Path, invented: Form
) -> None:
    page.set_viewport_size(PHONE)
    for number, one in enumerate((form("requests", 2023), invented)):
        (tmp_path / str(number)).mkdir()
        show(page, tmp_path / str(number), one)

        page.locator(".sb-scroll").evaluate("one => one.scrollLeft = 200")

        _, edge = edges(page, ".sb-scroll")[0]
        for left, right in edges(page, "th[scope=row]"):
            assert 0 < right < edge - 60, "a figure is in sight beside it"
            assert left <= 20


@pytest.mark.parametrize("name", ["disclosure", "requests", "disputes", "statistics"])
def test_a_table_fits_a_sheet_and_is_not_torn_where_it_fits_one(
    name: str, page: Page, tmp_path: Path
) -> None:
    sheet = round((210 - 2 * 16) * 96 / 25.4)  # between the margins of @page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": sheet, "height": 1000})

    show(page, tmp_path, next(one for one in FORMS if one.name == name))

    assert page.evaluate("document.documentElement.scrollWidth") <= sheet
    whole = styles(page, "table", "breakInside") == ["avoid"]
    assert whole is (name != "statistics")


def test_a_new_table_needs_no_style_of_its_own(page: Page, tmp_path: Path, invented: Form) -> None:
    page.set_viewport_size(PHONE)
    show(page, tmp_path, invented)

    assert page.locator(".sb-hint").is_visible()
    assert set(styles(page, "th[scope=rowgroup]", "writingMode")) == {"vertical-rl"}
    weights = styles(page, "td[headers]", "fontWeight")
    assert weights == (["400"] * 9 + ["700"]) * 4
    sheet = round((210 - 2 * 16) * 96 / 25.4)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": sheet, "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth") <= sheet
    assert min(right - left for left, right in edges(page, "th[scope=row]")) > 60
