"""Sets of rules as whole numbers: what they hold is what comparing each rule finds."""

from __future__ import annotations

from hypothesis import event, given
from support.laws import law
from support.strategies import World, worlds

from gapcheck.engine.assessment import Judge
from gapcheck.engine.cells import cells_of
from gapcheck.engine.rule_masks import RuleMasks, compare, numbers


def test_a_set_tells_its_numbers_in_order() -> None:
    assert list(numbers(0b10110)) == [1, 2, 4]
    assert list(numbers(0)) == []


@law(400)
@given(worlds())
def test_rules_that_reach_a_cell_are_those_that_no_condition_and_no_silence_keeps_from_it(world: World) -> None:
    made = world.assess().catalogue
    masks = RuleMasks(made.vocabulary, made.rules)
    for full in made.duties_of("t"):
        kind = full.duty.kind
        anchor = made.vocabulary.kinds[kind].anchor
        for cell in cells_of(full):
            reaching = {
                number
                for number, entry in enumerate(made.rules)
                if entry.rule.kind == kind
                and not masks.is_silent(cell, entry, anchor)
                and all(
                    compare(made.vocabulary, c, cell.scope.get(c.facet, ())) != "disjoint"
                    for c in entry.rule.conditions
                )
            }
            event(f"{min(len(reaching), 3)} rules")
            assert set(numbers(masks.reaching(kind, cell))) == reaching


@law(400)
@given(worlds())
def test_no_rule_is_said_to_have_more_shortfalls_than_it_has(world: World) -> None:
    result = world.assess()
    judge = Judge.of(result.catalogue, result.instrument, result.as_at, result.reading)
    masks = judge.coverage.masks
    for full in result.catalogue.duties_of("t"):
        limited = frozenset(a.value.facet for a in full.allows)
        for cell in cells_of(full):
            left = masks.reaching(full.duty.kind, cell) & judge.coverage.mine
            levels = list(masks.by_least_shortfalls(left, cell, limited))
            assert sum(levels) == left
            for least, level in enumerate(levels):
                for number in numbers(level):
                    finding = judge.coverage.test(full, cell, masks.rules[number])
                    assert finding is None or len(finding.shortfalls) >= least


def test_the_set_of_some_rules_has_their_places() -> None:
    entries = _three_rules()
    masks = RuleMasks(entries[0], entries[1])
    assert masks.set_of([entries[1][0], entries[1][2]]) == 0b101
    assert masks.of_kind("offence") == 0b111
    assert masks.of_kind("power") == 0


def _three_rules():
    from support.builders import catalogue, duty, rule

    made = catalogue(duty(conduct="access"), rules=[rule(id=n, conduct="access") for n in "123"])
    return made.vocabulary, made.rules
