"""What the manuscript of an annual report says, as a draft of its file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from site_builder.importers.imported import Remark, Remarks
from site_builder.importers.recognition.agency import Evidence, find_agency
from site_builder.importers.recognition.cleaning import folded, spaces_between, tidy
from site_builder.importers.recognition.contacts import find_contacts
from site_builder.importers.recognition.dates import year_in, year_of_period
from site_builder.importers.recognition.document import read_paper, untitled
from site_builder.importers.recognition.joining import (
    rejoined,
    unwrapped,
    with_gaps,
    without_gaps,
)
from site_builder.importers.recognition.lead_ins import with_chapters_apart, with_lead_ins
from site_builder.importers.recognition.metadata import Values, from_facts, with_day
from site_builder.importers.recognition.noise import without_noise
from site_builder.importers.recognition.numbering import is_title
from site_builder.importers.recognition.outline import NEWEST, canonical, chapter_names, outlined
from site_builder.importers.recognition.pasted_page import take_pages
from site_builder.importers.recognition.runs import squeezed
from site_builder.importers.recognition.signature import Signature, take_signature
from site_builder.importers.recognition.tables.find import find_tables
from site_builder.importers.recognition.tables.notes import without_notes
from site_builder.importers.recognition.title import IS_REPORT, Head, read_head, report_title
from site_builder.importers.report_draft import KnownAgency, PastedDocument, ReportDraft
from site_builder.model.manuscript import Block, Manuscript, Paragraph
from site_builder.model.table import Form

FEWEST_CHAPTERS = 3  # of the form, in a text without a title that is a report all the same
OPENING = 30  # paragraphs in which the period and the agency are looked for


class _Text(NamedTuple):
    """The text of a manuscript without what surrounds it, its beginning, and what is known of it.
    `names` are those of all agencies; `are_spaced` says whether the file has spaces between Chinese
    and digits throughout."""

    blocks: tuple[Block, ...]
    head: Head
    facts: Values
    names: frozenset[str]
    are_spaced: bool
    remarks: Remarks


def read_report(
    manuscript: Manuscript,
    agencies: tuple[KnownAgency, ...],
    forms: tuple[Form, ...],
    *,
    slug: str = "",
    year: int = 0,
) -> ReportDraft | PastedDocument:
    """Return the annual report in a manuscript, or the document if it is none. `slug` is its agency
    and `year` its year, if the user names them; what contradicts them is a guess."""
    text = _text(manuscript, agencies)
    if not _is_report(text):
        return _document(text, agencies, slug)
    opening = "".join(islice(_words(text.head.blocks), OPENING))
    title = text.head.title or (text.facts.title if IS_REPORT.fullmatch(text.facts.title) else "")
    year, years = _year(title, opening, year, text.head.place)
    found = without_notes(find_tables(text.head.blocks, year, forms), forms)
    blocks = tidy(unwrapped(with_gaps(found.rest, found.gaps)), text.are_spaced)
    pages = take_pages(blocks, text.names, year)
    end = take_signature(pages.blocks, text.names)
    body, structure = _structured(end.blocks, year)
    publishers = text.head.values.agencies + text.facts.agencies
    evidence = Evidence(title, end.names, publishers, opening, text.head.place)
    agency = find_agency(agencies, evidence, slug)
    made = Remarks()
    if not title:
        title, made = _made_title(agencies, agency.slug, year)
    signed, header = _header(text, end)
    remarks = Remarks(guesses=(*years, *agency.guesses)) + text.remarks + text.head.remarks
    return ReportDraft(
        slug=agency.slug,
        year=year,
        title=title,
        signed=signed,
        header=header,
        contacts=find_contacts(body),
        body=body,
        tables=found.tables,
        documents=pages.documents,
        remarks=remarks + found.remarks + pages.remarks + end.remarks + structure + made,
    )


def _text(manuscript: Manuscript, agencies: tuple[KnownAgency, ...]) -> _Text:
    names = frozenset(squeezed(name) for one in agencies for name in one.names)
    blocks, changed = folded(manuscript.blocks)
    blocks, noise = without_noise(blocks)
    head = read_head(blocks, names, report_title)
    spaces = spaces_between(blocks)
    said = Remarks(guesses=(spaces,) if spaces else ())
    facts = from_facts(manuscript.facts)
    return _Text(blocks, head, facts, names, spaces is not None, changed + said + noise)


def _is_report(text: _Text) -> bool:
    """Whether a text is an annual report: by its title, or by chapters of the form."""
    if any(IS_REPORT.fullmatch(title) for title in (text.head.title, text.facts.title)):
        return True
    names = chapter_names(NEWEST)
    titles = (word for word in _words(text.blocks) if is_title(word))
    places = {names.get(canonical(title), -1) for title in titles} - {-1}
    return len(places) >= FEWEST_CHAPTERS


def _document(text: _Text, agencies: tuple[KnownAgency, ...], slug: str) -> PastedDocument:
    """Return a text that is no report as a document of the agency that it names."""
    blocks = tidy(unwrapped(text.blocks), text.are_spaced)
    document, publishers, remarks = read_paper(blocks, text.facts, text.names)
    evidence = Evidence(document.title, publishers, (), "", document.place)
    agency = find_agency(agencies, evidence, slug)
    unsure = agency.guesses if slug or not agency.slug else ()  # its title need not name it
    remarks = Remarks(guesses=unsure) + text.remarks + remarks + untitled(document)
    return document._replace(slug=agency.slug, remarks=remarks)


def _structured(blocks: tuple[Block, ...], year: int) -> tuple[tuple[Block, ...], Remarks]:
    """Return the text of a report with headings and whole sentences."""
    outline = outlined(with_chapters_apart(blocks, year), year)
    body, seams = rejoined(outline.blocks, outline.is_styled)
    lead_ins = Remarks()
    if not outline.is_styled:
        body, lead_ins = with_lead_ins(body, year)
    return without_gaps(body), outline.remarks + seams + lead_ins


def _year(title: str, opening: str, given: int, place: str) -> tuple[int, tuple[Remark, ...]]:
    """Return the year of a report, and what is to be said about it."""
    named, period = year_in(title), year_of_period(opening)
    year = given or named or period
    if not year:
        reason = "看不出是哪一年的报告，请写明年份"
        return 0, (Remark(place, title, reason),)
    other = next((one for one in (named, period) if one not in {0, year}), 0)
    if other:
        what = "标题" if other == named else "统计期限"
        return year, (Remark(place, f"{other}年", f"{what}写的是{other}年，当作{year}年的报告"),)
    if not given and not named:
        return year, (Remark(place, f"{period}年", "标题里没有年份，按统计期限"),)
    return year, ()


def _header(text: _Text, end: Signature) -> tuple[date | None, tuple[tuple[str, str], ...]]:
    """Return the day on which a report was signed, and the other values of its header."""
    values = dict(text.facts.header) | dict(text.head.values.header)
    written = values.pop("signed", "")
    signed = end.signed or text.head.dated or (date.fromisoformat(written) if written else None)
    if end.openness:
        values.setdefault("openness", end.openness)
    return signed, with_day(values, signed)


def _made_title(agencies: tuple[KnownAgency, ...], slug: str, year: int) -> tuple[str, Remarks]:
    """Return the title that the form prescribes, for a text without one."""
    name = next((one.names[0] for one in agencies if one.slug == slug), "")
    title = f"{name}{year or ''}年政府信息公开工作年度报告"
    return title, Remarks(guesses=(Remark("", title, "原文没有标题，照格式补写"),))


def _words(blocks: tuple[Block, ...]) -> Iterator[str]:
    return (squeezed(block.text) for block in blocks if isinstance(block, Paragraph))
