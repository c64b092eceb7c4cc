"""Writes the blocks of a manuscript as the Markdown of a body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.writing.inline import inline_markdown, plain_markdown
from site_builder.model.manuscript import Block, Grid, GridCell, Paragraph, Picture, Run
from site_builder.text.patterns import regex

# The kinds of pictures that a page may show, by how their files begin.
_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))
_CLOSING, _ESCAPED = regex(r"#(?=#*$)"), r"\\#"  # the end of a heading may be markup too
_DEEPEST_LIST = 8
_DEEPEST_HEADING = 6
_DIGITS = 8  # of the digest in the name of a picture


class WrittenBody(NamedTuple):
    """A body as Markdown, the pictures that it shows by their paths under content/, and what was
    lost and guessed."""

    text: str
    pictures: tuple[tuple[str, bytes], ...] = ()
    remarks: Remarks = Remarks()


def write_body(blocks: Iterable[Block], path: str) -> WrittenBody:
    """Return the body of the file at `path` under content/. Pictures are saved beside it, named
    after it and their content."""
    writer = _Writer(path)
    for block in blocks:
        if isinstance(block, Paragraph):
            writer.paragraph(block)
        elif isinstance(block, Grid):
            writer.table(block)
        else:
            writer.picture(block)
    text = "\n".join(writer.lines).strip("\n")
    remarks = Remarks(tuple(writer.lost), tuple(writer.guesses))
    return WrittenBody(f"{text}\n" if text else "", tuple(writer.pictures.items()), remarks)


@dataclass(slots=True)
class _Writer:
    """Writes blocks one after the other. `markers` are the marks of the list that is open: that of
    the last item on each level, with its width."""

    path: str
    lines: list[str] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    lost: list[Remark] = field(default_factory=list)
    guesses: list[Remark] = field(default_factory=list)
    markers: list[tuple[str, int]] = field(default_factory=list)

    def paragraph(self, block: Paragraph) -> None:
        is_heading = block.role == "heading"
        runs = [one._replace(bold=False) for one in block.runs] if is_heading else block.runs
        written = inline_markdown(runs, self.path, block.place, one_line=is_heading)
        self.lost += written.lost
        if not written.lines:
            return
        if block.role in {"item", "numbered"}:
            self.item(block, written.lines)
            return
        lines = _with_breaks(written.lines)
        if is_heading:
            level = min(max(block.level, 2), _DEEPEST_HEADING)
            lines = [f"{'#' * level} {_CLOSING.sub(_ESCAPED, lines[0])}"]
        elif block.role == "quote":
            lines = [f"> {line}" for line in lines]
        self.block(lines)

    def block(self, lines: Iterable[str]) -> None:
        """Write a block with a blank line before it; an open list ends."""
        self.markers = []
        self.lines += ["", *lines]

    def item(self, block: Paragraph, lines: tuple[str, ...]) -> None:
        """Write an item of a list below the last one, or that of a new list."""
        level = min(block.level or 1, len(self.markers) + 1, _DEEPEST_LIST)
        before = self.markers[level - 1][0] if level <= len(self.markers) else ""
        marker = _marker_after(before, is_numbered=block.role == "numbered")
        is_new = level == 1 and (before == "-") != (marker == "-")
        self.lines += [""] if is_new or not self.markers else []
        self.markers[level - 1 :] = [(marker, len(marker) + 1)]
        margin = " " * sum(width for _, width in self.markers[:-1])
        below = " " * (len(margin) + len(marker) + 1)
        first, *others = _with_breaks(lines)
        self.lines += [f"{margin}{marker} {first}", *(f"{below}{line}" for line in others)]

    def table(self, grid: Grid) -> None:
        """Write a table. A first row that is one cell is its title, and written above it."""
        cells = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
        while grid.columns > 1 and cells and _is_whole(cells[0], grid):
            self.paragraph(Paragraph((Run(cells[0].text),), place=cells[0].place or grid.place))
            cells = cells[1:]
        rows = self.rows(cells, grid)
        if not any(text for row in rows for text in row):
            return
        if grid.columns == 1 and len(rows) == 1:
            self.paragraph(Paragraph((Run(cells[0].text),), place=grid.place))
            return
        head, *others = (f"| {' | '.join(row)} |" for row in rows)
        self.block([head, f"|{' --- |' * grid.columns}", *others])

    def rows(self, cells: list[GridCell], grid: Grid) -> list[list[str]]:
        """Return the texts of a table row by row; a merged cell is repeated wherever it reaches,
        unless it is a whole row."""
        rows = [[""] * grid.columns for _ in range(grid.rows)]
        if any(cell.rowspan > 1 or cell.colspan > 1 for cell in cells):
            said = "正文里的表不能合并格子：合并的格子，在它占的每一格里重复写了"
            self.guesses.append(Remark(grid.place, "", said))
        for cell in cells:
            place = cell.place or grid.place
            written = inline_markdown((Run(cell.text),), self.path, place, one_line=True)
            self.lost += written.lost
            text = "".join(written.lines).replace("|", r"\|")
            width = 1 if _is_whole(cell, grid) else cell.colspan
            for row in rows[cell.row : cell.row + cell.rowspan]:
                row[cell.column : cell.column + width] = [text] * len(
                    row[cell.column : cell.column + width]
                )
        first = min((cell.row for cell in cells), default=0)
        return rows[first:]

    def picture(self, block: Picture) -> None:
        kind = next((kind for head, kind in _KINDS if block.data.startswith(head)), "")
        if block.data[:4] == b"RIFF" and block.data[8:12] == b"WEBP":
            kind = "webp"
        if not kind:
            said = "这种图片网页不能显示：请在 Word 里另存为 PNG，放到文件旁边，再写进正文"
            self.lost.append(Remark(block.place, block.name, said))
            return
        digest = sha256(block.data).hexdigest()[:_DIGITS]
        name = f"{self.path.rpartition('/')[2].removesuffix('.md')}-{digest}.{kind}"
        self.pictures[f"{self.path.rpartition('/')[0]}/{name}"] = block.data
        self.block([f"![{plain_markdown(block.alt)}]({name})"])


def _with_breaks(lines: tuple[str, ...]) -> list[str]:
    """Return lines that all but the last end with a break."""
    return [*(f"{line}\\" for line in lines[:-1]), lines[-1]]


def _marker_after(before: str, *, is_numbered: bool) -> str:
    """Return the mark of the item after one with the mark `before`, or of the first."""
    if not is_numbered:
        return "-"
    number = int(before.removesuffix(".")) + 1 if before.endswith(".") else 1
    return f"{number}."


def _is_whole(cell: GridCell, grid: Grid) -> bool:
    """Whether a cell is a whole row of a table with several columns."""
    return cell.column == 0 and cell.rowspan == 1 and cell.colspan >= grid.columns > 1


def has_text(blocks: Iterable[Block]) -> bool:
    """Whether some blocks say more than headings do."""
    return any(
        not isinstance(block, Paragraph) or (block.role != "heading" and block.text.strip())
        for block in blocks
    )
