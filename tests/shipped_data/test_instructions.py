"""The changes of law that a Minister would be asked to sign name the section that a lawyer would amend."""

from __future__ import annotations

import pytest

import gapcheck
from gapcheck.api import Gapcheck
from gapcheck.repair.instructions import Drafter
from gapcheck.repair.plan import plan_repairs

# Where what settles a question names the section: the instruction names it too.
SECTIONS = {
    "3": "Crimes Act 1961, s 216A(1)",
    "10(2)": "Copyright Act 1994, s 198",
    "12(2)": "Crimes Act 1961: enact a new section",
    "17(1)(b)": "Search and Surveillance Act 2012, s 79G(3)(b)",
    "18(1)(b)": "Search and Surveillance Act 2012, s 71",
    "19(4)": "Search and Surveillance Act 2012, s 130(5)",
    "24(2)": "Extradition Act 1999, s 101A",
    "29(3)": "Search and Surveillance Act 2012, s 88A(1)",
    "30(1)": "Search and Surveillance Act 2012, s 88E(3)(b)",
}


@pytest.fixture(scope="module")
def book() -> Gapcheck:
    return gapcheck.load()


def instructions(book: Gapcheck, instrument: str, day: str) -> dict[str, str]:
    """The text of the instruction for each duty; of several, all of them."""
    found = book.assess(instrument, day)
    plan = plan_repairs(found)
    told: dict[str, str] = {}
    for instruction in Drafter(found).instructions(plan.edits, plan.serves):
        for key in instruction.serves:
            duty = key.partition(":")[2]
            told[duty] = f"{told.get(duty, '')} {instruction.text}".strip()
    return told


def test_the_section_is_the_one_that_sets_the_limit(book: Gapcheck) -> None:
    told = instructions(book, "budapest", "2026-11-21")
    assert {duty: section for duty, section in SECTIONS.items() if not told[duty].startswith(section)} == {}


@pytest.mark.parametrize(
    ("instrument", "day"),
    [
        ("budapest", "2023-12-20"),
        ("budapest", "2026-11-21"),
        ("second-protocol", "2026-11-21"),
        ("uncc", "2026-11-21"),
    ],
)
def test_an_instruction_is_a_sentence_without_ids_or_words_of_the_engine(
    book: Gapcheck, instrument: str, day: str
) -> None:
    kinds = {c for c in book.catalogue.vocabulary.concepts if "-" in c}
    for text in instructions(book, instrument, day).values():
        assert text.endswith(".")
        words = set(text.replace(",", " ").replace(";", " ").split())
        assert not words & (kinds | {"cell", "end", "encoded", "low", "high", "reaches"})
        assert "  " not in text
        assert ": ;" not in text
