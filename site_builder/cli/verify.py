"""The command `verify`."""

from __future__ import annotations

import argparse
from datetime import date

from site_builder.cli.language import say
from site_builder.cli.outcome import CONTENT, DONE, Outcome
from site_builder.cli.summary import counts, report
from site_builder.lint.runner import describe
from site_builder.publish.site_check import verify


def verify_site(options: argparse.Namespace, _: date) -> Outcome:
    """Verify a built site."""
    findings = tuple(describe(verify(options.folder)))
    summary = counts(findings, strict=False) if findings else say("核对无误。")
    result = report(findings, options.folder) + ("" if options.quiet else f"{summary}\n")
    return Outcome(CONTENT if findings else DONE, result)
