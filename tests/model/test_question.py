"""Questions: a view rests on arguments, and its strength goes with it."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError
from support.questions import ARGUMENT, question

from gapcheck.model.question import Argument, Question, SignedQuestion
from gapcheck.model.withholding import released

PLAIN = question("q", "act:1#conduct").model_dump(by_alias=True)


def made(**changes: object) -> Question:
    return Question.model_validate({**PLAIN, **changes})


def test_the_words_of_a_file() -> None:
    assert (made().in_favour, made().against) == ((ARGUMENT,), (ARGUMENT,))
    assert "for" in made().model_dump(by_alias=True)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"points": ()}, "'points' is empty"),
        ({"view": "open"}, "expected no strength"),
        ({"strength": None}, "expected a strength, strong or fair"),
        ({"for": ()}, "without an argument under 'for'"),
        ({"view": "fails", "against": ()}, "without an argument under 'against'"),
        ({"view": "open", "strength": None, "for": ()}, "without an argument under 'for'"),
        ({"view": "open", "strength": None, "against": ()}, "without an argument under 'against'"),
        ({"nature": "taste"}, "law"),
        ({"weight": "heavy"}, "core"),
    ],
)
def test_what_is_refused(changes: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        made(**changes)


def test_the_side_that_the_view_rejects_may_have_no_argument() -> None:
    assert made(against=()).view == "holds"
    assert made(view="fails", **{"for": ()}).view == "fails"


def test_an_argument_has_a_source() -> None:
    with pytest.raises(ValidationError, match="the authority that the argument rests on"):
        Argument(text="Surely.", source=())


class TestSigned:
    def test_an_answer_stands_in_place_of_our_view(self) -> None:
        own = made()
        signed = SignedQuestion.of(own, "fails", "Police", date(2020, 5, 4), None)
        assert (signed.view, signed.strength, signed.by, signed.date) == ("fails", None, "Police", date(2020, 5, 4))
        assert (signed.asks, signed.points, signed.ours) == (own.asks, own.points, own)
        assert SignedQuestion.of(signed, "open", "Police", date(2020, 5, 5), None).ours == own

    def test_a_release_copy_goes_back_to_our_view_where_the_answer_is_withheld(self) -> None:
        own = made()
        secret = SignedQuestion.of(own, "fails", "Police", date(2020, 5, 4), "s 9(2)(h)")
        open_ = SignedQuestion.of(own, "fails", "Police", date(2020, 5, 4), None)
        assert released((secret, open_)) == (own, open_)
