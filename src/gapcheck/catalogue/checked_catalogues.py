"""Catalogues that were found sound, kept in the user's cache folder under the hash of all that they were read from.

A hash is of the files, byte by byte, of the code that read and checked them, and of the versions of Python and
pydantic: if any is another, nothing is found and the catalogue is read and checked anew.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import sys
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pydantic

from gapcheck import __version__
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.collector_pause import collector_paused
from gapcheck.catalogue.states import default_state_file
from gapcheck.catalogue.user_cache import find, keep

_SORT = "catalogue"
_PACKAGE = Path(__file__).parent.parent
# What reads, checks and joins a catalogue.
_CODE = ("model", "catalogue", "wording", "errors.py", "natural_order.py")
_OF_CATALOGUES = ("gapcheck.catalogue.catalogue", "gapcheck.catalogue.origins", "gapcheck.catalogue.staleness")


@collector_paused()
def kept_catalogue(content: str, names: Iterable[str]) -> Catalogue | None:
    """The catalogue that was read from files of that hash and those names, if it was kept."""
    raw = find(_SORT, _key(content, names))
    if raw is None:
        return None
    try:
        read = _Reader(io.BytesIO(raw)).load()
    # Whatever is wrong with what was kept, the files themselves are still there to be read.
    except Exception:
        return None
    return read if isinstance(read, Catalogue) else None


def keep_catalogue(catalogue: Catalogue, content: str, names: Iterable[str]) -> None:
    """Keep a sound catalogue with what is joined up of it, for the next run."""
    # What nearly every command asks for is worked out before, and comes back with it.
    _ = catalogue.vocabulary, catalogue.duties, catalogue.rules, catalogue.state
    keep(_SORT, _key(content, names), pickle.dumps(catalogue, protocol=5))


class _Reader(pickle.Unpickler):
    """Reads values of catalogues and nothing else: no name outside them is looked up, so none can be called."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("datetime", "date"):
            return date
        if (module.startswith("gapcheck.model.") or module in _OF_CATALOGUES) and name.isidentifier():
            found = getattr(import_module(module), name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of a catalogue")


def _key(content: str, names: Iterable[str]) -> str:
    versions = (__version__, sys.version, pydantic.VERSION, _code())
    told = "\0".join((*versions, content, *names))
    return hashlib.sha256(told.encode(errors="surrogateescape")).hexdigest()


@cache
def _code() -> str:
    """The code that reads catalogues, by the size and time of each file: two commits may bear one version.

    With it goes what stands for a file that a folder of data may lack.
    """
    told = []
    for name in _CODE:
        place = _PACKAGE / name
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            told.append(f"{path.relative_to(_PACKAGE)} {_seen(path)}")
    # A folder that names no State is of the one that comes with gapcheck.
    told.append(_seen(default_state_file()))
    return "\n".join(told)


def _seen(path: Path) -> str:
    found = path.stat()
    return f"{found.st_size} {found.st_mtime_ns}"
