"""What a command needs and its options may not say: asked for on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

Wrong = Callable[[str], str]  # returns what is wrong with an answer, or an empty string


class UnansweredError(Exception):
    """A value is missing or wrong. The message, in Chinese, is for the user."""


def wanted(given: str | None, option: str, question: str, wrong: Wrong, usual: str = "") -> str:
    """Return the value of an option, or the answer to a question where it is not given. An empty
    answer stands for the `usual` one; so does nobody to ask.

    Raise UnansweredError, naming the option, if its value is wrong, or if it is missing without a
    terminal. Raise KeyboardInterrupt at the end of the input.
    """
    if given is not None:
        if fault := wrong(given):
            raise UnansweredError(f"{option}：{fault}")
        return given
    if not has_terminal():
        if usual:
            return usual
        raise UnansweredError(f"缺少 {option}（{question}）")
    return _asked(question, wrong, usual)


def chosen(
    given: str | None, option: str, question: str, choices: Sequence[tuple[str, str]], wrong: Wrong
) -> str:
    """Return the value of an option, or one of the choices, each a value with its name; on a
    terminal it is chosen by its number. Raise what `wanted` raises."""
    values = [value for value, _ in choices]

    def value_of(answer: str) -> str:
        is_number = answer.isascii() and answer.isdigit() and len(answer) < len("1000000")
        number = int(answer) if is_number else 0
        return values[number - 1] if 0 < number <= len(values) else answer

    if given is None and has_terminal():
        _write(f"{question}：\n")
        for number, (value, name) in enumerate(choices, 1):
            _write(f"  {number}  {value}{'　' if name else ''}{name}\n")
        usual = "1" if len(values) == 1 else ""
        return value_of(_asked("写前面的数字", lambda answer: wrong(value_of(answer)), usual))
    return wanted(given, option, question, wrong)


def has_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(question: str, wrong: Wrong, usual: str) -> str:
    hint = f"（直接回车就是 {usual}）" if usual else ""
    while True:
        _write(f"{question}{hint}：")
        line = sys.stdin.readline()
        if not line:
            raise KeyboardInterrupt
        answer = line.strip() or usual
        fault = wrong(answer) if answer else "请写一个值"
        if not fault:
            return answer
        _write(f"{fault}。\n")


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
