"""What an article and a duty turn on, and what each output says of it."""

from __future__ import annotations

from typing import Any

from support.assessing import assess
from support.builders import article, catalogue, duty, given, rule
from support.questions import asked, question

from gapcheck.faces import Assessment
from gapcheck.model.question import Question
from gapcheck.report.annex.content import annex_of
from gapcheck.report.annex.document import Table, lines_of, plain
from gapcheck.report.annex.markdown import markdown_bytes
from gapcheck.report.facts import facts, tried_in_words
from gapcheck.report.frames import duty_frame
from gapcheck.report.page import page_bytes
from gapcheck.report.questions import question_frame
from gapcheck.report.report import Report, make_report
from gapcheck.report.rows.articles import article_rows
from gapcheck.report.rows.cells import verdict_of_cell
from gapcheck.report.rows.duties import duty_rows
from gapcheck.report.rows.questions import question_rows
from gapcheck.report.rows.verdict_counts import certainty_in_words, verdict_counts, verdicts_in_words

ACCESS, DELETE, ALTER = (duty(str(n), conduct=c) for n, c in enumerate(("access", "delete", "alter"), start=1))
RULES = [
    rule("a", conduct=given("alter", arguably="access")),
    rule("b", conduct=given("alter", arguably="delete")),
]
A, B = "act:a#conduct", "act:b#conduct"
ARTICLES = [article(one, number=one.id) for one in (ACCESS, DELETE, ALTER)]


def assessed(*questions: Question) -> Assessment:
    return assess(asked(catalogue(ARTICLES, RULES), *questions), "t", "2015-01-01")


def viewed(view: str = "holds", **more: Any) -> Assessment:
    """Article 1 likely met (or as the view says), article 2 open, article 3 met."""
    return assessed(question("one", A, view=view, **more), question("two", B, view="open"))


def report(assessment: Assessment) -> Report:
    return make_report(assessment, "IN CONFIDENCE")


class TestRows:
    def test_an_article_and_a_duty_say_how_sure_they_are_and_what_they_turn_on(self) -> None:
        rows = article_rows(viewed())
        assert [(r.verdict, r.certainty, [q.id for q in r.questions]) for r in rows] == [
            ("Likely met", "view", ["one"]),
            ("Contested", "open", ["two"]),
            ("Met", "settled", []),
        ]
        found = duty_rows(viewed())
        assert [(r.verdict, r.low, r.view_low, r.view_high, r.high) for r in found[:2]] == [
            ("Likely met", "unmet", "met", "met", "met"),
            ("Contested", "unmet", "unmet", "met", "met"),
        ]

    def test_what_is_open_comes_first_where_it_is_contested(self) -> None:
        both = article(duty("1", conduct=("access", "delete")), number="1")
        asking = asked(catalogue([both], RULES), question("one", A), question("two", B, view="open"))
        (row,) = article_rows(assess(asking, "t", "2015-01-01"))
        assert (row.verdict, [q.id for q in row.questions]) == ("Contested", ["two", "one"])

    def test_what_somebody_knows_is_to_be_confirmed(self) -> None:
        assert article_rows(viewed(nature="evidence"))[0].verdict == "Likely met, to be confirmed"

    def test_a_view_against_new_zealand_is_told_as_one(self) -> None:
        first = article_rows(viewed("fails"))[0]
        assert (first.verdict, first.questions[0].words) == (
            "Likely unmet",
            "Question one: New Zealand does not comply (fair)",
        )

    def test_counts_by_verdict_and_by_how_sure_they_are(self) -> None:
        articles, duties = article_rows(viewed()), duty_rows(viewed())
        counts = verdict_counts(articles, duties)
        assert [(c.verdict, c.articles, c.duties) for c in counts] == [
            ("Met", 1, 1),
            ("Likely met", 1, 1),
            ("Contested", 1, 1),
        ]
        assert verdicts_in_words(counts) == "1 met, 1 likely met, 1 contested"
        assert certainty_in_words(articles, "article") == (
            "Of the 3 articles judged, 1 is settled, 1 rests on our working view and 1 is contested."
        )

    def test_a_part_of_a_duty_is_likely_covered_on_a_view(self) -> None:
        cells = [d.cells[0] for d in viewed().duties]
        assert list(map(verdict_of_cell, cells)) == ["likely_covers", "arguable", "covers"]

    def test_an_answer_that_was_tried_says_so(self) -> None:
        tried = assess(viewed().catalogue.with_views({"one": "fails"}), "t", "2015-01-01")
        told = Assessment(**{**vars(tried), "tried": {"one": "fails"}})
        assert question_rows(told)[0].view_in_words.startswith("New Zealand does not comply (tried here)")
        assert "Question one: New Zealand does not comply" in dict(facts(told))["Answers tried"]
        assert tried_in_words(viewed()) == ""


