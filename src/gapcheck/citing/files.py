"""Citations with their lines: in a text, and in every value of a YAML file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gapcheck.catalogue.strict_yaml import Path, parse
from gapcheck.citing import Citation, Citations

YAML_ENDINGS = (".yaml", ".yml")


@dataclass(frozen=True)
class CitedLine:
    """A citation and the line (or the paragraph of a Word file) where it begins."""

    line: int
    citation: Citation

    def to_dict(self) -> dict[str, object]:
        """The line and the citation as plain values."""
        return {"line": self.line, **self.citation.to_dict()}


@dataclass(frozen=True)
class Given:
    """What the caller says of a text: the ids of the Act and the treaty that it is on, and the day whose law counts."""

    act: str | None = None
    instrument: str | None = None
    as_at: date | None = None


def cited_in_text(
    citations: Citations, text: str, starts: Sequence[int], given: Given = Given()
) -> tuple[CitedLine, ...]:
    """Every citation in a text, in order. ``starts`` are the offsets where its lines begin.

    Raises ``UnknownIdError`` for an Act or treaty that is given and not known.
    """
    found = citations.find(text, given.act, given.instrument, given.as_at)
    return tuple(CitedLine(bisect_right(starts, citation.start), citation) for citation in found)


def cited_in_yaml(citations: Citations, raw: bytes, file: str, given: Given = Given()) -> tuple[CitedLine, ...]:
    """Every citation in a YAML file, in the order of lines.

    It is read value by value: what one value names says nothing of the next, but ``ref`` and ``pinpoint`` of a source
    are read as one citation. Raises ``DataError`` for YAML that cannot be read, ``UnknownIdError`` for an Act or treaty
    that is given and not known.
    """
    document = parse(raw, file)
    cited = []
    for path, text in _values((), document.data):
        starts = [0, *(n for n, character in enumerate(text, start=1) if character == "\n")]
        line = document.line(path)
        cited += [CitedLine(line + c.line - 1, c.citation) for c in cited_in_text(citations, text, starts, given)]
    return tuple(sorted(cited, key=lambda c: c.line))


def _values(path: Path, value: object) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _values((*path, n), item)
    elif isinstance(value, dict):
        ref, pinpoint = value.get("ref"), value.get("pinpoint")
        source = isinstance(ref, str) and isinstance(pinpoint, (str, int))
        if source:
            # A source has the Act and the pinpoint in two keys: apart, neither could be resolved.
            yield (*path, "ref"), f"{ref}, {pinpoint}"
        for key, item in value.items():
            if not (source and key in ("ref", "pinpoint")):
                yield from _values((*path, key), item)
