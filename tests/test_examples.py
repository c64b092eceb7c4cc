"""The invented projects in examples/ have no findings, and every page of theirs says so."""

from __future__ import annotations

import posixpath
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from conftest import TODAY, silent

from site_builder.build import build

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*/"))


@pytest.mark.parametrize("project", EXAMPLES, ids=lambda project: project.name)
def test_an_example_has_no_findings_and_says_on_every_page_that_it_is_invented(
    project: Path, tmp_path: Path
) -> None:
    shutil.copytree(project / "content", tmp_path / "content")

    built = build(tmp_path, tmp_path / "public", today=TODAY, progress=silent)

    pages = {one: one.read_text("utf-8") for one in (tmp_path / "public").rglob("*.html")}
    assert built.findings == ()
    assert len(pages) > 100
    assert [file for file, text in pages.items() if "虚构" not in text] == []


def test_every_page_of_an_example_holds_what_portals_ask_for(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES[0] / "content", tmp_path / "content")
    public = tmp_path / "public"
    build(tmp_path, public, today=TODAY, progress=silent, base_url="https://a.example/gk/")
    numbers: list[str] = []
    links: set[tuple[str, str]] = set()

    for file in sorted(public.rglob("*.html")):
        url = file.relative_to(public).as_posix()
        page = BeautifulSoup(file.read_bytes(), "html.parser")
        crumbs = page.select(".sb-breadcrumb li")
        assert len(page.select("h1")) == 1, url
        assert page.select_one("footer a[href$='map/index.html']"), url
        assert len({tag["name"] for tag in page.select("meta[name^=Column]")}) == 4, url
        assert bool(crumbs) == (url != "index.html"), url
        if block := page.select_one("article .sb-metadata"):
            items = {dt.get_text(): dd for dt, dd in _pairs(block)}
            numbers += [items["索引号"].get_text()] if "索引号" in items else []
        for link in page.select("[aria-labelledby=related] a, .sb-metadata a[href*=documents]"):
            links.add((url, posixpath.normpath(f"{posixpath.dirname(url)}/{link['href']}")))

    assert len(numbers) > 30
    assert len(numbers) == len(set(numbers))
    assert len(links) > 4
    assert {(there, here) for here, there in links} == links


def _pairs(block: Tag) -> list[tuple[Tag, Tag]]:
    """The labels of a metadata block with their values."""
    return list(zip(block.select("dt"), block.select("dd"), strict=True))
