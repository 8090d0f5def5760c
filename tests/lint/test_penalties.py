"""Maximum terms of imprisonment that disagree inside one section."""

from __future__ import annotations

import pytest
from support.builders import catalogue, rule
from support.linting import found, only

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.penalties import lint_penalties
from gapcheck.model.law import Act, Rule, Section, StatuteFile
from gapcheck.model.quantity import Quantity


def carrying(id: str, amount: int, unit: str = "year", kind: str = "offence", **more: str) -> Rule:
    return rule(id, kind=kind, gives={"max-imprisonment": Quantity(amount=amount, unit=unit)}, **more)


def sanction(id: str, amount: int, **more: str) -> Rule:
    return carrying(id, amount, kind="sanction", **more)


def section(*rules: Rule) -> Catalogue:
    part = Section(section="249", heading="Heading", rules=rules)
    return catalogue((), (StatuteFile(act=Act(id="act", title="Made Up Act 2000"), sections=(part,)),))


class TestOffences:
    def test_paragraphs_of_one_subsection(self) -> None:
        finding = only(lint_penalties, section(carrying("249(1)(a)", 7), carrying("249(1)(b)", 5)))
        assert (finding.code, finding.key) == ("penalty-differs", "act:249(1)(b)")
        assert finding.message == "the offence carries 5 years, act:249(1)(a) in the same subsection 7 years"

    def test_suffixes_do_not_set_apart(self) -> None:
        assert only(lint_penalties, section(carrying("249-use", 7), carrying("249-sale", 5))).code == "penalty-differs"

    @pytest.mark.parametrize(
        "rules",
        [
            (carrying("249(1)(a)", 7), carrying("249(1)(b)", 7)),
            (carrying("249(1)(a)", 2), carrying("249(1)(b)", 24, "month")),
            (carrying("249(1)", 7), carrying("249(2)", 5)),
            (carrying("249", 7), carrying("249(2)", 5)),
            (carrying("249(1)(a)", 7, end="2010-01-01"), carrying("249(1)(b)", 5, start="2010-01-01")),
            (carrying("249(1)", 7, end="2010-01-01"), carrying("249(1)", 10, start="2010-01-01")),
            (carrying("249(1)(a)", 7), rule("249(1)(b)")),
            (carrying("249(1)(a)", 7), carrying("249(1)(b)", 5, kind="power")),
            (carrying("first", 7), carrying("second", 5)),
        ],
    )
    def test_these_do_not_disagree(self, rules: tuple[Rule, ...]) -> None:
        assert found(lint_penalties, section(*rules)) == []

    def test_each_is_told_once(self) -> None:
        rules = (carrying("249(1)(a)", 7), carrying("249(1)(b)", 7), carrying("249(1)(c)", 5))
        assert found(lint_penalties, section(*rules)) == [("penalty-differs", "act:249(1)(c)")]

    def test_other_sections_do_not_matter(self) -> None:
        parts = [Section(section=n, heading="H", rules=(carrying(f"249-{n}", int(n)),)) for n in ("5", "7")]
        made = catalogue((), (StatuteFile(act=Act(id="act", title="Made Up Act 2000"), sections=tuple(parts)),))
        assert found(lint_penalties, made) == []


class TestSanctions:
    @pytest.mark.parametrize("place", ["249(1)-sanction", "249-sanction", "249(1)(a)-sanction", "249(4)-sanction"])
    def test_the_sanction_of_an_offence(self, place: str) -> None:
        finding = only(lint_penalties, section(carrying("249(1)(a)", 7), sanction(place, 5)))
        assert (finding.code, finding.key) == ("sanction-differs", "act:249(1)(a)")
        assert finding.message == f"the offence carries 7 years, the sanction act:{place} 5 years"

    def test_one_of_another_offence_does_not_count(self) -> None:
        rules = (carrying("249(1)", 7), carrying("249(2)", 5), sanction("249(1)-sanction", 7))
        assert found(lint_penalties, section(*rules)) == []

    def test_one_of_two_that_agrees_is_enough(self) -> None:
        rules = (carrying("249(1)", 7), carrying("249(2)", 5), sanction("249(4)(a)", 7), sanction("249(4)(b)", 5))
        assert found(lint_penalties, section(*rules)) == []

    @pytest.mark.parametrize("place", ["249-sanction", "249(3)-sanction"])
    def test_one_that_several_share_may_state_the_least(self, place: str) -> None:
        offences = (carrying("249(1)", 7), carrying("249(2)", 5))
        assert found(lint_penalties, section(*offences, sanction(place, 5))) == []
        assert found(lint_penalties, section(*offences, sanction(place, 7))) == [("sanction-differs", "act:249(2)")]
        both = [("sanction-differs", "act:249(1)"), ("sanction-differs", "act:249(2)")]
        assert found(lint_penalties, section(*offences, sanction(place, 4))) == both

    def test_only_at_the_same_time(self) -> None:
        earlier = sanction("249(1)-sanction", 5, end="2010-01-01")
        assert found(lint_penalties, section(carrying("249(1)", 7, start="2010-01-01"), earlier)) == []

    def test_a_sanction_without_a_term_says_nothing(self) -> None:
        fine = rule("249(1)-fine", kind="sanction", gives={"sanction": "monetary-sanction"})
        assert found(lint_penalties, section(carrying("249(1)", 7), fine)) == []
