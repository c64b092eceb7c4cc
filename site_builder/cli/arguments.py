"""What can be typed after `sitebuild`: the commands and their options."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from site_builder.cli.export_files import EXPORTS, formats, wrong_export
from site_builder.cli.language import say
from site_builder.cli.new_options import add_init, add_new
from site_builder.cli.options import add_agency, add_source, jobs, port, utf8, year
from site_builder.cli.outcome import USAGE
from site_builder.cli.parser import Parser, commands_of, hint

_QUIET = "只说问题：不显示进度和总数"
_VERBOSE = "说明每一步用了多久、哪些沿用上次的结果"


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the command line. Wrong usage prints a message and exits with code 2."""
    parser, verbs = make_parser()
    given = next((word for word in arguments if not word.startswith("-")), "")
    if given and given not in verbs:
        near = hint(given, verbs) or say("。")
        text = "没有“{given}”这个命令{hint}可用的命令：{verbs}"
        parser.error(say(text, given=given, hint=near, verbs=say("、").join(verbs)))
    options = parser.parse_args(arguments)
    if options.verb == "help":
        return parse_arguments([*options.about, "--help"])
    if options.verb is None and not options.version:
        parser.exit(USAGE, parser.format_help())
    if wrong := _contradiction(options):
        parser.error(say(wrong))
    if options.verb == "export" and (wrong := wrong_export(options)):
        parser.error(wrong)
    return options


def _contradiction(options: argparse.Namespace) -> str:
    """Return which options do not go together, or an empty string."""
    if options.quiet and options.verbose:
        return "-q 与 -v 不能一起写"
    if options.verb != "check":
        return ""
    narrows = options.paths or options.select or options.ignore or options.changed_since
    contradictions = (
        (options.diff and not options.fix, "--diff 要与 --fix 一起写"),
        (options.diff and options.format != "text", "--diff 不能与 --format 一起写"),
        (options.diff and options.statistics, "--diff 不能与 --statistics 一起写"),
        (
            options.format == "inspection" and narrows,
            "--format inspection 看的是整个网站，不能同时只看一部分文件或规则",
        ),
        (
            options.statistics and options.format not in ("text", "json"),
            "--statistics 只能与 --format text 或 json 一起写",
        ),
    )
    return next((words for holds, words in contradictions if holds), "")


def make_parser() -> tuple[Parser, tuple[str, ...]]:
    """Return the parser and the names of its commands."""
    parser = Parser(
        prog="sitebuild",
        description="由一个 Markdown 文件夹生成政府信息公开网站，并按法定格式核对其中的数据。",
        epilog="退出码：0 完成；1 内容有错误；2 用法不对；3 设置不对；"
        "4 磁盘、权限或占用；70 程序缺陷；130 中断。",
    )
    parser.add_argument("-V", "--version", action="store_true", help="显示版本")
    parser.add_argument("-q", "--quiet", action="store_true", help=_QUIET)
    parser.add_argument("-v", "--verbose", action="store_true", help=_VERBOSE)
    commands = parser.add_subparsers(dest="verb", metavar="命令", title="可用的命令")
    _add_build(commands)
    _add_check(commands)
    _add_serve(commands)
    addresses = commands.add_parser(
        "addresses", help="列出还没有记下的网页地址", prog="sitebuild addresses"
    )
    add_source(addresses)
    addresses.add_argument(
        "--write", action="store_true", help="记到 content/addresses.txt 里；发布以后运行"
    )
    _add_import(commands)
    _add_export(commands)
    add_init(commands)
    add_new(commands)
    explain = commands.add_parser("explain", help="说明规则", prog="sitebuild explain")
    explain.add_argument(
        "codes",
        nargs="*",
        metavar="代码",
        help="如 F230；只写开头，如 F，就列出这一类；不写则列出全部",
    )
    explain.add_argument(
        "--handbook", type=Path, metavar="文件夹", help="把全部规则写成 Markdown，一类一页"
    )
    verify = commands.add_parser("verify", help="核对已生成的网站", prog="sitebuild verify")
    verify.add_argument("folder", type=Path, metavar="文件夹", help="已生成的网站，如 public")
    completion = commands.add_parser(
        "completion", help="让终端用 Tab 键补全命令", prog="sitebuild completion"
    )
    completion.add_argument(
        "shell", choices=("bash", "zsh", "fish"), metavar="终端", help="bash、zsh 或 fish"
    )
    about = commands.add_parser("help", help="显示一个命令的用法", prog="sitebuild help")
    about.add_argument("about", nargs="*", metavar="命令", help="如 build；不写则显示总的用法")
    for command in commands.choices.values():
        _add_loudness(command)
    return parser, tuple(commands.choices)


def _add_loudness(command: argparse.ArgumentParser) -> None:
    """Add to a command, and to those below it, what can be written before it too."""
    for names, words in ((("-q", "--quiet"), _QUIET), (("-v", "--verbose"), _VERBOSE)):
        command.add_argument(*names, action="store_true", default=argparse.SUPPRESS, help=words)
    for below in commands_of(command).values():
        _add_loudness(below)


