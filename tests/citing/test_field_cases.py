"""Inputs from the field, by the letter of their kind, and others of the same kinds: what each resolves to."""

from __future__ import annotations

from datetime import date

import pytest

import gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.citing import Citation, Citations

CRIMES = "Crimes Act 1961"
SEARCH = "Search and Surveillance Act 2012"
MACMA = "Mutual Assistance in Criminal Matters Act 1992"
BILL_OF_RIGHTS = "New Zealand Bill of Rights Act 1990"
BUDAPEST = "Budapest Convention"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return gapcheck.load().catalogue


@pytest.fixture(scope="module")
def citations(catalogue: Catalogue) -> Citations:
    return Citations(catalogue)


def at(found: tuple[Citation, ...], text: str, number: str) -> Citation:
    """The citation that holds a number of the text, the last time that it stands there."""
    place = text.rindex(number)
    (citation,) = [c for c in found if c.start <= place < c.end]
    return citation


class TestRangesAsPrinted:
    """A1: 98, 98AA, 98A, 98B."""

    @pytest.mark.parametrize(
        ("text", "places"),
        [
            ("ss 98-98A of the Crimes Act 1961", ("crimes-act-1961:s 98AA",)),
            ("ss 98AA-98A of the Crimes Act 1961", ("crimes-act-1961:s 98AA",)),
            ("ss 98 to 98AB of the Crimes Act 1961", ("crimes-act-1961:s 98AA",)),
        ],
    )
    def test_98aa_stands_before_98a(self, citations: Citations, text: str, places: tuple[str, ...]) -> None:
        (citation,) = citations.find(text)
        assert (citation.status, citation.places) == ("resolved", places)

    def test_98aa_is_not_after_98a(self, citations: Citations) -> None:
        (citation,) = citations.find("ss 98A-98F of the Crimes Act 1961")
        assert (citation.status, citation.missing) == ("not-in-catalogue", ("ss 98A–98F",))

    def test_nobody_can_tell_a_range_that_runs_backwards(self, citations: Citations) -> None:
        (citation,) = citations.find("ss 98A-98AA of the Crimes Act 1961")
        assert citation.message == "the range 98A-98AA ends before it begins"


class TestNeverWrong:
    """A2 to A6: which Act a bare section is of stays open where the text does not say it."""

    @pytest.mark.parametrize(
        ("text", "number", "act"),
        [
            ("Police may apply under the Search and Surveillance Act 2012 for a production order for an offence "
             "against section 249.", "249", None),
            ("While the Privacy Act 2020 regulates agencies, it is s 249 that punishes dishonest access.", "249", None),
            ("an information under the Summary Proceedings Act 1957 for any offence against the principal Act (other "
             "than one for an offence against section 216)", "216", None),
            ("The Children, Young Persons, and Their Families Act 1989 would continue to apply in relation to new "
             "section 24K.", "24K", None),
            ("the amendments to the Bail Act 2000 set out in Schedule 2", "2", None),
            ("For the purposes of Part 13 of the Crimes Act 1961, an order under section 103 is a sentence", "103",
             "sentencing-act-2002"),
            ("For the search power conferred by section 44, sections 66 and 72 of the Crimes Act 1961 apply.", "44",
             "macma-1992"),
            ("Despite section 171, the Proceeds of Crime Act 1991 continues in force.", "171", None),
            ("section 66 of the Crimes Act 1961 or section 44", "44", "macma-1992"),
            ("Section 166A is amended by repealing paragraph (c).", "166A", "macma-1992"),
            ("For offences under the Crimes Act 1961, sections 44 and 45 apply.", "45", "macma-1992"),
            ("The following apply under the Bail Act 2000 as modified:\n\n(a) section 8:", "8", "macma-1992"),
            ("section 24 of this Act", "24", None),
        ],
    )  # fmt: skip
    def test_what_the_text_does_not_say(self, citations: Citations, text: str, number: str, act: str | None) -> None:
        citation = at(citations.find(text, act=act), text, number)
        assert (citation.status, citation.of, citation.cited) == ("unresolved", None, "")
        assert citation.message

    @pytest.mark.parametrize("act", [None, "sentencing-act-2002"])
    @pytest.mark.parametrize("gap", ["\n\n", "\n"])
    def test_the_words_before_a_list_govern_it(self, citations: Citations, act: str | None, gap: str) -> None:
        text = (
            f"The serious violent offences are those in these sections of the Crimes Act 1961:{gap}(a) section 8 "
            f"(piracy):{gap}(b) section 128B"
        )
        found = citations.find(text, act=act)
        assert [(c.cited, c.basis) for c in found[1:]] == [
            ("Crimes Act 1961, s 8", "lead-in"),
            ("Crimes Act 1961, s 128B", "lead-in"),
        ]

    def test_this_act_is_the_given_one(self, citations: Citations) -> None:
        text = "The Immigration Act 1987 applies to a person whose request was made under section 24 of this Act."
        assert at(citations.find(text, act="macma-1992"), text, "24").cited == f"{MACMA}, s 24"

    def test_a_section_of_the_given_act_after_a_list(self, citations: Citations) -> None:
        text = "These sections of the Crimes Act 1961:\n\n(a) section 8.\n\nThe Minister may act under section 44."
        assert at(citations.find(text, act="macma-1992"), text, "44").cited == f"{MACMA}, s 44"

    def test_the_same_number_of_another_act_a_moment_ago(self, citations: Citations) -> None:
        text = "An offence against section 249 of the Crimes Act 1961.\n\nSection 249 is older."
        assert at(citations.find(text, act="macma-1992"), text, "249").status == "unresolved"


