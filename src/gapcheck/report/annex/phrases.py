"""What the sections share: lists of articles, counts in words, prose of officials, and citations of the treaty."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.results import ArticleResult, InstrumentResult
from gapcheck.model.base import Source
from gapcheck.model.context import Paragraph
from gapcheck.model.law import RuleEntry
from gapcheck.model.treaty import BINDING, Instrument
from gapcheck.report.annex.model import Line
from gapcheck.report.annex.numbering import UNCHECKED, Writer, cite_source, line, marked, weakest
from gapcheck.report.annex.topics import TOPIC
from gapcheck.report.report import Report
from gapcheck.wording.citation import article_label, cite_treaty, division_label
from gapcheck.wording.words import join, stop


@dataclass(frozen=True, eq=False)
class Telling:
    """A report and the writer of its annex."""

    report: Report
    write: Writer

    @property
    def instrument(self) -> Instrument:
        """The instrument that the annex is on."""
        return self.report.assessment.instrument

    @property
    def name(self) -> str:
        """The instrument in a sentence: ``the Budapest Convention``."""
        return f"the {self.instrument.short_title}"

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each article in the instrument."""
        return {a.article.article: n for n, a in enumerate(self.report.assessment.articles)}

    def articles(self, numbers: Iterable[str]) -> str:
        """Articles in a sentence, runs of three and more together: ``articles 2, 5 and 11 to 13``."""
        wanted = sorted({n for n in numbers if n in self.order}, key=self.order.__getitem__)
        runs: list[list[str]] = []
        for number in wanted:
            if runs and self.order[number] == self.order[runs[-1][-1]] + 1:
                runs[-1].append(number)
            else:
                runs.append([number])
        told = [t for run in runs for t in ([f"{run[0]} to {run[-1]}"] if len(run) > 2 else run)]
        word = self.instrument.division if len(wanted) == 1 else f"{self.instrument.division}s"
        return f"{word} {join(told)}"

    def places(self, duties: Iterable[str]) -> str:
        """Duties as they are cited: ``arts 16(1) and 16(2)``."""
        found = list(duties)
        if self.instrument.division != "article" or len(found) < 2:
            return ", ".join(division_label(self.instrument, duty) for duty in found)
        return f"arts {join(dict.fromkeys(article_label(duty).removeprefix('art ') for duty in found))}"

    def with_status(self, *statuses: str) -> list[ArticleResult]:
        """The articles of any of the statuses, in order."""
        return [a for a in self.report.assessment.articles if a.status in statuses]

    def numbers(self, *statuses: str) -> list[str]:
        """The numbers of the articles of any of the statuses."""
        return [a.article.article for a in self.with_status(*statuses)]

    @cached_property
    def chapters(self) -> dict[str, list[ArticleResult]]:
        """The articles by chapter, in order."""
        found: dict[str, list[ArticleResult]] = {}
        for result in self.report.assessment.articles:
            found.setdefault(result.article.chapter, []).append(result)
        return found

    def count(self, number: int, noun: str) -> str:
        """``1 article``, ``12 articles``."""
        return f"{number} {noun}{'' if number == 1 else 's'}"

    # Citations ----------------------------------------------------------------------------------------------------

    def treaty(self, place: str | None = None, sources: Sequence[Source] = ()) -> Line:
        """A footnote on the instrument, or on a place in it; the sources tell whether somebody read it there."""
        unread = UNCHECKED.get(weakest(sources)) if sources else None
        cited = (
            f"{self.instrument.short_title}, {division_label(self.instrument, place)}"
            if place
            else cite_treaty(self.instrument)
        )
        return line(cited, f" ({unread})." if unread else ".")

    # Prose --------------------------------------------------------------------------------------------------------

    def prose(self, topic: str) -> bool:
        """Write what officials wrote on a topic; whether there was anything."""
        found = self.report.context.prose.on(topic, self.report.assessment.as_at)
        for paragraph in found:
            self.write.paragraph(self._prose(paragraph))
        return bool(found)

    def wanted(self, topic: str, *headings: str, told: bool = False) -> None:
        """Write what officials wrote on a topic; else what the articles under such headings say; else a note on who has
        to.

        There is no note where something else has ``told`` it already.
        """
        if not (self.prose(topic) or self._own_words(headings) or told):
            self.write.note(TOPIC[topic].needs, TOPIC[topic].asked_of)

    def _prose(self, paragraph: Paragraph) -> Line:
        text = line(*(part if isinstance(part, str) else marked(part) for part in paragraph.spaced()))
        return self.write.cited(text, *(cite_source(s) for s in paragraph.source))

    def _own_words(self, headings: tuple[str, ...]) -> bool:
        """Tell the articles whose heading holds one of the words, in the words of the data; whether there is one."""
        own = [a for a in self.report.assessment.articles if a.status == "no_duty" and a.duties]
        found = [a for a in own if any(h in a.article.heading.casefold() for h in headings)]
        for result in found:
            texts = " ".join(stop(d.full.duty.text) for d in result.duties)
            label = self.articles([result.article.article]).capitalize()
            note = self.treaty(result.article.article, [s for d in result.duties for s in d.full.duty.source])
            self.write.paragraph(self.write.cited(f"{label} ({result.article.heading}): {texts}", note))
        return bool(found)


def unread_duties(assessment: InstrumentResult) -> int:
    """How many binding duties rest on a text that nobody has read."""
    duties = (d for d in assessment.duties if d.full.duty.force in BINDING)
    return sum(all(source.checked == "unverified" for source in d.full.duty.source) for d in duties)


def binding_duties(result: ArticleResult) -> int:
    """How many duties of an article bind."""
    return sum(d.full.duty.force in BINDING for d in result.duties)


def rules_of(result: ArticleResult) -> list[RuleEntry]:
    """The rules that the verdicts on the binding duties of an article rest on, once each."""
    found = {e.identity: e for d in result.duties if d.binding for e in d.rules}
    return list(found.values())
