"""Citations in free text: what is found, which Act or treaty it is of, and what is left unresolved."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.builders import rule
from support.cited import ACTS, CITATIONS, MADE, act, found, only, resolved, unresolved

import gapcheck
from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.citing import STATUSES, Citations
from gapcheck.citing.places import find_places
from gapcheck.citing.plain_text import BREAK, PlainText, normalised
from gapcheck.errors import UnknownIdError
from gapcheck.model.law import PRACTICE
from gapcheck.wording.citation import cite_rule


class TestNamedBesideThePlace:
    @pytest.mark.parametrize(
        "text",
        [
            "section 249(1)(a) of the Crimes Act 1961",
            "s 249(1)(a) of the Crimes Act 1961",
            "s249(1)(a) Crimes Act 1961",
            "Crimes Act 1961, s 249(1)(a)",
            "Crimes Act 1961 (s 249(1)(a)",
            "*Crimes Act 1961*, s 249(1)(a)",
            "section\n  249(1)(a) of the Crimes\n  Act 1961",
            "section 249(1)(a) in Part 10 of the Crimes Act 1961",
            "Under the Crimes Act 1961, s 249(1)(a)",
            "New Zealand's Crimes Act 1961, s 249(1)(a)",
            "In 2003 Crimes Act 1961, s 249(1)(a)",
        ],
    )
    def test_every_form(self, text: str) -> None:
        assert resolved(text) == "Crimes Act 1961, s 249(1)(a)"
        assert only(text).rules == ("crimes:249(1)(a)",)
        assert only(text).places == ("crimes:s 249",)

    @pytest.mark.parametrize(
        ("text", "cited"),
        [
            ("ss 71 to 79 of the Search and Surveillance Act 2012", "Search and Surveillance Act 2012, ss 71–79"),
            ("Search and Surveillance Act 2012, ss 71-79A", "Search and Surveillance Act 2012, ss 71–79A"),
            ("ss 71–74 of the Search and Surveillance Act 2012", "Search and Surveillance Act 2012, ss 71–74"),
            ("sections 249 and 252 of the Crimes Act 1961", "Crimes Act 1961, ss 249 and 252"),
            (
                "sections 249(1)(a) and (b), and 252(1) of the Crimes Act 1961",
                "Crimes Act 1961, ss 249(1)(a), 249(1)(b) and 252(1)",
            ),
            ("the Victims’ Rights Act 2002, s 9", "Victims' Rights Act 2002, s 9"),
            (
                "Films, Videos, and Publications Classification Act 1993, s 131A",
                "Films, Videos, and Publications Classification Act 1993, s 131A",
            ),
            ("MACMA s 43", "Mutual Assistance in Criminal Matters Act 1992, s 43"),
            ("the Evidence Act 2006", "Evidence Act 2006"),
            ("crimes:252(1)", "Crimes Act 1961, s 252(1)"),
            ("budapest:16(2)", "Budapest Convention, art 16(2)"),
        ],
    )
    def test_lists_ranges_short_forms_and_ids(self, text: str, cited: str) -> None:
        assert resolved(text) == cited

    def test_an_exception_is_encoded_too(self) -> None:
        assert only("Crimes Act 1961, s 252(2)(b)").places == ("crimes:s 252",)

    def test_several_places_of_one_act(self) -> None:
        assert found("s 249 and s 252 of the Crimes Act 1961; s 9 of the Victims' Rights Act 2002") == [
            ("Crimes Act 1961, s 249", "resolved"),
            ("Crimes Act 1961, s 252", "resolved"),
            ("Victims' Rights Act 2002, s 9", "resolved"),
        ]

    def test_an_act_belongs_to_one_place_only(self) -> None:
        assert found("Under s 249 of the Crimes Act 1961, s 9 applies.")[-1] == ("", "unresolved")


class TestPrinciples:
    @pytest.mark.parametrize(
        "text", ["s 22, IPP 11(1)(e)", "Privacy Act 2020, s 22, IPP 11(1)(e)", "IPP 11(1)(e) of the Privacy Act 2020"]
    )
    def test_a_principle_stands_in_section_22(self, text: str) -> None:
        assert resolved(text) == "Privacy Act 2020, s 22, IPP 11(1)(e)"
        assert only(text).rules == ("privacy:22-IPP11",)

    def test_the_act_before_had_them_in_another_section(self) -> None:
        assert only("s 6, IPP 11").cited == "Privacy Act 1993, s 6, IPP 11"

    def test_a_principle_alone_is_of_one_of_the_two(self) -> None:
        assert unresolved("IPP 11") == "the text does not say of which Act"

    def test_a_principle_that_is_not_encoded(self) -> None:
        assert only("Privacy Act 2020, s 22, IPP 4").missing == ("s 22, IPP 4",)


class TestNotInTheCatalogue:
    @pytest.mark.parametrize(
        ("text", "cited", "missing"),
        [
            ("s 248 of the Crimes Act 1961", "Crimes Act 1961, s 248", ("s 248",)),
            ("ss 248 and 252 of the Crimes Act 1961", "Crimes Act 1961, ss 248 and 252", ("s 248",)),
            ("s 249(9) of the Crimes Act 1961", "Crimes Act 1961, s 249(9)", ("s 249(9)",)),
            ("ss 300-400 of the Crimes Act 1961", "Crimes Act 1961, ss 300–400", ("ss 300–400",)),
            ("sch 1, cl 6 of the Privacy Act 2020", "Privacy Act 2020, sch 1, cl 6", ("sch 1, cl 6",)),
            ("clause 6 of Schedule 1 of the Privacy Act 2020", "Privacy Act 2020, sch 1, cl 6", ("sch 1, cl 6",)),
            ("Bail Amendment Act 2013, s 5", "Bail Amendment Act 2013, s 5", ()),
            ("Privacy Act 1993, s 6", "Privacy Act 1993, s 6", ()),
            ("art 17 of the Budapest Convention", "Budapest Convention, art 17", ("art 17",)),
        ],
    )
    def test_the_act_is_certain_but_the_place_not_encoded(
        self, text: str, cited: str, missing: tuple[str, ...]
    ) -> None:
        citation = only(text)
        assert (citation.status, citation.cited, citation.missing) == ("not-in-catalogue", cited, missing)
        assert citation.message

    @pytest.mark.parametrize("abroad", ["Cth", "UK", "Kenya", "New South Wales"])
    def test_an_act_of_another_country_is_not_new_zealands(self, abroad: str) -> None:
        citation = only(f"Crimes Act 1961 ({abroad}), s 249")
        assert (citation.cited, citation.status) == (f"Crimes Act 1961 ({abroad}), s 249", "not-in-catalogue")


class TestBackReferences:
    @pytest.mark.parametrize(
        "text",
        [
            "The Crimes Act 1961 was amended. Section 252 of that Act",
            "The Crimes Act 1961 was amended.\n\nSection 252 of the Act",
            "The Crimes Act 1961 (the Act) and the Evidence Act 2006. Section 252 of the Act",
            "The Crimes Act 1961 was amended. Crimes Act, s 252",
            "The Crimes Act 1961 (CRA), then the Evidence Act 2006.\n\nCRA, s 252",
        ],
    )
    def test_certain(self, text: str) -> None:
        assert [c for c in found(text) if ", s " in c[0]] == [("Crimes Act 1961, s 252", "resolved")]

    @pytest.mark.parametrize(
        "text",
        [
            "The Crimes Act 1961 and the Evidence Act 2006. Section 252 of that Act",
            "The Crimes Act 1961 and the Evidence Act 2006. Section 252 of the Act",
            "The Crimes Act 1961.\n\nSection 252 of that Act",
            "Section 252 of the Act. The Crimes Act 1961",
            "The Crimes Act 1961. Section 252 is older",
            "The Crimes Act 1961 and the Evidence Act 2006, of which section 252 is the older",
            "The Crimes Act 1961 punishes access in s 252",
            "The Crimes Act 1961 and the Bail Act. Section 252 of the Act",
            "The Crimes Act 1961 (the Act) and the Evidence Act 2006 (the Act). Section 252 of the Act",
            "The Crimes Act 1961 speaks of section 252 of the principal Act",
            "The Crimes Act 1961 follows section 252 of the report",
        ],
    )
    def test_not_certain(self, text: str) -> None:
        (citation,) = [c for c in CITATIONS.find(text) if "252" in c.text]
        assert (citation.status, citation.of) == ("unresolved", None)
        assert citation.message

    def test_the_act_of_a_commentary_can_be_given(self) -> None:
        assert resolved("See s 252.", act="crimes") == "Crimes Act 1961, s 252"
        assert resolved("See s 252 of the Act.", act="crimes") == "Crimes Act 1961, s 252"
        assert found("The Evidence Act 2006. See s 252.", act="crimes")[-1] == ("", "unresolved")

    @pytest.mark.parametrize("unknown", [{"act": "crime"}, {"instrument": "budapets"}, {"act": PRACTICE}])
    def test_what_is_given_has_to_be_known(self, unknown: dict[str, str]) -> None:
        with pytest.raises(UnknownIdError):
            CITATIONS.find("s 252", **unknown)


class TestNeverGuessed:
    def test_a_slip_in_a_title_is_told_and_not_mended(self) -> None:
        assert (
            unresolved("Crime Act 1961, s 249") == "no such Act is in the catalogue; did you mean the Crimes Act 1961?"
        )

    def test_a_title_that_may_be_longer(self) -> None:
        message = unresolved("s 10 of the Criminal Law and Evidence Act 2006")
        assert message == "it may be of the Criminal Law and Evidence Act 2006 or the Evidence Act 2006"

    def test_a_title_without_its_year_may_be_that_of_an_earlier_act(self) -> None:
        assert unresolved("Privacy Act, s 22") == "it may be of the Privacy Act 2020 or the Privacy Act 1993"

    def test_a_title_without_its_year_of_which_there_is_one(self) -> None:
        assert resolved("Crimes Act, s 249") == "Crimes Act 1961, s 249"
        assert unresolved("Bail Act, s 8") == "'Bail Act' has no year, and the text has not named it in full before"

    def test_a_title_without_its_year_where_the_text_names_one_of_another_year(self) -> None:
        assert found("Crimes Act, s 249; the Crimes Act 1908")[0] == ("", "unresolved")

    def test_two_acts_of_one_abbreviation(self) -> None:
        twice = act("magistrates", "Magistrates Act 1952", rule("43"), abbreviations=("MACMA",))
        (citation,) = Citations(Catalogue(Contents(statutes=(*ACTS, twice)))).find("MACMA, s 43")
        assert citation.status == "unresolved"

    def test_an_abbreviation_that_nobody_defined(self) -> None:
        assert unresolved("HDCA, s 74") == "the text does not say of which Act"

    def test_a_range_that_runs_backwards(self) -> None:
        assert unresolved("ss 249-52 of the Crimes Act 1961") == "the range 249-52 ends before it begins"


class TestTreaties:
    @pytest.mark.parametrize(
        ("text", "cited"),
        [
            ("art 16(1) of the Budapest Convention", "Budapest Convention, art 16(1)"),
            ("Article 16 of the Convention on Cybercrime", "Budapest Convention, art 16"),
            ("Budapest art 16(1) and (2)", "Budapest Convention, arts 16(1) and 16(2)"),
            ("TS 2, art 16", ""),
            (
                "The Budapest Convention asks for it. Under article 16(1) of the Convention",
                "Budapest Convention, art 16(1)",
            ),
            ("United Nations Convention against Cybercrime, art 34", "UN Convention against Cybercrime, art 34"),
        ],
    )
    def test_named(self, text: str, cited: str) -> None:
        assert only(text).cited == cited

    @pytest.mark.parametrize(
        "text",
        [
            "under article 16",
            "art 16 of the GDPR",
            "art 16 of the Additional Protocol to the Budapest Convention",
            "The Budapest Convention and the UN Convention against Cybercrime. Art 16 of the Convention",
            "The talks in Budapest were on art 16",
        ],
    )
    def test_not_certain(self, text: str) -> None:
        assert only(text).status == "unresolved"

    def test_the_treaty_can_be_given(self) -> None:
        assert resolved("arts 16(1) and 16(2)", instrument="budapest") == "Budapest Convention, arts 16(1) and 16(2)"

    def test_two_instruments_of_one_citation_are_not_told_apart(self) -> None:
        assert only("TS 1, art 16").status == "unresolved"


class TestPlaces:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("ss 248 and 249, 5 people", "ss 248 and 249"),
            ("sections 5 and 10 years", "ss 5"),
            ("articles 14 and 15, 20 October 2001", "arts 14 and 15"),
            ("ss 1, 2, 3A and 10", "ss 1, 2, 3A and 10"),
            ("section 249, 250 and 252", "ss 249, 250 and 252"),
            ("section 249, 10 years", "s 249"),
            ("section 249 and 6 others", "s 249"),
            ("arts 6, 24, 36 and 40(21) and (22)", "arts 6, 24, 36, 40(21) and 40(22)"),
            ("s 8(a)(iv) and (v)", "ss 8(a)(iv) and 8(a)(v)"),
            ("s 8(a)(iv) and (b)", "ss 8(a)(iv) and 8(b)"),
            ("s 8(2)(a) and (3)", "ss 8(2)(a) and 8(3)"),
            ("S 9 ends.", "s 9"),
        ],
    )
    def test_where_a_list_ends(self, text: str, label: str) -> None:
        (place,) = find_places(text)
        assert place.label == label.replace("ss 5", "s 5")

    @pytest.mark.parametrize(
        "text",
        [
            "the 5-year term",
            "it's 5",
            "section 2nd",
            "https://a.nz/s/5",
            "as 5",
            "parts 1",
        ],
    )
    def test_no_place(self, text: str) -> None:
        assert find_places(text) == ()


class TestPlain:
    def test_paragraphs_items_and_lines(self) -> None:
        assert normalised("A\nb.\n\nc\n- d\n(a) e").replace("A b.", "a b") == f"a b{BREAK * 2}c{BREAK}- d{BREAK}(a) e"

    def test_sentences(self) -> None:
        text = "In s 5. Then (Act 1961). No"
        plain = PlainText(normalised(text))
        assert [plain.sentence(text.index(word)) for word in ("In", "Then", "No")] == [0, 1, 2]


class TestHowACitationStands:
    @pytest.mark.parametrize(
        ("text", "status", "message"),
        [
            ("Crimes Act 1961, s 249", "resolved", ""),
            ("Crimes Act 1961, s 248", "not-in-catalogue", "not encoded: s 248"),
            ("Crimes Act 1961, ss 1 and 248", "not-in-catalogue", "not encoded: s 1, s 248"),
            ("Bail Act 2000, s 8", "not-in-catalogue", "Bail Act 2000 is not in the catalogue"),
            ("Cybercrime Amendment Act 2026, s 8", "not-in-catalogue",
             "Cybercrime Amendment Act 2026 is a reform in the catalogue, and its own sections are not encoded"),
            ("Crimes Act 1961, s 249ff", "partly-read", "not understood: 'ff'"),
            ("Crimes Act 1961, s 248ff", "partly-read", "not understood: 'ff'; not encoded: s 248"),
            ("Crimes Act 1961, ss 249(a-c) and 252ff", "partly-read", "not understood: '(a-c)' and 'ff'"),
            ("Bail Act 2000, s 8ff", "partly-read", "not understood: 'ff'; Bail Act 2000 is not in the catalogue"),
        ],
    )  # fmt: skip
    def test_of_a_place(self, text: str, status: str, message: str) -> None:
        assert (only(text).status, only(text).message) == (status, message)

    def test_on_a_day(self) -> None:
        before = only("Crimes Act 1961, s 249", as_at=date(1990, 1, 1))
        assert (before.status, before.message) == ("not-in-force", "not law on 1 January 1990 as it is encoded: s 249")
        before = only("Crimes Act 1961, ss 249, 252ff", as_at=date(1990, 1, 1))
        assert before.status == "partly-read"
        assert before.message.endswith("as it is encoded: s 249, s 252")
        assert only("Crimes Act 1961, s 249", as_at=date(2000, 1, 1)).status == "resolved"
        # What is not encoded at all is told first.
        assert only("Crimes Act 1961, ss 248 and 249", as_at=date(1990, 1, 1)).message == "not encoded: s 248"

    def test_of_a_section_with_two_headings(self) -> None:
        text = "Oranga Tamariki Act 1989, s 14"
        assert only(text).versions == ("Children in need", "Need of care")
        assert only(text, as_at=date(2020, 1, 1)).versions == ("Need of care",)

    @pytest.mark.parametrize("text", ["Crimes Act 1961, s 10.5", "ss 249-52 of the Crimes Act 1961", "ss 249ff-52"])
    def test_a_fault_resolves_nothing(self, text: str) -> None:
        citation = only(text)
        assert (citation.status, citation.cited, citation.of, citation.basis) == ("unresolved", "", None, "")
        assert "no number" in citation.message or "ends before it begins" in citation.message

    def test_what_was_left_out_of_one_that_is_not_resolved_is_told(self) -> None:
        assert (only("s 249ff").status, only("s 249ff").left_out) == ("unresolved", ("ff",))

    @pytest.mark.parametrize(
        ("text", "cited", "of", "message"),
        [
            ("the Crimes Act 1961", "Crimes Act 1961", "crimes", ""),
            ("the Cybercrime Amendment Act 2026", "Cybercrime Amendment Act 2026", "bill-2026", ""),
            ("the Bail Act 2000", "Bail Act 2000", None, "Bail Act 2000 is not in the catalogue"),
            ("the Great Crimes Act 1961", "", None, "it may be the Great Crimes Act 1961 or the Crimes Act 1961"),
            ("the Crime Act 1961", "", None,
             "no such Act is in the catalogue; did you mean the Crimes Act 1961?"),
        ],
    )  # fmt: skip
    def test_an_act_alone(self, text: str, cited: str, of: str | None, message: str) -> None:
        citation = only(text)
        assert (citation.cited, citation.of, citation.message) == (cited, of, message)
        assert citation.basis == ("named" if cited else "")
        assert citation.text == text.removeprefix("the ")

    @pytest.mark.parametrize("text", ["MACMA", "the Crimes Act", "that Act", "the Budapest Convention", "clause 5"])
    def test_what_alone_is_no_citation(self, text: str) -> None:
        assert CITATIONS.find(text) == ()

    @pytest.mark.parametrize(
        ("text", "cited", "of"),
        [
            ("crimes:252(1)", "Crimes Act 1961, s 252(1)", "crimes"),
            ("un:34", "UN Convention against Cybercrime, art 34", "un"),
        ],
    )
    def test_an_id(self, text: str, cited: str, of: str) -> None:
        (citation,) = Citations(MADE).find(f"see {text}.")
        assert (citation.text, citation.cited, citation.of, citation.basis) == (text, cited, of, "id")
        assert citation.places
        assert citation.rules == (text,)

    def test_an_id_on_a_day(self) -> None:
        assert only("crimes:252(1)", as_at=date(1990, 1, 1)).status == "not-in-force"

    def test_they_are_in_order_and_apart(self) -> None:
        text = "crimes:252(1) and the Bail Act 2000, then s 10 of the Evidence Act 2006 and crimes:249(1)(a)"
        assert [c.text for c in CITATIONS.find(text)] == [
            "crimes:252(1)", "Bail Act 2000", "s 10 of the Evidence Act 2006", "crimes:249(1)(a)"
        ]  # fmt: skip
        # An Act that is named with its place is not told alone as well.
        assert [c.text for c in CITATIONS.find("s 10, Evidence Act 2006")] == ["s 10, Evidence Act 2006"]

    def test_as_plain_values(self) -> None:
        plain = only("Crimes Act 1961, s 249").to_dict()
        assert plain == {
            "start": 0, "end": 22, "text": "Crimes Act 1961, s 249", "status": "resolved",
            "cited": "Crimes Act 1961, s 249", "of": "crimes", "places": ("crimes:s 249",),
            "rules": ("crimes:249(1)(a)", "crimes:249(1)(b)"), "missing": (), "left_out": (), "versions": (),
            "basis": "named", "message": "",
        }  # fmt: skip


class TestLaws:
    """What holds of every text."""

    words = (
        "section s ss 249(1)(a) 22 -79 , and to of the that Act ( ) . ; 1961 Crimes Privacy Evidence IPP art arts "
        "Budapest Convention sch cl crimes:252(1) * ’ –"
    )
    pieces = st.sampled_from([*words.split(), "Crimes Act 1961", "Evidence Act 2006", "\n", "\n\n"])

    @given(st.one_of(st.text(max_size=200), st.lists(pieces, max_size=40).map(" ".join)))
    @example("ss 1-2-3 and (a)(b) of the Crimes Act 1961 (the Act) s 5")
    def test_citations_lie_inside_the_text_in_order_and_apart(self, text: str) -> None:
        end = 0
        for citation in CITATIONS.find(text):
            assert end <= citation.start < citation.end <= len(text)
            assert citation.text == text[citation.start : citation.end]
            assert citation.status in STATUSES
            assert (citation.status == "resolved") == (not citation.message)
            assert bool(citation.cited) == (citation.status != "unresolved")
            end = citation.end

    @given(st.text(max_size=300))
    def test_an_even_text_is_as_long(self, text: str) -> None:
        assert len(normalised(text)) == len(text)

    @given(st.lists(pieces, max_size=40).map(" ".join))
    def test_a_paragraph_without_names_does_not_change_what_is_found(self, text: str) -> None:
        after = [(c.start, c.cited, c.status) for c in CITATIONS.find(f"{text}\n\nNothing is cited here.")]
        assert after == [(c.start, c.cited, c.status) for c in CITATIONS.find(text)]

    @pytest.mark.parametrize(
        "piece",
        [
            "s 1 and ",
            "ss 1, ",
            "Crimes Act 1961 ",
            "Aa and ",
            "( (",
            "the Act s 5 (",
            " ",
            "\n \n",
            "of the ",
            "s 1(1)(a)",
            "[",
            "[a](",
            "<a ",
            "&amp",
            "section 5 (",
            "Crimes Act 1961 Amendment and ",
            "subsection (1) of ",
            "s 1, paragraph 1, ",
            "(a) the Crimes Act 1961:\n\n",
            "that Act (",
        ],
    )
    def test_a_long_hostile_text_is_read_to_its_end(self, piece: str) -> None:
        """A pattern that backtracks badly would not finish this."""
        text = piece * (50_000 // len(piece))
        citations = CITATIONS.find(f"{text}.\n\nCrimes Act 1961, s 249.")
        assert citations[-1].cited == "Crimes Act 1961, s 249"


@pytest.fixture(scope="module")
def bundled() -> Catalogue:
    return gapcheck.load().catalogue


class TestTheBundledCatalogue:
    def test_every_citation_that_is_printed_is_read_back(self, bundled: Catalogue) -> None:
        citations = Citations(bundled)
        for entry in bundled.rules:
            if entry.act.id != PRACTICE:
                printed = cite_rule(entry)
                (read,) = citations.find(printed)
                assert (read.status, read.text, read.cited) == ("resolved", printed, printed)
                assert entry.key in read.rules

    def test_statements_cite_nothing_that_is_not_certain(self, bundled: Catalogue) -> None:
        from gapcheck.lint.citations import lint_citations

        assert list(lint_citations(bundled)) == []


def test_a_cell_of_a_table_begins_with_a_stroke_and_every_offset_stays() -> None:
    html = "<tr><td>a</td><th x=1>b</th></tr><b>c</b>"
    assert normalised(html) == f"{BREAK}    |  a        |    b     {BREAK}       c    "
    assert len(normalised(html)) == len(html)


def test_a_word_for_a_part_without_a_number_is_no_place() -> None:
    assert found("The subsection of the Crimes Act 1961 says so.") == [("Crimes Act 1961", "resolved")]
