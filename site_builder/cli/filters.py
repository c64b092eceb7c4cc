"""Selects findings by the codes of rules, by files, and by changes since a revision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from site_builder.cli.git import HistoryError, changed_since
from site_builder.model.finding import Finding
from site_builder.rules import RULES


class SelectionError(Exception):
    """A selection names something that does not exist. The message, in Chinese, is for the user."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes (or prefixes of codes) to include and to exclude, and the files to include. Without
    codes to include, all are; if `paths` is None, all files are."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    paths: tuple[Path, ...] | None = None

    def of(self, findings: Iterable[Finding], source: Path) -> list[Finding]:
        """Return the selected findings, whose paths are relative to `source`."""
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
    """Split a comma-separated list of codes or prefixes. Raise SelectionError if one matches no
    rule."""
    typed = tuple(code.strip() for code in text.split(",") if code.strip())
    for code in typed:
        if not any(rule.code.startswith(code) for rule in RULES):
            raise SelectionError(f"没有代码为“{code}”的规则；输入 sitebuild explain 看全部规则。")
    return typed


def files(typed: Iterable[Path], since: str | None, source: Path) -> tuple[Path, ...] | None:
    """Return the given files and folders and those changed since a revision, or None without both.

    Raise SelectionError if one does not exist, or if git cannot list the changes.
    """
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
