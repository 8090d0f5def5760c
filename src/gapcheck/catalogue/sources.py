"""Everything in a catalogue that rests on sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.model.base import Source
from gapcheck.model.treaty import Article, Instrument

READINGS = "readings"
QUESTIONS = "questions"
POLICY = "policy"


@dataclass(frozen=True)
class SourcedItem:
    """Something that has to name its sources.

    ``owner`` is the id of the instrument or Act that it is counted under (or ``readings``, ``policy``), ``place`` the
    key of ``Catalogue.origins`` that tells where it is written down.
    """

    what: str
    key: str
    sources: tuple[Source, ...]
    owner: str
    place: str


def sourced_items(catalogue: Catalogue) -> Iterator[SourcedItem]:
    """What the catalogue states of treaties, of the law and of the State's positions; reforms are left out."""
    for instrument in catalogue.instruments.values():
        yield from _of_instrument(instrument)
        for article in catalogue.articles(instrument.id):
            yield from _of_article(instrument.id, article)
    for entry in catalogue.rules:
        place = f"{entry.key}@{entry.rule.in_force.start}"
        yield SourcedItem("rule", entry.key, entry.rule.source, entry.act.id, place)
        for i, saving in enumerate(entry.rule.savings):
            yield SourcedItem("saving", f"{entry.key}#savings[{i}]", saving.source, entry.act.id, place)
    yield from _of_positions(catalogue)
    # Arguments have no id of their own: they are counted under the side they are on.
    for question in catalogue.questions.values():
        for side, arguments in (("for", question.in_favour), ("against", question.against)):
            for i, argument in enumerate(arguments):
                key = f"question:{question.id}#{side}[{i}]"
                yield SourcedItem("argument on a question", key, argument.source, QUESTIONS, f"question:{question.id}")
    for reading in catalogue.readings.values():
        for ground in reading.grounds:
            key = f"reading:{reading.id}#{ground.point}"
            yield SourcedItem("ground of a reading", key, ground.source, READINGS, key)


def sourced_by_reforms(catalogue: Catalogue) -> Iterator[SourcedItem]:
    """The rules that reforms would enact."""
    for file in catalogue.contents.reforms:
        for change in file.changes:
            if change.enact:
                key = f"{change.enact.act}:{change.enact.rule.id}"
                place = f"reform:{file.reform.id}#{key}"
                yield SourcedItem("rule of a reform", key, change.enact.rule.source, file.reform.id, place)


def sourced_by_policy(catalogue: Catalogue) -> Iterator[SourcedItem]:
    """What is recorded of the policy around the treaties. No verdict rests on it."""
    for statement in catalogue.statements:
        yield _policy("official statement", f"statement:{statement.id}", statement.source)
    for idea in catalogue.ideas:
        yield _policy("idea for reform", f"idea:{idea.id}", idea.source)
        for event in idea.history:
            yield _policy("event in the history of an idea", f"idea:{idea.id}@{event.start}", event.source)
    for agency in catalogue.agencies.values():
        for number, role in enumerate(agency.roles, start=1):
            yield _policy("role of an agency", f"agency:{agency.id}#{number}", role.source)
    for matrix in catalogue.capabilities:
        for cell in matrix.cells:
            yield _policy(
                "level of a capability", f"capability:{cell.capability}@{cell.agency}@{cell.as_at}", cell.source
            )
    for document in catalogue.documents.values():
        yield _policy("document", f"document:{document.id}", document.source)


def _policy(what: str, key: str, sources: tuple[Source, ...]) -> SourcedItem:
    return SourcedItem(what, key, sources, POLICY, key)


def _of_instrument(instrument: Instrument) -> Iterator[SourcedItem]:
    key = f"instrument:{instrument.id}"
    yield SourcedItem("instrument", key, instrument.source, instrument.id, key)
    for what, part in (("purpose", instrument.purpose), ("joining", instrument.joining)):
        if part is not None:
            at = f"{key}/{what}"
            yield SourcedItem(what, at, part.source, instrument.id, at)
    for count in instrument.participation:
        at = f"{key}@{count.as_at}"
        yield SourcedItem("record of participation", at, count.source, instrument.id, at)


def _of_article(instrument: str, article: Article) -> Iterator[SourcedItem]:
    if article.withheld:
        key = f"{instrument}:art {article.article}"
        yield SourcedItem("withholding", key, article.withheld.source, instrument, key)
    for duty in article.duties:
        key = f"{instrument}:{duty.id}"
        yield SourcedItem("duty", key, duty.source, instrument, key)


def _of_positions(catalogue: Catalogue) -> Iterator[SourcedItem]:
    for position in catalogue.positions.values():
        key = f"position:{position.instrument}"
        yield SourcedItem("position", key, position.source, position.instrument, key)
        for exercise in position.exercised:
            place = f"position:{exercise.narrowing}@{exercise.date}"
            yield SourcedItem("exercised narrowing", exercise.narrowing, exercise.source, position.instrument, place)
