"""Uses a Dask cluster as executor, for sites that are too large for one machine.

Its workers need this program installed; content and templates are sent to them, and pages are sent
back, so that they need no shared file system.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # slow to import, rarely needed
    from concurrent.futures import Executor

PATIENCE = 10.0  # seconds


class ClusterError(Exception):
    """The cluster cannot be used. The message, in Chinese, gives users the reason."""


@contextmanager
def connected(address: str, patience: float = PATIENCE) -> Iterator[tuple[Executor, int]]:
    """Connect to the Dask scheduler at `address`; yield an executor and its number of threads.

    Raise ClusterError if Dask is not installed, or no cluster with workers answers at that address
    within `patience` seconds.
    """
    try:
        from distributed import Client  # an optional dependency
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


def _client(address: str, patience: float, make: Any) -> Any:  # distributed has no type hints
    return make(address, timeout=patience)
