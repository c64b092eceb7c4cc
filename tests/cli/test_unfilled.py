"""Marks `（填写）`: errors in what is published, counted in drafts."""

from __future__ import annotations

import json

import pytest
from conftest import TODAY, Scenario, silent
from texts import page

from site_builder.build import build, check
from site_builder.cli import main as cli
from site_builder.model.finding import Finding

DRAFTS = """\
-- content/pages/example.md --
---
title: 示例
draft: true
---
电话：（填写），地址：（填写：门牌）。
-- content/agencies/zhongwei-kjj/documents/notice.md --
---
title: （填写）
draft: true
---
正文。
"""
SAID = """\
草稿里还有 3 处未填：
  content/pages/example.md　2 处
  content/agencies/zhongwei-kjj/documents/notice.md　1 处
"""


@pytest.fixture
def here(site: Scenario, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    """A project with a good site, and we are in its folder."""
    monkeypatch.chdir(site.root)
    return site


def places(findings: tuple[Finding, ...]) -> list[tuple[str, str, int, int]]:
    return [(one.code, one.path, one.line, one.column) for one in findings]


def test_a_mark_in_what_is_published_is_an_error_at_its_place(site: Scenario) -> None:
    findings = site.check(page("电话：（填写），地址：\n`(填写)`。\n", "title: 示例（填写）\n"))

    path = "content/pages/example.md"
    assert places(findings) == [("H150", path, n, c) for n, c in ((2, 10), (4, 4), (5, 2))]
    assert {one.severity for one in findings} == {"error"}


def test_drafts_are_counted_on_stderr_and_do_not_fail(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    here.lay(DRAFTS)

    codes = [cli.main(["check", "--strict"]) for _ in range(2)]  # the second one from the cache

    assert codes == [0, 0]
    said = capsys.readouterr()
    assert said.err == SAID * 2
    assert said.out == "错误 0，警告 0。\n" * 2


def test_only_selected_drafts_are_counted(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    here.lay(DRAFTS)

    cli.main(["check", "content/pages"])

    assert capsys.readouterr().err.startswith("草稿里还有 2 处未填：\n  content/pages/example.md")


def test_a_quiet_check_and_programs_read_nothing_of_drafts(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    here.lay(DRAFTS)

    cli.main(["check", "-q"])
    quiet = capsys.readouterr()
    cli.main(["check", "--format", "json"])

    assert quiet == ("", "")
    assert json.loads(capsys.readouterr().out) == []


def test_of_many_drafts_ten_are_named(here: Scenario, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(12):
        head = f"-- content/pages/p{number:02}.md --\n---\ntitle: 示例\ndraft: true\n---\n"
        here.lay(f"{head}（填写）\n")

    cli.main(["check"])

    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "草稿里还有 12 处未填："
    assert lines[-2:] == ["  content/pages/p09.md　1 处", "  另有 2 个文件"]
    assert len(lines) == 12


def test_a_catalogue_may_be_a_draft_and_is_not_published_then(site: Scenario) -> None:
    catalogue = "draft: true\nitems:\n  - 序号: （填写）\n    公开层级: [（填写）]\n"
    site.lay(f"-- content/agencies/zhongwei-kjj/catalogue.yaml --\n{catalogue}")

    checked = check(site.root, TODAY, silent)
    built = build(site.root, site.root / "public", today=TODAY, progress=silent)

    assert checked.findings == built.findings == ()
    assert checked.portal
    assert [one.unfilled for one in checked.portal.summaries if one.name] == [
        (("agencies/zhongwei-kjj/catalogue.yaml", 2),)
    ]
    assert not (site.root / "public/agencies/zhongwei-kjj/catalogue").exists()


def test_a_catalogue_that_is_perhaps_a_draft_is_held_back_and_an_error(site: Scenario) -> None:
    catalogue = "draft: ja\nitems:\n  - 序号: 1\n    一级事项: 甲\n"
    site.lay(f"-- content/agencies/zhongwei-kjj/catalogue.yaml --\n{catalogue}")

    assert places(check(site.root, TODAY, silent).findings) == [
        ("J103", "content/agencies/zhongwei-kjj/catalogue.yaml", 1, 8)
    ]


def test_all_files_of_an_agency_that_is_a_draft_are_counted_as_drafts(site: Scenario) -> None:
    head = "---\ntitle: （填写）\nregion: 640500\n"
    site.lay(f"-- content/agencies/neu/index.md --\n{head}draft: true\n---\n")
    site.lay("-- content/agencies/neu/reports/2023.md --\n---\ntitle: 示例\n---\n（填写）\n")
    site.lay("-- content/agencies/neu/catalogue.yaml --\nitems:\n  - 序号: （填写）\n")

    checked = check(site.root, TODAY, silent)

    assert checked.portal
    found = {path: count for one in checked.portal.summaries for path, count in one.unfilled}
    assert found == {
        "agencies/neu/index.md": 1,
        "agencies/neu/reports/2023.md": 1,
        "agencies/neu/catalogue.yaml": 1,
    }
    assert "H150" not in {one.code for one in checked.findings}


def test_of_a_withdrawn_document_only_what_is_still_published_counts(site: Scenario) -> None:
    header = "title: （填写）\nwithdrawn:\n  date: 2024-01-02\n  reason: （填写）\n"

    findings = site.check(page("正文（填写）。\n", header))

    assert places(findings) == [("H150", "content/pages/example.md", 5, 11)]


def test_an_unfilled_paragraph_is_one_finding(site: Scenario) -> None:
    """Other rules do not tell that it is short, or like a template."""
    head = "-- 2023年度报告 --\n"
    body = "".join(
        f"## {title}\n\n{text}\n\n"
        for title, text in (
            ("一、总体情况", "（填写）主动公开，依申请公开，信息管理，公开平台，监督保障。"),
            ("二、主动公开政府信息情况", ""),
            ("三、收到和处理政府信息公开申请情况", ""),
            ("四、政府信息公开行政复议、行政诉讼情况", ""),
            ("五、存在的主要问题及改进情况", "（填写）"),
            ("六、其他需要报告的事项", "（填写）"),
        )
    )
    opening = "根据《中华人民共和国政府信息公开条例》编制，统计期限为2023年1月1日至12月31日。"

    findings = site.check(f"{head}{opening}电话：0955-1234567。\n\n{body}")

    assert [one.code for one in findings] == ["H150"] * 3
