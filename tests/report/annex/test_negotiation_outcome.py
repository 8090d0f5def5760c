"""What a mandate brought: asked, got, where, withheld; and nothing of a treaty that would bind."""

from __future__ import annotations

import pytest
from support.annexes import section_text

from gapcheck import Gapcheck
from gapcheck.report.annex.content import annex_of
from gapcheck.report.annex.document import AnnexDocument, lines_of, plain
from gapcheck.report.report import make_report


@pytest.fixture(scope="module")
def outcome(bundled: Gapcheck) -> AnnexDocument:
    report = make_report(bundled.assess("mandate-2023", "2026-11-21"), "IN CONFIDENCE", since="2023-12-20")
    return annex_of(report)


def test_it_has_a_summary_and_one_table_and_no_annexes(outcome: AnnexDocument) -> None:
    assert [s.title for s in outcome.sections] == ["1 Summary", "2 What was asked for, and what the text gives"]
    assert outcome.annexes == ()


def test_each_item_tells_what_was_asked_got_and_where(outcome: AnnexDocument) -> None:
    told = section_text(outcome, "2")
    assert "6.2 The treaty leaves Budapest and existing duties" in told
    assert "Obtained in part" in told
    assert "arts 6 and 24" in told


def test_offences_that_the_text_divides_are_all_obtained(outcome: AnnexDocument) -> None:
    """Article 43(1) divides the offences of the Convention at two years abroad; together they are all of them."""
    told = section_text(outcome, "1")
    assert "The text gives 9 in full" in told
    assert "1 in part (item 6.4)" in told


def test_items_that_are_withheld_are_named_with_their_ground(outcome: AnnexDocument) -> None:
    assert "items 6.6, 6.8, 6.10, 7 and 8 under s 9(2)(j)" in section_text(outcome, "2")


def test_it_says_nothing_that_is_only_true_of_a_treaty(outcome: AnnexDocument) -> None:
    told = "\n".join(plain(line) for part in outcome.parts for line in lines_of(part.blocks))
    for words in ("would bind New Zealand", "change of law", "Tokelau", "New Zealand law", "binding duty"):
        assert words not in told


def test_principles_of_conduct_are_not_said_to_be_obtained_or_missed(bundled: Gapcheck) -> None:
    found = annex_of(make_report(bundled.assess("objectives-2021", "2026-11-21"), "IN CONFIDENCE"))
    assert "Items P1 to P9 guide conduct and cannot be tested so." in section_text(found, "1")
    assert "Not tested" in section_text(found, "2")
