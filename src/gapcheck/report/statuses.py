"""How a status, a result and the force of a duty are worded and coloured, the same in every report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from typing import Literal

from gapcheck.model.base import Source
from gapcheck.model.state import State
from gapcheck.wording.verdicts import VERDICTS
from gapcheck.wording.words import small, status_in_words

Texture = Literal["plain", "striped", "dotted"]
"""How a surface is filled beside its colour: plain where a verdict is settled, striped where it is likely, dotted where
it is contested. It is seen in grey, and by whoever sees no colours.
"""


@dataclass(frozen=True)
class Look:
    """A verdict in a report: its words, a symbol and a texture that survive printing in grey, colours, its meaning (see
    :meth:`means`).

    ``fill`` is light enough for dark text, and any two fills can be told apart in each kind of colour blindness;
    ``mark`` is the stronger colour of charts and textures, from the Okabe-Ito palette.
    """

    words: str
    symbol: str
    fill: str
    mark: str
    meaning: str
    texture: Texture = "plain"

    def means(self, state: State) -> str:
        """Its meaning, in which the State is named."""
        named = (("state", state.name), ("whose", state.whose), ("information_act", state.information_act))
        text = self.meaning
        for name, value in named:
            text = text.replace(f"{{{name}}}", value)
        return text

    @cached_property
    def slug(self) -> str:
        """What style sheets and filters call it: ``likely-met``."""
        return re.sub(r"\W+", "-", self.words.lower())


STATUS: Mapping[str, Look] = {
    "met": Look(
        "Met", "✔", "#AEEACA", "#009E73", "The law in force on the date reaches everything that the duty describes."
    ),
    "met_with_reservation": Look(
        "Met with reservation",
        "◆",
        "#CBD8EC",
        "#56B4E9",
        "The law reaches everything once the reservations and declarations that {state} has lodged are counted.",
    ),
    "partial": Look(
        "Partial", "◐", "#F3E8B5", "#E69F00", "The law reaches part of what the duty describes, but not all of it."
    ),
    "unmet": Look(
        "Unmet", "✘", "#F1B9A7", "#D55E00", "No rule in force on the date reaches any part of what the duty describes."
    ),
    "unclear": Look(
        "Contested",
        "?",
        "#E3ABED",
        "#CC79A7",
        "The answer turns on a question that no view decides: neither side has the better of the argument, or what "
        "would settle it was not seen.",
        "dotted",
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
        "A permission, a limit or a definition; for an article, also where every duty is only to consider or "
        "to endeavour.",
    ),
    "withheld": Look(
        "Withheld",
        "■",
        "#90909C",
        "#555555",
        "The words were withheld under the {information_act}, so nothing can be said of them.",
    ),
}

LIKELY = "On our working view of the questions that it turns on, though the contrary can be argued: "
CONFIRM = "What it turns on is a practice or a text that somebody in Government can confirm. "


def _likely(look: Look, *, confirm: bool = False) -> Look:
    """The look of a status that rests on a view: the same colours under stripes."""
    end = ", to be confirmed" if confirm else ""
    return replace(
        look,
        words=f"Likely {small(look.words)}{end}",
        symbol=f"~{look.symbol}{'?' if confirm else ''}",
        meaning=f"{CONFIRM if confirm else ''}{LIKELY}{small(look.meaning)}",
        texture="striped",
    )


def _verdicts() -> Mapping[str, Look]:
    rest_on_view = [STATUS[s] for s in ("met", "met_with_reservation", "partial", "unmet")]
    looks = [*STATUS.values(), *(_likely(x, confirm=c) for x in rest_on_view for c in (False, True))]
    by_words = {look.words: look for look in looks}
    return {words: by_words[words] for words in VERDICTS}


VERDICT: Mapping[str, Look] = _verdicts()
"""The look of every verdict, by its words, the best first."""


def pale(look: Look) -> str:
    """The colour of a texture: between fill and mark, so that dark text on it can be read."""
    parts = ((int(look.fill[i : i + 2], 16), int(look.mark[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{(2 * fill + mark) // 3:02X}" for fill, mark in parts)


RESULT: Mapping[str, Look] = {
    "covers": Look("Covered", "✔", STATUS["met"].fill, STATUS["met"].mark, "A rule reaches the whole of this part."),
    "covers_by_position": Look(
        "Covered by position",
        "◆",
        STATUS["met_with_reservation"].fill,
        STATUS["met_with_reservation"].mark,
        "A reservation or declaration lodged by {state} excuses what the law leaves out.",
    ),
    "arguable": Look(
        "Contested",
        "?",
        STATUS["unclear"].fill,
        STATUS["unclear"].mark,
        "Covered if the questions that it turns on are answered {whose} way.",
        "dotted",
    ),
    "narrow": Look(
        "Covered in part", "◐", STATUS["partial"].fill, STATUS["partial"].mark, "A rule reaches it but falls short."
    ),
    "disjoint": Look(
        "No rule", "✘", STATUS["unmet"].fill, STATUS["unmet"].mark, "No rule in force on the date reaches any of it."
    ),
}
RESULT = {**RESULT, **{f"likely_{name}": _likely(RESULT[name]) for name in RESULT if name != "arguable"}}
"""The look of what the best rule does for one part of a duty."""

CERTAINTY: Mapping[str, str] = {
    "settled": "Settled",
    "view": "On our working view",
    "open": "Contested",
}
"""How sure a verdict is."""

VIEW_BASIS = (
    "Where the law can be argued either way, a verdict follows our working view of the question, and says “likely”. "
    "A working view is the authors' opinion until it has been reviewed and signed."
)

GAP_STATUSES: frozenset[str] = frozenset({"partial", "unmet"})
"""The statuses of a gap, settled or likely: what is contested is a question, and what nobody searched is not known."""


def is_gap(status: str, *, binding: bool = True) -> bool:
    """Whether a duty or an article is a gap, in every output: it binds, and stands partial, likely partial, unmet or
    likely unmet.

    >>> is_gap("partial"), is_gap("unclear"), is_gap("unmet", binding=False)
    (True, False, False)
    """
    return binding and status in GAP_STATUSES


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
CHECK_ORDER = ("unverified", "secondary", "verified")
"""The weakest first."""
CHECKED_MEANING: tuple[tuple[str, str], ...] = (
    ("Verified", "The cited text was read."),
    ("Secondary", "It was read in a summary, a reprint or a quotation."),
    ("Unverified", "Neither."),
)

DISCLAIMER = (
    "The verdicts are working analysis. They are not legal advice and not the view of the Government until they have "
    "been signed off."
)


def ends_in_words(low: str, high: str) -> str:
    """``partial to met``; nothing where both ends agree."""
    return "" if low == high else f"{status_in_words(low)} to {status_in_words(high)}"


_LOOKS: Mapping[str, Look] = {**RESULT, **VERDICT, **STATUS}


def look_of(name: str) -> Look:
    """The look of a status (``met``), a result (``covers``), or a verdict in words (``Likely met``)."""
    return _LOOKS[name]


def words(name: str) -> str:
    """The words of a status, a result or a verdict."""
    return look_of(name).words


EDGES: Mapping[Texture, str] = {"plain": "solid", "striped": "dashed", "dotted": "dotted"}
"""How the edge of a surface is drawn where the surface itself has no texture."""


def status_badge(name: str, text: str = "") -> str:
    """A status or verdict as HTML for notebooks: in its colour, with its symbol, and an edge that is broken or dotted
    where it is likely or contested. The text is its words unless it is given.
    """
    look = look_of(name)
    edge = f"border-left:5px {EDGES[look.texture]} #1a1a1a"
    style = f"background:{look.fill};color:#1a1a1a;padding:2px 6px;white-space:nowrap;{edge}"
    return f'<span style="{style}">{look.symbol} {escape(text or look.words)}</span>'


VERDICT_ORDER: Mapping[str, int] = {verdict: number for number, verdict in enumerate(VERDICT)}
"""Where a verdict stands in a list that is sorted by it."""


def weakest_check(sources: Iterable[Source]) -> str:
    """The weakest check among sources."""
    return min((source.checked for source in sources), key=CHECK_ORDER.index, default="unverified")
