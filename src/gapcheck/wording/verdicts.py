"""A verdict in words: how it stands, and how sure that is (design 2.8)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

_SETTLED: Mapping[str, str] = {
    "met": "Met",
    "met_with_reservation": "Met with reservation",
    "partial": "Partial",
    "unmet": "Unmet",
    "unclear": "Contested",
    "not_assessed": "Not assessed",
    "no_duty": "No duty",
    "withheld": "Withheld",
}

TO_CONFIRM: frozenset[str] = frozenset({"evidence", "text"})
"""The natures of a question that somebody in Government can simply answer."""

VERDICTS: tuple[str, ...] = (
    "Met",
    "Met with reservation",
    "Likely met",
    "Likely met with reservation",
    "Likely met, to be confirmed",
    "Likely met with reservation, to be confirmed",
    "Contested",
    "Likely partial",
    "Likely partial, to be confirmed",
    "Partial",
    "Likely unmet",
    "Likely unmet, to be confirmed",
    "Unmet",
    "Not assessed",
    "No duty",
    "Withheld",
)
"""Every verdict in words, the best first."""


def verdict_in_words(status: str, certainty: str | None, natures: Collection[str] = ()) -> str:
    """``Likely met, to be confirmed``. ``natures`` are those of the questions that the status depends on.

    >>> verdict_in_words("met", "settled")
    'Met'
    >>> verdict_in_words("met", "view", ["law", "evidence"])
    'Likely met'
    >>> verdict_in_words("met", "view", ["evidence"])
    'Likely met, to be confirmed'
    >>> verdict_in_words("unclear", "open")
    'Contested'
    """
    settled = _SETTLED[status]
    if certainty != "view":
        return settled
    likely = f"Likely {settled[:1].lower()}{settled[1:]}"
    confirm = bool(natures) and TO_CONFIRM.issuperset(natures)
    return f"{likely}, to be confirmed" if confirm else likely


def status_of(verdict: str) -> str:
    """The status that a verdict in words tells, however sure it is.

    >>> status_of("Likely met with reservation, to be confirmed"), status_of("Contested")
    ('met_with_reservation', 'unclear')
    """
    bare = verdict.removeprefix("Likely ").removesuffix(", to be confirmed")
    return next(status for status, words in _SETTLED.items() if words.lower() == bare.lower())
