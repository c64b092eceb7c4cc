"""What is not public reaches no byte of the output.

Whoever adds an output of the program (a page, a feed, an export, a search index, a file beside the
site) extends these tests: let `build_all` make it, and plant a word in every new place from which
it takes anything (`leaks.PLACES`). The whole output is searched, names of files and folders too;
archives, Office files and PDFs are opened.
"""

from __future__ import annotations

from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import TODAY, Scenario, silent
from leaks import AT_ITS_ADDRESS, FIGURE, INTERNAL, WORDS, found, held, lay
from texts import bureau, document

from site_builder.build import Built, build
from site_builder.cli.export_data import export_data

A = "agencies/zhongwei-kjj"
OTHER = "agencies/shuiwuju"
LATER = TODAY + timedelta(30)
ALL = {*WORDS.values()}
NOTE = "openness: 主动公开（{note}）\n"
# How something is held back, as lines of its header; the note is a planted word too.
WAYS = {
    "a draft": "draft: true\n",
    "not open": "openness: 不予公开（{note}）\n",
    "open on request": "openness: 依申请公开（{note}）\n",
    "out later": f"publish_from: {LATER}\n",
    "published later": f"published: {LATER}\n",
    "withdrawn": "withdrawn: {{date: 2024-06-01, reason: 有误}}\n",
}
# What is held back: where it is, and the folder of its attachments.
SLUG = WORDS["slug"]
KINDS = {
    "a document": (f"{A}/documents/{SLUG}.md", f"{A}/documents"),
    "a rule": (f"{A}/rules/{SLUG}.md", f"{A}/rules"),
    "a guide": (f"{A}/guide.md", A),
    "a page": (f"pages/{SLUG}.md", "pages"),
}
CASES = [  # a page has no day of publication
    (way, kind) for way in WAYS for kind in KINDS if (way, kind) != ("published later", "a page")
]
SITE = f"""\
-- content/site.yaml --
title: 门户
coverage: selected
base_url: https://www.example.gov.cn/gk/
regions:
  640500: 中卫市
{bureau("shuiwuju", "中卫市水务局")}\
{document(f"{OTHER}/documents/policy.md")}"""


def build_all(site: Scenario, jobs: int = 1) -> Built:
    """Build everything that the program can make for readers."""
    return build(
        site.root,
        site.root / "public",
        today=TODAY,
        progress=silent,
        fragments=True,
        jobs=jobs,
    )


def export_all(site: Scenario) -> None:
    """Export all data of the site into a folder beside it, in place of an earlier export."""
    folder = f"{site.root}/exported"
    options = Namespace(source=site.root, output=Path(folder), quiet=True)
    assert export_data(options, TODAY).code == 0


def leaks(site: Scenario, words: set[str] = ALL) -> dict[str, set[str]]:
    """Return the words that are in the site, or in the folders beside it; the content and the
    results of earlier builds beside it are not for readers."""
    seen: dict[str, set[str]] = {}
    for folder in site.root.iterdir():
        if folder.name not in {"content", ".sitebuild"}:
            for word, files in found(folder, words).items():
                seen.setdefault(word, set()).update(f"{folder.name}/{one}" for one in files)
    return seen


def plant(site: Scenario, kind: str, how: str) -> None:
    """Plant words in something that is held back, or not, in some way."""
    path, place = KINDS[kind]
    more = how
    if kind == "a document":  # what other agencies show of it
        more += "agencies: [shuiwuju]\ntype: 政策解读\n"
        more += f"interprets: /{OTHER}/documents/policy.md\n"
    lay(site.root, held(path, more, metadata=kind != "a page"), place)


def expected_at(way: str) -> set[str]:
    """Return the words that stay: what is withdrawn keeps its addresses."""
    return AT_ITS_ADDRESS if way == "withdrawn" else set()


@pytest.mark.parametrize("kind", KINDS)
def test_every_planted_word_is_found_once_it_is_public(kind: str, site: Scenario) -> None:
    site.lay(SITE)
    plant(site, kind, NOTE)

    built = build_all(site)

    assert not built.stopped, built.findings
    unseen = {*INTERNAL}
    if kind == "a guide":
        unseen |= {WORDS["slug"]}
    if kind == "a page":
        unseen |= {WORDS[one] for one in ("index", "number", "department", "source", "note")}
    assert ALL - leaks(site).keys() - {WORDS["redirect"], WORDS["summary"]} == unseen


def test_the_folders_beside_the_site_are_searched_too(site: Scenario) -> None:
    site.lay(SITE)
    plant(site, "a document", NOTE)
    for _ in range(2):
        build_all(site)
        site.lay(document("pages/other.md"))

    assert any(not file.startswith("public/") for file in leaks(site)[WORDS["docx"]])


