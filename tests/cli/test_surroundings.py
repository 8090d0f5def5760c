"""Signals, closed and full streams, and consoles of other encodings: a clear end, never a traceback."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from gapcheck.cli import main
from gapcheck.cli.surroundings import ended_in_order

SMALL = Path(__file__).parents[1] / "catalogues" / "small"
ASSESS = ["assess", "model", "--as-at", "2019-06-01", "--data", str(SMALL)]


def run(*arguments: str, shell: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process of its own; ``shell`` is what the shell does to its streams."""
    command = f'"$0" -m gapcheck "$@" {shell}'
    return subprocess.run(
        ["bash", "-c", command, sys.executable, *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize(
    ("arguments", "shell", "code"),
    [
        (["--version"], ">&-", 0),
        (["--version"], ">/dev/full", 2),
        (["--help"], "2>&-", 0),
        (ASSESS, ">&- 2>&-", 0),
        (ASSESS, ">/dev/full", 2),
    ],
)
def test_a_stream_that_is_closed_or_full(arguments: list[str], shell: str, code: int) -> None:
    done = run(*arguments, shell=shell)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_nothing_to_read_is_no_text() -> None:
    assert run("cite", "-", "--data", str(SMALL), shell="<&-").returncode == 0


def test_an_endless_input_is_refused() -> None:
    done = run("cite", "/dev/zero", "--data", str(SMALL))
    assert (done.returncode, b"is too large" in done.stderr) == (2, True)


@pytest.mark.parametrize(("encoding", "form"), [("cp850", "json"), ("ascii", "json"), ("cp850", "table")])
def test_a_console_of_another_encoding(encoding: str, form: str) -> None:
    done, plain = (run(*ASSESS, "--format", form, PYTHONIOENCODING=name) for name in (encoding, "utf-8"))
    assert (done.returncode, done.stderr) == (0, b"")
    if form == "json":
        assert json.loads(done.stdout) == json.loads(plain.stdout)


def test_an_interruption_is_no_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("gapcheck.api.load", interrupted)
    found = CliRunner().invoke(main, ASSESS)
    assert (found.exit_code, "Traceback" in found.output) == (130, False)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_children_and_leaves_nothing(number: int, tmp_path: Path) -> None:
    code = (
        "import subprocess, sys\nfrom gapcheck.cli.surroundings import ended_in_order\n"
        "with ended_in_order():\n"
        "    print('ready', flush=True)\n"
        "    child = 'import os, time; print(os.getpid(), flush=True); time.sleep(60)'\n"
        "    subprocess.run([sys.executable, '-c', child])\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        child = int(process.stdout.readline())
        process.send_signal(number)
        assert process.wait(30) == 128 + number
    for _ in range(100):
        if not Path(f"/proc/{child}").exists() and not _runs(child):
            break
        time.sleep(0.1)
    assert not _runs(child)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(os.name != "posix", reason="signals are sent")
@pytest.mark.parametrize(("number", "raised"), [(signal.SIGTERM, SystemExit), (signal.SIGINT, KeyboardInterrupt)])
def test_a_signal_that_comes_where_nothing_can_be_raised_comes_again(number: int, raised: type[BaseException]) -> None:
    class Freed:
        def __del__(self) -> None:
            os.kill(os.getpid(), number)
            time.sleep(0.01)

    def goes_on() -> None:
        Freed()
        for _ in range(500):
            time.sleep(0.01)

    hook = sys.unraisablehook
    # A suite that runs in the background of a shell finds SIGINT ignored.
    found = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(raised), ended_in_order():
            goes_on()
    finally:
        signal.signal(signal.SIGINT, found)
    assert sys.unraisablehook is hook


def test_a_signal_that_is_ignored_stays_so() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with ended_in_order():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_the_handlers_are_as_before_afterwards() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with ended_in_order():
        pass
    assert signal.getsignal(signal.SIGTERM) is before


OWN_END = "import atexit, gc\natexit.register(lambda: print(gc.get_threshold()[0], gc.get_freeze_count()))\n"
"""What ran last tells how often the collector looks, and how much it will not look through when Python ends."""


def of_process(code: str) -> tuple[int, int]:
    done = subprocess.run([sys.executable, "-c", OWN_END + code], capture_output=True, text=True, check=True)
    often, frozen = done.stdout.splitlines()[-1].split()
    return int(often), int(frozen)


def test_a_process_that_ends_with_its_command_seldom_looks_for_garbage_and_not_at_its_end() -> None:
    often, frozen = of_process("from gapcheck.cli import main\nmain(['--version'])")
    assert often > 100_000
    assert frozen > 1_000


def test_a_command_within_a_program_leaves_the_collector_as_it_was() -> None:
    code = "from gapcheck.cli import main\nmain(['list', '--help'], standalone_mode=False)"
    assert of_process(code) == of_process("")
