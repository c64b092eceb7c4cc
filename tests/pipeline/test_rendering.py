"""Jobs of rendering: only stale pages are made, and of their files only new ones are staged."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import TODAY, Scenario, learnt, output, terms_of
from hypothesis import given
from hypothesis import strategies as st
from texts import page

from site_builder.build import render
from site_builder.forms.versions import load_forms
from site_builder.incremental.fingerprints import SharedFingerprints
from site_builder.model.product import Page
from site_builder.model.site import Settings
from site_builder.pages import KINDS
from site_builder.pages.view_models import NavLink
from site_builder.pipeline.jobs import FilesJob, PartitionJob, PortalJob
from site_builder.pipeline.rendering import NOTHING, PreviousRender, RenderContext
from site_builder.pipeline.results import RenderResult
from site_builder.publish.staging import Staging
from site_builder.theme.theme import find_theme

FORMS = load_forms()
SLUG = "zhongwei-kjj"
FOUND, _ = find_theme("default", Path("nowhere"))
assert FOUND
THEME = FOUND


def render_context(settings: Settings | None = None, fragments: bool = False) -> RenderContext:
    return RenderContext(
        THEME.templates(),
        settings or Settings("门户", base_url="https://a.example/"),
        FORMS,
        (NavLink("首页", "index.html"),),
        fragments,
        SharedFingerprints(dict.fromkeys(KINDS, "1"), "S", "N", str(fragments)),
    )


CONTEXT = render_context()


def not_found(inputs: str, name: str = "a") -> Page:
    """A page that always comes out the same, made from one thing."""
    return Page(f"{name}.html", "not_found.html", 0, (("内容", inputs),))


def rendered(
    found: Page, previous: PreviousRender = NOTHING, context: RenderContext = CONTEXT
) -> RenderResult:
    return render(context, PortalJob("/", found, (), (), TODAY, (), previous))


def test_at_first_a_page_is_rendered() -> None:
    found = rendered(not_found("1"))

    (file,) = found.outputs
    assert found.reasons == {"a.html": "新页面"}
    assert file == output("a.html", file.data)
    page = found.made.pages["a.html"]
    assert page.files == (("a.html", file.digest),)
    assert page.template == "not_found.html"
    assert page.fingerprint["内容"] == "1"
    assert found.faults == ()


@given(st.sampled_from("12"), st.sampled_from("12"))
def test_a_page_is_rendered_again_if_its_inputs_changed_and_staged_if_it_came_out_otherwise(
    before: str, after: str
) -> None:
    first = rendered(not_found(before))

    found = rendered(not_found(after), first.made)

    assert found.made == rendered(not_found(after)).made
    assert bool(found.reasons) is (before != after)
    assert found.outputs == (), "it comes out the same"


def test_with_fragments_a_page_is_three_files() -> None:
    found = rendered(not_found("1"), context=render_context(fragments=True))

    assert [one.path for one in found.outputs] == ["a.html", "fragments/a.html", "fragments/a.json"]
    assert len(found.made.pages["a.html"].files) == 3


def test_files_that_belong_to_no_page_are_inspected_and_sent_once() -> None:
    fine = output("assets/a.css", b"p {}")
    evil = output("assets/evil.css", b"@import 'https://a.example/b.css';")

    found = render(CONTEXT, FilesJob("/", (fine, evil), NOTHING))
    again = render(CONTEXT, FilesJob("/", (fine, evil), found.made))

    assert [one.path for one in found.faults] == ["assets/evil.css"]
    assert found.made.others == ((fine.path, fine.digest), (evil.path, evil.digest))
    assert found.outputs == (fine, evil)
    assert again.outputs == ()


def test_with_a_staging_folder_files_are_written_there(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "public")

    found = rendered(not_found("1"), context=replace(CONTEXT, staging=staging))

    assert (found.outputs, found.staged) == ((), ("a.html",))
    written = output("a.html", (staging.folder / "a.html").read_bytes())
    assert written in rendered(not_found("1")).outputs


def test_contexts_with_different_pages_have_different_digests() -> None:
    shared = CONTEXT.shared
    several = [
        shared,
        shared._replace(settings="2"),
        shared._replace(navigation="2"),
        shared._replace(fragments="2"),
        shared._replace(templates={"page.html": "2"}),
        shared._replace(templates={}),
    ]

    assert len({replace(CONTEXT, shared=one).digest for one in several}) == len(several)


@pytest.mark.parametrize("used", [False, True])
def test_a_context_can_be_sent_to_another_machine(used: bool) -> None:
    own = render_context()
    if used:
        rendered(not_found("1"), context=own)

    sent: RenderContext = pickle.loads(pickle.dumps(own))

    assert sent.digest == CONTEXT.digest
    assert rendered(not_found("1"), context=sent) == rendered(not_found("1"))


# ---------------------------------------------------------------- a partition


def job_of(
    site: Scenario, name: str, previous: PreviousRender = NOTHING, in_memory: bool = True
) -> PartitionJob:
    one = learnt(site.root)[name]
    assert one.planned
    data = {part: data for part, _, data in one.parts}["site"]
    folder = site.root / "content"
    files = {
        path.relative_to(folder).as_posix(): str(path)
        for path in folder.rglob("*")
        if path.is_file()
    }
    return PartitionJob(name, one.planned if in_memory else data, files, previous)


def test_the_pages_of_a_partition_are_rendered_with_its_attachments_beside_them(
    site: Scenario,
) -> None:
    site.lay(f"-- content/agencies/{SLUG}/a.pdf --\n%PDF\n" + page("正文\n"))
    context = render_context(terms_of(site.root).settings)

    found = render(context, job_of(site, SLUG))

    assert found.name == SLUG
    assert list(found.made.pages) == [
        *(f"agencies/{SLUG}/index.html", f"agencies/{SLUG}/2023/index.html"),
        f"agencies/{SLUG}/reports/index.html",
        *(f"agencies/{SLUG}/apply/index.html", f"agencies/{SLUG}/apply/form/index.html"),
    ]
    file = site.root / f"content/agencies/{SLUG}/a.pdf"
    assert output(f"agencies/{SLUG}/a.pdf", b"%PDF\n", str(file)) in found.outputs
    assert found.faults == ()
    targets = found.made.pages[f"agencies/{SLUG}/2023/index.html"].targets
    assert set(targets) >= {"index.html", "years/2023/index.html", f"agencies/{SLUG}/index.html"}
    rest = render(context, job_of(site, ""))
    assert list(rest.made.pages) == ["pages/example/index.html"]


def test_a_partition_that_did_not_change_has_nothing_to_render(site: Scenario) -> None:
    context = render_context(terms_of(site.root).settings)
    first = render(context, job_of(site, SLUG))

    found = render(context, job_of(site, SLUG, first.made))

    assert (found.outputs, found.reasons, found.faults) == ((), {}, ())
    assert found.made == first.made


@pytest.mark.parametrize("name", ["", SLUG])
def test_a_site_in_memory_a_serialized_one_and_one_that_was_sent_make_the_same_pages(
    site: Scenario, name: str
) -> None:
    context = render_context(terms_of(site.root).settings)
    one = job_of(site, name)

    found = render(context, one)

    assert render(context, job_of(site, name, in_memory=False)) == found
    assert pickle.loads(pickle.dumps(render(context, pickle.loads(pickle.dumps(one))))) == found
