"""Makes the files of an annual report out of a draft.

An imported report is no draft: it was public before, and what is not certain in it is marked and
warned of until somebody has looked at it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from site_builder.assembly.schema import AGENCY, REPORT
from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.report_draft import ReportDraft
from site_builder.importers.writing.body import write_body
from site_builder.importers.writing.made import HEADER, Made, MadeFile, header_lines, page_bytes
from site_builder.importers.writing.statistics import statistics_lines
from site_builder.text.fill_marks import unfilled


def report_path(slug: str, year: int) -> str:
    """Return the path under content/ of the report of an agency on a year."""
    return f"agencies/{slug}/reports/{year}.md"


def make_report(draft: ReportDraft, name: str, contacts: Mapping[str, str]) -> Made:
    """Return the files of a report. `name` and `contacts`, by their keys, are those of the agency
    in the register: other contacts in the draft are guesses, and change nothing there."""
    path = report_path(draft.slug, draft.year)
    body = write_body(draft.body, path)
    lost: list[Remark] = []
    values = dict(draft.header) | {"title": draft.title}
    guesses = [*differing_contacts(draft, contacts)]
    if not draft.title.strip():
        values["title"] = f"{name}{draft.year}年政府信息公开工作年度报告"
        guesses.append(Remark(HEADER, values["title"], "没有找到标题，写了规范的标题"))
    if draft.signed:
        values["signed"] = draft.signed.isoformat()
    header = [*header_lines(values.items(), REPORT, lost), *statistics_lines(draft.tables)]
    return Made(
        MadeFile(path, page_bytes(header, body.text)),
        tuple(MadeFile(*one) for one in body.pictures),
        Remarks(tuple(lost), tuple(guesses)) + body.remarks,
    )


def differing_contacts(draft: ReportDraft, contacts: Mapping[str, str]) -> Iterator[Remark]:
    """Yield the contacts in a draft that the register does not have, or has otherwise."""
    labels = {one.key: one.label for one in AGENCY}
    for key, text in draft.contacts:
        label, known = labels.get(key, key), contacts.get(key, "")
        if not known or unfilled(known):
            yield Remark(label, text, "机关信息里没有，请看要不要补上")
        elif _folded(known) != _folded(text):
            yield Remark(label, text, f"机关信息里是“{known}”，没有改；请看哪个对")


def _folded(text: str) -> str:
    """Return what two spellings of a contact have in common: an address of a website is the same
    without its scheme."""
    plain = "".join(unicodedata.normalize("NFKC", text).split()).casefold()
    return plain.removeprefix("https://").removeprefix("http://").removesuffix("/")
