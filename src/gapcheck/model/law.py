"""Domestic law: Acts, sections and rules over intervals of time, and reforms laid over them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from gapcheck.model.base import Date, Id, Interval, Many, Marked, Model, Source, Text, parse_date
from gapcheck.model.quantity import Quantity, Unit
from gapcheck.model.treaty import Instrument
from gapcheck.natural_order import natural_key

SetIn = Id
"""A section of the rule's own Act (``88A(1)``), or of another (``criminal-proceeds-recovery-act-2009:5(1)``); ``new``
where no section fits, so that one has to be enacted.
"""


class Condition(Model):
    """A limit on a rule in a scope facet: the case must be within one of ``any``.

    ``arguably`` lists concepts that the rule arguably reaches as well. ``set_in`` is the section that sets the limit,
    such as a definition, where it is not the rule's own: the one to amend.
    """

    facet: Id
    any: Many[Id]
    arguably: Many[Id] = ()
    set_in: SetIn | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Condition:
        if not self.any:
            raise ValueError("'any' is empty; expected at least one concept (leave the condition out if there is none)")
        return self


class Gift(Model):
    """What a rule gives in a guarantee facet: concepts (surely or arguably), or a quantity.

    ``set_in`` is the section that decides how much is given, where it is not the rule's own: the one to amend.
    """

    facet: Id
    concepts: Many[Id] = ()
    arguably: Many[Id] = ()
    amount: int | None = Field(default=None, ge=0)
    unit: Unit | None = None
    set_in: SetIn | None = None

    @model_validator(mode="after")
    def _concepts_or_quantity(self) -> Gift:
        if (self.amount is None) != (self.unit is None):
            raise ValueError("a quantity needs both 'amount' and 'unit'")
        # A gift is one or the other: a facet of quantities has no concepts.
        if (self.amount is None) == (not self.concepts and not self.arguably):
            raise ValueError("expected concepts (or arguably), or else amount and unit")
        return self

    @property
    def quantity(self) -> Quantity | None:
        """The quantity given, if it is one."""
        if self.amount is None or self.unit is None:
            return None
        # Both were validated with the gift, and a quantity is asked for in every comparison.
        return Quantity.model_construct(amount=self.amount, unit=self.unit)

    @property
    def amount_in_words(self) -> str | None:
        """The quantity in words: ``20 days``; ``None`` if there is none."""
        return None if self.quantity is None else str(self.quantity)


Bound = Literal["at_least", "at_most"]


class Offer(Gift):
    """What a duty of a treaty gives where it acts as a rule and leaves something open; no file holds one.

    A quantity is a ``bound`` in one direction; of the concepts that it arguably gives, it gives one for sure.
    """

    # A treaty that asks for "at least 20 days" promises that bound and no figure.
    bound: Bound | None = None

    @property
    def amount_in_words(self) -> str | None:
        """The bound in words: ``at least 20 days``."""
        return f"{self.bound.replace('_', ' ')} {self.quantity}" if self.bound else None


# The underscore keeps Python's own Exception in reach.
class Exception_(Model):
    """An exception to a rule, and what it means for the treaty.

    ``none``: the treaty leaves it out too (``why`` says so); ``arguable``: lost, it narrows; ``narrows``.
    It may name the facet and the concepts that it leaves out.
    """

    section: Id
    text: Text
    effect: Literal["none", "arguable", "narrows"]
    why: Text | None = None
    facet: Id | None = None
    concepts: Many[Id] = ()

    @model_validator(mode="after")
    def _reasons(self) -> Exception_:
        # "none" takes an exception out of the reckoning, so somebody has to answer for it.
        if self.effect == "none" and self.why is None:
            raise ValueError("effect: none needs 'why': say why the treaty leaves it out too")
        # An exception without a facet counts against every cell of the rule, one with a facet only there.
        if (self.facet is None) != (not self.concepts):
            raise ValueError("'facet' and 'concepts' go together")
        return self


class Supports(Model):
    """Which rules this rule gives its ``gives`` to. Every key given must match."""

    kinds: Many[Id] | None = None
    acts: Many[Id] | None = None
    rules: Many[Id] | None = None

    @model_validator(mode="after")
    def _selects(self) -> Supports:
        if self.kinds is None and self.acts is None and self.rules is None:
            raise ValueError("expected at least one of kinds, acts, rules")
        return self


class Saving(Model):
    """For which applications or conduct the law from before a rule goes on, or from which on the rule applies.

    ``earlier`` is the id of the rule that goes on, where one is on record; ``until`` the first day on which nothing of
    it is left (``null`` where no such day is known). It is told beside a verdict and never computed.
    """

    text: Text
    earlier: Id | None = None
    until: Date | None = None
    source: Many[Source]

    @model_validator(mode="after")
    def _sourced(self) -> Saving:
        if not self.source:
            raise ValueError("a saving without a source; expected the transitional provision that says so")
        return self

    def holds(self, day: date) -> bool:
        """Whether anything of it is left on ``day``."""
        return self.until is None or day < self.until


def _text_hash(value: str) -> str:
    """The hash of the official text and the day whose text it is. Raises ``ValueError`` for anything else."""
    match = _TEXT_HASH.fullmatch(value)
    if match is None:
        raise ValueError(
            f"{value!r} is no hash of a text; expected sha256:<64 hexadecimal digits>@<date>, as --accept records it"
        )
    # The pattern lets 2026-13-45 through; the date does not.
    parse_date(match[1])
    return value


_BARE_PLACE = re.compile(r"(ss?|cls?|pts?|schs?|regs?)\.? *\d")
_TEXT_HASH = re.compile(r"sha256:[0-9a-f]{64}@(\d{4}-\d{2}-\d{2})")
TextHash = Annotated[Id, AfterValidator(_text_hash)]


class Rule(Model):
    """One legal rule of one section over one half-open interval of time.

    ``settled_by`` says what would settle its arguable points. ``text_hash`` is the hash of the official text of the
    section that somebody accepted the rule on, and the day whose text that is: ``sha256:...@2026-08-08``.
    """

    id: Id
    kind: Id
    text: Text
    in_force: Interval
    conditions: Many[Condition] = ()
    gives: Many[Gift] = ()
    supports: Supports | None = None
    exceptions: Many[Exception_] = ()
    text_hash: TextHash | None = None
    settled_by: Text | None = None
    savings: Many[Saving] = ()
    source: Many[Source]
    note: Marked | None = None

    def within(self, act: Act) -> Rule:
        """The rule as one of ``act``: a bare section that brought it into force (``s 1(2)``) is one of that Act."""
        by = self.in_force.by
        if by is None or not _BARE_PLACE.match(by):
            return self
        return self.model_copy(update={"in_force": self.in_force.model_copy(update={"by": f"{act.title}, {by}"})})

    def __repr_args__(self) -> Any:
        yield None, self.id


class Section(Model):
    """A section of an Act. ``pco_id`` is the Parliamentary Counsel Office id (DLM or LMS number).

    ``amendable: false`` says that no change of it is ever proposed.
    """

    section: Id
    heading: Text
    pco_id: Id | None = None
    amendable: bool = True
    rules: Many[Rule]


class Act(Model):
    """An Act, or a register of measures outside statute (``practice: true``; without the key, if it is called
    ``practice``).

    ``abbreviations`` (``MACMA``) and ``names`` (former titles, ``Bill of Rights Act 1990``) are read in citations.
    ``earlier`` are Acts of the same name that it replaced: a title without its year may be any of them.
    ``amendable: false`` says that no change of it is ever proposed.
    """

    id: Id
    title: Text
    abbreviations: Many[Text] = ()
    names: Many[Text] = ()
    earlier: Many[Text] = ()
    number: Text | None = None
    agency: Text | None = None
    url: Text | None = None
    amendable: bool = True
    practice: bool | None = None

    @property
    def outside_statute(self) -> bool:
        """Whether it is no Act but a register of what is done without one."""
        return self.practice if self.practice is not None else self.id == PRACTICE


PRACTICE = "practice"
"""The id by which a register of measures outside statute is known where ``practice`` is not written."""


class StatuteFile(Model):
    """One file under ``<state>_statutes/``."""

    act: Act
    sections: Many[Section]


class Reform(Model):
    """The head of a reform: a Bill or proposal laid over the statute book.

    ``over`` is the day whose law it is laid over, as if nothing else had changed since; without it, the whole statute
    book. A reform that has been enacted is in the statute book already, so it has to say over which day's law it is
    laid. ``stage_on`` is the day on which the stage was that. ``commences: null`` says that no day is known, and
    ``commencement`` who appoints it; such a reform is laid over the law of the day that is asked about.
    """

    id: Id
    title: Text
    stage: Literal["proposal", "bill", "enacted"]
    stage_on: Date | None = None
    commences: Date | None
    commencement: Text | None = None
    over: Date | None = None
    source: Many[Source] = ()
    note: Marked | None = None

    @model_validator(mode="after")
    def _says_when(self) -> Reform:
        if self.commences is None and self.commencement is None:
            raise ValueError("no day of commencement; expected 'commencement' to say who appoints it")
        return self


class Amendment(Model):
    """An amendment of a rule: conditions (by facet) and exceptions (by section) dropped, concepts added, guarantees
    given.

    ``add`` in a facet in which the rule has a condition widens that condition; in another facet it is a new condition.
    """

    rule: Id
    drop: Many[dict[Literal["facet", "exception"], Id]] = ()
    add: Many[Condition] = ()
    give: Many[Gift] = ()


class Enactment(Model):
    """A rule that a reform enacts."""

    act: Id
    section: Id
    heading: Text
    rule: Rule


class Lodgement(Model):
    """A declaration or reservation that a reform lodges, by the id of the narrowing or waiver that it uses."""

    narrowing: Id
    limit_to: Many[Id] | None = None
    text: Text


class ReformChange(Model):
    """One change of a reform: exactly one of ``repeal``, ``amend``, ``enact``, ``lodge``; ``commences`` may differ by
    part.
    """

    repeal: Id | None = None
    amend: Amendment | None = None
    enact: Enactment | None = None
    lodge: Lodgement | None = None
    commences: Date | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> ReformChange:
        if sum(x is not None for x in (self.repeal, self.amend, self.enact, self.lodge)) != 1:
            raise ValueError("expected exactly one of repeal, amend, enact, lodge")
        return self


class ReformFile(Model):
    """One file under ``<state>_statutes/reforms/``."""

    reform: Reform
    changes: Many[ReformChange]


@dataclass(frozen=True)
class RuleEntry:
    """A rule with the Act and section it stands in. ``treaty`` is the instrument whose duty acts as the rule, if one
    does.
    """

    act: Act
    section: Section
    rule: Rule
    # Where a mandate is held against a treaty text, a duty of that text stands in the place of a rule.
    treaty: Instrument | None = None

    # Cached: keys and orders are asked for in every comparison of rules, thousands of times in a repair.
    @cached_property
    def key(self) -> str:
        """The id that readings, reforms and outputs use: ``crimes-act-1961:252(1)``."""
        return f"{self.act.id}:{self.rule.id}"

    @cached_property
    def identity(self) -> tuple[str, date]:
        """What tells the rule from every other: rules of several intervals may share an id."""
        return self.key, self.rule.in_force.start

    @cached_property
    def order(self) -> tuple[object, ...]:
        """Sort key: the Act, the number of the rule, and when it begins."""
        return self.act.id, natural_key(self.rule.id), self.rule.in_force.start
