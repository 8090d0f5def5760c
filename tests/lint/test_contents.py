"""Articles held against the instrument's own list of contents."""

from __future__ import annotations

import pytest
from support.builders import article, catalogue, duty
from support.linting import found, only, with_instrument

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.contents import lint_contents


def listed(*numbers: str, made: Catalogue | None = None, division: str = "article") -> Catalogue:
    """The articles 1 and 2 (or those of ``made``) with a list that names ``numbers``, headed as the builders do."""
    made = made or catalogue([article(duty("1"), number="1"), article(duty("2"), number="2")])
    contents = [{"article": n, "heading": f"Article {n}"} for n in numbers]
    return with_instrument(made, contents=tuple(contents), division=division)


def test_nothing_is_found_when_numbers_and_headings_fit() -> None:
    assert found(lint_contents, listed("1", "2")) == []
    assert found(lint_contents, listed("2", "1")) == []


def test_an_instrument_without_a_list() -> None:
    assert only(lint_contents, listed()).code == "no-contents"
    assert only(lint_contents, listed(division="paragraph")).message == "the instrument has no list of its paragraphs"


def test_an_article_that_is_missing() -> None:
    finding = only(lint_contents, listed("1", "2", "3"))
    assert (finding.code, finding.key) == ("article-missing", "t:art 3")
    assert finding.message == "article 3 (Article 3) is listed, but is not in the catalogue"


def test_an_article_that_is_not_listed() -> None:
    finding = only(lint_contents, listed("1"))
    assert (finding.code, finding.key) == ("article-not-listed", "t:art 2")


def test_a_number_in_another_form_is_both() -> None:
    assert found(lint_contents, listed("1", "02")) == [
        ("article-missing", "t:art 02"),
        ("article-not-listed", "t:art 2"),
    ]


def test_a_heading_that_differs() -> None:
    made = listed("1", "2")
    (instrument,) = made.contents.instruments
    one, two = (line.model_dump() for line in instrument.contents)
    finding = only(lint_contents, with_instrument(made, contents=(one, {**two, "heading": "Article two"})))
    assert (finding.code, finding.key) == ("heading-differs", "t:art 2")
    assert finding.sentence == "article 2 is headed 'Article 2'; expected 'Article two', as the list of contents has it"


@pytest.mark.parametrize("id", ["16", "16(1)", "16(1)(a)", "16-secrecy", "16+17"])
def test_the_id_of_a_duty_begins_with_its_article(id: str) -> None:
    made = catalogue([article(duty(id), number="16")])
    assert found(lint_contents, listed("16", made=made)) == []


@pytest.mark.parametrize("id", ["17(1)", "1(6)", "161", "16A(1)", "16bis", "a"])
def test_one_that_does_not(id: str) -> None:
    made = catalogue([article(duty(id), number="16")])
    finding = only(lint_contents, listed("16", made=made))
    assert (finding.code, finding.key, finding.expected) == ("duty-outside-article", f"t:{id}", "an id such as '16(1)'")


def test_articles_without_a_number_have_ids_of_any_form() -> None:
    made = catalogue([article(duty("recital-4"), number="preamble")])
    assert found(lint_contents, listed("preamble", made=made)) == []
