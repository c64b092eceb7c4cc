"""What a drawing in a Word file holds: pictures, text boxes, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from posixpath import basename

from site_builder.importers.formats.word.file import Element, R, WordFile, inside, local
from site_builder.model.manuscript import Picture

_DRAWN = "图形里的文字，没有导入"
_LARGEST_NAME = 120


@dataclass(slots=True)
class Drawing:
    """The pictures of a drawing, the contents of its text boxes, and other texts in it, each with
    the reason why it is left out."""

    place: str
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)


def read_drawing(file: WordFile, element: Element, place: str) -> Drawing:
    """Return what a drawing holds."""
    drawing = Drawing(place)
    alt = ""
    for one in inside(element, unless="txbxContent"):
        name = local(one)
        alt = one.get("descr") or one.get("alt") or alt
        if name == "txbxContent":
            drawing.boxes.append(one)
        elif name in {"blip", "imagedata"}:
            _add_picture(drawing, file, one, alt.strip())
        elif found := _text(file, one):
            drawing.lost.append(found)
    return drawing


def _add_picture(drawing: Drawing, file: WordFile, element: Element, alt: str) -> None:
    identity = element.get(f"{R}embed") or element.get(f"{R}id") or element.get(f"{R}link")
    relation = file.document.relations.get(identity or "")
    if relation is None:
        return
    data = None if relation.is_external else file.data(relation.target)
    if data is None:
        drawing.lost.append((relation.target, "图片不在文件里，没有导入"))
        return
    name = basename(relation.target)[-_LARGEST_NAME:]
    drawing.pictures.append(Picture(data, name, alt, drawing.place))


def _text(file: WordFile, element: Element) -> tuple[str, str] | None:
    """Return the text of a drawn element, with the reason why it is left out; None if it has
    none."""
    name = local(element)
    if name == "chart":
        return _of_chart(file, element), "图表，没有导入"
    if name == "relIds":
        return _of_chart(file, element), "组织结构图，没有导入"
    text = element.text if name == "t" else element.get("string") if name == "textpath" else ""
    return (text, _DRAWN) if text and text.strip() else None


def _of_chart(file: WordFile, element: Element) -> str:
    """Return the text of a chart or diagram to which an element refers."""
    identity = element.get(f"{R}id") or element.get(f"{R}dm") or ""
    relation = file.document.relations.get(identity)
    if relation is None or relation.is_external:
        return ""
    texts = (
        one.text.strip()
        for part in file.related(relation.kind)
        if part.name == relation.target
        for one in part.root.iter()
        if local(one) in {"t", "v"} and one.text
    )
    return " ".join(filter(None, texts))
