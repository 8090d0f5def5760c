"""The text of a file that somebody hands over: Word, PDF (with ``pdftotext``), a web page, or plain text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from gapcheck.documents.pdf import text_of_pdf
from gapcheck.documents.web_page import is_web_page, paragraphs_of_page, without_code
from gapcheck.documents.word import paragraphs_of_word
from gapcheck.errors import UsageError

MAX_BYTES = 20 * 1024 * 1024
ENCODINGS = ("utf-8", "cp1252")

Unit = Literal["line", "paragraph"]

__all__ = ["ENCODINGS", "MAX_BYTES", "Document", "Unit", "read_document"]


@dataclass(frozen=True)
class Document:
    """The text of a file. ``starts`` are the offsets of its lines, or of the paragraphs of a Word file."""

    text: str
    starts: tuple[int, ...]
    unit: Unit = "line"


def read_document(raw: bytes, name: str, encoding: str = "utf-8", *, layout: bool = False) -> Document:
    """The text of a file, told by its first bytes and not by its name.

    ``layout`` keeps the columns of a PDF, so that marks in a margin stand beside their lines, and gives the paragraphs
    and rows of a web page in place of its tags. Raises ``UsageError`` for
    a file that is too large, is in another encoding, or that nothing here can read.
    """
    if len(raw) > MAX_BYTES:
        raise UsageError(f"{name!r} is too large; expected at most {MAX_BYTES // 1024**2} MB")
    if raw.startswith(b"PK\x03\x04"):
        paragraphs = paragraphs_of_word(raw, name)
        return _of_paragraphs(paragraphs)
    text = text_of_pdf(raw, name, layout=layout) if raw.startswith(b"%PDF") else _decoded(raw, name, encoding)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_web_page(text):
        if layout:
            return _of_paragraphs(paragraphs_of_page(text))
        text = without_code(text)
    return Document(text, (0, *(n for n, character in enumerate(text, start=1) if character == "\n")))


def _of_paragraphs(paragraphs: Sequence[str]) -> Document:
    starts, at = [], 0
    for paragraph in paragraphs:
        starts.append(at)
        at += len(paragraph) + 2
    return Document("\n\n".join(paragraphs), tuple(starts) or (0,), "paragraph")


def _decoded(raw: bytes, name: str, encoding: str) -> str:
    if b"\0" in raw:
        raise UsageError(f"{name!r} is no text; expected text, Markdown, HTML, a Word file (.docx) or a PDF")
    try:
        return raw.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        byte = f"byte 0x{raw[error.start]:02x} at offset {error.start}"
        way = "" if encoding != "utf-8" else "; if it comes from Windows, give --encoding cp1252, or save it as UTF-8"
        raise UsageError(f"{name!r} is not {encoding.upper()}: {byte}{way}") from None
