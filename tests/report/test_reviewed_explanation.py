"""An explanation with what reviewers said of what it explains."""

from __future__ import annotations

from support.reviews import AS_AT, CODES, LODGED, POLICE, entry

from gapcheck.api import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.report.reviewed_explanation import HEADING
from gapcheck.review.reviews_folder import Reviews


def told(made: Catalogue, place: str, *entries) -> list[str]:
    explanation = Gapcheck(made).assess("model", AS_AT, reviews=Reviews(entries)).why(place)
    return [s for passage in explanation.passages if passage.heading == HEADING for s in passage.sentences]


def test_reviews_of_a_duty_and_of_what_it_turns_on_are_told(reviewed: Catalogue) -> None:
    entries = (
        entry(reviewed, "model:4", "disagrees", reason="Codes are\nno devices."),
        entry(reviewed, CODES, "holds", agency=POLICE),
        entry(reviewed, LODGED, "holds"),
        entry(reviewed, "model:2"),
    )
    assert told(reviewed, "4", *entries) == [
        "On art 4: Ministry of Justice (Legal adviser, 4 May 2020): Disagrees. Codes are no devices.",
        "On “Access codes as devices”: New Zealand Police (Legal adviser, 4 May 2020): Answers: yes. Because it is so.",
    ]


def test_one_that_has_lapsed_says_so(reviewed: Catalogue) -> None:
    (said,) = told(reviewed, "2", entry(reviewed, "model:2", fingerprint="0" * 12))
    assert said.endswith("Agrees. Agreed. Lapsed: what it was made of has changed since.")


def test_without_any_there_is_no_passage(reviewed: Catalogue) -> None:
    assert told(reviewed, "2") == []
    plain, beside = (Gapcheck(reviewed).assess("model", AS_AT, reviews=r) for r in (None, Reviews()))
    assert plain.why("2") == beside.why("2")
