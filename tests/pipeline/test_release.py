"""The next site during a build: what was published last stands beside it, as far as it is known
and still there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import examples, held, in_cache, output, publish
from hypothesis import given
from hypothesis import strategies as st

from site_builder.incremental.cache import Cache, open_cache
from site_builder.model.finding import Problem
from site_builder.model.product import Output
from site_builder.pipeline.release import PORTAL, Release
from site_builder.pipeline.rendering import NOTHING, PageRecord, PreviousRender
from site_builder.pipeline.results import RenderResult
from site_builder.publish.manifest import MANIFEST, read_manifest
from site_builder.publish.paths import state_of
from site_builder.publish.site_check import verify
from site_builder.publish.site_rules import active_content, dead_link_on_page

pytestmark = pytest.mark.interpreter

# Partitions with the texts of their pages and of their attachments.
Partition = dict[str, str]
Partitions = dict[str, Partition]

SITE: Partitions = {
    PORTAL: {"index.html": "1", "assets/a.css": "1"},
    "": {"pages/a.html": "1", "pages/a.pdf": "1"},
    "b": {"agencies/b/index.html": "1", "agencies/b/2023/index.html": "1"},
}


def rendered(
    name: str, partition: Partition, before: PreviousRender, links: tuple[str, ...] = ()
) -> RenderResult:
    """Return the result of rendering a partition: only what differs from before."""
    made: dict[str, PageRecord] = {}
    outputs: list[Output] = []
    for path, text in partition.items():
        if path.endswith(".html"):
            one = output(path, text.encode())
            made[path] = PageRecord("page.html", {"内容": text}, ((one.path, one.digest),), links)
            if before.pages.get(path) != made[path]:
                outputs.append(one)
    reasons = {one.path: "有改动" for one in outputs}
    others = [output(p, t.encode()) for p, t in partition.items() if not p.endswith(".html")]
    outputs += (one for one in others if (one.path, one.digest) not in before.others)
    now = PreviousRender(made, tuple((one.path, one.digest) for one in others))
    return RenderResult(name, now, reasons, tuple(outputs), ())


def made_of(partition: Partition) -> str:
    return repr(sorted(partition.items()))


def publish_through(
    project: Path, partitions: Partitions, do: Callable[[Release], object] = Release.publish
) -> dict[str, str]:
    """Render what is stale of some partitions and publish it; return the reasons."""
    with open_cache(project, "1", ()) as cache:
        release = Release(project / "public", cache)
        release.drop_all_but(partitions)
        for name, partition in partitions.items():
            if release.rendered_from(name) != made_of(partition):
                release.take(rendered(name, partition, release.previous(name)), made_of(partition))
        do(release)
        return release.reasons


def flat(partitions: Partitions) -> dict[str, str]:
    return {path: text for partition in partitions.values() for path, text in partition.items()}


def test_a_first_site_is_published_whole(tmp_path: Path) -> None:
    reasons = publish_through(tmp_path, SITE)

    assert held(tmp_path / "public") == flat(SITE)
    assert verify(tmp_path / "public") == ()
    assert set(reasons) == {path for path in flat(SITE) if path.endswith(".html")}


def test_then_only_what_changed(tmp_path: Path) -> None:
    public = tmp_path / "public"
    publish_through(tmp_path, SITE)
    before = {path: (public / path).stat().st_ino for path in flat(SITE)}
    after = {**SITE, "b": {"agencies/b/index.html": "1", "agencies/b/2023/index.html": "2"}}

    reasons = publish_through(tmp_path, after)

    assert set(reasons) == {"agencies/b/2023/index.html"}
    assert held(public) == flat(after)
    assert verify(public) == ()
    changed = {path for path in before if (public / path).stat().st_ino != before[path]}
    assert changed == {"agencies/b/2023/index.html"}


def test_nothing_is_written_if_nothing_changed(tmp_path: Path) -> None:
    publish_through(tmp_path, SITE)
    before = (tmp_path / "public").stat()

    assert publish_through(tmp_path, SITE) == {}

    after = (tmp_path / "public").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert not any(state_of(tmp_path / "public").glob("new*"))


def test_a_partition_that_is_gone_is_gone_from_the_site(tmp_path: Path) -> None:
    publish_through(tmp_path, SITE)

    publish_through(tmp_path, {name: SITE[name] for name in (PORTAL, "")})

    assert held(tmp_path / "public") == {**SITE[PORTAL], **SITE[""]}
    assert not (tmp_path / "public/agencies").exists()
    assert verify(tmp_path / "public") == ()


def test_a_file_that_moves_to_another_partition_is_on_the_site(tmp_path: Path) -> None:
    publish_through(tmp_path, SITE)
    moved = {
        PORTAL: {"index.html": "1", "assets/a.css": "1", "pages/a.pdf": "2"},
        "": {"pages/a.html": "1"},
        "b": SITE["b"],
    }

    publish_through(tmp_path, moved)

    assert held(tmp_path / "public") == flat(moved)
    assert verify(tmp_path / "public") == ()


PATHS = {
    PORTAL: ("index.html", "assets/a.css"),
    "": ("pages/a.html", "pages/b/index.html", "pages/a.pdf"),
    "b": ("agencies/b/index.html", "agencies/b/a.pdf"),
    "c": ("agencies/c/index.html",),
}
TEXTS = st.sampled_from(["1", "2"])
ANY_SITE = st.fixed_dictionaries(
    {PORTAL: st.dictionaries(st.sampled_from(PATHS[PORTAL]), TEXTS, min_size=1)},
    optional={
        name: st.dictionaries(st.sampled_from(paths), TEXTS)
        for name, paths in PATHS.items()
        if name != PORTAL
    },
)
LOSSES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "the cache": lambda project: shutil.rmtree(project / ".sitebuild"),
    "the site": lambda project: shutil.rmtree(project / "public"),
    "what is kept beside it": lambda project: shutil.rmtree(project / ".public.sitebuild"),
    "the twin": lambda project: shutil.rmtree(project / ".public.sitebuild/twin", True),
    "the manifest": lambda project: (project / "public" / MANIFEST).write_text(
        '{"generator": "sitebuild 0", "files": {}}'
    ),
}


@examples(25)
@given(st.lists(st.tuples(ANY_SITE, st.sampled_from(sorted(LOSSES))), min_size=2, max_size=5))
def test_any_sites_one_after_another_come_out_as_they_should_whatever_is_lost_between(
    tmp_path_factory: pytest.TempPathFactory, sites: list[tuple[Partitions, str]]
) -> None:
    project = tmp_path_factory.mktemp("drafts")
    for partitions, loss in sites:
        publish_through(project, partitions)

        assert held(project / "public") == flat(partitions)
        assert verify(project / "public") == ()
        assert read_manifest(project / "public")["files"].keys() == flat(partitions).keys()
        LOSSES[loss](project)
    shutil.rmtree(project)


def test_a_site_that_somebody_else_published_is_replaced_whole(tmp_path: Path) -> None:
    publish_through(tmp_path, SITE)
    publish(tmp_path / "public", output("index.html", b"else"), output("else.html", b"else"))

    reasons = publish_through(tmp_path, SITE)

    assert len(reasons) == 4
    assert held(tmp_path / "public") == flat(SITE)


def test_an_older_copy_of_the_site_is_replaced_whole(tmp_path: Path) -> None:
    public = tmp_path / "public"
    publish_through(tmp_path, SITE)
    shutil.copytree(public, tmp_path / "copy")
    publish_through(tmp_path, {**SITE, "": {"pages/a.html": "2"}})
    shutil.rmtree(public)
    (tmp_path / "copy").rename(public)

    publish_through(tmp_path, {**SITE, "": {"pages/a.html": "2"}})

    assert held(public) == flat({**SITE, "": {"pages/a.html": "2"}})
    assert verify(public) == ()


def test_two_output_folders_are_kept_apart(tmp_path: Path) -> None:
    def to(name: str, partitions: Partitions) -> None:
        def work(cache: Cache) -> None:
            release = Release(tmp_path / name, cache)
            release.drop_all_but(partitions)
            for partition in partitions:
                before = release.previous(partition)
                release.take(
                    rendered(partition, partitions[partition], before),
                    made_of(partitions[partition]),
                )
            release.publish()

        in_cache(tmp_path, work)

    other = {**SITE, "": {"pages/a.html": "2"}}
    for _ in range(2):
        to("public", SITE)
        to("other", other)
        assert held(tmp_path / "public") == flat(SITE)
        assert held(tmp_path / "other") == flat(other)


def test_a_discarded_release_leaves_the_site_and_the_cache_unchanged(tmp_path: Path) -> None:
    publish_through(tmp_path, SITE)
    after = {**SITE, "": {"pages/a.html": "2"}}

    publish_through(tmp_path, after, Release.discard)

    assert held(tmp_path / "public") == flat(SITE)
    assert not any(state_of(tmp_path / "public").glob("new*"))
    assert publish_through(tmp_path, SITE) == {}
    assert set(publish_through(tmp_path, after)) == {"pages/a.html"}
    assert held(tmp_path / "public") == flat(after)


def test_before_a_first_site_nothing_is_known(tmp_path: Path) -> None:
    def inspect_release(cache: Cache) -> None:
        release = Release(tmp_path / "public", cache)
        assert release.rendered_from("b") == ""
        assert release.previous("b") == NOTHING
        assert release.inspect() == ()
        release.discard()

    in_cache(tmp_path, inspect_release)
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("published", [False, True], ids=["at first", "later"])
def test_links_to_other_partitions_are_checked_against_all_files(
    tmp_path: Path, published: bool
) -> None:
    if published:
        publish_through(tmp_path, SITE)
    links = ("index.html", "assets/a.css", "agencies/b/2023/index.html", "pages/a.pdf", "gone.html")
    dead = Problem(dead_link_on_page, "pages/a.html", text="gone.html")

    def inspect_release(cache: Cache) -> None:
        release = Release(tmp_path / "public", cache)
        release.drop_all_but(SITE)
        for name, partition in SITE.items():
            changed = {**partition, "pages/a.html": "2"} if name == "" else partition
            if release.rendered_from(name) != made_of(changed):
                own = links if name == "" else ()
                release.take(rendered(name, changed, release.previous(name), own), made_of(changed))
        assert release.inspect() == (dead,)
        release.discard()

    in_cache(tmp_path, inspect_release)


def test_a_link_to_a_partition_that_is_gone_is_dead(tmp_path: Path) -> None:
    publish_through(tmp_path, SITE)
    left = {PORTAL: {"index.html": "2", "assets/a.css": "1"}, "": SITE[""]}

    def inspect_release(cache: Cache) -> tuple[Problem, ...]:
        release = Release(tmp_path / "public", cache)
        release.drop_all_but(left)
        targets = ("agencies/b/index.html", "pages/a.html")
        portal = rendered(PORTAL, left[PORTAL], release.previous(PORTAL), targets)
        release.take(portal, made_of(left[PORTAL]))
        found = release.inspect()
        release.discard()
        return found

    found = in_cache(tmp_path, inspect_release)

    assert [(one.rule.name, one.path) for one in found] == [("dead_link_on_page", "index.html")]


def test_a_release_returns_the_faults_of_rendered_pages(tmp_path: Path) -> None:
    fault = Problem(active_content, "index.html")

    def inspect_release(cache: Cache) -> None:
        release = Release(tmp_path / "public", cache)
        one = rendered(PORTAL, SITE[PORTAL], NOTHING)
        release.take(RenderResult(PORTAL, one.made, {}, one.outputs, (fault,)), "x")
        assert release.inspect() == (fault,)
        release.discard()

    in_cache(tmp_path, inspect_release)


def test_the_files_of_what_was_rendered_are_those_of_its_pages_and_the_others() -> None:
    made = PageRecord("page.html", {}, (("a.html", "1"), ("fragments/a.html", "2")), ())

    assert PreviousRender({"a.html": made}, (("a.pdf", "3"),)).files == {
        *(("a.html", "1"), ("fragments/a.html", "2"), ("a.pdf", "3")),
    }
