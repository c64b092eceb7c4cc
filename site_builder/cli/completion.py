"""The command `completion`."""

from __future__ import annotations

import argparse
from datetime import date

from site_builder.cli.arguments import make_parser
from site_builder.cli.outcome import DONE, Outcome
from site_builder.cli.shells import bash, fish, zsh
from site_builder.cli.syntax import described
from site_builder.rules import RULES

_SHELLS = {"bash": bash, "zsh": zsh, "fish": fish}


def complete_shell(options: argparse.Namespace, _: date) -> Outcome:
    """Print the script that lets a shell complete what is typed."""
    codes = sorted({code for one in RULES for code in (one.code, one.code[0])})
    commands = tuple(described(make_parser()[0]))
    return Outcome(DONE, _SHELLS[options.shell](commands, codes))
