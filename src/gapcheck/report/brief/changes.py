"""The changes of law that the brief names: by Act, the provisions and what they serve."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby

from gapcheck.repair.measures import Measure
from gapcheck.report.annex.document import Bullets, Line
from gapcheck.report.annex.writer import line, strong
from gapcheck.report.brief.tally import Tally
from gapcheck.report.paper.document import BesideHeading
from gapcheck.wording.words import join

MOST = 8


def changes(tally: Tally) -> tuple[BesideHeading | Bullets, ...]:
    """A point for each Act; none where nothing has to change."""
    by_act = [(act, tuple(found)) for act, found in groupby(tally.report.measures, key=lambda m: m.act)]
    if not by_act:
        return ()
    points = [_point(tally, act, found) for act, found in by_act[:MOST]]
    if len(by_act) > MOST:
        points.append(line(f"and {len(by_act) - MOST} more, which the annex tells"))
    led = f"Together these would meet what the law falls short of{_unproven(tally)}{_unserved(tally)}:"
    return BesideHeading("Changes of law", line(led)), Bullets(tuple(points))


def _unproven(tally: Tally) -> str:
    """Whatever is not shown to be met even then."""
    duties = {duty for measure in tally.report.measures if not measure.proven for duty in measure.serves}
    places = tally.places(_articles(tally, duties))
    return f", apart from {places}, which would still not be shown to be met" if places else ""


def _unserved(tally: Tally) -> str:
    """The articles that the law falls short of and that no change names: they stand or fall with others."""
    served = set(_articles(tally, {duty for measure in tally.report.measures for duty in measure.serves}))
    places = tally.places(row for row in (*tally.short, *tally.likely_short) if row.article not in served)
    return f"; no change of its own is proposed for {places}" if places else ""


def _articles(tally: Tally, duties: Collection[str]) -> list[str]:
    """The articles of duties."""
    articles = tally.report.assessment.articles
    return [a.article.article for a in articles if any(d.full.duty.id in duties for d in a.duties)]


def _point(tally: Tally, act: str, found: tuple[Measure, ...]) -> Line:
    """``Crimes Act 1961, ss 8 and 216B, for arts 8 and 22 (some on any view)``."""
    served = {duty for measure in found for duty in measure.serves}
    provisions = _provisions(list(dict.fromkeys(_place(m) for m in found)))
    mark = "," if provisions.startswith("s") else ":"
    return line(strong(act), f"{mark} {provisions}, for {tally.places(_articles(tally, served))} ({_basis(found)})")


def _provisions(places: list[str]) -> str:
    """``ss 8 and 216B``; what is no section is told as it is."""
    sections = [place.removeprefix("s ") for place in places if place.startswith("s ")]
    others = [place for place in places if not place.startswith("s ")]
    told = [f"s{'s' if len(sections) > 1 else ''} {join(sections)}"] if sections else []
    return join([*told, *others])


def _basis(found: tuple[Measure, ...]) -> str:
    certain = sum(m.certain for m in found)
    if certain == len(found):
        return "on any view"
    return "some on any view" if certain else "on our view"


def _place(measure: Measure) -> str:
    """The provision alone: ``s 79G(1)(b)``, or what is lodged."""
    rest = measure.change.removeprefix(measure.act).lstrip(",: ")
    place = rest.partition(":")[0]
    if place.casefold().startswith("enact"):
        return "new provisions"
    return place if place.startswith("s ") else f"{place[:1].lower()}{place[1:]}"
