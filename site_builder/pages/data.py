"""The page about open data: which files there are, what their columns mean, since when, and what
does not compare. Beside it lie the descriptions for programs."""

from __future__ import annotations

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
from site_builder.exporters.statistics import EXPLAINED, Meaning, changes, in_order, places
from site_builder.fingerprint import digest
from site_builder.forms.versions import FOREVER
from site_builder.model.site import Settings
from site_builder.model.table import Form
from site_builder.pages.data_amounts import (
    FormKey,
    RegionData,
    region_data,
    region_files,
    who_size,
)
from site_builder.pages.data_region import region_name
from site_builder.pages.kind import Inputs, PageKind
from site_builder.pages.parts import HOME, size_of
from site_builder.pages.portal import PortalData, PortalPlan
from site_builder.pages.statistics import JSON, TIDY, data_link
from site_builder.pages.view_models import DATA_COLUMN, DataLink, NavLink, PageMeta


class YearData(NamedTuple):
    """The data of a year, by region."""

    year: int
    regions: tuple[RegionData, ...]


class YearRow(NamedTuple):
    """The data of a year: the numbers of its reports and of the rows of their cells; links to the
    wide shape, and to the other files if there is one region only, else to their list."""

    year: NavLink
    reports: int
    rows: int
    wide: DataLink
    files: tuple[DataLink, ...]
    regions: NavLink | None


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
    rows: tuple[YearRow, ...]
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
    found: dict[tuple[int, str], list[tuple[int, tuple[FormKey, ...]]]] = {}
    for summary in plan.agencies:
        size = who_size(summary.title, summary.name, summary.region)
        for year, forms in summary.tables:
            found.setdefault((year, summary.region), []).append((size, forms))
    years: dict[int, list[RegionData]] = {}
    for year, region in sorted(found, key=lambda key: (-key[0], key[1])):
        years.setdefault(year, []).append(region_data(region, found[year, region]))
    return (YearData(year, tuple(regions)) for year, regions in years.items())


def inputs(years: tuple[YearData, ...], _: PortalPlan) -> Inputs:
    """Return what data there is."""
    return (("各年数据", digest((repr(years),))),)


def view(years: tuple[YearData, ...], data: PortalData) -> DataIndexView:
    """Return the view."""
    known = {form.key: form for form in data.forms}
    settings = data.settings
    used = {one.year: in_order(_forms_in(one, known)) for one in years}
    resources = tuple(_resources(years, used, data))
    described = data_package.data_package(settings.title, settings.base_url, resources)
    catalogue = data_package.dcat(settings.title, settings.base_url, settings.organizer, resources)
    files = (
        (PACKAGE_URL, as_json(described)),
        (f"{DATA}/dcat.jsonld", as_json(catalogue)),
        (f"{DATA}/statistics.schema.json", as_json(statistics_json.schema())),
        (f"{DATA}/forms.csv", data_package.forms_csv(data.forms)),
        (f"{DATA}/{data_package.TIDY_SCHEMA}", as_json(data_package.tidy_schema())),
    )
    reports = sum(region.reports for one in years for region in one.regions)
    return DataIndexView(
        meta=PageMeta(DATA_COLUMN.name, (HOME, NavLink(DATA_COLUMN.name)), DATA_COLUMN),
        lead=_lead(years, reports),
        rows=tuple(_year_row(one, known, settings) for one in years),
        columns=tuple(ColumnRow(name, says) for name, says in COLUMNS.items()),
        meanings=EXPLAINED,
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
    "一格一行的 CSV 各栏的类型（Table Schema）",
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
        yield Resource(path, f"{one.year}年，一份报告一行", "wide", one.year, used[one.year])
        for region in one.regions:
            code = region.code
            title = f"{one.year}年，{region_name(code, data.settings)}"
            kinds: tuple[tuple[str, Kind], ...] = ((TIDY, "tidy"), (JSON, "json"))
            for ending, kind in kinds:
                path = region_data_url(one.year, code, ending).removeprefix(f"{DATA}/")
                yield Resource(path, title, kind, one.year)
    yield Resource("forms.csv", "各版法定统计表的全部格", "forms")


def _forms_in(one: YearData, known: Mapping[FormKey, Form]) -> set[Form]:
    return {known[form.key] for region in one.regions for form in region.forms}


def _year_row(one: YearData, known: Mapping[FormKey, Form], settings: Settings) -> YearRow:
    reports = sum(region.reports for region in one.regions)
    head, row = statistics_csv.usual_wide_size(_forms_in(one, known))
    size = head + sum(region.who for region in one.regions) + row * reports
    parts = [region_files(one.year, region, known, settings) for region in one.regions]
    is_one = len(parts) == 1
    return YearRow(
        NavLink(f"{one.year}年", year_url(one.year)),
        reports,
        sum(part.rows for part in parts),
        data_link(wide_data_url(one.year), f"约{size_of(size)}"),
        parts[0].files if is_one else (),
        None if is_one else NavLink(f"{len(parts)}个地区", f"{year_url(one.year)}#data"),
    )


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
