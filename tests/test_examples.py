"""The invented projects in examples/ have no findings, and every page of theirs says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import TODAY, silent

from site_builder.build import build

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*/"))


@pytest.mark.parametrize("project", EXAMPLES, ids=lambda project: project.name)
def test_an_example_has_no_findings_and_says_on_every_page_that_it_is_invented(
    project: Path, tmp_path: Path
) -> None:
    shutil.copytree(project / "content", tmp_path / "content")

    built = build(tmp_path, tmp_path / "public", today=TODAY, progress=silent)

    pages = {one: one.read_text("utf-8") for one in (tmp_path / "public").rglob("*.html")}
    assert built.findings == ()
    assert len(pages) > 100
    assert [file for file, text in pages.items() if "虚构" not in text] == []
