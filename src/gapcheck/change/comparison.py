"""One instrument judged twice and held side by side: what opened, what closed, what moved, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Literal

from gapcheck.catalogue.catalogue import AS_VIEWED, Catalogue, Views
from gapcheck.change.cause import Cause, merged
from gapcheck.change.cause_sentences import brought_by, cause_sentences
from gapcheck.change.causes import Causes
from gapcheck.change.reform import assess_with
from gapcheck.change.standing import Standing
from gapcheck.engine.assessment import assess
from gapcheck.engine.ends import Ends
from gapcheck.engine.results import RANK, ArticleResult, DutyResult, End, InstrumentResult, Verdict
from gapcheck.errors import UsageError
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.model.state import State
from gapcheck.natural_order import natural_key

Kind = Literal["opened", "closed", "moved", "new", "gone"]
Direction = Literal["better", "worse", "mixed", "neither"]

KINDS: tuple[Kind, ...] = ("opened", "closed", "moved", "new", "gone")


@dataclass(frozen=True)
class Side:
    """One side of a comparison: data, the day whose law counts, and a reform laid over it.

    ``data`` is what the version of the data is called (a folder, a revision); without it, the fingerprint of the
    catalogue.
    """

    catalogue: Catalogue
    as_at: date
    reform: str | None = None
    data: str | None = None
    answers: str = ""
    """Under which reading, and with which answers tried, where the two sides differ in these."""

    @property
    def name(self) -> str:
        """What the version of the data is called."""
        return self.data or self.catalogue.version


@dataclass(frozen=True)
class StandingChange:
    """One article or duty that stands differently on the two sides.

    ``kind`` is ``opened`` (met or met with reservation before, settled or as the questions are viewed, and no longer so
    after), ``closed`` (the reverse), ``new`` or ``gone`` (only one version of the data holds it), or ``moved`` (any
    other change of status, certainty or an end, or of whether the duty binds). A place that is not assessed stands for
    the ends [unmet, met] and for [unmet, met] of the view; one with no duty, or withheld, has no ends.
    """

    level: Literal["article", "duty"]
    place: str
    article: str
    heading: str
    kind: Kind
    direction: Direction
    before: Standing | None
    after: Standing | None
    cause: Cause
    state: State

    @property
    def worse(self) -> bool:
        """Whether any end is lower than it was, even if another rose."""
        return self.direction in ("worse", "mixed")

    @property
    def by(self) -> tuple[str, ...]:
        """What brought the change about, as citations and titles; empty where nothing on record tells."""
        return brought_by(self.cause, self.state)

    @property
    def why(self) -> tuple[str, ...]:
        """The cause in plain sentences with citations."""
        return cause_sentences(self.cause, self.state)

    def to_dict(self) -> dict[str, object]:
        """The change as plain values."""
        return {
            "level": self.level,
            "id": self.place,
            "article": self.article,
            "heading": self.heading,
            "kind": self.kind,
            "direction": self.direction,
            "before": self.before.to_dict() if self.before else None,
            "after": self.after.to_dict() if self.after else None,
            "came": list(self.cause.added),
            "went": list(self.cause.removed),
            "by": list(self.by),
            "why": list(self.why),
        }


@dataclass(frozen=True, repr=False, eq=False)
class ComparisonResult:
    """Two assessments of one instrument, and every article and duty that stands differently.

    Made by :func:`compare`.
    """

    first: Side
    second: Side
    before: InstrumentResult
    after: InstrumentResult
    articles: tuple[StandingChange, ...]
    duties: tuple[StandingChange, ...]

    def of_kind(self, kind: Kind) -> tuple[StandingChange, ...]:
        """The articles with a change of one kind."""
        return tuple(c for c in self.articles if c.kind == kind)

    @property
    def opened(self) -> tuple[StandingChange, ...]:
        """The articles that were met and no longer are."""
        return self.of_kind("opened")

    @property
    def closed(self) -> tuple[StandingChange, ...]:
        """The articles that fell short and are now met."""
        return self.of_kind("closed")

    @property
    def moved(self) -> tuple[StandingChange, ...]:
        """The articles that changed in another way."""
        return self.of_kind("moved")

    @property
    def worse(self) -> tuple[StandingChange, ...]:
        """The articles of which an end is lower than it was, whatever the others did; new and gone ones are not
        counted.
        """
        return tuple(c for c in self.articles if c.worse)

    @cached_property
    def counts(self) -> Mapping[Kind, int]:
        """How many articles changed in each way."""
        return FrozenMapping((kind, len(self.of_kind(kind))) for kind in KINDS)

    @property
    def changed(self) -> bool:
        """Whether any article or duty stands differently."""
        return bool(self.articles or self.duties)

    @cached_property
    def sides(self) -> tuple[str, str]:
        """The two sides in a few words; their data are named only where they differ."""
        other_data = self.first.catalogue is not self.second.catalogue and self.first.name != self.second.name
        return _words(self.first, other_data), _words(self.second, other_data)

    def to_dict(self) -> dict[str, object]:
        """The comparison as plain values."""
        reading = self.after.reading
        return {
            "instrument": self.after.instrument.id,
            "reading": reading.id if reading else None,
            "tried": dict(self.after.tried),
            "before": _side_as_dict(self.first),
            "after": _side_as_dict(self.second),
            "counts": dict(self.counts),
            "worse": [c.article for c in self.worse],
            "articles": [c.to_dict() for c in self.articles],
            "duties": [c.to_dict() for c in self.duties],
        }

    def rows(self) -> tuple[StandingChange, ...]:
        """Every change, each article before its duties, in the order of the instrument."""
        # Sorting is stable: under one number the article stays before its duties, and these in their order.
        return tuple(sorted((*self.articles, *self.duties), key=lambda c: natural_key(c.article)))

    def __repr__(self) -> str:
        first, second = self.sides
        counts = ", ".join(f"{n} {kind}" for kind, n in self.counts.items() if n) or "no article changed"
        return f"<Comparison {self.after.instrument.short_title}, {first} v {second}: {counts}>"


def compare(
    instrument: str, first: Side, second: Side, reading: str | None = None, views: Views = AS_VIEWED
) -> ComparisonResult:
    """Judge an instrument on both sides, under one reading, and tell what changed from the first to the second.

    ``views`` are answers to questions that are tried on both sides in place of their views. Raises ``UnknownIdError``
    for an id that one side does not know (a reading, a reform, a question, the instrument), ``UsageError`` for an
    answer that is no view, and ``ReformError`` for a reform that cannot be applied.
    """
    before, after = (
        assess_with(side.catalogue, instrument, side.as_at, reading, side.reform, views) for side in (first, second)
    )
    return _held(first, second, before, after)


def compare_results(before: InstrumentResult, after: InstrumentResult) -> ComparisonResult:
    """Two assessments of one instrument held side by side, whatever day, reading, reform, answers or data they are of.

    Raises ``UsageError`` for assessments of two instruments.
    """
    if before.instrument.id != after.instrument.id:
        raise UsageError(
            f"the assessments are of {before.instrument.id!r} and {after.instrument.id!r}; "
            "expected two of one instrument (compare_instruments holds two texts against each other)"
        )
    one, other = _answers(before), _answers(after)
    if one == other:
        one = other = ""
    return _held(_side(before, one), _side(after, other), before, after)


def _side(result: InstrumentResult, answers: str) -> Side:
    return Side(result.catalogue, result.as_at, result.reform.id if result.reform else None, answers=answers)


def _answers(result: InstrumentResult) -> str:
    """The reading and the answers tried, as a title tells them."""
    told = [f"reading {result.reading.id}" if result.reading else "no reading"]
    told += [f"{question}={view}" for question, view in sorted(result.tried.items())]
    return ", ".join(told)


def changes_since(assessment: InstrumentResult, day: date) -> ComparisonResult:
    """An assessment held against the law of an earlier day, under the same reading and with the same reform."""
    catalogue, reform = assessment.catalogue, assessment.reform
    reading = assessment.reading.id if assessment.reading else None
    # The catalogue of an assessment holds its reform already: the earlier day is judged with it too.
    before = replace(assess(catalogue, assessment.instrument.id, day, reading), reform=reform, tried=assessment.tried)
    laid = reform.id if reform else None
    return _held(Side(catalogue, day, laid), Side(catalogue, assessment.as_at, laid), before, assessment)


def _held(first: Side, second: Side, before: InstrumentResult, after: InstrumentResult) -> ComparisonResult:
    causes = Causes(before, after, first.catalogue, second.catalogue)
    duties = tuple(_duties(before, after, causes))
    return ComparisonResult(first, second, before, after, tuple(_articles(before, after, duties)), duties)


def _duties(before: InstrumentResult, after: InstrumentResult, causes: Causes) -> Iterator[StandingChange]:
    old, new = {d.id: d for d in before.duties}, {d.id: d for d in after.duties}
    headings = {a.article.article: a.article.heading for a in (*before, *after)}
    for key in sorted(old.keys() | new.keys(), key=natural_key):
        one, other = old.get(key), new.get(key)
        number = (new.get(key) or old[key]).full.article
        # A duty that comes to bind, or no longer does, is a change even where the law answers it as before.
        bound = one is not None and other is not None and one.binding != other.binding
        was, now = _duty_standing(one), _duty_standing(other)
        if was != now or bound:
            told = _told(was, one, before), _told(now, other, after)
            yield _change("duty", (key, number, headings[number]), *told, causes.of(one, other), after.state)


def _articles(
    before: InstrumentResult, after: InstrumentResult, duties: tuple[StandingChange, ...]
) -> Iterator[StandingChange]:
    old, new = {a.article.article: a for a in before}, {a.article.article: a for a in after}
    for number in sorted(old.keys() | new.keys(), key=natural_key):
        was, now = _article_standing(old.get(number)), _article_standing(new.get(number))
        if was != now:
            # An article moves only by its duties; those that moved without it (not binding) are causes all the same.
            cause = merged(d.cause for d in duties if d.article == number)
            heading = (new.get(number) or old[number]).article.heading
            told = _told(was, old.get(number), before), _told(now, new.get(number), after)
            yield _change("article", (number, number, heading), *told, cause, after.state)


def _change(
    level: Literal["article", "duty"],
    place: tuple[str, str, str],
    before: Standing | None,
    after: Standing | None,
    cause: Cause,
    state: State,
) -> StandingChange:
    """A change of one ``place``: its id, the number of its article, and the heading of that."""
    key, number, heading = place
    return StandingChange(
        level=level,
        place=key,
        article=number,
        heading=heading,
        kind=kind_of(before, after),
        direction=direction_of(before, after),
        before=before,
        after=after,
        cause=cause,
        state=state,
    )


def _duty_standing(duty: DutyResult | None) -> Standing | None:
    """How a duty stands. One that is not assessed may turn out anything, whatever rules were found."""
    if duty is None:
        return None
    # The ends that were computed say only what the rules on record do, and nobody looked for others.
    return Standing(_ANYTHING) if duty.status == "not_assessed" else Standing.of(duty)


_ANYTHING = Verdict("not_assessed", None, Ends[End]("unmet", "unmet", "met", "met"))


def _article_standing(article: ArticleResult | None) -> Standing | None:
    return None if article is None else Standing.of(article)


def _told(
    standing: Standing | None, place: DutyResult | ArticleResult | None, result: InstrumentResult
) -> Standing | None:
    """The standing with what its words need, which is looked into only for what is printed."""
    return standing if standing is None or place is None else standing.told_by(place, result.sensitivity)


def ends_of(standing: Standing | None) -> Ends[int] | None:
    """The ends as ranks; ``None`` where nothing is asked or nothing can be said (no duty, withheld, not there)."""
    if standing is None or any(end not in RANK for end in standing.verdict.ends):
        return None
    return Ends(*(RANK[end] for end in standing.verdict.ends))


def kind_of(before: Standing | None, after: Standing | None) -> Kind:
    """The kind of change from one standing to another (see :class:`StandingChange`)."""
    if before is None:
        return "new"
    if after is None:
        return "gone"
    was, now = ends_of(before), ends_of(after)
    if was is None or now is None:
        return "moved"
    met = RANK["met_with_reservation"]
    # The verdict follows the view: what only its lowest end leaves unmet is met as the questions are viewed.
    if was.view_low >= met > now.view_low:
        return "opened"
    return "closed" if now.view_low >= met > was.view_low else "moved"


def direction_of(before: Standing | None, after: Standing | None) -> Direction:
    """Which way the ends went: ``better`` if one rose and none fell, ``worse`` if one fell and none rose, ``mixed`` if
    both.

    From unclear [partial, met] to met is better, to partial worse, to [unmet, met] worse.
    """
    was, now = ends_of(before), ends_of(after)
    if was is None or now is None:
        return "neither"
    pairs = list(zip(was, now, strict=True))
    rose, fell = any(new > old for old, new in pairs), any(new < old for old, new in pairs)
    if rose and fell:
        return "mixed"
    if rose:
        return "better"
    return "worse" if fell else "neither"


def _side_as_dict(side: Side) -> dict[str, str | None]:
    return {
        "as_at": side.as_at.isoformat(),
        "reform": side.reform,
        "data": side.name,
        "catalogue": side.catalogue.version,
    }


def _words(side: Side, name_data: bool) -> str:
    reform = f" with {side.reform}" if side.reform else ""
    answers = f" under {side.answers}" if side.answers else ""
    return f"{side.as_at}{reform}{answers}{f' ({side.name})' if name_data else ''}"
