"""Reads what the header of a disclosed document names: other documents (the one that it interprets,
that ended it, that reports the result of a consultation) and other agencies that publish it too.
Links them both ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from site_builder.assembly.reference_rules import (
    named_twice,
    own_agency_named,
    reference_to_itself,
    reference_to_no_document,
)
from site_builder.assembly.schema import DISCLOSED_DOCUMENT
from site_builder.content.urls import address
from site_builder.model.document import Document, Link, Node, Scalar, Sequence
from site_builder.model.finding import Problem
from site_builder.model.relations import ENDS, RELATIONS
from site_builder.model.rule import Rule
from site_builder.model.site import (
    DisclosedDocument,
    Incoming,
    JointDocument,
    JointWith,
    Reference,
    Related,
    Site,
)
from site_builder.parsing.links import resolve

_LABELS = {field.key: field.label for field in DISCLOSED_DOCUMENT}
_ORDER = {relation.key: number for number, relation in enumerate(RELATIONS)}
_PAGE = ".md"
# A title and an address, by the path of the document.
Titles = Mapping[str, tuple[str, str]]


def read_references(
    document: Document, record: DisclosedDocument
) -> tuple[tuple[Reference, ...], tuple[Problem, ...]]:
    """Return the other documents that the header of a document names, and the problems. The result
    of a consultation may also be a text, which names none."""
    ends = ENDS.get(record.metadata.validity, "ended")
    named = [("ended_by", ends, one) for one in _scalars(_only(document, "ended_by"))]
    named += [("interprets",) * 2 + (one,) for one in _scalars(document.header.get("interprets"))]
    results = _scalars(_only(document, "result"))
    named += [("result",) * 2 + (one,) for one in results if one.text.strip().endswith(_PAGE)]
    article = record.article
    references: list[Reference] = []
    problems: list[Problem] = []
    taken: set[tuple[str, str]] = set()
    for key, relation, written in named:
        text = written.text.strip()
        path = "" if "#" in text else resolve(text, document.path).path
        rule = _fault(path, document.path) or (named_twice if (key, path) in taken else None)
        taken.add((key, path))
        if rule:
            problems.append(_problem(rule, document, key, written))
        else:
            link = Link(text, path, "", written.line, written.column)
            references.append(Reference(relation, article.path, link, article.title, article.url))
    return tuple(references), tuple(problems)


def read_agencies(
    document: Document, record: DisclosedDocument
) -> tuple[tuple[JointWith, ...], tuple[Problem, ...]]:
    """Return the other agencies that publish a document too, and the problems."""
    article = record.article
    shown = JointDocument(
        article.title,
        article.url,
        record.agency.name,
        record.metadata,
        record.type,
        record.category,
    )
    joint: dict[str, JointWith] = {}
    problems: list[Problem] = []
    for written in _scalars(document.header.get("agencies")):
        slug, place = written.text.strip(), (written.line, written.column)
        own = slug == record.agency.slug
        if own or slug in joint:
            rule = own_agency_named if own else named_twice
            problems.append(_problem(rule, document, "agencies", written))
        else:
            joint[slug] = JointWith(slug, document.path, place, shown)
    return tuple(joint.values()), tuple(problems)


def titles(site: Site) -> dict[str, tuple[str, str]]:
    """Return the titles and addresses of the disclosed documents of a partition that others may
    name."""
    return {
        one.article.path: (one.article.title, one.article.url)
        for collection in site.collections
        for one in collection.documents
    }


def related(references: Iterable[Reference], known: Titles) -> Iterator[Related]:
    """Yield what references between documents show on the pages of both; `known` are the documents
    that they may lead to."""
    for one in references:
        target = one.link.path
        if target in known:
            yield Related(one.source, one.relation, True, *known[target])
            yield Related(target, one.relation, False, one.title, one.url)


def joined(site: Site, incoming: Incoming) -> Site:
    """Return the site of a partition with its documents linked both ways, among themselves and with
    what other partitions add."""
    by_path: defaultdict[str, list[Related]] = defaultdict(list)
    for one in (*incoming.related, *related(site.references, titles(site))):
        by_path[one.path].append(one)
    collections = tuple(
        collection._replace(
            joint=incoming.joint,
            documents=tuple(
                one._replace(related=tuple(sorted(by_path.get(one.article.path, ()), key=_place)))
                for one in collection.documents
            ),
        )
        for collection in site.collections
    )
    return site._replace(collections=collections)


def _fault(path: str, document: str) -> Rule | None:
    """Return the rule that a reference violates, if any."""
    if path == document:
        return reference_to_itself
    if not path.endswith(_PAGE) or address(path).role != "document":
        return reference_to_no_document
    return None


def _problem(rule: Rule, document: Document, key: str, written: Scalar) -> Problem:
    place, text = (written.line, written.column), written.text.strip()[:60]
    return Problem(rule, document.path, *place, key=key, label=_LABELS[key], text=text)


def _only(document: Document, key: str) -> Scalar | None:
    """Return the text of a key, or None if there is none; a list is reported as a wrong value."""
    node = document.header.get(key)
    return node if isinstance(node, Scalar) else None


def _scalars(node: Node | None) -> tuple[Scalar, ...]:
    """Return the texts of a value that is a text or a list of texts."""
    nodes = node.items if isinstance(node, Sequence) else (node,)
    return tuple(one for one in nodes if isinstance(one, Scalar) and one.text.strip())


def _place(one: Related) -> tuple[int, bool, str, str]:
    return _ORDER[one.relation], not one.is_named, one.title, one.url
