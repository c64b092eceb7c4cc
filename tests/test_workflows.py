"""The workflows that we ship: nothing is published that was not checked."""

from __future__ import annotations

import re
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

WORKFLOWS = Path(__file__).parent.parent / ".github/workflows"


def workflow(name: str) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load((WORKFLOWS / name).read_text("utf-8"))
    return loaded


def test_publishing_waits_for_all_checks() -> None:
    jobs = workflow("publish.yml")["jobs"]

    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert jobs["build"]["needs"] == "check"
    assert jobs["deploy"]["needs"] == "build"
    assert "workflow_call" in workflow("check.yml")[True]  # YAML 1.1 reads `on` as true


def test_the_tests_run_on_windows_and_macos_with_the_pinned_packages() -> None:
    job = workflow("elsewhere.yml")["jobs"]["elsewhere"]

    does = [step["run"] for step in job["steps"] if "run" in step]

    assert job["strategy"]["matrix"]["system"] == ["windows-latest", "macos-latest"]
    assert does[-1].startswith("python -m pytest")
    assert not [what for what in does if re.search(r"make|apt|\.venv|\$|&&|;|\\\\", what)]
    installs = [what for what in does if " -r " in what]
    assert len(installs) == 2
    assert all("--require-hashes" in what for what in installs)


def test_a_site_is_verified_before_it_is_handed_on() -> None:
    steps = workflow("publish.yml")["jobs"]["build"]["steps"]

    does = [step.get("run", "") or step.get("uses", "") for step in steps]

    built = next(n for n, what in enumerate(does) if what.startswith("make site"))
    assert does[built + 1] == ".venv/bin/sitebuild verify public"
    assert does[built + 2].startswith("actions/upload-pages-artifact@")


def steps_of(job: dict[str, Any]) -> list[str]:
    """What each step of a job does: a command, or an action."""
    return [step.get("run", "") or step.get("uses", "") for step in job.get("steps", ())]


def test_every_action_is_pinned_to_a_commit_and_each_to_one() -> None:
    pins: dict[str, set[str]] = {}
    for file in WORKFLOWS.glob("*.yml"):
        for line in file.read_text("utf-8").splitlines():
            if found := re.search(r"uses: (?!\./)(\S+)", line):
                assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line
                action, commit = found[1].split("@")
                pins.setdefault(action, set()).add(commit)

    assert len(pins) > 8
    assert {action: commits for action, commits in pins.items() if len(commits) > 1} == {}


def test_no_workflow_may_do_what_it_need_not() -> None:
    for file in WORKFLOWS.glob("*.yml"):
        loaded = workflow(file.name)
        assert loaded["permissions"] in ({}, {"contents": "read"}), file.name
        for step in (step for job in loaded["jobs"].values() for step in job.get("steps", ())):
            if "actions/checkout@" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False


def test_a_release_waits_for_all_checks_and_each_job_for_the_one_before() -> None:
    loaded = workflow("release.yml")
    jobs = loaded["jobs"]

    assert loaded[True] == {"push": {"tags": ["v*"]}}
    assert jobs["check"]["uses"] == "./.github/workflows/check.yml"
    assert [*jobs] == ["check", "build", "attest", "publish", "release"]
    for before, name in pairwise(jobs):
        assert jobs[name]["needs"] == before


def test_a_release_is_of_the_version_that_its_tag_names_and_that_the_changes_tell_of() -> None:
    does = steps_of(workflow("release.yml")["jobs"]["build"])

    packed, tag, changes, *uploads = does[does.index("make twine") :]
    assert packed == "make twine"
    assert tag.startswith('test "$GITHUB_REF_NAME" = "v$(.venv/bin/sitebuild --version')
    assert changes.startswith('scripts/changes "${GITHUB_REF_NAME#v}"')
    assert all(one.startswith("actions/upload-artifact@") for one in uploads)


def test_the_jobs_that_sign_or_publish_run_no_code_of_the_repository() -> None:
    jobs = workflow("release.yml")["jobs"]

    for name, needs in {
        "attest": {"id-token": "write", "attestations": "write"},
        "publish": {"id-token": "write"},
        "release": {"contents": "write"},
    }.items():
        assert jobs[name]["permissions"] == needs
        does = steps_of(jobs[name])
        assert not [
            one for one in does if "checkout@" in one or "make " in one or "scripts/" in one
        ]
    assert jobs["publish"]["environment"] == "pypi"
    assert any("pypa/gh-action-pypi-publish@" in one for one in steps_of(jobs["publish"]))
    assert any("actions/attest-build-provenance@" in one for one in steps_of(jobs["attest"]))
    assert any("gh release create" in one for one in steps_of(jobs["release"]))


def changes(folder: Path, version: str) -> subprocess.CompletedProcess[str]:
    """What the script prints of a version."""
    script = WORKFLOWS.parent.parent / "scripts/changes"
    return subprocess.run(
        [script, version], cwd=folder, capture_output=True, text=True, check=False
    )


def test_what_has_changed_in_a_version_is_taken_from_the_file_of_changes(tmp_path: Path) -> None:
    (tmp_path / "CHANGELOG.md").write_text(
        "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- One.\n\n"
        "## [0.1.0] - 2026-11-01\n\n- Two.\n\n## [0.0.9] - 2026-10-01\n"
    )

    assert changes(tmp_path, "0.2.0").stdout == "### Added\n\n- One.\n\n"
    assert changes(tmp_path, "0.1.0").stdout == "- Two.\n\n"
    for version in ("0.3.0", "0.0.9", "Unreleased"):
        ended = changes(tmp_path, version)
        assert (ended.returncode, ended.stdout) == (1, "")


def test_the_file_of_changes_is_as_such_files_are() -> None:
    """As keepachangelog.com describes them."""
    text = (WORKFLOWS.parent.parent / "CHANGELOG.md").read_text("utf-8")
    versions = re.findall(r"(?m)^## (.+)$", text)
    kinds = {*re.findall(r"(?m)^### (.+)$", text)}

    assert versions[0] == "[Unreleased]"
    assert all(re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", one) for one in versions[1:])
    standard = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert kinds <= standard
