"""What a State has done about an instrument, and named readings of arguable points."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import model_validator

from gapcheck.model.base import Date, Id, Many, Marked, Model, Source, Text

BindingRecord = Literal["bound", "not_yet", "no_party", "no_record", "no_obligation"]
"""Bound, bound later, looked up and no Party, no record, or a text by which nobody is bound (a mandate, a draft)."""


class Consent(Model):
    """The act by which a State signed, or consented to be bound, and its date."""

    kind: Literal["signature", "ratification", "acceptance", "approval", "accession"]
    date: Date


class Exercise(Model):
    """A narrowing or waiver that a State exercised on ``date``.

    ``limit_to`` is the limit that was actually lodged; it counts in place of the limit that the treaty permits.
    ``arguably: true`` records that it is not certain that this was exercised (the text lodged was not seen): it then
    counts only where every arguable point is won, and the narrowing's id names the point for a reading.
    """

    narrowing: Id
    date: Date
    limit_to: Many[Id] | None = None
    arguably: bool = False
    text: Text
    settled_by: Text | None = None
    source: Many[Source] = ()


class Position(Model):
    """A State's position on one instrument. ``binding_from`` is the date it entered into force for that State.

    ``state`` is the id of the State, which needs saying where a catalogue has the law of several. ``not_party_on`` is
    the last day for which somebody looked and found that the State was no Party; without it, and before
    ``binding_from``, nothing is known.
    """

    instrument: Id
    state: Id | None = None
    consent: Consent | None = None
    binding_from: Date | None = None
    not_party_on: Date | None = None
    exercised: Many[Exercise] = ()
    source: Many[Source] = ()
    note: Marked | None = None

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Position:
        if self.not_party_on is None:
            return self
        if self.binding_from is not None and self.binding_from <= self.not_party_on:
            raise ValueError(f"no Party on {self.not_party_on}, though bound from {self.binding_from}")
        if not self.source:
            raise ValueError("'not_party_on' without a source; expected the list in which the State is missing")
        return self

    def record(self, day: date) -> BindingRecord:
        """What is known on ``day`` of whether the instrument binds the State."""
        if self.binding_from is not None:
            return "bound" if self.binding_from <= day else "not_yet"
        return "no_party" if self.not_party_on is not None and day <= self.not_party_on else "no_record"


class PositionsFile(Model):
    """One file under ``obligations/positions/``."""

    positions: Many[Position]


class ReadingGround(Model):
    """Why a reading settles one point as it does, with the statement it follows.

    ``general: true`` says that the statement does not speak to the point. It then settles the point of those
    instruments alone that it ``names``.
    """

    point: Id
    text: Text
    general: bool = False
    names: Many[Id] = ()
    source: Many[Source]


class Reading(Model):
    """A named choice between arguable interpretations: points accepted are won, points rejected are lost."""

    id: Id
    title: Text
    accepts: Many[Id] = ()
    rejects: Many[Id] = ()
    grounds: Many[ReadingGround] = ()
    note: Marked | None = None

    def of(self, instrument: str) -> Reading:
        """The reading as it bears on an instrument.

        It leaves alone the points that only a general statement about other instruments settles.
        """
        spoken: dict[str, bool] = {}
        for ground in self.grounds:
            bears = not ground.general or instrument in ground.names
            spoken[ground.point] = spoken.get(ground.point, False) or bears
        silent = {point for point, bears in spoken.items() if not bears}
        if not silent:
            return self
        kept = {name: tuple(p for p in getattr(self, name) if p not in silent) for name in ("accepts", "rejects")}
        return self.model_copy(update=kept)


class ReadingsFile(Model):
    """``obligations/readings.yaml``."""

    readings: Many[Reading]


def settle(point: str, reading: Reading | None) -> bool | None:
    """How a reading settles an arguable point: won, lost, or not at all."""
    if reading is None:
        return None
    if point in reading.accepts:
        return True
    return False if point in reading.rejects else None
