"""What goes beyond the treaty, in words: in what the best rules are wider than it asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gapcheck.engine.relation import Wider
from gapcheck.engine.results import DutyResult
from gapcheck.engine.wider_rules import duty_goes_beyond, grouped, told_once
from gapcheck.explain.sentences import SentenceWriter
from gapcheck.wording.citation import cite_rule, division_label, merge_citations
from gapcheck.wording.running_text import provision
from gapcheck.wording.words import capital, join

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

    ``Section 252 of the Crimes Act 1961 also covers copying, for which art 2 asks elsewhere.``
    """
    place = division_label(writer.assessment.instrument, duty.full.article)
    reached = writer.labels(item.found, "and")
    return f"{capital(provision(cite_rule(item.entry)))} also covers {reached}, for which {place} asks elsewhere."


def _sentence(writer: SentenceWriter, item: Wider, citation: str, asked_for: Iterable[str], word: str) -> str:
    noun, cited = writer.noun, provision(citation)
    asked, reached = writer.labels(asked_for, word), writer.labels(item.found, "and")
    match item.type:
        case "exceeds":
            return gives_more(cited, noun, reached, asked)
        case "also":
            return also_covers(cited, noun, reached, asked)
        case "silent":
            return sets_no_limit(cited, noun, writer.facet(item.facet), asked)
        case "overlaps":
            return covers_other_things(cited, noun, reached, asked)
        case _:
            return covers_more(cited, reached, asked)


def gives_more(cited: str, noun: str, given: str, asked: str) -> str:
    """A rule gives more than the least that is asked for.

    >>> gives_more("section 70 of the Act 2012", "treaty", "120 days", "at least 90 days")
    'Section 70 of the Act 2012 gives 120 days; the treaty asks for at least 90 days.'
    """
    return f"{capital(cited)} gives {given}; the {noun} asks for {asked}."


def covers_more(cited: str, reached: str, asked: str) -> str:
    """What a rule reaches holds what is described, and more.

    >>> covers_more("section 252 of the Crimes Act 1961", "recklessness", "intention")
    'Section 252 of the Crimes Act 1961 covers recklessness, not only intention.'
    """
    return f"{capital(cited)} covers {reached}, not only {asked}."


def covers_other_things(cited: str, noun: str, reached: str, asked: str) -> str:
    """What a rule reaches lies in part outside what is described.

    >>> covers_other_things("section 2 of the Act 1993", "treaty", "machines", "computers")
    'Section 2 of the Act 1993 covers machines in general; the treaty describes computers.'
    """
    return f"{capital(cited)} covers {reached} in general; the {noun} describes {asked}."


def also_covers(cited: str, noun: str, reached: str, asked: str) -> str:
    """A rule reaches what is described, and something beside it.

    >>> also_covers("section 252 of the Crimes Act 1961", "treaty", "recklessness", "intention")
    'Section 252 of the Crimes Act 1961 also covers recklessness; the treaty describes intention.'
    """
    return f"{capital(cited)} also covers {reached}; the {noun} describes {asked}."


def sets_no_limit(cited: str, noun: str, facet: str, asked: str) -> str:
    """A rule is on record without the limit that is described.

    >>> sets_no_limit("section 2 of the Act 1961", "treaty", "mental element", "intention")
    'Section 2 of the Act 1961 sets no limit of its own here (mental element); the treaty describes intention.'
    """
    return f"{capital(cited)} sets no limit of its own here ({facet}); the {noun} describes {asked}."


def beyond_in_short(writer: SentenceWriter, item: Wider) -> str:
    """One item in a few words: ``Mental element: recklessness (treaty: intention)``."""
    return _short(writer, item, item.asked, "or")


def duty_beyond_in_short(writer: SentenceWriter, cells: Iterable[Iterable[Wider]]) -> tuple[str, ...]:
    """What goes beyond the treaty in the best rules for the cells of a duty, in a few words each.

    Where there is more than one rule, each is cited; without the Act, if all are of one.
    """
    groups = told_once(cells)
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
