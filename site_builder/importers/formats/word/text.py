"""The text of a paragraph of a Word file: its runs and pictures, and what is left out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from site_builder.importers.formats.gathered import Gathered
from site_builder.importers.formats.word.drawing import read_drawing
from site_builder.importers.formats.word.file import Element, R, W, WordFile, inside, local, shown
from site_builder.importers.formats.word.styles import Style, Styles, switch, value
from site_builder.importers.formats.word.symbols import symbol
from site_builder.model.manuscript import Picture, Run, merged
from site_builder.text.patterns import regex

_LINK_CODE = regex(r'\s*HYPERLINK\s+"([^"]*)"')
_LINKS = ("http://", "https://", "mailto:", "ftp://")
_CONTENTS = ("TOC",)
_WITHOUT_TEXT = frozenset({"XE", "TC", "RD", "SET", "BOOKMARK", "TA", "PAGE", "NUMPAGES"})
HIDDEN, DELETED = "隐藏的文字，没有导入", "修订里删去的文字，没有导入"
HINT = "没有填写的占位提示，没有导入"
_INSERTED = "修订里加上的文字，当作正文"
_FORMULA = "公式，只取了其中的文字"
_NOTE = "脚注或尾注，写在正文的括号里"
_RUBY = "拼音，没有导入"


class Inline(NamedTuple):
    """The content of a paragraph: its runs, pictures, the contents of its text boxes, and the text
    of it that belongs to a table of contents."""

    runs: tuple[Run, ...]
    pictures: tuple[Picture, ...]
    boxes: tuple[Element, ...]
    contents: str


class _Look(NamedTuple):
    """How a text looks; `away` is the reason why it is left out, if it is."""

    bold: bool = False
    link: str = ""
    away: str = ""


@dataclass(slots=True)
class _Field:
    """A field of Word that has begun: its code, whether its result has, whether that has a text."""

    code: str = ""
    is_result: bool = False
    is_shown: bool = False

    @property
    def word(self) -> str:
        """The first word of the code, such as TOC."""
        return (self.code.split() or [""])[0].upper()

    @property
    def link(self) -> str:
        found = _LINK_CODE.match(self.code)
        return found[1] if found else ""


@dataclass(slots=True)
class _Found:
    """What has been read of a paragraph; `lost` and `guesses` are texts by reason."""

    place: str
    runs: list[Run] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    lost: dict[str, list[str]] = field(default_factory=dict)
    guesses: dict[str, list[str]] = field(default_factory=dict)


def plain(element: Element) -> str:
    """Return the text in an element without its look, a line for each paragraph."""
    parts: list[str] = []
    for one in inside(element):
        if one.tag == f"{W}t":
            parts.append(one.text or "")
        elif one.tag in {f"{W}p", f"{W}br", f"{W}cr"}:
            parts.append("\n")
        elif one.tag == f"{W}tab" and one.getparent().tag == f"{W}r":
            parts.append("\t")
    return "\n".join(filter(None, map(str.strip, "".join(parts).split("\n"))))


class TextReader:
    """Reads paragraphs in order: fields of Word go on from one to the next."""

    def __init__(self, file: WordFile, styles: Styles, gathered: Gathered) -> None:
        self._file = file
        self._styles = styles
        self._gathered = gathered
        self._fields: list[_Field] = []
        self._comments = _texts(file, "comments")
        self._notes = {kind: _texts(file, f"{kind}s") for kind in ("footnote", "endnote")}
        self._found = _Found("")
        self._readers: dict[str, Callable[[Element, _Look], None]] = {
            "r": self._run,
            "t": lambda element, look: self._say(element.text or "", look),
            "tab": lambda _, look: self._say("\t", look),
            "ptab": lambda _, look: self._say("\t", look),
            "br": lambda _, look: self._say("\n", look),
            "cr": lambda _, look: self._say("\n", look),
            "noBreakHyphen": lambda _, look: self._say("-", look),
            "delText": lambda element, look: self._say(element.text or "", look),
            "sym": self._symbol,
            "hyperlink": self._hyperlink,
            "ins": self._inserted,
            "moveTo": self._inserted,
            "del": lambda element, look: self._inside(element, look._replace(away=DELETED)),
            "moveFrom": lambda element, look: self._inside(element, look._replace(away=DELETED)),
            "sdt": self._control,
            "fldSimple": self._simple_field,
            "fldChar": self._field_mark,
            "instrText": self._code,
            "footnoteReference": self._note,
            "endnoteReference": self._note,
            "commentReference": self._comment,
            "drawing": self._drawing,
            "pict": self._drawing,
            "object": self._object,
            "ruby": self._ruby,
            "oMath": self._formula,
            **dict.fromkeys(
                ("smartTag", "customXml", "dir", "bdo", "sdtContent", "oMathPara"), self._inside
            ),
        }

    def read(self, paragraph: Element, style: Style, place: str, away: str = "") -> Inline:
        """Return the content of a paragraph, which is left out if there is a reason, `away`."""
        self._found = _Found(place)
        bold = bool(style.bold) and style.role not in {"heading", "title"} and not style.level
        reason = away or (HIDDEN if style.hidden else "")
        self._inside(paragraph, _Look(bold=bold, away=reason))
        found = self._found
        for reason, texts in found.lost.items():
            self._gathered.lose(place, "".join(texts).strip(), reason)
        for reason, texts in found.guesses.items():
            self._gathered.guess(place, "".join(texts).strip(), reason)
        contents = "".join(found.contents).strip()
        runs = tuple(run for run in merged(found.runs) if run.text)
        return Inline(runs, (*found.pictures,), (*found.boxes,), contents)

    def _inside(self, element: Element, look: _Look) -> None:
        """Read the children of an element."""
        for child in shown(element):
            read = self._readers.get(local(child))
            if read:
                read(child, look)

    def _say(self, text: str, look: _Look) -> None:
        """Put a text where it belongs: among the runs, or among what is left out."""
        if not all(one.is_result for one in self._fields):
            return
        if look.away:
            self._found.lost.setdefault(look.away, []).append(text)
        elif any(one.word in _CONTENTS for one in self._fields):
            self._found.contents.append(text)
        else:
            link = look.link or next((f.link for f in self._fields if f.link), "")
            self._found.runs.append(Run(text, look.bold, link))
        for one in self._fields:
            one.is_shown = True

    def _run(self, run: Element, look: _Look) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None:
            style = self._styles.of(value(properties.find(f"{W}rStyle")))
            bold, hidden = switch(properties, "b"), switch(properties, "vanish")
            if bold is None:  # a style that switches it on switches it off where it is on
                bold = look.bold != bool(style.bold)
            if hidden or (hidden is None and style.hidden):
                look = look._replace(away=look.away or HIDDEN)
            look = look._replace(bold=bold)
        self._inside(run, look)

    def _symbol(self, element: Element, look: _Look) -> None:
        font, code = element.get(f"{W}font", ""), element.get(f"{W}char", "")
        found = symbol(font, code)
        if found:
            self._say(found, look)
        else:
            self._gathered.lose(self._found.place, f"{font} {code}", "符号字体里的字符，没有导入")

    def _hyperlink(self, element: Element, look: _Look) -> None:
        relation = self._file.document.relations.get(element.get(f"{R}id", ""))
        address = relation.target if relation and relation.is_external else ""
        if address and element.get(f"{W}anchor"):
            address += "#" + element.get(f"{W}anchor")
        self._inside(element, look._replace(link=self._checked(address)))

    def _checked(self, address: str) -> str:
        """Return the address of a link, or nothing if it leads to no place that readers have."""
        if not address or address.lower().startswith(_LINKS):
            return address
        self._gathered.lose(self._found.place, address, "链接指向本机或内网的文件，没有导入")
        return ""

    def _inserted(self, element: Element, look: _Look) -> None:
        before = len(self._found.runs)
        self._inside(element, look)
        added = "".join(run.text for run in self._found.runs[before:])
        if added:
            self._found.guesses.setdefault(_INSERTED, []).append(added)

    def _control(self, element: Element, look: _Look) -> None:
        if is_hint(element):
            look = look._replace(away=look.away or HINT)
        self._inside(element, look)

    def _simple_field(self, element: Element, look: _Look) -> None:
        self._fields.append(_Field(element.get(f"{W}instr", ""), is_result=True))
        self._inside(element, look)
        self._end_field()

    def _field_mark(self, element: Element, _: _Look) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].is_result = True
        elif kind == "end" and self._fields:
            self._end_field()

    def _code(self, element: Element, _: _Look) -> None:
        if self._fields and not self._fields[-1].is_result:
            self._fields[-1].code += element.text or ""

    def _end_field(self) -> None:
        ended = self._fields.pop()
        if ended.link:
            self._checked(ended.link)
        if not ended.is_shown and ended.word not in _WITHOUT_TEXT:
            code = ended.code.strip()
            self._gathered.lose(self._found.place, code, "域没有文字的结果，没有导入")

    def _note(self, element: Element, look: _Look) -> None:
        kind = local(element).removesuffix("Reference")
        text = self._notes[kind].pop(element.get(f"{W}id", ""), "").replace("\n", "")
        if text:
            self._say(f"（注：{text}）", look)
            self._gathered.guess(self._found.place, text, _NOTE)

    def _comment(self, element: Element, _: _Look) -> None:
        text = self._comments.pop(element.get(f"{W}id", ""), "")
        if text:
            self._gathered.lose(self._found.place, text, "批注，没有导入")

    def _ruby(self, element: Element, look: _Look) -> None:
        for child in element:
            if local(child) == "rubyBase":
                self._inside(child, look)
            elif local(child) == "rt":
                self._inside(child, look._replace(away=look.away or _RUBY))

    def _formula(self, element: Element, look: _Look) -> None:
        text = "".join(one.text or "" for one in element.iter() if local(one) == "t")
        self._say(text, look)
        self._found.guesses.setdefault(_FORMULA, []).append(text)

    def _object(self, element: Element, _: _Look) -> None:
        kinds = [
            one.get("ProgID", "") or local(one)
            for one in element.iter()
            if local(one) in {"OLEObject", "control"}
        ]
        self._gathered.lose(self._found.place, "、".join(kinds), "嵌入的对象，没有导入")

    def _drawing(self, element: Element, look: _Look) -> None:
        found = self._found
        if look.away:
            self._gathered.lose(found.place, plain(element), look.away)
            return
        drawing = read_drawing(self._file, element, found.place)
        found.pictures += drawing.pictures
        found.boxes += drawing.boxes
        for text, reason in drawing.lost:
            self._gathered.lose(found.place, text, reason)

    def rest(self) -> None:
        """Report comments and notes to which no paragraph refers."""
        for text in filter(None, self._comments.values()):
            self._gathered.lose("批注", text, "批注，没有导入")
        for texts in self._notes.values():
            for text in filter(None, texts.values()):
                self._gathered.lose("脚注", text, "正文没有引用的脚注或尾注，没有导入")


def is_hint(control: Element) -> bool:
    """Whether a content control shows what should be filled in."""
    return control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _texts(file: WordFile, kind: str) -> dict[str, str]:
    """Return the texts of comments or notes by id."""
    return {
        one.get(f"{W}id", ""): plain(one)
        for part in file.related(kind)
        for one in part.root
        if one.get(f"{W}type") not in {"separator", "continuationSeparator"}
    }
