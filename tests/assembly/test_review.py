"""The review record (三审三校): required where the settings say so, in order, by posts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from conftest import TODAY, Scenario, held
from texts import document, page

A = "agencies/zhongwei-kjj"
DAYS = ("2024-01-10", "2024-01-11", "2024-01-12")
STEPS = ("初审", "复审", "终审")
POSTS = ("承办科室", "办公室主任", "分管领导")
REQUIRED = "-- content/site.yaml --\ntitle: 门户\nreview: required\nregions:\n  640500: 中卫市\n"


def record(
    steps: tuple[str, ...] = STEPS,
    days: tuple[str, ...] = DAYS,
    posts: tuple[str, ...] = POSTS,
    published: str = "2024-01-12",
) -> str:
    rows = zip(steps, posts, days, strict=False)
    lines = "".join(f"  - {{step: {s}, by: {by}, date: {day}}}\n" for s, by, day in rows)
    return f"title: 通知\npublished: {published}\nreview:\n{lines}"


def found(scenario: Scenario, text: str) -> list[tuple[str, int]]:
    return [(one.code, one.line) for one in scenario.check(text)]


def notice(header: str, path: str = f"{A}/documents/a.md") -> str:
    return document(path, header)


def without_report(scenario: Scenario) -> None:
    (scenario.root / f"content/{A}/reports/2023.md").unlink()


def test_where_it_is_required_documents_and_reports_need_three_steps(site: Scenario) -> None:
    assert found(site, REQUIRED + notice("title: 通知\n")) == [("W161", 1), ("W161", 1)]
    without_report(site)
    assert found(site, notice(record(STEPS[:2]))) == [("W161", 5)]
    assert found(site, notice(record())) == []


def test_where_it_is_not_required_nothing_is_missing(site: Scenario) -> None:
    assert found(site, notice("title: 通知\n")) == []
    assert found(site, notice(record(STEPS[:2]))) == []


def test_pages_and_drafts_need_none(site: Scenario) -> None:
    without_report(site)
    site.lay(notice(record()))

    assert (
        found(
            site, REQUIRED + page("正文。\n") + notice("title: 稿\ndraft: true\n", f"{A}/guide.md")
        )
        == []
    )


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (record(("复审", "初审", "终审")), [("W162", 6)]),
        (record(("初审", "初审", "终审")), [("W162", 6)]),
        (record(days=("2024-01-10", "2024-01-09", "2024-01-12")), [("W162", 6)]),
        (record(published="2024-01-11"), [("W162", 7)]),
        (record(("初审", "二审", "终审")), [("H148", 6)]),
        (record(days=(*DAYS[:2], f"{TODAY + timedelta(1)}"), published="2026-11-20"),
         [("H144", 7), ("W162", 7)]),
        (record(posts=("王小明", "李四", "分管领导")), [("W163", 5), ("W163", 6)]),
        (record(posts=("张三同志", "办公室", "主任")), [("W163", 5)]),
        ("title: 通知\nreview: 已审\n", [("H143", 3)]),
        ("title: 通知\nreview: [{step: 初审, date: 2024-01-10}]\n", [("H102", 3)]),
    ],
)  # fmt: skip
def test_a_record_that_is_not_in_order_is_told_at_its_place(
    header: str, expected: list[tuple[str, int]], site: Scenario
) -> None:
    assert found(site, notice(header)) == expected


@pytest.mark.parametrize(
    "post",
    ["办公室主任", "高级编辑", "安全科", "路政大队", "白班编辑", "程序员", "许可科", "何处长",
     "徐州站", "法规处", "局长", "总编室", "金融科"],
)  # fmt: skip
def test_a_post_is_not_taken_for_a_name(post: str, site: Scenario) -> None:
    assert found(site, notice(record(posts=(post, post, post)))) == []


def test_nothing_of_a_record_is_published(site: Scenario) -> None:
    site.build(notice(record()))

    for path, text in held(site.root / "public").items():
        assert [word for word in (*STEPS, *POSTS) if word in text] == [], path


def test_the_setting_has_two_words(site: Scenario) -> None:
    built = site.build(REQUIRED.replace("required", "require"))

    assert built.stopped == "settings"
    assert [(one.code, one.line) for one in built.findings] == [("H149", 3)]
    assert "是不是“required”？" in built.findings[0].message
