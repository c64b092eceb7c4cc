"""The command `explain`."""

from __future__ import annotations

import argparse
from datetime import date

from site_builder.cli.outcome import DONE, USAGE, Outcome
from site_builder.lint.rule_docs import handbook, page
from site_builder.rules import FAMILIES, RULES


def explain_rules(options: argparse.Namespace, _: date) -> Outcome:
    """Explain a rule, list all, or write the handbook of rules."""
    if options.handbook:
        options.handbook.mkdir(parents=True, exist_ok=True)
        for name, text in handbook(FAMILIES).items():
            (options.handbook / name).write_bytes(text.encode())
        return Outcome(DONE)
    if not options.code:
        return Outcome(DONE, "".join(f"{one.code}  {one.summary}\n" for one in RULES))
    for one in RULES:
        if one.code == options.code.upper():
            return Outcome(DONE, page(one))
    unknown = f"没有代码为“{options.code}”的规则；输入 sitebuild explain 看全部规则。"
    return Outcome(USAGE, messages=(unknown,))
