"""What officials said, as rows for the matrix and its sheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from support.assessing import assess
from support.builders import assessed, catalogue, duty, rule, statement

from gapcheck.model.policy import Claim
from gapcheck.report import report_rows
from gapcheck.report.rows.duties import duty_rows
from gapcheck.report.rows.official_statements import (
    CLAIM_WORDS,
    RESULT_WORDS,
    OfficialRow,
    StatementNote,
    comparisons_of,
    official_rows,
    statement_notes,
)
from gapcheck.report.workbook.consultation import OFFICIALS
from gapcheck.statements.statement_comparison import RESULTS

if TYPE_CHECKING:
    from gapcheck import Gapcheck

DAY = "2020-01-01"


def words(notes: tuple[StatementNote, ...]) -> tuple[str, ...]:
    return tuple(note.words for note in notes)


def test_every_result_and_every_claim_has_words() -> None:
    assert tuple(RESULT_WORDS) == RESULTS
    assert tuple(CLAIM_WORDS) == Claim.__args__  # type: ignore[attr-defined]


class TestRows:
    def test_a_row_says_who_when_what_and_how_it_compares(self, policy: Gapcheck) -> None:
        found = {(r.speaker, r.place): r for r in official_rows(policy.assess("text", DAY))}
        assert found["Law Commission", "Adopted Text, art 2"] == OfficialRow(
            place="Adopted Text, art 2",
            label="art 2",
            speaker="Law Commission",
            date=date(2014, 1, 1),
            claim="change-needed",
            text="The dishonest purpose has to go.",
            result="superseded",
            then="Partial",
            now="Met",
            changed_by=("Cyber Amendment Act 2015",),
            source="Report 1, para 3 (secondary)",
        )
        assert found["Ministry of Foreign Affairs", "Adopted Text, art 8"].now == "Contested"
        assert (
            found["Ministry of Foreign Affairs", "Adopted Text, art 8"].source
            == "Annex, p 1 (verified) and Annex, p 4 (unverified)"
        )

    def test_one_for_each_statement_and_article_of_the_instrument_by_date(self, policy: Gapcheck) -> None:
        rows = official_rows(policy.assess("text", DAY))
        assert [r.date for r in rows] == sorted(r.date for r in rows)
        assert len(rows) == len(policy.statements(DAY, "text")) == 6
        assert [r.place for r in official_rows(policy.assess("mandate", DAY))] == [
            "Mandate, item 1.3",
            "Mandate, item 1.4",
        ]

    def test_none_that_was_made_after_the_day(self, policy: Gapcheck) -> None:
        assert [r.speaker for r in official_rows(policy.assess("text", "2012-06-01"))] == ["Minister of Justice"]
        assert official_rows(policy.assess("text", "2012-05-31")) == ()

    def test_the_reading_of_the_assessment_counts(self, policy: Gapcheck) -> None:
        def results(reading: str | None) -> list[str]:
            return [r.result for r in official_rows(policy.assess("text", DAY, reading)) if r.place.endswith("art 8")]

        assert results(None) == ["undecided"]
        assert results("officials") == ["agrees"]

    def test_without_a_statement_there_is_no_row(self) -> None:
        assert official_rows(assessed(duty(conduct="access"))) == ()
        assert statement_notes(assessed(duty(conduct="access"))) == {}

    def test_comparisons_at_hand_are_not_made_anew(self, policy: Gapcheck) -> None:
        assessment = policy.assess("text", DAY)
        first, *_ = made = comparisons_of(assessment)
        assert len(official_rows(assessment, made)) == len(official_rows(assessment)) > 1
        assert official_rows(assessment, [first]) == official_rows(assessment)[:1]
        assert statement_notes(assessment, []) == {}
        (row,) = (r for r in duty_rows(assessment, None, []) if r.duty == "2")
        assert row.officials == ()

    def test_a_report_makes_them_once(self, policy: Gapcheck, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = []
        monkeypatch.setattr(report_rows, "comparisons_of", lambda own: asked.append(own) or comparisons_of(own))
        rows = policy.assess("text", DAY).report("IN CONFIDENCE")
        assert rows.officials
        assert any(row.officials for row in rows.duties)
        assert asked == [rows.assessment]


class TestByPlace:
    def test_in_a_few_words_by_article_or_duty(self, policy: Gapcheck) -> None:
        found = statement_notes(policy.assess("text", DAY))
        assert words(found["2"]) == (
            "Disagrees: Minister of Justice, 1 June 2012",
            "Superseded by a later change: Law Commission, 1 January 2014",
            "Agrees: Ministry of Foreign Affairs, 1 June 2016",
        )
        assert words(found["4(1)"]) == ("Cannot be compared: Police, 1 June 2016",)
        assert set(found) == {"2", "3", "8", "4(1)"}

    def test_what_was_said_twice_is_told_once(self) -> None:
        same = tuple(statement("suffices", "2010-01-01", "1", id=str(n)) for n in range(2))
        made = assess(catalogue(duty(conduct="access"), statements=same), "t", DAY)
        assert statement_notes(made) == {"1": (StatementNote("disagrees", "Disagrees: Official, 1 January 2010"),)}
        assert len(official_rows(made)) == 2

    def test_a_duty_has_what_was_said_of_its_article_and_of_itself(self) -> None:
        duties = [duty("1(1)", conduct="access"), duty("1(2)", conduct="delete")]
        said = (
            statement("suffices", "2010-01-01", "1", id="a"),
            statement("change-needed", "2011-01-01", "1(2)", id="b"),
        )
        made = assess(catalogue(duties, rule(conduct="access"), statements=said), "t", DAY)
        of_article, of_duty = "Disagrees: Official, 1 January 2010", "Agrees: Official, 1 January 2011"
        assert [words(r.officials) for r in duty_rows(made)] == [(of_article,), (of_article, of_duty)]

    def test_in_the_frame_and_in_the_markdown(self, policy: Gapcheck) -> None:
        found = policy.assess("text", DAY)
        told = "; ".join(words(statement_notes(found)["2"]))
        assert found.frame().set_index("duty").officials["2"] == told
        assert found.frame().set_index("duty").officials["4(2)"] == ""
        assert f"- What officials said: {told}\n" in found.to_markdown()


class TestSheet:
    def rows(self, path: Path) -> list[list[object]]:
        return [
            list(row)
            for row in openpyxl.load_workbook(path)["What officials said"].iter_rows(min_row=4, values_only=True)
        ]

    def test_a_row_for_each_statement_and_article(self, policy: Gapcheck, tmp_path: Path) -> None:
        assessment = policy.assess("text", DAY)
        head, *body = self.rows(assessment.to_excel(tmp_path / "matrix.xlsx", classification="IN CONFIDENCE"))
        assert head == [c.header for c in OFFICIALS]
        assert [row[0] for row in body] == [r.place for r in official_rows(assessment)]
        assert [row[5] for row in body] == [RESULT_WORDS[r.result] for r in official_rows(assessment)]

    @pytest.mark.parametrize("day", ["2012-05-31", "1990-01-01"])
    def test_where_nothing_is_on_record_there_is_no_sheet(self, policy: Gapcheck, tmp_path: Path, day: str) -> None:
        path = policy.assess("text", day).to_excel(tmp_path / "matrix.xlsx", classification="IN CONFIDENCE")
        assert "What officials said" not in openpyxl.load_workbook(path).sheetnames
