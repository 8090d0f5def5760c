"""Worker processes that kill themselves over a job, as a machine that runs out of memory would kill them."""

from __future__ import annotations

import multiprocessing
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from gapcheck.batch import worker
from gapcheck.batch.job import Job
from gapcheck.batch.light_rows import LightRow
from gapcheck.catalogue.catalogue import Catalogue


def dying_pool(instrument: str, deaths: Path, times: int) -> ProcessPoolExecutor:
    """Two processes; whichever answers a job on the instrument dies, so many times in all. Each death leaves a file."""
    deaths.mkdir()
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(2, mp_context=context, initializer=_begin, initargs=(instrument, str(deaths), times))


def _begin(instrument: str, deaths: str, times: int) -> None:
    answer = worker.rows_of_job

    def dying(catalogue: Catalogue, job: Job, key: str) -> tuple[LightRow, ...]:
        folder = Path(deaths)
        if job.instrument == instrument and len(list(folder.iterdir())) < times:
            (folder / f"{os.getpid()}").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return answer(catalogue, job, key)

    worker.rows_of_job = dying
