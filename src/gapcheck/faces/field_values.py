"""The fields of a result, as its face takes them."""

from __future__ import annotations

from dataclasses import fields
from typing import Any


def field_values(value: Any) -> dict[str, Any]:
    """The fields of a result by name."""
    # Not asdict, which would copy every value inside and lose its type.
    return {field.name: getattr(value, field.name) for field in fields(value)}
