"""The default theme: what its partials promise, what its templates hold, how a browser shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup
from jinja2 import Environment, meta
from playwright.sync_api import Page, Route

from site_builder.theme.theme import find_theme

REPO = Path(__file__).parents[2]
THEME = REPO / "themes" / "default"
TEMPLATES = THEME / "templates"

PARTIALS = sorted((TEMPLATES / "partials").glob("*.html"))
EVERY_TEMPLATE = sorted(TEMPLATES.rglob("*.html"))

# What every template sees besides its own parameters (themes/default/README.md).
COMMON: dict[str, object] = {
    "root": "../../",
    "url": "years/2023/index.html",
    "settings": {"title": "政府信息公开"},
    "navigation": [{"text": "首页", "url": "index.html"}],
}

NAMING = ("aria-labelledby", "headers")  # attributes that point at ids
WIDTHS = (320, 768, 1280)
KINDS = {
    "home": "index.html",
    "agency": "agencies/zhongning-kjj/index.html",
    "report of 2017": "agencies/wuzhong-kjj/2017/index.html",
    "report of 2020": "agencies/haiyuan-kjj/2020/index.html",
    "report of 2023": "agencies/zhongwei-kjj/2023/index.html",
    "document": "agencies/zhongning-kjj/documents/2018-cppcc-proposal-58-reply/index.html",
    "year": "years/2023/index.html",
    "list": "agencies/zhongning-kjj/documents/index.html",
    "list by facet": "agencies/zhongning-kjj/documents/year/2018/index.html",
    "reports": "agencies/zhongwei-kjj/reports/index.html",
    "section": "documents/index.html",
    "facet": "catalogue/year/2018/index.html",
    "apply": "agencies/zhongwei-kjj/apply/index.html",
    "application form": "agencies/zhongwei-kjj/apply/form/index.html",
    "catalogues": "catalogue/index.html",
    "page": "pages/help/index.html",
    "not found": "404.html",
}


# ------------------------------------------------------------------- partials


@pytest.fixture(scope="module")
def environment() -> Environment:
    theme, _ = find_theme("default", REPO)
    assert theme
    return theme.templates().environment()


def described(partial: Path) -> dict[str, object]:
    loaded = yaml.safe_load(partial.with_suffix(".yaml").read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def examples() -> Iterator[object]:
    for partial in PARTIALS:
        described_examples = described(partial)["examples"]
        assert isinstance(described_examples, list)
        for example in described_examples:
            name = f"{partial.stem}：{example['name']}"
            yield pytest.param(f"partials/{partial.name}", example["values"], id=name)


@pytest.mark.parametrize("partial", PARTIALS, ids=lambda partial: partial.stem)
def test_a_partial_has_a_description_beside_it(partial: Path) -> None:
    description = described(partial)

    assert set(description) == {"summary", "params", "examples"}
    assert str(description["summary"]).endswith("。")


def test_a_description_has_a_partial_beside_it() -> None:
    described_names = {path.stem for path in (TEMPLATES / "partials").glob("*.yaml")}

    assert described_names == {partial.stem for partial in PARTIALS}


@pytest.mark.parametrize("partial", PARTIALS, ids=lambda partial: partial.stem)
def test_the_parameters_listed_are_those_a_partial_uses(
    partial: Path, environment: Environment
) -> None:
    params = described(partial)["params"]
    assert isinstance(params, list)

    used = meta.find_undeclared_variables(environment.parse(partial.read_text("utf-8")))

    assert {param["name"] for param in params} == used - COMMON.keys()
    for param in params:
        assert set(param) == {"name", "type", "required", "description"}


@pytest.mark.parametrize(("partial", "values"), list(examples()))
def test_an_example_of_a_partial_renders(
    partial: str, values: dict[str, object], environment: Environment
) -> None:
    html = environment.get_template(partial).render(COMMON | values)

    ids = [str(tag["id"]) for tag in BeautifulSoup(html, "html.parser").select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_figure_stands_once_in_every_figure_box_of_a_statutory_table(
    environment: Environment,
) -> None:
    description = described(TEMPLATES / "partials" / "statutory-table.html")
    example = description["examples"]
    assert isinstance(example, list)
    values = example[0]["values"] | {"figure": "\x01"}

    html = environment.get_template("partials/statutory-table.html").render(COMMON | values)

    boxes = [box for block in values["grid"]["blocks"] for line in block["lines"] for box in line]
    assert html.count("\x01") == sum(box["kind"] == "figure" for box in boxes)
    assert html.count(">\x01</td>") == html.count("\x01")


# ------------------------------------------------------- templates as they stand


@pytest.mark.parametrize("template", EVERY_TEMPLATE, ids=lambda path: path.name)
@pytest.mark.parametrize(
    "forbidden",
    [
        r'<script(?! type="application/ld\+json">)',
        r"<style",
        r"\bstyle\s*=",
        r"\son[a-z]+\s*=",
        r"https?:|[\"'(]//",
        r"data:",
    ],
)
def test_a_template_holds_nothing_that_a_strict_policy_would_block(
    template: Path, forbidden: str
) -> None:
    assert not re.search(forbidden, template.read_text("utf-8"), re.IGNORECASE)


@pytest.mark.parametrize("template", EVERY_TEMPLATE, ids=lambda path: path.name)
def test_every_class_in_a_template_has_our_prefix(template: Path) -> None:
    text = re.sub(r"\{%.*?%\}", "", template.read_text("utf-8"))

    classes = " ".join(re.findall(r'\sclass="([^"]*)"', text)).split()

    joined = " ".join(classes).replace("{{ ", "{{").replace(" }}", "}}").split()
    assert [name for name in joined if not name.startswith("sb-")] == []


# ------------------------------------------------------------- pages as published


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_one_title_its_landmarks_and_no_id_twice(kind: str, published: Path) -> None:
    soup = BeautifulSoup((published / KINDS[kind]).read_text("utf-8"), "html.parser")

    ids = Counter(str(tag["id"]) for tag in soup.select("[id]"))

    assert [name for name, times in ids.items() if times > 1] == []
    counts = {name: len(soup.select(name)) for name in ("h1", "main", "body > header", "footer")}
    assert counts == dict.fromkeys(counts, 1)


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_and_region_is_named_by_captions_that_exist(
    kind: str, published: Path
) -> None:
    soup = BeautifulSoup((published / KINDS[kind]).read_text("utf-8"), "html.parser")

    named = {
        name
        for attribute in NAMING
        for tag in soup.select(f"[{attribute}]")
        for names in tag.get_attribute_list(attribute)
        for name in names.split()
    }

    assert named - {str(tag["id"]) for tag in soup.select("[id]")} == set()


@pytest.mark.parametrize("kind", KINDS)
def test_no_level_of_heading_is_skipped(kind: str, published: Path) -> None:
    soup = BeautifulSoup((published / KINDS[kind]).read_text("utf-8"), "html.parser")

    levels = [int(tag.name[1]) for tag in soup.select("h1, h2, h3, h4, h5, h6")]

    steps = zip([0, *levels], levels, strict=False)
    assert [(before, level) for before, level in steps if level > before + 1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_notice_stands_on_every_kind_of_page(kind: str, published: Path) -> None:
    soup = BeautifulSoup((published / KINDS[kind]).read_text("utf-8"), "html.parser")

    assert len(soup.select(".sb-notice")) == 1


def test_the_list_of_addresses_is_well_formed(published: Path) -> None:
    root = ElementTree.fromstring((published / "sitemap.xml").read_bytes())

    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    assert all((place.text or "").startswith("https://") for place in root.iter("{*}loc"))


# ------------------------------------------------------------- pages in a browser


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "not found"])
def test_a_page_fits_its_window_and_asks_for_nothing_from_elsewhere(
    kind: str, width: int, page: Page, published: Path
) -> None:
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.set_viewport_size({"width": width, "height": 800})

    page.goto((published / KINDS[kind]).as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in requests if not url.startswith(published.as_uri() + "/")] == []
    assert complaints == []


@pytest.mark.parametrize("place", ["gone.html", "agencies/gone/2023/index.html", "a/b/c/d/"])
def test_the_page_for_addresses_that_do_not_exist_is_whole_at_any_of_them(
    place: str, page: Page, published: Path
) -> None:
    """As a server at the base URL of the demonstration answers."""
    host = "https://example.org/"
    asked: list[str] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(host)
        asked.append(path)
        route.fulfill(path=published / (KINDS["not found"] if path == place else path))

    page.route("**/*", answer)
    page.goto(host + place)
    outward = "a:not([href^='#'])"
    every = page.eval_on_selector_all(outward, "links => links.map(link => link.href)")
    links = [link for link in every if link.startswith(host)]

    sheets = [path for path in asked[1:] if not path.startswith("assets/favicon.")]
    assert [path.startswith("assets/site.") for path in sheets] == [True]
    assert page.evaluate("document.styleSheets[0].cssRules.length")
    assert links
    assert all((published / link.removeprefix(host)).is_file() for link in links)
    assert page.evaluate("document.documentElement.scrollWidth") <= max(WIDTHS)


def test_the_way_past_the_header_shows_when_it_has_the_focus(page: Page, published: Path) -> None:
    page.goto((published / KINDS["home"]).as_uri())

    page.keyboard.press("Tab")

    link = page.locator(".sb-skip")
    box = link.bounding_box()
    assert box
    assert link.evaluate("link => link === document.activeElement")
    assert box["y"] >= 0


@pytest.mark.parametrize("kind", ["report of 2020", "report of 2023"])
def test_a_wide_table_fits_the_sheet_it_is_printed_on(
    kind: str, page: Page, published: Path
) -> None:
    sheet = 210 - 2 * 16  # millimetres between the margins of @page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(sheet * 96 / 25.4), "height": 1000})

    page.goto((published / KINDS[kind]).as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") <= round(sheet * 96 / 25.4)
    assert page.locator(".sb-notice").is_visible()
    assert not page.locator(".sb-nav").is_visible()
