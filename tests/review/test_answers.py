"""Signed answers in place of our views: what they move, and how that is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.reviews import AS_AT, CODES, POLICE, entry, folder_of

from gapcheck.api import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import DataError, UsageError
from gapcheck.explain.article_answer import article_answer
from gapcheck.model.question import SignedQuestion
from gapcheck.review.answers import answered, computed_state
from gapcheck.review.reviews_folder import Reviews, read_reviews

WHOSE = "on the view of New Zealand Police, 4 May 2020"


@pytest.fixture
def folder(reviewed: Catalogue, tmp_path: Path) -> Path:
    return folder_of(tmp_path / "r", [entry(reviewed, CODES, "fails", agency=POLICE)])


def test_an_answer_moves_verdicts_only_when_it_is_asked_for(reviewed: Catalogue, folder: Path) -> None:
    book = Gapcheck(reviewed)
    plain = book.assess("model", AS_AT)
    beside = book.assess("model", AS_AT, reviews=folder)
    taken = book.assess("model", AS_AT, reviews=folder, effective=True)
    assert plain["4"].verdict == beside["4"].verdict
    assert taken["4"].status == "partial"
    assert [a.article.article for a in taken if a.status != plain[a.article.article].status] == ["4"]


def test_it_is_shown_as_what_it_is(reviewed: Catalogue, folder: Path) -> None:
    taken = Gapcheck(reviewed).assess("model", AS_AT, reviews=folder, effective=True)
    told = str(taken.why("4"))
    assert f"O{WHOSE[1:]}, the answer is no." in told
    assert "working view" not in told.replace("in place of our working view", "")
    assert taken.questions["access-codes"].view_in_words == f"New Zealand does not comply ({WHOSE})"
    assert taken.to_dict()["answers_from_reviews"] == [
        {"question": "access-codes", "view": "fails", "by": POLICE, "date": "2020-05-04"}
    ]
    assert "answers_from_reviews" not in Gapcheck(reviewed).assess("model", AS_AT).to_dict()


def test_the_answer_on_an_article_says_whose_it_is(reviewed: Catalogue, folder: Path) -> None:
    book = Gapcheck(reviewed)
    plain = article_answer(book.assess("model", AS_AT), "4")
    taken = article_answer(book.assess("model", AS_AT, reviews=folder, effective=True), "4")
    assert "which New Zealand Police can confirm" in plain.sentence
    assert "confirm" not in taken.sentence
    assert taken.turning.endswith("On the view of New Zealand Police, 4 May 2020, the answer is no.")
    assert any("Police" in change for change in plain.would_change)
    assert not any("Police" in change for change in taken.would_change)


def test_a_fact_that_was_confirmed_is_not_to_be_confirmed(reviewed: Catalogue, tmp_path: Path) -> None:
    book = Gapcheck(reviewed)
    folder = folder_of(tmp_path / "r", [entry(reviewed, CODES, "holds", agency=POLICE)])
    plain, taken = (
        book.assess("model", AS_AT),
        book.assess("model", AS_AT, reviews=folder, effective=True),
    )
    assert plain.sensitivity.in_words(plain["4"]).endswith("to be confirmed")
    assert not taken.sensitivity.in_words(taken["4"]).endswith("to be confirmed")
    assert f"{WHOSE}, of “Access codes as devices”" in str(taken.why("4", full=True))


def test_what_is_only_tried_goes_before_it(reviewed: Catalogue, folder: Path) -> None:
    taken = Gapcheck(reviewed).assess("model", AS_AT, reviews=folder, effective=True, views={"access-codes": "holds"})
    assert taken["4"].status != "partial"
    assert taken.catalogue.signed == ()


def test_the_computed_catalogue_is_found_again(reviewed: Catalogue, folder: Path) -> None:
    reviews = read_reviews(folder, reviewed)
    taken = answered(reviewed, "model", AS_AT, reviews)
    assert [type(q) for q in taken.signed] == [SignedQuestion]
    assert taken.as_computed().contents == reviewed.contents
    assert answered(taken, "model", AS_AT, reviews).contents == taken.contents


def test_without_reviews_nothing_changes(reviewed: Catalogue) -> None:
    assert answered(reviewed, "model", AS_AT, Reviews()) is reviewed


def test_reviews_are_held_against_what_was_computed(reviewed: Catalogue, folder: Path) -> None:
    taken = Gapcheck(reviewed).assess("model", AS_AT, reviews=folder, effective=True)
    assert taken.reviews is not None
    state = computed_state(taken, taken.reviews)
    assert state.result["4"].status == Gapcheck(reviewed).assess("model", AS_AT)["4"].status
    assert [h.holds for h in state.on(CODES)] == [True]


def test_to_take_answers_there_must_be_reviews(reviewed: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected a folder of reviews"):
        Gapcheck(reviewed).assess("model", AS_AT, effective=True)
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "model.yaml").write_text("reviews: [{}]\n", encoding="utf-8")
    with pytest.raises(DataError):
        Gapcheck(reviewed).assess("model", AS_AT, reviews=tmp_path / "r")
