"""Assessments with their faces, straight from a catalogue."""

from __future__ import annotations

from datetime import date

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.change.reform import assess_with
from gapcheck.faces import Assessment


def assess(
    catalogue: Catalogue, instrument: str, as_at: date | str, reading: str | None = None, reform: str | None = None
) -> Assessment:
    """What ``Gapcheck.assess`` gives."""
    return Assessment.of(assess_with(catalogue, instrument, as_at, reading, reform))
