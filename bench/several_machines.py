"""Whether ``assess_many`` works over several machines: a Dask scheduler and two workers that share nothing but TCP.

``python bench/several_machines.py`` (``dask.distributed`` and pyarrow are needed). Each process is started by itself,
with a working folder, a home and a cache folder of its own. Three runs are held against the same jobs answered here,
byte by byte: with the data that come with gapcheck, with a folder, and with a catalogue whose folder is gone when the
jobs are put. In the last run one worker is killed, and nobody starts it again.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import gapcheck
from gapcheck import Job, assess_many

ROOT = Path(__file__).resolve().parents[1]
SMALL = ROOT / "tests" / "catalogues" / "small"
OURS = tuple(Job(i, start="2001-01-01", end=f"{year}-01-01") for i in ("budapest", "uncc") for year in (2020, 2026))
MANY = tuple(
    Job("model", start=f"{year}-0{month}-01", end="2021-01-01") for year in range(1990, 2000) for month in range(1, 5)
)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@contextmanager
def process(place: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of Dask in a folder of its own, of which it knows no other; it ends with the block."""
    place.mkdir()
    kept = ("PATH", "LANG", "LC_ALL", "PYTHONPATH")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    environment |= {"HOME": str(place), "TMPDIR": str(place), "XDG_CACHE_HOME": str(place / "cache")}
    with (place / "log").open("wb") as log:
        command = [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]]
        started = subprocess.Popen(command, cwd=place, env=environment, stdout=log, stderr=log)
        try:
            yield started
        finally:
            started.kill()
            started.wait()


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[Any, list[subprocess.Popen[bytes]]]]:
    """A client of a scheduler with two workers, and the processes of the workers."""
    from distributed import Client

    address = f"tcp://127.0.0.1:{free_port()}"
    with ExitStack() as stack:
        stack.enter_context(
            process(folder / "scheduler", "dask_scheduler", "--port", address.rpartition(":")[2], "--no-dashboard")
        )
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard")
        workers = [
            stack.enter_context(process(folder / f"worker-{n}", "dask_worker", address, *options)) for n in (1, 2)
        ]
        client = stack.enter_context(Client(address, timeout=120))
        client.wait_for_workers(2, timeout=120)
        yield client, workers


def rows(folder: Path) -> dict[str, bytes]:
    """Every file of rows."""
    return {path.name: path.read_bytes() for path in sorted((folder / "rows").iterdir())}


def main() -> None:
    """Do the three runs, and tell of each whether it is the same as here."""
    warnings.simplefilter("ignore")
    with TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        client, workers = stack.enter_context(cluster(folder))
        executor = client.get_executor()

        def compare(title: str, jobs: tuple[Job, ...], data: Any, here: Any, **more: Any) -> None:
            far, near = folder / f"far {title}", folder / f"near {title}"
            found = assess_many(jobs, executor, far, data=data, per_part=4, **more)
            assess_many(jobs, out=near, data=here, per_part=4)
            same = "the same bytes" if rows(far) == rows(near) else "OTHER BYTES"
            print(
                f"{title}: {found.jobs} jobs, {found.row_count:,} rows, {len(found.errors)} errors, {same}", flush=True
            )

        compare("the data that come with gapcheck", OURS, None, None)
        gone = Path(shutil.copytree(SMALL, folder / "gone"))
        loaded = gapcheck.load(gone)
        shutil.rmtree(gone)
        compare("a catalogue that is sent", MANY, loaded, loaded)

        def kill_one(done: int, _total: int, _told: str) -> None:
            if done >= len(MANY) // 4 and workers[0].poll() is None:
                workers[0].kill()
                workers[0].wait()

        compare("a folder, and a worker that is killed", MANY, SMALL, SMALL, progress=kill_one)
        print(f"workers left: {len(client.scheduler_info()['workers'])}")


if __name__ == "__main__":
    main()
