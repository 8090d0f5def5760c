"""What moved since a baseline, as rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from support.builders import assessed, duty, rule, statute

from gapcheck.change.comparison import KINDS, Direction, Side, changes_since, compare
from gapcheck.report.rows.article_changes import DIRECTION_WORDS, KIND_WORDS, baseline, change_of, change_rows
from gapcheck.report.rows.timeline import timeline_of

if TYPE_CHECKING:
    from gapcheck import Gapcheck

ACCESS = duty(conduct="access")
LATE = rule(conduct="access", start="2015-01-01")


def test_every_kind_and_direction_has_words() -> None:
    assert tuple(KIND_WORDS) == KINDS
    assert tuple(DIRECTION_WORDS) == Direction.__args__  # type: ignore[attr-defined]


class TestBaseline:
    def test_the_day_given(self) -> None:
        assert baseline(date(2012, 1, 1), timeline_of(assessed(ACCESS, LATE))) == date(2012, 1, 1)

    def test_else_the_eve_of_the_last_move(self) -> None:
        assert baseline(None, timeline_of(assessed(ACCESS, LATE))) == date(2014, 12, 31)

    def test_none_where_nothing_ever_moved(self) -> None:
        assert baseline(None, timeline_of(assessed(ACCESS, rule(conduct="access")))) is None
        assert change_of(assessed(ACCESS, LATE), None) is None
        assert change_rows(None) == ()


class TestRows:
    def test_a_row_says_how_the_article_stood_and_why_it_moved(self) -> None:
        (row,) = change_rows(change_of(assessed(ACCESS, LATE), date(2014, 12, 31)))
        assert (row.article, row.before, row.after, row.kind, row.direction, row.duties) == (
            "1",
            "Unmet",
            "Met",
            "Now met",
            "Better",
            1,
        )
        assert (row.before_certainty, row.after_certainty) == ("settled", "settled")
        assert (row.began, row.ended) == (("Made Up Act 2000, s 1",), ())
        assert row.by == ("Start of Made Up Act 2000, s 1",)
        assert row.why == ("Made Up Act 2000, s 1 has been in force since 1 January 2015.",)

    def test_a_rule_that_ended_or_has_another_form(self) -> None:
        ended = assessed(ACCESS, rule(conduct="access", end="2015-01-01"))
        assert change_rows(change_of(ended, date(2014, 1, 1)))[0].by == ("Repeal or expiry of Made Up Act 2000, s 1",)
        forms = (rule(conduct="access", object="server", end="2015-01-01"), rule(conduct="access", start="2015-01-01"))
        act = statute(*forms)
        section = act.sections[0].model_copy(update={"rules": forms})
        changed = assessed(ACCESS, [act.model_copy(update={"sections": (section,)})])
        (row,) = change_rows(change_of(changed, date(2014, 1, 1)))
        assert row.by == ("Change of Made Up Act 2000, s 1",)

    def test_none_where_both_days_are_alike(self) -> None:
        assert change_rows(change_of(assessed(ACCESS, LATE), date(2016, 1, 1))) == ()

    def test_it_is_the_comparison_of_the_two_days(self, small: Gapcheck) -> None:
        assessment = small.assess("model", "2019-06-01", next(iter(small.catalogue.readings)))
        sides = (Side(small.catalogue, date(2004, 1, 1)), Side(small.catalogue, date(2019, 6, 1)))
        whole = compare("model", *sides, assessment.reading.id if assessment.reading else None)
        found = changes_since(assessment, date(2004, 1, 1))
        assert found.to_dict() == whole.to_dict()
        assert [r.article for r in change_rows(found)] == [c.article for c in whole.articles] != []
