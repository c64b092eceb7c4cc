"""Source → Document: where the header ends and the body begins."""

from __future__ import annotations

import pytest

from site_builder.model.document import Document, Mapping, Scalar
from site_builder.model.source import Source
from site_builder.parsing.document import parse, parse_one
from site_builder.parsing.markdown import make_parser

pytestmark = pytest.mark.interpreter


def parsed(text: str | bytes, path: str = "pages/a.md") -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return parse_one(Source(path, data, "digest"), make_parser)


def rules(document: Document) -> list[str]:
    return [what.rule.name for what in document.problems]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_header_and_body_are_separated_in_every_kind_of_file(end: str, bom: bytes) -> None:
    text = "---\ntitle: 甲\n---\n\n## 一\n\n乙\n".replace("\n", end)

    document = parsed(bom + text.encode())

    assert not document.problems
    assert document.header == Mapping(document.header.entries, 2, 1)
    assert document.header.get("title") == Scalar("甲", 2, 8)
    assert document.headings[0].line == 5
    assert document.body_line == 4
    assert (document.path, document.digest) == ("pages/a.md", "digest")


def test_a_body_may_be_missing() -> None:
    for text in ("---\ntitle: 甲\n---", "---\ntitle: 甲\n---\n", "---  \ntitle: 甲\n---\t\n\n"):
        document = parsed(text)
        assert not document.problems
        assert not document.headings
        assert document.header.get("title") == Scalar("甲", 2, 8)


def test_a_line_of_dashes_in_the_body_is_a_rule_and_no_header() -> None:
    document = parsed("---\ntitle: 甲\n---\n乙\n\n---\n\n丙\n")

    assert not document.problems
    assert "<hr>" in str(document.chapters[0].parts[0])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("", "empty_file"),
        (" \n\t\n", "empty_file"),
        ("正文\n", "header_missing"),
        ("\n\n---\ntitle: 甲\n---\n", "header_not_first"),
        ("---\ntitle: 甲\n", "header_not_closed"),
        ("--\ntitle: 甲\n--\n", "header_opened_wrongly"),
        ("———\ntitle: 甲\n———\n", "header_opened_wrongly"),
        ("---\ntitle: 甲\n...\n正文\n", "header_closed_by_dots"),
        ("---\ntitle: 甲\n---\n---\ndate: 乙\n---\n", "second_header"),
        ("---\n- 甲\n---\n", "header_is_not_a_mapping"),
        ("---\n甲\n---\n", "header_is_not_a_mapping"),
        ("---\ntitle：甲\n---\n", "fullwidth_colon"),
    ],
)
def test_a_header_that_cannot_be_read_is_reported_once(text: str, rule: str) -> None:
    assert rules(parsed(text)) == [rule]


def test_a_file_in_another_encoding_is_not_guessed_at() -> None:
    document = parsed("---\ntitle: 标题\n---\n".encode("gb18030"))

    assert rules(document) == ["gb18030"]
    assert not document.header_read
    assert not document.chapters


def test_whether_the_header_could_be_read_is_known() -> None:
    assert parsed("---\ntitle: 甲\n---\n").header_read
    assert parsed("---\n---\n").header_read
    for text in ("正文\n", "---\ntitle: 甲\n", "---\n- 甲\n---\n", "---\ntitle：甲\n---\n"):
        assert not parsed(text).header_read


def test_no_body_is_read_if_the_header_is_not_since_waivers_and_places_are_unknown() -> None:
    for text in ("---\ntitle：甲\n---\n## 一\n", "## 一\n"):
        document = parsed(text)
        assert not document.complete
        assert not document.headings


def test_documents_come_in_the_order_of_their_sources_and_none_depends_on_another() -> None:
    sources = [
        Source(f"pages/p{n}.md", f"---\ntitle: {n}\n---\n## {n}\n[x](y.md)[^1]\n".encode(), str(n))
        for n in range(30)
    ]

    documents = parse(sources)

    assert documents == tuple(parse_one(source, make_parser) for source in sources)
    assert parse(sources[::-1]) == documents[::-1]
