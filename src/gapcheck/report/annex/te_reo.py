"""Words of te reo Māori in an English text, so that they are read aloud and checked in their own language."""

from __future__ import annotations

import re

LANGUAGE = "mi"

_NAMES = (
    "Te Tiriti o Waitangi",
    "te Tiriti o Waitangi",
    "te Tiriti",
    "Te Tiriti",
    "Te Puni Kōkiri",
    "Te Taka Keegan",
    "Te Arawhiti",
    "Manatū Taonga",
    "Oranga Tamariki",
    "te reo Māori",
    "Aotearoa",
    "Waitangi",
    "hapū",
    "iwi",
    "kaitiakitanga",
    "mana whenua",
    "taonga",
    "tikanga",
    "whakapapa",
)
# A word with a macron is te reo Māori, in this field; the names above have words without one.
_TE_REO = re.compile(rf"\b(?:{'|'.join(map(re.escape, _NAMES))})\b|\b\w*[āēīōūĀĒĪŌŪ]\w*")


def by_language(text: str) -> tuple[tuple[str, bool], ...]:
    """The text in stretches, each with whether it is te reo Māori.

    >>> by_language("the interests of Māori in data")
    (('the interests of ', False), ('Māori', True), (' in data', False))
    """
    parts: list[tuple[str, bool]] = []
    end = 0
    for found in _TE_REO.finditer(text):
        if found.start() > end:
            parts.append((text[end : found.start()], False))
        parts.append((found[0], True))
        end = found.end()
    if end < len(text):
        parts.append((text[end:], False))
    return tuple(parts)