def _add_build(commands: Any) -> None:
    build = commands.add_parser("build", help="检查内容并生成网站", prog="sitebuild build")
    add_source(build)
    build.add_argument(
        "--output",
        type=Path,
        default=Path("public"),
        metavar="文件夹",
        help="写到哪里（默认 public）",
    )
    build.add_argument(
        "--base-url",
        type=utf8,
        default="",
        metavar="网址",
        help="网站将来的地址，写入 sitemap.xml",
    )
    build.add_argument("--strict", action="store_true", help="有警告也不生成")
    build.add_argument(
        "--jobs", type=jobs, default=os.cpu_count() or 1, metavar="个数", help="用几个进程"
    )
    build.add_argument(
        "--scheduler",
        default="",
        metavar="地址",
        help="由这个 Dask 集群分担，如 tcp://10.0.0.1:8786",
    )
    build.add_argument("--clean", action="store_true", help="全部重新生成，不用上次的结果")
    build.add_argument("--explain", action="store_true", help="说明每个页面与上次相比为什么有变化")
    build.add_argument(
        "--fragments", action="store_true", help="另存每页的正文片段，供嵌入别的页面（须有网址）"
    )


def _add_check(commands: Any) -> None:
    check = commands.add_parser("check", help="只检查内容，不生成网站", prog="sitebuild check")
    check.add_argument("paths", nargs="*", type=Path, metavar="文件", help="只看这些文件或文件夹")
    add_source(check)
    check.add_argument(
        "--format",
        default="text",
        choices=("text", "json", "sarif", "github", "html", "inspection"),
        metavar="格式",
        help="text、json、sarif、github、html 或 inspection（网站检查自评表）；默认 text",
    )
    check.add_argument("--select", default="", metavar="代码", help="只用这些规则，如 F,L105")
    check.add_argument("--ignore", default="", metavar="代码", help="不用这些规则")
    check.add_argument("--changed-since", metavar="版本", help="只看此版本（git）以来改过的文件")
    check.add_argument("--strict", action="store_true", help="警告也算错误")
    check.add_argument("--fix", action="store_true", help="改正有把握的问题，直接写回文件")
    check.add_argument(
        "--diff", action="store_true", help="与 --fix 一起写：只显示会怎样改，不写文件"
    )
    check.add_argument(
        "--statistics", action="store_true", help="只统计每条规则有几处、在几个文件里"
    )


def _add_serve(commands: Any) -> None:
    serve = commands.add_parser(
        "serve", help="打开编辑台：在浏览器里预览、检查和填写", prog="sitebuild serve"
    )
    add_source(serve)
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="地址", help="本机的哪个地址（默认 127.0.0.1）"
    )
    serve.add_argument(
        "--port", type=port, default=8000, metavar="端口", help="默认 8000；被占用就用下一个"
    )
    serve.add_argument("--open", action="store_true", help="打开浏览器")


def _add_import(commands: Any) -> None:
    reading = commands.add_parser(
        "import",
        help="把 Word、PDF、网页、Excel 变成内容：年度报告、文件、目录",
        prog="sitebuild import",
    )
    reading.add_argument(
        "files", nargs="+", type=Path, metavar="文件", help="文件、文件夹或 zip 压缩包，可以有几个"
    )
    add_agency(reading, required=False)
    reading.add_argument("--year", type=year, metavar="年份", help="报告的年度（默认从文件里找）")
    add_source(reading)
    reading.add_argument(
        "--format",
        default="text",
        choices=("text", "json"),
        metavar="格式",
        help="怎样说明没有导入的和猜的：text 或 json（默认 text）",
    )
    reading.add_argument("--force", action="store_true", help="换掉已有的文件")
    reading.add_argument(
        "--into", action="store_true", help="写进已有的报告：只换正文；只有表的文件，只填表"
    )


def _add_export(commands: Any) -> None:
    writing = commands.add_parser(
        "export",
        help="把内容写成别的文件：年度报告、填报表、政务公开目录、统计数",
        prog="sitebuild export",
    )
    writing.add_argument(
        "what",
        choices=tuple(EXPORTS),
        metavar="内容",
        help="report：年度报告；form：填报表；catalogue：目录；data：全部统计数",
    )
    add_agency(writing, required=False)
    writing.add_argument("--year", type=utf8, metavar="年份", help="报告的年度")
    writing.add_argument(
        "--to",
        choices=formats(),
        metavar="格式",
        help="报告：docx、pdf，只要统计数则 csv、json、xlsx；填报表：xlsx；目录：xlsx、csv 或 json",
    )
    writing.add_argument(
        "--output", type=Path, required=True, metavar="文件", help="写到哪里；data 写的是文件夹"
    )
    add_source(writing)
