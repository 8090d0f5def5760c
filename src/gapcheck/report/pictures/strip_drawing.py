"""The heat strip drawn: big numbers over it, one cell an article, two rows where two days are shown, and what moved."""

from __future__ import annotations

from gapcheck.report.pictures.drawing import (
    DEEP,
    EDGE,
    FAINT,
    HEIGHT,
    LINE,
    WIDTH,
    Drawing,
    fitting,
    frame,
    svg_of,
    wrapped,
    wrapped_to_fit,
)
from gapcheck.report.pictures.strip import Strip, StripCell, StripChapter
from gapcheck.report.statuses import look_of
from gapcheck.wording.dates import long_date

DAY_ROOM = 118
"""Room to the left of the cells for the day of each row."""
CHAPTER_GAP = 16
NARROWEST_CHAPTER = 116
"""A chapter of one article still has room for its name."""
WIDEST_CELL = 170.0
NAME_SIZE = 18
TALLEST_LINE = 420.0
MOST_MOVERS = 3
"""So many Acts and reservations are named under the strip; what is left is counted."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def strip_svg(strip: Strip) -> str:
    """The heat strip as one SVG image of a slide."""
    drawing = Drawing()
    frame(drawing, strip.marking, strip.title, strip.subtitle, strip.source)
    top = _numbers(drawing, strip, 128)
    bottom = HEIGHT - 64 - 27 * min(len(strip.movers), MOST_MOVERS + 1)
    lines = _lines_of(strip)
    height = min((bottom - top) / len(lines), TALLEST_LINE)
    # What is left over stands half above the strip.
    first = top + (bottom - top - height * len(lines)) / 2
    for number, chapters in enumerate(lines):
        _line(drawing, strip, chapters, first + height * number, height)
    _moved(drawing, strip, bottom + 18)
    return svg_of(drawing, f"{strip.title}: verdict on each {strip.division}", strip.description, strip.language)


def _numbers(drawing: Drawing, strip: Strip, y: float) -> float:
    """The number of articles of each verdict, with its colour and its sign: the legend in big."""
    counts = list(strip.counts.items())
    room = (WIDTH - 2 * EDGE) / max(len(counts), 1)
    deepest: int = 0
    for place, (verdict, (now, before)) in enumerate(counts):
        look, x = look_of(verdict), EDGE + place * room
        drawing.cell(x, y, 56, 56, look, f"{verdict}: {now}")
        drawing.text(x + 68, y + 48, str(now), 56, bold=True)
        lines = wrapped(look.words, room - 8, 20)
        lines += [f"(was {before})"] if strip.since is not None else []
        deepest = max(deepest, len(lines))
        drawing.lines(x, y + 82, lines, 20)
    return y + 82 + 24.4 * deepest


def _lines_of(strip: Strip) -> list[list[StripChapter]]:
    """The chapters in one line, or in the two that leave most room for each cell."""
    chapters = list(strip.chapters)
    if len(strip.cells) <= 36 or len(chapters) < 2:
        return [chapters]
    cuts = range(1, len(chapters))
    cut = max(cuts, key=lambda n: min(_cell_width(chapters[:n]), _cell_width(chapters[n:])))
    return [chapters[:cut], chapters[cut:]]


def _line(drawing: Drawing, strip: Strip, chapters: list[StripChapter], y: float, height: float) -> None:
    width = _cell_width(chapters)
    deep = max((len(_name(chapter, width)[1]) for chapter in chapters), default=1)
    names, numbers, marks = deep * NAME_SIZE * LINE, 28, 22 if strip.movers else 4
    rows = height - names - numbers - marks - 8
    earlier = rows * 0.4 if strip.since is not None else 0.0
    first = y + names + numbers
    if strip.since is not None:
        _day(drawing, long_date(strip.since), first, earlier)
    _day(drawing, long_date(strip.as_at), first + earlier, rows - earlier)
    x: float = EDGE + DAY_ROOM
    for chapter in chapters:
        room = max(width * len(chapter.cells), NARROWEST_CHAPTER)
        wide = width if len(chapter.cells) > 1 else min(room, 1.6 * width)
        letters, lines = _name(chapter, width)
        drawing.lines(x, y + names - letters * LINE * (len(lines) - 1) - 6, lines, letters, bold=True, ink=DEEP)
        for number, cell in enumerate(chapter.cells):
            left = x + number * wide
            size = fitting(cell.article, 22, wide - 2)
            drawing.text(left + wide / 2, y + names + 20, cell.article, size, anchor="middle")
            if strip.since is not None:
                told = f"{cell.article} {cell.heading}, {long_date(strip.since)}: {cell.before}"
                drawing.cell(left, first, wide, earlier - 3, look_of(cell.before), told)
            told = f"{cell.article} {cell.heading}, {long_date(strip.as_at)}: {cell.now}"
            drawing.cell(left, first + earlier, wide, rows - earlier, look_of(cell.now), told)
            _mark(drawing, cell, left, wide, first + rows)
        x += room + CHAPTER_GAP


def _name(chapter: StripChapter, width: float) -> tuple[float, list[str]]:
    """The name of a chapter in lines, and the size of their letters: a long word in a narrow chapter is smaller."""
    room = max(width * len(chapter.cells), NARROWEST_CHAPTER) + CHAPTER_GAP - 4
    return wrapped_to_fit([chapter.name], room, 4 * NAME_SIZE * LINE, (NAME_SIZE, 17, 16, 15, 14, 13, 12))


def _cell_width(chapters: list[StripChapter]) -> float:
    """As wide as the line has room for, once the narrow chapters have theirs."""
    room = WIDTH - 2 * EDGE - DAY_ROOM - CHAPTER_GAP * (len(chapters) - 1)
    narrow: set[str] = set()
    while True:
        wide = [c for c in chapters if c.name not in narrow]
        cells = sum(len(c.cells) for c in wide)
        width = (room - NARROWEST_CHAPTER * len(narrow)) / cells if cells else float(NARROWEST_CHAPTER)
        more = {c.name for c in wide if width * len(c.cells) < NARROWEST_CHAPTER}
        if not more:
            return min(width, WIDEST_CELL)
        narrow |= more


def _day(drawing: Drawing, day: str, y: float, height: float) -> None:
    lines = wrapped(day, DAY_ROOM - 4, 17)
    drawing.lines(EDGE, y + height / 2 - 10 * (len(lines) - 1) + 6, lines, 17, bold=True)


def _mark(drawing: Drawing, cell: StripCell, x: float, width: float, y: float) -> None:
    """A bar under an article that moved, with the letters of what moved it."""
    if not cell.movers:
        return
    letters = " ".join(LETTERS[m] for m in cell.movers if m < MOST_MOVERS) or "…"
    drawing.rule(x + 3, y + 5, x + width - 3, y + 5, width=4, ink=DEEP)
    drawing.text(x + width / 2, y + 21, letters, 15, bold=True, anchor="middle", ink=DEEP)


def _moved(drawing: Drawing, strip: Strip, y: float) -> None:
    """The Acts and reservations that moved articles, each on a line with those that it moved."""
    for place, mover in enumerate(strip.movers[:MOST_MOVERS]):
        told = mover.told(strip.division)
        drawing.rule(EDGE, y - 6, EDGE + 34, y - 6, width=4, ink=DEEP)
        drawing.text(EDGE + 44, y, LETTERS[place], 19, bold=True, ink=DEEP)
        drawing.text(EDGE + 64, y, told, fitting(told, 19, WIDTH - 2 * EDGE - 64))
        y += 27
    left = strip.movers[MOST_MOVERS:]
    if left:
        told = f"and {len(left)} more {'Act or instrument' if len(left) == 1 else 'Acts or instruments'}"
        drawing.text(EDGE + 64, y, told, 17, ink=FAINT)
