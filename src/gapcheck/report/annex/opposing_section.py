"""Section 7: who holds what against the analysis, what is contested, and which facts somebody has to confirm."""

from __future__ import annotations

from collections.abc import Iterator

from gapcheck.engine.results import ArticleResult
from gapcheck.model.context import OpposingView
from gapcheck.model.ids import DutyId
from gapcheck.report.annex.assessors_section import disagreeing_findings
from gapcheck.report.annex.confirmations import confirmations
from gapcheck.report.annex.document import Line, TableCell
from gapcheck.report.annex.draft import Draft
from gapcheck.report.annex.writer import Part, cell, cell_of, line, linked, marked
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.words import capital, join, stop


def opposing(draft: Draft) -> None:
    """7 Opposing views and contested points."""
    _views(draft)
    _asked(draft)
    _contested(draft)
    confirmations(draft)


# Views on record --------------------------------------------------------------------------------------------------


def _views(draft: Draft) -> None:
    """What agencies, submitters, reviewers, officials and outside assessors hold against what is told here."""
    draft.write.heading("Views on record")
    rows = [*_recorded(draft), *_reviewers(draft), *_officials(draft), *disagreeing_findings(draft)]
    if not rows:
        draft.write.paragraph("No view that differs from this analysis is on record.")
        return
    columns = (("Who", 24), ("On what", 20), ("What they hold", 56))
    draft.write.table("Views that differ from this analysis, or from the action", columns, rows)


def _recorded(draft: Draft) -> Iterator[tuple[TableCell, ...]]:
    for view in draft.report.context.opposing(draft.report.assessment.as_at):
        holds = draft.write.cited(line(marked(view.holds)), *draft.cite(view.source))
        yield cell(marked(view.who)), cell(_about(draft, view)), cell(holds)


def _about(draft: Draft, view: OpposingView) -> Line:
    """What a view is on: articles, duties and questions, as texts that lead to them; else the whole."""
    asked = draft.report.assessment.catalogue.questions
    places = [DutyId.parse(about).duty for about in view.about if about not in asked]
    own = [place for place in places if place in draft.order]
    inside = [division_label(draft.instrument, place) for place in places if place not in draft.order]
    told: list[Line] = [draft.linked_articles(own)] if own else []
    told += [line(label) for label in inside]
    told += [line(_question(draft, about)) for about in view.about if about in asked]
    if not told:
        return line("The treaty as a whole" if draft.kind.of_a_treaty else "The whole")
    return linked([piece for number, part in enumerate(told) for piece in (*_comma(number), *part)], "")


def _comma(number: int) -> Line:
    return line("; ") if number else ()


def _question(draft: Draft, key: str) -> Part:
    if key in draft.questions:
        return draft.question(key, draft.questions[key].title)
    return draft.report.assessment.catalogue.question(key).title


def _reviewers(draft: Draft) -> Iterator[tuple[TableCell, ...]]:
    """The reviewers who disagree with a verdict, each once."""
    day = draft.report.assessment.as_at
    for review in sorted(draft.report.context.reviews, key=lambda r: (r.date, r.about)):
        if review.view == "disagrees" and review.speaks_of(day):
            place = division_label(draft.instrument, DutyId.parse(review.about).duty)
            yield (
                cell_of([line(marked(review.role)), f"Review of {long_date(review.date)}"]),
                cell(place),
                cell(marked(review.text)),
            )


def _officials(draft: Draft) -> Iterator[tuple[TableCell, ...]]:
    for row in draft.report.officials:
        if row.result == "disagrees":
            verdict = row.now.lower() if row.then == row.now else f"{row.then.lower()} then, {row.now.lower()} now"
            yield (
                cell(f"{row.speaker}, {long_date(row.date)}"),
                cell(row.label),
                cell(f"{stop(row.text)} (Verdict here: {verdict}.)"),
            )


# Who was asked ----------------------------------------------------------------------------------------------------


def _asked(draft: Draft) -> None:
    """Who was asked whether they hold another view; a drafting note while nobody is on record to have been."""
    asked = draft.report.context.asked(draft.report.assessment.as_at)
    if not asked:
        draft.write.paragraph(
            "Who was asked whether they hold another view is not on record, so that nothing follows from silence."
        )
        draft.write.note(
            "the views of agencies, submitters and assessors that differ, or a statement that none was held; and who "
            "was asked, and when",
            f"every agency that was consulted, through the {draft.procedure.responsible}",
            prompts=("what each agency holds on the contested duties", "submissions against", "advice not followed"),
        )
        return
    for one in asked:
        answer = line(": ", marked(one.answer)) if one.answer is not None else line(": no other view came back.")
        day = f" on {long_date(one.told_on)}" if one.told_on else ""
        draft.write.paragraph(line(marked(one.who), f" was asked{day}", answer))


# What is contested ------------------------------------------------------------------------------------------------


def _contested(draft: Draft) -> None:
    """The articles that no view decides, and what the other side of each question is."""
    draft.write.heading("Contested points")
    open_ = draft.with_status("unclear")
    for result in open_:
        draft.write.paragraph(_open_article(draft, result))
    if not open_:
        draft.write.paragraph(f"No {draft.instrument.division} is left open by our views.")
    if unknown := draft.with_status("not_assessed"):
        numbers = [a.article.article for a in unknown]
        draft.write.paragraph(
            f"{capital(draft.articles(numbers))}: nobody has searched the statute book, and nothing is claimed."
        )
    if draft.question_numbers:
        draft.write.paragraph(*_other_side(draft))


def _open_article(draft: Draft, result: ArticleResult) -> str:
    """What an open article turns on: an argument that no view decides, or a fact that an agency is asked for."""
    questions = [q for q in draft.report.assessment.sensitivity.of_article(result) if q.view == "open"]
    argued = join(f"“{q.title}”" for q in questions if q.nature == "law")
    facts = join(f"“{q.title}”" for q in questions if q.nature != "law")
    agencies = join(dict.fromkeys(f"the {q.confirm_with}" for q in questions if q.nature != "law" and q.confirm_with))
    place = f"{draft.articles([result.article.article]).capitalize()} ({result.article.heading})"
    told = [f"{argued}, which no view here decides"] if argued else []
    told += [f"{facts}, which {agencies or 'whoever holds the text'} can settle"] if facts else []
    return f"{place} is contested: it turns on {', and on '.join(told)}." if told else f"{place} is contested."


def _other_side(draft: Draft) -> Iterator[Part]:
    """Where the other side of each question of law is told, and what would fall if it were right."""
    yield from ("The other side of each question of law is told in ", draft.section("implementation"), ".")
    lost = [q for q in draft.report.questions if q.nature == "law" and q.turns and q.view == "holds"]
    places = dict.fromkeys(article for q in lost for article in q.turns)
    if places:
        asked = "it" if len(lost) == 1 else f"any of {len(lost)} questions"
        more = "" if len(places) == 1 else "one or more of "
        falls = f"the verdict on {more}{draft.articles(places)} falls"
        yield f" If the side against {draft.state.name} is right on {asked}, {falls}."
