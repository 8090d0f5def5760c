"""What is wrong with a value, in words for somebody who edits the file."""

from __future__ import annotations

import pytest

from gapcheck.catalogue.partial_reading import read_partially
from gapcheck.catalogue.strict_yaml import parse
from gapcheck.errors import Problem
from gapcheck.model.law import StatuteFile
from gapcheck.model.position import PositionsFile
from gapcheck.model.treaty import ArticlesFile
from gapcheck.model.vocabulary import VocabularyFile

RULE = """\
act: {id: a, title: An Act 2000}
sections:
  - section: "1"
    heading: A heading
    rules:
      - id: "1"
        kind: offence
        text: A text.
        in_force: {from: 2000-01-01}
        source: []
"""


def problems(form, text: str) -> tuple[Problem, ...]:
    found = read_partially(form, parse(text.encode(), "file.yaml")).problems
    assert found
    return found


def problem(old: str, new: str) -> Problem:
    """The only problem of the sound rule with one text put for another."""
    assert old in RULE
    (found,) = problems(StatuteFile, RULE.replace(old, new))
    return found


def test_a_sound_file_is_a_model() -> None:
    file = read_partially(StatuteFile, parse(RULE.encode(), "file.yaml")).model
    assert file is not None
    assert file.sections[0].rules[0].in_force.end is None


class TestKeys:
    def test_an_unknown_one_lists_those_allowed_there(self) -> None:
        found = problem("kind: offence", "knd: offence\n        kind: offence")
        assert str(found).startswith(
            "file.yaml:7: sections[0].rules[0].knd: unknown key 'knd'; expected one of id, kind, text, in_force"
        )
        assert (found.suggestion, found.code) == ("kind", "unknown-key")

    def test_the_key_of_the_file_is_meant_not_that_of_the_program(self) -> None:
        found = problem("{from: 2000-01-01}", "{from: 2000-01-01, start: 2000-01-01}")
        assert "expected one of from, to, by, enacted, checked" in str(found)

    def test_a_missing_one_is_told_where_it_should_stand(self) -> None:
        found = problem("        kind: offence\n", "")
        assert str(found) == "file.yaml:6: sections[0].rules[0]: the key 'kind' is missing; expected a value for 'kind'"
        assert found.code == "missing-key"

    def test_a_missing_date_is_called_from(self) -> None:
        assert "the key 'from' is missing" in str(problem("from: 2000-01-01", "to: 2001-01-01"))

    def test_a_missing_one_of_a_closed_list_says_what_it_can_be(self) -> None:
        found = problem("source: []", 'exceptions: [{section: "2", text: T.}]\n        source: []')
        assert found.expected == "a value for 'effect': one of none, arguable, narrows"

    @pytest.mark.parametrize(
        ("old", "new", "meant"),
        [
            ("heading: A heading", "title: A heading\n    heading: A heading", "heading"),
            ("text: A text.", "text: A text.\n        description: A text.", "text"),
            ("source: []", "conditions: [{facet: f, any: [c], concepts: [c]}]\n        source: []", "any"),
            ("source: []", "gives: [{facet: f, concepts: [c], every: [c]}]\n        source: []", "concepts"),
            ("source: []", "reason: none\n        source: []", None),
        ],
    )
    def test_another_word_for_the_same_thing(self, old: str, new: str, meant: str | None) -> None:
        assert problem(old, new).suggestion == meant

    def test_the_rest_of_a_text_that_a_comma_cut_off(self) -> None:
        found = problem("{from: 2000-01-01}", "{from: 2000-01-01, by: an Act, an Order or the like}")
        assert (found.message, found.expected) == (
            "unknown key 'an Order or the like'",
            "quotation marks around a text that holds a comma",
        )
        assert found.suggestion is None

    def test_a_key_that_somebody_left_empty_is_no_rest_of_a_text(self) -> None:
        found = problem("kind: offence", "knd:\n        kind: offence")
        assert found.suggestion == "kind"


