"""What pictures are drawn with: text that is measured and wrapped, the look of a verdict, the frame of a slide."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from gapcheck.report.statuses import Look, pale

WIDTH, HEIGHT = 1600, 900
"""A slide, 16:9."""
EDGE = 40
"""The margin to the left and right."""
INK, FAINT, DEEP = "#1A1A1A", "#4A4A4A", "#1F3A5F"
# The last one is what Typst has of its own: a picture that it makes looks the same on every machine.
FONT = "font-family=\"Arial, Helvetica, 'DejaVu Sans', 'Libertinus Serif', sans-serif\""
SIGN_ROOM = 44
"""Room for the sign of a verdict beside its words."""
LINE = 1.22
"""The height of a line, in parts of the size of its font."""
WIDE = 0.56
"""The mean width of a letter, in parts of the size of its font; generous, so that text stays in its room."""

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML can hold."""


@dataclass
class Drawing:
    """A picture in the making: its parts in order, and the looks whose textures it needs.

    ``name`` begins the ids inside it, so that several pictures can stand on one page.
    """

    parts: list[str] = field(default_factory=list)
    looks: dict[str, Look] = field(default_factory=dict)
    name: str = "picture"
    height: float = HEIGHT

    def text(
        self, x: float, y: float, words: str, size: float, *, bold: bool = False, anchor: str = "start", ink: str = INK
    ) -> None:
        """A line of text; ``y`` is where the letters stand."""
        weight = ' font-weight="bold"' if bold else ""
        self.parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" {FONT} font-size="{size:g}"{weight} text-anchor="{anchor}" fill="{ink}">'
            f"{_text(words)}</text>"
        )

    def lines(self, x: float, y: float, words: Iterable[str], size: float, **look: object) -> float:
        """Lines of text one under the other; returns where the next one would stand."""
        for line in words:
            self.text(x, y, line, size, **look)  # type: ignore[arg-type]
            y += size * LINE
        return y

    def rule(self, x1: float, y1: float, x2: float, y2: float, *, width: float = 2, ink: str = INK) -> None:
        """A straight line."""
        self.parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{ink}" stroke-width="{width:g}"/>'
        )

    def cell(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        look: Look,
        told: str,
        *,
        caption: str = "",
        size: float = 14,
    ) -> None:
        """A surface in the colour and texture of a verdict, with its sign; ``told`` is what it says in words.

        With a ``caption`` the sign stands to the left and the caption beside it, in a font of at most that ``size``.
        """
        self.looks[look.slug] = look
        fill = look.fill if look.texture == "plain" else f"url(#{self.name}-{look.slug})"
        self.parts.append(
            f'<g><title>{_text(told)}</title><rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
            f'fill="{fill}" stroke="#FFFFFF" stroke-width="1.5"/>'
            f"{_sign(look, x, y, SIGN_ROOM if caption else width, height)}</g>"
        )
        if caption:
            size = min(size, height * 0.7)
            # A rim in the colour of the status keeps the texture away from the letters.
            self.parts.append(
                f'<text x="{x + SIGN_ROOM + 2:.1f}" y="{y + height / 2 + size * 0.36:.1f}" {FONT} font-size="{size:g}" '
                f'fill="{INK}" stroke="{look.fill}" stroke-width="3" paint-order="stroke">{_text(caption)}</text>'
            )


def svg_of(drawing: Drawing, title: str, description: str, language: str) -> str:
    """The drawing as one SVG image, whole in itself, with its title and a description for those who do not see it."""
    name, height = drawing.name, f"{drawing.height:g}"
    textures = "".join(_texture(look, name) for look in drawing.looks.values() if look.texture != "plain")
    return (
        "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
                f'height="{height}" role="img" aria-labelledby="{name}-title {name}-description" '
                f'xml:lang="{_text(language)}">',
                f'<title id="{name}-title">{_text(title)}</title>',
                f'<desc id="{name}-description">{_text(description)}</desc>',
                f"<defs>{textures}</defs>",
                f'<rect width="{WIDTH}" height="{height}" fill="#FFFFFF"/>',
                *drawing.parts,
                "</svg>",
            ]
        )
        + "\n"
    )


def frame(drawing: Drawing, marking: str, title: str, subtitle: str, source: str) -> None:
    """What stands around every picture: the marking at head and foot, the title, and what it is made from."""
    if marking:
        for y in (26, HEIGHT - 10):
            drawing.text(WIDTH / 2, y, marking, 20, bold=True, anchor="middle")
    drawing.text(EDGE, 74, title, fitting(title, 38, WIDTH - 2 * EDGE), bold=True, ink=DEEP)
    drawing.text(EDGE, 108, subtitle, fitting(subtitle, 23, WIDTH - 2 * EDGE), ink=FAINT)
    lines = wrapped(source, WIDTH - 2 * EDGE, 16)
    drawing.lines(EDGE, HEIGHT - 34 - 19 * (len(lines) - 1), lines, 16, ink=FAINT)


