"""Verdicts and standings made by hand: by their lowest and highest end, with nobody's view in between."""

from __future__ import annotations

from gapcheck.change.standing import Standing
from gapcheck.engine.ends import Ends
from gapcheck.engine.results import End, Status, Verdict


def verdict(status: Status, low: End | None = None, high: End | None = None) -> Verdict:
    """A status with its ends; without them it is settled."""
    least: End = low or status  # type: ignore[assignment]
    most: End = high or low or status  # type: ignore[assignment]
    if status in ("not_assessed", "no_duty", "withheld"):
        return Verdict(status, None, Ends(least, least, most, most))
    return Verdict(status, "settled" if least == most else "open", Ends(least, least, most, most))


def standing(status: Status, low: End | None = None, high: End | None = None) -> Standing:
    """How a place with that verdict stands."""
    return Standing(verdict(status, low, high))
