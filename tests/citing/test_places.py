"""Places as texts name them: where one begins and ends, what it is for print, and what of it is left out."""

from __future__ import annotations

import pytest

from gapcheck.citing.places import Place, find_places, list_after


def read(text: str) -> list[tuple[str, str]]:
    """Each place as the text has it, and for print."""
    return [(text[place.start : place.end], place.label) for place in find_places(text)]


def one(text: str) -> Place:
    (place,) = find_places(text)
    return place


class TestWords:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("section 249", "s 249"),
            ("SECTION 249", "s 249"),
            ("s249", "s 249"),
            ("§ 249", "s 249"),
            ("Art. 16(1)", "art 16(1)"),
            ("Information Privacy Principle 3A", "IPP 3A"),
            ("Schedules 1 and 2", "schs 1 and 2"),
            ("cls 5 and 6", "cls 5 and 6"),
            ("cl 5", "cl 5"),
            ("reg 6", "reg 6"),
            ("r. 5", "r 5"),
            ("rr 5 and 6", "rr 5 and 6"),
            ("Part 2", "pt 2"),
            ("pts 2 and 3", "pts 2 and 3"),
        ],
    )
    def test_every_sort(self, text: str, label: str) -> None:
        assert read(text) == [(text, label)]

    @pytest.mark.parametrize("text", ["r5", "cl5", "pt2", "section x", "clause 57.1", "IPP 57.1", "section 57.12345"])
    def test_what_is_no_place(self, text: str) -> None:
        assert read(text) == []

    @pytest.mark.parametrize("text", ["section 57.1", "article 57.123"])
    def test_a_decimal_is_told_as_one(self, text: str) -> None:
        place = one(f"In {text} there")
        assert (place.decimal, place.label) == (True, f"{place.label[:-2]}57")
        assert place.fault == f"{text.split()[1]} is no number of a section here"
        assert (place.start, place.end) == (3, 3 + len(text))

    def test_one_that_can_be_read_is_none(self) -> None:
        assert not one("article 57.1").decimal


class TestLists:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("sections 249 and 250", "ss 249 and 250"),
            ("Section 249, 250", "ss 249 and 250"),
            ("section 5 and 6 apply", "ss 5 and 6"),
            ("section 5 and 6(1), the first", "ss 5 and 6(1)"),
            ("sections 5 and 6 offenders", "ss 5 and 6"),
            ("Ss 5 and 6 offenders", "ss 5 and 6"),
            ("§§ 5 and 6 offenders", "ss 5 and 6"),
            ("secs 5 and 6 offenders", "ss 5 and 6"),
            ("rr 5 and 6 offenders", "rr 5 and 6"),
            ("sections 5, and 6 offenders", "ss 5 and 6"),
            ("sections 5 and 2010(1)", "ss 5 and 2010(1)"),
            ("sections 5, 6 (a heading), and 7 of", "ss 5, 6 and 7"),
            ("section 5 (a heading) and 7 offenders", "ss 5 and 7"),
            ("sections 5(1), (2) and 6", "ss 5(1), 5(2) and 6"),
            ("rule 14.6, 14.7 and the rest", "rr 14.6 and 14.7"),
            ("sections 5; 6; 7.", "ss 5, 6 and 7"),
            ("section 5, 6A widgets", "ss 5 and 6A"),
            ("section 5 and 6(1) offenders", "ss 5 and 6(1)"),
            ("section 5, 6 (a heading) of the Act", "ss 5 and 6"),
        ],
    )
    def test_goes_on(self, text: str, label: str) -> None:
        assert [found for _, found in read(text)] == [label]

    @pytest.mark.parametrize(
        "text",
        [
            "section 5 and 10 years",
            "sections 5 and 10 years",
            "sections 5 and 12%",
            "sections 5 and 2010",
            "section 5 and 6A people",
            "section 5 and 6 offenders",
            "s 5 and 6 offenders",
            "S 5 and 6 offenders",
            "section 5, 12 offenders",
            "section 5 (a heading), 12 offenders",
            "sections 5 and x",
            "section 5 or (b)",
            "section 5 to 12 people",
            "section 5 to 2010",
            "section 5 (a heading) says",
            "sections 5 (in 1999) and 7",
            "section 5 (the Crimes Act) and 7",
        ],
    )
    def test_ends(self, text: str) -> None:
        assert [(place.label, place.left_out) for place in find_places(text)] == [("s 5", ())]

    def test_a_place_in_a_bracket_is_one_of_its_own(self) -> None:
        assert read("section 5 (see s 6) and 7") == [("section 5", "s 5"), ("s 6", "s 6")]

    def test_what_goes_on_and_is_not_understood_is_left_out(self) -> None:
        place = one("sections 5, 12 widgets")
        assert (place.label, place.left_out) == ("s 5", (", 12",))
        assert one("ss 5ff and 6(1)(a-c)").left_out == ("ff", "(a-c)")

    def test_after_a_word_in_the_singular_it_is_none(self) -> None:
        assert one("section 5, 12 widgets").left_out == ()

    def test_a_place_inside_another_is_not_found_twice(self) -> None:
        assert read("article 16, paragraph 1, and section 249 subsection (1)") == [
            ("article 16, paragraph 1", "art 16(1)"),
            ("section 249 subsection (1)", "s 249(1)"),
        ]


