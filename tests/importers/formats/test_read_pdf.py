"""The text of PDF files that LibreOffice, Chromium and WeasyPrint printed."""

from __future__ import annotations

from collections import Counter

import pytest
from office_files import Filled, Said, sample, sample_report

from site_builder.importers.formats.pdf.read import read_pdf
from site_builder.model.manuscript import Grid, Manuscript, Paragraph

SAMPLES = [(year, maker) for year in (2019, 2021) for maker in ("libreoffice", "chromium")]


def prose(manuscript: Manuscript) -> list[str]:
    return [block.text for block in manuscript.blocks if isinstance(block, Paragraph)]


def figures(manuscript: Manuscript) -> list[str]:
    """All numbers that stand alone in a cell, in order."""
    grids = [block for block in manuscript.blocks if isinstance(block, Grid)]
    texts = ("".join(cell.text.split()) for one in grids for cell in one.cells)
    return [text for text in texts if text.isdecimal()]


def letters(texts: list[str]) -> Counter[str]:
    return Counter("".join("".join(texts).split()))


@pytest.mark.parametrize(("year", "maker"), SAMPLES)
def test_a_printed_report_keeps_its_paragraphs_and_figures_in_order(year: int, maker: str) -> None:
    manuscript, remarks = read_pdf(sample(f"report-{year}-{maker}.pdf"))

    report = sample_report(year)
    assert prose(manuscript) == [
        piece.number + piece.text for piece in report if isinstance(piece, Said)
    ]
    assert figures(manuscript) == [
        str(figure)
        for piece in report
        if isinstance(piece, Filled)
        for row in piece.figures
        for figure in row
    ]
    pages = 14 if year == 2019 else 15
    running = ["示例市档案局文件", " ".join(str(number + 1) for number in range(pages))]
    assert [one.text for one in remarks.lost] == (running if maker == "libreoffice" else [])