class TestValues:
    @pytest.mark.parametrize(
        ("new", "message", "expected"),
        [
            ("heading: [a]", "found a list", "a text"),
            ("heading: {a: b}", "found a mapping with the keys a", "a text"),
            ("heading: {}", "found an empty mapping", "a text"),
            ("heading:", "found nothing", "a text"),
            ("heading: true", "found true", "a text"),
            ('heading: ""', "found ''", "a text"),
        ],
    )
    def test_a_value_of_the_wrong_kind(self, new: str, message: str, expected: str) -> None:
        found = problem("heading: A heading", new)
        assert (found.line, found.key, found.message, found.expected) == (4, "sections[0].heading", message, expected)
        assert found.code == "wrong-type"

    def test_a_number_is_a_label_all_the_same(self) -> None:
        file = read_partially(
            StatuteFile, parse(RULE.replace('section: "1"', "section: 1").encode(), "file.yaml")
        ).model
        assert file is not None
        assert file.sections[0].section == "1"

    def test_an_id_with_spaces(self) -> None:
        assert problem("kind: offence", "kind: an offence").expected == "an id without spaces or quotation marks"

    def test_something_that_is_no_list(self) -> None:
        assert str(problem("source: []", "source: MTS 1")).endswith("source: found 'MTS 1'; expected a list")

    def test_something_that_is_no_mapping_lists_the_keys_expected(self) -> None:
        found = problem("{from: 2000-01-01}", "2000-01-01")
        assert found.expected == "a mapping with the keys from, to, by, enacted, checked"

    def test_a_date_that_is_none(self) -> None:
        found = problem("2000-01-01", "2000-02-30")
        assert (found.code, found.key) == ("bad-date", "sections[0].rules[0].in_force.from")
        assert "'2000-02-30' is not a date; expected an ISO date such as 2025-10-01" in str(found)

    def test_an_interval_that_runs_backward(self) -> None:
        found = problem("{from: 2000-01-01}", "{from: 2000-01-01, to: 1999-01-01}")
        assert found.code == "bad-interval"
        assert "backward interval from 2000-01-01 to 1999-01-01; expected 'to' after 'from'" in str(found)

    def test_a_long_value_is_cut(self) -> None:
        found = problem("source: []", f"source: {'a' * 500}")
        assert len(found.message) < 100
        assert found.message.endswith("...'")

    def test_a_negative_amount(self) -> None:
        gives = "source: []\n        gives: [{facet: f, amount: -1, unit: day}]"
        found = problem("source: []", gives)
        assert (found.message, found.expected) == ("found the number -1", "at least 0")


class TestChoices:
    FORM = """
instrument: i
articles: [{article: '1', heading: h, chapter: c, duties: [{id: '1', kind: k, force: %s, text: t, source: []}]}]
"""

    def test_an_unknown_word_lists_the_known_ones_and_the_nearest(self) -> None:
        (found,) = problems(ArticlesFile, self.FORM % "shal")
        assert (found.message, found.suggestion, found.code) == ("unknown value 'shal'", "shall", "unknown-value")
        assert found.expected == "one of shall, consider, endeavour, may, limit, definition, statement"

    def test_what_is_no_word_is_described(self) -> None:
        (found,) = problems(ArticlesFile, self.FORM % "[shall]")
        assert (found.message, found.suggestion) == ("found a list", None)


class TestWholeFiles:
    @pytest.mark.parametrize("text", ["", "# nothing but a comment\n", "---\n", "null\n"])
    def test_an_empty_file_is_told_what_it_should_hold(self, text: str) -> None:
        (found,) = problems(PositionsFile, text)
        assert (found.message, found.expected) == ("the file is empty", "a mapping with the keys positions")
        assert found.code == "empty-file"

    @pytest.mark.parametrize("text", ["- a\n", "text\n"])
    def test_a_file_that_is_no_mapping(self, text: str) -> None:
        (found,) = problems(VocabularyFile, text)
        keys = "parts, kinds, facets, concepts, search_words"
        assert (found.line, found.expected) == (1, f"a mapping with the keys {keys}")

    def test_every_problem_is_told_at_once(self) -> None:
        broken = (
            RULE.replace("kind: offence", "knd: offence")
            .replace("2000-01-01", "soon")
            .replace("heading: A heading", "heading:")
        )
        codes = [p.code for p in problems(StatuteFile, broken)]
        assert sorted(codes) == ["bad-date", "missing-key", "unknown-key", "wrong-type"]
