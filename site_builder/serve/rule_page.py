"""The page about a rule, from its docstring."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from site_builder.lint.rule_docs import markdown
from site_builder.parsing.markdown import make_parser
from site_builder.rules import RULES


def rule_page(code: str) -> dict[str, Any] | None:
    """Return what the page of a rule shows, or None if there is no such rule."""
    rule = next((one for one in RULES if one.code == code.upper()), None)
    if rule is None:
        return None
    return {"rule": rule, "html": Markup(make_parser().render(markdown(rule)))}
