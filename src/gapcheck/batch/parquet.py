"""Light rows and errors as Parquet."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gapcheck.batch.light_rows import LightRow
from gapcheck.batch.task import JobError
from gapcheck.catalogue.frame_library import needs_pandas
from gapcheck.errors import not_installed

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = tuple({"start": "from", "end": "to"}.get(name, name) for name in LightRow._fields)
"""The columns of the rows; an interval is named as in the data files."""
ERROR_COLUMNS = tuple({"start": "from", "end": "to"}.get(name, name) for name in JobError._fields)
_DAYS = ("from", "to")
_KEY, _ERRORS, _DIGEST = b"gapcheck.part", b"gapcheck.errors", b"gapcheck.digest"
# Stands in a file while its digest is taken. Nothing else can hold it: keys and errors are written in ASCII.
_BLANK = ("\u00b7" * 32).encode()


@dataclass(frozen=True)
class PartFooter:
    """What a file says of itself: the key of its part, how many rows it has, and its jobs that have none."""

    key: str
    rows: int
    errors: tuple[JobError, ...]


def pyarrow() -> Any:
    """The library, with its Parquet. Raises ``UsageError`` without it."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise not_installed("a Parquet file", "pyarrow") from None
    return pyarrow


def part_file(key: str, rows: Sequence[LightRow], errors: Iterable[JobError]) -> bytes:
    """The file of one part. Its errors stand in the footer, so that both are written or neither is; so does a digest of
    the whole file.
    """
    told = json.dumps([list(error) for error in errors])
    raw = _file(COLUMNS, rows, _DAYS, {_KEY: key.encode(), _ERRORS: told.encode(), _DIGEST: _BLANK})
    return _put_in_place(raw, _BLANK, _digest(raw))


def _digest(raw: bytes) -> bytes:
    return hashlib.sha256(raw).hexdigest().encode()


def _put_in_place(raw: bytes, old: bytes, new: bytes) -> bytes:
    """The bytes with the last ``old`` in them, which is the one of the footer, as ``new`` of the same length."""
    before, _, after = raw.rpartition(old)
    return before + new + after


def errors_file(errors: Sequence[JobError]) -> bytes:
    """The table of the jobs that have no rows; every column is text."""
    return _file(ERROR_COLUMNS, errors, (), {})


def part_footer(path: Path) -> PartFooter | None:
    """What a file says of itself; nothing if it is missing, no file of a part, or not as it was written, to a byte."""
    pa = pyarrow()
    try:
        raw = path.read_bytes()
        found = pa.parquet.read_metadata(BytesIO(raw))
        said = found.metadata or {}
        digest = said[_DIGEST]
        if len(digest) != len(_BLANK) or _digest(_put_in_place(raw, digest, _BLANK)) != digest:
            return None
        errors = tuple(JobError(*values) for values in json.loads(said[_ERRORS]))
        return PartFooter(said[_KEY].decode(), found.num_rows, errors)
    except (OSError, KeyError, TypeError, ValueError, pa.ArrowException):
        return None


def read_frame(folder: Path) -> pd.DataFrame:
    """The rows of every part of a folder, in the order of the files."""
    needs_pandas()
    pa = pyarrow()
    files = sorted(folder.glob("part-*.parquet"))
    if not files:
        return frame_of(())
    tables = [pa.parquet.read_table(file) for file in files]
    table = pa.concat_tables(tables).unify_dictionaries()
    return _typed(table.to_pandas(date_as_object=False))


def frame_of(rows: Iterable[LightRow]) -> pd.DataFrame:
    """Rows as a frame of the same columns and types."""
    needs_pandas()
    import pandas as pd

    return _typed(pd.DataFrame.from_records(list(rows), columns=list(COLUMNS)))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Days as dates, all else as categories: a verdict is one of few words, and an id is in many rows."""
    import pandas as pd

    for name in COLUMNS:
        if name in _DAYS:
            frame[name] = pd.to_datetime(frame[name]).astype("datetime64[s]")
        else:
            column = frame[name].astype("category")
            frame[name] = column.cat.set_categories(pd.Index(sorted(column.cat.categories), dtype=str))
    return frame


def _file(
    columns: Sequence[str], rows: Iterable[Sequence[Any]], days: Sequence[str], said: dict[bytes, bytes]
) -> bytes:
    pa = pyarrow()
    text, day = pa.dictionary(pa.int32(), pa.string()), pa.date32()
    schema = pa.schema([(name, day if name in days else text) for name in columns], metadata=said)
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [
        pa.array(column, pa.date32()) if name in days else pa.array(column, pa.string()).dictionary_encode()
        for name, column in zip(columns, values, strict=True)
    ]
    buffer = BytesIO()
    pa.parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), buffer, compression="zstd")
    return buffer.getvalue()
