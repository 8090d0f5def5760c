"""Looking for a marker in every byte of a file: raw, encoded, in the parts of a package, in text split over runs, in
names.

A package is opened as it stands and again as raw bytes, so that a part that its directory does not name is found too.
"""

from __future__ import annotations

import base64
import io
import re
import subprocess
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

DEEPEST = 4
ZIP = b"PK\x03\x04"


def leaks(name: str, raw: bytes, marker: str) -> list[str]:
    """The places in a file, by part, where a marker is to be seen; also in its name."""
    found = [f"{name}: name"] if marker.casefold() in name.casefold() else []
    return found + list(_scan(name, raw, marker, 0))


def _scan(place: str, raw: bytes, marker: str, depth: int) -> Iterator[str]:
    lowered = raw.lower()
    for how, form in _forms(marker):
        if form.lower() in lowered:
            yield f"{place}: {how}"
    text = raw.decode("utf-8", "replace")
    for how, read in (("without tags", _untagged), ("unescaped", unescape), ("unquoted", unquote)):
        if marker.casefold() in read(text).casefold():
            yield f"{place}: {how}"
    if raw.startswith(b"%PDF"):
        yield from _pdf(place, raw, marker)
    if raw[:4] == ZIP and depth < DEEPEST:
        yield from _package(place, raw, marker, depth)


def _forms(marker: str) -> Iterator[tuple[str, bytes]]:
    plain = marker.encode()
    yield "as it is", plain
    yield "backwards", plain[::-1]
    yield "UTF-16 LE", marker.encode("utf-16-le")
    yield "UTF-16 BE", marker.encode("utf-16-be")
    yield "hexadecimal", plain.hex().encode()
    for shift in range(3):
        coded = base64.b64encode(b"\0" * shift + plain)
        yield f"base64 at {shift}", coded[4 if shift else 0 : -4]


def _untagged(text: str) -> str:
    """The text of XML or HTML without its tags: a word may be split over runs."""
    return unescape(re.sub(r"<[^>]*>", "", text))


def _package(place: str, raw: bytes, marker: str, depth: int) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        if marker.encode() in package.comment:
            yield f"{place}: comment"
        for item in package.infolist():
            part = f"{place}/{item.filename}"
            if marker.casefold() in item.filename.casefold():
                yield f"{part}: name"
            if marker.encode() in item.comment + item.extra:
                yield f"{part}: comment or extra field"
            yield from _scan(part, package.read(item), marker, depth + 1)
        listed = {item.header_offset for item in package.infolist()}
    for local in re.finditer(re.escape(ZIP), raw):
        if local.start() not in listed:
            yield f"{place}: a part at {local.start()} that the directory does not name"


def _pdf(place: str, raw: bytes, marker: str) -> Iterator[str]:
    """The text of a PDF holds glyph numbers, so a program has to read it; titles, alternative texts, properties and
    attachments stand in streams and strings.
    """
    told, streams = _read_pdf(raw)
    for how, text in told.items():
        if _packed(marker) in text:  # lines break anywhere
            yield f"{place}: {how}"
    for number, stream in enumerate(streams):
        for how, form in _forms(marker):
            if form.lower() in stream:
                yield f"{place}: stream {number}, {how}"


@lru_cache(maxsize=4)  # a file is looked through for several markers
def _read_pdf(raw: bytes) -> tuple[Mapping[str, str], tuple[bytes, ...]]:
    """What programs tell of a PDF, and its streams as they were before they were packed, in small letters."""
    told = {"text": ["pdftotext", "-", "-"], "properties": ["pdfinfo", "-"], "structure": ["pdfinfo", "-struct", "-"]}
    return {how: _packed(_output(command, raw)) for how, command in told.items()}, tuple(_streams(raw))


def _streams(raw: bytes) -> Iterator[bytes]:
    for start in re.finditer(rb"\bstream\r?\n", raw):
        with suppress(zlib.error):
            yield zlib.decompressobj().decompress(raw[start.end() :]).lower()


def _output(command: list[str], raw: bytes) -> str:
    return subprocess.run(command, input=raw, capture_output=True, check=True).stdout.decode("utf-8", "replace")


def _packed(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()
