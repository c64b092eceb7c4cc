"""The rule book: every rule, in the order of the handbook. Written by hand; a code is never used
twice, and the code of a rule that is gone stays here as a comment."""

from __future__ import annotations

from site_builder.lint import Rule

RULES: tuple[Rule, ...] = ()
