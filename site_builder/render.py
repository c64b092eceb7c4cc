"""Pages → Outputs: templates filled with views. Content is data here, never a template."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jinja2 import Environment
from markupsafe import Markup

from site_builder.links import ROOT
from site_builder.model import Filing, Output, Page, Site, Waiver
from site_builder.show import Viewer, navigation
from site_builder.tables import Tables
from site_builder.theme import Theme
from site_builder.urls import FRAGMENTS, to_root
from site_builder.views import View

_MAIN = re.compile(r"<main\b[^>]*>\n?(.*)</main>", re.S)


def render(
    pages: tuple[Page, ...], site: Site, theme: Theme, fragments: bool = False
) -> Iterator[Output]:
    """Render pages one by one, in their order; then come the theme's files and the attachments.
    With `fragments`, what is inside `<main>` also stands alone, its links on the base URL, for
    another page to include."""
    environment = theme.environment()
    tables = Tables(environment)
    viewer = Viewer(site, pages)
    environment.globals.update(
        settings=site.settings, navigation=navigation(site), stylesheets=theme.stylesheets()
    )
    for page in pages:
        view = viewer.view(page)
        yield Output(page.url, _fill(page, view, environment, tables, to_root(page.url)).encode())
        if fragments and page.url.endswith(".html"):
            html = _fill(page, view, environment, tables, site.settings.base_url)
            main = _MAIN.search(html)
            yield Output(f"{FRAGMENTS}/{page.url}", (main[1] if main else html).encode())
    for path, file in theme.static():
        yield Output(path, file.read_bytes())
    for attachment in site.attachments:
        yield Output(attachment.path, b"", attachment.file, attachment.digest)


def _fill(page: Page, view: View, environment: Environment, tables: Tables, root: str) -> str:
    def html(body: tuple[str | Filing, ...], waivers: tuple[Waiver, ...] = ()) -> Markup:
        """A body as HTML, its tables drawn and its links turned towards this page."""
        parts = (p if isinstance(p, str) else tables.filing(p, waivers) for p in body)
        return Markup("".join(parts).replace(ROOT, root))

    template = environment.get_template(page.template)
    return template.render(
        page=view, root=root, url=page.url, html=html, sum_table=lambda t: Markup(tables.tally(t))
    )
