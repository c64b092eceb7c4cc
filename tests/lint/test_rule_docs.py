"""The pages of the rules are made from the rules alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from textwrap import dedent

import pytest

import site_builder
from site_builder.lint.rule_docs import handbook, page
from site_builder.model.rule import Rule
from site_builder.rules import FAMILIES, RULES

BOOK = Path(__file__).parents[2] / "docs/handbook/rules"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_of_a_rule_has_its_code_its_summary_and_both_examples(rule: Rule) -> None:
    text = page(rule)

    assert text.startswith(rule.code)
    assert rule.summary in text
    assert "错误的写法：" in text
    assert "正确的写法：" in text
    assert "Bad:" not in text


def test_the_handbook_in_the_repository_is_the_one_the_rules_give() -> None:
    there = {path.name: path.read_text("utf-8") for path in BOOK.iterdir()}

    assert there == handbook(FAMILIES), "run: make handbook"


def test_every_example_that_a_rule_is_written_with_is_in_the_handbook() -> None:
    pages = "\n".join(path.read_text("utf-8") for path in BOOK.iterdir())
    examples = [*examples_in_the_source()]

    assert len(examples) > 400
    assert [one for one in examples if f"```text\n{one}\n```" not in pages] == []
    assert pages.count("```text\n") == len(examples)


def test_the_index_of_the_handbook_leads_to_every_rule_once() -> None:
    links = re.findall(r"\[(\w+)\]\((\w+\.md)#(\w+)\) \|", (BOOK / "README.md").read_text("utf-8"))

    assert [code for code, _, _ in links] == [rule.code for rule in RULES]
    for code, name, heading in links:
        assert heading == code.lower()
        assert f"\n## {code}\n" in (BOOK / name).read_text("utf-8")


def examples_in_the_source() -> Iterator[str]:
    """Every example in the docstrings of the program, read from its files."""
    for path in Path(site_builder.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for text in re.split(r"(?m)^(?:Bad|Good):\n", cleandoc(node.value))[1:]:
                    yield dedent(text).strip("\n")


def test_there_are_at_least_sixty_rules() -> None:
    assert len(RULES) >= 60
