"""The processes of a Dask cluster, for a site that one machine is too small for. Its workers need
this program; content and templates are sent to them, pages are sent back."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import Any

PATIENCE = 10.0  # seconds


class ClusterError(Exception):
    """The cluster cannot be used; the message says why, in Chinese, for the user."""


@contextmanager
def connected(address: str, patience: float = PATIENCE) -> Iterator[tuple[Executor, int]]:
    """The cluster whose scheduler is at `address`, as an executor, with how many pieces of work it
    does at once. Raises ClusterError where there is none after `patience` seconds."""
    try:
        from distributed import Client  # an extra
    except ImportError:
        raise ClusterError(
            "--scheduler 要用到 Dask，请先安装：pip install 'sitebuild[dask]'"
        ) from None
    try:
        client = _client(address, patience, Client)
    except (OSError, ValueError) as error:  # TimeoutError is an OSError
        raise ClusterError(f"连不上 Dask 调度器 {address}（{error}），请核对地址") from None
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise ClusterError(f"Dask 调度器 {address} 下没有工作进程，请先启动")
        yield client.get_executor(), threads


def _client(address: str, patience: float, make: Any) -> Any:  # a library without types
    return make(address, timeout=patience)
