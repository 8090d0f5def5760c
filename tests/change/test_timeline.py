"""The timeline: the same answers as assessing each day by itself, and what moved an article."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from hypothesis import event, given
from hypothesis import strategies as st
from support.assessing import assess
from support.builders import (
    DAY,
    SOURCE,
    answered,
    article,
    catalogue,
    duty,
    exception,
    exercise,
    limit_to,
    reading,
    rule,
    waiver,
)
from support.laws import law
from support.questions import asked, asked_worlds, question
from support.standings import standing
from support.strategies import DAYS, World, dice, worlds

import gapcheck
from gapcheck.api import Gapcheck
from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.loading import load
from gapcheck.change.standing import Standing
from gapcheck.change.timeline import timeline
from gapcheck.cli import main
from gapcheck.engine.sensitivity import Sensitivity
from gapcheck.errors import UnknownIdError, UsageError
from gapcheck.faces import Timeline
from gapcheck.model.law import Supports
from gapcheck.model.position import ReadingGround
from gapcheck.model.treaty import Survey
from gapcheck.report.pictures.timeline_drawing import timeline_svg
from gapcheck.wording.dates import long_date

FIRST, LAST = DAYS[0] - timedelta(400), DAYS[-1] + timedelta(400)
ACT_2025 = "Budapest Convention and Related Matters Legislation Amendment Act 2025"


def standings(world: World, day: date) -> dict[str, Standing]:
    return {a.article.article: Standing.of(a) for a in world.assess(as_at=day)}


@st.composite
def surveyed_worlds(draw) -> World:
    """Catalogues in which some surveys begin on a day of their own."""
    world, luck = draw(st.one_of(worlds(), asked_worlds())), draw(dice())

    def dated(one):
        if one.survey is None or luck.chance(60):
            return one
        return one.model_copy(update={"survey": Survey(date=DAYS[-1], acts=one.survey.acts, start=luck.one(DAYS))})

    articles = tuple(
        f.model_copy(
            update={"articles": tuple(a.model_copy(update={"duties": tuple(map(dated, a.duties))}) for a in f.articles)}
        )
        for f in world.contents.articles
    )
    return replace(world, contents=replace(world.contents, articles=articles))


class TestSameAsAssessingEachDay:
    @law(200)
    @given(surveyed_worlds(), st.data())
    def test_at_every_boundary_and_between(self, world, data):
        found = timeline(Catalogue(world.contents), "t", FIRST, LAST, world.reading)
        event(f"moves on {min(len(found.moved) - 1, 3)} days")
        surveys = {d.survey.start for d in world.duties if d.survey and d.survey.start}
        days = {FIRST, LAST} | world.boundaries | surveys | {s.day for s in found.steps}
        days |= {day - timedelta(1) for day in days if day > FIRST}
        days |= set(data.draw(st.lists(st.dates(FIRST, LAST), max_size=3)))
        for day in sorted(days):
            assert found.on(day) == standings(world, day), day

    @law(100)
    @given(surveyed_worlds())
    def test_a_step_tells_just_what_moved_and_says_by_what(self, world):
        found = timeline(Catalogue(world.contents), "t", FIRST, LAST, world.reading)
        days = [s.day for s in found.steps]
        assert days == sorted(set(days))
        assert found.steps[0].moves == ()
        for before, step in zip(found.steps, found.steps[1:], strict=False):
            moved = [a for a in step.standings if step.standings[a] != before.standings[a]]
            assert [m.article for m in step.moves] == moved
            for move in step.moves:
                assert (move.before, move.after) == (before.standings[move.article], step.standings[move.article])
                assert move.by

    @law(60)
    @given(surveyed_worlds(), st.sampled_from(DAYS))
    def test_a_timeline_that_starts_later_is_the_end_of_the_longer_one(self, world, start):
        whole = timeline(Catalogue(world.contents), "t", FIRST, LAST, world.reading)
        part = timeline(Catalogue(world.contents), "t", start, LAST, world.reading)
        for step in part.steps:
            assert step.standings == whole.on(step.day)


OLD = rule("1", conduct="access", fault="intention", end="2010-01-01")
NEW = rule("1", conduct="access", fault="recklessness", start="2010-01-01")
ACCESS = duty(conduct="access", fault="recklessness")
ACCESS_ALONE = duty(conduct="access")


def made(duties=ACCESS, rules=(OLD, NEW), start="2005-01-01", end="2020-01-01", **more) -> Timeline:
    return Timeline.of(timeline(catalogue(duties, rules, **more), "t", start, end))


def by(found: Timeline) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(str(s.day), m.by, m.provisions) for s in found.steps for m in s.moves]


def dated(one, by: str):
    return one.model_copy(update={"in_force": one.in_force.model_copy(update={"by": by})})


class TestWhatMoved:
    def test_a_rule_that_began_is_named_with_what_brought_it(self):
        found = made(rules=(OLD, dated(NEW, "Amendment Act 2009, s 3")))
        ((day, acts, provisions),) = by(found)
        assert (day, acts) == ("2010-01-01", ("Amendment Act 2009, s 3",))
        assert provisions == ("Made Up Act 2000, s 1", "Made Up Act 2000, s 2")  # what went and what came
        assert [m.after.status for s in found.steps for m in s.moves] == ["met"]

    def test_a_rule_that_ended_is_named_as_a_repeal(self):
        found = made(rules=(rule("1", conduct="access", end="2012-05-01"),))
        assert by(found) == [("2012-05-01", ("Repeal or expiry of Made Up Act 2000, s 1",), ("Made Up Act 2000, s 1",))]
        assert found.on("2012-04-30")["1"].status == "met"
        assert found.on("2012-05-01")["1"].status == "unmet"

    def test_a_reservation_is_told_in_its_words(self):
        limited = duty(conduct="access", allows=(limit_to("fault", "intention"),))
        found = made(
            limited,
            (OLD.model_copy(update={"in_force": NEW.in_force}),),
            exercised=(exercise("1#limit", "2014-08-28"),),
        )
        assert by(found)[-1][:2] == ("2014-08-28", ("New Zealand's reservation of 28 August 2014: Lodged.",))
        assert found.on("2014-08-28")["1"].status == "met_with_reservation"

    def test_so_is_a_waiver(self):
        two = duty(conduct=["access", "interfere"], waives=(waiver(conduct="interfere"),))
        found = made(two, (rule("1", conduct="access"),), exercised=(exercise("1#waiver", "2014-08-28"),))
        assert by(found) == [("2014-08-28", ("New Zealand's reservation of 28 August 2014: Lodged.",), ())]

    def test_a_position_on_another_instrument_is_no_day_of_the_timeline(self):
        found = made(exercised=(exercise("other:1#limit", "2014-08-28"),))
        assert [str(s.day) for s in found.steps] == ["2005-01-01", "2010-01-01"]

    def test_a_survey_that_begins(self):
        late = ACCESS.model_copy(
            update={"survey": Survey(date=date(2019, 1, 1), acts=("act",), start=date(2008, 3, 1))}
        )
        found = made(late, (OLD,), end="2009-12-31")
        assert by(found) == [("2008-03-01", ("The survey of the law begins on this day",), ())]
        assert [(m.before.status, m.after.status) for s in found.steps for m in s.moves] == [
            ("not_assessed", "partial")
        ]

    def test_a_survey_that_begins_on_the_day_of_a_rule_is_told_with_it(self):
        late = ACCESS.model_copy(
            update={"survey": Survey(date=date(2019, 1, 1), acts=("act",), start=date(2010, 1, 1))}
        )
        begun = dated(rule("1", conduct="remote-access", start="2010-01-01"), "Amendment Act 2009, s 3")
        assert by(made(late, (begun,)))[0][1] == ("Amendment Act 2009, s 3", "The survey of the law begins on this day")

    def test_a_rule_that_began_with_nothing_on_record_is_named_itself(self):
        assert by(made(rules=(NEW,))) == [
            ("2010-01-01", ("Start of Made Up Act 2000, s 1",), ("Made Up Act 2000, s 1",))
        ]

    def test_of_rules_with_nothing_on_record_those_that_began_come_first(self):
        ((_, acts, _),) = by(made())
        assert acts == ("Start of Made Up Act 2000, s 2", "Repeal or expiry of Made Up Act 2000, s 1")

    def test_where_nobody_searched_the_law_a_rule_moves_an_article_and_no_survey_does(self):
        found = made(duty(conduct="access", surveyed=False), (rule("1", conduct="access", start="2010-01-01"),))
        assert [(m.before.status, m.after.status) for s in found.steps for m in s.moves] == [("not_assessed", "met")]
        assert by(found)[0][1] == ("Start of Made Up Act 2000, s 1",)

    def test_what_follows_a_duty_moves_with_it_and_with_nothing_else(self):
        other = article(duty("3", conduct="delete"), number="3")
        articles = [article(duty("1", follows=("2",)), number="1"), article(duty("2", conduct="access"), number="2")]
        rules = [rule("1", conduct="access", start="2010-01-01"), rule("2", conduct="delete", start="2011-01-01")]
        first, second, third = made([*articles, other], rules).steps
        assert [[m.article for m in step.moves] for step in (first, second, third)] == [[], ["1", "2"], ["3"]]
        assert [step.standings["1"].status for step in (first, second, third)] == ["unmet", "met", "met"]
        assert second.duties["t:1"] is third.duties["t:1"]

    def test_what_is_lodged_on_a_duty_moves_what_follows_it(self):
        waived = duty("2", conduct="access", waives=(waiver(conduct="access"),))
        articles = [article(duty("1", follows=("2",)), number="1"), article(waived, number="2")]
        found = made(articles, (), exercised=(exercise("2#waiver", "2014-08-28"),))
        assert [[m.article for m in step.moves] for step in found.steps] == [[], ["1", "2"]]

    def test_a_rule_of_another_kind_that_gives_to_one_of_the_kind_makes_a_day(self):
        power = duty(kind="power", power="compel", secrecy="confidential")
        giver = rule("2", gives={"secrecy": "confidential"}, supports=Supports(rules=("act:1",)), start="2011-01-01")
        found = made(power, (rule("1", kind="power", gives={"power": "compel"}), giver))
        assert [s.standings["1"].status for s in found.steps] == ["partial", "met"]

    def test_an_article_is_moved_by_the_rules_of_its_own_duties_alone(self):
        articles = [article(ACCESS, number="1"), article(duty("2", conduct="interfere"), number="2")]
        begun = dated(rule("3", conduct="interfere", start="2010-01-01"), "Other Act 2009, s 9")
        found = made(articles, (OLD, dated(NEW, "Amendment Act 2009, s 3"), begun))
        told = [(m.article, m.by, m.provisions) for s in found.steps for m in s.moves]
        assert told == [
            ("1", ("Amendment Act 2009, s 3",), ("Made Up Act 2000, s 1", "Made Up Act 2000, s 2")),
            ("2", ("Other Act 2009, s 9",), ("Made Up Act 2000, s 3",)),
        ]

    @pytest.mark.parametrize("turned", [False, True])
    def test_a_survey_of_one_duty_of_an_article_is_told_whatever_the_others_have(self, turned):
        late = ACCESS.model_copy(
            update={"survey": Survey(date=date(2019, 1, 1), acts=("act",), start=date(2010, 1, 1))}
        )
        never = duty("2", conduct="remote-access", surveyed=False)
        two = [never, late] if turned else [late, never]
        begun = dated(rule("1", conduct="remote-access", start="2010-01-01"), "Amendment Act 2009, s 3")
        ((_, acts, _),) = by(made(two, (begun,)))
        assert acts == ("Amendment Act 2009, s 3", "The survey of the law begins on this day")

    def test_a_rule_that_supports_another_moves_its_duties(self):
        power = duty(kind="power", power="compel", secrecy="confidential")
        silent = rule("1", kind="power", gives={"power": "compel"})
        gag = rule(
            "2",
            kind="power",
            gives={"secrecy": "confidential"},
            supports=Supports(rules=("act:1",)),
            start="2011-01-01",
        )
        found = made(power, (silent, gag))
        assert [(str(s.day), s.standings["1"].status) for s in found.moved] == [
            ("2005-01-01", "partial"),
            ("2011-01-01", "met"),
        ]
        assert by(found)[0][2] == ("Made Up Act 2000, s 2",)

    def test_a_rule_of_another_kind_is_no_day_of_the_timeline(self):
        found = made(
            rules=(OLD, NEW, rule("2", kind="sanction", start="2015-01-01", gives={"secrecy": "confidential"}))
        )
        assert date(2015, 1, 1) not in [s.day for s in found.steps]

    def test_a_day_on_which_nothing_moves_is_a_step_without_moves(self):
        found = made(rules=(OLD, NEW, rule("2", conduct="interfere", start="2015-01-01")))
        assert [(str(s.day), len(s.moves)) for s in found.steps][-1] == ("2015-01-01", 0)
        assert [str(s.day) for s in found.moved] == ["2005-01-01", "2010-01-01"]

    def test_only_the_article_that_moved_is_told(self):
        articles = [article(ACCESS, number="2"), article(duty("2", conduct="interfere"), number="10")]
        found = made(articles, (OLD, NEW, rule("3", conduct="interfere")))
        assert [m.article for s in found.steps for m in s.moves] == ["2"]
        assert list(found.steps[0].standings) == ["2", "10"]


ARGUABLE = rule("1", conduct="access", exceptions=(exception("arguable"),))


class TestCertainty:
    def test_an_article_moves_when_it_is_only_its_certainty_that_does(self):
        sure = rule("2", conduct="access", start="2010-01-01")
        book = asked(catalogue(ACCESS_ALONE, (ARGUABLE, sure)), question("q", "act:1#9", view="holds"))
        found = timeline(book, "t", "2005-01-01", "2020-01-01")
        ((_, by_, provisions),) = by(found)
        assert (by_, provisions) == (("Start of Made Up Act 2000, s 2",), ("Made Up Act 2000, s 2",))
        (move,) = found.steps[1].moves
        assert (move.before.words, move.after.words) == ("likely met", "met")
        assert (move.before.certainty, move.after.certainty) == ("view", "settled")
        told = found.to_dict()["steps"][1]["moved"][0]
        assert (told["before"], told["certainty_before"]) == ("met", "view")

    def test_what_can_be_confirmed_is_told(self):
        book = asked(catalogue(ACCESS_ALONE, ARGUABLE), question("q", "act:1#9", nature="evidence"))
        found = timeline(book, "t", "2005-01-01", "2006-01-01")
        assert found.on("2005-06-01")["1"].verdict_words == "Likely met, to be confirmed"

    def test_without_words_the_standings_are_the_same_and_no_question_is_looked_into(self, monkeypatch):
        book = asked(catalogue(ACCESS_ALONE, ARGUABLE), question("q", "act:1#9", nature="evidence"))
        told = timeline(book, "t", "2005-01-01", "2006-01-01")
        monkeypatch.setattr(Sensitivity, "least", lambda *_: pytest.fail("a question was looked into"))
        bare = timeline(book, "t", "2005-01-01", "2006-01-01", in_words=False)
        assert [step.standings for step in bare.steps] == [step.standings for step in told.steps]
        assert bare.on("2005-06-01")["1"].natures == frozenset()

    def test_other_answers_are_tried_on_every_day(self):
        book = Gapcheck(asked(catalogue(ACCESS_ALONE, ARGUABLE), question("q", "act:1#9")))
        span = ("t", "2005-01-01", "2006-01-01")
        tried = book.timeline(*span, views={"q": "fails"})
        assert tried.on("2005-06-01")["1"].verdict_words == "Likely partial"
        assert (tried.tried, tried.to_dict()["tried"]) == ({"q": "fails"}, {"q": "fails"})
        assert book.timeline(*span, views=None).on("2005-06-01")["1"].verdict_words == "Contested"
        assert book.timeline(*span).to_dict()["tried"] == {}

    def test_a_general_ground_settles_nothing_that_it_does_not_name(self):
        ground = ReadingGround(point="act:1#9", text="All is well.", general=True, names=("u",), source=(SOURCE,))
        read = reading(accepts=("act:1#9",)).model_copy(update={"grounds": (ground,)})
        found = timeline(catalogue(ACCESS_ALONE, ARGUABLE, readings=(read,)), "t", "2005-01-01", "2006-01-01", "r")
        assert found.steps[0].standings["1"].status == "unclear"


class TestDates:
    def test_without_dates_it_runs_from_the_opening_to_the_last_change(self):
        contents = catalogue(ACCESS, (OLD, NEW)).contents
        (treaty,) = contents.instruments
        opened = replace(contents, instruments=(treaty.model_copy(update={"opened": date(2003, 5, 6)}),))
        found = timeline(Catalogue(opened), "t")
        assert (found.start, found.end) == (date(2003, 5, 6), date(2010, 1, 1))

    def test_without_an_opening_it_runs_from_the_adoption(self):
        assert timeline(answered((), duty(conduct="access")), "text").start == date(2010, 1, 1)

    def test_without_either_it_runs_from_2001(self):
        assert timeline(catalogue(ACCESS, NEW), "t").start == date(2001, 1, 1)

    def test_a_timeline_of_one_day(self):
        found = made(start="2010-01-01", end="2010-01-01")
        assert [(str(s.day), s.moves) for s in found.steps] == [("2010-01-01", ())]

    def test_the_last_day_counts(self):
        assert made(end="2010-01-01").steps[-1].moves
        assert not made(end="2009-12-31").steps[-1].moves

    @pytest.mark.parametrize(
        ("start", "end"), [("2010-01-01", "2009-12-31"), ("2010", "2011-01-01"), ("2010-01-01", "soon")]
    )
    def test_bad_dates(self, start, end):
        with pytest.raises(UsageError):
            made(start=start, end=end)

    @pytest.mark.parametrize("day", ["2004-12-31", "2020-01-02"])
    def test_a_day_outside(self, day):
        with pytest.raises(UsageError, match="runs from 2005-01-01 to 2020-01-01"):
            made().on(day)

    def test_unknown_instrument_and_reading(self):
        with pytest.raises(UnknownIdError):
            timeline(catalogue(ACCESS, NEW), "u")
        with pytest.raises(UnknownIdError):
            timeline(catalogue(ACCESS, NEW), "t", reading="r")


class TestForms:
    def test_frame(self):
        frame = made().frame()
        assert list(frame.columns) == ["2005-01-01", "2010-01-01"]
        assert frame.loc["1"].tolist() == ["partial", "met"]
        assert frame.index.name == "article"

    def test_to_dict(self):
        found = made(rules=(OLD, dated(NEW, "Amendment Act 2009, s 3"))).to_dict()
        assert json.loads(json.dumps(found)) == found
        assert (found["instrument"], found["reading"], found["from"], found["to"]) == (
            "t",
            None,
            "2005-01-01",
            "2020-01-01",
        )
        first, second = found["steps"]
        assert first == {
            "date": "2005-01-01",
            "articles": {"1": standing("partial").to_dict()},
            "moved": [],
        }
        assert second["moved"] == [
            {
                "article": "1",
                "before": "partial",
                "after": "met",
                "certainty_before": "settled",
                "certainty_after": "settled",
                "by": ["Amendment Act 2009, s 3"],
                "provisions": ["Made Up Act 2000, s 1", "Made Up Act 2000, s 2"],
            }
        ]

    def test_repr(self):
        assert repr(made()) == "<Timeline Treaty, 2005-01-01 to 2020-01-01: 2 days, 1 moves>"

    def test_words(self):
        assert standing("unclear", "partial", "met").words == "contested (partial to met)"
        assert standing("met_with_reservation").words == "met with reservation"


def told(svg: str) -> str:
    return " ".join(ElementTree.fromstring(svg).itertext())


class TestPicture:
    def test_it_is_well_formed_and_names_every_article_that_moved(self, budapest):
        text = told(budapest.to_svg())
        for step in budapest.moved:
            assert long_date(step.day) in text
            for move in step.moves:
                assert f"art {move.article} " in text
                assert move.after.verdict_words in text

    def test_the_same_bytes_twice(self, budapest):
        again = budapest.of(timeline(budapest.catalogue, "budapest", budapest.start, budapest.end))
        assert again.to_svg().encode() == budapest.to_svg().encode()
        assert budapest._repr_html_() == budapest.to_svg()

    def test_what_the_data_says_is_escaped(self):
        contents = catalogue(ACCESS, (OLD, NEW)).contents
        (treaty,) = contents.instruments
        nasty = "<script>alert('a & b')</script>"
        (file,) = contents.articles
        (one,) = file.articles
        headed = file.model_copy(update={"articles": (one.model_copy(update={"heading": nasty}),)})
        named = treaty.model_copy(update={"short_title": nasty})
        svg = timeline_svg(
            timeline(Catalogue(replace(contents, instruments=(named,), articles=(headed,))), "t", DAY, DAY)
        )
        assert "<script" not in svg
        assert nasty in told(svg)

    def test_a_single_day_has_bands_too(self):
        assert "Partial" in told(made(start="2009-01-01", end="2009-01-01").to_svg())


@pytest.fixture(scope="module")
def bundled() -> Catalogue:
    return load()


@pytest.fixture(scope="module")
def budapest(bundled) -> Timeline:
    return Timeline.of(timeline(bundled, "budapest", "2023-12-20", "2026-06-06"))


class TestBudapest:
    def test_the_days_that_moved_are_those_of_the_act_and_of_the_accession(self, budapest):
        days = [str(s.day) for s in budapest.moved]
        assert {"2025-07-31", "2025-08-28", "2025-10-01"} <= set(days)

    @pytest.mark.parametrize(("day", "among"), [("2025-07-31", "6"), ("2025-10-01", "16"), ("2025-10-01", "29")])
    def test_the_act_is_named(self, budapest, day, among):
        (step,) = [s for s in budapest.steps if str(s.day) == day]
        (move,) = [m for m in step.moves if m.article == among]
        assert any(b.startswith(ACT_2025) for b in move.by)
        assert move.provisions

    def test_so_is_the_reservation(self, budapest):
        (step,) = [s for s in budapest.steps if str(s.day) == "2025-08-28"]
        told = [b for m in step.moves for b in m.by]
        assert any(b.startswith("New Zealand's reservation of 28 August 2025") for b in told)

    def test_every_day_of_the_timeline_is_as_assessed(self, budapest):
        for day in (s.day for s in budapest.moved):
            found = {a.article.article: Standing.of(a) for a in assess(budapest.catalogue, "budapest", day)}
            assert budapest.on(day) == found


class TestOtherLaw:
    def test_a_mandate_is_held_against_the_text_that_answers_it(self, bundled):
        mandate = next(i.id for i in bundled.instruments.values() if i.answered_by)
        found = timeline(bundled, mandate, "2023-01-01", "2026-01-01")
        for step in found.moved:
            assert step.standings == {a.article.article: Standing.of(a) for a in assess(bundled, mandate, step.day)}


@pytest.fixture
def run(small_path: Path):
    def call(*args: str, instrument: str = "model"):
        return CliRunner().invoke(main, ["timeline", instrument, *args, "--data", str(small_path)])

    return call


SPAN = ("--from", "2005-01-01", "--to", "2021-01-01")


class TestCommand:
    def test_table(self, run, small):
        result = run(*SPAN)
        assert result.exit_code == 0
        found = small.timeline("model", "2005-01-01", "2021-01-01")
        moves = sum(len(s.moves) for s in found.steps)
        assert moves
        assert f"{len(found.steps)} days on which law, position or survey changed; {moves} moves" in result.output
        assert all(str(s.day) in result.output for s in found.moved[1:])

    def test_json(self, run, small):
        result = run(*SPAN, "--format", "json")
        assert json.loads(result.output) == small.timeline("model", "2005-01-01", "2021-01-01").to_dict()

    def test_svg(self, run, small):
        result = run(*SPAN, "--format", "svg")
        assert result.output == small.timeline("model", "2005-01-01", "2021-01-01").to_svg()

    def test_html_is_one_page_around_the_picture(self, run, small):
        result = run(*SPAN, "--format", "html")
        assert result.output.startswith("<!doctype html>")
        assert small.timeline("model", "2005-01-01", "2021-01-01").to_svg() in result.output

    @pytest.mark.parametrize("form", ["json", "svg", "html"])
    def test_out_writes_the_same_into_a_file(self, run, tmp_path, form):
        target = tmp_path / f"t.{form}"
        result = run(*SPAN, "--format", form, "--out", str(target))
        assert (result.exit_code, result.output.strip()) == (0, str(target))
        assert target.read_text(encoding="utf-8") == run(*SPAN, "--format", form).output

    def test_a_table_is_not_written_into_a_file(self, run, tmp_path):
        result = run(*SPAN, "--out", str(tmp_path / "t.txt"))
        assert result.exit_code == 2
        assert "--format" in result.output

    def test_a_reading(self, run, small):
        reading = next(iter(small.catalogue.readings))
        result = run(*SPAN, "--reading", reading, "--format", "json")
        assert json.loads(result.output)["reading"] == reading

    @pytest.mark.parametrize(
        "args", [("--from", "2020"), ("--from", "2021-01-01", "--to", "2020-01-01"), ("--reading", "nobody")]
    )
    def test_bad_usage(self, run, args):
        result = run(*args)
        assert result.exit_code == 2
        assert "Traceback" not in result.output

    def test_an_unknown_instrument_names_the_nearest(self, run):
        result = run(instrument="modl")
        assert result.exit_code == 2
        assert "model" in result.output


def test_the_facade_gives_the_same(small):
    assert isinstance(small, gapcheck.Gapcheck)
    found = small.timeline("model", "2005-01-01", "2021-01-01")
    assert found.to_dict() == timeline(small.catalogue, "model", date(2005, 1, 1), date(2021, 1, 1)).to_dict()
