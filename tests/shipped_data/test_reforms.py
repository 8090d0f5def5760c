"""The reforms of the bundled catalogue: the Act of 2025, laid over the law before it, gives the law after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.assessing import assess

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.loading import load
from gapcheck.change.reform import with_reform
from gapcheck.faces import Assessment
from gapcheck.model.law import Enactment, Rule, RuleEntry

REFORM = "budapest-amendment-act-2025"
ACT = "Budapest Convention and Related Matters Legislation Amendment Act 2025"
BEFORE, PART_2, AFTER = date(2023, 12, 20), date(2025, 7, 31), date(2025, 10, 1)
ELSEWHERE = {
    "criminal-proceeds-recovery-act-2009:24A(1)",
    "criminal-proceeds-recovery-act-2009:50C(1)",
    "practice:3",
    "practice:4",
    "practice:33",
}
"""What came between the two days without the Act: an amendment of another Act, and what New Zealand did on acceding."""
ENDED_ELSEWHERE = {"practice:4", "practice:31-budapest"}
"""The practice of a State that is no Party, which ended on accession and not by the Act."""


@pytest.fixture(scope="module")
def bundled() -> Catalogue:
    return load()


@pytest.fixture(scope="module")
def reformed(bundled) -> Catalogue:
    return with_reform(bundled, REFORM, date(2025, 12, 1))


@pytest.fixture(scope="module")
def law(bundled) -> Catalogue:
    """The law in force, without what came between the two days otherwise than by the Act."""
    return without_others(bundled)


def between(entry: RuleEntry, start: date, end: date) -> bool:
    """Whether the rule began or ended after ``start`` and up to ``end``."""
    return any(d is not None and start < d <= end for d in (entry.rule.in_force.start, entry.rule.in_force.end))


def by_the_act(entry: RuleEntry) -> bool:
    return (entry.rule.in_force.by or "").startswith(ACT)


def without_others(catalogue: Catalogue) -> Catalogue:
    """The catalogue without what came or went between the two days otherwise than by the Act."""

    def kept(act: str, rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        stayed = (r for r in rules if f"{act}:{r.id}" not in ELSEWHERE or r.in_force.start <= BEFORE)
        return tuple(_lasting(r) if f"{act}:{r.id}" in ENDED_ELSEWHERE else r for r in stayed)

    statutes = tuple(
        f.model_copy(
            update={"sections": tuple(s.model_copy(update={"rules": kept(f.act.id, s.rules)}) for s in f.sections)}
        )
        for f in catalogue.contents.statutes
    )
    return Catalogue(replace(catalogue.contents, statutes=statutes))


def _lasting(rule: Rule) -> Rule:
    return rule.model_copy(update={"in_force": rule.in_force.model_copy(update={"end": None})})


def ends(found: Assessment) -> dict[str, tuple[str, str, str]]:
    articles = {f"article {a.article.article}": (a.status, a.low, a.high) for a in found}
    return articles | {d.id: (d.status, d.low, d.high) for d in found.duties}


def _place(entry: RuleEntry) -> tuple[str | None, ...]:
    return entry.section.section, entry.section.heading, entry.section.pco_id


def enactments(catalogue: Catalogue) -> list[Enactment]:
    return [c.enact for c in catalogue.reform(REFORM).changes if c.enact is not None]


def test_what_changed_between_the_two_days_is_the_act_and_a_few_rules_that_are_named(bundled):
    changed = [e for e in bundled.rules if between(e, BEFORE, AFTER) and not by_the_act(e)]
    assert {e.key for e in changed if e.rule.in_force.start > BEFORE} == ELSEWHERE
    repealed = {c.repeal for c in bundled.reform(REFORM).changes if c.repeal is not None}
    assert {e.key for e in changed if e.rule.in_force.start <= BEFORE} - repealed == ENDED_ELSEWHERE


def test_with_the_reform_the_statute_book_is_that_of_the_day(reformed, law):
    """Rule by rule, in every key but the days: nothing is missing, nothing is left over."""

    def rules(catalogue: Catalogue) -> dict[str, object]:
        found = catalogue.rules_in_force(AFTER)
        return {e.key: (_place(e), e.rule.model_dump(exclude={"in_force"})) for e in found}

    assert rules(reformed) == rules(law)


@pytest.mark.parametrize("day", [BEFORE, PART_2, AFTER])
def test_with_the_reform_every_instrument_stands_as_it_does_under_the_law_in_force(bundled, reformed, law, day):
    """Article by article and duty by duty, status, low and high end; the law in force without what came otherwise."""
    for instrument in bundled.instruments:
        assert ends(assess(reformed, instrument, day)) == ends(assess(law, instrument, day)), instrument


def test_so_they_do_under_every_reading(bundled, reformed, law):
    assert bundled.readings
    for reading in bundled.readings:
        for instrument in ("budapest", "uncc"):
            expected = ends(assess(law, instrument, AFTER, reading))
            assert ends(assess(reformed, instrument, AFTER, reading)) == expected, (reading, instrument)


def test_the_law_in_force_differs_only_where_a_rule_from_elsewhere_answers(bundled, reformed):
    differing = set()
    for instrument in bundled.instruments:
        now, then = assess(bundled, instrument, AFTER), assess(reformed, instrument, AFTER)
        for one, other in zip(now.duties, then.duties, strict=True):
            if (one.status, one.low, one.high) != (other.status, other.low, other.high):
                rules = {e.key for e in (*one.rules, *other.rules)}
                assert rules & (ELSEWHERE | ENDED_ELSEWHERE), one.id
                differing.add(instrument)
    assert "budapest" in differing  # art 35: the 24/7 contact point


def test_the_rules_that_the_reform_enacts_are_those_of_the_statute_files(bundled):
    """Field by field, so that the two texts cannot drift apart."""
    files = {e.key: e for e in bundled.rules if by_the_act(e)}
    enacted = {f"{c.act}:{c.rule.id}": c for c in enactments(bundled)}
    assert enacted.keys() == files.keys()
    for key, enactment in enacted.items():
        assert enactment.rule.model_dump() == files[key].rule.model_dump(), key
        assert (enactment.section, enactment.heading) == (files[key].section.section, files[key].section.heading), key


def test_the_reform_repeals_what_ended_when_the_act_commenced(bundled):
    file = bundled.reform(REFORM)
    repealed = {(c.repeal, c.commences or file.reform.commences) for c in file.changes if c.repeal is not None}
    assert repealed == {(e.key, e.rule.in_force.end) for e in bundled.rules if e.rule.in_force.end in (PART_2, AFTER)}


def test_each_change_commences_when_its_part_of_the_act_did(bundled):
    file = bundled.reform(REFORM)
    assert (file.reform.stage, file.reform.over, file.reform.commences) == ("enacted", BEFORE, AFTER)
    for change in file.changes:
        key = change.repeal or (change.enact.act if change.enact else "")
        crimes = key.startswith("crimes-act-1961")
        assert (change.commences or file.reform.commences) == (PART_2 if crimes else AFTER), key
