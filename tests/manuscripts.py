"""Manuscripts for the tests of exporters, and what is in the files made of them."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

from hypothesis import strategies as st

from site_builder.model.manuscript import Block, Grid, GridCell, Manuscript, Paragraph, Run

# Whatever XML can hold, and some of what it cannot.
TEXT = st.text(
    st.one_of(
        st.sampled_from("政府信息公开，。（）“”123 abc<>&\"'%]"),
        st.characters(exclude_categories=["Cs"], exclude_characters="\r"),
    ),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip() == text and not re.search(r"\s", text))
RUN = st.builds(
    Run, TEXT, st.booleans(), st.sampled_from(["", "", "https://example.cn/a?b=1&c=<2>"])
)


def _merged(runs: list[Run]) -> tuple[Run, ...]:
    """Runs of which no two neighbours have one style."""
    kept: list[Run] = []
    for run in runs:
        if not kept or kept[-1][1:] != run[1:]:
            kept.append(run)
    return tuple(kept)


RUNS = st.lists(RUN, min_size=1, max_size=4).map(_merged)
PARAGRAPH = st.one_of(
    st.builds(Paragraph, RUNS, st.sampled_from(["text", "quote", "note"])),
    st.builds(Paragraph, RUNS, st.just("heading"), st.integers(1, 5)),
    st.builds(Paragraph, RUNS, st.sampled_from(["item", "numbered"]), st.integers(1, 3)),
)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A table with a caption that spans its columns, and one that spans rows."""
    rows, columns = draw(st.integers(2, 3)), draw(st.integers(2, 3))
    texts = st.one_of(st.sampled_from(["", "0", "/", "—", "无", "不适用", "12*"]), TEXT)
    cells = [GridCell(draw(TEXT), 0, 0, 1, columns, scope="colgroup")]
    cells.append(GridCell(draw(TEXT), 1, 0, rows - 1, scope="rowgroup"))
    cells += [
        GridCell(draw(texts), row, column) for row in range(1, rows) for column in range(1, columns)
    ]
    return Grid(tuple(sorted(cells, key=lambda one: one[1:3])), rows, columns, head=1, title="表")


BLOCKS = st.lists(st.one_of(PARAGRAPH, grids()), max_size=6)


def manuscript(*blocks: Block, notice: str = "") -> Manuscript:
    """A manuscript with a title."""
    title = Paragraph((Run("示例局2023年政府信息公开工作年度报告"),), "title")
    facts = (("标题", title.text), ("发布机构", "示例局"), ("日期", "2024-01-26"))
    return Manuscript((title, *blocks), facts, notice)


def text(words: str) -> Paragraph:
    """A paragraph."""
    return Paragraph((Run(words),))


def parts(data: bytes) -> dict[str, str]:
    """The parts of a Word file as texts."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def png(width: int = 2, height: int = 1) -> bytes:
    """A picture, all of it black."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" * (width + 1)) * height)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )
