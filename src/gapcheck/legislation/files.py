"""Reading official files: one, or a folder of them one after another, archives included."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from gapcheck.errors import Problem, UsageError
from gapcheck.legislation.archives import ARCHIVES, is_archive, members
from gapcheck.legislation.tree import Legislation
from gapcheck.legislation.tree_builder import build
from gapcheck.legislation.xml_parsing import MAX_BYTES, LegislationError, parse, peek, refuse

__all__ = ["Legislation", "LegislationError", "Progress", "RootFilter", "read_bytes", "read_file", "read_folder"]

Progress = Callable[[int, int, str], None]
RootFilter = Callable[[str, Mapping[str, str]], bool]

ENDINGS = (".xml", ".xml.act", ".xml.bill", ".xml.sop", ".xml.reg")


def read_bytes(data: bytes, file: str) -> Legislation:
    """The legislation that ``data`` holds; ``file`` is its name in messages. Raises ``LegislationError``."""
    return build(parse(data, file), file)


def read_file(path: str | Path) -> Legislation:
    """The legislation of a file. Raises ``UsageError`` for a path that is no readable file, and
    ``LegislationError``.
    """
    path = Path(path)
    return read_bytes(_bytes(path, str(path)), str(path))


def read_folder(
    folder: str | Path,
    *,
    wanted: RootFilter | None = None,
    progress: Progress | None = None,
    unread: list[Problem] | None = None,
) -> Iterator[Legislation]:
    """The legislation of every file of a folder and those below it, one after another, in the order of their names.

    Read are files that end with ``.xml``, ``.xml.act``, ``.xml.bill``, ``.xml.sop`` and ``.xml.reg``, and those inside
    ``.tar``, ``.tar.gz``, ``.tar.xz`` and ``.zip`` archives, which are never unpacked to disk. Only one file is in
    memory at a time. ``progress`` is called after each with the number of files done, their total (that of the folder;
    an archive counts as one) and the name. ``wanted`` tells from its root element (name and attributes) whether a file
    is read at all. Files that cannot be read are left out: their problems go to ``unread``, or without one to a
    ``LegislationError`` at the end, which tells all of them. The code of a problem is ``not-legislation`` where the
    file is something else, ``bad-legislation`` where it may be legislation. Raises ``UsageError`` if there is no such
    folder, or nothing in it to read.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise UsageError(f"{str(folder)!r} is not a folder; expected a folder of official XML files")
    paths = sorted(_find(folder))
    if not paths:
        raise UsageError(
            f"{str(folder)!r} holds no official XML; expected files that end with {', '.join(ENDINGS + ARCHIVES)}"
        )
    problems: list[Problem] = [] if unread is None else unread
    for done, path in enumerate(paths, start=1):
        name = path.relative_to(folder).as_posix()
        for file, data in _files(path, name, problems):
            try:
                if wanted is None or wanted(*peek(data, file)):
                    yield read_bytes(data, file)
            except LegislationError as error:
                problems += error.problems
            if progress:
                progress(done, len(paths), file)
    if problems and unread is None:
        raise LegislationError(problems)


def _find(folder: Path) -> Iterator[Path]:
    """The files to read. Links to folders are not followed, and what is no ordinary file is left alone."""
    for place, folders, files in os.walk(folder):
        # Hidden folders hold what version control and editors keep.
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(place) / name
            if not name.startswith(".") and (_is_official(name) or is_archive(name)) and path.is_file():
                yield path


def _is_official(name: str) -> bool:
    return name.lower().endswith(ENDINGS)


def _files(path: Path, name: str, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """What a path stands for: itself, or the members of the archive. What cannot be read goes to ``problems``."""
    if is_archive(name):
        yield from members(path, name, _is_official, problems)
        return
    try:
        yield name, _bytes(path, name)
    except LegislationError as error:
        problems += error.problems
    # One file that may not be opened must not keep the others from being read.
    except UsageError as error:
        problems.append(Problem(name, 0, "", str(error), "a readable file", code="bad-legislation"))


def _bytes(path: Path, name: str) -> bytes:
    """What a file holds. One that is too large is refused before it is read."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot read {name!r}: {error.strerror or error}") from error
    if len(data) > MAX_BYTES:
        raise refuse(name, 0, f"more than {MAX_BYTES:,} bytes", f"at most {MAX_BYTES:,}")
    return data
