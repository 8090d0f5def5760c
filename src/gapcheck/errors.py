"""The exceptions of gapcheck.

GapcheckError
├── DataError          the catalogue or another file has problems; all of them are listed at once
├── UnknownIdError     an instrument, article, duty, rule or reading that does not exist
└── UsageError         a call that cannot be answered as asked (a missing or bad date, a bad path)

``CitationError`` (a text that is no citation), ``ReformError`` (a reform that cannot be applied) and
``TextTooLongError`` (a text too long for a cell of a workbook) stand where they are raised, and so does
``LegislationError``, a ``DataError`` of official legislation.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gapcheck.html_table import html_table
from gapcheck.natural_order import natural_key


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """The known id most like ``wanted``, for a message; never used to match anything.

    Capitals make no difference. Of several like it, one that begins with the same Act, treaty or section is preferred.
    """
    folded: dict[str, str] = {}
    for name in sorted(set(known)):
        folded.setdefault(name.casefold(), name)
    text = wanted.casefold()
    if text in folded:
        return folded[text]
    heads = [text[: mark.end()] for mark in re.finditer(r"[:(]", text)]
    found = difflib.get_close_matches(text, folded, n=len(folded) or 1, cutoff=0.5)
    best = max(found, key=lambda name: sum(name.startswith(head) for head in heads), default=None)
    return None if best is None else folded[best]


@dataclass(frozen=True, order=True)
class Problem:
    """One problem of one input: where it is, what was found, what was expected, and the nearest valid id.

    ``line`` 0 stands for the whole file or folder.
    """

    file: str
    line: int
    key: str
    message: str
    expected: str = ""
    suggestion: str | None = None
    code: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        text = f"{where}: {self.key}: {self.message}" if self.key else f"{where}: {self.message}"
        if self.expected:
            text += f"; expected {self.expected}"
        if self.suggestion:
            text += f"; did you mean {self.suggestion!r}?"
        return text


class GapcheckError(Exception):
    """The base of every error that gapcheck raises on purpose."""


class UsageError(GapcheckError):
    """The call cannot be answered as asked."""


class UnknownIdError(GapcheckError, LookupError):
    """An id names nothing in the catalogue. Ids match exactly; the nearest one is only suggested."""

    def __init__(self, what: str, wanted: str, known: Iterable[str]) -> None:
        self.what, self.wanted = what, wanted
        self.known = names = tuple(sorted(set(known), key=natural_key))
        self.suggestion = nearest(wanted, names)
        hint = f"; did you mean {self.suggestion!r}?" if self.suggestion else ""
        listed = ", ".join(names) if len(names) <= 12 else ", ".join(names[:12]) + ", ..."
        super().__init__(f"unknown {what} {wanted!r}{hint} (known: {listed or 'none'})")

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.what, self.wanted, self.known), self.__dict__


class DataError(GapcheckError):
    """The catalogue, or ``what`` else was read, has problems. ``problems`` holds every one, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem], what: str = "the catalogue") -> None:
        self.problems: tuple[Problem, ...] = tuple(
            sorted(set(problems), key=lambda p: (p.file, p.line, p.key, p.message))
        )
        self.what = what
        count = len(self.problems)
        head = f"{count} problem{'' if count == 1 else 's'} in {what}"
        super().__init__("\n".join([head, *(f"  {p}" for p in self.problems)]))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems, self.what), self.__dict__

    def _repr_html_(self) -> str:
        """A table of the problems, for notebooks."""
        rows = [(p.file, p.line, p.key, p.message, p.expected, p.suggestion or "") for p in self.problems]
        return html_table(("File", "Line", "Key", "Problem", "Expected", "Nearest id"), rows)
