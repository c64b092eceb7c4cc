"""The index of all catalogues."""

from __future__ import annotations

from conftest import Scenario, data_of, entries, subsets
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.urls import PARTS
from site_builder.model.site import Settings
from site_builder.pages.catalogue_index import view
from site_builder.pages.portal import PortalEntry
from site_builder.pages.view_models import NavLink

SLUG = "zhongwei-kjj"
A = f"agencies/{SLUG}"


def document(path: str, header: str, body: str = "正文\n") -> str:
    return f"-- content/{path} --\n---\n{header}---\n{body}"


SEEN = st.builds(
    PortalEntry,
    agency=st.builds(NavLink, st.sampled_from("甲乙丙丁"), st.just("a.html")),
    group=st.sampled_from(["宁夏", "中卫市"]),
    reports=st.just(()),
    parts=st.sampled_from(subsets(PARTS)).map(
        lambda names: tuple(
            (name, NavLink("2", "catalogue/a/index.html")) for name in sorted(names)
        )
    ),
    addresses=st.just(("a.html",)),
    home=st.none(),
    free_pages=st.just(()),
)


@given(st.lists(SEEN, max_size=12))
def test_catalogues_count_what_every_agency_has_disclosed_part_by_part(
    seen: list[PortalEntry],
) -> None:
    shown = view(0, data_of(seen, Settings("门户")))

    there = [one for one in seen if one.parts]
    used = {name for one in there for name, _ in one.parts}
    assert shown.parts == tuple(name for name in PARTS if name in used)
    assert [line.agency for line in shown.rows] == [
        NavLink(one.agency.text, "catalogue/a/index.html") for one in there
    ]
    for one, line in zip(there, shown.rows, strict=True):
        counts = dict(zip(shown.parts, (cell.text for cell in line.cells), strict=True))
        assert counts == {**dict.fromkeys(shown.parts, "0"), **dict.fromkeys(dict(one.parts), "2")}


def test_an_agency_without_anything_has_no_catalogue(site: Scenario) -> None:
    site.lay(document("agencies/b/index.md", "title: 空局\nregion: 640500\n"))

    agencies = [entry for entry in entries(site.root).values() if entry.agency.url]
    shown = view(0, data_of(agencies, Settings("门户")))

    assert [line.agency.text for line in shown.rows] == ["中卫市科学技术局"]
    assert shown.rows[0].agency.url == "catalogue/zhongwei-kjj/index.html"
