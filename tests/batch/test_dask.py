"""On a real Dask cluster, with a worker that is killed in mid-run."""

from __future__ import annotations

import os
import signal
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gapcheck import Job, assess_many

pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra scale)")
distributed: Any = pytest.importorskip("distributed", reason="dask.distributed is not installed")

JOBS = tuple(
    Job("model", start=f"{year}-0{month}-01", end="2021-01-01") for year in range(1990, 2000) for month in range(1, 4)
)


@pytest.fixture
def client() -> Iterator[Any]:
    """Two worker processes, each with its nanny, which starts another when it dies."""
    import dask

    with warnings.catch_warnings(), dask.config.set({"distributed.worker.daemon": True}):
        warnings.simplefilter("ignore")
        with (
            distributed.LocalCluster(2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
            distributed.Client(cluster) as client,
        ):
            yield client


@pytest.mark.filterwarnings("ignore")
def test_a_worker_that_is_killed_in_mid_run_loses_nothing(client: Any, small_path: Path, tmp_path: Path) -> None:
    processes = client.run(os.getpid)
    killed: list[int] = []

    def kill_one(done: int, total: int, _: str) -> None:
        if done >= 5 and not killed:
            assert done < total
            killed.append(next(iter(processes.values())))
            os.kill(killed[0], signal.SIGKILL)

    found = assess_many(JOBS, client.get_executor(), tmp_path / "out", data=small_path, per_part=4, progress=kill_one)
    assert killed
    assert (found.jobs, found.errors) == (len(JOBS), ())
    alone = assess_many(JOBS, out=tmp_path / "alone", data=small_path, per_part=4)
    assert found.row_count == alone.row_count
    written = [{p.name: p.read_bytes() for p in (tmp_path / o / "rows").iterdir()} for o in ("out", "alone")]
    assert written[0] == written[1]
    # Somebody else died than the one that answers now.
    assert killed[0] not in client.run(os.getpid).values()
