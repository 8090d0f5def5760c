"""Situations, by brute force: which ones a rule reaches, and which ones a duty describes."""

from __future__ import annotations

from gapcheck.model.law import Rule
from gapcheck.model.treaty import FullDuty
from gapcheck.model.vocabulary import Vocabulary


def reaches(words: Vocabulary, one: Rule, situation: dict[str, str]) -> bool:
    return all(words.within_any(situation[c.facet], c.any) for c in one.conditions)


def describes(words: Vocabulary, full: FullDuty, situation: dict[str, str]) -> bool:
    scope: dict[str, list[str]] = {}
    for element in full.elements:
        if words.is_scope(element.facet):
            scope.setdefault(element.facet, []).extend(element.concepts)
    return all(words.within_any(situation[facet], listed) for facet, listed in scope.items())
