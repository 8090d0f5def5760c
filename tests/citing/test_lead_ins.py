"""What stands over a paragraph and names the Act or treaty of its places."""

from __future__ import annotations

import pytest
from support.cited import of

CRIMES = "Crimes Act 1961"
BAIL = "Bail Act 2000"
WHICH_ACT = "the text does not say of which Act"


def last(text: str, **given: str) -> tuple[str, str]:
    """What the citation with the last 9 is of, and by which rule, or why that is not certain."""
    return of(text, "9", **given)


class TestTheWordsBeforeAList:
    @pytest.mark.parametrize(
        "lead",
        [
            "These sections of the Crimes Act 1961:",
            "The Crimes Act 1961 is -",
            "The Crimes Act 1961, namely:",
            "The Crimes Act 1961 (in force since 1962), as follows -",
            "The Bail Act 2000 is old.\n\nThese sections of the Crimes Act 1961:",
            # Of treaties it says nothing.
            "The Budapest Convention and the Crimes Act 1961:",
        ],
    )
    @pytest.mark.parametrize(
        "items", ["(a) section 9", "- section 8\n- section 9", "(a) section 8:\n\n\n\n(b) section 9"]
    )
    def test_govern_its_items(self, lead: str, items: str) -> None:
        assert last(f"{lead}\n\n{items}") == (f"{CRIMES}, s 9", "lead-in")

    def test_also_over_an_empty_line(self) -> None:
        assert last("These sections of the Crimes Act 1961:<br> <br>(a) section 9") == (f"{CRIMES}, s 9", "lead-in")

    def test_of_a_treaty(self) -> None:
        assert last("The Budapest Convention:\n\n(a) article 9") == ("Budapest Convention, art 9", "lead-in")

    def test_of_what_was_given(self) -> None:
        assert last("This Act:\n\n(a) section 9", act="crimes") == (f"{CRIMES}, s 9", "lead-in")

    def test_under_a_heading_the_list_counts(self) -> None:
        text = "# Crimes Act 1961\n\nThese sections of the Bail Act 2000:\n\n(a) section 9"
        assert last(text) == (f"{BAIL}, s 9", "lead-in")

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("The Crimes Act 1961 has:\n\n(a) section 9", CRIMES),
            ("The Bail Act 2000 and the Crimes Act 1961:\n\n(a) section 9", CRIMES),
            ("Section 5 of the Crimes Act 1961:\n\n(a) section 9", CRIMES),
            ("The Crimes Act 1961:\n\n(a) the Bail Act 2000:\n\n(b) section 9", BAIL),
            ("The Budapest Convention and the Crimes Act 1961:\n\n(a) article 9", "Budapest Convention"),
        ],
    )
    def test_that_do_not_say_which_leave_it_open(self, text: str, said: str) -> None:
        assert last(text) == ("", f"the list begins with the {said}, and does not say whether that is meant")

    def test_that_name_what_was_given_lead_to_nothing_else(self) -> None:
        text = "The Crimes Act 1961 in force:\n\n(a) section 9"
        assert last(text, act="crimes") == (f"{CRIMES}, s 9", "given")
        assert last(text, act="macma")[0] == ""
        why = "the list begins with the Act, and does not say whether that is meant"
        assert last("The Bail Act 2000 and this Act, in force -\n\n(a) section 9", act="crimes") == ("", why)

    @pytest.mark.parametrize(
        "text",
        [
            "These sections of the Crimes Act 1961:\n\n(a) section 8.\n\nSection 9 stands.",
            "These sections of the Crimes Act 1961:\n\n(a) section 8.\n\nNothing.\n\n(a) section 9 stands.",
            "The Crimes Act 1961:\n\n# A heading\n\n(b) section 9",
            "The Crimes Act 1961:\n\nIn section 9",
            "The Crimes Act 1961: a remark.\n\n(a) section 9",
            "The Crimes Act 1961:\n\n(a) the Bail Act 2000 and section 9",
        ],
    )
    def test_end_with_it(self, text: str) -> None:
        assert last(text) == ("", WHICH_ACT)


