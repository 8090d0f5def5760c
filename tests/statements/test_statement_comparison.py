"""What officials said, held against the verdict on their day and on the day that is asked about."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given as given_
from hypothesis import strategies as st
from support.builders import catalogue, duty, exercise, given, limit_to, reading, rule, statement
from support.laws import law
from support.strategies import DAYS, Dice, World, worlds

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.engine.ends import Ends
from gapcheck.engine.results import End, Status
from gapcheck.errors import UnknownIdError, UsageError
from gapcheck.model.policy import Statement, StatementsFile
from gapcheck.statements.statement_comparison import (
    RESULTS,
    StatementComparison,
    StatementJudge,
    Verdict,
    _result,
    compare_statements,
    place_in_words,
)

if TYPE_CHECKING:
    from gapcheck import Gapcheck

DAY = date(2020, 1, 1)
THEN = "2010-01-01"
ACCESS = duty(conduct="access")
ALWAYS = rule("always", conduct="access")
SINCE = rule("since", conduct="access", start="2015-01-01")
UNTIL = rule("until", conduct="access", end="2015-01-01")
PARTLY = rule("partly", conduct="remote-access")
ARGUABLE = rule("arguable", conduct=given("remote-access", arguably="access"))


def compared(
    claim: str, duties, rules=(), on: str = THEN, about: tuple[str, ...] = ("1",), **more
) -> StatementComparison:
    """The only comparison of one statement, asked about on 1 January 2020."""
    made = catalogue(duties, rules, statements=(statement(claim, on, *about),), **more)
    (found,) = compare_statements(made, DAY)
    return found


def stood(status: Status, low: End, high: End, day: date) -> Verdict:
    """A verdict that is open between its ends, or settled where they are the same."""
    return Verdict(status, "settled" if low == high else "open", Ends(low, low, high, high), day)


class TestResult:
    @pytest.mark.parametrize(
        ("claim", "rules", "result"),
        [
            # the verdict is met, partial or unmet on both days
            ("suffices", [ALWAYS], "agrees"),
            ("suffices", [PARTLY], "disagrees"),
            ("suffices", [], "disagrees"),
            ("change-needed", [ALWAYS], "disagrees"),
            ("change-needed", [PARTLY], "agrees"),
            ("change-needed", [], "agrees"),
            ("partly", [ALWAYS], "disagrees"),
            ("partly", [PARTLY], "agrees"),
            ("partly", [], "disagrees"),
            # it was unmet and is met, or the other way round
            ("suffices", [SINCE], "disagrees"),
            ("suffices", [UNTIL], "superseded"),
            ("change-needed", [SINCE], "superseded"),
            ("change-needed", [UNTIL], "disagrees"),
            ("partly", [PARTLY, SINCE], "superseded"),
            # it runs from partial to met
            ("suffices", [ARGUABLE], "undecided"),
            ("change-needed", [ARGUABLE], "undecided"),
            ("partly", [ARGUABLE], "undecided"),
            ("suffices", [ARGUABLE, SINCE], "undecided"),
            ("change-needed", [ARGUABLE, SINCE], "superseded"),
            # nobody can hold a claim that it is too early against anything
            ("open", [ALWAYS], "not_comparable"),
            ("open", [], "not_comparable"),
        ],
    )
    def test_of_a_claim_and_two_verdicts(self, claim, rules, result):
        assert compared(claim, ACCESS, rules).result == result

    def test_a_reservation_counts_as_law_that_suffices(self):
        one = duty(conduct="access", object="thing", allows=(limit_to("object", "server"),))
        law = rule(conduct="access", object="server")
        assert compared("suffices", one, law, exercised=(exercise("1#limit"),)).result == "agrees"
        assert compared("suffices", one, law, exercised=(exercise("1#limit", "2012-01-01"),)).result == "disagrees"

    def test_what_was_not_surveyed_or_asks_for_nothing_cannot_be_compared(self):
        for other in (duty(conduct="access", surveyed=False), duty(conduct="access", force="may")):
            assert compared("suffices", other).result == "not_comparable"

    def test_without_a_survey_of_the_older_law_there_is_nothing_to_compare_with(self):
        begun = ACCESS.model_copy(update={"survey": ACCESS.survey.model_copy(update={"start": date(2012, 1, 1)})})
        assert compared("change-needed", begun).result == "not_comparable"
        assert compared("change-needed", begun, on="2012-01-01").result == "agrees"

    ENDS = ("unmet", "partial", "met_with_reservation", "met")

    @pytest.mark.parametrize(
        ("claim", "low", "high", "result"),
        [
            ("suffices", "met_with_reservation", "met", "agrees"),
            ("suffices", "unmet", "met", "undecided"),
            ("suffices", "unmet", "partial", "disagrees"),
            ("change-needed", "unmet", "partial", "agrees"),
            ("change-needed", "partial", "met_with_reservation", "undecided"),
            ("partly", "unmet", "partial", "undecided"),
            ("partly", "partial", "met", "undecided"),
            ("partly", "met_with_reservation", "met", "disagrees"),
            # The ends contradict the claim, but what lies between them bears it out.
            ("partly", "unmet", "met", "undecided"),
            ("partly", "unmet", "met_with_reservation", "undecided"),
        ],
    )
    def test_an_open_verdict_is_held_at_both_ends_and_between_them(self, claim, low, high, result):
        verdict = stood("unclear", low, high, DAY)
        assert _result(claim, verdict, verdict) == result

    @pytest.mark.parametrize("status", ["no_duty", "withheld", "not_assessed"])
    @pytest.mark.parametrize("when", ["then", "now"])
    def test_no_verdict_on_either_day_is_nothing_to_compare_with(self, status, when):
        met, none = stood("met", "met", "met", DAY), stood(status, "unmet", "met", DAY)
        assert _result("suffices", *((none, met) if when == "then" else (met, none))) == "not_comparable"


class TestVerdicts:
    def test_on_the_day_of_the_statement_and_on_the_day_asked_about(self):
        found = compared("suffices", ACCESS, SINCE)
        assert found.then == stood("unmet", "unmet", "unmet", date(2010, 1, 1))
        assert found.now == stood("met", "met", "met", DAY)

    def test_in_words_with_both_ends_where_they_differ(self):
        assert (
            stood("met_with_reservation", "met_with_reservation", "met_with_reservation", DAY).words
            == "met with reservation"
        )
        assert stood("unclear", "partial", "met", DAY).words == "contested (partial to met)"

    def test_what_brought_in_the_rules_that_it_rests_on_now(self):
        by = {"in_force": SINCE.in_force.model_copy(update={"by": "Amendment Act 2014, s 2"})}
        assert compared("suffices", ACCESS, SINCE.model_copy(update=by)).changed_by == ("Amendment Act 2014",)

    def test_what_ended_is_named_where_nothing_came(self):
        """What was best is gone; what is best now commenced on the day of the statement, not after it."""
        left = rule("left", conduct="remote-access", start=THEN)
        left = left.model_copy(update={"in_force": left.in_force.model_copy(update={"by": "Act 2009, s 2"})})
        found = compared("suffices", ACCESS, [UNTIL, left])
        assert (found.result, found.changed_by) == ("superseded", ("the end of Made Up Act 2000, s 1",))

    def test_what_was_lodged_is_named(self):
        one = duty("1", conduct="access", allows=(limit_to("purpose", "fraud"),))
        law = rule("1", conduct="access", purpose="fraud")
        made = catalogue(
            one, law, (exercise("1#limit", "2014-06-01"),), statements=(statement("change-needed", THEN, "1"),)
        )
        (found,) = compare_statements(made, DAY)
        assert (found.result, found.changed_by) == ("superseded", ("what New Zealand lodged on 1 June 2014",))

    def test_nothing_is_named_where_the_verdict_is_the_same(self):
        later = SINCE.model_copy(
            update={"in_force": SINCE.in_force.model_copy(update={"by": "Amendment Act 2014, s 2"})}
        )
        earlier = rule("earlier", conduct="access", end="2015-01-01")
        found = compared("suffices", ACCESS, [earlier, later])
        assert (found.result, found.changed_by) == ("agrees", ())

    def test_a_reading_settles_what_is_open_on_both_days(self):
        settled = reading(accepts=("act:arguable#conduct",))
        made = catalogue(ACCESS, ARGUABLE, readings=(settled,), statements=(statement("suffices", THEN, "1"),))
        assert [compare_statements(made, DAY, reading=r)[0].result for r in (None, "r")] == ["undecided", "agrees"]

    def test_an_article_comes_before_a_duty_of_the_same_id(self):
        """The verdict on article 1 stands for both of its duties."""
        found = compared("suffices", [ACCESS, duty("1(2)", conduct="delete")], ALWAYS)
        assert found.now.status == "partial"
        assert (
            compared("suffices", [ACCESS, duty("1(2)", conduct="delete")], ALWAYS, about=("1(2)",)).now.status
            == "unmet"
        )


class TestSentence:
    def test_who_when_where_and_what_the_verdict_is(self):
        assert compared("suffices", ACCESS, ALWAYS).sentence == (
            "Official, 1 January 2010: the law suffices (Made up, p 1). The verdict agrees: on 1 January "
            "2010 it is met."
        )

    def test_what_moved_since(self, policy: Gapcheck):
        found = {c.statement.id: c.sentence for c in policy.statements("2020-01-01", "text")}
        assert found["overtaken"] == (
            "Law Commission, 1 January 2014: the law has to change (Report 1, para 3). "
            "It is superseded by a later change: on 1 January 2014 the verdict is partial. "
            "On 1 January 2020 it is met, since Cyber Amendment Act 2015."
        )
        assert "The verdict disagrees: on 1 June 2012 it is partial. On 1 January 2020 it is met" in found["early"]
        assert found["unsurveyed"].endswith(
            "It cannot be held against the verdict: on 1 June 2016 that is not assessed."
        )
        assert "(Annex, p 1 and Annex, p 4)" in found["annex"]

    def test_an_open_verdict(self):
        found = compared("suffices", ACCESS, ARGUABLE).sentence
        assert found.endswith(
            "The verdict neither bears it out nor contradicts it: on 1 January 2010 it is contested (partial to met)."
        )


class TestWhichStatements:
    def ids(self, found: tuple[StatementComparison, ...]) -> list[tuple[str, str]]:
        return [(c.statement.id, c.about) for c in found]

    def test_those_made_by_the_day_in_the_order_of_their_dates(self, policy: Gapcheck):
        assert self.ids(policy.statements("2016-06-01")) == [
            ("early", "text:2"),
            ("overtaken", "text:2"),
            ("annex", "text:2"),
            ("annex", "text:8"),
            ("unsurveyed", "text:4(1)"),
        ]
        assert self.ids(policy.statements("2012-05-31")) == []

    def test_of_one_instrument(self, policy: Gapcheck):
        assert self.ids(policy.statements("2020-01-01", "mandate")) == [
            ("negotiators", "mandate:1.3"),
            ("negotiators", "mandate:1.4"),
        ]
        assert {c.about.partition(":")[0] for c in policy.statements("2020-01-01", "text")} == {"text"}

    def test_all_the_comparisons_of_one_instrument_are_among_all(self, policy: Gapcheck):
        every = policy.statements("2020-01-01")
        for instrument in ("text", "mandate"):
            assert policy.statements("2020-01-01", instrument) == tuple(
                c for c in every if c.about.startswith(f"{instrument}:")
            )

    def test_each_result_occurs(self, policy: Gapcheck):
        assert {c.result for c in policy.statements("2020-01-01")} == set(RESULTS)

    def test_one_on_a_matter_that_no_article_treats(self, policy: Gapcheck):
        (found,) = [c for c in policy.statements("2020-01-01") if not c.about]
        assert (found.result, found.then, found.now) == ("not_comparable", None, None)
        assert found.sentence.endswith(
            "No article treats extradition of nationals, so there is no verdict to hold it against."
        )

    def test_one_made_after_the_day_cannot_be_compared(self):
        """``compare_statements`` leaves it out; whoever asks for it by itself is told why."""
        made = catalogue(ACCESS, ALWAYS, statements=(statement("suffices", "2020-01-02", "1"),))
        assert compare_statements(made, DAY) == ()
        (found,) = StatementJudge(made, DAY).compare(made.statements[0])
        assert (found.result, found.then, found.now, found.changed_by) == ("not_comparable", None, None, ())
        assert found.sentence.endswith("It was made after 1 January 2020.")

    def test_one_made_on_the_day_counts(self):
        made = catalogue(ACCESS, ALWAYS, statements=(statement("suffices", "2020-01-01", "1"),))
        assert [c.result for c in compare_statements(made, DAY)] == ["agrees"]

    def test_a_mandate_is_held_against_the_text_and_what_was_withheld_against_nothing(self, policy: Gapcheck):
        found = policy.statements("2020-01-01", "mandate")
        assert [(c.result, c.now.words) for c in found] == [("disagrees", "unmet"), ("not_comparable", "withheld")]

    def test_unknown_ids_and_bad_dates(self, policy: Gapcheck):
        with pytest.raises(UnknownIdError, match="unknown instrument 'texts'; did you mean 'text'"):
            policy.statements("2020-01-01", "texts")
        with pytest.raises(UnknownIdError, match="unknown reading 'official'; did you mean 'officials'"):
            policy.statements("2020-01-01", reading="official")
        with pytest.raises(UsageError, match="as_at"):
            policy.statements("2020")

    def test_an_article_is_judged_once_for_each_day(self, monkeypatch: pytest.MonkeyPatch):
        import gapcheck.engine.assessment

        judged = []
        plain = gapcheck.engine.assessment.judge_article
        monkeypatch.setattr(
            gapcheck.engine.assessment,
            "judge_article",
            lambda a, d: judged.append(a.article) or plain(a, d),
        )
        same = tuple(statement("suffices", THEN, "1", id=str(n)) for n in range(3))
        compare_statements(catalogue(ACCESS, ALWAYS, statements=same), DAY)
        assert judged == ["1", "1"]

    def test_the_verdict_is_that_of_the_whole_assessment(self, policy: Gapcheck):
        for found in policy.statements("2026-01-01"):
            if found.now is not None:
                instrument, _, place = found.about.partition(":")
                assessment = policy.assess(instrument, found.now.day)
                whole = assessment[place] if place in assessment else assessment.duty(place)
                assert (found.now.status, found.now.low, found.now.high) == (whole.status, whole.low, whole.high)


class TestPlace:
    def test_by_the_name_of_its_divisions(self, policy: Gapcheck):
        assert place_in_words(policy.catalogue, "text:4(1)") == "Adopted Text, art 4(1)"
        assert place_in_words(policy.catalogue, "mandate:1.3") == "Mandate, item 1.3"

    def test_no_place_has_no_words(self, policy: Gapcheck):
        assert place_in_words(policy.catalogue, "") == ""


# Laws -------------------------------------------------------------------------------------------------------------


def with_statements(world: World, dice: Dice) -> Catalogue:
    """A random catalogue with statements about its articles and duties."""
    places = [f"t:{d.id}" for d in world.duties] + [
        f"t:{a.article}" for f in world.contents.articles for a in f.articles
    ]
    claims = ("suffices", "change-needed", "partly", "open")
    made = tuple(
        statement(dice.one(claims), dice.one(DAYS), *dice.some(places), id=str(n)).model_copy(
            update={"as_at": dice.one(DAYS)}
        )
        for n in range(dice.number(1, 5))
    )
    return Catalogue(Contents(**{**vars(world.contents), "policy": (StatementsFile(statements=made),)}))


@law(150)
@given_(worlds(), st.integers(0, 2**64 - 1))
def test_comparing_statements_does_not_depend_on_their_order(world, seed):
    made = with_statements(world, Dice(seed))
    (file,) = made.contents.policy
    halves = (StatementsFile(statements=file.statements[::-2]), StatementsFile(statements=file.statements[-2::-2]))
    turned = Catalogue(Contents(**{**vars(made.contents), "policy": halves}))
    assert compare_statements(turned, world.as_at) == compare_statements(made, world.as_at)
    alone = [c for s in made.statements if s.as_at <= world.as_at for c in StatementJudge(made, world.as_at).compare(s)]
    assert tuple(alone) == compare_statements(made, world.as_at)


@law(150)
@given_(worlds(), st.integers(0, 2**64 - 1))
def test_asked_on_its_own_day_no_statement_is_superseded(world, seed):
    made = with_statements(world, Dice(seed))
    for one in made.statements:
        for found in StatementJudge(made, one.as_at).compare(one):
            assert found.then == found.now
            assert found.result != "superseded"
            assert found.changed_by == ()


def _opposite(one: Statement) -> Statement:
    other = {"suffices": "change-needed", "change-needed": "suffices"}[one.claim]
    return one.model_copy(update={"claim": other})


@law(150)
@given_(worlds(), st.integers(0, 2**64 - 1))
def test_a_verdict_never_bears_out_both_of_two_opposite_claims(world, seed):
    made = with_statements(world, Dice(seed))
    for one in made.statements:
        if one.claim in ("suffices", "change-needed"):
            pairs = zip(
                StatementJudge(made, DAYS[-1]).compare(one),
                StatementJudge(made, DAYS[-1]).compare(_opposite(one)),
                strict=True,
            )
            for mine, other in pairs:
                assert {mine.result, other.result} != {"agrees"}
                assert (mine.result == "not_comparable") == (other.result == "not_comparable")
