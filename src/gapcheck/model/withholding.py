"""Text that may be withheld under the Official Information Act 1982, and how a release copy loses it.

A release copy is made by taking the text out of the data before anything is written (:func:`released`), so that no
output can show what it never had.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from gapcheck.model.base import GroundId, Many, Marked, Model, Source, Text

T = TypeVar("T")


class Ground(Model):
    """A ground for withholding: the provision of the Official Information Act 1982, and its reason in plain words."""

    id: GroundId
    reason: Text
    source: Many[Source] = ()


class GroundsFile(Model):
    """``reports/withholding_grounds.yaml``: the grounds that a copy may use, in the order of the Act."""

    grounds: Many[Ground]


def released(value: T) -> T:
    """The same value without any text that has a ground: models, tuples and mappings are gone through.

    A model with a ``released`` of its own says itself what else goes with the text.
    """
    found: Any = _released(value)
    return found  # type: ignore[no-any-return]


def _released(value: Any) -> Any:
    if isinstance(value, Model):
        if (own := getattr(value, "released", None)) is not None:
            value = own()
        changed = {name: new for name, old in value if (new := _released(old)) is not old}
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        items = tuple(_released(v) for v in value)
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if isinstance(value, Mapping):
        pairs = {k: _released(v) for k, v in value.items()}
        return value if all(pairs[k] is v for k, v in value.items()) else pairs
    return value


def grounds_used(value: object) -> Iterator[str]:
    """The grounds on every text in a value, as often as they come."""
    if isinstance(value, Marked):
        if value.withheld is not None:
            yield value.withheld
    elif isinstance(value, Model):
        for _, field in value:
            yield from grounds_used(field)
    elif isinstance(value, tuple):
        for item in value:
            yield from grounds_used(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from grounds_used(item)
