"""What `sitebuild` without a command does on a terminal: it asks what is to be done."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from site_builder.cli.language import say
from site_builder.cli.summary import project_of

_FOLDER = "portal"  # the folder of a new project if no other is given
_END = "q"


class _Choice(NamedTuple):
    """Something to do, and what would be typed for it."""

    text: str
    words: tuple[str, ...]


def ask(here: Path) -> list[str] | None:
    """Ask on a terminal what is to be done in the folder `here`, and return what would be typed for
    it; None if nothing is."""
    project = project_of(here)
    if project is None:
        choices = _outside()
        _write(say("{folder} 里还没有项目。", folder=here))
    else:
        choices = _inside(project, here)
        _write(say("项目：{folder}", folder=project))
    _write("\n")
    for number, choice in enumerate(choices, 1):
        _write(f"  {number}  {choice.text}  (sitebuild {' '.join(choice.words)})\n")
    _write(f"  {_END}  {say('不做什么')}\n")
    chosen = _chosen(choices)
    if chosen and chosen.words == ("init",):
        return _with_folder(chosen)
    return [*chosen.words] if chosen else None


def _inside(project: Path, here: Path) -> tuple[_Choice, ...]:
    """Return what can be done in a project."""
    source = () if project == here else ("--source", str(project))
    return (
        _Choice(say("打开编辑台：在浏览器里填写、检查和预览"), ("serve", "--open", *source)),
        _Choice(say("检查内容"), ("check", *source)),
        _Choice(say("生成网站"), ("build", *source)),
        _Choice(say("显示用法"), ("help",)),
    )


def _outside() -> tuple[_Choice, ...]:
    """Return what can be done where no project is."""
    return (
        _Choice(say("新建一个项目"), ("init",)),
        _Choice(say("显示用法"), ("help",)),
    )


def _chosen(choices: tuple[_Choice, ...]) -> _Choice | None:
    """Return the choice whose number is typed, the first for an empty line; None at the end."""
    numbers = {str(number): choice for number, choice in enumerate(choices, 1)}
    while True:
        answer = _answer(say("写前面的数字，直接按回车就是 1："))
        if answer is None or answer.lower() == _END:
            return None
        if choice := numbers.get(answer or "1"):
            return choice
        _write(say("没有“{answer}”这一项。", answer=answer) + "\n")


def _with_folder(chosen: _Choice) -> list[str] | None:
    """Return what would be typed for a new project, once its folder is known."""
    question = say("放在哪个文件夹里，直接按回车就是 {folder}：", folder=_FOLDER)
    answer = _answer(question)
    return None if answer is None else [*chosen.words, "--", answer or _FOLDER]


def _answer(question: str) -> str | None:
    """Return the line that is typed; None at the end of the input."""
    _write(question)
    line = sys.stdin.readline()
    if not line:
        _write("\n")
    return line.strip() if line else None


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()
