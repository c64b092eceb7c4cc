"""The page about open data: which files there are, what their columns mean, since when, and what
does not compare. Beside it lie the descriptions for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from site_builder.content.urls import (
    DATA,
    DATA_URL,
    PACKAGE_URL,
    region_data_url,
    wide_data_url,
    year_url,
)
from site_builder.exporters import data_package, statistics_csv, statistics_json
from site_builder.exporters.data_notes import COLUMNS, USE_NOTE
from site_builder.exporters.data_package import Kind, Resource, as_json
from site_builder.exporters.statistics import MEANINGS, Meaning, changes, in_order, places
from site_builder.fingerprint import digest
from site_builder.forms.versions import FOREVER
from site_builder.model.portal import PartitionSummary
from site_builder.model.site import Settings
from site_builder.model.table import Form
from site_builder.pages.data_region import RegionYear, region_name, region_years
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import HOME, size_of
from site_builder.pages.portal import PortalData, PortalPlan
from site_builder.pages.statistics import JSON, TIDY, data_link
from site_builder.pages.view_models import DATA_COLUMN, DataLink, NavLink, PageMeta

_JSON_HEAD = 200  # bytes of a report in JSON without its tables, more or less


class FormAmount(NamedTuple):
    """How many reports use a version of a form, by its key, and the number of bytes that say whose
    a cell is, of all of them together."""

    key: tuple[str, int]
    reports: int
    who: int


class RegionData(NamedTuple):
    """The data of a region, by its code, in a year: how many reports there are, how many bytes say
    whose they are, and the forms that they use."""

    code: str
    reports: int
    who: int
    forms: tuple[FormAmount, ...]


class YearData(NamedTuple):
    """The data of a year, by region."""

    year: int
    regions: tuple[RegionData, ...]


class Sizes(NamedTuple):
    """The number of rows of the tidy shape, and about how many bytes the files take: as many as if
    every figure had one digit. So they do not change with every figure."""

    rows: int
    tidy: int
    json: int


class FileRow(NamedTuple):
    """The files of a region in a year; `year` is empty but in the first row of a year."""

    year: NavLink
    region: str
    reports: int
    rows: int
    files: tuple[DataLink, ...]


class FormRow(NamedTuple):
    """A version of a form: its title, the years of the reports that use it, how many cells it has,
    the notice that prescribes it, and how it differs from the version before."""

    title: str
    years: str
    cells: int
    basis: str
    changes: tuple[str, ...]


class ColumnRow(NamedTuple):
    """A column of the tidy shape, and what it means."""

    name: str
    says: str


class DataIndexView(NamedTuple):
    """What there is, what it means, and the files beside the page."""

    meta: PageMeta
    lead: str
    rows: tuple[FileRow, ...]
    wide: tuple[FileRow, ...]
    columns: tuple[ColumnRow, ...]
    meanings: tuple[Meaning, ...]
    no_table: str
    forms: tuple[FormRow, ...]
    machine: tuple[NavLink, ...]
    use: str
    files: tuple[tuple[str, bytes], ...]


def pages(plan: PortalPlan) -> Iterator[tuple[str, tuple[YearData, ...]]]:
    """Yield the one page; its subject is the data of all years, from the newest on."""
    yield DATA_URL, tuple(_years(plan))


def _years(plan: PortalPlan) -> Iterator[YearData]:
    summaries = {one.name: one for one in plan.agencies}
    found: dict[int, list[RegionData]] = {}
    for one in region_years(plan):
        members = [summaries[name] for name in one.agencies]
        found.setdefault(one.year, []).append(_region(one, members))
    for year, regions in found.items():
        yield YearData(year, tuple(regions))


def _region(one: RegionYear, agencies: list[PartitionSummary]) -> RegionData:
    whole = 0
    reports: Counter[tuple[str, int]] = Counter()
    who: Counter[tuple[str, int]] = Counter()
    for agency in agencies:
        fields = statistics_csv.fields_of(agency.title, agency.name, agency.region, one.year)
        size = len(fields.encode())
        whole += size
        for key in dict(agency.tables)[one.year]:
            reports[key] += 1
            who[key] += size
    forms = (FormAmount(key, count, who[key]) for key, count in sorted(reports.items()))
    return RegionData(one.region, len(agencies), whole, tuple(forms))


def _sizes(one: RegionData, known: Mapping[tuple[str, int], Form]) -> Sizes:
    rows = tidy = 0
    json = _JSON_HEAD * one.reports
    for key, reports, who in one.forms:
        form = known[key]
        rows += len(places(form)) * reports
        tidy += statistics_csv.usual_size(form) * reports + len(places(form)) * who
        json += statistics_json.usual_size(form) * reports
    return Sizes(rows, tidy, json)


def inputs(years: tuple[YearData, ...], _: PortalPlan) -> Inputs:
    """Return what data there is."""
    return (("各年数据", digest((repr(years),))),)


def view(years: tuple[YearData, ...], data: PortalData) -> DataIndexView:
    """Return the view."""
    known = {form.key: form for form in data.forms}
    settings = data.settings
    used = {one.year: in_order(_forms_in(one, known)) for one in years}
    resources = tuple(_resources(years, used, data))
    files = (
        (
            PACKAGE_URL,
            as_json(data_package.data_package(settings.title, settings.base_url, resources)),
        ),
        (
            f"{DATA}/dcat.jsonld",
            as_json(
                data_package.dcat(settings.title, settings.base_url, settings.organizer, resources)
            ),
        ),
        (f"{DATA}/statistics.schema.json", as_json(statistics_json.schema())),
        (f"{DATA}/forms.csv", data_package.forms_csv(data.forms)),
    )
    reports = sum(region.reports for one in years for region in one.regions)
    return DataIndexView(
        meta=PageMeta(DATA_COLUMN.name, (HOME, NavLink(DATA_COLUMN.name)), DATA_COLUMN),
        lead=_lead(years, reports),
        rows=tuple(row for one in years for row in _file_rows(one, known, settings)),
        wide=tuple(_wide_row(one, used[one.year]) for one in years),
        columns=tuple(ColumnRow(name, says) for name, says in COLUMNS.items()),
        meanings=tuple(MEANINGS.values()),
        no_table=statistics_csv.NO_TABLE,
        forms=tuple(_form_rows(data.forms)),
        machine=tuple(
            NavLink(says, path, size_of(len(made)))
            for says, (path, made) in zip(_MACHINE, files, strict=True)
        ),
        use=USE_NOTE,
        files=files,
    )


_MACHINE = (
    "数据包说明（Frictionless Data Package）：每个文件的地址和每一栏的类型",
    "数据目录（DCAT、schema.org，JSON-LD）",
    "JSON 文件的结构（JSON Schema）",
    "各版法定统计表的全部格：表、行、列、单位、宽表栏名",
)


def _lead(years: tuple[YearData, ...], reports: int) -> str:
    if not years:
        return "本站收录的报告里还没有法定统计表，现在没有数据可下载。"
    first, last = years[-1].year, years[0].year
    span = f"{first}年度" if first == last else f"{first}至{last}年度"
    return f"{span}共{reports}份年度报告的法定统计表，逐格原样提供，不用登记，直接下载。"


def _resources(
    years: tuple[YearData, ...], used: dict[int, tuple[Form, ...]], data: PortalData
) -> Iterator[Resource]:
    for one in years:
        path = wide_data_url(one.year).removeprefix(f"{DATA}/")
        yield Resource(path, f"{one.year}年，一份报告一行", Kind.WIDE, one.year, used[one.year])
        for region in one.regions:
            code = region.code
            title = f"{one.year}年，{region_name(code, data.settings)}"
            for ending, kind in ((TIDY, Kind.TIDY), (JSON, Kind.JSON)):
                path = region_data_url(one.year, code, ending).removeprefix(f"{DATA}/")
                yield Resource(path, title, kind, one.year)
    yield Resource("forms.csv", "各版法定统计表的全部格", Kind.FORMS)


def _forms_in(one: YearData, known: Mapping[tuple[str, int], Form]) -> set[Form]:
    return {known[form.key] for region in one.regions for form in region.forms}


def _file_rows(
    one: YearData, known: Mapping[tuple[str, int], Form], settings: Settings
) -> Iterator[FileRow]:
    for number, region in enumerate(one.regions):
        year = NavLink("") if number else _year_link(one.year)
        sizes, code = _sizes(region, known), region.code
        files = (
            data_link(region_data_url(one.year, code, TIDY), f"约{size_of(sizes.tidy)}"),
            data_link(region_data_url(one.year, code, JSON), f"约{size_of(sizes.json)}"),
        )
        yield FileRow(year, region_name(code, settings), region.reports, sizes.rows, files)


def _wide_row(one: YearData, forms: tuple[Form, ...]) -> FileRow:
    reports = sum(region.reports for region in one.regions)
    head, row = statistics_csv.usual_wide_size(forms)
    size = head + sum(region.who for region in one.regions) + row * reports
    files = (data_link(wide_data_url(one.year), f"约{size_of(size)}"),)
    return FileRow(_year_link(one.year), "", reports, reports, files)


def _year_link(year: int) -> NavLink:
    return NavLink(f"{year}年", year_url(year))


def _form_rows(forms: tuple[Form, ...]) -> Iterator[FormRow]:
    for form in in_order(forms):
        same = [one for one in forms if one.name == form.name and one.first_year < form.first_year]
        before = max(same, key=lambda one: one.first_year, default=None)
        until = "起" if form.last_year == FOREVER else f"至{form.last_year}"
        if form.first_year == form.last_year:
            until = ""
        yield FormRow(
            form.title,
            f"{form.first_year}{until}年度".replace("起年度", "年度起"),
            len(places(form)),
            form.basis,
            tuple(changes(before, form)) if before else tuple(_ended(form, forms)),
        )


def _ended(form: Form, forms: tuple[Form, ...]) -> Iterator[str]:
    """Yield that a form has no successor, if it has none."""
    last = max(one.last_year for one in forms if one.name == form.name)
    if last != FOREVER:
        yield f"{last}年度以后没有这张表，栏目重新划分过，与以后年度的各表不能直接比较。"


def files(view: DataIndexView) -> tuple[tuple[str, bytes], ...]:
    """Return the files that belong to the page."""
    return view.files


KIND = PageKind("data.html", "开放数据", pages, inputs, view, files=files)
