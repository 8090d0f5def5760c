"""Articles held against the instrument's own list of contents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.lint.finding import LintFinding, finding
from gapcheck.model.treaty import Article, Instrument


def lint_contents(catalogue: Catalogue) -> Iterator[LintFinding]:
    """Article numbers and headings that do not fit the list, and duties that do not fit their article."""
    for instrument in catalogue.instruments.values():
        articles = {article.article: article for article in catalogue.articles(instrument.id)}
        for article in articles.values():
            yield from _duties(catalogue, instrument, article)
        if not instrument.contents:
            key = f"instrument:{instrument.id}"
            message = f"the instrument has no list of its {instrument.division}s"
            yield finding(catalogue, "no-contents", key, message, "'contents' with every number and heading")
            continue
        yield from _listings(catalogue, instrument, articles)
        yield from _articles(catalogue, instrument, articles)


def _listings(catalogue: Catalogue, instrument: Instrument, articles: Mapping[str, Article]) -> Iterator[LintFinding]:
    for listing in instrument.contents:
        if listing.article not in articles:
            key = f"{instrument.id}:art {listing.article}"
            message = (
                f"{instrument.division} {listing.article} ({listing.heading}) is listed, but is not in the catalogue"
            )
            expected, place = (
                f"the {instrument.division} with its duties",
                f"instrument:{instrument.id}#{listing.article}",
            )
            yield finding(catalogue, "article-missing", key, message, expected, place)


def _articles(catalogue: Catalogue, instrument: Instrument, articles: Mapping[str, Article]) -> Iterator[LintFinding]:
    headings = {listing.article: listing.heading for listing in instrument.contents}
    for number, article in articles.items():
        key = f"{instrument.id}:art {number}"
        if number not in headings:
            message = f"{instrument.division} {number} ({article.heading}) is not in the list of contents"
            yield finding(catalogue, "article-not-listed", key, message, "a number that is listed")
        elif article.heading != headings[number]:
            message = f"{instrument.division} {number} is headed {article.heading!r}"
            yield finding(
                catalogue, "heading-differs", key, message, f"{headings[number]!r}, as the list of contents has it"
            )


def _duties(catalogue: Catalogue, instrument: Instrument, article: Article) -> Iterator[LintFinding]:
    number = article.article
    if not number[0].isdigit():
        return
    for duty in article.duties:
        if not duty.id.startswith(number) or duty.id[len(number) :][:1].isalnum():
            message = f"the duty {duty.id!r} stands in {instrument.division} {number}"
            yield finding(
                catalogue, "duty-outside-article", f"{instrument.id}:{duty.id}", message, f"an id such as '{number}(1)'"
            )
