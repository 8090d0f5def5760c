"""The best rule for a cell without testing every rule: the same answer as testing them all."""

from __future__ import annotations

import pickle
from datetime import date

from hypothesis import event, given
from support.builders import catalogue, duty, either, exception, limit_to, reading, rule
from support.builders import given as given_
from support.laws import law
from support.strategies import World, worlds

from gapcheck.engine.assessment import Judge
from gapcheck.engine.best_rules import OtherFindings, best_findings, preference
from gapcheck.engine.cells import Cell, cells_of
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import Finding, Outcome, Shortfall
from gapcheck.engine.rule_masks import RuleMasks
from gapcheck.faces import Assessment
from gapcheck.model.law import RuleEntry
from gapcheck.model.treaty import FullDuty


def every_finding(judge: Judge, full, cell) -> list[Finding]:
    """Each rule in force tested in turn, the best first."""
    tested = (judge.coverage.test(full, cell, entry) for entry in judge.coverage.rules)
    return sorted((f for f in tested if f is not None), key=preference)


def judge_of(result: Assessment) -> Judge:
    return Judge.of(result.catalogue, result.instrument, result.as_at, result.reading)


@law(600)
@given(worlds())
def test_best_reach_and_all_others_are_those_of_testing_every_rule(world: World) -> None:
    result = world.assess()
    judge = judge_of(result)
    for full in result.catalogue.duties_of("t"):
        for cell in cells_of(full):
            every = every_finding(judge, full, cell)
            tested, others = best_findings(judge.coverage, full, cell)
            event("some rule was left for later" if len(tested) < len(every) else "all were tested")
            assert tested[:1] == every[:1]
            assert list(others) == every[1:]
            nothing = [Ends.all(Outcome.DISJOINT)]
            reached = Ends.combined([f.ends for f in tested] or nothing, max)
            assert reached == Ends.combined([f.ends for f in every] or nothing, max)


def test_a_rule_that_covers_is_enough() -> None:
    # The second rule covers; the third has a condition of its own and the first is about something else.
    rules = [
        rule("1", conduct="delete"),
        rule("2", conduct="access"),
        rule("3", conduct="access", object="computer-data"),
    ]
    made = catalogue(duty(conduct="access"), rules=rules)
    judge = Judge.on(made, rules[0].in_force.start, None)
    full = made.duties_of("t")[0]
    tested, others = best_findings(judge.coverage, full, cells_of(full)[0])
    assert [f.entry.rule for f in tested] == [rules[1]]
    assert [f.entry.rule for f in others] == [rules[2]]


def test_of_two_that_fall_short_the_lighter_shortfall_is_nearer() -> None:
    made = catalogue(duty(conduct="access"), rules=[rule(conduct="access", id=str(n)) for n in range(1, 5)])
    kinds = ("missing", "extra_condition", "narrower", "exception")
    findings = [
        Finding(entry, Ends.all(Outcome.NARROW), (Shortfall(kind, entry.key, "object"),))
        for entry, kind in zip(made.rules, kinds, strict=True)
    ]
    ranked = [f.shortfalls[0].type for f in sorted(findings, key=preference)]
    assert ranked == ["exception", "narrower", "missing", "extra_condition"]


def ranked(*found: tuple[str, tuple[int, int, int, int], tuple[str, ...]]) -> list[str]:
    """Findings, given by name, ends and types of shortfall, the best first."""
    made = catalogue(duty(conduct="access"), rules=[rule(conduct="access", id=name) for name, _, _ in found])
    entries = {entry.rule.id: entry for entry in made.rules}
    findings = [
        Finding(entries[name], Ends(*map(Outcome, ends)), tuple(Shortfall(kind, name, "object") for kind in kinds))
        for name, ends, kinds in found
    ]
    return [finding.entry.rule.id for finding in sorted(findings, key=preference)]


NARROW = (1, 1, 1, 1)


def test_the_heaviest_shortfalls_are_compared_first() -> None:
    light, heavy = ("2", NARROW, ("narrower", "narrower")), ("1", NARROW, ("exception", "missing"))
    assert ranked(light, heavy) == ranked(heavy, light) == ["2", "1"]


