"""The key of a released paper: which lines are one, what its entries say, and which headings are left without any."""

from __future__ import annotations

import pytest

from gapcheck.report.redaction_key import Key, read_key

KEY = "Key to redactions"
ENTRY = "s 6(a) - security"


def told(*lines: str) -> list[tuple[str, str, int]]:
    """Ground, reason and line of each entry."""
    return [(e.ground, e.reason, e.line) for e in read_key(lines).entries]


def taken(*lines: str) -> list[int]:
    """The lines that belong to a key."""
    return sorted(read_key(lines).lines)


class TestEntries:
    def test_under_a_heading_until_the_text_goes_on(self) -> None:
        lines = (KEY, ENTRY, "s 9(2)(a) - privacy", "", "The paper begins.", "s 6(b)(i) - not of the key")
        assert told(*lines) == [("s 6(a)", "security", 2), ("s 9(2)(a)", "privacy", 3)]
        assert taken(*lines) == [1, 2, 3, 4]

    def test_a_reason_may_go_on_over_several_lines(self) -> None:
        lines = (KEY, "s 6(a) - security of", "New Zealand", "and others;", "", "The paper begins.")
        assert told(*lines) == [("s 6(a)", "security of New Zealand and others", 2)]
        assert taken(*lines) == [1, 2, 3, 4, 5]

    def test_what_joins_two_lines_of_a_reason_is_told_once(self) -> None:
        lines = (KEY, "s 6(a) - security of |", "| New Zealand; and", "**others**.", "", "The paper begins.")
        assert told(*lines) == [("s 6(a)", "security of | New Zealand **others", 2)]

    def test_a_reason_may_begin_on_the_next_line_if_it_tells_a_purpose(self) -> None:
        assert told(KEY, "s 6(a)", "To protect security", "", "The paper.") == [("s 6(a)", "To protect security", 2)]
        assert told(KEY, "s 6(a)", "The paper begins.") == []
        assert told(KEY, "s 6(a)") == []

    @pytest.mark.parametrize("line", ["1. Purpose", "12 Purpose", "3) Purpose", "# Purpose", "| # Purpose"])
    def test_a_numbered_paragraph_or_a_heading_is_no_reason(self, line: str) -> None:
        lines = (KEY, ENTRY, line, "of New Zealand")
        if line.startswith("|"):
            assert told(*lines)[0] == ("s 6(a)", "security | # Purpose of New Zealand", 2)
        else:
            assert (told(*lines), taken(*lines)) == ([("s 6(a)", "security", 2)], [1, 2])

    def test_several_grounds_may_share_a_reason(self) -> None:
        found = told(KEY, "s 6(a), s 9(2)(a) and s 9(2)(j) - several")
        assert found == [(ground, "several", 2) for ground in ("s 6(a)", "s 9(2)(a)", "s 9(2)(j)")]

    def test_what_follows_a_comma_is_a_ground_only_if_it_is_one(self) -> None:
        assert told(KEY, "s 6(a), Ministers - one") == [("s 6(a)", ", Ministers - one", 2)]

    @pytest.mark.parametrize(
        ("line", "ground"),
        [
            ("Out of scope: not about it", "out of scope"),
            ("[Not relevant to the request] - not about it", "not relevant"),
            ("- Legally privileged: not about it", "legal privilege"),
        ],
    )
    def test_what_is_named_in_words_is_an_entry(self, line: str, ground: str) -> None:
        assert told(KEY, line) == [(ground, "not about it", 2)]

    def test_what_is_named_in_words_ends_the_reason_before_it(self) -> None:
        found = told(KEY, ENTRY, "Out of scope: not about it", "at all")
        assert found == [("s 6(a)", "security", 2), ("out of scope", "not about it at all", 3)]

    def test_a_line_with_a_mark_is_no_reason(self) -> None:
        lines = (KEY, ENTRY, "New Zealand s 6(b)(i)")
        assert (told(*lines), taken(*lines)) == ([("s 6(a)", "security", 2)], [1, 2])

    def test_empty_brackets_may_stand_in_a_reason(self) -> None:
        assert told(KEY, "s 6(a) - security of", "[] New Zealand") == [("s 6(a)", "security of [] New Zealand", 2)]

    def test_a_reason_loses_what_joins_it_to_the_next(self) -> None:
        found = told(KEY, "s 6(a) - security; and", "s 6(b)(i) | trust |", "s 9(2)(a): privacy.")
        assert [reason for _, reason, _ in found] == ["security", "trust", "privacy"]


