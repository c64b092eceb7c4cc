"""Nouns as bytes: the same when they come back, and nothing but nouns, whatever the bytes say."""

from __future__ import annotations

import pickle
import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from decimal import Decimal
from enum import Enum
from mmap import PAGESIZE
from pathlib import Path

import pytest
from conftest import Scenario, learnt, portal
from hypothesis import given
from hypothesis import strategies as st
from systems import limited, linux
from texts import page

from site_builder.forms.versions import load_forms
from site_builder.incremental.codec import (
    DamagedError,
    dumps,
    form_called,
    loads,
    with_checksum,
    without_checksum,
)
from site_builder.model.document import Heading, Link
from site_builder.model.finding import CellAddress, Finding, Repair
from site_builder.model.portal import PartitionSummary
from site_builder.model.site import Agency, Article, DocumentMetadata, Region, Report, Waiver
from site_builder.model.table import Figures, Filing, Meaning, RenderedTable
from site_builder.pages.portal import PortalEntry
from site_builder.pages.view_models import NavLink
from site_builder.pipeline.rendering import PageRecord, PreviousRender

pytestmark = pytest.mark.interpreter

FORMS = load_forms()
WORDS = st.text(max_size=8)
DAYS = st.none() | st.dates()


def nouns() -> st.SearchStrategy[object]:
    """Values as they are kept: summaries, parts and notes."""
    item = st.builds(NavLink, WORDS, WORDS, WORDS)
    heading = st.builds(Heading, st.integers(1, 6), WORDS, WORDS, st.integers())
    link = st.builds(Link, WORDS, WORDS, WORDS, st.integers(), st.integers(), st.booleans())
    waiver = st.builds(Waiver, WORDS, WORDS, st.integers())
    sheet = st.builds(RenderedTable, st.sampled_from(FORMS), WORDS, st.just((("F204", "空白"),)))
    article = st.builds(
        Article,
        *(WORDS, WORDS, WORDS),
        body=st.lists(WORDS | sheet, max_size=3).map(tuple),
        headings=st.lists(heading, max_size=2).map(tuple),
        digest=WORDS,
        waivers=st.lists(waiver, max_size=2).map(tuple),
    )
    agency = st.builds(Agency, WORDS, article, st.builds(Region, WORDS, WORDS))
    metadata = st.builds(DocumentMetadata, signed=DAYS, published=DAYS, generated=WORDS)
    texts = st.lists(WORDS, max_size=3).map(tuple)
    figures = st.builds(
        Figures, st.sampled_from(FORMS), texts, WORDS, st.just(((0, "2025-03-01"),))
    )
    report = st.builds(
        Report,
        *(agency, st.integers(2008, 2030), article, metadata),
        filings=st.just(()),
        missing=st.lists(st.sampled_from(FORMS), max_size=2).map(tuple),
        figures=st.lists(figures, max_size=2).map(tuple),
    )
    finding = st.builds(
        Finding,
        *(WORDS, st.just("error"), WORDS, st.integers(), st.integers(), WORDS),
        st.none() | st.builds(CellAddress, WORDS, WORDS, WORDS),
        st.none() | st.builds(Repair, st.integers(), st.integers(), WORDS, WORDS),
    )
    summary = st.builds(
        PartitionSummary,
        WORDS,
        leaving=st.lists(st.tuples(WORDS, link), max_size=2).map(tuple),
        waivers=st.lists(st.tuples(WORDS, waiver), max_size=2).map(tuple),
        findings=st.lists(finding, max_size=3).map(tuple),
    )
    made = st.builds(PageRecord, WORDS, st.dictionaries(WORDS, WORDS, max_size=3), st.just(()))
    before = st.builds(
        PreviousRender, st.dictionaries(WORDS, made, max_size=2), st.just((("a", "b"),))
    )
    shown = st.builds(
        PortalEntry,
        *(item, WORDS, st.just(()), st.just(("a",))),
        home=st.none() | article,
        free_pages=st.lists(item, max_size=2).map(tuple),
    )
    anchors = st.dictionaries(WORDS, st.none() | st.frozensets(WORDS))
    plain = st.decimals(allow_nan=False) | st.dates() | st.integers() | WORDS | st.none()
    return st.one_of(
        *(report, summary, before, shown, anchors, plain, st.sampled_from(Meaning), st.sets(WORDS)),
        st.tuples(WORDS, st.lists(finding, max_size=2).map(tuple)),
    )


@given(nouns())
def test_a_noun_is_the_same_when_it_comes_back(noun: object) -> None:
    back = loads(dumps(noun), FORMS)

    assert back == noun
    assert type(back) is type(noun)


