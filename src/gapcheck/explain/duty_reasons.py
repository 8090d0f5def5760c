"""Why a duty stands as it does, in as few sentences as that takes: the rule, what it leaves out, what would change it.

Here it is decided what is told and of which parts; the sentences stand in ``answer_sentences``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gapcheck.engine.findings import Finding, Outcome, Shortfall
from gapcheck.engine.results import CellResult
from gapcheck.explain import answer_sentences as say
from gapcheck.explain.cell_groups import SharedShortfall, sets_apart, shared_shortfalls, stated
from gapcheck.explain.duty_story import DutyExplanation
from gapcheck.model.law import RuleEntry
from gapcheck.model.question import Question
from gapcheck.wording.citation import PRACTICE, act_of, cite_rule
from gapcheck.wording.rules import named_law, place
from gapcheck.wording.running_text import provision, provisions
from gapcheck.wording.words import join, stop

MOST_LACKS = 2
"""How many sentences tell what is left out before the rest are joined into the last of them."""
MOST_FOUND = 3
"""How many limits of one rule are listed; of more, it is said that it covers a thing only in part."""
MOST_RULES = 8
"""How many provisions are listed; of more, the Acts are."""


@dataclass(frozen=True, eq=False)
class DutyReasons(DutyExplanation):
    """The reasons for the verdict on one duty."""

    # The rule -------------------------------------------------------------------------------------------------------

    def rules(self) -> Iterator[str]:
        """The rules that answer the duty as the questions are viewed, or those that come nearest; and what is
        reserved.
        """
        covering = [g for g in self.groups if g.answered and g.first.waiver is None]
        found = [g.first.best for g in covering if g.first.best and g.first.best.ends.view_low >= _COVERS]
        if found:
            yield self._told([f.entry for f in found], [e for f in found for e in f.relies_on])
        elif not covering and (short := [f for _, f in self._missing if f]):
            # A rule that reaches something is the rule; one that reaches nothing unless a doubt is won comes nearest.
            reaching = any(f.ends.view_low > Outcome.DISJOINT for f in short)
            yield self._told([short[0].entry], [], nearest=not reaching)
        by_rule = [g for g in covering if g.first.best and g.first.best.ends.view_low >= _COVERS]
        if reserved := [c for g in covering if g not in by_rule for c in g.cells]:
            # What no waiver has taken away for sure is taken away by one that may have been lodged.
            yield say.reserved("" if len(reserved) == len(self.duty.cells) else self._describe(reserved))
        yield from self.positions_lodged()

    @classmethod
    def of_several(cls, reasons: Sequence[DutyReasons]) -> Iterator[str]:
        """The rules of several duties that stand alike, in one sentence."""
        if entries := [e for r in reasons for e in r.answering]:
            yield cls._told(entries, [])
        yield from dict.fromkeys(told for r in reasons for told in r.positions_lodged())

    @property
    def answering(self) -> list[RuleEntry]:
        """The rules that answer the duty as the questions are viewed, without those that support them."""
        covering = (g.first.best for g in self.groups if g.answered and g.first.waiver is None)
        return [f.entry for f in covering if f and f.ends.view_low >= _COVERS]

    @staticmethod
    def _told(entries: Sequence[RuleEntry], supporting: Sequence[RuleEntry], *, nearest: bool = False) -> str:
        # What a rule says is read with the rest of its own section; nobody has to be told that.
        own = _cited(entries)
        beside = [c for c in _cited(supporting) if not any(o.startswith(c) for o in own)]
        texts = dict.fromkeys(stop(e.rule.text) for e in entries)
        if all(e.act.id == PRACTICE for e in entries) and not nearest:
            return say.the_practice(" ".join(texts))
        acts = {act_of(c) for c in (*own, *beside)}
        read_with = rule_list(beside)
        if len(acts) == 1 and own != beside:
            read_with = read_with.replace(f"the {acts.pop()}", "that Act")
        # Two rules of one provision say different things: which of them would be told is chance.
        if len(own) > 1 or len(texts) > 1:
            return say.the_rules(rule_list(own), read_with, several=len(own) > 1)
        return say.the_rule(provisions(own), next(iter(texts)), read_with, nearest=nearest)

    def positions_lodged(self) -> Iterator[str]:
        """The declarations and reservations that New Zealand made and that the verdict rests on."""
        yield from self._waived()
        for (allowed, verb), found in self._limits.items():
            if allowed.value.how != "free":
                yield self.writer.used(allowed, f"{verb} {join(found)}")

    # What is left out -----------------------------------------------------------------------------------------------

    def left_out(self) -> tuple[str, ...]:
        """What the law leaves out as the questions are viewed: each part that fails, and never the whole for a part."""
        sentences = dict.fromkeys(self._lacks())
        if len(sentences) <= MOST_LACKS:
            return tuple(sentences)
        first, *others = sentences
        return first, say.together(others)

    def _lacks(self) -> Iterator[str]:
        for (question, _, _), shared in self._merged.items():
            yield self._lack(self._assessment.catalogue.questions.get(question or ""), shared)
        if unreached := [cell for cell, finding in self._missing if finding is None]:
            yield say.nothing_answers(self._assessment.law, self._describe(unreached), self.writer.day)

    @cached_property
    def _missing(self) -> tuple[tuple[CellResult, Finding | None], ...]:
        """The parts that are not answered, each with the rule that comes nearest.

        Where several come short, it is the one that serves most of the parts: a lawyer would name that.
        """
        missing = [c for g in self.groups if not g.answered for c in g.cells]
        answering = Counter(c.best.entry.key for g in self.groups if g.answered for c in g.cells if c.best)
        reaching = Counter(f.entry.key for c in self.duty.cells for f in c.findings)
        serving = {key: (answering[key], count) for key, count in reaching.items()}
        return tuple((cell, _nearest(cell, serving)) for cell in missing)

    @cached_property
    def _merged(self) -> Mapping[tuple[str | None, str | None, str], SharedShortfall]:
        """What falls short, as one item for each question and aspect, or for each rule where no question is asked."""
        found: dict[tuple[str | None, str | None, str], list[SharedShortfall]] = {}
        shared = shared_shortfalls((cell, f.shortfalls) for cell, f in self._missing if f)
        for one in shared:
            if self.writer.won(one.shortfall.point):
                continue
            question = self.writer.question(one.shortfall.point)
            rule = "" if question else str(one.shortfall.rule)
            key = (question.id if question else None, one.shortfall.facet, rule)
            found.setdefault(key, []).append(one)
        return {key: _as_one(same) for key, same in found.items()}

    def _lack(self, question: Question | None, shared: SharedShortfall) -> str:
        shortfall = shared.shortfall
        entry = self.writer.in_force.get(shortfall.rule or "")
        subject = provision(cite_rule(entry)) if entry else self._assessment.law
        if entry is not None and entry.act.id == PRACTICE:
            subject = "practice"
        return self._of_kind(shared, entry, subject, _surely(question, shortfall))

    def _of_kind(self, shared: SharedShortfall, entry: RuleEntry | None, subject: str, surely: say.Surely) -> str:
        shortfall, apart = shared.shortfall, sets_apart(shared, self.duty)
        if shortfall.exception is not None and entry is not None:
            exception = next(x for x in entry.rule.exceptions if x.section == shortfall.exception)
            where = provision(f"{entry.act.title}, {place(exception.section)}")
            return say.exception_too_wide(where, exception.text, self.writer.noun, surely)
        known = stated(shortfall, self.duty.full)
        wanted = self.writer.labels(shortfall.wanted) if known else ""
        facets = self._assessment.catalogue.vocabulary.facets
        guarantee = shortfall.facet is not None and facets[shortfall.facet].role == "guarantee"
        # What sets the parts apart is told with them: otherwise more would seem to be left out than is.
        if apart and shortfall.type == "arguable":
            wanted = self._describe(shared.cells)
        if guarantee:
            return self._missing_gift(shared, subject, wanted, surely)
        limits = self._limits_of(shortfall)
        if not wanted or (limits and (shortfall.type != "arguable" or self._wholly(shared))):
            told = say.is_limited_to(subject, limits) if limits else say.covers_in_part(subject, wanted)
            return self._of_parts(told, shared) if apart and shortfall.type != "arguable" else told
        if shortfall.type != "arguable":
            return say.covers_in_part(subject, wanted)
        return say.does_not_cover(subject, wanted, surely)

    def _missing_gift(self, shared: SharedShortfall, subject: str, wanted: str, surely: say.Surely) -> str:
        shortfall = shared.shortfall
        given = self.writer.labels(shortfall.found)
        if given and wanted:
            told = say.gives_less(subject, given, self.writer.noun, wanted)
        elif given:
            told = say.is_limited_to(subject, given)
        else:
            wanted = wanted or self.writer.facet(shortfall.facet)
            told = say.does_not_provide(subject, wanted, surely)
        apart = sets_apart(shared, self.duty) and shortfall.type != "arguable"
        return self._of_parts(told, shared) if apart else told

    def _of_parts(self, told: str, shared: SharedShortfall) -> str:
        return f"{told.rstrip('.')} (for {self._describe(shared.cells)})."

    def _limits_of(self, shortfall: Shortfall) -> str:
        """What the rule is limited to, where that is a short list and the rule is one."""
        if shortfall.rule is None or not 0 < len(shortfall.found) <= MOST_FOUND:
            return ""
        return self.writer.labels(shortfall.found)

    def _wholly(self, shared: SharedShortfall) -> bool:
        """Whether every part of the duty falls short in the same way: the limit itself is then what fails."""
        return len(shared.cells) == len(self.duty.cells)

    # What would change it -------------------------------------------------------------------------------------------

    def could_lodge(self) -> Iterator[str]:
        """The reservations that could still be made; one that may have been is told with the question on it."""
        asked = {key for key in (w.key for w in self.duty.full.waives) if self.writer.question(key)}
        if not asked:
            yield from self.open_options()

    def would_amend(self) -> Iterator[str]:
        """The provision that would answer what surely falls short; what a question decides is settled with that."""
        if self.duty.certainty != "settled":
            return
        for (_, facet, _), shared in self._merged.items():
            entry = self.writer.in_force.get(shared.shortfall.rule or "")
            if facet is None or entry is None or entry.act.id == PRACTICE:
                continue
            subject = provision(cite_rule(entry)) if entry.act.amendable else ""
            wanted, limits = self.writer.labels(shared.shortfall.wanted), self._limits_of(shared.shortfall)
            if wanted and stated(shared.shortfall, self.duty.full):
                yield say.amendment(subject, wanted)
            elif limits and subject:
                yield say.beyond_the_limit(subject, limits)


_COVERS = Outcome.COVERS_BY_POSITION


def _surely(question: Question | None, shortfall: Shortfall) -> say.Surely:
    """How sure it is that something is missing: what is not arguable is; so is what a strong view says."""
    if question is None:
        return "open" if shortfall.type == "arguable" else "surely"
    if question.view == "fails" and question.strength == "strong":
        return "surely"
    return "open" if question.view == "open" else "likely"


def rule_list(cited: Sequence[str]) -> str:
    """Provisions in a list, or the Acts that hold them where the list would be long."""
    if len(cited) <= MOST_RULES:
        return provisions(cited)
    acts = dict.fromkeys(c.rsplit(", s", 1)[0] if ", s" in c else c for c in cited)
    return f"{len(cited)} provisions of {join(f'the {act}' for act in acts)}"


def _cited(entries: Iterable[RuleEntry]) -> list[str]:
    return list(dict.fromkeys(map(named_law, entries)))


def _nearest(cell: CellResult, serving: Mapping[str, tuple[int, int]]) -> Finding | None:
    """The rule that would answer a part if its doubts were won, or else the one that serves most parts."""
    for finding in cell.findings:
        if finding.high >= _COVERS:
            return finding
    reaching = [f for f in cell.findings if f.high > Outcome.DISJOINT]
    return max(reaching, key=lambda f: (serving[f.entry.key], f is cell.best), default=cell.best)


def _as_one(same: Sequence[SharedShortfall]) -> SharedShortfall:
    """Shortfalls of one aspect as one; of several rules the law as a whole is the subject."""
    if len(same) == 1:
        return same[0]
    first = same[0].shortfall
    rules = {one.shortfall.rule for one in same}
    wanted = tuple(sorted({w for one in same for w in one.shortfall.wanted}))
    found = tuple(sorted({f for one in same for f in one.shortfall.found})) if len(rules) == 1 else ()
    cells = tuple({cell.cell: cell for one in same for cell in one.cells}.values())
    rule = first.rule if len(rules) == 1 else None
    return SharedShortfall(replace(first, rule=rule, wanted=wanted, found=found), "or", cells)
