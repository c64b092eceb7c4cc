"""A Dask cluster does what processes do; without one, there is a message."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from bench import corpus
from conftest import Scenario, digests, silent
from distributed import LocalCluster

from site_builder.build import build
from site_builder.cli.main import main
from site_builder.parallel.dask import ClusterError, connected

TODAY = date(2026, 11, 21)

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a cluster of two processes on this machine."""
    with LocalCluster(  # type: ignore[no-untyped-call]  # a library without types
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def test_a_cluster_makes_the_same_bytes(scheduler: str, tmp_path: Path) -> None:
    corpus.make(tmp_path / "project", agencies=6, years=2)
    here, there = tmp_path / "here", tmp_path / "there"
    build(tmp_path / "project", here, today=TODAY, progress=silent)

    with connected(scheduler) as (executor, jobs):
        built = build(
            tmp_path / "project",
            there,
            today=TODAY,
            progress=silent,
            clean=True,
            executor=executor,
            jobs=jobs,
        )

    assert jobs == 2
    assert not built.stopped
    assert digests(here) == digests(there)


def test_a_cluster_serves_the_command_line(scheduler: str, site: Scenario) -> None:
    output = site.root / "public"

    code = main(
        ["build", "--source", str(site.root), "--output", str(output), "--scheduler", scheduler]
    )

    assert code == 0
    assert (output / "agencies/zhongwei-kjj/2023/index.html").is_file()


def test_an_address_without_a_cluster_is_said() -> None:
    cluster = connected("tcp://127.0.0.1:9", patience=0.2)

    with pytest.raises(ClusterError, match="连不上 Dask 调度器"), cluster:
        pass


def test_without_dask_a_message_says_what_to_install(
    site: Scenario, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    code = main(["build", "--source", str(site.root), "--scheduler", "tcp://127.0.0.1:9"])

    assert code == 2
    assert "pip install" in capsys.readouterr().err
