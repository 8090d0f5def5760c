"""Why a duty stands as it does, in as few sentences as that takes: the rule, what it leaves out, what would change it.

Here it is decided what is told and of which parts; the sentences stand in ``answer_sentences``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from gapcheck.engine.findings import Outcome
from gapcheck.explain import answer_sentences as say
from gapcheck.explain import missing_sentences as missing
from gapcheck.explain.cell_groups import stated
from gapcheck.explain.missing_parts import COVERS, MissingParts
from gapcheck.explain.sentences import AnyAllowed
from gapcheck.model.law import RuleEntry
from gapcheck.wording.citation import act_of, cite_rule
from gapcheck.wording.dates import long_date
from gapcheck.wording.rules import named_law
from gapcheck.wording.running_text import in_sentence, provision, provisions
from gapcheck.wording.words import join, stop

MOST_RULES = 12
"""How many provisions are listed; of more, the Acts are."""


@dataclass(frozen=True, eq=False)
class DutyReasons(MissingParts):
    """The reasons for the verdict on one duty."""

    # The rule -------------------------------------------------------------------------------------------------------

    @cached_property
    def rules(self) -> tuple[str, ...]:
        """The rules that answer the duty as the questions are viewed, or those that come nearest; and what is
        reserved.
        """
        return tuple(self._rules())

    def _rules(self) -> Iterator[str]:
        covering = [g for g in self.groups if g.answered and g.first.waiver is None]
        found = [g.first.best for g in covering if g.first.best and g.first.best.ends.view_low >= COVERS]
        if found:
            yield self._rule([f.entry for f in found], [e for f in found for e in f.relies_on])
        elif not covering and (short := [f for _, f in self._short_of if f]):
            # A rule that reaches something is the rule; one that reaches nothing unless a doubt is won comes nearest.
            reaching = any(f.ends.view_low > Outcome.DISJOINT for f in short)
            told = self._rule([short[0].entry], [], nearest=not reaching or self.far_off)
            no_rule = self.writer.no_rule(self.duty.full)
            yield say.only_near(told, no_rule, self.writer.noun) if self.far_off else told
        by_rule = [g for g in covering if g.first.best and g.first.best.ends.view_low >= COVERS]
        if reserved := [c for g in covering if g not in by_rule for c in g.cells]:
            # What no waiver has taken away for sure is taken away by one that may have been lodged.
            parts = "" if len(reserved) == len(self.duty.cells) else self._describe(reserved)
            yield say.reserved(parts, self._assessment.state.whose_at_start)
        yield from self.positions_lodged()

    @staticmethod
    def of_several(reasons: Sequence[DutyReasons]) -> Iterator[str]:
        """The rules of several duties that stand alike, in one sentence."""
        if entries := [e for r in reasons for e in r.answering]:
            yield reasons[0]._rule(entries, [])
        yield from dict.fromkeys(told for r in reasons for told in r.positions_lodged())

    @property
    def answering(self) -> list[RuleEntry]:
        """The rules that answer the duty as the questions are viewed, without those that support them."""
        covering = (g.first.best for g in self.groups if g.answered and g.first.waiver is None)
        return [f.entry for f in covering if f and f.ends.view_low >= COVERS]

    def _rule(self, entries: Sequence[RuleEntry], supporting: Sequence[RuleEntry], *, nearest: bool = False) -> str:
        # What a rule says is read with the rest of its own section; nobody has to be told that.
        own = _cited(entries)
        beside = [c for c in _cited(supporting) if not any(o.startswith(c) for o in own)]
        texts = dict.fromkeys(stop(e.rule.text) for e in entries)
        if all(e.act.outside_statute for e in entries) and not nearest:
            return say.the_practice(tuple(texts), [e.section.heading for e in entries], self.writer.state)
        acts = {act_of(c) for c in (*own, *beside)}
        read_with = rule_list(beside)
        if len(acts) == 1 and own != beside:
            read_with = read_with.replace(f"the {acts.pop()}", "that Act")
        word = f"{'nearest ' if nearest else ''}{'rule' if self.rule == 'rule' else 'provision'}"
        # Two rules of one provision say different things: which of them would be told is chance.
        if len(own) > 1 or len(texts) > 1:
            return say.the_rules(rule_list(own), read_with, several=len(own) > 1, word=word)
        return say.the_rule(provisions(own), next(iter(texts)), read_with, self.writer.state, word=word)

    def positions_lodged(self) -> Iterator[str]:
        """The declarations and reservations that the State made and that the verdict rests on."""
        waived = [g.first.waiver for g in self.groups if g.first.waiver is not None]
        used: list[AnyAllowed] = [*waived, *(allowed for allowed, _ in self._limits)]
        for allowed in {each.key: each for each in used}.values():
            exercise = self.writer.exercise(allowed.key)
            if allowed.value.how != "free" and exercise is not None:
                under = in_sentence(self.writer.under(allowed.value.under)) if allowed.value.under else ""
                day, state = long_date(exercise.date), self._assessment.state.at_start
                yield say.lodged(allowed.value.how, under, day, exercise.text, state)

    # What would change it -------------------------------------------------------------------------------------------

    def could_lodge(self) -> Iterator[str]:
        """The reservations that would help and were not made by the day; one on which there is a question is told with
        that.
        """
        every: list[AnyAllowed] = [*self.duty.full.waives, *self.duty.full.allows]
        wanted = {c.curable_waiver.key for g in self.groups if not g.answered for c in g.cells if c.curable_waiver}
        curable = [lack.shared.shortfall for lack in self.missing if lack.shared.shortfall.curable_under is not None]
        for shortfall in curable:
            limits = (a for a in self.duty.full.allows if a.value.facet == shortfall.facet)
            wanted |= {a.key for a in limits if shortfall.curable_under in (a.value.under, a.value.id)}
        for allowed in every:
            if allowed.key in wanted and self.writer.question(allowed.key) is None:
                yield from self._lodging(allowed)

    def _lodging(self, allowed: AnyAllowed) -> Iterator[str]:
        under = in_sentence(self.writer.under(allowed.value.under))
        exercise = self.writer.exercise(allowed.key)
        if exercise is not None and exercise.date > self._assessment.as_at:
            yield missing.lodged_later(allowed.value.how, under, long_date(exercise.date), self._assessment.state.name)
        elif exercise is None and not self._bound_already:
            yield missing.could_be_lodged(allowed.value.how, under, self._assessment.state.name)

    @property
    def _bound_already(self) -> bool:
        """Whether the State has consented to be bound: after that nothing more can be lodged."""
        position = self._assessment.catalogue.positions.get(self._assessment.instrument.id)
        consent = position.consent if position else None
        return consent is not None and consent.kind != "signature" and consent.date <= self._assessment.as_at

    def would_amend(self) -> Iterator[str]:
        """The change of law that would answer what surely falls short; what a question decides is settled with that."""
        # Nobody amends a treaty text to meet a mandate.
        if self.duty.certainty != "settled" or self._assessment.instrument.answered_by is not None:
            return
        for lack in self.missing:
            entry, shortfall = self.entry_of(lack), lack.shared.shortfall
            if lack.question is not None or shortfall.facet is None or entry is None or entry.act.outside_statute:
                continue
            subject = provision(cite_rule(entry)) if entry.act.amendable else ""
            limits = "" if self.guarantee(shortfall) else self.limits_of(shortfall)
            if limits and subject:
                yield missing.beyond_the_limit(subject, limits)
            elif shortfall.wanted and stated(shortfall, self.duty.full):
                yield missing.amendment(subject, self.writer.labels(shortfall.wanted))


def rule_list(cited: Sequence[str]) -> str:
    """Provisions in a list, or the Acts that hold them where the list would be long."""
    if len(cited) <= MOST_RULES:
        return provisions(cited)
    acts = dict.fromkeys(act_of(c) for c in cited if act_of(c) != c)
    others = [c for c in cited if act_of(c) == c]
    named = f"{len(cited) - len(others)} provisions of {_listed([f'the {act}' for act in acts])}"
    return join([named, *others])


def _listed(titles: Sequence[str]) -> str:
    """Titles of Acts in a list; those that hold commas are told apart by semicolons."""
    if len(titles) < 3 or not any("," in title for title in titles):
        return join(titles)
    return f"{'; '.join(titles[:-1])}; and {titles[-1]}"


def _cited(entries: Iterable[RuleEntry]) -> list[str]:
    return list(dict.fromkeys(map(named_law, entries)))
