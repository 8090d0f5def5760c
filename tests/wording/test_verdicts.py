"""Verdicts in words."""

from __future__ import annotations

import pytest

from gapcheck.engine.results import STATUSES
from gapcheck.wording.verdicts import VERDICTS, verdict_in_words


@pytest.mark.parametrize(
    ("status", "certainty", "natures", "words"),
    [
        ("met", "settled", (), "Met"),
        ("met_with_reservation", "settled", (), "Met with reservation"),
        ("met", "view", ("law",), "Likely met"),
        ("met", "view", ("evidence", "text"), "Likely met, to be confirmed"),
        ("met", "view", ("evidence", "law"), "Likely met"),
        ("unclear", "open", ("evidence",), "Contested"),
        ("partial", "view", ("law",), "Likely partial"),
        ("partial", "settled", (), "Partial"),
        ("unmet", "view", ("law",), "Likely unmet"),
        ("unmet", "settled", (), "Unmet"),
        ("not_assessed", None, (), "Not assessed"),
        ("no_duty", None, (), "No duty"),
    ],
)
def test_words(status: str, certainty: str | None, natures: tuple[str, ...], words: str) -> None:
    assert verdict_in_words(status, certainty, natures) == words


def test_every_verdict_is_listed() -> None:
    certainties = {"unclear": ("open",), "not_assessed": (None,), "no_duty": (None,)}
    every = {
        verdict_in_words(status, certainty, natures)
        for status in (*STATUSES, "withheld")
        for certainty in certainties.get(status, ("settled", "view"))
        for natures in ((), ("text",))
        if (status, certainty) != ("withheld", "view")
    }
    assert every == set(VERDICTS)