def test_what_is_arguable_weighs_no_more_than_an_exception() -> None:
    assert ranked(("1", NARROW, ("narrower",)), ("2", NARROW, ("arguable",))) == ["2", "1"]


def test_fewer_shortfalls_go_before_lighter_ones() -> None:
    assert ranked(("1", NARROW, ("exception", "exception")), ("2", NARROW, ("missing",))) == ["2", "1"]


def test_what_may_cover_goes_before_what_falls_short_for_sure() -> None:
    assert ranked(("1", NARROW, ()), ("2", (0, 0, 2, 2), ("arguable",))) == ["2", "1"]


def tried(one, rules, **more) -> tuple[list[str], list[str]]:
    """The ids of the rules that were tested for the only cell of a duty, and those of all others."""
    made = catalogue(one, rules=rules)
    judge = Judge.on(made, date(2020, 1, 1), more.get("read"))
    (full,) = made.duties_of("t")
    first, others = best_findings(judge.coverage, full, cells_of(full)[0])
    return [f.entry.rule.id for f in first], [f.entry.rule.id for f in others]


class TestHowManyAreTested:
    """Only those that could be best, or reach the cell at an end at which nothing did; the rest when asked for."""

    ONE = duty(conduct="access", fault="intention")

    def lacking(self, id: str, count: int, **more):
        facets = dict([("fault", "negligence"), ("purpose", "fraud"), ("data", "traffic-data")][:count])
        return rule(id, conduct="access", **facets, **more)

    def test_one_that_covers_ends_it(self) -> None:
        assert tried(self.ONE, [self.lacking("a", 0), self.lacking("b", 0)]) == (["a"], ["b"])

    def test_those_with_more_shortfalls_than_the_best_are_left(self) -> None:
        rules = [self.lacking("three", 3), self.lacking("one", 1), self.lacking("two", 2)]
        assert tried(self.ONE, rules) == (["one"], ["two", "three"])

    def test_an_end_at_which_nothing_reaches_the_cell_asks_for_more(self) -> None:
        maybe = rule("maybe", conduct=given_("delete", arguably="access"))
        assert tried(self.ONE, [maybe, self.lacking("one", 1), self.lacking("two", 2)]) == (
            ["maybe", "one"],
            ["one", "two"],
        )

    def test_the_best_of_those_tested_decides_and_not_the_last(self) -> None:
        excepted = self.lacking("excepted", 1, exceptions=(exception("narrows"),))
        for rules in ([excepted, self.lacking("one", 1)], [self.lacking("one", 1), excepted]):
            assert tried(self.ONE, [*rules, self.lacking("two", 2)])[0] == ["one", "excepted"]

    def test_one_that_only_makes_an_exception_is_nearer_than_any_with_a_condition(self) -> None:
        excepted = self.lacking("excepted", 0, exceptions=(exception("narrows"),))
        narrower = rule("narrower", conduct="access", object="server")
        one = duty(conduct="access", object="thing")
        assert tried(one, [narrower, excepted]) == (["excepted"], ["narrower"])

    def test_a_rule_that_a_reading_keeps_away_is_among_no_others(self) -> None:
        one = duty(kind="power", power="search")
        rules = [
            rule("sure", kind="power", gives={"power": "search"}),
            rule("maybe", kind="power", gives={"power": given_(arguably="search")}),
        ]
        assert tried(one, rules) == (["sure", "maybe"], ["maybe"])
        assert tried(one, rules, read=reading(rejects=("act:maybe#power",))) == (["sure"], [])
        assert tried(one, rules[1:], read=reading(rejects=("act:maybe#power",))) == ([], [])


