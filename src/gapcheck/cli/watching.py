"""Waiting until a file of a catalogue is saved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from gapcheck.catalogue.data_folders import DataChoice, data_roots, folders_of

SECONDS = 0.5
"""How long to wait between two looks."""

State = dict[str, tuple[int, int]]


def saves(data: DataChoice, pause: Callable[[float], None] = time.sleep) -> Iterator[tuple[str, ...]]:
    """The files that were saved, added or removed, each time some were; it has no end. Raises ``DataError``."""
    roots = data_roots(data)
    before = _state(roots)
    while True:
        pause(SECONDS)
        now = _state(roots)
        if changed := tuple(sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))):
            yield changed
        before = now


def _state(roots: tuple[Path, ...]) -> State:
    found: State = {}
    for root in roots:
        for folder in folders_of(root):
            for path in (root / folder).rglob("*.yaml"):
                # A file may go between its name and its state: the next look tells.
                try:
                    stat = path.stat()
                except FileNotFoundError:
                    continue
                found[path.as_posix()] = (stat.st_mtime_ns, stat.st_size)
    return found
