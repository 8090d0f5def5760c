"""Concepts within and touching each other, and the role of facets (design 2.1)."""

from __future__ import annotations

import pytest
from pydantic import ValidationError
from support.builders import WORDS, tree

from gapcheck.model.vocabulary import Concept, Facet, Kind, Vocabulary


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    return Vocabulary(WORDS.kinds, WORDS.facets, WORDS.concepts)


class TestWithin:
    def test_a_concept_is_within_itself(self, words):
        assert words.within("access", "access")

    def test_a_concept_is_within_its_broader_ones_over_any_number_of_links(self, words):
        assert words.within("intention", "knowledge")
        assert words.within("intention", "recklessness")

    def test_a_concept_is_not_within_its_narrower_ones(self, words):
        assert not words.within("recklessness", "intention")

    def test_siblings_are_not_within_each_other(self, words):
        assert not words.within("delete", "alter")

    def test_a_concept_with_two_parents_is_within_both(self, words):
        assert words.within("smart-machine", "machine")
        assert words.within("smart-machine", "computer-system")
        assert words.within("smart-machine", "thing")

    def test_within_any(self, words):
        assert words.within_any("server", ["vehicle", "thing"])
        assert not words.within_any("server", ["vehicle", "machine"])
        assert not words.within_any("server", [])


class TestTouch:
    def test_a_concept_touches_its_broader_and_narrower_ones(self, words):
        assert words.touch("intention", "recklessness")
        assert words.touch("recklessness", "intention")

    def test_a_concept_touches_itself(self, words):
        assert words.touch("vehicle", "vehicle")

    def test_two_parents_of_one_child_touch(self, words):
        assert words.touch("machine", "computer-system")
        assert words.touch("machine", "thing")

    def test_siblings_without_a_common_child_do_not_touch(self, words):
        assert not words.touch("delete", "alter")
        assert not words.touch("server", "smart-machine")
        assert not words.touch("server", "machine")

    def test_touching_is_symmetric(self, words):
        named = sorted(words.concepts)
        assert all(words.touch(a, b) == words.touch(b, a) for a in named for b in named)


class TestFacets:
    def test_a_scope_facet_says_how_unrelated_concepts_stand(self, words):
        assert words.overlapping("fault")
        assert not words.overlapping("object")

    def test_a_scope_facet_that_does_not_say_is_an_error(self):
        with pytest.raises(
            ValidationError, match="a scope facet needs 'unrelated: disjoint' or 'unrelated: overlapping'"
        ):
            Facet(id="object", role="scope", label="Object")

    def test_a_guarantee_facet_need_not_say(self, words):
        assert not words.is_scope("power")
        assert words.is_scope("object")
        assert not words.overlapping("power")

    def test_a_role_is_one_of_two(self):
        with pytest.raises(ValidationError, match="role"):
            Facet(id="x", role="other", label="X")


class TestVocabulary:
    def test_the_order_of_concepts_changes_nothing(self, words):
        other = Vocabulary(WORDS.kinds[::-1], WORDS.facets[::-1], WORDS.concepts[::-1])
        assert list(other.concepts) == list(words.concepts)
        named = sorted(words.concepts)
        assert all(other.within(a, b) == words.within(a, b) for a in named for b in named)
        assert all(other.touch(a, b) == words.touch(a, b) for a in named for b in named)

    def test_labels(self, words):
        assert words.label("remote-access") == "remote access"

    def test_kinds_name_their_anchor(self, words):
        assert words.kinds["offence"].anchor == "conduct"
        with pytest.raises(ValidationError, match="anchor"):
            Kind(id="offence", label="Offence")

    def test_a_long_chain(self):
        chain = tree("fault", **{f"c{n}": f"c{n - 1}" if n else "" for n in range(200)})
        made = Vocabulary([], [], chain[::-1])
        assert made.within("c199", "c0")
        assert not made.within("c0", "c199")

    def test_a_concept_cannot_be_changed(self):
        with pytest.raises(ValidationError, match="frozen"):
            Concept(id="a", facet="b", label="c").label = "d"
