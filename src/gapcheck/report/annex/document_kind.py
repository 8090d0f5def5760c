"""What an annex is: that follows from the facts, and settles its title and the headings of its sections.

Before the State is bound it is an analysis, called as its own procedure calls it; once it is bound, an implementation
review. What a
negotiating mandate brought is a negotiation outcome, and a statement that binds nobody is told as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gapcheck.engine.results import InstrumentResult
from gapcheck.model.state import DraftingProcedure, SectionKey, State


@dataclass(frozen=True)
class DocumentKind:
    """A kind of annex: its title, and the heading of each of its sections, in their order."""

    id: Literal["analysis", "review", "outcome", "statement"]
    title: str
    headings: Mapping[SectionKey, str]

    @property
    def proposes(self) -> bool:
        """Whether the treaty is one that the State may yet join."""
        return self.id == "analysis"

    @property
    def of_a_treaty(self) -> bool:
        """Whether the text is a treaty, or is to become one."""
        return self.id in ("analysis", "review")


_SHARED: Mapping[SectionKey, str] = {
    "effects": "Economic, social, cultural and environmental effects",
    "costs": "Costs of compliance",
    "consultation": "Consultation",
    "protocols": "Subsequent protocols or amendments",
    "withdrawal": "Withdrawal or denunciation",
}


def _analysis(state: State, procedure: DraftingProcedure) -> DocumentKind:
    """What is written before the State is bound."""
    return DocumentKind(
        "analysis",
        procedure.analysis,
        {
            "summary": "Executive summary",
            "nature": "Nature and timing of the proposed treaty action",
            "reasons": f"Reasons for {state.name} becoming a party",
            "advantages": f"Advantages and disadvantages of the treaty entering into force for {state.name}",
            "obligations": "Legal obligations that the treaty would impose",
            "implementation": "Measures the Government could or should adopt",
            "opposing": "Opposing views and contested points",
            **_SHARED,
        },
    )


def _review(state: State) -> DocumentKind:
    """What is written once the State is bound."""
    return DocumentKind(
        "review",
        "Implementation review",
        {
            "summary": "Summary",
            "nature": f"{state.at_start} and the treaty",
            "reasons": f"Why {state.name} became a party",
            "advantages": "What membership brings, and what it costs",
            "obligations": "Legal obligations that the treaty imposes",
            "implementation": f"How {state.law} gives effect to the treaty",
            "opposing": "Opposing views and contested points",
            **_SHARED,
        },
    )


OUTCOME = DocumentKind(
    "outcome", "Negotiation outcome", {"summary": "Summary", "outcome": "What was asked for, and what the text gives"}
)
STATEMENT = DocumentKind(
    "statement", "Note on a statement of intent", {"summary": "Summary", "obligations": "What the statement says"}
)


def kind_of(assessment: InstrumentResult) -> DocumentKind:
    """The kind of an annex on an assessment."""
    status = assessment.instrument.text_status
    if status == "mandate":
        return OUTCOME
    if status == "statement":
        return STATEMENT
    state = assessment.state
    return _review(state) if assessment.binding else _analysis(state, assessment.catalogue.procedure)
