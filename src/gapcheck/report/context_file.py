"""Reading the context of an annex and the grounds for withholding, with every problem at once and its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TypeVar

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.catalogue_files import MAX_BYTES
from gapcheck.catalogue.checks import Location, ParsedFile
from gapcheck.catalogue.data_folders import DataChoice
from gapcheck.catalogue.partial_reading import read_partially
from gapcheck.catalogue.resources import data_folder
from gapcheck.catalogue.strict_yaml import parse
from gapcheck.catalogue.validation import unquoted
from gapcheck.engine.results import InstrumentResult
from gapcheck.errors import DataError, Problem, UsageError, nearest
from gapcheck.model.base import Marked, Model
from gapcheck.model.context import Context, blank
from gapcheck.model.ids import DutyId
from gapcheck.model.withholding import GroundsFile, WithholdingGround

GROUNDS = "withholding_grounds.yaml"

M = TypeVar("M", bound=Model)


def context_path(instrument: str, data: DataChoice = None) -> Path | None:
    """Where the context of an instrument is: in ``reports/context/`` of ``data``, or else with gapcheck; ``None``
    without one.
    """
    named = (data,) if isinstance(data, (str, Path)) else data or ()
    # Of several that are taken together, the one named last goes first: it was added.
    folders = [Path(one) / "reports" for one in reversed(named)]
    for folder in (*folders, data_folder("reports")):
        path = folder / "context" / f"{instrument}.yaml"
        if path.is_file():
            return path
    return None


def shipped_grounds() -> tuple[WithholdingGround, ...]:
    """The grounds that come with gapcheck, in the order of the Act."""
    path = data_folder("reports") / GROUNDS
    source, problems = _read(path, GroundsFile)
    if problems:
        raise DataError(problems, path.name)
    return source.model.grounds


def read_context(
    path: str | Path, assessment: InstrumentResult, grounds: Collection[WithholdingGround] | None = None
) -> Context:
    """Read a context and hold it against an assessment.

    Raises ``UsageError`` if the file cannot be read, and ``DataError`` with every problem in it: its form, another
    instrument, an article or Act that does not exist, and a ground for withholding that is not in the key.
    """
    source, malformed = _read(Path(path), Context)
    if problems := [*malformed, *check_context(source.model, assessment, grounds, source)]:
        raise DataError(problems, source.file)
    return source.model


def context_for(
    assessment: InstrumentResult, path: str | Path | None = None, grounds: Collection[WithholdingGround] | None = None
) -> Context:
    """The context at ``path``, or the one that comes with gapcheck for the instrument, or a blank one."""
    file = context_path(assessment.instrument.id) if path is None else Path(path)
    return blank(assessment.instrument.id) if file is None else read_context(file, assessment, grounds)


def checked_context(
    context: Context | str | Path | None, assessment: InstrumentResult, grounds: Collection[WithholdingGround]
) -> Context:
    """The context of a report: a value is checked; a path, or what comes with gapcheck, is read and checked.

    Raises ``UsageError`` if a file cannot be read, and ``DataError`` with every problem of the context.
    """
    if not isinstance(context, Context):
        return context_for(assessment, context, grounds)
    if problems := list(check_context(context, assessment, grounds)):
        raise DataError(problems, "the context")
    return context


def _read(path: Path, form: type[M]) -> tuple[ParsedFile[M], tuple[Problem, ...]]:
    """What is well-formed of a file, and the problems of the rest. Raises ``DataError`` if nothing is left to check."""
    if path.exists() and not path.is_file():  # a pipe would never end
        raise UsageError(f"cannot read {str(path)!r}: this is no file")
    try:
        with path.open("rb") as stream:
            # One byte more than may be there, so that a file that is too long is known by its length.
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {str(path)!r}: {error.strerror or error}") from None
    try:
        partial = read_partially(form, parse(raw, path.name), papers=True)
    except DataError as error:
        raise DataError([unquoted(problem, form) for problem in error.problems], path.name) from None
    problems = tuple(unquoted(problem, form) for problem in partial.problems)
    if partial.model is None:
        raise DataError(problems, path.name)
    return ParsedFile(path.name, partial.model, partial.document), problems


def check_context(
    context: Context,
    assessment: InstrumentResult,
    grounds: Collection[WithholdingGround] | None = None,
    source: ParsedFile[Model] | None = None,
) -> Iterator[Problem]:
    """What is wrong with a context, apart from its form. ``grounds`` are those that come with gapcheck unless given."""
    spot = Location(source or ParsedFile("context", context))
    catalogue, instrument = assessment.catalogue, assessment.instrument.id
    if context.context.instrument != instrument:
        message = f"the context is of {context.context.instrument!r}"
        place = spot.at("context", "instrument")
        yield place.problem("other-instrument", message, f"{instrument!r}, which the report is on")
        return
    yield from _unknown_places(context, catalogue, instrument, spot)
    # A ground cannot be looked up in a key that could not be read.
    if spot.damaged("key"):
        return
    known = grounds if grounds is not None else shipped_grounds()
    key = {ground.id for ground in (context.key if context.key is not None else known)}
    for place, ground in _marks(context, spot):
        if ground not in key:
            yield _not_in_key(place, ground, key)


def _not_in_key(place: Location, ground: str, key: Collection[str]) -> Problem:
    message = f"the ground {ground!r} is not in the key"
    return place.problem("ground-not-in-key", message, "a ground of the key", nearest(ground, key))


def _unknown_places(context: Context, catalogue: Catalogue, instrument: str, spot: Location) -> Iterator[Problem]:
    articles = {a.article for a in catalogue.articles(instrument)}
    duties = {full.key for full in catalogue.duties.values() if full.instrument == instrument}
    places = duties | {str(DutyId(instrument, a)) for a in articles}
    for number, consulted in enumerate(context.consultation):
        for index, article in enumerate(consulted.articles):
            if article not in articles:
                at = spot.at("consultation", number, "articles", index)
                yield at.problem("unknown-id", f"unknown article {article!r}", "", nearest(article, articles))
    for number, review in enumerate(context.reviews):
        if review.about not in places:
            at = spot.at("reviews", number, "about")
            yield at.problem(
                "unknown-id", f"unknown article or duty {review.about!r}", "", nearest(review.about, places)
            )
    known = places | catalogue.questions.keys()
    for number, view in enumerate(context.opposing_views.views):
        for index, about in enumerate(view.about):
            if about not in known:
                at = spot.at("opposing_views", "views", number, "about", index)
                message = f"unknown article, duty or question {about!r}"
                yield at.problem("unknown-id", message, "", nearest(about, known))
    for number, answer in enumerate(context.confirmations):
        if answer.question not in catalogue.questions:
            at = spot.at("confirmations", number, "question")
            message = f"unknown question {answer.question!r}"
            yield at.problem("unknown-id", message, "", nearest(answer.question, catalogue.questions))
    acts = catalogue.acts.keys()
    for number, owner in enumerate(context.owners):
        if owner.about not in places | acts:
            at = spot.at("owners", number, "about")
            message = f"unknown Act, article or duty {owner.about!r}"
            yield at.problem("unknown-id", message, "", nearest(owner.about, places | acts))


def _marks(value: object, spot: Location) -> Iterator[tuple[Location, str]]:
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
