"""The site as servers show it with our configurations, and as it opens from a disk."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit

import pytest
from conftest import TODAY, demonstration, silent
from playwright.sync_api import Browser, ConsoleMessage, Request, Response
from texts import document, folder

from site_builder.build import build
from theme.servers import DEPLOY, PREFIX, free_port, nginx, nginx_files, program

EXAMPLES = Path(__file__).parents[2] / "examples"
LONG = f"{'long-name/' * 10}{'x' * 150}/"
MOVED = document("pages/moved.md", f"title: 搬家\nredirect_from: [pages/old/, x/t1.html, {LONG}]\n")
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'"
)


class Answer(NamedTuple):
    """What a server answers, without the body."""

    status: int
    headers: Message


class Served(NamedTuple):
    """A built site, and the address at which a server shows it."""

    public: Path
    base_url: str

    def ask(self, path: str) -> Answer:
        """Ask for a path below the host, compressed if the server does that."""
        with closing(HTTPConnection(urlsplit(self.base_url).netloc, timeout=20)) as connection:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            with connection.getresponse() as response:
                response.read()
                return Answer(response.status, response.headers)

    def pages(self) -> list[str]:
        """All pages that do not lead to another one at once."""
        every = sorted(self.public.rglob("*.html"))
        return [
            path.relative_to(self.public).as_posix()
            for path in every
            if b'http-equiv="refresh"' not in path.read_bytes()
        ]


def project(name: str, where: Path) -> Path:
    """A project that we ship, with a page that has moved."""
    if name == "content":
        demonstration(where)
    else:
        shutil.copytree(EXAMPLES / name, where, dirs_exist_ok=True)
    folder(where, MOVED)
    return where


PROJECTS = ["content", *sorted(path.name for path in EXAMPLES.glob("*") if path.is_dir())]


@pytest.fixture(scope="module", params=PROJECTS)
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Each of our projects, built with the address at which nginx serves it."""
    program("nginx", "/usr/sbin/nginx")
    root = project(request.param, tmp_path_factory.mktemp("served"))
    port, public = free_port(), root / "public"
    base_url = f"http://127.0.0.1:{port}{PREFIX}"
    built = build(root, public, today=TODAY, progress=silent, base_url=base_url)
    assert not built.stopped, built.findings
    with nginx(tmp_path_factory.mktemp("nginx"), public, port) as address:
        yield Served(public, address)


def complaints(browser: Browser, addresses: list[str]) -> list[str]:
    """What the console of a browser says, and what cannot be loaded, on some pages. An icon that is
    still on its way when the next page is opened is aborted by that."""
    found: list[str] = []
    context = browser.new_context()
    page = context.new_page()

    def said(one: ConsoleMessage) -> None:
        if one.type in {"error", "warning"}:
            found.append(f"{page.url}: {one.text}")

    def failed(one: Request) -> None:
        if one.failure != "net::ERR_ABORTED":
            found.append(f"{one.url}: {one.failure}")

    def answered(one: Response) -> None:
        if not one.ok and one.status:  # a file on a disk has no status
            found.append(f"{one.url}: {one.status}")

    page.on("console", said)
    page.on("pageerror", lambda one: found.append(f"{page.url}: {one}"))
    page.on("requestfailed", failed)
    page.on("response", answered)
    for address in addresses:
        page.goto(address, wait_until="load")
    context.close()
    return found


def test_no_page_that_nginx_serves_makes_a_browser_complain(
    served: Served, browser: Browser
) -> None:
    pages = served.pages()

    assert len(pages) > 10
    assert complaints(browser, [served.base_url + quote(url) for url in pages]) == []


def test_no_page_that_is_opened_from_a_disk_makes_a_browser_complain(
    served: Served, browser: Browser
) -> None:
    pages = [url for url in served.pages() if url != "404.html"]

    assert complaints(browser, [(served.public / url).as_uri() for url in pages]) == []


