"""The command `new`."""

from __future__ import annotations

import argparse
import os
import shlex
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from site_builder.assembly.assemble import FIRST_YEAR
from site_builder.assembly.settings import read_settings
from site_builder.build import CONTENT
from site_builder.cli.new_options import CONTACT_OPTIONS
from site_builder.cli.outcome import DONE, SETTINGS, USAGE, Outcome
from site_builder.cli.questions import UnansweredError, chosen, has_terminal, wanted
from site_builder.cli.summary import without_content
from site_builder.content.urls import address, nearly
from site_builder.forms.versions import load_forms
from site_builder.model.agency_kinds import KINDS, kind_by_name
from site_builder.model.limits import LONGEST_NAME
from site_builder.scaffold.known import agencies, file_with_address, register, tables
from site_builder.scaffold.new_files import NewFile, RefusedError, write_new
from site_builder.scaffold.skeletons import (
    new_agency,
    new_catalogue,
    new_document,
    new_report,
    schema_files,
)
from site_builder.text.labels import hint

_LONGEST_TEXT = 200  # characters of a name or a title


class _SettingsError(Exception):
    """The settings cannot be read."""


class _Made(NamedTuple):
    """A new file, and what is to be said of it."""

    file: NewFile
    notes: tuple[str, ...] = ()


def make_new(options: argparse.Namespace, today: date) -> Outcome:
    """Write the skeleton of a new file, and the schemas that it names if they are missing."""
    if missing := without_content(options.source):
        return Outcome(USAGE, messages=(f"{missing}新建项目用 sitebuild init。",))
    makers = {
        "agency": _agency,
        "report": _report,
        "document": _document,
        "catalogue": _catalogue,
    }
    try:
        made = makers[options.what](options, today)
        paths = _write(options.source, made.file)
    except (UnansweredError, RefusedError) as error:
        return Outcome(USAGE, messages=(f"{error}。",))
    except _SettingsError:
        said = f"{CONTENT}/site.yaml 有误；请先运行 sitebuild check，照它说的改。"
        return Outcome(SETTINGS, messages=(said,))
    if options.quiet:
        return Outcome(DONE)
    where = options.source / made.file.path
    source = "" if options.source == Path() else f" --source {shlex.quote(f'{options.source}')}"
    lines = [*(f"写好了 {path}" for path in paths), *made.notes]
    lines.append("还没有写的地方都有“（填写）”的记号；写好以后检查：")
    lines.append(f"  sitebuild check{source} {shlex.quote(f'{where}')}")
    return Outcome(DONE, "".join(f"{line}\n" for line in lines))


def _write(source: Path, file: NewFile) -> tuple[str, ...]:
    """Write a new file, and the schemas. Return what was written, the schemas as one."""
    try:
        written, kept = write_new(source, (file,))
    except FileExistsError:
        written, kept = (), (file.path,)
    if kept:
        raise RefusedError(f"{source / file.path} 已经有了，没有动它")
    schemas, _ = write_new(source, schema_files(load_forms()))
    folder = f"{source / '.schemas'}（{len(schemas)} 个文件，供编辑器提示怎样填写）"
    return (f"{source / written[0]}", *((folder,) if schemas else ()))


def _agency(options: argparse.Namespace, _: date) -> _Made:
    settings, problems = read_settings(options.source / CONTENT)
    if problems:
        raise _SettingsError
    question = "机关的代号（文件夹名称，会出现在网址里），如 zhongwei-kjj"
    slug = wanted(options.slug, "代号", question, partial(_wrong_slug, options.source))
    name = wanted(options.name, "--name", "机关全称", _wrong_text)
    regions = [(one.code, one.name) for one in settings.regions]
    only = regions[0][0] if len(regions) == 1 else None
    wrong_region = partial(_not_in, [code for code, _ in regions], "site.yaml 的 regions 里")
    region = chosen(options.region or only, "--region", "行政区划", regions, wrong_region)
    kind = options.kind or kind_by_name(name)
    if not kind and has_terminal():
        kinds = [(one, "") for one in KINDS]
        kind = chosen(None, "--kind", "机关类别", kinds, partial(_not_in, KINDS, ""))
    values = {"title": name, "region": region, "kind": kind, "short_name": options.short_name}
    return _Made(new_agency(slug, values | {k: getattr(options, k) for k, _ in CONTACT_OPTIONS}))


