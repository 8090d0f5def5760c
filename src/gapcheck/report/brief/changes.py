"""The changes of law that the brief names: by Act, the provisions; what each serves stands in the annex."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import groupby

from gapcheck.repair.measures import VEHICLES, Measure
from gapcheck.report.annex.document import Line
from gapcheck.report.annex.writer import Part, line, strong
from gapcheck.report.brief.lacks import follows_others
from gapcheck.report.brief.tally import Tally
from gapcheck.report.paper.document import BesideHeading
from gapcheck.wording.running_text import in_sentence
from gapcheck.wording.words import capital, join

MOST = 8
PRACTICE = VEHICLES[-1]
_OF_AN_ARTICLE = re.compile(r" \((?:art|item|para) [^ ]+\)\.")


def changes(tally: Tally) -> tuple[BesideHeading, ...]:
    """A paragraph that names the provisions of each Act; none where nothing has to change."""
    by_act = [(act, tuple(found)) for act, found in groupby(tally.report.measures, key=lambda m: m.act)]
    if not by_act:
        return ()
    mixed = len({m.certain for m in tally.report.measures}) > 1
    points: list[Part] = []
    for number, (act, found) in enumerate(by_act[:MOST]):
        points += ["; " if number else "", *_point(tally, act, found, mixed=mixed)]
    if len(by_act) > MOST:
        points.append(f"; and {len(by_act) - MOST} more, which the annex tells")
    led = f"{_basis(tally, mixed=mixed)}{_unproven(tally)}{_unserved(tally)}: "
    return (BesideHeading("Changes of law", line(led, *points, ".")),)


def _basis(tally: Tally, *, mixed: bool) -> str:
    """What the changes would do, and on whose view they are needed."""
    told = "together these would meet what the law falls short of"
    if mixed:
        return f"{capital(told)} (on our working view, unless needed on any view)"
    certain = all(m.certain for m in tally.report.measures)
    return f"{'On any view' if certain else 'On our working view'}, {told}"


def _unproven(tally: Tally) -> str:
    """Whatever is not shown to be met even then."""
    duties = {duty for measure in tally.report.measures if not measure.proven for duty in measure.serves}
    places = tally.places(_articles(tally, duties))
    return f", apart from {places}, which would still not be shown to be met" if places else ""


def _unserved(tally: Tally) -> str:
    """The articles that the law falls short of and that no change names; those that only ask for others to be carried
    out need none, and are told among what matters.
    """
    served = set(_articles(tally, {duty for measure in tally.report.measures for duty in measure.serves}))
    left = [row.article for row in (*tally.short, *tally.likely_short) if row.article not in served]
    places = tally.places(article for article in left if not follows_others(tally.report, article))
    return f"; no change of its own is proposed for {places}" if places else ""


def _articles(tally: Tally, duties: Collection[str]) -> list[str]:
    """The articles of duties."""
    articles = tally.report.assessment.articles
    return [a.article.article for a in articles if any(d.full.duty.id in duties for d in a.duties)]


def _point(tally: Tally, act: str, found: tuple[Measure, ...], *, mixed: bool) -> Line:
    """``Crimes Act 1961, ss 8 (needed on any view) and 216B``; the Act alone where no more is to be told."""
    certain = {_place(m) for m in found if m.certain} if mixed else set()
    if not tally.detail.provisions:
        return line(strong(act), " (needed on any view)" if certain else "")
    places = list(dict.fromkeys(map(_place, found)))
    sections = [place for place in places if place.startswith("s ")]
    shorter = len(sections) > 1 and len(sections) == len(places)
    told = join(
        f"{place.removeprefix('s ') if shorter else place}{' (needed on any view)' if place in certain else ''}"
        for place in places
    )
    return line(strong(act), f", ss {told}" if shorter else f"{',' if sections else ':'} {told}")


def _place(measure: Measure) -> str:
    """The provision alone: ``s 79G(1)(b)``, or what is lodged."""
    if measure.vehicle == PRACTICE:
        # Which measure it is, is all that there is to tell.
        return in_sentence(_OF_AN_ARTICLE.sub("", measure.change.partition(" in place: ")[2]))
    rest = measure.change.removeprefix(measure.act).lstrip(",: ")
    place = rest.partition(":")[0]
    if place.casefold().startswith("enact"):
        return "new provisions"
    if measure.edit.sort == "lodge":
        # On which duty it bears stands in the annex.
        return f"{place[:1].lower()}{place[1:]}".partition(" on ")[0]
    return place if place.startswith("s ") else f"{place[:1].lower()}{place[1:]}"
