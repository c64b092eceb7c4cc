"""What is public on a day: openness, the days of publication and archiving."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from conftest import TODAY, Scenario, codes, held
from texts import document, page

from site_builder.assembly.hold_back import standing

A = "agencies/zhongwei-kjj"
TOMORROW, YESTERDAY = TODAY + timedelta(1), TODAY - timedelta(1)
NAME = "title: 中卫市科学技术局\nregion: 640500\n"
# A document of each kind, by its path, with what its header must have.
EVERYWHERE = {
    "pages/example.md": "title: 示例\n",
    f"{A}/guide.md": "title: 指南\n",
    f"{A}/rules/a.md": "title: 制度\n",
    f"{A}/documents/a.md": "title: 通知\n",
    f"{A}/reports/2018.md": "title: 中卫市科学技术局2018年政府信息公开工作年度报告\n",
    f"{A}/index.md": NAME,
}
HELD_BACK = (
    "openness: 不予公开\n",
    "openness: 依申请公开\n",
    "openness: 不予公开（涉及个人隐私）\n",
    "openness: 依申请公开(工作过程性信息)\n",
    f"publish_from: {TOMORROW}\n",
)


@pytest.mark.parametrize("how", HELD_BACK)
@pytest.mark.parametrize("path", EVERYWHERE)
def test_what_is_held_back_is_as_if_it_were_a_draft(path: str, how: str, site: Scenario) -> None:
    site.lay(document(path, EVERYWHERE[path] + "draft: true\n"))
    as_draft = site.build()
    without = held(site.root / "public")

    built = site.build(document(path, EVERYWHERE[path] + how))

    assert (built.findings, as_draft.findings) == ((), ())
    assert held(site.root / "public") == without


@pytest.mark.parametrize("openness", ["主动公开", "删减后公开", "删减后公开（隐去个人信息）"])
def test_what_is_open_or_open_in_part_is_published_with_its_note(
    openness: str, site: Scenario
) -> None:
    built = site.build(document(f"{A}/documents/a.md", f"title: 通知\nopenness: {openness}\n"))

    assert not built.findings
    assert openness in site.main(f"{A}/documents/a/index.html").get_text()


UNCLEAR = (
    *("不公开", "不予公开的", "依申请", "不 予公开", "不予公开，主动公开", "主动公开（依申请）"),
    *("内部", "暂不", "非公开", "无"),
)


@pytest.mark.parametrize(
    ("openness", "path"),
    [*((word, "pages/example.md") for word in UNCLEAR), *((UNCLEAR[0], one) for one in EVERYWHERE)],
)
def test_an_openness_that_is_not_clear_stops_the_build(
    openness: str, path: str, site: Scenario
) -> None:
    built = site.build(document(path, f"{EVERYWHERE[path]}openness: {openness}\n"))

    assert built.stopped == "content"
    assert codes(built.findings) >= {"H140"}
    assert not (site.root / "public").exists()


def test_a_day_of_publication_that_is_not_decided_stops_the_build(site: Scenario) -> None:
    built = site.build(page("正文。\n", "title: 示例\npublish_from:\n"))

    assert (built.stopped, codes(built.findings)) == ("content", {"H105"})


@pytest.mark.parametrize("openness", ["对外公开", "主动", "向社会公开"])
def test_other_words_for_open_are_published_with_a_warning(openness: str, site: Scenario) -> None:
    built = site.build(page("正文。\n", f"title: 示例\nopenness: {openness}\n"))

    assert (built.stopped, codes(built.findings)) == ("", {"W113"})


def test_a_list_of_words_is_no_openness(site: Scenario) -> None:
    built = site.build(page("正文。\n", "title: 示例\nopenness: [不予公开]\n"))

    assert (built.stopped, codes(built.findings)) == ("content", {"H103"})


@pytest.mark.parametrize("path", ["pages/example.md", f"{A}/documents/a.md", f"{A}/rules/a.md"])
def test_what_is_archived_stays_at_its_address_and_says_since_when(
    path: str, site: Scenario
) -> None:
    url = f"{path.removesuffix('.md')}/index.html"
    settings = "title: 门户\nbase_url: https://a.example/\nregions:\n  640500: 某\n"
    site.lay(f"-- content/site.yaml --\n{settings}")

    built = site.build(document(path, f"title: 旧通知\npublish_until: {TODAY}\n"))

    assert not built.findings
    assert f"已归档自{TODAY}起归档" in site.main(url).get_text()
    there = held(site.root / "public")
    assert url in there["sitemap.xml"]
    assert [one for one, text in there.items() if "旧通知" in text] == [url]


def test_what_is_archived_tomorrow_is_listed_today(site: Scenario) -> None:
    built = site.build(document(f"{A}/documents/a.md", f"title: 通知\npublish_until: {TOMORROW}\n"))

    assert not built.findings
    assert "通知" in site.main(f"{A}/index.html").get_text()
    assert "已归档" not in site.main(f"{A}/documents/a/index.html").get_text()


@pytest.mark.parametrize("begins", ["publish_from", "published"])
def test_what_is_archived_before_it_is_published_is_a_finding(begins: str, site: Scenario) -> None:
    header = f"title: 通知\n{begins}: {TODAY}\npublish_until: {YESTERDAY}\n"

    (found,) = site.check(document(f"{A}/documents/a.md", header))

    assert (found.code, found.line) == ("H141", 4)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("index.md", f"publish_until: {TOMORROW}\n"),
        (f"{A}/index.md", f"publish_until: {TOMORROW}\n"),
        (f"{A}/reports/2018.md", f"publish_until: {TOMORROW}\n"),
        ("index.md", f"withdrawn: {{date: {YESTERDAY}, reason: 有误}}\n"),
        (f"{A}/index.md", f"withdrawn: {{date: {YESTERDAY}, reason: 有误}}\n"),
        (f"{A}/index.md", f"corrections: [{{date: {YESTERDAY}, what: 一, why: 二}}]\n"),
    ],
)
def test_what_cannot_be_archived_withdrawn_or_corrected_is_told(
    path: str, key: str, site: Scenario
) -> None:
    header = EVERYWHERE.get(path, "title: 门户\n")

    assert [one.code for one in site.check(document(path, header + key))] == ["H142"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, (False, None, ())),
        ({"draft": True, "publish_from": TOMORROW}, (True, None, ())),
        ({"openness": "不予公开", "publish_until": TOMORROW}, (True, None, ())),
        ({"published": TODAY, "publish_from": TOMORROW}, (True, None, (TOMORROW,))),
        ({"published": TODAY, "publish_until": TOMORROW}, (False, None, (TOMORROW,))),
        ({"published": TOMORROW, "publish_from": YESTERDAY}, (True, None, (TOMORROW,))),
        ({"publish_until": TODAY}, (False, TODAY, ())),
    ],
)
def test_a_standing_names_the_days_on_which_it_changes(
    values: dict[str, object], expected: tuple[bool, date | None, tuple[date, ...]]
) -> None:
    assert standing(values, TODAY) == expected
