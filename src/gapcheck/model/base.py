"""What all models share: strictness, the simple types, dates, and where a statement comes from."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from gapcheck.errors import UsageError
from gapcheck.model.characters import UNSAFE
from gapcheck.model.misplaced_grounds import in_text

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
# A link in a report has to open in a browser: no scheme but the two of the web, which also keeps scripts out.
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
# A cell of a workbook holds 32,767 characters; a text shares its cell with a few words.
_LONGEST = 30_000

T = TypeVar("T")

FROM_FILE = {"from": "file"}
"""The context of a validation of what somebody typed into a file, where an empty ground for withholding is a slip."""


def parse_date(value: object) -> date:
    """Read an ISO 8601 calendar date (``2025-10-01``). Raises ``ValueError`` for anything else, a time of day
    included.
    """
    # A datetime is a date to Python, but a time of day in a catalogue is a mistake.
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and _ISO.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    shown = (
        repr(value) if isinstance(value, (str, int, date)) else "a list or mapping"
    )  # which may hold what is withheld
    raise ValueError(f"{shown} is not a date; expected an ISO date such as 2025-10-01")


def as_at_date(value: object) -> date:
    """The ``as_at`` of a question: a date, an ISO date string, or the day of a ``datetime`` or pandas ``Timestamp``.

    Raises ``UsageError`` for anything else, and for a time with a time zone, whose day depends on where one stands.
    """
    try:
        return parse_date(_day_of(value))
    except ValueError as error:
        raise UsageError(f"as_at: {error}{TODAY if value == 'today' else ''}") from None


TODAY = " (the word today is for the command line alone: here, give the day)"


def _day_of(value: object) -> object:
    """The day of a time without a zone; anything else as it is."""
    # A missing date of pandas is a datetime to Python, and the only one that does not equal itself.
    if not isinstance(value, datetime) or value != value:
        return value
    if value.tzinfo is not None:
        raise ValueError(f"{value.isoformat()} has a time zone, so its day is in doubt; expected an ISO date")
    return value.date()


def _int_to_text(value: object) -> object:
    """A label such as ``section: 252`` is read as a number; labels are always text."""
    # True is an int to Python; as a label it is a mistake that YAML made of a word.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _safe_text(value: str) -> str:
    # A carriage return is an ordinary line end in a file, but inside a value it hides what stands before it.
    if "\r" in value or UNSAFE.search(value):
        raise ValueError("text holds a control, bidirectional or invisible formatting character")
    if len(value) > _LONGEST:
        raise ValueError(
            f"a text of {len(value):,} characters; expected at most {_LONGEST:,} (a workbook cell holds 32,767)"
        )
    return value


GROUND_IN_TEXT = "a ground for withholding stands inside an open text"


def open_text(value: str) -> str:
    """A text that stands open in a file. Raises ``ValueError`` if it holds what was meant as a ground."""
    if in_text(value):
        raise ValueError(f"{GROUND_IN_TEXT}; expected {{text: ..., withheld: ...}}")
    return value


def web_address(value: str) -> str:
    """The address of a page on the web. Raises ``ValueError`` for anything else."""
    if not _WEB.fullmatch(value):
        raise ValueError(f"{value!r} is not a web address; expected http:// or https://, and no spaces")
    return value


def _list_to_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _text_validator(value: object) -> object:
    value = _int_to_text(value)
    return _safe_text(value) if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), BeforeValidator(_text_validator)]
# Quotation marks of a word processor would be part of the id, and of every citation made from it.
_ID = "^[^\\s\"'`\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb]+$"
Id = Annotated[str, StringConstraints(pattern=_ID), BeforeValidator(_text_validator)]
Url = Annotated[Text, AfterValidator(web_address)]
Date = Annotated[date, BeforeValidator(parse_date)]
Many = Annotated[tuple[T, ...], BeforeValidator(_list_to_tuple)]
Checked = Literal["verified", "secondary", "unverified"]
GroundId = Annotated[str, StringConstraints(pattern=r"^s \d+[A-Z]*(\([0-9a-z]+\))+$", strip_whitespace=True)]
"""A ground for withholding under the Official Information Act 1982, as it is cited: ``s 9(2)(g)(i)``."""


class Model(BaseModel):
    """A frozen value with no unknown keys and no silent conversions."""

    # Strict: "1" is no number and 1 no text, unless a validator above says so. Fields are named for Python, files use
    # the alias ("from"), and tests may use either.
    # A validator is built when it is first asked for: a catalogue that comes from the cache needs hardly any of them.
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", populate_by_name=True, defer_build=True)

    # A kept catalogue holds tens of thousands of models and is read at the start of every command, so that a model is
    # pickled with no more than it has: there is nothing extra or private in one.
    def __getstate__(self) -> tuple[dict[str, Any], tuple[str, ...]]:  # type: ignore[override]
        return self.__dict__, _pickled_once(frozenset(self.__pydantic_fields_set__))

    def __setstate__(self, state: tuple[dict[str, Any], tuple[str, ...]]) -> None:  # type: ignore[override]
        values, given = state
        object.__setattr__(self, "__dict__", values)
        object.__setattr__(self, "__pydantic_fields_set__", set(given))
        object.__setattr__(self, "__pydantic_extra__", None)
        object.__setattr__(self, "__pydantic_private__", None)


@cache
def _pickled_once(names: frozenset[str]) -> tuple[str, ...]:
    """The same value for the same names, which a pickle then holds once."""
    return tuple(sorted(names))


class Marked(Model):
    """A text, open or with the ground on which a release copy withholds it.

    In a file it is a plain text, or ``{text: ..., withheld: s 9(2)(j)}``. A release copy has only the ground: ``text``
    is then ``None``.
    """

    text: Text | None = None
    withheld: GroundId | None = None

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, value: Any, info: ValidationInfo) -> Any:
        # An empty ground is what somebody typed before looking it up. In code, withheld=None is the default.
        if info.context == FROM_FILE and isinstance(value, dict) and value.get("withheld", "") is None:
            raise ValueError("'withheld' says nothing; expected a ground such as s 9(2)(j), or no such key")
        return {"text": value} if isinstance(value, (str, int)) and not isinstance(value, bool) else value

    @model_validator(mode="after")
    def _something(self, info: ValidationInfo) -> Marked:
        if info.context == FROM_FILE and self.withheld is None and self.text is not None:
            open_text(self.text)
        if self.text is None and self.withheld is None:
            raise ValueError("expected a text, or a ground on which it is withheld")
        return self

    def __str__(self) -> str:
        """The text; with a ground, both in brackets; in a release copy, the ground alone."""
        if self.withheld is None:
            return self.text or ""
        return f"[{self.withheld}]" if self.text is None else f"[{self.withheld}: {self.text}]"

    def released(self) -> Marked:
        """The text as a release copy has it."""
        return self if self.withheld is None else Marked(withheld=self.withheld)


class Source(Model):
    """Where a statement comes from, and whether somebody read it there.

    ``verified``: the cited text was read; ``secondary``: read in a summary, reprint or quotation;
    ``unverified``: neither. ``text_as_at`` is the day of the consolidation that was read.
    """

    ref: Text
    pinpoint: Text
    checked: Checked
    url: Url | None = None
    text_as_at: Date | None = None
    note: Marked | None = None


Stage = Literal["not_enacted", "enacted", "not_in_force", "in_force", "ended"]
"""How a rule stands on a day: not yet enacted, enacted and not in force, not in force (assent unknown) ..."""


class Interval(Model):
    """The half-open interval ``[from, to)`` in which something holds. ``to: null`` means that no end is known.

    ``by`` cites what brought it into force; ``enacted`` is the date of assent when the commencement is later;
    ``checked`` says how far the dates themselves were checked.
    """

    start: Date = Field(alias="from")
    end: Date | None = Field(default=None, alias="to")
    by: Text | None = None
    enacted: Date | None = None
    checked: Checked | None = None

    @model_validator(mode="after")
    def _forward(self) -> Interval:
        if self.end is not None and self.end <= self.start:
            word = "empty" if self.end == self.start else "backward"
            raise ValueError(f"{word} interval from {self.start} to {self.end}; expected 'to' after 'from'")
        if self.enacted is not None and self.enacted > self.start:
            raise ValueError(f"enacted on {self.enacted}, after it came into force on {self.start}")
        return self

    def holds(self, day: date) -> bool:
        """Whether ``day`` is inside: the first day counts, the last does not."""
        return self.start <= day and (self.end is None or day < self.end)

    def stage(self, day: date) -> Stage:
        """How it stands on ``day``. Without a date of assent nobody can tell what is passed from what is not."""
        if self.holds(day):
            return "in_force"
        if self.start <= day:
            return "ended"
        if self.enacted is None:
            return "not_in_force"
        return "enacted" if self.enacted <= day else "not_enacted"

    def overlaps(self, other: Interval) -> bool:
        """Whether some day is inside both."""
        return (self.end is None or other.start < self.end) and (other.end is None or self.start < other.end)


def one_of(data: dict[str, Any], names: tuple[str, ...]) -> list[str]:
    """Those of ``names`` that ``data`` gives a value for."""
    return [name for name in names if data.get(name) is not None]
