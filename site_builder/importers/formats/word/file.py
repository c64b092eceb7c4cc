"""Opens a Word file (.docx): its parts as trees of XML, and how they refer to each other.

The XML is read with lxml: python-docx refuses files with a reference that leads nowhere, which
offices have, and hides fields, text boxes and notes.
Definitions of entities are refused, and nothing outside the file is read.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from posixpath import basename, join, normpath
from typing import Any, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from site_builder.importers.formats.office_zip import OLE, check_parts
from site_builder.importers.imported import UnreadableFileError
from site_builder.model.limits import LARGEST_PICTURES, MOST_TAGS

Element = Any  # of lxml, which has no types
MISSING = "读取 Word 文件需要 lxml：请运行 pip install 'sitebuild[office]'"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
)
_NOT_WORD = "不是能读的 Word 文件（.docx）：请在 Word 或 WPS 里打开，另存为 .docx 再导入"
_OLD = "是旧格式（.doc、.wps）：请在 Word 或 WPS 里另存为 .docx 再导入"
_TOO_LARGE = "文字和格式太多，没有读：请分成几个文件再导入"
_LOCKED = "有密码：请在 Word 或 WPS 里去掉密码、另存为 .docx 再导入"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SPOILT = (BadZipFile, zlib.error, ValueError, OSError, RuntimeError, EOFError, KeyError)
_MEDIA = "word/media/"


class Relation(NamedTuple):
    """A reference of a part: the last word of its type (`image`, `hyperlink`), and the name of the
    other part, or the address of something outside the file."""

    kind: str
    target: str
    is_external: bool


class Part(NamedTuple):
    """A part of the file: its name, its XML, and its references by id."""

    name: str
    root: Element
    relations: dict[str, Relation]


class WordFile(NamedTuple):
    """An opened file: its parts by name in small letters, and the part with its text."""

    archive: ZipFile
    parts: dict[str, ZipInfo]
    document: Part

    def related(self, kind: str, to: Part | None = None) -> Iterator[Part]:
        """Yield the parts of a kind to which a part refers (by default the text), each once."""
        relations = (to or self.document).relations.values()
        names = dict.fromkeys(one.target for one in relations if one.kind == kind)
        return (
            _part(self.archive, self.parts, name) for name in names if name.lower() in self.parts
        )

    def data(self, name: str) -> bytes | None:
        """Return the bytes of a part, or None if the file has none of this name."""
        info = self.parts.get(name.lower())
        if info is None:
            return None
        try:
            return self.archive.read(info)
        except _SPOILT:
            return None


def open_word(data: bytes) -> WordFile:
    """Return an opened Word file. Raise UnreadableFileError if it is none, has a password, or would
    take too much memory."""
    if data.startswith(OLE):
        raise UnreadableFileError(_LOCKED if _ENCRYPTED in data else _OLD)
    try:
        archive = ZipFile(BytesIO(data))
        parts = {one.filename.replace("\\", "/").lower(): one for one in archive.infolist()}
        _check(parts.values())
        main = _main(_relations(archive, parts, ""))
        document = _part(archive, parts, main)
    except _SPOILT as error:
        raise UnreadableFileError(_NOT_WORD) from error
    if document.root.tag != f"{W}document":
        raise UnreadableFileError(_NOT_WORD)
    return WordFile(archive, parts, document)


def _check(parts: Iterable[ZipInfo]) -> None:
    """Raise UnreadableFileError if the file would take too much memory."""
    texts = [one for one in parts if not one.filename.lower().startswith(_MEDIA)]
    check_parts(texts, "请分成几个文件、删去嵌入的对象再导入")
    pictures = sum(one.file_size for one in parts) - sum(one.file_size for one in texts)
    if pictures > LARGEST_PICTURES:
        limit = LARGEST_PICTURES // 1_000_000
        raise UnreadableFileError(f"图片超过 {limit} MB，没有读：请在 Word 里压缩图片再导入")


def _main(relations: dict[str, Relation]) -> str:
    """Return the name of the part with the text. Raise KeyError if there is none."""
    for one in relations.values():
        if one.kind == "officeDocument":
            return one.target
    raise KeyError("officeDocument")


def _part(archive: ZipFile, parts: dict[str, ZipInfo], name: str) -> Part:
    return Part(name, _tree(archive, parts[name.lower()]), _relations(archive, parts, name))


def _relations(archive: ZipFile, parts: dict[str, ZipInfo], name: str) -> dict[str, Relation]:
    """Return the references of a part; of the file itself, if `name` is empty."""
    folder, _, file = name.rpartition("/")
    info = parts.get(join(folder, "_rels", f"{file}.rels").lower())
    if info is None:
        return {}
    return {one.get("Id", ""): _relation(one, folder) for one in _tree(archive, info)}


def _relation(element: Element, folder: str) -> Relation:
    kind = basename(element.get("Type", ""))
    target = element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Relation(kind, target, is_external=True)
    return Relation(kind, normpath(join("/", folder, target)).lstrip("/"), is_external=False)


def _tree(archive: ZipFile, info: ZipInfo) -> Element:
    """Return the XML of a part. Raise UnreadableFileError if it is none, defines entities, or is
    too large."""
    try:
        from lxml import etree
    except ModuleNotFoundError as error:
        raise UnreadableFileError(MISSING) from error
    try:
        data = archive.read(info)
    except _SPOILT as error:
        raise UnreadableFileError(_NOT_WORD) from error
    if data.count(b"<") > MOST_TAGS:
        raise UnreadableFileError(_TOO_LARGE)
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFileError(_NOT_WORD) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableFileError(_NOT_WORD)
    return root


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def shown(element: Element) -> Iterator[Element]:
    """Yield the children of an element; of alternatives, those of the first."""
    for child in element:
        if local(child) == "AlternateContent":
            yield from shown(child[0]) if len(child) else ()
        else:
            yield child


def inside(element: Element, unless: str = "") -> Iterator[Element]:
    """Yield everything in an element, outermost first and of alternatives the first, but nothing
    that is in an element of the name `unless`."""
    for child in shown(element):
        yield child
        if local(child) != unless:
            yield from inside(child, unless)
