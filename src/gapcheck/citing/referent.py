"""The answer to the question of which Act or treaty a place is of."""

from __future__ import annotations

from dataclasses import dataclass

from gapcheck.citing.names import Kind, Mention
from gapcheck.citing.places import Place


@dataclass(frozen=True)
class Referent:
    """The Act or treaty that a place is of: its title or its id, or a ``message`` on why it is not certain.

    ``mention`` is the one beside the place, unless it belongs to another place already; ``explicit`` tells that the
    text leads to something, so that nothing around it counts.
    """

    name: str | None = None
    basis: str = ""
    message: str = ""
    mention: Mention | None = None
    explicit: bool = False

    def reach(self, place: Place) -> tuple[int, int]:
        """The extent of the citation: the place, and the mention beside it."""
        if self.mention is None:
            return place.start, place.end
        return min(place.start, self.mention.start), max(place.end, self.mention.end)


def kind_of(place: Place) -> Kind:
    """Whether a place is in an Act or in a treaty."""
    return "treaty" if place.sort == "article" else "act"
