"""The marks of a paper one by one: where each stands, what joins two, and how far around a ground is looked."""

from __future__ import annotations

import pytest

from gapcheck.report.redaction_marks import Mark, Marks, find_marks

FAR = "It says more. " * 60


def found(paper: str) -> list[str]:
    """The grounds of the marks of a paper without a key."""
    return [mark.ground for mark in find_marks(paper, (), {}).marks]


def unread(paper: str) -> list[str]:
    """What looks like a mark and is none that can be read."""
    return [mark.text for mark in find_marks(paper, (), {}).unread]


class TestWhereAMarkStands:
    def test_marks_of_every_kind_come_in_the_order_of_the_text_and_are_counted_once(self) -> None:
        paper = "[Out of scope]\n\nThe cost.  s6(a)\n\n\u2588\u2588 here.\n\ns 9(2)\n(j)\n\nText deleted\n"
        assert find_marks(paper, (), {}).marks == (
            Mark("out of scope", 1, "[Out of scope]"),
            Mark("s 6(a)", 3, "s6(a)"),
            Mark("blacked out", 5, "\u2588\u2588"),
            Mark("s 9(2)(j)", 7, "s 9(2) (j)"),
            Mark("not stated", 10, "Text deleted"),
        )
        assert found("[Out of scope]\n\ns6(a)\n\ns6(a)\n") == ["out of scope", "s 6(a)", "s 6(a)"]

    def test_a_mark_may_begin_where_another_ends(self) -> None:
        assert found("It ended. s6(a)[Out of scope]\n") == ["s 6(a)", "out of scope"]

    def test_the_lines_of_the_key_hold_none(self) -> None:
        paper = "s 6(a), (b)\n[Out of scope]\ns 9(2)\n[s 9(2)f(iv)]\n\u2588\u2588\n[1]\n"
        assert find_marks(paper, range(1, 7), {"1": "s 6(a)"}) == Marks((), (), ())

    def test_what_is_in_a_mark_is_not_told_again(self) -> None:
        assert unread("[withheld under s 9(2)f(iv)]\n\ns6(a)\n\ns6(a)\n") == []


class TestGroundsThatAreJoined:
    @pytest.mark.parametrize(
        ("text", "grounds"),
        [
            ("We left the list in 6(a) and s 9(2)(d) now.", ["s 6(a)", "s 9(2)(d)"]),
            ("We left the list in 6(a), 6(c) and s 9(2)(d) now.", ["s 6(a)", "s 6(c)", "s 9(2)(d)"]),
            ("We left s 9(2)(d), 6(a) and 6(c) now.", ["s 9(2)(d)", "s 6(a)", "s 6(c)"]),
            ("We left the list in 6(a) has s 9(2)(d) now.", ["s 9(2)(d)"]),
            ("We left s 9(2)(d) has 6(a) now.", ["s 9(2)(d)"]),
        ],
    )
    def test_one_that_is_joined_to_a_mark_is_a_mark(self, text: str, grounds: list[str]) -> None:
        assert found(text) == grounds

    def test_what_is_far_apart_is_not_joined(self) -> None:
        assert found(f"We left s 9(2)(d) and{' ' * 7}6(a) now.") == ["s 9(2)(d)", "s 6(a)"]
        assert found(f"We left s 9(2)(d) and{' ' * 8}6(a) now.") == ["s 9(2)(d)"]


