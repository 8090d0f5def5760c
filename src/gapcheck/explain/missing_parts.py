"""What the law leaves out of a duty as the questions are viewed: each part that fails, and never the whole for a part.

Here it is decided which parts are told together, and against which rule; the sentences stand in ``missing_sentences``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gapcheck.engine.findings import Finding, Outcome, Shortfall
from gapcheck.engine.results import CellResult
from gapcheck.engine.rules_of_cell import findings_of, hopeful
from gapcheck.explain import missing_sentences as say
from gapcheck.explain.cell_groups import SharedShortfall, sets_apart, shared_shortfalls, stated
from gapcheck.explain.duty_story import DutyExplanation
from gapcheck.model.law import RuleEntry
from gapcheck.model.question import Question
from gapcheck.wording.citation import cite_rule
from gapcheck.wording.rules import place
from gapcheck.wording.running_text import provision

COVERS = Outcome.COVERS_BY_POSITION
MOST_LACKS = 2
"""How many sentences tell what is left out before the rest are joined into the last of them."""
MOST_WORDS = 25
"""How many words name the parts that are left out before the limit that leaves them out is told instead."""
MOST_FOUND = 3
"""How many limits of one rule are listed; of more, it is said that it covers a thing only in part."""


@dataclass(frozen=True)
class Lack:
    """One thing that the law leaves out, with the question that decides it, if one does, and the rules that fall
    short, as citations.
    """

    question: Question | None
    shared: SharedShortfall
    rules: tuple[str, ...]

    @property
    def surely(self) -> say.Surely:
        """How sure it is that this is missing: what is not arguable is; so is what a strong view says."""
        if self.question is None:
            return "open" if self.shared.shortfall.type == "arguable" else "surely"
        if self.question.view == "fails" and self.question.strength == "strong":
            return "surely"
        return "open" if self.question.view == "open" else "likely"


@dataclass(frozen=True, eq=False)
class MissingParts(DutyExplanation):
    """What the law leaves out of one duty."""

    @cached_property
    def left_out(self) -> tuple[str, ...]:
        """What is left out, in at most two sentences."""
        sentences = tuple(dict.fromkeys(self._sentences()))
        if len(sentences) <= MOST_LACKS:
            return sentences
        return sentences[0], say.together(sentences[1:])

    def _sentences(self) -> Iterator[str]:
        if unreached := [cell for cell, finding in self._short_of if finding is None]:
            yield say.nothing_answers(self.writer.no_rule(self.duty.full), self._describe(unreached))
        # What is surely missing before what may be; what is said alike of one provision, in one sentence.
        alike: dict[tuple[say.Way, str, str, say.Surely], dict[str, None]] = {}
        for lack in sorted(self.missing, key=lambda lack: say.SURENESS.index(lack.surely)):
            way, what, parts = self._lack(lack)
            same = way, "" if way == "exception" else self.subject_of(lack), parts, lack.surely
            alike.setdefault(same, {})[what] = None
        for (way, subject, parts, surely), whats in alike.items():
            yield say.missing(way, subject, tuple(whats), parts, surely, self.writer.noun)

    @cached_property
    def _answering(self) -> Counter[str]:
        """The rules that answer parts of the duty, and how many."""
        answered = (c.best for g in self.groups if g.answered for c in g.cells)
        return Counter(cite_rule(f.entry) for f in answered if f and f.ends.view_low >= COVERS)

    @cached_property
    def _short_of(self) -> tuple[tuple[CellResult, Finding | None], ...]:
        """The parts that are not answered, each with the rule that comes nearest."""
        return tuple((c, self._nearest(c)) for g in self.groups if not g.answered for c in g.cells)

    def _nearest(self, cell: CellResult) -> Finding | None:
        """The rule that would answer a part if its doubts were won.

        Where none would, one that answers other parts and covers this one with a limit, then the one that answers most
        of the others: a lawyer would name that.
        """
        if (first := hopeful(cell)) is not None:
            return first

        def near(finding: Finding) -> tuple[bool, int, bool]:
            others = self._answering[cite_rule(finding.entry)]
            limited = not any(s.type == "extra_condition" for s in finding.shortfalls)
            return limited, others, finding is cell.best

        entries = [entry for cited in self._answering for entry in self.writer.rules_on_record.cited_as(cited)]
        answering = findings_of(cell, entries)
        return max((f for f in answering if f.high > Outcome.DISJOINT), key=near, default=cell.best)

    @cached_property
    def missing(self) -> tuple[Lack, ...]:
        """What is left out, once for each question; where none is asked, once for each rule and aspect."""
        found: dict[tuple[str | None, ...], list[SharedShortfall]] = {}
        for one in shared_shortfalls((cell, f.shortfalls) for cell, f in self._short_of if f):
            if self.writer.won(one.shortfall.point):
                continue
            question = self.writer.question(one.shortfall.point)
            key = (question.id,) if question else (None, one.shortfall.rule, one.shortfall.facet)
            found.setdefault(key, []).append(one)
        asked = self._assessment.catalogue.questions
        return tuple(self._as_one(asked.get(key[0] or ""), same) for key, same in found.items())

    def _as_one(self, question: Question | None, same: Sequence[SharedShortfall]) -> Lack:
        """Shortfalls told as one; where several rules fall short, the law as a whole is the subject."""
        # Of several aspects that one question is about, the one that leaves out most.
        facets: Counter[str | None] = Counter()
        for one in same:
            facets[one.shortfall.facet] += len(one.cells)
        (facet, _), *_ = facets.most_common(1)
        alike = [one for one in same if one.shortfall.facet == facet]
        entries = [self.writer.in_force.get(one.shortfall.rule or "") for one in alike]
        cited = tuple(dict.fromkeys(cite_rule(e) for e in entries if e))
        limits = {one.shortfall.found for one in alike}
        merged = replace(
            alike[0].shortfall,
            rule=alike[0].shortfall.rule if len(cited) == 1 else None,
            wanted=tuple(sorted({w for one in alike for w in one.shortfall.wanted})),
            found=limits.pop() if len(limits) == 1 else (),
        )
        cells = tuple({cell.cell: cell for one in same for cell in one.cells}.values())
        return Lack(question, SharedShortfall(merged, "or", cells), cited)

    # One of them ------------------------------------------------------------------------------------------------

    def entry_of(self, lack: Lack) -> RuleEntry | None:
        """The one rule that falls short; none where there are several."""
        return self.writer.in_force.get(lack.shared.shortfall.rule or "")

    def subject_of(self, lack: Lack) -> str:
        """What falls short, as it stands in a sentence: the provision, practice, or the law as a whole."""
        entry = self.entry_of(lack)
        if entry is None:
            return self._assessment.law
        return "practice" if entry.act.outside_statute else provision(cite_rule(entry))

    def limits_of(self, shortfall: Shortfall) -> str:
        """What a rule is limited to, where that is a short list."""
        return self.writer.labels(shortfall.found) if 0 < len(shortfall.found) <= MOST_FOUND else ""

    def _as_far(self, shortfall: Shortfall) -> str:
        """Where the limits of a rule are too many to list: those that reach a part of the one thing that is wanted."""
        words = self._assessment.catalogue.vocabulary
        if len(shortfall.found) <= MOST_FOUND or len(shortfall.wanted) != 1:
            return ""
        inside = [f for f in shortfall.found if f in words.concepts and words.within(f, shortfall.wanted[0])]
        return say.only_as_far(self.writer.labels(shortfall.wanted), self.writer.labels(inside)) if inside else ""

    def guarantee(self, shortfall: Shortfall) -> bool:
        """Whether what is missing is something that the law has to give."""
        facets = self._assessment.catalogue.vocabulary.facets
        return shortfall.facet is not None and facets[shortfall.facet].role == "guarantee"

    def _lack(self, lack: Lack) -> tuple[say.Way, str, str]:
        """In which way something is missing, what it is, and for which parts of the duty."""
        shared, entry = lack.shared, self.entry_of(lack)
        shortfall, arguable = shared.shortfall, shared.shortfall.type == "arguable"
        if shortfall.exception is not None and entry is not None:
            exception = next(x for x in entry.rule.exceptions if x.section == shortfall.exception)
            where = provision(f"{entry.act.title}, {place(exception.section)}")
            return "exception", say.the_exception(where, exception.text), ""
        if self.guarantee(shortfall):
            return self._gift(lack)
        # A rule that answers other parts has no limit that leaves out all of this one.
        served = any(self._answering[cited] for cited in lack.rules)
        limits, wanted = self.limits_of(shortfall), self._wanted(lack)
        long = len(wanted.split()) > MOST_WORDS and sets_apart(shared, self.duty)
        if limits and not (arguable and served and not long):
            parts = self._parts_of(lack)
            # A limit is one whatever it is applied to: parts that take many words are not told with it.
            return "limit", limits, "" if "(" in parts or len(parts.split()) > MOST_WORDS else parts
        if arguable and wanted and not long:
            return "cover", wanted, ""
        if far := self._as_far(shortfall):
            return "far", far, ""
        labels = self.writer.labels(shortfall.wanted) if long else wanted
        return "part", labels or self._describe(shared.cells), ""

    def _gift(self, lack: Lack) -> tuple[say.Way, str, str]:
        shortfall, wanted = lack.shared.shortfall, self._wanted(lack)
        parts = "" if shortfall.type == "arguable" else self._parts_of(lack)
        concepts = self._assessment.catalogue.vocabulary.concepts
        if shortfall.found and wanted and not any(found in concepts for found in shortfall.found):
            return "less", say.instead(self.writer.labels(shortfall.found), self.writer.noun, wanted), parts
        return "provide", wanted or self.writer.facet(shortfall.facet), parts

    def _wanted(self, lack: Lack) -> str:
        """What is wanted and not there; where parts are set apart by more than that, these parts."""
        shared = lack.shared
        # Otherwise more would seem to be left out than is.
        if shared.shortfall.type == "arguable" and sets_apart(shared, self.duty):
            return self._describe(shared.cells)
        labels = dict.fromkeys(map(self.writer.label, shared.shortfall.wanted))
        return say.either(tuple(labels)) if stated(shared.shortfall, self.duty.full) else ""

    def _parts_of(self, lack: Lack) -> str:
        """The parts that a lack is about, where these are not all, and more sets them apart than what is wanted."""
        if not sets_apart(lack.shared, self.duty) or self._all_that_is_reached(lack):
            return ""
        return self._describe(lack.shared.cells)

    def _all_that_is_reached(self, lack: Lack) -> bool:
        """Whether a lack is about all that any rule reaches: that the rest is not reached has been told before."""
        reached = [cell for cell, finding in self._short_of if finding]
        return not any(g.answered for g in self.groups) and len(lack.shared.cells) == len(reached)

    @cached_property
    def far_off(self) -> bool:
        """Whether what comes nearest was made for another case: it answers no part of the duty, and is limited for sure
        in two ways or more that the treaty does not know.
        """
        if any(g.answered for g in self.groups):
            return False
        limits = [
            lack.rules
            for lack in self.missing
            if lack.question is None and not self.guarantee(lack.shared.shortfall) and lack.shared.shortfall.found
        ]
        return any(limits.count(rules) > 1 for rules in limits)
