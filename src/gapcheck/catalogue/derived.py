"""What is worked out of a catalogue once, for whoever asks next."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Derived:
    """Values that follow from the vocabulary, the duties and the law of one catalogue alone, by name.

    A catalogue never changes, so what is here is never out of date; it goes when the catalogue goes. What is written to
    disk or sent to another process leaves it behind.
    """

    def __init__(self) -> None:
        self._found: dict[Hashable, Any] = {}

    def __reduce__(self) -> tuple[type[Derived], tuple[()]]:
        return Derived, ()

    def get(self, name: Hashable, make: Callable[[], T]) -> T:
        """What has that name, made if it is asked for the first time."""
        if name not in self._found:
            self._found[name] = make()
        found: T = self._found[name]
        return found
