"""Everything in a catalogue that rests on sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.base import Source
from gapcheck.catalogue import Catalogue
from gapcheck.treaty import Article, Instrument

READINGS = "readings"


@dataclass(frozen=True)
class Statement:
    """Something that has to name its sources.

    ``owner`` is the id of the instrument or Act that it is counted under (``readings`` for the grounds of readings), ``place``
    the key of ``Catalogue.origins`` that tells where it is written down.
    """

    what: str
    key: str
    sources: tuple[Source, ...]
    owner: str
    place: str


def statements(catalogue: Catalogue) -> Iterator[Statement]:
    """What the catalogue states of treaties, of the law and of New Zealand's positions; reforms are left out."""
    for instrument in catalogue.instruments.values():
        yield from _of_instrument(instrument)
        for article in catalogue.articles(instrument.id):
            yield from _of_article(instrument.id, article)
    for entry in catalogue.rules:
        place = f"{entry.key}@{entry.rule.in_force.start}"
        yield Statement("rule", entry.key, entry.rule.source, entry.act.id, place)
    yield from _of_positions(catalogue)
    for reading in catalogue.readings.values():
        for ground in reading.grounds:
            key = f"reading:{reading.id}#{ground.point}"
            yield Statement("ground of a reading", key, ground.source, READINGS, key)


def statements_of_reforms(catalogue: Catalogue) -> Iterator[Statement]:
    """The rules that reforms would enact."""
    for file in catalogue.contents.reforms:
        for change in file.changes:
            if change.enact:
                key = f"{change.enact.act}:{change.enact.rule.id}"
                place = f"reform:{file.reform.id}#{key}"
                yield Statement("rule of a reform", key, change.enact.rule.source, file.reform.id, place)


def _of_instrument(instrument: Instrument) -> Iterator[Statement]:
    key = f"instrument:{instrument.id}"
    yield Statement("instrument", key, instrument.source, instrument.id, key)
    for count in instrument.participation:
        at = f"{key}@{count.as_at}"
        yield Statement("record of participation", at, count.source, instrument.id, at)


def _of_article(instrument: str, article: Article) -> Iterator[Statement]:
    if article.withheld:
        key = f"{instrument}:art {article.article}"
        yield Statement("withholding", key, article.withheld.source, instrument, key)
    for duty in article.duties:
        key = f"{instrument}:{duty.id}"
        yield Statement("duty", key, duty.source, instrument, key)


def _of_positions(catalogue: Catalogue) -> Iterator[Statement]:
    for position in catalogue.positions.values():
        key = f"position:{position.instrument}"
        yield Statement("position", key, position.source, position.instrument, key)
        for exercise in position.exercised:
            place = f"position:{exercise.narrowing}@{exercise.date}"
            yield Statement("exercised narrowing", exercise.narrowing, exercise.source, position.instrument, place)
