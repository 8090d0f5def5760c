"""What would settle a verdict that is open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from support.assessing import assess
from support.builders import (
    article,
    assessed,
    catalogue,
    duty,
    exception,
    exercise,
    given,
    held,
    limit_to,
    reading,
    rule,
    statute,
    waiver,
)
from support.questions import asked, question

from gapcheck.explain.open_points import article_settling, settling
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.faces import Assessment
from gapcheck.model.law import Act

if TYPE_CHECKING:
    from gapcheck import Gapcheck

ACCESS = duty(conduct="access")
ARGUABLE = rule(conduct=given("delete", arguably="access"))
DECISION = "A decision of a court, or an amendment that says so, would settle whether"


def told(assessment: Assessment) -> tuple[str, ...]:
    """What would settle the first duty."""
    return settling(SentenceWriter(assessment), assessment.duties[0])


class TestWhatIsOpen:
    @pytest.mark.parametrize(
        ("one", "rules"),
        [
            (ACCESS, [rule(conduct="access")]),
            (ACCESS, []),
            (duty(conduct="access", force="may", surveyed=False), []),
        ],
    )
    def test_nothing_is_told_of_a_verdict_that_is_settled(self, one, rules):
        assert told(assessed(one, rules)) == ()

    def test_what_the_duty_itself_says_counts_only_while_it_is_open(self):
        one = ACCESS.model_copy(update={"settled_by": "The letter of the Secretary-General."})
        assert told(assessed(one, rule(conduct="access"))) == ()
        assert told(assessed(one, ARGUABLE))[0] == "The letter of the Secretary-General."


class TestNotAssessed:
    UNSURVEYED = duty(conduct="access", surveyed=False)

    def test_a_survey(self):
        assert told(assessed(self.UNSURVEYED)) == (
            "A survey of New Zealand law on this duty would settle it: nobody has looked for a rule of the kind "
            "“criminal offence”.",
        )

    def test_a_survey_of_the_text_for_a_mandate(self):
        assert told(held(self.UNSURVEYED, duty(conduct="delete"))) == (
            "A survey of the Text on this item would settle it: nobody has looked for a duty of the kind "
            "“criminal offence”.",
        )

    def test_a_survey_of_older_law_where_that_on_record_begins_later(self):
        begun = ACCESS.model_copy(update={"survey": ACCESS.survey.model_copy(update={"start": date(2010, 1, 1)})})
        assert told(assessed(begun, on="2009-12-31")) == (
            "A survey of the law in force on 31 December 2009 would settle it; "
            "the one on record begins with the law of 1 January 2010.",
        )
        assert told(assessed(begun, on="2010-01-01")) == ()

    def test_what_the_duty_says_in_its_place(self):
        one = self.UNSURVEYED.model_copy(update={"settled_by": "A look at the regulations"})
        assert told(assessed(one)) == ("A look at the regulations.",)

    def test_both_where_a_survey_of_older_law_is_missing_too(self):
        begun = ACCESS.model_copy(
            update={
                "survey": ACCESS.survey.model_copy(update={"start": date(2010, 1, 1)}),
                "settled_by": "The archives",
            }
        )
        first, second = told(assessed(begun, on="2009-12-31"))
        assert (first, second[:26]) == ("The archives.", "A survey of the law in for")


class TestArguablePoints:
    def test_a_decision_on_what_a_rule_reaches(self):
        assert told(assessed(ACCESS, ARGUABLE)) == (f"{DECISION} section 1 of the Made Up Act 2000 covers access.",)

    def test_on_what_it_gives(self):
        one = duty(kind="power", power="compel", secrecy="confidential")
        law = rule(kind="power", gives={"power": "compel", "secrecy": given(arguably="confidential")})
        assert told(assessed(one, law)) == (f"{DECISION} section 1 of the Made Up Act 2000 provides for confidential.",)

    def test_on_an_exception(self):
        law = rule(conduct="access", exceptions=(exception("arguable", "1(2)"),))
        found = f"{DECISION} the exception to section 1 of the Made Up Act 2000 takes away from what the treaty asks."
        assert told(assessed(ACCESS, law)) == (found,)

    def test_points_of_one_opening_are_told_together(self):
        one = duty(conduct="access", object="thing")
        law = rule(conduct=given("delete", arguably="access"), object=given("server", arguably="thing"))
        cited = "section 1 of the Made Up Act 2000"
        assert told(assessed(one, law)) == (f"{DECISION} {cited} covers access; whether {cited} covers thing.",)

    def test_what_the_rule_says_in_its_place(self):
        law = ARGUABLE.model_copy(update={"settled_by": "The appeal in R v A"})
        assert told(assessed(ACCESS, law)) == ("The appeal in R v A.",)

    def test_a_document_for_practice(self):
        file = statute(ARGUABLE)
        practice = file.model_copy(update={"act": Act(id="practice", title="Practice")})
        assert told(assessed(ACCESS, [practice])) == (
            "A published document would settle whether Section 1 covers access.",
        )

    def test_the_practice_of_the_parties_for_a_treaty_text(self, policy: Gapcheck):
        found = policy.assess("mandate", "2020-01-01")
        opening = "The practice of the Parties, or an agreed interpretation, would settle whether"
        assert settling(SentenceWriter(found), found.duty("1.2")) == (
            f"{opening} article 3 of the Adopted Text covers deleting.",
        )
        assert settling(SentenceWriter(found), found.duty("2.2")) == (
            f"{opening} article 4(1) of the Adopted Text provides for confidentiality.",
        )

    def test_a_point_that_a_reading_settles_is_not_open(self):
        assert told(assessed(ACCESS, ARGUABLE, read=reading(accepts=("act:1#conduct",)))) == ()


class TestQuestions:
    """What would settle a question is told by the question, in place of its points."""

    def settled(self, **more) -> tuple[str, ...]:
        made = asked(catalogue(ACCESS, ARGUABLE), question("q", "act:1#conduct", **more))
        return told(assess(made, "t", "2020-01-01"))

    def test_by_what_its_author_says(self):
        assert self.settled(settled_by="A case") == ("On “Question q”: A case.",)

    def test_by_the_agency_that_knows(self):
        assert self.settled(nature="evidence", confirm_with="Police") == ("On “Question q”: Police can confirm.",)
        both = self.settled(nature="evidence", confirm_with="Police", settled_by="A letter.")
        assert both == ("On “Question q”: Police can confirm. A letter.",)

    def test_whatever_the_rule_says(self):
        law = ARGUABLE.model_copy(update={"settled_by": "The appeal in R v A"})
        made = asked(catalogue(ACCESS, law), question("q", "act:1#conduct", settled_by="A case"))
        assert told(assess(made, "t", "2020-01-01")) == ("On “Question q”: A case.",)

    def test_and_says_so_if_nothing_is_on_record(self):
        assert self.settled() == ("On “Question q”: nothing is on record that would settle it.",)


class TestPositions:
    ONE = duty(conduct="access", object="thing", allows=(limit_to("object", "server"),))
    LAW = rule(conduct="access", object="server")

    def test_the_text_that_was_lodged(self):
        lodged = exercise("1#limit", arguably=True)
        assert told(assessed(self.ONE, self.LAW, exercised=(lodged,))) == (
            "The text that New Zealand lodged on 1 January 2010 would settle it (Lodged).",
        )

    def test_what_the_position_says_in_its_place(self):
        lodged = exercise("1#limit", arguably=True).model_copy(update={"settled_by": "The depositary's notification."})
        assert told(assessed(self.ONE, self.LAW, exercised=(lodged,))) == ("The depositary's notification.",)

    def test_of_a_waiver(self):
        one = duty(conduct="access", waives=(waiver(conduct="access"),))
        (found,) = told(assessed(one, exercised=(exercise("1#waiver", arguably=True),)))
        assert found.startswith("The text that New Zealand lodged on 1 January 2010")


class TestArticle:
    def test_what_would_settle_each_of_its_binding_duties(self):
        duties = [
            duty("1", conduct="access"),
            duty("2", conduct="alter", surveyed=False),
            duty("3", conduct="alter", force="consider", surveyed=False).model_copy(
                update={"settled_by": "Something else."}
            ),
        ]
        found = assessed(duties, ARGUABLE)
        (one,) = found.articles
        assert one.status == "not_assessed"
        assert article_settling(SentenceWriter(found), one) == (
            *told(found),
            *settling(SentenceWriter(found), found.duties[1]),
        )

    def test_sentences_are_told_once(self):
        found = assessed([duty("1", conduct="access", surveyed=False), duty("2", conduct="access", surveyed=False)])
        assert len(article_settling(SentenceWriter(found), found.articles[0])) == 1

    def test_nothing_of_an_article_that_is_settled_whatever_is_open_in_it(self):
        one, other = duty("1(1)", conduct=["access", "delete"]), duty("1(2)", conduct=["alter", "interfere"])
        found = assessed([article(one, other)], [rule("3", conduct="alter"), ARGUABLE])
        assert (found["1"].certainty, found.duties[0].certainty) == ("settled", "open")
        assert told(found) != ()
        assert article_settling(SentenceWriter(found), found["1"]) == ()


class TestWhereItIsShown:
    def test_in_the_explanation_under_a_heading_of_its_own(self, policy: Gapcheck):
        explanation = policy.assess("text", "2020-01-01").why("8")
        (passage,) = [p for p in explanation.passages if p.heading == "What would change it"]
        assert passage.sentences == (f"{DECISION} section 4 of the Cyber Act 2005 covers an access code.",)

    def test_nowhere_in_that_of_a_verdict_that_is_settled(self, policy: Gapcheck):
        assert "What would change it" not in [p.heading for p in policy.assess("text", "2020-01-01").why("2").passages]

    def test_in_the_json_the_frame_and_the_matrix(self, policy: Gapcheck):
        found = policy.assess("text", "2020-01-01")
        sentence = f"{DECISION} section 4 of the Cyber Act 2005 covers an access code."
        articles = {a["article"]: a for a in found.to_dict()["articles"]}
        assert articles["8"]["settled_by"] == [sentence] == articles["8"]["duties"][0]["settled_by"]
        assert articles["2"]["settled_by"] == []
        assert found.frame().set_index("duty").settled_by["8"] == sentence
        assert f"- What would settle it: {sentence}" in found.to_markdown()
