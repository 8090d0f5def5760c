"""Verdicts told in sentences, on the small catalogue."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from support.assessing import assess
from support.builders import article, catalogue, duty, given, rule
from support.questions import asked, question

from gapcheck import UnknownIdError
from gapcheck.explain.cited_rules import citations
from gapcheck.explain.explanation import duty_title, explain, reasons, sentence
from gapcheck.explain.sentences import SentenceWriter

if TYPE_CHECKING:
    from gapcheck import Gapcheck
    from gapcheck.explain.explanation import Explanation


def told(explanation: Explanation, heading: str) -> str:
    """The sentences under a heading, as one text."""
    return " ".join(s for p in explanation.passages if p.heading.endswith(heading) for s in p.sentences)


class TestWhichThingIsExplained:
    def test_a_duty_by_its_pinpoint_or_full_id(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        assert assessment.why("5(1)") == assessment.why("model:5(1)")
        assert assessment.why("5(1)").title == "Model Convention, art 5(1) (Preservation), as at 1 January 2014"

    def test_an_article_with_its_duties(self, small: Gapcheck) -> None:
        explanation = small.assess("model", "2014-01-01").why("3")
        headings = [p.heading for p in explanation.passages]
        assert headings == ["Answer", "What would change it"]
        assert explanation.words == "Partial"
        assert [link.id for link in explanation.duties] == ["model:3(1)", "model:3(2)"]

    def test_the_article_comes_first_when_both_have_the_id(self, small: Gapcheck) -> None:
        explanation = small.assess("model", "2014-01-01").why("2", full=True)
        headings = [p.heading for p in explanation.passages]
        assert headings[:4] == ["Answer", "The article", "Verdict", "What the treaty asks"]

    def test_an_unknown_id_names_the_nearest(self, small: Gapcheck) -> None:
        with pytest.raises(UnknownIdError, match=r"did you mean '5\(1\)'"):
            small.assess("model", "2014-01-01").why("5(1")

    def test_the_title_of_a_duty(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        assert duty_title(assessment, assessment.duty("3(1)")) == "Model Convention, art 3(1) (Data interference)"


class TestWhatReachesIt:
    def test_the_rule_its_citation_and_its_commencement(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("2", full=True), "What reaches it")
        by = "(Computer Amendment Act 2004, s 3)"
        assert text == f"Computer Act 1990, s 5(1), in force in this form since 1 April 2004 {by}, covers this duty."

    def test_a_rule_that_gives_a_guarantee_to_it_is_named(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("6(1)", full=True), "What reaches it")
        assert "together with Search Act 2008, s 40(1)(a)" in text

    def test_practice_is_in_place(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("8", full=True), "What reaches it")
        assert text == "Contact point of the New Zealand Police, in place since 1 January 2011, covers this duty."


class TestWhatFallsShort:
    def test_an_exception_an_extra_condition_and_no_rule(self, small: Gapcheck) -> None:
        sentences = small.assess("model", "2014-01-01").why("3(1)", full=True).sentences
        cited = "Damaging: Section 6(1) of the Computer Act 1990"
        assert (
            f"{cited} has an exception that the treaty does not have, in s 6(2): Data of the person's own employer."
            in sentences
        )
        assert f"{cited} has a condition that the treaty does not have (purpose): a dishonest purpose." in sentences
        assert "No rule in force on 1 January 2014 covers deleting." in sentences

    def test_where_somebody_looked_and_when(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("3(1)", full=True), "What falls short")
        assert "Surveyed on 1 February 2019: Computer Act 1990 and Search Act 2008." in text

    def test_a_missing_guarantee_and_what_is_given_instead(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        text = told(assessment.why("5(1)", full=True), "What falls short")
        assert "gives only 20 days; the treaty asks for at least 90 days." in text
        assert (
            "Section 20(1) of the Search Act 2008 gives only confidentiality when the officer asks for it; the treaty "
            "asks for a duty to keep the measure confidential."
        ) in assessment.why("5(2)", full=True).sentences

    def test_a_narrower_condition_and_the_article_that_would_allow_it(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2009-06-01").why("6(1)", full=True), "What falls short")
        assert "is limited to offences carrying 7 years or more; the treaty describes any offence." in text
        assert "Article 6(3) would allow this by reservation, which New Zealand made only on 1 June 2010." in text

    def test_a_declaration_that_nobody_has_made(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2003-01-01").why("2", full=True), "What falls short")
        assert (
            "Article 40 would allow this by declaration; none made by New Zealand by 1 January 2003 is on record."
            in text
        )

    def test_other_words_for_a_declaration_not_made_on_consent(self, small: Gapcheck) -> None:
        before, after = small.assess("model", "2003-01-01"), small.assess("model", "2014-01-01")
        shortfall = before.duty("2").cells[0].best.shortfalls[0]  # type: ignore[union-attr]
        told = sentence(after, shortfall, after.duty("2").full)
        assert "but none is on record from when New Zealand acceded on 1 June 2010." in told

    def test_nobody_has_looked(self, small: Gapcheck) -> None:
        explanation = small.assess("model", "2014-01-01").why("model:10", full=True)
        expected = (
            "Not assessed: nobody has surveyed the statute book for this duty; a rule of the kind “criminal offence” "
            "would settle it."
        )
        assert told(explanation, "Verdict") == expected


class TestDoubts:
    """What is told of points that are in no question, and of those that a reading settles."""

    def test_the_doubt_and_the_readings(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("4", full=True), "Doubts")
        assert "Whether section 7(1) of the Computer Act 1990" in text
        assert "covers an access code" in text
        assert "point" not in text
        assert "The reading “Strict reading” settles the doubt about Computer Act 1990, s 7(1) against" in text

    def test_a_reading_that_settled_it_with_its_ground_and_source(self, small: Gapcheck) -> None:
        explanation = small.assess("model", "2014-01-01", reading="officials").why("4")
        text = told(explanation, "Answer")
        assert (
            "A program that holds a code is a program (Departmental report 2012, p 4, from a secondary source)." in text
        )
        assert "under the reading “Reading of the officials of 2012”" in explanation.title
        assert "under the reading “Reading of the officials of 2012”" in explanation.sentences[0]

    def test_a_reservation_that_may_not_have_been_made(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("9", full=True), "What falls short")
        assert "Article 9(2) would allow this by reservation, but it is not certain that New Zealand made it" in text
        assert "model:9" not in text


class TestPositions:
    def test_a_reservation_and_since_when(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("6(1)", full=True), "reservations")
        start = "A limit to offences carrying 7 years or more rests on "
        assert text.startswith(f"{start}New Zealand's reservation under article 6(3) of 1 June 2010: ")

    def test_a_waiver(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("4", full=True), "reservations")
        assert "Leaving out possessing rests on New Zealand's reservation" in text
        assert "New Zealand does not apply article 4 to possession." in text

    def test_a_reading_that_takes_a_reservation_to_have_been_made(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01", reading="officials").why("9", full=True), "reservations")
        assert "The reading “Reading of the officials of 2012” takes it to have been made" in text


class TestOtherDays:
    def test_enacted_but_not_in_force(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2012-07-01").why("5(1)", full=True), "Not yet in force")
        assert "Search Act 2008, s 20(1), enacted on 30 March 2012, in force from 1 October 2013" in text
        assert "was not yet in force on 1 July 2012: it would go some way to meet this duty." in text
        assert "in force from 1 July 2016 (Search Amendment Act 2016, s 4), was not yet in force" in text

    def test_a_later_act_that_was_not_yet_enacted(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2012-03-29").why("5(1)", full=True), "Not yet in force")
        assert "enacted on 30 March 2012, in force from 1 October 2013" in text
        assert "was not yet enacted on 29 March 2012" in text

    def test_a_paper_of_the_day_does_not_cite_an_act_that_was_not_yet_enacted(self, small: Gapcheck) -> None:
        """The reasons of a matrix or an annex tell a later Act only once it was passed."""
        for day, cited in (("2012-03-29", False), ("2012-03-30", True)):
            assessment = small.assess("model", day)
            told = " ".join(reasons(SentenceWriter(assessment), assessment.duty("5(1)")))
            assert ("Search Amendment Act 2012" in told) is cited

    def test_what_has_gone(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2019-01-01").why("8", full=True), "No longer in force")
        assert text == (
            "Contact point of the New Zealand Police, in the form in place from 1 January 2011 until 1 January 2018, "
            "was no longer in place on 1 January 2019: it covered this duty."
        )

    def test_nothing_is_said_of_rules_that_do_no_better(self, small: Gapcheck) -> None:
        headings = [p.heading for p in small.assess("model", "2014-01-01").why("2", full=True).passages]
        assert not {"Not yet in force", "No longer in force"} & set(headings)


class TestRemarksAndSources:
    def test_notes_are_remarks(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("3(1)", full=True), "Remarks")
        assert text == "Computer Act 1990, s 6(1): The courts have not yet considered section 6."

    def test_sources_that_were_not_verified_are_named(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2019-01-01")
        assert "MTS 1, art 4, was read in a secondary source only." in told(assessment.why("4", full=True), "Sources")
        assert "Annual report 2018, p 9, has not been verified." in told(assessment.why("8", full=True), "Sources")
        assert told(assessment.why("2", full=True), "Sources") == ""


class TestShortForms:
    def test_reasons_are_at_most_three_and_what_was_passed(self, small: Gapcheck) -> None:
        for day in ("2003-01-01", "2012-07-01", "2014-01-01", "2019-01-01"):
            assessment = small.assess("model", day)
            for judged in assessment.duties:
                assert 1 <= len(reasons(SentenceWriter(assessment), judged)) <= 4

    def test_citations_come_once_in_the_order_of_the_statute_book(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        assert citations(assessment.duty("5(1)")) == ("Search Act 2008, s 20(1)", "Search Act 2008, s 40(1)(a)")
        assert citations(assessment.duty("10")) == ()

    def test_labels_stand_in_sentences_and_ids_do_not(self, small: Gapcheck) -> None:
        concepts = {c for c in small.catalogue.vocabulary.concepts if "-" in c}
        for judged in small.assess("model", "2009-06-01").articles:
            text = str(small.assess("model", "2009-06-01").why(judged.article.article, full=True))
            assert not {c for c in concepts if re.search(rf"(?<![\w-]){re.escape(c)}(?![\w-])", text)}


class TestForms:
    def test_text_dict_and_repr(self, small: Gapcheck) -> None:
        explanation = small.assess("model", "2014-01-01").why("2")
        title = "Model Convention, art 2 (Illegal access), as at 1 January 2014: Met"
        assert str(explanation).startswith(f"{title}\n\nAnswer\n  New Zealand law meets article 2 (illegal access).\n")
        assert repr(explanation) == f"<Explanation {title}>"
        made = explanation.to_dict()
        assert list(made) == ["title", "status", "passages", "verdict", "duties", "questions"]
        assert (made["status"], made["verdict"], made["duties"], made["questions"]) == ("met", "Met", ["model:2"], [])

    def test_html_escapes_everything(self) -> None:
        from gapcheck.explain.explanation import Explanation, Passage

        page = Explanation("<b>t</b>", "met", (Passage("<i>h</i>", ("<script>alert(1)</script>",)),))._repr_html_()
        assert "<b>" not in page
        assert "<i>" not in page
        assert "<script>" not in page


class TestMandate:
    """A mandate is held against a treaty text, and is told as one."""

    def why(self, policy: Gapcheck, place: str, day: str = "2020-01-01") -> Explanation:
        return policy.assess("mandate", day).why(place)

    def test_it_is_an_item_of_a_mandate_and_no_treaty(self, policy: Gapcheck) -> None:
        for place in ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4"):
            for day in ("2009-06-01", "2020-01-01"):
                text = str(self.why(policy, place, day))
                assert not re.search(
                    r"\b(the|this) (duty|treaty|article)\b|statute book|New Zealand law|no rule\b", text, re.I
                ), text

    def test_the_title_the_headings_and_what_it_is(self, policy: Gapcheck) -> None:
        explanation = self.why(policy, "mandate:1.1")
        assert explanation.title == "Mandate, item 1.1 (Illegal access), as at 1 January 2020"
        assert [p.heading for p in explanation.passages] == ["Answer"]
        assert "The Mandate creates no obligation under international law." in explanation.sentences
        full = policy.assess("mandate", "2020-01-01").why("1.1", full=True)
        assert {"The item", "Verdict", "What the mandate asks"} <= {p.heading for p in full.passages}
        assert "The mandate asks for this without qualification." in str(full)

    def test_what_reaches_it(self, policy: Gapcheck) -> None:
        assert self.why(policy, "1.1").sentences[:2] == (
            "The Adopted Text meets item 1.1 (illegal access).",
            "The provision is article 2 of the Adopted Text: make access to a computer system a criminal offence.",
        )

    def test_what_does_not(self, policy: Gapcheck) -> None:
        explanation = self.why(policy, "1.3")
        assert explanation.sentences[:2] == (
            "The Adopted Text does not meet item 1.3 (sale of data).",
            "No duty of the Adopted Text, as it stood on 1 January 2020, covers selling.",
        )
        full = policy.assess("mandate", "2020-01-01").why("1.3", full=True)
        assert "Surveyed on 10 January 2020: Adopted Text." in full.sentences

    def test_before_the_text_was_adopted(self, policy: Gapcheck) -> None:
        text = told(self.why(policy, "1.1", "2009-06-01"), "What would change it")
        assert text == "Article 2 of the Adopted Text, part of the text from 1 March 2010."

    def test_nobody_has_looked(self, policy: Gapcheck) -> None:
        assert self.why(policy, "2.3").sentences[0] == (
            "Whether the Adopted Text meets item 2.3 (search) has not been assessed: nobody has looked through the "
            "Adopted Text for it."
        )

    def test_an_arguable_item(self, policy: Gapcheck) -> None:
        told_ = self.why(policy, "2.2").sentences
        assert told_[0] == "Whether the Adopted Text meets the whole of item 2.2 (confidentiality) is an open question."
        assert "Whether article 4(1) of the Adopted Text provides for confidentiality is an open question." in told_

    def test_words_that_were_withheld(self, policy: Gapcheck) -> None:
        explanation = self.why(policy, "1.5")
        assert (explanation.status, [p.heading for p in explanation.passages]) == ("withheld", ["Answer"])
        assert explanation.sentences[0] == (
            "The words of item 1.5 were withheld (s 6(a) of the Official Information Act 1982), so that nothing is "
            "said of them."
        )

    def test_a_statement_of_policy(self, policy: Gapcheck) -> None:
        first = self.why(policy, "2.4").sentences[0]
        assert first == "Item 2.4 (aims) states a policy or an intention and asks for nothing."


class TestQuestions:
    """A question is told once, by its title, however many duties and points turn on it."""

    LAW = (
        rule("1", conduct=given("delete", arguably="access")),
        rule("2", conduct=given("interfere", arguably="alter"), object="thing"),
    )
    DUTIES = (duty("1(1)", conduct="access"), duty("1(2)", conduct="alter", object="thing"))

    def why(self, place: str, *, full: bool = False, **asking: object) -> Explanation:
        made = catalogue([article(*self.DUTIES)], self.LAW)
        one = question("q", "act:1#conduct", "act:2#conduct", **asking)
        return assess(asked(made, one), "t", "2020-01-01").why(place, full=full)

    def test_the_verdict_names_it_and_it_is_told_once(self) -> None:
        explanation = self.why("1")
        assert explanation.words == "Likely met"
        assert explanation.sentences[0] == "New Zealand law likely meets article 1 (article 1)."
        assert str(explanation).count("Does it?") == 1
        assert [p.heading for p in explanation.passages].count("Question: Question q") == 1

    def test_the_view_the_strongest_arguments_and_what_would_settle_it(self) -> None:
        explanation = self.why("1", confirm_with="New Zealand Police", settled_by="A letter", nature="evidence")
        assert explanation.words == "Likely met, to be confirmed"
        assert explanation.sentences[0].endswith(", which New Zealand Police can confirm.")
        (passage,) = [p for p in explanation.passages if p.heading.startswith("Question")]
        assert passage.sentences == (
            "Does it? Our working view: on balance yes.",
            "For: So it is said.",
            "Against: So it is said.",
            "Settled by: confirmation by New Zealand Police, from a letter.",
        )

    def test_in_full_each_argument_has_its_authority(self) -> None:
        (passage,) = [p for p in self.why("1", full=True).passages if p.heading.startswith("Question")]
        assert "For: So it is said. [Made up, p 1 (not read)]" in passage.sentences

    def test_what_our_view_leaves_out_is_told(self) -> None:
        fails, left_open = self.why("1(1)", view="fails").sentences, self.why("1(1)", view="open").sentences
        assert fails[1].startswith("The nearest rule is section 1 of the Made Up Act 2000: ")
        assert "It is limited to delete." in fails
        assert "Whether New Zealand law meets the whole of article 1(1) (article 1) is an open question." in left_open

    def test_an_answer_that_is_tried_is_not_called_our_view(self) -> None:
        made = catalogue([article(*self.DUTIES)], self.LAW)
        book = asked(made, question("q", "act:1#conduct", "act:2#conduct")).with_views({"q": "fails"})
        tried = replace(assess(book, "t", "2020-01-01"), tried={"q": "fails"})
        assert "Does it? Answer tried here: no." in explain(tried, "1").sentences

    @pytest.mark.parametrize("full", [False, True])
    def test_no_sentence_speaks_of_points_or_of_what_is_arguable(self, full: bool) -> None:
        for view in ("holds", "fails", "open"):
            text = str(self.why("1", full=full, view=view))
            assert not re.search(r"\bpoints?\b|#|arguable whether|low end|high end", text), text

    def test_duties_and_questions_are_linked_by_name(self) -> None:
        explanation = self.why("1")
        assert [(link.name, link.id) for link in explanation.duties] == [("art 1(1)", "t:1(1)"), ("art 1(2)", "t:1(2)")]
        assert [(link.name, link.id) for link in explanation.questions] == [("Question q", "q")]
        page = explanation._repr_html_()
        for link in (*explanation.duties, *explanation.questions):
            assert f'<a href="#{link.anchor}">{link.name}</a>' in page
            assert f'id="{link.anchor}"' in page


class TestWhatDoesNotBind:
    def test_it_has_a_line_where_something_else_binds(self, small: Gapcheck) -> None:
        explanation = small.assess("model", "2014-01-01").why("6")
        (passage,) = [p for p in explanation.passages if p.heading == "To be considered, not binding"]
        assert passage.sentences == (
            "Article 6(2): partial.",
            "Section 30 of the Search Act 2008 does not provide for a duty to keep the measure confidential.",
        )

    def test_every_link_leads_somewhere(self, small: Gapcheck) -> None:
        for article_ in small.assess("model", "2014-01-01").articles:
            explanation = small.assess("model", "2014-01-01").why(article_.article.article)
            anchors = {p.anchor for p in explanation.passages}
            judged = [d.id for d in article_.duties if d.status != "no_duty"]
            assert {link.anchor for link in explanation.duties if link.id in judged} <= anchors

    def test_by_itself_it_is_told(self, small: Gapcheck) -> None:
        told_ = small.assess("model", "2014-01-01").why("6(2)").sentences
        assert any(s.endswith("does not provide for a duty to keep the measure confidential.") for s in told_)


class TestCorrespondences:
    @pytest.mark.parametrize(
        ("instrument", "place", "told_"),
        [
            ("text", "2", "It corresponds to item 1.1 of the Mandate: The mandate asks for no more."),
            ("mandate", "1.1", "It corresponds to art 2 of the Adopted Text: The mandate asks for no more."),
        ],
    )
    def test_both_ways_with_the_difference(self, policy: Gapcheck, instrument: str, place: str, told_: str) -> None:
        assert told_ in policy.assess(instrument, "2020-01-01").why(place, full=True).sentences

    def test_nothing_of_an_article_that_has_none(self, policy: Gapcheck) -> None:
        assert "corresponds" not in str(policy.assess("text", "2020-01-01").why("3", full=True))
