"""Makes disclosed documents from the values of their headers."""

from __future__ import annotations

from typing import Any

from site_builder.assembly.document_rules import index_pattern_not_valid
from site_builder.model.document import Document
from site_builder.model.document_types import (
    CONSULTATION,
    INQUIRY,
    Consultation,
    Inquiry,
    type_called,
)
from site_builder.model.facets import CATEGORIES, facet
from site_builder.model.finding import Problem
from site_builder.model.site import Agency, Article, DisclosedDocument, DocumentMetadata
from site_builder.text.index_number import BadPatternError, pattern

_PAGE = ".md"


def disclosed_document(
    agency: Agency,
    part: str,
    article: Article,
    metadata: DocumentMetadata,
    values: dict[str, Any],
) -> DisclosedDocument:
    """Return a disclosed document; `values` are those of its header. Its category is that of its
    type where the header has none."""
    name = values.get("type", "")
    known = type_called(name)
    written = values.get("category") or (known.category if known else "")
    category = facet(written, CATEGORIES)
    result = values.get("result", "")
    consultation = Consultation(
        values.get("opens"), values.get("closes"), "" if result.endswith(_PAGE) else result
    )
    return DisclosedDocument(
        agency,
        part,
        article,
        metadata,
        type=name,
        category=category.name if category else "",
        consultation=consultation if name == CONSULTATION else None,
        inquiry=Inquiry(values.get("asked"), values.get("answered")) if name == INQUIRY else None,
    )


def read_index_pattern(document: Document, form: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the form of the 索引号 of an agency, or the empty string if it is not valid, and the
    problems."""
    try:
        pattern(form)
    except BadPatternError as error:
        place = document.header.place("index_pattern")
        problem = Problem(index_pattern_not_valid, document.path, *place, why=str(error))
        return "", (problem,)
    return form, ()
