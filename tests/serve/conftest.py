"""A desk with forms, and an editor's browser."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from conftest import Scenario
from desks import OpenDesk, open_desk
from playwright.sync_api import Browser, ConsoleMessage, Page
from texts import GOOD_SITE

from serve.forms import PROJECT, REPORT

# Answers that the script of the form takes as such, but that a browser notes as errors.
_EXPECTED = re.compile(r"status of (?:409|422)")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDesk]:
    """The desk of a project with two reports and a guide."""
    project = Scenario(tmp_path_factory.mktemp("desk") / "project")
    project.lay(GOOD_SITE)
    project.lay(PROJECT)
    with open_desk(project.root) as one:
        one.eventually(lambda: one.ask(f"/_desk/edit/{REPORT}").status == 200)
        yield one


@pytest.fixture
def form_desk(running: OpenDesk) -> Iterator[OpenDesk]:
    """The same desk; the content folder is afterwards as it was."""
    content = running.root / "content"
    files = {one: one.read_bytes() for one in content.rglob("*.*")}
    yield running
    for one in [*content.rglob("*.*")]:
        if one not in files:
            one.unlink()
        elif one.read_bytes() != files[one]:
            one.write_bytes(files[one])


@pytest.fixture
def editor(browser: Browser) -> Iterator[Page]:
    """A page of an editor. What goes wrong in its scripts fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not _EXPECTED.search(message.text):
            complaints.append(f"{message.text} {message.location}")

    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", note)
    yield page
    context.close()
    assert complaints == []
