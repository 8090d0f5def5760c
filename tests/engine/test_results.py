"""What the results say of themselves: in one line, by name, and at every end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.builders import SOURCE, answered, article, assessed, catalogue, duty, given, reading, rule
from support.questions import asked, question

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import assess
from gapcheck.engine.ends import Ends
from gapcheck.engine.results import RANK, STATUSES, InstrumentResult, Verdict
from gapcheck.errors import UnknownIdError
from gapcheck.model.law import Reform, Supports
from gapcheck.model.treaty import Article, Withholding

ACCESS, DELETE = duty("1(1)", conduct="access"), duty("1(2)", conduct="delete", force="consider")
RULES = (rule("sure", conduct="access"), rule("maybe", conduct=given("alter", arguably="delete")))


def result() -> InstrumentResult:
    return assess(
        catalogue([article(ACCESS, DELETE), article(duty("2", force="may"), number="2")], RULES), "t", "2015-01-01"
    )


class TestInOneLine:
    def test_a_cell_names_its_best_rule(self) -> None:
        first, second = result().duties[:2]
        assert repr(first.cells[0]) == "<Cell: covers (act:sure)>"
        assert repr(second.cells[0]) == "<Cell: arguable (act:maybe)>"
        (alone,) = assessed(duty(conduct="access")).duties[0].cells
        assert repr(alone) == "<Cell: disjoint>"

    def test_a_duty_names_its_ends_where_they_differ(self) -> None:
        first, second = result().duties[:2]
        assert repr(first) == "<Duty t:1(1): met>"
        assert repr(second) == "<Duty t:1(2): contested, unmet to met>"

    def test_a_verdict_is_told_by_itself_and_inside_a_sentence(self) -> None:
        first = result().duties[0]
        assert (first.words, first.verdict.words) == ("Met", "met")

    def test_an_article_names_its_duties(self) -> None:
        first = result().articles[0]
        assert repr(first) == "<Article 1 Article 1: met (1(1) met, 1(2) contested)>"


class TestADuty:
    def test_it_is_known_by_its_id_and_by_what_it_asks(self) -> None:
        first, second = result().duties[:2]
        assert (first.id, first.pinpoint, first.text) == ("t:1(1)", "1(1)", "Duty 1(1).")
        assert (first.force, first.kind, first.binding) == ("shall", "offence", True)
        assert (second.force, second.binding) == ("consider", False)

    def test_a_cell_without_a_rule_has_no_findings(self) -> None:
        (alone,) = assessed(duty(conduct="access")).duties[0].cells
        assert (alone.findings, alone.result) == ((), "disjoint")
        (reached,) = assessed(duty(conduct="access"), rule(conduct="access")).duties[0].cells
        assert [f.entry.key for f in reached.findings] == ["act:1"]


class TestAnInstrument:
    def test_it_holds_its_articles_in_order(self) -> None:
        found = result()
        assert len(found) == 2
        assert [a.article.article for a in found] == ["1", "2"]
        assert ("1" in found, 2 in found, "3" in found) == (True, True, False)
        assert found[2] is found["2"] is found.articles[1]
        assert found.duty("1(2)") is found.duty("t:1(2)") is found.duties[1]

    def test_an_article_or_duty_that_it_has_not_is_an_error_with_the_nearest(self) -> None:
        with pytest.raises(UnknownIdError, match="unknown article '3'"):
            result()["3"]
        with pytest.raises(UnknownIdError, match=r"unknown duty '1\(3\)'; did you mean '1\(2\)'"):
            result().duty("t:1(3)")

    def test_the_rules_of_other_days_begin_after_it_or_ended_by_then(self) -> None:
        days = {"today": ("2020-01-01", None), "tomorrow": ("2020-01-02", None), "soon": ("2000-01-01", "2020-01-02")}
        days |= {"just": ("2000-01-01", "2020-01-01"), "long": ("2000-01-01", "2010-01-01")}
        rules = [rule(id, conduct="access", start=start, end=end) for id, (start, end) in days.items()]
        found = assessed(ACCESS, rules)
        assert {e.rule.id for e in found.not_yet_in_force} == {"tomorrow"}
        assert {e.rule.id for e in found.no_longer_in_force} == {"just", "long"}
        assert {e.rule.id for e in found.rules_in_force(found.as_at)} == {"today", "soon"}

    def test_nobody_is_bound_by_a_draft(self) -> None:
        made = catalogue(ACCESS, RULES, binding_from="2000-01-01")
        found = assess(made, "t", "2015-01-01")
        assert (found.binding_record, found.binding) == ("bound", True)
        draft = found.instrument.model_copy(update={"text_status": "draft"})
        again = InstrumentResult(**{**vars(found), "instrument": draft})
        assert (again.binding_record, again.binding) == ("no_obligation", False)


class TestVerdictsInWords:
    """How many articles have each verdict, the best first, and no other verdict."""

    def found(self) -> InstrumentResult:
        duties = [
            article(duty(n, conduct=c), number=n) for n, c in zip("123", ("interfere", "delete", "access"), strict=True)
        ]
        questions = (question("q", "act:maybe#conduct", nature="evidence"),)
        return assess(asked(catalogue(duties, RULES), *questions), "t", "2015-01-01")

    def test_each_is_counted(self) -> None:
        assert list(self.found().verdicts.items()) == [("Met", 1), ("Likely met, to be confirmed", 1), ("Partial", 1)]

    def test_they_are_told_in_a_line(self) -> None:
        assert self.found().verdicts_in_words == "1 met, 1 likely met to be confirmed, 1 partial"

    def test_the_line_of_an_assessment_names_its_reading(self) -> None:
        made = catalogue(article(ACCESS), RULES, readings=(reading(),))
        assert repr(assess(made, "t", "2015-01-01", "r")) == (
            "<Assessment Treaty v NZ law as at 2015-01-01, reading r: 1 met>"
        )


class TestWhatADutyRestsOn:
    def test_the_best_rules_come_by_their_places_then_those_that_give_to_them(self) -> None:
        search = [
            rule(n, kind="power", gives={"power": "search"}, object=o) for n, o in (("4", "machine"), ("3", "server"))
        ]
        give = {"secrecy": "confidential"}
        givers = [
            rule("2", conduct="access", gives=give, supports=Supports(rules=["act:4"])),
            rule("1", conduct="access", gives=give, supports=Supports(rules=["act:3"])),
        ]
        one = duty("9", kind="power", power="search", secrecy="confidential", object=["machine", "server"])
        found = assessed(one, [*givers, *search])
        order = {e.rule.id: n for n, e in enumerate(found.rules)}
        ids = [e.rule.id for e in found.duties[0].rules]
        assert ids[:2] == sorted(["3", "4"], key=order.__getitem__)
        assert ids[2:] == sorted(["1", "2"], key=order.__getitem__)

    def test_a_rule_that_is_best_for_two_cells_is_told_once(self) -> None:
        found = assessed(duty(conduct=["access", "delete", "alter"]), rule(conduct=["access", "delete"]))
        assert [e.key for e in found.duties[0].rules] == ["act:1"]
        assert found.duties[0].parts == (found.duties[0],)

    def test_one_that_follows_others_rests_on_these(self) -> None:
        duties = [article(duty("1", follows=("2",)), number="1"), article(duty("2", conduct="access"), number="2")]
        found = assessed(duties, rule(conduct="access"))
        assert [d.id for d in found.duties[0].parts] == ["t:2"]
        assert [e.key for e in found.duties[0].rules] == ["act:1"]

    def test_its_certainty_and_ends_are_those_of_its_verdict(self) -> None:
        made = asked(catalogue(DELETE, RULES), question("q", "act:maybe#conduct"))
        (found,) = assess(made, "t", "2015-01-01").duties
        assert (found.status, found.certainty) == ("met", "view")
        assert (found.low, found.view_low, found.view_high, found.high) == ("unmet", "met", "met", "met")


class TestWithheldArticles:
    HIDDEN = Withholding(ground="s 6(a)", source=(SOURCE,))

    def items(self, *numbers: str, hidden: tuple[str, ...] = ()) -> InstrumentResult:
        made = [
            Article(article=n, heading=n, chapter="C", withheld=self.HIDDEN)
            if n in hidden
            else article(duty(n, conduct="access"), number=n)
            for n in numbers
        ]
        return assess(answered(made, duty("5", conduct="access")), "t", "2015-01-01")

    def test_the_status_occurs_only_where_some_are(self) -> None:
        assert self.items("1", "2").statuses == STATUSES
        assert self.items("1", "2", hidden=("2",)).statuses == (*STATUSES, "withheld")
        assert self.items("1", "2", hidden=("2",)).counts["withheld"] == 1

    def test_of_each_group_with_some_it_is_known_how_many_can_be_assessed(self) -> None:
        found = self.items("1.1", "1.2", "6.1", "6.2", "6.3", hidden=("6.1", "6.3"))
        assert dict(found.assessable) == {"6": (1, 3)}
        assert dict(self.items("1.1").assessable) == {}

    def test_what_it_is_held_against_is_named(self) -> None:
        assert self.items("1").law == "the Text"
        assert repr(self.items("1")).startswith("<Assessment Mandate v the Text as at 2015-01-01: ")
        assert result().law == "New Zealand law"


def test_statuses_rank_from_unmet_to_met() -> None:
    assert [RANK[status] for status in ("unmet", "partial", "met_with_reservation", "met")] == [0, 1, 2, 3]


def test_without_a_position_nothing_is_known_of_whether_it_binds() -> None:
    made = catalogue(ACCESS, RULES)
    bare = Catalogue(replace(made.contents, positions=()))
    assert assess(bare, "t", "2015-01-01").binding_record == "no_record"


def test_the_reform_that_was_laid_over_the_law_is_named() -> None:
    found = InstrumentResult(**{**vars(result()), "reform": Reform.model_construct(id="bill-12")})
    assert repr(found).startswith("<Assessment Treaty v NZ law as at 2015-01-01, with bill-12: ")


class TestAVerdict:
    @pytest.mark.parametrize(
        ("ends", "status", "certainty"),
        [
            (("met", "met", "met", "met"), "met", "settled"),
            (("unmet", "met", "met", "met"), "met", "view"),
            (("unmet", "partial", "partial", "met"), "partial", "view"),
            (("unmet", "unmet", "met", "met"), "unclear", "open"),
        ],
    )
    def test_it_is_what_all_ends_agree_on_or_the_view_says(self, ends, status, certainty) -> None:
        found = Verdict.of(Ends(*ends))
        assert (found.status, found.certainty, found.ends) == (status, certainty, Ends(*ends))

    def test_nothing_to_judge_has_no_certainty(self) -> None:
        assert (Verdict.none("no_duty").certainty, Verdict.none("withheld").words) == (None, "withheld")

    def test_what_nobody_looked_for_keeps_its_ends(self) -> None:
        found = Verdict.of(Ends.all("unmet")).not_assessed()
        assert (found.status, found.certainty, found.ends) == ("not_assessed", None, Ends.all("unmet"))
