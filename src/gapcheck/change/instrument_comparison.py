"""Two treaty texts held against each other: does a State that meets the one meet the duties of the other?

The least that a text makes a State do is weighed: its binding duties, less whatever it lets a State limit or leave out.
Each part of a duty has to be reached by one duty of the other text; New Zealand's law, its positions and dates play no
part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.assessment import Judge
from gapcheck.engine.findings import Shortfall
from gapcheck.engine.opinion import Positions
from gapcheck.engine.results import CellResult, DutyResult
from gapcheck.engine.text_coverage import TextCoverage
from gapcheck.engine.treaty_rules import treaty_rules
from gapcheck.explain.cell_groups import describe, group_cells, lacks, sets_apart
from gapcheck.model.treaty import BINDING, JUDGED, Element, FullDuty, Instrument, Narrowing, Waiver
from gapcheck.wording.citation import Pinpoint, article_label, cite_rule, division_label
from gapcheck.wording.words import capital, join

Answer = Literal["suffices", "may_fall_short", "falls_short", "says_nothing", "no_duty"]

ANSWERS: tuple[Answer, ...] = ("suffices", "may_fall_short", "falls_short", "says_nothing", "no_duty")


def answer_in_words(answer: str) -> str:
    """An answer as it stands in a sentence: ``may fall short``."""
    return answer.replace("_", " ")


@dataclass(frozen=True)
class Answered:
    """What meeting one text does for one duty of the other.

    ``suffices``: a State that meets the one surely meets the duty. ``may_fall_short``: it does, unless it used an
    option of that text. ``falls_short``: not all of the duty is reached. ``says_nothing``: no part of it is.
    ``no_duty``: it is a permission, a limit or a definition. ``by`` cites the duties that come nearest.
    """

    id: str
    article: str
    heading: str
    binding: bool
    result: Answer
    by: tuple[str, ...]
    sentences: tuple[str, ...]

    def to_dict(self) -> dict[str, object]:
        """The answer as plain values."""
        return {
            "id": self.id,
            "article": self.article,
            "heading": self.heading,
            "binding": self.binding,
            "result": self.result,
            "by": list(self.by),
            "sentences": list(self.sentences),
        }


@dataclass(frozen=True)
class Direction:
    """The duties of one instrument (``asked``), given that another one (``met``) is met."""

    met: Instrument
    asked: Instrument
    duties: tuple[Answered, ...]

    @cached_property
    def counts(self) -> Mapping[Answer, int]:
        """How many binding duties have each answer; every duty without an obligation is counted as such."""
        found = [d.result for d in self.duties if d.binding or d.result == "no_duty"]
        return {answer: found.count(answer) for answer in ANSWERS}

    def __iter__(self) -> Iterator[Answered]:
        return iter(self.duties)

    def to_dict(self) -> dict[str, object]:
        """The direction as plain values."""
        duties = [d.to_dict() for d in self.duties]
        return {"met": self.met.id, "asked": self.asked.id, "counts": dict(self.counts), "duties": duties}


@dataclass(frozen=True, repr=False)
class InstrumentComparisonResult:
    """Two instruments compared both ways. Made by :func:`compare_instruments`.

    ``forward`` asks what meeting the first does for the duties of the second, ``backward`` the reverse.
    """

    first: Instrument
    second: Instrument
    forward: Direction
    backward: Direction

    def to_dict(self) -> dict[str, object]:
        """The comparison as plain values."""
        both = [self.forward.to_dict(), self.backward.to_dict()]
        return {"first": self.first.id, "second": self.second.id, "directions": both}

    def __repr__(self) -> str:
        counts = ", ".join(f"{n} {answer_in_words(answer)}" for answer, n in self.forward.counts.items() if n)
        return f"<InstrumentComparison meeting {self.first.short_title} for {self.second.short_title}: {counts}>"


def compare_instruments(catalogue: Catalogue, first: str, second: str) -> InstrumentComparisonResult:
    """Which duties of each instrument a State meets by meeting the other. Raises ``UnknownIdError``."""
    one, other = catalogue.instrument(first), catalogue.instrument(second)
    forward, backward = _direction(catalogue, one, other), _direction(catalogue, other, one)
    return InstrumentComparisonResult(one, other, forward, backward)


def _direction(catalogue: Catalogue, met: Instrument, asked: Instrument) -> Direction:
    rules = treaty_rules(catalogue, met.id, least=True)
    coverage = TextCoverage(catalogue.vocabulary, rules, Positions(), duties=catalogue.duties)
    judge = Judge(coverage, date.max)  # the texts are compared whole, so the day makes no difference
    headings = {a.article: a.heading for a in catalogue.articles(asked.id)}
    mine = [f for f in catalogue.duties.values() if f.instrument == asked.id]
    stories = [_Story(catalogue, met, asked, judge.duty(full)) for full in mine]
    return Direction(met, asked, tuple(s.answered(headings[s.full.article]) for s in stories))


def answer_of(duty: DutyResult) -> Answer:
    """The answer, from what is reached with every option of the first text used against the duty, and with none."""
    if duty.full.duty.force not in JUDGED:
        return "no_duty"
    if duty.low == "met":
        return "suffices"
    if duty.high == "met":
        return "may_fall_short"
    return "says_nothing" if duty.high == "unmet" else "falls_short"


@dataclass(frozen=True, eq=False)
class _Story:
    """The sentences about one duty. They speak of the two texts alone."""

    catalogue: Catalogue
    met: Instrument
    asked: Instrument
    duty: DutyResult

    @property
    def full(self) -> FullDuty:
        return self.duty.full

    def answered(self, heading: str) -> Answered:
        binding = self.full.duty.force in BINDING
        by = tuple(dict.fromkeys(cite_rule(e) for e in self.duty.rules))
        told = tuple(dict.fromkeys(self._sentences()))
        return Answered(self.full.key, self.full.article, heading, binding, answer_of(self.duty), by, told)

    @property
    def own(self) -> str:
        """The duty that is asked about, cited."""
        return f"{self.asked.short_title}, {division_label(self.asked, self.full.duty.id)},"

    def _sentences(self) -> Iterator[str]:
        result = answer_of(self.duty)
        if result == "no_duty":
            yield f"{self.own} holds no obligation, so there is nothing to meet."
        elif result == "says_nothing":
            yield f"No binding duty on record for the {self.met.short_title} speaks of this."
        else:
            yield from self._reached()
            yield from self._short()
            yield from self._excused()

    def _reached(self) -> Iterator[str]:
        for group in group_cells(self.duty):
            if not group.covered:
                continue
            name = "this duty" if group.whole else self._name(list(group.cells))
            if group.first.waiver is not None:
                yield f"The {self.asked.short_title} itself lets a State leave out {name}, without any declaration."
            elif group.first.best is not None:
                yield f"Meeting {cite_rule(group.first.best.entry)}, suffices for {name}."

    def _short(self) -> Iterator[str]:
        groups = [g for g in group_cells(self.duty) if not g.covered]
        for group in groups:
            if group.first.best is None:
                yield f"No binding duty of the {self.met.short_title} speaks of {self._name(list(group.cells))}."
        for lack in lacks((c, c.best.shortfalls) for g in groups for c in g.cells if c.best):
            opening = f"{capital(self._name(list(lack.cells)))}: " if sets_apart(lack, self.duty) else ""
            yield f"{opening}{self._told(lack.shortfall, lack.word)}"
            if under := lack.shortfall.curable_under:
                article = self._under(self.asked, under)
                where = f"{capital(article)} of the" if article else "The"
                told = "would allow this by a declaration or reservation, which is not counted here."
                yield f"{where} {self.asked.short_title} {told}"

    def _excused(self) -> Iterator[str]:
        """What the duty that is asked about permits freely, where meeting the other rests on it."""
        for lack in lacks((c, c.best.excused) for c in self.duty.cells if c.best and c.waiver is None):
            facet = self._facet(lack.shortfall.facet)
            yield f"{self.own} itself permits the limit as to {facet} that {self._cited(lack.shortfall)} has or allows."

    def _told(self, s: Shortfall, word: str) -> str:
        cite, facet = self._cited(s), self._facet(s.facet)
        wanted, found = self._labels(s.wanted, word), self._labels(s.found)
        if s.type == "arguable":
            return self._option(s) if s.point in self._permitted(s) else self._choice(s, word)
        if s.type == "narrower":
            found = found or self._says(s)
            return f"{cite} is narrower as to {facet}: it speaks only of {found}, while {self.own} speaks of {wanted}."
        if s.type == "extra_condition":
            described = f"speaks of {wanted}" if wanted else "has no such limit"
            return f"{cite} is limited as to {facet} to {found or self._says(s)}; {self.own} {described}."
        return f"{self.own} asks for {wanted} as to {facet}; {cite} asks for {self._says(s) or 'nothing of the kind'}."

    def _choice(self, s: Shortfall, word: str) -> str:
        """A State may choose among concepts, and not every choice is enough."""
        chosen = f"{self._cited(s)} is content with one of these as to {self._facet(s.facet)}: {self._says(s)}"
        return f"{chosen}. A State may choose one that is not enough for {self._labels(s.wanted, word)}."

    def _option(self, s: Shortfall) -> str:
        """A State may have limited the duty of the first text, or left a part of it out."""
        value = self._permitted(s)[s.point or ""]
        how = "without any declaration" if value.how == "free" else f"by {value.how}"
        permitted, article = self._under(self.met, value.under), self._article(s)
        under = f" under {permitted}" if permitted else ""
        if isinstance(value, Narrowing) and value.limit_to is not None:
            limit = f"to {self._labels(s.found)}" if s.found else "in any way"
            what = f"limit {article} as to {self._facet(s.facet)} {limit}"
        elif isinstance(value, Narrowing):
            what = f"leave {self._labels(s.found, 'and')} out of {article}"
        else:
            parts = join((self._labels(sorted(found)) for _, found in sorted(value.cells.items())), "with")
            what = f"leave out of {article} the part on {parts}"
        return (
            f"The {self.met.short_title} lets a State {what}, {how}{under}; a State that did so would fall short here."
        )

    # Words ------------------------------------------------------------------------------------------------------

    def _permitted(self, s: Shortfall) -> Mapping[str, Narrowing | Waiver]:
        """What the first text lets a State leave out of the duty that falls short, by id."""
        full = self.catalogue.duties[s.rule or ""]
        limits: dict[str, Narrowing | Waiver] = {a.key: a.value for a in full.allows}
        return limits | {w.key: w.value for w in full.waives}

    def _under(self, instrument: Instrument, under: str | None) -> str | None:
        """Where a text allows an option: an article by its number, or a part of the text by its name; nothing for other
        ids.
        """
        if under is None:
            return None
        if Pinpoint.leading(under)[0] is not None:
            return article_label(under)
        return division_label(instrument, under) if f"{instrument.id}:{under}" in self.catalogue.duties else None

    def _article(self, s: Shortfall) -> str:
        """The duty of the first text that falls short, by its number: ``art 2``."""
        _, _, duty = (s.rule or "").partition(":")
        return division_label(self.met, duty)

    def _cited(self, s: Shortfall) -> str:
        return f"{self.met.short_title}, {self._article(s)},"

    def _says(self, s: Shortfall) -> str:
        """What the duty of the first text says in a facet, in words."""
        elements = [e for e in self.catalogue.duties[s.rule or ""].elements if e.facet == s.facet]
        return join(dict.fromkeys(self._element(e) for e in elements))

    def _element(self, element: Element) -> str:
        return element.bound or self._labels(element.concepts, "and" if element.every else "or")

    def _name(self, cells: list[CellResult]) -> str:
        return describe([c.cell for c in cells], self.duty, self.catalogue.vocabulary)

    def _labels(self, ids: tuple[str, ...] | list[str], word: str = "or") -> str:
        known = self.catalogue.vocabulary.concepts
        return join((known[i].label if i in known else i for i in ids), word)

    def _facet(self, facet: str | None) -> str:
        if facet is None:
            return ""
        label = self.catalogue.vocabulary.facets[facet].label
        return label if label[1:2].isupper() else label[:1].lower() + label[1:]
