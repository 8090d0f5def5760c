"""Loading a catalogue: from a folder of YAML files to one consistent value, or one error that lists every problem."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.catalogue_files import FoundFile, Progress, find_files, fingerprint
from gapcheck.catalogue.checked_catalogues import keep_catalogue, kept_catalogue
from gapcheck.catalogue.data_folders import DataChoice, data_roots
from gapcheck.catalogue.states import chosen_state
from gapcheck.errors import DataError
from gapcheck.model.frozen_mapping import FrozenMapping


def load(
    data: DataChoice = None, *, state: str | None = None, progress: Progress | None = None, cached: bool = False
) -> Catalogue:
    """Load and check a catalogue.

    ``data`` is a folder that holds ``obligations/`` and ``<state>_statutes/``, or several that are taken together,
    among them ``"bundled"`` for the catalogue that comes with gapcheck; without it, that one alone. ``state`` is the id
    of the State whose law is asked, where the catalogue has the law of several. ``progress`` is called after each file
    with the number of files done, their total, and the file. With ``cached`` a catalogue that was found sound before is
    taken from the user's cache folder, if not a byte of its files changed. Raises ``DataError`` with every problem of
    every file, ``UnknownIdError`` for an unknown State, ``UsageError`` where one of several has to be named. What
    cannot be read, a file or a part of one, is left out and the rest is checked all the same, but ids that it may
    define are not reported as unknown.
    """
    found, strays = find_files(data_roots(data))
    names = [one.name for one in found]
    content = _content(found) if cached and not strays else None
    # Of several States each is kept on its own; without a State named, only what has the law of one is.
    key = hashlib.sha256(f"{content}/{state}".encode()).hexdigest() if content and state else content
    if key is not None and (kept := kept_catalogue(key, names)) is not None:
        return kept
    # A catalogue that was kept needs nothing of what reads and checks one.
    from gapcheck.catalogue.whole_reading import catalogue_of, read_catalogue

    loaded = read_catalogue(found, strays, progress)
    catalogue = catalogue_of(loaded, chosen_state(loaded.index.states, state))
    # A file may have been saved since the first look.
    if key is not None and content == loaded.content:
        keep_catalogue(catalogue, key, names)
    return catalogue


def load_states(data: DataChoice = None, *, cached: bool = False) -> Mapping[str, Catalogue]:
    """The catalogue of each State of some data, by its id. Of one alone ``cached`` is as :func:`load` has it.

    Raises ``DataError``.
    """
    found, strays = find_files(data_roots(data))
    if cached and len({one.state for one in found if one.state}) == 1:
        only = load(data, cached=True)
        return FrozenMapping({only.state.id: only})
    from gapcheck.catalogue.whole_reading import catalogue_of, read_catalogue

    loaded = read_catalogue(found, strays)
    return FrozenMapping((state, catalogue_of(loaded, state)) for state in sorted(loaded.index.states))


def data_version(data: DataChoice = None) -> str:
    """The version that a catalogue loaded from these folders has; their files are read, and nothing is checked.

    Raises ``DataError`` for folders that are missing and files that cannot be read.
    """
    return fingerprint(find_files(data_roots(data))[0])[:12]


def _content(found: Sequence[FoundFile]) -> str | None:
    """The fingerprint of some files; ``None`` if one cannot be read, which is told when all are read."""
    try:
        return fingerprint(found)
    except DataError:
        return None
