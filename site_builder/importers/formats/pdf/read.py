"""Reads a PDF with a text layer into a manuscript, in a process of its own: a hostile file may take
all memory, or all day, of that one only."""

from __future__ import annotations

import importlib.util
import os
import pickle
import sys
from pathlib import Path

import site_builder
from site_builder.importers.formats.child_process import TooSlowError, run
from site_builder.importers.imported import Remarks, UnreadableFileError
from site_builder.model.limits import LARGEST_PDF_MEMORY, LONGEST_READING
from site_builder.model.manuscript import Manuscript

MISSING = "读取 PDF 文件需要 pdfplumber：请运行 pip install 'sitebuild[office]'"
_BEGINS, _HEAD = b"%PDF-", 1024  # somewhere in the first kilobyte
_READER = "site_builder.importers.formats.pdf.process"
_NOT_PDF = "不是 PDF 文件：请用打得开它的程序另存为 .docx 或 .pdf 再导入"
_PATIENCE = 5  # on a busy machine a second of work takes some more
_TOO_MUCH = (
    f"太大或太复杂，读它要超过 {LARGEST_PDF_MEMORY // 1_000_000} MB 内存或 {LONGEST_READING} 秒："
    "请分成几个文件再导入，或索取 Word 原稿"
)


def read_pdf(data: bytes) -> tuple[Manuscript, Remarks]:
    """Return the text of a PDF, and what was left out of it or read by a guess.

    Lines are joined to paragraphs by where they begin and end. The part of a table on each page is
    a table of its own. Raise UnreadableFileError, also for a file without a text layer.
    """
    if _BEGINS not in data[:_HEAD]:
        raise UnreadableFileError(_NOT_PDF)
    if importlib.util.find_spec("pdfplumber") is None:
        raise UnreadableFileError(MISSING)
    home = str(Path(site_builder.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
    try:
        code, output = run(
            [sys.executable, "-m", _READER],
            data,
            LONGEST_READING,
            {**os.environ, "PYTHONPATH": path},
        )
    except TooSlowError as error:
        raise UnreadableFileError(_TOO_MUCH) from error
    if code or not output:
        raise UnreadableFileError(_TOO_MUCH)
    found: tuple[Manuscript, Remarks] | str = pickle.loads(output)  # written by ourselves
    if isinstance(found, str):
        raise UnreadableFileError(found)
    return found
