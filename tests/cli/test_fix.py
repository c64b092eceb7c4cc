"""`check --fix` repairs what is certain, to its end, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import TODAY, Scenario, digests
from texts import EXAMPLE, document, page

from site_builder.build import repair
from site_builder.cli import main as cli
from site_builder.cli.arguments import parse_arguments
from site_builder.cli.check import _rewrite
from site_builder.model.finding import Finding


@pytest.fixture
def here(site: Scenario, monkeypatch: pytest.MonkeyPatch) -> Scenario:
    """A project with a good site, and we are in its folder."""
    monkeypatch.chdir(site.root)
    return site


def text_of(here: Scenario, path: str = EXAMPLE) -> str:
    return (here.root / path).read_text("utf-8")


def test_one_run_reaches_the_end_though_a_repair_brings_others_to_light(here: Scenario) -> None:
    slips = "".join(f"k{n}:v\n" for n in range(9))
    here.lay(page("# 一\n正\\u200b文\n", f"title：示例\nsummary:甲\n\torder：1\n{slips}"))

    cli.main(["check", "--fix"])
    once = text_of(here)
    cli.main(["check", "--fix"])

    assert text_of(here) == once
    assert "title: 示例\nsummary: 甲\n" in once
    assert all(f"k{n}: v\n" in once for n in range(9))


def test_settings_are_repaired_before_the_content(here: Scenario) -> None:
    settings = text_of(here, "content/site.yaml")
    here.lay(f"-- content/site.yaml --\n{settings.replace('title: ', 'title：')}{page('# 一')}")

    assert cli.main(["check", "--fix"]) == 0
    assert text_of(here, "content/site.yaml") == settings
    assert text_of(here).endswith("## 一")


def test_what_is_waived_is_left_as_it_is(here: Scenario) -> None:
    waived = page("# 一\n", "title: 示例\nwaivers:\n  M101: 原件如此\n")
    everywhere = text_of(here, "content/site.yaml") + "waivers:\n  G107: 原件如此\n"
    here.lay(f"{waived}-- content/site.yaml --\n{everywhere}")
    here.lay(document("pages/other.md", body="这是一句话,这是另一句话。\n"))
    before = digests(here.root / "content")

    assert cli.main(["check", "--fix"]) == 0
    assert digests(here.root / "content") == before


def test_a_diff_shows_every_repair_and_writes_nothing(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    here.lay(page("# 一\n", "title：示例\n"))
    before = digests(here.root / "content")

    assert cli.main(["check", "--fix", "--diff"]) == 1

    assert digests(here.root / "content") == before
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        *("--- content/pages/example.md", "+++ content/pages/example.md", "@@ -1,4 +1,4 @@"),
        *(" ---", "-title：示例", "+title: 示例", " ---", "-# 一", "+## 一"),
    ]
    assert "可自动改正 2 处，没有写入" in err


def test_a_diff_without_repairs_is_empty(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "--fix", "--diff"]) == 0
    assert capsys.readouterr().out == ""


def test_a_file_that_changed_after_it_was_checked_is_not_touched(here: Scenario) -> None:
    here.lay(page("# 一\n"))
    ((place, one),) = repair(here.root, TODAY, {EXAMPLE}, certain)
    here.lay(page("# 一\n别人刚写的一行。\n"))
    now = text_of(here)

    words = _rewrite(place, one, parse_arguments(["check", "--quiet"]))

    assert "被别的程序改动，没有动它" in words
    assert text_of(here) == now


def certain(finding: Finding) -> bool:
    return finding.repair is not None


def test_only_the_named_files_are_repaired(here: Scenario) -> None:
    here.lay(page("# 一\n") + document("pages/other.md", body="# 二\n"))

    cli.main(["check", "--fix", "content/pages/other.md"])

    assert text_of(here).endswith("\n# 一\n")
    assert text_of(here, "content/pages/other.md").endswith("\n## 二\n")


def test_a_file_that_is_no_text_is_left_as_it_is(here: Scenario) -> None:
    here.lay("-- content/pages/example.md gb18030 --\n---\ntitle：示例\n---\n# 一\n")
    before = (here.root / EXAMPLE).read_bytes()

    assert cli.main(["check", "--fix"]) == 1
    assert (here.root / EXAMPLE).read_bytes() == before


@pytest.mark.parametrize("verb", ["check", "build"])
def test_the_summary_says_how_much_can_be_repaired(
    here: Scenario, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    here.lay(page("# 一\n正\\u200b文，\\u200b正文。\n"))

    cli.main([verb])

    assert "3 处可自动改正：sitebuild check --fix。" in capsys.readouterr().out


def test_quiet_says_what_is_wrong_and_nothing_else(
    here: Scenario, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["check", "-q"], ["build", "-q"], ["build", "-q"], ["verify", "public", "-q"]):
        assert cli.main(words) == 0
        assert capsys.readouterr() == ("", "")
    here.lay(page("## 一\n[甲](gone.md)\n# 二\n"))

    assert cli.main(["check", "-q", "--fix"]) == 1

    out, err = capsys.readouterr()
    assert "L105" in out
    assert "警告 0" not in out
    assert not err


def test_a_file_with_a_name_of_a_mac_is_repaired(here: Scenario) -> None:
    """Its name on the disk is in NFD, its path in findings in NFC."""
    place = here.root / "content/agencies/zhongwei-kjj/documents/cafe\u0301.md"
    place.parent.mkdir()
    place.write_text("---\ntitle: 示例\n---\n# 一\n", "utf-8")

    cli.main(["check", "--fix", "--select", "M101"])

    assert place.read_text("utf-8").endswith("## 一\n")
    assert [*Path(place.parent).iterdir()] == [place]
