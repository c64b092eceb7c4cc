"""The index of what all agencies have disclosed."""

from __future__ import annotations

from conftest import Scenario, data_of, lists_of, subsets
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.site import Settings
from site_builder.pages.catalogue_index import view
from site_builder.pages.portal import NOBODY, AgencyLists
from site_builder.pages.sections import REPORTS_SECTION, RULES_SECTION
from site_builder.pages.view_models import NavLink

SETTINGS = Settings("门户")
FACETS = ("genre/han", "topic/economy")
COUNTED = (RULES_SECTION, REPORTS_SECTION)
SEEN = st.builds(
    AgencyLists,
    agency=st.builds(NavLink, st.sampled_from("甲乙丙丁"), st.just("a.html")),
    group=st.just("宁夏"),
    sections=st.sampled_from(subsets([one.key for one in COUNTED])).map(
        lambda keys: tuple((key, NavLink("2", f"a/{key}/index.html")) for key in keys)
    ),
    catalogue=st.sampled_from([NOBODY, NavLink("4", "a/catalogue/index.html")]),
    facets=st.sampled_from(subsets(FACETS)).map(
        lambda keys: tuple((key, key, NavLink("3", f"a/{key}/index.html")) for key in keys)
    ),
)


@given(st.lists(SEEN, max_size=12))
def test_the_index_counts_what_every_agency_has_disclosed(seen: list[AgencyLists]) -> None:
    shown = view(0, data_of(seen, SETTINGS))

    used = [one for one in COUNTED if any(one.key in dict(agency.sections) for agency in seen)]
    named = ["目录事项"] if any(agency.catalogue.text for agency in seen) else []
    assert shown.sections == (*(section.name for section in used), *named)
    assert [row.agency for row in shown.rows] == [one.agency for one in seen]
    for one, row in zip(seen, shown.rows, strict=True):
        own = dict(one.sections)
        assert [cell.text for cell in row.cells] == [
            *("2" if section.key in own else "0" for section in used),
            *(one.catalogue.text or "0" for _ in named),
        ]
    links = [link for facet in shown.facets for link in facet.links]
    sums = {key: 3 * sum(key == own for one in seen for own, *_ in one.facets) for key in FACETS}
    assert {link.text: int(link.note) for link in links} == {k: n for k, n in sums.items() if n}
    assert all(link.url == f"catalogue/{link.text}/index.html" for link in links)


def test_an_agency_without_any_document_is_counted_with_noughts(site: Scenario) -> None:
    site.lay("-- content/agencies/b/index.md --\n---\ntitle: 空局\nregion: 640500\n---\n")

    shown = view(0, data_of(lists_of(site.root).values(), SETTINGS))

    cells = {row.agency.text: [cell.text for cell in row.cells] for row in shown.rows}
    assert shown.sections == ("政府信息公开年报",)
    assert cells == {"空局": ["0"], "中卫市科学技术局": ["1"]}
