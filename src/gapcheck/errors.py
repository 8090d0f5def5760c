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

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gapcheck.natural_order import natural_key


def nearest(wanted: str, known: Iterable[str]) -> str | None:
    """The known id most like ``wanted``, for a message; never used to match anything.

    Capitals make no difference. Of several like it, one that begins with the same Act, treaty or section is preferred.
    """
    # Most runs find every id that they are asked for.
    import difflib

    # The first of several spellings wins whatever the order in which the ids come, so that messages are the same every
    # time.
    folded: dict[str, str] = {}
    for name in sorted(set(known)):
        folded.setdefault(name.casefold(), name)
    text = wanted.casefold()
    if len(text) > _LONGEST_WORD:  # nobody mistyped a whole page
        return None
    if text in folded:
        return folded[text]
    # "budapest:" and "budapest:16(" are heads of "budapest:16(2)": an id of the same treaty or section is more likely
    # meant than one that differs in fewer letters elsewhere.
    heads = [text[: mark.end()] for mark in re.finditer(r"[:(]", text)]
    similar = difflib.get_close_matches(text, folded, n=len(folded) or 1, cutoff=0.5)
    best = max(similar, key=lambda name: sum(name.startswith(head) for head in heads), default=None)
    return None if best is None else folded[best]


def hint(meant: str | None) -> str:
    """``; did you mean ...?`` for the end of a message, with what may be meant as it is to be printed; or nothing."""
    return f"; did you mean {meant}?" if meant else ""


def did_you_mean(wanted: str, known: Iterable[str]) -> str:
    """The hint at the known id that is most like ``wanted``, in quotation marks; nothing if none is like it."""
    meant = nearest(wanted, known)
    return hint(None if meant is None else repr(meant))


MOST_TOLD = 500
"""How many problems the text of an error lists; the error itself holds every one."""
_LONGEST_WORD, _LONGEST_MESSAGE = 120, 1_500
_LONG_WORD = re.compile(rf"(\S{{80}})\S{{{_LONGEST_WORD - 80},}}?(['\"]?)(?=\s|$|[;:,.](?:\s|$))")


def shortened(text: str) -> str:
    """A text for a message: an id of forty thousand letters is cut short, and so is the whole."""
    if len(text) > _LONGEST_WORD:
        text = _LONG_WORD.sub(r"\1...\2", text[: 4 * _LONGEST_MESSAGE])
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[:_LONGEST_MESSAGE]}..."


def printable(text: str) -> str:
    """A text in which nothing steers a terminal: what cannot be seen is written as in Python."""
    return "".join(c if c.isprintable() or c == "\n" else repr(c)[1:-1] for c in text)


@dataclass(frozen=True, order=True)
class Problem:
    """One problem of one input: where it is, what was found, what was expected, and the nearest valid id.

    ``line`` 0 stands for the whole file or folder. Texts are cut short where somebody typed a whole page.
    """

    file: str
    line: int
    key: str
    message: str
    expected: str = ""
    suggestion: str | None = None
    code: str = ""

    def __post_init__(self) -> None:
        for name in ("key", "message", "expected"):
            object.__setattr__(self, name, shortened(getattr(self, name)))

    def __str__(self) -> str:
        file = printable(self.file).replace("\n", "\\n")
        where = f"{file}:{self.line}" if self.line else file
        text = f"{where}: {self.key}: {self.message}" if self.key else f"{where}: {self.message}"
        if self.expected:
            text += f"; expected {self.expected}"
        return printable(text) + hint(self.suggestion and repr(self.suggestion))


class GapcheckError(Exception):
    """The base of every error that gapcheck raises on purpose."""


class UsageError(GapcheckError):
    """The call cannot be answered as asked."""


def not_installed(what: str, package: str) -> UsageError:
    """The error where a package of an extra is missing. It names the package, which can be installed from anywhere."""
    return UsageError(f"{what} needs {package}, which is not installed: pip install {package}")


class UnknownIdError(GapcheckError, LookupError):
    """An id names nothing in the catalogue. Ids match exactly; the nearest one is only suggested."""

    def __init__(self, what: str, wanted: str, known: Iterable[str]) -> None:
        self.what, self.wanted = what, wanted
        self.known = names = tuple(sorted(set(known), key=natural_key))
        self.suggestion = nearest(wanted, names)
        meant = hint(self.suggestion and repr(self.suggestion))
        listed = ", ".join(names) if len(names) <= 12 else ", ".join(names[:12]) + ", ..."
        super().__init__(f"unknown {what} {shortened(repr(wanted))}{meant} (known: {listed or 'none'})")

    # An exception is pickled by its message alone otherwise, and could not come back from another process.
    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.what, self.wanted, self.known), self.__dict__


class DataError(GapcheckError):
    """The catalogue, or ``what`` else was read, has problems. ``problems`` holds every one, sorted by file and line."""

    def __init__(self, problems: Iterable[Problem], what: str = "the catalogue") -> None:
        self.problems: tuple[Problem, ...] = tuple(
            # Two checks may find the same problem; it is told once, where an editor would look for it.
            sorted(set(problems), key=lambda p: (p.file, p.line, p.key, p.message))
        )
        self.what = what
        count = len(self.problems)
        head = f"{count} problem{'' if count == 1 else 's'} in {what}"
        told = [f"  {p}" for p in self.problems[:MOST_TOLD]]
        if count > MOST_TOLD:
            told.append(f"  ... and {count - MOST_TOLD:,} more")
        super().__init__("\n".join([head, *told]))

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems, self.what), self.__dict__

    def _repr_html_(self) -> str:
        """A table of the problems, for notebooks."""
        from gapcheck.html_table import html_table

        rows = [(p.file, p.line, p.key, p.message, p.expected, p.suggestion or "") for p in self.problems]
        return html_table(("File", "Line", "Key", "Problem", "Expected", "Nearest id"), rows)


_MOST_OF_A_CAUSE = 160


def cause(error: BaseException) -> str:
    """What a library says of a file that it cannot read, in short: it may quote all of that file."""
    text = str(error)
    return text if len(text) <= _MOST_OF_A_CAUSE else f"{text[:_MOST_OF_A_CAUSE]}..."
