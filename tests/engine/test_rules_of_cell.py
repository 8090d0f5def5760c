"""What the rules do for a cell, asked in part: the same as going through all of them."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import event, given
from support.builders import catalogue, duty, exception, rule
from support.builders import given as given_
from support.laws import law
from support.questions import asked_worlds
from support.strategies import World, worlds

from gapcheck.engine.assessment import assess
from gapcheck.engine.best_rules import OtherFindings
from gapcheck.engine.cells import Cell
from gapcheck.engine.ends import Ends
from gapcheck.engine.findings import Finding, Outcome
from gapcheck.engine.results import CellResult
from gapcheck.engine.rule_masks import RuleMasks
from gapcheck.engine.rules_of_cell import doing_more, findings_of, hopeful, others_but
from gapcheck.engine.rules_of_cell import tested as at_hand
from gapcheck.model.law import RuleEntry

DAY = "2020-01-01"
COVERS = Outcome.COVERS_BY_POSITION


def cells(world: World) -> list[CellResult]:
    return [c for d in world.assess().duties for c in d.cells]


def more(cell: CellResult) -> list[Finding]:
    """Each of the others in turn."""
    best = cell.best
    return [f for f in cell.others if best and any(f.ends[end] > best.ends[end] for end in range(4))]


def as_tuples(cell: CellResult) -> CellResult:
    return replace(cell, others=tuple(cell.others))


@law(300)
@given(worlds())
def test_the_hopeful_rule_is_the_first_that_could_cover(world: World) -> None:
    for cell in cells(world):
        found = hopeful(cell)
        event("none" if found is None else "the best" if found is cell.best else "another")
        assert found == next((f for f in cell.findings if f.high >= COVERS), None) == hopeful(as_tuples(cell))


@law(300)
@given(asked_worlds())
def test_those_that_do_more_than_the_best_are_found_without_those_that_cannot(world: World) -> None:
    for cell in cells(world):
        found = doing_more(cell)
        event("some" if found else "none")
        assert list(found) == more(cell) == list(doing_more(as_tuples(cell)))


@law(200)
@given(worlds())
def test_some_findings_are_those_of_all_of_them(world: World) -> None:
    for cell in cells(world):
        entries = [f.entry for n, f in enumerate(cell.findings) if n % 2]
        assert findings_of(cell, entries) == cell.findings[1::2] == findings_of(as_tuples(cell), entries)


@law(200)
@given(worlds())
def test_those_that_are_not_known_are_what_is_left_of_all_of_them(world: World) -> None:
    for cell in cells(world):
        known = {f.entry.identity for f in cell.others[::2]}
        left = {f.entry.identity for f in cell.others[1::2]}
        event("some" if left else "none")
        for asked in (cell, as_tuples(cell)):
            found = [entry.identity for entry in others_but(asked, known)]
            assert (set(found), len(found)) == (left, len(left))


ONE = duty(conduct="access", fault="intention")


def only_cell(*rules) -> CellResult:
    ((cell,),) = (d.cells for d in assess(catalogue(ONE, rules), "t", DAY).duties)
    return cell


def ids(found: tuple[Finding, ...]) -> list[str]:
    return [f.entry.rule.id for f in found]


def test_where_nothing_reaches_a_cell_nothing_is_found() -> None:
    nothing = only_cell(rule("a", conduct="delete"))
    assert (hopeful(nothing), doing_more(nothing), findings_of(nothing, [])) == (None, (), ())


def test_what_covers_by_position_is_hopeful_and_what_is_narrow_is_not() -> None:
    narrow = only_cell(rule("a", conduct="access", fault="intention", purpose="fraud"))
    assert hopeful(narrow) is None
    assert narrow.best is not None
    by_position = replace(narrow.best, ends=Ends.all(COVERS))
    assert hopeful(CellResult(Cell(()), by_position.ends, narrow.best, (by_position,))) is by_position
    assert hopeful(CellResult(Cell(()), by_position.ends, by_position)) is by_position


def test_the_hopeful_rule_may_stand_behind_the_best() -> None:
    sure = rule("a", conduct="access", fault="intention", purpose="fraud")
    maybe = rule("b", conduct=given_("delete", arguably="access"), fault="intention")
    excepted = rule("c", conduct="access", fault="intention", exceptions=(exception("arguable"),))
    assert ids((hopeful(only_cell(sure, maybe)),)) == ["b"]
    assert ids((hopeful(only_cell(sure, excepted)),)) == ["c"]


def test_where_the_best_is_disjoint_at_an_end_any_narrow_rule_does_more_there() -> None:
    maybe = rule("a", conduct=given_("delete", arguably="access"), fault="intention")
    narrow = rule("b", conduct="access", fault="negligence", purpose="fraud")
    found = only_cell(maybe, narrow)
    assert found.best is not None
    assert (found.best.entry.rule.id, found.best.low) == ("a", Outcome.DISJOINT)
    assert ids(doing_more(found)) == ["b"]


def test_a_rule_that_needed_no_test_may_do_more_where_the_best_is_disjoint_at_an_end() -> None:
    maybe = rule("a", conduct=given_("delete", arguably="access"), fault="intention")
    found = only_cell(
        maybe,
        rule("b", conduct="access", fault="negligence"),
        rule("c", conduct="access", fault="negligence", purpose="fraud"),
    )
    assert ids(at_hand(found)) == ["a", "b"]
    assert ids(doing_more(found)) == ["b", "c"]


def test_of_rules_that_fall_short_for_sure_none_does_more() -> None:
    found = only_cell(
        rule("a", conduct="access", fault="negligence"),
        rule("b", conduct="access", fault="negligence", purpose="fraud"),
    )
    assert found.best is not None
    assert (doing_more(found), ids(found.findings)) == ((), ["a", "b"])


def test_the_best_is_among_those_asked_for_or_not() -> None:
    found = only_cell(*(rule(n, conduct="access", fault="negligence") for n in "abc"))
    first, second, third = (f.entry for f in found.findings)
    assert ids(findings_of(found, [third, first])) == ["a", "c"]
    assert ids(findings_of(found, [second])) == ["b"]
    assert ids(findings_of(replace(found, others=found.others[:]), [third])) == ["c"]


class TestHowManyAreTested:
    """None but those that the question needs, of the rules that were left when the best was found."""

    def cell(self, asked: list[str]) -> tuple[CellResult, dict[str, RuleEntry]]:
        """The best, another that was tested, and two that were left."""
        made = catalogue(ONE, [rule(name, conduct="access") for name in "abcd"])
        entries = {e.rule.id: e for e in made.rules}
        masks = RuleMasks(made.vocabulary, made.rules)

        def test(entry: RuleEntry) -> Finding:
            asked.append(entry.rule.id)
            return Finding(entry, Ends.all(Outcome.NARROW))

        best, second = (Finding(entries[name], Ends.all(Outcome.NARROW)) for name in "ab")
        others = OtherFindings([second], masks, masks.set_of(entries[name] for name in "cd"), test)
        return CellResult(Cell(()), best.ends, best, others), entries

    def test_for_the_best_none(self) -> None:
        asked: list[str] = []
        found, _ = self.cell(asked)
        assert (ids(at_hand(found)), hopeful(found), doing_more(found)) == (["a", "b"], None, ())
        assert asked == []

    def test_for_some_of_them_these(self) -> None:
        asked: list[str] = []
        found, entries = self.cell(asked)
        assert ids(findings_of(found, [entries["d"]])) == ["d"]
        assert asked == ["d"]

    def test_for_those_that_are_not_known_the_rest(self) -> None:
        asked: list[str] = []
        found, entries = self.cell(asked)
        known = {entries[name].identity for name in "abc"}
        assert [e.rule.id for e in others_but(found, known)] == ["d"]
        assert asked == ["d"]
