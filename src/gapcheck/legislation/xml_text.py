"""The small texts of official XML: spaces, invisible characters, and dates in words."""

from __future__ import annotations

import re
from datetime import date

from gapcheck.model.characters import UNSEEN

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
    return " ".join((text if text.isascii() and text.isprintable() else UNSEEN.sub("", text)).split())


def days_in(text: str) -> tuple[date, ...]:
    """Every date in words (``1 July 2020``) of a text, in the order in which they stand; what is no date is left
    out.
    """
    days = []
    for day, month, year in _DAY.findall(text):
        number = _MONTHS.get(month.lower())
        try:
            days += [date(int(year), number, int(day))] if number else []
        # 31 June: a slip of the file, which is not worth losing the note for.
        except ValueError:
            continue
    return tuple(days)
