"""A manuscript as a Word file (DOCX) in the layout of official documents (GB/T 9704).

The parts that are always the same are in `word_parts/`: styles, fonts and settings. The text has
styles only, no formatting of its own. A DOCX is a zip archive of XML, so nothing else is needed to
write one, and the same manuscript makes the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from site_builder.exporters.manuscript import DATE, PUBLISHER, TITLE, title_lines
from site_builder.exporters.word_pictures import picture_size
from site_builder.exporters.word_table import WIDTH, table_xml
from site_builder.exporters.word_text import Relations, attribute, runs_xml, written
from site_builder.model.manuscript import Grid, Manuscript, Paragraph, Picture, Run

_PARTS = Path(__file__).parent / "word_parts"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SPACES = f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}/relationships"'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# The style of a paragraph by its role; headings and lists have one for each level.
_STYLES = {
    "text": "BodyText",
    "title": "Title",
    "item": "ListBullet",
    "numbered": "ListNumber",
    "quote": "Quote",
    "caption": "Caption",
    "note": "Note",
    "attachment": "Attachment",
    "signature": "Signature",
}
_DEEPEST_HEADING, _DEEPEST_LIST = 5, 9
_BULLETS, _NUMBERS = 1, 2  # the ids of the two kinds of lists

# English metric units: of a pixel at 96 per inch, of the width of the text, of most of its height.
_PIXEL, _WIDEST, _HIGHEST = 9525, WIDTH * 635, 7_200_000


def to_docx(manuscript: Manuscript) -> bytes:
    """Return a Word file."""
    facts = dict(manuscript.facts)
    body = _Body()
    text = "".join(body.blocks(manuscript))
    header = body.relations.id_of("header", "header.xml") if manuscript.notice else ""
    section = _section(body.relations, header)
    document = (
        f'{_XML}<w:document {_SPACES} xmlns:wp="{_DRAWING}/wordprocessingDrawing"'
        f' xmlns:a="{_DRAWING}/main" xmlns:pic="{_DRAWING}/picture">'
        f"<w:body>{text}{section}</w:body></w:document>"
    )
    for name in ("styles", "settings", "fontTable", "numbering"):
        body.relations.id_of(name, f"{name}.xml")
    parts = {
        "[Content_Types].xml": _content_types(has_header=bool(header)).encode(),
        "_rels/.rels": _package_relations().encode(),
        "docProps/core.xml": _properties(facts).encode(),
        "word/document.xml": document.encode(),
        "word/_rels/document.xml.rels": _relations(body.relations).encode(),
        "word/numbering.xml": _numbering(body.starts).encode(),
        **{
            f"word/{name}.xml": (_PARTS / f"{name}.xml").read_bytes()
            for name in ("styles", "settings", "fontTable")
        },
        "word/footer.xml": _footer("Footer").encode(),
        "word/even-footer.xml": _footer("EvenFooter").encode(),
        **({"word/header.xml": _header(manuscript.notice).encode()} if header else {}),
        **{f"word/{name}": data for name, data in body.media.items()},
    }
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    """Return a zip archive whose bytes depend on nothing but its parts."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = ZipInfo(name)  # of the first day that an archive can name, 1980-01-01
            info.compress_type, info.create_system = ZIP_DEFLATED, 0
            archive.writestr(info, data)
    return made.getvalue()


@dataclass(slots=True)
class _Body:
    """Collects the blocks of a text as XML, and the parts that it needs beside it. `starts` are the
    numbered lists that begin anew: the level of each, from 0, and its first number."""

    relations: Relations = field(default_factory=Relations)
    media: dict[str, bytes] = field(default_factory=dict)
    starts: list[tuple[int, int]] = field(default_factory=list)
    # By level, the numbered lists that are open: the id, and the number of the last item.
    lists: dict[int, tuple[int, int]] = field(default_factory=dict)
    pictures: int = 0

    def blocks(self, manuscript: Manuscript) -> Iterator[str]:
        last = ""
        for block in manuscript.blocks:
            if isinstance(block, Paragraph):
                yield self.paragraph(block, last)
            elif isinstance(block, Grid):
                if last == "Grid":  # two tables that touch would become one
                    yield _styled("Note", "")
                yield table_xml(block)
            else:
                yield self.picture(block)
            last = block.role if isinstance(block, Paragraph) else type(block).__name__
        if last == "Grid":  # a document does not end with a table
            yield _styled("Note", "")

    def paragraph(self, block: Paragraph, last: str) -> str:
        style, more = _STYLES.get(block.role, ""), ""
        level = max(block.level, 1)
        if block.role == "heading":
            style = f"Heading{min(level, _DEEPEST_HEADING)}"
        elif block.role == "attachment" and last == "attachment":
            style = "FurtherAttachment"
        elif block.role == "numbered":
            more = _list(self.list_of(block), level)
        elif block.role == "item" and level > 1:
            more = _list(_BULLETS, level)
        runs = block.runs
        if block.role == "title":
            runs = (Run("\n".join(title_lines(block.text))),)

        return _styled(style, runs_xml(runs, self.relations), more)

    def list_of(self, item: Paragraph) -> int:
        """Return the id of the list that a numbered item continues or begins."""
        level = max(item.level, 1)
        self.lists = {key: one for key, one in self.lists.items() if key <= level}
        known, last = self.lists.get(level, (0, 0))
        number = item.number or last + 1
        if not known or number != last + 1:
            self.starts.append((min(level, _DEEPEST_LIST) - 1, number))
            known = _NUMBERS + len(self.starts)
        self.lists[level] = known, number
        return known

    def picture(self, block: Picture) -> str:
        """Return a picture, or its description where Word cannot show it."""
        size = picture_size(block.data)
        if size is None:
            shown = Run(f"（图：{block.alt or block.name}）")
            return _styled("BodyText", runs_xml((shown,), self.relations))
        self.pictures += 1
        target = f"media/{self.pictures}.{size.kind}"
        self.media[target] = block.data
        known = self.relations.id_of("image", target)
        scale = min(1, _WIDEST / (size.width * _PIXEL), _HIGHEST / (size.height * _PIXEL))
        width, height = (max(1, int(one * _PIXEL * scale)) for one in size[1:])
        number, alt = self.pictures, attribute(block.alt)
        return _styled(
            "Picture",
            "<w:r><w:drawing>"
            f'<wp:inline distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{width}" cy="{height}"/>'
            f'<wp:docPr id="{number}" name="图 {number}" descr={alt}/>'
            f'<a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name={attribute(block.name)} descr={alt}/>'
            "<pic:cNvPicPr/></pic:nvPicPr>"
            f'<pic:blipFill><a:blip r:embed="{known}"/><a:stretch><a:fillRect/></a:stretch>'
            f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        )


