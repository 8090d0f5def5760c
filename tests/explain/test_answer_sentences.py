"""The sentences of an answer, as a style guide: what a verdict, a question and a change of law are told like.

The rest of the guide stands in the docstrings of ``answer_sentences`` and ``missing_sentences``.
"""

from __future__ import annotations

import pytest
from support.questions import question

from gapcheck.explain import answer_sentences as say
from gapcheck.explain.missing_sentences import Surely, Way, missing, together
from gapcheck.model.question import Argument, Question
from gapcheck.wording.words import stop


def asked(view: str = "holds", **more: object) -> Question:
    """A question with arguments of several sentences."""
    made = question("q", "act:1#conduct", view=view, **more)
    source = made.in_favour[0].source
    yes = Argument(
        text="The Act names every such device in its section on goods, and the treaty no other. So it is.",
        source=source,
    )
    no = Argument(text="It is not. The Act of 2003 names software and leaves devices to another Part.", source=source)
    return made.model_copy(
        update={"asks": "Is a device caught?", "title": "Devices", "in_favour": (yes,), "against": (no,)}
    )


class TestAQuestion:
    def test_a_fair_view_is_taken_on_balance_and_a_strong_one_plainly(self) -> None:
        assert say.our_view(asked()) == "Our working view: on balance yes"
        assert say.our_view(asked("fails", strength="strong")) == "Our working view: plainly no"

    def test_an_open_one_is_not_answered(self) -> None:
        assert say.our_view(asked("open")) == "We take no view on it"

    def test_what_is_only_tried_is_no_view(self) -> None:
        assert say.our_view(asked("fails"), tried=True) == "Answer tried here: no"
        assert say.our_view(asked("open"), tried=True) == "The answer is left open here"

    def test_it_is_asked_answered_and_the_reason_given(self) -> None:
        assert say.turns_on([asked()]) == (
            "It turns on one question: is a device caught? Our working view: on balance yes. The Act names every such "
            "device in its section on goods, and the treaty no other."
        )

    def test_a_first_sentence_that_gives_no_reason_takes_the_next_with_it(self) -> None:
        told = say.turns_on([asked("fails")])
        assert told.endswith("no. It is not. The Act of 2003 names software and leaves devices to another Part.")

    def test_of_several_the_first_is_told_and_the_others_named(self) -> None:
        other = question("r", "act:2#conduct")
        told = say.turns_on([asked("open"), other])
        assert told.startswith("It turns on two questions, first: is a device caught? We take no view on it.")
        assert told.endswith(" The other is “Question r”.")

    def test_who_can_settle_it(self) -> None:
        one = asked(confirm_with="Crown Law Office", settled_by="An account of practice", nature="evidence")
        assert say.settlement(one, "New Zealand") == (
            "Confirmation by the Crown Law Office, from an account of practice.",
        )
        assert say.settlement(asked(settled_by="An amendment"), "New Zealand") == ("An amendment.",)
        assert say.settlement(asked(), "New Zealand") == ()


class TestWhatIsMissing:
    def test_several_things_of_one_kind_are_one_sentence(self) -> None:
        told = missing("cover", "section 6 of the Act 1961", ["devices", "programs"], "", "likely", "treaty")
        assert told == "Section 6 of the Act 1961 likely does not cover devices or programs."

    def test_a_limit_is_one_whatever_is_thought_of_it(self) -> None:
        for surely in ("surely", "likely", "open"):
            told = missing("limit", "section 6 of the Act 1961", ["devices"], "", surely, "treaty")
            assert told == "Section 6 of the Act 1961 is limited to devices."

    def test_a_thing_that_stands_open_is_asked(self) -> None:
        for way, verb in (("cover", "covers"), ("provide", "provides for")):
            told = missing(way, "section 6 of the Act 1961", ["it"], "", "open", "treaty")
            assert told == f"Whether section 6 of the Act 1961 {verb} it is an open question."

    def test_of_a_figure_both_are_told(self) -> None:
        told = missing(
            "less", "section 6 of the Act 1961", ["20 days; the treaty asks for 90 days"], "", "surely", "treaty"
        )
        assert told == "Section 6 of the Act 1961 gives 20 days; the treaty asks for 90 days."

    @pytest.mark.parametrize("way", ["cover", "provide", "limit", "part", "less", "exception"])
    @pytest.mark.parametrize("surely", ["surely", "likely", "open"])
    @pytest.mark.parametrize("parts", ["", "searches"])
    def test_every_sentence_begins_and_ends_as_one(self, way: Way, surely: Surely, parts: str) -> None:
        told = missing(way, "section 6 of the Act 1961", ["the thing"], parts, surely, "treaty")
        assert told[0].isupper()
        assert told == stop(told)
        assert ".." not in told

    def test_sentences_are_joined_with_a_semicolon(self) -> None:
        assert together(["It is so.", "Section 2 is not."]) == "It is so; section 2 is not."
