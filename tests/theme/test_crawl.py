"""Whole sites in a browser, every page of each: from a server with the strict policy, below a path,
and opened as files."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from conftest import TODAY, silent
from playwright.sync_api import Browser, Page, Request, Response
from servers import free_port, serving

from site_builder.build import build
from site_builder.content.urls import HOME_URL, NOT_FOUND_URL

REPO = Path(__file__).parent.parent.parent
EXAMPLES = sorted((REPO / "examples").glob("*/"))
PROJECTS = [REPO, *EXAMPLES]
PLACE = "/a/b/c/"
# What a page leads to, and what it shows or is shown with.
ADDRESSES = "nodes => nodes.map(node => node.href || node.src)"


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page of a reader who has scripts on: what the policy stops is complained of."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def built(project: Path, root: Path, base_url: str) -> Path:
    """Build a copy of a project for a base URL; returns the folder of the site."""
    shutil.copytree(project / "content", root / "content")
    result = build(root, root / "public", today=TODAY, progress=silent, base_url=base_url)
    assert not result.stopped, result.findings
    return root / "public"


def watched(reader: Page) -> list[str]:
    """What the browser complains of from now on."""
    complaints: list[str] = []

    def note(address: str, complaint: str) -> None:
        complaints.append(f"{reader.url}: {complaint} {address}")

    def note_status(response: Response) -> None:
        if not response.ok:
            note(response.url, str(response.status))

    def note_failure(request: Request) -> None:
        # The next page is opened before the icon of this one has come.
        if request.failure != "net::ERR_ABORTED":
            note(request.url, f"{request.failure}")

    reader.on("console", lambda message: note(message.location["url"], message.text))
    reader.on("pageerror", lambda error: note(reader.url, str(error)))
    reader.on("requestfailed", note_failure)
    reader.on("response", note_status)
    return complaints


def crawl(reader: Page, root: str, site: Path) -> set[str]:
    """Look at every page of a site, which begins at the address `root`, those that no page leads to
    as well. Returns the files that the pages lead to."""
    files = {file.relative_to(site).as_posix() for file in site.rglob("*.html")}
    found: set[str] = set()
    for file in sorted(files - {NOT_FOUND_URL}):
        text = (site / file).read_text("utf-8")
        if 'http-equiv="refresh"' in text:  # it leads on before it could be looked at
            goals = (urljoin(root + file, one) for one in re.findall('<a href="([^"#]+)"', text))
            found |= {unquote(one.removeprefix(root)) for one in goals}
            continue
        reader.goto(root + file)
        shown = reader.eval_on_selector_all("[href], [src]", ADDRESSES)
        inside = {urldefrag(one)[0].removeprefix(root) for one in shown if one.startswith(root)}
        found |= {unquote(one) or HOME_URL for one in inside}
    return found


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_every_page_below_a_path_keeps_to_the_strict_policy(
    project: Path, reader: Page, tmp_path: Path
) -> None:
    port, complaints = free_port(), watched(reader)
    site = built(project, tmp_path, f"http://127.0.0.1:{port}{PLACE}")

    with serving("nginx", site, PLACE, port) as server:
        found = crawl(reader, server.url, site)

    assert complaints == []
    assert {file for file in found if not (site / file).is_file()} == set()


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_every_page_opened_as_a_file_is_whole(project: Path, reader: Page, tmp_path: Path) -> None:
    complaints = watched(reader)
    site = built(project, tmp_path, f"http://127.0.0.1{PLACE}")

    found = crawl(reader, f"{site.as_uri()}/", site)

    assert complaints == []
    assert {file for file in found if not (site / file).is_file()} == set()


def test_what_the_policy_stops_is_complained_of(reader: Page, tmp_path: Path) -> None:
    site, complaints = tmp_path / "public", watched(reader)
    site.mkdir()
    (site / "index.html").write_text('<p style="color: red"><img src="none.png"></p>', "utf-8")

    with serving("nginx", site, PLACE, free_port()) as server:
        crawl(reader, server.url, site)

    assert any("Content Security Policy" in one for one in complaints)
    assert any("404" in one and "none.png" in one for one in complaints)
