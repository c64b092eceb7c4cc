"""Reads Markdown: the header, if there is one, as facts, and the body as blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from site_builder.importers.formats.characters import odd_characters, tidy
from site_builder.importers.formats.decoding import decoded
from site_builder.importers.imported import Remark, Remarks, UnreadableFileError
from site_builder.model.document import Mapping, Node, Scalar
from site_builder.model.finding import Problem
from site_builder.model.limits import LARGEST_MARKDOWN, MOST_BRACKETS, MOST_LINES, MOST_MARKS
from site_builder.model.manuscript import Block, Grid, GridCell, Manuscript, Paragraph, Role, Run
from site_builder.parsing.markdown import make_parser
from site_builder.parsing.tokens import joints
from site_builder.parsing.yaml_nodes import read_yaml
from site_builder.text.patterns import regex

if TYPE_CHECKING:
    from markdown_it.token import Token

_LISTS: dict[str, Role] = {"bullet_list": "item", "ordered_list": "numbered"}
_MARKS = regex(r"[*_`\\&^<]")


def read_markdown(data: bytes) -> tuple[Manuscript, Remarks]:
    """Return what is in a Markdown file, and what was left out: pictures, and a header that is not
    valid YAML. HTML in it is text. Raise UnreadableFileError."""
    if len(data) > LARGEST_MARKDOWN:
        limit = LARGEST_MARKDOWN // 1_000_000
        raise UnreadableFileError(f"Markdown 超过 {limit} MB，没有读：请分成几个文件再导入")
    raw, remarks = decoded(data)
    lines = raw.split("\n")
    if len(lines) > MOST_LINES:
        raise UnreadableFileError(f"Markdown 超过 {MOST_LINES:,} 行，没有读：请分成几个文件再导入")
    remarks += odd_characters((f"第{number}行", line) for number, line in enumerate(lines, 1))
    text = "\n".join(tidy(line) for line in lines)
    header, body = _split(text)
    _check_marks(body)
    facts, said = _facts(header)
    blocks, lost = _blocks(body, text.count("\n", 0, len(text) - len(body)))
    return Manuscript(blocks, facts), remarks + said + lost


def _split(text: str) -> tuple[str, str]:
    """Return the YAML of the header, or the empty string, and the body."""
    lines = text.split("\n")
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), 0)
    if not end or lines[0].rstrip() != "---":
        return "", text
    return "\n".join(lines[1:end]) + "\n", "\n".join(lines[end + 1 :])


def _check_marks(body: str) -> None:
    """Raise UnreadableFileError for a body that would take the parser too long."""
    if body.count("[") > MOST_BRACKETS or len(_MARKS.findall(body)) > MOST_MARKS:
        raise UnreadableFileError("Markdown 里的标记太多，没有读：请分成几个文件再导入")


def _facts(header: str) -> tuple[tuple[tuple[str, str], ...], Remarks]:
    """Return the values of a header by their keys, those inside others with both keys."""
    if not header.strip():
        return (), Remarks()
    node, problems = read_yaml(header, "", 2)
    if problems or not isinstance(node, Mapping):
        where = problems[0].line if problems else 2
        why = _why(problems[0]) if problems else "不是“键: 值”"
        lost = Remark(f"第{where}行", header.strip(), f"信息栏写法有误（{why}），没有导入")
        return (), Remarks(lost=(lost,))
    return tuple(_values(node, "")), Remarks()


def _why(problem: Problem) -> str:
    values = {**problem.values, "path": problem.path, "cell": ""}
    return problem.rule.says.format_map(values).rstrip("。")


def _values(node: Node, key: str) -> Iterator[tuple[str, str]]:
    """Yield the scalars below a node; the keys around one are before it, with a slash between."""
    if isinstance(node, Scalar):
        yield key, node.text
    elif isinstance(node, Mapping):
        for entry in node.entries:
            yield from _values(entry.value, f"{key}/{entry.key.text}" if key else entry.key.text)
    else:
        for item in node.items:
            yield from _values(item, key)


def _blocks(body: str, before: int) -> tuple[tuple[Block, ...], Remarks]:
    """Return the blocks of a body that begins after some lines of the file."""
    builder = _Builder(before)
    for token in make_parser().parse(body):
        builder.take(token)
    return tuple(builder.blocks), Remarks(tuple(builder.lost))


@dataclass(slots=True)
class _Builder:
    """Makes blocks of the tokens of the parser."""

    before: int
    blocks: list[Block] = field(default_factory=list)
    lost: list[Remark] = field(default_factory=list)
    lists: list[Role] = field(default_factory=list)
    quotes: int = 0
    level: int = 0
    begins_item: bool = False
    place: str = ""
    rows: list[list[str]] | None = None

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.map:
            self.place = f"第{self.before + token.map[0] + 1}行"
        if token.type in {"fence", "code_block"}:
            for line in (token.info, *token.content.split("\n")):
                self._paragraph((Run(line.strip()),))
        elif token.nesting and token.type not in {"table_open", "table_close", "tr_open"}:
            self._nest(token)
        else:
            self._table_or_text(token)

    def _nest(self, token: Token) -> None:
        """Note that something begins or ends which paragraphs are in."""
        kind = token.type.removesuffix("_open").removesuffix("_close")
        begins = token.nesting == 1
        if kind == "heading":
            self.level = int(token.tag[1]) if begins else 0
        elif kind in _LISTS:
            self.lists = [*self.lists, _LISTS[kind]] if begins else self.lists[:-1]
        elif kind == "list_item":
            self.begins_item = begins
        elif kind == "blockquote":
            self.quotes += token.nesting

    def _table_or_text(self, token: Token) -> None:
        kind = token.type
        if kind == "table_open":
            self.rows = []
        elif kind == "tr_open" and self.rows is not None:
            self.rows.append([])
        elif kind == "table_close" and self.rows is not None:
            self.blocks.append(_grid(self.rows, self.place))
            self.rows = None
        elif kind == "inline":
            runs = tuple(self._runs(token.children or ()))
            if self.rows is None:
                self._paragraph(runs)
            else:
                self.rows[-1].append("".join(run.text for run in runs))

    def _paragraph(self, runs: tuple[Run, ...]) -> None:
        if not "".join(run.text for run in runs).strip():
            return
        role: Role = "text"
        if self.level:
            role = "title" if self.level == 1 and not self.blocks else "heading"
        elif self.lists and self.begins_item:
            role = self.lists[-1]
        elif self.quotes:
            role = "quote"
        deep = len(self.lists) if role in {"item", "numbered"} else 0
        level = max(1, self.level - 1) if role == "heading" else deep
        self.blocks.append(Paragraph(runs, role, level, place=self.place))
        self.begins_item = False

    def _runs(self, children: Sequence[Token]) -> Iterator[Run]:
        """Yield the runs of a paragraph. A line break that Chinese does not need is none."""
        without_space = {id(one) for one in joints(children)}
        bold, link = 0, ""
        for child in children:
            if child.type in {"strong_open", "strong_close"}:
                bold += child.nesting
            elif child.type in {"link_open", "link_close"}:
                link = str(child.attrs.get("href") or "")
            elif child.type == "image":
                said = f"{child.attrs.get('src') or ''} {child.content}".strip()
                self.lost.append(Remark(self.place, said, "图片，没有导入：请另行放在文件旁边"))
            elif (text := _text(child)) and id(child) not in without_space:
                yield Run(text, bool(bold), link)


def _text(child: Token) -> str:
    """Return the text of a token in a paragraph. A line break is a space."""
    if child.type == "footnote_ref":
        return f"[{int(child.meta['id']) + 1}]"
    return " " if child.type in {"softbreak", "hardbreak"} else child.content


def _grid(rows: Sequence[Sequence[str]], place: str) -> Grid:
    cells = tuple(
        GridCell(text.strip(), row, column)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Grid(cells, len(rows), max(map(len, rows), default=0), place=place)
