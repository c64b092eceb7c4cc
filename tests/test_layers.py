"""Imports point down one list of layers; every module has its place in it, and its test."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import site_builder

pytestmark = pytest.mark.interpreter

PACKAGE = Path(site_builder.__file__).parent
TESTS = Path(__file__).parent

# The architecture, from the top: a module imports from the lines below its own, and nothing else.
LAYERS = (
    ("cli",),  # prints
    ("arguments", "build", "selection"),  # what can be typed; the whole program; what to show
    ("changed", "cluster"),  # what git knows; where work can be sent
    ("whole",),  # all branches of a content folder
    ("across", "branches", "scenes"),  # what concerns them together; what has to be done of each
    ("draft", "colleagues"),  # the next site while it is drawn; who copied
    ("cache",),  # what is kept from one run to the next
    ("understand", "draw"),  # a branch by itself
    (  # the stages: each a function of the one before it, none knows another
        *("read", "parse", "assemble", "plan", "render", "write"),
        *("verify", "stale", "report", "repair"),
    ),
    ("report_html",),  # one form of a report
    ("handbook", "rules"),  # the rule book, and its pages
    ("lint",),  # what a rule is
    ("settings", "body", "compose", "overview", "tables", "theme", "last"),  # parts of one stage
    ("show", "sheet", "compare", "links", "markdown", "manifest", "templates"),  # parts of those
    ("freeze",),  # values as bytes
    ("deadline", "views", "forms"),  # what a template sees; the statutory tables as data
    (  # sums, keys, YAML as it is written, plain words; what rules look at
        *("tally", "schema", "header", "prose"),
        *("corpus", "crossing"),
    ),
    (  # texts, plain words apart from marks; labels, addresses, archives, names
        *("decode", "blocks"),
        *("labels", "urls", "unpack", "survey"),
    ),
    ("numerals", "personal", "shingles", "pdf"),  # numbers, identities and copies; words of a PDF
    ("spread", "words", "regex"),  # work on many things; looking for a word, or a pattern
    ("model",),  # the nouns
)
# Tested where it is used and not alone: the test file, and why.
ELSEWHERE = {
    "corpus": ("test_rules_copies", "it is there to be compared"),
    "compose": ("test_assemble", "where tables stand shows on a whole report"),
    "model": ("test_forms", "nouns do nothing by themselves"),
    "sheet": ("test_tables", "what readers see of a table shows once it is drawn"),
    "views": ("test_show", "so do views"),
}


def modules() -> Iterator[tuple[str, Path]]:
    """Every file of the program with its module; a package counts as one."""
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).with_suffix("").parts[0]
        if name != "__init__":
            yield name, path


def imported(path: Path) -> set[str]:
    """The modules of ours that a file imports, wherever in it."""
    dotted: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            dotted.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            dotted.update(f"{node.module}.{alias.name}" for alias in node.names)
    ours = {name.split(".")[1] for name in dotted if name.startswith("site_builder.")}
    return ours - {"__version__"}


def test_every_module_has_its_layer() -> None:
    assert sorted(name for layer in LAYERS for name in layer) == sorted(dict(modules()))


def test_an_import_points_down() -> None:
    depth = {name: level for level, layer in enumerate(LAYERS) for name in layer}

    wrong = [
        f"{path.relative_to(PACKAGE)} imports {other}"
        for name, path in modules()
        for other in imported(path) - {name}
        if depth[other] <= depth[name]
    ]

    assert wrong == []


def test_a_noun_imports_nothing_of_ours() -> None:
    assert {other for name, path in modules() if name == "model" for other in imported(path)} <= {
        "model"
    }


def test_every_module_has_a_test_of_its_name_or_a_reason() -> None:
    tested = {path.stem.removeprefix("test_") for path in TESTS.glob("test_*.py")}

    assert set(dict(modules())) - tested - set(ELSEWHERE) == set()
    assert {file for file, _ in ELSEWHERE.values()} <= {p.stem for p in TESTS.glob("test_*.py")}
