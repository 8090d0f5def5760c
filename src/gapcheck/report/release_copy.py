"""The copy of a report: an internal one as it is, a release one made from data that no longer hold what is withheld."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, replace

from gapcheck.catalogue.catalogue import Catalogue, Contents
from gapcheck.engine.assessment import assess
from gapcheck.engine.results import InstrumentResult
from gapcheck.errors import DataError, Problem, nearest
from gapcheck.model.base import Model
from gapcheck.model.context import Context
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.model.withholding import WithholdingGround, grounds_used, released
from gapcheck.report.scope import mandates_answered, statements_about, used_rules


@dataclass(frozen=True)
class ReportCopy:
    """What a copy may show: the assessment, the context, and the key of the grounds that stand in it."""

    assessment: InstrumentResult
    context: Context
    key: tuple[WithholdingGround, ...]


def copy_of(
    assessment: InstrumentResult,
    context: Context,
    known: Collection[WithholdingGround],
    beside: tuple[Model, ...] = (),
    *,
    release: bool,
) -> ReportCopy:
    """The internal copy, or the release copy. ``known`` are the grounds that may be used; ``beside`` is what is printed
    and stands neither in the context nor in the catalogue: answers to questions.

    Raises ``DataError`` for a ground that is not known, also on a text that a release copy loses.
    """
    key = key_of({*grounds_of(assessment, context), *grounds_used(beside)}, known)
    if not release:
        return ReportCopy(assessment, context, key)
    clear_assessment, clear_context = released_assessment(assessment), released(context)
    # Some grounds go with the text around them (the sources of a paragraph that is withheld as a whole). A key that
    # listed them would tell that something more was there.
    left = {*grounds_of(clear_assessment, clear_context), *grounds_used(released(beside))}
    return ReportCopy(clear_assessment, clear_context, released(key_of(left, key)))


def released_assessment(assessment: InstrumentResult) -> InstrumentResult:
    """The assessment made anew on a catalogue without the texts that are withheld.

    The version of the data is always made from what is left and stands in the copy: that of the files would tell
    something of what was taken out, of the comments in them, and of what is not in the copy, such as a Bill that nobody
    has seen yet.
    """
    old = assessment.catalogue
    contents = Contents(**{field.name: released(getattr(old.contents, field.name)) for field in fields(Contents)})
    # The lines are taken out of the mapping, which may still hold the files that they are to be read from.
    catalogue = Catalogue(contents, "", FrozenMapping(old.origins))
    reading = assessment.reading.id if assessment.reading else None
    # The answers that were tried stand in the questions of the catalogue, which was released with them.
    clear = replace(
        assess(catalogue, assessment.instrument.id, assessment.as_at, reading),
        reform=released(assessment.reform),
        tried=assessment.tried,
    )
    # Of the released assessment: an answer that is withheld may move the verdicts of the other. The law is the same, so
    # that nothing has to be joined up again.
    return replace(clear, catalogue=catalogue.with_law(contents.statutes, contents.positions, _version(clear)))


def _version(assessment: InstrumentResult) -> str:
    """A hash over what a released assessment has of the data, and over its verdicts."""
    digest = hashlib.sha256()
    for model in _in_the_copy(assessment):
        digest.update(f"{type(model).__name__} {model.model_dump_json(by_alias=True)}\n".encode())
    for result in assessment.articles:
        digest.update(f"{result.article.article} {result.status} {result.low} {result.high}\n".encode())
    return digest.hexdigest()[:12]


def _in_the_copy(assessment: InstrumentResult) -> Iterator[Model]:
    """The data that a report tells of, in its order."""
    catalogue, instrument = assessment.catalogue, assessment.instrument
    yield from filter(None, (instrument, assessment.reading, assessment.reform))
    yield from (result.article for result in assessment.articles)
    yield from (p for p in catalogue.contents.positions if p.instrument == instrument.id)
    yield from (found.question for found in assessment.sensitivity.questions)
    for mandate in mandates_answered(assessment):
        yield from (mandate, *catalogue.articles(mandate.id))
    yield from statements_about(assessment)
    for entry in used_rules(assessment):
        # A section has rules that are in no report.
        yield from (entry.act, entry.section.model_copy(update={"rules": (entry.rule,)}))


def grounds_of(assessment: InstrumentResult, context: Context) -> Iterator[str]:
    """The grounds on whatever a report of the assessment may print."""
    yield from grounds_used(printed(context, assessment))
    yield from grounds_used((assessment.instrument, assessment.reading, assessment.reform))
    for result in assessment.articles:
        yield from grounds_used(result.article)
        if result.article.withheld is not None:
            yield result.article.withheld.ground
    for mandate in mandates_answered(assessment):
        items = assessment.catalogue.articles(mandate.id)
        yield from (item.withheld.ground for item in items if item.withheld is not None)
    yield from grounds_used(tuple(found.question for found in assessment.sensitivity.questions))
    yield from grounds_used(tuple(s for statement in statements_about(assessment) for s in statement.source))
    # Rules share their Acts and sections, each of which is gone through once.
    parts = {id(part): part for entry in used_rules(assessment) for part in (entry.act, entry.section, entry.rule)}
    yield from grounds_used(tuple(parts.values()))
    yield from grounds_used(
        tuple(p for p in assessment.catalogue.contents.positions if p.instrument == assessment.instrument.id)
    )


def printed(context: Context, assessment: InstrumentResult) -> tuple[Model, ...]:
    """The parts of a context that a report as at the day of an assessment prints."""
    day, prose = assessment.as_at, context.prose
    paragraphs = tuple(p for topic in type(prose).model_fields for p in prose.on(topic, day))
    reviews = tuple(r for r in context.reviews if r.speaks_of(day))
    answers = tuple(context.confirmed(day).values())
    opposing = (*context.asked(day), *context.opposing(day))
    rounds, owners = context.rounds(day), context.owners
    return (
        context.context,
        *context.sign_off,
        *paragraphs,
        *rounds,
        *opposing,
        *answers,
        *context.cost_lines,
        *owners,
        *reviews,
    )


def key_of(grounds: Collection[str], known: Collection[WithholdingGround]) -> tuple[WithholdingGround, ...]:
    """The grounds used, with their reasons, in the order of the key. Raises ``DataError`` if one is not in the key."""
    ids = {ground.id for ground in known}
    problems = [_unknown_ground(ground, ids) for ground in sorted(set(grounds) - ids)]
    if problems:
        raise DataError(problems, "the grounds for withholding")
    return tuple(ground for ground in known if ground.id in set(grounds))


def _unknown_ground(ground: str, known: Collection[str]) -> Problem:
    message = f"the ground {ground!r} is not in the key"
    return Problem("the catalogue", 0, "", message, "a ground of the key", nearest(ground, known))