class TestNumberedCodes:
    def test_a_code_with_its_ground_and_reason_needs_no_heading(self) -> None:
        key = read_key(["[1] s 6(a) - security", "[2] s 9(2)(a) - privacy", "The paper [1] begins."])
        assert [(e.code, e.ground, e.line) for e in key.entries] == [("1", "s 6(a)", 1), ("2", "s 9(2)(a)", 2)]
        assert key.codes == {"1": "s 6(a)", "2": "s 9(2)(a)"}
        assert key.lines == {1, 2}

    def test_a_code_without_a_reason_is_a_mark(self) -> None:
        assert read_key(["[1] s 6(a)", "The paper [1] begins."]) == Key((), frozenset(), ())

    def test_a_code_with_nothing_but_a_stop_is_a_mark(self) -> None:
        assert read_key(["[1] s 6(a);", "The paper [1] begins."]) == Key((), frozenset(), ())

    def test_a_code_may_come_after_other_text_and_is_read_once(self) -> None:
        assert told("The paper.", "[1] s 6(a) - security", "", "It begins.") == [("s 6(a)", "security", 2)]
        lines = ("The paper.", "[1] s 6(a) - security", "[2] s 6(b)(i) - trust", "", "It begins.")
        assert told(*lines) == [("s 6(a)", "security", 2), ("s 6(b)(i)", "trust", 3)]
        reasons = ("[1] s 6(a) - our key grounds", "[2] s 6(b)(i) - trust", "", "It begins.")
        assert told(*reasons) == [("s 6(a)", "our key grounds", 1), ("s 6(b)(i)", "trust", 2)]

    def test_a_line_that_holds_a_code_is_no_reason(self) -> None:
        lines = (KEY, "[1] s 6(a) - security of", "New Zealand", "The paper [1] begins.")
        assert told(*lines) == [("s 6(a)", "security of New Zealand", 2)]
        assert taken(*lines) == [1, 2, 3]

    def test_another_number_in_brackets_may_stand_in_a_reason(self) -> None:
        lines = (KEY, "[1] s 6(a) - security of", "[2018] New Zealand")
        assert told(*lines) == [("s 6(a)", "security of [2018] New Zealand", 2)]

    def test_an_entry_without_a_code_has_none(self) -> None:
        key = read_key([KEY, ENTRY])
        assert (key.codes, [entry.code for entry in key.entries]) == ({}, [""])


