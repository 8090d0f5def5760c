"""Citations in official statements of which nobody can tell what they are of."""

from __future__ import annotations

from support.builders import catalogue, duty, statement
from support.linting import found, only

from gapcheck.lint.citations import lint_citations
from gapcheck.model.base import Source


def test_a_section_of_no_act_is_found() -> None:
    said = statement("suffices", "2015-01-01", "1").model_copy(update={"text": "Sections 1 and 2 suffice."})
    finding = only(lint_citations, catalogue(duty(conduct="access"), statements=(said,)))
    assert (finding.code, finding.key) == ("unresolved-citation", "statement:s")
    assert finding.message == "the citation 'Sections 1 and 2' is not resolved: the text does not say of which Act"


def test_an_article_is_of_the_treaty_that_the_statement_is_about() -> None:
    said = statement("suffices", "2015-01-01", "1").model_copy(update={"note": "Linked to art 1."})
    assert found(lint_citations, catalogue(duty(conduct="access"), statements=(said,))) == []


def test_the_subject_and_the_sources_are_read_too() -> None:
    source = Source(ref="A paper on section 9", pinpoint="p 1", checked="verified", note="It cites art 3.")
    said = statement("open", "2015-01-01", subject="Section 5").model_copy(update={"source": (source,)})
    made = catalogue(duty(conduct="access"), statements=(said,))
    assert found(lint_citations, made) == [("unresolved-citation", "statement:s")] * 3


def test_an_act_that_is_not_encoded_is_no_finding() -> None:
    said = statement("suffices", "2015-01-01", "1").model_copy(
        update={"text": "Section 5 of the Bail Act 2000 and the Made Up Act 2000."}
    )
    assert found(lint_citations, catalogue(duty(conduct="access"), statements=(said,))) == []
