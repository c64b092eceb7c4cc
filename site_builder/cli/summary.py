"""What commands say of the findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.cli.language import say
from site_builder.cli.terminal import screen

if TYPE_CHECKING:
    from site_builder.model.finding import Finding


def counts(findings: Sequence[Finding], strict: bool) -> str:
    """Return the numbers of findings, waived findings and certain repairs, in Chinese."""
    if not findings:
        return _counted(0, 0)
    from site_builder.lint.waivers import count_unwaived

    errors, warnings = count_unwaived(findings, strict)
    waived = sum(bool(one.waived) for one in findings)
    fixable = len({(one.path, one.repair) for one in findings if one.repair and not one.waived})
    extra = say("，另有 {waived} 条已豁免", waived=waived) if waived else ""
    fix = say("{fixable} 处可自动改正：sitebuild check --fix。", fixable=fixable) if fixable else ""
    return _counted(errors, warnings, extra, fix)


def _counted(errors: int, warnings: int, waived: str = "", fix: str = "") -> str:
    text = "错误 {errors}，警告 {warnings}{waived}。{fix}"
    said = say(text, errors=errors, warnings=warnings, waived=waived, fix=fix)
    return said.rstrip(" ")


def report(findings: Iterable[Finding], source: Path) -> str:
    """Return the findings that are not waived as text; `source` is the folder that their paths are
    relative to."""
    unwaived = [one for one in findings if not one.waived]
    if not unwaived:
        return ""
    from site_builder.reporters.formats import write_report

    return write_report(unwaived, "text", (), lines_in(source), screen())


def lines_in(source: Path) -> Callable[[str], list[str]]:
    """Return a function that reads the lines of a file below `source`; none if it is unreadable."""
    from site_builder.content.regular_file import read_regular
    from site_builder.model.limits import LARGEST_MARKDOWN

    def lines_of(path: str) -> list[str]:
        try:
            text = read_regular(source / path, LARGEST_MARKDOWN).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return []
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    return lines_of


def without_content(source: Path) -> str:
    """Return what is wrong if there is no content folder in `source`, or an empty string."""
    if (source / "content").is_dir():
        return ""
    folder = source.resolve()
    if project := project_of(folder):
        text = "{folder} 下没有 content 文件夹，上级的“{project}”里有：加上 --source {project}。"
        return say(text, folder=folder, project=project)
    text = "{folder} 下没有 content 文件夹；请到项目所在的文件夹运行，或用 --source 指明。"
    return say(text, folder=folder)


def project_of(folder: Path) -> Path | None:
    """Return the folder of the project that a folder belongs to: the nearest, itself or one above
    it, that holds a content folder. None outside of any project."""
    above = (folder, *folder.parents)
    return next((one for one in above if (one / "content").is_dir()), None)
