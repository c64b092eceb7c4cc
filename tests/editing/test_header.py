"""Files that were damaged by hand or by machine: changed as asked, or refused."""

from __future__ import annotations

from contextlib import suppress
from random import Random

from conftest import examples
from figures import CHANCE, FORMS
from hypothesis import given

from editing.notations import changes, report
from site_builder.assembly.schema import REPORT
from site_builder.editing.body import body_of, edit_body
from site_builder.editing.cannot_edit import CannotEditError
from site_builder.editing.cells import edit_cells, tables_of
from site_builder.editing.fields import edit_fields, header_fields

BITS = (
    *("\n", "  ", ":", ": ", "'", '"', "{", "}", "[", "]", ",", "#", " # x", "- ", "? ", "&a "),
    *("*a", "!!str ", "|\n", ">\n", "---\n", "\t", "　", "：", "<<: ", "其余: 0", "\r", "\u2028"),
)
Texts = dict[tuple[str, str, str], str | None]


@examples(100)
@given(CHANCE)
def test_a_damaged_file_is_changed_as_asked_or_refused(chance: Random) -> None:
    one = report(chance)
    asked = changes(one, chance)
    data = damaged(one.data.decode(), chance).encode()

    with suppress(CannotEditError):
        done = edit_cells(data, one.year, FORMS, asked)
        assert asked.items() <= texts(done, one.year).items()
        assert body_of(done) == body_of(data)
        assert header_fields(done, REPORT) == header_fields(data, REPORT)
    with suppress(CannotEditError):
        done = edit_fields(data, REPORT, {"title": "甲: 乙", "summary": None, "items": ("1", "2")})
        assert header_fields(done, REPORT).get("title") == "甲: 乙"
        assert texts(done, one.year) == texts(data, one.year)
    with suppress(CannotEditError):
        assert body_of(edit_body(data, "a\n---\nb")) == "a\n---\nb"


def texts(data: bytes, year: int) -> Texts:
    """What is written in each cell of a report."""
    return {
        (filing.form.title, row.key, column.key): cell.text if cell.written else None
        for filing in tables_of(data, year, FORMS)
        for row, line in zip(filing.form.rows, filing.cells, strict=True)
        for column, cell in zip(row.columns, line, strict=True)
    }


def damaged(text: str, chance: Random) -> str:
    """A text with something put in or taken away somewhere, or with a line out of its place."""
    at = chance.randrange(len(text))
    lines = text.split("\n")
    here, there = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[here], lines[there] = lines[there], chance.choice((" ", "  ", "")) + lines[here]
    return chance.choice(
        (
            text[:at] + chance.choice(BITS) + text[at:],
            text[:at] + text[at + chance.randint(1, 5) :],
            "\n".join(lines),
        )
    )
