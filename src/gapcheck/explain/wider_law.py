"""What goes beyond the treaty, in words: in what the best rules are wider than it asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gapcheck.engine.relation import Wider
from gapcheck.engine.results import DutyResult
from gapcheck.engine.wider_rules import duty_goes_beyond, grouped
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.wording.citation import cite_rule, division_label, merge_citations
from gapcheck.wording.words import join

MOST_CONCEPTS = 4
"""How many concepts are named before the rest are counted. One more is named too: *and 1 more* saves no words."""


def beyond_sentence(writer: SentenceWriter, item: Wider) -> str:
    """One item as a sentence, with the citation."""
    return _sentence(writer, item, cite_rule(item.entry), item.asked, "or")


def beyond_sentences(writer: SentenceWriter, duty: DutyResult) -> tuple[str, ...]:
    """What goes beyond the treaty in the best rules for a duty, a sentence for each rule and item."""
    sentences = []
    for group in duty_goes_beyond(writer.assessment, duty):
        rules: dict[str, list[Wider]] = {}
        for item in group.items:
            rules.setdefault(cite_rule(item.entry), []).append(item)
        for cited, items in rules.items():
            own = grouped(items)
            sentences.append(_sentence(writer, own.first, cited, own.asked, own.word))
    return tuple(sentences)


def elsewhere_sentence(writer: SentenceWriter, item: Wider, duty: DutyResult) -> str:
    """What a rule reaches beyond a cell, and another part of the article asks for, as a sentence.

    ``Crimes Act 1961, s 252, as to conduct, also reaches copying, for which art 2 asks elsewhere.``
    """
    place = division_label(writer.assessment.instrument, duty.full.article)
    reached, facet = writer.labels(item.found, "and"), writer.facet(item.facet)
    return f"{cite_rule(item.entry)}, as to {facet}, also reaches {reached}, for which {place} asks elsewhere."


def _sentence(writer: SentenceWriter, item: Wider, cited: str, asked_for: Iterable[str], word: str) -> str:
    noun, facet = writer.noun, writer.facet(item.facet)
    asked, reached = writer.labels(asked_for, word), writer.labels(item.found, "and")
    match item.type:
        case "exceeds":
            return gives_more(cited, noun, facet, reached, asked)
        case "overlaps":
            return reaches_outside(cited, noun, facet, reached, asked)
        case "also":
            return is_wider(cited, noun, facet, f"it also reaches {reached}", asked)
        case "silent":
            return is_wider(cited, noun, facet, "on record it sets no limit there", asked)
        case _:
            return is_wider(cited, noun, facet, f"it reaches {reached}", asked)


def gives_more(cited: str, noun: str, facet: str, given: str, asked: str) -> str:
    """A rule gives more than the least that is asked for.

    >>> gives_more("Act 2012, s 70", "treaty", "period", "120 days", "at least 90 days")
    'Act 2012, s 70 gives more than the treaty asks as to period: 120 days, while the treaty asks for at least 90 days.'
    """
    return f"{cited} gives more than the {noun} asks as to {facet}: {given}, while the {noun} asks for {asked}."


def reaches_outside(cited: str, noun: str, facet: str, reached: str, asked: str) -> str:
    """What a rule reaches lies in part outside what is described.

    >>> reaches_outside("Act 1961, s 2", "treaty", "object", "property", "data")
    'Act 1961, s 2, as to object, reaches property, which lies in part outside what the treaty describes: data.'
    """
    return f"{cited}, as to {facet}, reaches {reached}, which lies in part outside what the {noun} describes: {asked}."


def is_wider(cited: str, noun: str, facet: str, how: str, asked: str) -> str:
    """What a rule reaches holds what is described, and more; ``how`` says in what way.

    >>> is_wider("Act, s 2", "treaty", "fault", "it reaches recklessness", "intention")
    'Act, s 2 is wider than the treaty asks as to fault: it reaches recklessness, while the treaty describes intention.'
    """
    return f"{cited} is wider than the {noun} asks as to {facet}: {how}, while the {noun} describes {asked}."


def beyond_in_short(writer: SentenceWriter, item: Wider) -> str:
    """One item in a few words: ``Mental element: recklessness (treaty: intention)``."""
    return _short(writer, item, item.asked, "or")


def duty_beyond_in_short(writer: SentenceWriter, duty: DutyResult) -> tuple[str, ...]:
    """What goes beyond the treaty in the best rules for a duty, in a few words each.

    Where there is more than one rule, each is cited; without the Act, if all are of one.
    """
    groups = duty_goes_beyond(writer.assessment, duty)
    entries = {e.identity: e for group in groups for e in group.entries}.values()
    # A column of a workbook is narrow: the title of an Act is left out where it says nothing.
    acts = {e.act.title for e in entries}
    title = f"{acts.pop()}, " if len(acts) == 1 else ""
    phrases = []
    for group in groups:
        cited = join(c.removeprefix(title) for c in merge_citations(map(cite_rule, group.entries)))
        phrases.append(_short(writer, group.first, group.asked, group.word, cited if len(entries) > 1 else ""))
    return tuple(phrases)


def _short(writer: SentenceWriter, item: Wider, asked_for: Sequence[str], word: str, cited: str = "") -> str:
    label = writer.assessment.catalogue.vocabulary.facets[item.facet].label
    concepts = writer.labels(item.found, "and")
    in_words = {"also": f"also {concepts}", "overlaps": f"{concepts}, in part", "silent": "no limit on record"}
    where = f", {cited}" if cited else ""
    asked = f"{writer.noun}: {_few(writer, asked_for, word)}"
    return f"{label}: {in_words.get(item.type, concepts)}{where} ({asked})"


def _few(writer: SentenceWriter, concepts: Sequence[str], word: str) -> str:
    """The labels of a few concepts, and how many more there are."""
    left = len(concepts) - MOST_CONCEPTS
    if left < 2:
        return writer.labels(concepts, word)
    return f"{', '.join(map(writer.label, concepts[:MOST_CONCEPTS]))} and {left} more"
