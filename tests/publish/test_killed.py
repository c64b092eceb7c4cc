"""Publishing that is killed, or meets a bad disk: at any instant the output is wholly the old site
or wholly the new one."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from conftest import Scenario, held
from moments import changes, failed, few, killed, meanwhile
from systems import OTHERS, posix
from texts import page

from publish.sites import NEW, OLD, Files, beside, change, kept, texts, whole
from site_builder.publish.lock import locked
from site_builder.publish.site_check import verify

pytestmark = posix
EITHER_WAY = pytest.mark.parametrize(
    "publish_new",
    [lambda p: whole(p, NEW), lambda p: change(p, OLD, NEW)],
    ids=["a whole site", "changes"],
)


def old_site(public: Path) -> Path:
    """Come to the old site from whatever is there, by two changes."""
    if public.exists():
        change(public, held(public), NEW | {"f": "5"})
    else:
        whole(public, NEW | {"f": "5"})
    change(public, NEW | {"f": "5"}, OLD)
    return public


@EITHER_WAY
def test_publishing_killed_before_any_change_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, publish_new: Callable[[Path], None], steps: str, hunting: bool
) -> None:
    public = tmp_path / "public"
    events = changes(partial(publish_new, old_site(public)))
    moments = few(events, hunting)
    if steps in OTHERS:
        moments = sorted({*moments, *(n for n, one in enumerate(events) if one == "os.rename")})
    outcomes: list[str] = []
    for moment in moments:
        old_site(public)

        dead = killed(moment, partial(publish_new, public))

        if not public.exists():  # only between two renames, where there is no exchange
            outcomes.append("aside")
            assert [one.rule.code for one in verify(public)] == ["V120"]
            with locked(public):
                pass
        assert verify(public) == ()
        now = held(public)
        assert now in (OLD, NEW)
        outcomes.append("old" if now == OLD else "new")
        assert dead is (moment < moments[-1])
        old_site(public)
        assert held(public) == OLD
        assert verify(public) == ()
        assert beside(public) == kept()
    assert len(moments) > 12
    assert outcomes[0] == "old"
    assert outcomes[-1] == "new"
    assert outcomes.count("new") > 1, "something was left to be done after the exchange"
    if steps != "two steps":  # or it was not chosen
        assert outcomes.count("aside") == (steps in OTHERS)


# Not two steps on a disk that is bad for good: then the old site cannot be put back either.
@pytest.mark.parametrize(
    ("steps", "for_good"),
    [("one step", False), ("one step", True), ("two steps", False)],
    indirect=["steps"],
)
@EITHER_WAY
def test_publishing_fails_on_a_bad_disk_only_if_it_leaves_the_old_site(
    tmp_path: Path, publish_new: Callable[[Path], None], steps: str, for_good: bool, hunting: bool
) -> None:
    """So that it may be said that the old site is as it was."""
    public = tmp_path / "public"
    events = changes(partial(publish_new, old_site(public)))
    failures: list[bool] = []
    for moment in few(events, hunting)[:-1]:
        old_site(public)

        failure = failed(moment, partial(publish_new, public), for_good)

        assert failure is not None, "it came to that"
        failures.append(failure)
        assert verify(public) == ()
        assert held(public) == (OLD if failure else NEW), steps
        old_site(public)
        assert held(public) == OLD
        assert beside(public) == kept()
    assert True in failures
    assert False in failures, "something was left to be done after the exchange"


@pytest.mark.parametrize("steps", ["one step"], indirect=True)
def test_a_system_that_can_exchange_is_never_without_a_site(
    tmp_path: Path, steps: str, hunting: bool
) -> None:
    public = tmp_path / "public"
    whole(public, OLD)
    events = changes(partial(change, public, OLD, NEW))
    for moment in few(events, hunting):
        change(public, held(public), OLD)

        killed(moment, partial(change, public, OLD, NEW))

        assert public.exists(), steps
        assert held(public) in (OLD, NEW)


def thirty(version: int) -> Files:
    return {f"{n}/index.html": str(version) for n in range(30)}


def publish_on_and_on(public: Path, version: int) -> None:
    while True:
        version += 1
        if version % 3 == 0:
            whole(public, thirty(version))
        else:
            change(public, held(public), thirty(version))


def test_publishing_killed_at_any_moment_leaves_the_old_site_or_the_new_one(
    tmp_path: Path, hunting: bool
) -> None:
    public = tmp_path / "public"
    turns = 200 if hunting else 15
    whole(public, thirty(0))
    chance = random.Random(1)
    seen = set()
    started = time.perf_counter()
    whole(public, thirty(1))
    took = time.perf_counter() - started
    for turn in range(turns):
        with meanwhile(publish_on_and_on, public, turn * 10_000):
            time.sleep(chance.uniform(0, 0.02 + 3 * took))
        assert verify(public) == ()
        assert len(texts(public)) == 1
        seen |= texts(public)
    assert len(seen) > turns // 6, "there was a new site between two kills"

    whole(public, OLD)
    assert {path.name for path in tmp_path.iterdir()} <= {
        *("public", ".public.lock", ".public.sitebuild"),
    }
    assert beside(public) == kept()


def build_on_and_on(scenario: Scenario) -> None:
    while True:
        scenario.build()


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(
    site: Scenario, hunting: bool
) -> None:
    output = site.root / "public"
    site.build()
    started = time.perf_counter()
    assert not site.build(page("第0版。\n")).stopped
    took = time.perf_counter() - started
    chance = random.Random(2)
    published = {0}
    for turn in range(1, 100 if hunting else 8):
        site.lay(page(f"第{turn}版。\n"))
        with meanwhile(build_on_and_on, site):
            time.sleep(chance.uniform(0, 3 * took))
        assert verify(output) == ()
        published |= {n for n in range(turn + 1) if f"第{n}版。" in site.main().text}
    assert len(published) > 1, "there was a new site between two kills"

    assert not site.build().stopped
    assert {path.name for path in site.root.iterdir()} == {
        *("content", "public", ".sitebuild", ".public.sitebuild", "public.changes.json"),
    }
    assert beside(output) == kept()
