"""READ THIS FIRST: the whole program, in order.

    read → parse → assemble → check → plan → render → stage → verify → publish

Each stage is a function of the one before it; what is wrong with the content is a value. A build
with an error leaves the old site as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from site_builder import __version__
from site_builder.assemble import assemble
from site_builder.forms import load_forms
from site_builder.lint import check, describe, standing
from site_builder.manifest import read_manifest
from site_builder.model import Finding, Page, Site, Unread
from site_builder.parse import parse
from site_builder.plan import plan
from site_builder.read import read
from site_builder.render import render
from site_builder.rules import RULES
from site_builder.settings import read_settings
from site_builder.stale import facts, stale
from site_builder.theme import Theme, find_theme
from site_builder.verify import verify
from site_builder.write import check_output, discard, locked, publish, stage

CONTENT = "content"
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A content folder, understood as far as possible, and all that is wrong with it."""

    site: Site | None
    theme: Theme | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """How a build ended: `stopped` at the settings, the content or the finished site, or not at
    all; pages by template; why each page was made again."""

    findings: tuple[Finding, ...]
    stopped: Literal["", "settings", "content", "site"] = ""
    pages: tuple[tuple[str, int], ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()


def load(
    source: Path, today: date, progress: Progress, base_url: str = "", jobs: int = 1
) -> Loaded:
    """Everything before the first page: read, parse, assemble, check."""
    folder = source / CONTENT
    settings, faults = read_settings(folder, base_url)
    theme, unknown = find_theme(settings.theme, source)
    if faults or theme is None:
        return Loaded(None, None, _in_content(describe((*faults, *unknown), RULES)))
    progress("读取")
    content = read(folder)
    progress(f"解析 {len(content.sources)} 个文件")
    documents = parse(content.sources, jobs)
    site = assemble(settings, load_forms(), content, documents, today)
    progress("检查")
    return Loaded(site, theme, _in_content(check(site, RULES)))


def build(  # noqa: PLR0913  # the options of the command, by name
    source: Path,
    output: Path,
    *,
    today: date,
    progress: Progress,
    base_url: str = "",
    strict: bool = False,
    jobs: int = 1,
    clean: bool = False,
    fragments: bool = False,
) -> Built:
    """Build the site of the project in `source` into `output`. Raises OutputError where `output`
    may not be written to; OSError where the disk fails."""
    check_output(output, source)
    loaded = load(source, today, progress, base_url, jobs)
    site, theme, findings = loaded.site, loaded.theme, loaded.findings
    if site is None or theme is None:
        return Built(findings, "settings")
    if fragments and not site.settings.base_url:
        missing = Unread("fragments_without_base_url", "site.yaml")
        return Built(_in_content(describe([missing], RULES)), "settings")
    if standing(findings, strict)[0]:
        return Built(findings, "content")
    with locked(output):
        pages = plan(site)
        now = _facts(pages, site, theme)
        before = {} if clean else read_manifest(output).get("pages", {})
        progress(f"生成 {len(pages)} 个页面")
        staged = stage(render(pages, site, theme, fragments), now, output)
        progress("核对")
        if faults := verify(staged.folder):
            discard(staged)
            return Built((*findings, *describe(faults, RULES)), "site")
        publish(staged, output)
    kinds = Counter(page.template for page in pages)
    return Built(findings, "", tuple(kinds.items()), tuple(stale(before, now).items()))


def _in_content(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings with the paths that the user knows."""
    return tuple(replace(one, path=f"{CONTENT}/{one.path}") for one in findings)


def _facts(pages: tuple[Page, ...], site: Site, theme: Theme) -> dict[str, dict[str, str]]:
    """What every page is made from."""
    digests = {name: theme.digest(name) for name in {page.template for page in pages}}
    settings = site.settings.digest
    return {p.url: facts(p, digests[p.template], settings, __version__) for p in pages}
