"""Section 5: what the instrument binds to, by chapter, and how disputes are settled."""

from __future__ import annotations

from gapcheck.engine.results import ArticleResult
from gapcheck.report.annex.model import Line
from gapcheck.report.annex.numbering import cell, line, strong
from gapcheck.report.annex.phrases import Telling, binding_duties
from gapcheck.report.annex.topics import TOPIC
from gapcheck.wording.words import capital


def obligations(t: Telling) -> None:
    """5 Legal obligations that the treaty imposes."""
    t.write.paragraph(
        f"The table counts the duties of {t.name} by chapter. A binding duty is one that a Party shall fulfil. Duties only to"
        " consider or to endeavour are told apart and are never counted as gaps. Permissions, limits and definitions are no duties."
    )
    columns = (
        ("Chapter", 40),
        (f"{capital(t.instrument.division)}s", 18),
        ("Binding duties", 14),
        ("To consider or endeavour", 14),
        ("Other", 14),
    )
    rows = []
    for chapter, results in t.chapters.items():
        numbers = [r.article.article for r in results]
        binding = sum(map(binding_duties, results))
        soft = sum(d.full.duty.force in ("consider", "endeavour") for r in results for d in r.duties)
        other = sum(len(r.duties) for r in results) - binding - soft
        rows.append((cell(chapter), cell(_short(t, numbers)), cell(str(binding)), cell(str(soft)), cell(str(other))))
    t.write.table(f"Duties of {t.name} by chapter", columns, rows)
    for chapter, results in t.chapters.items():
        if any(map(binding_duties, results)):
            _chapter(t, chapter, results)
    t.prose("obligations")
    t.write.heading(TOPIC["dispute_settlement"].heading)
    t.wanted("dispute_settlement", "settlement of disputes")


def _chapter(t: Telling, chapter: str, results: list[ArticleResult]) -> None:
    bound = [r for r in results if binding_duties(r)]
    will = "" if t.report.assessment.binding else "would "
    verb = f"{will}bind{'s' if len(bound) == 1 and not will else ''} New Zealand"
    t.write.paragraph(strong(chapter), f": {t.articles(r.article.article for r in bound)} {verb}.")
    t.write.bullets(_bound(t, r, last=r is bound[-1]) for r in bound)


def _bound(t: Telling, result: ArticleResult, *, last: bool) -> Line:
    label = t.articles([result.article.article]).capitalize()
    return line(f"{label} ({result.article.heading}): {duties_in_words(binding_duties(result))}{'.' if last else ';'}")


def duties_in_words(number: int) -> str:
    """``1 binding duty``, ``12 binding duties``."""
    return f"{number} binding {'duty' if number == 1 else 'duties'}"


def _short(t: Telling, numbers: list[str]) -> str:
    return t.articles(numbers).partition(" ")[2]