class TestTitles:
    """A5, A7, C7: a title begins and ends where it does."""

    @pytest.mark.parametrize(
        ("text", "cited"),
        [
            ("section 5 of the Crimes Act 1961 Amendment Bill", "Crimes Act 1961 Amendment Bill, s 5"),
            ("section 3 of the Companies Act 1993 Amendment Act 2001", "Companies Act 1993 Amendment Act 2001, s 3"),
            ("section 2 of the Search and Surveillance Act 2012 Commencement Order 2012",
             "Search and Surveillance Act 2012 Commencement Order 2012, s 2"),
            ("section 2 of the Bail Act 2000 (Commencement) Order 2000",
             "Bail Act 2000 (Commencement) Order 2000, s 2"),
            ("section 4 of the Companies Amendment Act (No 2) 2010", "Companies Amendment Act (No 2) 2010, s 4"),
            ("Amendments to Customs and Excise Act 1996", "Customs and Excise Act 1996"),
            ("Te Tiriti o Waitangi Act 1975", "Te Tiriti o Waitangi Act 1975"),
            ("Acts Interpretation Act 1924", "Acts Interpretation Act 1924"),
            ("1991 No 120 s 39(1)", "1991 No 120, s 39(1)"),
        ],
    )  # fmt: skip
    def test_not_in_the_catalogue(self, citations: Citations, text: str, cited: str) -> None:
        (citation,) = citations.find(text)
        assert (citation.status, citation.cited, citation.of) == ("not-in-catalogue", cited, None)

    @pytest.mark.parametrize(
        ("text", "cited"),
        [
            ("s 21 of the Bill of Rights Act 1990", f"{BILL_OF_RIGHTS}, s 21"),
            ("s 21 of the NZ Bill of Rights Act 1990", f"{BILL_OF_RIGHTS}, s 21"),
            ("s 21 of the New Zealand Bill of Rights Act", f"{BILL_OF_RIGHTS}, s 21"),
            ("Amendments to Crimes Act 1961", CRIMES),
            ("Telecommunications (Interception Capability & Security) Act 2013 s 24",
             "Telecommunications (Interception Capability and Security) Act 2013, s 24"),
            ("Films, Videos, & Publications Classification Act 1993",
             "Films, Videos, and Publications Classification Act 1993"),
            ("Films, Videos and Publications Classification Act 1993",
             "Films, Videos, and Publications Classification Act 1993"),
            ("Children, Young Persons, and Their Families Act 1989", "Oranga Tamariki Act 1989"),
        ],
    )  # fmt: skip
    def test_in_the_catalogue(self, citations: Citations, text: str, cited: str) -> None:
        (citation,) = citations.find(text)
        assert (citation.status, citation.cited) == ("resolved", cited)

    def test_an_act_that_is_a_reform_there(self, citations: Citations) -> None:
        text = "Budapest Convention and Related Matters Legislation Amendment Act 2025, s 15"
        (citation,) = citations.find(text)
        assert citation.of is not None
        assert citation.missing == ("s 15",)
        assert "is a reform in the catalogue" in citation.message

    def test_a_title_that_may_go_on(self, citations: Citations) -> None:
        (citation,) = citations.find("section 5 of the Crimes Act 1961 Sentencing Reform Order 2001")
        assert citation.status == "unresolved"


