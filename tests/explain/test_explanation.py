"""Verdicts told in sentences, on the small catalogue."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from gapcheck import UnknownIdError
from gapcheck.explain.explanation import citations, duty_title, reasons, sentence
from gapcheck.explain.sentences import Teller

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
        assert headings[0] == "The article"
        assert {"art 3(1): Verdict", "art 3(2): What the treaty asks"} <= set(headings)
        assert "art 3(1) partial" in told(explanation, "The article")

    def test_the_article_comes_first_when_both_have_the_id(self, small: Gapcheck) -> None:
        explanation = small.assess("model", "2014-01-01").why("2")
        assert [p.heading for p in explanation.passages][:3] == ["The article", "Verdict", "What the treaty asks"]

    def test_an_unknown_id_names_the_nearest(self, small: Gapcheck) -> None:
        with pytest.raises(UnknownIdError, match=r"did you mean '5\(1\)'"):
            small.assess("model", "2014-01-01").why("5(1")

    def test_the_title_of_a_duty(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        assert duty_title(assessment, assessment.duty("3(1)")) == "Model Convention, art 3(1) (Data interference)"


class TestWhatReachesIt:
    def test_the_rule_its_citation_and_its_commencement(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("2"), "What reaches it")
        by = "(Computer Amendment Act 2004, s 3)"
        assert text == f"Computer Act 1990, s 5(1), in force in this form since 1 April 2004 {by}, covers this duty."

    def test_a_rule_that_gives_a_guarantee_to_it_is_named(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("6(1)"), "What reaches it")
        assert "together with Search Act 2008, s 40(1)(a)" in text

    def test_practice_is_in_place(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("8"), "What reaches it")
        assert text == "Contact point of the New Zealand Police, in place since 1 January 2011, covers this duty."


class TestWhatFallsShort:
    def test_an_exception_an_extra_condition_and_no_rule(self, small: Gapcheck) -> None:
        sentences = small.assess("model", "2014-01-01").why("3(1)").sentences
        cited = "Damaging: Computer Act 1990, s 6(1)"
        assert (
            f"{cited} has an exception that the treaty does not have, in s 6(2): Data of the person's own employer."
            in sentences
        )
        assert (
            f"{cited} adds a condition that the treaty does not have, as to purpose: a dishonest purpose." in sentences
        )
        assert "No rule in force on 1 January 2014 reaches deleting." in sentences

    def test_where_somebody_looked_and_when(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("3(1)"), "What falls short")
        assert "Surveyed on 1 February 2019: Computer Act 1990 and Search Act 2008." in text

    def test_a_missing_guarantee_and_what_is_given_instead(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        text = told(assessment.why("5(1)"), "What falls short")
        assert "the treaty asks for at least 90 days, and the law gives only 20 days." in text
        assert (
            "Search Act 2008, s 20(1) falls short as to secrecy: the treaty asks for a duty to keep the measure confidential, "
            "and the law gives only confidentiality when the officer asks for it."
        ) in assessment.why("5(2)").sentences

    def test_a_narrower_condition_and_the_article_that_would_allow_it(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2009-06-01").why("6(1)"), "What falls short")
        assert "it reaches only offences carrying 7 years or more, while the treaty describes any offence." in text
        assert "Article 6(3) would allow this by reservation, which New Zealand made only on 1 June 2010." in text

    def test_a_declaration_that_nobody_has_made(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2003-01-01").why("2"), "What falls short")
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
        explanation = small.assess("model", "2014-01-01").why("model:10")
        expected = (
            "Nobody has surveyed the statute book for this duty; a rule of the kind “criminal offence” would settle it."
        )
        assert told(explanation, "Verdict") == expected


class TestArguablePoints:
    def test_the_point_both_ends_and_the_readings(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("4"), "Arguable points")
        assert "whether Computer Act 1990, s 7(1) reaches an access code" in text
        assert "(point computer-act-1990:7(1)#object)" in text
        assert "With every such point lost the duty is partial; with every one won it is met with reservation." in text
        assert (
            "The reading “Strict reading” settles the point computer-act-1990:7(1)#object against New Zealand." in text
        )

    def test_a_reading_that_settled_it_with_its_ground_and_source(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01", reading="officials").why("4"), "Arguable points")
        assert (
            "A program that holds a code is a program (Departmental report 2012, p 4, from a secondary source)." in text
        )
        assert "This assessment follows it." in text

    def test_a_reservation_that_may_not_have_been_made(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("9"), "What falls short")
        assert "Article 9(2) would allow this by reservation, but it is not certain that New Zealand made it" in text
        assert "(point model:9#harm)" in text


class TestPositions:
    def test_a_reservation_and_since_when(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("6(1)"), "reservations")
        start = "A limit to offences carrying 7 years or more rests on "
        assert text.startswith(f"{start}New Zealand's reservation under article 6(3) of 1 June 2010: ")

    def test_a_waiver(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("4"), "reservations")
        assert "Leaving out possessing rests on New Zealand's reservation" in text
        assert "New Zealand does not apply article 4 to possession." in text

    def test_a_reading_that_takes_a_reservation_to_have_been_made(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01", reading="officials").why("9"), "reservations")
        assert "The reading “Reading of the officials of 2012” takes it to have been made" in text


class TestOtherDays:
    def test_enacted_but_not_in_force(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2012-07-01").why("5(1)"), "Not yet in force")
        assert "Search Act 2008, s 20(1), enacted on 30 March 2012, in force from 1 October 2013" in text
        assert "was not yet in force on 1 July 2012: it would reach this duty, but fall short of it." in text
        assert "in force from 1 July 2016 (Search Amendment Act 2016, s 4), was not yet in force" in text

    def test_a_later_act_that_was_not_yet_enacted(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2012-03-29").why("5(1)"), "Not yet in force")
        assert "enacted" not in text
        assert "in force from 1 October 2013" in text

    def test_what_has_gone(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2019-01-01").why("8"), "No longer in force")
        assert text == (
            "Contact point of the New Zealand Police, in the form in place from 1 January 2011 until 1 January 2018, "
            "was no longer in place on 1 January 2019: it covered this duty."
        )

    def test_nothing_is_said_of_rules_that_do_no_better(self, small: Gapcheck) -> None:
        headings = [p.heading for p in small.assess("model", "2014-01-01").why("2").passages]
        assert not {"Not yet in force", "No longer in force"} & set(headings)


class TestRemarksAndSources:
    def test_notes_are_remarks(self, small: Gapcheck) -> None:
        text = told(small.assess("model", "2014-01-01").why("3(1)"), "Remarks")
        assert text == "Computer Act 1990, s 6(1): The courts have not yet considered section 6."

    def test_sources_that_were_not_verified_are_named(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2019-01-01")
        assert "MTS 1, art 4, was read in a secondary source only." in told(assessment.why("4"), "Sources")
        assert "Annual report 2018, p 9, has not been verified." in told(assessment.why("8"), "Sources")
        assert told(assessment.why("2"), "Sources") == ""


class TestShortForms:
    def test_reasons_are_at_most_six(self, small: Gapcheck) -> None:
        for day in ("2003-01-01", "2012-07-01", "2014-01-01", "2019-01-01"):
            assessment = small.assess("model", day)
            for duty in assessment.duties:
                assert 1 <= len(reasons(Teller(assessment), duty)) <= 6

    def test_citations_come_once_in_the_order_of_the_statute_book(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2014-01-01")
        assert citations(assessment.duty("5(1)")) == ("Search Act 2008, s 20(1)", "Search Act 2008, s 40(1)(a)")
        assert citations(assessment.duty("10")) == ()

    def test_labels_stand_in_sentences_and_ids_do_not(self, small: Gapcheck) -> None:
        concepts = {c for c in small.catalogue.vocabulary.concepts if "-" in c}
        for article in small.assess("model", "2009-06-01").articles:
            text = str(small.assess("model", "2009-06-01").why(article.article.article))
            assert not {c for c in concepts if re.search(rf"(?<![\w-]){re.escape(c)}(?![\w-])", text)}


class TestForms:
    def test_text_dict_and_repr(self, small: Gapcheck) -> None:
        explanation = small.assess("model", "2014-01-01").why("2")
        title = "Model Convention, art 2 (Illegal access), as at 1 January 2014: met"
        assert str(explanation).startswith(f"{title}\n\nThe article\n  - ")
        assert repr(explanation) == f"<Explanation {title}>"
        assert list(explanation.to_dict()) == ["title", "status", "passages"]

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
        assert [p.heading for p in explanation.passages] == [
            "The item",
            "Verdict",
            "What the mandate asks",
            "What reaches it",
        ]
        assert "The Mandate is a mandate: it creates no obligation under international law." in explanation.sentences
        assert "The mandate asks for this without qualification." in explanation.sentences

    def test_what_reaches_it(self, policy: Gapcheck) -> None:
        explanation = self.why(policy, "1.1")
        assert told(explanation, "Verdict") == "On 1 January 2020 the Adopted Text meets this item."
        assert (
            told(explanation, "What reaches it")
            == "Adopted Text, art 2, part of the text since 1 March 2010, covers this item."
        )

    def test_what_does_not(self, policy: Gapcheck) -> None:
        explanation = self.why(policy, "1.3")
        assert told(explanation, "Verdict") == "On 1 January 2020 no duty of the Adopted Text reaches this item."
        assert "No duty of the Adopted Text, as it stood on 1 January 2020, reaches selling." in explanation.sentences
        assert "Surveyed on 10 January 2020: Adopted Text." in explanation.sentences

    def test_before_the_text_was_adopted(self, policy: Gapcheck) -> None:
        text = told(self.why(policy, "1.1", "2009-06-01"), "Not yet in force")
        assert text == (
            "Adopted Text, art 2, part of the text from 1 March 2010, was not yet part of the text on 1 June 2009: "
            "it would cover this item."
        )

    def test_nobody_has_looked(self, policy: Gapcheck) -> None:
        text = told(self.why(policy, "2.3"), "Verdict")
        expected = (
            "Nobody has surveyed the Adopted Text for this item; a duty of the kind “procedural power” would settle it."
        )
        assert text == expected

    def test_an_arguable_item(self, policy: Gapcheck) -> None:
        text = told(self.why(policy, "2.2"), "Arguable points")
        assert "With every such point lost the item is partial; with every one won it is met." in text

    def test_words_that_were_withheld(self, policy: Gapcheck) -> None:
        explanation = self.why(policy, "1.5")
        assert (explanation.status, [p.heading for p in explanation.passages]) == ("withheld", ["The item"])
        assert explanation.sentences[0] == (
            "The words were withheld (s 6(a) of the Official Information Act 1982): nothing can be said of them."
        )

    def test_a_statement_of_policy(self, policy: Gapcheck) -> None:
        explanation = self.why(policy, "2.4")
        assert "These words state a policy or an intention: they create no obligation." in explanation.sentences
        assert "The item holds no binding duty of domestic law." in explanation.sentences


class TestCorrespondences:
    @pytest.mark.parametrize(
        ("instrument", "place", "told_"),
        [
            ("text", "2", "It corresponds to item 1.1 of the Mandate: The mandate asks for no more."),
            ("mandate", "1.1", "It corresponds to art 2 of the Adopted Text: The mandate asks for no more."),
        ],
    )
    def test_both_ways_with_the_difference(self, policy: Gapcheck, instrument: str, place: str, told_: str) -> None:
        assert told_ in policy.assess(instrument, "2020-01-01").why(place).sentences

    def test_nothing_of_an_article_that_has_none(self, policy: Gapcheck) -> None:
        assert "corresponds" not in str(policy.assess("text", "2020-01-01").why("3"))
