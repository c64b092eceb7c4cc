"""What a build changed in the site is written beside the output folder."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest
from conftest import TODAY, Scenario, digests, held, silent
from hypothesis import given
from hypothesis import strategies as st
from texts import document, page

from site_builder.build import build
from site_builder.publish.changes import changes_between
from site_builder.publish.lock import OutputError
from site_builder.publish.manifest import list_files, write_manifest

PAGE = "pages/example/index.html"


def changes(site: Scenario) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((site.root / "public.changes.json").read_bytes())
    return read


def manifest(site: Scenario) -> str:
    return sha256((site.root / "public/manifest.json").read_bytes()).hexdigest()


def test_the_first_build_adds_every_file(site: Scenario) -> None:
    site.build(page("正文。\n"))

    found = changes(site)
    assert {*found["added"]} == {*held(site.root / "public")}
    assert (found["changed"], found["removed"]) == ([], [])
    assert (found["from"], found["to"]) == ("", manifest(site))


def test_an_edit_changes_adds_and_removes(site: Scenario) -> None:
    site.build(page("一。\n") + document("pages/a.md"))
    first = manifest(site)
    site.lay("-- content/pages/a.md absent --\n")
    before = digests(site.root / "public")

    site.build(page("二。\n", "title: 示例\nredirect_from: [pages/old/]\n"))

    found, after = changes(site), digests(site.root / "public")
    assert (found["from"], found["to"]) == (first, manifest(site))
    assert "pages/old/index.html" in found["added"]
    assert PAGE in found["changed"]
    assert "pages/a/index.html" in found["removed"]
    shared = (before.keys() & after.keys()) - {"manifest.json"}
    assert {*found["added"]} == after.keys() - before.keys()
    assert {*found["removed"]} == before.keys() - after.keys()
    assert {*found["changed"]} == {path for path in shared if before[path] != after[path]}


def test_a_build_of_everything_again_changes_nothing(site: Scenario) -> None:
    site.build(page("一。\n"))

    build(site.root, site.root / "public", today=TODAY, progress=silent, clean=True)

    found = changes(site)
    assert found["from"] == found["to"] == manifest(site)
    assert not any(found[name] for name in ("added", "changed", "removed"))


def test_a_build_with_errors_leaves_the_file(site: Scenario) -> None:
    site.build(page("一。\n"))
    before = (site.root / "public.changes.json").read_bytes()

    assert site.build(page("见[别页](none.md)。\n")).stopped
    assert (site.root / "public.changes.json").read_bytes() == before


def test_the_file_is_not_in_the_site_and_names_nothing_that_was_never_public(
    site: Scenario,
) -> None:
    site.build(document("pages/planted.md", "title: 种下\ndraft: true\n"))
    site.build(page("一。\n"))

    assert not list(site.root.glob("public/**/*changes*"))
    assert "planted" not in (site.root / "public.changes.json").read_text("utf-8")


def test_a_folder_in_its_place_is_refused_before_anything_is_published(site: Scenario) -> None:
    (site.root / "public.changes.json").mkdir()

    with pytest.raises(OutputError, match=r"public\.changes\.json 是一个文件夹"):
        site.build()
    assert not (site.root / "public").exists()


FILES = st.dictionaries(st.sampled_from(["a", "b/c.html", "甲\n", '"q"']), st.sampled_from("12"))


@given(FILES, FILES)
def test_the_differences_are_those_of_the_files(old: dict[str, str], new: dict[str, str]) -> None:
    manifests = (write_manifest([list_files(sorted(one.items()))]) for one in (old, new))

    found = changes_between(*manifests)

    assert {*found.added} == new.keys() - old.keys()
    assert {*found.removed} == old.keys() - new.keys()
    assert {*found.changed} == {path for path in new.keys() & old.keys() if new[path] != old[path]}
