"""Does a State that meets one treaty text meet the duties of another?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import event, given
from support.builders import (
    SOURCE,
    WORDS,
    article,
    at_least,
    at_most,
    catalogue,
    duty,
    either,
    exclude,
    exercise,
    instrument,
    limit_to,
    rule,
    waiver,
)
from support.laws import law
from support.strategies import Dice, dice, names, worlds

from gapcheck.api import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.change.instrument_comparison import AnsweredDuty, compare_instruments
from gapcheck.engine.assessment import Judge
from gapcheck.engine.cells import cells_of
from gapcheck.engine.coverage import Coverage
from gapcheck.engine.ends import Ends
from gapcheck.engine.opinion import Positions
from gapcheck.errors import UnknownIdError
from gapcheck.model.base import Interval
from gapcheck.model.law import Act, Condition, Exception_, Gift, Rule, RuleEntry, Section
from gapcheck.model.position import Exercise, Position
from gapcheck.model.treaty import ArticlesFile, Duty, Element, FullDuty

BOTH = ("access", "delete")


def treaties(first: Duty | tuple[Duty, ...], second: Duty | tuple[Duty, ...], **more) -> Catalogue:
    """A catalogue with the treaties ``a`` (Alpha) and ``b`` (Beta) of one article each."""
    parts = {"a": first, "b": second}
    return Catalogue(
        Contents(
            vocabulary=(WORDS,),
            instruments=tuple(
                instrument(id).model_copy(update={"short_title": {"a": "Alpha Treaty", "b": "Beta Treaty"}[id]})
                for id in parts
            ),
            articles=tuple(
                ArticlesFile(instrument=id, articles=(article(*(d if isinstance(d, tuple) else (d,))),))
                for id, d in parts.items()
            ),
            **more,
        )
    )


def answered(first: Duty | tuple[Duty, ...], second: Duty, **more) -> AnsweredDuty:
    """What meeting ``first`` does for ``second``."""
    (only,) = compare_instruments(treaties(first, second, **more), "a", "b").forward.duties
    return only


def answer(first: Duty | tuple[Duty, ...], second: Duty, **more) -> str:
    return answered(first, second, **more).result


class TestScope:
    @pytest.mark.parametrize(
        ("first", "second", "result"),
        [
            ({"conduct": "access"}, {"conduct": "access"}, "suffices"),
            ({"conduct": "interfere"}, {"conduct": "delete"}, "suffices"),
            ({"conduct": BOTH}, {"conduct": "delete"}, "suffices"),
            ({"conduct": "delete"}, {"conduct": "interfere"}, "falls_short"),
            ({"conduct": "access"}, {"conduct": BOTH}, "falls_short"),
            ({"conduct": "access"}, {"conduct": "delete"}, "says_nothing"),
            ({"conduct": "access", "object": "server"}, {"conduct": "access"}, "falls_short"),
            ({"conduct": "access", "object": "thing"}, {"conduct": "access", "object": "server"}, "suffices"),
            ({"conduct": "access", "object": "vehicle"}, {"conduct": "access", "object": "server"}, "says_nothing"),
            (
                {"conduct": "access", "fault": "intention"},
                {"conduct": "access", "fault": "recklessness"},
                "falls_short",
            ),
        ],
    )
    def test_the_first_text_has_to_be_at_least_as_wide(self, first, second, result):
        assert answer(duty(**first), duty(**second)) == result

    @pytest.mark.parametrize(
        ("asked", "result"),
        [
            (either("server", "machine"), "suffices"),
            (either("server", "machine", "vehicle"), "suffices"),
            ("server", "may_fall_short"),
            ("computer-system", "falls_short"),
            (None, "falls_short"),
        ],
    )
    def test_a_choice_suffices_only_if_every_choice_does(self, asked, result):
        second = {"conduct": "access"} | ({"object": asked} if asked else {})
        assert answer(duty(conduct="access", object=either("server", "machine")), duty(**second)) == result


POWER = {"kind": "power", "power": "order-preservation"}


class TestGuarantees:
    def test_what_is_not_promised_is_missing(self):
        assert answer(duty(**POWER), duty(**POWER, secrecy="confidential")) == "falls_short"
        assert (
            answer(duty(**POWER, secrecy="confidential-for-life"), duty(**POWER, secrecy="confidential")) == "suffices"
        )

    def test_a_choice_among_guarantees(self):
        chosen = duty(kind="power", power=either("order-preservation", "search"))
        assert answer(chosen, duty(kind="power", power=either("compel", "search"))) == "suffices"
        assert answer(chosen, duty(kind="power", power="compel")) == "may_fall_short"

    @pytest.mark.parametrize(
        ("promised", "asked", "result"),
        [
            (at_least(2, "year"), at_least(12, "month"), "suffices"),
            (at_least(6, "month"), at_least(1, "year"), "falls_short"),
            (at_most(60, "day"), at_most(90, "day"), "suffices"),
            (at_most(120, "day"), at_most(90, "day"), "falls_short"),
            (at_most(90, "day"), at_least(30, "day"), "falls_short"),
            (at_least(30, "day"), at_most(90, "day"), "falls_short"),
        ],
    )
    def test_quantities_keep_their_direction(self, promised, asked, result):
        assert answer(duty(**POWER, also=(promised,)), duty(**POWER, also=(asked,))) == result


class TestOptions:
    @pytest.mark.parametrize("how", ["free", "declaration", "reservation"])
    @pytest.mark.parametrize(
        "options",
        [
            lambda how: {"allows": (limit_to("object", "server", how=how),)},
            lambda how: {"allows": (limit_to("fault", how=how),)},
            lambda how: {"allows": (exclude("object", "server", how=how),)},
            lambda how: {"waives": (waiver(conduct="access", how=how),)},
        ],
    )
    def test_what_a_state_may_leave_out_may_fall_short(self, options, how):
        first = duty(conduct="access", **options(how))
        assert answer(first, duty(conduct="access")) == "may_fall_short"
        assert answer(first, duty(conduct="access", object="machine")) in ("may_fall_short", "suffices")

    def test_a_limit_that_still_reaches_the_cell_does_no_harm(self):
        first = duty(conduct="access", allows=(limit_to("object", "computer-system"),))
        assert answer(first, duty(conduct="access", object="server")) == "suffices"
        assert answer(first, duty(conduct="access", object="machine")) == "may_fall_short"

    def test_each_of_several_limits_may_be_the_one_that_is_chosen(self):
        first = duty(conduct="access", allows=(limit_to("object", "computer-system", "machine"),))
        assert answer(first, duty(conduct="access", object="server")) == "may_fall_short"

    def test_what_may_be_left_out_matters_where_it_touches(self):
        first = duty(conduct="access", allows=(exclude("object", "server"),))
        assert answer(first, duty(conduct="access", object="vehicle")) == "suffices"
        assert answer(first, duty(conduct="access", object="computer-system")) == "may_fall_short"

    def test_a_waiver_matters_for_the_parts_it_hits(self):
        first = duty(conduct=BOTH, waives=(waiver(conduct="delete"),))
        assert answer(first, duty(conduct="access")) == "suffices"
        assert answer(first, duty(conduct=BOTH)) == "may_fall_short"

    def test_two_waivers_that_together_leave_nothing(self):
        waives = (waiver(id="one", object="computer-system"), waiver(id="two", object="machine"))
        first = duty(conduct="access", object=["computer-system", "machine"], waives=waives)
        assert answer(first, duty(conduct="access", object="smart-machine")) == "may_fall_short"

    def test_a_waiver_in_a_facet_that_the_duty_does_not_describe_hits_nothing(self):
        first = duty(conduct="access", waives=(waiver(object="server"),))
        assert answer(first, duty(conduct="access", object="server")) == "suffices"

    def test_an_option_does_not_hide_a_shortfall(self):
        first = duty(conduct="access", object="server", allows=(limit_to("fault", "intention"),))
        assert answer(first, duty(conduct="access", object="thing")) == "falls_short"

    def test_a_free_narrowing_of_the_second_still_excuses(self):
        first = duty(conduct="access", object="server")
        assert answer(first, duty(conduct="access", allows=(limit_to("object", "server", how="free"),))) == "suffices"
        assert answer(first, duty(conduct="access", allows=(limit_to("object", "server"),))) == "falls_short"

    def test_the_same_free_narrowing_on_both_sides_suffices(self):
        both = duty(
            conduct="access",
            allows=(limit_to("object", "server", how="free"), exclude("fault", "negligence", how="free")),
        )
        assert answer(both, both) == "suffices"

    def test_a_free_waiver_of_the_second_asks_for_nothing(self):
        assert (
            answer(duty(conduct="access"), duty(conduct=BOTH, waives=(waiver(conduct="delete", how="free"),)))
            == "suffices"
        )


class TestWhatDoesNotCount:
    def test_positions_of_new_zealand_do_not(self):
        limited = duty(conduct="access", object="server")
        wide = duty(conduct=["access", "delete"], allows=(limit_to("object"),), waives=(waiver(conduct="delete"),))
        lodged = (exercise("b:1#limit"), exercise("b:1#waiver"))
        position = Position(instrument="b", exercised=lodged)
        assert answer(limited, wide, positions=(position,)) == answer(limited, wide) == "falls_short"
        optional = duty(conduct="access", allows=(limit_to("object", "server"),))
        own = Position(instrument="a", exercised=(exercise("a:1#limit", limit_to=("server",)),))
        assert answer(optional, duty(conduct="access"), positions=(own,)) == "may_fall_short"

    def test_the_law_of_new_zealand_does_not(self):
        made = catalogue(duty(conduct="access"), rule(conduct="delete"))
        assert answer(duty(conduct="access"), duty(conduct="delete"), statutes=made.contents.statutes) == "says_nothing"

    @pytest.mark.parametrize("force", ["consider", "endeavour", "may", "limit", "definition"])
    def test_only_binding_duties_of_the_first_do(self, force):
        assert answer(duty(force=force, conduct="access"), duty(conduct="access")) == "says_nothing"

    def test_duties_that_do_not_bind_are_answered_but_not_counted(self):
        second = (duty("1", force="consider", conduct="access"), duty("2", force="may"))
        found = compare_instruments(treaties(duty(conduct="access"), second), "a", "b").forward
        assert [(d.result, d.binding) for d in found] == [("suffices", False), ("no_duty", False)]
        assert (found.counts["suffices"], found.counts["no_duty"]) == (0, 1)

    def test_a_text_that_was_never_adopted_is_compared_all_the_same(self):
        made = treaties(duty(conduct="access"), duty(conduct="access"))
        draft = made.instrument("a").model_copy(update={"text_status": "draft", "adopted": None, "opened": None})
        made = Catalogue(replace(made.contents, instruments=(draft, made.instrument("b"))))
        assert compare_instruments(made, "a", "b").forward.duties[0].result == "suffices"


class TestSentences:
    def told(self, first: Duty | tuple[Duty, ...], second: Duty) -> str:
        return " ".join(answered(first, second).sentences)

    def test_they_speak_of_the_texts(self):
        assert (
            self.told(duty(conduct="access"), duty(conduct="access"))
            == "Meeting Alpha Treaty, art 1, suffices for this duty."
        )
        assert (
            self.told(duty(conduct="access"), duty(conduct="delete"))
            == "No binding duty on record for the Alpha Treaty speaks of this."
        )

    def test_each_kind_of_shortfall(self):
        narrower = self.told(duty(conduct="delete"), duty(conduct="interfere"))
        assert narrower == "Alpha Treaty, art 1, speaks only of delete; Beta Treaty, art 1, speaks of interfere."
        extra = self.told(duty(conduct="access", object="server"), duty(conduct="access"))
        assert extra == "Alpha Treaty, art 1, is limited to server; Beta Treaty, art 1, has no such limit."
        power = {"kind": "power", "power": "search"}
        missing = self.told(duty(**power, also=(at_most(90, "day"),)), duty(**power, also=(at_least(30, "day"),)))
        assert (
            missing == "Beta Treaty, art 1, asks for at least 30 days; Alpha Treaty, art 1, asks for at most 90 days."
        )

    def test_options_name_how_and_under_what(self):
        told = self.told(duty(conduct="access", allows=(limit_to("object", "server"),)), duty(conduct="access"))
        assert told == (
            "The Alpha Treaty lets a State limit art 1 to server, by reservation under art 40; "
            "a State that did so would fall short here."
        )
        told = self.told(duty(conduct="access", waives=(waiver(conduct="access", how="free"),)), duty(conduct="access"))
        assert "leave out of art 1 the part on access, without any declaration under art 6(3)" in told

    def test_a_choice_is_named(self):
        told = self.told(
            duty(conduct="access", object=either("server", "machine")), duty(conduct="access", object="server")
        )
        assert told == (
            "Alpha Treaty, art 1, is content with one of these: machine or server. "
            "A State may choose one that is not enough for server."
        )

    def test_what_the_second_would_allow_is_told_but_not_counted(self):
        told = self.told(
            duty(conduct="access", object="server"), duty(conduct="access", allows=(limit_to("object", "server"),))
        )
        assert told.endswith(
            "Art 40 of the Beta Treaty would allow this by a declaration or reservation, which is not counted here."
        )

    def test_an_option_of_the_second_without_an_article_is_told_without_one(self):
        limit = limit_to("object", "server").model_copy(update={"under": None})
        told = self.told(duty(conduct="access", object="server"), duty(conduct="access", allows=(limit,)))
        assert told.endswith(
            "The Beta Treaty would allow this by a declaration or reservation, which is not counted here."
        )

    @pytest.mark.parametrize(
        ("under", "told"), [("40", " under art 40;"), ("1", " under art 1;"), ("scope", ";"), (None, ";")]
    )
    def test_an_option_is_told_under_its_article_even_where_the_text_has_topics(self, under, told):
        first = duty(conduct="access", allows=(limit_to("object", "server").model_copy(update={"under": under}),))
        made = treaties(first, duty(conduct="access"))
        topics = tuple(i.model_copy(update={"division": "topic"}) for i in made.contents.instruments)
        found = compare_instruments(Catalogue(replace(made.contents, instruments=topics)), "a", "b").forward.duties[0]
        assert f"limit topic 1 to server, by reservation{told}" in found.sentences[0]

    def test_none_speaks_of_new_zealand(self):
        first = duty(conduct="access", object=either("server", "machine"), allows=(limit_to("fault"),))
        for second in (
            duty(conduct="access"),
            duty(conduct=BOTH),
            duty(conduct="access", object="server"),
            duty(conduct="delete"),
        ):
            assert not any(w in self.told(first, second) for w in ("New Zealand", "in force", "statute", "the law"))


class TestOutputs:
    @pytest.fixture
    def found(self):
        return Gapcheck(treaties(duty(conduct="access"), duty(conduct=BOTH))).compare_instruments("a", "b")

    def test_both_directions(self, found):
        assert [d.result for d in found.forward] == ["falls_short"]
        assert [d.result for d in found.backward] == ["suffices"]

    def test_as_plain_values_and_as_a_frame(self, found):
        told = found.to_dict()
        assert [(d["met"], d["asked"]) for d in told["directions"]] == [("a", "b"), ("b", "a")]
        assert list(found.frame()["result"]) == ["falls_short", "suffices"]

    def test_repr_and_html(self, found):
        assert repr(found) == "<InstrumentComparison meeting Alpha Treaty for Beta Treaty: 1 falls short>"
        made = treaties(duty(conduct="access"), duty(conduct="access"))
        articles = [
            f.model_copy(update={"articles": (f.articles[0].model_copy(update={"heading": "<b>"}),)})
            for f in made.contents.articles
        ]
        book = Gapcheck(Catalogue(replace(made.contents, articles=tuple(articles))))
        html = book.compare_instruments("a", "b")._repr_html_()
        assert "&lt;b&gt;" in html
        assert "<b>" not in html

    def test_an_unknown_instrument_names_the_nearest(self):
        with pytest.raises(UnknownIdError, match="unknown instrument 'c'"):
            compare_instruments(treaties(duty(conduct="access"), duty(conduct="access")), "a", "c")


# Laws -------------------------------------------------------------------------------------------------------------


def leaving_nothing_open(made: Catalogue) -> Catalogue:
    """The same treaties without options, and with every choice among concepts a list of which each is asked for."""

    def plain(one: Duty) -> Duty:
        elements = tuple(Element(facet=e.facet, every=e.any) if e.any else e for e in one.elements)
        return one.model_copy(update={"elements": elements, "allows": (), "waives": ()})

    files = tuple(
        f.model_copy(
            update={"articles": tuple(a.model_copy(update={"duties": tuple(map(plain, a.duties))}) for a in f.articles)}
        )
        for f in made.contents.articles
    )
    return Catalogue(replace(made.contents, articles=files))


@law(400)
@given(worlds())
def test_an_instrument_suffices_for_itself_wherever_it_leaves_nothing_open(world):
    found = compare_instruments(leaving_nothing_open(Catalogue(world.contents)), "t", "t").forward
    mine = [d for d in found if d.binding]
    event(f"{len(mine)} duties")
    assert [d.result for d in mine] == ["suffices"] * len(mine)


@law(400)
@given(worlds())
def test_only_options_and_choices_keep_an_instrument_from_sufficing_for_itself(world):
    made = Catalogue(world.contents)
    for one in compare_instruments(made, "t", "t").forward:
        full = made.duties[one.id]
        choice = any(e.any is not None and len(e.any) > 1 for e in full.elements)
        if one.binding and not (full.allows or full.waives or choice):
            assert one.result == "suffices"
        elif one.binding:
            event(one.result)
            assert one.result in ("suffices", "may_fall_short")


@law(400)
@given(worlds())
def test_positions_surveys_and_law_change_nothing(world):
    bare = replace(world.contents, positions=(), statutes=(), readings=())
    one = compare_instruments(Catalogue(world.contents), "t", "t")
    assert one.to_dict() == compare_instruments(Catalogue(bare), "t", "t").to_dict()


def varied(dice: Dice, made: Catalogue) -> Catalogue:
    """The catalogue with a second treaty ``u``: the duties of the first, some of them changed."""
    words = made.vocabulary

    def element(e: Element) -> Element:
        if not e.concepts or dice.chance(60):
            return e
        moved = {
            c: dice.one([c, *words.concepts[c].broader, *(n for n in names(e.facet) if words.within(n, c))])
            for c in e.concepts
        }
        return Element(facet=e.facet, **{dice.one(("every", "any")): tuple(dict.fromkeys(moved.values()))})

    def changed(one: Duty) -> Duty:
        kept = [element(e) for n, e in enumerate(one.elements) if n == 0 or dice.chance(80)]
        update: dict[str, object] = {"elements": tuple(kept)}
        update |= {} if dice.chance(50) else {"allows": ()}
        return one.model_copy(update=update | ({} if dice.chance(50) else {"waives": ()}))

    files = tuple(
        ArticlesFile(
            instrument="u",
            articles=tuple(a.model_copy(update={"duties": tuple(map(changed, a.duties))}) for a in f.articles),
        )
        for f in made.contents.articles
    )
    other = instrument("u")
    return Catalogue(
        replace(
            made.contents, instruments=(*made.contents.instruments, other), articles=(*made.contents.articles, *files)
        )
    )


class State:
    """The law of a State that meets every binding duty of ``t``, choosing where it may choose and using what options it
    likes.
    """

    def __init__(self, dice: Dice, made: Catalogue) -> None:
        self.dice, self.made = dice, made
        duties = [f for f in made.duties.values() if f.instrument == "t" and f.duty.force == "shall"]
        lodged = {
            a.key: (Exercise(narrowing=a.key, date="2000-01-01", text="Lodged."),)
            for f in duties
            for a in (*f.allows, *f.waives)
        }
        self.options = Positions(Ends.all(lodged))
        self.rules = [entry for full in duties for entry in self.meeting(full)]

    def meeting(self, full: FullDuty) -> list[RuleEntry]:
        """Rules that meet one duty, with options used if that meets it too; a limit to something unrelated does not."""
        for optional in (True, True, True, False):
            rules = self.enacted(full, optional)
            if judge(self.made, rules, self.options).duty(full).low in ("met", "met_with_reservation"):
                return rules
        raise AssertionError("a State that does all that is asked meets the duty")

    def enacted(self, full: FullDuty, optional: bool) -> list[RuleEntry]:
        dice, scope = self.dice, self.made.vocabulary.is_scope
        chosen = [Element(facet=e.facet, every=(dice.one(e.any),)) if e.any and optional else e for e in full.elements]
        limits = [a.value for a in full.allows if optional and dice.chance(60)]
        waived = [w.value for w in full.waives if optional and dice.chance(60)]
        gives = [g for e in chosen if not scope(e.facet) for g in self.gifts(e)]
        only = {n.facet: dice.one(n.limit_to or names(n.facet)) for n in limits if n.limit_to is not None}
        left_out = [n for n in limits if n.exclude is not None]
        exceptions = [
            Exception_(section=f"{i}", text="Except.", effect="narrows", facet=n.facet, concepts=dice.some(n.exclude))
            for i, n in enumerate(left_out)
        ]
        hit = judge(self.made, [], self.options).hit
        found = []
        for cell in cells_of(replace(full, elements=tuple(chosen))):
            whole = next(c for c in cells_of(full) if all(set(v) <= set(c.scope[f]) for f, v in cell.scope.items()))
            if any(hit(w, whole) for w in waived):
                continue
            conditions = [
                Condition(facet=e.facet, any=e.concepts)
                for e in cell.elements
                if scope(e.facet) and e.facet not in only
            ]
            conditions += [Condition(facet=facet, any=(concept,)) for facet, concept in only.items()]
            found.append(self.entry(f"{full.duty.id}-{len(found)}", full.duty.kind, conditions, gives, exceptions))
        return found

    def gifts(self, element: Element) -> list[Gift]:
        if quantity := element.at_least:
            return [Gift(facet=element.facet, amount=quantity.amount, unit=quantity.unit)]
        if quantity := element.at_most:
            return [Gift(facet=element.facet, amount=self.dice.number(0, quantity.amount), unit=quantity.unit)]
        return [Gift(facet=element.facet, concepts=element.concepts)]

    @staticmethod
    def entry(
        id: str, kind: str, conditions: list[Condition], gives: list[Gift], exceptions: list[Exception_]
    ) -> RuleEntry:
        made = Rule(
            id=id,
            kind=kind,
            text="A rule.",
            in_force=Interval(start="1900-01-01"),
            conditions=tuple(conditions),
            gives=tuple(gives),
            exceptions=tuple(exceptions),
            source=(SOURCE,),
        )
        return RuleEntry(
            Act(id="state", title="Law of a State"), Section(section=id, heading="A section", rules=(made,)), made
        )


def judge(made: Catalogue, rules: list[RuleEntry], positions: Positions) -> Judge:
    return Judge(Coverage(made.vocabulary, tuple(rules), positions), date.max)


def falls_short(made: Catalogue, state: State, full: FullDuty) -> bool:
    """Whether a State falls short of a duty. What an exception leaves out without touching the duty is no shortfall."""
    words = made.vocabulary

    def bites(exception: Exception_) -> bool:
        described = [c for e in full.elements if e.facet == exception.facet for c in e.concepts]
        return not described or any(words.touch(x, c) for x in exception.concepts for c in described)

    rules = [
        replace(e, rule=e.rule.model_copy(update={"exceptions": tuple(x for x in e.rule.exceptions if bites(x))}))
        for e in state.rules
    ]
    return judge(made, rules, Positions()).duty(full).low != "met"


@law(400)
@given(worlds(), dice())
def test_where_meeting_the_first_suffices_no_state_that_meets_it_falls_short_of_the_second(world, dice):
    """The promise that counts, whatever the State chose and whatever options it used."""
    made = varied(dice, Catalogue(world.contents))
    state = State(dice, made)
    found = compare_instruments(made, "t", "u").forward
    event(", ".join(sorted({d.result for d in found})))
    assert [d.id for d in found if d.result == "suffices" and falls_short(made, state, made.duties[d.id])] == []
