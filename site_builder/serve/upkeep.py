"""Keeps the analysed site of a project up to date with its files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Collection, Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import time_ns

from site_builder.assembly.settings_rules import theme_file_wrong
from site_builder.build import CONTENT, read_project
from site_builder.content.partition import REST, partition_of
from site_builder.content.scan import Partition, scan, scan_some
from site_builder.incremental.cache import open_cache
from site_builder.incremental.codec import DamagedError
from site_builder.incremental.database import copy_cache
from site_builder.incremental.idle import scan_project, themes_of
from site_builder.lint.runner import describe
from site_builder.model.finding import Finding, Problem
from site_builder.pipeline.analysis import AnalysisContext
from site_builder.serve.live import LiveSite, Unanalysed
from site_builder.serve.parser import MemoisedParser
from site_builder.theme.theme import Theme, shown_path
from site_builder.theme.theme_error import ThemeError

# Files. If more are to be analysed, that is left to processes of their own, and pages that are
# asked for in the meantime are made from what is known.
FEW = 300


class Upkeep:
    """The analysed site of the project in `source`, or None until it could be read once; and what
    is wrong with its settings and its theme. While anything is, the site stays as it was.

    The cache of the project is copied into `folder` and never written to, so that builds can run at
    the same time.
    """

    def __init__(self, source: Path, today: Callable[[], date], few: int) -> None:
        self.live: LiveSite | None = None
        self.wrong: tuple[Finding, ...] = ()
        self.parser = MemoisedParser()
        self._source = source
        self._today = today
        self._few = few
        self._themes = ""
        self._opened = ExitStack()
        self._analysing: subprocess.Popen[bytes] | None = None

    @property
    def is_complete(self) -> bool:
        """Whether all partitions are analysed."""
        return self.live is not None and not self.live.waiting

    def close(self) -> None:
        """Delete the copy of the cache, and end the processes that were started."""
        if self._analysing:
            self._analysing.kill()
            self._analysing.wait()
            self._analysing = None
        self.live = None
        self._opened.close()

    def refresh(self, changed: Iterable[Path] | None = None) -> None:
        """Take up all changes since the last time; if those that `changed` are given, only the
        partitions that they belong to are looked through. Raise OSError if there is no content
        folder or the disk fails."""
        try:
            self._refresh(None if changed is None else tuple(changed))
        except DamagedError:  # the copy of the cache: begin with none
            self.live = None
            self._refresh(None)

    def analyse(self, name: str) -> None:
        """Analyse a partition that is waiting now."""
        if self.live and name in self.live.waiting:
            self.live.take([self.live.partitions[name]])

    def _refresh(self, changed: Collection[Path] | None) -> None:
        if self._analysing and self._analysing.poll() is not None:
            self._analysing, self.live = None, None
        if self.live and changed is not None and self._is_of_agencies(self.live, changed):
            self._renew(self.live, changed)
            return
        context, theme, self.wrong = read_project(self._source, self._today(), "")
        if context is None or theme is None:
            return
        try:
            if self.live is None or self.live.context != context:
                self._open(context, theme)
            else:
                self._renew(self.live, changed)
                self._draw_with(self.live, theme)
        except ThemeError as error:
            self.wrong = self.describe(error)

    def _is_of_agencies(self, live: LiveSite, changed: Collection[Path]) -> bool:
        """Whether only files of agencies have changed, on the same day, and nothing is wrong with
        the settings and the theme."""
        names = {self._partition(path) for path in changed}
        same_day = live.context.today == self._today()
        return same_day and not self.wrong and not names & {None, REST}

    def describe(self, error: ThemeError) -> tuple[Finding, ...]:
        """Return the finding about an error in a theme."""
        place = shown_path(Path(error.file), self._source)
        return tuple(describe([Problem(theme_file_wrong, place, error.line, why=error.why)]))

    def _open(self, context: AnalysisContext, theme: Theme) -> None:
        """Begin with what the last build has left, and analyse the rest."""
        self._opened.close()
        folder = Path(self._opened.enter_context(TemporaryDirectory(prefix="sitebuild-")))
        inputs = scan_project(self._source, context.today, ())
        copy_cache(self._source, folder)
        cache = self._opened.enter_context(open_cache(folder, inputs.program, context.forms))
        found = Unanalysed(context, cache, self.parser, inputs.partitions)
        few = sys.maxsize if self._analysing else self._few
        self.live = LiveSite(found, theme, few)
        self._themes = inputs.themes
        if self.live.waiting and not self._analysing:
            self._analysing = self._start_check()

    def _start_check(self) -> subprocess.Popen[bytes]:
        """Start a check of the project, which leaves its analyses in the cache."""
        command = [sys.executable, "-m", "site_builder", "check", "--quiet"]
        nowhere = subprocess.DEVNULL
        return subprocess.Popen(
            [*command, "--source", str(self._source)],
            stdin=nowhere,
            stdout=nowhere,
            stderr=nowhere,
        )

    def _renew(self, live: LiveSite, changed: Collection[Path] | None) -> None:
        """Look through the partitions that may have changed, and analyse those that have."""
        content = str(self._source / CONTENT)
        if changed is None:
            found, names = scan(content, time_ns()), {*live.partitions}
        else:
            names = {name for path in changed if (name := self._partition(path)) is not None}
            found = scan_some(content, time_ns(), names)
        there = {one.name: one for one in found}
        gone = [name for name in names if name not in there]
        new = [one for one in found if _differs(live.partitions.get(one.name), one)]
        if new or gone:
            live.take(new, gone)

    def _partition(self, path: Path) -> str | None:
        """Return the name of the partition to which a path belongs, or None."""
        content = self._source / CONTENT
        if not path.is_relative_to(content):
            return None
        inside = path.relative_to(content).as_posix()
        return partition_of(f"{inside}/") if inside != "." else REST

    def _draw_with(self, live: LiveSite, theme: Theme) -> None:
        """Take the theme if it has changed."""
        themes = themes_of(self._source, time_ns())
        if not themes or themes != self._themes or theme != live.theme:
            live.draw_with(theme)
            self._themes = themes


def _differs(before: Partition | None, now: Partition) -> bool:
    """Whether the files of a partition may have changed."""
    return before is None or not before.stamp or before != now
