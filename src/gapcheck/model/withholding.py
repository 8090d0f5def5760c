"""Text that may be withheld under the Official Information Act 1982, and how a release copy loses it.

A release copy is made by taking the text out of the data before anything is written (:func:`released`), so that no
output can show what it never had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from gapcheck.model.base import GroundId, Many, Marked, Model, Source, Text

T = TypeVar("T")


class WithholdingGround(Model):
    """A ground for withholding: the provision of the Official Information Act 1982, and its reason in plain words."""

    id: GroundId
    reason: Text
    source: Many[Source] = ()


class GroundsFile(Model):
    """``reports/withholding_grounds.yaml``: the grounds that a copy may use, in the order of the Act."""

    grounds: Many[WithholdingGround]


def released(value: T) -> T:
    """The same value without any text that has a ground: models, tuples and mappings are gone through.

    A model with a ``released`` of its own says itself what else goes with the text.
    """
    release: Any = _released(value)
    return release  # type: ignore[no-any-return]


def _released(value: Any) -> Any:
    if isinstance(value, Model):
        if (own := getattr(value, "released", None)) is not None:
            # First the model itself, then what is inside: a paragraph loses its sources only while its parts can still
            # be read.
            value = own()
        # Only what changed is copied, so that a release copy of a large context shares all the rest.
        changed = {name: new for name, old in value if (new := _released(old)) is not old}
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        items = tuple(_released(v) for v in value)
        # Identity and not equality: an equal copy would be a change to whoever looks for one.
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if isinstance(value, Mapping):
        pairs = {k: _released(v) for k, v in value.items()}
        return value if all(pairs[k] is v for k, v in value.items()) else pairs
    return value


def grounds_used(value: object) -> Iterator[str]:
    """The grounds on every text in a value, as often as they come and in no order."""
    left: list[object] = [value]
    while left:
        part = left.pop()
        # Most of what is in a catalogue.
        if part is None or isinstance(part, str):
            continue
        if isinstance(part, Marked):
            if part.withheld is not None:
                yield part.withheld
        elif isinstance(part, Model):
            left.extend(vars(part).values())
        elif isinstance(part, tuple):
            left.extend(part)
        elif isinstance(part, Mapping):
            left.extend(part.values())
