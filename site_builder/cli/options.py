"""Options that several commands have, and what their values may be."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from site_builder.cli.language import say


def add_source(parser: argparse.ArgumentParser) -> None:
    """Add the option for the folder of the project."""
    parser.add_argument(
        "--source", type=Path, default=Path(), metavar="文件夹", help="项目所在（默认当前文件夹）"
    )


def add_agency(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    """Add the option for an agency of the project."""
    parser.add_argument(
        "--agency", type=utf8, required=required, metavar="代号", help="机关的文件夹名称"
    )


def jobs(text: str) -> int:
    """Return the number of processes that is written."""
    if not re.fullmatch("0*[1-9][0-9]{0,4}", text):
        raise argparse.ArgumentTypeError(say("应为 1 以上的整数，写的是“{text}”", text=text))
    return int(text)


def year(text: str) -> int:
    """Return the year that is written, with four digits."""
    if not re.fullmatch("[0-9]{4}", text):
        raise argparse.ArgumentTypeError(say("应为四位数的年份，写的是“{text}”", text=text))
    return int(text)


def port(text: str) -> int:
    """Return the number of a port that is written; 0 means any free one."""
    if not re.fullmatch("[0-9]{1,5}", text) or int(text) >= 1 << 16:
        raise argparse.ArgumentTypeError(say("应为 0 到 65535 的整数，写的是“{text}”", text=text))
    return int(text)


def utf8(text: str) -> str:
    """Return a text of the command line unless some of its bytes are not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        shown = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        raise argparse.ArgumentTypeError(say("“{text}”里有不是 UTF-8 的字符", text=shown)) from None
    return text