class TestHeadings:
    @pytest.mark.parametrize(
        "heading",
        ["Key to redactions", "Redaction codes", "Grounds for withholding", "Reasons for withholding", "Release key"],
    )
    def test_one_that_tells_of_a_key_and_has_no_entry_is_not_understood(self, heading: str) -> None:
        assert read_key([heading, "There is none here."]).unread == (1,)

    def test_a_sentence_about_a_key_is_none(self) -> None:
        assert read_key(["This is the key to redactions.", "There is none here."]).unread == ()

    def test_a_word_that_may_be_one_is_none_without_an_entry(self) -> None:
        assert read_key(["Legend", "There is none here."]) == Key((), frozenset(), ())

    def test_where_one_key_was_read_others_may_be_without_entries(self) -> None:
        assert read_key([KEY, ENTRY, "", "Release key", "The paper begins."]).unread == ()

    def test_a_paper_may_have_two_keys(self) -> None:
        lines = (KEY, ENTRY, "", "Grounds for withholding", "s 9(2)(a) - privacy", "", "The paper.")
        assert [ground for ground, _, _ in told(*lines)] == ["s 6(a)", "s 9(2)(a)"]
        assert taken(*lines) == [1, 2, 3, 4, 5, 6]

    def test_a_long_line_is_a_sentence(self) -> None:
        longest = "x" * (160 - len(" redaction key")) + " redaction key"
        assert told(longest, ENTRY) == [("s 6(a)", "security", 2)]
        assert told(f"x{longest}", ENTRY) == []

    def test_a_ground_in_a_heading_makes_it_a_sentence(self) -> None:
        assert told("Withheld under s 6(a)", ENTRY) == []

    def test_an_entry_may_follow_after_a_few_empty_lines(self) -> None:
        assert told("Legend", *[""] * 5, ENTRY) == [("s 6(a)", "security", 7)]
        assert told("Legend", *[""] * 6, ENTRY) == []
        assert told("The paper.", "Legend", *[""] * 5, ENTRY) == [("s 6(a)", "security", 8)]

    @pytest.mark.parametrize("underline", ["---", "===", "- - -"])
    def test_a_heading_may_be_underlined(self, underline: str) -> None:
        for heading in (KEY, "Legend"):
            assert told(heading, underline, ENTRY) == [("s 6(a)", "security", 3)]

    def test_a_line_of_dashes_ends_a_key(self) -> None:
        assert told(KEY, ENTRY, "", "---", "s 6(b)(i) - a mark") == [("s 6(a)", "security", 2)]

    def test_what_is_named_in_words_needs_a_colon_after_a_word_that_may_be_one(self) -> None:
        assert told("Legend", "Out of scope: not about it") == []
        assert told("Legend:", "Out of scope: not about it") == [("out of scope", "not about it", 2)]

    def test_a_table_may_have_a_row_of_names_first(self) -> None:
        rows = ("| Code | Reason |", "|---|---|", "| s 6(a) | security |")
        assert told("Legend", *rows) == [("s 6(a)", "security", 4)]
        assert told("Legend", rows[0], rows[2]) == [("s 6(a)", "security", 3)]
        assert told("Legend", rows[2]) == [("s 6(a)", "security", 2)]
        assert told("Legend", rows[2], "", "The paper begins.") == [("s 6(a)", "security", 2)]
        assert told("Legend", "| No | What |", rows[2]) == [("s 6(a)", "security", 3)]
        assert told(KEY, "| No | What |", rows[2]) == [("s 6(a)", "security", 3)]
        assert told("Legend", rows[0]) == []
        assert told("Legend", "The paper.", ENTRY) == []
        assert told("Legend", "| A | B |", "| A | B |", rows[2]) == []

    @pytest.mark.parametrize(
        ("heading", "entry", "is_key"),
        [
            ("Reasons", "s 6(a) security of New Zealand", False),
            ("Reasons:", "s 6(a) security of New Zealand", True),
            ("Reasons", "- s 6(a) security of New Zealand", True),
            ("Reasons", "* s 6(a) security of New Zealand", True),
            ("Reasons", "s 6(a) - security of New Zealand", True),
            ("Reasons", "s 6(a): security of New Zealand", True),
            ("Reasons", "s 6(a) to protect New Zealand", True),
            ("Reasons", "s 6(a) maintain trust", True),
            ("Reasons", "s 6(a) was used", False),
            ("Reasons:", "s 6(a)", False),
            ("Reasons", "- nothing", False),
            ("Purpose:", "s 6(a) - security", False),
        ],
    )
    def test_a_word_that_may_be_one_needs_an_entry_that_looks_like_one(
        self, heading: str, entry: str, is_key: bool
    ) -> None:
        assert bool(told(heading, entry)) is is_key

    def test_the_reason_of_the_first_entry_may_stand_on_the_next_line(self) -> None:
        assert told("Reasons:", "s 6(a)", "to protect security") == [("s 6(a)", "to protect security", 2)]

    def test_several_grounds_of_which_one_has_the_reason_are_enough(self) -> None:
        assert told("Reasons:", "s 6(a), s 6(b)(i) security") == [
            ("s 6(a)", "security", 2),
            ("s 6(b)(i)", "security", 2),
        ]