class TestRanges:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("ss 5-7", "ss 5–7"),
            ("ss 5 until 7", "ss 5–7"),
            ("ss 5 up to 7", "ss 5–7"),
            ("ss 5 to 7 and 9", "ss 5–7 and 9"),
            ("ss 5 and 7 to 9", "ss 5 and 7–9"),
            ("section 5 to 12 widgets", "ss 5–12"),
        ],
    )
    def test_a_range(self, text: str, label: str) -> None:
        assert (one(text).label, one(text).fault) == (label, "")

    @pytest.mark.parametrize(
        ("text", "label", "pair"),
        [
            ("ss 249-248", "ss 249 and 248", "249-248"),
            ("ss 249-248 and 300", "ss 249, 248 and 300", "249-248"),
            ("ss 249-248-200", "ss 249, 248 and 200", "249-248"),
            ("ss 249-250-251", "ss 249–250 and 251", "250-251"),
            ("ss 249-249", "ss 249 and 249", "249-249"),
        ],
    )
    def test_one_that_ends_before_it_begins(self, text: str, label: str, pair: str) -> None:
        place = one(text)
        assert (place.label, place.fault) == (label, f"the range {pair} ends before it begins")


class TestPartsAfter:
    """``article 16, paragraph 1``: a part that is named after its article."""

    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("article 6, paragraph 1", "art 6(1)"),
            ("article 6, paragraph 1(b)", "art 6(1)(b)"),
            ("article 6, paragraphs 1 and 2", "arts 6(1) and 6(2)"),
            ("article 6, paragraphs 1, 2 and 3", "arts 6(1), 6(2) and 6(3)"),
            ("article 6, paragraphs 1 to 3", "arts 6(1)–6(3)"),
            ("article 6, paragraphs 1(a) and 2(b)", "arts 6(1)(a) and 6(2)(b)"),
            ("article 6, paragraph 1(a) and (b)", "arts 6(1)(a) and 6(1)(b)"),
            ("article 6, paragraphs 1 to 3(a) and (b)", "arts 6(1)–6(3)(a) and 6(3)(b)"),
            ("article 6, paragraph 1, subparagraph (b)", "art 6(1)(b)"),
            ("article 6(b), paragraph 2", "art 6(b)(2)"),
            ("section 249(1), paragraph (a), of", "s 249(1)(a)"),
            ("section 177, subs (1) of", "s 177(1)"),
            ("section 177 subs (1) and the rest", "s 177(1)"),
            ("section 177ff, subs (1) of", "s 177(1)"),
        ],
    )
    def test_it_belongs_to_the_article(self, text: str, label: str) -> None:
        assert [found for _, found in read(text)] == [label]

    @pytest.mark.parametrize(
        ("text", "extent"),
        [
            ("article 6, paragraphs 1 and 2 years", "article 6, paragraphs 1"),
            ("article 6, paragraphs 1 and 2 widgets", "article 6, paragraphs 1"),
            ("article 6, paragraph 1 and article 7", "article 6, paragraph 1"),
            ("article 6, paragraph 1 and 2 of the 10 States", "article 6, paragraph 1"),
        ],
    )
    def test_what_is_no_paragraph_does_not(self, text: str, extent: str) -> None:
        assert read(text)[0][0] == extent

    @pytest.mark.parametrize("text", ["section 249, paragraph (a) says", "section 177, subs (1) and the rest"])
    def test_after_the_comma_of_a_section_the_sentence_may_go_on(self, text: str) -> None:
        assert one(text).spans[0].first.parts == ()

    @pytest.mark.parametrize(
        "text", ["article 6, paragraph x1", "article 6, paragraph 12ABC", "article 6, paragraph, 1"]
    )
    def test_a_word_without_a_number_is_none(self, text: str) -> None:
        assert read(text) == [("article 6", "art 6")]

    def test_a_number_under_a_number_is_not_deeper(self) -> None:
        assert read("article 6(1), paragraph 2") == [("article 6(1)", "art 6(1)")]

    def test_it_may_belong_to_what_follows(self) -> None:
        assert read("section 47, subsections (2) and (3) of section 48") == [
            ("section 47", "s 47"),
            ("subsections (2) and (3) of section 48", "ss 48(2) and 48(3)"),
        ]

    @pytest.mark.parametrize("comma", [",", ""])
    def test_or_to_another_article(self, comma: str) -> None:
        assert read(f"article 6{comma} paragraph 2 of article 7") == [
            ("article 6", "art 6"),
            ("paragraph 2 of article 7", "art 7(2)"),
        ]

    def test_a_number_after_a_letter_is_the_next_article(self) -> None:
        text = "article 6, paragraph (a) and 2, the first"
        assert read(text) == [("article 6, paragraph (a) and 2", "arts 6(a) and 2")]

    def test_in_a_part_of_the_act(self) -> None:
        text = "section 249 subsection (1) of Part 10"
        assert read(text) == [(text, "s 249(1)")]

    def test_four_levels_are_read(self) -> None:
        text = "article 6 paragraph 1 paragraph (a) subparagraph (i) subparagraph (A) subparagraph (b)"
        assert read(text) == [(text.removesuffix(" subparagraph (b)"), "art 6(1)(a)(i)(A)")]


