"""What a catalogue holds, as people touch it: instruments, Acts with their rules, and rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.catalogue.frame_library import needs_pandas
from gapcheck.catalogue.law_lookup import find_rules
from gapcheck.html_table import html_table
from gapcheck.model.frozen_mapping import FrozenMapping
from gapcheck.model.law import Act, RuleEntry
from gapcheck.model.treaty import Instrument
from gapcheck.wording.citation import cite_rule

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 60


class RuleList(tuple[RuleEntry, ...]):
    """Some rules of a catalogue: a tuple with a frame and a table."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Rules: {len(self)} of {len({entry.act.id for entry in self})} Acts>"

    def at(self, place: str) -> RuleList:
        """The rules of a section, subsection or Act: ``crimes-act-1961:252``. Raises ``UnknownIdError``."""
        return RuleList(find_rules(self, place))

    def frame(self) -> pd.DataFrame:
        """One row for each rule: ``id``, ``act``, ``section``, ``heading``, ``kind``, ``citation``, ``text``, ``by``
        (texts), ``from`` and ``to`` (days, the last not included; ``NaT`` where no end is known).
        """
        needs_pandas()
        import pandas as pd

        from gapcheck.report.frames import day_column

        names = ("id", "act", "section", "heading", "kind", "citation", "text", "by")
        rows = [_cells(entry) for entry in self]
        data: dict[str, object] = {name: [row[n] for row in rows] for n, name in enumerate(names)}
        data["from"] = day_column([entry.rule.in_force.start for entry in self])
        data["to"] = day_column([entry.rule.in_force.end for entry in self])
        return pd.DataFrame(data)

    def _repr_html_(self) -> str:
        rows = [
            (e.key, cite_rule(e), e.rule.in_force.start, e.rule.in_force.end or "", e.section.heading, e.rule.text)
            for e in self
        ]
        return html_table(("Id", "Provision", "From", "To", "Heading", "Text"), rows, most=MOST_ROWS)


def _cells(entry: RuleEntry) -> tuple[str, ...]:
    rule, section = entry.rule, entry.section
    cited, by = cite_rule(entry), rule.in_force.by or ""
    return entry.key, entry.act.title, section.section, section.heading, rule.kind, cited, rule.text, by


@dataclass(frozen=True)
class ActLaw:
    """An Act with its rules, of every interval."""

    act: Act
    rules: RuleList

    @property
    def id(self) -> str:
        """The id, ``crimes-act-1961``."""
        return self.act.id

    @property
    def title(self) -> str:
        """The title, ``Crimes Act 1961``."""
        return self.act.title

    def __repr__(self) -> str:
        sections = len({entry.section.section for entry in self.rules})
        return f"<Act {self.title}: {len(self.rules)} rules of {sections} sections>"

    def frame(self) -> pd.DataFrame:
        """One row for each rule, with the columns of :meth:`RuleList.frame`."""
        return self.rules.frame()

    def _repr_html_(self) -> str:
        return self.rules._repr_html_()


class ActList(FrozenMapping[str, ActLaw]):
    """The Acts of a catalogue by id, as a small table."""

    def __repr__(self) -> str:
        return f"<Acts: {', '.join(self)}>"

    def frame(self) -> pd.DataFrame:
        """One row for each Act: ``id``, ``title``, ``number``, ``agency`` (texts), ``rules`` (how many)."""
        return _frame(("id", "title", "number", "agency", "rules"), self._rows())

    def _rows(self) -> list[tuple[object, ...]]:
        acts = self.values()
        return [(a.id, a.title, a.act.number or "", a.act.agency or "", len(a.rules)) for a in acts]

    def _repr_html_(self) -> str:
        return html_table(("Id", "Act", "Number", "Agency", "Rules"), self._rows())


class InstrumentList(FrozenMapping[str, Instrument]):
    """The instruments of a catalogue by id, as a small table."""

    def __init__(self, instruments: object, counts: object = ()) -> None:
        super().__init__(instruments)  # type: ignore[call-overload]
        self.counts = FrozenMapping(counts)  # type: ignore[call-overload]

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (dict(self), dict(self.counts))

    def __repr__(self) -> str:
        return f"<Instruments: {', '.join(self)}>"

    def frame(self) -> pd.DataFrame:
        """One row for each instrument: ``id``, ``title``, ``citation``, ``text`` (adopted, draft, mandate, statement;
        texts), ``articles`` and ``duties`` (how many the catalogue holds).
        """
        return _frame(("id", "title", "citation", "text", "articles", "duties"), self._rows())

    def _rows(self) -> list[tuple[object, ...]]:
        return [(i.id, i.short_title, i.citation, i.text_status, *self.counts[i.id]) for i in self.values()]

    def _repr_html_(self) -> str:
        return html_table(("Id", "Instrument", "Citation", "Text", "Articles", "Duties"), self._rows())


def _frame(columns: Sequence[str], rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    needs_pandas()
    import pandas as pd

    return pd.DataFrame({name: [row[n] for row in rows] for n, name in enumerate(columns)})


def acts_of(catalogue: Catalogue) -> ActList:
    """The Acts of a catalogue, each with its rules."""
    rules: dict[str, list[RuleEntry]] = {act: [] for act in catalogue.acts}
    for entry in catalogue.rules:
        rules[entry.act.id].append(entry)
    return ActList((key, ActLaw(act, RuleList(rules[key]))) for key, act in catalogue.acts.items())


def instruments_of(catalogue: Catalogue) -> InstrumentList:
    """The instruments of a catalogue, each with the number of its articles and duties."""
    counts = {i: (len(catalogue.articles(i)), len(catalogue.duties_of(i))) for i in catalogue.instruments}
    return InstrumentList(dict(catalogue.instruments), counts)
