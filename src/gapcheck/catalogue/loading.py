"""Loading a catalogue: from a folder of YAML files to one consistent value, or one error that lists every problem."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from gapcheck.catalogue.catalogue import Catalogue, Contents, PolicyFile
from gapcheck.catalogue.checked_catalogues import keep_catalogue, kept_catalogue
from gapcheck.catalogue.checks import DefinitionIndex, ParsedFile, build_index, check_index
from gapcheck.catalogue.checks.origins import origins
from gapcheck.catalogue.collector_pause import collector_paused
from gapcheck.catalogue.data_folders import OBLIGATIONS, DataChoice, data_roots, folders_of, state_of
from gapcheck.catalogue.file_places import POLICY, form_of
from gapcheck.catalogue.origins import Origins
from gapcheck.catalogue.partial_reading import read_partially
from gapcheck.catalogue.staleness import VerificationFile
from gapcheck.catalogue.states import chosen_state, questions_of, readings_of, surveyed_in
from gapcheck.catalogue.strict_yaml import MAX_BYTES, parse
from gapcheck.errors import DataError, Problem
from gapcheck.model.base import Model
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.model.law import ReformFile, StatuteFile
from gapcheck.model.policy import (
    AssessorsFile,
    CatalogueFile,
    StatementsFile,
)
from gapcheck.model.position import PositionsFile, ReadingsFile
from gapcheck.model.question import QuestionsFile
from gapcheck.model.state import AnnexFile, StateFile
from gapcheck.model.treaty import ArticlesFile, InstrumentFile
from gapcheck.model.vocabulary import VocabularyFile

Progress = Callable[[int, int, str], None]

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class _File:
    """A file of a catalogue: the folder that it is in, its path there, and what it is called in messages."""

    root: Path
    path: str
    name: str
    form: type[Model]

    @property
    def state(self) -> str | None:
        """The State whose statutes the file is among."""
        return state_of(PurePosixPath(self.path).parts[0])


@dataclass(frozen=True)
class _Loaded:
    """What was read of a catalogue, without a problem; ``content`` is the fingerprint of its files in full."""

    files: tuple[ParsedFile[Model], ...]
    index: DefinitionIndex
    content: str


def load(
    data: DataChoice = None, *, state: str | None = None, progress: Progress | None = None, cached: bool = False
) -> Catalogue:
    """Load and check a catalogue.

    ``data`` is a folder that holds ``obligations/`` and ``<state>_statutes/``, or several that are taken together,
    among them ``"bundled"`` for the catalogue that comes with gapcheck; without it, that one alone. ``state`` is the id
    of the State whose law is asked, where the catalogue has the law of several. ``progress`` is called after each file
    with the number of files done, their total, and the file. With ``cached`` a catalogue that was found sound before is
    taken from the user's cache folder, if not a byte of its files changed. Raises ``DataError`` with every problem of
    every file, ``UnknownIdError`` for an unknown State, ``UsageError`` where one of several has to be named. What
    cannot be read, a file or a part of one, is left out and the rest is checked all the same, but ids that it may
    define are not reported as unknown.
    """
    found, strays = _files(data_roots(data))
    names = [one.name for one in found]
    content = _fingerprint(found) if cached and not strays else None
    # Of several States each is kept on its own; without a State named, only what has the law of one is.
    key = hashlib.sha256(f"{content}/{state}".encode()).hexdigest() if content and state else content
    if key is not None and (kept := kept_catalogue(key, names)) is not None:
        return kept
    loaded = _load(found, strays, progress)
    catalogue = _of_state(loaded, chosen_state(loaded.index.states, state))
    # A file may have been saved since the first look.
    if key is not None and content == loaded.content:
        keep_catalogue(catalogue, key, names)
    return catalogue


def load_states(data: DataChoice = None, *, cached: bool = False) -> Mapping[str, Catalogue]:
    """The catalogue of each State of some data, by its id. Of one alone ``cached`` is as :func:`load` has it.

    Raises ``DataError``.
    """
    found, strays = _files(data_roots(data))
    if cached and len({one.state for one in found if one.state}) == 1:
        only = load(data, cached=True)
        return FrozenMapping({only.state.id: only})
    loaded = _load(found, strays)
    return FrozenMapping((state, _of_state(loaded, state)) for state in sorted(loaded.index.states))


@collector_paused()
def _load(found: Sequence[_File], strays: Sequence[Problem], progress: Progress | None = None) -> _Loaded:
    """Every file of a catalogue, read and checked. Raises ``DataError``."""
    problems = list(strays)
    files: list[ParsedFile[Model]] = []
    failed = {form for stray in strays for form in _forms_of(stray)}
    # The version is a fingerprint of what was read: names, lengths and bytes, in the order of the paths.
    digest = hashlib.sha256()
    for done, one in enumerate(found, start=1):
        file, form = one.name, one.form
        try:
            raw = _read(one)
            digest.update(_counted(one, raw))
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
    return _Loaded(tuple(files), index, digest.hexdigest())


def _counted(one: _File, raw: bytes) -> bytes:
    """What a file adds to the fingerprint."""
    return f"{one.path}\0{len(raw)}\0".encode() + raw


def _fingerprint(found: Iterable[_File]) -> str | None:
    """The fingerprint of some files; ``None`` if one cannot be read."""
    digest = hashlib.sha256()
    try:
        for one in found:
            digest.update(_counted(one, _read(one)))
    except DataError:
        return None
    return digest.hexdigest()


def data_version(data: DataChoice = None) -> str:
    """The version that a catalogue loaded from these folders has; their files are read, and nothing is checked.

    Raises ``DataError`` for folders that are missing and files that cannot be read.
    """
    digest = hashlib.sha256()
    for one in _files(data_roots(data))[0]:
        digest.update(_counted(one, _read(one)))
    return digest.hexdigest()[:12]


def _of_state(loaded: _Loaded, state: str | None) -> Catalogue:
    """The catalogue of one State: the treaties, its law, and what is said of it."""
    if len(loaded.index.states) < 2:
        return _catalogue(_contents(loaded.files), loaded, loaded.files, None)
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
    return _catalogue(contents, loaded, own, state)


def _catalogue(
    contents: Contents, loaded: _Loaded, files: tuple[ParsedFile[Model], ...], state: str | None
) -> Catalogue:
    # The index is built anew if a line is asked for, and not held until then.
    places = Origins(lambda: origins(build_index(files, state=state)))
    return Catalogue(contents, loaded.content[:12], places)


def _is_of(file: ParsedFile[Model], state: str | None) -> bool:
    """Whether a file is one State's, or of every State."""
    named = file.state or getattr(file.model, "state", None)
    return named is None or named == state


