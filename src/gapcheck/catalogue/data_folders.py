"""The folders of a catalogue: the bundled one, one of your own, or several that are taken together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gapcheck.catalogue.resources import places
from gapcheck.errors import DataError, Problem, UsageError

FOLDERS = ("obligations", "nz_statutes")

BUNDLED = "bundled"
"""The word for the catalogue that comes with gapcheck, where several folders are taken together."""

DataChoice = str | Path | Sequence[str | Path] | None
"""A folder, several that are taken together, or ``None`` for the catalogue that comes with gapcheck."""


def data_roots(data: DataChoice = None) -> tuple[Path, ...]:
    """The folders of a catalogue: the one given, several that are taken together, or that which comes with gapcheck.

    Raises ``DataError`` naming the folders that are missing.
    """
    if data is None or isinstance(data, (str, Path)):
        return (data_root(data),)
    roots = [data_root() if str(one) == BUNDLED else Path(one) for one in data]
    if len(roots) == 1:
        return (data_root(roots[0]),)
    empty = [root for root in roots if not any((root / name).is_dir() for name in FOLDERS)]
    if empty:
        raise DataError(_missing_folder(root, name) for root in empty for name in FOLDERS)
    return tuple(roots)


def one_folder(data: DataChoice) -> str | Path | None:
    """The one folder that was named, or ``None``. Raises ``UsageError`` where several are taken together."""
    if data is None or isinstance(data, (str, Path)):
        return data
    raise UsageError("this needs a single folder; expected --data once, with the folder that is to be changed")


def data_root(data: DataChoice = None) -> Path:
    """The folder of a catalogue: the one given, or that which comes with gapcheck.

    Raises ``DataError`` naming the folders that are missing, and ``UsageError`` where several are taken together.
    """
    named = one_folder(data)
    if named is not None and str(named) != BUNDLED:
        root = Path(named)
        if missing := [name for name in FOLDERS if not (root / name).is_dir()]:
            raise DataError(_missing_folder(root, name) for name in missing)
        return root
    for root in places():
        if all((root / name).is_dir() for name in FOLDERS):
            return root
    raise DataError(_missing_folder(root, name) for root in places() for name in FOLDERS if not (root / name).is_dir())


def _missing_folder(root: Path, name: str) -> Problem:
    expected = f"a folder that holds {' and '.join(f'{folder}/' for folder in FOLDERS)}"
    return Problem(
        root.as_posix(), 0, "", f"the folder {(root / name).as_posix()!r} is missing", expected, code="missing-folder"
    )
