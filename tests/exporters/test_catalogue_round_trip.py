"""What is exported to Excel and imported again is the same catalogue."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.exporters.catalogue import to_csv, to_json, to_xlsx
from site_builder.importers.catalogue.read import read_catalogue_workbook
from site_builder.model.catalogue import Catalogue, CatalogueForm, CatalogueItem

TITLE = "示例市科学技术局政务公开目录"
WORDS = st.text("公开政府信息条例0123456789AZ=+-《》〔〕（）、；。%\"'<&", min_size=1, max_size=12)
LINES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
NOTES = st.text("申请人村民企业", min_size=1, max_size=4)


def chosen(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the choices that a form offers, in its order, some with a note."""
    one = st.sampled_from(["", "yes", "note"])
    some = st.tuples(*(st.tuples(st.just(name), one, NOTES) for name in names))
    return some.map(
        lambda picked: tuple(
            f"{name}（{note}）" if how == "note" else name for name, how, note in picked if how
        )
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    form = CatalogueForm(
        levels=draw(st.sampled_from([("县级", "乡级"), ("市级", "镇街乡", "村"), ()])),
        audience=draw(st.sampled_from([("全社会", "特定群众"), ("全社会", "特定群体")])),
        others=draw(st.sampled_from([(), ("五公开",), ("公开形式", "备注")])),
        sub_matters=draw(st.booleans()),
    )
    items = [
        CatalogueItem(
            number=f"{number}",
            matter=draw(WORDS),
            sub_matter=draw(WORDS) if form.sub_matters else "",
            content=draw(LINES),
            basis=draw(LINES),
            time_limit=draw(WORDS),
            publisher=draw(WORDS),
            channels=draw(chosen(form.channels)),
            audience=draw(chosen(form.audience)),
            means=draw(chosen(form.means)),
            levels=draw(chosen(form.levels)),
            others=tuple((name, draw(st.just("") | WORDS)) for name in form.others),
        )
        for number in range(1, draw(st.integers(1, 4)) + 1)
    ]
    return Catalogue(form, tuple(items), draw(st.sampled_from(["", "示例领域标准目录（试行）"])))


@settings(max_examples=30, deadline=None)
@given(catalogues())
def test_a_catalogue_comes_back_from_excel_as_it_was(catalogue: Catalogue) -> None:
    data = to_xlsx(catalogue, catalogue.title or TITLE)

    again, remarks = read_catalogue_workbook(data, TITLE)

    assert again == catalogue
    assert not remarks.lost
    assert not remarks.guesses


def test_the_same_catalogue_makes_the_same_bytes() -> None:
    catalogue = Catalogue(CatalogueForm(), (CatalogueItem("1", "文件"),))

    assert to_xlsx(catalogue, TITLE) == to_xlsx(catalogue, TITLE)


def test_a_text_that_looks_like_a_formula_stays_text() -> None:
    catalogue = Catalogue(CatalogueForm(), (CatalogueItem("1", "=1+2", "@a"),))

    (item,) = read_catalogue_workbook(to_xlsx(catalogue, TITLE), TITLE)[0].items

    assert (item.matter, item.sub_matter) == ("=1+2", "@a")


def test_csv_and_json_name_the_columns_of_the_form() -> None:
    catalogue = Catalogue(CatalogueForm(), (CatalogueItem("1", "文件", audience=("全社会",)),))

    table = to_csv(catalogue).decode("utf-8-sig").splitlines()
    listed = json.loads(to_json(catalogue, TITLE))

    assert table[0].startswith("序号,公开事项：一级事项,公开事项：二级事项,公开内容（要素）")
    assert listed["事项"][0]["公开对象"] == ["全社会"]


def test_a_formula_does_not_run_from_csv() -> None:
    catalogue = Catalogue(CatalogueForm(), (CatalogueItem("1", "=1+2", "@a", "-b"),))

    row = to_csv(catalogue).decode("utf-8-sig").splitlines()[1]

    assert row.startswith("1,'=1+2,'@a,'-b,")
