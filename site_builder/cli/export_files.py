"""The command `export`: files of the content folder for others."""

from __future__ import annotations

import argparse
from datetime import date
from importlib import import_module
from typing import NamedTuple

from site_builder.cli.language import say
from site_builder.cli.outcome import Outcome


class Export(NamedTuple):
    """Something that can be exported: the module and the function that do it, the formats to choose
    from (none if there is no choice), and the options that name it."""

    module: str
    function: str
    formats: tuple[str, ...]
    named_by: tuple[str, ...] = ("agency",)


EXPORTS = {
    "report": Export(
        "export_report", "export_report", ("docx", "pdf", "csv", "json", "xlsx"), ("agency", "year")
    ),
    "form": Export("export_form", "export_form", ("xlsx",), ("agency", "year")),
    "catalogue": Export("export_catalogue", "export_catalogue", ("xlsx", "csv", "json")),
    "data": Export("export_data", "export_data", (), ()),
}
# The options that name what is exported, as they are typed.
_NAMES = {"agency": "--agency", "year": "--year"}


def formats() -> tuple[str, ...]:
    """Return all formats, in the order in which they are named first."""
    return tuple(dict.fromkeys(one for export in EXPORTS.values() for one in export.formats))


def wrong_export(options: argparse.Namespace) -> str:
    """Return what is wrong with the options for what is exported, or an empty string."""
    export = EXPORTS[options.what]
    named = {name: getattr(options, name) for name in _NAMES}
    needed = ["--to"] if export.formats and options.to is None else []
    needed += [_NAMES[name] for name in export.named_by if named[name] is None]
    if needed:
        return say("缺少参数：{what}", what=", ".join(needed))
    for name, value in named.items():
        if value is not None and name not in export.named_by:
            text = "export {what} 不用写 {option}"
            return say(text, what=options.what, option=_NAMES[name])
    if options.to is not None and options.to not in export.formats:
        text = "export {what} 的格式不能是“{given}”；可以写：{choices}"
        choices = say("、").join(export.formats)
        return say(text, what=options.what, given=options.to, choices=choices)
    return ""


def export_files(options: argparse.Namespace, today: date) -> Outcome:
    """Write what is named by the options to a file or a folder."""
    export = EXPORTS[options.what]
    module = import_module(f"site_builder.cli.{export.module}")
    outcome: Outcome = getattr(module, export.function)(options, today)
    return outcome
