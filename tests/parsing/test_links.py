"""Where a link leads, from the path of its own file alone."""

from __future__ import annotations

from html import escape
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from site_builder.content.urls import ROOT
from site_builder.model.rule import Rule
from site_builder.parsing.link_rules import (
    empty_link,
    image_from_elsewhere,
    link_outside,
    unsafe_link,
)
from site_builder.parsing.links import resolve

FOLDER = "agencies/zhongwei-kjj/reports"
HERE = f"{FOLDER}/2023.md"


@pytest.mark.parametrize(
    ("written", "path", "fragment", "href"),
    [
        ("2022.md", f"{FOLDER}/2022.md", "", "agencies/zhongwei-kjj/2022/index.html"),
        ("../index.md", "agencies/zhongwei-kjj/index.md", "", "agencies/zhongwei-kjj/index.html"),
        ("/pages/help.md", "pages/help.md", "", "pages/help/index.html"),
        ("/index.md", "index.md", "", "index.html"),
        ("./a.pdf", f"{FOLDER}/a.pdf", "", f"{FOLDER}/a.pdf"),
        ("a%20b.pdf", f"{FOLDER}/a b.pdf", "", f"{FOLDER}/a%20b.pdf"),
        ("a%23b.pdf", f"{FOLDER}/a#b.pdf", "", f"{FOLDER}/a%23b.pdf"),
        ("a%3Fb.pdf", f"{FOLDER}/a?b.pdf", "", f"{FOLDER}/a%3Fb.pdf"),
        ("/pages/help.md#怎样读", "pages/help.md", "s-怎样读", "pages/help/index.html#s-怎样读"),
        ("/pages/help.md#一、读", "pages/help.md", "s-读", "pages/help/index.html#s-读"),
        ("/pages/help.md?a=1#b", "pages/help.md", "s-b", "pages/help/index.html#s-b"),
    ],
)
def test_a_link_inside_leads_from_the_root(
    written: str, path: str, fragment: str, href: str
) -> None:
    target = resolve(written, HERE)
    assert (target.path, target.fragment, target.broken) == (path, fragment, None)
    assert target.href == ROOT + href


@pytest.mark.parametrize("written", ["#怎样读", "#s-怎样读", "#%E6%80%8E%E6%A0%B7%E8%AF%BB"])
def test_a_place_of_the_same_page_needs_no_path(written: str) -> None:
    target = resolve(written, HERE)
    assert (target.href, target.path, target.fragment) == ("#s-怎样读", "", "s-怎样读")


@pytest.mark.parametrize(
    "written",
    ["https://www.gov.cn/", "http://a.example:8080/b?c=d#e", "mailto:a@b.example", "tel:0955-1"],
)
def test_a_link_outside_stays_as_it_is(written: str) -> None:
    target = resolve(written, HERE)
    assert (target.href, target.external, target.broken) == (written, True, None)


@pytest.mark.parametrize(
    ("written", "broken"),
    [
        ("javascript:alert(1)", unsafe_link),
        ("  JAVASCRIPT:alert(1)", unsafe_link),
        ("java%09script:alert(1)", unsafe_link),
        ("data:text/html,x", unsafe_link),
        ("//evil.example", unsafe_link),
        ("\\\\evil.example", unsafe_link),
        ("http://user@evil.example", unsafe_link),
        ("http://[", unsafe_link),
        ("a:b.md", unsafe_link),
        ("a%00b", unsafe_link),
        ("", empty_link),
        ("#", empty_link),
        ("../../../a.md", None),
        ("../../../../a.md", link_outside),
        ("/..", link_outside),
        ("%2e%2e/%2e%2e/%2e%2e/%2e%2e/a", link_outside),
    ],
)
def test_a_link_that_may_not_be_followed_has_its_rule(written: str, broken: Rule | None) -> None:
    target = resolve(written, HERE)
    assert target.broken == broken
    assert not target.broken or target.href in {"", "#"}


@pytest.mark.parametrize(
    "written", ["https://a.example/b.png", "data:image/png;base64,AA", "mailto:a"]
)
def test_an_image_is_never_fetched_from_elsewhere(written: str) -> None:
    assert resolve(written, HERE, image=True).broken == image_from_elsewhere


@given(st.text(), st.booleans())
@example("//evil.example", False)
@example("/\t/evil.example", False)
@example("http:\\\\evil.example", False)
def test_no_link_at_all_can_run_a_script_or_leave_unseen(written: str, image: bool) -> None:
    target = resolve(written, HERE, image)
    if target.broken:
        assert target.href in {"", "#"}
        return
    page = "https://site.example/sub/agencies/zhongwei-kjj/2023/index.html"
    goal = urlsplit(urljoin(page, target.href.replace(ROOT, "../../../")))
    if target.external:
        assert goal.scheme in {"http", "https", "mailto", "tel"}
        assert not image
    else:
        assert (goal.scheme, goal.netloc) == ("https", "site.example")
        assert goal.path.startswith("/sub/")
        assert "\0" not in unquote(goal.path)
    assert "<" not in escape(target.href)
