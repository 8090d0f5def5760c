"""The text of a PDF, as the program ``pdftotext`` reads it, if it is there."""

from __future__ import annotations

import shutil
import subprocess

from gapcheck.errors import UsageError

_SECONDS = 120


def text_of_pdf(raw: bytes, name: str, *, layout: bool = False) -> str:
    """The text of a PDF, page by page. Raises ``UsageError`` without ``pdftotext``, or if that cannot read the file."""
    program = shutil.which("pdftotext")
    if program is None:
        raise UsageError(f"{name!r} is a PDF, and pdftotext is not there to read it; install poppler-utils")
    command = [program, *(["-layout"] if layout else []), "-enc", "UTF-8", "-", "-"]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=_SECONDS, check=True)
    except (subprocess.SubprocessError, OSError):
        raise UsageError(f"{name!r}: pdftotext cannot read this PDF (it may be damaged or locked)") from None
    return done.stdout.decode("utf-8", errors="replace")
