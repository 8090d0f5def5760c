"""Reviews in reports: computed and reviewed side by side, who disagrees and why, and nothing that is withheld."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.laws import law
from support.leaks import leaks
from support.reviews import AS_AT, CODES, JUSTICE, LODGED, POLICE, entry, folder_of

from gapcheck.api import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.errors import DataError
from gapcheck.faces import Assessment
from gapcheck.model.context import blank
from gapcheck.model.review import ReviewEntry
from gapcheck.report.outputs import render
from gapcheck.report.report import Report, make_report
from gapcheck.report.rows.reviews import moved_rows, review_sentences, said_rows
from gapcheck.review.answers import computed_state
from gapcheck.review.reviews_folder import Reviews

FORMS = ("xlsx", "docx", "html", "md")


def shown(made: Catalogue, *entries: ReviewEntry, effective: bool = False) -> Assessment:
    return Gapcheck(made).assess("model", AS_AT, reviews=Reviews(entries), effective=effective)


def told(assessment: Assessment) -> str:
    assert assessment.reviews is not None
    return "\n".join(review_sentences(computed_state(assessment, assessment.reviews), assessment))


class TestRows:
    def test_what_was_computed_stands_beside_what_is_said(self, reviewed: Catalogue) -> None:
        assessment = shown(reviewed, entry(reviewed, "model:4", "disagrees", change="Amend it."))
        assert assessment.reviews is not None
        (row,) = said_rows(computed_state(assessment, assessment.reviews), assessment)
        assert (row.place, row.computed, row.reviewed) == ("art 4", "Likely met with reservation, to be confirmed", "")
        assert (row.says, str(row.reason), str(row.change)) == ("Disagrees", "Because it is so.", "Amend it.")
        assert row.who == "Ministry of Justice (Legal adviser, 4 May 2020)"
        assert (row.holds, row.taken) == (True, False)

    def test_an_answer_that_was_taken_shows_both_verdicts(self, reviewed: Catalogue) -> None:
        answers = entry(reviewed, CODES, "fails", agency=POLICE), entry(reviewed, "model:4")
        assessment = shown(reviewed, *answers, effective=True)
        assert assessment.reviews is not None
        duty, question = said_rows(computed_state(assessment, assessment.reviews), assessment)
        assert (duty.computed, duty.reviewed) == ("Likely met with reservation, to be confirmed", "Likely partial")
        assert question.computed == "Our working view: yes (fair)."
        assert question.reviewed == "On the view of New Zealand Police, 4 May 2020"
        assert question.taken

    def test_what_moved_is_told_by_article(self, reviewed: Catalogue) -> None:
        assessment = shown(reviewed, entry(reviewed, CODES, "fails", agency=POLICE), effective=True)
        (moved,) = moved_rows(assessment)
        assert (moved.article, moved.reviewed) == ("4", "Likely partial")

    def test_what_a_reading_moves_is_not_told_as_moved_by_answers(self, reviewed: Catalogue) -> None:
        reviews = Reviews((entry(reviewed, CODES, "holds", agency=POLICE),))
        book = Gapcheck(reviewed)
        assessment = book.assess("model", AS_AT, "officials", reviews=reviews, effective=True)
        assert assessment["4"].verdict != book.assess("model", AS_AT)["4"].verdict
        assert moved_rows(assessment) == ()


class TestSentences:
    def test_nobody_has_reviewed(self, reviewed: Catalogue) -> None:
        assert told(shown(reviewed)).startswith("Nobody has reviewed a verdict yet.")

    def test_who_agrees_who_disagrees_and_why(self, reviewed: Catalogue) -> None:
        against = entry(reviewed, "model:4", "disagrees", agency=POLICE, reason="Codes are no\ndevices")
        said = told(shown(reviewed, entry(reviewed, "model:2"), against))
        assert "Reviewers agree with the verdict on 1 duty." in said
        assert (
            "New Zealand Police (Legal adviser, 4 May 2020) disagrees with the verdict on art 4 (likely met with "
            "reservation, to be confirmed): Codes are no devices."
        ) in said

    def test_of_many_disagreements_the_first_are_told_in_full(self, reviewed: Catalogue) -> None:
        places = ("model:2", "model:3(1)", "model:4", "model:5(1)", "model:5(2)")
        said = told(shown(reviewed, *(entry(reviewed, about, "disagrees") for about in places)))
        assert said.count("Because it is so.") == 3
        assert "There are further disagreements on art 5(1) and art 5(2)." in said

    def test_what_has_lapsed_is_listed(self, reviewed: Catalogue) -> None:
        said = told(shown(reviewed, entry(reviewed, "model:2", fingerprint="0" * 12)))
        assert "1 review has lapsed, as what was reviewed has changed since: art 2 (Ministry of Justice)." in said
        assert "agree" not in said

    def test_an_answer_that_was_taken_and_what_it_moves(self, reviewed: Catalogue) -> None:
        said = told(shown(reviewed, entry(reviewed, CODES, "fails", agency=POLICE), effective=True))
        assert (
            "On the view of New Zealand Police, 4 May 2020, the answer to “Access codes as devices” is: no. It stands "
            "in place of our working view."
        ) in said
        assert "These answers move art 4 from likely met with reservation, to be confirmed to likely partial." in said

    def test_an_answer_that_was_not_taken_is_told_as_that(self, reviewed: Catalogue) -> None:
        said = told(shown(reviewed, entry(reviewed, CODES, "fails", agency=POLICE)))
        assert "the verdicts follow our working view: “Access codes as devices” (New Zealand Police: no)." in said

    def test_agencies_that_differ_are_both_told(self, reviewed: Catalogue) -> None:
        both = entry(reviewed, CODES, "fails", agency=POLICE), entry(reviewed, CODES, "holds", agency=JUSTICE)
        said = told(shown(reviewed, *both, effective=True))
        assert "Agencies differ on “Access codes as devices”: Ministry of Justice answers: yes and New Zealand" in said
        assert "No answer is taken." in said

    def test_how_many_have_signed(self, reviewed: Catalogue) -> None:
        assert "signatures that are needed, 1 is there." in told(shown(reviewed, entry(reviewed, "model:2")))


@pytest.fixture(scope="module")
def report(reviewed: Catalogue) -> Report:
    """A report with a reviewer who disagrees, and an answer that was taken."""
    entries = (
        entry(reviewed, "model:2", "disagrees", reason="A reason of Justice"),
        entry(reviewed, CODES, "fails", agency=POLICE),
    )
    return shown(reviewed, *entries, effective=True).report("IN CONFIDENCE")


class TestOutputs:
    def test_the_summary_of_the_annex_says_who_disagrees(self, report: Report) -> None:
        markdown = render(report, ["md"])
        text = b"".join(markdown.values()).decode()
        assert "disagrees with the verdict on art 2 (met): A reason of Justice." in text
        assert "These answers move art 4" in text

    def test_one_who_disagrees_after_the_day_of_the_law_is_in_the_opposing_views_and_the_brief(
        self, report: Report
    ) -> None:
        """Nobody reviews the law of a day on that day; the brief of the next week has to say who disagrees."""
        (brief,) = (raw for name, raw in render(report, ["brief"]).items() if name.endswith(".docx"))
        assert leaks("brief", brief, "Reviewers disagree with the verdict on art 2")
        (annex,) = (raw for name, raw in render(report, ["md"]).items() if name.endswith("annex.md"))
        opposing = annex.decode().rpartition("Opposing views and contested points")[2]
        assert "A reason of Justice" in opposing.partition("### Contested points")[0]

    def test_the_workbook_has_a_sheet_of_reviews_and_says_so_in_its_summary(self, report: Report) -> None:
        import io

        from openpyxl import load_workbook

        raw = next(raw for name, raw in render(report, ["xlsx"]).items() if name.endswith("matrix.xlsx"))
        book = load_workbook(io.BytesIO(raw))
        cells = [str(c.value) for line in book["Reviews"].iter_rows() for c in line if c.value is not None]
        assert "Disagrees" in cells
        assert "A reason of Justice" in cells
        signed = [[c.value for c in line] for line in book["Sign-off"].iter_rows()]
        assert ["Ministry of Justice", "art 2", "Any", "Disagrees"] in [line[:4] for line in signed]
        assert ["New Zealand Police", "“Access codes as devices”", "Any", "Signed"] in [line[:4] for line in signed]
        questions = " ".join(str(c.value) for line in book["Questions"].iter_rows() for c in line if c.value)
        assert "On the view of New Zealand Police, 4 May 2020" in questions
        summary = " ".join(str(c.value) for line in book["Summary"].iter_rows() for c in line if c.value)
        assert "disagrees with the verdict on art 2" in " ".join(summary.split())

    def test_the_page_tells_of_the_answer(self, report: Report) -> None:
        page = b"".join(raw for raw in render(report, ["html"]).values())
        assert b"On the view of New Zealand Police, 4 May 2020" in page

    def test_the_files_say_that_they_are_reviewed(self, report: Report) -> None:
        assert report.stem == "model_2020-01-01_reviewed"

    def test_without_reviews_nothing_is_said_of_them(self, reviewed: Catalogue) -> None:
        report = Gapcheck(reviewed).assess("model", AS_AT).report("IN CONFIDENCE")
        assert (report.reviewed, report.review_sentences, report.stem) == ((), (), "model_2020-01-01")


SECRET = "ZQXSECRET7q"


def secrets(made: Catalogue, word: str, view: str, answer: str) -> tuple[ReviewEntry, ...]:
    said = {"reason": f"Because {word}.", "change": f"Repeal {word}.", "withheld": "s 9(2)(g)(i)"}
    return (
        entry(made, "model:2", view, **said),
        entry(made, CODES, answer, agency=POLICE, **said),
        entry(made, LODGED, "holds"),
    )


class TestRelease:
    def test_nothing_withheld_is_in_any_byte(self, reviewed: Catalogue) -> None:
        entries = secrets(reviewed, SECRET, "disagrees", "fails")
        report = shown(reviewed, *entries, effective=True).report("UNCLASSIFIED", release=True)
        files = [(name, raw) for name, raw in render(report, FORMS).items()]
        assert files
        assert [place for name, raw in files for place in leaks(name, raw, SECRET)] == []
        internal = shown(reviewed, *entries, effective=True).report("IN CONFIDENCE")
        assert any(leaks(name, raw, SECRET) for name, raw in render(internal, ["md"]).items())

    def test_an_answer_that_is_withheld_moves_nothing(self, reviewed: Catalogue) -> None:
        entries = secrets(reviewed, SECRET, "disagrees", "fails")
        internal = shown(reviewed, *entries, effective=True).report("IN CONFIDENCE")
        release = shown(reviewed, *entries, effective=True).report("UNCLASSIFIED", release=True)
        plain = Gapcheck(reviewed).assess("model", AS_AT)
        assert internal.assessment["4"].status == "partial"
        assert release.assessment["4"].verdict == plain["4"].verdict
        assert release.stem == "model_2020-01-01_release"

    def test_an_answer_that_is_open_to_all_stays(self, reviewed: Catalogue) -> None:
        entries = entry(reviewed, CODES, "fails", agency=POLICE), *secrets(reviewed, SECRET, "agrees", "fails")[:1]
        release = shown(reviewed, *entries, effective=True).report("UNCLASSIFIED", release=True)
        assert release.assessment["4"].status == "partial"
        assert "On the view of New Zealand Police" in " ".join(release.review_sentences)
        assert b"On the view of New Zealand Police" in b"".join(render(release, ["md"]).values())

    @law(6)
    @given(
        st.text("ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=3, max_size=20),
        st.sampled_from(["agrees", "disagrees", "needs_advice"]),
        st.sampled_from(["holds", "fails", "open"]),
    )
    def test_what_is_withheld_makes_no_difference(self, reviewed: Catalogue, word: str, view: str, answer: str) -> None:
        outputs = [
            render(shown(reviewed, *entries, effective=True).report("UNCLASSIFIED", release=True), [form])
            for form in ("md", "xlsx")
            for entries in (
                secrets(reviewed, word, view, answer),
                secrets(reviewed, "other words", "disagrees", "fails"),
            )
        ]
        assert outputs[0] == outputs[1]
        assert outputs[2] == outputs[3]

    def test_a_ground_that_is_not_in_the_key_is_told(self, reviewed: Catalogue, tmp_path: Path) -> None:
        from gapcheck.errors import DataError

        folder = folder_of(tmp_path / "r", [entry(reviewed, "model:2", "disagrees", withheld="s 99(z)")])
        assessment = Gapcheck(reviewed).assess("model", AS_AT, reviews=folder)
        with pytest.raises(DataError, match="s 99"):
            assessment.report("IN CONFIDENCE")


class TestKey:
    """The ground of an answer to a question is one of the report, though no text of a context carries it."""

    @pytest.mark.parametrize("release", [False, True])
    def test_it_is_in_the_key_and_on_the_cover(self, reviewed: Catalogue, *, release: bool) -> None:
        answer = entry(reviewed, CODES, "fails", agency=POLICE, withheld="s 9(2)(h)")
        report = make_report(shown(reviewed), "C", blank("model"), release=release, draft=release, reviews=of(answer))
        assert [ground.id for ground in report.key] == ["s 9(2)(h)"]
        if release:
            (cover,) = (raw for name, raw in render(report, ["xlsx"]).items() if name.endswith("cover.docx"))
            assert leaks("cover", cover, "s 9(2)(h)")
            assert not leaks("cover", cover, "Nothing was withheld")

    @pytest.mark.parametrize("release", [False, True])
    def test_so_is_that_of_a_review_made_after_the_day_of_the_law(self, reviewed: Catalogue, *, release: bool) -> None:
        review = entry(reviewed, "model:2", "disagrees", withheld="s 9(2)(h)")
        assert review.date > AS_AT
        report = make_report(shown(reviewed), "C", blank("model"), release=release, reviews=of(review))
        assert [ground.id for ground in report.key] == ["s 9(2)(h)"]

    def test_one_that_the_act_does_not_have_is_refused(self, reviewed: Catalogue) -> None:
        answer = entry(reviewed, CODES, "fails", agency=POLICE, withheld="s 9(2)(z)")
        with pytest.raises(DataError, match=r"the ground 's 9\(2\)\(z\)' is not in the key"):
            make_report(shown(reviewed), "C", blank("model"), release=True, reviews=of(answer))


def of(*entries: ReviewEntry) -> Reviews:
    return Reviews(entries)
