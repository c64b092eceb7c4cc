"""Reads an Excel workbook as a manuscript: each sheet is its name, and the titles and tables on
it."""

from __future__ import annotations

from site_builder.forms.versions import load_forms
from site_builder.importers.formats.excel.grids import blocks_of, names_of
from site_builder.importers.formats.excel.workbook import read_workbook
from site_builder.importers.imported import Remarks
from site_builder.model.manuscript import Block, Manuscript, Paragraph, Run


def read_sheets(data: bytes) -> tuple[Manuscript, Remarks]:
    """Return what is in a workbook, the cells of tables with the addresses that Excel shows, and
    what was lost. Raise UnreadableFileError."""
    sheets, remarks = read_workbook(data)
    names = names_of(load_forms())
    blocks: list[Block] = []
    for sheet in sheets:
        if sheet.cells:
            blocks.append(Paragraph((Run(sheet.name),), place=sheet.name))
            blocks += blocks_of(sheet, names)
    return Manuscript(tuple(blocks)), remarks
