"""The timeline drawn: articles down, the days on which one moved across, and over each day what moved them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from gapcheck.change.standing import Standing
from gapcheck.change.timeline import TimelineDay, TimelineResult
from gapcheck.change.timeline_sentences import SURVEY_BEGINS
from gapcheck.report.article_lists import articles_in_short
from gapcheck.report.pictures.drawing import (
    DEEP,
    EDGE,
    FAINT,
    HEIGHT,
    SIGN_ROOM,
    WIDE,
    WIDTH,
    Drawing,
    frame,
    legend,
    svg_of,
    wrapped,
    wrapped_to_fit,
)
from gapcheck.report.pictures.strip import SILENT, source_line
from gapcheck.report.statuses import VERDICT, look_of
from gapcheck.wording.citation import act_of
from gapcheck.wording.dates import long_date

LABEL, LABEL_SIZE = 440, 11.5
"""Room for the number and the heading of an article, which are not cut: a long one has two lines."""
TWO_LINES = 28
"""A row of this height has room for a heading of two lines."""
MOST_ROWS = 20
"""Where there are more articles than this, those that never moved have no row: a line under the picture names them."""
HEAD, FOOT = 136, 112
"""Room over the rows for the days, and under them for the legend."""


def timeline_svg(timeline: TimelineResult, marking: str = "") -> str:
    """The timeline as one SVG image of a slide: one column for each day on which some article moved.

    Columns are equally wide, so that each can be read; the picture says that they are not to scale.
    """
    shown, still = _rows(timeline)
    drawing = Drawing()
    frame(drawing, marking, _title(timeline), _subtitle(timeline), _source(timeline))
    days = timeline.moved
    width = min((WIDTH - 2 * EDGE - LABEL) / len(days), 560.0)
    top = 122 + HEAD
    told = wrapped(_still(timeline, still), WIDTH - 2 * EDGE, 16) if still else []
    bottom = HEIGHT - FOOT - 22 * len(told)
    labels = {a: f"{articles_in_short(timeline.instrument.division, [a])} {shown[a]}" for a in shown}
    # A row with a long heading is higher.
    low = (bottom - top) / max(len(labels), 1) < TWO_LINES
    long = {a for a, label in labels.items() if low and len(wrapped(label, LABEL - 8, LABEL_SIZE)) > 1}
    shares = {a: 1.5 if a in long else 1.0 for a in labels}
    height = min((bottom - top) / max(sum(shares.values()), 1), 40.0)
    for place, day in enumerate(days):
        _day(drawing, day, EDGE + LABEL + width * place, width, top)
    y = float(top)
    for article, label in labels.items():
        _row(drawing, timeline, (article, label), (y, width, height * shares[article]), min(14.0, 0.66 * height))
        y += height * shares[article]
    drawing.lines(EDGE, bottom + 18, told, 16, ink=FAINT)
    looks = [look for verdict, look in VERDICT.items() if verdict in _verdicts(timeline, shown)]
    legend(drawing, looks, EDGE, HEIGHT - FOOT + 22, 14)
    return svg_of(drawing, _title(timeline), _description(timeline, still), timeline.catalogue.state.language)


def _rows(timeline: TimelineResult) -> tuple[Mapping[str, str], list[str]]:
    """The articles that have a row, with their headings, and those that hold a duty and never moved and have none."""
    headings = {a.article: a.heading for a in timeline.catalogue.articles(timeline.instrument.id)}
    standings = [day.standings for day in timeline.moved]
    duty = [a for a in standings[0] if any(s[a].verdict_words not in SILENT for s in standings)]
    if len(duty) <= MOST_ROWS:
        return {a: headings[a] for a in duty}, []
    moved = [a for a in duty if len({s[a].verdict_words for s in standings}) > 1]
    return {a: headings[a] for a in moved}, [a for a in duty if a not in moved]


def _verdicts(timeline: TimelineResult, shown: Mapping[str, str]) -> set[str]:
    return {day.standings[a].verdict_words for day in timeline.moved for a in shown}


def _day(drawing: Drawing, day: TimelineDay, x: float, width: float, top: float) -> None:
    """The day over its column, and what moved articles on it."""
    drawing.rule(x, top - HEAD + 4, x, top, width=1, ink=FAINT)
    y = drawing.lines(x + 5, top - HEAD + 16, wrapped(long_date(day.day), width - 4, 13), 13, bold=True)
    names = _causes(day)
    told = names[:1] + ([f"and {len(names) - 1} more"] if len(names) > 1 else [])
    size, lines = wrapped_to_fit(told, width - 8, top - y - 2, (14, 12, 11, 10, 9, 8, 7))
    drawing.lines(x + 5, y + 2, lines, size, ink=DEEP)


def _causes(day: TimelineDay) -> list[str]:
    """The Acts and reservations that moved articles on the day; what moved most comes first."""
    moved = Counter(by for move in day.moves for by in dict.fromkeys(map(_name, move.by)))
    acts = [name for name, _ in moved.most_common() if name != SURVEY_BEGINS]
    return acts or (["The survey of the law begins here"] if moved else [])


def _name(by: str) -> str:
    """The Act without its section, or what was lodged without what it says."""
    return act_of(by).partition(": ")[0]


def _row(
    drawing: Drawing, timeline: TimelineResult, of: tuple[str, str], place: tuple[float, float, float], letters: float
) -> None:
    (article, label), (y, width, height) = of, place
    size, lines = wrapped_to_fit([label], LABEL - 8, height * 0.98, (15, 14, 13, 12, 11, 10, 9, 8, 7))
    first = y + height / 2 + size * 0.36 - size * 1.1 * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        drawing.text(EDGE, first + size * 1.1 * number, line, size)
    for begin, end, standing in _bands(timeline, article):
        wide, look = width * (end - begin), look_of(standing.verdict_words)
        told = f"{label}, from {long_date(timeline.moved[begin].day)}: {standing.words}"
        # Words that would not fit in their band are left to the legend.
        fits = SIGN_ROOM + len(look.words) * letters * WIDE < wide
        caption = look.words if fits else ""
        drawing.cell(EDGE + LABEL + width * begin, y, wide, height - 1, look, told, caption=caption, size=letters)


def _bands(timeline: TimelineResult, article: str) -> list[tuple[int, int, Standing]]:
    """Columns through which an article stands alike, as one band."""
    bands: list[tuple[int, int, Standing]] = []
    for number, step in enumerate(timeline.moved):
        standing = step.standings[article]
        if bands and bands[-1][2].verdict_words == standing.verdict_words:
            bands[-1] = (bands[-1][0], number + 1, standing)
        else:
            bands.append((number, number + 1, standing))
    return bands


def _title(timeline: TimelineResult) -> str:
    return f"{timeline.instrument.short_title}: verdict by {timeline.instrument.division} over time"


def _subtitle(timeline: TimelineResult) -> str:
    return (
        f"From {long_date(timeline.start)} to {long_date(timeline.end)}. A column is a day on which the verdict on "
        f"some {timeline.instrument.division} moved; columns are not to the scale of time."
    )


def _source(timeline: TimelineResult) -> str:
    reading = timeline.reading.title if timeline.reading else "none chosen"
    return source_line(timeline.catalogue.version, reading, timeline.catalogue.law_known_to)


def _still(timeline: TimelineResult, still: list[str]) -> str:
    return f"Left out, as they never moved: {articles_in_short(timeline.instrument.division, still)}."


def _description(timeline: TimelineResult, still: list[str]) -> str:
    told = [_subtitle(timeline)]
    division = timeline.instrument.division
    for day in timeline.moved[1:]:
        moves = [
            f"{articles_in_short(division, [m.article])} from {m.before.words} to {m.after.words}" for m in day.moves
        ]
        names = dict.fromkeys(_name(by) for m in day.moves for by in m.by)
        told.append(f"{long_date(day.day)} ({'; '.join(names) or 'no cause on record'}): {'; '.join(moves)}.")
    return " ".join([*told, _still(timeline, still)] if still else told)
