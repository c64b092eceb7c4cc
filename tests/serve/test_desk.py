"""The desk over a long time: what it keeps, and what it asks its one thread for."""

from __future__ import annotations

import asyncio
import gc
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from conftest import TODAY, Scenario
from texts import REPORT, report

from site_builder.serve.browsers import Browsers, Showing
from site_builder.serve.desk import Desk
from site_builder.serve.engine import Engine
from site_builder.serve.guard import Guard
from site_builder.serve.page import Page
from site_builder.serve.session import Session

URL = "agencies/zhongwei-kjj/2023/"


class Tab:
    """A browser that notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def send(self, message: str) -> None:
        """Note a message."""
        self.told.append(message)


@pytest.fixture
def desk(site: Scenario) -> Iterator[Desk]:
    """The desk of a project, not served."""
    engine = Engine(site.root, lambda: TODAY)
    yield Desk(site.root, engine, Guard("127.0.0.1", 8000), lambda _: None)
    engine.close()


def test_saves_leave_no_pages_tasks_or_messages_behind(desk: Desk) -> None:
    tab, text = Tab(), (desk.source / REPORT).read_text("utf-8")

    async def save(times: int) -> None:
        for number in range(times):
            place = desk.source / REPORT
            place.write_text(f"{text}本报告已核对{number}遍。\n", "utf-8")
            await desk.refresh((place,))
            await desk.page(URL)
        desk.browsers.add(tab, Showing(URL, "", ""))

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, save(20)).result()
        before = _held()
        thread.submit(asyncio.run, save(100)).result()

    assert _held() == before


def _held() -> Counter[str]:
    """How many there are of what the desk makes for each request and each change."""
    gc.collect()
    kinds = ("Page", "Task", "Future", "Showing", "Listed")
    names = (type(one).__name__ for one in gc.get_objects())
    return Counter(name for name in names if name in kinds)


def test_a_page_that_is_asked_for_by_many_at_once_is_made_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = Desk._make

    def noted(desk: Desk, address: str, session: Session) -> Page:
        made.append(address)
        return make(desk, address, session)

    monkeypatch.setattr(Desk, "_make", noted)

    async def ask() -> None:
        await desk.refresh()
        await asyncio.gather(*(desk.page(URL) for _ in range(20)))
        while await desk.page(URL) is None:
            pass

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, ask()).result()

    assert made == [URL]


def test_only_what_shows_something_else_is_told() -> None:
    browsers, tabs = Browsers(), [Tab(), Tab(), Tab()]
    page = Page(b"new", overlay=b"{}")
    new, overlay = page.versions
    for tab, showing in zip(
        tabs, [("a", new, overlay), ("a", "old", overlay), ("b", "old", "")], strict=True
    ):
        browsers.add(tab, Showing(*showing))

    browsers.tell("a", page)

    assert [tab.told for tab in tabs] == [[], ['{"reload": true}'], []]


def test_findings_alone_are_told_with_what_to_show() -> None:
    browsers, tab = Browsers(), Tab()
    page = Page(b"same", overlay=b'{"findings": []}')
    browsers.add(tab, Showing("a", page.versions[0], "old"))

    browsers.tell("a", page)
    browsers.tell("a", page)

    assert len(tab.told) == 1
    assert '"overlay": {"findings": []}' in tab.told[0]


def test_a_report_that_changes_is_told_of_after_the_change(desk: Desk, site: Scenario) -> None:
    tab = Tab()

    async def edit() -> None:
        await desk.refresh()
        page = await desk.page(URL)
        assert page
        desk.browsers.add(tab, Showing(URL, *page.versions))
        await desk.refresh()
        assert tab.told == []
        site.lay(report().replace("依法做好", "认真做好"))
        await desk.refresh((desk.source / REPORT,))

    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, edit()).result()

    assert tab.told == ['{"reload": true}']
