"""Which pages must be made again, and why: old facts and new facts in, reasons out.

A page's facts are the digests of all it is made from, by name. Nothing here reads, writes or
renders; a page is stale exactly when a fact about it changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.model import Page

Facts = Mapping[str, str]


def facts(page: Page, template: str, settings: str, program: str) -> dict[str, str]:
    """The facts about one page: its template's closure, the settings, the program, its inputs."""
    return {
        "模板": template,
        "站点设置": settings,
        "程序": program,
        **dict(page.inputs),
    }


def stale(old: Mapping[str, Facts], new: Mapping[str, Facts]) -> dict[str, str]:
    """The reason, in words, for every page that must be made again; in the order of `new`."""
    return {
        url: "；".join(reasons)
        for url, now in new.items()
        if (reasons := tuple(_reasons(old.get(url), now)))
    }


def _reasons(before: Facts | None, now: Facts) -> Iterator[str]:
    if before is None:
        yield "新页面"
        return
    for name, digest in now.items():
        if name not in before:
            yield f"多了{name}"
        elif before[name] != digest:
            yield f"{name}有改动"
    for name in before:
        if name not in now:
            yield f"少了{name}"