def test_every_page_has_the_policy_and_an_attachment_has_none(served: Served) -> None:
    for url in ("", "index.html", "pages/moved/"):
        answer = served.ask(PREFIX + url)
        assert answer.status == 200
        assert str(answer.headers["Content-Security-Policy"]).startswith(POLICY)
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert served.ask(f"{PREFIX}robots.txt").headers["Content-Security-Policy"] is None


def test_icons_and_feeds_have_types_that_browsers_know(served: Served) -> None:
    for path, kind in (
        ("assets/favicon.svg", "image/svg+xml"),
        ("assets/favicon.ico", "image/x-icon"),
        ("feed.xml", "text/xml"),
        ("manifest.json", "application/json"),
    ):
        answer = served.ask(PREFIX + path)
        assert answer.status == 200, path
        assert str(answer.headers["Content-Type"]).startswith(kind)


def test_what_never_changes_is_kept_and_texts_are_compressed(served: Served) -> None:
    (sheet,) = served.public.glob("assets/site.*.css")

    answer = served.ask(f"{PREFIX}assets/{sheet.name}")

    assert "immutable" in str(answer.headers["Cache-Control"])
    assert answer.headers["Content-Encoding"] == "gzip"
    assert str(answer.headers["Content-Type"]).startswith("text/css")
    assert served.ask(PREFIX).headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["none", "a/b/none.html", "agencies/none/x/y/z/"])
def test_an_address_at_any_depth_that_is_not_there_shows_our_page(
    path: str, served: Served, browser: Browser
) -> None:
    answer = served.ask(PREFIX + path)
    assert answer.status == 404

    context = browser.new_context()
    page = context.new_page()
    loaded: list[tuple[str, int]] = []
    page.on("response", lambda one: loaded.append((one.url, one.status)))
    page.goto(served.base_url + path)

    assert page.title().startswith("没有找到这个页面")
    assert [status for url, status in loaded if not url.endswith(path)] != []
    assert {status for url, status in loaded if not url.endswith(path)} <= {200, 304}
    context.close()


@pytest.mark.parametrize("old", ["pages/old/", "pages/old/index.html", "x/t1.html", LONG])
def test_a_former_address_leads_to_the_present_one(
    old: str, served: Served, browser: Browser
) -> None:
    answer = served.ask(PREFIX + old)
    assert (answer.status, answer.headers["Location"]) == (301, f"{PREFIX}pages/moved/")

    file = old if old.endswith(".html") else f"{old}index.html"
    context = browser.new_context()
    page = context.new_page()
    page.goto((served.public / file).as_uri())
    page.wait_for_url("**/pages/moved/index.html")
    context.close()


def test_a_site_without_former_addresses_is_served_too(tmp_path: Path) -> None:
    own = program("nginx", "/usr/sbin/nginx")
    conf = nginx_files(tmp_path, tmp_path / "public", free_port())

    subprocess.run([own, "-t", "-q", "-c", str(conf), "-e", f"{tmp_path}/errors"], check=True)


def test_apache_accepts_its_configuration(tmp_path: Path) -> None:
    own = program("apache2", "/usr/sbin/apache2", "httpd")
    modules = Path("/usr/lib/apache2/modules")
    names = (
        "mpm_event",
        "authz_core",
        "alias",
        "dir",
        "mime",
        "headers",
        "setenvif",
        "filter",
        "deflate",
    )
    (tmp_path / "main.conf").write_text(
        f"ServerRoot {tmp_path}\nPidFile {tmp_path}/pid\nErrorLog {tmp_path}/errors\n"
        "Listen 127.0.0.1:8080\nServerName localhost\n"
        + "".join(f"LoadModule {name}_module {modules}/mod_{name}.so\n" for name in names)
        + f"TypesConfig /etc/mime.types\nInclude {DEPLOY}/apache.conf\n",
        "utf-8",
    )

    done = subprocess.run(
        [own, "-t", "-f", f"{tmp_path}/main.conf"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", ["nginx.conf", "apache.conf"])
def test_the_configurations_have_the_same_policy(name: str) -> None:
    assert POLICY in (DEPLOY / name).read_text("utf-8")