class TestNothingLost:
    """B1 to B5: the whole of a pinpoint is read, or it is told what was left out."""

    @pytest.mark.parametrize(
        ("text", "cited"),
        [
            ("Crimes Act 1961, s 249 (1) (a)", f"{CRIMES}, s 249(1)(a)"),
            ("UNCC, art 40 (21)", "UN Convention against Cybercrime, art 40(21)"),
            ("Budapest Convention, Art. 16 (1)", f"{BUDAPEST}, art 16(1)"),
            ("Budapest Convention (art 16, 17)", f"{BUDAPEST}, arts 16 and 17"),
            ("Crimes Act 1961, s 249, 252", f"{CRIMES}, ss 249 and 252"),
            ("sections 249 (accessing …) and 250 (damaging) of the Crimes Act 1961", f"{CRIMES}, ss 249 and 250"),
            ("sections 249 through 252 of the Crimes Act 1961", f"{CRIMES}, ss 249–252"),
            ("subsection (1) of section 249 of the Crimes Act 1961", f"{CRIMES}, s 249(1)"),
            ("subsections (1) and (2) of section 249 of the Crimes Act 1961", f"{CRIMES}, ss 249(1) and 249(2)"),
            ("paragraph (a) of section 249(1) of the Crimes Act 1961", f"{CRIMES}, s 249(1)(a)"),
            ("paragraph (a) of subsection (1) of section 249 of the Crimes Act 1961", f"{CRIMES}, s 249(1)(a)"),
            ("paragraph 2 of article 16 of the Budapest Convention", f"{BUDAPEST}, art 16(2)"),
            ("Article 6.1.a.i of the Budapest Convention", f"{BUDAPEST}, art 6(1)(a)(i)"),
            ("Article 17(1)b) of the Budapest Convention", f"{BUDAPEST}, art 17(1)(b)"),
            ("sec 252 of the Crimes Act 1961", f"{CRIMES}, s 252"),
            ("Sec. 252 of the Crimes Act 1961", f"{CRIMES}, s 252"),
            ("section 249¹ of the Crimes Act 1961", f"{CRIMES}, s 249"),
            ("section 249[1] of the Crimes Act 1961", f"{CRIMES}, s 249"),
        ],
    )
    def test_read_in_full(self, citations: Citations, text: str, cited: str) -> None:
        (citation,) = citations.find(text)
        assert (citation.status, citation.cited, citation.left_out) == ("resolved", cited, ())

    @pytest.mark.parametrize(
        ("text", "cited", "left"),
        [
            ("section 249ff of the Crimes Act 1961", f"{CRIMES}, s 249", ("ff",)),
            ("s 249 et seq of the Crimes Act 1961", f"{CRIMES}, s 249", ("et seq",)),
            ("s 249(1)(a-c) of the Crimes Act 1961", f"{CRIMES}, s 249(1)", ("(a-c)",)),
            ("s 249(1)(a)i of the Crimes Act 1961", f"{CRIMES}, s 249(1)(a)", ("i",)),
            ("subsection (1) of sections 249 and 250 of the Crimes Act 1961", f"{CRIMES}, ss 249 and 250",
             ("para (1)",)),
        ],
    )  # fmt: skip
    def test_partly_read(self, citations: Citations, text: str, cited: str, left: tuple[str, ...]) -> None:
        (citation,) = citations.find(text)
        assert (citation.status, citation.cited, citation.left_out) == ("partly-read", cited, left)
        assert citation.message.startswith("not understood: ")

    def test_a_decimal_is_told_where_an_act_is_named(self, citations: Citations) -> None:
        (citation,) = citations.find("s 57.1 of the Evidence Act 2006")
        assert (citation.status, citation.message) == ("unresolved", "57.1 is no number of a section here")
        assert citations.find("See section 4.2 of this paper, and section 4.3.") == ()

    def test_a_section_without_a_word_of_its_own(self, citations: Citations) -> None:
        text = "section 115 of the Summary Proceedings Act 1957 and 383 of the Crimes Act 1961"
        assert [c.cited for c in citations.find(text)] == [
            "Summary Proceedings Act 1957, s 115",
            "Crimes Act 1961, s 383",
        ]