class TestHowFarAroundAGroundIsLooked:
    MARKS = (
        "[6(a)] stands first.",
        "It costs [6(a)] a year.",
        f"It costs [6(a)] {'a year and more ' * 8}",
        "The [6(a) as said] of the Crimes Act.",
        "6(a)",
        "It ended. 6(a)",
        "It ended. 18(c)(i)",
        "We oppose 9(2)(a) and more.",
        "We oppose 7(2)(a) and more.",
        "It was said under s 9(2)(a) here.",
        "9(2)(a) - privacy of persons",
        "9(2)(a) - privacy",
        f"9(2)(a) -{' a' * 11} word",
        "The s 6(a) of it.",
        "Text was withheld under the Official Information Act 1982, section 9(2)(a), in part.",
    )
    NONE = (
        "The list in 6(a)",
        "The list in 18(a)",
        "It ended. 6(a) is next.",
        "It ended. 18(a) is next.",
        "6(a) and\nthe rest.",
        "9(2)(a) is the number of this line.",
        f"9(2)(a) -{' a' * 12} word",
        "18(a) - the first of them",
        "Under section 6(a) a person may apply.",
        "It is what section 6(a) allows.",
        "See s 18(a).",
        "Art 9(2)(c) is reserved.",
        "It is s 6(a) of the Crimes Act 1961.",
        "The Crimes Act 1961, s 6(a), says so.",
        "The Official Information Act 1982, s 9(2)(a), says so.",
        "The Minister withheld it under the Crimes Act 1961, s 9(2)(a), in part.",
        "As article 9(2)(b) - the rule on fraud",
        "6(a)] is a part",
        "[6(a) is never closed",
        "[-] 6(a) and [the rest]",
        "The [x 6(a)] of it.",
    )

    @pytest.mark.parametrize("before", ["", "\n", f"{FAR}\n\n"])
    @pytest.mark.parametrize("after", ["", f"\n\n{FAR}"])
    def test_a_paper_is_read_alike_from_its_beginning_to_its_end(self, before: str, after: str) -> None:
        assert [text for text in self.MARKS if len(found(f"{before}{text}{after}")) != 1] == []
        assert [text for text in self.NONE if found(f"{before}{text}{after}")] == []

    def test_a_bracket_closes_within_three_hundred_characters(self) -> None:
        assert found(f"The [6(a): {'x' * 297}] of it.") == ["s 6(a)"]
        assert found(f"The [6(a): {'x' * 298}] of it.") == []

    def test_words_in_a_bracket_are_fewer_than_eighty_characters(self) -> None:
        assert found(f"The [6(a) {'x' * 78}] of it.") == ["s 6(a)"]
        assert found(f"The [6(a) {'x' * 79}] of it.") == []

    def test_what_is_said_of_withholding_counts_for_three_hundred_characters(self) -> None:
        assert found(f"It was withheld {'with care ' * 20}as section 6(a) allows.") == ["s 6(a)"]
        assert found(f"It was withheld {'with care ' * 30}as section 6(a) allows.") == []

    def test_an_act_is_named_within_three_hundred_characters(self) -> None:
        assert found(f"It is s 9(2)(a){', 10' * 60} of the Crimes Act 1961.") == []
        assert found(f"It is s 9(2)(a){', 10' * 80} of the Crimes Act 1961.") == ["s 9(2)(a)"]


class TestWhatStandsAloneOnItsLine:
    def test_grounds_that_are_joined_stand_alone_together(self) -> None:
        assert found("The list is long.\n6(a) / 6(c)\nIt goes on.") == ["s 6(a)", "s 6(c)"]

    def test_a_long_line_of_one_letter_is_no_word(self) -> None:
        assert found("x" * 59) == ["not stated"]
        assert found("x" * 60) == []


@pytest.mark.parametrize("before", ["", "\n", f"{FAR}\n\n"])
@pytest.mark.parametrize("after", ["", f"\n\n{FAR}"])
class TestWhatLooksLikeAMark:
    @pytest.mark.parametrize("text", ["[s 9] text.", "Text [s 9] text.", "4 s 9", "Section 9(2)", "* s 9(2) *"])
    def test_a_section_alone_on_its_line_or_in_brackets(self, before: str, after: str, text: str) -> None:
        assert len(unread(f"{before}{text}{after}")) == 1

    @pytest.mark.parametrize(
        "text",
        [
            "It was made under s 9",
            "s 9 | the section that says so",
            "It is [s 9 | more",
            "It is s 9] more",
            "See s 9(2)",
        ],
    )
    def test_no_section_in_a_sentence(self, before: str, after: str, text: str) -> None:
        assert unread(f"{before}{text}{after}") == []

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("A [34] is out.", ["[34]"]),
            ("A [1] is out.", []),
            ("[34] A paragraph.", []),
            ("  [34] A paragraph.", []),
            ("A note[34] of it.", []),
        ],
    )
    def test_a_code_that_the_key_has_not(self, before: str, after: str, text: str, told: list[str]) -> None:
        found = find_marks(f"{before}{text}{after}", (), {"1": "s 6(a)"})
        assert [mark.text for mark in found.unread] == told
