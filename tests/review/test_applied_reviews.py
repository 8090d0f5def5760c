"""What sheets that came back add to a folder of reviews, and what is refused, each row with its reason."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.laws import law
from support.reviews import (
    AGREES,
    CODES,
    DISAGREES,
    FAILS,
    HOLDS,
    JUSTICE,
    LODGED,
    POLICE,
    applied,
    changed_rule,
    edited,
    entry,
    returned,
    sheet_of,
)

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.model.review import RequiredRole, SignOffRule
from gapcheck.review.applied_reviews import AppliedReviews, review_day
from gapcheck.review.returned_rows import ReturnedFile, ReturnedRow
from gapcheck.review.review_sheet import (
    AGENCY,
    CHANGE,
    COLUMNS,
    COMPUTED,
    DAY,
    GROUND,
    REASON,
    ROLE,
    SEAL,
    VIEW,
)
from gapcheck.review.reviews_folder import Reviews

SAID = {"model:2": AGREES, "model:3(1)": DISAGREES, CODES: HOLDS}


@pytest.fixture(scope="module")
def back(reviewed: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> ReturnedFile:
    """A sheet with three rows filled in, as it was read back."""
    return returned(tmp_path_factory.mktemp("back") / "sheet.xlsx", sheet_of(reviewed, SAID))


@pytest.fixture(scope="module")
def blank(reviewed: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> ReturnedFile:
    """A sheet in which nothing is filled in."""
    return returned(tmp_path_factory.mktemp("blank") / "sheet.xlsx", sheet_of(reviewed))


def said(file: ReturnedFile, about: str, given: Mapping[str, Any], name: str = "sheet.xlsx") -> ReturnedFile:
    """The file with what somebody said of one of its rows."""
    rows = tuple(replace(r, said={**r.said, **given}) if r.about == about else r for r in file.rows)
    return replace(file, rows=rows, name=name)


def kept(reviews: Reviews, done: AppliedReviews) -> Reviews:
    """The folder after what was applied."""
    keys = {e.key for e in (*done.added, *done.replaced)}
    return replace(reviews, entries=(*(e for e in reviews.entries if e.key not in keys), *done.added, *done.replaced))


def messages(done: AppliedReviews) -> list[str]:
    return [str(problem) for problem in done.refused]


class TestTaken:
    def test_each_row_that_is_filled_in_is_an_entry(self, reviewed: Catalogue, back: ReturnedFile) -> None:
        done = applied(reviewed, [back])
        assert messages(done) == []
        assert {e.about: e.view for e in done.added} == {"model:2": "agrees", "model:3(1)": "disagrees", CODES: "holds"}
        assert done.empty == len(back.rows) - 3
        first = done.added[0]
        assert first == entry(reviewed, "model:2")

    def test_the_file_of_each_is_named_for_what_it_is_of(self, reviewed: Catalogue, back: ReturnedFile) -> None:
        assert sorted(applied(reviewed, [back]).files) == ["model.yaml", "questions.yaml"]

    def test_twice_changes_nothing(self, reviewed: Catalogue, back: ReturnedFile) -> None:
        first = applied(reviewed, [back])
        again = applied(reviewed, [back, back], kept(Reviews(), first))
        assert (again.files, again.added, again.replaced, again.refused) == ({}, (), (), ())
        assert set(again.recorded) == set(first.added)

    def test_what_was_taken_stays_taken_when_the_data_have_changed(
        self, reviewed: Catalogue, back: ReturnedFile
    ) -> None:
        reviews = kept(Reviews(), applied(reviewed, [back]))
        key = "computer-act-1990:5"
        known = next(e.key for e in reviewed.rules if e.key.startswith(key))
        moved = changed_rule(reviewed, known, lambda rule: rule.model_copy(update={"text": "Other words."}))
        assert applied(moved, [back], reviews).refused == ()

    def test_a_better_word_of_the_same_day_takes_the_place_of_the_other(
        self, reviewed: Catalogue, blank: ReturnedFile
    ) -> None:
        reviews = Reviews(entries=(entry(reviewed, "model:2"),))
        done = applied(reviewed, [said(blank, "model:2", DISAGREES)], reviews)
        assert [e.view for e in done.replaced] == ["disagrees"]
        assert done.files["model.yaml"].count(b"about:") == 1

    def test_a_later_word_stands_beside_it(self, reviewed: Catalogue, blank: ReturnedFile) -> None:
        reviews = Reviews(entries=(entry(reviewed, "model:2"),))
        done = applied(reviewed, [said(blank, "model:2", {**DISAGREES, DAY: date(2020, 5, 9)})], reviews)
        assert done.files["model.yaml"].count(b"about:") == 2

    @pytest.mark.parametrize(
        ("given", "view"),
        [
            ({VIEW: " Agrees "}, "agrees"),
            ({VIEW: "needs advice", REASON: "Ask Crown Law."}, "needs_advice"),
            ({VIEW: "needs_advice", REASON: "Ask Crown Law."}, "needs_advice"),
        ],
    )
    def test_views_are_read_as_people_write_them(
        self, reviewed: Catalogue, blank: ReturnedFile, given: dict[str, Any], view: str
    ) -> None:
        done = applied(reviewed, [said(blank, "model:2", {**AGREES, **given})])
        assert [e.view for e in done.added] == [view]

    @pytest.mark.parametrize(("given", "view"), [("yes", "holds"), ("No.", "fails"), ("not known", "open")])
    def test_answers_are_read_as_letters_write_them(
        self, reviewed: Catalogue, blank: ReturnedFile, given: str, view: str
    ) -> None:
        done = applied(reviewed, [said(blank, CODES, {**HOLDS, VIEW: given})])
        assert [e.view for e in done.added] == [view]

    def test_a_ground_is_kept(self, reviewed: Catalogue, blank: ReturnedFile) -> None:
        done = applied(reviewed, [said(blank, "model:2", {**DISAGREES, GROUND: "s 9(2)(h)", CHANGE: "Repeal it."})])
        assert (done.added[0].withheld, done.added[0].change) == ("s 9(2)(h)", "Repeal it.")


DAYS = {
    "a date": (date(2020, 5, 4), date(2020, 5, 4)),
    "an ISO text": (" 2020-05-04 ", date(2020, 5, 4)),
    "in words": ("4 May 2020", date(2020, 5, 4)),
    "day first": ("4/5/2020", date(2020, 5, 4)),
    "with stops": ("04.05.2020", date(2020, 5, 4)),
}


class TestDays:
    @pytest.mark.parametrize(("cell", "day"), DAYS.values(), ids=DAYS)
    def test_a_day_is_read_as_people_write_it(self, cell: Any, day: date) -> None:
        assert review_day(cell) == day

    @pytest.mark.parametrize(
        "cell", [43955, "5/2020", "31/2/2020", "May 4 2020", datetime(2020, 5, 4, 12), "4 Mai 2020"], ids=str
    )
    def test_anything_else_is_none(self, cell: Any) -> None:
        with pytest.raises(ValueError, match=r"date|day"):
            review_day(cell)


REFUSED = {
    "no view": ({VIEW: None}, "Your view: no view is given; expected agrees, disagrees, needs advice"),
    "another view": ({VIEW: "agree"}, "Your view: 'agree' is no view; expected agrees"),
    "an answer for a duty": ({VIEW: "holds"}, "'holds' is no view"),
    "no reason": ({VIEW: "disagrees"}, "Your reason: no reason is given"),
    "no role": ({ROLE: "  "}, "Your role: nothing is filled in"),
    "no agency": ({AGENCY: None}, "Your agency: nothing is filled in"),
    "an unknown agency": ({AGENCY: "NZ Police"}, "unknown agency 'NZ Police'"),
    "a misspelt agency": ({AGENCY: "New Zealand Polise"}, "did you mean 'New Zealand Police'?"),
    "no day": ({DAY: None}, "Date: nothing is filled in"),
    "a bad day": ({DAY: "soon"}, "Date: 'soon' is not a date"),
    "a number for a day": ({DAY: 43955}, "Date: '43955' is not a date"),
    "a day to come": ({DAY: date(2020, 6, 2)}, "Date: 2020-06-02 cannot be"),
    "a day before the conventions": ({DAY: date(1999, 1, 1)}, "cannot be"),
    "a number for a reason": ({REASON: 7}, "Your reason: '7' is a number or a date"),
    "an invisible character": ({REASON: "a\u202eb"}, "Your reason: holds a control"),
    "too long": ({REASON: "x" * 8_001}, "a text of 8,001 characters; expected at most 8,000"),
    "a role in two lines": ({ROLE: "a\nb"}, "Your role: holds a control"),
    "a ground that is none": ({GROUND: "privacy"}, "Withhold on (OIA): the ground is not in the key"),
    "a ground that is not in the key": ({GROUND: "s 9(2)(b)"}, "did you mean 's 9(2)(h)'?"),
}


class TestRefused:
    @pytest.mark.parametrize(("given", "message"), REFUSED.values(), ids=REFUSED)
    def test_a_row_is_refused_with_its_reason(
        self, reviewed: Catalogue, blank: ReturnedFile, given: dict[str, Any], message: str
    ) -> None:
        done = applied(reviewed, [said(blank, "model:2", {**AGREES, **given})])
        assert any(message in told and told.startswith("sheet.xlsx:2: model:2: ") for told in messages(done))
        assert (done.files, done.added) == ({}, ())

    def test_what_has_changed_since_the_export_is_refused(self, reviewed: Catalogue, back: ReturnedFile) -> None:
        key = next(e.key for e in reviewed.rules if e.section.section == "5")
        moved = changed_rule(reviewed, key, lambda rule: rule.model_copy(update={"text": "Other words."}))
        (told,) = messages(applied(moved, [back]))
        assert "Fingerprint: what was computed has changed since the export; expected a new export" in told

    def test_an_unknown_id_is_told_with_the_nearest(self, reviewed: Catalogue, back: ReturnedFile) -> None:
        rows = tuple(replace(r, about="model:22") if r.about == "model:2" else r for r in back.rows)
        (told,) = messages(applied(reviewed, [replace(back, rows=rows)]))
        assert "Row: unknown id 'model:22'; expected a duty or question of the catalogue; did you mean" in told

    def test_a_row_that_is_there_twice_is_told(self, reviewed: Catalogue, back: ReturnedFile) -> None:
        (told,) = messages(applied(reviewed, [replace(back, rows=(*back.rows, back.rows[0]))]))
        assert "the same row as row 2" in told

    def test_a_role_is_written_as_the_policy_writes_it(self, reviewed: Catalogue, blank: ReturnedFile) -> None:
        rule = SignOffRule(duties=("all",), roles=(RequiredRole(role="Legal adviser"),))
        done = applied(reviewed, [said(blank, "model:2", {**AGREES, ROLE: "Legal Adviser"})], Reviews(policy=(rule,)))
        assert "did you mean 'Legal adviser'?" in messages(done)[0]
        other = applied(reviewed, [said(blank, "model:2", {**AGREES, ROLE: "Analyst"})], Reviews(policy=(rule,)))
        assert other.refused == ()

    def test_every_problem_is_told_at_once(self, reviewed: Catalogue, blank: ReturnedFile) -> None:
        done = applied(reviewed, [said(blank, "model:2", {VIEW: "disagrees", DAY: "soon"})])
        assert len(done.refused) == 4  # reason, agency, role, day

    def test_a_file_is_taken_whole_or_not_at_all(self, reviewed: Catalogue, back: ReturnedFile) -> None:
        bad = said(back, "model:2", {DAY: "soon"})
        whole = applied(reviewed, [bad])
        assert (whole.added, whole.refused_files) == ((), ("sheet.xlsx",))
        part = applied(reviewed, [bad], partial=True)
        assert {e.about for e in part.added} == {"model:3(1)", CODES}
        assert (len(part.refused), part.refused_files) == (1, ())

    def test_one_bad_file_does_not_keep_another_out(self, reviewed: Catalogue, back: ReturnedFile, blank) -> None:
        good = said(blank, LODGED, {**FAILS, AGENCY: JUSTICE}, name="other.xlsx")
        done = applied(reviewed, [said(back, "model:2", {DAY: "soon"}), good])
        assert [e.about for e in done.added] == [LODGED]


class TestWithheld:
    """What a reviewer wants withheld, or meant to have withheld, is in no message."""

    @pytest.mark.parametrize(
        "given",
        [
            {VIEW: "SECRET", GROUND: "s 9(2)(h)"},
            {VIEW: "SECRET [s 9(2)(h)]"},
            {AGENCY: "SECRET", GROUND: "s 9(2)(h)"},
            {DAY: "SECRET", GROUND: "s 9(2)(h)"},
            {DAY: "SECRET", GROUND: "SECRET"},
            {DAY: "SECRET", REASON: "SECRET (s 9(2)(h))"},
            {ROLE: "legal SECRET adviser", DAY: "SECRET", GROUND: "s 6(a)"},
            {GROUND: "SECRET"},
        ],
    )
    def test_in_no_message(self, reviewed: Catalogue, blank: ReturnedFile, given: dict[str, Any]) -> None:
        rule = SignOffRule(duties=("all",), roles=(RequiredRole(role="Legal SECRET adviser"),))
        policy = Reviews() if ROLE not in given else Reviews(policy=(rule,))
        done = applied(reviewed, [said(blank, "model:2", {**DISAGREES, **given})], policy)
        assert done.refused
        assert "SECRET" not in "".join(p.message for p in done.refused)

    @pytest.mark.parametrize("column", [REASON, CHANGE])
    @pytest.mark.parametrize("text", ["SECRET [s 9(2)(h)]", "SECRET, withheld: s 6(a)", "SECRET (s 9(2)(h))"])
    def test_a_ground_in_an_open_text_is_refused(
        self, reviewed: Catalogue, blank: ReturnedFile, column: str, text: str
    ) -> None:
        done = applied(reviewed, [said(blank, "model:2", {**DISAGREES, column: text})])
        (told,) = messages(done)
        assert (
            f"{column}: a ground for withholding stands inside an open text; expected the ground in the column" in told
        )
        closed = applied(reviewed, [said(blank, "model:2", {**DISAGREES, column: text, GROUND: "s 9(2)(h)"})])
        assert closed.refused == ()

    def test_an_answer_that_is_withheld_is_not_told_in_a_conflict(
        self, reviewed: Catalogue, blank: ReturnedFile
    ) -> None:
        reviews = Reviews(entries=(entry(reviewed, CODES, "fails", withheld="s 9(2)(h)"),))
        (told,) = messages(applied(reviewed, [said(blank, CODES, HOLDS)], reviews))
        assert "New Zealand Police and, on 4 May 2020, Ministry of Justice answer differently" in told
        assert "fails" not in told


class TestConflicts:
    def test_two_agencies_with_two_answers_are_both_refused(self, reviewed: Catalogue, blank: ReturnedFile) -> None:
        one = said(blank, CODES, HOLDS, "police.xlsx")
        other = said(blank, CODES, {**FAILS, AGENCY: JUSTICE}, "justice.xlsx")
        done = applied(reviewed, [one, other])
        assert done.added == ()
        assert {p.file for p in done.refused} == {"police.xlsx", "justice.xlsx"}
        assert "New Zealand Police answers holds, Ministry of Justice answered fails on 4 May 2020" in messages(done)[1]

    def test_an_answer_against_one_that_is_there_is_refused(self, reviewed: Catalogue, blank: ReturnedFile) -> None:
        reviews = Reviews(entries=(entry(reviewed, CODES, "fails"),))
        assert len(applied(reviewed, [said(blank, CODES, HOLDS)], reviews).refused) == 1

    def test_an_agency_may_change_its_own_answer(self, reviewed: Catalogue, blank: ReturnedFile) -> None:
        reviews = Reviews(entries=(entry(reviewed, CODES, "fails", agency=POLICE, role="Manager"),))
        done = applied(reviewed, [said(blank, CODES, {**HOLDS, DAY: date(2020, 5, 9)})], reviews)
        assert (len(done.added), done.refused) == (1, ())

    def test_the_same_answer_of_two_agencies_is_none(self, reviewed: Catalogue, blank: ReturnedFile) -> None:
        both = [said(blank, CODES, {**HOLDS, AGENCY: a}, f"{a}.xlsx") for a in (POLICE, JUSTICE)]
        assert len(applied(reviewed, both).added) == 2

    def test_agencies_may_differ_on_a_duty(self, reviewed: Catalogue, blank: ReturnedFile) -> None:
        one = said(blank, "model:2", AGREES, "one.xlsx")
        other = said(blank, "model:2", {**DISAGREES, AGENCY: POLICE}, "other.xlsx")
        done = applied(reviewed, [one, other])
        assert (len(done.added), done.refused) == (2, ())

    def test_two_things_of_one_role_on_one_day_are_refused(self, reviewed: Catalogue, blank: ReturnedFile) -> None:
        done = applied(
            reviewed, [said(blank, "model:2", AGREES, "a.xlsx"), said(blank, "model:2", DISAGREES, "b.xlsx")]
        )
        assert len(done.refused) == 2
        assert "says two things of it on 4 May 2020" in messages(done)[0]


class TestLaws:
    def test_a_sheet_that_nobody_filled_in_changes_nothing(self, reviewed: Catalogue, blank: ReturnedFile) -> None:
        done = applied(reviewed, [blank])
        assert (done.files, done.refused, done.added, done.recorded) == ({}, (), (), ())
        assert done.empty == len(blank.rows)

    @law(40)
    @given(st.randoms(use_true_random=False))
    def test_rows_in_any_order_give_the_same_bytes(
        self, reviewed: Catalogue, back: ReturnedFile, dice: random.Random
    ) -> None:
        rows = list(back.rows)
        dice.shuffle(rows)
        mixed = replace(back, rows=tuple(replace(r, number=n) for n, r in enumerate(rows, start=2)))
        assert applied(reviewed, [mixed]).files == applied(reviewed, [back]).files

    @law(40)
    @given(st.data())
    def test_any_computed_cell_that_is_edited_is_caught(
        self, reviewed: Catalogue, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        raw = sheet_of(reviewed, SAID)
        row = data.draw(st.integers(2, len(sent_rows(reviewed)) + 1), label="row")
        column = data.draw(st.sampled_from([*COMPUTED, SEAL]), label="column")
        text = data.draw(st.text(st.characters(codec="utf-8", min_codepoint=32, max_codepoint=0x17F), max_size=12))

        def change(sheet: Any) -> None:
            cell = sheet.cell(row=row, column=COLUMNS.index(column) + 1)
            was = str(cell.value or "")
            # Excel and LibreOffice give an empty text back as nothing.
            cell.value = text if text.strip() and text != was else f"{was}x"
            cell.data_type = "s"

        file = returned(tmp_path_factory.mktemp("edited") / "sheet.xlsx", edited(raw, change))
        done = applied(reviewed, [file])
        assert done.refused
        assert (done.files, done.added) == ({}, ())


def sent_rows(made: Catalogue) -> tuple[ReturnedRow | Any, ...]:
    from support.reviews import sent_out

    return sent_out(made).items
