"""The site while it is edited: drafts, files that cannot be read, and what it keeps."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from law.base import BASE
from texts import folder

from site_builder.build import build
from site_builder.model.progress import SILENT
from site_builder.serve.session import Session

TODAY = date(2026, 1, 31)
REPORT = "content/agencies/kjj/reports/2024.md"
PAGE = "agencies/kjj/2024/"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of three agencies, with nothing wrong in it."""
    folder(tmp_path, BASE)
    return tmp_path


@pytest.fixture
def session(root: Path) -> Iterator[Session]:
    """A desk at which it is open."""
    session = Session(root, lambda: TODAY)
    session.refresh()
    yield session
    session.close()


def edit(root: Path, path: str, old: str, new: str) -> Path:
    """Replace a text in a file."""
    place = root / path
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), "utf-8")
    return place


def text(session: Session, url: str) -> str:
    """The page at an address."""
    shown = session.shown(url)
    assert shown is not None
    return shown.data.decode()


def test_an_edit_is_shown(session: Session, root: Path) -> None:
    place = edit(root, REPORT, "本局依法做好", "本局按规定做好")
    assert "本局依法做好" in text(session, PAGE)

    session.refresh([place])

    assert "本局按规定做好" in text(session, PAGE)


def test_an_address_may_leave_out_its_file(session: Session) -> None:
    assert session.shown("") == session.shown("index.html")
    assert session.shown(PAGE) == session.shown(f"{PAGE}index.html")


def test_the_data_of_a_page_are_those_that_a_build_writes(session: Session, root: Path) -> None:
    build(root, root / "public", today=TODAY, progress=SILENT)
    files = [*root.glob("public/data/**/*"), *root.glob("public/agencies/**/statistics*")]
    urls = [one.relative_to(root / "public").as_posix() for one in files if one.is_file()]
    assert len(urls) > 10

    for url in urls:
        shown = session.shown(url)
        assert shown
        assert shown.data == (root / "public" / url).read_bytes()


def test_the_data_of_a_draft_follow_its_text(session: Session, root: Path) -> None:
    place = edit(root, REPORT, "title:", "draft: true\ntitle:")
    session.refresh([place])

    shown = session.shown(f"{PAGE}statistics.csv")

    assert shown
    assert shown.is_draft
    assert "机关代码" in shown.data.decode()


@pytest.mark.parametrize(
    "url",
    [
        "agencies/nobody/",
        "agencies/kjj/1999/",
        "no.txt",
        "a//b",
        "data/x",
        "data/2024/",
        "data/1999/wide.csv",
    ],
)
def test_where_nothing_is_nothing_is_shown(session: Session, url: str) -> None:
    assert session.shown(url) is None


def test_a_draft_is_shown_at_its_address_and_nowhere_else(session: Session, root: Path) -> None:
    session.refresh([edit(root, REPORT, "statistics:", "draft: true\nstatistics:")])

    shown = session.shown(PAGE)

    assert shown is not None
    assert shown.is_draft
    assert "本局依法做好" in shown.data.decode()
    assert "2024年" not in text(session, "agencies/kjj/")
    (draft,) = session.drafts
    assert (draft.path, draft.url) == (REPORT, f"{PAGE}index.html")
    assert draft.title == "中卫市科学技术局2024年政府信息公开工作年度报告"


def test_the_findings_about_a_draft_are_known_when_it_is_settled(
    session: Session, root: Path
) -> None:
    edit(root, REPORT, "结转下年度继续办理: {自然人: 0", "结转下年度继续办理: {自然人: 7")
    session.refresh([edit(root, REPORT, "statistics:", "draft: true\nstatistics:")])
    assert not session.settled

    while not session.settled:
        session.settle()

    assert [one.code for one in session.findings if one.path == REPORT] == ["F230"]
    assert [one.code for one in session.findings_about(REPORT)] == ["F230"]


def test_the_last_good_page_stays_while_a_file_cannot_be_read(session: Session, root: Path) -> None:
    good = session.shown(PAGE)
    assert good is not None
    session.refresh([edit(root, REPORT, "statistics:", "statistics:\n\tx: [")])

    shown = session.shown(PAGE)

    assert shown is not None
    assert shown.data == good.data
    assert "读不了" in shown.problem
    assert session.findings_about(REPORT)

    session.refresh([edit(root, REPORT, "statistics:\n\tx: [", "statistics:")])
    assert session.shown(PAGE) == good


