"""The command line parser of `sitebuild`, with help in Chinese. It uses argparse, which imports in
a quarter of the time that click takes."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from site_builder.cli.outcome import USAGE

_QUIET = "只说问题：不显示进度和总数"
_TRANSLATIONS = (
    (r"the following arguments are required: (.+)", r"缺少参数：\1"),
    (r"unrecognized arguments: (.+)", r"不认识的参数：\1"),
    (r"argument (.+?): expected one argument", r"\1 后面要写一个值"),
    (r"argument (.+?): expected at least one argument", r"\1 后面至少要写一个值"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1 后面不写值"),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"\1 不能是 \2，只能是 \3"),
    (r"argument (.+?): (.+)", r"\1：\2"),
    (r"ambiguous option: (.+?) could match (.+)", r"\1 可以是 \2，请写全"),
)


class Parser(argparse.ArgumentParser):
    """A parser with Chinese headings and error messages."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("add_help", False)
        options.setdefault("allow_abbrev", False)
        options.setdefault("formatter_class", _Formatter)
        super().__init__(**options)
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示帮助")

    def error(self, message: str) -> NoReturn:
        for pattern, words in _TRANSLATIONS:
            if match := re.fullmatch(pattern, message):
                message = match.expand(words)
                break
        self.exit(USAGE, f"{self.prog}：{message}\n输入 {self.prog} --help 看用法\n")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:
        super().add_usage(usage, actions, groups, prefix or "用法：")


def parse_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the command line. Wrong usage prints a message and exits with code 2."""
    parser, verbs = make_parser()
    given = next((word for word in arguments if not word.startswith("-")), "")
    if given and given not in verbs:
        from difflib import get_close_matches

        near = get_close_matches(given, verbs, n=1)
        question = f"，是不是“{near[0]}”？" if near else "。"
        parser.error(f"没有“{given}”这个命令{question}可用的命令：{'、'.join(verbs)}")
    options = parser.parse_args(arguments)
    if options.verb == "help":
        return parser.parse_args([options.about, "--help"] if options.about else ["--help"])
    if options.verb is None and not options.version:
        parser.exit(USAGE, parser.format_help())
    if options.verb == "check" and options.diff and not options.fix:
        parser.error("--diff 要与 --fix 一起写")
    if options.verb == "check" and options.diff and options.format != "text":
        parser.error("--diff 不能与 --format 一起写")
    if options.verb == "check" and options.format == "inspection" and _narrows(options):
        parser.error("--format inspection 看的是整个网站，不能同时只看一部分文件或规则")
    return options


def _narrows(options: argparse.Namespace) -> bool:
    """Whether a check is to report only a part of its findings."""
    return bool(options.paths or options.select or options.ignore or options.changed_since)


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
    commands = parser.add_subparsers(dest="verb", metavar="命令", title="命令")
    _add_build(commands)
    _add_check(commands)
    _add_serve(commands)
    addresses = commands.add_parser(
        "addresses", help="列出还没有记下的网页地址", prog="sitebuild addresses"
    )
    _add_source(addresses)
    addresses.add_argument(
        "--write", action="store_true", help="记到 content/addresses.txt 里；发布以后运行"
    )
    _add_import(commands)
    _add_export(commands)
    explain = commands.add_parser("explain", help="说明一条规则", prog="sitebuild explain")
    explain.add_argument("code", nargs="?", metavar="代码", help="如 F230；不写则列出全部规则")
    explain.add_argument(
        "--handbook", type=Path, metavar="文件夹", help="把全部规则写成 Markdown，一类一页"
    )
    verify = commands.add_parser("verify", help="核对已生成的网站", prog="sitebuild verify")
    verify.add_argument("folder", type=Path, metavar="文件夹", help="已生成的网站，如 public")
    about = commands.add_parser("help", help="显示一个命令的用法", prog="sitebuild help")
    about.add_argument(
        "about",
        nargs="?",
        choices=(*commands.choices,),
        metavar="命令",
        help="如 build；不写则显示总的用法",
    )
    for command in commands.choices.values():
        command.add_argument(
            "-q", "--quiet", action="store_true", default=argparse.SUPPRESS, help=_QUIET
        )
    return parser, tuple(commands.choices)


def _add_build(commands: Any) -> None:
    build = commands.add_parser("build", help="检查内容并生成网站", prog="sitebuild build")
    _add_source(build)
    build.add_argument(
        "--output",
        type=Path,
        default=Path("public"),
        metavar="文件夹",
        help="写到哪里（默认 public）",
    )
    build.add_argument(
        "--base-url",
        type=_utf8,
        default="",
        metavar="网址",
        help="网站将来的地址，写入 sitemap.xml",
    )
    build.add_argument("--strict", action="store_true", help="有警告也不生成")
    build.add_argument(
        "--jobs", type=_jobs, default=os.cpu_count() or 1, metavar="个数", help="用几个进程"
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
    _add_source(check)
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


def _add_serve(commands: Any) -> None:
    serve = commands.add_parser(
        "serve", help="打开编辑台：在浏览器里预览、检查和填写", prog="sitebuild serve"
    )
    _add_source(serve)
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="地址", help="本机的哪个地址（默认 127.0.0.1）"
    )
    serve.add_argument(
        "--port", type=_port, default=8000, metavar="端口", help="默认 8000；被占用就用下一个"
    )
    serve.add_argument("--open", action="store_true", help="打开浏览器")


def _add_import(commands: Any) -> None:
    reading = commands.add_parser(
        "import", help="把别的文件变成内容：现在有 Excel 的政务公开目录", prog="sitebuild import"
    )
    reading.add_argument("files", nargs="+", type=Path, metavar="文件", help="如 目录.xlsx")
    _add_agency(reading)
    _add_source(reading)
    reading.add_argument(
        "--format",
        default="text",
        choices=("text", "json"),
        metavar="格式",
        help="怎样说明没有导入的和猜的：text 或 json（默认 text）",
    )
    reading.add_argument("--force", action="store_true", help="换掉已有的文件")


def _add_export(commands: Any) -> None:
    writing = commands.add_parser(
        "export", help="把内容写成别的文件：现在有政务公开目录", prog="sitebuild export"
    )
    writing.add_argument("what", choices=("catalogue",), metavar="内容", help="catalogue：目录")
    _add_agency(writing)
    writing.add_argument(
        "--to",
        required=True,
        choices=("xlsx", "csv", "json"),
        metavar="格式",
        help="xlsx、csv 或 json",
    )
    writing.add_argument("--output", type=Path, required=True, metavar="文件", help="写到哪里")
    _add_source(writing)


def _add_agency(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--agency", type=_utf8, required=True, metavar="机关", help="机关的文件夹名称"
    )


def _jobs(text: str) -> int:
    """Return the number of processes that is written."""
    if not re.fullmatch("0*[1-9][0-9]{0,4}", text):
        raise argparse.ArgumentTypeError(f"应为 1 以上的整数，写的是“{text}”")
    return int(text)


def _port(text: str) -> int:
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) >= 1 << 16:
        raise argparse.ArgumentTypeError(f"应为 0 到 65535 的整数，写的是“{text}”")
    return int(text)


def _utf8(text: str) -> str:
    """Return a text of the command line unless some of its bytes are not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        shown = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        raise argparse.ArgumentTypeError(f"“{shown}”里有不是 UTF-8 的字符") from None
    return text


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--source", type=Path, default=Path(), metavar="文件夹", help="项目所在（默认当前文件夹）"
    )
