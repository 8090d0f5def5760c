"""What the authors noted on a duty and its rules, and the sources that nobody read in the original, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gapcheck.engine.results import DutyResult
from gapcheck.explain import duty_sentences as say
from gapcheck.model.base import Source
from gapcheck.wording.citation import cite_rule
from gapcheck.wording.rules import place
from gapcheck.wording.words import stop


def remarks(result: DutyResult) -> Iterator[str]:
    """What the authors of the duty and of its rules noted."""
    if result.full.duty.note:
        yield stop(str(result.full.duty.note))
    for entry in result.rules:
        if entry.rule.note:
            yield say.remark(cite_rule(entry), str(entry.rule.note))
        for exception in entry.rule.exceptions:
            if exception.effect == "none" and exception.why:
                where = place(exception.section)
                yield say.harmless_exception(cite_rule(entry), exception.text, where, exception.why)


def unchecked(rested_on: Iterable[Source]) -> Iterator[str]:
    """Sources that nobody has verified, or that were read second-hand."""
    sources = list(rested_on)
    # Those read second-hand first, whatever their order: there somebody has looked.
    for checked in ("secondary", "unverified"):
        for source in sources:
            if source.checked == checked:
                note = str(source.note) if source.note else ""
                yield say.unchecked_source(source.ref, source.pinpoint, checked, note)
