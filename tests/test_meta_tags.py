"""What every page of a site says of itself: tags, title, date, breadcrumb, blocks of data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from conftest import TODAY, Scenario, demonstration, silent
from texts import GOOD_SITE, bureau, document, folder

from site_builder.build import build

BASE = "https://www.example.gov.cn/gk/"
EVIL = "关于</script><script>alert(1)</script>&amp;<b>“通知”的说明"
A = "agencies/zhongwei-kjj"
FULL = f"""\
{GOOD_SITE}\
-- content/site.yaml --
title: 中卫市政府信息公开
base_url: {BASE}
organizer: 中卫市人民政府办公室
contact: 0955-1234567
site_id: 6405000001
icp: 宁ICP备00000000号-1
police: 宁公网安备64050000000001号
mark_url: https://bszs.conac.cn/sitename
mistakes_url: https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=6405000001
coverage: selected
regions:
  640500: 中卫市
"""
DOCUMENTS = (
    document("index.md", "title: 中卫市政府信息公开平台\n"),
    document("pages/about.md", "title: 关于本站\n"),
    bureau("jyj", "中卫市教育局"),
    document(f"{A}/guide.md", "title: 政府信息公开指南\npublished: 2024-01-02 09:30\n"),
    document(f"{A}/rules/a.md", "title: 依申请公开办法\npublished: 2024-01-02\n"),
    document(f"{A}/documents/a.md", f"title: {EVIL}\ngenerated: 2019-03-11 17:50:15\n"),
    document(
        f"{A}/documents/b.md",
        "title: 通知\npublished: 2019-03-11\ngenerated: 2019-03-11 08:00:00\n",
    ),
    document(f"{A}/documents/c.md", "title: 转载\nsigned: 2019-03-11\nsource: 新华社\n"),
)
SITE_TAGS = {"SiteName", "SiteDomain", "SiteIDCode"}
COLUMN_TAGS = {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"}
CONTENT_TAGS = {"ArticleTitle", "PubDate", "ContentSource"}
OPTIONAL_TAGS = {"Keywords", "Url", "Description"}
OTHER_TAGS = {"viewport", "format-detection"}
_CONTENT = re.compile(r"agencies/[^/]+/(\d{4}|guide|(rules|documents)/[^/]+)/index\.html")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("full")
    folder(root, FULL + "".join(DOCUMENTS))
    return built(root)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(demonstration(tmp_path_factory.mktemp("content")))


def built(root: Path) -> Path:
    found = build(root, root / "public", today=TODAY, progress=silent)
    assert not found.stopped, found.findings
    return root / "public"


@pytest.fixture(params=["full", "content"])
def public(request: pytest.FixtureRequest) -> Path:
    return Path(request.getfixturevalue(request.param))


def pages(public: Path) -> dict[str, BeautifulSoup]:
    return {
        path.relative_to(public).as_posix(): BeautifulSoup(path.read_bytes(), "html.parser")
        for path in sorted(public.rglob("*.html"))
    }


def tags(soup: BeautifulSoup) -> dict[str, str]:
    found = [(str(tag["name"]), str(tag["content"])) for tag in soup.select("head meta[name]")]
    assert len(found) == len(dict(found))
    return dict(found)


def graph(soup: BeautifulSoup) -> list[dict[str, Any]]:
    (block,) = soup.select("script")
    assert block["type"] == "application/ld+json"
    data = json.loads(block.get_text())
    assert data["@context"] == "https://schema.org"
    return list(data["@graph"])


def text_of(soup: BeautifulSoup, selector: str) -> str:
    (found,) = soup.select(selector)
    return found.get_text()


def title_of(soup: BeautifulSoup) -> str:
    return text_of(soup, "title").removesuffix(" - 中卫市政府信息公开")


def test_every_page_has_the_tags_of_its_kind_and_no_others(public: Path) -> None:
    """A number of the site and a date that are not known are not invented."""
    dates = 0
    for url, soup in pages(public).items():
        needed = SITE_TAGS | COLUMN_TAGS
        if "网站标识码" not in soup.select("footer")[0].get_text():
            needed -= {"SiteIDCode"}
        if _CONTENT.fullmatch(url):
            shows_date = bool(soup.select(".sb-title__facts time"))
            needed |= CONTENT_TAGS - (set() if shows_date else {"PubDate"})
            dates += shows_date
        found = tags(soup)
        assert found.keys() - OPTIONAL_TAGS - OTHER_TAGS == needed, url
        assert all(found.values()), url
    assert dates


def test_the_tags_of_a_text_say_what_is_read_on_the_page(public: Path) -> None:
    for url, soup in pages(public).items():
        found = tags(soup)
        if "ArticleTitle" in found:
            assert found["ArticleTitle"] == text_of(soup, "h1")
            assert f"来源：{found['ContentSource']}" in text_of(soup, "main .sb-title__facts")
        if "PubDate" in found:
            assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", found["PubDate"]), url
            assert text_of(soup, ".sb-title__facts time") == found["PubDate"]


@pytest.mark.parametrize(
    ("page", "dated", "moment", "source"),
    [
        ("guide", "发布时间", "2024-01-02 09:30", "中卫市科学技术局"),
        ("rules/a", "发布时间", "2024-01-02 00:00", "中卫市科学技术局"),
        ("documents/a", "生成日期", "2019-03-11 17:50", "中卫市科学技术局"),
        ("documents/b", "发布时间", "2019-03-11 08:00", "中卫市科学技术局"),
        ("documents/c", "成文日期", "2019-03-11 00:00", "新华社"),
    ],
)
def test_a_date_is_called_what_it_is_the_date_of(
    full: Path, page: str, dated: str, moment: str, source: str
) -> None:
    soup = pages(full)[f"{A}/{page}/index.html"]

    assert text_of(soup, ".sb-title__facts").split() == f"{dated}：{moment} 来源：{source}".split()


def test_every_page_but_the_home_page_says_where_it_is(public: Path) -> None:
    for url, soup in pages(public).items():
        crumbs = soup.select(".sb-breadcrumb li")
        if url == "index.html":
            assert crumbs == []
            continue
        *above, here = crumbs
        assert above[0].get_text() == "首页", url
        assert all(one.a for one in above), url
        assert not here.a
        assert here.select("[aria-current=page]"), url
        assert text_of(soup, ".sb-breadcrumb > span") == "当前位置"


def test_every_page_but_that_for_no_address_names_its_own(full: Path) -> None:
    for url, soup in pages(full).items():
        if url == "404.html":
            assert not soup.select("link[rel=canonical], meta[property], script")
            continue
        properties = {str(tag["property"]): tag["content"] for tag in soup.select("meta[property]")}
        assert [link["href"] for link in soup.select("link[rel=canonical]")] == [BASE + url]
        assert properties["og:url"] == BASE + url
        assert properties["og:title"] == title_of(soup)
        assert properties["og:site_name"] == "中卫市政府信息公开"
        assert properties["og:locale"] == "zh_CN"
        is_text = bool(_CONTENT.fullmatch(url))
        assert properties["og:type"] == ("article" if is_text else "website")
        if url == f"{A}/guide/index.html":
            assert properties["article:published_time"] == "2024-01-02T09:30:00+08:00"


def test_without_a_base_url_no_page_claims_an_address(site: Scenario) -> None:
    site.build(document(f"{A}/guide.md"))

    for soup in pages(site.root / "public").values():
        assert not soup.select("link[rel=canonical], meta[property], meta[name=Url]")
        assert "://" not in str(soup.head).replace("https://schema.org", "")
    (page,) = graph(site.soup(f"{A}/guide/index.html"))
    assert (page["@type"], "url" in page) == ("Article", False)


def test_every_page_has_a_block_of_data_about_it(full: Path) -> None:
    kinds = {}
    for url, soup in pages(full).items():
        if url == "404.html":
            continue
        thing, *rest = graph(soup)
        kinds[url] = (thing["@type"], thing.get("mainEntity", {}).get("@type"))
        assert thing["name"] == (title_of(soup) if rest else "中卫市政府信息公开")
        assert thing["url"] == (BASE + url if rest else BASE)
        if rest:
            (trail,) = rest
            names = [item["name"] for item in trail["itemListElement"]]
            crumbs = soup.select(".sb-breadcrumb li")
            assert names == [one.get_text() for one in crumbs]
            assert trail["itemListElement"][0]["item"] == f"{BASE}index.html"
            assert "item" not in trail["itemListElement"][-1]

    assert kinds["index.html"] == ("WebSite", None)
    assert kinds[f"{A}/index.html"] == ("WebPage", "GovernmentOrganization")
    assert kinds[f"{A}/2023/index.html"] == ("Report", None)
    assert kinds[f"{A}/guide/index.html"] == ("Article", None)
    assert kinds["map/index.html"] == ("WebPage", None)


def test_a_title_cannot_leave_its_block_of_data(full: Path) -> None:
    soup = pages(full)[f"{A}/documents/a/index.html"]

    (block,) = soup.select("script")
    assert not set("<>&") & set(block.get_text())
    assert graph(soup)[0]["name"] == EVIL == text_of(soup, "h1") == tags(soup)["ArticleTitle"]


def test_the_site_has_an_icon_and_says_what_may_be_read(full: Path, site: Scenario) -> None:
    assert (full / "robots.txt").read_text() == (
        f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n"
    )
    for url, soup in pages(full).items():
        icons = [str(link["href"]) for link in soup.select("link[rel=icon]")]
        root = "/gk/" if url == "404.html" else "../" * url.count("/")
        assert icons == [f"{root}assets/favicon.ico", f"{root}assets/favicon.svg"]
    assert (full / "assets/favicon.ico").read_bytes()[:4] == b"\0\0\1\0"

    site.build()

    assert (site.root / "public/robots.txt").read_text() == "User-agent: *\nAllow: /\n"
