"""A catalogue that is written reads as it was."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from site_builder.catalogue.read import STANDARD, read_catalogue
from site_builder.catalogue.write import catalogue_yaml
from site_builder.model.catalogue import (
    CHOICE_COLUMNS,
    TEXT_COLUMNS,
    Catalogue,
    CatalogueForm,
    CatalogueItem,
)
from site_builder.model.source import Source

PATH = "agencies/kjj/catalogue.yaml"
_SAME = {"同上", "同上。", "同上."}
_LETTERS = st.sampled_from([*"目录公开政府网站（）：、，。《》\"'#-:[]{}!&*|>%@` ,.·…1a№\n", "\\"])
TEXTS = st.text(_LETTERS, max_size=12).map(str.strip).filter(lambda text: text not in _SAME)
LABELS = TEXTS.filter(lambda text: text and text not in STANDARD)
NUMBERS = st.integers(1, 9999).map(str)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Any catalogue that can be written in a file."""
    lists = st.lists(LABELS, unique=True, max_size=4).map(tuple)
    standard = CatalogueForm()
    form = CatalogueForm(
        draw(st.just(standard.channels) | lists),
        draw(st.just(standard.audience) | lists),
        draw(st.just(standard.means) | lists),
        draw(st.just(standard.levels) | lists),
        draw(lists),
        draw(st.booleans()),
    )
    numbers = draw(st.lists(NUMBERS, unique=True, min_size=1, max_size=3))
    return Catalogue(form, tuple(draw(items(form, number)) for number in numbers), draw(TEXTS))


@st.composite
def items(draw: st.DrawFn, form: CatalogueForm, number: str) -> CatalogueItem:
    """An item of a form."""

    def made(choices: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(one for one in choices if draw(st.booleans()))

    cells: dict[str, Any] = {name: draw(TEXTS) for name, _ in TEXT_COLUMNS[1:]}
    cells.update((name, made(getattr(form, name))) for name, _ in CHOICE_COLUMNS)
    others = ((label, draw(TEXTS)) for label in form.others)
    local = tuple((label, text) for label, text in others if text)
    return CatalogueItem(number, **cells, others=local)


def read(text: str) -> Catalogue:
    """What a file says; lines do not matter."""
    found, problems = read_catalogue(Source(PATH, text.encode(), ""))
    assert not [one for one in problems if one.rule.severity == "error"], text
    return found._replace(items=tuple(item._replace(line=0) for item in found.items))


@given(catalogues())
def test_a_catalogue_that_is_written_reads_as_it_was(one: Catalogue) -> None:
    assert read(catalogue_yaml(one)) == one


def test_what_is_as_in_the_standard_form_is_not_written() -> None:
    one = Catalogue(
        CatalogueForm(levels=("市级",)),
        (CatalogueItem("1", "机构信息", content="职能\n地址", channels=("政府网站",)),),
    )

    assert catalogue_yaml(one) == (
        "columns:\n  公开层级: [市级]\nitems:\n  - 序号: 1\n    一级事项: 机构信息\n"
        "    公开内容（要素）: |-\n      职能\n      地址\n    公开渠道和载体: [政府网站]\n"
    )
