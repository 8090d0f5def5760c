"""A short paper as plain values: a title, the marking, and blocks; every writer escapes every text."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gapcheck.report.annex.document import AnnexParagraph, Bullets, Heading, Line, Table, plain

_VIEW_BOX = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')


@dataclass(frozen=True)
class Picture:
    """A picture across ``width`` parts of a hundred of the page, and what it says in words."""

    svg: str
    description: str
    width: int = 100

    @property
    def shape(self) -> float:
        """Its height in parts of its width, as its ``viewBox`` has it."""
        across, down = (float(x) for x in _VIEW_BOX.findall(self.svg)[0])
        return down / across


@dataclass(frozen=True)
class BesideHeading:
    """A line of text with its short heading before it, on one line: ``The answer. New Zealand law ...``."""

    heading: str
    line: Line


PaperBlock = AnnexParagraph | BesideHeading | Bullets | Heading | Picture | Table


@dataclass(frozen=True)
class Paper:
    """A short paper. ``foot`` stands at the foot of each page above the marking.

    ``one_page`` asks for the largest letters with which it stands on one page.
    """

    title: str
    subtitle: str
    classification: str
    foot: str
    as_at: date
    blocks: tuple[PaperBlock, ...]
    one_page: bool = False
    language: str = "en"

    @property
    def lines(self) -> Iterable[Line]:
        """Every line of its text, in order."""
        for block in self.blocks:
            yield from _lines(block)


SIZES = (10.0, 9.5, 9.0)
"""The sizes of letters, in points, that are tried for a paper of one page; a longer paper has the first. None is
smaller: whoever writes a paper that does not fit has to say less.
"""
SCALES = (1.0, 0.92, 0.84, 0.78)
"""The parts of its own width that are tried for a picture on a paper of one page."""
SETTINGS: tuple[tuple[float, float], ...] = tuple((size, scale) for size in SIZES for scale in SCALES)
"""Sizes of letters and scales of pictures, in the order in which they are tried until all stands on the page."""
PAGE_WIDTH, PAGE_HEIGHT = 180.0, 257.0
"""The room for text on A4 between margins of 15 mm, and head and foot, in millimetres."""
POINT = 0.3528
"""A point in millimetres."""
LETTER, LEADING = 0.49, 1.17
"""The mean width of a letter and the height of a line, in parts of the size of letters; wide enough for the fonts that
stand in for Arial.
"""


def setting_of(paper: Paper) -> tuple[float, float]:
    """The size of letters and the scale of pictures for a Word file, which cannot be set first to find out: the first
    of those to be tried with which all should fit.
    """
    if not paper.one_page:
        return SIZES[0], SCALES[0]
    return next((tried for tried in SETTINGS if _height(paper, *tried) <= PAGE_HEIGHT), SETTINGS[-1])


def stands_on_a_page(paper: Paper) -> bool:
    """Whether all of it stands on one page with one of the settings."""
    return any(_height(paper, *tried) <= PAGE_HEIGHT for tried in SETTINGS)


def size_of(paper: Paper) -> float:
    """The size of letters alone."""
    return setting_of(paper)[0]


def _height(paper: Paper, size: float, scale: float) -> float:
    return 15.0 + sum(_height_of(block, size, scale) for block in paper.blocks)


def _height_of(block: PaperBlock, size: float, scale: float) -> float:
    line, gap = size * LEADING * POINT, size * 0.4 * POINT
    if isinstance(block, Picture):
        return PAGE_WIDTH * block.width / 100 * scale * block.shape + 2 * gap
    if isinstance(block, Table):
        # A table has letters that are half a point smaller.
        rows = [
            [_deep(c.lines, w.width, size - 0.5) for c, w in zip(row, block.columns, strict=False)]
            for row in block.rows
        ]
        # The caption and the row of headings take a line each.
        return 2 * line + sum(max(row, default=1) * line + 1.4 for row in rows) + 2 * gap
    if isinstance(block, Bullets):
        return sum(_rows(plain(item), 96, size) for item in block.items) * line + gap * (1 + 0.4 * len(block.items))
    if isinstance(block, Heading):
        return 1.3 * line + 1.5 * gap
    text = plain(block.line) if isinstance(block, AnnexParagraph) else f"{block.heading} {plain(block.line)}"
    return _rows(text, 100, size) * line + gap


def _deep(lines: Iterable[Line], width: int, size: float) -> int:
    return sum(_rows(plain(line), width - 3, size) for line in lines) or 1


def _rows(text: str, width: int, size: float) -> int:
    """How many lines the text takes in a column of so many parts of the page."""
    return max(math.ceil(len(text) * size * LETTER * POINT / (PAGE_WIDTH * width / 100)), 1)


def _lines(block: PaperBlock) -> Iterable[Line]:
    if isinstance(block, (AnnexParagraph, BesideHeading)):
        yield block.line
    elif isinstance(block, Bullets):
        yield from block.items
    elif isinstance(block, Table):
        yield from (line for row in block.rows for cell in row for line in cell.lines)
