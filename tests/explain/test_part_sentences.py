"""Where an article falls short, and what several of its paragraphs ask."""

from __future__ import annotations

from gapcheck.explain.part_sentences import asks_of_several, falls_short_in, falls_short_too


class TestWhereItFallsShort:
    def test_the_place_and_why(self) -> None:
        told = falls_short_in("article 5(1)", "Section 20(1) gives 20 days.")
        assert told == "It falls short in article 5(1): section 20(1) gives 20 days."

    def test_what_is_contested_does_not_fall_short(self) -> None:
        assert falls_short_in("article 5(1)", "Section 20(1) is old.", contested=True).startswith("It is contested in ")

    def test_further_places_by_name(self) -> None:
        assert falls_short_too(["article 5(4)"]) == "It falls short in article 5(4) too."


class TestWhatSeveralAsk:
    def test_texts_that_end_apart_are_one(self) -> None:
        told = asks_of_several(("Punish such acts aboard ships.", "Punish such acts aboard aircraft."))
        assert told == ("It asks: punish such acts aboard ships or aircraft.",)

    def test_texts_that_have_little_in_common_are_two(self) -> None:
        assert len(asks_of_several(("Notify the depositary of its names.", "Notify a change."))) == 2

    def test_one_that_is_the_opening_of_the_other_is_told_by_itself(self) -> None:
        assert len(asks_of_several(("Keep the data.", "Keep the data safe."))) == 2

    def test_three_are_told_one_by_one(self) -> None:
        assert len(asks_of_several(("Keep one.", "Keep two.", "Keep three."))) == 3
