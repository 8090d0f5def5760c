"""The folders of a catalogue: the bundled one, one of your own, or several that are taken together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gapcheck.catalogue.resources import places
from gapcheck.errors import DataError, Problem, UsageError

OBLIGATIONS, STATUTES = "obligations", "nz_statutes"
"""The folder of treaties, and that of the statutes of the State that a catalogue is of where it does not say."""

ENDING = "_statutes"
"""What the name of a folder of statutes ends with; the id of the State stands before it."""

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
    empty = [root for root in roots if not any((root / name).is_dir() for name in folders_of(root))]
    if empty:
        raise DataError(_missing_folder(root, name) for root in empty for name in folders_of(root))
    return tuple(roots)


def folders_of(root: Path) -> tuple[str, ...]:
    """The folders of a catalogue: ``obligations``, then the statutes of each State; ``nz_statutes`` where there are
    none.
    """
    statutes = sorted(f.name for f in _entries(root) if state_of(f.name) is not None and f.is_dir())
    return (OBLIGATIONS, *(statutes or [STATUTES]))


def state_of(folder: str) -> str | None:
    """The id of the State whose statutes a folder of that name holds; ``None`` for any other folder.

    >>> state_of("nz_statutes"), state_of("obligations")
    ('nz', None)
    """
    return folder.removesuffix(ENDING) if folder.endswith(ENDING) and folder[0] not in "._" else None


def _entries(root: Path) -> list[Path]:
    try:
        return list(root.iterdir())
    except OSError:  # no folder, or one that cannot be read: what is missing in it is told
        return []


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
        if missing := [name for name in folders_of(root) if not (root / name).is_dir()]:
            raise DataError(_missing_folder(root, name) for name in missing)
        return root
    for root in places():
        if all((root / name).is_dir() for name in folders_of(root)):
            return root
    raise DataError(
        _missing_folder(root, name) for root in places() for name in folders_of(root) if not (root / name).is_dir()
    )


def _missing_folder(root: Path, name: str) -> Problem:
    expected = f"a folder that holds {OBLIGATIONS}/ and {STATUTES}/"
    return Problem(
        root.as_posix(), 0, "", f"the folder {(root / name).as_posix()!r} is missing", expected, code="missing-folder"
    )
