"""Writing files: aside first, then renamed into place, so that nobody ever meets half of one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from gapcheck.errors import UsageError


def write_files(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, which is made if need be, and return their paths.

    Raises ``UsageError`` if that is not possible.
    """
    for name in contents:
        if (folder / name).is_dir():  # found out before any file is moved
            raise UsageError(f"cannot write into {str(folder)!r}: {name!r} is a folder there")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_and_rename(folder, contents)
    except OSError as error:
        raise UsageError(f"cannot write into {str(folder)!r}: {error.strerror or error}") from error
    return tuple(folder / name for name in contents)


def write_file(path: str | Path, raw: bytes, suffix: str) -> Path:
    """Write one file whole. Raises ``UsageError`` for another ending, a missing folder, or what may not be replaced."""
    target = Path(path).resolve()  # through a link to the file that it stands for
    if target.suffix.lower() != suffix:
        raise UsageError(f"{target.name!r} is no name for this file; expected one that ends in {suffix}")
    if not target.parent.is_dir():
        raise UsageError(f"the folder {str(target.parent)!r} does not exist; make it first")
    # A rename would replace even a file that is marked as read-only.
    if target.exists() and not (target.is_file() and os.access(target, os.W_OK)):
        raise UsageError(f"{str(target)!r} is there already and may not be written over")
    write_files(target.parent, {target.name: raw})
    return Path(path)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with plain line ends into a folder that exists. Raises ``UsageError``."""
    try:
        _write_and_rename(path.parent, {path.name: text.encode()})
    except OSError as error:
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror or error}") from error


def _write_and_rename(folder: Path, contents: Mapping[str, bytes]) -> None:
    # A rename is whole or not at all only within one file system, so the working folder stands inside the target.
    # No file is moved before all are written: a full disk leaves the old ones as they were.
    with tempfile.TemporaryDirectory(prefix=".gapcheck-", dir=folder) as working:
        for name, raw in contents.items():
            (Path(working) / name).write_bytes(raw)
        for name in contents:
            (Path(working) / name).replace(folder / name)
