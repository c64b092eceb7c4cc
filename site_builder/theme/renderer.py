"""Renders views with templates. Content is data, never a template."""

from __future__ import annotations

import re
from hashlib import sha256

from markupsafe import Markup, escape

from site_builder.content.urls import FRAGMENTS, ROOT, absolute_root, feeds_of, to_root
from site_builder.model.product import Output
from site_builder.model.site import Settings, Waiver
from site_builder.model.table import RenderedTable
from site_builder.pages.footer import footer
from site_builder.pages.fragment import fragment_data, lowered
from site_builder.pages.head import head
from site_builder.pages.kind import View
from site_builder.pages.view_models import NavLink
from site_builder.text.patterns import regex
from site_builder.theme.table_renderer import Tables
from site_builder.theme.templates import Templates
from site_builder.theme.theme_error import errors_in

_MAIN = regex(r"<main\b[^>]*>\n?(.*)</main>", re.S)


class Renderer:
    """Renders pages with the templates of a theme and the parts that all pages share."""

    def __init__(
        self,
        templates: Templates,
        settings: Settings,
        navigation: tuple[NavLink, ...],
        fragments: bool,
    ) -> None:
        self._files = {name: file for name, (file, _) in templates.files.items()}
        self._environment = templates.environment()
        self._environment.globals.update(
            settings=settings,
            navigation=navigation,
            footer=footer(settings),
            stylesheet=templates.stylesheet.path,
        )
        self._tables = Tables(self._environment)
        self._settings = settings
        self._base_url = settings.base_url
        self._fragments = fragments

    def render(self, url: str, template: str, view: View) -> tuple[Output, ...]:
        """Return the file of a page. With fragments, return also a file with the contents of its
        `<main>`, whose links begin with the base URL, for inclusion in other sites, and one with
        the data of the page. Raise ThemeError for any error in a template."""
        with errors_in(self._files[template]):
            root = absolute_root(url, self._base_url) or to_root(url)
            page = _output(url, self._fill(url, template, view, root))
            if not self._fragments or not url.endswith(".html") or view.meta.moved_to:
                return (page,)
            fragment = f"{FRAGMENTS}/{url}"
            root = absolute_root(fragment, self._base_url)
            html = self._fill(url, template, view, root)
            main = _MAIN.search(html)
            body = lowered(main[1] if main else html, self._settings.heading_level)
            data = fragment_data(view.meta, url, self._settings)
            about = f"{fragment.removesuffix('.html')}.json"
            return page, _output(fragment, body), _output(about, data)

    def _fill(self, url: str, template: str, view: View, root: str) -> str:
        def html(body: tuple[str | RenderedTable, ...], waivers: tuple[Waiver, ...] = ()) -> Markup:
            """Return a body as HTML, with rendered tables and with links relative to this page."""
            parts = (p if isinstance(p, str) else self._tables.filing(p, waivers) for p in body)
            return Markup("".join(parts).replace(ROOT, escape(root)))

        return self._environment.get_template(template).render(
            page=view,
            head=head(view.meta, url, self._settings),
            root=root,
            url=url,
            feeds=feeds_of(url) if self._base_url and not view.meta.moved_to else (),
            html=html,
            sum_table=lambda *tally: Markup(self._tables.tally(*tally)),
        )


def _output(path: str, text: str) -> Output:
    data = text.encode()
    return Output(path, data, sha256(data).hexdigest())
