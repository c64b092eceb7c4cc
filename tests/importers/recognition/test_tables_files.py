"""The tables of reports in files of Word and PDF, with narrow columns and over several pages."""

from __future__ import annotations

from lzma import decompress
from pathlib import Path

import pytest
from figures import FORMS

from importers.recognition.printed_tables import found, marked
from site_builder.forms.versions import forms_for
from site_builder.importers.formats.manuscripts import read_manuscript
from site_builder.importers.recognition.tables.find import find_tables
from site_builder.importers.report_draft import TablesFound

FILES = Path(__file__).parents[2] / "data" / "imports"


def tables_in(name: str, year: int) -> TablesFound:
    data = (FILES / name).read_bytes()
    plain = decompress(data) if name.endswith(".xz") else data
    manuscript, _ = read_manuscript(plain, name.removesuffix(".xz"))
    return find_tables(manuscript.blocks, year, FORMS)


@pytest.mark.parametrize("year", [2019, 2021])
def test_every_figure_is_the_same_in_every_kind_of_file(year: int) -> None:
    names = ("libreoffice.docx", "libreoffice.pdf", "chromium.pdf.xz")

    all_tables = [tables_in(f"report-{year}-{name}", year) for name in names]

    word = all_tables[0].tables
    assert [one.form for one in word] == [*forms_for(FORMS, year)]
    for tables in all_tables:
        assert [found(one) for one in tables.tables] == [found(one) for one in word]
        assert all(text for one in tables.tables for row in found(one) for text in row)
        assert not any(marked(one) for one in tables.tables)
        assert not tables.remarks.lost
        assert not tables.remarks.guesses
