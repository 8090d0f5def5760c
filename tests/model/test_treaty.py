"""What the models of a treaty refuse."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from support.builders import SOURCE, at_least, duty

from gapcheck.model.quantity import Quantity
from gapcheck.model.treaty import (
    BINDING,
    JUDGED,
    Article,
    Bracket,
    Duty,
    Element,
    Instrument,
    Narrowing,
    Participation,
    Waiver,
    Withholding,
)


class TestElement:
    def test_an_element_lists_every_or_any_or_bounds_a_quantity(self):
        assert Element(facet="f", every=["a"]).concepts == ("a",)
        assert Element(facet="f", any=["a", "b"]).concepts == ("a", "b")
        assert at_least(1, "year").concepts == ()

    @pytest.mark.parametrize(
        ("given", "found"),
        [
            ({}, "none"),
            ({"every": ["a"], "any": ["b"]}, "every and any"),
            ({"every": ["a"], "at_most": Quantity(amount=1, unit="day")}, "every and at_most"),
        ],
    )
    def test_exactly_one_of_them(self, given, found):
        with pytest.raises(
            ValidationError, match=f"found {found}; expected exactly one of every, any, at_least, at_most"
        ):
            Element(facet="f", **given)

    @pytest.mark.parametrize("key", ["every", "any"])
    def test_an_empty_list_is_an_error(self, key):
        with pytest.raises(ValidationError, match=f"'{key}' is empty; expected at least one concept"):
            Element(facet="f", **{key: []})

    def test_a_number_without_its_direction_is_an_error(self):
        with pytest.raises(ValidationError, match="a quantity without a direction"):
            Element(facet="f", amount=1, unit="year")


class TestNarrowingsAndWaivers:
    @pytest.mark.parametrize("given", [{}, {"limit_to": [], "exclude": ["a"]}])
    def test_a_narrowing_limits_or_excludes(self, given):
        with pytest.raises(ValidationError, match="expected exactly one of limit_to, exclude"):
            Narrowing(id="n", facet="f", how="free", **given)

    def test_an_empty_limit_to_is_a_limit(self):
        assert Narrowing(id="n", facet="f", how="free", limit_to=[]).limit_to == ()

    def test_how_is_one_of_three(self):
        for how in ("free", "declaration", "reservation"):
            assert Waiver(id="w", cells={"f": ["a"]}, how=how).how == how
        with pytest.raises(ValidationError, match="how"):
            Waiver(id="w", cells={"f": ["a"]}, how="silence")


class TestDuty:
    def test_only_shall_binds(self):
        assert {"shall"} == BINDING
        assert {"shall", "consider", "endeavour"} == JUDGED

    def test_force_is_one_of_seven(self):
        for force in ("shall", "consider", "endeavour", "may", "limit", "definition", "statement"):
            assert duty(force=force).force == force
        with pytest.raises(ValidationError, match="force"):
            duty(force="should")

    def test_a_duty_has_a_source(self):
        with pytest.raises(ValidationError, match="source"):
            Duty(id="1", kind="offence", force="shall", text="Text.")
        assert Duty(id=1, kind="offence", force="shall", text="Text.", source=[SOURCE]).id == "1"

    def test_the_repr_of_a_duty_is_short(self):
        assert repr(duty("16(2)", conduct="access")) == "Duty('16(2)')"


class TestArticle:
    WITHHELD = Withholding(ground="s 9(2)(j)", source=[SOURCE])

    def test_words_that_were_withheld_have_no_duties(self):
        assert Article(article="1", heading="H", chapter="C", withheld=self.WITHHELD).duties == ()
        with pytest.raises(ValidationError, match="found both 'withheld' and 'duties'"):
            Article(article="1", heading="H", chapter="C", withheld=self.WITHHELD, duties=[duty(conduct="access")])

    @pytest.mark.parametrize("alternatives", [[], ["serious harm"]])
    def test_a_bracket_holds_alternatives(self, alternatives):
        with pytest.raises(ValidationError, match="at least two alternatives"):
            Bracket(alternatives=alternatives)
        assert Bracket(alternatives=["serious harm", "none"], facet="object").facet == "object"


class TestInstrument:
    @pytest.mark.parametrize(
        ("status", "noun"),
        [("adopted", "treaty"), ("draft", "draft"), ("mandate", "mandate"), ("statement", "statement")],
    )
    def test_the_noun_for_a_sentence(self, status, noun):
        assert Instrument(id="i", title="T", short_title="T", citation="C", text_status=status).noun == noun

    def test_its_parts_are_articles_unless_it_says_otherwise(self):
        made = {"id": "i", "title": "T", "short_title": "T", "citation": "C", "text_status": "mandate"}
        assert Instrument(**made).division == "article"
        assert Instrument(**made, division="topic").division == "topic"
        with pytest.raises(ValidationError, match="division"):
            Instrument(**made, division="chapter")

    def test_there_are_no_fewer_than_no_parties(self):
        with pytest.raises(ValidationError, match="parties"):
            Participation(as_at="2020-01-01", parties=-1, text="T", source=[SOURCE])
