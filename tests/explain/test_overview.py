"""An instrument on a page, and its articles in a line each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from support.assessing import assess
from support.builders import article, catalogue, duty, given, rule
from support.questions import asked, question

from gapcheck import load
from gapcheck.explain.article_lines import open_lines, settled_articles
from gapcheck.explain.overview import whole
from gapcheck.explain.sentences import SentenceWriter

if TYPE_CHECKING:
    from gapcheck import Gapcheck


class TestOverview:
    def test_the_answer_counts_the_articles_that_ask_something(self, small: Gapcheck) -> None:
        assert whole(SentenceWriter(small.assess("model", "2014-01-01"))) == (
            "Of the 8 articles that ask something of New Zealand law, it meets 2, meets 1 with reservations and meets "
            "2 only in part; 2 are contested and 1 is not assessed."
        )

    def test_before_there_was_any_law(self, small: Gapcheck) -> None:
        told = whole(SentenceWriter(small.assess("model", "1950-01-01")))
        assert told.startswith("Of the 8 articles that ask something of New Zealand law, it does not meet ")

    def test_its_headings(self, small: Gapcheck) -> None:
        overview = small.assess("model", "2014-01-01").overview()
        assert [p.heading for p in overview.passages] == [
            "Answer",
            "What falls short or is contested",
            "Chapter by chapter",
        ]
        assert overview.title == "Model Convention, as at 1 January 2014"
        assert overview.words == "2 met, 1 met with reservation, 2 contested, 2 partial, 1 not assessed, 1 no duty"

    def test_what_falls_short_is_told_with_the_reason(self, small: Gapcheck) -> None:
        (passage,) = [p for p in small.assess("model", "2014-01-01").overview().passages if "short" in p.heading]
        told = "Section 20(1) of the Search Act 2008 gives 20 days; the treaty asks for at least 90 days."
        assert f"Article 5 (preservation): partial. {told}" in passage.sentences

    def test_every_chapter_has_a_line(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        (passage,) = [p for p in assessment.overview().passages if p.heading == "Chapter by chapter"]
        assert len(passage.sentences) == len({a.article.chapter for a in assessment.articles})
        assert all(re.fullmatch(r".+ \(articles? [\d–, and]+\): .+\.", s) for s in passage.sentences)

    def test_a_question_that_decides_an_article(self) -> None:
        made = catalogue([article(duty("1", conduct="access"))], rule(conduct=given("delete", arguably="access")))
        found = assess(asked(made, question("q", "act:1#conduct")), "t", "2020-01-01")
        (passage,) = [p for p in found.overview().passages if p.heading.startswith("Questions")]
        assert passage.sentences == ("“Question q”: our working view: on balance yes. Article 1 turns on it.",)

    def test_a_mandate_is_no_treaty(self, policy: Gapcheck) -> None:
        text = str(policy.assess("mandate", "2020-01-01").overview())
        assert "items that ask something of the Adopted Text" in text
        assert "New Zealand law" not in text


class TestLines:
    def test_what_is_settled_as_met_has_none(self, small: Gapcheck) -> None:
        writer = SentenceWriter(small.assess("model", "2014-01-01"))
        assert [line.article for line in open_lines(writer)] == ["3", "4", "5", "6", "9", "10"]
        assert settled_articles(writer) == ("2", "8")

    @pytest.mark.parametrize(
        ("view", "strength", "verdict", "sure"),
        [
            ("holds", "fair", "Likely met", "fair view"),
            ("holds", "strong", "Likely met", "strong view"),
            ("open", None, "Contested", "open"),
        ],
    )
    def test_how_sure_and_what_it_turns_on(self, view: str, strength: str | None, verdict: str, sure: str) -> None:
        made = catalogue([article(duty("1", conduct="access"))], rule(conduct=given("delete", arguably="access")))
        one = question("q", "act:1#conduct", view=view, **({"strength": strength} if strength else {}))
        (line,) = open_lines(SentenceWriter(assess(asked(made, one), "t", "2020-01-01")))
        assert (line.verdict, line.sure, line.turns) == (verdict, sure, "“Question q”")

    def test_where_no_question_decides_what_is_missing_is_told(self, small: Gapcheck) -> None:
        (line,) = [x for x in open_lines(SentenceWriter(small.assess("model", "2014-01-01"))) if x.article == "5"]
        assert line.turns.startswith("Section 20(1) of the Search Act 2008 gives 20 days")

    def test_what_is_settled_turns_on_no_question(self) -> None:
        """Articles of which one paragraph turns on a question while another falls short for certain."""
        lines = {x.article: x for x in open_lines(SentenceWriter(load().assess("uncc", "2026-11-21")))}
        assert lines["29"].sure == "settled"
        assert "Section 53 of the Search and Surveillance Act 2012 is limited to" in lines["29"].turns
        assert not [x.article for x in lines.values() if x.sure == "settled" and "“" in x.turns]