def test_a_site_with_everything_in_it_is_the_same_when_it_comes_back(site: Scenario) -> None:
    agency = "content/agencies/zhongwei-kjj"
    site.lay(
        page("## 一\n\n[甲](../agencies/zhongwei-kjj/index.md)\n")
        + f"-- {agency}/guide.md --\n---\ntitle: 指南\nsigned: 2020-02-03\n---\n"
        + f"-- {agency}/documents/a.pdf --\n%PDF\n"
    )
    whole = site.site()
    summaries = portal(site.root)
    assert whole.reports
    assert whole.attachments

    assert loads(dumps(whole), FORMS) == whole
    assert loads(dumps(summaries), FORMS) == summaries
    for one in learnt(site.root).values():
        for _, _, part in one.parts:
            assert loads(dumps(loads(part, FORMS)), FORMS) == loads(part, FORMS)


def test_forms_are_named_and_those_at_hand_are_given_back(site: Scenario) -> None:
    (report,) = site.site().reports

    data = dumps(report.filings)
    back: tuple[Filing, ...] = loads(data, FORMS)

    assert all(one.form is form for one, form in zip(back, report_forms(report), strict=True))
    assert not any(column.label.encode() in data for column in back[0].form.rows[0].columns)


def report_forms(report: Report) -> Iterator[object]:
    for filing in report.filings:
        yield next(form for form in FORMS if form == filing.form)


def test_a_form_that_is_not_at_hand_is_damage(site: Scenario) -> None:
    (report,) = site.site().reports

    with pytest.raises(DamagedError):
        loads(dumps(report.filings), ())


def test_forms_are_known_only_while_values_are_loaded() -> None:
    with pytest.raises(LookupError):
        form_called("requests", 2021)


# ---------------------------------------------------------------- checksums


@given(st.text(max_size=100), st.binary())
def test_bytes_with_a_checksum_are_read_back_in_their_place(place: str, data: bytes) -> None:
    assert without_checksum(place, with_checksum(place, data)) == data


@given(st.binary(max_size=40), st.data())
def test_one_changed_bit_is_damage(data: bytes, choice: st.DataObject) -> None:
    stored = bytearray(with_checksum("甲", data))
    at = choice.draw(st.integers(0, len(stored) * 8 - 1))
    stored[at // 8] ^= 1 << at % 8

    with pytest.raises(DamagedError):
        without_checksum("甲", bytes(stored))


@given(st.binary(max_size=40), st.data())
def test_shorter_or_longer_bytes_are_damage(data: bytes, choice: st.DataObject) -> None:
    stored = with_checksum("甲", data)

    with pytest.raises(DamagedError):
        without_checksum("甲", stored[: choice.draw(st.integers(0, len(stored) - 1))])
    with pytest.raises(DamagedError):
        without_checksum("甲", stored + b"\0")


@given(st.text(max_size=80), st.text(max_size=80))
def test_bytes_for_one_place_are_damage_in_another(one: str, other: str) -> None:
    if one != other:
        with pytest.raises(DamagedError):
            without_checksum(other, with_checksum(one, b"x"))


def test_places_that_begin_alike_are_two_places() -> None:
    long = "/srv/" + "机关" * 40

    with pytest.raises(DamagedError):
        without_checksum(f"pages {long} a", with_checksum(f"pages {long} b", b"x"))


@pytest.mark.parametrize("what", [None, 1, "text", b""])
def test_what_is_no_bytes_with_a_checksum_is_damage(what: bytes) -> None:
    with pytest.raises(DamagedError):
        without_checksum("甲", what)


# ---------------------------------------------------------------- hostile bytes


@linux
@given(st.binary())
def test_any_bytes_are_a_value_or_damage(data: bytes) -> None:
    with suppressed():
        loads(data, FORMS)
    with suppressed():
        loads(b"\x80\x05" + data + b".", FORMS)


@contextmanager
def suppressed() -> Iterator[None]:
    """Lets damage pass, and nothing else. Damaged bytes may ask for all the memory there is; what
    they do not get is damage too."""
    in_use = int(Path("/proc/self/statm").read_text().split()[0]) * PAGESIZE
    with suppress(DamagedError), limited("RLIMIT_AS", in_use + 50_000_000):
        yield


def test_a_site_with_bytes_changed_anywhere_is_a_value_or_damage(site: Scenario) -> None:
    stored = dumps(site.site())
    chance = random.Random(3)
    for _ in range(1500):
        data = bytearray(stored)
        for _ in range(chance.choice((1, 1, 2, 5))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with suppressed():
            loads(bytes(data[: chance.choice((len(data), chance.randrange(len(data))))]), FORMS)


def named(module: str, name: str) -> bytes:
    """What stands in a pickle for something of that name."""
    return b"".join(
        b"\x8c" + bytes([len(word.encode())]) + word.encode() for word in (module, name)
    ) + (b"\x93")


def called(module: str, name: str, *words: str) -> bytes:
    """A pickle that calls something."""
    arguments = b"".join(b"\x8c" + bytes([len(word.encode())]) + word.encode() for word in words)
    return b"\x80\x05" + named(module, name) + b"(" + arguments + b"tR."


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("os", "system"),
        ("posix", "system"),
        ("builtins", "eval"),
        ("builtins", "exec"),
        ("builtins", "getattr"),
        ("builtins", "__import__"),
        ("subprocess", "getoutput"),
        ("importlib", "import_module"),
        ("site_builder.content.scan", "os.system"),
        ("site_builder.pipeline.release", "json.codecs.builtins.exec"),
        ("site_builder.pipeline.release", "Path"),
        ("site_builder.pipeline.release", "Path.touch"),
        ("site_builder.pipeline.release", "Staging"),
        ("site_builder.pipeline.release", "write_manifest"),
        ("site_builder.publish.staging", "Staging"),
        ("site_builder.publish.staging", "rewrite"),
        ("site_builder.pipeline.rendering", "loads"),
        ("site_builder.pipeline.rendering", "stale"),
        ("site_builder.model.table", "Enum"),
        ("site_builder.model.site", "dataclass"),
        ("site_builder.pages.view_models", "NavLink._make.__func__.__globals__"),
        ("site_builder.incremental.codec", "_RestrictedUnpickler"),
        ("site_builder.incremental.codec", "pickle.loads"),
        ("site_builder.incremental.codec", "dumps"),
        ("pickle", "loads"),
        ("tests", "x"),
        ("datetime", "datetime"),
        ("decimal", "Decimal.from_float"),
        ("copyreg", "_inverted_registry"),
        ("gone", "gone"),
    ],
)
def test_nothing_but_nouns_can_be_named(module: str, name: str, tmp_path: Path) -> None:
    words = f"open({str(tmp_path / 'run')!r}, 'w')"

    with pytest.raises(DamagedError):
        loads(called(module, name, words), FORMS)
    with pytest.raises(DamagedError):
        loads(called(module, name, str(tmp_path / "run")), FORMS)
    with pytest.raises(DamagedError):
        loads(b"\x80\x05" + named(module, name) + b".", FORMS)
    assert not list(tmp_path.iterdir())


