"""The crosswalk: articles on one subject side by side."""

from __future__ import annotations

from dataclasses import replace

from support.assessing import assess
from support.builders import article, catalogue, duty, held, instrument, rule

from gapcheck.faces import Assessment
from gapcheck.model.treaty import ArticlesFile, Correspondence
from gapcheck.report.rows.crosswalk import NO_COUNTERPART, CrosswalkRow, crosswalk_rows


def beside(difference: str = "The other is wider.", day: str = "2020-01-01") -> Assessment:
    """An instrument of two articles, of which the first corresponds with article 7 of ``other``."""
    made = catalogue(
        [article(duty(conduct="access")), article(duty("2", conduct="alter"), number="2")], rule(conduct="access")
    )
    other = article(duty("7", conduct=["access", "interfere"]), number="7")
    other = other.model_copy(update={"corresponds": (Correspondence(article="t:1", difference=difference),)})
    second = instrument("other").model_copy(update={"short_title": "Other Treaty"})
    contents = replace(
        made.contents,
        instruments=(*made.contents.instruments, second),
        articles=(*made.contents.articles, ArticlesFile(instrument="other", articles=(other,))),
    )
    return assess(replace(made, contents=contents), "t", day)


def test_both_verdicts_and_the_difference() -> None:
    first, second = crosswalk_rows(beside())
    assert first == CrosswalkRow(
        "1", "Article 1", "Met", "Other Treaty", "7", "Article 7", "Partial", "The other is wider."
    )
    assert second == CrosswalkRow("2", "Article 2", "Unmet", "", "", "", "", NO_COUNTERPART)


def test_the_verdicts_are_those_of_the_day() -> None:
    first, _ = crosswalk_rows(beside(day="1999-01-01"))
    assert (first.verdict, first.other_verdict) == ("Unmet", "Unmet")


def test_the_verdict_on_the_other_is_that_of_its_own_assessment() -> None:
    assessment = beside()
    other = assess(assessment.catalogue, "other", assessment.as_at)
    assert crosswalk_rows(assessment)[0].other_verdict == other.sensitivity.in_words(other["7"])
    assert [(r.article, r.other_article, r.other_verdict) for r in crosswalk_rows(other)] == [("7", "1", "Met")]


def test_nothing_where_nothing_corresponds() -> None:
    assert crosswalk_rows(held(duty(conduct="access"), duty(conduct="access"))) == ()
