"""Clauses as shingles: what counts as the same text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from site_builder.text.shingles import formulas, nearest, share, shingles

TEXT = "一是公开栏目更新偏慢，个别科室报送拖到月底。二是政策解读多为文字转载，共12条。"
CLAUSES = st.lists(
    st.text("公开信息科技工作年度报告目录", min_size=7, max_size=20), unique=True, max_size=12
)


def test_figures_years_and_marks_count_for_nothing() -> None:
    other = TEXT.replace("12", "３７").replace("。", "；").replace("，", " ")
    assert shingles(TEXT) == shingles(other) != frozenset()


def test_the_name_of_an_agency_counts_for_nothing() -> None:
    one, other = "中卫市财政局公开栏目更新偏慢", "银川市科技局公开栏目更新偏慢"
    assert shingles(one, ("中卫市财政局",)) == shingles(other, ("银川市科技局",))


def test_a_clause_that_is_said_twice_is_a_formula() -> None:
    assert shingles("公开栏目更新偏慢。公开栏目更新偏慢。") == frozenset()


@given(CLAUSES)
def test_shingles_do_not_depend_on_the_order_of_clauses(clauses: list[str]) -> None:
    moved = sorted(clauses)
    assert shingles("，".join(clauses)) == shingles("。".join(moved))


@given(CLAUSES, CLAUSES)
def test_a_share_is_a_part_of_the_whole(one: list[str], other: list[str]) -> None:
    own, there = shingles("，".join(one)), shingles("，".join(other))
    assert 0 <= share(own, there) <= 1
    assert not own or share(own, own | there) == 1
    assert len(own) == len(one)


def test_a_clause_of_many_owners_is_a_formula() -> None:
    said = shingles("公开栏目更新偏慢")
    assert formulas([[said]] * 3, most=2) == said
    assert formulas([[said, said, said], [said]], most=2) == frozenset()


def test_the_nearest_document_is_of_another_owner() -> None:
    copied, own = shingles(TEXT), shingles("依申请公开答复文书格式不一")
    found = [*nearest([copied, copied | own, copied], ["a", "a", "b"])]
    assert [(number, other) for number, other, _ in found] == [(0, 2), (1, 2), (2, 0)]
    assert found[0][2] == 1
    assert found[1][2] < 1
