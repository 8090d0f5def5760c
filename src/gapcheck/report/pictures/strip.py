"""What a heat strip shows: one cell for each article that holds a duty, by chapter, on one day or two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from gapcheck.model.treaty import Division
from gapcheck.report.article_lists import articles_in_short
from gapcheck.report.facts import reading_in_words
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.article_changes import ChangeRow, change_rows
from gapcheck.report.statuses import VERDICT
from gapcheck.wording.citation import act_of
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join, small

SILENT: frozenset[str] = frozenset({"No duty"})
"""Verdicts that make no cell: the article holds nothing to be met."""


@dataclass(frozen=True)
class StripCell:
    """An article: its number, its heading, and its verdict now and on the earlier day (empty without one).

    ``movers`` are the numbers, from 0, of what moved it.
    """

    article: str
    heading: str
    now: str
    before: str = ""
    movers: tuple[int, ...] = ()


@dataclass(frozen=True)
class StripChapter:
    """A chapter and its cells."""

    name: str
    cells: tuple[StripCell, ...]


@dataclass(frozen=True)
class Mover:
    """An Act, reservation or other event that moved articles between the two days, and which."""

    name: str
    articles: tuple[str, ...]

    def told(self, division: Division) -> str:
        """``Crimes Amendment Act 2003 (arts 2 to 6)``."""
        return f"{self.name} ({articles_in_short(division, self.articles)})"


@dataclass(frozen=True)
class Strip:
    """The heat strip of an instrument. ``silent`` articles hold no duty and have no cell."""

    short_title: str
    division: Division
    law: str
    marking: str
    as_at: date
    since: date | None
    chapters: tuple[StripChapter, ...]
    movers: tuple[Mover, ...]
    silent: int
    source: str
    language: str = "en"

    def of_the_day(self) -> Strip:
        """The strip without the earlier day."""
        now = [replace(c, cells=tuple(replace(cell, before="", movers=()) for cell in c.cells)) for c in self.chapters]
        return replace(self, since=None, movers=(), chapters=tuple(now))

    @property
    def cells(self) -> tuple[StripCell, ...]:
        """The cells of all chapters."""
        return tuple(cell for chapter in self.chapters for cell in chapter.cells)

    @property
    def counts(self) -> Mapping[str, tuple[int, int]]:
        """For each verdict that some article has or had, the best first: how many have it now, and how many had it."""
        now, before = [c.now for c in self.cells], [c.before for c in self.cells]
        return {v: (now.count(v), before.count(v)) for v in VERDICT if v in now or v in before}

    @property
    def title(self) -> str:
        """What stands over the picture."""
        return f"How {self.law} stands to the {self.short_title}"

    @property
    def subtitle(self) -> str:
        """Which days are shown."""
        days = f"Law as at {long_date(self.as_at)}"
        earlier = f", and as at {long_date(self.since)}" if self.since else ""
        silent = ""
        if self.silent:
            hold = (
                f"{self.division} holds no duty and is"
                if self.silent == 1
                else f"{self.division}s hold no duty and are"
            )
            silent = f" {self.silent} {hold} left out."
        return f"{days}{earlier}. One cell is one {self.division}.{silent}"

    @property
    def description(self) -> str:
        """The picture in words, for whoever does not see it."""
        told = [
            f"{verdict}: {articles_in_short(self.division, [c.article for c in self.cells if c.now == verdict])}."
            for verdict, (now, _) in self.counts.items()
            if now
        ]
        if self.since is not None:
            changed = [
                f"{articles_in_short(self.division, [c.article])} from {small(c.before)} to {small(c.now)}"
                for c in self.cells
                if c.before != c.now
            ]
            moved = join(changed) if changed else f"no {self.division}"
            told.append(f"Since {long_date(self.since)} moved: {moved}.")
            told += [f"Moved by {mover.told(self.division)}." for mover in self.movers]
        return " ".join([self.subtitle, *told])


def strip_of(report: ReportRows) -> Strip:
    """The heat strip of a report: on its day and, where it has a baseline of its own, on that day too."""
    assessment = report.assessment
    rows = [row for row in report.articles if row.verdict not in SILENT]
    changes = {} if report.since is None else {c.article: c for c in change_rows(report.change)}
    movers = _movers(c for row in rows if (c := changes.get(row.article)) and c.before != c.after)
    number = {mover.name: place for place, mover in enumerate(movers)}
    chapters = []
    for name, of_chapter in groupby(rows, key=lambda row: row.chapter):
        cells = []
        for row in of_chapter:
            change = changes.get(row.article)
            was = row.verdict if change is None else change.before
            before = was if report.since else ""
            moved = change is not None and change.before != change.after
            by = dict.fromkeys(number[act_of(x)] for x in change.by) if change and moved else {}
            cells.append(StripCell(row.article, row.heading, row.verdict, before, tuple(by)))
        chapters.append(StripChapter(name, tuple(cells)))
    instrument = assessment.instrument
    return Strip(
        short_title=instrument.short_title,
        division=instrument.division,
        law=assessment.law,
        marking=report.classification,
        as_at=assessment.as_at,
        since=report.since,
        chapters=tuple(chapters),
        movers=movers,
        silent=len(report.articles) - len(rows),
        source=source_line(
            assessment.catalogue.version, reading_in_words(assessment), assessment.catalogue.law_known_to
        ),
        language=assessment.state.language,
    )


def source_line(version: str, reading: str, known_to: date | None) -> str:
    """What a picture is made from: the catalogue, how far its law is known, and the reading."""
    known = f" Law looked through up to {long_date(known_to)}." if known_to else ""
    return f"Source: gapcheck, data version {version}.{known} Reading: {small(reading)}."


def _movers(changes: Iterable[ChangeRow]) -> tuple[Mover, ...]:
    found: dict[str, dict[str, None]] = {}
    for change in changes:
        for by in change.by:
            found.setdefault(act_of(by), {})[change.article] = None
    # What moved most comes first; equals stay in the order of the instrument.
    return tuple(Mover(n, tuple(a)) for n, a in sorted(found.items(), key=lambda x: -len(x[1])))
