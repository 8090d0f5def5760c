"""Processes of our own end with whoever started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from gapcheck.batch.workers import Workers

SCRIPT = """
import multiprocessing
from gapcheck import Job, assess_many

def told(*_):
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)

if __name__ == "__main__":
    jobs = [Job("model", start=f"{year}-{month:02d}-01") for year in range(1800, 2000) for month in range(1, 13)]
    assess_many(jobs, data=DATA, workers=2, progress=told)
"""


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.is_file() or state.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.mark.skipif(os.name != "posix", reason="signals are sent")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_no_worker_is_left_when_its_parent_ends(number: int, small_path: Path, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(SCRIPT.replace("DATA", repr(str(small_path))), encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        # A suite that runs in the background of a shell hands on that SIGINT is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert run.stdout is not None
    with run:
        workers = [int(word) for word in run.stdout.readline().split()]
        assert len(workers) == 2
        run.send_signal(number)
        run.stdout.close()
    assert run.returncode == -number
    for _ in range(200):
        if not any(map(alive, workers)):
            break
        time.sleep(0.05)
    assert [worker for worker in workers if alive(worker)] == []


def test_one_worker_needs_no_process() -> None:
    workers = Workers(None, 1)
    assert workers.in_flight == 1
    workers.renew()
    workers.close(at_once=True)
