"""Relations of treaty and law as rows, in the set-theory terms of NIST IR 8477 and the columns of NIST IR 8278A.

The treaty is the *focal* document and domestic law the *reference* document. A relationship is read from the focal
element to the reference element: a cell that is a ``subset of`` a section is wholly reached by it, and the section goes
beyond it. That is the opposite of how :mod:`gapcheck.engine.relation` looks at it (from the rule to the cell), so the
two are exchanged here.

The rationale is always ``semantic``: the elements were compared by their meaning in the vocabulary, not by their
wording. The strength of a relationship (0 to 10) is left out: IR 8278A prescribes no method for it, and gapcheck
computes none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gapcheck.engine.relation import Relation, relation
from gapcheck.engine.results import CellResult, DutyResult, InstrumentResult
from gapcheck.explain.sentences import Teller
from gapcheck.explain.wider_law import asked_elsewhere, beyond_sentence, elsewhere_sentence, goes_beyond
from gapcheck.report.json_contract import shortfalls_of
from gapcheck.report.rows.duties import cell_label, concepts_in_words, unique
from gapcheck.wording.citation import cite_rule, division_label, merge_citations
from gapcheck.wording.words import join, stop

DIRECTION = "the focal element is ... the reference element"
RATIONALE = "semantic"

FROM_FOCAL: Mapping[Relation, str] = {
    "equal": "equal",
    "superset": "subset of",
    "subset": "superset of",
    "intersects": "intersects with",
    "none": "no relationship",
}
"""How a cell stands to its best rule, from how the rule stands to the cell."""

CSV_HEAD = (
    "Focal Document Element",
    "Focal Document Element Description",
    "Rationale",
    f"Relationship: {DIRECTION}",
    "Reference Document Element",
    "Reference Document Element Description",
    "Comments",
    "Duty",
    "Rule",
    "As at",
    "Reading",
    "Reform",
    "Catalogue version",
)


@dataclass(frozen=True)
class RelationRow:
    """How one cell of a treaty stands to the best rule for it, read from the cell (focal) to the rule (reference)."""

    focal: str
    focal_description: str
    rationale: str
    relationship: str
    reference: str
    reference_description: str
    comments: tuple[str, ...]
    duty: str
    rule: str
    as_at: date
    reading: str
    reform: str
    catalogue: str

    def to_dict(self) -> dict[str, object]:
        """The row as plain values."""
        return {**vars(self), "comments": list(self.comments), "as_at": self.as_at.isoformat()}

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as texts, in the order of :data:`CSV_HEAD`."""
        values = {**vars(self), "comments": " ".join(self.comments), "as_at": self.as_at.isoformat()}
        return tuple(str(value) for value in values.values())


def relation_rows(assessment: InstrumentResult) -> tuple[RelationRow, ...]:
    """One row for each cell, in the order of the instrument."""
    teller = Teller(assessment)
    return tuple(_row(teller, duty, cell) for duty in assessment.duties for cell in duty.cells)


def _row(teller: Teller, duty: DutyResult, cell: CellResult) -> RelationRow:
    assessment, best = teller.assessment, cell.best
    words = assessment.catalogue.vocabulary
    return RelationRow(
        focal=focal_element(assessment, duty, cell),
        focal_description=f"{stop(duty.full.duty.text)} {concepts_in_words(cell.cell, words)}.",
        rationale=RATIONALE,
        relationship=FROM_FOCAL[relation(words, cell.cell, best)],
        reference=cite_rule(best.entry) if best else "",
        reference_description=best.entry.rule.text if best else "",
        comments=comments(teller, duty, cell),
        duty=duty.id,
        rule=best.entry.key if best else "",
        as_at=assessment.as_at,
        reading=assessment.reading.id if assessment.reading else "",
        reform=assessment.reform.id if assessment.reform else "",
        catalogue=assessment.catalogue.version,
    )


def focal_element(assessment: InstrumentResult, duty: DutyResult, cell: CellResult) -> str:
    """The pinpoint of a cell: ``Budapest Convention, art 4(1): damaging data``."""
    place = f"{assessment.instrument.short_title}, {division_label(assessment.instrument, duty.full.duty.id)}"
    return f"{place}: {cell_label(duty, cell.cell, assessment.catalogue.vocabulary)}"


def comments(teller: Teller, duty: DutyResult, cell: CellResult) -> tuple[str, ...]:
    """Why the relationship is what it is: what the rule relies on, what falls short, what excuses it, what goes beyond."""
    return unique([*relied_on(cell), *falls_short(teller, duty, cell), *reaches_more(teller, duty, cell)])


def reaches_more(teller: Teller, duty: DutyResult, cell: CellResult) -> tuple[str, ...]:
    """What goes beyond the treaty, and what goes beyond the cell alone, in sentences."""
    beyond = [beyond_sentence(teller, item) for item in goes_beyond(teller.assessment, duty, cell)]
    elsewhere = [elsewhere_sentence(teller, item, duty) for item in asked_elsewhere(teller.assessment, duty, cell)]
    return (*beyond, *elsewhere)


def relied_on(cell: CellResult) -> tuple[str, ...]:
    """The other rules that give what the best rule does not give itself, in a sentence."""
    others = merge_citations(cite_rule(e) for e in cell.best.relies_on) if cell.best else ()
    return (f"Read together with {join(others)}.",) if others else ()


def falls_short(teller: Teller, duty: DutyResult, cell: CellResult) -> tuple[str, ...]:
    """What falls short, open or excused, in sentences."""
    open_ = cell.best.shortfalls if cell.best else shortfalls_of(teller.assessment, duty, cell)
    told = [teller.shortfall(s, full=duty.full, cell=cell.cell) for s in open_]
    for shortfall in cell.best.excused if cell.best else ():
        told.append(teller.shortfall(shortfall, full=duty.full))
        allowed = teller.allowed(duty.full, shortfall.excused)
        if allowed is not None:
            limit = teller.labels(shortfall.found) or teller.facet(shortfall.facet)
            verb = "leaving out" if shortfall.exception is not None else "a limit to"
            told.append(teller.used(allowed, f"{verb} {limit}"))
    if cell.waiver is not None:
        told.append(teller.used(cell.waiver, "leaving this out"))
    return unique(told)


def relations_as_dict(assessment: InstrumentResult) -> dict[str, object]:
    """The relations of an assessment as plain values, with what they were computed from."""
    return {
        "instrument": assessment.instrument.id,
        "as_at": assessment.as_at.isoformat(),
        "reading": assessment.reading.id if assessment.reading else None,
        "reform": assessment.reform.id if assessment.reform else None,
        "catalogue": assessment.catalogue.version,
        "direction": DIRECTION,
        "relations": [row.to_dict() for row in relation_rows(assessment)],
    }