class Evil:
    """Writes a file when it is opened."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path, str]]:
        return Path.write_text, (self.path, "run")


@pytest.mark.parametrize("protocol", range(6))
def test_a_pickle_of_another_class_runs_nothing(tmp_path: Path, protocol: int) -> None:
    evil = (NavLink("甲"), Evil(tmp_path / "run"))

    for value in (evil, {"a": [evil]}, PreviousRender({"a": evil}, ())):  # type: ignore[dict-item]
        with pytest.raises(DamagedError):
            loads(pickle.dumps(value, protocol), FORMS)
    assert not (tmp_path / "run").exists()
    pickle.loads(pickle.dumps(evil, protocol))
    assert (tmp_path / "run").exists(), "it would have run"


@pytest.mark.parametrize(
    "value",
    [Path("/"), RuntimeError("x"), complex(1, 2), range(3), print, int, Evil, slice(1, 2)],
    ids=str,
)
def test_other_values_cannot_be_stored_or_loaded(value: object) -> None:
    with pytest.raises((DamagedError, AttributeError, pickle.PicklingError)):
        loads(dumps(value), FORMS)


def test_a_class_that_the_program_no_longer_has_is_damage() -> None:
    data = dumps(NavLink("甲"))

    with pytest.raises(DamagedError):
        loads(data.replace(b"\x07NavLink", b"\x07NavLinj"), FORMS)


def test_every_enumeration_among_the_nouns_comes_back() -> None:
    for kind in _enumerations(Enum):
        assert [loads(dumps(member), FORMS) for member in kind] == list(kind), kind


def _enumerations(base: type[Enum]) -> Iterator[type[Enum]]:
    for kind in base.__subclasses__():
        yield from _enumerations(kind)
        if kind.__module__.startswith("site_builder.model."):
            yield kind


def test_numbers_and_days_come_back_exactly() -> None:
    values = (Decimal("0.10"), Decimal("1E+30"), 10**40, date(2024, 2, 29), True, None)

    assert repr(loads(dumps(values), FORMS)) == repr(values)
