"""What can be typed after `sitebuild`, as values, for shells that complete it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from site_builder.cli.arguments import make_parser
from site_builder.cli.language import translated
from site_builder.cli.parser import commands_of

_OF_RULES = {"codes", "select", "ignore"}  # options that take codes


class Value(NamedTuple):
    """What can be typed for an option, or after a command."""

    kind: Literal["words", "files", "folders", "agencies", "codes", "other"]
    words: tuple[str, ...] = ()


class Option(NamedTuple):
    """An option: its names, its help, and its value, if it has one."""

    names: tuple[str, ...]
    help: str
    value: Value | None


class Command(NamedTuple):
    """A command as it is typed, without `sitebuild`, which is a command itself; its options; the
    commands below it, each with its help; and what else can follow it."""

    words: tuple[str, ...]
    options: tuple[Option, ...]
    below: tuple[tuple[str, str], ...]
    value: Value


def described(parser: argparse.ArgumentParser, *words: str) -> Iterator[Command]:
    """Yield the command that a parser is for, and all below it."""
    options, values, helps = [], [Value("other")], dict[str, str]()
    below = commands_of(parser)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps |= {one.dest: translated(one.help or "") for one in action._choices_actions}
        elif action.option_strings:
            value = None if action.nargs == 0 else _value(action)
            options.append(Option((*action.option_strings,), _help(action), value))
        else:
            values.append(_value(action))
    named = tuple((name, helps.get(name, "")) for name in below)
    yield Command(words, tuple(options), named, values[-1])
    for name, command in below.items():
        yield from described(command, *words, name)


def _help(action: argparse.Action) -> str:
    """Return the help of an option, without the list of choices that is completed anyway."""
    return translated(action.help or "").partition("%(")[0].rstrip("：: ")


def _value(action: argparse.Action) -> Value:
    """Return what can be typed for an argument."""
    if action.choices is not None:
        return Value("words", tuple(map(str, action.choices)))
    if action.dest == "about":
        return Value("words", make_parser()[1])
    if action.dest in _OF_RULES:
        return Value("codes")
    if action.dest == "agency":
        return Value("agencies")
    if action.type is not Path:
        return Value("other")
    return Value("folders" if action.metavar == "文件夹" else "files")
