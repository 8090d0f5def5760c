"""On a real Dask cluster, with a worker, and then with the scheduler, that is killed in mid-run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from gapcheck import Job, UsageError, assess_many

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


MANY = tuple(
    Job("model", start=f"{year}-{month:02d}-{day:02d}", end="2021-01-01")
    for year in range(1990, 2000)
    for month in range(1, 13)
    for day in (1, 15)
)


@pytest.fixture
def scheduler_and_client(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Any]]:
    """A scheduler and a worker that are processes of their own, and a client."""
    with ExitStack() as stack:

        def started(*command: str) -> subprocess.Popen[bytes]:
            log = stack.enter_context((tmp_path / f"{command[0]}.log").open("wb"))
            line = [sys.executable, "-m", f"distributed.cli.{command[0]}", "--scheduler-file", file, *command[1:]]
            run = subprocess.Popen([*line, "--no-dashboard"], cwd=tmp_path, stdout=log, stderr=log)
            stack.callback(run.wait)
            stack.callback(run.kill)
            return run

        file = str(tmp_path / "scheduler.json")
        scheduler = started("dask_scheduler", "--port", "0", "--host", "127.0.0.1")
        started("dask_worker", "--nthreads", "1", "--no-nanny")
        client = distributed.Client(scheduler_file=file, timeout=60)
        stack.callback(client.close, timeout=1)
        client.wait_for_workers(1, timeout=60)
        yield scheduler, client


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_is_killed_in_mid_run_ends_it_and_another_executor_goes_on(
    scheduler_and_client: tuple[subprocess.Popen[bytes], Any], small_path: Path, tmp_path: Path
) -> None:
    scheduler, client = scheduler_and_client

    def kill(done: int, total: int, _: str) -> None:
        if done >= 40 and scheduler.poll() is None:
            assert done < total - 100
            scheduler.kill()
            scheduler.wait()

    with pytest.raises(UsageError, match="the scheduler does not answer"):
        assess_many(MANY, client.get_executor(), tmp_path / "out", data=small_path, per_part=20, progress=kill)
    left = {p.name: p.read_bytes() for p in (tmp_path / "out" / "rows").iterdir()}
    assert 2 <= len(left) < len(MANY) // 20
    found = assess_many(MANY, out=tmp_path / "out", data=small_path, per_part=20)
    assert (found.kept, found.errors) == (20 * len(left), ())
    assess_many(MANY, out=tmp_path / "alone", data=small_path, per_part=20)
    written = [{p.name: p.read_bytes() for p in (tmp_path / o / "rows").iterdir()} for o in ("out", "alone")]
    assert written[0] == written[1]
    assert left.items() <= written[0].items()
