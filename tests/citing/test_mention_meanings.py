"""What ``that Act``, ``the Convention``, ``the principal Act`` and a title without its year stand for."""

from __future__ import annotations

import pytest
from support.cited import instrument, of, told

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.citing import Citations

CRIMES = "Crimes Act 1961"
BAIL = "Bail Act 2000"
MACMA = "Mutual Assistance in Criminal Matters Act 1992"
ANY = "'Act' could be any of several that are named before it, or none is"
NO_PRINCIPAL = "the text does not say which the principal Act is"


def last(text: str, **given: str) -> tuple[str, str]:
    """What the citation with 252 is of, and by which rule, or why that is not certain."""
    return of(text, "252", **given)


class TestThatAct:
    @pytest.mark.parametrize(
        "before",
        [
            "The Crimes Act 1961 was amended. Section",
            "The Bail Act 2000 is. The Crimes Act 1961 and section",
            "The Bail Act 2000 is.\n\nThe Crimes Act 1961 is. Section",
            "The Crimes Bill and the Crimes Act 1961. Section",
            "The Crimes Regulations 2011 and the Crimes Act 1961. Section",
            "The Budapest Convention and the Crimes Act 1961. Section",
            "1961 No 43 is. Section",
            "Nothing. The Crimes Act 1961 is. Section",
            "The Crimes Act 1961 and the Bail Act 2000. Nothing. The Crimes Act 1961 and section",
        ],
    )
    def test_it_is_the_only_one_of_the_sentence_or_else_of_the_paragraph(self, before: str) -> None:
        assert last(f"{before} 252 of that Act") == (f"{CRIMES}, s 252", "back-reference")
        assert last(f"{before} 252 of the said Act")[0] == f"{CRIMES}, s 252"

    @pytest.mark.parametrize(
        "text",
        [
            "section 252 of that Act",
            "The Crimes Act 1961 and the Evidence Act 2006. Section 252 of that Act",
            "The Crimes Act 1961.\n\nSection 252 of that Act",
            "The Privacy Act is. The Crimes Act 1961 and section 252 of that Act",
            "The Crimes Regulations 2011 are. Section 252 of that Act",
            "The Crimes Act 1961. Nothing.\n\nIt is. Section 252 of that Act",
        ],
    )
    def test_it_is_not_certain(self, text: str) -> None:
        assert last(text) == ("", ANY)

    @pytest.mark.parametrize("number", ["", " (No 2)"])
    def test_an_act_with_a_number_in_its_title(self, number: str) -> None:
        text = f"The Crimes Amendment Act{number} 2010 is. Section 252 of that Act"
        assert last(text) == (f"Crimes Amendment Act{number} 2010, s 252", "back-reference")
        text = f"The Crimes Act 1961{number} is. Section 252 of that Act"
        assert last(text) == (f"Crimes Act 1961{number}, s 252", "back-reference")

    def test_in_a_bracket_it_is_the_one_before_the_bracket(self) -> None:
        text = "The Crimes Act 1961 and the Bail Act 2000 (as applied by section 252 of that Act)"
        assert last(text) == (f"{BAIL}, s 252", "back-reference")
        text = "The Crimes Act 1961 and the Bail Act 2000 (see the start (1) of section 252 of that Act)"
        assert last(text) == (f"{BAIL}, s 252", "back-reference")
        text = "The Privacy Act (as applied by section 252 of that Act)"
        assert last(text) == ("", "it may be of the Privacy Act 2020 or the Privacy Act 1993")
        text = "The Crimes Act 1961 and the Bail Act 2000, as applied by section 252 of that Act"
        assert last(text) == ("", ANY)

    def test_in_a_bracket_a_treaty_is_no_act(self) -> None:
        text = "The Crimes Act 1961 and the Budapest Convention (as applied by section 252 of that Act)"
        assert last(text) == (f"{CRIMES}, s 252", "back-reference")

    def test_that_bill(self) -> None:
        text = "The Crimes Bill and the Crimes Act 1961. Clause 252 of that Bill"
        assert last(text) == ("Crimes Bill, cl 252", "back-reference")


class TestThisAct:
    def test_it_is_the_given_one(self) -> None:
        assert last("section 252 of this Act", act="crimes") == (f"{CRIMES}, s 252", "given")
        text = "The Bail Act 2000 and section 252 of this Act"
        assert last(text, act="crimes") == (f"{CRIMES}, s 252", "given")
        text = "article 252 of this Convention"
        assert last(text, instrument="budapest") == ("Budapest Convention, art 252", "given")
        assert last("article 252 of this Protocol", instrument="second-protocol")[0] == "Second Protocol, art 252"

    @pytest.mark.parametrize(
        ("text", "noun"),
        [
            ("section 252 of this Act", "Act"),
            ("clause 252 of this Bill", "Bill"),
            ("article 252 of this Protocol", "Protocol"),
        ],
    )
    @pytest.mark.parametrize("given", [{}, {"act": "crimes", "instrument": "budapest"}])
    def test_of_another_sort_it_was_not_given(self, text: str, noun: str, given: dict[str, str]) -> None:
        if noun == "Act" and given:
            return
        why = f"'this {noun}' is the one that the text itself is of, and that was not given"
        assert last(text, **given) == ("", why)