class TestMarkup:
    """B6, B7: Markdown, HTML and the text of a PDF."""

    @pytest.mark.parametrize(
        "text",
        [
            "[Crimes Act 1961](https://a.nz/act), s 252",
            "[Crimes Act 1961, s 252](<https://a.nz/act>)",
            '[Crimes Act 1961](url "title"), s 252',
            '"Crimes Act 1961", s 252',
            "“Crimes Act 1961”, s 252",
            "‘Crimes Act 1961’, s 252",
            '<a href="x">Crimes Act 1961</a>, s&nbsp;252',
            "**Crimes Act 1961**, s 252",
            "•Crimes Act 1961, s 252",
            "/Crimes Act 1961, s 252",
            r"\[Crimes Act 1961, s 252\]",
            "| Crimes Act 1961 | s 252 |",
            "<tr><td>Crimes Act 1961</td><td>s 252</td></tr>",
            "under the Crimes\n\nAct 1961, section\n\n252",
            "under the Crimes Act\n1961, s\n252",
        ],
    )
    def test_signs_and_line_ends(self, citations: Citations, text: str) -> None:
        assert [c.cited for c in citations.find(text)] == [f"{CRIMES}, s 252"]

    def test_a_title_over_a_blank_line(self, citations: Citations) -> None:
        text = "under the Mutual\n\nAssistance in Criminal Matters Act 1992, s 43"
        assert [c.cited for c in citations.find(text)] == [f"{MACMA}, s 43"]

    def test_an_act_that_the_catalogue_has_not(self, citations: Citations) -> None:
        (citation,) = citations.find("[Criminal Procedure Act 2011, s 6](url)")
        assert citation.cited == "Criminal Procedure Act 2011, s 6"

    def test_the_number_of_a_paragraph_is_no_part(self, citations: Citations) -> None:
        text = "the Crimes Act 1961 (the Act). Section 249 [84] Section 252 [86]"
        assert [c.cited for c in citations.find(text)][1:] == [f"{CRIMES}, s 249", f"{CRIMES}, s 252"]


