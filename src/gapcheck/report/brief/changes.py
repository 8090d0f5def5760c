"""The changes of law that the brief names: by Act, the provisions and what they serve."""

from __future__ import annotations

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
    led = "Together these would meet every duty that is not contested:"
    return BesideHeading("Changes of law", line(led)), Bullets(tuple(points))


def _point(tally: Tally, act: str, found: tuple[Measure, ...]) -> Line:
    """``Crimes Act 1961, ss 8 and 216B, for arts 8 and 22 (some on any view)``."""
    served = {duty for measure in found for duty in measure.serves}
    articles = (a for a in tally.report.assessment.articles if any(d.full.duty.id in served for d in a.duties))
    provisions = _provisions(list(dict.fromkeys(_place(m) for m in found)))
    places = tally.places(a.article.article for a in articles)
    return line(strong(act), f", {provisions}, for {places} ({_basis(found)})")


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
