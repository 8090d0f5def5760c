"""Grounds that withhold nothing where they stand: however somebody wrote one, the text is not printed."""

from __future__ import annotations

import pytest

from gapcheck.model.misplaced_grounds import in_comment, in_text, may_be_in

IN_A_TEXT = [
    "Talks. withheld: s 6(a)",
    "Talks. withheld\uff1a s 6(a)",
    "Talks. WITHHELD : s 6(a)",
    "Talks. withheld\u00a0: s 6(a)",
    "Talks. \uff57\uff49\uff54\uff48\uff48\uff45\uff4c\uff44: s 6(a)",
    "Talks. with-held: s 6(a)",
    "Talks. witheld: s 6(a)",
    "Talks. withhold = s 6(a)",
    "Talks. redacted: s 6(a)",
    "Talks. puritia: s 6(a)",
    "Talks. withheld s 6(a)",
    "Talks, withheld, s 9(2)(g)(i)",
    "Talks. withheld \u2013 section 6(a)",
    "Talks. [s 6(a)]",
    "Talks. [S6(a)]",
    "Talks. \uff3bs 6(a)\uff3d",
    "Talks. [OIA s 9(2)(j)]",
    "Talks. [tekiona 6(a)]",
    "Talks. [9(2)(j)]",
    "Talks. <s 6(a)>",
    "[withheld] Talks.",
    "Talks. [to be withheld]",
    "Talks. [kua puritia: s 6(a)]",
    "Talks. {withheld, s 6(a)}",
    "Talks. (withheld under section 9(2)(j))",
    "Withheld: s 6(a)",
]
AT_AN_END = [
    "Talks (s 6(a))",
    "s 6(a): Talks.",
    "Talks \u2013 s 9(2)(j)",
    "(s 9(2)(j)) - Talks",
    "Talks (OIA s 9(2)(g)(i)).",
]
NARRATIVE = [
    "Part of the paragraph is withheld under s 9(2)(j) of the Official Information Act 1982.",
    "Part of the paragraph was withheld (s 6(a)).",
    "Information may be withheld altogether (s 16(1)(b)).",
    "What is withheld stays withheld.",
    "Terranova [2014] NZSC 9, at [6].",
    "The Act binds the Crown (s 9(1)).",
    "s 6(1): the duty.",
]


@pytest.mark.parametrize("text", IN_A_TEXT)
def test_a_ground_inside_a_text(text: str) -> None:
    assert in_text(text)
    assert may_be_in(f"a: x\nnote: {text}\n")


def test_a_bracket_in_a_bracket_counts_to_its_own_end() -> None:
    assert in_text("(withheld (withheld under s 6(a)))")
    assert in_text("(withheld in part (see the note) (to be withheld: see s 9(2)(j)))")
    assert not in_text("(withheld in part) The duty is in s 6(a).")


@pytest.mark.parametrize("text", AT_AN_END)
def test_a_ground_before_or_after_a_text(text: str) -> None:
    assert in_text(text, at_an_end=True)
    assert not in_text(text)


@pytest.mark.parametrize("text", NARRATIVE)
def test_what_only_tells_that_something_was_withheld(text: str) -> None:
    assert not in_text(text, at_an_end=True)


@pytest.mark.parametrize(
    "comment",
    ["withheld: s 6(a)", "withheld\uff1a s 6(a)", "s 6(a)", "[s 9(2)(j)]", "OIA s 9(2)(g)(i)", "(s 6(a))", "withheld"],
)
def test_a_ground_in_a_comment_behind_a_value(comment: str) -> None:
    assert in_comment(f"  - text: Talks. # {comment}")
    assert in_comment(f"  - text: Talks. #{comment}")


def test_a_comment_of_its_own() -> None:
    assert in_comment("# Withhold under s 6(a)")
    assert not in_comment("# Withheld texts have a ground.")
    assert not in_comment("  - text: Talks.")
    assert not in_comment("  - text: Talks. # Grounds under s 9(2) give way (s 9(1)).")


def test_most_files_hold_nothing_like_it() -> None:
    assert not may_be_in("a: Without a doubt, arrays [a, b] and s 6(a) of an Act.\n")
