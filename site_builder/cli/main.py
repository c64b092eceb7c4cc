"""Runs the commands; the only module that prints.

Each command imports what it needs, so that `--help` and a build without changes are fast. Exit
codes: 0 done, 1 the content has errors, 2 wrong usage, 3 wrong settings, 4 disk, permissions or a
lock, 70 a bug of ours, 130 interrupted.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext, suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from site_builder import __version__
from site_builder.cli.arguments import USAGE_ERROR, parse_arguments

if TYPE_CHECKING:
    from traceback import FrameSummary

    from site_builder.build import Built
    from site_builder.incremental.idle import BuildInputs, LastBuild
    from site_builder.model.finding import Finding

DONE, CONTENT, SETTINGS, DISK, BUG, INTERRUPTED = 0, 1, 3, 4, 70, 130

_MOST_NAMED = 5  # pages that are no longer on the site


def run() -> NoReturn:
    """Run the command and exit with `os._exit`, with the garbage collector disabled.

    All files are written by then, and deallocating objects at exit would take a tenth of a small
    build. Collecting cyclic garbage would take a fifth of a large one, and there are no cycles.
    """
    gc.disable()
    code = main()
    with suppress(OSError, AttributeError):
        sys.stderr.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None, now_ns: int | None = None) -> int:
    """Run `sitebuild` with `arguments` (default: `sys.argv`) and return the exit code. `now_ns` is
    the time in nanoseconds since 1970, by default that of the system."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    words = list(sys.argv[1:] if arguments is None else arguments)

    def command() -> int:
        options = parse_arguments(words)
        options.now_ns = time.time_ns() if now_ns is None else now_ns
        return _run(options)

    return exit_code_of(command)


def exit_code_of(command: Callable[[], int]) -> int:
    """Run `command` and return its exit code; an exception becomes an exit code and a message."""
    try:
        try:
            return command()
        finally:
            print(end="", flush=True)  # here, where an error can still be reported
    except BrokenPipeError:
        _drop_output()
        return DONE
    except KeyboardInterrupt:
        _say("已中断，网站仍是完整的。")
        return INTERRUPTED
    except OSError as error:
        _drop_output()
        _say(f"读写失败：{_in_file(error)}。")
        return DISK
    except Exception as error:  # a bug of ours, reported in one line
        if os.environ.get("SITEBUILD_DEBUG"):
            raise
        _say(
            f"程序缺陷（{type(error).__name__}：{error}），网站仍是完整的。"
            "请把这一行和出错的文件报给维护者；设 SITEBUILD_DEBUG=1 可看详情。"
        )
        return BUG


def _in_file(error: OSError) -> str:
    """Return the file that could not be read or written, if known, and the reason."""
    return f"{error.filename or ''} {error.strerror or error}".strip()


def _drop_output() -> None:
    """Redirect stdout to /dev/null, so that Python does not fail again to flush it at exit."""
    with suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(options: argparse.Namespace) -> int:
    if options.version:
        print(f"sitebuild {__version__}")
        return DONE
    commands: dict[str, Callable[[argparse.Namespace], int]] = {
        "build": _build,
        "check": _check,
        "explain": _explain,
        "verify": _verify,
    }
    if options.verb is None:
        parse_arguments(["--help"])
    return commands[options.verb](options)


def _build(options: argparse.Namespace) -> int:
    from site_builder.incremental.idle import last_build, scan_project
    from site_builder.publish.paths import state_of

    if not _has_content(options.source):
        return USAGE_ERROR
    started = time.perf_counter()
    settings = (options.base_url, options.strict, options.fragments)
    inputs = scan_project(options.source, _today(), settings, options.jobs, now_ns=options.now_ns)
    last = None if options.clean else last_build(state_of(options.output), options.output, inputs)
    if last is None:
        return _build_anew(options, inputs, started)
    _print_findings(last.findings, options.source)
    print(_idle(last, options, time.perf_counter() - started))
    return DONE