class TestFrames:
    def test_the_frame_of_duties(self) -> None:
        frame = duty_frame(viewed()).set_index("duty")
        assert list(frame.questions) == ["one", "two", ""]
        assert list(frame.verdict) == ["Likely met", "Contested", "Met"]
        assert frame.verdict.cat.ordered
        assert list(frame.certainty) == ["view", "open", "settled"]
        assert list(frame.view_low) == ["met", "unmet", "met"]

    def test_the_frame_of_questions(self) -> None:
        frame = question_frame(question_rows(viewed())).set_index("id")
        assert (frame.turns["one"], frame.duties["one"], frame.view["two"]) == ("1", "t:1", "open")


class TestAnnex:
    def tables(self, assessment: Assessment) -> dict[str, str]:
        blocks = [b for part in annex_of(report(assessment)).parts for b in part.blocks]
        return {b.caption: " ".join(map(plain, lines_of([b]))) for b in blocks if isinstance(b, Table)}

    def test_the_questions_have_both_sides_and_our_view(self) -> None:
        told = self.tables(viewed(settled_by="An amendment"))["Questions of law that the verdicts turn on"]
        assert "Question one" in told
        assert told.count("So it is said.") == 4
        assert "New Zealand complies (fair)." in told
        assert "To settle it: an amendment." in told
        assert "Decides art 1." in told

    def test_what_is_contested_is_told_by_its_open_question(self) -> None:
        tables = self.tables(viewed())
        told = tables["Articles that fall short, or that are contested"]
        assert "Article 2 Contested" in told
        assert "Turns on Q1." in told
        assert "Article 1" not in told
        assert tables["Questions of law that the verdicts turn on"].startswith("Q1. Question two")

    def test_what_our_view_finds_short_has_a_change_apart_from_what_any_view_does(self) -> None:
        found = self.tables(viewed("fails"))
        assert "art 1" in found["Changes that are needed on our working view"]
        assert "Changes that are needed on any view of the law" not in found
        assert "Changes that are needed on our working view" not in self.tables(viewed())

    def test_the_summary_tells_articles_by_verdict(self) -> None:
        told = markdown_bytes(annex_of(report(viewed()))).decode()
        assert "New Zealand law meets 2 articles (1 for certain and 1 in our view). Article 2 is contested." in told
        assert "No change of law was found to be needed for the Treaty." in told


class TestLinks:
    def test_article_duty_and_question_lead_to_each_other_on_the_page(self) -> None:
        page = page_bytes(report(viewed())).decode()
        assert page.count('href="#question-one"') == 2
        assert '<li id="question-one">' in page
        section = page.partition('<li id="question-one">')[2].partition("</details>")[0]
        assert section.count('href="#t-1"') == section.count('href="#duty-1"') == 1

    def test_in_markdown(self) -> None:
        told = viewed().to_markdown()
        assert told.count("](#question-one)") == 2
        assert '<a id="question-one"></a>' in told