class TestForms:
    """C1, C2, C4, C5: the forms in which people cite."""

    @pytest.mark.parametrize(
        ("text", "cited"),
        [
            ("section 252, Crimes Act 1961", f"{CRIMES}, s 252"),
            ("s. 252, Crimes Act 1961", f"{CRIMES}, s 252"),
            (
                "section 252 (accessing computer system without authorisation) of the Crimes Act 1961",
                f"{CRIMES}, s 252",
            ),
            ("section 98AA(1) (which makes it an offence to sell) of the Crimes Act 1961", f"{CRIMES}, s 98AA(1)"),
            ("section 249 and/or 250 of the Crimes Act 1961", f"{CRIMES}, ss 249 and 250"),
            ("s 249 & 250 of the Crimes Act 1961", f"{CRIMES}, ss 249 and 250"),
            ("Crimes Act 1961: sections 249(1)(a) or (b); 252(1)", f"{CRIMES}, ss 249(1)(a), 249(1)(b) and 252(1)"),
            ("the offence in section 249(1) (penalty: 7 years) of the Crimes Act 1961", f"{CRIMES}, s 249(1)"),
            ("sections 249–252 inclusive of the Crimes Act 1961", f"{CRIMES}, ss 249–252"),
            ("section 249 subsection (1) of the Crimes Act 1961", f"{CRIMES}, s 249(1)"),
            ("section 252 of 1961 No 43", f"{CRIMES}, s 252"),
            ("section 252 of the Crimes Act", f"{CRIMES}, s 252"),
            ("section 43 of the Mutual Assistance in Criminal Matters Act", f"{MACMA}, s 43"),
            ("s 21 New Zealand Bill of Rights Act", f"{BILL_OF_RIGHTS}, s 21"),
            ("NZBORA s 21", f"{BILL_OF_RIGHTS}, s 21"),
            ("BORA, s 21", f"{BILL_OF_RIGHTS}, s 21"),
            ("SSA s 74", f"{SEARCH}, s 74"),
            ("S&S Act, s 74", f"{SEARCH}, s 74"),
            ("HDCA s 22", "Harmful Digital Communications Act 2015, s 22"),
            ("TICSA s 24", "Telecommunications (Interception Capability and Security) Act 2013, s 24"),
        ],
    )
    def test_resolved(self, citations: Citations, text: str, cited: str) -> None:
        (citation,) = citations.find(text)
        assert (citation.status, citation.cited) == ("resolved", cited)

    @pytest.mark.parametrize(
        "text", ["s 249 (and s 252) of the Crimes Act 1961", "s 249 or, alternatively, s 252 of the Crimes Act 1961"]
    )
    def test_two_places(self, citations: Citations, text: str) -> None:
        assert [c.cited for c in citations.find(text)] == [f"{CRIMES}, s 249", f"{CRIMES}, s 252"]

    def test_an_abbreviation_that_the_text_uses_otherwise(self, citations: Citations) -> None:
        text = "The Social Security Act 2018 matters. SSA, s 74 and Z"
        assert at(citations.find(text), text, "74").status == "unresolved"
        text = "The Social Security Act 2018 (SSA) matters. SSA, s 74"
        assert at(citations.find(text), text, "74").cited == "Social Security Act 2018, s 74"

    def test_a_title_without_its_year_of_which_there_was_another(self, citations: Citations) -> None:
        (citation,) = citations.find("section 22 of the Privacy Act")
        assert citation.message == "it may be of the Privacy Act 2020 or the Privacy Act 1993"

    @pytest.mark.parametrize(
        ("text", "basis"),
        [
            ('Crimes Act 1961 ("the principal Act"). Section 252 of the principal Act', "back-reference"),
            ("The Bill amends the Crimes Act 1961. Section 252 of the principal Act", "back-reference"),
            ("The Bill amends the Crimes Act 1961. It inserts new section 252", "defined"),
            ("The Crimes Act 1961 (CR Act) came first. Section 252 of the CR Act", "defined"),
            ("# Crimes Act 1961\n\n- s 252", "heading"),
            ("Crimes Act 1961\n\n- s 252", "heading"),
            ("Crimes Act 1961, s 249. Ibid, s 252", "back-reference"),
            ("The Crimes Act 1961 is old. s 252 of the 1961 Act", "back-reference"),
            ("The Crimes Act 1961 (the Act) is old.\n\nThe Judge turned to s 252.", "defined"),
            ("Section 252 of the Crimes Act 1961 is clear.\n\nThe Judge turned to s 252.", "cited-elsewhere"),
            ("1 Crimes Act 1961, s 249. 2 Section 252.", "back-reference"),
        ],
    )
    def test_what_the_text_defines_or_says_elsewhere(self, citations: Citations, text: str, basis: str) -> None:
        citation = at(citations.find(text), text, "252")
        assert (citation.status, citation.cited, citation.basis) == ("resolved", f"{CRIMES}, s 252", basis)

    def test_what_the_text_calls_the_act_ends_where_it_names_another(self, citations: Citations) -> None:
        text = "The Evidence Act 2006 (the Act) applies.\n\nThe Bail Act 2000 was cited.\n\nThen s 30 was."
        assert at(citations.find(text), text, "30").status == "unresolved"

    def test_rows_under_a_heading_that_names_a_treaty(self, citations: Citations) -> None:
        text = "## Budapest Convention\n\n| Article | Law |\n|---|---|\n| Article 2 | x |\n| Article 4 | y |"
        assert [(c.cited, c.basis) for c in citations.find(text)] == [
            ("Budapest Convention, art 2", "heading"),
            ("Budapest Convention, art 4", "heading"),
        ]


