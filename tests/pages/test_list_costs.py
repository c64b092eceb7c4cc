"""What an edit makes again, and what many documents cost."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from types import FrameType

import pytest
from conftest import Scenario, apart, planned
from texts import document

from site_builder.model.facets import GENRES, TOPICS
from site_builder.pages import KINDS

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"
COUNT = 70
FIRST = date(2015, 1, 1)


def numbered(number: int, title: str = "", more: str = "") -> str:
    """One of many documents, a day apart; four topics, two genres."""
    header = (
        f"title: {title or f'第{number}号文件'}\nsigned: {FIRST + timedelta(20 * number)}\n"
        f"topic: {TOPICS[number % 4].name}\ngenre: {GENRES[number % 2].name}\n{more}"
    )
    return document(f"{A}/documents/n{number}.md", header)


@pytest.fixture
def many(site: Scenario) -> Scenario:
    """A built project with many documents."""
    built = site.build("".join(map(numbered, range(COUNT))))
    assert not built.stopped, built.findings
    return site


def again(scenario: Scenario, text: str) -> set[str]:
    """The pages that are made again after an edit."""
    built = scenario.build(text)
    assert not built.stopped, built.findings
    return set(dict(built.reasons))


def page(number: int) -> str:
    return f"{A}/documents/n{number}/index.html"


def test_an_edit_of_a_text_makes_only_its_page_again(many: Scenario) -> None:
    text = numbered(30).replace("正文\n", "另一段正文\n")

    assert again(many, text) == {page(30)}


def test_an_edit_of_a_title_makes_again_the_pages_that_show_it(many: Scenario) -> None:
    made = again(many, numbered(30, "新的题目"))

    shows = {
        path.relative_to(many.root / "public").as_posix()
        for path in (many.root / "public").rglob("*.html")
        if "新的题目" in path.read_text("utf-8")
    }
    assert made == shows
    lists = {url for url in made if not url.startswith(f"{A}/documents/n")}
    assert len(lists) == 4  # all documents, its topic, its genre, its year
    assert page(29) in made
    assert len(made) < COUNT // 2


def test_a_new_document_makes_again_lists_and_few_documents(many: Scenario) -> None:
    made = again(many, numbered(COUNT))

    documents = {url for url in made if url.startswith(f"{A}/documents/n")}
    assert page(COUNT) in documents
    assert len(documents) < COUNT // 4


@pytest.mark.parametrize(
    "how", ["publish_until: 2020-01-01\n", "withdrawn: {date: 2020-01-01, reason: 重复发布}\n"]
)
def test_what_is_archived_or_withdrawn_is_in_no_list_and_its_page_stays(
    many: Scenario, how: str
) -> None:
    before = linking_to(many, page(30))

    again(many, numbered(30, more=how))

    assert page(29) in before
    assert f"{A}/documents/page/2/index.html" in before
    assert linking_to(many, page(30)) == set()
    assert (many.root / "public" / page(30)).is_file()


def linking_to(scenario: Scenario, url: str) -> set[str]:
    """The pages of the site that link to one."""
    name = url.split("/")[-2]
    public = scenario.root / "public"
    return {
        path.relative_to(public).as_posix()
        for path in public.rglob("*.html")
        if f"{name}/index.html" in path.read_text("utf-8")
    }


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """Count the lines that run, by file."""
    lines: Counter[str] = Counter()

    def trace(frame: FrameType, event: str, _: object) -> object:
        if event == "line" and "pages" in Path(frame.f_code.co_filename).parts:
            lines[Path(frame.f_code.co_filename).name] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        yield lines
    finally:
        sys.settrace(before)


def test_four_times_as_many_documents_take_four_times_as_many_steps(site: Scenario) -> None:
    """To plan and to show; in lines of the pages' modules."""

    def steps(count: int) -> int:
        site.lay("".join(map(numbered, range(count))))
        own = apart(site.root)[SLUG]
        with counted() as lines:
            pages = planned(own)
            for one in pages:
                KINDS[one.template].view(one.subject, own)
        assert len(pages) > count
        return lines.total()

    small, large = steps(60), steps(240)
    assert large < 4.4 * small