def _read(one: _File) -> bytes:
    root, file, name = one.root, one.path, one.name
    try:
        if (root / file).exists() and not (root / file).is_file():  # a pipe would never end
            raise DataError(
                [Problem(name, 0, "", "this is not a regular file", "a regular file", code="unreadable-file")]
            )
        # One byte more than is allowed: a larger file is told as too large, and never read to its end.
        with (root / file).open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise DataError([Problem(name, 0, "", message, "a readable file", code="unreadable-file")]) from None


def _files(roots: Sequence[Path]) -> tuple[list[_File], list[Problem]]:
    """Every file of the folders, one folder after the other, and what is out of place or missing in them."""
    files: list[_File] = []
    problems: list[Problem] = []
    heads: set[str] = set()
    for number, root in enumerate(roots):
        forms, strays = _layout(root, heads)
        heads |= {file for file, form in forms.items() if form is InstrumentFile}
        # A folder that is added is named with its files, or two of the same name could not be told apart.
        before = f"{root.as_posix()}/" if number else ""
        files += [_File(root, file, f"{before}{file}", form) for file, form in forms.items()]
        problems += [replace(stray, file=f"{before}{stray.file}") for stray in strays]
    return files, problems


def _layout(root: Path, heads: Collection[str] = ()) -> tuple[dict[str, type[Model]], list[Problem]]:
    """The form of every file, in the order of their paths, and the files that are out of place or missing.

    ``heads`` are heads of instruments in folders that were read before.
    """
    forms: dict[str, type[Model]] = {}
    names, problems = _yaml_files(root)
    for file in sorted(names):
        form = form_of(PurePosixPath(file))
        # .yml is collected too, so that a file with the wrong ending is told and not silently left out.
        if not file.endswith(".yaml"):
            problems.append(
                Problem(file, 0, "", "the name does not end in .yaml", "the ending .yaml", code="stray-file")
            )
        elif form is None:
            problems.append(Problem(file, 0, "", "a YAML file out of place", _PLACES, code="stray-file"))
        else:
            forms[file] = form
    # Articles without a head would be of no instrument, and the check of their ids would say so many times.
    folders = {PurePosixPath(file).parent for file, form in forms.items() if form is ArticlesFile}
    for folder in sorted(folders):
        head = f"{folder}/instrument.yaml"
        if head not in forms and head not in heads:
            message = f"the folder {folder.as_posix()!r} has articles but no instrument.yaml"
            problems.append(Problem(head, 0, "", message, "a file that describes the instrument", code="missing-file"))
    return forms, problems


