"""What to look at again, and why; and the record that each look leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.reviews import (
    AS_AT,
    CODES,
    JUSTICE,
    POLICE,
    TODAY,
    changed_rule,
    entry,
    folder_of,
    reviewed_data,
)

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.loading import load
from gapcheck.catalogue.staleness import RecordedFinding, SuspectRule, fingerprint
from gapcheck.engine.assessment import assess
from gapcheck.model.context import blank
from gapcheck.model.review import ReviewRun
from gapcheck.review.due import DueList, due_list, run_file, run_name
from gapcheck.review.reviews_folder import Reviews, read_reviews
from gapcheck.review.sign_off import ReviewState


def look(made: Catalogue, reviews: Reviews | None = None, on: date = TODAY, as_at: date = AS_AT) -> DueList:
    return due_list(ReviewState(assess(made, "model", as_at), reviews or Reviews(), blank("model")), on)


def reasons(found: DueList) -> dict[str, list[str]]:
    return {duty.about: [c.reason for c in duty.causes] for duty in found.duties}


@pytest.fixture
def after_one(reviewed: Catalogue) -> Reviews:
    """A folder with the record of one look."""
    return Reviews(runs=(look(reviewed, on=date(2020, 5, 1)).record,))


def other_words(made: Catalogue, key: str) -> Catalogue:
    return changed_rule(made, key, lambda rule: rule.model_copy(update={"text": "Other words."}))


def test_a_duty_that_nobody_assessed_is_due(reviewed: Catalogue) -> None:
    found = look(reviewed)
    assert reasons(found) == {"model:10": ["never assessed"]}
    assert found.since is None
    assert found.looked_at == len(found.record.duties)


def test_nothing_else_is_due_while_nothing_changes(reviewed: Catalogue, after_one: Reviews) -> None:
    assert reasons(look(reviewed, after_one)) == {"model:10": ["never assessed"]}
    assert look(reviewed, after_one).since == after_one.runs[0]


def test_law_that_has_changed_is_named(reviewed: Catalogue, after_one: Reviews) -> None:
    key = next(e.key for e in assess(reviewed, "model", AS_AT).duty("model:2").rules)
    found = look(other_words(reviewed, key), after_one)
    due = next(duty for duty in found.duties if duty.about == "model:2")
    assert [c.reason for c in due.causes] == ["text changed"]
    assert "has changed since 1 May 2020: Computer Act 1990, s" in due.causes[0].sentence
    assert due.agencies == (JUSTICE,)


def test_practice_that_has_changed_is_evidence(reviewed: Catalogue, after_one: Reviews) -> None:
    key = next(e.key for e in reviewed.rules if e.act.id == "practice")
    found = reasons(look(other_words(reviewed, key), after_one))
    assert ["evidence changed"] in found.values()


def test_what_the_treaty_asks_is_looked_at_again(small_path: Path, tmp_path: Path, after_one: Reviews) -> None:
    root = reviewed_data(small_path, tmp_path / "data")
    file = root / "obligations" / "model" / "01_offences.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Make intentional access", "Make access"), "utf-8")
    assert reasons(look(load(root), after_one))["model:2"] == ["text changed"]


def test_a_question_that_is_viewed_otherwise_is_told_by_its_nature(reviewed: Catalogue, after_one: Reviews) -> None:
    changed = tuple(
        q.model_copy(update={"view": "fails"}) if q.id == "access-codes" else q for q in reviewed.contents.questions
    )
    after = Catalogue(replace(reviewed.contents, questions=changed), reviewed.version)
    assert "evidence changed" in reasons(look(after, after_one))["model:4"]


def test_an_answer_that_our_view_does_not_follow_is_told(reviewed: Catalogue) -> None:
    answers = Reviews((entry(reviewed, CODES, "fails", agency=POLICE),))
    due = next(duty for duty in look(reviewed, answers).duties if duty.about == "model:4")
    assert due.causes[0].reason == "question answered"
    assert "New Zealand Police answered “Access codes as devices” on 4 May 2020: no." in due.causes[0].sentence
    same = Reviews((entry(reviewed, CODES, "holds", agency=POLICE),))
    assert "model:4" not in reasons(look(reviewed, same))


def test_a_review_that_has_lapsed_is_told(reviewed: Catalogue) -> None:
    old = Reviews((entry(reviewed, "model:2", fingerprint="0" * 12),))
    due = next(duty for duty in look(reviewed, old).duties if duty.about == "model:2")
    assert due.causes[0].reason == "lapsed review"
    assert due.causes[0].sentence.startswith("The review by Legal adviser of Ministry of Justice, 4 May 2020")


def test_a_rule_that_official_text_calls_in_question_is_told(reviewed: Catalogue) -> None:
    suspect = next(e for e in assess(reviewed, "model", AS_AT).duty("model:2").rules)
    finding = RecordedFinding(code="heading", text="The heading is another.")
    record = SuspectRule(
        rule=suspect.key,
        **{"from": suspect.rule.in_force.start},
        fingerprint=fingerprint(suspect),
        as_at=AS_AT,
        found=(finding,),
    )
    made = Catalogue(replace(reviewed.contents, verification=(record,)), reviewed.version)
    assert reasons(look(made))["model:2"] == ["text changed"]


class TestSecondLook:
    """Article 2 was not met until the security measure went from the Act in 2004."""

    @pytest.fixture
    def before(self, reviewed: Catalogue) -> Reviews:
        found = look(reviewed, on=date(2020, 5, 1), as_at=date(2003, 6, 1))
        assert {d.duty: d.status for d in found.record.duties}["model:2"] != "met"
        return Reviews(runs=(found.record,))

    def test_a_duty_that_turned_met_asks_for_one(self, reviewed: Catalogue, before: Reviews) -> None:
        assert "second look" in reasons(look(reviewed, before))["model:2"]

    def test_one_role_is_not_enough_and_two_are(self, reviewed: Catalogue, before: Reviews) -> None:
        one = entry(reviewed, "model:2", role="Counsel")
        other = entry(reviewed, "model:2", role="Director")
        again = entry(reviewed, "model:2", role="Counsel", date=date(2020, 5, 9))
        against = entry(reviewed, "model:2", "disagrees", role="Director")
        for entries in ((one,), (one, again), (one, against)):
            assert "second look" in reasons(look(reviewed, replace(before, entries=entries)))["model:2"]
        assert "second look" not in reasons(look(reviewed, replace(before, entries=(one, other)))).get("model:2", [])

    def test_it_stays_due_over_later_looks_until_it_is_had(self, reviewed: Catalogue, before: Reviews) -> None:
        second = look(reviewed, before, on=date(2020, 5, 2)).record
        later = Reviews(runs=(*before.runs, second))
        assert reasons(look(reviewed, later))["model:2"] == ["second look"]
        both = tuple(entry(reviewed, "model:2", role=role) for role in ("Counsel", "Director"))
        had = look(reviewed, replace(later, entries=both), on=date(2020, 5, 3)).record
        assert "model:2" not in reasons(look(reviewed, Reviews(runs=(*later.runs, had))))


class TestRecord:
    def test_it_is_kept_and_read_again(self, reviewed: Catalogue, tmp_path: Path) -> None:
        record = look(reviewed).record
        folder = folder_of(tmp_path / "r", [])
        (folder / "runs").mkdir()
        (folder / run_name(record)).write_bytes(run_file(record))
        found = read_reviews(folder, reviewed)
        assert found.runs == (record,)
        assert found.last_run("model") == record
        assert run_name(record) == "runs/2020-06-01_model.yaml"
        assert run_file(look(reviewed).record) == run_file(record)

    def test_a_look_is_not_held_against_itself(self, reviewed: Catalogue) -> None:
        record = look(reviewed).record
        assert look(reviewed, Reviews(runs=(record,))).since is None

    def test_one_that_looked_at_nothing_is_written_too(self) -> None:
        run = ReviewRun(instrument="t", as_at=AS_AT, on=TODAY, catalogue="v", duties=())
        assert run_file(run).endswith(b"duties: []\n")