def wrapped(words: str, width: float, size: float) -> list[str]:
    """The text in lines no wider than ``width``; no word is parted."""
    return textwrap.wrap(words, max(int(width / (size * WIDE)), 4), break_long_words=False) or [""]


def wrapped_to_fit(
    words: Sequence[str], width: float, height: float, sizes: Sequence[float]
) -> tuple[float, list[str]]:
    """The lines of several texts at the largest of the sizes at which all of them fit; the smallest if none does."""
    for size in sizes:
        lines = [line for text in words for line in wrapped(text, width, size)]
        if len(lines) * size * LINE <= height and max(map(len, lines), default=0) * size * WIDE <= width:
            break
    return size, lines


def fitting(words: str, size: float, width: float) -> float:
    """The size of font, at most ``size``, at which the text stands in one line."""
    return min(size, width / (max(len(words), 1) * WIDE))


def legend(drawing: Drawing, looks: Sequence[Look], x: float, y: float, size: float = 16) -> None:
    """What each colour, texture and sign means, in one line that goes on in the next where it is full."""
    left = x
    for look in looks:
        room = 44 + len(look.words) * size * WIDE + 22
        if x + room > WIDTH - EDGE and x > left:
            x, y = left, y + size + 14
        drawing.cell(x, y - size, 36, size + 6, look, look.words)
        drawing.text(x + 44, y, look.words, size)
        x += room


def _text(words: str) -> str:
    return escape(_NO_XML.sub("\ufffd", words))


def _texture(look: Look, name: str) -> str:
    """The texture of what is likely or contested, over the colour of the status."""
    dot = f'r="1.5" fill="{look.mark}"/>'
    lines = {
        "striped": f'<path d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4" stroke="{pale(look)}" stroke-width="2.2"/>',
        "dotted": f'<circle cx="2" cy="2" {dot}<circle cx="6" cy="6" {dot}',
    }
    return (
        f'<pattern id="{name}-{look.slug}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{look.fill}"/>{lines[look.texture]}</pattern>'
    )


# Signs are drawn and not written: not every font has them.

_SIGNS = {
    "✔": '<path d="M-6,0.5 L-2,5 L6.5,-5.5" fill="none"/>',
    "◆": '<path d="M0,-7 L6,0 L0,7 L-6,0 Z" stroke="none"/>',
    "◐": '<circle r="6.2" fill="none"/><path d="M0,-6.2 A6.2,6.2 0 0 0 0,6.2 Z" stroke="none"/>',
    "✘": '<path d="M-5.5,-5.5 L5.5,5.5 M5.5,-5.5 L-5.5,5.5" fill="none"/>',
    "?": (
        '<path d="M-3.8,-3.2 C-3.8,-8 4.2,-8 4.2,-3 C4.2,0 0.2,-0.2 0.2,3" fill="none"/>'
        '<circle cx="0.2" cy="6.6" r="1.5" stroke="none"/>'
    ),
    "…": "".join(f'<circle cx="{x}" cy="2" r="1.5" stroke="none"/>' for x in (-5, 0, 5)),
    "–": '<path d="M-5,0 L5,0" fill="none"/>',
    "■": '<rect x="-5.5" y="-5.5" width="11" height="11" stroke="none"/>',
}
_LIKELY = '<path d="M-5,1.5 C-3,-3.5 -0.5,-1.5 0,0 C0.5,1.5 3,3.5 5,-1.5" fill="none"/>'


def _sign(look: Look, x: float, y: float, width: float, height: float) -> str:
    """The symbol of a verdict in the middle of its cell: a wave before it where it is likely, a question mark after it
    where it is to be confirmed.
    """
    likely = look.symbol.startswith("~")
    confirm = likely and look.symbol.endswith("?") and len(look.symbol) > 2
    drawn = [_LIKELY] if likely else []
    drawn += [_SIGNS[sign] for sign in look.symbol.strip("~")[:1]]
    drawn += [_SIGNS["?"]] if confirm else []
    size = min(height / 22, width / (17 * len(drawn)), 1.6)
    step = 15.5 * size
    middle, first = y + height / 2, x + width / 2 - step * (len(drawn) - 1) / 2
    # A rim in the colour of the status keeps the texture away from the sign.
    rim = f'stroke="{look.fill}" stroke-width="6" fill="{look.fill}" stroke-linecap="round"'
    ink = f'stroke="{INK}" stroke-width="2.3" fill="{INK}" stroke-linecap="round" stroke-linejoin="round"'
    return "".join(
        f'<g transform="translate({first + step * number:.1f},{middle:.1f}) scale({size:.2f})">'
        f"<g {rim}>{shape}</g><g {ink}>{shape}</g></g>"
        for number, shape in enumerate(drawn)
    )
