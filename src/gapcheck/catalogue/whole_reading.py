"""Reading a whole catalogue: every file, checked one by one and together, to one value or every problem."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from gapcheck.catalogue.catalogue import Catalogue, Contents, PolicyFile
from gapcheck.catalogue.catalogue_files import FoundFile, Progress, counted, forms_lost_with, read_file
from gapcheck.catalogue.checks import DefinitionIndex, ParsedFile, build_index, check_index
from gapcheck.catalogue.checks.origins import origins
from gapcheck.catalogue.collector_pause import collector_paused
from gapcheck.catalogue.origins import Origins
from gapcheck.catalogue.partial_reading import read_partially
from gapcheck.catalogue.staleness import VerificationFile
from gapcheck.catalogue.states import questions_of, readings_of, surveyed_in
from gapcheck.catalogue.strict_yaml import parse
from gapcheck.errors import DataError, Problem
from gapcheck.model.base import Model
from gapcheck.model.law import ReformFile, StatuteFile
from gapcheck.model.position import PositionsFile, ReadingsFile
from gapcheck.model.question import QuestionsFile
from gapcheck.model.state import AnnexFile, StateFile
from gapcheck.model.treaty import ArticlesFile, InstrumentFile
from gapcheck.model.vocabulary import VocabularyFile

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Loaded:
    """What was read of a catalogue, without a problem; ``content`` is the fingerprint of its files in full."""

    files: tuple[ParsedFile[Model], ...]
    index: DefinitionIndex
    content: str


@collector_paused()
def read_catalogue(found: Sequence[FoundFile], strays: Sequence[Problem], progress: Progress | None = None) -> Loaded:
    """Every file of a catalogue, read and checked. Raises ``DataError``."""
    problems = list(strays)
    files: list[ParsedFile[Model]] = []
    failed = {form for stray in strays for form in forms_lost_with(stray)}
    # The version is a fingerprint of what was read: names, lengths and bytes, in the order of the paths.
    digest = hashlib.sha256()
    for done, one in enumerate(found, start=1):
        file, form = one.name, one.form
        try:
            raw = read_file(one)
            digest.update(counted(one, raw))
            reading = read_partially(form, parse(raw, file))
            problems += reading.problems
            if reading.model is None:
                failed.add(form)
            else:
                # Of what is sound the lines alone may still be asked for.
                document = replace(reading.document, data=None)
                files.append(ParsedFile(file, reading.model, document, one.state))
        except DataError as error:
            problems += error.problems
            failed.add(form)
        if progress:
            progress(done, len(found), file)
    # Checks run even when files failed, so that a lawyer gets every problem in one go and not one after another.
    index = build_index(files, failed)
    problems += check_index(index, whole=True)
    if problems:
        raise DataError(problems)
    return Loaded(tuple(files), index, digest.hexdigest())


def catalogue_of(loaded: Loaded, state: str | None) -> Catalogue:
    """The catalogue of one State: the treaties, its law, and what is said of it."""
    if len(loaded.index.states) < 2:
        return _joined(_contents(loaded.files), loaded, loaded.files, None)
    own = tuple(file for file in loaded.files if _is_of(file, state))
    contents = _contents(own)
    foreign = {file.model.act.id for file in loaded.files if isinstance(file.model, StatuteFile) and file not in own}
    contents = replace(
        contents,
        articles=surveyed_in(contents.articles, {file.act.id for file in contents.statutes}),
        positions=tuple(position for position in contents.positions if position.state == state),
        readings=readings_of(contents.readings, foreign),
        questions=questions_of(contents.questions, foreign),
    )
    return _joined(contents, loaded, own, state)


def _joined(contents: Contents, loaded: Loaded, files: tuple[ParsedFile[Model], ...], state: str | None) -> Catalogue:
    # The index is built anew if a line is asked for, and not held until then.
    places = Origins(lambda: origins(build_index(files, state=state)))
    return Catalogue(contents, loaded.content[:12], places)


def _is_of(file: ParsedFile[Model], state: str | None) -> bool:
    """Whether a file is one State's, or of every State."""
    named = file.state or getattr(file.model, "state", None)
    return named is None or named == state


def _contents(files: Iterable[ParsedFile[Model]]) -> Contents:
    models = [source.model for source in files]

    def of(form: type[M]) -> tuple[M, ...]:
        return tuple(model for model in models if isinstance(model, form))

    return Contents(
        vocabulary=of(VocabularyFile),
        instruments=tuple(file.instrument for file in of(InstrumentFile)),
        articles=of(ArticlesFile),
        statutes=of(StatuteFile),
        reforms=of(ReformFile),
        positions=tuple(position for file in of(PositionsFile) for position in file.positions),
        readings=tuple(reading for file in of(ReadingsFile) for reading in file.readings),
        questions=tuple(question for file in of(QuestionsFile) for question in file.questions),
        policy=tuple(model for model in models if isinstance(model, PolicyFile)),
        verification=tuple(record for file in of(VerificationFile) for record in file.verification),
        state=next((file.state for file in of(StateFile)), None),
        procedure=next((file.annex for file in of(AnnexFile)), None),
    )
