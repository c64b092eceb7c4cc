"""The agency that an option of a command names."""

from __future__ import annotations

from pathlib import Path

from site_builder.build import CONTENT as CONTENT_FOLDER
from site_builder.cli.language import say
from site_builder.cli.parser import hint
from site_builder.content.regular_file import read_regular
from site_builder.model.document import Scalar
from site_builder.model.limits import LARGEST_MARKDOWN
from site_builder.model.source import Source
from site_builder.parsing.document import parse


def without_agency(source: Path, slug: str) -> str:
    """Return what is wrong if a project has no agency in the folder `slug`, or an empty string."""
    folder = source / CONTENT_FOLDER / "agencies"
    slugs = sorted(file.parent.name for file in folder.glob("*/index.md"))
    if slug in slugs:
        return ""
    return say("没有机关“{slug}”{hint}", slug=slug, hint=hint(slug, slugs) or say("。"))


def agency_name(source: Path, slug: str) -> str:
    """Return the name of an agency, or its slug if its header cannot be read."""
    path = f"agencies/{slug}/index.md"
    data = read_regular(source / CONTENT_FOLDER / path, LARGEST_MARKDOWN)
    (document,) = parse((Source(path, data, ""),))
    title = document.header.get("title")
    return title.text.strip() if isinstance(title, Scalar) and title.text.strip() else slug