def _report(options: argparse.Namespace, today: date) -> _Made:
    source, slug = options.source, _agency_of(options)
    wrong = partial(_wrong_year, source, slug, today)
    year = int(wanted(options.year, "--year", "报告的年度", wrong, str(today.year - 1)))
    if fault := wrong(str(year)):
        raise RefusedError(fault)
    forms = load_forms()
    before = tables(source, slug, year - 1, forms)
    file = new_report(slug, register(source, slug), year, forms, before or ())
    carried = file.text.count("# 去年结转")
    if carried:
        note = f"从{year - 1}年的报告结转了 {carried} 处，写着“去年结转，请核对”。"
    else:
        report = "报告没有可以结转的数" if before else "报告没有统计表，或者还没有报告"
        note = f"没有从{year - 1}年结转：那一年的{report}。"
    return _Made(file, (note,))


def _document(options: argparse.Namespace, today: date) -> _Made:
    slug = _agency_of(options)
    question = "文件名（会出现在网址里），如 2024/budget"
    name = wanted(options.name, "名称", question, partial(_wrong_name, options.source, slug))
    title = options.title
    if not title and has_terminal():
        title = wanted(None, "--title", "文件的标题", _wrong_text)
    name = name.removesuffix(".md")
    return _Made(new_document(slug, name, title, options.type, today.year))


def _catalogue(options: argparse.Namespace, _: date) -> _Made:
    slug = _agency_of(options)
    return _Made(new_catalogue(slug, register(options.source, slug)))


def _agency_of(options: argparse.Namespace) -> str:
    """Return the folder of the agency that is named, or chosen from a list."""
    known = agencies(options.source)
    if not known:
        raise RefusedError("还没有机关；请先用 sitebuild new agency 新建一个")
    wrong = partial(_not_in, [slug for slug, _ in known], "机关里")
    return chosen(options.agency, "--agency", "哪个机关（文件夹名称）", known, wrong)


def _not_in(known: list[str] | tuple[str, ...], where: str, text: str) -> str:
    return "" if text in known else f"{where}没有“{text}”{hint(text, known)}".removesuffix("。")


def _wrong_text(text: str) -> str:
    if not text.strip() or not text.isprintable():
        return "不能是空的，也不能有看不见的字符"
    return f"太长，最多 {_LONGEST_TEXT} 个字" if len(text) > _LONGEST_TEXT else ""


def _wrong_slug(source: Path, slug: str) -> str:
    path = f"agencies/{slug}/index.md"
    if "/" in slug or address(path).role != "agency" or len(slug) > LONGEST_NAME:
        near = nearly(path).removeprefix("agencies/").removesuffix("/index.md")
        meant = f"，如 {near}" if near and "/" not in near else ""
        return f"“{slug}”不能作代号，只用小写字母、数字和短横线{meant}"
    return _taken(source, path)


def _wrong_year(source: Path, slug: str, today: date, text: str) -> str:
    is_year = text.isascii() and text.isdigit() and len(text) == len("2024")
    if not is_year or not FIRST_YEAR <= int(text) <= today.year:
        return f"“{text}”不能是报告的年度，应为 {FIRST_YEAR} 至 {today.year}"
    return _taken(source, f"agencies/{slug}/reports/{text}.md")


def _wrong_name(source: Path, slug: str, name: str) -> str:
    path = f"agencies/{slug}/documents/{name.removesuffix('.md')}.md"
    if address(path).role != "document" or max(map(len, path.split("/"))) > LONGEST_NAME:
        near = nearly(path).removeprefix(f"agencies/{slug}/documents/").removesuffix(".md")
        meant = f"，如 {near}" if near else ""
        return f"“{name}”不能作文件名，只用小写字母、数字、短横线和斜杠{meant}"
    other = file_with_address(source, path)
    if other:
        return f"“{name}”的网址已经用在 {source / CONTENT / other}，请换一个文件名"
    return _taken(source, path)


def _taken(source: Path, path: str) -> str:
    place = source / CONTENT / path
    return f"{place} 已经有了，没有动它" if os.path.lexists(place) else ""
