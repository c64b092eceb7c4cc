"""Reads a file of any format into a manuscript."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from site_builder.importers.formats.file_kind import Kind, kind_of, office_suffix, other_suffix
from site_builder.importers.imported import Remark, Remarks, UnreadableFileError
from site_builder.model.manuscript import Manuscript

Reader = Callable[[bytes], tuple[Manuscript, Remarks]]

# The module and the function for each format; a module is imported when it is needed.
_READERS: dict[Kind, tuple[str, str]] = {
    "text": ("text", "read_text"),
    "markdown": ("markdown", "read_markdown"),
    "web page": ("web_page", "read_web_page"),
    "word": ("word", "read_word"),
    "pdf": ("pdf", "read_pdf"),
    "workbook": ("sheets", "read_sheets"),
}
_FORMATS = "site_builder.importers.formats"


def read_manuscript(data: bytes, name: str) -> tuple[Manuscript, Remarks]:
    """Return what is in a file with this name, and what was lost and guessed; a suffix of another
    format is a guess. Raise UnreadableFileError."""
    kind = kind_of(data, name)
    said = Remarks()
    if why := other_suffix(kind, name):
        said = Remarks(guesses=(Remark("全文", name, why),))
    if kind == "old office":
        convert = import_module(f"{_FORMATS}.libreoffice").converted
        data, _ = convert(data, office_suffix(data))
        kind = kind_of(data, name)
    if kind == "pdf":
        data = data[data.index(b"%PDF-") :]  # its places are counted from there
    if kind not in _READERS:
        raise UnreadableFileError("压缩包里还有压缩包：请先解压，再导入里面的文件")
    module, function = _READERS[kind]
    read: Reader = getattr(import_module(f"{_FORMATS}.{module}"), function)
    manuscript, remarks = read(data)
    return manuscript, said + remarks
