"""Word files (.docx) written by hand, part by part, for tests."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

PREFIXES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "o": "urn:schemas-microsoft-com:office:office",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
NAMES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in PREFIXES.items())
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def word_file(body: str, **parts: str | bytes) -> bytes:
    """A file with this body. A part is named by its kind (`styles`, `header_2`) and referred to by
    it; text is the content of its root, bytes are the whole part. `link_…` is the address of
    something outside."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{TYPES}"/>')
        archive.writestr("_rels/.rels", _relations([("d", "officeDocument", "word/document.xml")]))
        archive.writestr("word/document.xml", _root("document", f"<w:body>{body}</w:body>"))
        named: list[tuple[str, str, str]] = []
        for name, content in parts.items():
            kind = name.partition("_")[0]
            if kind == "link":
                named.append((name, "hyperlink", str(content)))
            elif isinstance(content, bytes):
                named.append((name, kind, f"media/{name}.png"))
                archive.writestr(f"word/media/{name}.png", content)
            else:
                named.append((name, kind, f"{name}.xml"))
                archive.writestr(f"word/{name}.xml", _root(ROOTS.get(kind, kind), content))
        archive.writestr("word/_rels/document.xml.rels", _relations(named))
    return made.getvalue()


ROOTS = {"header": "hdr", "footer": "ftr"}


def _root(name: str, content: str) -> str:
    return f"<w:{name} {NAMES}>{content}</w:{name}>"


def _relations(named: list[tuple[str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{identity}" Type="{PREFIXES["r"]}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for identity, kind, target in named
    )
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'


def p(text: str = "", properties: str = "", **attributes: str) -> str:
    """A paragraph: text, or runs if it begins with a tag; `style` and the numbering `num`, such as
    `7` or `7:1` (the second level), are properties of it."""
    said = ""
    if style := attributes.get("style"):
        said += f'<w:pStyle w:val="{style}"/>'
    if number := attributes.get("num"):
        identity, _, level = number.partition(":")
        said += f'<w:numPr><w:ilvl w:val="{level or 0}"/><w:numId w:val="{identity}"/></w:numPr>'
    inner = text if text.startswith("<") else t(text) if text else ""
    return f"<w:p><w:pPr>{said}{properties}</w:pPr>{inner}</w:p>"


def t(text: str, properties: str = "") -> str:
    """A run with a text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    """A field of Word with its result."""
    marks = {
        kind: f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
        for kind in ("begin", "separate", "end")
    }
    code = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return marks["begin"] + code + marks["separate"] + result + marks["end"]


def tc(text: str = "", properties: str = "") -> str:
    """A cell of a table: text, or blocks if it begins with a tag."""
    inner = text if text.startswith("<") else p(text)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def tbl(*rows: str) -> str:
    """A table of rows, each the text of its cells."""
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def levels(*texts: str, number: str = "7") -> str:
    """The content of the part `numbering`: one list, each level as `chineseCounting %1、`."""
    inner = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{text.split()[0]}"/>'
        f'<w:lvlText w:val="{text.split()[1]}"/></w:lvl>'
        for at, text in enumerate(texts)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{inner}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    )


def style(identity: str, name: str, content: str = "", kind: str = "paragraph") -> str:
    """A definition of a style, for the part `styles`."""
    inner = f'<w:name w:val="{name}"/>{content}'
    return f'<w:style w:type="{kind}" w:styleId="{identity}">{inner}</w:style>'
