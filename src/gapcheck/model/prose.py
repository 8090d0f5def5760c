"""What officials write in a context: paragraphs by topic, parts of which may be withheld."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pydantic import Field, model_validator

from gapcheck.model.base import Date, Many, Marked, Model, Source

# Typographic quotation marks are written as escapes, as two of them look alike in most fonts.
_NO_SPACE_BEFORE = tuple(",.;:!?)]\u2019\u201d")
_NO_SPACE_AFTER = tuple("([\u2018\u201c")


class ProseParagraph(Model):
    """One paragraph of prose, in parts that may be withheld, with its sources and the days on which it holds.

    In a file it is a plain text, ``{text, withheld, source, from, to}``, or ``{parts: [text, {text, withheld}], ...}``.
    """

    parts: Many[Marked]
    source: Many[Source] = ()
    start: Date | None = Field(default=None, alias="from")
    end: Date | None = Field(default=None, alias="to")

    @model_validator(mode="before")
    @classmethod
    def _whole(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"parts": [value]}
        # A paragraph that is withheld as a whole is written without a list of parts.
        if isinstance(value, dict) and "parts" not in value and value.keys() & {"text", "withheld"}:
            part = {key: value[key] for key in ("text", "withheld") if key in value}
            return {"parts": [part], **{key: given for key, given in value.items() if key not in part}}
        return value

    @model_validator(mode="after")
    def _forward(self) -> ProseParagraph:
        if not self.parts:
            raise ValueError("a paragraph without parts; expected 'text' or 'parts'")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"backward interval from {self.start} to {self.end}; expected 'to' after 'from'")
        return self

    def holds(self, day: date) -> bool:
        """Whether the paragraph is printed as at ``day``: the first day counts, the last does not."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def released(self) -> ProseParagraph:
        """The paragraph as a release copy has it: one that is withheld as a whole loses its sources too."""
        # A source can give away what the paragraph said, but it is kept while open words need it.
        whole = not any(part.withheld is None and re.search(r"\w", part.text or "") for part in self.parts)
        return self.model_copy(update={"source": ()}) if whole and self.source else self

    def spaced(self) -> tuple[Marked | str, ...]:
        """The parts, with the spaces that go between them: none before a comma or full stop, nor after an opening
        bracket.

        Only open text decides, so that a space says nothing of what is withheld.
        """
        spaced_parts: list[Marked | str] = []
        for part in self.parts:
            last = spaced_parts[-1] if spaced_parts else None
            tight = part.withheld is None and (part.text or "").startswith(_NO_SPACE_BEFORE)
            opened = isinstance(last, Marked) and last.withheld is None and (last.text or "").endswith(_NO_SPACE_AFTER)
            spaced_parts += [part] if last is None or tight or opened else [" ", part]
        return tuple(spaced_parts)

    def __str__(self) -> str:
        return "".join(str(part) for part in self.spaced())


class Prose(Model):
    """The topics that officials write: of the annex, where what is missing is printed as a drafting note, and of the
    brief (``recommendation``).
    """

    summary: Many[ProseParagraph] = ()
    recommendation: Many[ProseParagraph] = ()
    timing: Many[ProseParagraph] = ()
    nature: Many[ProseParagraph] = ()
    reservations_policy: Many[ProseParagraph] = ()
    tokelau: Many[ProseParagraph] = ()
    reasons: Many[ProseParagraph] = ()
    advantages: Many[ProseParagraph] = ()
    disadvantages: Many[ProseParagraph] = ()
    not_entering: Many[ProseParagraph] = ()
    obligations: Many[ProseParagraph] = ()
    dispute_settlement: Many[ProseParagraph] = ()
    implementation: Many[ProseParagraph] = ()
    intentions: Many[ProseParagraph] = ()
    economic: Many[ProseParagraph] = ()
    social: Many[ProseParagraph] = ()
    cultural: Many[ProseParagraph] = ()
    environmental: Many[ProseParagraph] = ()
    te_tiriti: Many[ProseParagraph] = ()
    human_rights: Many[ProseParagraph] = ()
    costs: Many[ProseParagraph] = ()
    consultation: Many[ProseParagraph] = ()
    protocols: Many[ProseParagraph] = ()
    withdrawal: Many[ProseParagraph] = ()
    regulatory_impact: Many[ProseParagraph] = ()
    tiriti_assessment: Many[ProseParagraph] = ()

    def on(self, topic: str, day: date) -> tuple[ProseParagraph, ...]:
        """The paragraphs on a topic that hold on ``day``."""
        return tuple(p for p in getattr(self, topic) if p.holds(day))
