"""Reading official files: one, or a folder of them one after another, archives included."""

from __future__ import annotations

import gzip
import io
import lzma
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

from gapcheck.errors import Problem, UsageError
from gapcheck.legislation.tree import Legislation
from gapcheck.legislation.tree_builder import build
from gapcheck.legislation.xml_parsing import MAX_BYTES, LegislationError, parse, peek, refuse

__all__ = ["Legislation", "LegislationError", "Progress", "Wanted", "read_bytes", "read_file", "read_folder"]

Progress = Callable[[int, int, str], None]
Wanted = Callable[[str, Mapping[str, str]], bool]

ENDINGS = (".xml", ".xml.act")
ARCHIVES = (".tar", ".tar.gz", ".tar.xz")
MAX_MEMBERS = 20_000


def read_bytes(data: bytes, file: str) -> Legislation:
    """The legislation that ``data`` holds; ``file`` is its name in messages. Raises ``LegislationError``."""
    return build(parse(data, file), file)


def read_file(path: str | Path) -> Legislation:
    """The legislation of a file. Raises ``UsageError`` for a path that is no readable file, and ``LegislationError``."""
    path = Path(path)
    return read_bytes(_bytes(path, str(path)), str(path))


def read_folder(
    folder: str | Path, *, wanted: Wanted | None = None, progress: Progress | None = None
) -> Iterator[Legislation]:
    """The legislation of every file of a folder and those below it, one after another, in the order of their names.

    Read are ``.xml`` and ``.xml.act`` files, and those inside ``.tar``, ``.tar.gz`` and ``.tar.xz`` archives, which are
    never unpacked to disk. Only one file is in memory at a time. ``progress`` is called after each with the number of
    files done, their total (that of the folder; an archive counts as one) and the name. ``wanted`` tells from its root
    element (name and attributes) whether a file is read at all. Files that cannot be read are left out until the end,
    when one ``LegislationError`` tells all of them. Raises ``UsageError`` if there is no such folder, or nothing in it
    to read.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise UsageError(f"{str(folder)!r} is not a folder; expected a folder of official XML files")
    found = sorted(_find(folder))
    if not found:
        raise UsageError(
            f"{str(folder)!r} holds no official XML; expected files that end with {', '.join(ENDINGS + ARCHIVES)}"
        )
    problems: list[Problem] = []
    for done, path in enumerate(found, start=1):
        name = path.relative_to(folder).as_posix()
        for file, data in _files(path, name, problems):
            try:
                if wanted is None or wanted(*peek(data, file)):
                    yield read_bytes(data, file)
            except LegislationError as error:
                problems += error.problems
            if progress:
                progress(done, len(found), file)
    if problems:
        raise LegislationError(problems)


def _find(folder: Path) -> Iterator[Path]:
    """The files to read. Links to folders are not followed, and what is no ordinary file is left alone."""
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            path = Path(place) / name
            if not name.startswith(".") and name.lower().endswith(ENDINGS + ARCHIVES) and path.is_file():
                yield path


def _files(path: Path, name: str, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """What a path stands for: itself, or the members of the archive. What cannot be read goes to ``problems``."""
    try:
        if name.lower().endswith(ARCHIVES):
            yield from _members(path, name)
        else:
            yield name, _bytes(path, name)
    except LegislationError as error:
        problems += error.problems
    except (tarfile.TarError, lzma.LZMAError, zlib.error, OSError, EOFError, ValueError) as error:
        problems.append(
            Problem(
                name, 0, "", f"the archive cannot be read: {error}", "a complete tar archive", code="bad-legislation"
            )
        )


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


def _members(path: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """The XML files inside an archive, as they come."""
    with _opened(path) as plain:
        bounded = _Bounded(plain)
        with tarfile.open(fileobj=bounded, mode="r|") as archive:
            count = 0
            while (member := archive.next()) is not None:
                count += 1
                if count > MAX_MEMBERS:
                    raise refuse(name, 0, f"more than {MAX_MEMBERS:,} members", "a smaller archive")
                if member.isreg() and member.name.lower().endswith(ENDINGS):
                    file = archive.extractfile(member)
                    assert file is not None
                    yield f"{name}/{member.name}", file.read(MAX_BYTES + 1)
                bounded.used = 0


def _opened(path: Path) -> IO[bytes]:
    """The bytes of an archive, decompressed as they are read."""
    if path.name.lower().endswith(".tar.gz"):
        return gzip.open(path, "rb")  # type: ignore[return-value]
    if path.name.lower().endswith(".tar.xz"):
        return lzma.open(path, "rb")
    return path.open("rb")


class _Bounded(io.RawIOBase):
    """A stream that gives no more than a file's worth between two members: a head that claims more is refused, not
    read.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.used = 0

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.used += len(data)
        if self.used > MAX_BYTES + 1024 * 1024:
            raise ValueError(f"a member of more than {MAX_BYTES:,} bytes")
        return data
