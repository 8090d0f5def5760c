"""Citations in official statements of which nobody can tell what Act or treaty they are of."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.citing import Citations
from gapcheck.lint.finding import LintFinding, finding
from gapcheck.model.ids import DutyId
from gapcheck.model.policy import Statement


def lint_citations(catalogue: Catalogue) -> Iterator[LintFinding]:
    """One finding for each citation of a statement that is not resolved.

    An article that no treaty is named for is one of the treaty that the statement is about, if that is only one.
    """
    # Gathering the names and places of a catalogue takes longer than the lints before it.
    if not catalogue.statements:
        return
    citations = Citations(catalogue)
    for statement in catalogue.statements:
        treaties = {DutyId.parse(about).instrument for about in statement.about}
        # A statement on two treaties that says "article 16" may mean either.
        treaty = treaties.pop() if len(treaties) == 1 else None
        for text in _texts(statement):
            for citation in citations.find(text, instrument=treaty):
                if citation.status in ("unresolved", "partly-read"):
                    said = " ".join(citation.text.split())
                    message = f"the citation {said!r} is not resolved: {citation.message}"
                    expected = "the Act or treaty by its full title beside the place"
                    yield finding(catalogue, "unresolved-citation", f"statement:{statement.id}", message, expected)


def _texts(statement: Statement) -> Iterator[str]:
    yield from (str(text) for text in (statement.subject, statement.text, statement.note) if text)
    for source in statement.source:
        yield f"{source.ref}, {source.pinpoint}"
        if source.note:
            yield str(source.note)
