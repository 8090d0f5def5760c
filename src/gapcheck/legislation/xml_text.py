"""The small texts of official XML: spaces, invisible characters, and dates in words."""

from __future__ import annotations

import re
from datetime import date

# Controls, soft hyphens, zero-width and bidirectional characters: nobody sees them, and they make two equal texts
# differ.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        (
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        1,
    )
}
_DAY = re.compile(r"\b(\d{1,2}) ([A-Za-z]+),? (\d{4})\b")


def tidy(text: str | None) -> str:
    """A text with every run of white space, no-break and thin spaces included, made one space, and no unseen
    characters.
    """
    if not text:
        return ""
    return " ".join((text if text.isascii() and text.isprintable() else _UNSEEN.sub("", text)).split())


def days_in(text: str) -> tuple[date, ...]:
    """Every date in words (``1 July 2020``) of a text, in the order in which they stand; what is no date is left out."""
    found = []
    for day, month, year in _DAY.findall(text):
        number = _MONTHS.get(month.lower())
        try:
            found += [date(int(year), number, int(day))] if number else []
        except ValueError:
            continue
    return tuple(found)
