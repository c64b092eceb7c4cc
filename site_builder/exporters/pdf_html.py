"""A manuscript as HTML for printing: one page without any address but those of its pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from site_builder.exporters.manuscript import DATE, PUBLISHER, TITLE, title_lines
from site_builder.exporters.manuscript_columns import column_widths, is_head, long_columns
from site_builder.exporters.word_text import legal
from site_builder.model.manuscript import Block, Grid, GridCell, Manuscript, Paragraph, Picture, Run

PICTURE = "picture:"  # and a number: the address of a picture
_LISTS = {"item": "ul", "numbered": "ol"}
_DEEPEST = 6  # level of a heading
_ONE_SHEET = 40  # rows of a table that is not divided
_CSS = Path(__file__).parent / "pdf_parts" / "print.css"


def to_html(manuscript: Manuscript) -> str:
    """Return a page of HTML."""
    facts = dict(manuscript.facts)
    day = facts.get(DATE, "")
    created = f'<meta name="dcterms.created" content="{_text(day)}">' if day else ""
    notice = f'<p class="notice">{_text(manuscript.notice)}</p>' if manuscript.notice else ""
    return (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{_text(facts.get(TITLE, ''))}</title>"
        f'<meta name="author" content="{_text(facts.get(PUBLISHER, ""))}">'
        f"{created}"
        f"<style>{_CSS.read_text('utf-8')}</style></head>"
        f"<body>{notice}{''.join(_blocks(manuscript.blocks))}</body></html>"
    )


def _blocks(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield blocks as HTML. A caption belongs to the table behind it, and items that follow each
    other are one list."""
    pictures, caption = 0, ""
    for is_list, group in groupby(blocks, _is_item):
        if is_list:
            yield _list([one for one in group if isinstance(one, Paragraph)])
            continue
        for block in group:
            if isinstance(block, Grid):
                yield _table(block, caption)
                caption = ""
            elif isinstance(block, Picture):
                alt = _text(block.alt or block.name)
                yield f'<p class="picture"><img src="{PICTURE}{pictures}" alt="{alt}"></p>'
                pictures += 1
            elif block.role == "caption" and not caption:
                caption = _runs(block.runs)
            else:
                yield _paragraph(block)
    if caption:
        yield f"<p>{caption}</p>"


def _is_item(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in _LISTS


def _paragraph(block: Paragraph) -> str:
    content = _runs(block.runs)
    if block.role == "title":
        return f"<h1>{'<br>'.join(map(_text, title_lines(block.text)))}</h1>"
    if block.role == "heading":
        level = min(max(block.level, 1) + 1, _DEEPEST)
        return f"<h{level}>{content}</h{level}>"
    if block.role == "quote":
        return f"<blockquote><p>{content}</p></blockquote>"
    kind = f' class="{block.role}"' if block.role != "text" else ""
    return f"<p{kind}>{content}</p>"


def _list(items: list[Paragraph]) -> str:
    """Return items as lists, those of a deeper level inside the item before them."""
    html, open_lists = "", list[str]()
    for item in items:
        tag, level = _LISTS[item.role], max(item.level, 1)
        while len(open_lists) > level or (len(open_lists) == level and open_lists[-1] != tag):
            html += f"</li></{open_lists.pop()}>"
        if len(open_lists) == level:
            html += "</li>"
        while len(open_lists) < level:
            start = f' start="{item.number}"' if item.number and tag == "ol" else ""
            opened = f"<{tag}{start}>"
            html += opened if len(open_lists) + 1 == level else f"{opened}<li>"
            open_lists.append(tag)
        value = f' value="{item.number}"' if item.number and tag == "ol" else ""
        html += f"<li{value}>{_runs(item.runs)}"
    return html + "".join(f"</li></{tag}>" for tag in reversed(open_lists))


def _table(grid: Grid, caption: str) -> str:
    whole = 1000
    columns = "".join(
        f'<col style="width:{width / 10:.1f}%">' for width in column_widths(grid, whole)
    )
    rows: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    long = long_columns(grid)
    lines = [f"<tr>{''.join(_cell(cell, grid, long) for cell in row)}</tr>" for row in rows]
    head = f"<thead>{''.join(lines[: grid.head])}</thead>" if grid.head else ""
    kind = ' class="whole"' if grid.rows <= _ONE_SHEET else ""
    title = f"<caption>{caption}</caption>" if caption else ""
    body = "".join(lines[grid.head :])
    return f"<table{kind}>{title}<colgroup>{columns}</colgroup>{head}<tbody>{body}</tbody></table>"


def _cell(cell: GridCell, grid: Grid, long: frozenset[int]) -> str:
    tag = "th" if cell.scope else "td"
    is_left = cell.scope == "row" or (not cell.scope and cell.column in long)
    kind = "head" if is_head(cell, grid) else "left" if is_left else ""
    values = {
        "scope": cell.scope,
        "class": kind,
        "colspan": str(cell.colspan) if cell.colspan > 1 else "",
        "rowspan": str(cell.rowspan) if cell.rowspan > 1 else "",
    }
    attributes = "".join(f' {name}="{value}"' for name, value in values.items() if value)
    return f"<{tag}{attributes}>{_text(cell.text)}</{tag}>"


def _runs(runs: tuple[Run, ...]) -> str:
    html = ""
    for run in runs:
        text = _text(run.text)
        text = f"<strong>{text}</strong>" if run.bold else text
        html += f'<a href="{_text(run.link)}">{text}</a>' if run.link else text
    return html


def _text(text: str) -> str:
    return escape(legal(text)).replace("\n", "<br>")
