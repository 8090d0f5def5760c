"""Writing files: aside first, then renamed into place, so that nobody ever meets half of one.

Each file is first written whole beside the one that it will replace, under a name that says which process it belongs
to. No file is renamed before all are written, and if one cannot be renamed, those before it are put back. What a run
that was killed left behind goes with the next run.
"""

from __future__ import annotations

import errno
import hashlib
import os
import platform
import re
import secrets
import shutil
import signal
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from gapcheck.errors import UsageError

# The machine belongs to the name: on a share, another one's processes cannot be asked for.
_MACHINE = hashlib.sha256(platform.node().encode()).hexdigest()[:8]
_ASIDE = re.compile(rf"\.gapcheck-{_MACHINE}-(\d+)-[0-9a-f]{{8}}")
_NEW_FILE = 0o666


def write_files(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, which is made if need be, and return their paths.

    A link is followed, and a file keeps its mode. Raises ``UsageError`` if a file cannot be written; then none is.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot write into {str(folder)!r}: {error.strerror or error}") from error
    _write_and_rename({_target(folder / name): raw for name, raw in contents.items()}, f"into {str(folder)!r}")
    return tuple(folder / name for name in contents)


def write_file(path: str | Path, raw: bytes, suffix: str) -> Path:
    """Write one file whole. Raises ``UsageError`` for another ending, a missing folder, or what may not be replaced."""
    target = Path(path)
    if target.suffix.lower() != suffix:
        raise UsageError(f"{target.name!r} is no name for this file; expected one that ends in {suffix}")
    if not target.parent.is_dir():
        raise UsageError(f"the folder {str(target.parent)!r} does not exist; make it first")
    _write_and_rename({_target(target): raw}, repr(str(path)))
    return target


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with plain line ends into a folder that exists.

    What is no file (a device, a pipe: ``/dev/stdout``) is written to as it is. Raises ``UsageError``.
    """
    raw = text.encode()
    try:
        if path.exists() and not path.is_dir() and not path.is_file():
            path.write_bytes(raw)
            return
    except OSError as error:
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror or error}") from error
    _write_and_rename({_target(path): raw}, repr(str(path)))


def _target(path: Path) -> Path:
    """The file that a path stands for, through links. Raises ``UsageError`` unless it is a file that may be replaced,
    or nothing.
    """
    try:
        target = path.resolve()
        is_there = target.exists()
    except (OSError, RuntimeError) as error:  # links that lead round in a circle
        raise UsageError(f"cannot write {str(path)!r}: {getattr(error, 'strerror', None) or error}") from None
    if target.is_symlink():  # Python 3.13 stops at such a circle and says nothing
        raise UsageError(f"cannot write {str(path)!r}: its links lead round in a circle")
    if is_there and target.is_dir():
        raise UsageError(f"cannot write into {str(path.parent)!r}: {path.name!r} is a folder there")
    # A rename would replace even a device, or a file that is marked as read-only.
    if is_there and not (target.is_file() and os.access(target, os.W_OK)):
        raise UsageError(f"{str(path)!r} is there already and may not be written over")
    return target


def _write_and_rename(contents: Mapping[Path, bytes], where: str) -> None:
    aside: dict[Path, Path] = {}
    try:
        for folder in sorted({target.parent for target in contents}):
            _sweep(folder)
        # A rename is whole or not at all only within one file system, so each stands in the folder of its target. No
        # file is moved before all are written: a full disk leaves the old ones as they were.
        for target, raw in contents.items():
            aside[target] = _aside(target)
            _write_aside(aside[target], raw, target)
        with _undisturbed():
            _rename(aside)
    except OSError as error:
        raise UsageError(f"cannot write {where}: {error.strerror or error}") from error
    finally:
        for path in aside.values():
            with suppress(OSError):
                path.unlink(missing_ok=True)


def _aside(target: Path) -> Path:
    return target.with_name(f".gapcheck-{_MACHINE}-{os.getpid()}-{secrets.token_hex(4)}")


def _rename(aside: Mapping[Path, Path]) -> None:
    """Rename every file to its target; if one cannot be, put those before it back."""
    kept: dict[Path, Path | None] = {}
    try:
        for target, path in aside.items():
            kept[target] = _second_name(target)
            try:
                path.replace(target)
            except BaseException:  # an interruption too
                _put_back(kept)
                raise
    finally:
        for old in filter(None, kept.values()):
            with suppress(OSError):
                old.unlink(missing_ok=True)


def _second_name(target: Path) -> Path | None:
    """A further name for the file that is replaced, or nothing if there is none."""
    if not target.exists():
        return None
    old = _aside(target)
    try:
        os.link(target, old)
    except OSError:  # some file systems have no links
        shutil.copy2(target, old)
    return old


def _put_back(kept: Mapping[Path, Path | None]) -> None:
    for target, old in kept.items():
        with suppress(OSError):
            if old is None:
                target.unlink(missing_ok=True)
            else:
                old.replace(target)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """No signal comes between two renames; one that is sent meanwhile comes after the last."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGHUP, signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _write_aside(path: Path, raw: bytes, target: Path) -> None:
    # The mode of the file that is replaced: a report that only its owner may read stays so.
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode or _NEW_FILE)
    with os.fdopen(descriptor, "wb") as stream:
        if mode is not None:  # what the umask took away
            path.chmod(mode)
        stream.write(raw)
        stream.flush()
        # Without it a crash of the machine after the rename could leave an empty file under the name.
        with suppress(OSError):
            os.fsync(stream.fileno())


@contextmanager
def folder_aside(parent: Path) -> Iterator[Path]:
    """A private folder in another for what is being made, which goes afterwards; raises ``OSError``.

    That of a run that was killed goes with the next that makes one there.
    """
    _sweep(parent)
    folder = _aside(parent / "folder")
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Take away what a process wrote aside that is no longer there."""
    with suppress(OSError):
        for path in list(folder.glob(".gapcheck-*")):
            mark = _ASIDE.fullmatch(path.name)
            if mark and not _runs(int(mark[1])):
                with suppress(OSError):
                    _take_away(path)


def _take_away(path: Path) -> None:
    state = path.lstat()
    if not stat.S_ISDIR(state.st_mode):
        path.unlink()
    # In a folder that is everybody's, another's folder may be called so.
    elif not hasattr(os, "getuid") or state.st_uid == os.getuid():
        shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    if os.name != "posix":  # there, asking would end the process
        return True
    try:
        os.kill(process, 0)
    except OSError as error:
        return error.errno != errno.ESRCH
    except OverflowError:
        return False
    return True
