"""A check of some files also shows what they break elsewhere."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from conftest import Scenario
from texts import GOOD_SITE, REPORT, bureau, document, expanded, folder, page

from site_builder.cli import main as cli

KJJ = "content/agencies/zhongwei-kjj"
DUE = "-- 2022年度报告 --\n---\nstatistics:\n  收到和处理政府信息公开申请情况:\n"
HANDED_OVER = (
    "    本年新收政府信息公开申请数量:\n      自然人: 2\n      其余: 0\n"
    "    结转下年度继续办理:\n      自然人: 2\n      其余: 0\n    其余: 0\n"
)
COPIED = (
    "## 五、存在的问题\n一是公开栏目更新偏慢，个别科室报送信息拖到月底。二是政策解读多为文字转载，"
    "图解和视频数量不多。三是工作人员兼职较多，业务培训没有形成固定安排。下一步，每周通报各科室报送情况，"
    "每季度请业务骨干讲一次课，重要文件一律配发图解。\n"
)


@pytest.fixture
def here(site: Scenario, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    """A project with a good site in a repository, and we are in its folder."""
    site.lay(page("见[名单](list.txt)。\n") + "-- content/pages/list.txt --\n名单\n")
    monkeypatch.chdir(site.root)
    git("init", "-q")
    commit()
    return site


def git(*words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], check=True, capture_output=True)


def commit() -> None:
    git("add", "-A", "content")
    git("commit", "-qm", "first")


def found(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, set[tuple[str, str]]]:
    """The exit code of a check, and the codes and paths of its findings."""
    code = cli.main(["check", "--format", "json", *words])
    findings = json.loads(capsys.readouterr().out)
    return code, {(one["code"], one["path"]) for one in findings}


def test_a_deleted_attachment_is_missed_where_it_is_linked(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    here.lay("-- content/pages/list.txt absent --\n")

    missed = (1, {("L105", "content/pages/example.md")})
    assert found(capsys, "--changed-since", "HEAD") == missed


def test_a_renamed_attachment_is_missed_where_it_is_linked(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    git("mv", "content/pages/list.txt", "content/pages/roll.txt")

    _, elsewhere = found(capsys, "--changed-since", "HEAD", "--select", "L")
    assert elsewhere == {("L105", "content/pages/example.md")}


def test_a_report_that_breaks_the_next_one_is_shown_with_what_it_breaks(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    here.lay(f"{DUE}{HANDED_OVER}---\n（正文：六个部分）\n")

    for words in (["--changed-since", "HEAD"], [f"{KJJ}/reports/2022.md"]):
        assert ("F301", REPORT) in found(capsys, *words)[1]
        assert found(capsys, *words, "--select", "F301", "--strict")[0] == 1


def test_an_agency_that_is_gone_is_missed_by_its_reports(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    here.lay(f"-- {KJJ}/index.md absent --\n")

    code, elsewhere = found(capsys, "--changed-since", "HEAD")

    assert code == 1
    assert {path for _, path in elsewhere} == {REPORT}


def test_a_new_name_of_an_agency_is_missed_in_the_titles_of_its_reports(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    here.lay(bureau("zhongwei-kjj", "中卫市教育局"))

    assert REPORT in {path for _, path in found(capsys, "--changed-since", "HEAD")[1]}


@pytest.mark.parametrize(
    ("text", "code", "files"),
    [
        (
            document("pages/zzz.md", body="## 一\n") + page("[甲](zzz.md#二)\n"),
            "L107",
            ("content/pages/zzz.md", "content/pages/example.md"),
        ),
        (
            document("pages/zzz.md", "title: 甲\ndraft: true\n") + page("[甲](zzz.md)\n"),
            "L106",
            ("content/pages/zzz.md", "content/pages/example.md"),
        ),
        (
            bureau("zhongwei-zz", "中卫市科学技术局"),
            "A103",
            (f"{KJJ}/index.md", "content/agencies/zhongwei-zz"),
        ),
        (
            document("pages/Example.md"),
            "P106",
            ("content/pages/Example.md", "content/pages/example.md"),
        ),
        (
            document("agencies/zhongwei-kjj/documents/a.md")
            + document("agencies/zhongwei-kjj/documents/b.md"),
            "W106",
            (f"{KJJ}/documents/a.md", f"{KJJ}/documents/b.md"),
        ),
    ],
    ids=["anchor", "draft", "agencies", "case", "title"],
)
def test_what_two_files_have_against_each_other_is_shown_for_either(
    here: Scenario, capsys: pytest.CaptureFixture[str], text: str, code: str, files: tuple[str, str]
) -> None:
    here.lay(text)

    one, other = (found(capsys, file, "--select", code)[1] for file in files)

    assert one == other
    assert {code for code, _ in one} == {code}


def test_copied_chapters_are_shown_with_the_report_they_are_copied_from(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    here.lay(f"-- 2017年度报告 --\n{COPIED}-- 2018年度报告 --\n{COPIED}")

    seen = found(capsys, f"{KJJ}/reports/2017.md", "--select", "K")[1]

    assert seen == {("K101", f"{KJJ}/reports/2018.md")}


def test_changed_settings_concern_all_files(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    here.lay("-- content/site.yaml --\ntitle: 门户\nregions:\n  640100: 银川市\n")

    assert found(capsys, "--changed-since", "HEAD")[0] == 1


def test_what_others_have_to_do_with_is_in_the_report_for_programs(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    here.lay("-- content/pages/list.txt absent --\n")

    cli.main(["check", "--format", "json"])
    (finding,) = json.loads(capsys.readouterr().out)
    assert finding["related"] == ["content/pages/list.txt"]

    cli.main(["check", "--format", "sarif"])
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    (related,) = run["results"][0]["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "content/pages/list.txt"


def test_faults_that_have_nothing_to_do_with_a_change_are_not_shown(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    here.lay(document("pages/other.md", body="[不在](gone.md)\n"))
    commit()
    here.lay(document("pages/new.md"))

    assert found(capsys, "--changed-since", "HEAD") == (0, set())
    assert found(capsys, str(Path("content/pages/new.md"))) == (0, set())


@pytest.mark.parametrize("form", ["github", "sarif"])
def test_a_project_within_a_repository_is_named_from_the_root_of_it(
    tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder(tmp_path / "gk 1", expanded(GOOD_SITE + page("[不在](gone.md)\n")))
    monkeypatch.chdir(tmp_path)

    cli.main(["check", "--source", "gk 1", "--format", form])
    before = capsys.readouterr().out
    git("init", "-q")
    cli.main(["check", "--source", "gk 1", "--format", form])
    from_above = capsys.readouterr().out
    monkeypatch.chdir("gk 1")
    cli.main(["check", "--format", form])

    space = "%20" if form == "sarif" else " "
    assert f"gk{space}1/content" not in before
    assert f"gk{space}1/content/pages/example.md" in from_above
    assert form == "github" or f"gk{space}1/content/pages/gone.md" in from_above
    assert capsys.readouterr().out == from_above
