"""Checks that there is something to answer from: an instrument with articles, and an Act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from gapcheck.catalogue.checks.index import Index
from gapcheck.errors import Problem
from gapcheck.model.law import StatuteFile
from gapcheck.model.treaty import ArticlesFile, InstrumentFile


def check_complete(index: Index) -> Iterator[Problem]:
    """The problems of a whole catalogue in which something is missing."""
    if not index.instruments and InstrumentFile not in index.failed:
        expected = "obligations/<instrument>/instrument.yaml"
        yield Problem("obligations", 0, "", "there is no instrument", expected, code="no-instrument")
    if not index.acts and StatuteFile not in index.failed:
        yield Problem("nz_statutes", 0, "", "there is no Act", "nz_statutes/<act>.yaml", code="no-act")
    if ArticlesFile not in index.failed:
        yield from _without_articles(index)


def _without_articles(index: Index) -> Iterator[Problem]:
    described = {file.instrument for spot, file in index.of(ArticlesFile) if file.articles or spot.damaged("articles")}
    folders = {PurePosixPath(spot.source.file).parent for spot, file in index.of(ArticlesFile) if file.articles}
    for key, entries in index.instruments.items():
        # Articles beside it are of another instrument: that is told there.
        if key not in described and PurePosixPath(entries[0].spot.source.file).parent not in folders:
            message = f"the instrument {key!r} has no article"
            yield entries[0].spot.problem("no-article", message, "a file beside this one with at least one article")
