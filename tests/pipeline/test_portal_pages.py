"""The pages about all agencies: made together, from what is kept of each partition."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bs4 import BeautifulSoup
from conftest import Scenario, portal
from texts import bureau, document, page

from site_builder.content.partition import REST

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def text_of(root: Path, url: str) -> str:
    main = BeautifulSoup((root / "public" / url).read_bytes(), "html.parser").main
    assert main
    return main.get_text(" ", strip=True)


def test_the_pages_about_all_agencies_show_all_of_them(site: Scenario) -> None:
    built = site.build(
        document("index.md", "title: 欢迎\n", "第一段。\n")
        + bureau("b", "乙局")
        + document(f"{A}/reports/2018.md", "title: 2018\n")
        + page("正文\n")
    )

    assert not built.stopped
    home = text_of(site.root, "index.html")
    assert "欢迎" in home
    assert "第一段。" in home
    assert "共收录2个机关的2份年度报告" in home
    assert home.index("乙局") < home.index("中卫市科学技术局")
    assert "中卫市科学技术局" in text_of(site.root, "catalogue/index.html")
    assert "2个机关中1个的报告已收录" in text_of(site.root, "years/2018/index.html")


def test_a_new_name_of_an_agency_renders_only_the_pages_that_show_it(site: Scenario) -> None:
    site.build(bureau("b", "乙局"))

    built = site.build(bureau("b", "丙局"))

    assert {url for url, _ in built.reasons if not url.startswith("agencies/b/")} == {
        *("index.html", "years/2023/index.html", "catalogue/index.html", "apply/index.html"),
        "map/index.html",
    }
    assert "丙局" in text_of(site.root, "index.html")


def test_the_day_is_that_of_the_build(site: Scenario) -> None:
    assert portal(site.root, date(2027, 1, 2)).today == date(2027, 1, 2)
    assert [summary.name for summary in portal(site.root).summaries] == [REST, SLUG]
