"""Reading the context of an annex and the grounds for withholding, with every problem at once and its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeVar

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.checks import SourceFile, Spot
from gapcheck.catalogue.partial_reading import salvage
from gapcheck.catalogue.resources import data_folder
from gapcheck.catalogue.strict_yaml import MAX_BYTES, parse
from gapcheck.engine.results import InstrumentResult
from gapcheck.errors import DataError, Problem, UsageError, nearest
from gapcheck.model.base import Marked, Model
from gapcheck.model.context import Context, blank
from gapcheck.model.withholding import Ground, GroundsFile

GROUNDS = "withholding_grounds.yaml"

M = TypeVar("M", bound=Model)


def context_path(instrument: str, data: str | Path | None = None) -> Path | None:
    """Where the context of an instrument is: in ``reports/context/`` of ``data``, or else with gapcheck; ``None``
    without one.
    """
    folders = [] if data is None else [Path(data) / "reports"]
    for folder in (*folders, data_folder("reports")):
        path = folder / "context" / f"{instrument}.yaml"
        if path.is_file():
            return path
    return None


def shipped_grounds() -> tuple[Ground, ...]:
    """The grounds that come with gapcheck, in the order of the Act."""
    path = data_folder("reports") / GROUNDS
    source, problems = _read(path, GroundsFile)
    if problems:
        raise DataError(problems, path.name)
    return source.model.grounds


def read_context(path: str | Path, assessment: InstrumentResult, grounds: Collection[Ground] | None = None) -> Context:
    """Read a context and hold it against an assessment.

    Raises ``UsageError`` if the file cannot be read, and ``DataError`` with every problem in it: its form, another
    instrument, an article or Act that does not exist, and a ground for withholding that is not in the key.
    """
    source, malformed = _read(Path(path), Context)
    if problems := [*malformed, *check_context(source.model, assessment, grounds, source)]:
        raise DataError(problems, source.file)
    return source.model


def context_for(
    assessment: InstrumentResult, path: str | Path | None = None, grounds: Collection[Ground] | None = None
) -> Context:
    """The context at ``path``, or the one that comes with gapcheck for the instrument, or a blank one."""
    found = context_path(assessment.instrument.id) if path is None else Path(path)
    return blank(assessment.instrument.id) if found is None else read_context(found, assessment, grounds)


def _read(path: Path, form: type[M]) -> tuple[SourceFile[M], tuple[Problem, ...]]:
    """What is well-formed of a file, and the problems of the rest. Raises ``DataError`` if nothing is left to check."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {str(path)!r}: {error.strerror or error}") from None
    try:
        found = salvage(form, parse(raw, path.name))
    except DataError as error:
        raise DataError(error.problems, path.name) from None
    if found.model is None:
        raise DataError(found.problems, path.name)
    return SourceFile(path.name, found.model, found.document), tuple(found.problems)


def check_context(
    context: Context,
    assessment: InstrumentResult,
    grounds: Collection[Ground] | None = None,
    source: SourceFile[Model] | None = None,
) -> Iterator[Problem]:
    """What is wrong with a context, apart from its form. ``grounds`` are those that come with gapcheck unless given."""
    spot = Spot(source or SourceFile("context", context))
    catalogue, instrument = assessment.catalogue, assessment.instrument.id
    if context.context.instrument != instrument:
        place, found = spot.at("context", "instrument"), context.context.instrument
        yield place.problem(
            "other-instrument", f"the context is of {found!r}", f"{instrument!r}, which the report is on"
        )
        return
    yield from _unknown_places(context, catalogue, instrument, spot)
    if spot.damaged("key"):
        return
    known = grounds if grounds is not None else shipped_grounds()
    key = {ground.id for ground in (context.key if context.key is not None else known)}
    for place, ground in _marks(context, spot):
        if ground not in key:
            yield _not_in_key(place, ground, key)


def _not_in_key(place: Spot, ground: str, key: Collection[str]) -> Problem:
    message = f"the ground {ground!r} is not in the key"
    return place.problem("ground-not-in-key", message, "a ground of the key", nearest(ground, key))


def _unknown_places(context: Context, catalogue: Catalogue, instrument: str, spot: Spot) -> Iterator[Problem]:
    articles = {a.article for a in catalogue.articles(instrument)}
    duties = {full.key for full in catalogue.duties.values() if full.instrument == instrument}
    places = duties | {f"{instrument}:{a}" for a in articles}
    for number, found in enumerate(context.consultation):
        for index, article in enumerate(found.articles):
            if article not in articles:
                at = spot.at("consultation", number, "articles", index)
                yield at.problem("unknown-id", f"unknown article {article!r}", "", nearest(article, articles))
    for number, review in enumerate(context.reviews):
        if review.about not in places:
            at = spot.at("reviews", number, "about")
            yield at.problem(
                "unknown-id", f"unknown article or duty {review.about!r}", "", nearest(review.about, places)
            )
    acts = catalogue.acts.keys()
    for number, owner in enumerate(context.owners):
        if owner.about not in places | acts:
            at = spot.at("owners", number, "about")
            message = f"unknown Act, article or duty {owner.about!r}"
            yield at.problem("unknown-id", message, "", nearest(owner.about, places | acts))


def _marks(value: object, spot: Spot) -> Iterator[tuple[Spot, str]]:
    """Every ground in a value with its place."""
    if isinstance(value, Marked):
        if value.withheld is not None:
            yield spot, value.withheld
    elif isinstance(value, Model):
        for name, field in type(value).model_fields.items():
            yield from _marks(getattr(value, name), spot.at(field.alias or name))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _marks(item, spot.at(number))
