"""The command `explain`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from datetime import date

from site_builder.cli.outcome import DONE, USAGE, Outcome
from site_builder.cli.suggestions import no_rule
from site_builder.lint.rule_docs import handbook, page
from site_builder.model.rule import Rule
from site_builder.rules import FAMILIES, RULES


def explain_rules(options: argparse.Namespace, _: date) -> Outcome:
    """Explain rules, list those whose codes have a beginning, list all, or write the handbook."""
    if options.handbook:
        options.handbook.mkdir(parents=True, exist_ok=True)
        for name, text in handbook(FAMILIES).items():
            (options.handbook / name).write_bytes(text.encode())
        return Outcome(DONE)
    typed = [code.upper() for word in options.codes for code in word.split(",") if code]
    unknown = [code for code in typed if not any(one.code.startswith(code) for one in RULES)]
    if unknown:
        return Outcome(USAGE, messages=tuple(map(no_rule, unknown)))
    return Outcome(DONE, "\n".join(map(_explained, typed or [""])))


def _explained(typed: str) -> str:
    """Return the page of a rule, or the list of those whose codes begin with what was typed."""
    for one in RULES:
        if one.code == typed:
            return page(one)
    return "".join(f"{line}\n" for line in _listed(typed))


def _listed(typed: str) -> Iterator[str]:
    """Yield the rules whose codes begin with what was typed, family by family."""
    for family in FAMILIES:
        rules: list[Rule] = [one for one in family.rules if one.code.startswith(typed)]
        if rules and typed:
            yield family.title
        yield from (f"{one.code}  {one.summary}" for one in rules)
