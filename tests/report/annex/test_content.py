"""The content of the annex: its sections in order, what the law computes, and what officials still have to write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from support.annexes import CONTEXT, SECRET, blocks_of, section_text, small_annex, small_report

import gapcheck
from gapcheck import Assessment, Gapcheck
from gapcheck.catalogue.states import default_state, procedure_of
from gapcheck.errors import UsageError
from gapcheck.model.context import Context
from gapcheck.model.question import Question, SignedQuestion
from gapcheck.model.treaty import JUDGED
from gapcheck.report.annex import refuse_notes
from gapcheck.report.annex.content import annex_of
from gapcheck.report.annex.document import AnnexDocument, AnnexParagraph, DraftingNote, Table, lines_of, plain
from gapcheck.report.annex.internal_links import anchors
from gapcheck.report.annex.writer import readable
from gapcheck.report.report import Report, make_report


@pytest.fixture(scope="module")
def bare(small_path: Path) -> AnnexDocument:
    """The annex for which officials wrote nothing."""
    return small_annex(small_path)


@pytest.fixture(scope="module")
def full(small_path: Path) -> AnnexDocument:
    """The annex with a context."""
    return small_annex(small_path, CONTEXT)


@pytest.fixture(scope="module")
def before(small: Gapcheck) -> AnnexDocument:
    """The annex as at a day before New Zealand consented, for which officials wrote nothing."""
    blank = Context.model_validate({"context": {"instrument": "model"}})
    return annex_of(make_report(small.assess("model", "2005-01-01"), "IN CONFIDENCE", blank))


@pytest.fixture(scope="module")
def budapest(shipped_report: Callable[..., Report]) -> AnnexDocument:
    """The annex on the Budapest Convention, with the context that comes with gapcheck."""
    return annex_of(shipped_report("budapest"))


TOPICS = procedure_of(default_state()).of("model").topics
COMPLETE = CONTEXT | {
    "prose": {topic.id: ["Written."] for topic in TOPICS},
    "consultation": [],
    "opposing_views": {"asked": [{"who": "Every agency that was consulted", "date": "2019-05-01"}]},
}


class TestSections:
    def test_a_treaty_that_binds_has_an_implementation_review(self, bare: AnnexDocument) -> None:
        assert bare.title == "Implementation review"
        assert [s.title for s in bare.sections] == [
            "1 Summary",
            "2 New Zealand and the treaty",
            "3 Why New Zealand became a party",
            "4 What membership brings, and what it costs",
            "5 Legal obligations that the treaty imposes",
            "6 How New Zealand law gives effect to the treaty",
            "7 Opposing views and contested points",
            "8 Economic, social, cultural and environmental effects",
            "9 Costs of compliance",
            "10 Consultation",
            "11 Subsequent protocols or amendments",
            "12 Withdrawal or denunciation",
        ]

    def test_before_it_binds_there_is_a_national_interest_analysis(self, before: AnnexDocument) -> None:
        assert before.title == "National interest analysis"
        assert [s.title for s in before.sections][:7] == [
            "1 Executive summary",
            "2 Nature and timing of the proposed treaty action",
            "3 Reasons for New Zealand becoming a party",
            "4 Advantages and disadvantages of the treaty entering into force for New Zealand",
            "5 Legal obligations that the treaty would impose",
            "6 Measures the Government could or should adopt",
            "7 Opposing views and contested points",
        ]

    def test_a_review_says_nothing_of_a_proposed_action(self, bare: AnnexDocument) -> None:
        told = "\n".join(plain(line) for part in bare.parts for line in lines_of(part.blocks))
        assert "proposed treaty action" not in told
        assert "would bind" not in told
        assert "become a party" not in told

    def test_an_extended_analysis_has_a_section_on_regulatory_impact(self, small_path: Path) -> None:
        found = small_annex(small_path, {"context": {"instrument": "model", "extended": True}})
        assert found.sections[-1].title == "13 Regulatory impact analysis"

    def test_a_baseline_adds_what_changed_as_the_last_section(self, small_path: Path) -> None:
        found = small_annex(small_path, since="2009-01-01")
        assert found.sections[-1].title == "13 What has changed since 1 January 2009"
        assert "From 1 January 2009 to 1 June 2019" in section_text(found, "13")

    def test_annex_c_only_with_an_assessment(self, bare: AnnexDocument, full: AnnexDocument) -> None:
        assert [a.number for a in bare.annexes] == ["A", "B"]
        assert [a.number for a in full.annexes] == ["A", "B", "C"]
        assert "made with iwi" in section_text(full, "C")

    def test_paragraphs_are_numbered_in_each_section(self, full: AnnexDocument) -> None:
        for part in full.parts:
            numbers = [b.number for b in part.blocks if isinstance(b, AnnexParagraph)]
            assert numbers == [f"{part.number}.{n}" for n in range(1, len(numbers) + 1)]

    def test_tables_are_numbered_through_the_document(self, full: AnnexDocument) -> None:
        numbers = [b.number for p in full.parts for b in p.blocks if isinstance(b, Table)]
        assert numbers == list(range(1, len(numbers) + 1))

    def test_every_row_of_a_table_fits_its_columns(self, full: AnnexDocument) -> None:
        tables = [b for p in full.parts for b in p.blocks if isinstance(b, Table)]
        assert tables
        for table in tables:
            assert sum(c.width for c in table.columns) == 100
            assert {len(row) for row in table.rows} <= {1, len(table.columns)}


class TestWhatTheLawComputes:
    def test_the_summary_tells_the_answer_before_the_numbers(self, bare: AnnexDocument) -> None:
        told = section_text(bare, "1")
        assert "New Zealand law meets 2 articles" in told
        assert "falls short of articles 3, 5 and 8" in told
        assert "are contested" in told
        assert "has not been assessed" in told
        assert told.index("The treaty.") < told.index("Obligations.") < told.index("The law.") < told.index("Cost.")
        assert told.index("Timing.") < told.index("All chapters")

    def test_the_counts_are_of_two_days_and_hold_no_percentage(self, small_path: Path) -> None:
        table = _tables(small_annex(small_path, since="2009-01-01"), "1")[0]
        assert [name for name, _ in table.groups] == ["", "1 January 2009", "1 June 2019"]
        assert [c.heading for c in table.columns[1:5]] == ["Met", "In part", "Not met", "Open"]
        assert "%" not in "".join(plain(line) for line in lines_of([table]))

    def test_until_ministers_decide_the_summary_says_what_follows_and_who_decides(self, bare: AnnexDocument) -> None:
        told = section_text(bare, "1")
        assert "What the analysis suggests. Make the 3 changes of law that this document sets out, in the " in told
        assert "The recommendation itself is for Ministers." in told
        assert [n.section for n in bare.notes if n.needs.startswith("the recommendation")] == ["1"]

    def test_obligations_are_told_duty_by_duty_in_our_own_words(self, small_path: Path, bare: AnnexDocument) -> None:
        told = section_text(bare, "5")
        asked = [d.full.duty.text for d in small_report(small_path).assessment.duties if d.full.duty.force in JUDGED]
        assert asked
        assert [text for text in asked if text.rstrip(".") not in told] == []

    def test_consent_and_binding(self, bare: AnnexDocument) -> None:
        told = section_text(bare, "2")
        assert "New Zealand acceded on 1 June 2010." in told
        assert "has bound New Zealand since 1 October 2010." in told

    def test_before_consent_there_is_none_on_record(self, before: AnnexDocument) -> None:
        told = section_text(before, "2")
        assert "On 1 January 2005 no act by which New Zealand consented to be bound is on record." in told
        assert "It acceded on 1 June 2010." in told

    def test_changes_are_needed_on_any_view_and_doubt_gets_none(self, bare: AnnexDocument) -> None:
        needed = _table(bare, "6", "Changes that are needed on any view")
        assert "Search Act 2008" in needed
        assert "art 5(2)" in needed
        assert "art 4" not in needed
        captions = [b.caption for b in blocks_of(bare, "6") if isinstance(b, Table)]
        assert not [c for c in captions if "working view" in c or "beyond doubt" in c]

    def test_the_acts_that_answer_are_told_with_their_agencies(self, bare: AnnexDocument) -> None:
        assert "Computer Act 1990" in _table(bare, "6", "Acts that answer the treaty")

    def test_what_is_contested_and_what_nobody_looked_for_is_told(self, bare: AnnexDocument) -> None:
        told = section_text(bare, "7")
        assert "Article 4 (" in told
        assert "is contested" in told
        assert "nobody has searched the statute book" in told

    def test_the_matrix_has_a_row_for_each_article_that_is_judged_the_short_ones_first(
        self, small_path: Path, bare: AnnexDocument
    ) -> None:
        articles = [a for a in small_report(small_path).assessment.articles if a.status not in ("no_duty", "withheld")]
        short, met = _tables(bare, "A")
        assert [c.group for c in short.columns][2:6] == ["Law", "Law", "Practice", "Practice"]
        labels = [plain(row[0].lines[0]).split(" ")[0] for table in (short, met) for row in table.rows]
        assert sorted(labels) == sorted(a.article.article for a in articles)
        assert {plain(row[0].lines[0]).split(" ")[0] for row in met.rows} == {
            a.article.article for a in articles if a.status in ("met", "met_with_reservation")
        }

    def test_the_matrix_tells_reviews(self, full: AnnexDocument) -> None:
        assert "Review: Senior adviser, 1 January 2019, agrees: Read against the Act." in section_text(full, "A")

    def test_annex_b_tells_what_was_lodged_and_what_can_no_longer_be(self, bare: AnnexDocument) -> None:
        told = section_text(bare, "B")
        assert "New Zealand does not apply article 4 to possession." in told
        assert "The text of what was lodged is to be confirmed." in told
        assert "They had to be lodged by 1 June 2010" in told

    def test_annex_b_tells_what_may_be_lodged_while_it_may(self, before: AnnexDocument) -> None:
        assert "Require a security measure infringed" in section_text(before, "B")

    def test_law_passed_but_not_in_force_counts_towards_nothing(self) -> None:
        told = section_text(
            annex_of(make_report(gapcheck.load().assess("budapest", "2025-09-15"), "IN CONFIDENCE")), "6"
        )
        assert "Parliament had passed this law by 15 September 2025. It counts towards no verdict here" in told
        assert "Budapest Convention and Related Matters Legislation Amendment Act 2025" in told


class TestFootnotes:
    def test_each_is_called_once_and_they_are_numbered_in_order(self, full: AnnexDocument) -> None:
        calls = [n for p in full.parts for line in lines_of(p.blocks) for piece in line for n in piece.notes]
        assert calls == [note.number for note in full.footnotes] == list(range(1, len(calls) + 1))

    def test_what_nobody_read_is_told_on_the_front_page_and_in_no_footnote(self, full: AnnexDocument) -> None:
        facts = {name: plain(value) for name, value in full.facts}
        number = next(n.number for n in full.footnotes if plain(n.line).startswith("Cabinet paper at [3]"))
        assert f"Footnote {number}" in facts["Sources read second-hand, or not at all"].replace("Footnotes", "Footnote")
        assert not [note for note in full.footnotes if "secondary" in plain(note.line)]


class TestDraftingNotes:
    def test_every_topic_that_is_missing_has_one_with_who_is_asked(self, before: AnnexDocument) -> None:
        told = {(n.needs, n.asked_of) for n in before.notes}
        missing = [t for t in TOPICS if t.id not in ("regulatory_impact", "implementation", "tiriti_assessment")]
        assert {(t.needs, t.asked_of) for t in missing} <= told

    def test_a_review_asks_for_nothing_that_only_a_proposal_needs(self, bare: AnnexDocument) -> None:
        needs = {n.needs for n in bare.notes}
        assert not {t.needs for t in TOPICS if t.before} & needs

    def test_they_name_the_limb_as_one_to_be_checked(self, before: AnnexDocument) -> None:
        note = next(n for n in before.notes if n.needs.startswith("an estimate of the costs"))
        assert note.help.endswith("Standing Order: limb (e) of the usual list, to be checked.")
        assert "full-time equivalents" in note.help

    def test_they_are_numbered_in_order_and_stand_where_the_text_would(self, bare: AnnexDocument) -> None:
        assert [n.id for n in bare.notes] == [f"DN{n}" for n in range(1, len(bare.notes) + 1)]
        placed = [b for part in bare.parts for b in part.blocks if isinstance(b, DraftingNote)]
        assert placed == [n for n in bare.notes if n.id in bare.placed_notes]
        for part in bare.parts:
            assert all(b.section == part.number for b in part.blocks if isinstance(b, DraftingNote))

    def test_settings_that_are_not_made_are_asked_for(self, before: AnnexDocument) -> None:
        front = [n.needs for n in before.notes if n.section == "Front page"]
        assert front[0].startswith("the clearance of the document")
        assert any("number of the Standing Order on presenting" in needs for needs in front)

    def test_a_text_takes_the_place_of_the_note(self, full: AnnexDocument) -> None:
        told = {n.section for n in full.notes}
        assert not told & {"3", "Front page"}
        assert "The action does not extend to Tokelau." in section_text(full, "2")

    def test_a_text_of_another_day_does_not(self, full: AnnexDocument) -> None:
        assert [n.section for n in full.notes if n.section == "9"] == ["9"]
        assert "Costs were low." not in section_text(full, "9")

    def test_a_final_annex_refuses_and_lists_every_note(self, small_path: Path) -> None:
        report = small_report(small_path, CONTEXT)
        with pytest.raises(UsageError, match="a final annex may hold no drafting note") as refusal:
            refuse_notes(annex_of(report))
        assert [n.id for n in annex_of(report).notes if f"{n.id} (" not in str(refusal.value)] == []

    def test_a_final_annex_with_everything_is_let_through(self, small_path: Path) -> None:
        refuse_notes(small_annex(small_path, COMPLETE))

    def test_a_final_annex_needs_to_know_who_was_asked_for_another_view(self, small_path: Path) -> None:
        views = {"views": [{"who": "A submitter", "holds": "It goes too far."}]}
        with pytest.raises(UsageError, match="the views of agencies, submitters and assessors that differ"):
            refuse_notes(small_annex(small_path, COMPLETE | {"opposing_views": views}))


class TestOpposingViews:
    def test_who_holds_what_on_which_duty(self, small_path: Path) -> None:
        views = {
            "asked": [{"who": "New Zealand Police", "date": "2019-05-01"}],
            "views": [
                {"who": "A submitter", "about": ["model:3", "model:5(2)"], "holds": "It goes too far."},
                {"who": "Another", "holds": "Not yet known.", "from": "2019-06-02"},
            ],
        }
        told = section_text(small_annex(small_path, CONTEXT | {"opposing_views": views}), "7")
        assert "A submitter\nart 3; art 5(2)\nIt goes too far." in told
        assert "New Zealand Police was asked on 1 May 2019: no other view came back." in told
        assert "Another" not in told

    def test_that_none_is_on_record_is_said(self, bare: AnnexDocument) -> None:
        told = section_text(bare, "7")
        assert "No view that differs from this analysis is on record." in told
        assert "Who was asked whether they hold another view is not on record" in told

    def test_a_release_copy_keeps_the_sources_and_places_of_a_withheld_view(self, small_path: Path) -> None:
        view = {
            "who": "An agency",
            "about": ["model:3"],
            "holds": {"text": f"{SECRET} it is.", "withheld": "s 9(2)(g)(i)"},
            "source": [{"ref": f"{SECRET} paper", "pinpoint": "para 1", "checked": "verified"}],
        }
        found = small_annex(small_path, CONTEXT | {"opposing_views": {"views": [view]}}, release=True)
        told = "\n".join(plain(line) for part in found.parts for line in lines_of(part.blocks))
        notes = "\n".join(plain(note.line) for note in found.footnotes)
        assert SECRET not in told + notes
        assert "An agency\nThe treaty as a whole\n[s 9(2)(g)(i)]" in told


class TestFactsToConfirm:
    def test_what_an_agency_knows_is_asked_of_it_and_no_arguable_law(self, budapest: AnnexDocument) -> None:
        asked = [n for n in budapest.notes if n.needs.startswith("please answer")]
        assert {n.asked_of for n in asked} >= {"the New Zealand Police", "the Crown Law Office"}
        assert "contact point" not in _table(budapest, "6", "Questions of law")
        assert "The contact point at all hours" in _table(budapest, "7", "Facts to be confirmed")

    def test_an_answer_takes_the_place_of_the_note(self) -> None:
        assessment = gapcheck.load().assess("budapest", "2026-11-21")
        key = next(q.id for q in small_questions(assessment) if q.title == "The contact point at all hours")
        context = {
            "context": {"instrument": "budapest"},
            "confirmations": [
                {"question": key, "by": "New Zealand Police", "date": "2026-11-20", "says": "Staffed at all hours."}
            ],
        }
        found = annex_of(make_report(assessment, "IN CONFIDENCE", Context.model_validate(context, strict=False)))
        assert "the New Zealand Police" not in {n.asked_of for n in found.notes if n.needs.startswith("please")}
        assert "Confirmed by New Zealand Police, 20 November 2026: Staffed at all hours." in section_text(found, "7")

    def test_a_signed_review_answers_the_note_too(self) -> None:
        catalogue = gapcheck.load().catalogue
        key = next(q for q in catalogue.questions.values() if q.title == "The contact point at all hours")
        signed = SignedQuestion.of(key, "holds", "New Zealand Police", date(2026, 11, 20), None)
        assessment = Gapcheck(catalogue.with_answers([signed])).assess("budapest", "2026-11-21")
        found = annex_of(make_report(assessment, "IN CONFIDENCE"))
        assert "the New Zealand Police" not in {n.asked_of for n in found.notes if n.needs.startswith("please")}
        told = section_text(found, "7")
        assert "Yes. Answered on the view of New Zealand Police, 20 November 2026." in told

    def test_who_can_settle_what_an_article_is_open_on(self, budapest: AnnexDocument) -> None:
        told = section_text(budapest, "7")
        assert (
            "“Reservation on ships and aircraft”, which the Ministry of Foreign Affairs and Trade can settle." in told
        )


def test_a_duty_that_follows_others_says_which_of_them_fall_short(budapest: AnnexDocument) -> None:
    told = _table(budapest, "A", "Articles that fall short")
    assert "Arts 17(1)(b), 18(1)(b), 19(3) and 19(4) are likely partial." in told


class TestQuestions:
    def test_each_has_both_sides_our_view_and_who_can_settle_it(self, budapest: AnnexDocument) -> None:
        table = next(t for t in _tables(budapest, "6") if t.caption.startswith("Questions of law"))
        assert [c.heading for c in table.columns] == [
            "Question",
            "For New Zealand",
            "Against",
            "Our working view, and who can settle it",
        ]
        assert all(plain(row[0].lines[0]).startswith(f"Q{n}. ") for n, row in enumerate(table.rows, start=1))

    def test_articles_questions_and_duties_lead_to_each_other(self, budapest: AnnexDocument) -> None:
        known = set(anchors(budapest))
        targets = {p.target for part in budapest.parts for x in lines_of(part.blocks) for p in x if p.target}
        assert targets <= known
        for kind in ("article-", "question-", "obligation-", "section-", "annex-", "table-"):
            assert any(target.startswith(kind) for target in targets), kind

    def test_every_count_of_what_officials_said_is_told(self, budapest: AnnexDocument) -> None:
        told = section_text(budapest, "6")
        for words in ("agree", "disagree", "superseded by a later change", "neither borne out nor contradicted"):
            assert words in told


def small_questions(assessment: Assessment) -> list[Question]:
    """The questions that an assessment meets with."""
    return [found.question for found in assessment.sensitivity.questions]


class TestRelease:
    def test_the_internal_copy_shows_the_text_with_its_ground(self, full: AnnexDocument) -> None:
        assert f"[s 9(2)(j): Talks with {SECRET} go on.]" in section_text(full, "4")

    def test_the_release_copy_shows_the_ground_alone_with_its_key(self, small_path: Path) -> None:
        found = small_annex(small_path, CONTEXT, release=True)
        told = "\n".join(plain(line) for part in found.parts for line in lines_of(part.blocks))
        assert "[s 9(2)(j)]" in told
        assert "[s 9(2)(g)(i)]" in told
        assert SECRET not in told
        assert found.key is not None
        assert [plain(row[0].lines[0]) for row in found.key.rows] == ["s 9(2)(g)(i)", "s 9(2)(j)"]
        assert dict(found.facts)["Copy"][0].text == "Release copy"


def test_ids_of_arguable_points_are_left_out() -> None:
    told = (
        "It is arguable whether s 1 reaches it: it is read here as reaching so (point crimes-act-1961:8(1)(a)#object)."
    )
    assert readable(told) == "It is arguable whether s 1 reaches it: it is read here as reaching so."


def _tables(document: AnnexDocument, number: str) -> list[Table]:
    return [b for b in blocks_of(document, number) if isinstance(b, Table)]


def _table(document: AnnexDocument, number: str, caption: str) -> str:
    table = next(b for b in blocks_of(document, number) if isinstance(b, Table) and b.caption.startswith(caption))
    return "\n".join(plain(line) for line in lines_of([table]))
