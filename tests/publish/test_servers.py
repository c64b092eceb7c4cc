"""The sample configurations of servers, each in the server it is for."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup
from conftest import TODAY, silent
from servers import DEPLOY, Server, free_port, serving
from texts import GOOD_SITE, folder

from site_builder.build import build
from site_builder.content.reader import ATTACHMENTS

PLACE = "/a/b/c/"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)
LONG = f"agencies/{'a-long-name-' * 20}/index.html"
PROJECT = f"""\
{GOOD_SITE}\
-- content/pages/example.md --
---
title: 示例
attachments: [名单 （2024）.txt]
---
正文。
-- content/pages/名单 （2024）.txt gb18030 --
名单
"""
MOVED = f"""\
"old/2018/" "pages/example/";
"old/2018/index.html" "pages/example/";
"{LONG}" "pages/example/";
"""


@pytest.fixture(scope="module", params=["nginx", "apache"])
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A site below /a/b/c/ in each of the servers, with two pages that have moved."""
    root = tmp_path_factory.mktemp(request.param)
    port = free_port()
    folder(root, PROJECT)
    built = build(
        root,
        root / "public",
        today=TODAY,
        progress=silent,
        base_url=f"http://127.0.0.1:{port}{PLACE}",
    )
    assert not built.stopped, built.findings
    (root / "public/redirects.map").write_text(MOVED, "utf-8")
    with serving(request.param, root / "public", PLACE, port) as running:
        yield running


@pytest.mark.parametrize("kind", ["nginx", "apache"])
def test_a_configuration_serves_a_site_where_nothing_has_moved(kind: str, tmp_path: Path) -> None:
    (tmp_path / "public").mkdir()
    (tmp_path / "public/index.html").write_text("首页", "utf-8")

    with serving(kind, tmp_path / "public", PLACE, free_port()) as running:
        assert running.get(PLACE).body.decode() == "首页"


@pytest.mark.parametrize("sample", ["nginx.conf", "apache.conf"])
def test_a_configuration_knows_the_type_of_every_attachment(sample: str) -> None:
    words = (DEPLOY / sample).read_text("utf-8").replace(";", " ").replace(" .", " ").split()

    assert {ending for ending in ATTACHMENTS if ending[1:] not in words} == set()


def test_every_page_comes_with_the_strict_policy(server: Server) -> None:
    home, page = server.get(PLACE), server.get(f"{PLACE}pages/example/index.html")

    assert (home.status, page.status) == (200, 200)
    for one in (home, page):
        assert one.headers["content-security-policy"].startswith(POLICY)
        assert one.headers["content-type"] == "text/html; charset=utf-8"
        assert one.headers["x-content-type-options"] == "nosniff"


def test_a_folder_is_answered_with_or_without_its_last_stroke(server: Server) -> None:
    for path in (PLACE[:-1], f"{PLACE}pages/example"):
        answer = server.get(path, Host="www.example.gov.cn")

        assert answer.status == 301
        assert answer.headers["location"].removeprefix("http://www.example.gov.cn") == f"{path}/"


@pytest.mark.parametrize("depth", ["nothing", "agencies/none/", "x/y/z/nothing.html"])
def test_the_page_for_addresses_that_do_not_exist_is_whole_at_any_depth(
    depth: str, server: Server
) -> None:
    answer = server.get(PLACE + depth)
    soup = BeautifulSoup(answer.body, "html.parser")
    links = [*(one["href"] for one in soup.select("[href]"))]

    assert answer.status == 404
    assert answer.headers["content-security-policy"].startswith(POLICY)
    assert len(links) > 1
    for link in (str(one) for one in links):
        assert link.startswith((PLACE, "#", f"http://127.0.0.1:{server.port}{PLACE}"))
        if link.startswith(PLACE):
            assert server.get(link).status == 200


def test_a_file_with_a_digest_in_its_name_is_kept_and_all_else_is_asked_for(
    server: Server,
) -> None:
    home = server.get(PLACE)
    link = BeautifulSoup(home.body, "html.parser").select_one("link[rel=stylesheet]")
    assert link
    sheet = server.get(PLACE + str(link["href"]))

    assert sheet.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert sheet.headers["content-type"].startswith("text/css")
    assert "content-security-policy" not in sheet.headers
    assert home.headers["cache-control"] == "no-cache"
    assert server.get(PLACE, If_None_Match=home.headers["etag"]).status == 304
    missing = server.get(f"{PLACE}assets/site.0123456789abcdef.css")
    assert "immutable" not in missing.headers.get("cache-control", "")


def test_pages_are_compressed_for_those_who_can_read_that(server: Server) -> None:
    plain, packed = server.get(PLACE), server.get(PLACE, Accept_Encoding="gzip")

    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "accept-encoding" in packed.headers["vary"].lower()


def test_an_attachment_comes_as_it_is_without_a_guessed_encoding(server: Server) -> None:
    answer = server.get(PLACE + quote("pages/名单 （2024）.txt"))

    assert answer.status == 200
    assert answer.body.decode("gb18030") == "名单\n"
    assert answer.headers["content-type"] == "text/plain"


@pytest.mark.parametrize("old", ["old/2018/", "old/2018/index.html", LONG])
def test_an_address_in_the_map_leads_to_the_present_one(old: str, server: Server) -> None:
    answer = server.get(PLACE + old)

    assert answer.status == 301
    assert answer.headers["location"].endswith(f"{PLACE}pages/example/")
    assert server.get(f"{PLACE}pages/example/").status == 200
