"""One ground in one place at a time: a ground that stands on many texts is in the key whatever place is forgotten."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support.assessing import assess
from support.builders import statement
from support.questions import question

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.catalogue.loading import load
from gapcheck.errors import DataError
from gapcheck.faces import Assessment
from gapcheck.model.base import Marked, Model, Source
from gapcheck.model.context import Context, blank
from gapcheck.model.policy import StatementsFile
from gapcheck.model.withholding import WithholdingGround
from gapcheck.report.release_copy import key_of, released_assessment
from gapcheck.report.report import make_report

CATALOGUES = Path(__file__).parents[1] / "catalogues"
GROUND = "s 6(b)(i)"
SECRET = Marked(text="ZQXSECRET", withheld=GROUND)

# The records whose notes, or the notes of whose sources, a report of the small catalogue prints, and under a reading.
PRINTED = (
    ("Argument", "source"),
    ("Article", "note"),
    ("Duty", "note"),
    ("Duty", "source"),
    ("Instrument", "note"),
    ("Position", "note"),
    ("Question", "note"),
    ("Rule", "note"),
    ("Rule", "source"),
    ("Survey", "note"),
)
UNDER_A_READING = (("Reading", "note"), ("ReadingGround", "source"), ("Rule", "note"))
# Nothing of these is printed: a key with their ground would tell of a text that is not there.
UNPRINTED = (("Concept", "note"), ("Reform", "note"), ("Reading", "note"))


@cache
def contents(name: str = "small") -> Contents:
    """The contents of a catalogue, with a question where a verdict is arguable."""
    made = load(CATALOGUES / name).contents
    asked = (question("sale", "computer-act-1990:7(1)#object"),) if name == "small" else made.questions
    return replace(made, questions=asked)


def marked(value: Any, owner: str, name: str) -> Any:
    """The same value with the ground on the note of each ``owner``, or on those of its sources."""
    if isinstance(value, tuple):
        return tuple(marked(item, owner, name) for item in value)
    if not isinstance(value, Model):
        return value
    update = {key: marked(found, owner, name) for key, found in value}
    if type(value).__name__ == owner:
        own = update.get("source", ())
        update[name] = SECRET if name == "note" else tuple(s.model_copy(update={"note": SECRET}) for s in own)
    return value.model_copy(update=update)


def assessment(owner: str = "", name: str = "note", reading: str | None = None) -> Assessment:
    made = Contents(**{f.name: marked(getattr(contents(), f.name), owner, name) for f in fields(Contents)})
    return assess(Catalogue(made, "files"), "model", "2019-06-01", reading)


def keys(of: Assessment, context: Context | None = None) -> list[list[str]]:
    """The grounds in the key of the internal copy, and of the release copy."""
    made = (make_report(of, "U", context or blank("model"), release=release) for release in (False, True))
    return [[ground.id for ground in report.key] for report in made]


def a_reading() -> str:
    return contents().readings[0].id


@pytest.mark.parametrize(("owner", "name"), PRINTED)
def test_what_is_printed_is_in_both_keys(owner: str, name: str) -> None:
    assert keys(assessment(owner, name)) == [[GROUND], [GROUND]]


@pytest.mark.parametrize(("owner", "name"), UNDER_A_READING)
def test_what_is_printed_under_a_reading_is_in_both_keys(owner: str, name: str) -> None:
    assert keys(assessment(owner, name, a_reading())) == [[GROUND], [GROUND]]


@pytest.mark.parametrize(("owner", "name"), UNPRINTED)
def test_what_is_not_printed_is_in_no_key(owner: str, name: str) -> None:
    assert keys(assessment(owner, name)) == [[], []]


def test_a_position_on_another_instrument_is_in_no_key() -> None:
    own = contents().positions
    other = own[0].model_copy(update={"instrument": "elsewhere", "note": SECRET})
    made = Catalogue(replace(contents(), positions=(*own, other)), "files")
    assert keys(assess(made, "model", "2019-06-01")) == [[], []]


def test_a_release_copy_is_judged_under_the_same_reading() -> None:
    internal = assessment("Rule", "note", a_reading())
    clear = released_assessment(internal)
    assert clear.reading is not None
    assert clear.reading.id == a_reading()
    assert [(a.status, a.low, a.high) for a in clear.articles] == [(a.status, a.low, a.high) for a in internal.articles]
    # The reading settles something, so that a copy without it would differ.
    assert [a.status for a in clear.articles] != [a.status for a in assessment().articles]


def test_a_release_copy_is_judged_under_the_same_reform() -> None:
    reforms = contents().reforms
    made = Contents(**{f.name: marked(getattr(contents(), f.name), "Reform", "note") for f in fields(Contents)})
    internal = assess(Catalogue(made, "files"), "model", "2019-06-01", reform=reforms[0].reform.id)
    clear = released_assessment(internal)
    assert keys(internal) == [[GROUND], [GROUND]]
    assert clear.reform is not None
    assert "ZQXSECRET" not in repr(clear.reform)
    assert [a.status for a in clear.articles] == [a.status for a in internal.articles]


def test_an_item_of_a_mandate_that_is_withheld_is_in_the_key_of_what_answers_it() -> None:
    found = assess(load(CATALOGUES / "mandate"), "text", "2026-01-01")
    assert keys(found, blank("text")) == [["s 6(a)", "s 9(2)(j)"]] * 2


def test_an_item_that_is_withheld_is_in_the_key_of_its_own_instrument() -> None:
    found = assess(load(CATALOGUES / "mandate"), "mandate", "2026-01-01")
    assert keys(found, blank("mandate")) == [["s 6(a)", "s 9(2)(j)"]] * 2


def test_the_source_of_a_statement_is_in_both_keys_from_its_day_on() -> None:
    source = Source(ref="Minute", pinpoint="p 1", checked="verified", note=SECRET)
    said = statement("suffices", "2019-06-01", "model:2").model_copy(update={"source": (source,)})
    made = Catalogue(replace(contents(), policy=(StatementsFile(statements=(said,)),)), "files")
    assert keys(assess(made, "model", "2019-06-01")) == [[GROUND], [GROUND]]
    assert keys(assess(made, "model", "2019-05-31")) == [[], []]


def test_grounds_that_are_in_no_key_are_told_all_at_once_in_order() -> None:
    unknown = ["s 6(x)", "s 6(y)", "s 6(z)", "s 9(2)(x)", "s 9(2)(y)", "s 9(2)(z)"]
    with pytest.raises(DataError) as caught:
        key_of(unknown[::-1], [WithholdingGround(id="s 6(a)", reason="Security.")])
    assert [problem.message for problem in caught.value.problems] == [
        f"the ground {ground!r} is not in the key" for ground in unknown
    ]
    assert {(problem.file, problem.line) for problem in caught.value.problems} == {("the catalogue", 0)}


def test_the_version_of_a_release_copy_is_that_of_what_is_left_in_it() -> None:
    def version(made: Contents) -> str:
        return released_assessment(assess(Catalogue(made, "files"), "model", "2019-06-01")).catalogue.version

    one = version(contents())
    assert re.fullmatch("[0-9a-f]{12}", one)
    hidden = Contents(**{f.name: marked(getattr(contents(), f.name), "Duty", "note") for f in fields(Contents)})
    other = marked(contents().instruments, "Instrument", "note")
    assert version(contents()) == one
    assert version(hidden) != one, "that something was taken out shows in the copy as well"
    assert version(replace(contents(), instruments=other)) != one
    assert version(replace(contents(), readings=(), reforms=())) == one, "no reading and no reform is in the copy"


def test_the_version_of_a_release_copy_says_nothing_of_what_is_not_in_it() -> None:
    def version(made: Contents, **how: Any) -> str:
        return released_assessment(assess(Catalogue(made, "files"), "model", "2019-06-01", **how)).catalogue.version

    one, made = version(contents()), contents()
    (bill,) = made.reforms
    renamed = bill.model_copy(update={"reform": bill.reform.model_copy(update={"title": "Cabinet will say 42 Bill"})})
    assert version(replace(made, reforms=(renamed,))) == one
    assert version(made, reform=bill.reform.id) != version(replace(made, reforms=(renamed,)), reform=bill.reform.id)
    elsewhere = made.instruments[0].model_copy(update={"id": "elsewhere", "title": "Cabinet will say 42"})
    assert version(replace(made, instruments=(*made.instruments, elsewhere))) == one
    unseen = made.statutes[0].act.model_copy(update={"id": "unseen", "title": "Cabinet Will Say 42 Act 2030"})
    more = made.statutes[0].model_copy(update={"act": unseen, "sections": ()})
    assert version(replace(made, statutes=(*made.statutes, more))) == one
    first = made.statutes[0].model_copy(update={"act": made.statutes[0].act.model_copy(update={"title": "Other Act"})})
    assert version(replace(made, statutes=(first, *made.statutes[1:]))) != one


HIDDEN = {"text": "ZQXSECRET", "withheld": GROUND}
PLACES: dict[str, dict[str, Any]] = {
    "author": {"context": {"instrument": "model", "author": HIDDEN}},
    "clearance": {
        "context": {
            "instrument": "model",
            "clearance": {"status": "agency-cleared", "by": HIDDEN, "date": "2019-01-01"},
        }
    },
    "sign-off role": {"sign_off": [{"role": HIDDEN}]},
    "sign-off name": {"sign_off": [{"role": "R", "name": HIDDEN}]},
    "paragraph": {"prose": {"costs": [HIDDEN]}},
    "part of a paragraph": {"prose": {"costs": [{"parts": ["Open", HIDDEN]}]}},
    "round": {"consultation": [{"from": "2018-01-01", "title": HIDDEN, "who": "All"}]},
    "who was consulted": {"consultation": [{"from": "2018-01-01", "title": "T", "who": HIDDEN}]},
    "outcome": {"consultation": [{"from": "2018-01-01", "title": "T", "who": "All", "outcome": HIDDEN}]},
    "owner": {"owners": [{"about": "model:2", "agency": HIDDEN}]},
    "consulted by an owner": {"owners": [{"about": "model:2", "agency": "A", "consulted": [HIDDEN]}]},
    "reviewer": {"reviews": [{"about": "model:2", "role": HIDDEN, "date": "2019-06-01", "text": "T"}]},
    "review": {"reviews": [{"about": "model:2", "role": "R", "date": "2019-06-01", "text": HIDDEN}]},
}


@pytest.mark.parametrize("place", PLACES)
def test_a_place_of_the_context_is_in_both_keys(place: str) -> None:
    context = Context.model_validate({"context": {"instrument": "model"}, **PLACES[place]})
    assert keys(assessment(), context) == [[GROUND], [GROUND]]


@pytest.mark.parametrize(
    "later",
    [
        {"reviews": [{"about": "model:2", "role": "R", "date": "2019-06-02", "text": HIDDEN}]},
        {"consultation": [{"from": "2019-06-02", "title": HIDDEN, "who": "All"}]},
        {"prose": {"costs": [{**HIDDEN, "from": "2019-06-02"}]}},
    ],
)
def test_what_comes_after_the_day_is_in_no_key(later: dict[str, Any]) -> None:
    context = Context.model_validate({"context": {"instrument": "model"}, **later})
    assert keys(assessment(), context) == [[], []]