def _idle(last: LastBuild, options: argparse.Namespace, seconds: float) -> str:
    total = sum(count for _, count in last.pages)
    return (
        f"没有改动，网站已是最新（{total} 个页面），用时 {seconds:.2f} 秒。"
        f"{_counts(last.findings, options.strict)}\n打开 {options.output / 'index.html'} 查看。"
    )


def _build_anew(options: argparse.Namespace, inputs: BuildInputs, started: float) -> int:
    from jinja2 import TemplateError

    from site_builder.build import build
    from site_builder.parallel.dask import ClusterError, connected
    from site_builder.publish.lock import OutputError

    try:
        with connected(options.scheduler) if options.scheduler else nullcontext() as cluster:
            executor, jobs = cluster or (None, options.jobs)
            built = build(
                options.source,
                options.output,
                today=_today(),
                progress=_progress(),
                base_url=options.base_url,
                strict=options.strict,
                jobs=jobs,
                clean=options.clean,
                fragments=options.fragments,
                executor=executor,
                inputs=inputs,
            )
    except ClusterError as error:
        _say(f"{error}。")
        return USAGE_ERROR
    except OutputError as error:
        _say(f"{error}。")
        return DISK
    except TemplateError as error:  # before OSError, because some are both
        _say(f"主题的模板有误（{_in_template(error)}），没有生成网站，原有网站没有改动。")
        return SETTINGS
    except OSError as error:
        _say(f"读写失败：{_in_file(error)}。原有网站没有改动。")
        return DISK
    _print_findings(built.findings, options.source)
    if options.explain:
        for url, reason in built.reasons:
            print(f"{url}：{reason}")
    if built.withdrawn:
        named = "、".join(built.withdrawn[:_MOST_NAMED])
        more = " 等" if len(built.withdrawn) > _MOST_NAMED else ""
        print(f"不再发布 {len(built.withdrawn)} 个网页：{named}{more}。")
    print(_summary(built, options, time.perf_counter() - started))
    return {"": DONE, "settings": SETTINGS}.get(built.stopped, CONTENT)


def _in_template(error: Exception) -> str:
    """Return the template, the line, and the message of a template error."""
    from traceback import extract_tb

    frames = extract_tb(error.__traceback__)
    place = next(
        (f"{f.filename} 第{f.lineno}行：" for f in reversed(frames) if _is_template(f)), ""
    )
    return f"{place}{error}"


def _is_template(frame: FrameSummary) -> bool:
    return "templates" in Path(frame.filename).parts


def _summary(built: Built, options: argparse.Namespace, seconds: float) -> str:
    """Return the closing message of a build: pages, findings, duration and location."""
    from site_builder.pages import KINDS

    counts = _counts(built.findings, options.strict)
    if built.stopped:
        where = {"settings": "设置有误", "content": "内容有误", "site": "生成的网站没有通过核对"}
        return f"{where[built.stopped]}，没有生成网站，原有网站没有改动。{counts}"
    kinds = "，".join(f"{KINDS[template].label} {count}" for template, count in built.pages)
    total = sum(count for _, count in built.pages)
    index = options.output / "index.html"
    return (
        f"网站共 {total} 个页面（{kinds}），本次更新 {len(built.reasons)} 个，"
        f"用时 {seconds:.2f} 秒。{counts}\n打开 {index} 查看。"
    )


def _counts(findings: Sequence[Finding], strict: bool) -> str:
    errors, warnings, waived = 0, 0, 0
    if findings:
        from site_builder.lint.waivers import count_unwaived

        errors, warnings = count_unwaived(findings, strict)
        waived = sum(bool(finding.waived) for finding in findings)
    extra = f"，另有 {waived} 条已豁免" if waived else ""
    return f"错误 {errors}，警告 {warnings}{extra}。"


