"""How a status, a result and the force of a duty are worded and coloured, the same in every report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gapcheck.wording.words import status_in_words


@dataclass(frozen=True)
class Look:
    """A status in a report: its words, a symbol that survives printing in grey, colours, and what it means.

    ``fill`` is light enough for dark text, and any two fills can be told apart in each kind of colour blindness;
    ``mark`` is the stronger colour of charts, from the Okabe-Ito palette.
    """

    words: str
    symbol: str
    fill: str
    mark: str
    meaning: str


STATUS: Mapping[str, Look] = {
    "met": Look(
        "Met", "✔", "#AEEACA", "#009E73", "The law in force on the date reaches everything that the duty describes."
    ),
    "met_with_reservation": Look(
        "Met with reservation",
        "◆",
        "#CBD8EC",
        "#56B4E9",
        "The law reaches everything once the reservations and declarations that New Zealand has lodged are counted.",
    ),
    "partial": Look(
        "Partial", "◐", "#F3E8B5", "#E69F00", "The law reaches part of what the duty describes, but not all of it."
    ),
    "unmet": Look(
        "Unmet", "✘", "#F1B9A7", "#D55E00", "No rule in force on the date reaches any part of what the duty describes."
    ),
    "unclear": Look(
        "Unclear",
        "?",
        "#E3ABED",
        "#CC79A7",
        "The answer turns on an arguable point. The low end has every such point lost, the high end has every one won.",
    ),
    "not_assessed": Look(
        "Not assessed",
        "…",
        "#BDBDBD",
        "#888888",
        "Not shown to be met, and no search of the statute book is on record, so no gap is claimed.",
    ),
    "no_duty": Look(
        "No duty",
        "–",
        "#F6F6F6",
        "#CCCCCC",
        "A permission, a limit or a definition; for an article, also where every duty is only to consider or to endeavour.",
    ),
    "withheld": Look(
        "Withheld",
        "■",
        "#90909C",
        "#555555",
        "The words were withheld under the Official Information Act 1982, so nothing can be said of them.",
    ),
}

RESULT: Mapping[str, Look] = {
    "covers": Look("Covered", "✔", STATUS["met"].fill, STATUS["met"].mark, "A rule reaches the whole cell."),
    "covers_by_position": Look(
        "Covered by position",
        "◆",
        STATUS["met_with_reservation"].fill,
        STATUS["met_with_reservation"].mark,
        "A reservation or declaration lodged by New Zealand excuses what the law leaves out.",
    ),
    "arguable": Look(
        "Arguable",
        "?",
        STATUS["unclear"].fill,
        STATUS["unclear"].mark,
        "Covered if the arguable points go New Zealand's way.",
    ),
    "narrow": Look(
        "Narrow", "◐", STATUS["partial"].fill, STATUS["partial"].mark, "A rule reaches the cell but falls short of it."
    ),
    "disjoint": Look(
        "No rule", "✘", STATUS["unmet"].fill, STATUS["unmet"].mark, "No rule in force on the date reaches the cell."
    ),
}

FORCE: Mapping[str, str] = {
    "shall": "Shall (binding)",
    "consider": "Shall consider (not binding)",
    "endeavour": "Shall endeavour (not binding)",
    "may": "May",
    "limit": "Limit on a duty",
    "definition": "Definition",
    "statement": "Statement (no obligation)",
}

RELATION: Mapping[str, str] = {
    "equal": "Equal",
    "superset": "Superset (goes beyond)",
    "subset": "Subset (falls short)",
    "intersects": "Intersects (both)",
    "none": "None (no rule)",
}

CHECKED: Mapping[str, str] = {"verified": "Verified", "secondary": "Secondary", "unverified": "Unverified"}
CHECKED_MEANING: tuple[tuple[str, str], ...] = (
    ("Verified", "The cited text was read."),
    ("Secondary", "It was read in a summary, a reprint or a quotation."),
    ("Unverified", "Neither."),
)

DISCLAIMER = "The verdicts are working analysis. They are not legal advice and not the view of the Crown until they have been signed off."


def ends_in_words(low: str, high: str) -> str:
    """``partial to met``; nothing where both ends agree."""
    return "" if low == high else f"{status_in_words(low)} to {status_in_words(high)}"


def words(status: str) -> str:
    """The words of a status or a result."""
    look = STATUS.get(status) or RESULT[status]
    return look.words
