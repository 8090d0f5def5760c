"""Which official texts belong to which Act of a catalogue: by year and number, or by the exact title, never by
likeness.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gapcheck.catalogue.catalogue import Catalogue
from gapcheck.legislation.files import Progress, read_folder
from gapcheck.legislation.tree import Legislation, Node, Placed
from gapcheck.model.law import Act, RuleEntry, Section

_NUMBER = re.compile(r"(\d{4}) No (\d+)")
_YEAR_OF_TITLE = re.compile(r".* (\d{4})")


def is_enactment(act: Act) -> bool:
    """Whether there can be an official text: it has a number, or a title with a year. A register of practice has
    neither.
    """
    return act.number is not None or _YEAR_OF_TITLE.fullmatch(act.title) is not None


def texts_of(
    catalogue: Catalogue, folder: str | Path, progress: Progress | None = None
) -> Mapping[str, tuple[Legislation, ...]]:
    """For each Act of the catalogue its public texts in a folder, the newest first; an Act without one is left out.

    Raises as :func:`gapcheck.legislation.read_folder` does. Only the texts that belong to an Act stay in memory.
    """
    acts = [act for act in catalogue.acts.values() if is_enactment(act)]
    found: dict[str, list[Legislation]] = {}
    for text in read_folder(folder, wanted=_wanted(acts), progress=progress):
        for act in acts:
            if _same(act, text):
                found.setdefault(act.id, []).append(text)
    return {act: tuple(sorted(texts, key=_newest_first)) for act, texts in sorted(found.items())}


def _newest_first(text: Legislation) -> tuple[object, ...]:
    return text.as_at is None, -(text.as_at.toordinal() if text.as_at else 0), text.extract, text.file


def _wanted(acts: Iterable[Act]) -> Callable[[str, Mapping[str, str]], bool]:
    """Whether a root element may be that of one of these Acts."""
    numbers = {(m[1], m[2]) for act in acts if act.number and (m := _NUMBER.fullmatch(act.number))}
    years = {m[1] for act in acts if not act.number and (m := _YEAR_OF_TITLE.fullmatch(act.title))}

    def wanted(tag: str, attributes: Mapping[str, str]) -> bool:
        if tag != "act":
            return tag not in ("regulation", "bill", "sop")  # what is no legislation at all is an error of the folder
        year, number = attributes.get("year"), attributes.get("act.no")
        return (
            not year or not number or (year, number) in numbers or year in years
        )  # one without is an error of the folder too

    return wanted


def _same(act: Act, text: Legislation) -> bool:
    """Acts that are not public have numbers of their own, so that 1961 No 43 may be two Acts."""
    if text.type != "act" or text.subtype not in (None, "public"):
        return False
    if act.number is not None:
        return act.number == text.citation_number
    return act.title == text.title and act.title.endswith(f" {text.year}")


@dataclass(frozen=True)
class Found:
    """Where a section of the catalogue stands in an official text.

    ``live`` is the section of that number that is law there, ``dead`` those that are not any more (or not yet),
    ``elsewhere`` the section with the PCO id of the catalogue, if that has another number.
    """

    live: Placed | None
    dead: tuple[Placed, ...]
    elsewhere: Placed | None


def find_section(section: Section, text: Legislation) -> Found:
    """Look a section up by its number and its PCO id. Of several live ones with the number, the one with the id counts."""
    label = section.section.partition("(")[0]
    same = [p for p in text.sections if p.node.label == label]
    live = sorted((p for p in same if p.live), key=lambda p: p.node.id != section.pco_id)
    elsewhere = next(
        (p for p in text.sections if section.pco_id and p.node.id == section.pco_id and p.node.label != label), None
    )
    return Found(live[0] if live else None, tuple(p for p in same if not p.live), elsewhere)


def choose_text(entry: RuleEntry, texts: Sequence[Legislation]) -> Legislation | None:
    """The newest text of a day on which the rule was in force; an extract only if it has the section."""
    for text in texts:
        if text.as_at is not None and entry.rule.in_force.holds(text.as_at):
            found = find_section(entry.section, text)
            if not text.extract or found.live or found.dead or found.elsewhere:
                return text
    return None


def find_way(node: Node, parts: Sequence[str]) -> tuple[Node, ...] | None:
    """The nodes from a section down to its subsection ``(1)`` and paragraph ``(a)``; ``None`` if there is no such
    place.

    A level that has no number is passed through: ``s 66(1)`` and the only, unnumbered subsection of ``s 117``.
    """
    if not parts:
        return (node,)
    for child in node.children:
        if child.kind in ("subsection", "paragraph") and child.label == parts[0]:
            if rest := find_way(child, parts[1:]):
                return (node, *rest)
        elif (
            child.kind in ("subsection", "text", "proviso", "definition")
            and not child.label
            and (rest := find_way(child, parts))
        ):
            return (node, *rest)
    return None
