"""A new project: complete, the same every time, and over nothing that is there."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from conftest import FORMS, TODAY, digests, silent

from site_builder.build import build, check
from site_builder.scaffold.new_files import NewFile, RefusedError, write_new
from site_builder.scaffold.project import make_project
from site_builder.text.fill_marks import unfilled

ROOT = Path(__file__).parent.parent.parent


def made(folder: Path, today: date = TODAY) -> Path:
    make_project(folder, today, FORMS)
    return folder


@pytest.mark.parametrize("today", [TODAY, date(2020, 2, 29), date(2016, 1, 1), date(2009, 12, 31)])
def test_a_new_project_has_no_findings_and_publishes_nothing_of_its_agency(
    today: date, tmp_path: Path
) -> None:
    root = made(tmp_path / "new", today)

    checked = check(root, today, silent)
    built = build(root, root / "public", today=today, progress=silent, strict=True)

    assert checked.findings == built.findings == ()
    assert not built.stopped
    assert not (root / "public/agencies").exists()
    assert checked.portal
    drafts = {path for one in checked.portal.summaries for path, _ in one.unfilled}
    assert drafts == {"agencies/danwei/index.md", f"agencies/danwei/reports/{today.year - 1}.md"}


def test_two_projects_of_one_day_are_the_same_bytes(tmp_path: Path) -> None:
    one, other = digests(made(tmp_path / "a")), digests(made(tmp_path / "b"))

    assert one == other
    assert one != digests(made(tmp_path / "c", TODAY.replace(year=TODAY.year - 1)))


def test_no_mark_is_left_in_what_is_published(tmp_path: Path) -> None:
    root = made(tmp_path)

    for path in ("content/site.yaml", "content/index.md"):
        assert unfilled((root / path).read_text("utf-8")) == ()


def test_what_is_published_with_its_marks_is_an_error_for_each(tmp_path: Path) -> None:
    """Whoever removes `draft: true` too early publishes nothing."""
    root = made(tmp_path)
    agency = root / "content/agencies/danwei/index.md"
    lines = agency.read_text("utf-8").splitlines(keepends=True)
    agency.write_text("".join(one for one in lines if not one.startswith("draft")), "utf-8")

    findings = check(root, TODAY, silent).findings

    errors = [one for one in findings if one.severity == "error"]
    assert {one.code for one in errors} == {"H150"}
    assert len(errors) == 7


def test_a_fresh_clone_gets_what_it_lacks_and_keeps_what_it_has(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "README.md").write_text("我们的仓库\n", "utf-8")
    before = digests(tmp_path)

    written, kept = make_project(tmp_path, TODAY, FORMS)

    after = digests(tmp_path)
    assert kept == ("README.md",)
    assert {path: after[path] for path in before} == before
    assert after.keys() == before.keys() | {*written}


@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_a_folder_with_content_is_refused_and_stays_as_it_is(kind: str, tmp_path: Path) -> None:
    content = tmp_path / "content"
    if kind == "folder":
        content.mkdir()
    elif kind == "file":
        content.write_text("", "utf-8")
    else:
        content.symlink_to("nowhere")

    with pytest.raises(RefusedError, match="content 已经有了"):
        make_project(tmp_path, TODAY, FORMS)

    assert [*tmp_path.iterdir()] == [content]


def test_a_file_is_no_project(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("甲", "utf-8")

    with pytest.raises(RefusedError, match="不是文件夹"):
        make_project(tmp_path / "a", TODAY, FORMS)


@pytest.mark.parametrize("kind", ["file", "link"])
def test_nothing_is_written_where_a_folder_cannot_be_one(kind: str, tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    if kind == "file":
        (root / ".schemas").write_text("", "utf-8")
    else:
        (root / ".schemas").symlink_to(elsewhere)

    with pytest.raises(RefusedError, match=r"\.schemas 不是文件夹"):
        make_project(root, TODAY, FORMS)

    assert [path.name for path in root.iterdir()] == [".schemas"]
    assert not [*elsewhere.iterdir()]


def test_a_link_to_nowhere_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("nowhere")

    assert write_new(tmp_path, [NewFile("a", "甲"), NewFile("b", "乙")]) == (("b",), ("a",))
    assert (tmp_path / "a").is_symlink()


def test_the_workflows_are_yaml_and_use_the_actions_that_ours_use(tmp_path: Path) -> None:
    root = made(tmp_path)
    workflows = [".github/workflows/sitebuild.yml", ".gitlab-ci.yml", ".workflow/sitebuild.yml"]
    ours = "".join(file.read_text("utf-8") for file in (ROOT / ".github/workflows").iterdir())

    texts = [(root / path).read_text("utf-8") for path in workflows]

    actions = re.findall(r"uses: (\S+ # \S+)", texts[0])
    assert len(actions) == 6 + 1
    assert [one for one in actions if f"uses: {one}" not in ours] == []
    for text in texts:
        assert isinstance(yaml.safe_load(text), dict)
        for command in ("check", "build", "verify public"):
            assert f"sitebuild {command}" in text
        assert re.search(r"pip3? install .*sitebuild==[0-9.]+\w*\"", text)


def test_the_site_is_published_only_when_somebody_says_so(tmp_path: Path) -> None:
    root = made(tmp_path)

    github = yaml.safe_load((root / ".github/workflows/sitebuild.yml").read_text("utf-8"))
    gitlab = yaml.safe_load((root / ".gitlab-ci.yml").read_text("utf-8"))

    assert github["jobs"]["publish"]["if"] == "github.event_name == 'workflow_dispatch'"
    assert gitlab["pages"]["rules"][0]["when"] == "manual"


def committed(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Commit everything with git, as an editor does; `sitebuild` is that of this interpreter."""
    bin_ = root / ".git/bin"
    bin_.mkdir(exist_ok=True)
    tool = bin_ / "sitebuild"
    tool.write_text(
        f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m site_builder "$@"\n', "utf-8"
    )
    tool.chmod(0o755)
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", root, "add", "-A"], check=True)
    return subprocess.run(
        ["git", "-C", root, *identity, "commit", "-qm", "甲", *options],
        env={"PATH": f"{bin_}:/usr/bin:/bin", "HOME": str(root / ".git")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_hook_lets_nothing_with_errors_be_committed(tmp_path: Path) -> None:
    root = made(tmp_path)
    subprocess.run(["git", "init", "-q", root], check=True)
    subprocess.run(["git", "-C", root, "config", "core.hooksPath", ".githooks"], check=True)

    good = committed(root)
    (root / "content/index.md").write_text("---\ntitle: 甲\n---\n[乙](gone.md)\n", "utf-8")
    bad = committed(root)

    assert good.returncode == 0, good.stderr
    assert bad.returncode == 1
    assert "L105" in bad.stdout + bad.stderr
    assert committed(root, "--no-verify").returncode == 0


def test_the_readme_names_the_files_that_there_are(tmp_path: Path) -> None:
    root = made(tmp_path)

    text = (root / "README.md").read_text("utf-8")

    for path in re.findall(r"`((?:content|\.)[^` ]*[a-z])/?`", text):
        if "代号" not in path and ".public" not in path and not path.startswith(".sitebuild"):
            assert (root / path).exists(), path