class TestWhatNeedsNoTest:
    """A rule whose shortfalls are sure is tested only where it is the first of those that fall short alike."""

    ONE = duty(conduct="access", object="thing", fault="intention")

    def asked(self, rules, *, one=ONE) -> list[str]:
        made = catalogue(one, rules=rules)
        coverage = _Counting.of(Judge.on(made, date(2020, 1, 1), None).coverage)
        (full,) = made.duties_of("t")
        best_findings(coverage, full, cells_of(full)[0])
        return coverage.tested

    def test_one_that_surely_covers_is_not(self) -> None:
        assert self.asked([rule("a", conduct="access")]) == []

    def test_one_that_may_cover_and_comes_before_it_is(self) -> None:
        maybe = rule("a", conduct="access", exceptions=(exception("arguable"),))
        sure = rule("b", conduct="access")
        assert self.asked([maybe, sure, rule("c", conduct="access", exceptions=(exception("narrows"),))]) == ["a"]

    def test_of_those_that_fall_short_alike_the_first_is(self) -> None:
        heavy = [rule(n, conduct="access", purpose="fraud") for n in "ab"]
        light = [rule(n, conduct="access", object="server") for n in "cd"]
        assert self.asked([*heavy, *light]) == ["c"]
        maybe = rule("e", conduct="access", object="server", exceptions=(exception("narrows"),))
        assert self.asked([*heavy, *light, maybe]) == ["c", "e"]

    def test_one_that_falls_short_where_a_narrowing_may_excuse_it_is(self) -> None:
        one = duty(conduct="access", object="thing", allows=(limit_to("object", "server"),))
        assert self.asked([rule(n, conduct="access", object="server") for n in "ab"], one=one) == ["a", "b"]


class _Counting(Coverage):
    """Remembers which rules were tested."""

    tested: list[str]

    @classmethod
    def of(cls, coverage: Coverage) -> _Counting:
        made = cls(coverage.vocabulary, coverage.rules, coverage.positions, coverage.opinion)
        made.tested = []
        return made

    def test_reaching(self, duty: FullDuty, cell: Cell, entry: RuleEntry) -> Finding | None:
        self.tested.append(entry.rule.id)
        return super().test_reaching(duty, cell, entry)


class TestOthers:
    """What the rules beside the best do: tested when somebody asks, and then no more of them than were asked for."""

    def others(self, asked: list[str]) -> tuple[OtherFindings, dict[str, RuleEntry]]:
        """Two rules that were tested, and three that were left: one of these turns out to be disjoint."""
        rules = [rule(n, conduct="access") for n in "abcdef"]
        made = catalogue(duty(conduct="access"), rules=rules)
        entries = {e.rule.id: e for e in made.rules}
        masks = RuleMasks(made.vocabulary, made.rules)

        def test(entry: RuleEntry) -> Finding | None:
            asked.append(entry.rule.id)
            return None if entry.rule.id == "e" else Finding(entry, Ends.all(Outcome.NARROW))

        tested = [Finding(entries[n], Ends.all(Outcome.NARROW)) for n in "bd"]
        return OtherFindings(tested, masks, masks.set_of(entries[n] for n in "ace"), test), entries

    def test_they_are_a_sequence_that_compares_and_pickles_as_what_it_holds(self) -> None:
        asked: list[str] = []
        others, entries = self.others(asked)
        assert [f.entry.rule.id for f in others.tested] == ["b", "d"]
        assert asked == []
        every = tuple(Finding(entries[n], Ends.all(Outcome.NARROW)) for n in "abcd")
        assert others == every
        assert (len(others), tuple(others), hash(others), repr(others)) == (4, every, hash(every), repr(every))
        assert (others[0], others[1:3], pickle.loads(pickle.dumps(others))) == (every[0], every[1:3], every)
        assert asked == ["a", "c", "e"]
        assert others == self.others(asked)[0]
        assert others != every[1:]
        assert others != list(every)

    def test_some_of_them_are_found_without_the_rest(self) -> None:
        asked: list[str] = []
        others, entries = self.others(asked)
        found = others.of([entries[n] for n in "fedc"])
        assert [f.entry.rule.id for f in found] == ["c", "d"]
        assert asked == ["c", "e"]
        assert others.of([]) == ()

    def test_those_that_are_known_are_not_tested_and_left_out(self) -> None:
        asked: list[str] = []
        others, entries = self.others(asked)
        found = others.but({entries[n].identity for n in "abf"})
        assert [f.entry.rule.id for f in found] == ["d", "c"]
        assert asked == ["c", "e"]


def test_a_choice_is_one_cell() -> None:
    made = catalogue(duty(conduct=either("access", "delete")), rules=[rule(conduct="access")])
    judge = Judge.on(made, made.rules[0].rule.in_force.start, None)
    full = made.duties_of("t")[0]
    assert [len(best_findings(judge.coverage, full, cell)[0]) for cell in cells_of(full)] == [1]
