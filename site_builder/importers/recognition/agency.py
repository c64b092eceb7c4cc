"""Which agency of the project a file is of, by the names that its register has."""

from __future__ import annotations

from typing import NamedTuple

from site_builder.importers.imported import Remark
from site_builder.importers.recognition.runs import squeezed
from site_builder.importers.recognition.title import named_in
from site_builder.importers.report_draft import KnownAgency

SURE = 6  # characters of a name that is no abbreviation such as 县科技局

_OF_A_REGION = ("人民政府", "政府", "办事处", "人民政府办公室")


class Evidence(NamedTuple):
    """Where a file names its agency: its title, the names below its text, those in metadata, and
    the text of its opening; `place` is that of the title."""

    title: str
    signers: tuple[str, ...]
    publishers: tuple[str, ...]
    opening: str
    place: str


class FoundAgency(NamedTuple):
    """The folder of the agency, empty if it cannot be told, and what is to be said about it."""

    slug: str
    guesses: tuple[Remark, ...] = ()


def find_agency(agencies: tuple[KnownAgency, ...], evidence: Evidence, given: str) -> FoundAgency:
    """Return the agency of a file. `given` is the one that the user names; it is believed, and a
    file that names another one is reported."""
    if given:
        return FoundAgency(given, _contradictions(agencies, evidence, given))
    named = named_in(evidence.title)
    if sure := _in_title(agencies, named):
        return FoundAgency(sure)
    for slug, where, name in _elsewhere(agencies, evidence):
        reason = f"标题里没有机关名册上的名称，按{where}当作 {slug}"
        return FoundAgency(slug, (Remark(evidence.place, name, reason),))
    shown = named or next(iter(evidence.signers + evidence.publishers), "")
    reason = "看不出是哪个机关的，请用 --agency 写明；名称不同的，把它写进机关信息栏的 aliases"
    return FoundAgency("", (Remark(evidence.place, shown or evidence.title, reason),))


def _in_title(agencies: tuple[KnownAgency, ...], named: str) -> str:
    """Return the one agency that a title names, or the empty string."""
    if not named:
        return ""
    spellings = (named, *(f"{named}{end}" for end in _OF_A_REGION))
    called = (_called(agencies, spelling) for spelling in spellings)
    return next((slug for slug in called if slug), "") or _longest(agencies, named)


def _called(agencies: tuple[KnownAgency, ...], name: str) -> str:
    """Return the one agency with exactly this name, or the empty string."""
    wanted = squeezed(name)
    slugs = {one.slug for one in agencies if wanted in {squeezed(n) for n in one.names}}
    return slugs.pop() if len(slugs) == 1 else ""


def _longest(agencies: tuple[KnownAgency, ...], text: str) -> str:
    """Return the agency of the longest name in a text; empty if there is none, or more than one."""
    found = [
        (len(bare), one.slug)
        for one in agencies
        for name in one.names
        if len(bare := squeezed(name)) >= SURE and bare in text
    ]
    longest = max(found, default=(0, ""))[0]
    slugs = {slug for length, slug in found if length == longest}
    return slugs.pop() if len(slugs) == 1 else ""


def _elsewhere(
    agencies: tuple[KnownAgency, ...], evidence: Evidence
) -> tuple[tuple[str, str, str], ...]:
    """Return the agencies that a file names elsewhere: each with where, and under which name."""
    found = [(_called(agencies, name), "落款", name) for name in evidence.signers]
    found += [(_called(agencies, name), "发布机构", name) for name in evidence.publishers]
    slug = _longest(agencies, squeezed(evidence.opening))
    names = (n for one in agencies if one.slug == slug for n in one.names)
    name = next((n for n in names if squeezed(n) in squeezed(evidence.opening)), "")
    return tuple(one for one in (*found, (slug, "开头一段", name)) if one[0])


def _contradictions(
    agencies: tuple[KnownAgency, ...], evidence: Evidence, given: str
) -> tuple[Remark, ...]:
    """Return a remark if a file names another agency than the given one, and not that too."""
    named = named_in(evidence.title)
    own = {squeezed(name) for one in agencies if one.slug == given for name in one.names}
    others = [_in_title(agencies, named), *(slug for slug, _, _ in _elsewhere(agencies, evidence))]
    if given in others or named in own or not (named or any(others)):
        return ()
    reason = f"文件写的好像是别的机关，仍按 --agency 放进 {given}"
    return (Remark(evidence.place, named or evidence.title, reason),)
