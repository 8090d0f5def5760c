"""What is sent out: which duties and questions, in which words, and how they are sealed."""

from __future__ import annotations

from datetime import date

import pytest
from support.builders import catalogue, duty, given, rule
from support.questions import asked, question
from support.reviews import AS_AT, CODES, FOREIGN, JUSTICE, LODGED, POLICE, sent_out

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import assess
from gapcheck.errors import UnknownIdError, UsageError
from gapcheck.model.base import Marked
from gapcheck.model.context import Context, Head, Owner, blank
from gapcheck.review.review_items import dispatch


def abouts(sent) -> list[str]:
    return [item.about for item in sent.items]


def test_there_is_one_for_each_duty_that_is_judged_and_each_question(reviewed: Catalogue) -> None:
    found = abouts(sent_out(reviewed))
    assert found[:3] == ["model:2", "model:3(1)", "model:4"]
    assert "model:3(2)" not in found  # a permission
    assert found[-2:] == [CODES, LODGED]


def test_of_an_agency_there_is_what_it_answers_for_and_what_these_turn_on(reviewed: Catalogue) -> None:
    found = abouts(sent_out(reviewed, JUSTICE))
    assert "model:4" in found
    assert CODES in found  # article 4 turns on it
    assert "model:10" not in found  # nothing answers it
    assert abouts(sent_out(reviewed, POLICE)) == [CODES]


def test_to_confirm_are_facts_and_texts_that_the_agency_can_settle(reviewed: Catalogue) -> None:
    assert abouts(sent_out(reviewed, POLICE, confirm=True)) == [CODES]
    assert abouts(sent_out(reviewed, FOREIGN, confirm=True)) == [LODGED]
    with pytest.raises(UsageError, match=f"nothing to review that {JUSTICE} can settle"):
        sent_out(reviewed, JUSTICE, confirm=True)


def test_a_question_of_law_is_not_to_be_confirmed() -> None:
    made = catalogue(duty(conduct="access"), [rule(conduct=given("delete", arguably="access"))])
    doubt = question("q", "act:1#conduct", nature="law", confirm_with="Police")
    with pytest.raises(UsageError):
        dispatch(assess(asked(made, doubt), "t", AS_AT), blank("t"), "Police", confirm=True)


def test_an_unknown_agency_is_told_with_the_nearest(reviewed: Catalogue) -> None:
    with pytest.raises(UnknownIdError, match="did you mean 'New Zealand Police'"):
        sent_out(reviewed, "New Zealand Polise")


def test_an_owner_in_the_context_answers_for_a_duty(reviewed: Catalogue) -> None:
    owner = Owner(about="model:2", agency=Marked(text="Police of the model"))
    context = Context(context=Head(instrument="model"), owners=(owner,))
    result = assess(reviewed, "model", AS_AT)
    assert abouts(dispatch(result, context, "Police of the model")) == ["model:2"]
    assert "model:2" not in abouts(dispatch(result, context, JUSTICE))


def test_an_item_is_told_in_words(reviewed: Catalogue) -> None:
    items = {item.about: item for item in sent_out(reviewed).items}
    told = items["model:4"]
    assert (told.sort, told.place, told.heading) == ("Duty", "art 4", "Misuse of devices")
    assert told.verdict.startswith("Likely")
    assert told.agencies == JUSTICE
    doubt = items[CODES]
    assert (doubt.sort, doubt.place) == ("Question", "Access codes as devices")
    assert doubt.verdict == "Our working view: yes (fair)."
    assert doubt.why == "For: The word is wide.\nAgainst: It is a word for things."
    assert doubt.law == "The verdict on art 4 would change if it were answered the other way."
    assert doubt.agencies == POLICE
    assert items[LODGED].law == "The verdict on art 9 depends on the answer."


def test_the_seal_covers_the_texts_the_day_and_the_sheet(reviewed: Catalogue) -> None:
    sent, other_day = sent_out(reviewed), sent_out(reviewed, as_at=date(2020, 1, 2))
    one, other = sent.items[0], other_day.items[0]
    assert one.data == other.data  # the law is the same
    assert sent.seal(one) != other_day.seal(other)
    assert sent.seal(one) != sent_out(reviewed, JUSTICE).seal(one)
    assert len({sent.seal(item) for item in sent.items}) == len(sent.items)
    assert sent.fingerprint != sent_out(reviewed, JUSTICE).fingerprint
