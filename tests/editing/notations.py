"""Random reports, written in any way in which a report may be written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from figures import FORMS, balanced

from site_builder.forms.filing import REST, can_be_shared
from site_builder.forms.versions import forms_for
from site_builder.model.finding import CellAddress
from site_builder.model.table import Form, Row

Texts = list[list[str | None]]
Owner = tuple[str, str]  # the title of a table and the key of a row; "" for all of it
Branches = list[tuple[str, "Tree", Owner]]
Tree = str | Branches

YEARS = (2016, 2019, 2020, 2021, 2023)
SAID = ("", "0", "/", "—", "无", "不适用", "约3件", "12", "a: b", "# 3", " 7", "'", "-", "1\n2")


@dataclass(slots=True)
class Report:
    """A report: the lines of its file, each with the row that it is about, and what it says."""

    year: int
    texts: dict[Form, Texts]
    lines: list[tuple[str, Owner | None]] = field(default_factory=list)
    newline: str = "\n"
    bom: bool = False
    last: str = "\n"

    @property
    def data(self) -> bytes:
        """The file."""
        text = "\n".join(line for line, _ in self.lines) + self.last
        return ("\ufeff" * self.bom + text.replace("\n", self.newline)).encode()

    def others(self, concerned: set[Owner]) -> list[str]:
        """The lines that are not about these rows."""
        return [line for line, owner in self.lines if owner is None or owner not in concerned]

    def owners(self, table: str, row: str) -> set[Owner]:
        """A row, and whatever else may stand for it."""
        form = next(one for one in self.texts if one.title == table)
        groups = {name for name, rows in form.groups if row in rows}
        return {(table, row), (table, ""), *((table, group) for group in groups)}


def report(chance: Random, shares: bool = True) -> Report:
    """A report with some of the tables of its year. Where nothing `shares` its text, every cell is
    a positive number of its own."""
    year = chance.choice(YEARS)
    forms = [form for form in forms_for(FORMS, year) if chance.random() < 0.8]
    one = Report(year, {form: texts_of(form, chance) for form in forms})
    if not shares:
        one.texts = {
            form: [
                [text if text and text.isdigit() and text != "0" else "4" for text in line]
                for line in texts
            ]
            for form, texts in one.texts.items()
        }
    one.newline = chance.choice(("\n", "\n", "\r\n"))
    one.bom = chance.random() < 0.2
    one.last = chance.choice(("\n", ""))
    one.lines = [*_file(one, chance)]
    return one


def texts_of(form: Form, chance: Random) -> Texts:
    """Figures of a table: most add up, most are zero, some are no numbers, totals may be left
    out."""
    figures = balanced(form, chance)
    summed = {e.left[0] for e in form.equations if e.balance.defines_total}
    dull, empty = chance.choice((0.3, 0.95, 0.99)), chance.random() < 0.3
    same = chance.choice(("0", "0", "0", "", "/"))
    texts: Texts = [[same if chance.random() < dull else str(n) for n in line] for line in figures]
    for r, line in enumerate(texts):
        for c in range(len(line)):
            if chance.random() < 0.02:
                line[c] = chance.choice(SAID)
            if ((r, c) in summed and chance.random() < 0.5) or (empty and chance.random() < 0.1):
                line[c] = None
    return texts


def changes(one: Report, chance: Random) -> dict[CellAddress, str | None]:
    """A few cells of its tables, with other texts."""
    found: dict[CellAddress, str | None] = {}
    for form in one.texts:
        for _ in range(chance.choice((0, 1, 1, 3))):
            row = chance.choice(form.rows)
            some = [column for column in row.columns if chance.random() < chance.choice((0.3, 1))]
            text: str | None = chance.choice((*SAID, None, "0", "0", "3"))
            for column in some:
                found[CellAddress(form.title, row.key, column.key)] = text
    return found


def _file(one: Report, chance: Random) -> Iterator[tuple[str, Owner | None]]:
    yield "---", None
    yield chance.choice(("title: 报告", "title: '报告'  # 标题", '"title": 报告')), None
    if chance.random() < 0.3:
        yield "summary: >-", None
        yield "  一段 # 说明", None
        yield "", None
        yield "  又一段", None
    if one.texts:
        step = chance.choice((1, 2, 2, 4))
        yield "statistics:" + chance.choice(("", "  # 统计表")), None
        for form, texts in one.texts.items():
            tree = _table(form, texts, chance)
            label = chance.choice((form.title, f"二、{form.title}", f'"{form.title}"'))
            yield from _entry(label, tree, (form.title, ""), step, chance)
            yield from _remark(step, chance)
    if chance.random() < 0.5:
        yield "waivers:", None
        yield "    F230: '照录: 原件'", None
    yield "# 信息栏完", None
    yield "---", None
    for line in ("", "正文。", "---", "a: b", "---", chance.choice(("", "完"))):
        yield line, None


def _table(form: Form, texts: Texts, chance: Random) -> Tree:
    """One of the ways to write a table."""
    every = [text for line in texts for text in line]
    if _shared(every) is not None and chance.random() < 0.8:
        return _shared(every) or ""
    summed = _summed(form)
    left = [*zip(form.rows, texts, strict=True)]
    tree: Branches = []
    rest = _rest(left, summed, chance)
    if rest is not None:
        tree.append((REST, rest, (form.title, REST)))
        left = [(row, line) for row, line in left if row.key in summed or _shared(line) != rest]
    for group, keys in form.groups if chance.random() < 0.4 else ():
        members = [line for row, line in left if row.key in keys]
        shared = {_shared(line) for line in members}
        if len(members) > 1 and len(shared) == 1 and _can_share(*shared) and chance.random() < 0.5:
            tree.append((group, shared.pop() or "", (form.title, group)))
            left = [(row, line) for row, line in left if row.key not in keys]
    for row, line in ((row, line) for row, line in left if _written(line)):
        into = tree
        for group in row.groups if chance.random() < 0.3 else ():
            into = _below(into, group, (form.title, ""))
        label = chance.choice((row.key, row.label if row.label.endswith(row.key) else row.key))
        into.append((label, _row(row, line, summed, chance, form), (form.title, row.key)))
    if chance.random() < 0.3:
        chance.shuffle(tree)
    return tree


def _rest(left: list[tuple[Row, list[str | None]]], summed: set[str], chance: Random) -> str | None:
    """The text for `其余` in a table, if there may be one."""
    rest = _shared(chance.choice(left)[1])
    is_whole = all(row.key in summed or _written(line) for row, line in left)
    return rest if is_whole and _can_share(rest) and chance.random() < 0.7 else None


def _can_share(text: str | None) -> bool:
    return text is not None and can_be_shared(text)


def _below(tree: Branches, group: str, owner: Owner) -> Branches:
    for label, inner, _ in tree:
        if label == group and isinstance(inner, list):
            return inner
    below: Branches = []
    tree.append((group, below, owner))
    return below


def _row(row: Row, texts: list[str | None], summed: set[str], chance: Random, form: Form) -> Tree:
    """One of the ways to write a row."""
    shared = _shared(texts)
    if shared is not None and chance.random() < 0.8:
        return shared
    owner = (form.title, row.key)
    cells = [*zip((column.key for column in row.columns), texts, strict=True)]
    loose = [text for key, text in cells if key not in summed]
    rest = chance.choice(loose) if loose else None
    if None in loose or rest is None or not can_be_shared(rest) or chance.random() < 0.4:
        rest = None
    tree: Branches = [
        (key, text, owner)
        for key, text in cells
        if text is not None and not (rest is not None and text == rest and key not in summed)
    ]
    if rest is not None:
        tree.append((REST, rest, owner))
    if chance.random() < 0.3:
        chance.shuffle(tree)
    return tree


def _entry(
    label: str, tree: Tree, owner: Owner, indent: int, chance: Random
) -> Iterator[tuple[str, Owner | None]]:
    margin = " " * indent
    if not isinstance(tree, list):
        text = _scalar(tree, chance)
        remark = chance.choice(("", "", "", "", "  # 待核对"))
        yield f"{margin}{label}:{' ' if text else ''}{text}{remark}", owner
    elif not tree:
        yield f"{margin}{label}: {{}}", owner
    elif _is_row(tree) and chance.random() < 0.3:
        pairs = [f"{key}: {_scalar(text, chance)}" for key, text, _ in tree]
        if chance.random() < 0.5:
            yield f"{margin}{label}: {{{', '.join(pairs)}}}", owner
        else:
            yield f"{margin}{label}: {{{pairs[0]}{',' if pairs[1:] else ''}", owner
            yield f"{margin}    {', '.join(pairs[1:])}}}", owner
    else:
        yield f"{margin}{label}:", owner if _is_row(tree) else (owner[0], "")
        step = chance.choice((1, 2, 2, 2, 3))
        for key, inner, own in tree:
            yield from _entry(key, inner, own, indent + step, chance)
            if not _is_row(tree):
                yield from _remark(indent, chance)


def _remark(indent: int, chance: Random) -> Iterator[tuple[str, None]]:
    if chance.random() < 0.05:
        yield chance.choice(("", f"{' ' * indent}# 说明: 见附件", "# 说明")), None


def _is_row(tree: Branches) -> bool:
    return all(owner == tree[0][2] and not isinstance(inner, list) for _, inner, owner in tree)


def _scalar(text: Tree, chance: Random) -> str:
    assert isinstance(text, str)
    plain = text.isalnum() or text in {"/", "—", ""}
    if plain and chance.random() < 0.9:
        return text
    single = "'" + text.replace("'", "''") + "'"
    return '"1\\n2"' if "\n" in text else chance.choice((single, single, f'"{text}"'))


def _shared(texts: list[str | None]) -> str | None:
    first = texts[0]
    if first is None or any(text != first for text in texts):
        return None
    return first if len(texts) == 1 or can_be_shared(first) else None


def _written(texts: list[str | None]) -> bool:
    return any(text is not None for text in texts)


def _summed(form: Form) -> set[str]:
    return {
        key
        for equation in form.equations
        if equation.balance.defines_total
        for key in equation.balance.left
    }
