"""What other sites include of a page."""

from __future__ import annotations

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from conftest import TODAY, Scenario, codes, silent
from texts import document

from site_builder.build import build
from site_builder.pages.fragment import lowered

A = "agencies/zhongwei-kjj"
BASE = "https://a.example/b/"
NOTICE = document(
    f"{A}/documents/a.md",
    "title: 通知 & “引”\npublished: 2024-03-01\nsummary: 概述\ntopic: 科技\n"
    "redirect_from: [pages/old/]\n",
    "## 一节\n### 二节\n#### 三节\n见[一节](#一节)。\n",
)


def settings(level: int) -> str:
    return (
        f"-- content/site.yaml --\ntitle: 门户\nbase_url: {BASE}\nheading_level: {level}\n"
        "regions:\n  640500: 中卫市\n"
    )


def built(site: Scenario, text: str) -> None:
    site.lay(text)
    output = site.root / "public"
    found = build(site.root, output, today=TODAY, progress=silent, fragments=True)
    assert not found.stopped, found.findings


def data(site: Scenario, url: str) -> dict[str, Any]:
    text = (site.root / "public/fragments" / url).read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def test_every_fragment_has_the_data_of_its_page_beside_it(site: Scenario) -> None:
    built(site, settings(1) + NOTICE)

    fragments = site.root / "public/fragments"
    pages = {path.with_suffix("") for path in fragments.rglob("*.html")}
    assert pages == {path.with_suffix("") for path in fragments.rglob("*.json")}
    assert not (fragments / "pages/old").exists()
    found = data(site, f"{A}/documents/a/index.json")
    assert found["title"] == "通知 & “引”"
    assert found["url"] == f"{BASE}{A}/documents/a/index.html"
    assert found["date"] == "2024-03-01 00:00"
    assert found["summary"] == "概述"
    assert "科技" in found["keywords"]
    assert found["breadcrumb"][0] == {"text": "首页", "url": f"{BASE}index.html"}
    assert found["breadcrumb"][-1] == {"text": "通知 & “引”", "url": ""}
    assert {*found["column"]} == {"name", "type"}


@pytest.mark.parametrize("level", [1, 2, 4])
def test_headings_begin_at_the_level_that_is_set_and_keep_their_anchors(
    level: int, site: Scenario
) -> None:
    built(site, settings(level) + NOTICE)

    path = f"{A}/documents/a/index.html"
    html = (site.root / "public/fragments" / path).read_text("utf-8")
    soup = BeautifulSoup(html, "html.parser")
    levels = {str(tag.get("id")): tag.name for tag in soup.select("h1,h2,h3,h4,h5,h6")}
    names = [f"h{min(level + step, 6)}" for step in range(4)]
    assert [levels[one] for one in ("None", "s-一节", "s-二节", "s-三节")] == names
    own = site.main(path)
    assert [tag.name for tag in own.select("h1,h2")][:1] == ["h1"]
    ids = [tag["id"] for tag in own.select("[id]")]
    assert [tag["id"] for tag in soup.select("[id]")] == ids


@pytest.mark.parametrize("level", [0, 5, 99])
def test_a_level_that_leaves_no_room_is_refused(level: int, site: Scenario) -> None:
    assert codes(site.check(settings(level))) == {"C130"}


def test_only_tags_of_headings_are_lowered() -> None:
    html = "<h1>a</h1><hr><header></header><h2 id='x'>h1 &lt;h1></h2><h6></h6>"

    assert lowered(html, 2) == (
        "<h2>a</h2><hr><header></header><h3 id='x'>h1 &lt;h1></h3><h6></h6>"
    )


def test_a_fragment_has_no_class_of_a_host_page(site: Scenario) -> None:
    built(site, settings(2) + NOTICE)

    for path in (site.root / "public/fragments").rglob("*.html"):
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        (outermost,) = [one for one in soup.children if isinstance(one, Tag)]
        assert outermost["class"] == ["sb-page"]
        names = {n for tag in soup.select("[class]") for n in tag.get_attribute_list("class")}
        assert not {name for name in names if not name.startswith("sb-")}, path
