"""The command `build`. It imports what is slow only if something has changed."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.cli.language import say, translated
from site_builder.cli.outcome import CONTENT, DISK, DONE, SETTINGS, USAGE, Outcome
from site_builder.cli.summary import counts, report, without_content
from site_builder.cli.terminal import progress
from site_builder.incremental.idle import BuildInputs, LastBuild, last_build, scan_project
from site_builder.publish.paths import notes_of
from site_builder.text.disk_errors import described

if TYPE_CHECKING:
    from site_builder.build import Built
    from site_builder.model.progress import Progress

_MOST_NAMED = 5  # pages that are no longer on the site
_UNCHANGED = "原有网站没有改动。"
_STOPPED = {
    "settings": "设置有误，没有生成网站，原有网站没有改动。",
    "content": "内容有误，没有生成网站，原有网站没有改动。",
    "site": "生成的网站没有通过核对，没有生成网站，原有网站没有改动。",
}


def build_site(options: argparse.Namespace, today: date) -> Outcome:
    """Check the content and build the site, unless nothing has changed since the last build."""
    if missing := without_content(options.source):
        return Outcome(USAGE, messages=(missing,))
    started = time.perf_counter()
    settings = (options.base_url, options.strict, options.fragments)
    with progress(options.quiet, options.verbose) as show:
        show.stage("找出有改动的文件")
        inputs = scan_project(options.source, today, settings, options.jobs, now_ns=options.now_ns)
        notes = notes_of(options.source, options.output)
        last = None if options.clean else last_build(notes, options.output, inputs)
        if last is None:
            return _build_anew(options, today, inputs, show, started)
        show.detail("文件、设置、主题和程序都与上次相同")
    summary = "" if options.quiet else _idle(last, options, time.perf_counter() - started)
    return Outcome(DONE, report(last.findings, options.source) + summary)


def _idle(last: LastBuild, options: argparse.Namespace, seconds: float) -> str:
    total = sum(count for _, count in last.pages)
    text = (
        "没有改动，网站已是最新（{total} 个页面），用时 {seconds:.2f} 秒。{counts}\n"
        "打开 {index} 查看。"
    )
    found, index = counts(last.findings, options.strict), options.output / "index.html"
    return f"{say(text, total=total, seconds=seconds, counts=found, index=index)}\n"


def _build_anew(
    options: argparse.Namespace,
    today: date,
    inputs: BuildInputs,
    show: Progress,
    started: float,
) -> Outcome:
    from site_builder.build import build
    from site_builder.parallel.dask import ClusterError, connected
    from site_builder.publish.lock import OutputError

    cluster = connected(options.scheduler) if options.scheduler else nullcontext()
    try:
        with cluster as connection:
            executor, jobs = connection or (None, options.jobs)
            built = build(
                options.source,
                options.output,
                today=today,
                progress=show,
                base_url=options.base_url,
                strict=options.strict,
                jobs=jobs,
                clean=options.clean,
                fragments=options.fragments,
                executor=executor,
                inputs=inputs,
            )
    except ClusterError as error:
        return Outcome(USAGE, messages=(f"{error}。",))
    except OutputError as error:
        return Outcome(DISK, messages=(f"{error}。",))
    except OSError as error:
        return Outcome(DISK, messages=(f"读写失败：{described(error)}。{_UNCHANGED}",))
    result = _result(built, options, time.perf_counter() - started)
    return Outcome({"": DONE, "settings": SETTINGS}.get(built.stopped, CONTENT), result)


def _result(built: Built, options: argparse.Namespace, seconds: float) -> str:
    """Return what is printed about a build."""
    result = report(built.findings, options.source)
    if built.restored:
        result += _restored(built.restored, options.output)
    if built.withdrawn:
        result += _withdrawn(built.withdrawn)
    if options.explain:
        result += "".join(f"{url}：{reason}\n" for url, reason in built.reasons)
    return result if options.quiet else f"{result}{_summary(built, options, seconds)}\n"


def _restored(paths: Sequence[str], output: Path) -> str:
    one, others = output / paths[0], "{first} 等 {count} 处"
    what = say(others, first=one, count=len(paths)) if len(paths) > 1 else one
    text = (
        "上次生成以后，有人动过 {what}（改动、添加、删除，或改了权限），已恢复成应有的样子；"
        "要改网页，请改 content 里的原文。"
    )
    return f"{say(text, what=what)}\n"


def _withdrawn(urls: Sequence[str]) -> str:
    named = say("、").join(urls[:_MOST_NAMED])
    more = say(" 等") if len(urls) > _MOST_NAMED else ""
    text = "不再发布 {count} 个网页：{named}{more}。"
    return f"{say(text, count=len(urls), named=named, more=more)}\n"


def _summary(built: Built, options: argparse.Namespace, seconds: float) -> str:
    """Return the closing message of a build: pages, findings, duration and location."""
    from site_builder.pages import KINDS

    found = counts(built.findings, options.strict)
    if built.stopped:
        return say(_STOPPED[built.stopped]) + found
    kinds = say("，").join(
        f"{translated(KINDS[template].label)} {count}" for template, count in built.pages
    )
    return say(
        "网站共 {total} 个页面（{kinds}），本次更新 {again} 个，用时 {seconds:.2f} 秒。{counts}\n"
        "打开 {index} 查看。",
        total=sum(count for _, count in built.pages),
        kinds=kinds,
        again=len(built.reasons),
        seconds=seconds,
        counts=found,
        index=options.output / "index.html",
    )