def _check(options: argparse.Namespace) -> int:
    from site_builder.build import check
    from site_builder.cli.filters import Selection, SelectionError, codes, files
    from site_builder.lint.waivers import count_unwaived
    from site_builder.reporters.formats import write_report
    from site_builder.rules import RULES

    source = options.source
    if not _has_content(source):
        return USAGE_ERROR
    try:
        paths = files(options.paths, options.changed_since, source)
        selection = Selection(codes(options.select), codes(options.ignore), paths)
    except SelectionError as error:
        _say(str(error))
        return USAGE_ERROR
    checked = check(source, _today(), _progress(), jobs=os.cpu_count() or 1)
    findings = selection.of(checked.findings, source)
    if options.fix:
        _fix(findings, source)
        checked = check(source, _today(), _progress(), jobs=os.cpu_count() or 1)
        findings = selection.of(checked.findings, source)
    shown = [finding for finding in findings if not finding.waived]
    print(write_report(shown, options.format, RULES, _excerpts(source)), end="")
    if options.format == "text":
        print(_counts(findings, options.strict))
    if checked.stopped:
        return SETTINGS
    return CONTENT if count_unwaived(findings, options.strict)[0] else DONE


def _fix(findings: Iterable[Finding], source: Path) -> None:
    """Apply the certain repairs, file by file."""
    from site_builder.lint.autofix import repaired
    from site_builder.publish.staging import rewrite

    by_path: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.repair:
            by_path.setdefault(finding.path, []).append(finding)
    for path, found in by_path.items():
        data = (source / path).read_bytes()
        bom = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        text = data.removeprefix(bom).decode("utf-8")
        text, made = repaired(text, [one.repair for one in found if one.repair])
        rewrite(source / path, bom + text.encode())
        _say(f"{path}：改正 {made} 处")


def _explain(options: argparse.Namespace) -> int:
    from site_builder.lint.rule_docs import handbook, page
    from site_builder.rules import FAMILIES, RULES

    if options.handbook:
        options.handbook.mkdir(parents=True, exist_ok=True)
        for name, text in handbook(FAMILIES).items():
            (options.handbook / name).write_bytes(text.encode())
        return DONE
    if not options.code:
        for one in RULES:
            print(f"{one.code}  {one.summary}")
        return DONE
    found = [one for one in RULES if one.code == options.code.upper()]
    if not found:
        _say(f"没有代码为“{options.code}”的规则；输入 sitebuild explain 看全部规则。")
        return USAGE_ERROR
    print(page(found[0]), end="")
    return DONE


def _verify(options: argparse.Namespace) -> int:
    from site_builder.lint.runner import describe
    from site_builder.publish.site_check import verify

    findings = tuple(describe(verify(options.folder)))
    _print_findings(findings, options.folder)
    print("核对无误。" if not findings else _counts(findings, strict=False))
    return CONTENT if findings else DONE


def _has_content(source: Path) -> bool:
    if (source / "content").is_dir():
        return True
    _say(
        f"{source.resolve()} 下没有 content 文件夹；请到项目所在的文件夹运行，或用 --source 指明。"
    )
    return False


def _print_findings(findings: Iterable[Finding], source: Path) -> None:
    unwaived = [finding for finding in findings if not finding.waived]
    if not unwaived:
        return
    from site_builder.reporters.formats import write_report

    print(write_report(unwaived, "text", (), _excerpts(source)), end="")


def _excerpts(source: Path) -> Callable[[str, int], str]:
    """Return a function that reads single lines of files, for showing the place of a finding."""

    def excerpt(path: str, line: int) -> str:
        try:
            text = (source / path).read_bytes().decode("utf-8-sig")
        except (OSError, UnicodeDecodeError):
            return ""
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return lines[line - 1] if 0 < line <= len(lines) else ""

    return excerpt


def _progress() -> Callable[[str], None]:
    """Return a function that reports progress: on a terminal in one line that is overwritten,
    elsewhere not at all."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return lambda _: None
    return lambda stage: print(f"\r\033[K{stage}…", end="\r", file=sys.stderr, flush=True)


def _today() -> date:
    return datetime.now().astimezone().date()


def _say(words: str) -> None:
    print(words, file=sys.stderr)
