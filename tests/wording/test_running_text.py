"""Places and provisions inside a sentence: what is shared is said once, and ranges run over nothing else."""

from __future__ import annotations

from gapcheck.wording.running_text import in_sentence, paragraphs, provision, provisions


class TestParagraphs:
    def test_three_or_more_neighbours_are_a_range_with_an_en_dash(self) -> None:
        every = ["16(1)", "16(2)", "16(3)", "16(4)"]
        assert paragraphs(every[:3], every) == "16(1)–(3)"
        assert paragraphs(every[:2], every) == "16(1) and (2)"

    def test_a_range_never_runs_over_a_paragraph_that_is_not_meant(self) -> None:
        every = ["22(1)", "22(2)", "22(3)", "22(5)"]
        assert paragraphs(["22(1)", "22(3)", "22(5)"], every) == "22(1), (3) and (5)"

    def test_a_paragraph_is_named_for_its_subparagraphs_only_if_all_are_meant(self) -> None:
        every = ["6(1)(a)", "6(1)(b)", "6(2)"]
        assert paragraphs(["6(1)(a)", "6(1)(b)"], every) == "6(1)"
        assert paragraphs(["6(1)(a)"], every) == "6(1)(a)"

    def test_what_belongs_together_stays_together(self) -> None:
        every = ["27(2)(a)", "27(2)(b)", "27(2)(c)", "27(3)", "27(9)(a)", "27(9)(b)"]
        assert paragraphs(["27(2)(b)", "27(2)(c)", "27(3)", "27(9)(a)"], every) == "27(2)(b) and (c), (3) and (9)(a)"

    def test_an_item_of_a_mandate_has_no_brackets(self) -> None:
        assert paragraphs(["6.2"], ["6.2"]) == "6.2"

    def test_a_suffix_that_tells_duties_apart_is_left_out(self) -> None:
        assert paragraphs(["27(9)(a)-copy"], ["27(9)(a)", "27(9)(a)-copy"]) == "27(9)(a)"


class TestProvisions:
    def test_a_section_of_an_act(self) -> None:
        assert provision("Crimes Act 1961, s 252(1)") == "section 252(1) of the Crimes Act 1961"

    def test_an_article_of_a_treaty(self) -> None:
        assert provision("UN Convention, art 35(1)(a)") == "article 35(1)(a) of the UN Convention"

    def test_what_is_no_provision_stays_as_it_is(self) -> None:
        assert provision("executive practice (training)") == "executive practice (training)"

    def test_titles_with_commas_are_told_apart(self) -> None:
        films = "Films, Videos, and Publications Classification Act 1993, s 124(1)"
        assert provisions([films, "Crimes Act 1961, s 66(1)", "Bail Act 2000, s 3"]) == (
            "section 124(1) of the Films, Videos, and Publications Classification Act 1993; section 66(1) of the "
            "Crimes Act 1961; and section 3 of the Bail Act 2000"
        )


def test_names_keep_their_capital_inside_a_sentence() -> None:
    assert in_sentence("Police may order it.") == "Police may order it."
    assert in_sentence("New Zealand's reservation.") == "New Zealand's reservation."
    assert in_sentence("Misuse of devices") == "misuse of devices"
