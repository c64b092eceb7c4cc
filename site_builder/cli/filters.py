"""Which findings somebody asked to see: by the codes of rules, by files, by what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from site_builder.cli.git import HistoryError, changed_since
from site_builder.model.finding import Finding
from site_builder.rules import RULES


class SelectionError(Exception):
    """What was asked for is not there; the message tells the user, in Chinese."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes (or their beginnings) wanted and not wanted, and the files to look at; no codes wanted
    means all, and None for the files means every one."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    paths: tuple[Path, ...] | None = None

    def of(self, findings: Iterable[Finding], source: Path) -> list[Finding]:
        """The findings asked for; their paths are below `source`."""
        return [one for one in findings if self._has_code(one) and self._has_path(one, source)]

    def _has_code(self, finding: Finding) -> bool:
        return finding.code.startswith(self.select or ("",)) and not (
            self.ignore and finding.code.startswith(self.ignore)
        )

    def _has_path(self, finding: Finding, source: Path) -> bool:
        if self.paths is None:
            return True
        return any((source / finding.path).resolve().is_relative_to(path) for path in self.paths)


def codes(text: str) -> tuple[str, ...]:
    """Codes as typed, with commas between. Raises SelectionError where no rule begins so."""
    typed = tuple(code.strip() for code in text.split(",") if code.strip())
    for code in typed:
        if not any(rule.code.startswith(code) for rule in RULES):
            raise SelectionError(f"没有代码为“{code}”的规则；输入 sitebuild explain 看全部规则。")
    return typed


def files(typed: Iterable[Path], since: str | None, source: Path) -> tuple[Path, ...] | None:
    """The files and folders as typed, and those changed since a revision. Raises SelectionError
    for one that is not there, and where git cannot say what changed."""
    paths = list(typed)
    for path in paths:
        if not path.exists():
            raise SelectionError(f"没有“{path}”这个文件或文件夹；请核对路径。")
    if since:
        try:
            paths += changed_since(since, source)
        except HistoryError as error:
            raise SelectionError(f"{error}。") from None
    return tuple(path.resolve() for path in paths) if paths or since else None
