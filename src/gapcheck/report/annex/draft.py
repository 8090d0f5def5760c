"""What the sections share: lists of articles, counts in words, prose of officials, citations, and internal links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from gapcheck.engine.results import ArticleResult
from gapcheck.explain.articles_analysed import runs_of, told_articles
from gapcheck.model.base import Source
from gapcheck.model.law import RuleEntry
from gapcheck.model.prose import ProseParagraph
from gapcheck.model.state import DraftingProcedure, DraftingTopic, SectionKey, State
from gapcheck.model.treaty import BINDING, Instrument
from gapcheck.report.annex.document import Line, Piece
from gapcheck.report.annex.document_kind import DocumentKind
from gapcheck.report.annex.footnotes import NoteCitation, cite_source
from gapcheck.report.annex.topics import asked_in, needed, prompts_in
from gapcheck.report.annex.writer import AnnexWriter, line, linked, marked
from gapcheck.report.report_rows import ReportRows
from gapcheck.report.rows.questions import QuestionRow, deciding_questions
from gapcheck.report.statuses import weakest_check
from gapcheck.wording.citation import article_label, cite_treaty, division_label
from gapcheck.wording.words import join, stop


@dataclass(frozen=True, eq=False)
class Draft:
    """A report, the kind of its annex, and the writer of it. ``numbers`` are those of the sections."""

    report: ReportRows
    write: AnnexWriter
    kind: DocumentKind
    numbers: Mapping[SectionKey, str] = field(default_factory=dict)

    @cached_property
    def agencies(self) -> Mapping[str, str | None]:
        """The agency that administers each Act, by the title of the Act."""
        return {act.title: act.agency for act in self.report.assessment.catalogue.acts.values()}

    @property
    def instrument(self) -> Instrument:
        """The instrument that the annex is on."""
        return self.report.assessment.instrument

    @property
    def state(self) -> State:
        """The State that the treaty is before."""
        return self.report.assessment.state

    @cached_property
    def procedure(self) -> DraftingProcedure:
        """That State's procedure for documents on this treaty."""
        return self.report.assessment.catalogue.procedure.of(self.instrument.id)

    @property
    def name(self) -> str:
        """The instrument in a sentence: ``the Budapest Convention``."""
        return f"the {self.instrument.short_title}"

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each article of the analysis in the instrument."""
        return {a.article.article: n for n, a in enumerate(self.report.assessment.articles)}

    # Articles in words --------------------------------------------------------------------------------------------

    def articles(self, numbers: Iterable[str]) -> str:
        """Articles in a sentence, runs of three and more together: ``articles 2, 5 and 11 to 13``."""
        return told_articles(self.instrument, self._in_order(numbers))

    def numbers_in_words(self, numbers: Iterable[str]) -> str:
        """Their numbers alone: ``2, 5 and 11 to 13``."""
        return join(runs_of(self.instrument, self._in_order(numbers)))

    def _in_order(self, numbers: Iterable[str]) -> list[str]:
        return sorted({n for n in numbers if n in self.order}, key=self.order.__getitem__)

    def places(self, duties: Iterable[str]) -> str:
        """Duties as they are cited: ``arts 16(1) and 16(2)``."""
        labels = list(duties)
        if self.instrument.division != "article" or len(labels) < 2:
            return ", ".join(division_label(self.instrument, duty) for duty in labels)
        return f"arts {join(dict.fromkeys(article_label(duty).removeprefix('art ') for duty in labels))}"

    def with_status(self, *statuses: str) -> list[ArticleResult]:
        """The articles of any of the statuses, in order."""
        return [a for a in self.report.assessment.articles if a.status in statuses]

    @cached_property
    def chapters(self) -> dict[str, list[ArticleResult]]:
        """The articles by chapter, in order."""
        by_chapter: dict[str, list[ArticleResult]] = {}
        for result in self.report.assessment.articles:
            by_chapter.setdefault(result.article.chapter, []).append(result)
        return by_chapter

    def count(self, number: int, noun: str) -> str:
        """``1 article``, ``12 articles``."""
        return f"{number} {noun}{'' if number == 1 else 's'}"

    # Links inside the annex ---------------------------------------------------------------------------------------

    def section(self, key: SectionKey) -> Piece:
        """A section, as a text that leads to it: ``section 6``."""
        return Piece(f"section {self.numbers[key]}", target=f"section-{self.numbers[key]}")

    def annex(self, letter: str) -> Piece:
        """An annex, as a text that leads to it: ``Annex B``."""
        return Piece(f"Annex {letter}", target=f"annex-{letter.lower()}")

    @cached_property
    def question_numbers(self) -> dict[str, int]:
        """The number of each question of law that decides an article, alone or with others, by id; open ones first."""
        asked = deciding_questions(self.report.assessment, self.report.questions)
        ordered = sorted(asked, key=lambda q: q.view != "open")
        return {question.id: number for number, question in enumerate(ordered, start=1)}

    @property
    def minor_questions(self) -> list[QuestionRow]:
        """The other questions of law: they bear on a duty, and decide no article."""
        return [q for q in self.report.questions if q.nature == "law" and q.id not in self.question_numbers]

    @cached_property
    def questions(self) -> dict[str, QuestionRow]:
        """The questions by id."""
        return {question.id: question for question in self.report.questions}

    def question(self, key: str, text: str = "") -> Piece:
        """A question of law as a text that leads to it; ``Q3`` unless a text is given."""
        number = self.question_numbers.get(key)
        if number is None:
            return Piece(text or self.questions[key].title)
        return Piece(text or f"Q{number}", target=f"question-{number}")

    def linked_articles(self, numbers: Iterable[str]) -> Line:
        """Articles as texts that lead to their rows in Annex A: ``arts 14, 16``."""
        known = [n for n in dict.fromkeys(numbers) if n in self.order]
        if not known:
            return ()
        word = {"article": "art"}.get(self.instrument.division, self.instrument.division)
        leading = (Piece(n, target=self.article_anchor(n)) for n in known)
        return line(f"{word}{'s' if len(known) > 1 else ''} ", linked(leading))

    def article_anchor(self, number: str) -> str:
        """Where a link to an article goes: its row in Annex A, or its obligations where it has no row there."""
        return f"article-{self.order[number] + 1}" if self.judged(number) else f"obligation-{self.order[number] + 1}"

    def obligation_anchor(self, number: str) -> str:
        """Where a link to the obligations of an article goes."""
        return f"obligation-{self.order[number] + 1}"

    def judged(self, number: str) -> bool:
        """Whether an article has a verdict, and so a row in Annex A."""
        return self.report.assessment.articles[self.order[number]].status != "no_duty"

    # Citations ----------------------------------------------------------------------------------------------------

    def treaty(self, place: str | None = None, sources: Sequence[Source] = ()) -> NoteCitation:
        """The instrument, or a place in it; the sources tell whether somebody read it there."""
        return self._treaty(
            self.instrument,
            f", {division_label(self.instrument, place)}" if place else "",
            weakest_check(sources) if sources else "verified",
        )

    def cite(self, sources: Iterable[Source]) -> list[NoteCitation]:
        """Sources as a footnote cites them: a treaty of the catalogue by the one name that it has."""
        told = []
        for source in sources:
            citation = cite_source(source)
            treaty = self._treaties.get(source.ref)
            told.append(self._treaty(treaty, citation.pinpoint, source.checked) if treaty else citation)
        return told

    def treaty_cited(self, treaty: Instrument) -> NoteCitation:
        """Another instrument of the catalogue."""
        return self._treaty(treaty, "", "verified")

    @staticmethod
    def _treaty(treaty: Instrument, pinpoint: str, checked: str) -> NoteCitation:
        return NoteCitation(treaty.id, (Piece(cite_treaty(treaty)),), treaty.short_title, pinpoint, checked=checked)

    @cached_property
    def _treaties(self) -> dict[str, Instrument]:
        adopted = [i for i in self.report.assessment.catalogue.instruments.values() if i.text_status == "adopted"]
        return {name: i for i in adopted for name in (i.citation, i.title, i.short_title)}

    # Prose --------------------------------------------------------------------------------------------------------

    def prose(self, topic: str) -> bool:
        """Write what officials wrote on a topic; whether there was anything."""
        paragraphs = self.report.context.prose.on(topic, self.report.assessment.as_at)
        for paragraph in paragraphs:
            self.write.paragraph(self.told(paragraph))
        return bool(paragraphs)

    def told(self, paragraph: ProseParagraph) -> Line:
        """A paragraph of officials with its footnote."""
        text = line(*(part if isinstance(part, str) else marked(part) for part in paragraph.spaced()))
        return self.write.cited(text, *self.cite(paragraph.source))

    def wanted(self, topic: str, *headings: str, covered: bool = False) -> None:
        """Write what officials wrote on a topic; else what the articles under such headings say; else a note on who has
        to.

        There is no note where something else has ``covered`` it already, nor where this kind of annex asks for none.
        """
        if not (self.prose(topic) or self._own_words(headings) or covered):
            self.ask_for(topic)

    def ask_for(self, topic: str) -> None:
        """A drafting note on a topic, if the procedure and this kind of annex ask for it."""
        asked = self.asked(topic)
        if asked is not None:
            self.write.note(needed(asked, self.kind), asked.asked_of, asked.limb or "", prompts_in(asked, self.kind))

    def asked(self, topic: str) -> DraftingTopic | None:
        """The topic, if the procedure of the State and this kind of annex ask for it."""
        known = self.procedure.topic(topic)
        return known if known is not None and asked_in(known, self.kind) else None

    def ask_in_front(self, topic: str) -> None:
        """A drafting note on a topic of the summary, which stands in the list of the front page alone."""
        asked = self.asked(topic)
        if asked is not None:
            number = self.numbers["summary"]
            self.write.front_note(asked.needs, asked.asked_of, number, asked.limb or "", asked.prompts)

    def topic(self, id: str) -> None:
        """A topic under its heading: what officials wrote, or else a note; nothing where neither is there."""
        if self.report.context.prose.on(id, self.report.assessment.as_at) or self.asked(id) is not None:
            self.write.heading(self.heading_of(id))
            self.wanted(id)

    def heading_of(self, id: str) -> str:
        """What the procedure of the State calls a topic; else its key in words."""
        known = self.procedure.topic(id)
        return (known.heading if known else None) or id.replace("_", " ").capitalize()

    def _own_words(self, headings: tuple[str, ...]) -> bool:
        """Tell the articles whose heading holds one of the words, in the words of the data; whether there is one."""
        # An article that asks for something is told under its verdict, not in its own words.
        own = [a for a in self.report.assessment.articles if a.status == "no_duty" and a.duties]
        named = [a for a in own if any(h in a.article.heading.casefold() for h in headings)]
        for result in named:
            texts = " ".join(stop(d.full.duty.text) for d in result.duties)
            label = self.articles([result.article.article]).capitalize()
            note = self.treaty(result.article.article, [s for d in result.duties for s in d.full.duty.source])
            self.write.paragraph(self.write.cited(f"{label} ({result.article.heading}): {texts}", note))
        return bool(named)


def binding_duties(result: ArticleResult) -> int:
    """How many duties of an article bind."""
    return sum(d.full.duty.force in BINDING for d in result.duties)


def rules_of(result: ArticleResult) -> list[RuleEntry]:
    """The rules that the verdicts on the binding duties of an article rest on, once each; those of a duty that only
    asks for other articles to be carried out stand with these.
    """
    by_identity = {e.identity: e for d in result.duties if d.binding and not d.followed for e in d.rules}
    return list(by_identity.values())


def follows_others(result: ArticleResult) -> bool:
    """Whether a binding duty of an article only asks for other articles to be carried out."""
    return any(d.binding and d.followed for d in result.duties)
