"""`sitebuild init` and `sitebuild new`: options, questions on a terminal, refusals, messages."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Scenario, digests

from site_builder.cli import main as cli

ROOT = Path(__file__).parent.parent.parent
SLUG = "zhongwei-kjj"
REPORTS = f"content/agencies/{SLUG}/reports"


@pytest.fixture
def here(site: Scenario, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    """A project with a good site, and we are in its folder, without a terminal."""
    monkeypatch.chdir(site.root)
    return site


Said = pytest.CaptureFixture[str]


def test_init_says_what_it_wrote_and_what_to_do_next(tmp_path: Path, capsys: Said) -> None:
    folder = tmp_path / "deep/new"

    assert cli.main(["init", str(folder)]) == 0

    said = capsys.readouterr()
    assert said.err == ""
    assert "  content/site.yaml\n" in said.out
    assert "  .schemas/（9 个文件，供编辑器提示）\n" in said.out
    assert f"cd {folder}" in said.out
    assert cli.main(["check", "--strict", "--source", str(folder)]) == 0
    build = ["build", "--strict", "--source", str(folder), "--output", str(tmp_path / "public")]
    assert cli.main(build) == 0


def test_init_in_a_folder_with_files_says_which_it_left_alone(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "README.md").write_text("甲", "utf-8")

    assert cli.main(["init", str(tmp_path)]) == 0

    assert "原来就有、没有动的：README.md\n" in capsys.readouterr().out
    assert (tmp_path / "README.md").read_text("utf-8") == "甲"


def test_init_where_there_is_content_is_refused(here: Scenario, capsys: Said) -> None:
    before = digests(here.root)

    assert cli.main(["init", "."]) == 2

    assert capsys.readouterr().err == (
        "content 已经有了，没有动它；要添机关、报告、文件，用 sitebuild new。\n"
    )
    assert digests(here.root) == before


def test_init_where_nothing_can_be_written_says_so(tmp_path: Path, capsys: Said) -> None:
    assert cli.main(["init", str(tmp_path / ("a" * 300))]) == 4
    assert "读写失败" in capsys.readouterr().err


NEW = [
    (["report", "--agency", SLUG, "--year", "2024"], f"{REPORTS}/2024.md"),
    (["document", "2024/a", "--agency", SLUG], f"content/agencies/{SLUG}/documents/2024/a.md"),
    (["catalogue", "--agency", SLUG], f"content/agencies/{SLUG}/catalogue.yaml"),
    (
        ["agency", "neu", "--name", "中卫市教育局", "--kind", "部门"],
        "content/agencies/neu/index.md",
    ),
]


@pytest.mark.parametrize(("words", "path"), NEW, ids=[words[0] for words, _ in NEW])
def test_new_writes_a_draft_and_says_where(
    words: list[str], path: str, here: Scenario, capsys: Said
) -> None:
    assert cli.main(["new", *words]) == 0

    said = capsys.readouterr()
    assert said.err == ""
    lines = said.out.splitlines()
    assert lines[0] == f"写好了 {path}"
    assert lines[1].startswith("写好了 .schemas（9 个文件")
    assert lines[-1] == f"  sitebuild check {path}"
    assert "draft: true" in (here.root / path).read_text("utf-8")
    assert (here.root / ".schemas/agency.json").exists()
    assert cli.main(["check", "--strict"]) == 0


@pytest.mark.parametrize(("words", "path"), NEW, ids=[words[0] for words, _ in NEW])
def test_new_never_writes_over_anything(
    words: list[str], path: str, here: Scenario, capsys: Said
) -> None:
    (here.root / path).parent.mkdir(parents=True, exist_ok=True)
    (here.root / path).write_text("甲", "utf-8")
    before = digests(here.root)

    assert cli.main(["new", *words]) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert f"{path} 已经有了，没有动它。\n" in said.err
    assert digests(here.root) == before


def test_new_works_from_elsewhere_and_quietly(site: Scenario, tmp_path: Path, capsys: Said) -> None:
    source = ["--source", str(site.root)]

    assert cli.main(["new", "report", "--agency", SLUG, "--year", "2024", *source]) == 0
    assert f"  sitebuild check --source {site.root} " in capsys.readouterr().out
    assert cli.main(["new", "catalogue", "--agency", SLUG, *source, "-q"]) == 0
    assert cli.main(["-q", "new", "document", "a", "--agency", SLUG, *source]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_report_is_on_last_year_unless_another_one_is_named(here: Scenario) -> None:
    assert cli.main(["new", "report", "--agency", SLUG]) == 0

    new = [file.name for file in (here.root / REPORTS).iterdir() if file.name != "2023.md"]
    assert len(new) == 1
    text = (here.root / REPORTS / new[0]).read_text("utf-8")
    assert f"中卫市科学技术局{new[0][:4]}年政府信息公开工作年度报告" in text


def test_what_is_carried_over_is_said(here: Scenario, capsys: Said) -> None:
    cli.main(["new", "report", "--agency", SLUG, "--year", "2024"])
    cli.main(["new", "report", "--agency", SLUG, "--year", "2021"])

    said = capsys.readouterr().out
    assert "从2023年的报告结转了 1 处，写着“去年结转，请核对”。\n" in said
    assert "没有从2020年结转" in said


REFUSED = [
    (["report"], "缺少 --agency（"),
    (["report", "--agency", "zhongwei"], "--agency：机关里没有“zhongwei”，是不是“zhongwei-kjj”？"),
    (
        ["report", "--agency", SLUG, "--year", "1999"],
        "--year：“1999”不能是报告的年度，应为 2000 至",
    ),
    (["report", "--agency", SLUG, "--year", "２０２４"], "--year：“２０２４”不能是"),
    (["report", "--agency", SLUG, "--year", "2023.5"], "--year：“2023.5”不能是"),
    (["document", "--agency", SLUG], "缺少 名称（"),
    (["document", "甲", "--agency", SLUG], "名称：“甲”不能作文件名，"),
    (["document", "../a", "--agency", SLUG], "名称：“../a”不能作文件名，"),
    (["document", "2024/Budget", "--agency", SLUG], "横线和斜杠，如 2024/budget。"),
    (["catalogue", "--agency", "../.."], "--agency：机关里没有“../..”。"),
    (["agency"], "缺少 代号（"),
    (["agency", "neu"], "缺少 --name（机关全称）"),
    (["agency", "../neu"], "代号：“../neu”不能作代号"),
    (["agency", "a/b"], "代号：“a/b”不能作代号"),
    (["agency", "Neu_Es"], "和短横线，如 neu-es。"),
    (["agency", "neu", "--name", ""], "--name：不能是空的"),
    (["agency", "neu", "--name", "甲\n乙"], "--name：不能是空的，也不能有看不见的字符"),
    (
        ["agency", "neu", "--name", "甲", "--region", "640501"],
        "regions 里没有“640501”，是不是“640500”？",
    ),
]


@pytest.mark.parametrize(("words", "said"), REFUSED, ids=[" ".join(one) for one, _ in REFUSED])
def test_what_is_missing_or_wrong_is_named_and_nothing_is_written(
    words: list[str], said: str, here: Scenario, capsys: Said
) -> None:
    before = digests(here.root)

    assert cli.main(["new", *words]) == 2

    assert said in capsys.readouterr().err
    assert digests(here.root) == before


USAGE = [
    (["document", "a", "--agency", SLUG, "--type", "甲"], "--type 不能是“甲”；可以写：通知"),
    (["agency", "neu", "--name", "甲", "--kind", "局"], "--kind 不能是“局”；可以写：政府"),
    (["nothing"], "内容 不能是“nothing”"),
    ([], "缺少参数：内容"),
]


@pytest.mark.parametrize(("words", "said"), USAGE, ids=[" ".join(one) for one, _ in USAGE])
def test_wrong_usage_says_what_can_be_written(
    words: list[str], said: str, here: Scenario, capsys: Said
) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli.main(["new", *words])

    assert said in capsys.readouterr().err


def test_a_name_whose_address_is_taken_is_refused(here: Scenario, capsys: Said) -> None:
    cli.main(["new", "document", "2024/a", "--agency", SLUG])

    assert cli.main(["new", "document", "2024-a", "--agency", SLUG]) == 2
    assert "“2024-a”的网址已经用在 " in capsys.readouterr().err


def test_new_without_a_project_leads_to_init(tmp_path: Path, capsys: Said) -> None:
    assert cli.main(["new", "agency", "a", "--source", str(tmp_path)]) == 2
    assert "新建项目用 sitebuild init。" in capsys.readouterr().err


def test_a_project_without_agencies_is_told_what_comes_first(here: Scenario, capsys: Said) -> None:
    (here.root / f"content/agencies/{SLUG}/index.md").unlink()

    assert cli.main(["new", "report"]) == 2
    assert capsys.readouterr().err == "还没有机关；请先用 sitebuild new agency 新建一个。\n"


def test_wrong_settings_are_not_worked_around(here: Scenario, capsys: Said) -> None:
    here.lay("-- content/site.yaml --\ntitle:\n")

    assert cli.main(["new", "agency", "neu", "--name", "甲"]) == 3
    assert "sitebuild check" in capsys.readouterr().err


def on_terminal(root: Path, words: list[str], answers: str) -> tuple[int, str]:
    """Run `sitebuild` with its input and its messages on a terminal; return its exit code and what
    stands on the terminal."""
    pty = pytest.importorskip("pty", reason="needs a terminal of POSIX")
    master, slave = pty.openpty()
    os.write(master, answers.encode())
    with subprocess.Popen(
        [sys.executable, "-m", "site_builder", *words],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=slave,
        stdout=subprocess.DEVNULL,
        stderr=slave,
    ) as running:
        os.close(slave)
        shown = b""
        try:
            while block := os.read(master, 4096):
                shown += block
        except OSError:  # the other end was closed
            pass
        code = running.wait()
    os.close(master)
    return code, shown.decode()


def test_on_a_terminal_what_is_missing_is_asked_for(site: Scenario) -> None:
    code, shown = on_terminal(site.root, ["new", "report"], "7\n1\n1066\n2023\n2022\n")

    assert code == 0, shown
    assert f"  1  {SLUG}　中卫市科学技术局" in shown
    assert "机关里没有“7”" in shown
    assert "应为 2000 至" in shown
    assert f"{REPORTS}/2023.md 已经有了" in shown
    assert (site.root / REPORTS / "2022.md").exists()


def test_an_empty_answer_is_the_usual_one(site: Scenario) -> None:
    code, shown = on_terminal(site.root, ["new", "report"], "\n\n")

    assert code == 0, shown
    assert "直接回车就是 1" in shown
    assert len([*(site.root / REPORTS).iterdir()]) == 2


def test_a_new_agency_is_asked_for_its_name_and_its_kind(site: Scenario) -> None:
    code, shown = on_terminal(site.root, ["new", "agency"], "Neu\nneu\n\n中卫市教育局\n2\n")

    assert code == 0, shown
    text = (site.root / "content/agencies/neu/index.md").read_text("utf-8")
    assert "title: 中卫市教育局\n" in text
    assert "kind: 部门 " in text
    assert "region: 640500 " in text


def test_with_all_options_nothing_is_asked_on_a_terminal_either(site: Scenario) -> None:
    words = ["new", "report", "--agency", SLUG, "--year", "2022"]

    assert on_terminal(site.root, words, "") == (0, "")


def test_the_end_of_the_input_ends_it_and_nothing_is_written(site: Scenario) -> None:
    before = digests(site.root)

    code, _ = on_terminal(site.root, ["new", "report"], "1\n\x04")

    assert code == 130
    assert digests(site.root) == before
