"""Statements without sources, and sources that nobody read."""

from __future__ import annotations

import pytest
from support.builders import catalogue, duty, exercise, limit_to, reading, rule
from support.linting import found, only, with_contents, with_instrument

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.sources import lint_sources
from gapcheck.model.base import Model, Source
from gapcheck.model.law import Change, Enactment, Reform, ReformFile
from gapcheck.model.position import Ground, Position
from gapcheck.model.treaty import Article, ArticlesFile, Withholding


def sources(*checked: str) -> tuple[Source, ...]:
    return tuple(Source(ref="Act", pinpoint="s 1", checked=c) for c in checked)


READ = sources("verified")


def sourced(model: Model, *checked: str) -> Model:
    return model.model_copy(update={"source": sources(*checked)})


def verified(duties: object = (), rules: object = (), **more: object) -> Catalogue:
    """A catalogue whose instrument and position were read in their source."""
    made = with_instrument(catalogue(duties or sourced(duty(), "verified"), rules, **more), source=READ)
    (position,) = made.contents.positions
    return with_contents(made, positions=(position.model_copy(update={"source": READ}),))


def test_nothing_is_found_where_all_was_read() -> None:
    assert found(lint_sources, verified(rules=sourced(rule(), "verified"))) == []


@pytest.mark.parametrize(
    ("checked", "code"),
    [
        ((), "unsourced"),
        (("unverified",), "unverified"),
        (("unverified", "unverified"), "unverified"),
        (("secondary",), "secondary-only"),
        (("secondary", "unverified"), "secondary-only"),
        (("verified", "unverified"), None),
        (("secondary", "verified"), None),
    ],
)
def test_the_best_source_counts_and_each_duty_and_rule_is_told_once(checked: tuple[str, ...], code: str | None) -> None:
    made = verified(sourced(duty(), *checked), sourced(rule(), *checked))
    assert found(lint_sources, made) == ([(code, "act:1"), (code, "t:1")] if code else [])


def test_each_interval_of_a_rule_has_its_own_sources() -> None:
    rules = [sourced(rule(end="2010-01-01"), "verified"), sourced(rule(start="2010-01-01"), "unverified")]
    assert only(lint_sources, verified(rules=rules)).key == "act:1"


def test_an_instrument_and_a_position() -> None:
    made = catalogue(sourced(duty(), "verified"))
    assert found(lint_sources, made) == [("unsourced", "instrument:t"), ("unsourced", "position:t")]


def test_what_was_exercised() -> None:
    one = sourced(duty(conduct="access", allows=(limit_to("fault", "intention"),)), "verified")
    made = verified(one, exercised=(exercise("1#limit"),))
    assert only(lint_sources, made).message == "the exercised narrowing names no source"


def test_participation() -> None:
    count = {"as_at": "2020-01-01", "text": "Two.", "source": ()}
    assert only(lint_sources, with_instrument(verified(), participation=(count,))).key == "instrument:t@2020-01-01"


def test_what_is_withheld() -> None:
    article = Article(article="1", heading="One", chapter="One", withheld=Withholding(ground="s 6(a)", source=()))
    made = with_contents(verified(), articles=(ArticlesFile(instrument="t", articles=(article,)),))
    assert (only(lint_sources, made).code, only(lint_sources, made).key) == ("unsourced", "t:art 1")


def test_the_ground_of_a_reading() -> None:
    grounds = (Ground(point="act:1#fault", text="So they said.", source=()),)
    read = reading(accepts=("act:1#fault",)).model_copy(update={"grounds": grounds})
    assert only(lint_sources, verified(readings=(read,))).key == "reading:r#act:1#fault"


def test_a_rule_that_a_reform_enacts() -> None:
    enact = Enactment(act="act", section="9", heading="Nine", rule=sourced(rule("9")))
    reform = Reform(id="bill", title="Bill", stage="bill", commences="2030-01-01")
    made = with_contents(verified(), reforms=(ReformFile(reform=reform, changes=(Change(enact=enact),)),))
    assert only(lint_sources, made).message == "the rule of a reform names no source"


def test_a_position_is_told_even_without_consent() -> None:
    made = with_contents(verified(), positions=(Position(instrument="t"),))
    assert only(lint_sources, made).key == "position:t"
