"""Writing reports: every file whole or not at all, and packages with the same bytes for the same content."""

from __future__ import annotations

import io
import os
import tempfile
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from gapcheck.errors import UsageError

EARLIEST = date(1980, 1, 1)
"""The first day that the directory of a zip file can tell."""


def write_files(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, which is made if need be: aside first, then moved into place, so nobody meets half a
    file.

    Raises ``UsageError`` if that is not possible.
    """
    for name in contents:
        if (folder / name).is_dir():  # found out before any file is moved
            raise UsageError(f"cannot write into {str(folder)!r}: {name!r} is a folder there")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".gapcheck-", dir=folder) as aside:
            for name, raw in contents.items():
                (Path(aside) / name).write_bytes(raw)
            for name in contents:
                (Path(aside) / name).replace(folder / name)
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
    if target.exists() and not (target.is_file() and os.access(target, os.W_OK)):
        raise UsageError(f"{str(target)!r} is there already and may not be written over")
    write_files(target.parent, {target.name: raw})
    return Path(path)


def steady_zip(raw: bytes, day: date) -> bytes:
    """A zip package (a workbook, a Word file) with its parts as they are, each dated ``day``: the clock leaves no
    trace.
    """
    stamp = max(day, EARLIEST)
    found = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [item.filename for item in old.infolist()]:
            item = zipfile.ZipInfo(name, (stamp.year, stamp.month, stamp.day, 0, 0, 0))
            item.compress_type, item.external_attr, item.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            new.writestr(item, old.read(name))
    return found.getvalue()