def test_a_file_that_was_never_good_is_told_of(session: Session, root: Path) -> None:
    place = root / "content/agencies/kjj/reports/2025.md"
    place.write_bytes("没有信息栏".encode("gbk"))
    session.refresh([place])

    shown = session.shown("agencies/kjj/2025/")

    assert shown is not None
    assert (shown.data, shown.path) == (b"", "content/agencies/kjj/reports/2025.md")
    assert shown.problem


def test_settings_that_are_wrong_leave_every_page(session: Session, root: Path) -> None:
    good = session.shown(PAGE)
    assert good is not None
    place = edit(root, "content/site.yaml", "title: ", "titel: ")
    session.refresh([place])

    shown = session.shown(PAGE)

    assert shown is not None
    assert shown.data == good.data
    assert "site.yaml" in shown.problem
    assert {one.path for one in session.findings if one.severity == "error"} == {
        "content/site.yaml"
    }

    session.refresh([edit(root, "content/site.yaml", "titel: ", "title: ")])
    assert session.shown(PAGE) == good


def test_a_project_with_wrong_settings_from_the_start_is_mended(root: Path) -> None:
    place = edit(root, "content/site.yaml", "title: ", "titel: ")
    session = Session(root, lambda: TODAY)
    session.refresh()
    shown = session.shown("")
    assert shown is not None
    assert shown.problem
    assert not shown.data

    session.refresh([edit(root, "content/site.yaml", "titel: ", "title: ")])

    assert place.exists()
    assert text(session, "")
    session.close()


def test_an_error_in_a_template_leaves_the_page(session: Session, root: Path) -> None:
    good = text(session, "pages/about/")
    template = "themes/own/templates/page.html"
    place = edit(root, template, "主题编号100。", "{{ nobody.knows }}")
    session.refresh([place])

    shown = session.shown("pages/about/")

    assert shown is not None
    assert shown.data.decode() == good
    assert shown.problem
    assert [one.path for one in session.findings if one.severity == "error"] == [template]

    session.refresh([edit(root, template, "{{ nobody.knows }}", "主题编号101。")])
    assert "主题编号101" in text(session, "pages/about/")
    assert not [one for one in session.findings if one.severity == "error"]


def test_many_files_are_left_to_other_processes_and_pages_are_shown_at_once(root: Path) -> None:
    session = Session(root, lambda: TODAY, few=0)
    session.refresh()
    assert not session.is_complete

    shown, home = session.shown(PAGE), session.shown("")

    assert shown is not None
    assert home is not None
    assert not shown.problem
    assert home.problem
    while not session.is_complete:
        session.refresh()
    whole = session.shown("")
    assert whole is not None
    assert not whole.problem
    session.close()


def test_the_cache_of_the_project_is_left_alone(root: Path) -> None:
    session = Session(root, lambda: TODAY)
    session.refresh()
    session.shown("")

    assert not (root / ".sitebuild").exists()
    session.close()


def test_a_text_is_tried_without_being_written(session: Session, root: Path) -> None:
    old = (root / REPORT).read_bytes()
    shown = session.preview(REPORT, old.replace("本局依法".encode(), "本局试着依法".encode()))
    wrong = session.try_text(
        REPORT,
        old.replace(
            "结转下年度继续办理: {自然人: 0".encode(), "结转下年度继续办理: {自然人: 7".encode()
        ),
    )

    assert shown is not None
    assert "本局试着依法" in shown.data.decode()
    assert [one.code for one in wrong] == ["F230"]
    assert (root / REPORT).read_bytes() == old
    assert not session.findings_about(REPORT)


def test_the_report_before_is_found(session: Session, root: Path) -> None:
    data = (root / REPORT).read_bytes()

    report, before = session.report(REPORT, data), session.before(REPORT, data)

    assert report is not None
    assert before is not None
    assert (report.year, before.year) == (2024, 2023)


def test_saving_a_file_over_and_over_keeps_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("site_builder.serve.parser._DOCUMENTS", 8)
    session = Session(root, lambda: TODAY)
    session.refresh()
    place = root / REPORT
    first = place.read_text("utf-8")

    def save(number: int) -> None:
        data = f"{first}本报告已核对{number}遍。\n"
        place.write_text(data, "utf-8")
        session.refresh([place])
        session.shown(PAGE)
        session.try_text(REPORT, data.encode())

    for number in range(20):
        save(number)
    gc.collect()
    before = len(gc.get_objects())
    for number in range(20, 80):
        save(number)
    gc.collect()

    assert len(gc.get_objects()) < before + 1000
    session.close()
