"""Which pages must be made again, and why: old facts and new facts in, reasons out.

A page's facts are digests, by name, of all it is made from. Nothing here reads, writes or renders;
a page is stale exactly when a fact about it changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from site_builder.model.product import Page

Fingerprint = Mapping[str, str]


class SharedFingerprints(NamedTuple):
    """What every page is made with, as digests: the templates by name, with all they include; the
    settings, the navigation, and whether there are fragments. Another program knows nothing of the
    pages of this one: it makes all of them anew."""

    templates: Mapping[str, str]
    settings: str
    navigation: str
    fragments: str


def fingerprint(page: Page, look: SharedFingerprints) -> dict[str, str]:
    """The facts about one page: what it is made with, and what it shows."""
    return {
        "模板": look.templates[page.template],
        "站点设置": look.settings,
        "页面导航": look.navigation,
        "正文片段": look.fragments,
        **dict(page.inputs),
    }


def stale(old: Mapping[str, Fingerprint], new: Mapping[str, Fingerprint]) -> dict[str, str]:
    """The reason, in words, for every page that must be made again; in the order of `new`."""
    return {
        url: "；".join(reasons)
        for url, now in new.items()
        if (reasons := tuple(_reasons(old.get(url), now)))
    }


def _reasons(before: Fingerprint | None, now: Fingerprint) -> Iterator[str]:
    if before is None:
        yield "新页面"
        return
    if before == now:
        return
    for name, digest in now.items():
        if name not in before:
            yield f"多了{name}"
        elif before[name] != digest:
            yield f"{name}有改动"
    for name in before:
        if name not in now:
            yield f"少了{name}"
