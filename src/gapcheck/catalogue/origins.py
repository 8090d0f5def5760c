"""Where what a catalogue defines is written down, worked out when it is first asked for: few ask for a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from gapcheck.catalogue.catalogue import Origin


class Origins(Mapping[str, Origin]):
    """The file and line of every id; ``read`` is asked once, for the first of them."""

    def __init__(self, read: Callable[[], Mapping[str, Origin]]) -> None:
        self._read = read

    @cached_property
    def _places(self) -> Mapping[str, Origin]:
        places = self._read()
        # What they were read from, the texts of all files, need not be held any longer.
        self._read = dict
        return places

    def __getitem__(self, key: str) -> Origin:
        return self._places[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __repr__(self) -> str:
        return repr(self._places)

    # The places alone are pickled, never the texts; packed, so that who unpickles them and asks for none pays nothing.
    def __reduce__(self) -> tuple[type[PackedOrigins], tuple[bytes]]:
        return PackedOrigins, (_packed(self._places),)


class PackedOrigins(Origins):
    """Origins out of a pickle."""

    def __init__(self, packed: bytes) -> None:
        super().__init__(lambda: _unpacked(packed))


def _packed(places: Mapping[str, Origin]) -> bytes:
    import json

    return json.dumps({key: (origin.file, origin.line) for key, origin in places.items()}).encode()


def _unpacked(packed: bytes) -> Mapping[str, Origin]:
    import json

    return {key: Origin(file, line) for key, (file, line) in json.loads(packed).items()}
