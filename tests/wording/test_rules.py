"""How rules and exceptions are spoken of."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gapcheck.wording.rules import holding, named_law, place, starting

if TYPE_CHECKING:
    from gapcheck import Gapcheck


@pytest.mark.parametrize(("section", "where"), [("252(2)", "s 252(2)"), ("Part 7A", "Part 7A")])
def test_where_an_exception_stands(section: str, where: str) -> None:
    assert place(section) == where


def test_statutes_are_in_force_and_practice_is_in_place(small: Gapcheck) -> None:
    entries = {e.key: e for e in small.catalogue.rules_in_force(date(2012, 1, 1))}
    assert holding(entries["computer-act-1990:5(1)"]) == "in force"
    assert holding(entries["practice:contact-point"]) == "in place"
    assert starting(entries["practice:contact-point"], "since") == "in place since 1 January 2011"
    assert named_law(entries["computer-act-1990:5(1)"]) == "Computer Act 1990, s 5(1)"
    assert named_law(entries["practice:contact-point"]).startswith("executive practice (contact point of ")
    assert (
        starting(entries["computer-act-1990:5(1)"], "from")
        == "in force from 1 April 2004 (Computer Amendment Act 2004, s 3)"
    )
