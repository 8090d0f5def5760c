"""Markings: the classifications of the Protective Security Requirements, and which of them may be released."""

from __future__ import annotations

import re

from gapcheck.errors import UsageError, did_you_mean

UNCLASSIFIED = "UNCLASSIFIED"
CLASSIFICATIONS = (UNCLASSIFIED, "IN CONFIDENCE", "SENSITIVE", "RESTRICTED", "CONFIDENTIAL", "SECRET", "TOP SECRET")
"""The classifications, the lowest first. An endorsement may follow: ``RESTRICTED NEW ZEALAND EYES ONLY``."""
RELEASED = "PROACTIVELY RELEASED"
"""The marking of a paper that has been released."""
LONGEST = 60
"""A marking has to fit at the head and foot of a page as a whole."""


def checked_marking(text: str) -> str:
    """The marking without spaces around it. Raises ``UsageError`` unless it fits the head and foot of a page."""
    marking = text.strip()
    if not marking or not marking.isprintable() or len(marking) > LONGEST:
        raise UsageError(f"classification {text!r}: expected a marking of 1 to {LONGEST} characters")
    return marking


def classification_of(marking: str) -> str | None:
    """The classification that a marking begins with; ``None`` for a marking that is no classification.

    >>> classification_of("In-Confidence"), classification_of("RESTRICTED: NZEO"), classification_of("banana")
    ('IN CONFIDENCE', 'RESTRICTED', None)
    """
    plain = re.sub(r"[\s-]+", " ", marking.strip().upper())
    return next((c for c in CLASSIFICATIONS if re.match(rf"{c}(?![A-Z])", plain)), None)


def known_marking(text: str) -> str:
    """The marking, if it is a classification or the marking of a release. Raises ``UsageError`` for any other."""
    marking = checked_marking(text)
    if classification_of(marking) is None and marking.upper() != RELEASED:
        known = (*CLASSIFICATIONS, RELEASED)
        raise UsageError(
            f"--classification: {marking!r} is no classification of the Protective Security Requirements"
            f"{did_you_mean(marking.upper(), known)} (known: {', '.join(known)}); --other-marking takes it all the same"
        )
    return marking


def may_be_released(marking: str, own: str | None = None) -> bool:
    """Whether a copy with this marking may go to the public. ``own`` is a marking that the context names for that."""
    if classification_of(marking) is not None:
        return classification_of(marking) == UNCLASSIFIED
    return marking.upper() == RELEASED or marking == own
