"""The folder in which results that take long are kept for the next run: private to the user, and never needed.

Nothing there is trusted that could come from somebody else: the folder and each file have to belong to the user, be
readable by nobody else and be no link, and a file has to bear the seal of what is in it. Where that cannot be asked
(a system without owners and modes) nothing is kept. What cannot be read or written is as if it were not there.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from gapcheck.errors import GapcheckError

OFF = "GAPCHECK_NO_CACHE"
"""The environment variable with which nothing is kept or looked up, whatever its value."""

MOST_KEPT = 8
"""How many files of one sort are kept; the oldest go."""
MOST_BYTES = 200_000_000
"""A larger result is not kept."""

_PRIVATE = 0o077
_SEAL = hashlib.sha256().digest_size


def find(sort: str, key: str) -> bytes | None:
    """What was kept under a key, ``None`` if nothing is, or if it is not certain that this user kept it."""
    folder = cache_folder()
    if folder is None or not _is_private(folder):
        return None
    try:
        descriptor = os.open(folder / _name(sort, key), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as stream:
            state = os.fstat(stream.fileno())
            if not stat.S_ISREG(state.st_mode) or not _is_mine(state) or state.st_size > MOST_BYTES + _SEAL:
                return None
            raw = stream.read()
    except OSError:
        return None
    seal, content = raw[:_SEAL], raw[_SEAL:]
    return content if hashlib.sha256(content).digest() == seal else None


def keep(sort: str, key: str, content: bytes) -> None:
    """Keep something for the next run, if there is a private folder for it."""
    folder = cache_folder()
    if folder is None or len(content) > MOST_BYTES or not _made_private(folder):
        return
    # Most runs find what was kept, and write nothing.
    from gapcheck.file_writing import write_files

    path = folder / _name(sort, key)
    with suppress(OSError, GapcheckError):
        # The file is there, empty and private, before anything is written to it: one that is replaced keeps its mode.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600))
        path.chmod(0o600)
        write_files(folder, {path.name: hashlib.sha256(content).digest() + content})
        _forget_oldest(folder, sort)


def cache_folder() -> Path | None:
    """Where results are kept: ``gapcheck`` in the user's cache folder; ``None`` if nothing is to be kept."""
    if OFF in os.environ or not hasattr(os, "geteuid"):
        return None
    named = os.environ.get("XDG_CACHE_HOME", "")
    if Path(named).is_absolute():
        return Path(named) / "gapcheck"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "gapcheck"


def _name(sort: str, key: str) -> str:
    return f"{sort}-{key}"


def _is_mine(state: os.stat_result) -> bool:
    return state.st_uid == os.geteuid() and not state.st_mode & _PRIVATE


def _is_private(folder: Path) -> bool:
    try:
        state = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(state.st_mode) and _is_mine(state)


def _made_private(folder: Path) -> bool:
    """Whether the folder is there and private; it is made if nothing is there. One that is not private stays so."""
    with suppress(OSError):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
    return _is_private(folder)


def _forget_oldest(folder: Path, sort: str) -> None:
    kept = sorted(folder.glob(f"{sort}-*"), key=lambda path: (-path.stat().st_mtime_ns, path.name))
    for path in kept[MOST_KEPT:]:
        path.unlink(missing_ok=True)
