"""The best rule for a cell without testing every rule: the same answer as testing them all."""

from __future__ import annotations

import pickle

from hypothesis import event, given
from support.builders import catalogue, duty, either, rule
from support.laws import law
from support.strategies import World, worlds

from gapcheck.engine.assessment import Judge
from gapcheck.engine.best_rules import OtherFindings, best_findings, preference
from gapcheck.engine.cells import cells_of
from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import Finding, Outcome, Shortfall
from gapcheck.faces import Assessment


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
    rules = [rule(conduct="delete"), rule(conduct="access"), rule(conduct="access", object="computer-data")]
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


def test_others_are_a_sequence_that_compares_and_pickles_as_what_it_holds() -> None:
    asked: list[int] = []

    def find() -> list[Finding]:
        asked.append(1)
        return []

    others = OtherFindings(find)
    assert not asked
    assert others == ()
    assert (len(others), list(others), hash(others)) == (0, [], hash(()))
    assert pickle.loads(pickle.dumps(others)) == ()
    assert (repr(others), others[:1], len(asked)) == ("()", (), 1)
    assert OtherFindings(list) != (1,)


def test_a_choice_is_one_cell() -> None:
    made = catalogue(duty(conduct=either("access", "delete")), rules=[rule(conduct="access")])
    judge = Judge.on(made, made.rules[0].rule.in_force.start, None)
    full = made.duties_of("t")[0]
    assert [len(best_findings(judge.coverage, full, cell)[0]) for cell in cells_of(full)] == [1]
