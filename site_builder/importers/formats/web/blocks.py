"""Turns an element of a page into paragraphs, tables and pictures."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes, urlsplit

from site_builder.importers.formats.characters import tidy
from site_builder.importers.formats.text.wrapped_lines import is_closed
from site_builder.importers.formats.web.table import LINES, grid_of, is_layout
from site_builder.importers.formats.web.tree import joined, walk
from site_builder.importers.imported import Remark, Remarks
from site_builder.model.manuscript import Block, Paragraph, Picture, Role, Run, merged
from site_builder.parsing.fast_blocks import no_space
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from bs4 import Tag

ATTACHMENTS = frozenset(
    [
        *(".doc", ".docx", ".wps", ".rtf", ".pdf", ".ofd", ".txt", ".xls", ".xlsx", ".et", ".csv"),
        *(".ppt", ".pptx", ".zip", ".rar", ".7z"),
    ]
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SPACE = regex(r"\s+")
_BOLD = regex(r"(?i)(?:^|[;\s])font-weight\s*:\s*(bold|[6-9]00|normal|lighter|[1-5]00)")
_RIGHT = regex(r"(?i)(?:^|[;\s])text-align\s*:\s*right")
_OUTLINE = regex(r"(?i)mso-outline-level\s*:\s*([1-9])")
_BLACK = regex(r"(?i)font-family\s*:[^;]*(?:黑体|simhei|heiti)")
_NUMBERS = (  # of headings, by level
    regex(r"(?:第[一二三四五六七八九十]{1,3}(?:部分|章)|[一二三四五六七八九十]{1,3}、)"),
    regex(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    regex(r"\d{1,2}[.．、](?!\d)"),
)
_LONGEST_HEADING = 50
_LONGEST_ADDRESS = 2_000
_DEEP = 4  # elements in each other around the text of a heading
_ROLES: Mapping[str, Role] = {"blockquote": "quote", "td": "text", "th": "text"}
_SHORTEST_CUT = 20
_ENDS = ("。", "；", "，", "：")


@dataclass(slots=True)
class BlockBuilder:
    """Takes the nodes of elements in order and makes blocks of them. `address` is that of the page,
    `pictures` those that were saved with it."""

    address: str
    pictures: Mapping[str, bytes]
    blocks: list[Block] = field(default_factory=list)
    lost: list[Remark] = field(default_factory=list)
    guesses: list[Remark] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    open_lines: list[Tag] = field(default_factory=list)
    bold: list[bool] = field(default_factory=lambda: [False])
    links: list[str] = field(default_factory=lambda: [""])
    lists: list[Role] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    begins_item: bool = False

    def take(self, root: Tag, left_out: frozenset[int] = frozenset()) -> None:
        """Append the blocks of an element, but for elements with these identities."""
        from bs4.element import NavigableString, Tag

        skipped: Tag | None = None
        for node, is_end in walk(root):
            if skipped is not None:
                skipped = None if node is skipped and is_end else skipped
            elif isinstance(node, NavigableString):
                self._text(str(node))
            elif isinstance(node, Tag):
                if is_end:
                    self._leave(node)
                elif id(node) in left_out:
                    self._flush()
                    skipped = node
                elif node.name == "table" and not is_layout(node):
                    self._flush()
                    self._table(node)
                    skipped = node
                else:
                    self._enter(node)
        self._flush()

    def remarks(self) -> Remarks:
        """Return what was lost and guessed."""
        return Remarks(tuple(self.lost), tuple(self.guesses))

    def _enter(self, tag: Tag) -> None:
        if tag.name in LINES:
            self._flush()
            self.open_lines.append(tag)
        if tag.name in {"ul", "ol", "dir", "menu"}:
            self.lists.append("numbered" if tag.name == "ol" else "item")
        elif tag.name == "li":
            self.begins_item = True
        elif tag.name == "br":
            self._break()
        elif tag.name == "img":
            self._picture(tag)
        self.bold.append(self._is_bold(tag))
        self.links.append(self._link(tag) if tag.name == "a" else self.links[-1])

    def _leave(self, tag: Tag) -> None:
        if tag.name in LINES:
            self._flush()
            self.open_lines.pop()
        if tag.name in {"ul", "ol", "dir", "menu"}:
            self.lists.pop()
        self.bold.pop()
        self.links.pop()

    def _text(self, text: str) -> None:
        is_plain = self.open_lines and self.open_lines[-1].name == "pre"
        for number, line in enumerate(text.split("\n") if is_plain else [text]):
            if number:
                self._flush()
            if line:
                self.runs.append(Run(tidy(line), self.bold[-1], self.links[-1]))

    def _break(self) -> None:
        """End a paragraph at a line break; one in a heading is none."""
        if self.open_lines and self.open_lines[-1].name in _HEADINGS:
            self.runs.append(Run("\n"))
        else:
            self._flush(is_break=True)

    def _flush(self, is_break: bool = False) -> None:
        runs = _tidied(self.runs)
        self.runs = []
        text = "".join(run.text for run in runs)
        if not text:
            return
        self.paragraphs += 1
        role, level = self._role(text, all(run.bold for run in runs))
        if role == "heading":
            runs = tuple(run._replace(bold=False) for run in runs)
        is_cut = is_break and not is_closed(text) and len(text) >= _SHORTEST_CUT
        place = f"第{self.paragraphs}段"
        self.blocks.append(Paragraph(merged(runs), role, level, is_cut, place))
        self.begins_item = False

    def _role(self, text: str, is_bold: bool) -> tuple[Role, int]:
        """Return what the elements around a paragraph, and their styles, mark it as."""
        for tag in reversed(self.open_lines):
            style = str(tag.get("style") or "")
            outline = _OUTLINE.search(style)
            if tag.name in _HEADINGS or outline:
                return "heading", int(outline[1] if outline else tag.name[1])
            if tag.name == "li":
                return (self.lists or ["item"])[-1] if self.begins_item else "text", len(self.lists)
            if tag.name in _ROLES:
                return _ROLES[tag.name], 0
            if tag.name in {"p", "div"} and _RIGHT.search(style):
                return "signature", 0
            level = _numbered(text) if tag.name == "p" else 0
            if level and (is_bold or _is_black(tag, text)):
                return "heading", level
        return "text", 0

    def _is_bold(self, tag: Tag) -> bool:
        if match := _BOLD.search(str(tag.get("style") or "")):
            return match[1].lower() in {"bold", "600", "700", "800", "900"}
        return self.bold[-1] or tag.name in {"b", "strong"}

    def _link(self, tag: Tag) -> str:
        href = str(tag.get("href") or "").strip()
        if not href or href.startswith("#") or _is_script(href):
            return ""
        whole = joined(self.address, href)
        place = f"第{self.paragraphs + 1}段"
        if not whole:
            why = "链接的网址不完整，不知道网页原来的地址：文字留下了，网址没有导入"
            self.lost.append(Remark(place, href, why))
        if is_attachment(href):
            text = " ".join(tag.get_text().split())
            why = "附件没有随网页保存：请另行下载，放在文件旁边"
            self.lost.append(Remark(place, f"{text} {whole or href}".strip(), why))
        return whole

    def _picture(self, tag: Tag) -> None:
        source = "".join(str(tag.get("src") or "").split())
        alt = " ".join(str(tag.get("alt") or tag.get("title") or "").split())
        place = f"第{max(1, self.paragraphs + bool(self.runs))}段"
        data = self.pictures.get(joined(self.address, source)) or self.pictures.get(source) or b""
        name = "" if source.startswith("data:") else PurePosixPath(_path(source)).name
        if source.startswith("data:"):
            kind, _, coded = source[5:].partition(",")
            data = _decoded(kind, coded)
            name = f"picture.{kind.split(';')[0].split('/')[-1].split('+')[0] or 'png'}"
        if not data:
            said = " ".join(filter(None, (name, alt)))
            self.lost.append(Remark(place, said, "图片没有随网页保存，没有导入"))
            return
        if len("".join(run.text for run in self.runs).strip()):
            self._flush()
        self.blocks.append(Picture(data, name, alt, place))

    def _table(self, table: Tag) -> None:
        self.tables += 1
        place = f"表{self.tables}"
        grid, was_cut = grid_of(table, place)
        caption = table.find("caption")
        if caption and (text := " ".join(caption.get_text().split())):
            self.paragraphs += 1
            self.blocks.append(Paragraph((Run(tidy(text)),), place=f"第{self.paragraphs}段"))
        self.blocks.append(
            grid._replace(cells=tuple(one._replace(text=tidy(one.text)) for one in grid.cells))
        )
        if was_cut:
            self.guesses.append(Remark(place, "", "合并格超出表格，截到表格的边上"))
        for tag in table.find_all(["a", "img"]):
            href = str(tag.get("href") or "")
            whole = joined(self.address, href) or href
            if tag.name == "a" and href and not href.startswith(("#", "javascript:")):
                text = " ".join(tag.get_text().split())
                self.lost.append(
                    Remark(place, f"{text} {whole}".strip(), "表格里的链接，网址没有导入")
                )
            elif tag.name == "img":
                name = PurePosixPath(_path(str(tag.get("src") or ""))).name
                said = " ".join(filter(None, (name, str(tag.get("alt") or ""))))
                self.lost.append(Remark(place, said, "表格里的图片，没有导入"))


def is_attachment(href: str) -> bool:
    """Whether an address is that of a file for download."""
    return PurePosixPath(_path(href)).suffix.lower() in ATTACHMENTS


def _path(address: str) -> str:
    try:
        return urlsplit(address[:_LONGEST_ADDRESS]).path
    except ValueError:
        return ""


def _is_script(href: str) -> bool:
    """Whether an address is neither of the web nor relative to that of the page."""
    scheme, colon, _ = href.partition(":")
    known = scheme.lower() in {"http", "https", "mailto", "tel"}
    return bool(colon) and scheme.isalnum() and not known


def _is_black(tag: Tag, text: str) -> bool:
    """Whether an element, or a single child with all its text, is in a black face."""
    from bs4.element import Tag

    if len(text) > _LONGEST_HEADING:
        return False
    for _ in range(_DEEP):
        if _BLACK.search(f"{tag.get('style') or ''};font-family:{tag.get('face') or ''}"):
            return True
        inner = [one for one in tag.contents if isinstance(one, Tag) and one.get_text(strip=True)]
        if len(inner) != 1:
            return False
        tag = inner[0]
    return False


def _numbered(text: str) -> int:
    """Return the level of a text that is numbered like a heading, or 0."""
    if len(text) > _LONGEST_HEADING or text.endswith(_ENDS):
        return 0
    levels = enumerate(_NUMBERS, 1)
    return next((level for level, number in levels if number.match(text)), 0)


def _decoded(kind: str, coded: str) -> bytes:
    try:
        if kind.endswith(";base64"):
            return b64decode(unquote_to_bytes(coded))
    except (binascii.Error, ValueError):
        return b""
    return unquote_to_bytes(coded)


def _tidied(runs: list[Run]) -> tuple[Run, ...]:
    """Return runs with single spaces, without spaces at both ends, and without line breaks of the
    source between Chinese characters."""
    kept: list[Run] = []
    last, space = "", ""
    for run in runs:
        letters: list[str] = []
        at = 0
        for match in _SPACE.finditer(run.text):
            last, space = _append(letters, run.text[at : match.start()], last, space)
            space = "\n" if "\n" in match[0] and space in {"", "\n"} else " "
            at = match.end()
        last, space = _append(letters, run.text[at:], last, space)
        if letters:
            kept.append(run._replace(text="".join(letters)))
    return tuple(kept)


def _append(letters: list[str], word: str, last: str, space: str) -> tuple[str, str]:
    """Append a word with the space before it; return the last letter and the space behind it."""
    if not word:
        return last, space
    if space and last and not (space == "\n" and no_space(last, word[0])):
        letters.append(" ")
    letters.append(word)
    return word[-1], ""
