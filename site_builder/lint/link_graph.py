"""Links and their possible targets, within a partition or between partitions."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from site_builder.content.file_rules import MISNAMED, attachment_beyond_limit
from site_builder.content.partition import partition_of
from site_builder.content.urls import address
from site_builder.model.document import Document, Link
from site_builder.model.portal import Portal
from site_builder.model.site import Site

DRAFT = None
# The anchors of documents by path; None for a draft, to which nothing may link.
Anchors = Mapping[str, frozenset[str] | None]


@dataclass(frozen=True, slots=True)
class LinkGraph:
    """Links, each with the path of its file; the published attachments, the documents, and the
    anchors of the documents that the links lead to."""

    links: tuple[tuple[str, Link], ...]
    attachments: frozenset[str]
    documents: frozenset[str]
    anchors: Anchors


def inner_links(site: Site, partition: str) -> LinkGraph:
    """Return the graph of the links of a partition to itself. A document whose name is nearly
    right, which another rule reports, counts as if it had the right one, and an attachment that
    cannot be read as if it could."""
    documents = {document.path for document in site.documents}
    return LinkGraph(
        tuple((path, link) for path, link in _links(site) if _goal(path, link) == partition),
        _attachments(site),
        frozenset(documents.union(_right_names(site))),
        anchors(site),
    )


def _right_names(site: Site) -> Iterator[str]:
    """Yield the paths that the documents with a name nearly right should have."""
    for problem in site.problems:
        if problem.rule in MISNAMED:
            meant = problem.values["meant"]
            folder = "" if "/" in meant else posixpath.dirname(problem.path)
            yield posixpath.join(folder, meant)


def leaving_links(site: Site, partition: str) -> tuple[tuple[str, Link], ...]:
    """Return the links of a partition to other partitions."""
    return tuple((path, link) for path, link in _links(site) if _goal(path, link) != partition)


def unused_files(site: Site) -> tuple[str, ...]:
    """Return the attachments of a partition that its pages neither link to nor list."""
    used = {link.path for _, link in _links(site)}
    used |= {file for path, file in site.listed if path not in site.drafts}
    return tuple(one.path for one in site.attachments if one.path not in used)


def drafted_files(site: Site) -> tuple[str, ...]:
    """Return the attachments, of any partition, that drafts and withdrawn documents of this one
    link to or list. The draft of an agency uses all that are in its folder."""
    if any(address(path).role == "agency" for path in site.drafts):
        return tuple(one.path for one in site.attachments)
    drafts = [document for document in site.documents if document.path in site.drafts]
    used = {link.path for document in drafts for link in document.links}
    used.update(site.withdrawn_files)
    used |= {file for path, file in site.listed if path in site.drafts}
    return tuple(sorted(path for path in used if path and not path.endswith(".md")))


def kept_back(portal: Portal) -> frozenset[str]:
    """Return the attachments that no page links to or lists; they are not published."""
    unused = frozenset(path for summary in portal.summaries for path in summary.unused)
    if not unused:
        return unused
    return unused - {link.path for summary in portal.summaries for _, link in summary.leaving}


def forgotten(portal: Portal) -> frozenset[str]:
    """Return the attachments that neither a page nor a draft links to or lists."""
    drafted = {path for summary in portal.summaries for path in summary.drafted}
    return kept_back(portal) - drafted


def anchors(site: Site) -> dict[str, frozenset[str] | None]:
    """Return the anchors of every document and attachment of a partition, by path; attachments have
    none. Those of a document that could not be read completely are unknown: it is left out."""
    files = {path: frozenset[str]() for path in _attachments(site)}
    known = [one for one in site.documents if one.complete or one.path in site.drafts]
    return {**files, **{document.path: _anchors(document, site) for document in known}}


def _attachments(site: Site) -> frozenset[str]:
    """Return the attachments of a partition, also those that could not be read, for which it is in
    `problems`."""
    unread = (one.path for one in site.problems if one.rule is attachment_beyond_limit)
    return frozenset((*(one.path for one in site.attachments), *unread))


def _anchors(document: Document, site: Site) -> frozenset[str] | None:
    if document.path in site.drafts:
        return DRAFT
    return frozenset(heading.id for heading in document.headings)


def _links(site: Site) -> list[tuple[str, Link]]:
    """Return the internal links of all documents but drafts, those in headers too."""
    links = [
        (document.path, link)
        for document in site.documents
        if document.path not in site.drafts
        for link in document.links
        if link.path or link.fragment
    ]
    return [*links, *((one.source, one.link) for one in site.references)]


def _goal(path: str, link: Link) -> str:
    return partition_of(link.path or path)
