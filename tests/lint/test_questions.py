"""Arguable points in no question, questions that hear one side only, and general grounds that name nothing."""

from __future__ import annotations

from dataclasses import replace

from support.builders import SOURCE, catalogue, duty, exception, exercise, limit_to, reading, rule
from support.linting import found, only, with_contents
from support.questions import asked, question

from gapcheck.lint.questions import lint_questions
from gapcheck.model.law import Enactment, Reform, ReformChange, ReformFile
from gapcheck.model.position import ReadingGround

ARGUABLE = rule("1", conduct="access", exceptions=(exception("arguable"),))
MADE = catalogue(duty(conduct="access"), ARGUABLE)


class TestPoints:
    def test_one_in_no_question(self) -> None:
        finding = only(lint_questions, MADE)
        assert (finding.code, finding.key) == ("point-without-question", "act:1")
        assert "'act:1#9'" in finding.message

    def test_one_in_a_question(self) -> None:
        assert found(lint_questions, asked(MADE, question("q", "act:1#9"))) == []

    def test_of_a_rule_with_several_intervals_it_is_told_once(self) -> None:
        forms = [
            ARGUABLE.model_copy(update={"in_force": rule(end="2010-01-01").in_force}),
            ARGUABLE.model_copy(update={"in_force": rule(start="2010-01-01").in_force}),
        ]
        assert found(lint_questions, catalogue(duty(conduct="access"), forms)) == [("point-without-question", "act:1")]

    def test_one_that_a_reform_enacts(self) -> None:
        enacted = ReformChange(
            enact=Enactment(
                act="act",
                section="2",
                heading="H",
                rule=rule("2", conduct="access", exceptions=(exception("arguable"),)),
            )
        )
        file = ReformFile(
            reform=Reform(id="bill", title="Bill", stage="bill", commences="2030-01-01"), changes=(enacted,)
        )
        plain = catalogue(duty(conduct="access"), rule("1", conduct="access"))
        assert found(lint_questions, with_contents(plain, reforms=(file,))) == [("point-without-question", "act:2")]

    def test_an_exercise_that_is_not_certain(self) -> None:
        made = catalogue(
            duty(conduct="access", allows=(limit_to("fault", "intention"),)),
            exercised=(exercise("1#limit", "2014-08-28").model_copy(update={"arguably": True}),),
        )
        assert found(lint_questions, made) == [("point-without-question", "t:1#limit")]


class TestSides:
    def test_without_an_argument_on_one_side(self) -> None:
        asks = question("q", "act:1#9")
        for side, name in (("in_favour", "for"), ("against", "against")):
            finding = only(lint_questions, asked(MADE, asks.model_copy(update={side: ()})))
            assert (finding.code, finding.key) == ("one-sided-question", "question:q")
            assert f"no argument {name}" in finding.message


class TestGrounds:
    def ground(self, **more: object) -> list[tuple[str, str]]:
        ground = ReadingGround(point="act:1#9", text="All is well.", source=(SOURCE,), **more)  # type: ignore[arg-type]
        read = reading(accepts=("act:1#9",)).model_copy(update={"grounds": (ground,)})
        made = asked(MADE, question("q", "act:1#9"))
        return found(lint_questions, type(made)(replace(made.contents, readings=(read,))))

    def test_a_general_one_that_names_nothing(self) -> None:
        assert self.ground(general=True) == [("ground-without-names", "reading:r")]

    def test_one_that_names_an_instrument_or_speaks_to_the_point(self) -> None:
        assert self.ground(general=True, names=("t",)) == []
        assert self.ground() == []
