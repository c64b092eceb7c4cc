"""Papers that are no report: a page of a portal that was pasted into one, or a file of its own."""

from __future__ import annotations

import re

from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.joining import rejoined, without_gaps
from site_builder.importers.recognition.metadata import Values, with_day
from site_builder.importers.recognition.outline import outlined
from site_builder.importers.recognition.signature import take_signature
from site_builder.importers.recognition.title import document_title, read_head
from site_builder.importers.report_draft import PastedDocument
from site_builder.model.manuscript import Block
from site_builder.text.patterns import regex

FREE = 2008  # a year whose reports have a free outline, as all papers have

_RUNNING = regex(r"((?:19|20)\d\d)[-〕\]］】）)]\s*第?(\d+)号?$")


def read_paper(
    blocks: tuple[Block, ...], known: Values, names: frozenset[str], place: str = ""
) -> tuple[PastedDocument, tuple[str, ...], Remarks]:
    """Return a paper, the names of the bodies that published it, and the remarks. `known` is what
    is known of it beside its text; `names` are the names of all known agencies."""
    head = read_head(blocks, names, document_title)
    end = take_signature(head.blocks, names)
    outline = outlined(end.blocks, FREE)
    body, seams = rejoined(outline.blocks, outline.is_styled)
    header = dict(head.values.header) | dict(known.header)
    day = end.signed or head.dated
    if day:
        header["signed"] = day.isoformat()
    if end.openness:
        header.setdefault("openness", end.openness)
    title = head.title or known.title or head.values.title or _called(header)
    document = PastedDocument(
        _name(header), title, with_day(header, day), without_gaps(body), place or head.place
    )
    publishers = end.names + known.agencies + head.values.agencies
    return document, publishers, head.remarks + end.remarks + outline.remarks + seams


def named_apart(documents: tuple[PastedDocument, ...]) -> tuple[PastedDocument, ...]:
    """Return documents of which no two have the same name for their files."""
    taken: set[str] = set()
    found: list[PastedDocument] = []
    for document in documents:
        name, number = document.name, 1
        while name in taken:
            number += 1
            name = f"{document.name}-{number}"
        taken.add(name)
        found.append(document._replace(name=name))
    return tuple(found)


def untitled(document: PastedDocument) -> Remarks:
    """Return a remark if a document has no title of its own."""
    if document.title not in {dict(document.header).get("index_number"), ""}:
        return Remarks()
    return Remarks(guesses=(Remark(document.place, document.title, "没有找到标题，请补写"),))


def _called(header: dict[str, str]) -> str:
    return header.get("index_number", "")


def _name(header: dict[str, str]) -> str:
    """Return a name for the file: year and running number of its 索引号 or 文号, or its day."""
    for key in ("index_number", "document_number"):
        if found := _RUNNING.search(header.get(key, "")):
            return f"{found[1]}-{found[2]}"
    days = (header.get(key, "")[:10] for key in ("signed", "generated", "published"))
    return next((day for day in days if re.fullmatch(r"[\d-]{10}", day)), "document")
