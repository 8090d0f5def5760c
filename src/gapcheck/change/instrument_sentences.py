"""What meeting one treaty text does for a duty of another, in sentences. They speak of the two texts alone.

In the examples the text that is met is called *First*, the one that is asked about *Second*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.engine.findings import Shortfall
from gapcheck.engine.results import CellResult, DutyResult
from gapcheck.explain.cell_groups import CellGroup, describe, group_cells, sets_apart, shared_shortfalls
from gapcheck.model.ids import DutyId
from gapcheck.model.treaty import Element, FullDuty, Instrument, Narrowing, Waiver
from gapcheck.wording.citation import Pinpoint, article_label, cite_rule, division_label
from gapcheck.wording.words import capital, join, small

if TYPE_CHECKING:
    from gapcheck.change.instrument_comparison import Answer


@dataclass(frozen=True, eq=False)
class InstrumentSentences:
    """The sentences about one duty of the text ``asked``, given that the text ``met`` is met."""

    catalogue: Catalogue
    met: Instrument
    asked: Instrument
    duty: DutyResult

    def of(self, answer: Answer) -> tuple[str, ...]:
        """Every sentence that belongs to the answer, each once."""
        if answer == "no_duty":
            return (self.no_obligation(),)
        if answer == "says_nothing":
            return (self.nothing_said(),)
        return tuple(dict.fromkeys([*self._reached(), *self._short(), *self._excused()]))

    # Which sentence for which cells -----------------------------------------------------------------------------

    def _reached(self) -> Iterator[str]:
        for group in group_cells(self.duty):
            if not group.covered:
                continue
            part = "this duty" if group.whole else self._describe(group.cells)
            if group.first.waiver is not None:
                yield self.left_out_freely(part)
            elif group.first.best is not None:
                yield self.suffices(cite_rule(group.first.best.entry), part)

    def _short(self) -> Iterator[str]:
        short: list[CellGroup] = [g for g in group_cells(self.duty) if not g.covered]
        for group in short:
            if group.first.best is None:
                yield self.nothing_said_of(self._describe(group.cells))
        for shared in shared_shortfalls((c, c.best.shortfalls) for g in short for c in g.cells if c.best):
            opening = f"{capital(self._describe(shared.cells))}: " if sets_apart(shared, self.duty) else ""
            yield f"{opening}{self.shortfall(shared.shortfall, shared.word)}"
            if under := shared.shortfall.curable_under:
                yield self.curable(under)

    def _excused(self) -> Iterator[str]:
        """What the duty that is asked about permits freely, where meeting the other rests on it."""
        # A cell that a waiver took away is told as left out, whatever else would have excused it.
        for shared in shared_shortfalls((c, c.best.excused) for c in self.duty.cells if c.best and c.waiver is None):
            yield self.permitted_freely(shared.shortfall)

    # The sentences ----------------------------------------------------------------------------------------------

    def no_obligation(self) -> str:
        """``Second, art 2, holds no obligation, so there is nothing to meet.``"""
        return f"{self._own} holds no obligation, so there is nothing to meet."

    def nothing_said(self) -> str:
        """``No binding duty on record for the First speaks of this.``"""
        return f"No binding duty on record for the {self.met.short_title} speaks of this."

    def nothing_said_of(self, part: str) -> str:
        """``No binding duty of the First speaks of deleting data.``"""
        return f"No binding duty of the {self.met.short_title} speaks of {part}."

    def suffices(self, cited: str, part: str) -> str:
        """``Meeting First, art 2, suffices for this duty.``"""
        return f"Meeting {cited}, suffices for {part}."

    def left_out_freely(self, part: str) -> str:
        """``The Second itself lets a State leave out small files, without any declaration.``"""
        return f"The {self.asked.short_title} itself lets a State leave out {part}, without any declaration."

    def curable(self, under: str) -> str:
        """``Art 4(2) of the Second would allow this by a declaration or reservation, which is not counted here.``"""
        article = self._under(self.asked, under)
        where = f"{capital(article)} of the" if article else "The"
        allowed = "would allow this by a declaration or reservation, which is not counted here."
        return f"{where} {self.asked.short_title} {allowed}"

    def permitted_freely(self, s: Shortfall) -> str:
        """``Second, art 2, itself permits the limit that First, art 2, has or allows (object).``"""
        return f"{self._own} itself permits the limit that {self._cited(s)} has or allows ({self._facet(s.facet)})."

    def shortfall(self, s: Shortfall, word: str) -> str:
        """Why a duty of the first text is not enough; ``word`` joins what the cells wanted."""
        if s.type == "arguable":
            return self.option(s) if s.point in self._permitted(s) else self.choice(s, word)
        if s.type == "narrower":
            return self.narrower(s, word)
        return self.limited(s, word) if s.type == "extra_condition" else self.missing(s, word)

    def narrower(self, s: Shortfall, word: str) -> str:
        """``First, art 2, speaks only of files; Second, art 2, speaks of data.``"""
        spoken = self._labels(s.found) or self._says(s)
        return f"{self._cited(s)} speaks only of {spoken}; {self._own} speaks of {self._labels(s.wanted, word)}."

    def limited(self, s: Shortfall, word: str) -> str:
        """``First, art 2, is limited to dishonesty; Second, art 2, has no such limit.``"""
        described = f"speaks of {self._labels(s.wanted, word)}" if s.wanted else "has no such limit"
        limit = self._labels(s.found) or self._says(s)
        return f"{self._cited(s)} is limited to {limit}; {self._own} {described}."

    def missing(self, s: Shortfall, word: str) -> str:
        """``Second, art 2, asks for at least 90 days; First, art 2, asks for nothing of the kind.``"""
        asked_for = f"{self._own} asks for {self._labels(s.wanted, word)}"
        return f"{asked_for}; {self._cited(s)} asks for {self._says(s) or 'nothing of the kind'}."

    def choice(self, s: Shortfall, word: str) -> str:
        """A State may choose among concepts, and not every choice is enough.

        ``First, art 2, is content with one of these: access or copying. A State may choose one that is
        not enough for copying.``
        """
        choices = f"{self._cited(s)} is content with one of these: {self._says(s)}"
        return f"{choices}. A State may choose one that is not enough for {self._labels(s.wanted, word)}."

    def option(self, s: Shortfall) -> str:
        """A State may have limited the duty of the first text, or left a part of it out.

        ``The First lets a State limit art 2 to servers, by reservation under art 4; a State that did so
        would fall short here.``
        """
        option = self._permitted(s)[s.point or ""]
        how = "without any declaration" if option.how == "free" else f"by {option.how}"
        article = self._under(self.met, option.under)
        under = f" under {article}" if article else ""
        permitted = f"The {self.met.short_title} lets a State {self._optional(s, option)}, {how}{under}"
        return f"{permitted}; a State that did so would fall short here."

    def _optional(self, s: Shortfall, option: Narrowing | Waiver) -> str:
        """What a State may do: ``limit art 2 to servers``, ``leave small files out of art 2``."""
        article = self._article(s)
        if isinstance(option, Waiver):
            parts = join((self._labels(sorted(concepts)) for _, concepts in sorted(option.cells.items())), "with")
            return f"leave out of {article} the part on {parts}"
        if option.limit_to is None:
            return f"leave {self._labels(s.found, 'and')} out of {article}"
        limit = f"to {self._labels(s.found)}" if s.found else "in any way"
        return f"limit {article} {limit}"

    # Words ------------------------------------------------------------------------------------------------------

    @property
    def _own(self) -> str:
        """The duty that is asked about, cited: ``Second, art 2,``."""
        return f"{self.asked.short_title}, {division_label(self.asked, self.duty.full.duty.id)},"

    def _cited(self, s: Shortfall) -> str:
        """The duty of the first text that falls short, cited: ``First, art 2,``."""
        return f"{self.met.short_title}, {self._article(s)},"

    def _article(self, s: Shortfall) -> str:
        """The duty of the first text that falls short, by its number: ``art 2``."""
        return division_label(self.met, DutyId.parse(s.rule or "").duty)

    def _answering(self, s: Shortfall) -> FullDuty:
        """The duty of the first text that falls short: read as a rule, it has the id of the duty."""
        return self.catalogue.duties[s.rule or ""]

    def _permitted(self, s: Shortfall) -> Mapping[str, Narrowing | Waiver]:
        """What the first text lets a State leave out of the duty that falls short, by id."""
        full = self._answering(s)
        # By the full key, since a point of a treaty text is named so.
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
        known = str(DutyId(instrument.id, under)) in self.catalogue.duties
        return division_label(instrument, under) if known else None

    def _says(self, s: Shortfall) -> str:
        """What the duty of the first text says in a facet, in words."""
        elements = [e for e in self._answering(s).elements if e.facet == s.facet]
        return join(dict.fromkeys(self._element(e) for e in elements))

    def _element(self, element: Element) -> str:
        return element.bound or self._labels(element.concepts, "and" if element.every else "or")

    def _describe(self, cells: Iterable[CellResult]) -> str:
        return describe([c.cell for c in cells], self.duty, self.catalogue.vocabulary)

    def _labels(self, ids: Iterable[str], word: str = "or") -> str:
        known = self.catalogue.vocabulary.concepts
        return join((known[i].label if i in known else i for i in ids), word)

    def _facet(self, facet: str | None) -> str:
        return small(self.catalogue.vocabulary.facets[facet].label) if facet is not None else ""
