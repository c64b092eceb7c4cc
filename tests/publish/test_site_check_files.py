"""Every kind of file that a browser reads as a page, a picture with markup, or a script."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import manifest_of, output, publish
from systems import make_pipe

from site_builder.model.limits import LARGEST_PAGE
from site_builder.publish.manifest import MANIFEST, list_files, write_manifest
from site_builder.publish.site_check import inspect, verify
from site_builder.publish.site_files import digest_of


def rules(path: str, data: str | bytes, base_url: str = "") -> list[str]:
    """The names of the rules that a file of a site violates."""
    text = data.encode() if isinstance(data, str) else data
    return [what.rule.name for what in inspect(path, text, base_url).faults]


@pytest.mark.parametrize(
    "path", ["a.html", "a.HTML", "a.htm", "a.Htm", "a.xhtml", "a.svg", "a.SVG", "a.xml", "a.shtml"]
)
def test_whatever_a_browser_shows_as_a_page_is_inspected(path: str) -> None:
    assert rules(path, "<p><script>1</script></p>") == ["active_content"]
    assert rules(path, "<p><img src='https://a.example/'/></p>") == ["outside_request"]
    assert rules(path, "<p title='<b>'></p>") == ["unclear_markup"]
    assert rules(path, "<p>年报</p>".encode("gbk")) == ["not_utf8"]


@pytest.mark.parametrize("path", ["assets/a.js", "a.JS", "a.mjs", "a.wasm", "a.swf"])
def test_a_file_of_code_is_active_even_if_no_page_runs_it(path: str) -> None:
    assert rules(path, "1") == ["active_content"]


@pytest.mark.parametrize("path", ["a.css", "a.CSS"])
def test_a_style_sheet_is_inspected(path: str) -> None:
    assert rules(path, r"p{background:u\72l(//a.example)}") == ["outside_request"]
    assert rules(path, "/* 年报 */".encode("gbk")) == ["not_utf8"]
    assert rules(path, "p{background:url(a.png)}") == []


@pytest.mark.parametrize(
    ("svg", "found"),
    [
        ('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', []),
        ("<svg><h:script xmlns:h='http://www.w3.org/1999/xhtml'>1</h:script></svg>", ["<script"]),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>", ["<!ENTITY"]),
        ("<svg><script TYPE='application/ld+json'>1</script></svg>", ["<script"]),
    ],
)
def test_a_picture_with_markup_is_read_as_xml(svg: str, found: list[str]) -> None:
    assert [what.values["text"] for what in inspect("a.svg", svg.encode()).faults] == found


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ('<path style="fill:#fff" class="a"/><style>.a{fill:red}</style>', []),
        ("<!-- https://a.example --><style>.a{fill:url(#b)}</style>", []),
        ('<path style="fill:url(https://a.example/b.svg#c)"/>', ["outside_request"]),
        ("<style>@import 'https://a.example/';</style>", ["outside_request"]),
        ("<style>/*='*/@import url(//a.example);/*'*/</style>", ["outside_request"]),
        ("<style><![CDATA[<!-- @import url(//a.example); -->]]></style>", ["outside_request"]),
        (r"<style>.a{fill:u\72l(\2f/a.example)}</style>", ["outside_request"]),
        ('<path style="fill:red" onclick="x()"/>', ["active_content"]),
    ],
)
def test_a_picture_may_style_itself_but_not_ask_other_hosts(inside: str, found: list[str]) -> None:
    """The policy of a page does not hold in a picture."""
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    svg = f'{doctype}<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'

    assert rules("a.svg", svg) == found
    assert rules("a.html", '<p style="fill:red"></p>') == ["active_content"]
    assert rules("a.xhtml", "<style>p{}</style>") == ["active_content"]


BASE = "https://a.example/gk/"


@pytest.mark.parametrize(
    ("path", "address", "found"),
    [
        ("fragments/a/index.html", f"{BASE}a.png", []),
        ("fragments/a/index.html", "https://a.example/other.png", ["outside_request"]),
        ("fragments/a/index.html", "https://a.example/gk//b.example/a.png", ["outside_request"]),
        ("404.html", "/gk/a.png", []),
        ("404.html", "//b.example/a.png", ["outside_request"]),
        ("index.html", f"{BASE}a.png", ["outside_request"]),
    ],
)
def test_only_addresses_of_the_site_itself_may_be_absolute(
    path: str, address: str, found: list[str]
) -> None:
    assert rules(path, f'<img src="{address}" alt="">', BASE) == found


def test_at_the_root_of_a_host_another_host_is_still_outside() -> None:
    seen = inspect("404.html", b'<img src="//b.example/a.png">', "https://a.example/")

    assert [what.rule.name for what in seen.faults] == ["outside_request"]


@pytest.mark.parametrize(
    ("path", "address"), [("404.html", "/gk/%s"), ("fragments/a/index.html", f"{BASE}%s")]
)
def test_an_absolute_link_to_a_page_that_is_not_there_is_dead(
    tmp_path: Path, path: str, address: str
) -> None:
    html = "".join(f'<a href="{address % name}">x</a>' for name in ("index.html", "gone.html#x"))
    pages = [output(path, html.encode()), output("index.html", b"x")]
    publish(tmp_path / "public", *pages)
    listed = list_files(sorted((one.path, one.digest) for one in pages))
    (tmp_path / "public" / MANIFEST).write_bytes(write_manifest([listed], BASE))

    (dead,) = verify(tmp_path / "public")

    assert (dead.path, dead.values["text"]) == (path, address % "gone.html#x")


def test_a_pipe_in_the_place_of_a_page_is_a_file_that_was_changed(tmp_path: Path) -> None:
    site = tmp_path / "public"
    publish(site, output("index.html", b"x"))
    (site / "index.html").unlink()
    make_pipe(site / "index.html")

    assert [what.rule.name for what in verify(site)] == ["file_changed"]


def test_a_page_larger_than_any_is_not_read(tmp_path: Path) -> None:
    site = tmp_path / "public"
    site.mkdir()
    with (site / "index.html").open("wb") as file:
        file.truncate(LARGEST_PAGE + 1)
    known, _ = digest_of(site / "index.html", keep=False)
    (site / MANIFEST).write_bytes(manifest_of([output("index.html", b"")._replace(digest=known)]))

    assert [what.rule.name for what in verify(site)] == ["file_changed"]
