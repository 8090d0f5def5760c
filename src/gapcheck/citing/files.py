"""The texts of a file, each with its line: the whole of a text or Markdown file, every value of a YAML file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.strict_yaml import MAX_BYTES, Path, parse
from gapcheck.citing import Citation, Citations
from gapcheck.errors import UsageError

YAML_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class Cited:
    """A citation and the line where it begins."""

    line: int
    citation: Citation

    def to_dict(self) -> dict[str, object]:
        """The line and the citation as plain values."""
        return {"line": self.line, **self.citation.to_dict()}


def cited_in(
    catalogue: Catalogue, raw: bytes, file: str, act: str | None = None, instrument: str | None = None
) -> tuple[Cited, ...]:
    """Every citation in a file, in the order of lines.

    A file whose name ends in .yaml or .yml is read value by value: what one value names says nothing of the next, but
    ``ref`` and ``pinpoint`` of a source are read as one citation. Raises ``DataError`` for YAML that cannot be read,
    ``UsageError`` for a file that is too large or not UTF-8, ``UnknownIdError`` for an unknown ``act`` or
    ``instrument``.
    """
    citations = Citations(catalogue)
    found = []
    for line, text in _texts(raw, file):
        starts = [0, *(n for n, character in enumerate(text, start=1) if character == "\n")]
        for citation in citations.find(text, act, instrument):
            found.append(Cited(line + bisect_right(starts, citation.start) - 1, citation))
    return tuple(sorted(found, key=lambda c: c.line))


def _texts(raw: bytes, file: str) -> Iterator[tuple[int, str]]:
    if PurePath(file).suffix.lower() in YAML_ENDINGS:
        document = parse(raw, file)
        yield from ((document.line(path), text) for path, text in _values((), document.data))
        return
    if len(raw) > MAX_BYTES:
        raise UsageError(f"{file!r} is too large; expected at most {MAX_BYTES // 1024 // 1024} MB")
    try:
        yield 1, raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file!r} is not UTF-8: byte 0x{raw[error.start]:02x} at offset {error.start}") from None


def _values(path: Path, value: object) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _values((*path, n), item)
    elif isinstance(value, dict):
        ref, pinpoint = value.get("ref"), value.get("pinpoint")
        source = isinstance(ref, str) and isinstance(pinpoint, (str, int)) and not isinstance(pinpoint, bool)
        if source:
            yield (*path, "ref"), f"{ref}, {pinpoint}"
        for key, item in value.items():
            if not (source and key in ("ref", "pinpoint")):
                yield from _values((*path, key), item)
