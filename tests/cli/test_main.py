"""The command line: what it prints, where, and the exit code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Scenario, digests, long_after
from texts import REPORT, page

from site_builder.cli import main as cli
from site_builder.lint.rule_docs import handbook
from site_builder.rules import FAMILIES


@pytest.fixture
def here(site: Scenario, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    """A project with a good site, and we are in its folder."""
    monkeypatch.chdir(site.root)
    return site


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> pytest.CaptureFixture[str]:
    return capsys


def test_a_check_says_where_what_and_how_much(
    here: Scenario, said: pytest.CaptureFixture[str]
) -> None:
    here.lay(page("正文\n\n见[不在](gone.md)。\n"))

    assert cli.main(["check"]) == 1

    lines = said.readouterr().out.splitlines()
    assert lines[0] == "content/pages/example.md"
    assert lines[1].startswith("  6:7 错误 L105 链接“gone.md”找不到")
    assert lines[2:] == [
        "    6 │ 见[不在](gone.md)。",
        "      │          ^",
        "",
        "错误 1，警告 0。",
    ]


def test_a_check_can_be_read_by_a_program(here: Scenario, said: pytest.CaptureFixture[str]) -> None:
    here.lay(
        "收到和处理政府信息公开申请情况:\n  予以公开:\n    自然人: １\n    其余: 0\n  其余: 0\n"
    )

    assert cli.main(["check", "--format", "json"]) == 1

    (finding,) = json.loads(said.readouterr().out)
    assert list(finding) == [
        "code",
        "severity",
        "path",
        "line",
        "column",
        "message",
        "cell",
        "related",
    ]
    assert (finding["code"], finding["severity"], finding["path"]) == ("F220", "error", REPORT)
    assert (finding["line"], finding["column"]) == (6, 12)
    assert finding["cell"] == {
        "table": "收到和处理政府信息公开申请情况",
        "row": "（一）予以公开",
        "column": "自然人",
    }


def test_the_inspection_is_a_sheet_and_no_list_of_findings(
    here: Scenario, said: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "--format", "inspection"]) == 0
    assert said.readouterr().out.startswith("政府网站检查指标自评表")

    here.lay(page("见[不在](gone.md)。\n"))

    assert cli.main(["check", "--format", "inspection"]) == 1
    assert "1个站内链接有错" in said.readouterr().out


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_no_findings_are_still_a_document_for_a_program(
    here: Scenario, said: pytest.CaptureFixture[str], form: str
) -> None:
    assert cli.main(["check", "--format", form]) == 0

    json.loads(said.readouterr().out)


def test_a_check_can_be_counted_by_rule(here: Scenario, said: pytest.CaptureFixture[str]) -> None:
    here.lay(page("# 一\n# 二\n见[不在](gone.md)。\n"))

    assert cli.main(["check", "--statistics"]) == 1

    lines = said.readouterr().out.splitlines()
    assert [line.split()[:5] for line in lines[1:3]] == [
        ["2", "2", "1", "M101", "警告"],
        ["1", "0", "1", "L105", "错误"],
    ]
    assert lines[3:] == ["错误 1，警告 2。2 处可自动改正：sitebuild check --fix。"]


def test_counts_by_rule_can_be_read_by_a_program_and_narrowed(
    here: Scenario, said: pytest.CaptureFixture[str]
) -> None:
    here.lay(page("# 一\n见[不在](gone.md)。\n"))

    assert cli.main(["check", "--statistics", "--format", "json", "--select", "m"]) == 0

    (counted,) = json.loads(said.readouterr().out)
    assert (counted["code"], counted["findings"]) == ("M101", 1)


def test_what_is_waived_is_not_counted_by_rule(
    here: Scenario, said: pytest.CaptureFixture[str]
) -> None:
    header = "title: 甲\nwaivers:\n  M101: 有意如此，已经核对过\n"
    here.lay(page("# 一\n", header))

    assert cli.main(["check", "--statistics"]) == 0

    assert said.readouterr().out == "错误 0，警告 0，另有 1 条已豁免。\n"


TWO_FAULTS = page("# 一\n见[不在](gone.md)。\n") + "-- content/pages/other.md --\n正文\n"


@pytest.mark.parametrize(
    ("words", "codes", "code"),
    [
        ([], {"M101", "L105", "Y101"}, 1),
        (["--select", "M"], {"M101"}, 0),
        (["--select", "L1,M101"], {"M101", "L105"}, 1),
        (["--ignore", "L,Y"], {"M101"}, 0),
        (["--ignore", "L,Y", "--strict"], {"M101"}, 1),
        (["content/pages/example.md"], {"M101", "L105"}, 1),
        (["content/pages/other.md"], {"Y101"}, 1),
        (["content/agencies"], set(), 0),
        (["content/pages", "--select", "Y"], {"Y101"}, 1),
    ],
)
def test_a_check_can_be_narrowed_by_rule_and_by_path(
    here: Scenario, said: pytest.CaptureFixture[str], words: list[str], codes: set[str], code: int
) -> None:
    here.lay(TWO_FAULTS)

    assert cli.main(["check", "--format", "json", *words]) == code
    assert {one["code"] for one in json.loads(said.readouterr().out)} == codes


def test_paths_are_those_of_where_one_is(here: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    here.lay(TWO_FAULTS)
    monkeypatch.chdir(here.root / "content/pages")

    assert cli.main(["check", "other.md", "--source", "../.."]) == 1
    assert cli.main(["check", "../agencies", "--source", str(here.root)]) == 0


def test_a_fix_repairs_what_is_certain_and_keeps_everything_else(
    here: Scenario, said: pytest.CaptureFixture[str]
) -> None:
    here.lay(page("正文\n"))
    path = here.root / "content/pages/example.md"
    text = "---\r\ntitle：示例\r\n---\r\n\r\n正\u200b文\u2028见[不在](gone.md)。\r\n末行无换行"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert cli.main(["check", "--fix"]) == 1

    fixed = text.replace("：示例", ": 示例").replace("\u200b", "").replace("\u2028", "")
    assert path.read_bytes() == b"\xef\xbb\xbf" + fixed.encode()
    out, err = said.readouterr()
    assert "content/pages/example.md：改正" in err
    assert "L105" in out
    assert "错误 1，警告 0。" in out


def test_a_fix_touches_no_file_that_has_nothing_to_repair(here: Scenario) -> None:
    here.lay(TWO_FAULTS.replace("# 一", "## 一"))
    before = digests(here.root)

    cli.main(["check", "--fix"])

    after = digests(here.root)
    assert {path: after[path] for path in after if not path.startswith(".sitebuild/")} == before


def test_a_fix_repairs_only_what_was_asked_for(here: Scenario) -> None:
    here.lay(page("# 一\n正\\u200b文\n"))

    cli.main(["check", "--fix", "--select", "M"])

    text = (here.root / "content/pages/example.md").read_text("utf-8")
    assert text.endswith("## 一\n正\u200b文\n")


def test_a_rule_can_be_explained_by_its_code(said: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "f230"]) == 0

    text = said.readouterr().out
    assert text.startswith("F230（错误，可豁免）统计表内的勾稽关系不成立。\n")
    assert "错误的写法：" in text
    assert "正确的写法：" in text
    assert "Bad:" not in text


def test_all_rules_can_be_listed(said: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain"]) == 0

    lines = said.readouterr().out.splitlines()
    assert len(lines) > 80
    assert all(re.fullmatch(r"[A-Z][0-9]{3}  .+。", line) for line in lines)


def test_the_rules_can_be_written_into_a_folder(tmp_path: Path) -> None:
    assert cli.main(["explain", "--handbook", str(tmp_path / "a/rules")]) == 0

    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "a/rules").iterdir()}
    assert written == handbook(FAMILIES)


def test_an_unknown_rule_is_wrong_usage(said: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "F999"]) == 2
    assert "F999" in said.readouterr().err


def test_a_built_site_can_be_verified(here: Scenario, said: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["build"]) == 0
    assert cli.main(["verify", "public"]) == 0
    assert said.readouterr().out.endswith("核对无误。\n")

    (here.root / "public/404.html").unlink()

    assert cli.main(["verify", "public"]) == 1
    assert "V103" in said.readouterr().out


def test_a_second_build_explains_what_is_made_again(
    here: Scenario, said: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["build", "--explain"]) == 0
    assert "years/2023/index.html：新页面" in said.readouterr().out

    assert cli.main(["build", "--explain"]) == 0
    assert "index.html：" not in said.readouterr().out

    assert cli.main(["build", "--explain", "--clean"]) == 0
    assert "years/2023/index.html：新页面" in said.readouterr().out


def test_a_build_that_has_nothing_to_do_says_so_and_what_is_still_wrong(
    here: Scenario, said: pytest.CaptureFixture[str]
) -> None:
    """And it does so every time, until something changes."""
    here.lay(page("# 一\n"))
    later = long_after()
    assert cli.main(["build"], later) == 0
    first = said.readouterr().out
    before = digests(here.root)
    for _ in range(2):
        assert cli.main(["build"], later) == 0
        out = said.readouterr().out
        assert "没有改动，网站已是最新（16 个页面）" in out
        assert out.splitlines()[:4] == first.splitlines()[:4]
        assert out.startswith("content/pages/example.md\n  4:1 警告 M101")
        assert "错误 0，警告 1。1 处可自动改正：sitebuild check --fix。\n打开 public/" in out
        assert digests(here.root) == before

    for words in (["--strict"], ["--base-url", "https://a.example/"], ["--clean"]):
        cli.main(["build", *words], later)
        assert "网站已是最新" not in said.readouterr().out
    here.lay(page("## 一\n"))
    assert cli.main(["build"], later) == 0
    assert "错误 0，警告 0。" in said.readouterr().out


def test_a_build_right_after_an_edit_does_not_rely_on_there_being_nothing_to_do(
    here: Scenario, said: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert cli.main(["build"]) == 0
        assert "网站已是最新" not in said.readouterr().out


def test_a_build_that_has_nothing_to_do_imports_nothing_heavy(site: Scenario) -> None:
    code = (
        f"import sys; from site_builder.cli.main import main; main(['build'], {long_after()})\n"
        "heavy = {'yaml', 'jinja2',"
        " 'markdown_it', 'sqlite3', 'dataclasses', 'concurrent.futures', 'site_builder.build',"
        " 'site_builder.model.site'}; print(sorted(heavy & set(sys.modules)))"
    )

    first, second = (
        subprocess.run(
            [sys.executable, "-c", code], cwd=site.root, capture_output=True, text=True, check=True
        ).stdout.splitlines()[-1]
        for _ in range(2)
    )

    assert "'site_builder.build'" in first
    assert second == "[]"


def test_the_version_is_printed(said: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert re.fullmatch(r"sitebuild \d+\.\d+\.\d+\S*\n", said.readouterr().out)
