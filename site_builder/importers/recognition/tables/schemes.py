"""The ways in which manuscripts print a statutory table: what its lines are called, and which
cells of the form their figures fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from site_builder.importers.recognition.tables.labels import core, nearest
from site_builder.model.table import Column, Form, Places, Row

# What stands in the head of a table beside the captions of the form.
HEADINGS = ("单位", "统计数", "统计指标", "信息内容", "序号", "指标", "项目", "申请人情况")
OWN = {"本年增减", "结果维持", "结果纠正", "其他结果", "尚未审结"}  # short, and in no other table
LONGEST_GENERAL = 5  # characters of a label that other tables may have too
SHORTEST_PART = 2  # characters of a caption that a page or a line has cut
FEW = 3  # captions of a form that show it, one of them its own


@dataclass(frozen=True, slots=True)
class Target:
    """A line of figures: the cells that it fills, from left to right, and the columns that these
    belong to. A line without a label is told by the captions above it, `mentions`."""

    places: Places
    columns: tuple[Column, ...]
    mentions: frozenset[str] = frozenset()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to print a form. `names` are the labels of its lines, reduced to their core, with the
    indices of those called so, surest first; `heads` are captions above columns and of groups of
    columns, `captions` these and all others that have no figures; `units` those of a column of
    units. `joined` are all names and captions in one text, `letters` the characters of each name,
    `mentions` those of all lines."""

    form: Form
    targets: tuple[Target, ...]
    names: Mapping[str, tuple[int, ...]]
    heads: frozenset[str]
    captions: frozenset[str]
    units: frozenset[str]
    joined: str
    letters: Mapping[str, frozenset[str]]
    mentions: frozenset[str]

    def knows(self, name: str) -> bool:
        """Whether a text is a label or a caption of the form, or part of one."""
        if name in self.names or name in self.captions:
            return True
        return len(name) >= SHORTEST_PART and name in self.joined

    def is_head(self, name: str) -> bool:
        """Whether a text is a caption of columns, or part of one, and no label of a line."""
        if name in self.heads:
            return True
        is_part = len(name) >= SHORTEST_PART and any(name in head for head in self.heads)
        return is_part and not any(name in known for known in self.names)

    def nearest(self, name: str) -> tuple[int, float] | None:
        """Return the line whose label is most like a misspelt one, and how alike they are."""
        if len(name) <= FEW or name in self.captions:
            return None
        found = nearest(name, self.letters)
        return (self.names[found[0]][0], found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Family:
    """All versions of a form. `known` are the cores of all captions and labels, `own` those that no
    other table has, `titles` those of the form and its chapters."""

    name: str
    schemes: tuple[Scheme, ...]
    known: frozenset[str]
    own: frozenset[str]
    titles: frozenset[str]

    def is_shown_by(self, names: frozenset[str]) -> bool:
        """Whether captions are enough to tell that a table is of this form."""
        return bool(names & self.own) and len(names & self.known) >= FEW


def families(forms: tuple[Form, ...]) -> tuple[Family, ...]:
    """Return the families of forms, in their order."""
    schemes: dict[str, list[Scheme]] = {}
    for form in forms:
        schemes.setdefault(form.name, []).extend(_schemes(form))
    known = {
        name: frozenset().union(*({*one.names, *one.captions} for one in own))
        for name, own in schemes.items()
    }
    general = frozenset(map(core, HEADINGS)) | _general(forms)
    return tuple(
        Family(
            name,
            tuple(own),
            known[name],
            known[name] - general - frozenset().union(*(known[n] for n in known if n != name)),
            _titles([scheme.form for scheme in own]),
        )
        for name, own in schemes.items()
    )


def _general(forms: tuple[Form, ...]) -> frozenset[str]:
    """Return the cores of labels that other tables may have too: short ones, and those of rows that
    editors call so in prose."""
    labels = {core(row.label) for form in forms for row in form.rows}
    keys = {core(column.label) for form in forms for s in form.sections for column in s.columns}
    short = {label for label in labels | keys if len(label) <= LONGEST_GENERAL}
    return frozenset((short - OWN) | _titles(forms))


def _titles(forms: Sequence[Form]) -> frozenset[str]:
    return frozenset(core(name) for form in forms for name in (form.title, *form.chapters))


def _schemes(form: Form) -> Iterator[Scheme]:
    """Yield the ways to print a form: as it is, and if its rows stand side by side, also in several
    lines, below each other, and turned."""
    rows = [
        (_names(form, row), _line(form, [(r, c) for c in range(len(row.columns))], row.unit))
        for r, row in enumerate(form.rows)
    ]
    if not form.across:
        yield _scheme(form, rows)
        return
    everything = range(len(form.rows))
    for parts in ([everything], [everything[:1], everything[1:]], [[r] for r in everything]):
        yield _scheme(form, [((), _mentioned(form, [*part])) for part in parts])
    yield _scheme(form, rows)
    columns = form.rows[0].columns
    turned = [
        ((core(column.label),), _line(form, [(r, c) for r in everything]))
        for c, column in enumerate(columns)
    ]
    yield _scheme(form, turned)
    single = [
        ((core(column.label), core(row.label + column.label)), _line(form, [(r, c)]))
        for r, row in enumerate(form.rows)
        for c, column in enumerate(columns)
    ]
    yield _scheme(form, single)


def _line(form: Form, places: list[tuple[int, int]], unit: str = "") -> Target:
    columns = tuple(form.rows[r].columns[c] for r, c in places)
    return Target(tuple(places), columns, unit=unit)


def _mentioned(form: Form, rows: list[int]) -> Target:
    """Return a line without a label that holds several rows side by side."""
    line = _line(form, [(r, c) for r in rows for c in range(len(form.rows[r].columns))])
    mentions = {core(name) for r in rows for name in (*form.rows[r].groups, form.rows[r].label)}
    return Target(line.places, line.columns, frozenset(mentions))


def _names(form: Form, row: Row) -> tuple[str, ...]:
    """Return the cores that a row is known by: its label, its name for editors, other labels for
    it, and its label behind that of its group."""
    aliases = [other for other, known in form.aliases if known == row.key]
    behind = [row.groups[-1] + row.label] if row.groups else []
    names = (core(name) for name in (row.label, row.key, *behind, *aliases))
    return tuple(dict.fromkeys(names))


def _scheme(form: Form, lines: Sequence[tuple[tuple[str, ...], Target]]) -> Scheme:
    names: dict[str, tuple[int, ...]] = {}
    for number, (own, _) in enumerate(lines):
        for name in own:
            names[name] = (*names.get(name, ()), number)
    heads = frozenset(map(core, _heads(form))) - frozenset(names)
    columns = {
        core(name)
        for section in form.sections
        for column in section.columns
        for name in (column.label, *column.groups)
    }
    captions = (heads | {core(name) for name in _captions(form)} | columns) - {""}
    joined = "\n".join(sorted({*names, *captions}))
    units = frozenset(row.unit for row in form.rows if row.unit) if form.show_units else frozenset()
    targets = tuple(target for _, target in lines)
    return Scheme(
        form=form,
        targets=targets,
        names=names,
        heads=(heads | columns) - {""},
        captions=captions,
        units=units,
        joined=joined,
        letters={name: frozenset(name) for name in names},
        mentions=frozenset().union(*(target.mentions for target in targets)),
    )


def _heads(form: Form) -> Iterator[str]:
    """Yield the captions above the columns of a form, and those of its sections."""
    for section in form.sections:
        yield from (section.banner, section.corner)
        for column in section.columns:
            yield from (column.label, *column.groups)
    yield from (other for other, _ in form.aliases)
    if form.across:
        for row in form.rows:
            yield from (*row.groups, row.label)
    yield from HEADINGS


def _captions(form: Form) -> Iterator[str]:
    """Yield what stands in a form without figures of its own: its title, groups and headings."""
    yield from (form.title, *form.chapters)
    for section in form.sections:
        for row in section.rows:
            yield from row.groups
            if not row.columns:
                yield row.label
