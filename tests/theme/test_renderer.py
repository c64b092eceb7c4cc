"""Pages → Outputs: content is data here, never a template."""

from __future__ import annotations

import re
from json import dumps

import pytest
from bs4 import BeautifulSoup
from conftest import TODAY, Scenario, silent
from texts import page

from site_builder.build import build
from site_builder.publish.site_check import verify

pytestmark = pytest.mark.interpreter


def published(scenario: Scenario, path: str) -> str:
    return (scenario.root / "public" / path).read_text("utf-8")


@pytest.mark.parametrize(
    "title",
    ["{{ 7*7 }}", "{% include 'x' %}", "<script>alert(1)</script>", '"><b>', "a & b", "\\1"],
)
def test_a_title_is_a_text_wherever_it_stands(site: Scenario, title: str) -> None:
    built = site.build(page(f"## {title}\n", f"title: {dumps(title)}\nsummary: {dumps(title)}\n"))

    assert not built.stopped, built.findings
    soup = site.soup()
    assert soup.h1
    assert soup.h1.get_text() == title
    assert "<script>alert" not in published(site, "pages/example/index.html")
    assert title in [a.get_text() for a in site.soup("index.html").select("nav a")]


def test_links_lead_from_every_depth_to_the_same_place(site: Scenario) -> None:
    link = "[报告](/agencies/zhongwei-kjj/reports/2023.md#总体情况)\n"
    site.build(page(link) + page(link).replace("example", "deep/er"))

    for path, root in (("pages/example", "../../"), ("pages/deep/er", "../../../")):
        assert f'href="{root}agencies/zhongwei-kjj/2023/index.html#s-总体情况"' in published(
            site, f"{path}/index.html"
        )


def test_no_page_holds_a_mark_that_was_to_be_filled(site: Scenario) -> None:
    assert not site.build(
        page("[甲](../index.md)\n") + "-- content/index.md --\n---\ntitle: 甲\n---\n"
    ).stopped

    for path in (site.root / "public").rglob("*.html"):
        assert not re.search("[\0\1]", path.read_text("utf-8"))


def test_a_fragment_is_what_stands_in_main_with_full_addresses(site: Scenario) -> None:
    site.lay(page("[甲](../agencies/zhongwei-kjj/index.md)\n"))
    output = site.root / "public"

    build(
        site.root,
        output,
        today=TODAY,
        progress=silent,
        base_url="https://a.example/b",
        fragments=True,
    )

    fragment = published(site, "fragments/pages/example/index.html")
    assert 'href="https://a.example/b/agencies/zhongwei-kjj/index.html"' in fragment
    assert "<main" not in fragment
    assert "<title" not in fragment
    pages = {path.relative_to(output) for path in output.rglob("*.html")}
    whole = {path for path in pages if path.parts[0] != "fragments"}
    assert {path.relative_to("fragments") for path in pages - whole} == whole


@pytest.mark.parametrize(
    ("base_url", "root"),
    [("https://a.example/gk/b", "/gk/b/"), ("https://a.example", "/"), ("", "")],
)
def test_only_the_page_for_addresses_that_do_not_exist_has_absolute_links_if_the_site_has_one(
    site: Scenario, base_url: str, root: str
) -> None:
    output = site.root / "public"
    built = build(site.root, output, today=TODAY, progress=silent, base_url=base_url)

    assert not built.stopped, built.findings
    assert not verify(output)
    for path in output.rglob("*.html"):
        soup = BeautifulSoup(path.read_bytes(), "html.parser")
        written = [str(tag["href"]) for tag in soup.select("[href]")]
        inside = [one for one in written if not one.startswith(("#", "https:"))]
        depth = len(path.relative_to(output).parts) - 1
        begins = root if path.name == "404.html" else "../" * depth
        assert inside
        assert all(one.startswith(begins) for one in inside)
        assert root or not any(one.startswith("/") for one in inside)


def test_what_has_a_meaning_in_html_is_escaped_in_a_base_url(site: Scenario) -> None:
    site.lay(page("[甲](../agencies/zhongwei-kjj/index.md)\n"))
    output = site.root / "public"
    base_url = "https://a.example/a&copy=1/"

    build(site.root, output, today=TODAY, progress=silent, base_url=base_url, fragments=True)

    fragment = published(site, "fragments/pages/example/index.html")
    assert 'href="https://a.example/a&amp;copy=1/agencies/' in fragment
    assert "&copy=" not in fragment
    assert not verify(output)


def test_only_beside_fragments_the_style_sheet_has_a_name_that_stays(site: Scenario) -> None:
    output = site.root / "public"

    for fragments in (True, False):
        build(
            site.root,
            output,
            today=TODAY,
            progress=silent,
            base_url="https://a.example/b",
            fragments=fragments,
        )

        (own,) = (output / "assets").glob("site.?*.css")
        named = output / "assets/site.css"
        assert named.is_file() is fragments
        assert not fragments or named.read_bytes() == own.read_bytes()
