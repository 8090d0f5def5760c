"""What matters most, in at most five sentences, each worked out from the rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from gapcheck.report.brief.tally import Tally
from gapcheck.report.brief.unseen import mostly_unread, unread
from gapcheck.report.pictures.strip import strip_of
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.rows.questions import QuestionRow
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import join

MOST = 5
NAMED = 3
"""So many articles are told with their headings; more are listed by number."""


def matters(tally: Tally) -> tuple[str, ...]:
    """The points, the weightiest first."""
    found = (
        *_disagreements(tally),
        *_bound(tally),
        *_short(tally),
        *_likely_short(tally),
        *_turning(tally),
        *_unread(tally),
        *_to_confirm(tally),
        *_lodged(tally),
        *_moved(tally),
    )
    return tuple(islice(found, MOST))


def _disagreements(tally: Tally) -> Iterator[str]:
    """A reviewer who disagrees with a verdict is told before anything else."""
    day = tally.report.assessment.as_at
    told = (r for r in tally.report.context.reviews if r.speaks_of(day))
    about = [r.about.rpartition(":")[2] for r in told if r.view == "disagrees"]
    if about:
        yield f"Reviewers disagree with the verdict on {tally.places(about)}; both are in the annex."


def _bound(tally: Tally) -> Iterator[str]:
    position, day = tally.position, tally.report.assessment.as_at
    start = position.binding_from if position else None
    if not tally.joined or start is None:
        return
    if start <= day:
        short = len(tally.short) + len(tally.likely_short)
        view = "" if tally.short else " on our working view"
        owed = f", and{view} what the law lacks for {tally.count(short)} is owed now" if short else ""
        yield f"The treaty has bound New Zealand since {long_date(start)}{owed}."
    else:
        yield f"The treaty binds New Zealand from {long_date(start)}, in {(start - day).days} days."


def _short(tally: Tally) -> Iterator[str]:
    if tally.short:
        yield f"On any view the law falls short of {_named(tally, tally.short)}."


def _likely_short(tally: Tally) -> Iterator[str]:
    if tally.likely_short:
        yield (
            f"On our working view it {'also ' if tally.short else ''}falls short of "
            f"{_named(tally, tally.likely_short)}; the contrary can be argued."
        )


def _named(tally: Tally, rows: tuple[ArticleRow, ...]) -> str:
    if len(rows) > NAMED:
        return tally.places(rows)
    return join(f"{tally.places([row])} ({row.heading})" for row in rows)


def _turning(tally: Tally) -> Iterator[str]:
    """The question on which most of what counts as met turns."""
    held = [q for q in tally.report.questions if q.view == "holds" and q.nature == "law" and q.turns]
    if not held:
        return
    # Rows come with what turns most articles first; a core question goes before a rare case of as many.
    most = max(held, key=lambda q: (len(q.turns), q.weight == "core"))
    yield (
        f"Most turns on one question of law, {_quoted(most)}: if our view is wrong, {tally.places(most.turns)} "
        f"{'is' if len(most.turns) == 1 else 'are'} not met."
    )


def _quoted(question: QuestionRow) -> str:
    return f"“{question.title}”"


def _unread(tally: Tally) -> Iterator[str]:
    # A few unread paragraphs belong to what was not seen; many put the whole answer in doubt.
    if mostly_unread(tally.report.assessment):
        yield unread(tally.report.assessment)


def _to_confirm(tally: Tally) -> Iterator[str]:
    by_agency: dict[str, dict[str, None]] = {}
    for question in tally.report.questions:
        if question.confirm_with and question.turns:
            by_agency.setdefault(question.confirm_with, {}).update(dict.fromkeys(question.turns))
    if by_agency:
        told = join(f"{agency} ({tally.places(articles)})" for agency, articles in by_agency.items())
        yield f"Some verdicts wait for facts that an agency can confirm: {told}."


def _lodged(tally: Tally) -> Iterator[str]:
    rows = [row for row in tally.report.articles if row.status == "met_with_reservation"]
    if rows:
        met = f"{tally.places(rows).capitalize()} {'is' if len(rows) == 1 else 'are'} met"
        yield f"{met} only with the reservation or declaration that New Zealand lodged."


def _moved(tally: Tally) -> Iterator[str]:
    report = tally.report
    if report.since is None:
        return
    strip = strip_of(report)
    moved = [c.article for c in strip.cells if c.before != c.now]
    by = f", most by {strip.movers[0].name}" if strip.movers else ""
    told = f"{tally.count(len(moved))} moved{by}" if moved else f"no {report.assessment.instrument.division} moved"
    yield f"Since {long_date(report.since)} {told}."
