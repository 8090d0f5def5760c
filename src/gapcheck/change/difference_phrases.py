"""Differences between two records in short phrases that name the facet: ``condition as to object dropped``."""

from __future__ import annotations

from collections.abc import Iterable

from gapcheck.change.record_differences import RecordDifference
from gapcheck.wording.rules import place
from gapcheck.wording.words import join


def differences_in_words(differences: Iterable[RecordDifference]) -> str:
    """Several differences in a sentence: ``its kind changed and condition as to object dropped``."""
    return join(map(difference_in_words, differences))


def difference_in_words(difference: RecordDifference) -> str:
    """One difference as a phrase.

    >>> difference_in_words(RecordDifference("condition", "dropped", "object"))
    'condition as to object dropped'
    >>> difference_in_words(RecordDifference("exception", "added", "9"))
    'exception in s 9 added'
    >>> difference_in_words(RecordDifference("force", "changed", old="shall", new="consider"))
    'its force changed from shall to consider'
    """
    match difference.part:
        case "kind":
            return "its kind changed"
        case "force":
            return f"its force changed from {difference.old} to {difference.new}"
        case "follows":
            return "the duties that it follows changed"
        case "supports":
            return "the rules that it supports changed"
        case "exception":
            return f"exception in {place(difference.name)} {difference.how}"
        case "permitted limit":
            return f"permitted limit {difference.name} {difference.how}"
        case _:
            return f"{difference.part} as to {difference.name} {difference.how}"
