"""The heat strip drawn: big numbers over it, one cell an article, two rows where two days are shown, and what moved.

It is a slide of its own, or a band across the page of a document, which has letters that can be read at that width.
"""

from __future__ import annotations

from dataclasses import dataclass

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
WIDEST_CELL = 170.0
TALLEST_LINE = 420.0
MOST_MOVERS = 4
"""So many Acts and reservations are named under the strip; what is left is counted."""
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class StripSizes:
    """The sizes of letters in a strip. ``narrowest``: a chapter of one article still has room for its name;
    ``earlier``: the part of the height that the row of an earlier day takes.
    """

    name: float
    number: float
    day: float
    mark: float
    mover: float
    narrowest: float
    earlier: float


SLIDE = StripSizes(name=18, number=22, day=17, mark=15, mover=19, narrowest=116, earlier=0.4)
BAND = StripSizes(name=22, number=24, day=18, mark=20, mover=22, narrowest=150, earlier=0.48)
BAND_ROW = 46.0
"""The height of a row of cells in a band."""


def strip_svg(strip: Strip) -> str:
    """The heat strip as one SVG image of a slide."""
    drawing = Drawing()
    frame(drawing, strip.marking, strip.title, strip.subtitle, strip.source)
    top = _numbers(drawing, strip, 128)
    bottom = HEIGHT - 64 - 27 * min(len(strip.movers), MOST_MOVERS + 1)
    lines = _lines_of(strip, SLIDE)
    height = min((bottom - top) / len(lines), TALLEST_LINE)
    # What is left over stands half above the strip.
    first = top + (bottom - top - height * len(lines)) / 2
    for number, chapters in enumerate(lines):
        _line(drawing, strip, chapters, first + height * number, height, SLIDE)
    _moved(drawing, strip, bottom + 18, SLIDE)
    return svg_of(drawing, _name_of(strip), strip.description, strip.language)


def strip_band_svg(strip: Strip) -> str:
    """The heat strip as one SVG image for the page of a document: as wide as a slide, and as high as it has to be.

    The title and the source are left to the caption and to the document; the marking stands in the picture too.
    """
    drawing = Drawing(name="strip")
    y: float = 6
    if strip.marking:
        drawing.text(WIDTH / 2, 24, strip.marking, 20, bold=True, anchor="middle")
        y = 40
    y = _legend(drawing, strip, y)
    rows = BAND_ROW * (2.0 if strip.since is not None else 1.0)
    for chapters in _lines_of(strip, BAND):
        height = rows + _over(chapters, BAND) + _under(strip, BAND) + 8
        _line(drawing, strip, chapters, y, height, BAND)
        y += height + 6
    y = _moved(drawing, strip, y + 22, BAND)
    drawing.height = round(y - 6)
    return svg_of(drawing, _name_of(strip), strip.description, strip.language)


def _name_of(strip: Strip) -> str:
    return f"{strip.title}: verdict on each {strip.division}"


def _legend(drawing: Drawing, strip: Strip, y: float) -> float:
    """The verdicts side by side, each with its sign, its number and its words; returns where the next thing stands."""
    counts = list(strip.counts.items())
    room = (WIDTH - 2 * EDGE) / max(len(counts), 1)
    deepest = 1
    for place, (verdict, (now, before)) in enumerate(counts):
        look, x = look_of(verdict), EDGE + place * room
        drawing.cell(x, y, 44, 44, look, f"{verdict}: {now}")
        drawing.text(x + 54, y + 36, str(now), 36, bold=True)
        if strip.since is not None:
            drawing.text(x + 64 + 21 * len(str(now)), y + 36, f"(was {before})", 18, ink=FAINT)
        lines = wrapped(look.words, room - 6, 21)
        deepest = max(deepest, len(lines))
        drawing.lines(x, y + 70, lines, 21)
    return y + 62 + 21 * LINE * deepest


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


def _lines_of(strip: Strip, sizes: StripSizes) -> list[list[StripChapter]]:
    """The chapters in one line, or in the two that leave most room for each cell."""
    chapters = list(strip.chapters)
    if len(strip.cells) <= 36 or len(chapters) < 2:
        return [chapters]
    cuts = range(1, len(chapters))
    cut = max(cuts, key=lambda n: min(_cell_width(chapters[:n], sizes), _cell_width(chapters[n:], sizes)))
    return [chapters[:cut], chapters[cut:]]


def _over(chapters: list[StripChapter], sizes: StripSizes) -> float:
    """The room over the cells of a line, for the names of chapters and the numbers of articles."""
    width = _cell_width(chapters, sizes)
    deep = max((len(_name(chapter, width, sizes)[1]) for chapter in chapters), default=1)
    return deep * sizes.name * LINE + sizes.number + 6


def _under(strip: Strip, sizes: StripSizes) -> float:
    """The room under the cells of a line, for what moved them."""
    return sizes.mark + 7 if strip.movers else 4