@pytest.mark.parametrize(("way", "kind"), CASES)
def test_nothing_of_what_is_held_back_is_in_the_output(way: str, kind: str, site: Scenario) -> None:
    site.lay(SITE)
    plant(site, kind, WAYS[way])

    built = build_all(site)

    assert not built.stopped, built.findings
    assert (site.root / "public/index.html").is_file()
    assert leaks(site).keys() <= expected_at(way)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("way", WAYS)
def test_nothing_remains_of_what_was_public_before(way: str, jobs: int, site: Scenario) -> None:
    site.lay(SITE)
    plant(site, "a document", NOTE)
    build_all(site, jobs)
    build_all(site, jobs)
    site.lay(document("pages/other.md"))  # the twin is made
    assert not build_all(site, jobs).stopped
    assert WORDS["docx"] in leaks(site)

    plant(site, "a document", WAYS[way])
    built = build_all(site, jobs)

    assert not built.stopped, built.findings
    # Who copies the site elsewhere is told which files to delete there: by their addresses, which
    # were public.
    gone = {word for word, files in leaks(site).items() if files == {"public.changes.json/."}}
    assert gone <= {WORDS[one] for one in ("slug", "redirect", "image", "linked-file", "old")}
    assert leaks(site).keys() - gone <= expected_at(way)
    site.lay(document("pages/other.md", "title: 另一页\n"))
    build_all(site, jobs)
    assert leaks(site).keys() <= expected_at(way)


@pytest.mark.parametrize(
    "how",
    [
        WAYS[way].format(note="涉密")
        for way in ("a draft", "not open", "open on request", "out later")
    ],
)
def test_nothing_of_an_agency_that_is_held_back_is_in_the_output(how: str, site: Scenario) -> None:
    site.lay(SITE)
    secret = f"agencies/{SLUG}"
    agency = (
        f"title: 中卫市{WORDS['title']}局\nregion: 640500\nshort_name: {WORDS['summary']}\n"
        f"aliases: [{WORDS['old']}]\nphone: {WORDS['number']}\n"
        f"website: https://{WORDS['source']}.cn/\n"
    )
    text = document(f"{secret}/index.md", agency + how, f"职能{WORDS['code']}。\n")
    text += held(f"{secret}/documents/a.md") + document(
        f"{secret}/reports/2018.md", f"title: {WORDS['what']}2018年报告\n"
    )
    lay(site.root, text, f"{secret}/documents")

    built = build_all(site)

    assert not built.stopped, built.findings
    assert leaks(site) == {}


def report(more: str) -> str:
    table = f"statistics:\n  主动公开政府信息情况:\n    行政许可: {FIGURE}\n    其余: 0\n"
    return f"-- 2023年度报告 --\n---\n{more}{table}---\n（正文：六个部分）\n"


@pytest.mark.parametrize("way", WAYS)
def test_no_figure_of_a_report_that_is_held_back_is_in_the_output(way: str, site: Scenario) -> None:
    site.lay(SITE)
    site.lay(report(""))
    assert not build_all(site).stopped
    export_all(site)
    assert leaks(site, {FIGURE}).keys() == {FIGURE}
    endings = {Path(file).suffix for file in leaks(site, {FIGURE})[FIGURE]}
    assert endings >= {".html", ".csv", ".json", ".xlsx"}

    site.lay(report(WAYS[way].format(note="")))
    built = build_all(site)
    export_all(site)

    assert not built.stopped, built.findings
    assert leaks(site, {FIGURE}) == {}


@pytest.mark.parametrize("way", [way for way in WAYS if way != "withdrawn"])
def test_a_public_page_that_links_to_what_is_held_back_stops_the_build(
    way: str, site: Scenario
) -> None:
    site.lay(SITE)
    plant(site, "a document", WAYS[way])
    site.lay(document(f"{A}/guide.md", body=f"见[通知](documents/{SLUG}.md)。\n"))

    built = build_all(site)

    assert built.stopped == "content"
    assert [one.code for one in built.findings if one.severity == "error"] == ["L106"]
    assert leaks(site) == {}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("agency", [A, OTHER])
def test_a_public_document_that_names_what_is_held_back_shows_nothing_of_it(
    agency: str, way: str, site: Scenario
) -> None:
    site.lay(SITE)
    plant(site, "a document", WAYS[way])
    names = f"type: 政策解读\ninterprets: /{A}/documents/{SLUG}.md\n"
    site.lay(document(f"{agency}/documents/reading.md", f"title: 解读\n{names}"))

    built = build_all(site)

    assert (built.stopped == "content") is (way != "withdrawn"), built.findings
    assert leaks(site).keys() <= expected_at(way)


def test_a_word_is_found_however_deep_it_is_packed(tmp_path: Path) -> None:
    lay(tmp_path, held("pages/a.md"), "pages")

    seen = found(tmp_path / "content/pages", ALL)

    assert seen[WORDS["zip"]] == {"a.zip"}
    assert seen[WORDS["pdf"]] == {"a.pdf"}
    assert seen[WORDS["docx-comment"]] == {"a.docx"}
