"""The content of the annex: its sections in order, what the law computes, and what officials still have to write."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.annexes import CONTEXT, SECRET, blocks_of, section_text, small_annex, small_report

import gapcheck
from gapcheck import Gapcheck
from gapcheck.errors import UsageError
from gapcheck.model.treaty import JUDGED
from gapcheck.report.annex import refuse_notes
from gapcheck.report.annex.content import annex_of
from gapcheck.report.annex.document import AnnexDocument, AnnexParagraph, DraftingNote, Table, lines_of, plain
from gapcheck.report.annex.topics import TOPICS
from gapcheck.report.annex.writer import readable
from gapcheck.report.report import make_report


@pytest.fixture(scope="module")
def bare(small_path: Path) -> AnnexDocument:
    """The annex for which officials wrote nothing."""
    return small_annex(small_path)


@pytest.fixture(scope="module")
def full(small_path: Path) -> AnnexDocument:
    """The annex with a context."""
    return small_annex(small_path, CONTEXT)


class TestSections:
    def test_the_sections_of_a_national_interest_analysis_in_order(self, bare: AnnexDocument) -> None:
        assert [s.title for s in bare.sections] == [
            "1 Executive summary",
            "2 Nature and timing of the proposed treaty action",
            "3 Reasons for New Zealand becoming a party",
            "4 Advantages and disadvantages of becoming a party",
            "5 Legal obligations imposed",
            "6 Measures the Government could or should adopt",
            "7 Economic, social, cultural and environmental effects",
            "8 Costs of compliance",
            "9 Consultation",
            "10 Subsequent protocols or amendments",
            "11 Withdrawal or denunciation",
        ]

    def test_an_extended_analysis_has_a_section_on_regulatory_impact(self, small_path: Path) -> None:
        found = small_annex(small_path, {"context": {"instrument": "model", "extended": True}})
        assert found.sections[-1].title == "12 Regulatory impact analysis"

    def test_annex_c_only_with_an_assessment(self, bare: AnnexDocument, full: AnnexDocument) -> None:
        assert [a.number for a in bare.annexes] == ["A", "B"]
        assert [a.number for a in full.annexes] == ["A", "B", "C"]
        assert "made with iwi" in section_text(full, "C")

    def test_paragraphs_are_numbered_in_each_section(self, full: AnnexDocument) -> None:
        for part in full.parts:
            numbers = [b.number for b in part.blocks if isinstance(b, AnnexParagraph)]
            assert numbers == [f"{part.number}.{n}" for n in range(1, len(numbers) + 1)]

    def test_every_row_of_a_table_fits_its_columns(self, full: AnnexDocument) -> None:
        tables = [b for p in full.parts for b in p.blocks if isinstance(b, Table)]
        assert tables
        for table in tables:
            assert sum(c.width for c in table.columns) == 100
            assert {len(row) for row in table.rows} <= {1, len(table.columns)}


class TestWhatTheLawComputes:
    def test_the_summary_counts_articles_by_status(self, bare: AnnexDocument) -> None:
        told = section_text(bare, "1")
        assert "9 articles" in told
        assert "1 article is met (article 2)" in told
        assert "1 article is met once what New Zealand lodged is counted (article 6)" in told
        assert "3 articles are met in part (articles 3, 5 and 8)" in told
        assert "2 articles are contested" in told
        assert "1 article is not assessed" in told

    def test_no_change_is_told_as_plainly_as_a_gap(self, bare: AnnexDocument) -> None:
        told = section_text(bare, "1")
        assert "No change of law is required for articles 2 and 6." in told
        assert "On any view, the law falls short of articles 3, 5 and 8. Section 6 sets out 3 changes" in told

    def test_consent_and_binding(self, bare: AnnexDocument) -> None:
        told = section_text(bare, "2")
        assert "New Zealand acceded on 1 June 2010." in told
        assert "has bound New Zealand since 1 October 2010." in told

    def test_before_consent_there_is_none_on_record(self, small: Gapcheck) -> None:
        found = annex_of(make_report(small.assess("model", "2005-01-01"), "IN CONFIDENCE"))
        told = section_text(found, "2")
        assert "On 1 January 2005 no act by which New Zealand consented to be bound is on record." in told
        assert "It acceded on 1 June 2010." in told

    def test_changes_are_needed_on_any_view_and_doubt_gets_none(self, bare: AnnexDocument) -> None:
        needed = _table(bare, "6", "Changes that are needed on any view")
        assert "Search Act 2008" in needed
        assert "art 5(2)" in needed
        assert "art 4" not in needed
        captions = [b.caption for b in blocks_of(bare, "6") if isinstance(b, Table)]
        assert not [c for c in captions if "working view" in c or "beyond doubt" in c]

    def test_the_articles_that_are_met_cite_the_law(self, bare: AnnexDocument) -> None:
        calls = [p.notes for b in blocks_of(bare, "6") for line in lines_of([b]) for p in line if p.notes]
        assert calls
        cited = " ".join(plain(note.line) for note in bare.footnotes)
        assert "Computer Act 1990, s 5(1)" in cited

    def test_what_is_open_says_what_would_settle_it(self, bare: AnnexDocument) -> None:
        told = _table(bare, "6", "What would settle each")
        assert "Article 4" in told
        assert "would settle" in told

    def test_the_matrix_has_a_row_for_each_duty_that_is_judged(self, small_path: Path, bare: AnnexDocument) -> None:
        judged = {d.full.duty.id for d in small_report(small_path).assessment.duties if d.full.duty.force in JUDGED}
        rows = {plain(r[0].lines[0]) for b in blocks_of(bare, "A") if isinstance(b, Table) for r in b.rows}
        assert {f"art {duty}" for duty in judged} <= rows

    def test_the_matrix_tells_reviews(self, full: AnnexDocument) -> None:
        assert "Review: Senior adviser, 1 January 2019, agrees: Read against the Act." in section_text(full, "A")

    def test_annex_b_tells_what_was_lodged_and_what_is_allowed(self, bare: AnnexDocument) -> None:
        told = section_text(bare, "B")
        assert "New Zealand does not apply article 4 to possession." in told
        assert "It is not certain that what was lodged reaches this." in told
        assert "Limit circumstance to a security measure infringed" in told

    def test_law_passed_but_not_in_force_counts_towards_nothing(self) -> None:
        told = section_text(
            annex_of(make_report(gapcheck.load().assess("budapest", "2025-09-15"), "IN CONFIDENCE")), "6"
        )
        assert "Parliament had passed this law by 15 September 2025. It counts towards no verdict here" in told
        assert "Budapest Convention and Related Matters Legislation Amendment Act 2025" in told


class TestFootnotes:
    def test_each_is_printed_once_and_numbered_in_order_of_first_use(self, full: AnnexDocument) -> None:
        calls = [n for p in full.parts for line in lines_of(p.blocks) for piece in line for n in piece.notes]
        assert list(dict.fromkeys(calls)) == [note.number for note in full.footnotes]
        assert len({note.line for note in full.footnotes}) == len(full.footnotes)

    def test_one_that_nobody_read_says_so(self, full: AnnexDocument) -> None:
        assert "Cabinet paper, para 3 (from a secondary source)." in [plain(note.line) for note in full.footnotes]


class TestDraftingNotes:
    def test_every_topic_that_is_missing_has_one_with_who_is_asked(self, bare: AnnexDocument) -> None:
        told = {(n.section, n.needs, n.asked_of) for n in bare.notes}
        missing = [t for t in TOPICS if t.section != 12]
        assert {(str(t.section), t.needs, t.asked_of) for t in missing} <= told

    def test_they_are_numbered_in_order_and_stand_where_the_text_would(self, bare: AnnexDocument) -> None:
        assert [n.id for n in bare.notes] == [f"DN{n}" for n in range(1, len(bare.notes) + 1)]
        for part in bare.parts:
            assert [b for b in part.blocks if isinstance(b, DraftingNote)] == [
                n for n in bare.notes if n.section == part.number
            ]

    def test_settings_that_are_not_made_are_asked_for(self, bare: AnnexDocument) -> None:
        front = [n.needs for n in bare.notes if n.section == "Front page"]
        assert front[0].startswith("the clearance of the document")
        assert any("number of the Standing Order on presenting" in needs for needs in front)

    def test_a_text_takes_the_place_of_the_note(self, full: AnnexDocument) -> None:
        told = {(n.section, n.needs) for n in full.notes}
        assert not [section for section, _ in told if section in ("3", "9", "Front page")]
        assert "The action does not extend to Tokelau." in section_text(full, "2")

    def test_a_text_of_another_day_does_not(self, full: AnnexDocument) -> None:
        assert [n.section for n in full.notes if n.section == "8"] == ["8"]
        assert "Costs were low." not in section_text(full, "8")

    def test_a_final_annex_refuses_and_lists_every_note(self, small_path: Path) -> None:
        report = small_report(small_path, CONTEXT)
        with pytest.raises(UsageError, match="a final annex may hold no drafting note") as refusal:
            refuse_notes(annex_of(report))
        assert [n.id for n in annex_of(report).notes if f"{n.id} (" not in str(refusal.value)] == []

    def test_a_final_annex_with_everything_is_let_through(self, small_path: Path) -> None:
        prose = {topic.id: ["Written."] for topic in TOPICS}
        refuse_notes(small_annex(small_path, CONTEXT | {"prose": prose}))


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


def _table(document: AnnexDocument, number: str, caption: str) -> str:
    table = next(b for b in blocks_of(document, number) if isinstance(b, Table) and b.caption.startswith(caption))
    return "\n".join(plain(line) for line in lines_of([table]))
