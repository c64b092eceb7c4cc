"""The record that makes a folder ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.manifest import MANIFEST, read_manifest


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '"sitebuild"', "{}", '{"generator": "hugo 1"}', "\xff", "[" * 100_000],
    ids=range(9),
)
def test_what_is_not_a_manifest_of_ours_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, "latin-1")

    assert read_manifest(tmp_path) == {}


def test_a_folder_without_a_manifest_has_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}
    (tmp_path / MANIFEST).mkdir()
    assert read_manifest(tmp_path) == {}


def test_our_manifest_is_read_whatever_the_version(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"generator": "sitebuild 9.9", "files": {"a": "1"}}')

    assert read_manifest(tmp_path)["files"] == {"a": "1"}
