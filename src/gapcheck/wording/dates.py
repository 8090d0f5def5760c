"""Dates in words."""

from __future__ import annotations

from datetime import date

# Not from the locale of the process, which a notebook may have set.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def long_date(day: date) -> str:
    """``1 October 2025``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
