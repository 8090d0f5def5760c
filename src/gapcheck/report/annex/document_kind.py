"""What an annex is: that follows from the facts, and settles its title and the headings of its sections.

Before New Zealand is bound it is a national interest analysis; once it is bound, an implementation review. What a
negotiating mandate brought is a negotiation outcome, and a statement that binds nobody is told as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from gapcheck.engine.results import InstrumentResult

Key = Literal[
    "summary", "nature", "reasons", "advantages", "obligations", "implementation", "opposing", "effects", "costs",
    "consultation", "protocols", "withdrawal", "regulatory_impact", "outcome", "changed",
]  # fmt: skip
"""A section of an annex."""


@dataclass(frozen=True)
class DocumentKind:
    """A kind of annex: its title, and the heading of each of its sections, in their order."""

    id: Literal["analysis", "review", "outcome", "statement"]
    title: str
    headings: Mapping[Key, str]

    @property
    def proposes(self) -> bool:
        """Whether the treaty is one that New Zealand may yet join."""
        return self.id == "analysis"

    @property
    def of_a_treaty(self) -> bool:
        """Whether the text is a treaty, or is to become one."""
        return self.id in ("analysis", "review")


_SHARED: Mapping[Key, str] = {
    "effects": "Economic, social, cultural and environmental effects",
    "costs": "Costs of compliance",
    "consultation": "Consultation",
    "protocols": "Subsequent protocols or amendments",
    "withdrawal": "Withdrawal or denunciation",
}

ANALYSIS = DocumentKind(
    "analysis",
    "National interest analysis",
    {
        "summary": "Executive summary",
        "nature": "Nature and timing of the proposed treaty action",
        "reasons": "Reasons for New Zealand becoming a party",
        "advantages": "Advantages and disadvantages of the treaty entering into force for New Zealand",
        "obligations": "Legal obligations that the treaty would impose",
        "implementation": "Measures the Government could or should adopt",
        "opposing": "Opposing views and contested points",
        **_SHARED,
    },
)
REVIEW = DocumentKind(
    "review",
    "Implementation review",
    {
        "summary": "Summary",
        "nature": "New Zealand and the treaty",
        "reasons": "Why New Zealand became a party",
        "advantages": "What membership brings, and what it costs",
        "obligations": "Legal obligations that the treaty imposes",
        "implementation": "How New Zealand law gives effect to the treaty",
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
    return REVIEW if assessment.binding else ANALYSIS
