"""Reads the former addresses of a document, from its header."""

from __future__ import annotations

from site_builder.assembly.redirect_rules import (
    former_address_not_valid,
    former_address_refused_by_windows,
)
from site_builder.content.urls import page_address
from site_builder.model.document import Document, Scalar, Sequence
from site_builder.model.finding import Problem
from site_builder.model.site import Article, Redirect
from site_builder.portable import refused_by_windows

_KEY = "redirect_from"


def read_redirects(
    document: Document, article: Article
) -> tuple[tuple[Redirect, ...], tuple[Problem, ...]]:
    """Return the redirects to a document, and the problems. Whether an address is free is not known
    here: pages of all partitions, and those about all agencies, may be there."""
    node = document.header.get(_KEY)
    written = node.items if isinstance(node, Sequence) else (node,)
    redirects: list[Redirect] = []
    problems: list[Problem] = []
    for one in written:
        text = one.text.strip() if isinstance(one, Scalar) else ""
        if not text or not isinstance(one, Scalar):
            continue
        place, old = (one.line, one.column), page_address(text)
        if not old:
            text = text[:60]
            problems.append(Problem(former_address_not_valid, document.path, *place, text=text))
            continue
        redirects.append(Redirect(old, article.url, article.title, document.path, place))
        if name := refused_by_windows(old):
            rule = former_address_refused_by_windows
            problems.append(Problem(rule, document.path, *place, url=old, name=name))
    return tuple(redirects), tuple(problems)
