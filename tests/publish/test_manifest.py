"""The manifest, which marks a folder as ours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from systems import make_pipe

from site_builder import __version__
from site_builder.publish.manifest import (
    MANIFEST,
    is_ours,
    list_files,
    read_manifest,
    write_manifest,
)
from site_builder.publish.site_check import verify


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '"sitebuild"', "{}", '{"generator": "hugo 1"}', "\xff", "[" * 100_000],
    ids=range(9),
)
def test_another_file_is_no_manifest(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, "latin-1")

    assert read_manifest(tmp_path) == {}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(VALUES)
@example([1])
@example({"a": 1})
@example("a")
def test_files_of_another_shape_make_a_site_that_verify_does_not_know(
    tmp_path_factory: pytest.TempPathFactory, files: object
) -> None:
    folder = tmp_path_factory.mktemp("shapes")
    (folder / MANIFEST).write_text(json.dumps({"generator": "sitebuild 1", "files": files}))

    found = read_manifest(folder).get("files", {})

    assert all(isinstance(text, str) for pair in found.items() for text in pair)
    assert verify(folder)


def test_a_pipe_as_manifest_is_not_waited_for(tmp_path: Path) -> None:
    make_pipe(tmp_path / MANIFEST)

    assert read_manifest(tmp_path) == {}
    assert not is_ours(tmp_path)
    assert [one.rule.code for one in verify(tmp_path)] == ["V101"]


def test_a_folder_without_a_manifest_has_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}
    (tmp_path / MANIFEST).mkdir()
    assert read_manifest(tmp_path) == {}


def test_our_manifest_is_read_whatever_the_version(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text('{"generator": "sitebuild 9.9", "files": {"a": "1"}}')

    assert read_manifest(tmp_path)["files"] == {"a": "1"}


FILES = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.sampled_from(["1f", "2e"])
)


@given(st.lists(FILES, max_size=4))
def test_what_is_written_part_by_part_is_read_as_one(
    tmp_path_factory: pytest.TempPathFactory, parts: list[dict[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("manifests")
    text = write_manifest(list_files(part.items()) for part in parts)
    (folder / MANIFEST).write_bytes(text)

    assert read_manifest(folder) == {
        "generator": f"sitebuild {__version__}",
        "files": {path: digest for part in parts for path, digest in part.items()},
    }
    assert is_ours(folder)
    assert text.count(b"\n") == 3 + max(0, sum(map(len, parts)) - 1)


def test_a_folder_is_known_to_be_ours_by_its_manifest(tmp_path: Path) -> None:
    assert not is_ours(tmp_path)
    for text, ours in {
        '{"generator": "hugo 1"}': False,
        '{"generator": ["sitebuild 1"]}': False,
        "": False,
        "\xff": False,
        '{"generator": "sitebuild 9.9", "files": {}}': True,
        '{\n  "files": {},\n  "generator": "sitebuild 0.1"\n}': True,
    }.items():
        (tmp_path / MANIFEST).write_text(text, "latin-1")
        assert is_ours(tmp_path) is ours, text
    (tmp_path / MANIFEST).unlink()
    (tmp_path / MANIFEST).mkdir()
    assert not is_ours(tmp_path)
