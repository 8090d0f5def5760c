"""The answer in a sentence, counted from the rows."""

from __future__ import annotations

import re

from support.briefs import report_of, unjoined

from gapcheck import Gapcheck
from gapcheck.report.answer_sentence import answer_sentence
from gapcheck.report.brief.tally import Tally


def test_the_sentence_counts_every_article_that_holds_a_duty_once(small: Gapcheck) -> None:
    tally = Tally(report_of(small.catalogue))
    told = answer_sentence(tally.report)
    total, *parts = [int(n) for n in re.findall(r"\d+", told)]
    assert total == len(tally.judged) == sum(parts)
    assert told.startswith(f"Of the {total} articles that hold a duty, New Zealand law meets ")


def test_the_brief_names_the_articles_that_are_contested(small: Gapcheck) -> None:
    tally = Tally(report_of(small.catalogue))
    places = tally.places(tally.contested)
    assert places
    assert f"leaves {len(tally.contested)} contested ({places})" in tally.sentence


def test_what_follows_counts_the_acts_that_would_be_amended(small: Gapcheck) -> None:
    tally = Tally(report_of(small.catalogue))
    assert tally.acts
    number = "one Act" if len(tally.acts) == 1 else f"{len(tally.acts)} Acts"
    assert f"to meet every duty, {number} would have to be amended" in tally.follows.lower().replace(
        "acts", "Acts"
    ).replace("act ", "Act ")


def test_places_stand_in_the_order_of_the_treaty(small: Gapcheck) -> None:
    assert Tally(report_of(small.catalogue)).places(["4", "2", "3"]) == "arts 2–4"


def test_a_signature_alone_is_no_joining(small: Gapcheck) -> None:
    assert Tally(report_of(small.catalogue)).joined
    assert not Tally(report_of(small.catalogue, as_at="2010-05-31")).joined
    assert not Tally(report_of(unjoined(small.catalogue))).joined
