"""The command `import` on annual reports, as a user types it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from conftest import Scenario

from site_builder.cli import main as cli

BUREAU = "示例县科学技术局"
AGENCY = f"""\
-- content/agencies/kjj/index.md --
---
title: {BUREAU}
short_name: 县科技局
region: 640500
phone: 0955-1234567
---
职责。
"""
PATH = "content/agencies/kjj/reports/2018.md"
OVERVIEW = "本局把政府信息公开摆在重要位置，办公室专人负责，全年主动公开政府信息152条。"
PLANS = "今后进一步充实公开的内容，答复群众的来信来电，做到件件有回音。"
# A report before the forms, as somebody wrote it down: it has no tables.
OLD = f"""\
{BUREAU}2018年政府信息公开工作年度报告

根据《中华人民共和国政府信息公开条例》编制本报告，统计期限为2018年1月1日至2018年12月31日。

一、概述

{OVERVIEW}

二、主动公开政府信息的情况

通过网站公开83条，通过县报公开69条。

三、依申请公开政府信息和不予公开政府信息的情况

没有收到申请，没有不予公开的情况。

四、收费及减免情况

没有收费。

五、因政府信息公开申请行政复议、提起行政诉讼的情况

没有发生。

六、存在的主要问题及改进情况

{PLANS}

七、其他需要报告的事项

没有其他需要报告的事项。

{BUREAU}
2019年2月25日
"""


@pytest.fixture
def project(site: Scenario, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a bureau, which is the current folder, and a report to be imported."""
    site.lay(AGENCY)
    (site.root / "old.txt").write_text(OLD, "utf-8")
    monkeypatch.chdir(site.root)
    return site.root


def as_json(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    cli.main(["import", *words, "--format", "json"])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_a_report_finds_its_agency_and_its_year_and_builds(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", "old.txt"]) == 0

    said = capsys.readouterr().out
    assert f"old.txt：写入 {PATH}" in said
    assert "sitebuild build" in said
    text = (project / PATH).read_text("utf-8")
    assert "signed: 2019-02-25" in text
    assert "## 一、概述" in text
    assert cli.main(["build"]) == 0
    page = (project / "public/agencies/kjj/2018/index.html").read_text("utf-8")
    assert OVERVIEW in page
    assert PLANS in page


def test_importing_a_report_twice_changes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["import", "old.txt"])
    before = (project / PATH).read_bytes()
    capsys.readouterr()

    assert cli.main(["import", "old.txt"]) == 0

    assert f"{PATH} 相同，没有改动" in capsys.readouterr().out
    assert (project / PATH).read_bytes() == before
    assert as_json(capsys, "old.txt")[0]["written"] == []


def test_a_report_that_somebody_edited_is_replaced_only_by_force(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["import", "old.txt"])
    edited = (project / PATH).read_text("utf-8").replace("152条", "153条")
    (project / PATH).write_text(edited, "utf-8")
    capsys.readouterr()

    assert cli.main(["import", "old.txt"]) == 2
    assert "加 --force" in capsys.readouterr().err
    assert (project / PATH).read_text("utf-8") == edited

    assert cli.main(["import", "old.txt", "--force"]) == 0
    assert "152条" in (project / PATH).read_text("utf-8")


def test_one_bad_file_does_not_stop_the_others(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project / "archive"
    folder.mkdir()
    for year in range(2012, 2018):
        (folder / f"{year}.txt").write_text(OLD.replace("2018年", f"{year}年"), "utf-8")
    (folder / "broken.docx").write_bytes(b"PK\3\4broken")
    with ZipFile(project / "more.zip", "w") as archive:
        archive.writestr("2011.txt", OLD.replace("2018年", "2011年"))

    assert cli.main(["import", "archive", "more.zip", "none.txt"]) == 0

    said = capsys.readouterr()
    assert "broken.docx：" in said.err
    assert "none.txt：没有这个文件" in said.err
    reports = sorted(one.name for one in (project / PATH).parent.iterdir())
    assert reports == [f"{year}.md" for year in range(2011, 2018)]


def test_the_report_for_programs_is_one_list_for_all_files(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "broken.docx").write_bytes(b"PK\3\4broken")

    good, bad = as_json(capsys, "old.txt", "broken.docx")

    assert [*good] == [*bad] == ["file", "kind", "written", "lost", "guesses"]
    assert (good["file"], good["kind"], good["written"]) == ("old.txt", "report", [PATH])
    assert all([*one] == ["place", "text", "reason"] for one in good["lost"] + good["guesses"])
    assert (bad["file"], bad["kind"], bad["written"]) == ("broken.docx", "", [])
    assert "打不开" in bad["lost"][0]["reason"]


def test_without_a_file_that_could_be_read_the_usage_is_wrong(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", "none.txt"]) == 2

    assert "none.txt：没有这个文件" in capsys.readouterr().err


def test_errors_in_a_report_that_was_written_are_errors(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "old.txt").write_text(OLD.replace(PLANS, f"{PLANS}联系电话：（填写）。"), "utf-8")

    assert cli.main(["import", "old.txt"]) == 1

    assert "错误 H150" in capsys.readouterr().out


def test_errors_elsewhere_are_not_those_of_what_was_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "content/agencies/kjj/guide.md").write_text("没有信息栏\n", "utf-8")

    assert cli.main(["import", "old.txt"]) == 0

    assert "guide.md" not in capsys.readouterr().out


def test_settings_that_are_wrong_are_shown(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (project / "content/site.yaml").open("a", encoding="utf-8") as settings:
        settings.write("theme: nowhere\n")

    assert cli.main(["import", "old.txt"]) == 3

    assert "没有叫“nowhere”的主题" in capsys.readouterr().out


def test_an_agency_and_a_year_can_be_named(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", "old.txt", "--agency", "zhongwei-kjj", "--year", "2017"]) == 0

    assert (project / "content/agencies/zhongwei-kjj/reports/2017.md").exists()
    assert not (project / PATH).exists()
    assert cli.main(["import", "old.txt", "--agency", "zhongwei"]) == 2
    assert "是不是“zhongwei-kjj”" in capsys.readouterr().err


def test_a_report_of_nobody_is_not_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "old.txt").write_text(OLD.replace(BUREAU, "别处县教育局"), "utf-8")

    assert cli.main(["import", "old.txt"]) == 2

    assert "加上 --agency" in capsys.readouterr().err


def test_two_files_of_one_report_do_not_replace_each_other(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "other.txt").write_text(OLD.replace("152", "153"), "utf-8")

    assert cli.main(["import", "old.txt", "other.txt", "--force"]) == 0

    assert "与“old.txt”写到同一个文件" in capsys.readouterr().err
    assert "152条" in (project / PATH).read_text("utf-8")


def test_a_draft_from_word_goes_into_the_report_that_was_begun(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["new", "report", "--agency", "kjj", "--year", "2018"])
    header = (project / PATH).read_text("utf-8").split("\n---\n")[0]

    assert cli.main(["import", "old.txt", "--into"]) == 0

    text = (project / PATH).read_text("utf-8")
    assert text.split("\n---\n")[0] == header
    assert OVERVIEW in text
    assert "猜的，请核对" in capsys.readouterr().out
    assert cli.main(["import", "old.txt", "--into"]) == 0
    assert (project / PATH).read_text("utf-8") == text


def test_nothing_but_findings_and_failures_is_said_quietly(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["-q", "import", "old.txt", "none.txt"]) == 0

    said = capsys.readouterr()
    assert "写入" not in said.out
    assert "none.txt" in said.err
