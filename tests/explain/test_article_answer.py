"""The answer on an article and a duty: what is told, in which words, and what is never in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from gapcheck import UnknownIdError, load
from gapcheck.explain.answers import MOST_WHY
from gapcheck.explain.article_answer import answer, answer_on_duty, article_answer, duty_answer, reasons_on, why_on
from gapcheck.explain.sentences import SentenceWriter

if TYPE_CHECKING:
    from gapcheck import Gapcheck


class TestTheVerdictInASentence:
    @pytest.mark.parametrize(
        ("day", "article", "sentence"),
        [
            ("2014-01-01", "2", "New Zealand law meets article 2 (illegal access)."),
            ("2014-01-01", "3", "New Zealand law meets article 3 (data interference) only in part."),
            ("2003-01-01", "3", "New Zealand law does not meet article 3 (data interference)."),
            (
                "2014-01-01",
                "4",
                "Whether New Zealand law meets the whole of article 4 (misuse of devices) is an open question.",
            ),
            (
                "2014-01-01",
                "6",
                "New Zealand law, with the declarations and reservations that New Zealand made, meets article 6 "
                "(real-time collection).",
            ),
            (
                "2014-01-01",
                "7",
                "Article 7 (scope and safeguards) asks nothing that New Zealand law has to meet.",
            ),
            ("2014-01-01", "8", "New Zealand law and practice meet article 8 (point of contact)."),
            (
                "2014-01-01",
                "10",
                "Whether New Zealand law meets article 10 (reports) has not been assessed: nobody has looked through "
                "the statute book for it.",
            ),
        ],
    )
    def test_it_names_the_article_and_its_subject(self, small: Gapcheck, day: str, article: str, sentence: str) -> None:
        assert article_answer(small.assess("model", day), article).sentence == sentence

    def test_a_duty_that_does_not_bind_says_so(self, small: Gapcheck) -> None:
        told = duty_answer(small.assess("model", "2014-01-01"), "6(2)").sentence
        assert told.endswith("asks a State only to consider this, so that a shortfall is not counted as a gap.")

    def test_an_unknown_article_names_the_nearest(self, small: Gapcheck) -> None:
        with pytest.raises(UnknownIdError):
            article_answer(small.assess("model", "2014-01-01"), "22")


class TestWhy:
    def test_the_rule_and_what_it_says(self, small: Gapcheck) -> None:
        assert article_answer(small.assess("model", "2014-01-01"), "2").why == (
            "The rule is section 5(1) of the Computer Act 1990: intentionally or recklessly accessing a computer "
            "system without authority.",
        )

    def test_what_it_leaves_out_is_the_part_that_fails(self, small: Gapcheck) -> None:
        told = article_answer(small.assess("model", "2014-01-01"), "5").why
        assert told == (
            "Article 5(1): section 20(1) of the Search Act 2008 gives 20 days; the treaty asks for at least 90 days.",
            "Article 5(2): section 20(1) of the Search Act 2008 does not provide for a duty to keep the measure "
            "confidential.",
        )

    def test_what_is_arguable_and_in_no_question_is_an_open_question(self, small: Gapcheck) -> None:
        (told,) = article_answer(small.assess("model", "2014-01-01"), "4").duties[0].left_out
        assert told == (
            "Whether section 7(1) of the Computer Act 1990 covers selling (an access code) is an open question."
        )

    def test_it_is_never_more_than_three_sentences(self, small: Gapcheck) -> None:
        for day in ("2003-01-01", "2014-01-01"):
            assessment = small.assess("model", day)
            for article in assessment.articles:
                told = article_answer(assessment, article.article.article)
                assert len(told.why) <= MOST_WHY
                assert all(len(duty.why) <= MOST_WHY for duty in told.duties)

    def test_told_alone_it_is_what_the_answer_tells_or_the_verdict_where_that_tells_nothing(
        self, small: Gapcheck
    ) -> None:
        silent = 0
        for day in ("2003-01-01", "2014-01-01"):
            assessment = small.assess("model", day)
            alone, whole = SentenceWriter(assessment), SentenceWriter(assessment)
            for duty in assessment.duties:
                told = answer_on_duty(whole, duty)
                silent += not told.why
                assert why_on(alone, duty) == (told.why or (told.sentence,))
        assert silent


class TestWhatStandsAlike:
    def test_sections_that_leave_out_the_same_are_told_together(self) -> None:
        assessment = load().assess("uncc", "2026-11-21")
        short, _ = article_answer(assessment, "49").why
        assert short.startswith("Article 49(1)(a), article 49(2)(a) and article 49(2)(b): each of sections 57(1) and ")
        told = str(assessment.why("49"))
        assert told.count("covers only some cases") == 1

    def test_what_is_contested_names_the_question_it_turns_on(self) -> None:
        told = str(load().assess("budapest", "2026-11-21").why("22"))
        assert "It turns on an open question: does New Zealand's reservation under article 22(2) take in" in told


class TestWhatWouldChangeIt:
    def test_an_act_that_is_to_come_before_an_amendment(self, small: Gapcheck) -> None:
        told = duty_answer(small.assess("model", "2014-01-01"), "5(1)").would_change
        by = "(Search Amendment Act 2016, s 4)"
        assert told == (f"Section 20(1) of the Search Act 2008, in the form in force from 1 July 2016 {by}.",)

    def test_an_amendment_of_what_surely_falls_short(self, small: Gapcheck) -> None:
        assert duty_answer(small.assess("model", "2014-01-01"), "5(2)").would_change == (
            "An amendment of section 20(1) of the Search Act 2008 that provides for a duty to keep the measure "
            "confidential.",
        )

    def test_nothing_where_nothing_is_in_doubt(self, small: Gapcheck) -> None:
        assert article_answer(small.assess("model", "2014-01-01"), "2").would_change == ()


class TestNoIds:
    def test_what_is_read_holds_none(self, small: Gapcheck) -> None:
        for day in ("2003-01-01", "2014-01-01"):
            assessment = small.assess("model", day)
            for article in assessment.articles:
                told = article_answer(assessment, article.article.article)
                read = [told.sentence, *told.why, *told.would_change]
                read += [s for d in told.duties for s in (d.sentence, d.line, *d.why, *d.would_change)]
                assert not [s for s in read if re.search(r"[a-z]+-[a-z-]*\d{4}|#|model:", s)]


class TestAnAnswerIsWorkedOutOnce:
    """A writer that several outputs share keeps what it answered."""

    def test_the_same_answer_is_given_again(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        writer = SentenceWriter(assessment)
        for article in assessment.articles:
            assert answer(writer, article) is answer(writer, article)
            for duty in article.duties:
                assert answer_on_duty(writer, duty) is answer_on_duty(writer, duty)
                assert reasons_on(writer, duty) is reasons_on(writer, duty)
                assert (reasons_on(writer, duty).writer, reasons_on(writer, duty).duty) == (writer, duty)

    def test_each_answer_is_that_of_a_writer_who_answered_nothing_else(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        writer = SentenceWriter(assessment)
        assert [answer(writer, a) for a in assessment.articles] == [
            article_answer(assessment, a.article.article) for a in assessment.articles
        ]
        assert [answer_on_duty(writer, d) for d in assessment.duties] == [
            duty_answer(assessment, d.id) for d in assessment.duties
        ]

    def test_an_article_that_one_duty_decides_is_answered_with_the_answer_on_it(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        writer = SentenceWriter(assessment)
        (told,) = answer(writer, assessment["2"]).duties
        assert told is answer_on_duty(writer, assessment.duty(told.duties[0]))
