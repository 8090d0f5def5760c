"""Section 5: what the instrument binds to, by chapter, and how disputes are settled."""

from __future__ import annotations

from gapcheck.engine.results import ArticleResult
from gapcheck.report.annex.document import Line
from gapcheck.report.annex.draft import Draft, binding_duties
from gapcheck.report.annex.topics import TOPIC
from gapcheck.report.annex.writer import cell, line, strong
from gapcheck.wording.words import capital


def obligations(draft: Draft) -> None:
    """5 Legal obligations that the treaty imposes."""
    draft.write.paragraph(
        f"The table counts the duties of {draft.name} by chapter. A binding duty is one that a Party shall "
        "fulfil. Duties only to"
        " consider or to endeavour are told apart and are never counted as gaps. Permissions, limits and "
        "definitions are no duties."
    )
    columns = (
        ("Chapter", 40),
        (f"{capital(draft.instrument.division)}s", 18),
        ("Binding duties", 14),
        ("To consider or endeavour", 14),
        ("Other", 14),
    )
    rows = []
    for chapter, results in draft.chapters.items():
        numbers = [r.article.article for r in results]
        binding = sum(map(binding_duties, results))
        soft = sum(d.full.duty.force in ("consider", "endeavour") for r in results for d in r.duties)
        other = sum(len(r.duties) for r in results) - binding - soft
        rows.append(
            (
                cell(chapter),
                cell(draft.numbers_in_words(numbers)),
                cell(str(binding)),
                cell(str(soft)),
                cell(str(other)),
            )
        )
    draft.write.table(f"Duties of {draft.name} by chapter", columns, rows)
    for chapter, results in draft.chapters.items():
        if any(map(binding_duties, results)):
            _chapter(draft, chapter, results)
    draft.prose("obligations")
    draft.write.heading(TOPIC["dispute_settlement"].heading)
    draft.wanted("dispute_settlement", "settlement of disputes")


def _chapter(draft: Draft, chapter: str, results: list[ArticleResult]) -> None:
    bound = [r for r in results if binding_duties(r)]
    # Before the instrument binds New Zealand, what it would ask is conditional.
    will = "" if draft.report.assessment.binding else "would "
    verb = f"{will}bind{'s' if len(bound) == 1 and not will else ''} New Zealand"
    draft.write.paragraph(strong(chapter), f": {draft.articles(r.article.article for r in bound)} {verb}.")
    draft.write.bullets(_bound(draft, r, last=r is bound[-1]) for r in bound)


def _bound(draft: Draft, result: ArticleResult, *, last: bool) -> Line:
    label = draft.articles([result.article.article]).capitalize()
    return line(f"{label} ({result.article.heading}): {duties_in_words(binding_duties(result))}{'.' if last else ';'}")


def duties_in_words(number: int) -> str:
    """``1 binding duty``, ``12 binding duties``."""
    return f"{number} binding {'duty' if number == 1 else 'duties'}"
