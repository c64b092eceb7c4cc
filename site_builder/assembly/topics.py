"""Reads `topics:` of site.yaml: what a site adds to the 国务院公文主题分类, by slug."""

from __future__ import annotations

from site_builder.assembly.document_rules import topic_taken, topics_not_valid
from site_builder.content.partition import FILE
from site_builder.model.document import Mapping, Node, Scalar
from site_builder.model.facets import TOPICS, Facet
from site_builder.model.finding import Problem
from site_builder.text.patterns import regex

SLUG = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_topics(node: Node | None) -> tuple[tuple[Facet, ...], tuple[Problem, ...]]:
    """Return the topics in their order, and the problems."""
    if node is None:
        return (), ()
    if not isinstance(node, Mapping):
        return (), (Problem(topics_not_valid, FILE, node.line, node.column),)
    topics: list[Facet] = []
    problems: list[Problem] = []
    taken = {text for one in TOPICS for text in (one.slug, one.name)}
    for entry in node.entries:
        slug, name = entry.key.text, entry.value
        place = entry.key.line, entry.key.column
        text = name.text.strip() if isinstance(name, Scalar) else ""
        if not text or "\\" in text or not SLUG.fullmatch(slug):
            problems.append(Problem(topics_not_valid, FILE, *place))
        elif again := {slug, text} & taken:
            problems.append(Problem(topic_taken, FILE, *place, text=min(again)))
        else:
            topics.append(Facet(slug, text))
            taken |= {slug, text}
    return tuple(topics), tuple(problems)
