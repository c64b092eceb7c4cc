"""Pages drawn: only those that are stale, and of their files only those that come out otherwise."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Scenario, learnt, output, page, terms_of
from hypothesis import given
from hypothesis import strategies as st

from site_builder.forms.versions import load_forms
from site_builder.incremental.fingerprints import SharedFingerprints
from site_builder.model.product import Output, Page
from site_builder.model.site import Settings
from site_builder.pages.view_models import HOME_COLUMN, NavLink, PageMeta, Plain
from site_builder.pipeline.rendering import (
    NOTHING,
    PreviousRender,
    RenderContext,
    RenderJob,
    RenderResult,
    compared,
    draw,
    draw_pages,
    joined,
)
from site_builder.theme.theme import Theme, find_theme

FORMS = load_forms()
SLUG = "zhongwei-kjj"
FOUND, _ = find_theme("default", Path("nowhere"))
assert FOUND
THEME = FOUND
TEMPLATES = ("page.html", "agency.html", "report.html", "document.html", "catalogue.html")


def style(settings: Settings | None = None, fragments: bool = False) -> RenderContext:
    templates = dict.fromkeys((*TEMPLATES, "not_found.html", "sitemap.xml"), "1")
    return RenderContext(
        THEME,
        THEME.templates(),
        Path("/nowhere/templates"),
        settings or Settings("门户", base_url="https://a.example/"),
        FORMS,
        (NavLink("首页", "index.html"),),
        fragments,
        SharedFingerprints(templates, "S", "N", str(fragments)),
    )


STYLE = style()


def pages(**inputs: str) -> list[Page]:
    """Pages that show their own name, each made from one thing."""
    return [
        Page(f"{name}.html", "not_found.html", None, (("内容", told),))
        for name, told in inputs.items()
    ]


def view(one: Page) -> Plain:
    return Plain(PageMeta(f"{one.url} {dict(one.inputs)['内容'].lower()}", (), HOME_COLUMN))


def drawn(
    found: list[Page], before: PreviousRender = NOTHING, *others: Output, of: RenderContext = STYLE
) -> RenderResult:
    now, reasons = compared(found, before, of.look)
    due = [page for page in found if page.url in reasons]
    return joined("", [draw_pages(of, due, view, before, others)], before, now, reasons)


def test_at_first_every_page_is_drawn_and_all_is_told_of_it() -> None:
    found = drawn(pages(a="1", b="1"))

    assert found.reasons == {"a.html": "新页面", "b.html": "新页面"}
    assert [one.path for one in found.outputs] == ["a.html", "b.html"]
    assert {url: made.files for url, made in found.made.pages.items()} == {
        one.path: ((one.path, one.digest),) for one in found.outputs
    }
    assert found.made.pages["a.html"].template == "not_found.html"
    assert found.made.pages["a.html"].fingerprint["内容"] == "1"
    assert found.outputs[0] == output("a.html", found.outputs[0].data)


NAMES = st.dictionaries(st.sampled_from("abcde"), st.sampled_from(["1", "2", "X", "x"]))


@given(NAMES, NAMES)
def test_what_is_drawn_after_something_comes_to_what_is_drawn_at_once(
    before: dict[str, str], after: dict[str, str]
) -> None:
    """`X` and `x` are two things that look the same."""
    first = drawn(pages(**before))

    found = drawn(pages(**after), first.made)

    clean = drawn(pages(**after))
    assert found.made == clean.made
    assert set(found.reasons) == {f"{n}.html" for n in after if before.get(n) != after[n]}
    assert {one.path for one in found.outputs} == {
        f"{n}.html" for n in after if before.get(n, "").lower() != after[n].lower()
    }
    by_path = {one.path: one for one in (*first.outputs, *found.outputs)}
    assert [by_path[one.path] for one in clean.outputs] == list(clean.outputs)
    assert drawn(pages(**after), found.made).outputs == ()


def test_with_fragments_a_page_is_two_files() -> None:
    found = drawn(pages(a="1"), of=style(fragments=True))

    assert [one.path for one in found.outputs] == ["a.html", "fragments/a.html"]
    assert len(found.made.pages["a.html"].files) == 2


def test_what_is_wrong_with_what_was_drawn_is_told_and_where_its_links_lead() -> None:
    css = STYLE.templates.stylesheet
    evil = output("assets/evil.css", b"@import 'https://a.example/b.css';")

    alone, beside = drawn(pages(a="1")), drawn(pages(a="1"), NOTHING, css, evil)

    assert alone.faults == ()
    assert {css.path, "index.html"} <= set(alone.made.pages["a.html"].goals)
    assert [(one.rule, one.path) for one in beside.faults] == [
        ("outside_request", "assets/evil.css")
    ]
    assert beside.made.others == ((css.path, css.digest), (evil.path, evil.digest))
    assert {css, evil} < {*beside.outputs}
    assert {css, evil}.isdisjoint(drawn(pages(a="1"), beside.made, css, evil).outputs)


def test_a_style_has_another_digest_where_it_looks_otherwise() -> None:
    looks = [
        STYLE.look,
        STYLE.look._replace(settings="2"),
        STYLE.look._replace(navigation="2"),
        STYLE.look._replace(fragments="2"),
        STYLE.look._replace(templates={"page.html": "2"}),
        STYLE.look._replace(templates={}),
    ]
    styles = [
        RenderContext(
            *(THEME, STYLE.templates, STYLE.compiled, STYLE.settings, FORMS, STYLE.navigation),
            fragments=False,
            look=one,
        )
        for one in looks
    ]

    assert len({one.digest for one in styles}) == len(looks)


@pytest.mark.parametrize("used", [False, True])
def test_a_style_can_be_sent_to_another_machine(used: bool) -> None:
    own = style()
    if used:
        drawn(pages(a="1"), of=own)
    sent: RenderContext = pickle.loads(
        pickle.dumps(replace(own, theme=Theme("own", (Path("/gone"),))))
    )

    assert sent.digest == STYLE.digest
    assert draw_pages(sent, pages(a="1"), view, NOTHING).outputs == drawn(pages(a="1")).outputs


# ---------------------------------------------------------------- a partition


def drawing(site: Scenario, name: str, before: PreviousRender = NOTHING) -> RenderJob:
    one = learnt(site.root)[name]
    data = {part: data for part, _, data in one.parts}["site"]
    folder = site.root / "content"
    files = {
        path.relative_to(folder).as_posix(): str(path)
        for path in folder.rglob("*")
        if path.is_file()
    }
    return RenderJob(name, data, files, before)


def test_the_pages_of_a_branch_are_drawn_with_its_attachments_beside_them(site: Scenario) -> None:
    site.lay(f"-- content/agencies/{SLUG}/a.pdf --\n%PDF\n" + page("正文\n"))
    own = style(terms_of(site.root).settings)

    found = draw(own, drawing(site, SLUG))

    assert found.name == SLUG
    assert list(found.made.pages) == [
        *(f"agencies/{SLUG}/index.html", f"agencies/{SLUG}/2023/index.html"),
        f"catalogue/{SLUG}/index.html",
    ]
    file = site.root / f"content/agencies/{SLUG}/a.pdf"
    assert output(f"agencies/{SLUG}/a.pdf", b"%PDF\n", str(file)) in found.outputs
    assert found.faults == ()
    goals = found.made.pages[f"agencies/{SLUG}/2023/index.html"].goals
    assert set(goals) >= {"index.html", "years/2023/index.html", f"agencies/{SLUG}/index.html"}
    rest = draw(own, drawing(site, ""))
    assert list(rest.made.pages) == ["pages/example/index.html"]


def test_a_branch_that_did_not_change_has_nothing_to_draw(site: Scenario) -> None:
    own = style(terms_of(site.root).settings)
    first = draw(own, drawing(site, SLUG))

    found = draw(own, drawing(site, SLUG, first.made))

    assert (found.outputs, found.reasons, found.faults) == ((), {}, ())
    assert found.made == first.made


@pytest.mark.parametrize("name", ["", SLUG])
def test_a_drawing_can_be_sent_to_another_process(site: Scenario, name: str) -> None:
    own = style(terms_of(site.root).settings)
    one = drawing(site, name)

    assert pickle.loads(pickle.dumps(draw(own, pickle.loads(pickle.dumps(one))))) == draw(own, one)
