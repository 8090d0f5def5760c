"""A passage of an explanation: a few sentences under a heading."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A few sentences under a short heading. ``anchor`` is what a page can link to."""

    heading: str
    sentences: tuple[str, ...]
    anchor: str = ""


@dataclass(frozen=True)
class PassageLink:
    """A duty or question of an explanation by its name, its id, and the anchor of its passage."""

    name: str
    id: str
    anchor: str
