"""The command `init`."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date

from site_builder.cli.outcome import DONE, USAGE, Outcome
from site_builder.forms.versions import load_forms
from site_builder.scaffold.new_files import RefusedError
from site_builder.scaffold.project import make_project
from site_builder.scaffold.skeletons import SCHEMAS


def init_project(options: argparse.Namespace, today: date) -> Outcome:
    """Make a new project in a folder that has no content yet."""
    try:
        made, kept = make_project(options.folder, today, load_forms())
    except RefusedError as error:
        return Outcome(USAGE, messages=(f"{error}。",))
    left = (f"原来就有、没有动的：{'、'.join(kept)}",) if kept else ()
    if options.quiet:
        return Outcome(DONE, messages=left)
    lines = [f"新项目建在 {options.folder}：", *(f"  {path}" for path in _listed(made)), *left]
    lines += [
        "",
        f"接下来到这个文件夹里（cd {options.folder}），运行：",
        "  sitebuild serve --open    在浏览器里填写和预览",
        "  sitebuild check           检查内容，数出还有几处没填",
        "先看 README.md，里面写着先改哪几处。",
    ]
    return Outcome(DONE, "".join(f"{line}\n" for line in lines))


def _listed(paths: Iterable[str]) -> Iterable[str]:
    """Return paths with the schemas, which nobody edits, as one."""
    schemas = [path for path in paths if path.startswith(f"{SCHEMAS}/")]
    yield from (path for path in paths if path not in schemas)
    if schemas:
        yield f"{SCHEMAS}/（{len(schemas)} 个文件，供编辑器提示）"
