"""A pasted page becomes a disclosed document."""

from __future__ import annotations

import pytest
from conftest import Scenario

from importers.writing.drafts import paragraph
from importers.writing.test_report_file import AGENCY, lay
from site_builder.importers.report_draft import PastedDocument
from site_builder.importers.writing.document_file import make_document

HEADER = (
    ("index_number", "640521005/2018-00001"),
    ("published", "2018-11-30"),
    ("openness", "主动公开"),
)


@pytest.mark.parametrize(
    ("name", "header", "path"),
    [
        ("640521005/2018-00001", HEADER, "2018-11-30-640521005-2018-00001"),
        ("Notice 关于Ｂudget", HEADER, "notice-budget"),
        ("关于预算的通知", HEADER, "2018-11-30"),
        ("关于预算的通知", (), "document"),
        ("../../x", (), "x"),
        ("a" * 300, (), "a" * 60),
    ],
)
def test_its_name_can_be_part_of_an_address(
    name: str, header: tuple[tuple[str, str], ...], path: str
) -> None:
    one = make_document(PastedDocument(name, "通知", header, ()), "kjj")

    assert one.page.path == f"agencies/kjj/documents/{path}.md"


def test_its_metadata_are_on_its_page(site: Scenario) -> None:
    document = PastedDocument("notice", "关于预算的通知", HEADER, (paragraph("各科室："),))
    site.lay(AGENCY)
    lay(site, make_document(document, "kjj"))

    site.build()

    page = site.main("agencies/kjj/documents/notice/index.html").text
    assert "640521005/2018-00001" in page
    assert "各科室：" in page
