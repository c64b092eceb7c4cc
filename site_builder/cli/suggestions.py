"""“Did you mean” for rules, files and folders that do not exist."""

from __future__ import annotations

from pathlib import Path

from site_builder.cli.language import say
from site_builder.cli.parser import hint, nearest
from site_builder.rules import RULES

_DIGITS = str.maketrans("OILSZB", "011528")  # what is typed for them


def no_rule(code: str) -> str:
    """Return that there is no rule with a code, or with a code that begins so."""
    meant = code[:1].upper() + code[1:].upper().translate(_DIGITS)
    near = hint(meant, [one.code for one in RULES]) or say("；")
    text = "没有代码为“{code}”的规则{hint}输入 sitebuild explain 看全部规则。"
    return say(text, code=code, hint=near)


def no_file(path: Path) -> str:
    """Return that there is no file or folder with a path, and which one has a similar path."""
    near = _similar(path)
    question = say("，是不是“{near}”？", near=near) if near else say("；请核对路径。")
    return say("没有“{path}”这个文件或文件夹{hint}", path=path, hint=question)


def _similar(path: Path) -> Path | None:
    """Return the path of what exists whose name is the most similar, folder by folder."""
    found = Path(path.anchor)
    for part in path.relative_to(found).parts:
        if (found / part).exists():
            found /= part
        elif near := nearest(part, _names(found)):
            found /= near
        else:
            return None
    return found


def _names(folder: Path) -> list[str]:
    try:
        return [one.name for one in folder.iterdir()]
    except OSError:
        return []
