"""How reviews stand: which hold and which have lapsed, who has still to sign, and which answers can be taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from support.reviews import AS_AT, CODES, JUSTICE, LODGED, POLICE, changed_rule, entry

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import assess
from gapcheck.model.base import Marked
from gapcheck.model.context import Context, Head, Owner, blank
from gapcheck.model.review import RequiredRole, ReviewEntry, SignOffRule
from gapcheck.model.withholding import released
from gapcheck.review.reviews_folder import Reviews
from gapcheck.review.sign_off import ReviewState

ALL_OFFENCES = SignOffRule(duties=("model:2",), roles=(RequiredRole(role="Counsel"), RequiredRole(role="Director")))


def state(
    made: Catalogue, *entries: ReviewEntry, policy: tuple[SignOffRule, ...] = (), day: date = AS_AT, context=None
) -> ReviewState:
    reviews = Reviews(tuple(sorted(entries, key=lambda e: (e.about, e.date, e.agency, e.role))), policy)
    return ReviewState(assess(made, "model", day), reviews, context or blank("model"))


def signed(found: ReviewState, about: str) -> dict[tuple[str, str], str]:
    return {(s.agency, s.role): s.state for s in found.signatures_of(about)}


class TestLapsing:
    def test_a_review_holds_while_nothing_has_changed(self, reviewed: Catalogue) -> None:
        (held,) = state(reviewed, entry(reviewed, "model:2")).on("model:2")
        assert held.holds

    def test_it_still_holds_on_a_later_day_of_the_same_law(self, reviewed: Catalogue) -> None:
        (held,) = state(reviewed, entry(reviewed, "model:2"), day=date(2020, 3, 1)).on("model:2")
        assert held.holds

    def test_it_lapses_with_the_law(self, reviewed: Catalogue) -> None:
        made = entry(reviewed, "model:2")
        key = next(e.key for e in assess(reviewed, "model", AS_AT).duty("model:2").rules)
        after = changed_rule(reviewed, key, lambda rule: rule.model_copy(update={"text": "Other words."}))
        found = state(after, made)
        assert [h.holds for h in found.on("model:2")] == [False]
        assert found.lapsed == (made,)

    def test_a_review_of_later_law_says_nothing_of_an_earlier_day(self, reviewed: Catalogue) -> None:
        assert state(reviewed, entry(reviewed, "model:2"), day=date(2003, 1, 1)).on("model:2") == ()


class TestSignatures:
    def test_without_a_policy_whoever_answers_for_it_signs(self, reviewed: Catalogue) -> None:
        found = state(reviewed, entry(reviewed, "model:2"))
        assert signed(found, "model:2") == {(JUSTICE, ""): "signed"}
        assert signed(found, "model:4") == {(JUSTICE, ""): "missing"}
        assert signed(found, CODES) == {(POLICE, ""): "missing"}

    def test_an_owner_in_the_context_answers_for_it(self, reviewed: Catalogue) -> None:
        owner = Owner(about="model:2", agency=Marked(text=POLICE))
        context = Context(context=Head(instrument="model"), owners=(owner,))
        assert signed(state(reviewed, context=context), "model:2") == {(POLICE, ""): "missing"}

    def test_an_owner_whose_name_a_release_copy_withholds_can_sign(self, reviewed: Catalogue) -> None:
        owner = Owner(about="model:2", agency=Marked(text=JUSTICE, withheld="s 6(a)"))
        context = Context(context=Head(instrument="model"), owners=(owner,))
        assert signed(state(reviewed, entry(reviewed, "model:2"), context=context), "model:2") == {
            (JUSTICE, ""): "signed"
        }

    def test_each_role_of_the_policy_signs(self, reviewed: Catalogue) -> None:
        found = state(reviewed, entry(reviewed, "model:2", role="Counsel"), policy=(ALL_OFFENCES,))
        assert signed(found, "model:2") == {(JUSTICE, "Counsel"): "signed", (JUSTICE, "Director"): "missing"}
        assert found.signatures_of("model:4") == ()

    @pytest.mark.parametrize(
        ("rule", "duties", "questions"),
        [
            ({"duties": ("all",)}, 1, 0),
            ({"duties": ("model:4",)}, 1, 0),
            ({"questions": ("all",)}, 0, 1),
            ({"questions": ("access-codes",)}, 0, 1),
            ({"natures": ("evidence",)}, 0, 1),
            ({"natures": ("law",)}, 0, 0),
        ],
    )
    def test_a_rule_is_of_what_it_names(
        self, reviewed: Catalogue, rule: dict[str, Any], duties: int, questions: int
    ) -> None:
        made = SignOffRule(**rule, roles=(RequiredRole(agency="Crown Law Office"),))
        found = state(reviewed, policy=(made,))
        assert (len(found.signatures_of("model:4")), len(found.signatures_of(CODES))) == (duties, questions)

    @pytest.mark.parametrize(("view", "wanted"), [("disagrees", "disagrees"), ("needs_advice", "needs advice")])
    def test_who_does_not_agree_has_not_signed(self, reviewed: Catalogue, view: str, wanted: str) -> None:
        found = state(reviewed, entry(reviewed, "model:2", view))
        assert signed(found, "model:2") == {(JUSTICE, ""): wanted}
        assert wanted in {s.state for s in found.unsigned}

    def test_a_lapsed_signature_is_told_apart_from_a_missing_one(self, reviewed: Catalogue) -> None:
        old = entry(reviewed, "model:2", fingerprint="0" * 12)
        assert signed(state(reviewed, old), "model:2") == {(JUSTICE, ""): "lapsed"}

    def test_a_word_that_is_withheld_is_neither_signed_nor_not(self, reviewed: Catalogue) -> None:
        for view in ("agrees", "disagrees"):
            secret = released(entry(reviewed, "model:2", view, withheld="s 9(2)(h)"))
            assert signed(state(reviewed, secret), "model:2") == {(JUSTICE, ""): "withheld"}

    def test_what_asks_nothing_needs_no_signature(self, reviewed: Catalogue) -> None:
        assert "model:3(2)" not in {s.about for s in state(reviewed).signatures}


class TestAnswers:
    def test_the_answer_of_who_can_settle_it_is_taken(self, reviewed: Catalogue) -> None:
        (answer,) = state(reviewed, entry(reviewed, CODES, "fails", agency=POLICE)).answers
        assert (answer.id, answer.view, answer.by, answer.date) == ("access-codes", "fails", POLICE, date(2020, 5, 4))
        assert answer.ours.view == "holds"

    def test_the_answer_of_another_agency_is_none(self, reviewed: Catalogue) -> None:
        assert state(reviewed, entry(reviewed, CODES, "fails")).answers == ()

    def test_an_answer_that_has_lapsed_is_none(self, reviewed: Catalogue) -> None:
        assert state(reviewed, entry(reviewed, CODES, "fails", agency=POLICE, fingerprint="0" * 12)).answers == ()

    def test_all_who_have_to_sign_must_agree(self, reviewed: Catalogue) -> None:
        roles = tuple(RequiredRole(role=role, agency=POLICE) for role in ("Manager", "Counsel"))
        policy = (SignOffRule(natures=("evidence",), roles=roles),)
        one = entry(reviewed, CODES, "fails", agency=POLICE, role="Manager")
        same, other = (entry(reviewed, CODES, v, agency=POLICE, role="Counsel") for v in ("fails", "holds"))
        assert state(reviewed, one, policy=policy).answers == ()
        assert len(state(reviewed, one, same, policy=policy).answers) == 1
        differing = state(reviewed, one, other, policy=policy)
        assert differing.answers == ()
        assert set(differing.conflicts) == {"access-codes"}

    def test_another_agency_that_answers_otherwise_stands_in_the_way(self, reviewed: Catalogue) -> None:
        found = state(reviewed, entry(reviewed, CODES, "fails", agency=POLICE), entry(reviewed, CODES, "holds"))
        assert found.answers == ()

    def test_an_answer_that_is_withheld_is_none_in_a_release_copy(self, reviewed: Catalogue) -> None:
        secret = entry(reviewed, CODES, "fails", agency=POLICE, withheld="s 9(2)(h)")
        (answer,) = state(reviewed, secret).answers
        assert answer.withheld == "s 9(2)(h)"
        assert answer.released() == reviewed.question("access-codes")
        assert state(reviewed, released(secret)).answers == ()

    def test_questions_that_no_verdict_turns_on_are_not_asked(self, reviewed: Catalogue) -> None:
        found = state(reviewed, day=date(1995, 1, 1))
        assert LODGED not in found.fingerprints
        assert replace(found, reviews=Reviews()).answers == ()


def test_no_answer_is_signed_beside_one_that_is_withheld(reviewed: Catalogue) -> None:
    """The two differ, which a release copy cannot know; it must not say that an answer was there to be taken."""
    said = (
        entry(reviewed, CODES, "holds", agency=POLICE),
        entry(reviewed, CODES, "fails", agency=JUSTICE, withheld="s 9(2)(h)"),
    )
    assert state(reviewed, *said).answers == ()
    assert state(reviewed, *released(said)).answers == ()
