"""The options of the commands `init` and `new`."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from site_builder.cli.options import add_source, utf8
from site_builder.model.agency_kinds import KINDS
from site_builder.model.document_types import TYPES

CONTACT_OPTIONS = (
    ("address", "办公地址"),
    ("postcode", "邮政编码"),
    ("hours", "办公时间"),
    ("phone", "联系电话"),
    ("fax", "传真"),
    ("email", "电子邮箱"),
)


def add_init(commands: Any) -> None:
    """Add the command `init`."""
    parser = commands.add_parser(
        "init",
        help="新建一个项目",
        prog="sitebuild init",
        description="新建一个项目：网站设置、一个机关和它上一年的年度报告（都是草稿），以及自动检查的配置。",
    )
    parser.add_argument("folder", type=Path, metavar="文件夹", help="建在哪里；没有就新建")


def add_new(commands: Any) -> None:
    """Add the command `new`."""
    parser = commands.add_parser(
        "new",
        help="新建机关、年度报告、文件或目录",
        prog="sitebuild new",
        description="新建一个文件，写好法定的标题和表，要人来写的地方写着“（填写）”。"
        "在终端里，没有写的选项会逐项问。",
    )
    kinds = parser.add_subparsers(dest="what", metavar="内容", title="可以新建的", required=True)
    _add_agency(kinds)
    report = kinds.add_parser(
        "report", help="年度报告，从上一年的报告结转", prog="sitebuild new report"
    )
    _add_agency_option(report)
    report.add_argument("--year", type=utf8, metavar="年份", help="报告的年度（默认去年）")
    _add_document(kinds)
    catalogue = kinds.add_parser("catalogue", help="政务公开目录", prog="sitebuild new catalogue")
    _add_agency_option(catalogue)
    for one in kinds.choices.values():
        add_source(one)


def _add_agency(kinds: Any) -> None:
    agency = kinds.add_parser("agency", help="机关", prog="sitebuild new agency")
    agency.add_argument(
        "slug",
        nargs="?",
        type=utf8,
        metavar="代号",
        help="文件夹名称，如 zhongwei-kjj，会出现在网址里",
    )
    agency.add_argument("--name", type=utf8, metavar="名称", help="机关全称")
    agency.add_argument("--region", type=utf8, metavar="代码", help="site.yaml 里的行政区划代码")
    agency.add_argument("--kind", choices=KINDS, metavar="类别", help="可以写：%(choices)s")
    agency.add_argument("--short-name", type=utf8, default="", metavar="简称", help="机关简称")
    for key, label in CONTACT_OPTIONS:
        agency.add_argument(f"--{key}", type=utf8, default="", metavar="文字", help=label)


def _add_document(kinds: Any) -> None:
    document = kinds.add_parser("document", help="公开的文件", prog="sitebuild new document")
    document.add_argument(
        "name", nargs="?", type=utf8, metavar="名称", help="文件名，如 2024/budget，会出现在网址里"
    )
    _add_agency_option(document)
    document.add_argument("--title", type=utf8, default="", metavar="标题", help="文件的标题")
    names = [one.name for one in TYPES]
    document.add_argument(
        "--type", choices=names, default="", metavar="类型", help="信息类型，可以写：%(choices)s"
    )


def _add_agency_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--agency", type=utf8, metavar="代号", help="机关的文件夹名称")