_PLACES = (
    "obligations/vocabulary/*.yaml, obligations/<instrument>/*.yaml, obligations/positions/*.yaml, "
    "obligations/questions/*.yaml, obligations/readings.yaml, obligations/statements.yaml, "
    "obligations/assessors.yaml, obligations/catalogue.yaml, "
    "obligations/policy/ (reform_register, agencies, capability, documents), "
    "nz_statutes/*.yaml, nz_statutes/verification.yaml or nz_statutes/reforms/*.yaml "
    "(nz is the id of the State, told by nz_statutes/state.yaml)"
)


ENDINGS = (".yaml", ".yml")


def _forms_of(stray: Problem) -> set[type[Model]]:
    """What may be lost with a file or folder that is out of place, missing, or cannot be read."""
    path = PurePosixPath(stray.file)
    # Everything below it is lost, so nothing that it may define is called unknown.
    if stray.code == "unreadable-folder" and path.parts == (OBLIGATIONS,):
        return {
            VocabularyFile,
            PositionsFile,
            ReadingsFile,
            QuestionsFile,
            InstrumentFile,
            ArticlesFile,
            StatementsFile,
            AssessorsFile,
            CatalogueFile,
            *POLICY.values(),
        }
    if stray.code == "unreadable-folder" and len(path.parts) == 1 and state_of(path.parts[0]) is not None:
        return {StatuteFile, ReformFile, VerificationFile, StateFile, AnnexFile}
    form = form_of(path / "any.yaml" if stray.code == "unreadable-folder" else path)
    if form is None:
        return set()
    # A file out of place in a folder of articles may have been meant as its head.
    return {ArticlesFile, InstrumentFile} if form is ArticlesFile else {form}


def _yaml_files(root: Path) -> tuple[list[str], list[Problem]]:
    """Paths below the root, and the folders among them that are not entered.

    Hidden files and folders (copies that editors and notebooks keep) are not part of a catalogue.
    """
    paths: list[str] = []
    problems: list[Problem] = []

    def refuse(folder: Path, message: str, expected: str) -> None:
        problems.append(
            Problem(folder.relative_to(root).as_posix(), 0, "", message, expected, code="unreadable-folder")
        )

    def unreadable(error: OSError) -> None:
        refuse(Path(error.filename), f"the folder cannot be read: {error.strerror}", "a readable folder")

    # Of folders that are taken together, each need hold only one of the two.
    for name in (folder for folder in folders_of(root) if (root / folder).exists()):
        for place, folders, files in os.walk(root / name, onerror=unreadable):
            # os.walk enters what is left in this list, and does not follow links.
            for folder in (Path(place) / f for f in folders if f.lower().endswith(ENDINGS)):
                refuse(folder, "a folder has the name of a file", "a file of that name, or another name")
            folders[:] = [f for f in folders if not f.startswith(".") and not f.lower().endswith(ENDINGS)]
            for folder in (Path(place) / f for f in folders):
                if folder.is_symlink():  # it could lead out of the catalogue, or round in a circle
                    refuse(folder, "the folder is a symbolic link", "the folder itself")
            names = (f for f in files if not f.startswith(".") and f.lower().endswith(ENDINGS))
            paths += [(Path(place) / f).relative_to(root).as_posix() for f in names]
    return paths, problems


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
