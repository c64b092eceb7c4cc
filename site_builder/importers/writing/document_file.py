"""Makes the files of a disclosed document out of a pasted page of a portal, or of a file that is no
report."""

from __future__ import annotations

import unicodedata

from site_builder.assembly.schema import DISCLOSED_DOCUMENT
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.report_draft import PastedDocument
from site_builder.importers.writing.body import write_body
from site_builder.importers.writing.made import Made, MadeFile, header_lines, page_bytes
from site_builder.text.patterns import regex

_DATES = ("published", "generated", "signed")
_BETWEEN = regex(r"[^a-z0-9]+")
_LONGEST = 60  # characters of a name


def make_document(document: PastedDocument, slug: str) -> Made:
    """Return the files of a document of an agency."""
    path = f"agencies/{slug}/documents/{_name(document)}.md"
    body = write_body(document.body, path)
    lost: list[Remark] = []
    values = dict(document.header) | {"title": document.title}
    header = header_lines(values.items(), DISCLOSED_DOCUMENT, lost)
    return Made(
        MadeFile(path, page_bytes(header, body.text)),
        tuple(MadeFile(*one) for one in body.pictures),
        Remarks(tuple(lost)) + body.remarks,
    )


def _name(document: PastedDocument) -> str:
    """Return a name that can be part of an address: the proposal without the characters that
    cannot, or the day of the document."""
    plain = unicodedata.normalize("NFKC", document.name).lower()
    name = _BETWEEN.sub("-", plain).strip("-")[:_LONGEST].strip("-")
    if any(letter.isalpha() for letter in name):
        return name
    header = dict(document.header)
    day = next((header[key][:10] for key in _DATES if header.get(key)), "")
    return _BETWEEN.sub("-", f"{day} {name}".lower()).strip("-") or "document"
