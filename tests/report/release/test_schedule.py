"""The schedule: every place at which a document withholds something, found in what was written."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest
from support.briefs import report_of
from support.releases import READY
from xlsxwriter import Workbook

from gapcheck import Gapcheck
from gapcheck.report.annex.content import annex_of
from gapcheck.report.annex.document import AnnexDocument, AnnexParagraph, AnnexSection, Block, Bullets, Footnote
from gapcheck.report.annex.writer import cell, line, make_table
from gapcheck.report.brief.content import brief_of
from gapcheck.report.page import page_bytes
from gapcheck.report.paper.document import BesideHeading, Paper
from gapcheck.report.release.schedule import (
    WithheldPlace,
    in_annex,
    in_mandates,
    in_page,
    in_paper,
    in_workbook,
    marks_in,
)
from gapcheck.report.report import Report
from gapcheck.report.workbook import workbook_bytes

GROUNDS = ["s 6(a)", "s 9(2)(a)", "s 9(2)(f)(iv)"]


@pytest.fixture(scope="module")
def released(small: Gapcheck) -> Report:
    recommended = READY["prose"] | {"recommendation": [{"text": "Sign.", "withheld": "s 9(2)(f)(iv)"}]}
    return report_of(small.catalogue, READY | {"prose": recommended}, release=True)


def test_in_the_annex_by_section_and_paragraph(released: Report) -> None:
    found = {(p.ground, p.place) for p in in_annex("Analysis", annex_of(released), GROUNDS)}
    assert ("s 6(a)", "3 Why New Zealand became a party, paragraph 3.2") in found
    assert any(ground == "s 9(2)(f)(iv)" and place.startswith("9 Costs") for ground, place in found)
    assert any(ground == "s 9(2)(a)" and place.startswith("10 Consultation") for ground, place in found)


def test_in_the_brief_by_heading(released: Report) -> None:
    assert list(in_paper("Brief", brief_of(released), GROUNDS)) == [
        WithheldPlace("Brief", "Recommendation", "s 9(2)(f)(iv)")
    ]


@pytest.mark.parametrize(
    ("places", "write", "begins"), [(in_workbook, workbook_bytes, "Sheet "), (in_page, page_bytes, "Under “")]
)
def test_in_what_has_no_paragraphs(
    places: Callable[[str, bytes, list[str]], Iterable[WithheldPlace]],
    write: Callable[[Report], bytes],
    begins: str,
    released: Report,
) -> None:
    raw = write(released)
    found = list(places("D", raw, GROUNDS))
    assert all(place.place.startswith(begins) for place in found)
    # Without a ground nothing is found: a schedule lists no place that withholds nothing.
    assert list(places("D", raw, [])) == []


def test_the_workbook_names_the_cell(released: Report) -> None:
    found = list(in_workbook("D", workbook_bytes(released), GROUNDS))
    assert any(place.ground == "s 9(2)(a)" for place in found)


SECRET = "[s 6(a)]"


class TestEachPlace:
    """One mark in one place at a time."""

    def places(self, **changed: object) -> list[str]:
        empty = AnnexDocument(
            title="Analysis",
            subject="Treaty",
            short_title="Treaty",
            as_at=date(2019, 6, 1),
            classification="UNCLASSIFIED",
            copy="Copy",
            disclaimer="None.",
            facts=(),
            sign_off=make_table("Sign-off", (("Role", 50), ("Name", 50)), ()),
            notes=(),
            sections=(),
            annexes=(),
            key=None,
            footnotes=(),
        )
        return [place.place for place in in_annex("D", replace(empty, **changed), GROUNDS)]

    def in_a_section(self, *blocks: Block) -> list[str]:
        return self.places(sections=(AnnexSection("3", "Reasons", blocks),))

    def test_the_facts_and_the_sign_off_of_the_front_page(self) -> None:
        assert self.places() == []
        assert self.places(facts=(("Author", line(SECRET)),)) == ["Front page"]
        signed = make_table("Sign-off", (("Role", 50), ("Name", 50)), [(cell("Reviewer"), cell(SECRET))])
        assert self.places(sign_off=signed) == ["Front page, sign-off"]

    def test_a_paragraph_by_its_number_if_it_has_one(self) -> None:
        assert self.in_a_section(AnnexParagraph(line("Open"), "3.1")) == []
        assert self.in_a_section(AnnexParagraph(line(SECRET), "3.2")) == ["3 Reasons, paragraph 3.2"]
        assert self.in_a_section(AnnexParagraph(line(SECRET))) == ["3 Reasons"]

    def test_a_list_by_its_section_and_a_table_by_its_caption(self) -> None:
        assert self.in_a_section(Bullets((line("Open"), line(SECRET)))) == ["3 Reasons"]
        table = make_table("Who was asked", (("Who", 100),), [(cell(SECRET),)])
        assert self.in_a_section(table) == ["3 Reasons, table “Who was asked”"]

    def test_an_annex_and_a_footnote(self) -> None:
        annex = AnnexSection("A", "Replies", (AnnexParagraph(line(SECRET)),))
        assert self.places(annexes=(annex,)) == ["Annex A: Replies"]
        assert self.places(footnotes=(Footnote(4, line("See ", SECRET)),)) == ["Footnote 4"]

    def test_each_ground_of_a_text_is_told(self) -> None:
        both = AnnexParagraph(line("[s 9(2)(a)] and [s 6(a)]"))
        document = AnnexSection("1", "Replies", (both,))
        assert self.places(sections=(document,)) == ["1 Replies", "1 Replies"]


def test_in_a_paper_by_the_heading_the_caption_or_as_text() -> None:
    table = make_table("Caption", (("A", 100),), [(cell(SECRET),)])
    blocks = (BesideHeading("Answer", line(SECRET)), table, AnnexParagraph(line(SECRET)), AnnexParagraph(line("Open")))
    paper = Paper("Title", f"Under {SECRET}", "UNCLASSIFIED", "Foot.", date(2019, 6, 1), blocks)
    assert [place.place for place in in_paper("D", paper, GROUNDS)] == ["Under the title", "Answer", "Caption", "Text"]


def test_in_a_workbook_by_sheet_and_cell() -> None:
    raw = io.BytesIO()
    with Workbook(raw, {"in_memory": True}) as book:
        for name, row, text in (("First", 0, "Open"), ("Second", 2, f"Talks {SECRET}")):
            sheet = book.add_worksheet(name)
            sheet.write_string(row, 1, text)
            sheet.write_number(row, 2, 1)
    (found,) = in_workbook("D", raw.getvalue(), GROUNDS)
    assert (found.document, found.place, found.ground) == ("D", "Sheet Second, B3", "s 6(a)")


@pytest.mark.parametrize(
    ("page", "places"),
    [
        ("<body><p>[s 6(a)]</p><h1>Title</h1></body>", ["Under “Head”"]),
        ("<body><h1>One</h1><h2>Two <b>and</b>\n three</h2><p>[s 6(a)]</p></body>", ["Under “Two and three”"]),
        ("<body><h3>Three</h3><p>a<b>b</b> [s 6(a)]</p></body>", ["Under “Three”"]),
        ("<body><h4>Four</h4><p>[s 6(a)]</p></body>", ["Under “Head”"]),
        ("<body><h1>One</h1><script>[s 6(a)]</script><style>[s 6(a)]</style><!-- [s 6(a)] --></body>", []),
        ("<body><h1>One</h1><script>x</script>[s 6(a)]<!-- x --> and [s 6(a)]</body>", ["Under “One”"] * 2),
        ("<body><h1>Of [s 6(a)]</h1></body>", ["Under “Of [s 6(a)]”"]),
    ],
)
def test_in_a_page_by_the_heading_above_it_what_is_read_and_no_more(page: str, places: list[str]) -> None:
    assert [place.place for place in in_page("D", page.encode(), GROUNDS)] == places


def test_what_was_released_to_us_with_gaps_is_told_too(policy: Gapcheck) -> None:
    withheld = [a.article for a in policy.catalogue.articles("mandate") if a.withheld]
    found = list(in_mandates(policy.assess("mandate", "2020-01-01")))
    assert withheld
    assert all(any(number in place.place for place in found) for number in withheld)


def test_a_ground_that_is_spoken_of_is_no_mark() -> None:
    assert marks_in("Under s 6(a) nothing is withheld.", GROUNDS) == []
    assert marks_in("[s 9(2)(f)(iv)] and [s 6(a)]", GROUNDS) == ["s 6(a)", "s 9(2)(f)(iv)"]
