"""What a command runs in: streams that are closed, full or of another encoding, signals that end it, and a process that
ends with it.
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

INTERRUPTED = 130
"""The exit code after Ctrl-C, as shells have it: 128 and the number of the signal."""
_SOON = 0.05
"""Seconds after which a signal that was lost is sent again."""


_SELDOM = 200_000
"""How many more values are made than thrown away before Python looks for reference cycles; by itself it takes 700."""


def ends_with_its_command() -> None:
    """Spare the process what pays in one that goes on: to look for reference cycles often, and once more at the end.

    Nearly all that a command makes stays until it has printed its answer.
    """
    gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])
    # What is frozen is not looked through again when Python ends.
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


def usable_streams() -> None:
    """Streams that are closed lead nowhere, and a character that a console does not know becomes a question mark."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream: Any = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
        elif mode == "w" and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def is_unicode(stream: Any) -> bool:
    """Whether a stream can print every character."""
    return str(getattr(stream, "encoding", None) or "utf-8").lower().replace("-", "").startswith(("utf", "u8"))


@contextmanager
def ended_in_order() -> Iterator[None]:
    """A signal that would end the process at once raises ``SystemExit`` instead: children end, files go."""
    before: list[tuple[int, Any]] = []
    unraisable = sys.unraisablehook
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # Whoever started us may want a signal to be ignored (nohup), and a notebook has handlers of its own.
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                before.append((number, signal.signal(number, _end)))
        sys.unraisablehook = lambda told: _sent_again(told.exc_value) or unraisable(told)
    try:
        yield
    finally:
        sys.unraisablehook = unraisable
        for number, handler in before:
            signal.signal(number, handler)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _sent_again(error: BaseException | None) -> bool:
    """Whether an exception that Python could not raise was that of a signal, which is then sent again in a moment.

    A library that calls back into Python (to make a pattern, to free an object) puts such an exception aside, and the
    run would go on as if nobody had ended it.
    """
    code = error.code if isinstance(error, SystemExit) else None
    number = signal.SIGINT if isinstance(error, KeyboardInterrupt) else (code if isinstance(code, int) else 0) - 128
    if os.name != "posix" or number <= 0:
        return False
    sending = threading.Timer(_SOON, os.kill, (os.getpid(), number))
    sending.daemon = True
    sending.start()
    return True


def give_up_output() -> None:
    """What is still to be written must not fail when Python ends: nobody reads it, or there is no room."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
