"""Suspect rules: shown wherever a verdict rests on them, without changing it, until they are encoded anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.assessing import assess
from support.builders import SOURCE
from support.leaks import leaks

from gapcheck import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.staleness import RecordedFinding, SuspectRule, fingerprint
from gapcheck.explain.explanation import explain
from gapcheck.faces import Assessment
from gapcheck.model.law import RuleEntry, Saving
from gapcheck.report.frames import duty_frame
from gapcheck.report.json_contract import assessment_as_dict
from gapcheck.report.markdown import render_markdown
from gapcheck.report.notebook_html import assessment_html
from gapcheck.report.outputs import render
from gapcheck.report.report import make_report
from gapcheck.report.rows.duties import duty_rows

DAY = date(2020, 1, 1)
WHAT = "in the official text as at 1 January 2015, the heading of s 5 is 'Hacking'"
DOUBT = RecordedFinding(code="heading-differs", text=WHAT)
TOLD = f"Computer Act 1990, s 5(1) is suspect until it is reviewed: {WHAT}."


def entry_of(catalogue: Catalogue, key: str, start: date) -> RuleEntry:
    return next(e for e in catalogue.rules if e.identity == (key, start))


def doubted(catalogue: Catalogue, print_: str | None = None, start: date = date(2004, 4, 1)) -> Catalogue:
    """The catalogue in which the rule on access is suspect."""
    entry = entry_of(catalogue, "computer-act-1990:5(1)", start)
    record = SuspectRule.model_validate(
        {
            "rule": entry.key,
            "from": start,
            "fingerprint": print_ or fingerprint(entry),
            "as_at": date(2015, 1, 1),
            "found": (DOUBT,),
        }
    )
    return Catalogue(replace(catalogue.contents, verification=(record,)), catalogue.version, catalogue.origins)


@pytest.fixture(scope="module")
def sound(small: Gapcheck) -> Assessment:
    return assess(small.catalogue, "model", DAY)


@pytest.fixture(scope="module")
def suspect(small: Gapcheck) -> Assessment:
    return assess(doubted(small.catalogue), "model", DAY)


def test_no_verdict_changes(sound: Assessment, suspect: Assessment) -> None:
    assert [(d.id, d.status, d.low, d.high) for d in suspect.duties] == [
        (d.id, d.status, d.low, d.high) for d in sound.duties
    ]


def test_every_duty_that_rests_on_the_rule_says_so(suspect: Assessment) -> None:
    resting = {d.id for d in suspect.duties if any(e.key == "computer-act-1990:5(1)" for e in d.rules)}
    assert resting
    assert {f"{r.instrument}:{r.duty}" for r in duty_rows(suspect) if r.suspect == (TOLD,)} == resting
    assert {
        d["id"] for a in assessment_as_dict(suspect)["articles"] for d in a["duties"] if d["suspect"] == [TOLD]
    } == resting
    frame = duty_frame(suspect)
    assert set(frame[frame.suspect == TOLD].duty) == {name.partition(":")[2] for name in resting}


@pytest.mark.parametrize("form", ["xlsx", "docx", "html", "md"])
def test_every_output_says_so(suspect: Assessment, sound: Assessment, form: str) -> None:
    for told in ("is suspect until it is reviewed", "on rules that an official text calls in question"):
        assert all(leaks(name, raw, told) for name, raw in render(make_report(suspect, "C"), [form]).items())
        assert not any(leaks(name, raw, told) for name, raw in render(make_report(sound, "C"), [form]).items())


def test_it_is_told_in_explanations_and_reports(suspect: Assessment) -> None:
    duty = next(d for d in suspect.duties if any(e.key == "computer-act-1990:5(1)" for e in d.rules))
    explanation = explain(suspect, duty.id)
    assert TOLD in explanation.sentences
    full = explain(suspect, duty.id, full=True)
    assert [p.sentences for p in full.passages if p.heading == "Suspect"] == [(TOLD,)]
    assert "- Suspect: Computer Act 1990, s 5(1) is suspect" in render_markdown(suspect)
    assert "<br>suspect" in assessment_html(suspect)


def test_nothing_is_said_where_nothing_is_suspect(sound: Assessment) -> None:
    assert all(r.suspect == () for r in duty_rows(sound))
    assert "uspect" not in render_markdown(sound)
    assert "uspect" not in assessment_html(sound)


def test_it_lapses_when_the_rule_is_encoded_anew(small: Gapcheck) -> None:
    assert doubted(small.catalogue, "000000000000").suspects == {}


def test_another_interval_of_the_rule_is_not_suspect(small: Gapcheck) -> None:
    assert all(
        r.suspect == () for r in duty_rows(assess(doubted(small.catalogue, start=date(1990, 7, 1)), "model", DAY))
    )


def test_what_a_reform_makes_of_a_suspect_rule_is_suspect(small: Gapcheck) -> None:
    catalogue = doubted(small.catalogue)
    rule = entry_of(catalogue, "computer-act-1990:5(1)", date(2004, 4, 1)).rule
    day = date(2019, 1, 1)
    parts = (
        rule.model_copy(update={"in_force": rule.in_force.model_copy(update={"end": day})}),
        rule.model_copy(update={"in_force": rule.in_force.model_copy(update={"start": day}), "exceptions": ()}),
    )
    statutes = tuple(
        f.model_copy(
            update={
                "sections": tuple(
                    s.model_copy(update={"rules": tuple(x for r in s.rules for x in (parts if r is rule else (r,)))})
                    for s in f.sections
                )
            }
        )
        for f in catalogue.contents.statutes
    )
    reformed = catalogue.with_law(statutes, catalogue.contents.positions, "reformed")
    assert set(reformed.suspects) == {("computer-act-1990:5(1)", date(2004, 4, 1)), ("computer-act-1990:5(1)", day)}


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"text_hash": None}, True),
        ({"note": "Another."}, True),
        ({"source": ()}, True),
        ({"savings": (Saving(text="Earlier cases.", source=(SOURCE,)),)}, True),
        ({"text": "Another."}, False),
        ({"gives": ()}, False),
    ],
)
def test_the_fingerprint_is_that_of_the_encoding(small: Gapcheck, change: dict[str, object], same: bool) -> None:
    entry = entry_of(small.catalogue, "computer-act-1990:5(1)", date(2004, 4, 1))
    other = replace(entry, rule=entry.rule.model_copy(update=change))
    assert (fingerprint(other) == fingerprint(entry)) is same


@pytest.mark.parametrize(("change", "same"), [({"checked": "verified"}, True), ({"end": date(2020, 1, 1)}, False)])
def test_how_far_the_dates_were_checked_is_left_out(small: Gapcheck, change: dict[str, object], same: bool) -> None:
    entry = entry_of(small.catalogue, "computer-act-1990:5(1)", date(2004, 4, 1))
    interval = entry.rule.in_force.model_copy(update=change)
    other = replace(entry, rule=entry.rule.model_copy(update={"in_force": interval}))
    assert (fingerprint(other) == fingerprint(entry)) is same
