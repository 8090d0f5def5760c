"""The timeline as a picture: articles down, dates across, the verdict in each band by colour, texture and symbol."""

from __future__ import annotations

from html import escape

from gapcheck.change.standing import Standing
from gapcheck.change.timeline import TimelineResult
from gapcheck.report.statuses import VERDICT, Look, look_of, pale
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date

LEFT, TOP, ROW, WIDTH = 310, 92, 24, 1180
SMALLEST = 34  # a band has room for its symbol
FONT = 'font-family="Arial, Helvetica, DejaVu Sans, sans-serif"'


def timeline_svg(timeline: TimelineResult) -> str:
    """One SVG image, whole in itself. Bands are as wide as the time between moves, but wide enough for their symbol."""
    edges = _edges(timeline)
    headings = {a.article: a.heading for a in timeline.catalogue.articles(timeline.instrument.id)}
    articles = list(timeline.moved[0].standings)
    height = TOP + ROW * len(articles) + 60
    title = (
        f"{timeline.instrument.short_title}: verdict by article, {long_date(timeline.start)} to "
        f"{long_date(timeline.end)}"
    )
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">',
        f"<title>{escape(title)}</title>",
        _textures(timeline),
        f'<rect width="{WIDTH}" height="{height}" fill="#FFFFFF"/>',
        f'<text x="12" y="26" {FONT} font-size="17" font-weight="bold" fill="#1A1A1A">{escape(title)}</text>',
        *_dates(timeline, edges),
    ]
    for number, article in enumerate(articles):
        parts += _row(timeline, edges, TOP + ROW * number, article, headings[article])
    parts += _key(timeline, height - 36)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _edges(timeline: TimelineResult) -> list[float]:
    """Where each band begins, and where the last one ends."""
    days = [s.day for s in timeline.moved]
    # The last band ends with the timeline.
    spans = [(b - a).days for a, b in zip(days, [*days[1:], timeline.end], strict=True)]
    room = WIDTH - LEFT - 20 - SMALLEST * len(spans)
    total = sum(spans) or 1
    edges = [float(LEFT)]
    for span in spans:
        edges.append(edges[-1] + SMALLEST + max(room, 0) * span / total)
    return edges


def _dates(timeline: TimelineResult, edges: list[float]) -> list[str]:
    return [
        f'<text transform="translate({x + 10:.1f},{TOP - 6}) '
        f'rotate(-38)" {FONT} font-size="10" fill="#1A1A1A">{step.day}</text>'
        for x, step in zip(edges, timeline.moved, strict=False)
    ]


def _row(timeline: TimelineResult, edges: list[float], y: int, article: str, heading: str) -> list[str]:
    label = f"{division_label(timeline.instrument, article)} {heading}"
    shown = label if len(label) <= 46 else f"{label[:45].rstrip()}…"
    parts = [f'<text x="12" y="{y + 16}" {FONT} font-size="12" fill="#1A1A1A">{escape(shown)}</text>']
    for first, last, standing in _bands(timeline, article):
        look, x, width = look_of(standing.verdict_words), edges[first], edges[last] - edges[first]
        told = f"{label}, from {timeline.moved[first].day}: {standing.words}"
        parts.append(
            f'<g><title>{escape(told)}</title><rect x="{x:.1f}" y="{y + 2}" width="{width:.1f}" height="{ROW - 4}" '
            f'fill="{_filling(look)}" stroke="#FFFFFF"/>'
            f'<text x="{x + 6:.1f}" y="{y + 16}" {FONT} font-size="11" fill="#1A1A1A" '
            # A rim in the colour below keeps the lines of a texture away from the letters.
            f'stroke="{look.fill}" stroke-width="3" paint-order="stroke">'
            f"{look.symbol}{_words(look.words, width)}</text></g>"
        )
    return parts


def _words(words: str, width: float) -> str:
    """The verdict in words where the band is wide enough."""
    # About six pixels a letter at this size: words that do not fit would run into the next band.
    return f" {escape(words)}" if width > 26 + 6.2 * len(words) else ""


def _bands(timeline: TimelineResult, article: str) -> list[tuple[int, int, Standing]]:
    """Steps through which an article stands alike, as one band."""
    bands: list[tuple[int, int, Standing]] = []
    for number, step in enumerate(timeline.moved):
        standing = step.standings[article]
        if bands and bands[-1][2] == standing:
            bands[-1] = (bands[-1][0], number + 1, standing)
        else:
            bands.append((number, number + 1, standing))
    return bands


def _key(timeline: TimelineResult, y: int) -> list[str]:
    parts, x = [], 12
    for look in _looks(timeline):
        parts.append(f'<rect x="{x}" y="{y}" width="18" height="18" fill="{_filling(look)}" stroke="#888888"/>')
        words = f"{look.symbol} {escape(look.words)}"
        parts.append(f'<text x="{x + 24}" y="{y + 13}" {FONT} font-size="12" fill="#1A1A1A">{words}</text>')
        x += 52 + 7 * len(look.words)
    return parts


def _looks(timeline: TimelineResult) -> list[Look]:
    """The looks of the verdicts that stand in the picture, the best first."""
    seen = {s.verdict_words for step in timeline.moved for s in step.standings.values()}
    return [look for verdict, look in VERDICT.items() if verdict in seen]


def _filling(look: Look) -> str:
    return look.fill if look.texture == "plain" else f"url(#{look.slug})"


def _textures(timeline: TimelineResult) -> str:
    """The textures of what is likely and of what is contested, over the colour of the status."""
    drawn = "".join(_texture(look) for look in _looks(timeline) if look.texture != "plain")
    return f"<defs>{drawn}</defs>"


def _texture(look: Look) -> str:
    colour = pale(look)
    dot = f'r="1.5" fill="{look.mark}"/>'
    lines = {
        "striped": f'<path d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4" stroke="{colour}" stroke-width="2.2"/>',
        "dotted": f'<circle cx="2" cy="2" {dot}<circle cx="6" cy="6" {dot}',
    }
    return (
        f'<pattern id="{look.slug}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{look.fill}"/>{lines[look.texture]}</pattern>'
    )
