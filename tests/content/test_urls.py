"""Where things go: a pure function of a path."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.urls import (
    DISCLOSED,
    GUIDE,
    RULES,
    STRAY,
    Address,
    absolute_root,
    address,
    anchor,
    quoted,
    to_root,
    year_url,
)

A = "agencies/zhongwei-kjj"


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("index.md", Address("home", "index.html")),
        ("pages/about.md", Address("page", "pages/about/index.html")),
        ("pages/help/v1.2.md", Address("page", "pages/help/v1.2/index.html")),
        (f"{A}/index.md", Address("agency", f"{A}/index.html", "zhongwei-kjj")),
        (
            f"{A}/reports/2023.md",
            Address("report", f"{A}/2023/index.html", "zhongwei-kjj", 2023),
        ),
        (
            f"{A}/guide.md",
            Address("document", f"{A}/guide/index.html", "zhongwei-kjj", part=GUIDE),
        ),
        (
            f"{A}/rules/secrecy.md",
            Address("document", f"{A}/rules/secrecy/index.html", "zhongwei-kjj", part=RULES),
        ),
        (
            f"{A}/documents/2018/a_b.c.md",
            Address(
                "document", f"{A}/documents/2018-a-b-c/index.html", "zhongwei-kjj", part=DISCLOSED
            ),
        ),
    ],
)
def test_a_path_says_what_a_file_is_and_where_its_page_goes(path: str, where: Address) -> None:
    assert address(path) == where


@pytest.mark.parametrize(
    "path",
    [
        *("about.md", "About/index.md", "pages/About.md", "pages/关于.md", "pages/a b.md"),
        *("agencies/index.md", f"{A}/reports/23.md", f"{A}/reports/2023-1.md", f"{A}/note.md"),
        *(f"{A}/reports/2023/index.md", f"{A}/rules.md", "agencies/a_b/index.md", "pages/-a.md"),
        *("pages/../index.md", "/index.md", "pages//a.md", f"{A}/documents/.md", "posts/a.md"),
    ],
)
def test_a_file_in_no_place_has_no_page(path: str) -> None:
    assert address(path) == STRAY


@given(
    st.from_regex(r"\A(pages|agencies/a/(reports|documents|rules)|agencies/a)/[a-z0-9./_-]+\.md\Z")
)
def test_a_page_never_leaves_the_site_and_ends_in_index(path: str) -> None:
    url = address(path).url

    assert not url or (posixpath.normpath(url) == url and url.endswith("/index.html"))
    assert not url.startswith((".", "/"))


@pytest.mark.parametrize(
    ("url", "root"), [("index.html", ""), ("years/2023/index.html", "../../"), ("a/b", "../")]
)
def test_the_way_to_the_root_is_relative(url: str, root: str) -> None:
    assert to_root(url) == root


def test_a_year_has_a_page() -> None:
    assert year_url(2023) == "years/2023/index.html"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_address_in_a_link_leads_back_to_the_path(path: str) -> None:
    assert unquote(quoted(path)) == path
    assert not set(quoted(path)) & set(' "<>?#%\\\n') - set("%")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("总体情况", "s-总体情况"),
        ("“三审三校” 制度", "s-三审三校-制度"),
        ("ＡＢＣ (v2.0)", "s-abc-v2-0"),
        ("？！", "s"),
        ("", "s"),
    ],
)
def test_an_anchor_is_made_of_the_words_alone(text: str, name: str) -> None:
    assert anchor(text) == name


@pytest.mark.parametrize(
    ("url", "base_url", "root"),
    [
        ("404.html", "https://a.example/gk/", "/gk/"),
        ("404.html", "https://a.example/", "/"),
        ("404.html", "", ""),
        ("fragments/404.html", "https://a.example/gk/", "https://a.example/gk/"),
        ("index.html", "https://a.example/gk/", ""),
    ],
)
def test_links_are_absolute_where_a_page_may_be_shown_anywhere(
    url: str, base_url: str, root: str
) -> None:
    assert absolute_root(url, base_url) == root


@given(st.text())
def test_an_anchor_is_safe_in_an_id_and_found_again_from_itself(text: str) -> None:
    name = anchor(text)

    assert not set(name) & set(" \t\n\"'<>&#")
    assert anchor(name.removeprefix("s-")) == name or name == "s"
