"""What a review is of: what moves its fingerprint, and what leaves it alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.builders import article, catalogue, duty, rule
from support.reviews import AS_AT, CODES, LODGED, changed_file, changed_rule, reviewed_data

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import assess
from gapcheck.errors import UnknownIdError
from gapcheck.model.base import Marked
from gapcheck.review.fingerprints import ReviewedLaw, verdict_basis

OFFENCES, POSITIONS = "obligations/model/01_offences.yaml", "obligations/positions/new_zealand.yaml"
COMPUTER_ACT, QUESTIONS = "nz_statutes/computer_act_1990.yaml", "obligations/questions/doubts.yaml"


@pytest.fixture
def root(small_path: Path, tmp_path: Path) -> Path:
    return reviewed_data(small_path, tmp_path / "data")


def every(made: Catalogue, day: date = AS_AT) -> dict[str, str]:
    law = ReviewedLaw(made)
    return {about: law.fingerprint(about, day) for about in law.known}


def moved(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return sorted(about for about in before if before[about] != after[about])


def question_changed(made: Catalogue, **update: Any) -> Catalogue:
    first, *others = made.contents.questions
    return Catalogue(replace(made.contents, questions=(first.model_copy(update=update), *others)), made.version)


def test_each_duty_and_question_has_its_own(reviewed: Catalogue) -> None:
    found = every(reviewed)
    assert len(set(found.values())) == len(found)
    assert all(len(one) == 12 and int(one, 16) >= 0 for one in found.values())


def test_it_is_the_same_every_time(reviewed: Catalogue, root: Path) -> None:
    assert every(reviewed) == every(changed_file(root, OFFENCES, "# Met since 2004", "# Met since then"))


@pytest.mark.parametrize(
    ("file", "old", "new", "about"),
    [
        (OFFENCES, "text: Make intentional access", "text: Make deliberate access", "model:2"),
        (OFFENCES, "heading: Illegal access", "heading: Unlawful access", "model:2"),
        (OFFENCES, "every: [damage, delete]", "every: [damage]", "model:3(1)"),
    ],
)
def test_what_the_treaty_asks_moves_it(root: Path, reviewed: Catalogue, file: str, old: str, new: str, about: str):
    assert moved(every(reviewed), every(changed_file(root, file, old, new))) == [about]


def test_a_duty_that_others_carry_out_moves_with_them() -> None:
    def made(text: str) -> Catalogue:
        carried = duty("2", conduct="access").model_copy(update={"text": text})
        first = duty("1").model_copy(update={"follows": ("2",), "survey": None})
        return catalogue([article(first, number="1"), article(carried, number="2")], [rule(conduct="access")])

    before, after = (ReviewedLaw(made(text)) for text in ("As it is.", "Otherwise."))
    assert before.fingerprint("t:1", AS_AT) != after.fingerprint("t:1", AS_AT)


def test_the_rule_that_it_rests_on_moves_it_with_its_text_and_interval(reviewed: Catalogue) -> None:
    result = assess(reviewed, "model", AS_AT)
    (key,) = {entry.key for entry in result.duty("model:2").rules}
    told = changed_rule(reviewed, key, lambda rule: rule.model_copy(update={"text": "Told in other words."}))
    ended = changed_rule(
        reviewed,
        key,
        lambda rule: rule.model_copy(update={"in_force": rule.in_force.model_copy(update={"by": "Another Act"})}),
    )
    assert "model:2" in moved(every(reviewed), every(told))
    assert "model:2" in moved(every(reviewed), every(ended))


def test_a_rule_moves_the_duties_that_rest_on_it_and_no_others(reviewed: Catalogue) -> None:
    result = assess(reviewed, "model", AS_AT)
    for key in {entry.key for one in result.duties for entry in one.rules}:
        resting = {one.id for one in result.duties if key in {entry.key for entry in one.rules}}
        asked = {f"question:{q.id}" for q in reviewed.questions.values() if any(p.startswith(key) for p in q.points)}
        after = changed_rule(reviewed, key, lambda rule: rule.model_copy(update={"text": "Told in other words."}))
        assert set(moved(every(reviewed), every(after))) == resting | asked


@pytest.mark.parametrize(
    "update", [{"view": "fails"}, {"strength": "strong"}, {"asks": "Is it?"}, {"nature": "law"}], ids=str
)
def test_a_question_that_it_turns_on_moves_it(reviewed: Catalogue, update: dict[str, Any]) -> None:
    after = moved(every(reviewed), every(question_changed(reviewed, **update)))
    assert "model:4" in after
    assert set(after) <= {"model:4", CODES}


def test_our_view_moves_no_answer_and_an_argument_does(reviewed: Catalogue) -> None:
    viewed = question_changed(reviewed, view="fails")
    assert CODES not in moved(every(reviewed), every(viewed))
    (argument,) = reviewed.question("access-codes").in_favour
    argued = question_changed(reviewed, in_favour=(argument.model_copy(update={"text": "Otherwise."}),))
    assert moved(every(reviewed), every(argued)) == [CODES]


def test_the_rule_of_a_point_moves_a_question(reviewed: Catalogue) -> None:
    after = changed_rule(
        reviewed, "computer-act-1990:7(1)", lambda rule: rule.model_copy(update={"text": "Told in other words."})
    )
    assert CODES in moved(every(reviewed), every(after))
    assert LODGED not in moved(every(reviewed), every(after))


def test_what_was_lodged_moves_it(root: Path, reviewed: Catalogue) -> None:
    text = (root / POSITIONS).read_text(encoding="utf-8")
    day = next(line for line in text.splitlines() if "model:4#possession" in line)
    after = changed_file(root, POSITIONS, day, day.replace("2010", "2011"))
    assert moved(every(reviewed), every(after)) == ["model:4"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (OFFENCES, "pinpoint: art 2, checked: verified", "pinpoint: art 2, checked: secondary"),
        (OFFENCES, "survey: {date: 2019-02-01, acts: [computer-act-1990]}", "survey: {date: 2019-02-02, acts: []}"),
        (QUESTIONS, "by: tests", "by: others"),
        (QUESTIONS, "checked: verified", "checked: secondary"),
    ],
)
def test_sources_surveys_and_authors_leave_it(root: Path, reviewed: Catalogue, file: str, old: str, new: str) -> None:
    assert moved(every(reviewed), every(changed_file(root, file, old, new))) == []


def test_a_note_leaves_it_also_one_that_is_withheld(reviewed: Catalogue) -> None:
    noted = question_changed(reviewed, note=Marked(text="Secret.", withheld="s 6(a)"))
    assert every(noted) == every(reviewed)


def test_the_day_moves_it_only_where_the_law_did(reviewed: Catalogue) -> None:
    assert every(reviewed, date(2020, 1, 2)) == every(reviewed)
    # The security measure went from the Act in 2004.
    assert "model:2" in moved(every(reviewed), every(reviewed, date(2003, 1, 1)))


def test_a_change_is_told_by_its_part(reviewed: Catalogue) -> None:
    before, viewed = (assess(made, "model", AS_AT) for made in (reviewed, question_changed(reviewed, view="fails")))
    one, other = (verdict_basis(result, result.duty("model:4")) for result in (before, viewed))
    assert one.treaty == other.treaty
    assert one.rules == other.rules
    assert set(one.questions) == {"access-codes"}
    assert one.questions != other.questions
    assert one.fingerprint != other.fingerprint


def test_an_unknown_id_is_an_error(reviewed: Catalogue) -> None:
    law = ReviewedLaw(reviewed)
    assert not law.knows("model:99")
    for about in ("model:99", "question:none"):
        with pytest.raises(UnknownIdError):
            law.fingerprint(about, AS_AT)
