"""A built folder is read back as a visitor would get it: every kind of fault is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Scenario, output, publish
from hypothesis import given
from hypothesis import strategies as st
from texts import page

from site_builder.publish.site_check import dead_anchors, inspect, targets, verify


def faults(folder: Path, **pages: str) -> list[tuple[str, str, str]]:
    """What is wrong with a site of some pages, as rule, path and the words it names."""
    html = [output(f"{name}.html", text.encode()) for name, text in pages.items()]
    publish(folder, *html, output("sub/list a&b.pdf", b"%PDF"))
    return found(folder)


def found(folder: Path) -> list[tuple[str, str, str]]:
    return [(what.rule.name, what.path, what.values.get("text", "")) for what in verify(folder)]


def test_a_folder_without_a_manifest_is_no_site(tmp_path: Path) -> None:
    assert found(tmp_path) == [("not_a_site", str(tmp_path), "")]
    assert found(tmp_path / "gone") == [("not_a_site", str(tmp_path / "gone"), "")]


def test_a_file_more_less_or_other_is_found(tmp_path: Path) -> None:
    site = tmp_path / "public"
    assert not faults(site, index="甲", gone="乙", other="丙")

    (site / "sub/.extra").write_text("x")
    (site / "gone.html").unlink()
    (site / "other.html").write_text("丁")

    assert set(found(site)) == {
        ("file_not_in_manifest", "sub/.extra", ""),
        ("file_gone", "gone.html", ""),
        ("file_changed", "other.html", ""),
    }


def test_a_link_that_took_the_place_of_a_file_is_found(tmp_path: Path) -> None:
    site = tmp_path / "public"
    faults(site, index="甲")
    (site / "more").symlink_to("/etc")

    assert found(site) == [("file_not_in_manifest", "more", "")]


@pytest.mark.parametrize(
    "target",
    [
        *("index.html", "./index.html", "#here", "index.html#here", "sub/../index.html", "#s-总体"),
        *("sub/list%20a&amp;b.pdf", "https://a.example/", "mailto:a@b.example", "tel:0955"),
        *("", "#top", "index.html?x=1#here", "sub\\list a&amp;b.pdf", " #here "),
    ],
)
def test_a_link_to_an_existing_target_is_no_fault(tmp_path: Path, target: str) -> None:
    html = f'<p id="here"></p><h2 id="s-总体"></h2><a href="{target}">x</a>'

    assert not faults(tmp_path / "public", index=html)


@pytest.mark.parametrize(
    "target",
    [
        *("gone.html", "index.html#gone", "#gone", "../index.html", "/index.html", "sub/"),
        *("Index.html", "sub", "manifest.json", "../public/index.html"),
    ],
)
@pytest.mark.parametrize("tag", ['<a class="c" href="%s">', "<a href='%s'>", "<A\nHREF = %s >"])
def test_a_dead_link_is_a_fault(tmp_path: Path, tag: str, target: str) -> None:
    html = f'<p id="here">x</p>{tag % target}x</a>'

    assert faults(tmp_path / "public", index=html) == [("dead_link_on_page", "index.html", target)]


@pytest.mark.parametrize(
    "tag",
    [
        *(
            '<img alt="" src="gone">',
            '<img srcset="index.html 1x, gone 2x">',
            "<video poster=gone>",
        ),
        *('<link rel="icon" href="gone">', "<body background=gone>", "<svg><use href=gone></svg>"),
    ],
)
def test_what_a_page_loads_and_is_not_there_is_a_dead_link(tmp_path: Path, tag: str) -> None:
    assert faults(tmp_path / "public", index=tag) == [("dead_link_on_page", "index.html", "gone")]


def test_a_link_in_a_comment_leads_nowhere_and_an_anchor_in_it_is_none(tmp_path: Path) -> None:
    html = '<!-- <a href="gone.html"> <p id="x"> --><a href="#x">x</a>'

    assert faults(tmp_path / "public", index=html) == [("dead_link_on_page", "index.html", "#x")]


@pytest.mark.parametrize(
    "html",
    [
        '<img alt="" src="https://a.example/b.png">',
        '<img src="//a.example/b.png">',
        '<link rel="stylesheet" href="https://a.example/c.css">',
        '<img src="data:image/png;base64,AAAA">',
        '<img srcset="https://a.example/b.png 2x" alt="">',
        '<img srcset="index.html 1x, https://a.example/b.png 2x" alt="">',
        *("<img src='https://a.example/b'>", "<img src=https://a.example/b>", "<IMG\nSRC=//a.b>"),
        *("<svg><image href='//a.b'/></svg>", "<svg><use xlink:href='//a.b#c'/></svg>"),
        *("<body background=//a.b>", "<td background='//a.b'>", "<video poster=//a.b></video>"),
        *("<input type=image src=//a.b>", "<a ping=//a.b href=index.html>", r"<img src='\\\\a.b'>"),
        *(
            "<img src='ht\ntps://a.b'>",
            "<img src='&#104;ttps://a.b'>",
            "<link rel=icon href=//a.b>",
        ),
        *("<link rel='alternate stylesheet' href=//a.b>", "<svg><rect fill='url(//a.b#c)'/></svg>"),
        *("<!-- <img src=//a.b> -->", "<noscript><img src=//a.b></noscript>", "<p><img/src=//a.b>"),
    ],
)
def test_a_page_that_asks_for_something_from_outside_is_a_fault(tmp_path: Path, html: str) -> None:
    assert [rule for rule, *_ in faults(tmp_path / "public", index=html)] == ["outside_request"]


@pytest.mark.parametrize(
    ("css", "count"),
    [
        ("@import 'https://a.example/b.css';", 1),
        ("@font-face{src:url(//a.example/f.woff2)}", 1),
        ('p{background:URL( "http://a.example/b.png" )}', 1),
        ("p{background:url(../b.png)} /* https://a.example */", 0),
    ],
)
def test_a_style_sheet_must_not_request_anything_from_outside_either(
    tmp_path: Path, css: str, count: int
) -> None:
    site = tmp_path / "public"
    publish(site, output("assets/site.css", css.encode()))

    assert [rule for rule, *_ in found(site)] == ["outside_request"] * count


@pytest.mark.parametrize(
    "html",
    [
        *("<script>1</script>", "<script src=a>", "<style>p{}</style>", "<iframe>", "<base>"),
        *("<object>", "<embed>", "<form>", '<p style="color:red">', '<p class="a" onclick="x()">'),
        *(
            "<p onmouseover=x>",
            "<p\nonclick='x'>",
            '<img src="index.html" alt="a > b" onerror="x">',
        ),
        *(
            "<SCRIPT>1</SCRIPT>",
            "<p ONCLICK=x>",
            "<p/onclick=x>",
            "<p STYLE='color:red'>",
            "<frame>",
        ),
        *("<portal src=index.html>", "<svg><script href=index.html></script></svg>", "<applet>"),
        *("<a href='javascript:x'>", "<a href=JavaScript:x>", "<a href=' \x01java\nscript:x'>"),
        *("<a href='&#x6a;avascript:x'>", "<a href='javascript&colon;x'>", "<a href=vbscript:x>"),
        *("<a href='data:text/html,x'>", "<svg><a xlink:href='javascript:x'></a></svg>"),
        *("<svg><a><set attributeName=href to='javascript:x'></a></svg>", "<button formaction=x>"),
        *("<meta http-equiv=refresh content='0;url=index.html'>", "<META HTTP-EQUIV='Refresh'>"),
        *("<script type=module>", "<script type='text/javascript' type='application/ld+json'>"),
        *("<script type='importmap'>{}</script>", "<!--[if IE]><script>1</script><![endif]-->"),
        *("<a href=ok y:href=javascript:x>", "<title><svg onload=x></title>", "<input onfocus=x>"),
    ],
)
def test_code_that_runs_or_sets_styles_is_a_fault(tmp_path: Path, html: str) -> None:
    rules = [rule for rule, *_ in faults(tmp_path / "public", index=html)]

    assert "active_content" in rules


@pytest.mark.parametrize(
    "html",
    [
        "<p>设 style=&quot;x&quot; 或 onclick=y 即可</p>",
        '<img src="index.html" alt="图 style=1 onclick=2">',
        '<meta name="d" content="说明 onclick=2">',
        '<img src="index.html" alt="x style=">',
        "<p>&lt;script&gt; style = 1</p>",
        '<p class="style=" title=" on=">a</p>',
        '<img src="index.html" alt="javascript: 一种语言" title="data: 数据">',
        '<script type="application/ld+json">{"@context": "https://schema.org"}</script>',
        "<script type='application/json'>[]</script>",
        '<link rel="canonical" href="https://a.example/">',
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"></svg>',
        '<meta http-equiv="X-UA-Compatible" content="IE=edge">',
        '<p itemscope itemtype="https://schema.org/Report">a</p><blockquote cite="https://a.b">',
        "<p>a < b, 1 > 0</p>",
    ],
)
def test_words_that_only_resemble_code_are_no_fault(tmp_path: Path, html: str) -> None:
    assert not faults(tmp_path / "public", index=html)


def test_content_that_speaks_of_code_or_of_odd_files_does_not_stop_a_build(site: Scenario) -> None:
    site.lay(
        page("![图 style=1](图&表.png) ![a onclick=b](图&表.png)\n\n见[`<script>`](图&表.png)。\n")
    )
    (site.root / "content/pages/图&表.png").write_bytes(b"x")

    built = site.build()

    assert not built.stopped, built.findings


def test_an_attachment_is_not_inspected() -> None:
    seen = inspect("a.pdf", b'<a href="gone.html" id="x"><script>')

    assert (seen.faults, seen.ids, seen.links) == ((), frozenset(), ())


PATHS = ["index.html", "a/index.html", "a/b/index.html", "c.html"]
TARGETS = [
    *("", "#x", "#y", "index.html", "../index.html", "../index.html#x", "b/index.html", "../b/"),
    *("../../c.html#y", "c.html", "gone.pdf", "a/index.html#x", "https://a.example/gone.html"),
]
PAGES = st.dictionaries(
    st.sampled_from(PATHS),
    st.tuples(st.sets(st.sampled_from("xy")), st.sets(st.sampled_from(TARGETS))),
)


@given(PAGES, st.integers(0, len(PATHS)))
def test_seen_part_by_part_a_site_has_no_dead_link_that_the_whole_has_not(
    pages: dict[str, tuple[set[str], set[str]]], cut: int
) -> None:
    """Only anchors in another part are not asked for: the rules on links have done so."""
    seen = {
        path: inspect(
            path,
            "".join(
                [*(f'<p id="{one}">' for one in ids), *(f'<a href="{one}">' for one in targets)]
            ).encode(),
        )
        for path, (ids, targets) in sorted(pages.items())
    }
    cut_in_two = [dict([*seen.items()][:cut]), dict([*seen.items()][cut:])]

    dead = [one for part in cut_in_two for one in dead_anchors(part)]
    lost = {goal for path, one in seen.items() for goal in targets(path, one)} - {*seen}

    whole = {fault.path for fault in dead_anchors(seen)}
    assert {fault.path for fault in dead} <= whole
    linked = {path for path, one in seen.items() if any(anchor for _, _, anchor in one.links)}
    assert whole <= linked
    assert all(not goal.startswith("http") for goal in lost)
    assert lost <= {"gone.pdf", "a/gone.pdf", "a/b/gone.pdf", *PATHS} | {
        *("a/a/index.html", "a/b/a/index.html", "a/b/b/index.html", "b/index.html", "a/c.html"),
        *("../index.html", "../../c.html", "../c.html", "a/b/c.html", "b", "../b", "a/b"),
    }
