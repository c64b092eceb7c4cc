"""Imports point down one list of layers; every module has its place in it, and its test."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import site_builder

pytestmark = pytest.mark.interpreter

PACKAGE = Path(site_builder.__file__).parent
TESTS = Path(__file__).parent

# The architecture, from the top: a file imports from its own package and from the lines below.
LAYERS = (
    ("__main__",),
    ("cli",),
    ("serve",),
    ("importers", "scaffold"),
    ("build",),
    ("pipeline",),
    ("theme",),
    ("pages",),
    ("exporters",),
    ("rules",),
    ("editing",),
    ("assembly", "reporters"),
    ("lint",),
    ("catalogue", "forms"),
    ("parsing",),
    ("incremental",),
    ("publish",),
    ("content",),
    ("text",),
    ("parallel",),
    ("fingerprint", "model", "portable"),
    ("__init__",),
)


def files() -> Iterator[tuple[str, Path]]:
    """Every file of the program with the layer that it belongs to."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(PACKAGE).with_suffix("").parts[0], path


def imported(path: Path) -> set[str]:
    """The modules of ours that a file imports, wherever in it, without `site_builder.`."""
    dotted: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            dotted.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            dotted.update(f"{node.module}.{alias.name}" for alias in node.names)
    ours = [name.split(".")[1:] for name in dotted if name.startswith("site_builder.")]
    return {_module(parts) for parts in ours}


def _module(parts: list[str]) -> str:
    """The module that a dotted name leads to: the name may be of something in it."""
    while parts and not (
        PACKAGE.joinpath(*parts).with_suffix(".py").is_file()
        or PACKAGE.joinpath(*parts, "__init__.py").is_file()
    ):
        parts = parts[:-1]
    return ".".join(parts) or "__init__"


def test_every_package_has_its_layer() -> None:
    assert {name for layer in LAYERS for name in layer} == {name for name, _ in files()}


def test_an_import_points_down() -> None:
    depth = {name: level for level, layer in enumerate(LAYERS) for name in layer}

    wrong = [
        f"{path.relative_to(PACKAGE)} imports {module}"
        for layer, path in files()
        for module in imported(path)
        if (other := module.split(".")[0]) != layer and depth[other] <= depth[layer]
    ]

    assert wrong == []


def test_no_two_modules_import_each_other() -> None:
    graph = {
        ".".join(path.relative_to(PACKAGE).with_suffix("").parts): imported(path)
        for _, path in files()
    }

    TopologicalSorter(graph).prepare()  # raises CycleError


def test_the_package_has_few_files_of_its_own() -> None:
    assert len([*PACKAGE.glob("*.py")]) <= 5


def test_no_package_face_holds_or_hides_anything() -> None:
    """Apart from the list of page kinds and the list of rules."""
    lists = {PACKAGE / "pages/__init__.py", PACKAGE / "rules/__init__.py"}
    faces = {*PACKAGE.glob("*/**/__init__.py")} - lists

    assert [path for path in faces if len(ast.parse(path.read_text("utf-8")).body) != 1] == []


def test_tests_mirror_the_program() -> None:
    """Every folder of tests is one of the program, and every test file in it has the name of a
    module there."""
    ours = {"bench", "law", "fuzz", "data"}
    places = [p for p in TESTS.rglob("test_*.py") if p.parent != TESTS and p.parts[-2] not in ours]

    wrong = [
        str(path.relative_to(TESTS))
        for path in places
        if not (PACKAGE / path.relative_to(TESTS).parent).is_dir()
    ]

    assert wrong == []
