"""The files of a catalogue: what stands where in its folders, what each has to hold, and the hash of them all."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from gapcheck.catalogue.data_folders import OBLIGATIONS, folders_of, state_of
from gapcheck.catalogue.file_places import POLICY, form_of
from gapcheck.catalogue.staleness import VerificationFile
from gapcheck.errors import DataError, Problem
from gapcheck.model.base import Model
from gapcheck.model.law import ReformFile, StatuteFile
from gapcheck.model.policy import AssessorsFile, CatalogueFile, StatementsFile
from gapcheck.model.position import PositionsFile, ReadingsFile
from gapcheck.model.question import QuestionsFile
from gapcheck.model.state import AnnexFile, StateFile
from gapcheck.model.treaty import ArticlesFile, InstrumentFile
from gapcheck.model.vocabulary import VocabularyFile

MAX_BYTES = 20 * 1024 * 1024
"""The largest file that is read."""

Progress = Callable[[int, int, str], None]
"""What is told after each file that was read: how many are done, how many there are, and which one it was."""


@dataclass(frozen=True)
class FoundFile:
    """A file of a catalogue: the folder that it is in, its path there, and what it is called in messages."""

    root: Path
    path: str
    name: str
    form: type[Model]

    @property
    def state(self) -> str | None:
        """The State whose statutes the file is among."""
        return state_of(PurePosixPath(self.path).parts[0])


def fingerprint(found: Iterable[FoundFile]) -> str:
    """The hash of all files: their names, lengths and bytes, in the order of the paths.

    Raises ``DataError`` for one that cannot be read.
    """
    digest = hashlib.sha256()
    for one in found:
        digest.update(counted(one, read_file(one)))
    return digest.hexdigest()


def counted(one: FoundFile, raw: bytes) -> bytes:
    """What a file adds to the fingerprint."""
    return f"{one.path}\0{len(raw)}\0".encode() + raw


def read_file(one: FoundFile) -> bytes:
    """What is in a file, up to a byte more than is allowed. Raises ``DataError`` if it cannot be read."""
    path = one.root / one.path
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):  # a pipe would never end
            raise DataError(
                [Problem(one.name, 0, "", "this is not a regular file", "a regular file", code="unreadable-file")]
            )
        with path.open("rb") as stream:
            # Room for what is there: to ask for as much as is allowed would make that much room for each file.
            raw = stream.read(min(state.st_size, MAX_BYTES) + 1)
            # One that grew, or whose size was not known, is read on to one byte more than is allowed: a larger file is
            # told as too large, and never read to its end.
            return raw if len(raw) <= state.st_size else raw + stream.read(MAX_BYTES + 1 - len(raw))
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise DataError([Problem(one.name, 0, "", message, "a readable file", code="unreadable-file")]) from None


def find_files(roots: Sequence[Path]) -> tuple[list[FoundFile], list[Problem]]:
    """Every file of the folders, one folder after the other, and what is out of place or missing in them."""
    files: list[FoundFile] = []
    problems: list[Problem] = []
    heads: set[str] = set()
    for number, root in enumerate(roots):
        forms, strays = _layout(root, heads)
        heads |= {file for file, form in forms.items() if form is InstrumentFile}
        # A folder that is added is named with its files, or two of the same name could not be told apart.
        before = f"{root.as_posix()}/" if number else ""
        files += [FoundFile(root, file, f"{before}{file}", form) for file, form in forms.items()]
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


def forms_lost_with(stray: Problem) -> set[type[Model]]:
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
