"""Readings by name: one, or several that are taken together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gapcheck.errors import UnknownIdError, UsageError
from gapcheck.model.position import Reading

TOGETHER = "+"
"""What stands between the ids of readings that are taken together: ``officials+strict``."""

ReadingChoice = str | Reading | Sequence[str | Reading] | None
"""A reading by id, one made on the spot, or several that are taken together."""


def combined(readings: Mapping[str, Reading], wanted: str) -> Reading:
    """The readings that ``wanted`` names, as one. Raises ``UnknownIdError`` for one that does not exist, ``UsageError``
    if one accepts what another rejects.
    """
    names = wanted.split(TOGETHER)
    for name in names:
        if name not in readings:
            raise UnknownIdError("reading", name, readings)
    chosen = [readings[name] for name in dict.fromkeys(names)]
    accepts = tuple(dict.fromkeys(point for one in chosen for point in one.accepts))
    rejects = tuple(dict.fromkeys(point for one in chosen for point in one.rejects))
    if both := sorted(set(accepts) & set(rejects)):
        raise UsageError(f"the readings {wanted!r} contradict each other on {', '.join(both)}")
    return Reading(
        id=TOGETHER.join(one.id for one in chosen),
        title="; ".join(one.title for one in chosen),
        accepts=accepts,
        rejects=rejects,
        grounds=tuple(ground for one in chosen for ground in one.grounds),
    )