class TestHeadings:
    @pytest.mark.parametrize(
        "heading",
        [
            "# Crimes Act 1961",
            "# The Crimes Act 1961",
            "# 1. Crimes Act 1961",
            "# Crimes Act 1961 (the Act)",
            "# Crimes Act 1961 (CRA)",
            "# Crimes Act 1961 (1961 No 43)",
            "# Crimes Act 1961 (Budapest Convention)",
            "The Bail Act 2000 is.\n\n# Crimes Act 1961",
            "# Crimes Act 1961\n\n## Offences",
            "# Crimes Act 1961\n\n## Bail Act 2000\n\nSection 8\n\n## Offences",
            "# Bail Act 2000\n\n## Crimes Act 1961",
            "# Bail Act 2000\n\n# Crimes Act 1961",
            "# Crimes Act 1961\n\nThe Crimes Act 1961 is.",
            "# Crimes Act 1961\n\nArticle 16 of the Budapest Convention.",
            "# Crimes Act 1961\n\n## On the Budapest Convention",
            "# Crimes Act 1961\n\nThe Bail Act 2000 is.\n\n# Crimes Act 1961",
            "# Crimes Act 1961\n\nThe Bail Act 2000 is.\n\n## Crimes Act 1961",
            "# Crimes Act 1961\n\n\n\nA paragraph.",
        ],
    )
    def test_govern_what_stands_under_them(self, heading: str) -> None:
        assert last(f"{heading}\n\nSection 9") == (f"{CRIMES}, s 9", "heading")

    @pytest.mark.parametrize(
        "heading",
        [
            "# Crimes Act 1961\n\n# Offences",
            "## Crimes Act 1961\n\n# Offences",
            "# Amendments to the Crimes Act 1961",
            "# Section 5 of the Crimes Act 1961",
            "# Crimes Act 1961 offences",
            "# Crimes Act 1961 and Bail Act 2000",
            "# Privacy Act",
            "# that Act",
            "The Crimes Act 1961 is.\n\n# The Act",
            "# Crimes Act 1961 (Bail Act 2000)",
            "# Crimes Act 1961\n\nThe Bail Act 2000 is.",
            "# Crimes Act 1961\n\nThe Privacy Act is.",
            "# Crimes Act 1961\n\nThe Bail Act 2000 is.\n\n## Offences",
        ],
    )
    def test_do_not(self, heading: str) -> None:
        assert last(f"{heading}\n\nSection 9") == ("", WHICH_ACT)

    @pytest.mark.parametrize("heading", ["# On the Budapest Convention", "# Crimes Act 1961\n\n## Budapest Convention"])
    def test_a_treaty_may_stand_in_a_longer_one(self, heading: str) -> None:
        assert last(f"{heading}\n\nArticle 9") == ("Budapest Convention, art 9", "heading")
        both = f"{heading} and the UN Convention against Cybercrime\n\nArticle 9"
        assert last(both) == ("", "the text does not say of which treaty")

    def test_a_paragraph_on_a_treaty_is_none(self) -> None:
        text = "Article 5 of the Budapest Convention is.\n\n- article 9"
        assert last(text) == ("", "the text does not say of which treaty")

    def test_by_a_short_form(self) -> None:
        assert last("# MACMA\n\nSection 9") == ("Mutual Assistance in Criminal Matters Act 1992, s 9", "heading")


class TestTitlesOnALineOfTheirOwn:
    @pytest.mark.parametrize(
        "lines",
        [
            "Crimes Act 1961\n\n- section 9",
            "Crimes Act 1961\n\n- section 8\n\n- section 9",
            "Crimes Act 1961\n\n\n\n- section 9",
            "Crimes Act 1961<br> <br>- section 9",
            "Crimes Act 1961 (1961 No 43)\n\n- section 9",
            "Bail Act 2000\n\nCrimes Act 1961\n\n- section 9",
            "# Bail Act 2000\n\nCrimes Act 1961\n\n- section 9",
        ],
    )
    def test_govern_the_list_right_under_them(self, lines: str) -> None:
        assert last(lines) == (f"{CRIMES}, s 9", "heading")

    @pytest.mark.parametrize(
        "lines",
        [
            "Crimes Act 1961\n\nSection 9",
            "Crimes Act 1961\n\nA paragraph.\n\n- section 9",
            "- Crimes Act 1961\n- section 9",
            "| Crimes Act 1961 |\n| section 9 |",
        ],
    )
    def test_and_nothing_else(self, lines: str) -> None:
        assert last(lines) == ("", WHICH_ACT)

    def test_the_heading_above_governs_again(self) -> None:
        text = "# Bail Act 2000\n\nCrimes Act 1961\n\n- section 8\n\n# Bail Act 2000\n\nSection 9"
        assert last(text) == (f"{BAIL}, s 9", "heading")
