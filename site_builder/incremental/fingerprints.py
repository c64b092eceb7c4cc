"""Compares the fingerprints of pages to find those that are stale, and why.

The fingerprint of a page is a mapping of names to digests of everything that it is made from. A
page is stale if and only if its fingerprint has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from site_builder.model.product import Page

Fingerprint = Mapping[str, str]


class SharedFingerprints(NamedTuple):
    """Digests of what all pages share: the templates by name, with everything that they include;
    the settings; the navigation; and whether there are fragments. The program is not among them,
    because another program starts with an empty cache."""

    templates: Mapping[str, str]
    settings: str
    navigation: str
    fragments: str


def fingerprint(page: Page, shared: SharedFingerprints) -> dict[str, str]:
    """Return the fingerprint of a page: the digests that pages share, and those of its inputs."""
    return {
        "模板": shared.templates[page.template],
        "站点设置": shared.settings,
        "页面导航": shared.navigation,
        "正文片段": shared.fragments,
        **dict(page.inputs),
    }


def stale(old: Mapping[str, Fingerprint], new: Mapping[str, Fingerprint]) -> dict[str, str]:
    """Return the reason, in Chinese, why each stale page is stale, by address, in the order of
    `new`."""
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
