"""How much data there is of a region in a year, and about how large its files are: as large as if
every figure had one digit. So the pages that say so do not change with every figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from site_builder.content.urls import region_data_url
from site_builder.exporters import statistics_csv, statistics_json
from site_builder.exporters.statistics import places
from site_builder.model.site import Settings
from site_builder.model.table import Form
from site_builder.pages.data_region import region_name
from site_builder.pages.parts import size_of
from site_builder.pages.statistics import JSON, TIDY, data_link
from site_builder.pages.view_models import DataLink

_JSON_HEAD = 200  # bytes of a report in JSON without its tables, more or less
_ANY_YEAR = 2000

FormKey = tuple[str, int]


class FormAmount(NamedTuple):
    """How many reports use a version of a form, by its key, and the number of bytes that say whose
    a cell is, of all of them together."""

    key: FormKey
    reports: int
    who: int


class RegionData(NamedTuple):
    """The data of a region, by its code, in a year: how many reports there are, how many bytes say
    whose they are, and the forms that they use."""

    code: str
    reports: int
    who: int
    forms: tuple[FormAmount, ...]


class RegionFiles(NamedTuple):
    """The files of a region in a year: its name, the numbers of reports and of rows, and links."""

    name: str
    reports: int
    rows: int
    files: tuple[DataLink, ...]


def who_size(agency: str, slug: str, region: str) -> int:
    """Return how many bytes say whose a cell is."""
    return len(statistics_csv.fields_of(agency, slug, region, _ANY_YEAR).encode())


def region_data(code: str, reports: Iterable[tuple[int, tuple[FormKey, ...]]]) -> RegionData:
    """Return the data of a region, from the number of bytes that say whose a report is, and the
    forms, of each report."""
    alike: defaultdict[tuple[FormKey, ...], list[int]] = defaultdict(list)
    for size, forms in reports:
        alike[forms].append(size)
    amounts: defaultdict[FormKey, list[int]] = defaultdict(list)
    for forms, sizes in alike.items():
        for key in forms:
            amounts[key] += sizes
    used = (FormAmount(key, len(sizes), sum(sizes)) for key, sizes in sorted(amounts.items()))
    every = [size for sizes in alike.values() for size in sizes]
    return RegionData(code, len(every), sum(every), tuple(used))


def region_files(
    year: int, one: RegionData, forms: Mapping[FormKey, Form], settings: Settings
) -> RegionFiles:
    """Return the files of a region in a year."""
    rows = tidy = 0
    json = _JSON_HEAD * one.reports
    for key, reports, who in one.forms:
        form = forms[key]
        rows += len(places(form)) * reports
        tidy += statistics_csv.usual_size(form) * reports + len(places(form)) * who
        json += statistics_json.usual_size(form) * reports
    files = (
        data_link(region_data_url(year, one.code, TIDY), f"约{size_of(tidy)}"),
        data_link(region_data_url(year, one.code, JSON), f"约{size_of(json)}"),
    )
    return RegionFiles(region_name(one.code, settings), one.reports, rows, files)
