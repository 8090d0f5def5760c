"""Reading the members of an archive (tar, packed or not, and zip) without unpacking it to disk, within bounds."""

from __future__ import annotations

import gzip
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from gapcheck.errors import Problem, cause
from gapcheck.legislation.xml_parsing import MAX_BYTES, LegislationError, refuse

ARCHIVES = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".zip")
# More than any collection of public Acts holds; an archive that claims more is no such collection.
MAX_MEMBERS = 20_000
MAX_UNPACKED = 4 * 1024 * 1024 * 1024
# All public Acts of 2010 are packed 23 times over; what is packed far tighter than any text is no text.
MAX_RATIO = 300
RATIO_FROM = 16 * 1024 * 1024
"""What is smaller than this when unpacked may be packed as tightly as it likes: it can do no harm."""

_DAMAGED = (
    tarfile.TarError,
    zipfile.BadZipFile,
    lzma.LZMAError,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)

Wanted = Callable[[str], bool]


def is_archive(name: str) -> bool:
    """Whether a file is an archive by its name."""
    return name.lower().endswith(ARCHIVES)


def members(path: Path, name: str, wanted: Wanted, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    """The members of an archive that are ``wanted`` by their names, with their bytes, as they come.

    What cannot be read goes to ``problems``; so does an archive inside the archive, which is not opened.
    """
    kind = _zip_members if name.lower().endswith(".zip") else _tar_members
    try:
        for member, data in kind(path, name, wanted):
            if data is None:
                message = "an archive inside an archive is not opened"
                problems.append(Problem(member, 0, "", message, "its files themselves", code="bad-legislation"))
            elif isinstance(data, Problem):
                problems.append(data)
            else:
                yield member, data
    except LegislationError as error:
        problems += error.problems
    except _DAMAGED as error:
        message = f"the archive cannot be read: {cause(error)}"
        problems.append(Problem(name, 0, "", message, "a complete archive", code="bad-legislation"))


_Members = Iterator[tuple[str, bytes | Problem | None]]


def _tar_members(path: Path, name: str, wanted: Wanted) -> _Members:
    with _opened(path) as plain:
        bounded = _BoundedStream(plain, path.stat().st_size)
        with tarfile.open(fileobj=bounded, mode="r|") as archive:
            count = 0
            while (member := archive.next()) is not None:
                # A small archive can claim millions of members.
                count += 1
                if count > MAX_MEMBERS:
                    raise refuse(name, 0, f"more than {MAX_MEMBERS:,} members", "a smaller archive")
                if member.isreg() and not _hidden(member.name):
                    if wanted(member.name):
                        file = archive.extractfile(member)
                        assert file is not None
                        yield f"{name}/{member.name}", file.read(MAX_BYTES + 1)
                    elif is_archive(member.name):
                        yield f"{name}/{member.name}", None
                # Each member has the whole allowance.
                bounded.used = 0


def _zip_members(path: Path, name: str, wanted: Wanted) -> _Members:
    with zipfile.ZipFile(path) as archive:
        items = archive.infolist()
        if len(items) > MAX_MEMBERS:
            raise refuse(name, 0, f"more than {MAX_MEMBERS:,} members", "a smaller archive")
        if sum(item.file_size for item in items) > MAX_UNPACKED:
            raise refuse(name, 0, f"more than {MAX_UNPACKED:,} bytes when it is unpacked", "a smaller archive")
        for item in items:
            if item.is_dir() or _hidden(item.filename):
                continue
            member = f"{name}/{item.filename}"
            if wanted(item.filename):
                yield member, _unzipped(archive, item, member)
            elif is_archive(item.filename):
                yield member, None


def _unzipped(archive: zipfile.ZipFile, item: zipfile.ZipInfo, member: str) -> bytes | Problem:
    """The bytes of one member, or what is wrong with it: the others can be read all the same."""

    def bad(message: str, expected: str) -> Problem:
        return Problem(member, 0, "", message, expected, code="bad-legislation")

    if item.file_size > MAX_BYTES:
        return bad(f"more than {MAX_BYTES:,} bytes", f"at most {MAX_BYTES:,}")
    if item.file_size > RATIO_FROM and item.file_size > MAX_RATIO * max(item.compress_size, 1):
        return bad(f"packed more than {MAX_RATIO} times over", "a text")
    try:
        with archive.open(item) as file:
            return file.read(MAX_BYTES + 1)
    except _DAMAGED as error:
        return bad(f"the member cannot be read: {cause(error)}", "a complete archive without a password")


def _hidden(name: str) -> bool:
    """Whether a name is one that systems keep for themselves, such as the ``._`` files of a Mac."""
    return PurePosixPath(name).name.startswith(".")


def _opened(path: Path) -> IO[bytes]:
    """The bytes of an archive, decompressed as they are read."""
    if path.name.lower().endswith((".tar.gz", ".tgz")):
        return gzip.open(path, "rb")  # type: ignore[return-value]
    if path.name.lower().endswith((".tar.xz", ".txz")):
        return lzma.open(path, "rb")
    return path.open("rb")


class _BoundedStream(io.RawIOBase):
    """A stream that gives no more than a file's worth between two members, and all in all no more than an archive of
    its size can hold: a head that claims more is refused, not read.
    """

    def __init__(self, stream: IO[bytes], packed: int) -> None:
        self.stream = stream
        self.packed = packed
        self.used = 0
        self.total = 0

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size)
        self.used += len(data)
        self.total += len(data)
        if self.used > MAX_BYTES + 1024 * 1024:
            raise ValueError(f"a member of more than {MAX_BYTES:,} bytes")
        if self.total > MAX_UNPACKED:
            raise ValueError(f"more than {MAX_UNPACKED:,} bytes when it is unpacked")
        if self.total > RATIO_FROM and self.total > MAX_RATIO * max(self.packed, 1):
            raise ValueError(f"packed more than {MAX_RATIO} times over")
        return data
