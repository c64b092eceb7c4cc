"""Lists on several pages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.pages.paging import CURRENT, GAP, PAGE_SIZE, cut, page_nav, page_url
from site_builder.pages.view_models import NavLink


@given(st.lists(st.integers(), max_size=70))
def test_every_member_of_a_list_is_on_one_page_in_order(members: list[int]) -> None:
    pages = [*cut(members)]

    assert [one for page in pages for one in page] == members
    assert all(0 < len(page) <= PAGE_SIZE for page in pages)
    assert all(len(page) == PAGE_SIZE for page in pages[:-1])


def test_the_first_page_stands_in_the_folder_and_the_others_below_it() -> None:
    assert page_url("a/rules", 1) == "a/rules/index.html"
    assert page_url("a/rules", 12) == "a/rules/page/12/index.html"


def test_a_list_on_one_page_has_no_links_to_pages() -> None:
    assert page_nav("a", 1, 1, "3件") is None


def test_a_page_in_the_middle_links_to_both_ends_and_to_its_neighbours() -> None:
    nav = page_nav("a", 6, 11, "220件")

    assert nav
    assert (nav.first, nav.last) == (
        NavLink("首页", "a/index.html"),
        NavLink("尾页", "a/page/11/index.html"),
    )
    assert nav.previous == NavLink("上一页", "a/page/5/index.html")
    assert nav.next == NavLink("下一页", "a/page/7/index.html")
    texts = [one.text for one in nav.numbers]
    assert texts == ["1", "…", "4", "5", "6", "7", "8", "…", "11"]
    assert nav.summary == "共220件，第6页，共11页"


@given(st.integers(2, 60).flatmap(lambda count: st.tuples(st.integers(1, count), st.just(count))))
def test_the_current_page_is_the_only_number_without_a_link(place: tuple[int, int]) -> None:
    number, count = place

    nav = page_nav("a", number, count, "9件")

    assert nav
    own = [one for one in nav.numbers if one.note == CURRENT]
    assert own == [NavLink(f"{number}", note=CURRENT)]
    assert [one for one in nav.numbers if not one.url and one != GAP] == own
    assert (nav.first is None, nav.previous is None) == (number == 1,) * 2
    assert (nav.last is None, nav.next is None) == (number == count,) * 2
