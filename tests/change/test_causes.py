"""What verdicts rest on, and how causes are told. What came and went is tested with the comparison (test_comparing)."""

from __future__ import annotations

from support.assessing import assess
from support.builders import catalogue, duty, exercise, given, judged, limit_to, rule, tree

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.causes import Cause, Causes, merged, resting_on


def test_a_verdict_rests_on_the_rule_that_does_more_at_the_high_end_too():
    by_position = rule("position", conduct="access", object="server")
    arguable = rule("arguable", conduct=given("delete", arguably="access"))
    one = duty(conduct="access", allows=(limit_to("object"),))
    found = judged(one, [by_position, arguable, rule("off", conduct="delete")], exercised=(exercise("1#limit"),))
    assert [e.rule.id for e in resting_on(found)] == ["arguable", "position"]
    assert [e.rule.id for e in found.rules] == ["position"]


def test_causes_are_merged_without_telling_anything_twice():
    one, other = Cause(others=("A.", "B.")), Cause(lodged=(("by", "C."),), others=("B.",))
    assert merged([one, other, one]).sentences == ("C.", "A.", "B.")
    assert merged([one, other]).by == ("by",)
    assert merged([]) == Cause()


def causes(first: Catalogue, second: Catalogue) -> Causes:
    return Causes(assess(first, "t", "2015-01-01"), assess(second, "t", "2015-01-01"), first, second)


def test_equal_contents_are_the_same_data():
    one, other = (catalogue(duty(conduct="access"), rule(conduct="access")) for _ in range(2))
    assert causes(one, other).same_data
    assert not causes(one, catalogue(duty(conduct="access"))).same_data


def test_a_concept_that_was_placed_elsewhere_in_the_vocabulary_is_named():
    from dataclasses import replace

    one = catalogue(duty(conduct="delete"), rule(conduct="interfere"))
    (words,) = one.contents.vocabulary
    moved = [c for c in words.concepts if c.id != "delete"] + tree("conduct", delete="access")
    other = Catalogue(replace(one.contents, vocabulary=(words.model_copy(update={"concepts": tuple(moved)}),)))
    found = causes(one, other)
    (was,), (now,) = found.before.duties, found.after.duties
    assert (was.status, now.status) == ("met", "unmet")
    assert found.of(was, now).sentences == (
        "In the second version of the data the vocabulary places differently: delete.",
    )