def _styled(style: str, content: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def _list(known: int, level: int) -> str:
    depth = min(level, _DEEPEST_LIST) - 1
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{known}"/></w:numPr>'


def _section(relations: Relations, header: str) -> str:
    """Return the page: A4 with margins of 37, 35, 28 and 26 mm, and 22 lines. The number of a page
    stands 7 mm below the text."""
    odd = relations.id_of("footer", "footer.xml")
    even = relations.id_of("footer", "even-footer.xml")
    references = [
        f'<w:headerReference w:type="{kind}" r:id="{header}"/>'
        for kind in ("even", "default")
        if header
    ]
    references += [
        f'<w:footerReference w:type="even" r:id="{even}"/>',
        f'<w:footerReference w:type="default" r:id="{odd}"/>',
    ]
    return (
        f"<w:sectPr>{''.join(references)}"
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851"'
        ' w:footer="1304" w:gutter="0"/>'
        '<w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr>'
    )


def _footer(style: str) -> str:
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:t xml:space="preserve">— </w:t>',
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
            '<w:t xml:space="preserve"> —</w:t>',
        )
    )
    return f"{_XML}<w:ftr {_SPACES}>{_styled(style, field)}</w:ftr>"


def _header(notice: str) -> str:
    text = runs_xml((Run(notice),), Relations())
    return f"{_XML}<w:hdr {_SPACES}>{_styled('Header', text)}</w:hdr>"


def _numbering(starts: list[tuple[int, int]]) -> str:
    """Return the lists: bullets, numbers, and the numbered lists that begin anew."""

    def levels(form: str, text: str) -> str:
        return "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text.format(level + 1)}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{1120 + 480 * level}" w:hanging="480"/></w:pPr></w:lvl>'
            for level in range(_DEEPEST_LIST)
        )

    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels(form, text)}</w:abstractNum>"
        for number, form, text in ((0, "bullet", "•"), (1, "decimal", "%{}."))
    )
    new = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        "</w:num>"
        for number, (level, start) in enumerate(starts, _NUMBERS + 1)
    )
    kinds = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number - 1}"/></w:num>'
        for number in (_BULLETS, _NUMBERS)
    )
    return f"{_XML}<w:numbering {_SPACES}>{abstract}{kinds}{new}</w:numbering>"


def _properties(facts: dict[str, str]) -> str:
    """Return the properties of the file: its title, the agency as its author, its language, and the
    day of the report; nothing about who made it or when."""
    day = facts.get(DATE, "")
    moment = '<dcterms:{0} xsi:type="dcterms:W3CDTF">{1}T00:00:00Z</dcterms:{0}>'
    days = moment.format("created", day) + moment.format("modified", day) if day else ""
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{written(facts.get(TITLE, ''))}</dc:title>"
        f"<dc:creator>{written(facts.get(PUBLISHER, ''))}</dc:creator>"
        f"{days}<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


def _relations(relations: Relations) -> str:
    outside = ' TargetMode="External"'
    entries = "".join(
        f'<Relationship Id="{known}" Type="{_OFFICE}/relationships/{kind}"'
        f" Target={attribute(target)}{outside if kind == 'hyperlink' else ''}/>"
        for (kind, target), known in relations.targets.items()
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _package_relations() -> str:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return (
        f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument"'
        ' Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>'
    )


def _content_types(has_header: bool) -> str:
    usual = {
        "document": "document.main",
        "styles": "styles",
        "settings": "settings",
        "fontTable": "fontTable",
        "numbering": "numbering",
        "footer": "footer",
        "even-footer": "footer",
        **({"header": "header"} if has_header else {}),
    }
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in usual.items()
    )
    pictures = "".join(
        f'<Default Extension="{kind}" ContentType="image/{kind}"/>'
        for kind in ("png", "jpeg", "gif", "bmp")
    )
    package = "application/vnd.openxmlformats-package"
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">{pictures}'
        f'<Default Extension="rels" ContentType="{package}.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml"'
        f' ContentType="{package}.core-properties+xml"/>{parts}</Types>'
    )