class TestTreaties:
    """C6."""

    @pytest.mark.parametrize(
        ("text", "cited"),
        [
            ("Article 12 of ETS No. 185", f"{BUDAPEST}, art 12"),
            ("Article 12 of CETS No. 185", f"{BUDAPEST}, art 12"),
            ("Article 12 of CETS 185", f"{BUDAPEST}, art 12"),
            ("Article 12 of the Council of Europe Convention on Cybercrime", f"{BUDAPEST}, art 12"),
            ("Article 7 of the Second Additional Protocol", "Second Protocol to the Budapest Convention, art 7"),
            ("Article 7 of the Second Additional Protocol to the Convention on Cybercrime",
             "Second Protocol to the Budapest Convention, art 7"),
            ("Article 5 of the First Additional Protocol", "First Protocol to the Budapest Convention, art 5"),
            ("art 23 of the UN Cybercrime Convention", "UN Convention against Cybercrime, art 23"),
            ("art 23 of the Hanoi Convention", "UN Convention against Cybercrime, art 23"),
            ("Article 6, paragraph 1, of the Budapest Convention", f"{BUDAPEST}, art 6(1)"),
            ("Article 6, paragraphs 1 and 2, of the Budapest Convention", f"{BUDAPEST}, arts 6(1) and 6(2)"),
            ("art. 19 para. 4 of the Budapest Convention", f"{BUDAPEST}, art 19(4)"),
            ("Article 6(1)(b)(ii) and 6(3) of the Budapest Convention", f"{BUDAPEST}, arts 6(1)(b)(ii) and 6(3)"),
        ],
    )  # fmt: skip
    def test_all_names(self, citations: Citations, text: str, cited: str) -> None:
        (citation,) = citations.find(text)
        assert citation.cited == cited
        assert citation.status in ("resolved", "not-in-catalogue")

    def test_a_protocol_to_the_convention_is_not_the_convention(self, citations: Citations) -> None:
        text = "The Second Additional Protocol is. Article 16 of the Convention"
        assert at(citations.find(text), text, "16").status == "unresolved"
        text = "The Second Additional Protocol and the Budapest Convention are. Article 16 of the Convention"
        assert at(citations.find(text), text, "16").cited == f"{BUDAPEST}, art 16"

    @pytest.mark.parametrize("text", ["art 12 of the Additional Protocol to the Rome Convention", "art 12 of CETS 108"])
    def test_another_treaty(self, citations: Citations, text: str) -> None:
        (citation,) = citations.find(text)
        assert citation.status == "unresolved"

    @pytest.mark.parametrize(
        "text",
        [
            "It is in the United Nations Convention against Corruption, art 29.",
            "ICCPR, art 29",
            "The T-CY Guidance Note on article 29 says so.",
            "The practice of the Cybercrime Convention Committee on article 29",
            "The explanatory report on article 29",
        ],
    )
    @pytest.mark.parametrize("given", [None, "uncc"])
    def test_a_heading_does_not_reach_into_a_sentence_on_another_treaty(
        self, citations: Citations, text: str, given: str | None
    ) -> None:
        text = f"# UN Convention against Cybercrime\n\nArticle 28 is short.\n\n{text}"
        assert at(citations.find(text, instrument=given), text, "28").status == "resolved"
        assert at(citations.find(text, instrument=given), text, "29").status == "unresolved"