def _line(
    drawing: Drawing, strip: Strip, chapters: list[StripChapter], y: float, height: float, sizes: StripSizes
) -> None:
    width, over = _cell_width(chapters, sizes), _over(chapters, sizes)
    names = over - sizes.number - 6
    rows = height - over - _under(strip, sizes) - 8
    earlier = rows * sizes.earlier if strip.since is not None else 0.0
    first = y + over
    if strip.since is not None:
        _day(drawing, long_date(strip.since), first, earlier, sizes.day)
    _day(drawing, long_date(strip.as_at), first + earlier, rows - earlier, sizes.day)
    x: float = EDGE + DAY_ROOM
    for chapter in chapters:
        room = max(width * len(chapter.cells), sizes.narrowest)
        wide = width if len(chapter.cells) > 1 else min(room, 1.6 * width)
        letters, lines = _name(chapter, width, sizes)
        drawing.lines(x, y + names - letters * LINE * (len(lines) - 1) - 6, lines, letters, bold=True, ink=DEEP)
        for number, cell in enumerate(chapter.cells):
            left = x + number * wide
            size = fitting(cell.article, sizes.number, wide - 2)
            drawing.text(left + wide / 2, y + names + 20, cell.article, size, anchor="middle")
            if strip.since is not None:
                told = f"{cell.article} {cell.heading}, {long_date(strip.since)}: {cell.before}"
                drawing.cell(left, first, wide, earlier - 3, look_of(cell.before), told)
            told = f"{cell.article} {cell.heading}, {long_date(strip.as_at)}: {cell.now}"
            drawing.cell(left, first + earlier, wide, rows - earlier, look_of(cell.now), told)
            _mark(drawing, cell, left, wide, first + rows, sizes.mark)
        x += room + CHAPTER_GAP


def _name(chapter: StripChapter, width: float, sizes: StripSizes) -> tuple[float, list[str]]:
    """The name of a chapter in lines, and the size of their letters: a long word in a narrow chapter is smaller."""
    room = max(width * len(chapter.cells), sizes.narrowest) + CHAPTER_GAP - 4
    smaller = [sizes.name, *range(int(sizes.name) - 1, 11, -1)]
    return wrapped_to_fit([chapter.name], room, 4 * sizes.name * LINE, smaller)


def _cell_width(chapters: list[StripChapter], sizes: StripSizes) -> float:
    """As wide as the line has room for, once the narrow chapters have theirs."""
    room = WIDTH - 2 * EDGE - DAY_ROOM - CHAPTER_GAP * (len(chapters) - 1)
    narrow: set[str] = set()
    while True:
        wide = [c for c in chapters if c.name not in narrow]
        cells = sum(len(c.cells) for c in wide)
        width = (room - sizes.narrowest * len(narrow)) / cells if cells else sizes.narrowest
        more = {c.name for c in wide if width * len(c.cells) < sizes.narrowest}
        if not more:
            return min(width, WIDEST_CELL)
        narrow |= more


def _day(drawing: Drawing, day: str, y: float, height: float, size: float) -> None:
    lines = day.rsplit(" ", 1)
    # Bold letters of the widest font that stands in for ours are a quarter wider.
    size = min(fitting(line, size, (DAY_ROOM - 6) / 1.25) for line in lines)
    step = size * LINE
    drawing.lines(EDGE, y + height / 2 - step / 2 * (len(lines) - 1) + size * 0.36, lines, size, bold=True)


def _mark(drawing: Drawing, cell: StripCell, x: float, width: float, y: float, size: float) -> None:
    """A bar under an article that moved, with the letters of what moved it."""
    if not cell.movers:
        return
    letters = " ".join(LETTERS[m] for m in cell.movers if m < MOST_MOVERS) or "…"
    drawing.rule(x + 3, y + 5, x + width - 3, y + 5, width=4, ink=DEEP)
    drawing.text(x + width / 2, y + 6 + size, letters, size, bold=True, anchor="middle", ink=DEEP)


def _moved(drawing: Drawing, strip: Strip, y: float, sizes: StripSizes) -> float:
    """The Acts and reservations that moved articles, each on a line with those that it moved; returns where the next
    line would stand.
    """
    step = sizes.mover + 8
    for place, mover in enumerate(strip.movers[:MOST_MOVERS]):
        told = mover.told(strip.division)
        drawing.rule(EDGE, y - 6, EDGE + 34, y - 6, width=4, ink=DEEP)
        drawing.text(EDGE + 44, y, LETTERS[place], sizes.mover, bold=True, ink=DEEP)
        drawing.text(EDGE + 64, y, told, fitting(told, sizes.mover, WIDTH - 2 * EDGE - 64))
        y += step
    left = strip.movers[MOST_MOVERS:]
    if left:
        told = f"and {len(left)} more {'Act or instrument' if len(left) == 1 else 'Acts or instruments'}"
        drawing.text(EDGE + 64, y, told, sizes.mover - 2, ink=FAINT)
        y += step
    return y
