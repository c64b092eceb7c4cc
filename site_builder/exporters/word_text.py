"""Text in a Word file: runs, with the addresses that they link to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape

from site_builder.model.manuscript import Run
from site_builder.text.patterns import regex

# What XML cannot hold, in whatever form.
_ILLEGAL = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PIECE = regex(r"[\n\t]|[^\n\t]+")
_SPECIAL = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_REPLACEMENT = "\ufffd"


@dataclass(slots=True)
class Relations:
    """The relations of the text to other parts and to addresses, each with its id. An address is
    only where a link leads: nothing is loaded from it."""

    targets: dict[tuple[str, str], str] = field(default_factory=dict)

    def id_of(self, kind: str, target: str) -> str:
        """Return the id of the relation of a kind to a target, which is added if need be."""
        return self.targets.setdefault((kind, target), f"rId{len(self.targets) + 1}")


def legal(text: str) -> str:
    """Return a text in which characters that no XML file can hold are replaced by U+FFFD."""
    return _ILLEGAL.sub(_REPLACEMENT, text).replace("\r", _REPLACEMENT)


def written(text: str) -> str:
    """Return a text as the content of an element."""
    return escape(legal(text), quote=False)


def attribute(text: str) -> str:
    """Return a text as the value of an attribute, in quotation marks; a line feed stays one."""
    quoted = escape(legal(text)).replace("\n", "&#10;").replace("\t", "&#9;")
    return f'"{quoted}"'


def runs_xml(runs: Iterable[Run], relations: Relations) -> str:
    """Return runs as XML."""
    return "".join(_runs(runs, relations))


def _runs(runs: Iterable[Run], relations: Relations) -> Iterator[str]:
    for run in runs:
        style = ("Strong" if run.bold else "") + ("Hyperlink" if run.link else "")
        properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
        xml = f"<w:r>{properties}{_pieces(run.text)}</w:r>"
        if run.link:
            known = relations.id_of("hyperlink", run.link)
            yield f'<w:hyperlink r:id="{known}" w:history="1">{xml}</w:hyperlink>'
        else:
            yield xml


def _pieces(text: str) -> str:
    return "".join(
        _SPECIAL.get(piece) or f'<w:t xml:space="preserve">{written(piece)}</w:t>'
        for piece in _PIECE.findall(text)
    )