class TestTheAct:
    @pytest.mark.parametrize(
        "text",
        [
            "The Crimes Act 1961 is.\n\nNothing.\n\nSection 252 of the Act",
            "The Crimes Act 1961 (the Act) and the Bail Act 2000. Section 252 of the Act",
            "The Crimes Bill and the Crimes Act 1961. Section 252 of the Act",
            "The Crimes Act 1961 and the Bail Act 2000. Section 252 of the 1961 Act",
            "The Crimes Act 1961 is, and the Crimes Act 1961. Section 252 of the Act",
            # That it was not clear what "that Act" was makes nothing else unclear.
            "Section 5 of that Act is. The Crimes Act 1961 is. Section 252 of the Act",
        ],
    )
    def test_the_only_one_that_it_can_be(self, text: str) -> None:
        assert last(text) == (f"{CRIMES}, s 252", "back-reference")

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("section 252 of the Act", ANY),
            ("The Crimes Act 1961 is. The Privacy Act is. Section 252 of the Act", ANY),
            ("The Crimes Act 1961 and the Bail Act 2000. Section 252 of the Act", f"{CRIMES} or the {BAIL}"),
            ("The Crimes Act 1961 (the Act) and the Bail Act 2000 (the Act). Section 252 of the Act",
             f"{CRIMES} or the {BAIL}"),
            ("The Crimes Act 1961 and the Dogs Act 1961. Section 252 of the 1961 Act",
             f"{CRIMES} or the Dogs Act 1961"),
            ("The Crimes Act 1961 is. Section 252 of the 1962 Act", ANY.replace("'Act", "'1962 Act")),
        ],
    )  # fmt: skip
    def test_it_is_not_certain(self, text: str, why: str) -> None:
        assert last(text) == ("", why if why.startswith("'") else f"it may be of the {why}")

    def test_the_given_one_counts_as_named(self) -> None:
        assert last("Section 252 of the Act", act="macma") == (f"{MACMA}, s 252", "back-reference")
        text = "The Crimes Act 1961 is. Section 252 of the Act"
        assert last(text, act="macma") == ("", f"it may be of the {CRIMES} or the {MACMA}")
        assert last(text, act="crimes") == (f"{CRIMES}, s 252", "back-reference")

    def test_it_is_no_bill_and_no_protocol(self) -> None:
        why = "could be any of several that are named before it, or none is"
        assert last("Clause 252 of the Bill", act="macma") == ("", f"'Bill' {why}")
        assert last("Article 252 of the Protocol", instrument="budapest") == ("", f"'Protocol' {why}")

    def test_the_bill(self) -> None:
        assert last("The Crimes Bill. Clause 252 of the Bill") == ("Crimes Bill, cl 252", "back-reference")


class TestTreaties:
    @pytest.mark.parametrize(
        ("text", "cited"),
        [
            ("The Budapest Convention is. Article 252 of the Convention", "Budapest Convention"),
            ("The Budapest Convention is. Article 252 of that Convention", "Budapest Convention"),
            ("The Second Protocol and the Budapest Convention are. Article 252 of the Protocol", "Second Protocol"),
            ("The Second Protocol and the Budapest Convention are. Article 252 of the Convention",
             "Budapest Convention"),
            ("The Second Protocol is. Article 252 of that Treaty", "Second Protocol"),
            ("The Budapest Convention (the Treaty) and the Second Protocol are. Article 252 of the Treaty",
             "Budapest Convention"),
        ],
    )  # fmt: skip
    def test_the_only_one_that_it_can_be(self, text: str, cited: str) -> None:
        assert last(text) == (f"{cited}, art 252", "back-reference")

    @pytest.mark.parametrize(
        "text",
        [
            "The Budapest Convention is. Article 252 of the Protocol",
            "The Second Protocol is. Article 252 of the Convention",
            "The UN Convention against Cybercrime is. Article 252 of that Protocol",
            "The Second Protocol and the Budapest Convention are. Article 252 of the Treaty",
            "The Budapest Convention and the UN Convention against Cybercrime are. Article 252 of the Convention",
        ],
    )
    def test_it_is_not_certain(self, text: str) -> None:
        assert last(text)[0] == ""

    def test_one_that_is_called_neither_may_be_called_either(self) -> None:
        found = Citations(
            Catalogue(Contents(instruments=(instrument("rome", "Statute of the Court", "Rome Statute"),)))
        )
        (citation,) = found.find("The Rome Statute is. Article 252 of the Convention")
        assert (citation.cited, citation.basis) == ("Rome Statute, art 252", "back-reference")

    def test_titles_are_told(self) -> None:
        text = "The Budapest Convention and the UN Convention against Cybercrime are. Article 252 of the Convention"
        assert last(text)[1] == "it may be of the Budapest Convention or the UN Convention against Cybercrime"


