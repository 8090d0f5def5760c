"""The whole bundled catalogue: every article of every instrument, sourced, searched for, never at a loss for what comes
next.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support import headings

import gapcheck
from gapcheck.api import Gapcheck
from gapcheck.explain.open_points import OPEN, article_settling
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.faces import Assessment
from gapcheck.model.treaty import JUDGED

TREATIES = {
    "budapest": headings.BUDAPEST,
    "uncc": headings.UNCC,
    "first-protocol": headings.FIRST_PROTOCOL,
    "second-protocol": headings.SECOND_PROTOCOL,
}
OTHERS = {"mandate-2023", "safeguards-2023", "objectives-2021", "uncc-draft-2023", "nz-uk-2013"}
DAYS = ("2013-01-15", "2023-12-20", "2025-12-01", "2026-11-21")


@pytest.fixture(scope="module")
def book() -> Gapcheck:
    return gapcheck.load()


@pytest.fixture(scope="module")
def assessments(book: Gapcheck) -> dict[tuple[str, str], Assessment]:
    return {(i, day): book.assess(i, day) for i in book.instruments for day in DAYS}


def listed(text: str) -> Iterator[tuple[str, str]]:
    for line in text.strip().splitlines():
        number, _, heading = line.partition(" ")
        yield number, heading


def test_the_instruments(book: Gapcheck) -> None:
    assert set(book.instruments) == {*TREATIES, *OTHERS}


@pytest.mark.parametrize("treaty", TREATIES)
def test_every_article_has_its_number_and_heading(book: Gapcheck, treaty: str) -> None:
    assert [(a.article, a.heading) for a in book.catalogue.articles(treaty)] == list(listed(TREATIES[treaty]))
    assert [(c.article, c.heading) for c in book.instruments[treaty].contents] == list(listed(TREATIES[treaty]))


def test_every_article_has_a_duty_unless_its_words_were_withheld(book: Gapcheck) -> None:
    for instrument in book.instruments:
        for article in book.catalogue.articles(instrument):
            assert bool(article.duties) == (article.withheld is None), f"{instrument}:{article.article}"


def test_every_duty_and_rule_has_a_source(book: Gapcheck) -> None:
    assert [d.key for d in book.catalogue.duties.values() if not d.duty.source] == []
    assert [e.key for e in book.catalogue.rules if not e.rule.source] == []


def test_every_judged_duty_was_searched_for_or_says_what_would_settle_it(book: Gapcheck) -> None:
    judged = [d for d in book.catalogue.duties.values() if d.duty.force in JUDGED]
    assert [d.key for d in judged if d.duty.survey is None and d.duty.settled_by is None and not d.follows] == []


def test_every_open_article_says_what_would_settle_it(assessments: dict[tuple[str, str], Assessment]) -> None:
    silent = [
        (key, article.article.article)
        for key, assessment in assessments.items()
        for article in assessment.articles
        if article.status in OPEN and not article_settling(SentenceWriter(assessment), article)
    ]
    assert silent == []


def test_every_verdict_can_be_told(assessments: dict[tuple[str, str], Assessment]) -> None:
    for assessment in assessments.values():
        assert all(assessment.why(a.article.article).sentences for a in assessment.articles)


def test_ten_of_thirteen_items_of_the_mandate_can_be_assessed(assessments: dict[tuple[str, str], Assessment]) -> None:
    assessment = assessments["mandate-2023", "2026-11-21"]
    assert assessment.assessable["6"] == (10, 13)
    assert [a.article.article for a in assessment.articles if a.status == "withheld"] == [
        "6.6",
        "6.8",
        "6.10",
        "7",
        "8",
    ]
    assert {a.article.withheld.ground for a in assessment.articles if a.article.withheld} == {"s 9(2)(j)"}


def test_the_mandate_is_answered_by_the_adopted_text_alone(assessments: dict[tuple[str, str], Assessment]) -> None:
    after = assessments["mandate-2023", "2026-11-21"]
    assert {e.act.id for d in after.duties for e in d.rules} == {"uncc"}
    before = assessments["mandate-2023", "2023-12-20"]
    assert [d.id for d in before.duties if d.rules] == []


def test_the_joint_statement_yields_no_obligation(assessments: dict[tuple[str, str], Assessment]) -> None:
    for day in DAYS:
        assert {a.status for a in assessments["nz-uk-2013", day].articles} == {"no_duty"}


def test_domestic_ideas_are_no_treaty_gaps(book: Gapcheck) -> None:
    ideas = {idea.id: idea for idea in book.catalogue.ideas}
    domestic = [i for i in ideas.values() if not i.required_by_treaty]
    assert len(domestic) >= 7
    texts = [d.duty.text.casefold() for d in book.catalogue.duties.values()]
    assert not any("botnet" in text or "stolen data" in text for text in texts)


def test_words_of_the_draft_that_were_not_agreed_stay_visible(book: Gapcheck) -> None:
    headings_ = [a.heading for a in book.catalogue.articles("uncc-draft-2023")]
    assert any("[computer data] [digital information]" in h for h in headings_)
    assert any(d.duty.brackets for d in book.catalogue.duties.values() if d.instrument == "uncc-draft-2023")


def test_statements_agree_disagree_or_were_superseded(book: Gapcheck) -> None:
    found = {c.result for c in book.statements("2026-11-21", reading="officials")}
    assert {"agrees", "superseded"} <= found
    assert all(c.sentence for c in book.statements("2026-11-21"))


def test_the_pages_generated_from_the_data_are_current(book: Gapcheck) -> None:
    import importlib.util
    from pathlib import Path

    script = Path(__file__).parents[2] / "docs" / "make_sources.py"
    spec = importlib.util.spec_from_file_location("make_sources", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.render(book.catalogue), "run docs/make_sources.py"
