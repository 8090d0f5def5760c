"""Footnotes in the form of the New Zealand Law Style Guide."""

from __future__ import annotations

import pytest

from gapcheck.model.base import Source
from gapcheck.report.annex.document import Piece, plain
from gapcheck.report.annex.footnotes import (
    NoteCitation,
    cite_source,
    pinpoint_in_style,
    printed_address,
    ranges_in_style,
    short_name,
)
from gapcheck.report.annex.writer import AnnexWriter


@pytest.mark.parametrize(
    ("pinpoint", "told"),
    [
        ("para 16", " at [16]"),
        ("paras 16-17", " at [16]–[17]"),
        ("paras 10 and 20", " at [10] and [20]"),
        ("paras 165 to 169", " at [165]–[169]"),
        ("para 2.9 and n 19", " at [2.9] and n 19"),
        ("fn 2", " at n 2"),
        ("arts 14 and 16-21", ", arts 14 and 16–21"),
        ("s 9(2)(j)", ", s 9(2)(j)"),
        ("whole", ""),
        ("opening paragraphs", ", opening paragraphs"),
    ],
)
def test_a_pinpoint(pinpoint: str, told: str) -> None:
    assert pinpoint_in_style(pinpoint) == told


def test_the_numbers_of_documents_keep_their_hyphens() -> None:
    assert ranges_in_style("CBC-23-MIN-0028") == "CBC-23-MIN-0028"


@pytest.mark.parametrize(
    ("ref", "short"),
    [
        ("Cabinet Business Committee minute CBC-23-MIN-0028", "CBC-23-MIN-0028"),
        ("Cabinet paper Concluding negotiating mandate (20 December 2023)", "Cabinet paper"),
        ("Ministry of Justice, departmental disclosure statement (6 September 2024)", "Ministry of Justice"),
        ("National Plan to Address Cybercrime 2015", "National Plan to Address Cybercrime 2015"),
    ],
)
def test_what_a_source_is_called_the_second_time(ref: str, short: str) -> None:
    assert short_name(ref) == short


def test_an_address_can_be_read_on_paper() -> None:
    assert printed_address("https://www.example.govt.nz/a/b/") == "<www.example.govt.nz/a/b>"
    assert printed_address("javascript:alert(1)") == ""


def _source(ref: str, pinpoint: str, url: str | None = None) -> NoteCitation:
    return cite_source(Source.model_validate({"ref": ref, "pinpoint": pinpoint, "checked": "verified", "url": url}))


class TestOrder:
    def test_in_full_then_above_n_then_at(self) -> None:
        write = AnnexWriter()
        plan, paper = "National Plan 2015", "Jane Kelsey, A paper (2023)"
        for source in (
            _source(plan, "para 1", "https://example.govt.nz/plan"),
            _source(paper, "para 2"),
            _source(plan, "para 3"),
            _source(plan, "para 4"),
            _source(paper, "opening"),
        ):
            write.cited("Text.", source)
        assert [plain(note.line) for note in write.all_footnotes()] == [
            "National Plan 2015 <example.govt.nz/plan> at [1].",
            "Jane Kelsey, A paper (2023) at [2].",
            "National Plan 2015, above n 1 at [3].",
            "At [4].",
            "Jane Kelsey, above n 2, opening.",
        ]

    def test_one_footnote_holds_all_that_a_text_cites(self) -> None:
        write = AnnexWriter()
        line = write.cited("Text.", _source("A", "para 1"), _source("B", "para 2"))
        assert line == (Piece("Text.", notes=(1,)),)
        assert plain(write.all_footnotes()[0].line) == "A at [1]; B at [2]."

    def test_the_number_above_is_a_piece_of_its_own_so_that_word_can_count_it(self) -> None:
        write = AnnexWriter()
        for pinpoint in ("para 1", "opening"):
            write.cited("Text.", _source("A", pinpoint), _source("B", pinpoint))
        assert [p.above for p in write.all_footnotes()[1].line if p.above] == [1, 1]

    def test_an_act_is_cited_in_full_each_time(self) -> None:
        write = AnnexWriter()
        for pinpoint in ("s 1", "s 2"):
            write.cited("Text.", _source("Crimes Act 1961", pinpoint))
        assert [plain(n.line) for n in write.all_footnotes()] == ["Crimes Act 1961, s 1.", "Crimes Act 1961, s 2."]
