"""Formats the self-assessment of a site as a table of text."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.model.inspection import Sheet, SheetItem
from site_builder.reporters.text import width, wrapped

_COLUMNS = (("项目", 20), ("检查什么", 34), ("查到什么", 34), ("结论", 12), ("扣分", 6))


def to_sheet(sheet: Sheet) -> str:
    """Return a sheet as lines of text."""
    return "".join(f"{line}\n" for line in _lines(sheet))


def _lines(sheet: Sheet) -> Iterator[str]:
    yield "政府网站检查指标自评表（国办秘函〔2019〕19号）"
    yield ""
    yield "一、单项否决指标（出现任何一项，即为不合格）"
    yield from _table(sheet.vetoes)
    yield ""
    yield "二、扣分指标（满分100分，低于60分为不合格）"
    yield from _table(sheet.scored)
    yield ""
    failed = [item.name for item in sheet.vetoes if item.verdict == "不合格"]
    yield f"单项否决：{'、'.join(failed) if failed else '没有查到'}。"
    by_hand = sum(item.verdict == "不能自动检查" for item in (*sheet.vetoes, *sheet.scored))
    yield (
        f"能自动检查的扣分指标共扣{_points(sheet.lost)}分，满分100分，得分不高于"
        f"{_points(max(0, 100 - sheet.lost))}分；另有{by_hand}项不能自动检查，须人工评分。"
    )
    yield "没有对外服务职能的，不评办事服务，按75分计，得分乘以4/3。"
    yield "写“约”的，通知没有写明每处扣几分，或本程序没有查到，按常见的分值估计；以正式检查为准。"


def _table(items: tuple[SheetItem, ...]) -> Iterator[str]:
    rule = "  ".join("-" * wide for _, wide in _COLUMNS)
    yield from _row(tuple(name for name, _ in _COLUMNS))
    yield rule
    for item in items:
        lost = "" if item.lost is None else _points(item.lost)
        about = "约" if item.estimated and item.lost else ""
        yield from _row((item.name, item.requirement, item.found, item.verdict, about + lost))


def _row(cells: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of a row, with each cell broken to the width of its column."""
    broken = [
        [part.strip() for part in wrapped(cell, wide, 0)]
        for cell, (_, wide) in zip(cells, _COLUMNS, strict=True)
    ]
    for number in range(max(map(len, broken))):
        parts = [cell[number] if number < len(cell) else "" for cell in broken]
        padded = (
            part + " " * (wide - width(part))
            for part, (_, wide) in zip(parts, _COLUMNS, strict=True)
        )
        yield "  ".join(padded).rstrip()


def _points(points: float) -> str:
    return f"{points:g}"
