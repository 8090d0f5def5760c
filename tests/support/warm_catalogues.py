"""The catalogues that no test changes, loaded once for a run: the one that comes with gapcheck and those of
``tests/catalogues``.

A load takes about a second and is part of every command, so the suite would spend most of its time on one and the same
answer. A catalogue is frozen, so it may be shared. A folder that a test wrote, a load that tells its progress, and one
that may take a catalogue from the user's cache go the whole way every time. So do the tests of loading
(``tests/catalogue``), which ask for folders of their own, and those that hold the same bytes made twice against each
other (``loaded_anew``).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from gapcheck.catalogue import loading
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.data_folders import DataChoice, data_root, data_roots, folders_of
from gapcheck.catalogue.user_cache import OFF
from gapcheck.errors import GapcheckError

TESTS = Path(__file__).resolve().parents[1]
# In a checkout or, where gapcheck is installed, in the package.
UNCHANGED = frozenset({data_root().resolve(), *(TESTS / "catalogues").iterdir()})
"""The folders that no test changes."""

SHARING = True
"""Whether loads share what was read; the fixture ``loaded_anew`` turns it off for a test."""

SHARED: dict[int, Catalogue] = {}
"""Every catalogue that was handed out to be shared, by its identity."""

Stamp = tuple[tuple[str, int, int], ...]


def share_catalogues() -> None:
    """Let every load of the process share what was read; to be called before gapcheck's other modules are imported."""
    loading.load = shared(loading.load)


def shared(load: Callable[..., Catalogue]) -> Callable[..., Catalogue]:
    """``load`` for the folders that no test changes."""

    # A file that changed makes another catalogue.
    @cache
    def once(root: Path, stamp: Stamp) -> Catalogue:  # noqa: ARG001
        catalogue = load(root)
        return SHARED.setdefault(id(catalogue), catalogue)

    def loaded(
        data: DataChoice = None,
        *,
        state: str | None = None,
        progress: loading.Progress | None = None,
        cached: bool = False,
    ) -> Catalogue:
        # Where the user's cache is not turned off, a test is about that.
        if SHARING and state is None and progress is None and not (cached and OFF not in os.environ):
            with suppress(GapcheckError):
                roots = data_roots(data)
                if len(roots) == 1 and (root := roots[0].resolve()) in UNCHANGED:
                    return once(root, stamp_of(root))
        return load(data, state=state, progress=progress, cached=cached)

    return loaded


def is_shared(catalogue: Catalogue) -> bool:
    """Whether what is worked out of a catalogue may be shared as it is."""
    return SHARING and id(catalogue) in SHARED


def stamp_of(root: Path) -> Stamp:
    """The files of a folder by name, size and time, so that nothing old is handed out after a change."""
    files = sorted(path for name in folders_of(root) for path in (root / name).rglob("*"))
    return tuple((str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files)