class TestPartsBefore:
    """``paragraph 1 of article 16``: a part that is named before its article."""

    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("subsection (1) of section 249", "s 249(1)"),
            ("subsection (1) in section 249", "s 249(1)"),
            ("subsection 2 of section 249", "s 249(2)"),
            ("paragraph 1(a) of article 16", "art 16(1)(a)"),
            ("paragraphs 2 and 3 of article 16", "arts 16(2) and 16(3)"),
            ("paragraphs 1 to 3 of article 16", "arts 16(1)–16(3)"),
            ("subsections (1) and (2) of section 249", "ss 249(1) and 249(2)"),
            ("subsections (1) to (3) and (5) of section 249", "ss 249(1)–249(3) and 249(5)"),
            ("subsections (1) and (3) to (5) of section 249", "ss 249(1) and 249(3)–249(5)"),
            ("paragraphs (a) and (b) of clause 5", "cls 5(a) and 5(b)"),
            ("subsections (1) to (3) to (5) of section 249", "ss 249(1)–249(3) and 249(5)"),
            ("paragraph (a) of subsection (1) of section 249", "s 249(1)(a)"),
            ("paragraphs (a) to (c) of subsection (1) of section 249", "ss 249(1)(a)–249(1)(c)"),
            ("paragraph (a) of section 249(1)", "s 249(1)(a)"),
            ("subsection (1) of schedule 2", "sch 2(1)"),
        ],
    )
    def test_it_belongs_to_the_article(self, text: str, label: str) -> None:
        assert read(text) == [(text, label)]

    @pytest.mark.parametrize(
        "text",
        ["subsection (1) and section 249", "subsection x of section 249", "paragraph 2 and 10 years, section 249"],
    )
    def test_it_does_not(self, text: str) -> None:
        assert read(text) == [("section 249", "s 249")]

    @pytest.mark.parametrize("text", ["subsection (1)", "subsection (1) of the report", "paragraph 12ABC of it"])
    def test_alone_it_is_no_place(self, text: str) -> None:
        assert read(text) == []

    @pytest.mark.parametrize(
        ("text", "label", "left"),
        [
            ("subsection (1) of sections 249 and 250", "ss 249 and 250", ("para (1)",)),
            ("subsection (1) of sections 249 to 250", "ss 249–250", ("para (1)",)),
            ("paragraph (a) of subsections 1 and 2 of section 16", "ss 16(1) and 16(2)", ("para (a)",)),
            ("subsection (1) of section 249ff", "s 249(1)", ("ff",)),
        ],
    )
    def test_of_several_nobody_can_tell_whose_it_is(self, text: str, label: str, left: tuple[str, ...]) -> None:
        assert (one(text).label, one(text).left_out) == (label, left)