class TestBills:
    """What the sections in a paper on a Bill are of."""

    def test_new_sections_are_of_the_only_act_that_it_amends(self, citations: Citations) -> None:
        text = "This Bill amends the Crimes Act 1961. It inserts new section 252."
        assert at(citations.find(text), text, "252").cited == f"{CRIMES}, s 252"

    @pytest.mark.parametrize(
        "text",
        [
            "Part 1 amends the Crimes Act 1961 (the Act). Part 2 amends the Evidence Act 2006.\n\nNew section 7 is.",
            "Clauses 4 to 6 amend the Evidence Act 2006.\n\nSection 7 of the Bail Act 2000 stays.\n\nClause 5 amends "
            "section 7.",
            "This Bill amends the Crimes Act 1961.\n\nThe details are in Schedule 7.",
            "References are made to the principal Act. Section 7 of the Bail Act 2000 is one.\n\nSection 7 is amended.",
        ],
    )
    def test_where_several_can_be_meant(self, citations: Citations, text: str) -> None:
        assert at(citations.find(text), text, "7").status == "unresolved"


class TestOtherKindsOfPlace:
    """C8."""

    @pytest.mark.parametrize(
        ("text", "cited"),
        [
            ("Information Privacy Principle 3A", "Privacy Act 2020, s 22, IPP 3A"),
            ("principle 12 of the Privacy Act 2020", "Privacy Act 2020, s 22, IPP 12"),
            ("rule 11 of the Health Information Privacy Code 2020", "Health Information Privacy Code 2020, r 11"),
            ("reg 5 of the Customs and Excise Regulations 1996", "Customs and Excise Regulations 1996, reg 5"),
            ("r 14.6 of the High Court Rules 2016", "High Court Rules 2016, r 14.6"),
            ("Part 10 of the Crimes Act 1961", "Crimes Act 1961, pt 10"),
            ("clause 5 of the Privacy Amendment Bill", "Privacy Amendment Bill, cl 5"),
            ("cl 3, Sch 1, Search and Surveillance Act 2012", f"{SEARCH}, sch 1, cl 3"),
        ],
    )
    def test_told(self, citations: Citations, text: str, cited: str) -> None:
        (citation,) = citations.find(text)
        assert citation.cited == cited

    def test_a_principle_after_its_section(self, citations: Citations) -> None:
        cited = [c.cited for c in citations.find("s 22 of the Privacy Act 2020 (IPP 11)")]
        assert cited == ["Privacy Act 2020, s 22", "Privacy Act 2020, s 22, IPP 11"]

    def test_a_principle_alone_of_the_given_act(self, citations: Citations) -> None:
        (citation,) = citations.find("IPP 11", act="privacy-act-2020")
        assert citation.cited == "Privacy Act 2020, s 22, IPP 11"

    @pytest.mark.parametrize("text", ["clause 5", "Part 2 of the report", "rule 5", "regulation 3", "principle 4"])
    def test_what_other_texts_have_too_is_no_citation_alone(self, citations: Citations, text: str) -> None:
        assert [c for c in citations.find(text) if c.status != "unresolved"] == []


class TestDates:
    """C9: which version of a section."""

    def test_two_sections_of_one_number(self, citations: Citations) -> None:
        (citation,) = citations.find("MACMA s 43")
        assert len(citation.versions) > 1

    def test_the_section_of_the_day(self, citations: Citations) -> None:
        before = citations.find("MACMA s 43", as_at=date(2010, 1, 1))[0]
        after = citations.find("MACMA s 43", as_at=date(2026, 1, 1))[0]
        assert before.rules
        assert after.rules
        assert (before.status, after.status) == ("resolved", "resolved")
        assert before.versions == ("Assistance in obtaining article or thing by search and seizure",)
        assert after.versions == ("Assistance in obtaining thing",)

    def test_not_yet_law(self, citations: Citations) -> None:
        (citation,) = citations.find("Crimes Act 1961, s 249", as_at=date(1990, 1, 1))
        assert (citation.status, citation.rules) == ("not-in-force", ())
        assert citation.message == "not law on 1 January 1990 as it is encoded: s 249"
