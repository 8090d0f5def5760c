"""What the signs and words of somebody else's table say of compliance; a sign that is not known is never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

Stand = Literal["yes", "part", "no", "open", "none"]
"""Complies, complies in part, does not comply, is open, or there is no duty."""

_SIGNS: Mapping[Stand, tuple[str, ...]] = {
    "yes": (
        *(
            "+",
            "+ (r)",
            "yes",
            "y",
            "yes, with a reservation",
            "c",
            "c (r)",
            "x",
            "x (r)",
            "met",
            "met with reservation",
        ),
        *("compliant", "fully compliant", "complies", "full", "fully", "conform", "in place"),
        *("transposed", "fully transposed", "implemented", "fully implemented"),
    ),
    "part": (
        *("-/+", "+/-", "±", "yes, in part", "in part", "lc", "pc", "lc or pc", "x (in part)"),
        *("partial", "partially", "partly", "partially met", "partly met", "largely compliant", "partially compliant"),
        *("partly compliant", "partially transposed", "partly transposed"),
        *("partially implemented", "partly implemented"),
    ),
    "no": (
        *("-", "no", "n", "nc", "non-compliant", "not compliant", "unmet", "not met", "none", "missing", "gap"),
        *("not transposed", "not implemented"),
    ),
    "open": (
        *("?", "open", "open: contested", "open: not assessed", "contested", "unclear", "unknown"),
        *("not rated", "not assessed"),
    ),
    "none": ("n/a", "na", "not applicable", "not applicable: no duty", "no duty", "no obligation"),
}
_BY_SIGN: Mapping[str, Stand] = {sign: stand for stand, signs in _SIGNS.items() for sign in signs}
_LINES = re.compile("[\u2010-\u2015\u2212]")

OURS: Mapping[str, Stand] = {
    "met": "yes",
    "met_with_reservation": "yes",
    "partial": "part",
    "unmet": "no",
    "unclear": "open",
    "not_assessed": "open",
    "withheld": "open",
    "no_duty": "none",
}
"""How our own statuses stand."""

IN_WORDS: Mapping[Stand, str] = {
    "yes": "complies",
    "part": "complies in part",
    "no": "does not comply",
    "open": "open",
    "none": "no duty",
}


def stand_of(sign: str) -> Stand | None:
    """What a sign says; ``None`` if it is not known.

    >>> stand_of("Likely met, to be confirmed"), stand_of("−/+"), stand_of("Yes, in part."), stand_of("0")
    ('yes', 'part', 'part', None)
    """
    text = _LINES.sub("-", sign.split("\n")[0]).casefold().strip(" .").replace(" / ", "/")
    text = text.removeprefix("likely ").removesuffix(", to be confirmed").strip()
    return _BY_SIGN.get(text)