class TestTogether:
    @pytest.mark.parametrize(
        ("text", "label"),
        [
            ("s 22, IPP 11", "s 22, IPP 11"),
            ("IPP 11 of s 22", "s 22, IPP 11"),
            ("sch 1, cl 6", "sch 1, cl 6"),
            ("sch 1, Part 6", "sch 1, pt 6"),
            ("clause 6 of the schedule 1", "sch 1, cl 6"),
            # The Part of an Act adds nothing to the number of a section.
            ("section 5 of Part 2", "s 5"),
            ("schedule 5 in Part 2", "sch 5"),
            ("clause 6 of Part 2", "cl 6"),
            ("reg 6 of Part 2", "reg 6"),
        ],
    )
    def test_one_place(self, text: str, label: str) -> None:
        assert read(text) == [(text, label)]

    @pytest.mark.parametrize(
        ("text", "labels"),
        [
            ("s 22 and IPP 11", ["s 22", "IPP 11"]),
            ("s 22, cl 6", ["s 22", "cl 6"]),
            ("sch 1 part 2", ["sch 1"]),
            ("section 5, Part 2", ["s 5", "pt 2"]),
            ("rule 6 of Part 2", ["r 6", "pt 2"]),
            ("section 5 of clause 2", ["s 5", "cl 2"]),
            ("IPP 11, s 22, IPP 12", ["s 22, IPP 11", "IPP 12"]),
            ("subsection (1), s 22, IPP 12", ["s 22, IPP 12"]),
        ],
    )
    def test_two_places(self, text: str, labels: list[str]) -> None:
        assert [label for _, label in read(text)] == labels

    @pytest.mark.parametrize("text", ["s 22-3, IPP 11", "IPPs 22-3 of s 22"])
    def test_a_fault_of_either_is_one_of_both(self, text: str) -> None:
        assert one(text).fault == "the range 22-3 ends before it begins"

    def test_what_is_left_out_of_either_is_left_out_of_both(self) -> None:
        assert one("s 22ff, IPP 11 et seq").left_out == ("ff", "et seq")


def test_one_place_may_begin_where_another_ends() -> None:
    assert read("s 5(1)§ 6") == [("s 5(1)", "s 5(1)"), ("§ 6", "s 6")]


def test_a_list_at_a_place() -> None:
    text = "and 249 and 252 of it"
    place = list_after(text, 4, "section", 4)
    assert place is not None
    assert (text[place.start : place.end], place.label) == ("249 and 252", "ss 249 and 252")
    assert list_after(text, 0, "section", 0) is None
    # The words before it were in the plural, as far as anybody can tell.
    offenders = list_after("249 and 252 offenders", 0, "section", 0)
    assert offenders is not None
    assert offenders.label == "ss 249 and 252"
