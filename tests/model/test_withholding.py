"""Grounds for withholding: those of the Act, in its order, and where they are used."""

from __future__ import annotations

import re
from types import MappingProxyType

import pytest
from pydantic import ValidationError

from gapcheck.model.base import Marked
from gapcheck.model.context import Context
from gapcheck.model.withholding import WithholdingGround, grounds_used, released
from gapcheck.report.context_file import shipped_grounds

SECRET = Marked(text="secret", withheld="s 6(a)")


class TestShippedGrounds:
    def test_they_are_in_the_order_of_the_act(self) -> None:
        # Letters and the small roman numbers of the Act (up to vi) sort as text: (b) before (ba), (iii) before (iv).
        parts = [
            [re.sub(r"\d+", lambda n: n[0].zfill(2), p) for p in re.findall(r"\w+", g.id[2:])]
            for g in shipped_grounds()
        ]
        assert parts == sorted(parts)

    def test_each_is_there_once(self) -> None:
        ids = [g.id for g in shipped_grounds()]
        assert len(ids) == len(set(ids))

    def test_none_is_a_part_of_another(self) -> None:
        ids = [g.id for g in shipped_grounds()]
        assert [(a, b) for a in ids for b in ids if b.startswith(f"{a}(")] == []

    @pytest.mark.parametrize(
        ("section", "many"),
        [
            ("s 6(a)", 1),
            ("s 6(b)", 2),
            ("s 6(e)", 6),
            ("s 7", 7),
            ("s 9(2)(b)(", 2),
            ("s 9(2)(ba)(", 2),
            ("s 9(2)(f)", 4),
        ],
    )
    def test_every_provision_is_there(self, section: str, many: int) -> None:
        assert sum(g.id.startswith(section) for g in shipped_grounds()) == many

    def test_s_9_2_is_complete(self) -> None:
        letters = [g.id.split("(")[2].rstrip(")") for g in shipped_grounds() if g.id.startswith("s 9(2)")]
        assert list(dict.fromkeys(letters)) == ["a", "b", "ba", "c", "d", "e", "f", "g", "h", "i", "j", "k"]

    def test_each_has_a_reason_and_the_provision_as_its_source(self) -> None:
        for ground in shipped_grounds():
            assert re.match(r"the (making available|withholding) of (that|the) information ", ground.reason), ground.id
            assert [(s.ref, s.pinpoint) for s in ground.source] == [("Official Information Act 1982", ground.id)]

    def test_the_grounds_of_the_released_cabinet_paper_are_there(self) -> None:
        assert {"s 6(a)", "s 6(b)(i)", "s 9(2)(g)(i)", "s 9(2)(j)"} <= {g.id for g in shipped_grounds()}


class TestGround:
    @pytest.mark.parametrize(
        "bad", ["9(2)(j)", "s9(2)(j)", "s 9", "section 9(2)(j)", "s 9(2)(J)", "s 9 (2)(j)", "", "s 6(a), s 6(d)"]
    )
    def test_it_is_written_in_one_way(self, bad: str) -> None:
        with pytest.raises(ValidationError):
            WithholdingGround(id=bad, reason="to negotiate")


class TestGroundsUsed:
    def test_they_are_found_wherever_they_stand_and_as_often(self) -> None:
        found = Context.model_validate(
            {
                "context": {"instrument": "model", "author": {"text": "A", "withheld": "s 6(a)"}},
                "prose": {
                    "costs": [{"parts": ["open", {"text": "B", "withheld": "s 9(2)(j)"}]}, {"withheld": "s 9(2)(j)"}]
                },
            }
        )
        assert sorted(grounds_used(found)) == ["s 6(a)", "s 9(2)(j)", "s 9(2)(j)"]
        assert sorted(grounds_used(released(found))) == sorted(grounds_used(found))

    def test_in_tuples_and_mappings(self) -> None:
        assert list(grounds_used(({"a": SECRET}, (SECRET, "text", 3), None))) == ["s 6(a)", "s 6(a)"]


class TestReleased:
    def test_the_text_goes_and_the_ground_stays(self) -> None:
        assert released(SECRET) == Marked(withheld="s 6(a)")
        assert released((SECRET, Marked(text="open"))) == (Marked(withheld="s 6(a)"), Marked(text="open"))

    def test_mappings_are_gone_through(self) -> None:
        found = released(MappingProxyType({"a": (SECRET,), "b": Marked(text="open")}))
        assert dict(found) == {"a": (Marked(withheld="s 6(a)"),), "b": Marked(text="open")}

    def test_it_can_be_done_twice(self) -> None:
        assert released(released(SECRET)) == released(SECRET)

    def test_what_is_open_is_the_same_value(self) -> None:
        value = (Marked(text="open"), {"a": Marked(text="open")})
        assert released(value) is value
