"""What matters most, in at most five sentences, each worked out from the rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from gapcheck.report.brief.lacks import lacks
from gapcheck.report.brief.tally import Tally
from gapcheck.report.brief.unseen import mostly_unread, unread
from gapcheck.report.pictures.strip import strip_of
from gapcheck.report.rows.questions import QuestionRow
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join

MOST = 5


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
        *_contested(tally),
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
    position, day, state = tally.position, tally.report.assessment.as_at, tally.state.name
    start = position.binding_from if position else None
    if not tally.joined or start is None:
        return
    if start <= day:
        short = len(tally.short) + len(tally.likely_short)
        view = "" if tally.short else ", on our working view,"
        owed = f", so that a shortfall counts now: {state}{view} does not fully carry out {tally.count(short)}"
        yield f"The treaty has bound {state} since {long_date(start)}{owed if short else ''}."
    else:
        yield f"The treaty binds {state} from {long_date(start)}, in {(start - day).days} days."


def _short(tally: Tally) -> Iterator[str]:
    if tally.short:
        yield f"On any view the law falls short on these points. {lacks(tally, tally.short)}"


def _likely_short(tally: Tally) -> Iterator[str]:
    if tally.likely_short:
        also = " also" if tally.short else ""
        yield (
            f"On our working view the law{also} falls short on these points, though the contrary can be argued. "
            f"{lacks(tally, tally.likely_short, tally.detail.lacks)}"
        )


def _turning(tally: Tally) -> Iterator[str]:
    """The question on which most of what counts as met turns."""
    held = [q for q in tally.report.questions if q.view == "holds" and q.nature == "law" and q.turns]
    if not held:
        return
    # Rows come with what turns most articles first; a core question goes before a rare case of as many.
    most = max(held, key=lambda q: (len(q.turns), q.weight == "core"))
    yield (
        f"Of what counts as met, most turns on {_quoted(most)}: if our view is wrong, {tally.places(most.turns)} "
        f"{'falls' if len(most.turns) == 1 else 'fall'} short too."
    )


def _contested(tally: Tally) -> Iterator[str]:
    """What the contested articles turn on."""
    known = {q.id: q for q in tally.report.questions}
    met = dict.fromkeys(q.id for row in tally.contested for q in row.questions if q.id in known)
    turned = [known[key] for key in met if known[key].view == "open"]
    if turned:
        one = len(tally.contested) == 1
        on = join(_with_who_knows(question) for question in turned)
        yield (
            f"{capital(tally.places(tally.contested))} {'is' if one else 'are'} contested: "
            f"{'it turns' if one else 'they turn'} on {on}."
        )


def _with_who_knows(question: QuestionRow) -> str:
    """A question by its title, with the agency that can settle it where it is one of fact."""
    return (
        f"{_quoted(question)}, which the {question.confirm_with} can settle"
        if question.confirm_with
        else _quoted(question)
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
        yield f"Some verdicts wait for facts that agencies can confirm: {told}."


def _lodged(tally: Tally) -> Iterator[str]:
    rows = [row for row in tally.report.articles if row.status == "met_with_reservation"]
    if rows:
        met = f"{tally.places(rows).capitalize()} {'is' if len(rows) == 1 else 'are'} met"
        yield f"{met} only with the reservation or declaration that {tally.state.name} lodged."


def _moved(tally: Tally) -> Iterator[str]:
    report = tally.report
    if report.since is None:
        return
    strip = strip_of(report)
    moved = [c.article for c in strip.cells if c.before != c.now]
    by = f", most by {strip.movers[0].name}" if strip.movers else ""
    told = f"{tally.count(len(moved))} moved{by}" if moved else f"no {report.assessment.instrument.division} moved"
    yield f"Since {long_date(report.since)} {told}."
