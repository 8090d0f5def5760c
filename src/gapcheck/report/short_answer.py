"""The answer of a report in ten seconds: what the page and the workbook tell before anything else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from gapcheck.report.answer_sentence import answer_sentence
from gapcheck.report.facts import binding_in_words, consent_in_words
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.article_changes import ChangeRow, change_rows
from gapcheck.report.rows.articles import ArticleRow
from gapcheck.report.statuses import VERDICT_ORDER
from gapcheck.wording.citation import division_label
from gapcheck.wording.dates import long_date
from gapcheck.wording.verdicts import TO_CONFIRM
from gapcheck.wording.words import capital, join, small, stop

MOST_NAMED = 12
"""How many questions or Acts a line names before it counts the rest."""


@dataclass(frozen=True)
class ShortAnswer:
    """The answer in a sentence, then one line each, in words; a line without anything to say is empty.

    ``next_steps`` is what there is left to do, the law first.
    """

    sentence: str
    bound: str
    gaps: str
    contested: str
    confirm: str
    changed: str
    reviews: str
    next_steps: tuple[str, ...]

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The lines that say something, each with what it is about."""
        told = (
            ("Bound", self.bound),
            ("Gaps", self.gaps),
            ("Contested", self.contested),
            ("To be confirmed", self.confirm),
            ("Changed", self.changed),
            ("Reviews", self.reviews),
        )
        return tuple((name, text) for name, text in told if text)


def short_answer(report: ReportRows) -> ShortAnswer:
    """The answer of a report."""
    return ShortAnswer(
        sentence=answer_sentence(report),
        bound=_bound(report),
        gaps=_gaps(report),
        contested=_contested(report),
        confirm=_confirm(report),
        changed=_changed(report),
        reviews=" ".join(report.review_sentences),
        next_steps=tuple(_next_steps(report)),
    )


def _bound(report: ReportRows) -> str:
    assessment = report.assessment
    if assessment.instrument.answered_by is not None:
        return ""
    position = assessment.catalogue.positions.get(assessment.instrument.id)
    bound = stop(binding_in_words(assessment))
    return bound if position is None or position.consent is None else f"{bound} {stop(consent_in_words(assessment))}"


def _gaps(report: ReportRows) -> str:
    gaps = [a for a in report.articles if a.is_gap]
    if not gaps:
        return f"No {report.assessment.instrument.division} falls short on our working view."
    return f"{capital(_named(report, gaps))}."


def _named(report: ReportRows, articles: Sequence[ArticleRow]) -> str:
    """``arts 5 and 6 (likely partial) and art 7 (unmet)``."""
    by_verdict = sorted(articles, key=lambda a: VERDICT_ORDER[a.verdict])
    return join(
        f"{_labels(report, [a.article for a in group])} ({small(verdict)})"
        for verdict, group in groupby(by_verdict, key=attrgetter("verdict"))
    )


def _labels(report: ReportRows, articles: Sequence[str]) -> str:
    """``arts 5, 6 and 7``, or as the parts of the instrument are called."""
    word = division_label(report.assessment.instrument, articles[0]).removesuffix(articles[0]).strip()
    return f"{word}{'' if len(articles) == 1 else 's'} {join(articles)}"


def _contested(report: ReportRows) -> str:
    open_ = [q for q in report.questions if q.view == "open"]
    articles = [a for a in report.articles if a.status == "unclear"]
    if not open_:
        return f"{capital(_labels(report, [a.article for a in articles]))}." if articles else ""
    titles = join(f"“{q.title}”" for q in open_[:MOST_NAMED])
    count = "1 question is" if len(open_) == 1 else f"{len(open_)} questions are"
    decides = "It decides" if len(open_) == 1 else "They decide"
    about = f" {decides} {_labels(report, [a.article for a in articles])}." if articles else ""
    return f"{count} open: {titles}.{about}"


def _confirm(report: ReportRows) -> str:
    """Who in Government can confirm how many facts."""
    asked = [q for q in report.questions if q.nature in TO_CONFIRM]
    if not asked:
        return ""
    by = Counter(q.confirm_with or "whoever holds the text" for q in asked)
    who = join(f"{agency} ({number})" for agency, number in by.items())
    waiting = sum(a.verdict.endswith("to be confirmed") for a in report.articles)
    division = report.assessment.instrument.division
    plural = "" if waiting == 1 else "s"
    rests = f" {waiting} {division}{plural} rest{'s' if waiting == 1 else ''} on them alone." if waiting else ""
    facts = (
        "1 fact that somebody in Government knows" if len(asked) == 1 else f"{len(asked)} facts that Government knows"
    )
    return f"{facts}: {who}.{rests}"


def _changed(report: ReportRows) -> str:
    if report.baseline is None:
        return ""
    rows, division = change_rows(report.change), report.assessment.instrument.division
    day = long_date(report.baseline)
    if not rows:
        return f"No {division} stands differently than on {day}."
    count = f"1 {division} stands" if len(rows) == 1 else f"{len(rows)} {division}s stand"
    moves: dict[str, list[str]] = {}
    for row in rows:
        moves.setdefault(_move(row), []).append(row.article)
    told = "; ".join(f"{_labels(report, articles)} {move}" for move, articles in moves.items())
    return f"{count} differently than on {day}: {told}."


def _move(row: ChangeRow) -> str:
    before, after = small(row.before) or "not there", small(row.after) or "gone"
    # Where the verdict stays, what moved is how sure it is.
    return f"still {after}" if before == after else f"from {before} to {after}"


def _next_steps(report: ReportRows) -> Iterator[str]:
    if report.measures:
        acts = tuple(dict.fromkeys(m.act for m in report.measures if m.act))
        count = "1 change" if len(report.measures) == 1 else f"{len(report.measures)} changes"
        yield f"Decide on {count} of law or practice: {_some(acts)}."
    agencies = tuple(
        dict.fromkeys(q.confirm_with for q in report.questions if q.confirm_with and q.nature in TO_CONFIRM)
    )
    if agencies:
        yield f"Have facts confirmed by {_some(agencies)}."
    if any(q.view == "open" for q in report.questions):
        yield "Take legal advice on the questions that are open."
    reviewed = sum(bool(row.view) for row in report.people.values())
    if report.duties:
        thing = "item" if report.assessment.instrument.answered_by is not None else "duty"
        plural = "items" if thing == "item" else "duties"
        has = "has" if reviewed < 2 else "have"
        yield f"Review: {reviewed or 'none'} of the {len(report.duties)} {plural} {has} been reviewed."


def _some(names: Collection[str]) -> str:
    found = list(names)
    shown = found[:MOST_NAMED]
    return join([*shown, f"{len(found) - MOST_NAMED} more"]) if len(found) > MOST_NAMED else join(shown)
