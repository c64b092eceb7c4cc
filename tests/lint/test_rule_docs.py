"""The pages of the rules are made from the rules alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.lint.rule_docs import document, page
from site_builder.model.rule import Rule
from site_builder.rules import RULES

BOOK = Path(__file__).parents[2] / "docs/handbook/rules.md"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_of_a_rule_has_its_code_its_matter_and_both_examples(rule: Rule) -> None:
    text = page(rule)

    assert text.startswith(rule.code)
    assert rule.summary in text
    assert "错误的写法：" in text
    assert "正确的写法：" in text
    assert "Bad:" not in text


def test_the_handbook_in_the_repository_is_the_one_the_rules_give() -> None:
    assert BOOK.read_text("utf-8") == document(RULES), "run: make handbook"


def test_there_are_at_least_sixty_rules() -> None:
    assert len(RULES) >= 60
