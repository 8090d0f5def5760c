"""What a duty or question is called."""

from __future__ import annotations

from support.reviews import AS_AT, CODES

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import assess
from gapcheck.review.places import place_in_words


def test_a_duty_is_called_by_its_pinpoint_and_a_question_by_its_title(reviewed: Catalogue) -> None:
    result = assess(reviewed, "model", AS_AT)
    assert place_in_words(result, "model:3(1)") == "art 3(1)"
    assert place_in_words(result, CODES) == "“Access codes as devices”"
