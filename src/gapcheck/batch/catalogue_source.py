"""Where workers get a catalogue from, and the catalogues that a process holds."""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Protocol

from gapcheck.batch.job import Job, Where
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.data_folders import BUNDLED, DataChoice
from gapcheck.catalogue.loading import data_version, load, load_states
from gapcheck.catalogue.states import chosen_state
from gapcheck.errors import DataError, GapcheckError, UsageError

MOST_HELD = 2
"""How many catalogues a worker keeps: one of 150,000 rules takes gigabytes, and jobs of one State stand together."""


@dataclass(frozen=True)
class CatalogueSource:
    """Where a worker gets a catalogue from: folders that it reads itself, or the catalogue as bytes.

    ``content`` is what tells it from any other: the version of the folders, or the hash of what was handed in.
    """

    name: str
    content: str
    data: DataChoice = None
    pickled: bytes | None = field(default=None, repr=False)
    state: str | None = None
    """The State whose law is meant, where it was named."""
    cached: bool = False
    """Whether folders may be answered for by the cache folder of whoever runs the worker."""

    def open(self) -> Mapping[str, Catalogue]:
        """The catalogue of each State, by its id; files that States share are read once.

        Raises ``DataError``, and ``UsageError`` if the folders are no more as they were.
        """
        if self.pickled is not None:
            # These bytes come from whoever put the task, by the same way as the task itself.
            return _of_one_state(pickle.loads(zlib.decompress(self.pickled)))
        found = load_states(self.data, cached=self.cached) or _of_one_state(load(self.data, cached=self.cached))
        if any(catalogue.version != self.content for catalogue in found.values()):
            raise UsageError(f"the data of {self.name!r} changed while the jobs ran; run them again")
        return found


def _of_one_state(catalogue: Catalogue) -> Mapping[str, Catalogue]:
    return {catalogue.state.id: catalogue}


class HeldCatalogues:
    """The catalogues that a process has loaded, the last ones used; a load that failed is not tried again."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Mapping[str, Catalogue] | GapcheckError] = OrderedDict()
        self._lock = Lock()

    def catalogue(self, source: CatalogueSource) -> Catalogue:
        """The catalogue of a source, for its State.

        Raises as its load does, ``UnknownIdError`` for an unknown State, ``UsageError`` where one has to be named.
        """
        # Threads that ask for one catalogue wait for the first of them to load it.
        with self._lock:
            found = self._held.get(source.content) or _opened(source)
            self._keep(source.content, found)
        if isinstance(found, GapcheckError):
            raise found
        return found[chosen_state(found, source.state) or next(iter(found))]

    def put(self, content: str, catalogue: Catalogue) -> None:
        """Hold a catalogue that this process has already, so that its own threads need not load it."""
        with self._lock:
            self._keep(content, _of_one_state(catalogue))

    def _keep(self, content: str, found: Mapping[str, Catalogue] | GapcheckError) -> None:
        self._held[content] = found
        self._held.move_to_end(content)
        while len(self._held) > MOST_HELD:
            self._held.popitem(last=False)


def _opened(source: CatalogueSource) -> Mapping[str, Catalogue] | GapcheckError:
    try:
        return source.open()
    except GapcheckError as error:
        return error


HELD = HeldCatalogues()
"""Those of this process."""


class LoadedData(Protocol):
    """What :func:`gapcheck.load` gives, or anything else that holds a catalogue."""

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue."""


SharedData = DataChoice | Catalogue | LoadedData
"""The data of every job that names none: folders, or a catalogue that was loaded already."""


def sources_of(jobs: Iterable[Job], shared: SharedData, *, cached: bool = False) -> Mapping[Where, CatalogueSource]:
    """The source of each choice of data and State that the jobs name; folders are read, but not checked."""
    places = dict.fromkeys(job.where for job in jobs)
    found = {data: _folders(data) if data is not None else _shared(shared) for data, _ in places}
    return {(data, state): replace(found[data], state=state, cached=cached) for data, state in places}


def _shared(data: SharedData) -> CatalogueSource:
    held = getattr(data, "catalogue", data)
    if isinstance(held, Catalogue):
        return _handed_in(held)
    if data is None or isinstance(data, (str, Path)):
        return _folders(data)
    return _folders(tuple(map(str, data)))  # type: ignore[arg-type]


def _folders(data: DataChoice) -> CatalogueSource:
    # A worker may stand in another folder than we do.
    if data is None:
        name, places = BUNDLED, None
    else:
        several = (data,) if isinstance(data, (str, Path)) else tuple(data)
        name = " + ".join(map(str, several))
        places = tuple(str(one) if str(one) == BUNDLED else str(Path(one).absolute()) for one in several)
    try:
        content = data_version(places)
    except DataError as error:
        content = f"unreadable {hashlib.sha256(str(error).encode()).hexdigest()[:12]}"
    return CatalogueSource(name, content, places)


def _handed_in(catalogue: Catalogue) -> CatalogueSource:
    """A catalogue as bytes: what its files say, without what was joined up from it."""
    digest = hashlib.sha256()
    for name, models in catalogue.contents.parts():
        digest.update(f"{name}\0".encode())
        for model in models:
            digest.update(model.model_dump_json().encode())
    content = digest.hexdigest()[:12]
    bare = Catalogue(catalogue.contents, catalogue.version)
    HELD.put(content, catalogue)
    return CatalogueSource(f"catalogue {catalogue.version}", content, None, zlib.compress(pickle.dumps(bare), 1))