class TestThePrincipalAct:
    @pytest.mark.parametrize(
        "amending",
        [
            "The Bill amends the",
            "This Bill amends",
            "This Part amends the",
            "Clauses 3 to 5 amend the",
            "Part 2 also amends the",
            "The Bill seeks to amend the",
            "Nothing is said of the Bail Act 2000. The Bill amends the",
        ],
    )
    def test_the_only_act_that_the_bill_amends(self, amending: str) -> None:
        text = f"{amending} Crimes Act 1961. Section 252 of the principal Act"
        assert last(text) == (f"{CRIMES}, s 252", "back-reference")

    def test_by_a_short_form(self) -> None:
        assert last("The Bill amends MACMA. Section 252 of the principal Act")[0] == f"{MACMA}, s 252"

    @pytest.mark.parametrize("first", ["", "The Crimes Act 1961 is. "])
    def test_the_one_that_the_text_calls_so(self, first: str) -> None:
        text = f"{first}The Bail Act 2000 (the principal Act) is. Section 252 of the principal Act"
        assert last(text) == (f"{BAIL}, s 252", "back-reference")

    @pytest.mark.parametrize(
        "text",
        [
            "Section 252 of the principal Act",
            "The Bill amends the Great Crimes Act 1961. Section 252 of the principal Act",
            "The Bill amends the Budapest Convention. Section 252 of the principal Act",
            "The Crimes Act 1961 is. Section 252 of the principal Act",
            "Clause 3 amends the Crimes Act 1961, clause 4 amends the Bail Act 2000. Section 252 of the principal Act",
            "Everybody amends the Crimes Act 1961. Section 252 of the Principal Act",
            f"The Bill amends {'a ' * 45}Crimes Act 1961. Section 252 of the principal Act",
        ],
    )
    def test_it_is_not_certain(self, text: str) -> None:
        assert last(text) == ("", NO_PRINCIPAL)

    def test_on_a_bill_a_bare_section_is_of_an_act_that_it_amends(self) -> None:
        cited = "Section 252 of the Bail Act 2000 is one.\n\nSection 252 is."
        assert last(cited) == (f"{BAIL}, s 252", "cited-elsewhere")
        for bill in ("References are made to the principal Act.", "The Bill amends the Crimes Act 1961."):
            assert last(f"{bill} {cited}")[0] == ""
        assert last(f"The Bill amends the Crimes Act 1961 and the Bill amends the Bail Act 2000.\n\n{cited}")[0] != ""
        assert (
            last(f"The Bail Act 2000 is the principal Act. The Bail Act 2000 (the principal Act).\n\n{cited}")[0] != ""
        )


class TestTitlesWithoutAYear:
    @pytest.mark.parametrize(
        ("text", "act"),
        [
            ("Crimes Act, s 252", CRIMES),
            ("The Crimes Act 1961 is. Crimes Act, s 252", CRIMES),
            ("The Crimes Act 1908 is. Crimes Act, s 252", "Crimes Act 1908"),
            ("The Privacy Act 1993 is. Privacy Act, s 252", "Privacy Act 1993"),
            ("The Bail Act 2000 is. Bail Act, s 252", BAIL),
            ("Bail Act, s 252. The Bail Act 2000 is", BAIL),
            ("The Bail Act 2000 (the BA) is. BA, s 252", BAIL),
            ("The Crimes Act 1961 (the 'CR Act') is. s 252 of the CR Act", CRIMES),
        ],
    )
    def test_one_act(self, text: str, act: str) -> None:
        assert last(text) == (f"{act}, s 252", "defined")

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("Privacy Act, s 252", "it may be of the Privacy Act 2020 or the Privacy Act 1993"),
            ("Crimes Act, s 252. The Crimes Act 1908 is", "it may be of the Crimes Act 1908 or the Crimes Act 1961"),
            ("The Crimes Act 1908 and the Crimes Act 1961. Crimes Act, s 252",
             "it may be of the Crimes Act 1908 or the Crimes Act 1961"),
            ("The Bail Act 2000 Sentencing Reform Order 2001 is. Bail Act, s 252",
             "'Bail Act' has no year, and the text has not named it in full before"),
            ("Bail Act, s 252", "'Bail Act' has no year, and the text has not named it in full before"),
            ("Great Crimes Act 1961 (GCA). GCA, s 252",
             "it may be of the Great Crimes Act 1961 or the Crimes Act 1961"),
        ],
    )  # fmt: skip
    def test_it_is_not_certain(self, text: str, why: str) -> None:
        assert last(text) == ("", why)

    def test_a_slip_defines_nothing(self) -> None:
        slip = "no such Act is in the catalogue; did you mean the Crimes Act 1961?"
        assert told("Crime Act 1961 (CA), s 252. CA, s 252")[0] == ("", slip)
        assert last("Crime Act 1961 (CA) is. CA, s 252")[0] == ""
        assert last("Crime Act 1961 is. Crime Act, s 252")[0] == ""
        assert last("Crime Act 1961 is. Section 252 of that Act")[0] == ""

    def test_a_treaty_defines_no_title_without_a_year(self) -> None:
        assert last("The Budapest Convention is. Budapest, art 252") == ("Budapest Convention, art 252", "defined")
