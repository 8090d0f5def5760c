"""What goes beyond the treaty: in what the best rules are wider than it asks, as data and in words.

Only what is materially wider counts. A rule that reaches more than one cell, but nothing that the article does not ask
for in another, goes beyond the cell and not beyond the treaty; a rule with another condition in place of the treaty's
is not wider.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gapcheck.engine.relation import Wider, WiderType, wider
from gapcheck.engine.results import CellResult, DutyResult, InstrumentResult
from gapcheck.explain.sentences import Teller
from gapcheck.wording.citation import cite_rule, division_label, merge_citations
from gapcheck.wording.words import join

MOST_NAMED = 4

_PLAINEST: tuple[WiderType, ...] = ("broader", "also", "overlaps", "silent", "exceeds")


@dataclass(frozen=True)
class Beyond:
    """One way in which the rules for several cells of a duty go beyond the treaty; ``word`` joins what the cells asked
    for.
    """

    items: tuple[Wider, ...]
    asked: tuple[str, ...]
    word: str

    @property
    def first(self) -> Wider:
        """An item that stands for the others: they have the same type and facet, and find the same."""
        return self.items[0]


def goes_beyond(assessment: InstrumentResult, duty: DutyResult, cell: CellResult) -> tuple[Wider, ...]:
    """In what the best rule for a cell is wider than the treaty asks, by facet; nothing where no rule reaches the cell."""
    return _wider(assessment, duty, cell, elsewhere=False)


def asked_elsewhere(assessment: InstrumentResult, duty: DutyResult, cell: CellResult) -> tuple[Wider, ...]:
    """In what the best rule goes beyond the cell, but not beyond the treaty: another part of the article asks for it."""
    return _wider(assessment, duty, cell, elsewhere=True)


def _wider(assessment: InstrumentResult, duty: DutyResult, cell: CellResult, *, elsewhere: bool) -> tuple[Wider, ...]:
    if cell.best is None:
        return ()
    words = assessment.catalogue.vocabulary
    asked = _asked(assessment, duty)
    found = []
    for item in wider(words, cell.cell, cell.best):
        if item.type == "instead":
            continue
        if item.type in ("silent", "exceeds"):
            found += [] if elsewhere else [item]
        elif some := tuple(c for c in item.found if words.within_any(c, asked.get(item.facet, ())) is elsewhere):
            found.append(replace(item, found=some))
    return tuple(found)


def _asked(assessment: InstrumentResult, duty: DutyResult) -> dict[str, set[str]]:
    """What the article asks for in each facet, in all its duties of the same kind."""
    found: dict[str, set[str]] = {}
    for other in assessment[duty.full.article].duties:
        if other.full.duty.kind == duty.full.duty.kind:
            for element in other.full.elements:
                found.setdefault(element.facet, set()).update(element.concepts)
    return found


def duty_goes_beyond(assessment: InstrumentResult, duty: DutyResult) -> tuple[Beyond, ...]:
    """What goes beyond the treaty in the best rules for a duty, each told once for all the cells that share it."""
    plainest: dict[object, dict[Wider, None]] = {}
    for item in sorted(
        (i for c in duty.cells for i in goes_beyond(assessment, duty, c)), key=lambda i: _PLAINEST.index(i.type)
    ):
        # What a rule reaches is told of the cells of which it is told most plainly: it is broader than one, and
        # overlaps another.
        same = plainest.setdefault((item.entry.identity, item.facet, item.found), {})
        if not same or next(iter(same)).type == item.type:
            same[item] = None
    alike: dict[object, list[Wider]] = {}
    for item in sorted((i for items in plainest.values() for i in items), key=lambda i: (i.facet, i.entry.order)):
        alike.setdefault((item.type, item.facet, item.found), []).append(item)
    return tuple(_merged(tuple(items)) for items in alike.values())


def _merged(items: tuple[Wider, ...]) -> Beyond:
    lists = {item.asked for item in items}
    # One list shared by all cells is an `any` list; otherwise each cell asks for something of its own.
    return Beyond(items, tuple(sorted({a for each in lists for a in each})), "or" if len(lists) == 1 else "and")


def beyond_sentence(teller: Teller, item: Wider) -> str:
    """One item as a sentence, with the citation."""
    return _sentence(teller, item, cite_rule(item.entry), item.asked, "or")


def beyond_sentences(teller: Teller, duty: DutyResult) -> tuple[str, ...]:
    """What goes beyond the treaty in the best rules for a duty, a sentence for each rule and item."""
    told = []
    for beyond in duty_goes_beyond(teller.assessment, duty):
        rules: dict[str, list[Wider]] = {}
        for item in beyond.items:
            rules.setdefault(cite_rule(item.entry), []).append(item)
        for cited, items in rules.items():
            merged = _merged(tuple(items))
            told.append(_sentence(teller, merged.first, cited, merged.asked, merged.word))
    return tuple(told)


def elsewhere_sentence(teller: Teller, item: Wider, duty: DutyResult) -> str:
    """What a rule reaches beyond a cell, and another part of the article asks for, as a sentence."""
    place = division_label(teller.assessment.instrument, duty.full.article)
    found = teller.labels(item.found, "and")
    return f"{cite_rule(item.entry)}, as to {teller.facet(item.facet)}, also reaches {found}, for which {place} asks elsewhere."


def _sentence(teller: Teller, item: Wider, cited: str, asked_for: Iterable[str], word: str) -> str:
    noun, facet = teller.noun, teller.facet(item.facet)
    asked, found = teller.labels(asked_for, word), teller.labels(item.found, "and")
    if item.type == "exceeds":
        return f"{cited} gives more than the {noun} asks as to {facet}: {found}, while the {noun} asks for {asked}."
    if item.type == "overlaps":
        return (
            f"{cited}, as to {facet}, reaches {found}, which lies in part outside what the {noun} describes: {asked}."
        )
    reaches = {
        "broader": f"it reaches {found}",
        "also": f"it also reaches {found}",
        "silent": "on record it sets no limit there",
    }[item.type]
    return f"{cited} is wider than the {noun} asks as to {facet}: {reaches}, while the {noun} describes {asked}."


def beyond_in_short(teller: Teller, item: Wider) -> str:
    """One item in a few words: ``Mental element: recklessness (treaty: intention)``."""
    return _short(teller, item, item.asked, "or")


def duty_beyond_in_short(teller: Teller, duty: DutyResult) -> tuple[str, ...]:
    """What goes beyond the treaty in the best rules for a duty, in a few words each.

    Where there is more than one rule, each is cited; without the Act, if all are of one.
    """
    found = duty_goes_beyond(teller.assessment, duty)
    entries = {i.entry.identity: i.entry for b in found for i in b.items}.values()
    acts = {e.act.title for e in entries}
    title = f"{acts.pop()}, " if len(acts) == 1 else ""
    told = []
    for beyond in found:
        cited = join(c.removeprefix(title) for c in merge_citations(cite_rule(i.entry) for i in beyond.items))
        told.append(_short(teller, beyond.first, beyond.asked, beyond.word, cited if len(entries) > 1 else ""))
    return tuple(told)


def _short(teller: Teller, item: Wider, asked_for: Sequence[str], word: str, cited: str = "") -> str:
    label = teller.assessment.catalogue.vocabulary.facets[item.facet].label
    found = teller.labels(item.found, "and")
    reached = {"also": f"also {found}", "overlaps": f"{found}, in part", "silent": "no limit on record"}.get(
        item.type, found
    )
    where = f", {cited}" if cited else ""
    return f"{label}: {reached}{where} ({teller.noun}: {_few(teller, asked_for, word)})"


def _few(teller: Teller, concepts: Sequence[str], word: str) -> str:
    """The labels of a few concepts, and how many more there are."""
    left = len(concepts) - MOST_NAMED
    if left < 2:
        return teller.labels(concepts, word)
    return f"{', '.join(map(teller.label, concepts[:MOST_NAMED]))} and {left} more"
