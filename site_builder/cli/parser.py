"""A parser of command lines that answers in Chinese or in English. It uses argparse, which imports
in a quarter of the time that click takes."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from site_builder.cli.language import is_english, say, translated
from site_builder.cli.outcome import USAGE

# What argparse says, and what is said instead; in English, argparse's own words are as good, but
# where there is a “did you mean”.
_MESSAGES = (
    (r"the following arguments are required: (?P<what>.+)", "缺少参数：{what}"),
    (r"argument (?P<name>.+?): expected one argument", "{name} 后面要写一个值"),
    (
        r"argument (?P<name>.+?): expected at least one argument",
        "{name} 后面至少要写一个值",
    ),
    (r"argument (?P<name>.+?): ignored explicit argument .+", "{name} 后面不写值"),
    (r"argument (?P<name>.+?): (?P<what>.+)", "{name}：{what}"),
)
_CHOICE = re.compile(r"argument (.+?): invalid choice: '?(.+?)'? \(choose from (.+)\)")


class Parser(argparse.ArgumentParser):
    """A parser that asks “did you mean” where an option or a choice is unknown."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("add_help", False)
        options.setdefault("allow_abbrev", False)
        options.setdefault("formatter_class", _Formatter)
        super().__init__(**options)
        self._positionals.title = say("参数")
        self._optionals.title = say("选项")
        self.add_argument("-h", "--help", action="help", help="显示帮助")

    def parse_known_args(  # type: ignore[override]  # nothing is unknown to who gets it
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse the words of one command, which is where its options are known."""
        if is_english():
            _translate(self)
        options, unknown = super().parse_known_args(args, namespace)
        if unknown:
            names = [name for action in self._actions for name in action.option_strings]
            near = hint(unknown[0].partition("=")[0], names)
            self.error(say("不认识的参数：{what}{hint}", what=" ".join(unknown), hint=near))
        return options, []

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words typed, and exit with code 2."""
        what = _message(message)
        help_ = say("输入 {command} --help 看用法", command=self.prog)
        self.exit(USAGE, f"{self.prog}{say('：')}{what.rstrip()}\n{help_}\n")


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the commands of a parser, each with its own parser."""
    groups = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    return {name: command for group in groups for name, command in group.choices.items()}


def hint(word: str, known: Iterable[str]) -> str:
    """Return the end of a message about an unknown word: a “did you mean” question if a word of
    `known` is similar, the empty string otherwise."""
    near = nearest(word, known)
    return say("，是不是“{near}”？", near=near) if near else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the word of `known` that is most similar to `word`, or the empty string."""
    from difflib import get_close_matches  # slow to import, and only needed after a slip

    return next(iter(get_close_matches(word, [*known], n=1)), "")


def _message(message: str) -> str:
    """Return an error message of argparse in the language of the user."""
    if match := _CHOICE.fullmatch(message):
        name, value, listed = match.groups()
        choices = listed.replace("'", "").split(", ")
        near = hint(value, choices)
        text = "{name} 不能是“{value}”{hint}可以写：{choices}"
        shown = "、".join(choices) if not is_english() else ", ".join(choices)
        return say(text, name=name, value=value, hint=near or say("；"), choices=shown)
    if is_english():
        return message
    for pattern, text in _MESSAGES:
        if match := re.fullmatch(pattern, message):
            return text.format(**match.groupdict())
    return message


def _translate(parser: argparse.ArgumentParser) -> None:
    """Put the texts of a parser into the language of the user."""
    parser.description = parser.description and translated(parser.description)
    parser.epilog = parser.epilog and translated(parser.epilog)
    for group in parser._action_groups:
        group.title = group.title and translated(group.title)
    for action in parser._actions:
        _translate_action(action)
        if isinstance(action, argparse._SubParsersAction):
            for choice in action._choices_actions:
                _translate_action(choice)


def _translate_action(action: argparse.Action) -> None:
    action.help = action.help and translated(action.help)
    if isinstance(action.metavar, str):
        action.metavar = translated(action.metavar)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)

    def add_argument(self, action: argparse.Action) -> None:
        """Reckon with the width of a Chinese character, which is that of two others."""
        super().add_argument(action)
        if action.help is not argparse.SUPPRESS:
            columns = _width(self._format_action_invocation(action)) + self._current_indent
            self._action_max_length = max(self._action_max_length, columns)

    def _format_action(self, action: argparse.Action) -> str:
        head, *lines = super()._format_action(action).split("\n")
        name = self._format_action_invocation(action)
        rest = head.partition(name)[2]
        spaces = len(rest) - len(rest.lstrip())
        excess = min(_width(name) - len(name), max(spaces - 2, 0))
        return "\n".join((head.replace(name + " " * excess, name, 1), *lines))

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, prefix or say("用法："))


def _width(text: str) -> int:
    from site_builder.reporters.text import width  # needed for help only

    return width(text)
