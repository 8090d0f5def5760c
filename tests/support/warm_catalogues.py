"""The catalogues that no test changes, loaded once for a run: the one that comes with gapcheck and those of
``tests/catalogues``.

A load takes about a second and is part of every command, so the suite would spend most of its time on one and the same
answer. A catalogue is frozen, so it may be shared; a folder that a test wrote, and a load that tells its progress, go
the whole way every time. So do the tests of loading (``tests/catalogue``), which ask for folders of their own, and
those that hold the same bytes made twice against each other (``loaded_anew``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from gapcheck.catalogue import loading
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.data_folders import DataChoice, data_roots, folders_of
from gapcheck.errors import GapcheckError

TESTS = Path(__file__).resolve().parents[1]

SHARING = True
"""Whether loads share what was read; the fixture ``loaded_anew`` turns it off for a test."""

Stamp = tuple[tuple[str, int, int], ...]


def share_catalogues() -> None:
    """Let every load of the process share what was read; to be called before gapcheck's other modules are imported."""
    loading.load = shared(loading.load)


def shared(load: Callable[..., Catalogue]) -> Callable[..., Catalogue]:
    """``load`` for the folders that no test changes."""

    # A file that changed makes another catalogue.
    @cache
    def once(root: Path, stamp: Stamp) -> Catalogue:  # noqa: ARG001
        return load(root)

    def loaded(data: DataChoice = None, **options: Any) -> Catalogue:
        try:
            roots = data_roots(data)
        except GapcheckError:
            return load(data, **options)
        if not SHARING or any(options.values()) or len(roots) != 1 or not kept(root := roots[0].resolve()):
            return load(data, **options)
        return once(root, stamp_of(root))

    return loaded


def kept(root: Path) -> bool:
    """Whether no test changes this folder."""
    return root in (TESTS.parent, *(TESTS / "catalogues").iterdir())


def stamp_of(root: Path) -> Stamp:
    """The files of a folder by name, size and time, so that nothing old is handed out after a change."""
    files = sorted(path for name in folders_of(root) for path in (root / name).rglob("*"))
    return tuple((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files)
