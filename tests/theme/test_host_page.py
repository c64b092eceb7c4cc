"""Fragments in the page of another site, whose style sheet knows nothing of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import TODAY, demonstration, silent
from playwright.sync_api import Browser, Page

from site_builder.build import build

BASE = "https://a.example/gk/"
# What old portals do: they reset every element, and style elements and common class names.
HOST_STYLE = """\
* { margin: 0; padding: 0; list-style: none; font-style: normal; }
body { font: 12px/1.2 serif; color: #333; background: #fff; }
h1, h2, h3 { font-size: 12px; font-weight: normal; color: red; text-align: right; }
td, th { border: 0; padding: 0; text-align: right; font-size: 9px; }
table { width: 50px; border-spacing: 9px; }
a { color: lime; text-decoration: none; }
.page, .title, .table, .list, .nav, .main, .body { display: none !important; }
#content, #top, #nav { display: none; }
"""
# Of each element: what a host must not change, as our own style sheet sets it.
LOOKS = """() => [...document.querySelectorAll(
    '.sb-page .sb-title > :first-child, .sb-page table, .sb-page td, .sb-page th, .sb-page a, '
    + '.sb-page h2, .sb-page h3, .sb-page p, .sb-page li')].map(one => {
    const s = getComputedStyle(one);
    return [one.tagName, s.display, s.color, s.fontSize, s.fontWeight, s.textAlign,
            s.paddingTop, s.borderTopWidth, s.borderCollapse].join(' ');
})"""


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, with fragments."""
    root = demonstration(tmp_path_factory.mktemp("host"))
    output = root / "public"
    built = build(root, output, today=TODAY, progress=silent, base_url=BASE, fragments=True)
    assert not built.stopped, built.findings
    return output


def shown(page: Page, public: Path, path: str, style: str) -> list[str]:
    """What the elements of a fragment look like in a page with a style of its own."""
    ours = (public / "assets/site.css").read_text("utf-8")
    body = (public / path).read_text("utf-8")
    page.set_content(
        f"<!DOCTYPE html><html lang='zh-CN'><head><style>{style}</style><style>{ours}</style>"
        f"</head><body>{body}</body></html>",
        wait_until="domcontentloaded",
    )
    looks: list[str] = page.evaluate(LOOKS)
    return looks


def test_every_fragment_looks_in_a_host_page_as_it_does_alone(
    public: Path, browser: Browser
) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    differing: list[str] = []
    fragments = public / "fragments"
    for file in sorted(fragments.rglob("*.html")):
        path = file.relative_to(public).as_posix()
        alone, hosted = (shown(page, public, path, style) for style in ("", HOST_STYLE))
        assert len(alone) == len(hosted) > 0
        differing += [f"{a} | {b}" for a, b in zip(alone, hosted, strict=True) if a != b]
    context.close()

    assert [*dict.fromkeys(differing)] == []
