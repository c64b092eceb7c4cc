"""The workflows that we ship: nothing is published that was not checked."""

from __future__ import annotations

import re
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
    job = workflow("check.yml")["jobs"]["elsewhere"]

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
