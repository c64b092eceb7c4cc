"""Selects findings by the codes of rules, by files, and by changes since a revision."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from site_builder.cli.git import HistoryError, changed_since
from site_builder.cli.suggestions import no_file, no_rule
from site_builder.model.finding import Finding
from site_builder.rules import RULES

SETTINGS = "content/site.yaml"  # concerns all files: its names, its waivers


class SelectionError(Exception):
    """A selection names something that does not exist. The message, in Chinese, is for the user."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes (or prefixes of codes) to include and to exclude, and the files and folders to include,
    relative to the project. Without codes to include, all are; if `paths` is None, all files
    are."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    paths: frozenset[str] | None = None

    def of(self, findings: Iterable[Finding]) -> list[Finding]:
        """Return the selected findings: those in the selected files, and those elsewhere whose
        rules have read one of these files. If the settings are among them, that is all files."""
        return [
            one
            for one in findings
            if self._has_code(one)
            if any(map(self.has_path, (one.path, SETTINGS, *one.related)))
        ]

    def repairs(self, finding: Finding) -> bool:
        """Whether a finding is to be repaired: it is in a selected file, has a certain repair and
        is not waived."""
        certain = finding.repair is not None and not finding.waived
        return certain and self._has_code(finding) and self.has_path(finding.path)

    def has_path(self, path: str) -> bool:
        """Whether a file is selected, or a folder it is in."""
        if self.paths is None:
            return True
        folders = PurePosixPath(path).parents
        return path in self.paths or any(str(folder) in self.paths for folder in folders)

    def _has_code(self, finding: Finding) -> bool:
        return finding.code.startswith(self.select or ("",)) and not (
            self.ignore and finding.code.startswith(self.ignore)
        )


def codes(text: str) -> tuple[str, ...]:
    """Split a comma-separated list of codes or prefixes, in capitals or not. Raise SelectionError
    if one matches no rule."""
    typed = tuple(code.strip().upper() for code in text.split(",") if code.strip())
    for code in typed:
        if not any(rule.code.startswith(code) for rule in RULES):
            raise SelectionError(no_rule(code))
    return typed


def files(typed: Iterable[Path], since: str | None, source: Path) -> frozenset[str] | None:
    """Return the given files and folders and those changed or deleted since a revision, relative to
    `source`; or None without both. What is outside `source` is left out; if `source` is in a given
    folder, all files are selected.

    Raise SelectionError if one does not exist, or if git cannot list the changes.
    """
    paths = list(typed)
    for path in paths:
        if not path.exists():
            raise SelectionError(no_file(path))
    if not paths and not since:
        return None
    root = source.resolve()
    places = [path.resolve() for path in paths]
    inside = {one.relative_to(root).as_posix() for one in places if one.is_relative_to(root)}
    inside |= {"." for one in places if root.is_relative_to(one)}
    if since:
        try:
            inside |= {*changed_since(since, source)}
        except HistoryError as error:
            raise SelectionError(f"{error}。") from None
    return frozenset(normalize("NFC", one) for one in inside)  # as paths of findings are
