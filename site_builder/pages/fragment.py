"""What other sites need to include a page: its data as JSON, and headings of lower levels."""

from __future__ import annotations

import json
import re

from site_builder.content.urls import quoted
from site_builder.model.site import Settings
from site_builder.pages.view_models import PageMeta
from site_builder.text.patterns import regex

_HEADING = regex(r"<(/?)h([1-6])(?=[\s>])")
_LOWEST = 6


def fragment_data(meta: PageMeta, url: str, settings: Settings) -> str:
    """Return the data of the page at an address: what a column of another site lists of it. Unknown
    values are empty texts."""
    known = {
        "title": meta.title,
        "url": settings.base_url + quoted(url),
        "date": meta.published,
        "source": meta.source,
        "summary": meta.summary,
        "keywords": [one for one in meta.keywords.split(",") if one],
        "breadcrumb": [
            {"text": one.text, "url": settings.base_url + quoted(one.url) if one.url else ""}
            for one in meta.crumbs
        ],
        "column": {"name": meta.column.name, "type": meta.column.kind},
    }
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def lowered(html: str, level: int) -> str:
    """Return the HTML of a page with a title of that level, and each heading as far below it as
    before; there is no level below 6. Everything else, anchors too, stays."""
    if level == 1:
        return html

    def heading(found: re.Match[str]) -> str:
        return f"<{found[1]}h{min(int(found[2]) + level - 1, _LOWEST)}"

    return _HEADING.sub(heading, html)
