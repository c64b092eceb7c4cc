"""Reads the settings from content/site.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from site_builder.assembly.download_rules import download_not_known
from site_builder.assembly.history_rules import review_setting_not_valid
from site_builder.assembly.schema import SITE, read_header, read_waivers
from site_builder.assembly.settings_rules import (
    base_url_not_valid,
    coverage_not_valid,
    heading_level_not_valid,
    icp_not_valid,
    left_unfilled_in_settings,
    police_not_valid,
    regions_not_valid,
    settings_missing,
    settings_unreadable,
    site_id_not_valid,
)
from site_builder.assembly.topics import read_topics
from site_builder.content.partition import FILE
from site_builder.content.regular_file import read_regular
from site_builder.model.document import Mapping, Node, Scalar
from site_builder.model.finding import Problem
from site_builder.model.limits import LARGEST_SETTINGS
from site_builder.model.rule import Rule
from site_builder.model.site import Region, Settings
from site_builder.parsing.decode import decode
from site_builder.parsing.front_matter_rules import header_is_not_a_mapping
from site_builder.parsing.yaml_nodes import read_yaml
from site_builder.text.fill_marks import unfilled
from site_builder.text.labels import hint
from site_builder.text.patterns import regex

LOWEST_TITLE = 4  # the lowest level of the title of a fragment; its sections lie below
DOWNLOADS = ("docx", "pdf", "xlsx")  # formats in which reports can be downloaded
CHOICES = {"coverage": ("full", "selected"), "review": ("optional", "required")}
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_HOST = rf"(?:{_LABEL}(?:\.{_LABEL})*|\[[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*\])"
# A segment of a path: no dots alone, and no escape of a slash, a backslash or a control character.
_SEGMENT = (
    r"/(?!(?:\.|%2[Ee]){1,2}(?:/|\Z))"
    r"(?:[\w\-.~!$&()*+,;=:@]|[^\x00-\x7f]|%(?![01]|2[Ff]|5[Cc]|7[Ff])[0-9A-Fa-f]{2})+"
)
_ADDRESS = regex(rf"[Hh][Tt]{{2}}[Pp][Ss]?://{_HOST}(?::([0-9]{{1,5}}))?(?:{_SEGMENT})*/?")
_LARGEST_PORT = 65535
CODE = regex(r"[1-9][0-9]{5}")
# What the numbers of a site look like (国办发〔2017〕47号), with the rule that reports others.
_NUMBERS = (
    ("site_id", regex(r"[0-9]{10}|bm[0-9]{8}"), site_id_not_valid),
    ("icp", regex(r"[^\W\d_]{0,2}ICP[备证] ?[0-9]{5,10}号?(?:-[0-9]{1,3})?"), icp_not_valid),
    ("police", regex(r"[^\W\d_]{0,4}安备(?:案号)? ?[0-9]{12,14}号?"), police_not_valid),
)


def read_settings(content: Path, base_url: str = "") -> tuple[Settings, tuple[Problem, ...]]:
    """Read the settings in the folder `content`; `base_url` overrides that of the file.

    Return the settings and the problems found; a site cannot be built with any problem.
    """
    try:
        data = read_regular(content / FILE, LARGEST_SETTINGS)
    except FileNotFoundError:
        return Settings(""), (Problem(settings_missing, FILE),)
    except OSError as error:
        return Settings(""), (Problem(settings_unreadable, FILE, why=error.strerror or "?"),)
    text, faults = decode(data, FILE)
    node, more = read_yaml(text, FILE)
    if not isinstance(node, Mapping):
        more = (*more, Problem(header_is_not_a_mapping, FILE, node.line, node.column))
        node = Mapping((), 1, 1)
    values, wrong = read_header(node, FILE, SITE) if not faults + more else ({}, ())
    regions, strange = _regions(values.pop("regions", None))
    topics, unclear = read_topics(values.pop("topics", None))
    waivers, idle = read_waivers(values.pop("waivers", None), FILE)
    written = values.pop("base_url", "")
    address = base_url or written
    if address and not _is_base_url(address):
        there = None if base_url else node.get("base_url")
        place = (there.line, there.column) if there else (0, 0)
        strange = (*strange, Problem(base_url_not_valid, FILE, *place, text=address))
    strange = (
        *strange,
        *(Problem(left_unfilled_in_settings, FILE, *place) for place in unfilled(text)),
        *_wrong_numbers(values, node),
        *_choice(node, "coverage", values.get("coverage", ""), coverage_not_valid),
        *_unknown_downloads(values, node),
        *_heading_level(node, values.get("heading_level", 1)),
        *_choice(node, "review", values.get("review", ""), review_setting_not_valid),
    )
    settings = Settings(
        **{"title": "", **values},
        base_url=address.rstrip("/") + "/" if address else "",
        regions=regions,
        topics=topics,
        waivers=waivers,
        digest=sha256(data + b"\0" + base_url.encode("utf-8", "surrogatepass")).hexdigest(),
    )
    return settings, (*faults, *more, *wrong, *strange, *unclear, *idle)


def _is_base_url(address: str) -> bool:
    """Whether an address is one of http or https, with nothing but a host, a port and a path, all
    of it printable."""
    found = _ADDRESS.fullmatch(address) if address.isprintable() else None
    return found is not None and int(found[1] or 0) <= _LARGEST_PORT


def _choice(node: Mapping, key: str, text: str, rule: Rule) -> Iterator[Problem]:
    """Yield a problem of the rule if the text of a key is none of its choices."""
    known = CHOICES[key]
    if text and text not in known:
        yield Problem(rule, FILE, *node.place(key), text=text, hint=hint(text, known))


def _unknown_downloads(values: dict[str, Any], node: Mapping) -> Iterator[Problem]:
    """Yield a problem for each format that is none, and keep the others, each once, in order."""
    named = values.get("downloads", ())
    for one in named:
        if one not in DOWNLOADS:
            known, question = "、".join(DOWNLOADS), hint(one, DOWNLOADS)
            place = node.place("downloads")
            yield Problem(
                download_not_known, FILE, *place, text=one[:40], hint=question, known=known
            )
    if named:
        values["downloads"] = tuple(one for one in DOWNLOADS if one in named)


def _heading_level(node: Mapping, level: int) -> Iterator[Problem]:
    """Yield a problem if fragments cannot begin with headings of that level."""
    if not 1 <= level <= LOWEST_TITLE:
        place = node.place("heading_level")
        yield Problem(heading_level_not_valid, FILE, *place, level=str(level))


def _wrong_numbers(values: dict[str, Any], node: Mapping) -> Iterator[Problem]:
    """Yield a problem for each number of the site that is not one of its kind."""
    for key, pattern, rule in _NUMBERS:
        there = node.get(key)
        if there and key in values and not pattern.fullmatch(values[key]):
            yield Problem(rule, FILE, there.line, there.column, text=values[key][:40])


def _regions(node: Node | None) -> tuple[tuple[Region, ...], tuple[Problem, ...]]:
    """Return the administrative divisions in the order of their codes, and the problems."""
    if node is None:
        return (), ()
    if not isinstance(node, Mapping):
        return (), (Problem(regions_not_valid, FILE, node.line, node.column),)
    regions: list[Region] = []
    problems: list[Problem] = []
    for entry in node.entries:
        name = entry.value
        if CODE.fullmatch(entry.key.text) and isinstance(name, Scalar) and name.text:
            regions.append(Region(entry.key.text, name.text))
        else:
            problems.append(Problem(regions_not_valid, FILE, entry.key.line, entry.key.column))
    return tuple(sorted(regions, key=lambda region: region.code)), tuple(problems)
