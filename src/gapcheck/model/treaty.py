"""Treaties: instruments, articles and duties, with the limits that a treaty lets a State put on a duty."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from pydantic import Field, model_validator

from gapcheck.model.base import Date, GroundId, Id, Many, Marked, Model, Source, Text, one_of
from gapcheck.model.quantity import Quantity

Force = Literal["shall", "consider", "endeavour", "may", "limit", "definition", "statement"]
How = Literal["free", "declaration", "reservation"]
Division = Literal["article", "item", "paragraph", "topic"]

# "consider" and "endeavour" are judged and shown, but a shortfall there is no gap: the treaty does not oblige.
BINDING: frozenset[str] = frozenset({"shall"})
JUDGED: frozenset[str] = frozenset({"shall", "consider", "endeavour"})


class Element(Model):
    """What a duty describes in one facet.

    Exactly one of ``every`` (each concept must be reached: one cell each), ``any`` (one of them is enough),
    ``at_least`` or ``at_most`` (a quantity and its direction). ``stated: false`` marks what is there only so that
    rules can be compared: nothing says that the treaty asks for it.
    """

    facet: Id
    every: Many[Id] | None = None
    any: Many[Id] | None = None
    at_least: Quantity | None = None
    at_most: Quantity | None = None
    stated: bool = True

    @model_validator(mode="before")
    @classmethod
    def _has_direction(cls, data: Any) -> Any:
        # "3 years" alone does not say whether the treaty sets a floor or a ceiling; pydantic would only call the key
        # unknown.
        if isinstance(data, dict) and ("amount" in data or "unit" in data):
            raise ValueError("a quantity without a direction; expected 'at_least' or 'at_most' around amount and unit")
        return data

    @model_validator(mode="after")
    def _exactly_one(self) -> Element:
        given = one_of(self.__dict__, ("every", "any", "at_least", "at_most"))
        if len(given) != 1:
            raise ValueError(
                f"found {' and '.join(given) or 'none'}; expected exactly one of every, any, at_least, at_most"
            )
        # An empty "every" would make no cell, and the duty would be met by nothing.
        if self.every == () or self.any == ():
            raise ValueError(f"'{given[0]}' is empty; expected at least one concept")
        return self

    @property
    def concepts(self) -> tuple[str, ...]:
        """The concepts listed, under ``every`` or ``any``."""
        return self.every or self.any or ()

    @property
    def bound(self) -> str | None:
        """The quantity and its direction in words, such as ``at least 1 month``; ``None`` if the element lists
        concepts.
        """
        if self.at_least is not None:
            return f"at least {self.at_least}"
        return f"at most {self.at_most}" if self.at_most is not None else None


class Narrowing(Model):
    """A limit that the treaty lets a State put on a duty, in one facet.

    ``limit_to``: the State may limit the duty to these concepts (an empty list permits any limit).
    ``exclude``: the State may leave these out. ``how`` says what it takes; ``under`` is the article that allows it.
    """

    id: Id
    facet: Id
    limit_to: Many[Id] | None = None
    exclude: Many[Id] | None = None
    how: How
    under: Id | None = None
    text: Text | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Narrowing:
        given = one_of(self.__dict__, ("limit_to", "exclude"))
        if len(given) != 1:
            raise ValueError(f"found {' and '.join(given) or 'none'}; expected exactly one of limit_to, exclude")
        return self


class Waiver(Model):
    """Cells of a duty that the treaty lets a State leave out. A cell is hit when it is inside in each named facet."""

    id: Id
    cells: dict[Id, Many[Id]]
    how: How
    under: Id | None = None
    text: Text | None = None


class Survey(Model):
    """The record that, on ``date``, somebody looked through the named Acts for rules that answer a duty.

    ``from`` is the first day whose law was surveyed; for earlier law the record says nothing.
    """

    date: Date
    acts: Many[Id]
    # A survey made today may say nothing of the law of an earlier day.
    start: Date | None = Field(default=None, alias="from")
    note: Marked | None = None

    def reaches(self, day: datetime.date) -> bool:
        """Whether the law of ``day`` was surveyed."""
        return self.start is None or self.start <= day


class Bracket(Model):
    """Words of a draft that were not agreed: the alternatives as they stood between brackets."""

    alternatives: Many[Text]
    facet: Id | None = None

    @model_validator(mode="after")
    def _several(self) -> Bracket:
        # Words in one bracket were to be kept or deleted: deletion is an alternative too, and is written as such.
        if len(self.alternatives) < 2:
            raise ValueError(
                "expected at least two alternatives (words in a single bracket have the alternative 'none')"
            )
        return self


class Duty(Model):
    """One paragraph's worth of obligation, with its own pinpoint (``16(2)``).

    ``brackets`` keeps alternatives of a draft visible; ``settled_by`` says what would settle a verdict that is open.
    ``follows`` names the duties, or whole articles, that it is carried out by, where it asks for nothing else ("adopt
    the measures that articles 16 to 21 need"): it stands as they do, and describes nothing itself.
    """

    id: Id
    kind: Id
    force: Force
    text: Text
    elements: Many[Element] = ()
    allows: Many[Narrowing] = ()
    waives: Many[Waiver] = ()
    inherits: Many[Id] = ()
    follows: Many[Id] = ()
    survey: Survey | None = None
    brackets: Many[Bracket] = ()
    settled_by: Text | None = None
    source: Many[Source]
    note: Marked | None = None

    @model_validator(mode="after")
    def _follows_or_describes(self) -> Duty:
        describing = [n for n in ("elements", "allows", "waives", "inherits", "survey") if getattr(self, n)]
        if self.follows and describing:
            found = " and ".join(map(repr, ("follows", *describing)))
            raise ValueError(f"found {found}; a duty that follows others describes nothing itself")
        return self

    def __repr_args__(self) -> Any:
        yield None, self.id


class Correspondence(Model):
    """An article of another instrument on the same subject (``budapest:2``), and how the two differ, in a sentence."""

    article: Id
    difference: Text


class Withholding(Model):
    """The ground on which the words of an item were withheld, such as ``s 9(2)(j)`` of the Official Information Act
    1982.
    """

    ground: GroundId
    source: Many[Source]


class Article(Model):
    """An article (or item) of an instrument and its duties. One that is ``withheld`` has no duties to judge."""

    article: Id
    heading: Text
    chapter: Text
    duties: Many[Duty] = ()
    corresponds: Many[Correspondence] = ()
    withheld: Withholding | None = None
    note: Marked | None = None

    @model_validator(mode="after")
    def _duties_or_withheld(self) -> Article:
        # The words are not known, so there is nothing that a duty could be read from.
        if self.withheld is not None and self.duties:
            raise ValueError("found both 'withheld' and 'duties'; nothing can be said of words that were withheld")
        return self


class Participation(Model):
    """How many States had signed and consented to be bound on a day, and what is known of the State."""

    as_at: Date
    parties: int | None = Field(default=None, ge=0)
    signatories: int | None = Field(default=None, ge=0)
    text: Text
    source: Many[Source]


class Purpose(Model):
    """What the instrument is for, in a sentence or two of our own."""

    text: Text
    source: Many[Source]


class Joining(Model):
    """How a State comes to be bound by an instrument.

    ``signature`` says whether New Zealand may sign, and what that does: it is ``subject-to-ratification``, or
    ``may-bind`` by itself. ``signature_until`` is the last day for it, which counts. The texts are the ends of
    sentences: ``accession`` says who may accede (``any State that has not signed``), ``in_force_when`` when the
    instrument enters into force, ``bound_from`` from when a State that consents later is bound.
    """

    signature: Literal["subject-to-ratification", "may-bind"] | None = None
    signature_until: Date | None = None
    accession: Text | None = None
    consents_needed: int | None = Field(default=None, ge=1)
    in_force_when: Text | None = None
    bound_from: Text | None = None
    source: Many[Source]


class Listing(Model):
    """A line of an instrument's own list of articles: number and heading."""

    article: Id
    heading: Text


class Instrument(Model):
    """A treaty, protocol, draft, negotiating mandate or joint statement.

    ``in_force`` is the date of its general entry into force; ``joining`` tells how a State comes to be bound.
    ``division`` is what its parts are called. ``answered_by`` names the instrument whose duties answer this one, in
    place of the law of the State (a mandate is held against a treaty text). ``contents`` is the instrument's own list
    of articles, against which numbers and headings are checked.
    ``names`` and ``abbreviations`` are what else it is called in a citation.
    """

    id: Id
    title: Text
    short_title: Text
    citation: Text
    names: Many[Text] = ()
    abbreviations: Many[Text] = ()
    text_status: Literal["adopted", "draft", "mandate", "statement"]
    division: Division = "article"
    adopted: Date | None = None
    opened: Date | None = None
    in_force: Date | None = None
    answered_by: Id | None = None
    url: Text | None = None
    purpose: Purpose | None = None
    joining: Joining | None = None
    participation: Many[Participation] = ()
    contents: Many[Listing] = ()
    source: Many[Source] = ()
    note: Marked | None = None

    @model_validator(mode="after")
    def _signed_while_open(self) -> Instrument:
        until = self.joining.signature_until if self.joining else None
        if until is not None and self.opened is not None and until < self.opened:
            raise ValueError(
                f"'signature_until' is {until}, before it is opened on {self.opened}; expected that day or a later one"
            )
        return self

    # In full it runs over four thousand characters.
    def __repr_args__(self) -> Any:
        yield None, self.id

    @property
    def noun(self) -> str:
        """What the instrument is called in a sentence: ``treaty``, ``draft``, ``mandate`` or ``statement``."""
        return "treaty" if self.text_status == "adopted" else self.text_status


class InstrumentFile(Model):
    """``obligations/<instrument>/instrument.yaml``."""

    instrument: Instrument


class ArticlesFile(Model):
    """A chapter file under ``obligations/<instrument>/``."""

    instrument: Id
    articles: Many[Article]


T = TypeVar("T", Narrowing, Waiver)


@dataclass(frozen=True)
class Allowed(Generic[T]):
    """A narrowing or waiver with the id under which a position exercises it (``budapest:14(2)#offence-range``)."""

    key: str
    value: T


@dataclass(frozen=True)
class FullDuty:
    """A duty with everything that it inherits, and the duties that it follows."""

    instrument: str
    article: str
    duty: Duty
    elements: tuple[Element, ...]
    allows: tuple[Allowed[Narrowing], ...]
    waives: tuple[Allowed[Waiver], ...]
    follows: tuple[FullDuty, ...] = ()

    @property
    def key(self) -> str:
        """The id of the duty with its instrument: ``budapest:16(2)``."""
        return f"{self.instrument}:{self.duty.id}"

    @property
    def parts(self) -> tuple[FullDuty, ...]:
        """The duties whose descriptions it is judged by: those that it follows, or itself."""
        return self.follows or (self,)
