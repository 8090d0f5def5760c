"""The topics of an annex that officials have to write, as an annex of a kind asks for them.

Which topics there are, who is asked for each and what it should answer is a State's own procedure, and so is data
(``<id>_statutes/annex.yaml``).
"""

from __future__ import annotations

from gapcheck.model.state import DraftingTopic
from gapcheck.report.annex.document_kind import DocumentKind


def needed(topic: DraftingTopic, kind: DocumentKind) -> str:
    """What is needed in an annex of a kind."""
    return topic.in_a_review if topic.in_a_review and not kind.proposes else topic.needs


def prompts_in(topic: DraftingTopic, kind: DocumentKind) -> tuple[str, ...]:
    """What the text should answer in an annex of a kind."""
    return () if topic.in_a_review and not kind.proposes else topic.prompts


def asked_in(topic: DraftingTopic, kind: DocumentKind) -> bool:
    """Whether an annex of a kind asks for it."""
    return kind.proposes or not topic.before
