"""Projects, what the stages make of them, and the options of the tests."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import HealthCheck, settings
from systems import other_system, system  # noqa: F401  # fixtures
from texts import GOOD_SITE, OWN_THEME, expanded, folder

from site_builder.assembly.assemble import assemble
from site_builder.assembly.settings import read_settings
from site_builder.build import Built, analyse, build, check
from site_builder.content.reader import read
from site_builder.content.scan import TOO_FRESH, Partition, scan
from site_builder.forms.versions import load_forms
from site_builder.incremental.cache import Cache, open_cache
from site_builder.incremental.codec import DamagedError, loads
from site_builder.incremental.idle import last_build, scan_project
from site_builder.incremental.records import Analysis
from site_builder.model.finding import Finding
from site_builder.model.portal import Portal
from site_builder.model.product import Output, Page
from site_builder.model.progress import Progress
from site_builder.model.site import Settings, Site
from site_builder.model.source import Content
from site_builder.pages import KINDS, PARTITION_KINDS
from site_builder.pages.kind import plan, with_inputs
from site_builder.pages.portal import (
    AgencyLists,
    PortalAgency,
    PortalData,
    PortalEntry,
    PortalPlan,
)
from site_builder.pages.view_models import NavLink
from site_builder.parsing.document import parse
from site_builder.pipeline.analysis import AnalysisContext, Reading
from site_builder.pipeline.cross_checks import portal_of
from site_builder.publish.manifest import MANIFEST, list_files, write_manifest
from site_builder.publish.paths import notes_of
from site_builder.publish.staging import Staging
from site_builder.theme.theme import Theme, find_theme

if TYPE_CHECKING:  # few tests need it
    from playwright.sync_api import Browser

# The same examples on every machine, however slow it is; in a hunt more, and others every time.
SOME, MANY = 50, 1000
STEADY = settings(
    deadline=None,
    derandomize=True,
    max_examples=SOME,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("steady", STEADY)
settings.register_profile("hunt", STEADY, derandomize=False, max_examples=MANY)
settings.load_profile("steady")

T = TypeVar("T")
TODAY = date(2026, 11, 21)
FORMS = load_forms()
silent = Progress()  # nobody listens
TICK = 0.02  # seconds: file systems tell the time in steps of at most 10 ms


def demonstration(where: Path) -> Path:
    """A copy of the project that we ship, in the folder `where`: to be built, or to be changed."""
    shutil.copytree(Path(__file__).parent.parent / "content", where / "content")
    return where


def theme_in(where: Path, text: str = OWN_THEME, name: str = "own") -> Theme:
    """Lay a theme out as a folder, and find it there."""
    folder(where, text)
    theme, problems = find_theme(name, where)
    assert theme
    assert not problems
    return theme


def long_after() -> int:
    """A time by which every file has been as it is for long enough to be relied on. The clock of
    the file system ticks first: what is changed from now on has another time than what there is."""
    time.sleep(TICK)
    return time.time_ns() + 10 * TOO_FRESH


def scanned(content: Path, now_ns: int | None = None) -> tuple[Partition, ...]:
    """The partitions of a content folder at a time, by default now."""
    return scan(str(content), time.time_ns() if now_ns is None else now_ns)


def examples(count: int) -> settings:
    """As many examples for a test that needs more than usual, or fewer; in proportion in a
    hunt."""
    return settings(max_examples=count * settings().max_examples // SOME)


def everything(folder: Path) -> Content:
    """What is read in a content folder: all its partitions in one."""
    parts = [read(partition) for partition in scanned(folder)]
    return Content(
        tuple(source for part in parts for source in part.sources),
        tuple(attachment for part in parts for attachment in part.attachments),
        tuple(problems for part in parts for problems in part.problems),
        tuple(catalogue for part in parts for catalogue in part.catalogues),
    )


def whole_site(root: Path) -> Site:
    """Return all partitions of a project in one site."""
    settings, _ = read_settings(root / "content")
    content = everything(root / "content")
    return assemble(settings, load_forms(), content, parse(content.sources), TODAY)


def terms_of(root: Path, today: date = TODAY) -> AnalysisContext:
    """Return the context of the analyses of a project."""
    settings, _ = read_settings(root / "content")
    return AnalysisContext(settings, load_forms(), today)


def apart(root: Path) -> dict[str, Site]:
    """What each partition of a project means."""
    terms = terms_of(root)
    contents = {partition.name: read(partition) for partition in scanned(root / "content")}
    return {
        name: assemble(terms.settings, terms.forms, content, parse(content.sources), terms.today)
        for name, content in contents.items()
    }


def learnt(root: Path, today: date = TODAY) -> dict[str, Analysis]:
    """What the rest of the site has to know of each partition of a project."""
    terms = terms_of(root, today)
    partitions = scanned(root / "content")
    return {one.name: analyse(terms, Reading(one.name, read(one))) for one in partitions}


def portal(root: Path, today: date = TODAY) -> Portal:
    """All partitions of a project by their summaries."""
    selected = terms_of(root, today).settings.is_selected
    return portal_of((one.summary for one in learnt(root, today).values()), today, selected)


def in_cache(
    folder: Path, do: Callable[[Cache], Any], program: str = "1", afresh: bool = False
) -> Any:
    """Do something with the cache of a project; once more where it turns out to be damaged."""
    try:
        with open_cache(folder, program, load_forms(), afresh) as cache:
            return do(cache)
    except DamagedError:
        with open_cache(folder, program, load_forms()) as cache:
            return do(cache)


def with_all(scenario: Scenario, do: Callable[[Cache], Any]) -> Any:
    """Do something with a cache that knows all partitions of a project."""

    def work(cache: Cache) -> Any:
        for one in learnt(scenario.root).values():
            cache.keep(one)
        return do(cache)

    return in_cache(scenario.root, work)


def planned(site: Site) -> tuple[Page, ...]:
    """The pages of a partition, with their inputs."""
    return tuple(with_inputs(plan(PARTITION_KINDS, site), KINDS, site))


def views(scenario: Scenario, text: str = "") -> dict[str, Any]:
    """What each page of each partition shows once `text` is laid over the project."""
    scenario.lay(text)
    return {
        page.url: KINDS[page.template].view(page.subject, site)
        for site in apart(scenario.root).values()
        for page in planned(site)
    }


def entries(root: Path) -> dict[str, PortalEntry]:
    """What pages about all agencies show of each partition of a project, in their order."""
    return _parts(root, "portal")


def lists_of(root: Path) -> dict[str, AgencyLists]:
    """What pages about all agencies show of the lists of each agency of a project."""
    return _parts(root, "lists")


def _parts(root: Path, name: str) -> dict[str, Any]:
    found = learnt(root)
    return {
        summary.name: loads(data, load_forms())
        for summary in portal(root).summaries
        for part, _, data in found[summary.name].parts
        if part == name
    }


def portal_plan(root: Path, base_url: str = "", today: date = TODAY) -> PortalPlan:
    """What pages about all agencies are planned from."""
    settings = terms_of(root).settings
    return PortalPlan(
        portal(root, today), settings._replace(base_url=base_url or settings.base_url)
    )


def data_of(
    gathered: Iterable[Any],
    settings: Settings,
    years: tuple[int, ...] = (),
    agencies: tuple[PortalAgency, ...] = (),
    today: date = TODAY,
) -> PortalData:
    """What a page about all agencies is made from."""
    return PortalData(settings, load_forms(), years, agencies, today, iter(gathered))


def portal_agencies(root: Path, today: date = TODAY) -> tuple[PortalAgency, ...]:
    """What these pages know of each agency."""
    return tuple(
        PortalAgency(NavLink(one.title, one.url), one.region, one.body)
        for one in portal_plan(root, today=today).agencies
    )


def subsets(values: Sequence[T]) -> list[tuple[T, ...]]:
    """All subsets of a few values, in their order, for hypothesis to choose from."""
    sizes = range(len(values) + 1)
    return [subset for size in sizes for subset in combinations(values, size)]


def build_if_due(
    source: Path, output: Path, *, clean: bool = False, now_ns: int | None = None, **options: Any
) -> Built:
    """What the command does: nothing where nothing changed."""
    keys = (
        options.get("base_url", ""),
        options.get("strict", False),
        options.get("fragments", False),
    )
    inputs = scan_project(source, options["today"], keys, options.get("jobs", 1), now_ns=now_ns)
    last = None if clean else last_build(notes_of(source, output), output, inputs)
    if last:
        return Built(last.findings, pages=last.pages)
    return build(source, output, clean=clean, inputs=inputs, **options)


def output(path: str, data: bytes, copy_of: str = "") -> Output:
    """A file of a site with the digest of its bytes."""
    return Output(path, b"" if copy_of else data, sha256(data).hexdigest(), copy_of)


def manifest_of(outputs: Iterable[Output]) -> bytes:
    """The manifest of a site of these files."""
    return write_manifest([list_files(sorted((one.path, one.digest) for one in outputs))])


def publish(folder: Path, *outputs: Output) -> None:
    """Put a whole new site of these files in the place of a folder."""
    staging = Staging(folder)
    for one in outputs:
        staging.write(one)
    staging.publish_whole(manifest_of(outputs))


def held(folder: Path) -> dict[str, str]:
    """The files of a site, but for its manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8", "backslashreplace")
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def digests(folder: Path) -> dict[str, str]:
    """All files below a folder, by the digests of their bytes."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@dataclass(frozen=True, slots=True)
class Scenario:
    """A project in `root`, with a good site to begin with; texts are laid over it."""

    root: Path

    def lay(self, text: str) -> None:
        """Lay a text over the project (see `texts.expanded`)."""
        folder(self.root, expanded(text))

    def check(self, text: str = "") -> tuple[Finding, ...]:
        """What is wrong with the project once `text` is laid over it."""
        self.lay(text)
        return check(self.root, TODAY, silent).findings

    def build(self, text: str = "") -> Built:
        """Build the project into `public` once `text` is laid over it."""
        self.lay(text)
        return build_if_due(self.root, self.root / "public", today=TODAY, progress=silent)

    def site(self, text: str = "") -> Site:
        """What the project means once `text` is laid over it: all its partitions in one."""
        self.lay(text)
        return whole_site(self.root)

    def soup(self, url: str = "pages/example/index.html") -> BeautifulSoup:
        """A page of the built site."""
        return BeautifulSoup((self.root / "public" / url).read_bytes(), "html.parser")

    def main(self, url: str = "pages/example/index.html") -> Tag:
        """The `<main>` of a page of the built site."""
        main = self.soup(url).main
        assert main
        return main


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --hunt`, for the nights; `pytest --pictures`, for the handbook."""
    parser.addoption("--hunt", action="store_true", help="try all that may happen, and not some")
    parser.addoption("--pictures", action="store_true", help="take the handbook's pictures anew")


def pytest_configure(config: pytest.Config) -> None:
    """Try more examples in a hunt; speak Chinese, whatever the machine speaks; and let programs be
    interrupted, even if a shell started the tests in the background, where they are not."""
    os.environ["SITEBUILD_LANG"] = "zh"
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    settings.load_profile("hunt" if config.getoption("--hunt") else "steady")


@pytest.fixture
def hunting(request: pytest.FixtureRequest) -> bool:
    """Whether there is time to try every moment; else some must do, always the same."""
    return bool(request.config.getoption("--hunt"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser: the one of all tests of a process, which can have no other."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # few tests need it

    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)  # None is Playwright's own
    if not program and sys.platform != "linux":
        pytest.skip("needs Chromium, which is only installed on Linux")
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run",
    ]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=arguments)
        yield started
        started.close()


@pytest.fixture
def site(tmp_path: Path) -> Scenario:
    """A project with a good site."""
    scenario = Scenario(tmp_path / "project")
    scenario.lay(GOOD_SITE)
    return scenario


def codes(findings: tuple[Finding, ...]) -> set[str]:
    """The codes of the findings that stand."""
    return {finding.code for finding in findings if not finding.waived}
