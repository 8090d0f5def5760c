"""Zip packages (a workbook, a Word file) with the same bytes for the same content: the clock leaves no trace."""

from __future__ import annotations

import io
import zipfile
from datetime import date

EARLIEST, LATEST = date(1980, 1, 1), date(2107, 12, 31)
"""The first and the last day that the directory of a zip file can tell."""

UNIX = 3
OWNER_MAY_READ_AND_WRITE = 0o600 << 16
"""A zip entry keeps the mode of a file in the upper half of its external attributes."""


def steady_zip(raw: bytes, day: date) -> bytes:
    """The package with its parts as they are, each dated ``day`` and packed alike on every system."""
    stamp = min(max(day, EARLIEST), LATEST)
    repacked = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(repacked, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [item.filename for item in old.infolist()]:
            item = zipfile.ZipInfo(name, (stamp.year, stamp.month, stamp.day, 0, 0, 0))
            item.compress_type = zipfile.ZIP_DEFLATED
            item.external_attr = OWNER_MAY_READ_AND_WRITE
            # Python writes the system on which it runs, which would make other bytes on Windows.
            item.create_system = UNIX
            new.writestr(item, old.read(name))
    return repacked.getvalue()
